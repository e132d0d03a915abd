/** Made-up data for the gallery. No fact here is true; the application never sees it. */
import type { Finding } from '../shared/domain/vocabulary.ts'
import type { CostCurve } from './charts/break-even.tsx'
import type { CostItem } from './charts/cost-bars.tsx'
import type { ExposurePath } from './charts/exposure-graph.tsx'
import type { ExposureEdge, ExposureNode } from './charts/exposure-layout.ts'
import type { OpennessPart } from './charts/openness-squares.tsx'
import type { SealObjective } from './charts/seal-bars.tsx'
import type { SpeedPoint } from './charts/speed-curve.tsx'
import type { TimelineLane } from './charts/timeline.tsx'
import type { State } from './ui/state-icon.tsx'

export const stages = [
  { id: 'requirements', state: 'ok', advisory: 0, blocking: 0 },
  { id: 'model', state: 'ok', advisory: 0, blocking: 0 },
  { id: 'hardware', state: 'ok', advisory: 1, blocking: 0 },
  { id: 'hosting', state: 'blocking', advisory: 0, blocking: 1 },
  { id: 'obligations', state: 'advisory', advisory: 3, blocking: 0 },
  { id: 'costs', state: 'unknown', advisory: 0, blocking: 0 },
  { id: 'review', state: 'none', advisory: 0, blocking: 0 },
  { id: 'sign', state: 'none', advisory: 0, blocking: 0 },
] as const satisfies readonly { id: string; state: State; advisory: number; blocking: number }[]

export const GB = 1_000_000_000

export const memoryParts = (weights: string, kv: string, runtime: string) => [
  { key: 'weights', label: weights, bytes: 24 * GB },
  { key: 'kv', label: kv, bytes: 39.3 * GB },
  { key: 'runtime', label: runtime, bytes: 5 * GB },
]

export const speedPoints: readonly SpeedPoint[] = Array.from({ length: 80 }, (_, place) => {
  const people = place + 1
  const likely = Math.round(1_036_800 / (24 + 0.983 * people))
  return { people, low: Math.round(likely * 0.76), likely, high: Math.round(likely * 1.21) }
}).filter((point) => point.people === 1 || point.people % 5 === 0)

export const objectives: readonly SealObjective[] = [
  { id: 'SOV-1', name: 'Strategic', weight: 1500, level: 3, required: 2 },
  { id: 'SOV-2', name: 'Legal and jurisdictional', weight: 1000, level: 2, required: 3 },
  { id: 'SOV-3', name: 'Data and AI', weight: 1000, level: 3, required: 3 },
  { id: 'SOV-4', name: 'Operational', weight: 1500, level: 3, required: 2 },
  { id: 'SOV-5', name: 'Supply chain', weight: 2000, level: 1, required: 1 },
  { id: 'SOV-6', name: 'Technology', weight: 1500, level: 4, required: 2 },
  { id: 'SOV-7', name: 'Security and compliance', weight: 1000, level: null, required: 2 },
  { id: 'SOV-8', name: 'Environment', weight: 500, level: 2, required: null },
]

export const nodes: readonly ExposureNode[] = [
  { id: 'us', column: 'authority', name: 'United States', detail: 'CLOUD Act, FISA 702' },
  { id: 'de', column: 'authority', name: 'Germany', detail: 'Court order' },
  { id: 'uplift', column: 'entity', name: 'Uplift Support Inc.', detail: 'Delaware, subcontractor' },
  { id: 'nordwolke', column: 'entity', name: 'Nordwolke GmbH', detail: 'Leipzig, EU owned' },
  { id: 'office', column: 'entity', name: 'Your office', detail: 'Land Nordmark' },
  { id: 'admin', column: 'role', name: 'Remote administration', detail: 'Night shift, US staff' },
  { id: 'runs', column: 'role', name: 'Runs the servers', detail: 'Leipzig and Halle' },
  { id: 'keys', column: 'role', name: 'Holds the keys', detail: 'Own hardware module' },
  { id: 'live', column: 'data', name: 'Live prompts', detail: 'In memory' },
  { id: 'stored', column: 'data', name: 'Stored letters', detail: 'Encrypted' },
]

