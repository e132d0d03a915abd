/** Fits the constants of ordinary processors on rows of llama.cpp with random weights. */
import type { TensorType } from '../../shared/domain/capacity/inputs.ts'
import { processorSeconds, type ProcessorConstants } from '../../shared/domain/capacity/processor.ts'
import { spreadOf, endsOf } from './fitted.ts'
import { lowest } from './simplex.ts'

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

type Fit = Omit<ProcessorConstants, 'spread' | 'rows'>

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

function residual(row: ProcessorRow, constants: Fit, types: readonly TensorType[]): number {
  const type = types.find(({ id }) => id === row.type)
  if (type === undefined) throw new Error(`no tensor type ${row.type}`)
  const bytes = (weights: number): number => (weights / type.blockElements) * type.blockBytes
  const seconds = processorSeconds(
    { alwaysBytes: bytes(row.weights), expertBytes: bytes(row.expertWeights), cacheBytes: 0, layers: row.layers, batch: 1 },
    row.weights + row.expertWeights,
    row.type,
    { bandwidth: row.bandwidth, processor: { cores: row.cores, calibrated: true, operations: row.operationsPerCore * row.cores } },
    constants,
  )
  return Math.log((seconds * row.milliTokensPerSecond) / 1000)
}

/**
 * Other work on a machine can only make it slower, so a computed time that is longer than a measured one is wrong, and one
 * that is shorter may be right: it weighs a quarter as much.
 */
const distanceOf = (value: number): number => (value > 0 ? 1.6 * Math.min(1, value) : 0.4 * Math.min(1, -value))

function fit(rows: readonly ProcessorRow[], types: readonly TensorType[]): Fit {
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

/** Constants on all rows, and the spread of each model's rows around a fit that has not seen the model. */
export function processorOf(rows: readonly ProcessorRow[], types: readonly TensorType[]): ProcessorConstants {
  const models = [...new Set(rows.map(({ machine, model }) => `${machine} ${model}`))]
  const left = models.flatMap((key) => {
    const isOut = (row: ProcessorRow): boolean => `${row.machine} ${row.model}` === key
    const constants = fit(rows.filter((row) => !isOut(row)), types)
    return rows.filter(isOut).map((row) => residual(row, constants, types))
  })
  return {
    ...fit(rows, types),
    spread: spreadOf(left, endsOf(left, 0.085)),
    rows: { file: 'measurements/processor.json', decode: rows.length, machines: new Set(rows.map(({ machine }) => machine)).size },
  }
}
