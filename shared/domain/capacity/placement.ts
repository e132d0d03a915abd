/**
 * Where a model lies: which bytes each device holds when layers, tensors or experts are dealt over devices, what stays
 * in the computer's own memory, and what the disk needs. All figures are whole bytes.
 */
import { toInteger } from '../vocabulary.ts'
import { cacheBytes, cacheCopies } from './cache.ts'
import type { Architecture, CapacityModel, Quantization, TensorType } from './inputs.ts'
import { bufferBytes, usablePerDevice, type MemoryInput } from './memory.ts'
import { ggufFileBytes, weightsOf } from './weights.ts'

/**
 * How a model is cut. Every layer over `tensor` devices, layers dealt over `pipeline` stages, all of that `replicas`
 * times. With `expertParallel` whole experts are dealt over the devices of all replicas instead of cut in each.
 */
export type Split = {
  readonly tensor: number
  readonly pipeline: number
  readonly replicas: number
  readonly expertParallel: boolean
}

/** What stays in the computer's own memory: the first layers, and the experts of the first layers. */
export type Offload = { readonly layers: number; readonly expertLayers: number }

export const nothingOffloaded: Offload = { layers: 0, expertLayers: 0 }

export type DevicePart = {
  /** From 0; stages and replicas with equal numbers hold the same. */
  readonly replica: number
  readonly stage: number
  /** First layer, and the first that is not its own any more. */
  readonly from: number
  readonly to: number
  readonly weights: number
  readonly keyValueCache: number
  readonly buffers: number
  readonly runtime: number
  readonly total: number
}

export type Placement = {
  /** Devices in order: replica by replica, stage by stage, equal ones for a tensor split side by side. */
  readonly devices: readonly DevicePart[]
  readonly host: { readonly weights: number; readonly keyValueCache: number; readonly total: number }
  readonly usablePerDevice: number
  /** The fullest device's bytes, with what stays behind where that is the same memory. */
  readonly fullestDevice: number
  /** Sum over devices and the computer's own memory. */
  readonly total: number
  readonly fits: boolean
}

/** Bytes of each layer, and of what lies before and after them. */
export type LayerBytes = {
  readonly embedding: number
  readonly head: number
  /** The head's bytes are the embedding's too. */
  readonly tied: boolean
  readonly layers: readonly { readonly rest: number; readonly experts: number }[]
}

/** A real file's size is shared out over the layers. */
export function scaledLayers(bytes: LayerBytes, fileBytes: number | null): LayerBytes {
  if (fileBytes === null) return bytes
  const layers = bytes.layers.reduce((sum, { rest, experts }) => sum + rest + experts, 0)
  const by = fileBytes / (layers + bytes.embedding + bytes.head)
  return {
    ...bytes,
    embedding: bytes.embedding * by,
    head: bytes.head * by,
    layers: bytes.layers.map(({ rest, experts }) => ({ rest: rest * by, experts: experts * by })),
  }
}

export type PlacementProblem = 'too-many-stages' | 'too-many-layers' | 'heads-do-not-divide' | 'no-experts' | 'cache-unknown'

/** The placement, or why the model cannot be cut so. `input.count` is not looked at: the split says it. */
export function placementOf(
  input: MemoryInput,
  bytes: LayerBytes,
  split: Split,
  offload: Offload = nothingOffloaded,
): Placement | PlacementProblem {
  const { architecture, engine } = input
  const problem = problemOf(architecture, bytes, split, offload)
  if (problem !== null) return problem
  const caches = layerCaches(input)
  if (caches === null) return 'cache-unknown'
  const { tensor, pipeline, replicas } = split
  const sequences = Math.ceil(input.concurrency / replicas)
  const copies = cacheCopies(architecture, tensor) / tensor
  const count = tensor * pipeline * replicas
  const expertParts = split.expertParallel ? tensor * replicas : tensor
  const buffers = toInteger(bufferBytes({ ...input, count: tensor, concurrency: sequences }))
  const runtime = engine.memory.runtimePerDevice + (count > 1 ? engine.memory.linkPerDevice : 0)
  const ranges = stagesOf(bytes.layers.length, pipeline, offload.layers, engine.split === 'layers')
  const stages = ranges.map(({ from, to, last }, stage) => {
    const own = bytes.layers.slice(from, to)
    const rest = own.reduce((sum, layer) => sum + layer.rest, 0)
    const experts = own.reduce((sum, layer, i) => sum + (from + i < offload.expertLayers ? 0 : layer.experts), 0)
    // llama.cpp looks embeddings up in the computer's memory; servers keep them on the first device.
    const first = stage === 0 && engine.split === 'tensor'
    const embedding = first ? (bytes.tied ? (last ? 0 : bytes.head) : bytes.embedding) : 0
    const head = last ? bytes.head : 0
    const weights = toInteger((rest + embedding + head) / tensor + experts / expertParts)
    const cache = caches.slice(from, to).reduce((sum, one) => sum + one, 0)
    const keyValueCache = toInteger(cache * sequences * copies)
    return { stage, from, to, weights, keyValueCache, buffers, runtime, total: weights + keyValueCache + buffers + runtime }
  })
  const devices = Array.from({ length: replicas }, (_, replica) =>
    stages.flatMap((part) => Array.from({ length: tensor }, () => ({ replica, ...part }))),
  ).flat()
  const host = hostBytes(input, bytes, caches, offload, sequences)
  const usable = usablePerDevice(input.device, engine, input.reserve)
  // A device that works in the computer's own memory has no other place for what stays behind.
  const beside = input.device.unified === true ? host.total : 0
  const fullestDevice = Math.max(...devices.map(({ total }) => total)) + beside
  return {
    devices,
    host,
    usablePerDevice: usable,
    fullestDevice,
    total: devices.reduce((sum, { total }) => sum + total, 0) + host.total,
    fits: fullestDevice <= usable,
  }
}

