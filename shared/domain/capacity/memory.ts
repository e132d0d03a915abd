/** What a deployment takes from its devices' memory, part by part, and whether it fits. All figures are whole bytes. */
import { toInteger } from '../vocabulary.ts'
import { cacheBytes, cacheCopies } from './cache.ts'
import type { Architecture, CacheType, Device, Engine } from './inputs.ts'
import type { Weights } from './weights.ts'

export type MemoryInput = {
  readonly architecture: Architecture
  readonly weights: Weights
  readonly engine: Engine
  readonly cache: CacheType
  /** Tokens that each sequence may hold. */
  readonly contextTokens: number
  /** Sequences at the same time. */
  readonly concurrency: number
  /** Devices that share one copy of the model. */
  readonly count: number
  /** `unified` where it works in the computer's own memory; taken to be so when it is not said. */
  readonly device: Pick<Device, 'memory'> & { readonly unified?: boolean }
  /** Hundredths of a percent of usable memory that stay free. */
  readonly reserve: number
  /** Attention without its full matrix. Engines use it wherever the device allows it. */
  readonly flashAttention: boolean
}

/** Bytes of all devices and of what stays beside them. `total` is the sum of the four parts. */
export type Memory = {
  readonly weights: number
  readonly keyValueCache: number
  readonly buffers: number
  readonly runtime: number
  readonly total: number
  /** Of the total, what stays in the computer's own memory: nothing where the devices work in it. */
  readonly host: number
  readonly usable: number
  /** Usable minus what the devices hold; negative when it does not fit. */
  readonly margin: number
  /** Of the fullest device: bytes taken and bytes usable. Layers do not divide evenly, so this decides the fit. */
  readonly fullestDevice: number
  readonly usablePerDevice: number
  readonly fits: boolean
  /** True within 3 % of the limit, where the figures cannot tell. */
  readonly tight: boolean
}

/** Bytes of one device that the engine may fill. */
export function usablePerDevice(device: Pick<Device, 'memory'>, engine: Engine, reserve: number): number {
  const share = Math.floor((device.memory / 10_000) * engine.memory.usableShare)
  return Math.max(0, Math.floor(((share - engine.memory.reservedPerDevice) / 10_000) * (10_000 - reserve)))
}

/** Null where the cache's size is not known for this architecture. */
export function memoryOf(input: MemoryInput): Memory | null {
  const { architecture, engine, count } = input
  const perSequence = cacheBytes(architecture, input.contextTokens, input.cache, engine)
  if (perSequence === null) return null
  const copies = engine.split === 'tensor' ? cacheCopies(architecture, count) : 1
  const keyValueCache = toInteger(perSequence * input.concurrency * copies)
  const weights = toInteger(input.weights.total)
  const buffers = toInteger(bufferBytes(input) * count)
  const runtime = (engine.memory.runtimePerDevice + (count > 1 ? engine.memory.linkPerDevice : 0)) * count
  const total = weights + keyValueCache + buffers + runtime
  const usable = usablePerDevice(input.device, engine, input.reserve)
  const host = input.device.unified === false ? hostBytes(input) : 0
  const fullestDevice = Math.ceil(
    (weights - host + keyValueCache) * fullestShare(architecture, engine, count) + (buffers + runtime) / count,
  )
  return {
    weights,
    keyValueCache,
    buffers,
    runtime,
    total,
    host,
    usable: usable * count,
    margin: usable * count - (total - host),
    fullestDevice,
    usablePerDevice: usable,
    fits: fullestDevice <= usable,
    tight: fullestDevice * 100 > usable * 97 && fullestDevice * 100 <= usable * 103,
  }
}

/** The most sequences that fit at once, up to `limit`. Zero when not even one does, null when it is not known. */
export function concurrencyByMemory(input: MemoryInput, limit = 1_000_000): number | null {
  const fitsAt = (concurrency: number): boolean => memoryOf({ ...input, concurrency })?.fits === true
  if (memoryOf(input) === null) return null
  if (!fitsAt(1)) return 0
  if (fitsAt(limit)) return limit
  let most = 1
  let tooMany = limit
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2)
    if (fitsAt(middle)) most = middle
    else tooMany = middle
  }
  return most
}

/**
 * llama.cpp looks embeddings up in the computer's memory, even when every layer is on a device. Where they are the output
 * head too, the device has them as that.
 */
function hostBytes({ engine, weights }: Pick<MemoryInput, 'engine' | 'weights'>): number {
  return engine.split === 'layers' ? Math.floor(weights.embedding) : 0
}

/** Layers and the output are dealt out whole; a tensor split is even. */
function fullestShare(architecture: Architecture, engine: Engine, count: number): number {
  if (engine.split === 'tensor' || count === 1) return 1 / count
  const pieces = architecture.layers + 1
  return Math.ceil(pieces / count) / pieces
}

/** Bytes per device for intermediate results while the longest step, reading a prompt, runs: the peak of activations. */
export function bufferBytes(input: Omit<MemoryInput, 'weights' | 'device' | 'cache' | 'reserve'>): number {
  const { architecture, engine, count } = input
  const tokens = engine.memory.batchTokens
  const { hidden, vocabulary, heads } = architecture
  const widest = widestIntermediate(architecture)
  if (engine.family === 'llama.cpp') {
    const output = tokens * (vocabulary + hidden) * 4
    const layer = tokens * (4 * hidden + 2 * widest) * 4
    const mask = tokens * input.contextTokens * (input.flashAttention ? 2 : 4)
    // Several devices work on several parts of the prompt at once and keep their inputs.
    const inputs = count > 1 ? 5 * mask : 0
    if (input.flashAttention) return Math.max(output, layer) + mask + inputs
    const scores = heads * tokens * input.contextTokens * 4
    return Math.max(output, scores + mask + 4 * tokens * hidden * 4) + inputs
  }
  return tokens * (8 * hidden + (2 * widest) / count) * 2 + input.concurrency * vocabulary * 4
}

/** Numbers between two matrices of one layer for one token. */
function widestIntermediate(architecture: Architecture): number {
  const { intermediate, experts } = architecture
  const chosen = experts === null ? 0 : experts.intermediate * experts.perToken + (experts.sharedIntermediate ?? 0)
  return Math.max(intermediate ?? 0, chosen)
}
