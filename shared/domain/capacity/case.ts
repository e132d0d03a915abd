/**
 * One measured or imagined run, resolved to what the formulas take. The fit and the estimate build it the same way, so
 * that a constant means the same in both.
 */
import type { CacheType, CapacityModel, Device, Engine, Quantization, TensorType } from './inputs.ts'
import { decodeWork, prefillWork, rateFor, servingWork, type Parallel, type ServedModel } from './work.ts'
import type { PrefillWork, ServingWork, Work } from './speed.ts'
import { scaledTo, weightsOf, type Weights } from './weights.ts'

export type RunMetric = 'decode' | 'prefill' | 'serving' | 'first-token'

export type Run = {
  readonly metric: RunMetric
  readonly model: CapacityModel
  readonly quantization: Quantization
  /** Format of the experts where it differs. */
  readonly expertQuantization: Quantization | null
  /** Size of the real file, when it is known. */
  readonly fileBytes: number | null
  readonly engine: Engine
  /** Build of the engine, such as vulkan; empty for the usual one. */
  readonly backend: string
  readonly device: Device
  readonly parallel: Parallel
  /** Sequences at once, per replica. */
  readonly batch: number
  readonly promptTokens: number
  readonly answerTokens: number
  /** Tokens already in the context. */
  readonly depth: number
  readonly cache: CacheType
}

export type Prepared =
  | { readonly metric: 'decode'; readonly work: Work; readonly bandwidth: number; readonly operations: number | null }
  | { readonly metric: 'prefill'; readonly work: PrefillWork; readonly bandwidth: number; readonly operations: number }
  | { readonly metric: 'serving'; readonly work: ServingWork; readonly bandwidth: number }
  | { readonly metric: 'first-token'; readonly work: ServingWork; readonly bandwidth: number }

/** Why no speed can be given. */
export type RunProblem =
  | 'architecture-unknown'
  | 'bandwidth-unknown'
  | 'compute-unknown'
  | 'accelerator-unknown'
  | 'engine-unknown'
  | 'model-unknown'
  | 'quantization-unknown'
  | 'cache-type-unknown'
  | 'memory-unknown'
  | 'metric-unknown'

/** Weights of a run, with the experts in their own format and scaled to the real file where its size is known. */
export function runWeights(
  run: Pick<Run, 'model' | 'quantization' | 'expertQuantization' | 'fileBytes'>,
  types: readonly TensorType[],
): Weights | null {
  const weights = weightsOf(run.model, run.quantization, types)
  if (weights === null) return null
  const experts = run.expertQuantization === null ? null : weightsOf(run.model, run.expertQuantization, types)
  const mixed =
    experts === null
      ? weights
      : { ...weights, experts: experts.experts, total: weights.total - weights.experts + experts.experts }
  return run.fileBytes === null ? mixed : scaledTo(mixed, run.fileBytes)
}

/** The work of a run, or the fact that is missing. */
export function prepare(run: Run, types: readonly TensorType[]): Prepared | RunProblem {
  const { device, model } = run
  const weights = runWeights(run, types)
  if (model.architecture === null || weights === null || weights.basis === 'published-parameters')
    return 'architecture-unknown'
  if (device.bandwidth === null) return 'bandwidth-unknown'
  const served: ServedModel = {
    architecture: model.architecture,
    weights,
    cache: run.cache,
    float16: ['F16', 'BF16', 'BF16-safetensors'].includes(run.quantization.id),
  }
  const { float16, integer8 } = device.operations
  if (run.metric === 'decode') {
    const work = decodeWork(served, run.batch, run.depth)
    const operations = float16 === null ? null : float16 * 1_000_000_000
    return work === null ? 'architecture-unknown' : { metric: 'decode', work, bandwidth: device.bandwidth, operations }
  }
  if (run.metric === 'prefill') {
    const work = prefillWork(served, run.promptTokens, run.depth, run.engine.memory.batchTokens)
    // llama.cpp multiplies quantized weights as 8-bit integers; on that basis cards of all makes line up.
    const rate = integer8 === null ? float16 : integer8 / 2
    if (work === null) return 'architecture-unknown'
    // A processor's rate follows from its cores: see `processor.ts`.
    if (device.processor !== null) return { metric: 'prefill', work, bandwidth: device.bandwidth, operations: 0 }
    return rate === null
      ? 'compute-unknown'
      : { metric: 'prefill', work, bandwidth: device.bandwidth, operations: rate * 1_000_000_000 }
  }
  const dense = rateFor(bitsOf(run.quantization, false), device)
  const experts = rateFor(bitsOf(run.expertQuantization ?? run.quantization, true), device)
  if (dense === null || experts === null || float16 === null) return 'compute-unknown'
  const work = servingWork(served, run.parallel, { dense, experts, float16: float16 * 1_000_000_000 }, device.link, run)
  return work === null ? 'architecture-unknown' : { metric: run.metric, work, bandwidth: device.bandwidth }
}

function bitsOf(quantization: Quantization, experts: boolean): number {
  const { uniform } = quantization
  return uniform === null || (uniform.expertsOnly && !experts) ? 16 : uniform.bits / uniform.per
}
