/**
 * The `models` pack: open-weight models with their makers, licenses, languages and, where a configuration was read,
 * the architecture down to what is needed to count every tensor. A null is unknown, never a no.
 */
import { Day, packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Citation, Confidence, Provenance } from './vocabulary.ts'

export const ModelId = z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]*$/))

const Count = z.int().check(z.minimum(1))
const Country = z.string().check(z.regex(/^[A-Z]{2}$/))
/** A year, a month or a day, as exact as the source is. */
const RoughDay = z.string().check(z.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))
const Text = z.string().check(z.minLength(1), z.maxLength(1200))

/** Mixture of experts. `firstDenseLayers` have a plain feed-forward part; with `every` n only each n-th layer is sparse. */
export const Experts = z.strictObject({
  count: Count,
  perToken: Count,
  /** Width of one expert. */
  intermediate: Count,
  /** Width of the part every token passes, null when there is none. */
  sharedIntermediate: z.nullable(Count),
  firstDenseLayers: z.int().check(z.minimum(0)),
  every: z.nullable(Count),
  /** Width of the space experts work in, when it is not the hidden size. */
  latent: z.nullable(Count),
  biased: z.boolean(),
  /** True when a dense feed-forward part runs beside the experts. */
  besideDense: z.boolean(),
})

/** Multi-head latent attention: the cache holds `keyValueRank + ropeDimension` values per token and layer. */
export const LatentAttention = z.strictObject({
  queryRank: Count,
  keyValueRank: Count,
  ropeDimension: Count,
  plainDimension: Count,
  valueDimension: Count,
})

/** Gated delta net: a linear attention with a state of fixed size. */
export const GatedDelta = z.strictObject({
  keyHeads: Count,
  valueHeads: Count,
  keyDimension: Count,
  valueDimension: Count,
})

/** Mamba-2 state space layer with a state of fixed size. */
export const Mamba = z.strictObject({ heads: Count, headDimension: Count, groups: Count, stateDimension: Count })

/** Sizes from which every tensor of the language model follows. */
export const Architecture = z.strictObject({
  layers: Count,
  hidden: Count,
  heads: Count,
  keyValueHeads: Count,
  headDimension: Count,
  vocabulary: Count,
  tiedEmbeddings: z.boolean(),
  /** Width of the dense feed-forward part, null when no layer has one. */
  intermediate: z.nullable(Count),
  attention: z.enum(['MHA', 'GQA', 'MQA', 'MLA']),
  /**
   * One letter per layer: A full attention, S sliding window or chunk, D gated delta net, M Mamba-2, H attention and
   * Mamba-2 side by side, x feed-forward only. Null when the kind of each layer is not known.
   */
  layerPattern: z.nullable(z.string().check(z.regex(/^[ASDMHx]+$/))),
  /** One letter per layer where layers differ: E experts, F dense, - none. Null when each layer has its feed-forward part. */
  feedForwardPattern: z.nullable(z.string().check(z.regex(/^[EF-]+$/))),
  /** Tokens a sliding layer sees. */
  window: z.nullable(Count),
  normsPerLayer: Count,
  /** True when the feed-forward part has a gate next to its up projection. */
  gated: z.boolean(),
  /** True when the query projection also makes an output gate, which doubles it. */
  queryGate: z.boolean(),
  attentionBias: z.boolean(),
  fusedQueryKeyValue: z.boolean(),
  fusedGateUp: z.boolean(),
  /** Head sizes of the full-attention layers where they differ from the sliding ones. */
  globalAttention: z.nullable(
    z.strictObject({ headDimension: Count, keyValueHeads: Count, sharedKeyValue: z.boolean() }),
  ),
  latent: z.nullable(LatentAttention),
  /** Index that picks which tokens attention reads. It keeps `dimension` values per token and layer. */
  sparseIndexer: z.nullable(z.strictObject({ kind: z.enum(['latent', 'multi-head']), heads: Count, dimension: Count })),
  gatedDelta: z.nullable(GatedDelta),
  mamba: z.nullable(Mamba),
  experts: z.nullable(Experts),
})
export type Architecture = Infer<typeof Architecture>

/** A file of weights as somebody published it. */
export const WeightFile = z.strictObject({
  /** Id of the row in the collected sizes, null when the file was found elsewhere. */
  id: z.nullable(z.string()),
  format: z.enum(['gguf', 'safetensors']),
  quantization: z.string(),
  bytes: Count,
  /** False when the bytes follow from a rounded figure; `precision` says which. */
  exact: z.boolean(),
  precision: z.string(),
  importanceMatrix: z.nullable(z.boolean()),
  /** How the types were mixed: the standard rules, or the publisher's own. */
  scheme: z.nullable(z.string()),
  parametersOfSource: z.nullable(Count),
  /** True when the bytes are of another model with the same architecture. */
  sameArchitectureOtherWeights: z.boolean(),
  repository: z.nullable(z.string()),
  source: Citation,
})

