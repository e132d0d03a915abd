/**
 * Decode speed of an ordinary processor: weights are read from the computer's memory, and formats that are costly to
 * unpack are bound by the cores instead. Rests on how fast this very machine reads its memory and computes, where that was
 * measured.
 */
import type { CapacityFitPack } from './fit-pack.ts'
import type { Device } from './inputs.ts'
import type { Work } from './speed.ts'

export type ProcessorConstants = CapacityFitPack['processor']

const micro = 0.000_001

/**
 * Seconds of one step. `weights` is the number of weights that the step multiplies, `type` the tensor type most of them
 * have. A processor whose number of cores is not known is taken to be bound by its memory.
 */
export function processorSeconds(
  work: Pick<Work, 'alwaysBytes' | 'expertBytes' | 'cacheBytes' | 'layers' | 'batch'>,
  weights: number,
  type: string,
  device: Pick<Device, 'bandwidth' | 'processor'>,
  own: Omit<ProcessorConstants, 'spread' | 'rows'>,
): number {
  const reached = device.processor?.calibrated === true ? 1 : own.theoretical
  const bandwidth = (device.bandwidth ?? 0) * reached
  const reading = (work.alwaysBytes + work.expertBytes * own.expertReads) / (bandwidth * own.efficiency)
  const { cores = null, operations = null } = device.processor ?? {}
  const perSecond = operations ?? (cores === null ? null : cores * own.operationsPerCore)
  const rate = own.weightsPerOperation.find((entry) => entry.type === type)?.rate ?? null
  const unpacking = perSecond === null || rate === null ? 0 : (weights * work.batch) / (perSecond * rate)
  return (
    Math.max(reading, unpacking) +
    work.cacheBytes / bandwidth +
    (work.layers * own.layerMicroseconds + own.stepMicroseconds) * micro
  )
}
