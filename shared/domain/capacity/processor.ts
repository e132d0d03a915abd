/**
 * Speed of an ordinary processor. Decode: weights are read from the computer's memory, and formats that are costly to
 * unpack are bound by the cores instead. Rests on how fast this very machine reads its memory and computes, where that was
 * measured. Prompts are bound by what all cores multiply, which goes with their instructions more than with their number.
 */
import type { CapacityFitPack } from './fit-pack.ts'
import type { Device } from './inputs.ts'
import type { PrefillWork, Work } from './speed.ts'

export type ProcessorConstants = CapacityFitPack['processor']

const micro = 0.000_001

type DecodePart = Omit<ProcessorConstants, 'spread' | 'rows' | 'prompt'>
type PromptPart = Pick<ProcessorConstants, 'operationsPerCore' | 'theoretical'> & {
  readonly prompt: Omit<ProcessorConstants['prompt'], 'spread' | 'rows'>
}

/**
 * Seconds of one step. `weights` is the number of weights that the step multiplies, `type` the tensor type most of them
 * have. A processor whose number of cores is not known is taken to be bound by its memory.
 */
export function processorSeconds(
  work: Pick<Work, 'alwaysBytes' | 'expertBytes' | 'cacheBytes' | 'layers' | 'batch'>,
  weights: number,
  type: string,
  device: Pick<Device, 'bandwidth' | 'processor'>,
  own: DecodePart,
): number {
  const bandwidth = reachedBandwidth(device, own)
  const reading = (work.alwaysBytes + work.expertBytes * own.expertReads) / (bandwidth * own.efficiency)
  const perSecond = operationsOf(device, own)
  const rate = own.weightsPerOperation.find((entry) => entry.type === type)?.rate ?? null
  const unpacking = perSecond === null || rate === null ? 0 : (weights * work.batch) / (perSecond * rate)
  return (
    Math.max(reading, unpacking) +
    work.cacheBytes / bandwidth +
    (work.layers * own.layerMicroseconds + own.stepMicroseconds) * micro
  )
}

/** What reading reaches: the rate itself where it was measured, else a share of the maker's. */
function reachedBandwidth(device: Pick<Device, 'bandwidth' | 'processor'>, own: Pick<ProcessorConstants, 'theoretical'>): number {
  return (device.bandwidth ?? 0) * (device.processor?.calibrated === true ? 1 : own.theoretical)
}

/** 32-bit operations per second of all cores, null where neither a measurement nor the number of cores is known. */
function operationsOf(device: Pick<Device, 'processor'>, own: Pick<ProcessorConstants, 'operationsPerCore'>): number | null {
  const { cores = null, operations = null } = device.processor ?? {}
  return operations ?? (cores === null ? null : cores * own.operationsPerCore)
}

/**
 * Seconds to read a whole prompt, with the instructions that the processor is known to have and without those for
 * matrices; null where its rate is not known. `type` is the tensor type that most weights have.
 */
export function processorPromptSeconds(
  work: Pick<PrefillWork, 'tokens' | 'operations' | 'attentionOperations' | 'stepBytes' | 'steps' | 'sparse'>,
  type: string,
  device: Pick<Device, 'bandwidth' | 'processor'>,
  own: PromptPart,
): { readonly likely: number; readonly plain: number } | null {
  const perSecond = operationsOf(device, own)
  if (perSecond === null) return null
  const rate = rateOf(type, own) * (work.sparse ? own.prompt.experts : 1)
  const dense = (work.tokens * work.operations) / (perSecond * rate)
  const rest =
    work.attentionOperations / (perSecond * own.prompt.attentionRate) +
    (device.bandwidth === null ? 0 : (work.steps * work.stepBytes) / reachedBandwidth(device, own))
  // The measured machine with such instructions read prompts through experts no faster.
  const matrix = device.processor?.matrix === true && !work.sparse ? own.prompt.matrix : 1
  return { likely: dense / matrix + rest, plain: dense + rest }
}

function rateOf(type: string, { prompt }: PromptPart): number {
  return prompt.rates.find((entry) => entry.type === type)?.rate ?? prompt.otherRate
}

/** Seconds that multiplying for several sequences takes at least, null where the rate is not known. */
export function processorBatchSeconds(
  work: Pick<Work, 'operations' | 'headOperations' | 'batch'>,
  type: string,
  device: Pick<Device, 'processor'>,
  own: PromptPart,
): number | null {
  const perSecond = operationsOf(device, own)
  return perSecond === null ? null : (work.batch * (work.operations + work.headOperations)) / (perSecond * rateOf(type, own))
}