export const edges: readonly ExposureEdge[] = [
  { from: 'us', to: 'uplift', state: 'open' },
  { from: 'uplift', to: 'admin', state: 'open' },
  { from: 'admin', to: 'live', state: 'open' },
  { from: 'admin', to: 'stored', state: 'closed' },
  { from: 'de', to: 'nordwolke', state: 'domestic' },
  { from: 'de', to: 'office', state: 'domestic' },
  { from: 'nordwolke', to: 'runs', state: 'domestic' },
  { from: 'office', to: 'keys', state: 'domestic' },
  { from: 'runs', to: 'live', state: 'domestic' },
  { from: 'runs', to: 'stored', state: 'domestic' },
  { from: 'keys', to: 'stored', state: 'domestic' },
]

export const paths: readonly ExposurePath[] = [
  { key: 'a', state: 'open', sentence: 'United States can compel Uplift Support Inc., which administers the servers at night and reaches live prompts.', nodes: [], arrows: [] },
  { key: 'b', state: 'closed', sentence: 'The same company cannot read stored letters: your office holds the keys.', nodes: [], arrows: [] },
  { key: 'c', state: 'domestic', sentence: 'Germany can compel Nordwolke GmbH and your office by court order.', nodes: [], arrows: [] },
]

export const lanes: readonly TimelineLane[] = [
  { name: 'Model', items: [{ from: '2025-06-20', to: '2027-12-31', label: 'Released June 2025, in use' }, { from: '2028-01-01', to: null, label: 'Replacement check' }] },
  { name: 'Hardware', items: [{ from: '2027-02-01', to: '2029-12-31', label: 'Warranty, 3 years' }] },
  { name: 'Contract', items: [{ from: '2027-01-01', to: '2029-06-30', label: 'Hosting contract' }] },
  {
    name: 'Duties',
    items: [
      { from: '2025-02-02', to: null, label: 'Staff AI literacy', tone: 'ok' },
      { from: '2027-01-15', to: null, label: 'First evaluation', tone: 'warn' },
      { from: '2028-01-15', to: null, label: 'Repeat' },
      { from: '2029-01-15', to: null, label: 'Repeat of the repeat' },
    ],
  },
]

export const costItems: readonly CostItem[] = [
  { key: 'staff', label: 'Staff', cost: { low: 81_000_00, likely: 96_000_00, high: 120_000_00 } },
  { key: 'hardware', label: 'Hardware', cost: { low: 62_000_00, likely: 71_400_00, high: 80_000_00 } },
  { key: 'power', label: 'Electricity', cost: { low: 17_000_00, likely: 21_600_00, high: 31_000_00 } },
  { key: 'hosting', label: 'Rack space', cost: { low: 14_400_00, likely: 14_400_00, high: 14_400_00 } },
]

const curve = (key: string, label: string, base: number, monthly: number, spread: number): CostCurve => ({
  key,
  label,
  points: Array.from({ length: 61 }, (_, month) => {
    const likely = (base + month * monthly) * 100
    return { month, low: Math.round(likely * (1 - spread)), likely, high: Math.round(likely * (1 + spread)) }
  }),
})

export const curves: readonly CostCurve[] = [
  curve('own', 'Own data centre', 167_000, 2560, 0.07),
  curve('eu', 'EU provider', 16_000, 6650, 0.13),
  curve('us', 'US-owned cloud', 4000, 6300, 0.02),
]

export const openness = (states: readonly OpennessPart['state'][]): readonly OpennessPart[] =>
  ['Weights', 'Licence', 'Training code', 'Training data', 'Documentation'].map((label, place) => ({ key: label, label, state: states[place] ?? 'unknown' }))

export type ModelRow = { readonly id: string; readonly name: string; readonly maker: string; readonly size: number; readonly license: string; readonly memory: number; readonly state: State; readonly verdict: string; readonly open: readonly OpennessPart['state'][] }

