/** Fits the constants of the speed formulas: few per class of devices, robust against single odd rows. */
import type {
  CapacityFitPack,
  DecodeConstants,
  PrefillConstants,
  ServingConstants,
  SharedConstants,
} from '../../shared/domain/capacity/fit-pack.ts'
import { decodeSeconds, prefillSeconds, servingSeconds } from '../../shared/domain/capacity/speed.ts'
import { byCodeUnit } from '../../shared/domain/vocabulary.ts'
import { classRules, stackedRule, type Metric, type Row } from './rows.ts'
import { lowest } from './simplex.ts'

export const start = {
  decode: { efficiency: 0.8, float16: 1.05, layerMicroseconds: 70, expertReads: 1.3, cache: 0.8 } satisfies DecodeConstants,
  prefill: { efficiency: 0.35, float16: 1.2, attention: 0.2 } satisfies PrefillConstants,
  serving: {
    weights: 0.8,
    cache: 0.6,
    operations: 0.6,
    layerMicroseconds: 30,
    expertLayerMicroseconds: 30,
    linkMicroseconds: 8,
    link: 0.5,
    prompt: 0.7,
    attention: 0.3,
    sequenceMicroseconds: 10,
  } satisfies ServingConstants,
  shared: {
    expertLayerMicroseconds: 8,
    linearLayerMicroseconds: 8,
    deviceMicroseconds: 120,
    batchOperations: 0.2,
    prefillExperts: 0.5,
    prefillLayerMicroseconds: 35,
    prefillLinear: 4,
  } satisfies SharedConstants,
} as const

const sharedOf = {
  decode: ['expertLayerMicroseconds', 'linearLayerMicroseconds', 'deviceMicroseconds', 'batchOperations'],
  prefill: ['prefillExperts', 'prefillLayerMicroseconds', 'prefillLinear'],
} as const

/** Constants by `metric:group.name`. */
type Table = Readonly<Record<string, number>>

function read<Names extends Readonly<Record<string, number>>>(names: Names, table: Table, prefix: string): Names {
  const made: Record<string, number> = {}
  for (const name of Object.keys(names)) made[name] = table[`${prefix}.${name}`] ?? names[name] ?? 1
  return { ...names, ...made }
}

/** Seconds per token by the formulas, with tables read once per group. */
function computing(table: Table): (row: Row, group: string) => number {
  const shared = read(start.shared, table, 'shared')
  const decode = new Map<string, DecodeConstants>()
  const prefill = new Map<string, PrefillConstants>()
  const serving = new Map<string, ServingConstants>()
  return (row, group) => {
    const { prepared, run } = row
    const { devices } = run.parallel
    if (prepared.metric === 'decode') {
      const own = kept(decode, group, () => read(start.decode, table, `decode:${group}`))
      return decodeSeconds(prepared.work, prepared.bandwidth, prepared.operations, devices, own, shared) / run.batch
    }
    if (prepared.metric === 'prefill') {
      const own = kept(prefill, group, () => read(start.prefill, table, `prefill:${group}`))
      const { work, bandwidth, operations } = prepared
      return prefillSeconds(work, bandwidth, operations, devices, own, shared) / work.tokens
    }
    const own = kept(serving, group, () => read(start.serving, table, `serving:${group}`))
    return servingSeconds(prepared.work, prepared.bandwidth, own)
  }
}

function kept<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** Moves the named constants, on a logarithmic scale, to where the loss is least. */
function improved(table: Table, names: readonly string[], loss: (table: Table) => number, steps: number): Table {
  const at = (point: readonly number[]): Table => {
    const next = { ...table }
    names.forEach((name, i) => (next[name] = Math.exp(point[i] ?? 0)))
    return next
  }
  const origin = names.map((name) => Math.log(table[name] ?? 1))
  return at(lowest(origin, (point) => loss(at(point)), steps))
}

/** Mean absolute logarithm, bounded so that single odd rows do not steer it, drawn lightly towards where it began. */
function lossOf(rows: readonly Row[], names: readonly string[], first: Table, groupOf: (row: Row) => string, draw = 0.002) {
  return (table: Table): number => {
    const computed = computing(table)
    let sum = 0
    for (const row of rows) {
      const value = Math.log(computed(row, groupOf(row)) / row.measured)
      sum += Math.min(Math.abs(value), 1)
    }
    let drawn = 0
    for (const name of names) drawn += Math.log((table[name] ?? 1) / (first[name] ?? 1)) ** 2
    return sum / Math.max(1, rows.length) + (draw * drawn) / names.length
  }
}

const own = (row: Row): string => row.group
const general = (row: Row): string =>
  stackedRule.test(row.run.device.id) ? 'stacked' : row.run.device.unified ? 'unified' : 'card'
const kinds = ['stacked', 'unified', 'card'] as const

