/**
 * What would make it fit: changes that were tried through the whole hardware stage and leave nothing that blocks.
 * First what needs no new machines, then by the list price of what must be bought; a price that is not known stays
 * unknown and stands last.
 */
import type { MachineFacts } from '../../domain/machine.ts'
import { exchange } from '../../domain/cost/cost.ts'
import { hardwarePrice } from '../../domain/cost/prices.ts'
import { message, type Citation, type Message } from '../../domain/vocabulary.ts'
import { engineByName } from '../../domain/engine-pack.ts'
import { weightsOf } from '../../domain/capacity/weights.ts'
import { quantizationFor } from '../capacity-run.ts'
import { fields, type Facts } from '../fields.ts'
import type { Fleet } from '../fleet-machine.ts'
import type { Knowledge } from '../knowledge.ts'
import { exchangeRates } from '../stages/cost-items.ts'
import { assessInstallation, type InstallationAssessment } from '../stages/installation.ts'

export type OptionKind = 'cache' | 'quantization' | 'engine' | 'context' | 'people' | 'devices' | 'nodes' | 'span' | 'accelerator'

export type OptionPrice =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known'
      /** Hundredths of the currency, for everything that must be bought. */
      readonly low: number
      readonly likely: number
      readonly high: number
      readonly currency: string
      readonly confirm: boolean
      readonly sources: readonly Citation[]
    }

/** Answers that a what-if may change. */
export type TriedAnswers = Partial<
  Pick<
    Facts,
    | 'model.quantization'
    | 'model.engine'
    | 'hardware.source'
    | 'hardware.accelerator'
    | 'hardware.count'
    | 'hardware.nodes'
    | 'hardware.cacheType'
    | 'sizing.nodesPerCopy'
    | 'load.contextTokens'
    | 'load.peakConcurrency'
  >
>

/** A change that can be kept: the answers to give, and what holds then. */
export type Option = {
  readonly id: string
  readonly kind: OptionKind
  readonly message: Message
  readonly answers: TriedAnswers
  readonly result: InstallationAssessment
  readonly price: OptionPrice
}

type Candidate = Pick<Option, 'id' | 'kind' | 'message' | 'answers'>

/** True when the plan's hardware has nothing that must be changed. */
export function isSettled(result: InstallationAssessment): boolean {
  return result.memory !== null && result.memory.fits && !result.findings.some(({ level }) => level === 'blocking')
}

export function optionsFor(facts: Facts, machine: MachineFacts | null, knowledge: Knowledge, fleet: Fleet = {}): readonly Option[] {
  const attempt = (answers: TriedAnswers): InstallationAssessment => assessInstallation({ ...facts, ...answers }, machine, knowledge, fleet)
  const first = (candidates: readonly Candidate[]): readonly Option[] => {
    for (const candidate of candidates) {
      const result = attempt(candidate.answers)
      if (isSettled(result) && result.memory?.tight === false)
        return [{ ...candidate, result, price: priceOf(candidate, facts, knowledge) }]
    }
    return []
  }
  const groups = [
    cacheTypes(facts, knowledge),
    quantizations(facts, knowledge),
    ...engines(facts, knowledge),
    contexts(facts),
    people(facts),
    devices(facts),
    nodes(facts),
    spans(facts),
    ...accelerators(facts, knowledge),
  ]
  return groups.flatMap(first).toSorted(byPrice)
}

function byPrice(left: Option, right: Option): number {
  const rank = { none: 0, known: 1, unknown: 2 } as const
  if (left.price.kind === 'known' && right.price.kind === 'known') return left.price.likely - right.price.likely
  return rank[left.price.kind] - rank[right.price.kind]
}

/** The cache types that the engine keeps, from the largest. */
function cacheTypes(facts: Facts, knowledge: Knowledge): readonly Candidate[] {
  const engine = engineOf(facts, knowledge)
  const size = (entry: { readonly blockBytes: number; readonly blockElements: number }): number => entry.blockBytes / entry.blockElements
  const now = knowledge.quantizations.cacheTypes.find(({ id }) => id === (facts['hardware.cacheType'] ?? 'f16'))
  return knowledge.quantizations.cacheTypes
    .filter((entry) => engine?.cacheTypes.includes(entry.id) === true && now !== undefined && size(entry) < size(now))
    .toSorted((left, right) => size(right) - size(left))
    .flatMap(({ id }): readonly Candidate[] => {
      const name = fields['hardware.cacheType'].options.find((option) => option === id)
      if (name === undefined) return []
      return [{ id: `cache/${id}`, kind: 'cache', message: message('capacity.useCache', { cache: id }), answers: { 'hardware.cacheType': name } }]
    })
}

