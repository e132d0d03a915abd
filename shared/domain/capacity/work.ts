/** From a deployment to the work of one step: what is read, what is computed, what is sent. */
import { cacheCopies, cacheRead } from './cache.ts'
import type { Architecture, CacheType, Device } from './inputs.ts'
import { attentionOperations, expertShare, type PrefillWork, type ServingWork, type Width, type Work } from './speed.ts'
import { parametersOf, type Weights } from './weights.ts'

/** Bytes and numbers of a model in the formats it is served in. */
export type ServedModel = {
  readonly architecture: Architecture
  readonly weights: Weights
  readonly cache: CacheType
  /** True when the weights are 16-bit floats. */
  readonly float16: boolean
}

/** Work of one decode step for `batch` sequences that hold `depth` tokens each. Null where layers are not known. */
export function decodeWork(model: ServedModel, batch: number, depth: number): Work | null {
  const { architecture, weights } = model
  const cache = cacheRead(architecture, depth, model.cache)
  const parameters = parametersOf(architecture)
  if (cache === null || parameters === null) return null
  const { experts } = architecture
  const chosen = experts === null ? 0 : experts.perToken / experts.count
  return {
    alwaysBytes: weights.rest + weights.head,
    expertBytes: experts === null ? 0 : weights.experts * expertShare(experts, batch),
    cacheBytes: batch * cache,
    layers: architecture.layers,
    sparse: experts !== null,
    linear: architecture.gatedDelta !== null || architecture.mamba !== null,
    float16: model.float16,
    batch,
    operations: 2 * (parameters.rest + parameters.experts * chosen),
    headOperations: 2 * parameters.head,
  }
}

/** Work of reading a prompt of `tokens` after `depth`, `stepTokens` at a time. */
export function prefillWork(model: ServedModel, tokens: number, depth: number, stepTokens: number): PrefillWork | null {
  const step = Math.min(tokens, stepTokens)
  const work = decodeWork(model, step, 0)
  if (work === null) return null
  return {
    tokens,
    operations: work.operations,
    attentionOperations: attentionOperations(model.architecture, tokens, depth),
    stepBytes: work.alwaysBytes + work.expertBytes,
    steps: Math.ceil(tokens / step),
    layers: work.layers,
    sparse: work.sparse,
    linear: work.linear,
    float16: model.float16,
  }
}

/** How a model is cut for serving. Attention over `tensor` devices, experts over all `devices`, `replicas` of attention. */
export type Parallel = { readonly devices: number; readonly tensor: number; readonly replicas: number }

/** Operations per second in one width of numbers. */
export type Rate = { readonly width: Width; readonly perSecond: number }

/** Rates of the formats that dense layers and experts are computed in. */
export type Rates = { readonly dense: Rate; readonly experts: Rate; readonly float16: number }

/** Bits per weight decide the rate: the narrowest format that the device computes in and that is wide enough. */
export function rateFor(bitsPerWeight: number, device: Device): Rate | null {
  const { float4, float8, float16 } = device.operations
  const rate = (width: Width, billions: number): Rate => ({ width, perSecond: billions * 1_000_000_000 })
  if (bitsPerWeight < 5 && float4 !== null) return rate('float4', float4)
  if (bitsPerWeight <= 8.5 && float8 !== null) return rate('float8', float8)
  return float16 === null ? null : rate('float16', float16)
}

/** A link to the next device when the catalog names none: PCIe 4.0 with 16 lanes, 32 GB/s in one direction. */
const plainLink = 32_000_000_000

/** Work of one serving step for `batch` sequences per replica with prompts and answers of the given lengths. */
export function servingWork(
  model: ServedModel,
  parallel: Parallel,
  rates: Rates,
  link: number | null,
  load: {
    readonly batch: number
    readonly depth: number
    readonly promptTokens: number
    readonly answerTokens: number
  },
): ServingWork | null {
  const { architecture, weights } = model
  const cache = cacheRead(architecture, load.depth, model.cache)
  const parameters = parametersOf(architecture)
  if (cache === null || parameters === null) return null
  const { experts } = architecture
  const { devices, tensor, replicas } = parallel
  const touched = experts === null ? 0 : expertShare(experts, load.batch * replicas)
  const chosen = experts === null ? 0 : experts.perToken / experts.count
  const dense = (2 * parameters.rest) / tensor / rates.dense.perSecond
  const ofExperts = (2 * parameters.experts * chosen * replicas) / devices / rates.experts.perSecond
  const inWidth = (width: Width): number =>
    (rates.dense.width === width ? dense : 0) + (rates.experts.width === width ? ofExperts : 0)
  return {
    weightBytes: (weights.rest + weights.head) / tensor + (weights.experts * touched) / devices,
    cacheBytes: (load.batch * cache * cacheCopies(architecture, tensor)) / tensor,
    tokenSeconds: { float16: inWidth('float16'), float8: inWidth('float8'), float4: inWidth('float4') },
    batch: load.batch,
    promptTokens: load.promptTokens,
    promptShare: load.promptTokens / Math.max(1, load.answerTokens),
    promptAttentionSeconds:
      attentionOperations(architecture, load.promptTokens, 0) / Math.max(1, load.promptTokens) / tensor / rates.float16,
    layers: architecture.layers,
    sparse: experts !== null,
    hidden: architecture.hidden,
    devices,
    link: link ?? plainLink,
  }
}
