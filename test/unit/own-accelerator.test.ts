/** Own devices: part of the plan with undo, known to fit and price, never verified by the planner's word alone. */
import { expect, test } from 'vitest'
import { hardwarePrice } from '../../shared/domain/cost/prices.ts'
import { assess } from '../../shared/plan/assess.ts'
import type { Change } from '../../shared/plan/command.ts'
import { decide, newDocument, planDigest, type Document } from '../../shared/plan/decide.ts'
import { OwnAcceleratorEntry, ownAcceleratorOf, withOwnAccelerators, type OwnAcceleratorAnswers } from '../../shared/plan/own-accelerator.ts'
import { withOwnEntries } from '../../shared/plan/own-entries.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { parse } from '../../shared/base/schema.ts'
import { knowledge } from '../support/knowledge.ts'

const said: OwnAcceleratorAnswers = {
  name: 'Board X',
  maker: 'Acme',
  kind: 'asic',
  unifiedMemory: false,
  memory: 64_000_000_000,
  bandwidth: 1_200_000_000_000,
  float16: 400_000,
  float8: 800_000,
  integer8: 800_000,
  power: 350,
  link: 64_000_000_000,
  price: { cents: 1_250_000, currency: 'EUR', per: 'device' },
  source: 'Data sheet of May 2026',
}
const entry = ownAcceleratorOf('own-board-x', said)
const start = newDocument(emptyPlan('00000000-0000-4000-8000-000000000000', '2026-11-23T10:00:00Z', 'en', knowledge.digests))
const by = { by: 'A. Reiter', at: '2026-11-23T10:00:00Z' }

function after(document: Document, ...changes: readonly Change[]): Document {
  return changes.reduce((now, change) => {
    const next = decide(now, { do: change, ...by })
    if (!next.ok) throw new Error(JSON.stringify(next.problem))
    return next.value
  }, document)
}

test('is recorded, taken back by undo, and removed; an older plan keeps its bytes', () => {
  const added = after(start, { type: 'ownAccelerator.record', entry })
  expect(added.plan.accelerators?.['own-board-x']).toMatchObject({ by: 'A. Reiter', basis: 'self-declared' })
  const undone = decide(added, { do: { type: 'undo' }, ...by })
  expect(undone.ok && planDigest(undone.value.plan)).toBe(planDigest(start.plan))
  expect(undone.ok && 'accelerators' in undone.value.plan).toBe(false)
  const removed = after(added, { type: 'ownAccelerator.remove', accelerator: 'own-board-x' })
  expect(planDigest(removed.plan)).toBe(planDigest(start.plan))
  expect(decide(start, { do: { type: 'ownAccelerator.remove', accelerator: 'own-board-x' }, ...by }).ok).toBe(false)
})

test('the same knowledge where the plan has none; else one device and one price more, and never twice', () => {
  expect(withOwnEntries(knowledge, start.plan)).toBe(knowledge)
  const { plan } = after(start, { type: 'ownAccelerator.record', entry })
  const more = withOwnAccelerators(knowledge, plan)
  expect(more.accelerators.accelerators.length).toBe(knowledge.accelerators.accelerators.length + 1)
  expect(withOwnAccelerators(more, plan)).toBe(more)
  const price = hardwarePrice(more['hardware-prices'], 'own-board-x')
  // 12 500.00 EUR in millionths.
  expect(price?.price).toEqual({ micros: { low: 12_500_000_000, likely: 12_500_000_000, high: 12_500_000_000 }, currency: 'EUR' })
  expect(price?.confidence).toBe('unverified')
  expect(price?.sources.map(({ title }) => title)).toEqual(['Data sheet of May 2026'])
})

test('a plan can rest on it, and says that the memory must be confirmed', () => {
  const answers: Readonly<Record<string, string | number | boolean>> = {
    'model.id': 'llama-3.1-8b',
    'model.engine': 'vllm',
    'model.quantization': 'FP8',
    'load.peakConcurrency': 8,
    'load.contextTokens': 8192,
    'load.promptTokens': 1000,
    'load.answerTokens': 300,
    'hardware.source': 'catalog',
    'hardware.accelerator': 'own-board-x',
    'hardware.count': 1,
    'hardware.nodes': 1,
  }
  const { plan } = after(
    start,
    { type: 'ownAccelerator.record', entry },
    ...Object.entries(answers).map(([field, value]): Change => ({ type: 'answer.set', field, value, basis: 'self-declared' })),
  )
  const { hardware } = assess(plan, knowledge)
  expect(hardware.memory?.fits).toBe(true)
  expect(hardware.perPerson?.basis).toBe('vendor')
  expect(hardware.findings.find((one) => one.id === 'hardware/memory-unverified')).toMatchObject({ level: 'unknown', confirm: true })
})

test('what claims too much is refused', () => {
  const { accelerator } = entry
  const bad: unknown[] = [
    { ...entry, accelerator: { ...accelerator, id: 'h100-sxm' } },
    { ...entry, accelerator: { ...accelerator, memory: 1e18 } },
    { ...entry, accelerator: { ...accelerator, memory: -1 } },
    { ...entry, accelerator: { ...accelerator, bandwidth: 0.5 } },
    { ...entry, accelerator: { ...accelerator, provenance: [{ fields: [], source: { title: 'Read', confidence: 'verified' } }] } },
    { ...entry, price: { cents: -1, currency: 'EUR', per: 'device' } },
    { ...entry, price: { cents: 1, currency: 'euro', per: 'device' } },
    { ...entry, source: '' },
    { ...entry, source: 'sheet\u202E' },
    { ...entry, basis: 'measured' },
    { ...entry, extra: true },
  ]
  expect(parse(OwnAcceleratorEntry, entry).ok).toBe(true)
  for (const one of bad) expect(parse(OwnAcceleratorEntry, one).ok, JSON.stringify(one).slice(0, 200)).toBe(false)
})