/** Smaller formats that the engine reads, from the largest: as little quality is given up as can be. */
function quantizations(facts: Facts, knowledge: Knowledge): readonly Candidate[] {
  const engine = engineOf(facts, knowledge)
  const model = knowledge.models.models.find(({ id }) => id === facts['model.id'])
  if (engine === null || model === undefined) return []
  const { quantizations: all, tensorTypes } = knowledge.quantizations
  const bytes = (entry: (typeof all)[number]): number | null => weightsOf(model, entry, tensorTypes)?.total ?? null
  const name = facts['model.quantization']
  const planned = name === null ? null : quantizationFor(knowledge.quantizations, name, engine, model.nativePrecision)
  const limit = planned === null ? Number.MAX_SAFE_INTEGER : (bytes(planned) ?? Number.MAX_SAFE_INTEGER)
  return all
    .flatMap((entry) => {
      const size = engine.formats.includes(entry.format) ? bytes(entry) : null
      return size === null || size >= limit ? [] : [{ entry, size }]
    })
    .toSorted((left, right) => right.size - left.size)
    .map(({ entry }) => ({
      id: `quantization/${entry.id}`,
      kind: 'quantization',
      message: message('capacity.useQuantization', { quantization: entry.name }),
      answers: { 'model.quantization': entry.id },
    }))
}

/** Each other engine in its usual format of about the same size. */
function engines(facts: Facts, knowledge: Knowledge): readonly (readonly Candidate[])[] {
  const now = engineOf(facts, knowledge)
  const model = knowledge.models.models.find(({ id }) => id === facts['model.id'])
  return knowledge.engines.engines
    .filter(({ id }) => id !== now?.id)
    .map((engine) => {
      const names =
        now !== null && engine.formats.some((format) => now.formats.includes(format))
          ? [facts['model.quantization'] ?? '']
          : engine.family === 'llama.cpp'
            ? ['Q8_0', 'Q6_K', 'Q5_K_M', 'Q4_K_M']
            : ['BF16-safetensors', 'FP8', 'AWQ-INT4']
      return names.flatMap((name): readonly Candidate[] => {
        const found = quantizationFor(knowledge.quantizations, name, engine, model?.nativePrecision ?? null)
        if (found === null) return []
        return [
          {
            id: `engine/${engine.id}/${found.id}`,
            kind: 'engine',
            message: message('sizing.useEngine', { engine: engine.name, quantization: found.name }),
            answers: { 'model.engine': engine.id, 'model.quantization': found.id },
          },
        ]
      })
    })
}

/** Never below what a prompt and its answer need. */
function contexts(facts: Facts): readonly Candidate[] {
  const least = Math.max(512, (facts['load.promptTokens'] ?? 0) + (facts['load.answerTokens'] ?? 0))
  const found: Candidate[] = []
  for (let tokens = Math.floor((facts['load.contextTokens'] ?? 0) / 2); tokens >= least; tokens = Math.floor(tokens / 2))
    found.push({
      id: `context/${tokens}`,
      kind: 'context',
      message: message('capacity.useContext', { tokens }),
      answers: { 'load.contextTokens': tokens },
    })
  return found
}

/** Nine tenths of the peak, then less, down to one person. */
function people(facts: Facts): readonly Candidate[] {
  const peak = facts['load.peakConcurrency'] ?? 1
  const found: Candidate[] = []
  for (let fewer = Math.min(peak - 1, Math.floor(peak * 0.9)); fewer >= 1; fewer = Math.min(fewer - 1, Math.floor(fewer * 0.85)))
    found.push({
      id: `people/${fewer}`,
      kind: 'people',
      message: message('capacity.servePeople', { people: fewer }),
      answers: { 'load.peakConcurrency': fewer },
    })
  return found
}

