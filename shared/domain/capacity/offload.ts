/**
 * Decode speed of a model that is only partly on its devices: the rest lies in the computer's own memory, and the
 * processor reads it for each token. The rate at which it does is fitted on few runs on few machines; the band says so.
 */
import { toInteger } from '../vocabulary.ts'
import { computedSeconds, type SpeedBand } from '../capacity.ts'
import { prepare, type Run, type RunProblem } from './case.ts'
import type { CapacityFitPack } from './fit-pack.ts'
import type { TensorType } from './inputs.ts'
import type { LayerBytes, Offload } from './placement.ts'
import { expertShare } from './speed.ts'

/** What one step reads on each side, and the share of the weights that stays in the computer's memory. */
export type OffloadedWork = { readonly deviceSeconds: number; readonly hostBytes: number; readonly hostShare: number }

/** The work of one step with `offload` left behind, or the fact that is missing. */
export function offloadedWork(
  run: Run,
  bytes: LayerBytes,
  offload: Offload,
  fit: Parameters<typeof computedSeconds>[2],
  types: readonly TensorType[],
): OffloadedWork | RunProblem {
  const prepared = prepare(run, types)
  if (typeof prepared === 'string') return prepared
  if (prepared.metric !== 'decode') return 'metric-unknown'
  const { work } = prepared
  const { experts } = run.model.architecture ?? { experts: null }
  const touched = experts === null ? 0 : expertShare(experts, run.batch)
  const { layers } = bytes
  const sum = (from: number, to: number, of: (layer: LayerBytes['layers'][number]) => number): number =>
    layers.slice(from, to).reduce((total, layer) => total + of(layer), 0)
  const rest = sum(0, offload.layers, (layer) => layer.rest)
  const expertsBehind = sum(0, Math.max(offload.layers, offload.expertLayers), (layer) => layer.experts)
  const cache = (work.cacheBytes * offload.layers) / layers.length
  const onDevice = {
    ...work,
    alwaysBytes: Math.max(0, work.alwaysBytes - rest),
    expertBytes: Math.max(0, work.expertBytes - expertsBehind * touched),
    cacheBytes: work.cacheBytes - cache,
  }
  const { seconds } = computedSeconds(run, { ...prepared, work: onDevice }, fit)
  const whole = sum(0, layers.length, (layer) => layer.rest + layer.experts) + bytes.head
  return {
    deviceSeconds: seconds * run.batch,
    hostBytes: rest + expertsBehind * touched + cache,
    hostShare: (rest + expertsBehind) / whole,
  }
}

/** Thousandths of a token per second of all sequences together. */
export function offloadedSpeed(
  run: Run,
  bytes: LayerBytes,
  offload: Offload,
  fit: CapacityFitPack,
  types: readonly TensorType[],
): SpeedBand | RunProblem {
  const work = offloadedWork(run, bytes, offload, fit, types)
  if (typeof work === 'string') return work
  const { hostBytesPerSecond, mostHostShare, spread, rows } = fit.offload
  const likely = (1000 * run.batch) / (work.deviceSeconds + work.hostBytes / hostBytesPerSecond)
  // Beyond what was measured, and with more than one sequence, the band is half as wide again at both ends.
  const measured = work.hostShare <= mostHostShare && run.batch === 1
  const low = (likely * spread.low) / 10_000
  const high = (likely * spread.high) / 10_000
  return {
    low: toInteger(measured ? low : (low * 2) / 3),
    likely: toInteger(likely),
    high: toInteger(measured ? high : (high * 3) / 2),
    basis: 'vendor',
    group: 'offload',
    rows: rows.decode,
    medianError: spread.medianError,
  }
}
