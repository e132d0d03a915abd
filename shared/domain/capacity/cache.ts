/** Bytes that one sequence keeps while it is being written: keys and values, and states of fixed size. */
import type { Architecture, CacheType, Engine } from './inputs.ts'
import { headsOf } from './tensors.ts'

/**
 * Bytes for one sequence of `tokens`, or null where the kind of each layer is not known.
 *
 * Full layers hold every token in blocks of `cacheBlock`. Sliding layers hold their window and `windowExtra` more.
 * Latent attention holds one compressed vector per token, whatever the number of heads. Linear and state space layers
 * hold a state of fixed size in 32-bit floats.
 */
export function cacheBytes(
  architecture: Architecture,
  tokens: number,
  cache: CacheType,
  engine: Engine,
): number | null {
  const pattern = architecture.layerPattern
  if (pattern === null) return null
  const full = padded(tokens, engine.memory.cacheBlock)
  const sliding =
    architecture.window === null
      ? full
      : Math.min(full, padded(architecture.window + engine.memory.windowExtra, engine.memory.cacheBlock))
  let bytes = 0
  for (const [kind, layers] of kindsOf(architecture, pattern)) {
    if (kind === 'A' || kind === 'H') bytes += layers * attentionBytes(architecture, kind, full, cache, engine)
    if (kind === 'S') bytes += layers * attentionBytes(architecture, kind, sliding, cache, engine)
    if (kind === 'D') bytes += layers * deltaState(architecture)
    if (kind === 'M' || kind === 'H') bytes += layers * mambaState(architecture)
  }
  return bytes
}

const kinds = new WeakMap<Architecture, readonly (readonly [string, number])[]>()

/** How many layers there are of each kind. */
export function kindsOf(architecture: Architecture, pattern: string): readonly (readonly [string, number])[] {
  const known = kinds.get(architecture)
  if (known !== undefined) return known
  const counts = new Map<string, number>()
  for (const kind of pattern) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const found = [...counts]
  kinds.set(architecture, found)
  return found
}

/** Bytes read from the cache to make one token after `tokens`, without padding. */
export function cacheRead(architecture: Architecture, tokens: number, cache: CacheType): number | null {
  return cacheBytes(architecture, Math.max(1, tokens), cache, exactEngine)
}

const exactEngine: Engine = {
  id: 'exact',
  family: 'vllm',
  split: 'layers',
  memory: {
    usableShare: 10_000,
    reservedPerDevice: 0,
    batchTokens: 1,
    cacheBlock: 1,
    windowExtra: 0,
    runtimePerDevice: 0,
    linkPerDevice: 0,
  },
}

/** Copies of the cache that tensor parallelism over `devices` keeps: heads cannot be split further than one. */
export function cacheCopies(architecture: Architecture, devices: number): number {
  if (architecture.latent !== null) return devices
  return Math.max(1, devices / Math.min(devices, architecture.keyValueHeads))
}

function attentionBytes(
  architecture: Architecture,
  kind: string,
  tokens: number,
  cache: CacheType,
  engine: Engine,
): number {
  const { latent, sparseIndexer } = architecture
  if (latent !== null) {
    const compressed = packed((latent.keyValueRank + latent.ropeDimension) * tokens, cache)
    if (sparseIndexer === null) return compressed
    return compressed + indexerBytes(sparseIndexer.dimension, tokens, cache, engine)
  }
  const { keyValueHeads, dimension } = headsOf(architecture, kind)
  return packed(2 * keyValueHeads * dimension * tokens, cache)
}

/** vLLM and its kin keep the index as 8-bit floats with a 4-byte scale per 128; llama.cpp in the cache's own type. */
function indexerBytes(dimension: number, tokens: number, cache: CacheType, engine: Engine): number {
  if (engine.family === 'llama.cpp') return packed(dimension * tokens, cache)
  return tokens * (dimension + 4 * Math.ceil(dimension / 128))
}

function deltaState(architecture: Architecture): number {
  const delta = architecture.gatedDelta
  if (delta === null) return 0
  const state = delta.valueHeads * delta.keyDimension * delta.valueDimension
  const convolution = 3 * (2 * delta.keyHeads * delta.keyDimension + delta.valueHeads * delta.valueDimension)
  return 4 * (state + convolution)
}

function mambaState(architecture: Architecture): number {
  const mamba = architecture.mamba
  if (mamba === null) return 0
  const inner = mamba.heads * mamba.headDimension
  return 4 * (inner * mamba.stateDimension + 3 * (inner + 2 * mamba.groups * mamba.stateDimension))
}

function packed(numbers: number, cache: CacheType): number {
  return Math.ceil(numbers / cache.blockElements) * cache.blockBytes
}

function padded(tokens: number, block: number): number {
  return Math.ceil(tokens / block) * block
}