function problemOf(architecture: Architecture, bytes: LayerBytes, split: Split, offload: Offload): PlacementProblem | null {
  if (split.pipeline > bytes.layers.length) return 'too-many-stages'
  if (offload.layers > bytes.layers.length || offload.expertLayers > bytes.layers.length) return 'too-many-layers'
  if (architecture.heads % split.tensor !== 0) return 'heads-do-not-divide'
  return split.expertParallel && architecture.experts === null ? 'no-experts' : null
}

type Range = { readonly from: number; readonly to: number; readonly last: boolean }

/**
 * Layers of each stage. llama.cpp deals the layers and the output as equal pieces, after those that stay behind; servers
 * deal the layers alone.
 */
function stagesOf(layers: number, stages: number, behind: number, outputIsPiece: boolean): readonly Range[] {
  const pieces = layers - behind + (outputIsPiece ? 1 : 0)
  const ends = Array.from({ length: stages }, (_, stage) =>
    Math.min(layers, behind + Math.ceil(((stage + 1) * pieces) / stages)),
  )
  return ends.map((to, stage) => ({
    from: stage === 0 ? behind : (ends[stage - 1] ?? behind),
    to,
    last: stage === stages - 1,
  }))
}

function hostBytes(
  input: MemoryInput,
  bytes: LayerBytes,
  caches: readonly number[],
  offload: Offload,
  sequences: number,
): Placement['host'] {
  const behind = bytes.layers.slice(0, offload.layers)
  const layers = behind.reduce((sum, { rest, experts }) => sum + rest + experts, 0)
  const experts = bytes.layers
    .slice(offload.layers, Math.max(offload.layers, offload.expertLayers))
    .reduce((sum, layer) => sum + layer.experts, 0)
  // Embeddings that are the head too are there twice only where there are two memories.
  const shared = input.device.unified === true ? 0 : bytes.head
  const embedding = input.engine.split === 'layers' ? (bytes.tied ? shared : bytes.embedding) : 0
  const weights = toInteger(layers + experts + embedding)
  const keyValueCache = toInteger(caches.slice(0, offload.layers).reduce((sum, one) => sum + one, 0) * sequences)
  return { weights, keyValueCache, total: weights + keyValueCache }
}

/** Cache of one sequence in each layer. */
function layerCaches({ architecture, contextTokens, cache, engine }: MemoryInput): readonly number[] | null {
  const pattern = architecture.layerPattern
  if (pattern === null) return null
  const byKind = new Map<string, number>()
  for (const kind of new Set(pattern)) {
    const one = cacheBytes({ ...architecture, layerPattern: kind }, contextTokens, cache, engine)
    if (one === null) return null
    byKind.set(kind, one)
  }
  return Array.from(pattern, (kind) => byKind.get(kind) ?? 0)
}

/** The fewest layers, or layers' experts, left behind so that the rest fits. Null when nothing helps. */
export function leastOffload(input: MemoryInput, bytes: LayerBytes, split: Split, kind: 'layers' | 'experts'): Offload | null {
  const all = bytes.layers.length
  const at = (behind: number): Offload => (kind === 'layers' ? { layers: behind, expertLayers: 0 } : { layers: 0, expertLayers: behind })
  const fitsAt = (behind: number): boolean => {
    const placed = placementOf(input, bytes, split, at(behind))
    return typeof placed !== 'string' && placed.fits
  }
  // On one stage, more left behind never takes more of a device: half of what is left to try falls away each time.
  if (split.pipeline === 1) {
    if (!fitsAt(all)) return null
    let low = 0
    let high = all
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (fitsAt(middle)) high = middle
      else low = middle + 1
    }
    return at(high)
  }
  for (let behind = 0; behind <= all; behind++) if (fitsAt(behind)) return at(behind)
  return null
}

export type DiskNeed = {
  /** The file or files as they are used. */
  readonly file: number
  /** While they are fetched: the file and a tenth for what is not yet joined. */
  readonly whileDownloading: number
  /** When they are made here: the 16-bit original and the result. Null for formats that are no conversion. */
  readonly whileConverting: number | null
}

/** Bytes of disk. Null where the size of the weights is not known. */
export function diskNeed(
  model: CapacityModel,
  quantization: Quantization,
  original: Quantization | null,
  types: readonly TensorType[],
): DiskNeed | null {
  const weights = weightsOf(model, quantization, types)
  if (weights === null) return null
  const file = quantization.format === 'gguf' ? ggufFileBytes(model, weights) : toInteger(weights.total)
  const source = original === null || original.id === quantization.id ? null : weightsOf(model, original, types)
  return {
    file,
    whileDownloading: Math.ceil((file / 10) * 11),
    whileConverting: source === null ? null : toInteger(source.total) + file,
  }
}
