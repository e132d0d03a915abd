/**
 * What was measured on one machine, for its own predictions. A run of the real engine is an anchor: what it is off by is
 * what other models on this machine are off by, but for what differs from model to model.
 */
import { toInteger } from '../vocabulary.ts'
import { speedOf } from '../capacity.ts'
import type { Run, RunProblem } from './case.ts'
import type { Anchor, CapacityFitPack } from './fit-pack.ts'
import type { Device, TensorType } from './inputs.ts'

/** An anchor from one measured run, in thousandths of a token per second of all its sequences together. */
export function anchorOf(
  run: Run,
  measuredSpeed: number,
  fit: CapacityFitPack,
  types: readonly TensorType[],
): Anchor | RunProblem {
  const band = speedOf({ ...run, device: { ...run.device, anchors: [] } }, fit, types)
  if (typeof band === 'string') return band
  return { metric: run.metric, factor: Math.max(1, toInteger((measuredSpeed / Math.max(1, band.likely)) * 10_000)) }
}

/**
 * A processor of which reading memory was measured: its bytes per second replace the maker's figure. `cores` are those
 * that take part; `operations` what they compute together in 32-bit floats per second, where that was measured too.
 */
export function calibratedProcessor(device: Device, bandwidth: number, cores: number | null, operations: number | null): Device {
  return { ...device, bandwidth, processor: { cores, calibrated: true, operations } }
}

/** The device with anchors, which speeds of the same metric then rest on. */
export function anchoredDevice(device: Device, anchors: readonly Anchor[]): Device {
  return { ...device, anchors }
}