function devices(facts: Facts): readonly Candidate[] {
  const count = facts['hardware.count']
  if (facts['hardware.source'] !== 'catalog' || count === null) return []
  return Array.from({ length: Math.max(16, count * 2) - count }, (_, index) => count + index + 1).map((more) => ({
    id: `devices/${more}`,
    kind: 'devices',
    message: message('capacity.useDevices', { count: more }),
    answers: { 'hardware.count': more },
  }))
}

function nodes(facts: Facts): readonly Candidate[] {
  const now = facts['hardware.nodes'] ?? 1
  const tried = [1, 2, 3, 4, 6, 8, 12, 16].map((more) => now + more)
  return tried.map((more) => ({
    id: `nodes/${more}`,
    kind: 'nodes',
    message: message('capacity.useNodes', { nodes: more }),
    answers: { 'hardware.nodes': more },
  }))
}

/** One copy over several nodes; only where the network between them is known. */
function spans(facts: Facts): readonly Candidate[] {
  if (facts['sizing.nodeLink'] === null) return []
  const now = facts['sizing.nodesPerCopy'] ?? 1
  const planned = facts['hardware.nodes'] ?? 1
  return [2, 3, 4, 8]
    .filter((each) => each > now)
    .map((each) => ({
      id: `span/${each}`,
      kind: 'span',
      message: message('span.use', { nodes: each }),
      answers: { 'sizing.nodesPerCopy': each, 'hardware.nodes': Math.max(planned, each) },
    }))
}

/** Every other device of the catalog, in the smallest number of those that servers hold. */
function accelerators(facts: Facts, knowledge: Knowledge): readonly (readonly Candidate[])[] {
  return knowledge.accelerators.accelerators
    .filter(({ id, kind, memory }) => id !== facts['hardware.accelerator'] && kind !== 'cpu' && memory !== null)
    .map(({ id, name, unifiedMemory }) =>
      (unifiedMemory ? [1] : [1, 2, 4, 8]).map((count): Candidate => ({
        id: `accelerator/${id}/${count}`,
        kind: 'accelerator',
        message: message('sizing.useAccelerator', { name, count }),
        answers: { 'hardware.source': 'catalog', 'hardware.accelerator': id, 'hardware.count': count },
      })),
    )
}

/** What must be bought beyond what the plan has already. */
function priceOf({ kind, answers }: Candidate, facts: Facts, knowledge: Knowledge): OptionPrice {
  if (kind !== 'devices' && kind !== 'nodes' && kind !== 'span' && kind !== 'accelerator') return { kind: 'none' }
  const number = (field: 'hardware.count' | 'hardware.nodes', from: TriedAnswers | Facts): number => {
    const value = from[field]
    return typeof value === 'number' ? value : 1
  }
  const changed = { ...facts, ...answers }
  const all = number('hardware.count', changed) * number('hardware.nodes', changed)
  const owned = kind === 'accelerator' ? 0 : number('hardware.count', facts) * number('hardware.nodes', facts)
  const accelerator = changed['hardware.accelerator']
  const own = kind === 'accelerator' ? null : facts['costs.devicePrice']
  const currency = facts['costs.currency']
  if (own !== null && currency !== null) {
    const cents = own * (all - owned)
    return { kind: 'known', low: cents, likely: cents, high: cents, currency, confirm: false, sources: [] }
  }
  const found = accelerator === null ? null : hardwarePrice(knowledge['hardware-prices'], accelerator)
  if (found === null) return { kind: 'unknown' }
  const wanted = currency ?? found.price.currency
  const exchanged = exchange(found.price, wanted, exchangeRates(facts, wanted, knowledge))
  if (exchanged === null) return { kind: 'unknown' }
  const cents = (micros: number): number => Math.floor((micros * (all - owned)) / 10_000)
  const { low, likely, high } = exchanged.price.micros
  return {
    kind: 'known',
    low: cents(low),
    likely: cents(likely),
    high: cents(high),
    currency: wanted,
    confirm: found.confidence === 'unverified' || found.openEnded,
    sources: found.sources,
  }
}

function engineOf(facts: Facts, knowledge: Knowledge) {
  const name = facts['model.engine']
  return name === null ? null : engineByName(knowledge.engines, name)
}