export const Model = z.strictObject({
  id: ModelId,
  name: Text,
  family: Text,
  kind: z.enum(['decoder', 'embedding', 'reranker', 'asr', 'ocr']),
  variant: z.nullable(z.enum(['base', 'instruct', 'reasoning'])),
  /** `family-record` stands for several models and cannot be deployed as such. */
  status: z.enum(['released', 'pilot', 'family-record']),
  developer: z.strictObject({ name: Text, legalName: Text, country: Country, countries: z.array(Country) }),
  releaseDate: z.nullable(RoughDay),
  /** Id in the licenses pack, null when it is not known. */
  license: z.nullable(z.string()),
  /** Where the weights are published: publisher and name, shown as text. */
  repository: z.nullable(z.string()),
  /** Family in the openness pack. */
  opennessFamily: z.nullable(z.string()),
  /** Ids in the release watch pack. */
  releaseWatch: z.array(z.string()),
  modalities: z.strictObject({
    in: z.array(z.enum(['text', 'image', 'audio', 'video'])),
    out: z.array(z.enum(['text', 'vector', 'score'])),
  }),
  /** ISO 639-1. Empty when the maker lists none; see `languagesBasis`. */
  languages: z.array(z.string().check(z.regex(/^[a-z]{2,3}$/))),
  languagesBasis: z.enum(['listed', 'claimed-many', 'unknown']),
  languagesClaimed: z.nullable(Count),
  capabilities: z.strictObject({
    toolUse: z.nullable(z.boolean()),
    structuredOutput: z.nullable(z.boolean()),
    reasoning: z.nullable(z.enum(['no', 'optional', 'always'])),
  }),
  knowledgeCutoff: z.nullable(RoughDay),
  /** Tokens of prompt and answer together. */
  maxContext: z.nullable(Count),
  /** `total` and `active` are counted from the architecture, the others are the maker's figures. */
  parameters: z.strictObject({
    total: z.nullable(Count),
    active: z.nullable(Count),
    totalPublished: z.nullable(Count),
    activePublished: z.nullable(Count),
    /** Counted minus published, in hundredths of a percent of published. */
    differenceBasisPoints: z.nullable(z.int()),
  }),
  nativePrecision: z.nullable(z.enum(['bfloat16', 'fp8', 'int4', 'mxfp4'])),
  dtype: z.nullable(z.literal('bfloat16')),
  /** Length of the vector an embedding model gives. */
  embeddingDimension: z.nullable(Count),
  architecture: z.nullable(Architecture),
  /** What is known where the architecture is not complete. Not enough to count tensors. */
  partialGeometry: z.nullable(
    z.strictObject({
      layers: z.nullable(Count),
      hidden: z.nullable(Count),
      heads: z.nullable(Count),
      keyValueHeads: z.nullable(Count),
      headDimension: z.nullable(Count),
      attention: z.nullable(z.enum(['MHA', 'GQA', 'MQA', 'MLA'])),
    }),
  ),
  /** Configuration values of architectures whose memory formula is not verified. */
  publishedConfiguration: z.nullable(
    z.strictObject({
      hidden: Count,
      layers: Count,
      heads: Count,
      keyValueHeads: Count,
      headDimension: Count,
      queryRank: Count,
      expertIntermediate: Count,
      experts: Count,
      expertsPerToken: Count,
      sharedExperts: Count,
      vocabulary: Count,
      window: Count,
      indexerDimension: Count,
      indexerTop: Count,
      compressRatios: z.array(z.int().check(z.minimum(0))),
    }),
  ),
  /** Oldest version of each engine that the maker names. */
  engineVersions: z.strictObject({
    transformers: z.optional(z.string()),
    vllm: z.optional(z.string()),
    llamaCpp: z.optional(z.string()),
    ollama: z.optional(z.string()),
    mistralCommon: z.optional(z.string()),
  }),
  /** The vLLM project's deployment recipe and the device memory it asks for, in gigabytes. */
  vllmRecipe: z.nullable(
    z.strictObject({
      url: z.string(),
      dateAdded: Day,
      minimumMemory: z.array(z.strictObject({ precision: z.string(), gigabytes: Count })),
    }),
  ),
  files: z.array(WeightFile),
  artifacts: z.array(
    z.strictObject({
      type: z.enum(['model-card', 'system-card', 'technical-report']),
      title: Text,
      url: z.string(),
      confidence: Confidence,
    }),
  ),
  geometryNote: z.nullable(Text),
  note: z.nullable(Text),
  /** Sources by fact, named by path, such as `parameters.total`. */
  provenance: z.array(Provenance),
})
export type Model = Infer<typeof Model>

export const ModelPack = z.strictObject({
  ...packHead,
  pack: z.literal('models'),
  models: z.array(Model).check(
    z.refine((models) => new Set(models.map((model) => model.id)).size === models.length, 'holds an id twice'),
    z.refine((models) => models.every(patternsFit), 'has a layer pattern that does not fit the number of layers'),
  ),
})
export type ModelPack = Infer<typeof ModelPack>

/** Whether the patterns of an architecture have one letter for each layer. */
export function patternsFit(model: Model): boolean {
  const architecture = model.architecture
  if (architecture === null) return true
  const { layerPattern, feedForwardPattern, layers } = architecture
  return (
    (layerPattern === null || layerPattern.length === layers) &&
    (feedForwardPattern === null || feedForwardPattern.length === layers)
  )
}
