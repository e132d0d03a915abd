/** Cases of `fit --cases` that ask for memory alone: what an engine would print, or the cache of a conversation. */
import { parse, z } from '../../shared/base/schema.ts'
import { cacheBytes } from '../../shared/domain/capacity/cache.ts'
import { memoryOf } from '../../shared/domain/capacity/memory.ts'
import { weightsOf } from '../../shared/domain/capacity/weights.ts'
import { engineByName } from '../../shared/domain/engine-pack.ts'
import { toInteger } from '../../shared/domain/vocabulary.ts'
import { quantizationFor } from '../../shared/plan/capacity-run.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { refused } from './fit-parts.ts'

const Count = z.int().check(z.minimum(1), z.maximum(100_000_000))
const Name = z.string().check(z.minLength(1), z.maxLength(200))

/** `ctx`, `ub`, `fa` and `q` as llama.cpp's own options are called. Without a number format only the cache is given. */
const MemoryCase = z.object({
  model: Name,
  ctx: Count,
  q: z.optional(z.nullable(Name)),
  ub: z.optional(z.nullable(Count)),
  /** Attention without its full matrix: on unless it is said to be off. */
  fa: z.optional(z.nullable(z.union([z.boolean(), z.enum(['0', '1']), z.literal(0), z.literal(1)]))),
  engine: z.optional(z.nullable(Name)),
  n_devices: z.optional(z.nullable(Count)),
  sequences: z.optional(z.nullable(Count)),
  cache: z.optional(z.nullable(Name)),
})

/** True for a case that asks for memory: it names a length of context, and neither hardware nor a file to size. */
export function asksForMemory(entry: Readonly<Record<string, unknown>>): boolean {
  return !('hardware' in entry) && ('ctx' in entry || 'context' in entry)
}

/** Bytes of weights, cache and buffers on all devices together; no fit, because no hardware is named. */
export function memoryCase(entry: Readonly<Record<string, unknown>>, knowledge: Knowledge): object {
  const parsed = parse(MemoryCase, { ...entry, ctx: entry['ctx'] ?? entry['context'], q: entry['q'] ?? entry['quant'] })
  if (!parsed.ok) return { error: { code: 'bad-case', message: `${parsed.problem.path} ${parsed.problem.reason}` } }
  const row = parsed.value
  const model = knowledge.models.models.find(({ id }) => id === row.model)
  if (model === undefined) return refused('model-unknown')
  const named = engineByName(knowledge.engines, row.engine ?? 'llama.cpp')
  if (named === null) return refused('engine-unknown')
  const cache = knowledge.quantizations.cacheTypes.find(({ id }) => id === (row.cache ?? 'f16'))
  if (cache === undefined) return refused('cache-type-unknown')
  const { architecture } = model
  const sequences = row.sequences ?? 1
  const engine = { ...named, memory: { ...named.memory, batchTokens: row.ub ?? named.memory.batchTokens } }
  const each = architecture === null ? null : cacheBytes(architecture, row.ctx, cache, engine)
  if (architecture === null || each === null) return refused('architecture-unknown')
  const quantized = row.q ?? null
  if (quantized === null) return { memory: { kvCache: toInteger(each * sequences) } }
  const quantization = quantizationFor(knowledge.quantizations, quantized, named, model.nativePrecision)
  if (quantization === null) return refused('quantization-unknown')
  const weights = weightsOf(model, quantization, knowledge.quantizations.tensorTypes)
  if (weights === null) return refused('architecture-unknown')
  const memory = memoryOf({
    architecture,
    weights,
    engine,
    cache,
    contextTokens: row.ctx,
    concurrency: sequences,
    count: row.n_devices ?? 1,
    device: { memory: Number.MAX_SAFE_INTEGER },
    reserve: 0,
    flashAttention: !(row.fa === false || row.fa === 0 || row.fa === '0'),
  })
  if (memory === null) return refused('architecture-unknown')
  const { keyValueCache, buffers, runtime, total } = memory
  return { memory: { weights: memory.weights, kvCache: keyValueCache, buffers, runtime, total } }
}
