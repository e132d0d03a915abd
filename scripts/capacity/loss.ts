/** What the fit varies and what it looks at: constants by name, and how far the formulas lie from measured rows with them. */
import type {
  DecodeConstants,
  FirstTokenConstants,
  PrefillConstants,
  ServingConstants,
  SharedConstants,
} from '../../shared/domain/capacity/fit-pack.ts'
import { decodeSeconds, firstTokenSeconds, prefillSeconds, servingSeconds } from '../../shared/domain/capacity/speed.ts'
import type { Row } from './rows.ts'
import { lowest } from './simplex.ts'

export const start = {
  decode: { efficiency: 0.8, float16: 1.05, layerMicroseconds: 70, expertReads: 1.3, cache: 0.8 } satisfies DecodeConstants,
  prefill: { efficiency: 0.35, float16: 1.2, attention: 0.2 } satisfies PrefillConstants,
  serving: {
    weights: 0.8,
    cache: 0.6,
    operations: 0.7,
    float8: 0.85,
    float4: 0.75,
    layerMicroseconds: 30,
    expertLayerMicroseconds: 30,
    linkMicroseconds: 8,
    link: 0.5,
    prompt: 0.7,
    attention: 0.3,
    sequenceMicroseconds: 10,
  } satisfies ServingConstants,
  'first-token': {
    operations: 0.5,
    attention: 0.2,
    fixedMicroseconds: 25_000,
    others: 0.05,
    steps: 8,
  } satisfies FirstTokenConstants,
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

export const sharedOf = {
  decode: ['expertLayerMicroseconds', 'linearLayerMicroseconds', 'deviceMicroseconds', 'batchOperations'],
  prefill: ['prefillExperts', 'prefillLayerMicroseconds', 'prefillLinear'],
} as const

/** Constants by `metric:group.name`. */
export type Table = Readonly<Record<string, number>>

export function read<Names extends Readonly<Record<string, number>>>(names: Names, table: Table, prefix: string): Names {
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
  const first = new Map<string, FirstTokenConstants>()
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
    // A step takes as long as its own rows say, whatever is tried for the first token.
    const served = prepared.metric === 'serving' ? group : row.group
    const own = kept(serving, served, () => read(start.serving, table, `serving:${served}`))
    if (prepared.metric === 'serving') return servingSeconds(prepared.work, prepared.bandwidth, own)
    const its = kept(first, group, () => read(start['first-token'], table, `first-token:${group}`))
    return firstTokenSeconds(prepared.work, prepared.bandwidth, its, own)
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
export function improved(table: Table, names: readonly string[], loss: (table: Table) => number, steps: number): Table {
  const at = (point: readonly number[]): Table => {
    const next = { ...table }
    names.forEach((name, i) => (next[name] = Math.exp(point[i] ?? 0)))
    return next
  }
  const origin = names.map((name) => Math.log(table[name] ?? 1))
  return at(lowest(origin, (point) => loss(at(point)), steps))
}

/** Mean absolute logarithm, bounded so that single odd rows do not steer it, drawn lightly towards where it began. */
export function lossOf(rows: readonly Row[], names: readonly string[], first: Table, groupOf: (row: Row) => string, draw = 0.002) {
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
