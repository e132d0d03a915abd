/**
 * The facts capacity is computed from. Their forms follow the packs, but the domain knows no pack: whoever asks passes
 * what it needs.
 */

import type { Anchor } from './fit-pack.ts'

/** Sizes from which every tensor of a language model follows. See the models pack for each member. */
export type Architecture = {
  readonly layers: number
  readonly hidden: number
  readonly heads: number
  readonly keyValueHeads: number
  readonly headDimension: number
  readonly vocabulary: number
  readonly tiedEmbeddings: boolean
  readonly intermediate: number | null
  readonly layerPattern: string | null
  readonly feedForwardPattern: string | null
  readonly window: number | null
  readonly normsPerLayer: number
  readonly gated: boolean
  readonly queryGate: boolean
  readonly attentionBias: boolean
  readonly fusedQueryKeyValue: boolean
  readonly fusedGateUp: boolean
  readonly globalAttention: {
    readonly headDimension: number
    readonly keyValueHeads: number
    readonly sharedKeyValue: boolean
  } | null
  readonly latent: {
    readonly queryRank: number
    readonly keyValueRank: number
    readonly ropeDimension: number
    readonly plainDimension: number
    readonly valueDimension: number
  } | null
  readonly sparseIndexer: {
    readonly kind: 'latent' | 'multi-head'
    readonly heads: number
    readonly dimension: number
  } | null
  readonly gatedDelta: {
    readonly keyHeads: number
    readonly valueHeads: number
    readonly keyDimension: number
    readonly valueDimension: number
  } | null
  readonly mamba: {
    readonly heads: number
    readonly headDimension: number
    readonly groups: number
    readonly stateDimension: number
  } | null
  readonly experts: {
    readonly count: number
    readonly perToken: number
    readonly intermediate: number
    readonly sharedIntermediate: number | null
    readonly firstDenseLayers: number
    readonly every: number | null
    readonly latent: number | null
    readonly biased: boolean
    readonly besideDense: boolean
  } | null
}

/** A model as far as capacity needs it. */
export type CapacityModel = {
  readonly id: string
  readonly architecture: Architecture | null
  readonly nativePrecision: string | null
  readonly parameters: { readonly total: number | null; readonly totalPublished: number | null }
  readonly files: readonly {
    readonly format: string
    readonly quantization: string
    readonly bytes: number
    readonly exact: boolean
    readonly importanceMatrix: boolean | null
    readonly scheme: string | null
  }[]
}

export type TensorType = {
  readonly id: string
  readonly blockElements: number
  readonly blockBytes: number
  readonly fallback: string | null
}

export type CacheType = { readonly id: string; readonly blockElements: number; readonly blockBytes: number }

export type Quantization = {
  readonly id: string
  readonly format: 'gguf' | 'safetensors'
  readonly base: string | null
  readonly uniform: { readonly bits: number; readonly per: number; readonly expertsOnly: boolean } | null
}

export type Engine = {
  readonly id: string
  readonly family: 'llama.cpp' | 'vllm' | 'sglang' | 'tensorrt-llm'
  readonly split: 'layers' | 'tensor'
  readonly memory: {
    readonly usableShare: number
    readonly reservedPerDevice: number
    readonly batchTokens: number
    readonly cacheBlock: number
    readonly windowExtra: number
    readonly runtimePerDevice: number
    readonly linkPerDevice: number
  }
}

/** A device with its figures; every member but `memory` may be unknown. */
export type Device = {
  readonly id: string
  /** Bytes the engine could use at most, before the engine's own share. */
  readonly memory: number
  /** Bytes per second. */
  readonly bandwidth: number | null
  /** Dense operations in 10^9 per second. */
  readonly operations: {
    readonly float16: number | null
    readonly float8: number | null
    readonly integer8: number | null
    readonly float4: number | null
  }
  /** Bytes per second to another device in one direction. */
  readonly link: number | null
  /** True when it works in the computer's own memory. */
  readonly unified: boolean
  /**
   * Of an ordinary processor: its cores, whether `bandwidth` was measured on the very machine, and the 32-bit operations
   * per second that all cores reached there.
   */
  readonly processor: {
    readonly cores: number | null
    readonly calibrated: boolean
    readonly operations: number | null
    /** Whether it multiplies matrices in instructions of their own, such as AMX; missing or null where nobody said. */
    readonly matrix?: boolean | null
  } | null
  /** Runs measured on the very machine; empty where none was. */
  readonly anchors: readonly Anchor[]
}
