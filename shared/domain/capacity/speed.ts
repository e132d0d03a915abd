/**
 * Speed from first principles: bytes to read over bandwidth, operations over compute, and fixed costs per layer, with
 * constants fitted on measurements. Only + - * / and square root, so that every machine gets the same figures.
 */
import type {
  DecodeConstants,
  FirstTokenConstants,
  PrefillConstants,
  ServingConstants,
  SharedConstants,
} from './fit-pack.ts'
import type { Architecture } from './inputs.ts'

/** What one step has to move and compute. Independent of every fitted constant. */
export type Work = {
  /** Bytes of weights read in each step whatever happens. */
  readonly alwaysBytes: number
  /** Bytes of experts that the batch touches. */
  readonly expertBytes: number
  /** Bytes of cache read for the whole batch. */
  readonly cacheBytes: number
  readonly layers: number
  readonly sparse: boolean
  /** Has layers with linear attention or state space. */
  readonly linear: boolean
  readonly float16: boolean
  readonly batch: number
  /** Operations of the weights for one token. */
  readonly operations: number
  readonly headOperations: number
}

const micro = 0.000_001

/** Seconds of one decode step for the whole batch, devices working one after the other. */
export function decodeSeconds(
  work: Work,
  bandwidth: number,
  operationsPerSecond: number | null,
  devices: number,
  own: DecodeConstants,
  shared: SharedConstants,
): number {
  const read = bandwidth * own.efficiency * (work.float16 ? own.float16 : 1)
  const perLayer =
    own.layerMicroseconds +
    (work.sparse ? shared.expertLayerMicroseconds : 0) +
    (work.linear ? shared.linearLayerMicroseconds : 0)
  const compute =
    work.batch > 1 && operationsPerSecond !== null
      ? (work.batch * (work.operations + work.headOperations)) / (operationsPerSecond * shared.batchOperations)
      : 0
  return (
    (work.alwaysBytes + work.expertBytes * own.expertReads) / read +
    work.cacheBytes / (read * own.cache) +
    work.layers * perLayer * micro +
    (devices - 1) * shared.deviceMicroseconds * micro +
    compute
  )
}

export type PrefillWork = {
  readonly tokens: number
  /** Operations of the weights for one token, without the output head. */
  readonly operations: number
  /** Operations of attention for the whole prompt. */
  readonly attentionOperations: number
  /** Bytes of weights one step touches. */
  readonly stepBytes: number
  /** Steps the prompt is cut into. */
  readonly steps: number
  readonly layers: number
  readonly sparse: boolean
  readonly linear: boolean
  readonly float16: boolean
}

/** Seconds to read a prompt. Several devices overlap the steps, with a gain that grows with the root of their number. */
export function prefillSeconds(
  work: PrefillWork,
  bandwidth: number,
  operationsPerSecond: number,
  devices: number,
  own: PrefillConstants,
  shared: SharedConstants,
): number {
  const efficiency =
    own.efficiency * (work.sparse ? shared.prefillExperts : 1) * (work.float16 && !work.sparse ? own.float16 : 1)
  const perLayer = shared.prefillLayerMicroseconds * (work.linear ? shared.prefillLinear : 1)
  const alone =
    (work.tokens * work.operations) / (operationsPerSecond * efficiency) +
    work.attentionOperations / (operationsPerSecond * own.attention) +
    work.steps * (work.stepBytes / (bandwidth * 0.8) + work.layers * perLayer * micro)
  return alone / Math.sqrt(Math.min(devices, Math.max(1, work.steps)))
}

/** Bits of the numbers that are multiplied. */
export type Width = 'float16' | 'float8' | 'float4'