export const models: readonly ModelRow[] = [
  { id: 'mistral', name: 'Mistral Small 3.2', maker: 'Mistral AI, France', size: 24, license: 'Apache 2.0', memory: 68, state: 'ok', verdict: 'Fits', open: ['full', 'full', 'none', 'none', 'partial'] },
  { id: 'apertus', name: 'Apertus 8B', maker: 'EPFL, ETH Zurich, CSCS, Switzerland', size: 8, license: 'Apache 2.0', memory: 45, state: 'ok', verdict: 'Fits', open: ['full', 'full', 'full', 'full', 'full'] },
  { id: 'qwen', name: 'Qwen3 30B A3B', maker: 'Alibaba, China', size: 31, license: 'Apache 2.0', memory: 59, state: 'ok', verdict: 'Fits', open: ['full', 'full', 'none', 'none', 'partial'] },
  { id: 'oss', name: 'gpt-oss-120b', maker: 'OpenAI, United States', size: 117, license: 'Apache 2.0', memory: 86, state: 'advisory', verdict: 'Fits, tight', open: ['full', 'full', 'none', 'none', 'partial'] },
  { id: 'euro', name: 'EuroLLM 9B', maker: 'Unbabel, IST and partners, Portugal', size: 9, license: 'Apache 2.0', memory: 56, state: 'blocking', verdict: 'Context 4k, need 6k', open: ['full', 'full', 'partial', 'partial', 'full'] },
  { id: 'olmo', name: 'OLMo 2 32B', maker: 'Ai2, United States', size: 32, license: 'Apache 2.0', memory: 100, state: 'blocking', verdict: 'Short by 12 GB', open: ['full', 'full', 'full', 'full', 'full'] },
  { id: 'llama', name: 'Llama 3.3 70B', maker: 'Meta, United States', size: 71, license: 'Llama licence', memory: 154, state: 'unknown', verdict: 'Needs legal review', open: ['full', 'partial', 'none', 'unknown', 'partial'] },
]

const source = { title: 'Provider contract', locator: 'annex 4', url: null, date: '2026-11-02', confidence: 'verified' } as const

export const findings: readonly Finding[] = [
  {
    id: 'hosting/path',
    rule: 'J-04',
    stage: 'hosting',
    level: 'blocking',
    headline: { id: 'requirements.contextTooShort', values: { needed: 6000, context: 4096 } },
    because: [
      { step: 'requirement', message: { id: 'requirements.promptAndAnswer', values: { prompt: 5000, answer: 1000 } }, field: 'load.promptTokens' },
      { step: 'fact', message: { id: 'requirements.contextIs', values: { context: 4096 } }, field: 'load.contextTokens' },
      { step: 'result', message: { id: 'requirements.contextShortBy', values: { short: 1904 } }, field: null },
    ],
    sources: [
      source,
      { title: '18 U.S.C. § 2713', locator: 'first sentence', url: 'https://uscode.house.gov/view.xhtml?req=2713', date: '2018-03-23', confidence: 'vendor' },
      { title: 'A list found on the web', locator: null, url: null, date: null, confidence: 'unverified' },
    ],
    remedies: [{ message: { id: 'requirements.raiseContext', values: { needed: 6000 } }, field: 'load.contextTokens', value: 6000 }],
    field: 'load.contextTokens',
    confirm: false,
  },
  {
    id: 'hardware/spare',
    rule: 'M-11',
    stage: 'hardware',
    level: 'advisory',
    headline: { id: 'requirements.oldKnowledge', values: { pack: 'Hardware prices', age: 120, limit: 90 } },
    because: [{ step: 'fact', message: { id: 'requirements.packAsOf', values: { pack: 'Hardware prices', day: { day: '2026-07-25' } } }, field: null }],
    sources: [source],
    remedies: [],
    field: null,
    confirm: true,
  },
  {
    id: 'obligations/evaluation',
    rule: 'O-02',
    stage: 'obligations',
    level: 'unknown',
    headline: { id: 'requirements.ageLimit', values: { limit: 90 } },
    because: [],
    sources: [],
    remedies: [],
    field: null,
    confirm: false,
  },
]
