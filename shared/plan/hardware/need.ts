/** What a model would take, for each row of the model table, before any hardware is chosen. */
import { cacheBytes } from '../../domain/capacity/cache.ts'
import { memoryOf } from '../../domain/capacity/memory.ts'
import { engineByName, type Engine } from '../../domain/engine-pack.ts'
import type { Model } from '../../domain/model-pack.ts'
import type { Quantization } from '../../domain/quantization-pack.ts'
import { toInteger } from '../../domain/vocabulary.ts'
import { quantizationFor } from '../capacity-run.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { deployedWeights } from './deployment.ts'

/** Bytes on one device, with what was assumed where the plan does not say. Null members are not known. */
export type MemoryNeed = {
  readonly model: string
  readonly quantization: string
  readonly engine: string
  readonly contextTokens: number
  readonly concurrency: number
  /** Which of the four above are not from the plan. */
  readonly assumed: readonly ('quantization' | 'engine' | 'contextTokens' | 'concurrency')[]
  readonly weights: number | null
  /** Cache of one sequence. */
  readonly cachePerSequence: number | null
  readonly total: number | null
  /** How the weights are known. */
  readonly basis: 'tensors' | 'published-file' | 'published-parameters' | null
  readonly problem: 'model-unknown' | 'architecture-unknown' | 'quantization-unknown' | null
}

/** Memory on a device large enough for all. Null for a model that the catalog does not have. */
export function memoryNeedFor(modelId: string, facts: Facts, knowledge: Knowledge): MemoryNeed | null {
  const model = knowledge.models.models.find((entry) => entry.id === modelId)
  if (model === undefined) return null
  const assumed: MemoryNeed['assumed'][number][] = []
  const planned = facts['model.engine'] === null ? null : engineByName(knowledge.engines, facts['model.engine'])
  const engine = planned ?? engineByName(knowledge.engines, 'llama.cpp')
  if (engine === null) return null
  if (planned === null) assumed.push('engine')
  const wanted = facts['model.quantization']
  const own = wanted === null ? null : quantizationFor(knowledge.quantizations, wanted, engine, model.nativePrecision)
  const quantization = own ?? usualQuantization(model, engine, knowledge)
  if (own === null) assumed.push('quantization')
  const contextTokens = facts['load.contextTokens'] ?? 8192
  if (facts['load.contextTokens'] === null) assumed.push('contextTokens')
  const concurrency = facts['load.peakConcurrency'] ?? 1
  if (facts['load.peakConcurrency'] === null) assumed.push('concurrency')
  const given = { model: modelId, engine: engine.id, contextTokens, concurrency, assumed }
  if (quantization === null)
    return { ...given, quantization: wanted ?? '', ...nothing, problem: 'quantization-unknown' }
  const weights = deployedWeights({ model, quantization }, knowledge)
  const found = { ...given, quantization: quantization.id }
  if (weights === null) return { ...found, ...nothing, problem: 'architecture-unknown' }
  const known = { ...found, weights: toInteger(weights.total), basis: weights.basis }
  const cache = knowledge.quantizations.cacheTypes.find((entry) => entry.id === (facts['hardware.cacheType'] ?? 'f16'))
  const { architecture } = model
  const perSequence =
    architecture === null || cache === undefined ? null : cacheBytes(architecture, contextTokens, cache, engine)
  const memory =
    architecture === null || cache === undefined
      ? null
      : memoryOf({
          architecture,
          weights,
          engine,
          cache,
          contextTokens,
          concurrency,
          count: 1,
          device: { memory: Number.MAX_SAFE_INTEGER },
          reserve: 0,
          flashAttention: true,
        })
  return {
    ...known,
    cachePerSequence: perSequence === null ? null : toInteger(perSequence),
    total: memory?.total ?? null,
    problem: memory === null ? 'architecture-unknown' : null,
  }
}

const nothing = { weights: null, cachePerSequence: null, total: null, basis: null } as const

/** The format most people run: Q4_K_M for GGUF, and the format the weights were trained in for the others. */
function usualQuantization(model: Model, engine: Engine, knowledge: Knowledge): Quantization | null {
  const name =
    engine.family === 'llama.cpp' ? 'Q4_K_M' : model.nativePrecision === 'fp8' ? 'FP8-block' : 'BF16-safetensors'
  return quantizationFor(knowledge.quantizations, name, engine, model.nativePrecision)
}