export type ServingWork = {
  /** Bytes of weights that one device reads in each step. */
  readonly weightBytes: number
  /** Bytes of cache that one device reads in each step. */
  readonly cacheBytes: number
  /** Operations of one device for one token, over the device's rate in each width of numbers: seconds. */
  readonly tokenSeconds: { readonly [Name in Width]: number }
  /** Sequences that are written at the same time on one device group. */
  readonly batch: number
  readonly promptTokens: number
  /** Prompt tokens per answer token. */
  readonly promptShare: number
  /** Seconds of attention for one prompt token at the device's 16-bit rate. */
  readonly promptAttentionSeconds: number
  readonly layers: number
  readonly sparse: boolean
  readonly hidden: number
  readonly devices: number
  /** Bytes per second between devices in one direction. */
  readonly link: number
}

/** Seconds per output token while `batch` sequences are served and new prompts keep coming. */
export function servingSeconds(work: ServingWork, bandwidth: number, own: ServingConstants): number {
  const tokens = work.batch * (1 + own.prompt * work.promptShare)
  const traffic = (tokens * work.hidden * 4 * (work.devices - 1)) / work.devices
  const { float16, float8, float4 } = work.tokenSeconds
  const tokenSeconds = float16 + float8 / own.float8 + float4 / own.float4
  const exchange =
    work.devices === 1 ? 0 : 2 * work.layers * (own.linkMicroseconds * micro + traffic / (work.link * own.link))
  return (
    work.weightBytes / (bandwidth * own.weights) +
    work.cacheBytes / (bandwidth * own.cache) +
    (tokens * tokenSeconds) / own.operations +
    (work.batch * work.promptShare * own.prompt * work.promptAttentionSeconds) / own.attention +
    work.layers * (own.layerMicroseconds + (work.sparse ? own.expertLayerMicroseconds : 0)) * micro +
    exchange +
    work.batch * own.sequenceMicroseconds * micro
  )
}

/** Multiplying never reaches more of a device's operations than this. */
const mostOperations = 0.9

/**
 * Seconds from a request to its first token on a server that is answering `batch` requests: the request is taken in, its
 * prompt is read beside the others that came, and steps of the running sequences pass before the token is out.
 */
export function firstTokenSeconds(
  work: ServingWork,
  bandwidth: number,
  own: FirstTokenConstants,
  serving: ServingConstants,
): number {
  // Prompts of the others slow the steps; the request's own is counted by itself.
  const promptShare = (work.promptShare * (work.batch - 1)) / work.batch
  const step = servingSeconds({ ...work, promptShare }, bandwidth, serving)
  const { float16, float8, float4 } = work.tokenSeconds
  const reached = (share: number): number => Math.min(mostOperations, share)
  const ofToken =
    float16 / reached(own.operations) +
    float8 / reached(own.operations * serving.float8) +
    float4 / reached(own.operations * serving.float4) +
    work.promptAttentionSeconds / reached(own.attention)
  const prompt = work.promptTokens * ofToken
  return own.fixedMicroseconds * micro + prompt * (1 + own.others * (work.batch - 1)) + own.steps * step
}

/** Share of the experts that `batch` tokens touch, when each token picks its own at random. */
export function expertShare(experts: { readonly count: number; readonly perToken: number }, batch: number): number {
  const missed = 1 - experts.perToken / experts.count
  return 1 - wholePower(missed, batch)
}

/** base to a whole exponent by squaring: products only, so the same everywhere. */
export function wholePower(base: number, exponent: number): number {
  let result = 1
  let square = base
  for (let rest = Math.max(0, Math.floor(exponent)); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square
    square *= square
  }
  return result
}

/** Operations of attention for `tokens` new tokens after `depth`: four per head, dimension and pair. */
export function attentionOperations(architecture: Architecture, tokens: number, depth: number): number {
  const { latent, heads } = architecture
  const dimension =
    latent === null
      ? architecture.headDimension
      : (latent.ropeDimension + latent.plainDimension + latent.valueDimension) / 2
  const seen = depth + tokens / 2
  const windowed = architecture.window === null ? seen : Math.min(seen, architecture.window)
  let pairs = 0
  for (const kind of architecture.layerPattern ?? '') {
    if (kind === 'A' || kind === 'H') pairs += seen
    if (kind === 'S') pairs += windowed
  }
  return 4 * heads * dimension * pairs * tokens
}
