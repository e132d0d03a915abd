/**
 * How wrong the engine is on ordinary processors that it has not seen: each model, or each machine, is left out once, with
 * constants and range from the others alone.
 */
import type { CapacityFitPack } from '../../shared/domain/capacity/fit-pack.ts'
import type { TensorType } from '../../shared/domain/capacity/inputs.ts'
import { errorsOf, type Line } from './accuracy.ts'
import { chanceOf, likenessOf } from './coverage.ts'
import type { ProcessorMeasurements } from './pack.ts'
import { llmfitDenseSeconds } from './peers.ts'
import { bytesOf, processorOf, secondsOf, type ProcessorRow } from './processors.ts'
import { operationsOf, promptSecondsOf, promptsOf, type PromptRow } from './prompts.ts'

/** Seconds: measured, ours with the range as factors of speed, and each peer's where it says one. */
type Scored = {
  readonly device: string
  readonly groups: readonly string[]
  readonly measured: number
  readonly ours: number
  readonly low: number
  readonly high: number
  readonly peers: readonly { readonly name: string; readonly seconds: number | null }[]
}

const errorOf = (measured: number, seconds: number): number => Math.abs(seconds / measured - 1)

function isInside({ measured, ours, low, high }: Scored): boolean {
  return ours / high <= measured && measured <= ours / low
}

const heldOf = (row: Scored) => ({ device: row.device, inside: isInside(row) })

function lineOf(section: string, name: string, list: readonly Scored[], likeness: number): Line {
  const names = [...new Set(list.flatMap(({ peers }) => peers.map((peer) => peer.name)))]
  return {
    section,
    name,
    ours: errorsOf(list.map(({ measured, ours }) => errorOf(measured, ours))),
    coverage: list.filter(isInside).length / Math.max(1, list.length),
    chance: chanceOf(list.map(heldOf), likeness),
    devices: new Set(list.map(({ device }) => device)).size,
    peers: names.flatMap((peer) => {
      const both = list.flatMap(({ measured, ours, peers }) => {
        const seconds = peers.find((one) => one.name === peer)?.seconds ?? null
        return seconds === null ? [] : [{ theirs: errorOf(measured, seconds), own: errorOf(measured, ours) }]
      })
      if (both.length === 0) return []
      const errors = errorsOf(both.map(({ theirs }) => theirs))
      const own = errorsOf(both.map((one) => one.own))
      return [{ name: peer, errors, ours: own, ratio: own.median / errors.median }]
    }),
  }
}

/** All rows, then each group of at least four. */
function linesOf(section: string, list: readonly Scored[]): readonly Line[] {
  const likeness = likenessOf(list.map(heldOf))
  const names = [...new Set(list.flatMap(({ groups }) => groups))].toSorted()
  const groups = names.map((name) => ({ name, rows: list.filter(({ groups: own }) => own.includes(name)) }))
  return [lineOf(section, 'all', list, likeness), ...groups.filter(({ rows }) => rows.length >= 4).map(({ name, rows }) => lineOf(section, name, rows, likeness))]
}

/** Every row by what `of` makes of the rows with another key. */
function leftOut<Row, Fit>(rows: readonly Row[], key: (row: Row) => string, of: (others: readonly Row[]) => Fit, score: (row: Row, fit: Fit) => Scored): readonly Scored[] {
  return [...new Set(rows.map(key))].flatMap((out) => {
    const fit = of(rows.filter((row) => key(row) !== out))
    return rows.filter((row) => key(row) === out).map((row) => score(row, fit))
  })
}

export function processorLines(
  measurements: ProcessorMeasurements,
  types: readonly TensorType[],
  head: CapacityFitPack,
): readonly Line[] {
  const fit = (rows: readonly ProcessorRow[]) => processorOf(rows, types, head.spreads)
  const decode = (row: ProcessorRow, own: ReturnType<typeof fit>): Scored => {
    const bytes = bytesOf(row.weights + row.expertWeights, row, types)
    return {
      device: row.machine,
      groups: [row.machine, `type ${row.type}`],
      measured: 1000 / row.milliTokensPerSecond,
      ours: secondsOf(row, own, types),
      low: own.spread.low / 10_000,
      high: own.spread.high / 10_000,
      peers: [
        { name: 'llmfit speed formula', seconds: row.expertWeights > 0 ? null : llmfitDenseSeconds(row.weights, row.type, row.bandwidth) },
        { name: 'bandwidth upper bound', seconds: bytes / row.bandwidth },
        { name: '0.7 x bandwidth / active bytes', seconds: bytes / row.bandwidth / 0.7 },
      ],
    }
  }
  const part = { operationsPerCore: head.processor.operationsPerCore, theoretical: head.processor.theoretical }
  const prompts = (rows: readonly PromptRow[]) => promptsOf(rows, part)
  const prompt = (row: PromptRow, own: ReturnType<typeof prompts>): Scored => {
    const { likely, plain } = promptSecondsOf(row, { ...part, prompt: own })
    const float32 = row.float32 ?? row.cores * part.operationsPerCore
    const bound = (row.tokens * operationsOf(row)) / float32
    return {
      device: row.machine,
      groups: [row.machine, `type ${row.type}`, row.matrix === true ? 'with AMX' : 'without AMX'],
      measured: (1000 * row.tokens) / row.milliTokensPerSecond,
      ours: likely,
      low: (own.spread.low / 10_000) * (likely / plain),
      high: own.spread.high / 10_000,
      peers: [
        { name: 'compute upper bound', seconds: bound },
        { name: '0.5 x compute', seconds: bound / 0.5 },
      ],
    }
  }
  return [
    ...linesOf('decode on ordinary processors, held out model by model', leftOut(measurements.rows, ({ model }) => model, fit, decode)),
    ...linesOf('decode on ordinary processors, held out machine by machine', leftOut(measurements.rows, ({ machine }) => machine, fit, decode)),
    ...linesOf('prompts on ordinary processors, held out machine by machine', leftOut(measurements.prompts, ({ machine }) => machine, prompts, prompt)),
  ]
}
