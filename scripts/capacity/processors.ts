/** Fits the constants of ordinary processors on rows of llama.cpp with random weights. */
import type { CapacityFitPack } from '../../shared/domain/capacity/fit-pack.ts'
import type { TensorType } from '../../shared/domain/capacity/inputs.ts'
import { processorSeconds, type ProcessorConstants } from '../../shared/domain/capacity/processor.ts'
import { spreadOf, endsOf } from './fitted.ts'
import { lowest } from './simplex.ts'
import { beyond, together, type Ends } from './strangers.ts'

/** A row of `resources/measurements/processor.json`. Weights are those that one token multiplies. */
export type ProcessorRow = {
  readonly id: string
  readonly machine: string
  readonly cores: number
  readonly bandwidth: number
  readonly operationsPerCore: number
  readonly model: string
  readonly type: string
  readonly layers: number
  readonly weights: number
  readonly expertWeights: number
  readonly milliTokensPerSecond: number
}

/** Tensor types that cores bound. */
const costly = ['Q8_0', 'Q4_0', 'Q4_K', 'Q6_K'] as const
const names = ['efficiency', 'layerMicroseconds', 'stepMicroseconds', 'expertReads', ...costly] as const
const start = [1, 5, 100, 1.8, 0.45, 0.6, 0.6, 0.3].map((value) => Math.log(value))

type Fit = Omit<ProcessorConstants, 'spread' | 'rows' | 'prompt'>

function constantsAt(point: readonly number[]): Fit {
  const value = (name: (typeof names)[number]): number => Number(Math.exp(point[names.indexOf(name)] ?? 0).toPrecision(4))
  return {
    efficiency: value('efficiency'),
    theoretical: 0.8,
    layerMicroseconds: value('layerMicroseconds'),
    stepMicroseconds: value('stepMicroseconds'),
    expertReads: value('expertReads'),
    operationsPerCore: 34_000_000_000,
    // Other types with blocks in blocks are taken to cost as much as the costlier measured one.
    weightsPerOperation: [
      ...costly.map((type) => ({ type, rate: value(type) })),
      ...['Q5_K', 'Q3_K', 'Q2_K', 'IQ4_XS', 'IQ3_S', 'IQ3_XXS', 'IQ2_S', 'IQ2_XS', 'IQ2_XXS', 'IQ1_S', 'IQ1_M'].map((type) => ({
        type,
        rate: value('Q6_K'),
      })),
    ],
  }
}

/** Seconds of one step by the constants. */
export function secondsOf(row: ProcessorRow, constants: Fit, types: readonly TensorType[]): number {
  return processorSeconds(
    { alwaysBytes: bytesOf(row.weights, row, types), expertBytes: bytesOf(row.expertWeights, row, types), cacheBytes: 0, layers: row.layers, batch: 1 },
    row.weights + row.expertWeights,
    row.type,
    { bandwidth: row.bandwidth, processor: { cores: row.cores, calibrated: true, operations: row.operationsPerCore * row.cores } },
    constants,
  )
}

/** Bytes that so many weights of the row take. */
export function bytesOf(weights: number, row: Pick<ProcessorRow, 'type'>, types: readonly TensorType[]): number {
  const type = types.find(({ id }) => id === row.type)
  if (type === undefined) throw new Error(`no tensor type ${row.type}`)
  return (weights / type.blockElements) * type.blockBytes
}

/** Logarithm of measured over computed speed. */
function residual(row: ProcessorRow, constants: Fit, types: readonly TensorType[]): number {
  return Math.log((secondsOf(row, constants, types) * row.milliTokensPerSecond) / 1000)
}

/**
 * Other work on a machine can only make it slower, so a computed time that is longer than a measured one is wrong, and one
 * that is shorter may be right: it weighs a quarter as much.
 */
const distanceOf = (value: number): number => (value > 0 ? 1.6 * Math.min(1, value) : 0.4 * Math.min(1, -value))

export function fitProcessors(rows: readonly ProcessorRow[], types: readonly TensorType[]): Fit {
  const loss = (point: readonly number[]): number => {
    const constants = constantsAt(point)
    const off = rows.reduce((sum, row) => sum + distanceOf(residual(row, constants, types)), 0) / rows.length
    const drawn = point.reduce((sum, value, i) => sum + (value - (start[i] ?? 0)) ** 2, 0)
    return off + 0.002 * drawn
  }
  let point: readonly number[] = start
  for (let round = 0; round < 3; round++) point = lowest(point, loss, 400)
  return constantsAt(point)
}

/** The rows that share a key left out, and what a fit on the others leaves of them. */
export function leftBy(key: (row: ProcessorRow) => string, rows: readonly ProcessorRow[], types: readonly TensorType[]): readonly number[] {
  const keys = [...new Set(rows.map(key))]
  if (keys.length < 2) return []
  return keys.flatMap((out) => {
    const constants = fitProcessors(rows.filter((row) => key(row) !== out), types)
    return rows.filter((row) => key(row) === out).map((row) => residual(row, constants, types))
  })
}

/** Share of rows outside each end. */
const tail = 0.085
const machineOf = ({ machine }: ProcessorRow): string => machine

/**
 * The range of a machine that no row is of. Two machines cannot say how much machines differ: it is the farther of what
 * each was off by when it was left out, and of the spread over models together with what accelerators differ by from one
 * class to another that was never measured.
 */
export function processorEnds(rows: readonly ProcessorRow[], types: readonly TensorType[], between: Ends): Ends {
  const models = leftBy(({ machine, model }) => `${machine} ${model}`, rows, types)
  const borrowed = together(endsOf(models, tail), between)
  const machines = leftBy(machineOf, rows, types)
  if (machines.length === 0) return borrowed
  const own = endsOf(machines, tail)
  return { low: Math.min(borrowed.low, own.low), high: Math.max(borrowed.high, own.high) }
}

/** How much accelerators' decode speeds differ from one class to another, beyond what they differ by within one. */
export function betweenClasses(spreads: CapacityFitPack['spreads']): Ends {
  const of = (nearness: string): Ends => {
    const entry = spreads.find((one) => one.metric === 'decode' && one.nearness === nearness && one.group === null && one.engine === null)
    if (entry === undefined) throw new Error(`no spread of ${nearness}`)
    return { low: Math.log(entry.spread.low / 10_000), high: Math.log(entry.spread.high / 10_000) }
  }
  return beyond(of('vendor'), of('configuration'))
}

/** Constants on all rows, and the range of a machine that none of them is of. */
export function processorOf(
  rows: readonly ProcessorRow[],
  types: readonly TensorType[],
  spreads: CapacityFitPack['spreads'],
): Omit<ProcessorConstants, 'prompt'> {
  const machines = leftBy(machineOf, rows, types)
  const left = machines.length === 0 ? leftBy(({ model }) => model, rows, types) : machines
  return {
    ...fitProcessors(rows, types),
    spread: spreadOf(left, processorEnds(rows, types, betweenClasses(spreads))),
    rows: { file: 'measurements/processor.json', decode: rows.length, machines: new Set(rows.map(machineOf)).size },
  }
}
