/** The `quantizations` pack: how many bytes a block of numbers takes, and which formats weights and caches come in. */
import { packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Citation } from './vocabulary.ts'

const Count = z.int().check(z.minimum(1))

/** A type of tensor in GGUF: `blockElements` numbers take `blockBytes`. `fallback` is used where a row does not divide. */
export const TensorType = z.strictObject({
  id: z.string(),
  blockElements: Count,
  blockBytes: Count,
  fallback: z.nullable(z.string()),
})
export type TensorType = Infer<typeof TensorType>

export const CacheType = z.strictObject({ id: z.string(), blockElements: Count, blockBytes: Count })
export type CacheType = Infer<typeof CacheType>

export const Quantization = z.strictObject({
  id: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/)),
  name: z.string(),
  format: z.enum(['gguf', 'safetensors']),
  /** GGUF: the tensor type that most tensors get; the mixture rules make the exceptions. */
  base: z.nullable(z.string()),
  /** Others: `bits` for `per` weights of the linear layers. Embeddings, output head, norms and routers stay 16 bit. */
  uniform: z.nullable(z.strictObject({ bits: Count, per: Count, expertsOnly: z.boolean(), note: z.string() })),
  aliases: z.array(z.string()),
  /** Mixtures of single publishers that are near to this one. Their size is only known where it is published. */
  near: z.array(z.string()),
  sources: z.array(Citation),
})
export type Quantization = Infer<typeof Quantization>

export const QuantizationPack = z
  .strictObject({
    ...packHead,
    pack: z.literal('quantizations'),
    tensorTypes: z.array(TensorType),
    source: Citation,
    quantizations: z
      .array(Quantization)
      .check(z.refine((list) => new Set(list.map((entry) => entry.id)).size === list.length, 'holds an id twice')),
    cacheTypes: z.array(CacheType),
  })
  .check(z.refine(typesKnown, 'names a tensor type that the pack does not have'))
export type QuantizationPack = Infer<typeof QuantizationPack>

function typesKnown(pack: {
  readonly tensorTypes: readonly TensorType[]
  readonly quantizations: readonly Quantization[]
}): boolean {
  const ids = new Set(pack.tensorTypes.map((type) => type.id))
  return (
    pack.tensorTypes.every((type) => type.fallback === null || ids.has(type.fallback)) &&
    pack.quantizations.every((entry) => (entry.base === null) !== (entry.uniform === null)) &&
    pack.quantizations.every((entry) => entry.base === null || ids.has(entry.base))
  )
}

/** The quantization by its id or one of its other names, whatever the case. */
export function quantizationByName(
  pack: QuantizationPack,
  name: string,
  format: Quantization['format'],
): Quantization | null {
  const wanted = name.toLowerCase()
  return (
    pack.quantizations.find(
      (entry) =>
        entry.format === format &&
        (entry.id.toLowerCase() === wanted || entry.aliases.some((alias) => alias.toLowerCase() === wanted)),
    ) ?? null
  )
}

/** The standard quantization that a publisher's own mixture is nearest to. Good for speed, not for sizes. */
export function quantizationNear(pack: QuantizationPack, name: string): Quantization | null {
  const wanted = name.toLowerCase()
  return pack.quantizations.find((entry) => entry.near.some((near) => near.toLowerCase() === wanted)) ?? null
}