function fitDevices(metric: 'decode' | 'prefill', rows: readonly Row[]): Table {
  const groups = [...new Set(rows.map((row) => row.group))].filter((group) => group !== '').toSorted(byCodeUnit)
  const base: Readonly<Record<string, number>> = start[metric]
  let table: Table = Object.fromEntries([
    ...Object.entries(start.shared).map(([name, value]) => [`shared.${name}`, value]),
    ...[...groups, ...kinds].flatMap((group) =>
      Object.entries(base).map(([name, value]) => [`${metric}:${group}.${name}`, value]),
    ),
  ])
  const first = table
  const shared = sharedOf[metric].map((name) => `shared.${name}`)
  const classed = rows.filter((row) => row.group !== '')
  for (let round = 0; round < 3; round++) {
    for (const group of groups) {
      const part = rows.filter((row) => row.group === group)
      const names = Object.keys(base).map((name) => `${metric}:${group}.${name}`)
      table = improved(table, names, lossOf(part, names, first, own), part.length < 6 ? 30 : 200)
    }
    table = improved(table, shared, lossOf(classed, shared, first, own), 160)
  }
  for (const kind of kinds) {
    const part = rows.filter((row) => general(row) === kind)
    const names = Object.keys(base).map((name) => `${metric}:${kind}.${name}`)
    table = improved(table, names, lossOf(evened(part), names, first, general), 300)
  }
  return table
}

/** As many rows of each class: the one with the most rows must not speak for all. */
function evened(rows: readonly Row[]): readonly Row[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row])
  const most = 30
  return [...groups.values()].flatMap((list) => {
    const every = Math.max(1, list.length / most)
    return list.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every))
  })
}

const servingEngines = ['vllm', 'sglang', 'tensorrt-llm'] as const

/** First what all engines have in common, then what sets each apart. */
function fitServing(rows: readonly Row[]): Table {
  const names = (engine: string): readonly string[] => Object.keys(start.serving).map((name) => `serving:${engine}.${name}`)
  const all: Table = Object.fromEntries(
    Object.entries(start.serving).map(([name, value]) => [`serving:common.${name}`, value]),
  )
  const common = names('common')
  let table = all
  for (let round = 0; round < 3; round++)
    table = improved(table, common, lossOf(rows, common, all, () => 'common'), 400)
  const first: Table = {
    ...table,
    ...Object.fromEntries(
      servingEngines.flatMap((engine) =>
        Object.keys(start.serving).map((name) => [`serving:${engine}.${name}`, table[`serving:common.${name}`] ?? 1]),
      ),
    ),
  }
  table = first
  for (const engine of servingEngines) {
    const part = rows.filter((row) => row.group === engine)
    const its = names(engine)
    for (let round = 0; round < 2; round++) table = improved(table, its, lossOf(part, its, first, own, 0.05), 400)
  }
  return table
}

export type Constants = Pick<CapacityFitPack, 'classes' | 'general' | 'stacked' | 'shared' | 'serving'>

const rounded = <Names extends Readonly<Record<string, number>>>(names: Names): Names => {
  const made: Record<string, number> = {}
  for (const [name, value] of Object.entries(names)) made[name] = Number(value.toPrecision(5))
  return { ...names, ...made }
}

/** Constants of one metric; the parts of the other metrics are where the fit begins. */
export function constantsOf(metric: Metric, rows: readonly Row[], accelerators: readonly string[]): Constants {
  const table = metric === 'serving' ? fitServing(rows) : fitDevices(metric, rows)
  const decode = (group: string) => rounded(read(start.decode, table, `decode:${group}`))
  const prefill = (group: string) => rounded(read(start.prefill, table, `prefill:${group}`))
  const has = (group: string): boolean => rows.some((row) => row.group === group)
  return {
    classes: classRules.map((rule) => ({
      id: rule.id,
      backends: [...rule.backends],
      accelerators: accelerators.filter((id) => rule.members.test(id)),
      decode: metric === 'decode' && has(rule.id) ? decode(rule.id) : null,
      prefill: metric === 'prefill' && has(rule.id) ? prefill(rule.id) : null,
    })),
    general: {
      stacked: { decode: decode('stacked'), prefill: prefill('stacked') },
      unified: { decode: decode('unified'), prefill: prefill('unified') },
      card: { decode: decode('card'), prefill: prefill('card') },
    },
    stacked: accelerators.filter((id) => stackedRule.test(id)),
    shared: rounded(read(start.shared, table, 'shared')),
    serving: {
      vllm: rounded(read(start.serving, table, 'serving:vllm')),
      sglang: rounded(read(start.serving, table, 'serving:sglang')),
      'tensorrt-llm': rounded(read(start.serving, table, 'serving:tensorrt-llm')),
    },
  }
}

/** The constants of decode, prefill and serving in one. */
export function joined(decode: Constants, prefill: Constants, serving: Constants): Constants {
  return {
    classes: decode.classes.map((entry, i) => ({ ...entry, prefill: prefill.classes[i]?.prefill ?? null })),
    general: {
      stacked: { decode: decode.general.stacked.decode, prefill: prefill.general.stacked.prefill },
      unified: { decode: decode.general.unified.decode, prefill: prefill.general.unified.prefill },
      card: { decode: decode.general.card.decode, prefill: prefill.general.card.prefill },
    },
    stacked: decode.stacked,
    shared: {
      ...decode.shared,
      prefillExperts: prefill.shared.prefillExperts,
      prefillLayerMicroseconds: prefill.shared.prefillLayerMicroseconds,
      prefillLinear: prefill.shared.prefillLinear,
    },
    serving: serving.serving,
  }
}
