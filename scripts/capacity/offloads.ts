/** Fits how fast a processor reads what of a model was left in the computer's memory, on rows that did not fit. */
import { prepare } from '../../shared/domain/capacity/case.ts'
import type { CapacityFitPack } from '../../shared/domain/capacity/fit-pack.ts'
import { memoryOf, type MemoryInput } from '../../shared/domain/capacity/memory.ts'
import { offloadedWork, type OffloadedWork } from '../../shared/domain/capacity/offload.ts'
import { leastOffload, scaledLayers } from '../../shared/domain/capacity/placement.ts'
import { layerBytes } from '../../shared/domain/capacity/weights.ts'
import type { CapacityPacks } from '../../shared/plan/capacity-run.ts'
import type { Constants } from './constants.ts'
import { endsOf, spreadOf } from './fitted.ts'
import { memoryInputOf, runOf, type Measurement } from './rows.ts'

type OffloadRow = { readonly machine: string; readonly work: OffloadedWork; readonly measured: number }

/** Rows of one sequence on cards with their own memory, of models that do not fit in it. */
function offloadRows(measurements: readonly Measurement[], packs: CapacityPacks, constants: Constants): readonly OffloadRow[] {
  const { tensorTypes } = packs.quantizations
  return measurements.flatMap((row): readonly OffloadRow[] => {
    const run = runOf(row, packs)
    if (typeof run === 'string' || run.metric !== 'decode' || run.engine.family !== 'llama.cpp') return []
    if (run.device.unified || run.batch > 1 || run.parallel.devices > 1) return []
    const input: MemoryInput | null = memoryInputOf(run, row, packs)
    const layers = layerBytes(run.model, run.quantization, tensorTypes)
    if (input === null || layers === null || memoryOf(input)?.fits !== false || typeof prepare(run, tensorTypes) === 'string') return []
    const bytes = scaledLayers(layers, run.fileBytes)
    const least = leastOffload(input, bytes, { tensor: 1, pipeline: 1, replicas: 1, expertParallel: false }, 'layers')
    // A card may have 2^30 bytes for each gigabyte: a row of one layer or two may have left nothing behind.
    if (least === null || least.layers < 3) return []
    const work = offloadedWork(run, bytes, least, constants, tensorTypes)
    return typeof work === 'string' ? [] : [{ machine: run.device.id, work, measured: 1000 / row.milliTokensPerSecond }]
  })
}

/** Logarithm of computed over measured time. */
const residual = ({ work, measured }: OffloadRow, rate: number): number =>
  Math.log((work.deviceSeconds + work.hostBytes / rate) / measured)

/** The rate with the least mean distance, tried on a fine scale: one constant needs no more. */
function rateOf(rows: readonly OffloadRow[]): number {
  let best = { rate: 30_000_000_000, loss: Number.POSITIVE_INFINITY }
  for (let rate = 5_000_000_000; rate < 200_000_000_000; rate *= 1.01) {
    const loss = rows.reduce((sum, row) => sum + Math.min(1, Math.abs(residual(row, rate))), 0)
    if (loss < best.loss) best = { rate, loss }
  }
  return Math.round(best.rate)
}

/** The rate on all rows, and what remains of each machine's rows with the rate of the others. */
export function offloadOf(measurements: readonly Measurement[], packs: CapacityPacks, constants: Constants): CapacityFitPack['offload'] {
  const rows = offloadRows(measurements, packs, constants)
  const machines = [...new Set(rows.map(({ machine }) => machine))]
  const left = machines.flatMap((machine) => {
    const others = rows.filter((row) => row.machine !== machine)
    const rate = rateOf(others.length === 0 ? rows : others)
    return rows.filter((row) => row.machine === machine).map((row) => residual(row, rate))
  })
  // Two machines say little about a third: half as far out again as any row was.
  const ends = endsOf(left, 0.05)
  return {
    hostBytesPerSecond: rateOf(rows),
    mostHostShare: Number(Math.max(0, ...rows.map(({ work }) => work.hostShare)).toPrecision(3)),
    spread: spreadOf(left, { low: ends.low * 1.5, high: ends.high * 1.5 }),
    rows: { decode: rows.length, machines: machines.length },
  }
}
