/**
 * A model's geometry from Hugging Face's `config.json`. Only architectures whose tensors are known one by one give a
 * complete architecture; of all others the plain sizes are kept, which is too little to count memory from.
 */
import { tensorsOf } from '../../shared/domain/capacity/tensors.ts'
import { Architecture, type Model } from '../../shared/domain/model-pack.ts'
import { toInteger } from '../../shared/domain/vocabulary.ts'
import { z } from '../../shared/base/schema.ts'

export type PartialGeometry = NonNullable<Model['partialGeometry']>
export type Config = Readonly<Record<string, unknown>>

/** A whole number from 1 on, or null. */
export function sizeIn(config: Config, ...names: readonly string[]): number | null {
  for (const name of names) {
    const value = config[name]
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value
  }
  return null
}

/** What every decoder's configuration says. */
export function partialOf(config: Config): PartialGeometry {
  const heads = sizeIn(config, 'num_attention_heads', 'n_head', 'n_heads')
  const keyValueHeads = sizeIn(config, 'num_key_value_heads', 'num_kv_heads')
  const latent = sizeIn(config, 'kv_lora_rank') !== null
  return {
    layers: sizeIn(config, 'num_hidden_layers', 'n_layer', 'n_layers'),
    hidden: sizeIn(config, 'hidden_size', 'n_embd', 'd_model'),
    heads,
    keyValueHeads,
    headDimension: sizeIn(config, 'head_dim'),
    attention: latent ? 'MLA' : heads === null || keyValueHeads === null ? null : attentionOf(heads, keyValueHeads),
  }
}

export function attentionOf(heads: number, keyValueHeads: number): 'MHA' | 'GQA' | 'MQA' {
  return keyValueHeads === heads ? 'MHA' : keyValueHeads === 1 ? 'MQA' : 'GQA'
}

/** What differs from the common form: grouped attention, two norms a layer, a gated feed-forward part, no biases. */
type Shape = Partial<Omit<Architecture, 'layers' | 'hidden' | 'heads' | 'keyValueHeads' | 'vocabulary'>>

/** Each known `model_type`. A member that is missing where it matters gives null: not known. */
const shapes: Readonly<Record<string, (config: Config, layers: number) => Shape | null>> = {
  llama: plain,
  mistral: windowed,
  ministral: windowed,
  granite: plain,
  qwen2: (config, layers) => withoutWindow(config, { ...repeat('A', layers), attentionBias: true }),
  qwen3: (config, layers) => withoutWindow(config, { ...repeat('A', layers), attentionBias: config['attention_bias'] === true }),
  olmo2: plain,
  smollm3: plain,
  phi3: (_config, layers) => ({ ...repeat('A', layers), fusedQueryKeyValue: true, fusedGateUp: true }),
  gemma2: (config, layers) => sandwich(config, layers, 2),
  gemma3_text: (config, layers) => sandwich(config, layers, sizeIn(config, 'sliding_window_pattern') ?? 6),
  mixtral: (config, layers) => mixtral(config, layers),
  qwen3_moe: (config, layers) => qwenMixture(config, layers),
  deepseek_v3: (config, layers) => latentMixture(config, layers),
  kimi_k2: (config, layers) => latentMixture(config, layers),
  gpt_oss: (config, layers) => gptOss(config, layers),
}

function repeat(kind: 'A' | 'S', layers: number): Shape {
  return { layerPattern: kind.repeat(layers) }
}

function plain(config: Config, layers: number): Shape | null {
  if (config['mlp_bias'] === true) return null
  return { ...repeat('A', layers), attentionBias: config['attention_bias'] === true }
}

/** Mistral's first model slides everywhere; later ones say null. */
function windowed(config: Config, layers: number): Shape | null {
  const window = sizeIn(config, 'sliding_window')
  return window === null ? plain(config, layers) : { ...repeat('S', layers), window }
}

function withoutWindow(config: Config, shape: Shape): Shape | null {
  return config['use_sliding_window'] === true ? null : shape
}

/** Gemma: four norms a layer, every n-th layer sees everything. */
function sandwich(config: Config, layers: number, every: number): Shape | null {
  const window = sizeIn(config, 'sliding_window')
  if (window === null) return null
  const listed = patternIn(config, layers)
  const counted = Array.from({ length: layers }, (_, layer) => ((layer + 1) % every === 0 ? 'A' : 'S')).join('')
  return { layerPattern: listed ?? counted, window, normsPerLayer: 4, tiedEmbeddings: config['tie_word_embeddings'] !== false }
}

/** `layer_types`, where every entry is known. */
function patternIn(config: Config, layers: number): string | null {
  const types = config['layer_types']
  if (!Array.isArray(types) || types.length !== layers) return null
  const letters = types.map((type) => (type === 'full_attention' ? 'A' : type === 'sliding_attention' ? 'S' : ''))
  return letters.includes('') ? null : letters.join('')
}

const noExtras = { sharedIntermediate: null, firstDenseLayers: 0, every: null, latent: null, biased: false, besideDense: false }

function mixtral(config: Config, layers: number): Shape | null {
  const count = sizeIn(config, 'num_local_experts')
  const perToken = sizeIn(config, 'num_experts_per_tok')
  const intermediate = sizeIn(config, 'intermediate_size')
  if (count === null || perToken === null || intermediate === null) return null
  const base = windowed(config, layers)
  return base && { ...base, experts: { count, perToken, intermediate, ...noExtras } }
}

function qwenMixture(config: Config, layers: number): Shape | null {
  const count = sizeIn(config, 'num_experts')
  const perToken = sizeIn(config, 'num_experts_per_tok')
  const intermediate = sizeIn(config, 'moe_intermediate_size')
  const dense = config['mlp_only_layers']
  if (count === null || perToken === null || intermediate === null) return null
  if ((Array.isArray(dense) && dense.length > 0) || (sizeIn(config, 'decoder_sparse_step') ?? 1) !== 1) return null
  const experts = { count, perToken, intermediate, ...noExtras }
  return withoutWindow(config, {
    ...repeat('A', layers),
    attentionBias: config['attention_bias'] === true,
    experts,
  })
}

function latentMixture(config: Config, layers: number): Shape | null {
  const queryRank = sizeIn(config, 'q_lora_rank')
  const keyValueRank = sizeIn(config, 'kv_lora_rank')
  const ropeDimension = sizeIn(config, 'qk_rope_head_dim')
  const plainDimension = sizeIn(config, 'qk_nope_head_dim')
  const valueDimension = sizeIn(config, 'v_head_dim')
  const count = sizeIn(config, 'n_routed_experts')
  const perToken = sizeIn(config, 'num_experts_per_tok')
  const intermediate = sizeIn(config, 'moe_intermediate_size')
  const shared = sizeIn(config, 'n_shared_experts')
  const firstDense = config['first_k_dense_replace']
  if (queryRank === null || keyValueRank === null || ropeDimension === null || plainDimension === null) return null
  if (valueDimension === null || count === null || perToken === null || intermediate === null) return null
  if (typeof firstDense !== 'number' || (sizeIn(config, 'moe_layer_freq') ?? 1) !== 1) return null
  return {
    ...repeat('A', layers),
    attention: 'MLA',
    latent: { queryRank, keyValueRank, ropeDimension, plainDimension, valueDimension },
    experts: {
      ...noExtras,
      count,
      perToken,
      intermediate,
      sharedIntermediate: shared === null ? null : shared * intermediate,
      firstDenseLayers: firstDense,
    },
  }
}

function gptOss(config: Config, layers: number): Shape | null {
  const layerPattern = patternIn(config, layers)
  const window = sizeIn(config, 'sliding_window')
  const count = sizeIn(config, 'num_local_experts')
  const perToken = sizeIn(config, 'num_experts_per_tok', 'experts_per_token')
  const intermediate = sizeIn(config, 'intermediate_size')
  if (layerPattern === null || window === null || count === null || perToken === null || intermediate === null) return null
  const experts = { ...noExtras, count, perToken, intermediate, biased: true }
  return { layerPattern, window, attentionBias: true, experts }
}

/** The complete architecture, or null where anything that decides a tensor is not known. */
export function architectureOf(config: Config): Architecture | null {
  const type = config['model_type']
  const shapeOf = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined
  const { layers, hidden, heads, keyValueHeads, headDimension } = partialOf(config)
  const vocabulary = sizeIn(config, 'vocab_size')
  if (shapeOf === undefined || layers === null || layers > 1000 || hidden === null || heads === null || vocabulary === null)
    return null
  const shape = shapeOf(config, layers)
  if (shape === null) return null
  const dimension = headDimension ?? (hidden % heads === 0 ? hidden / heads : null)
  if (dimension === null) return null
  // Without this member the original Llama has as many key heads as query heads.
  const keys = keyValueHeads ?? heads
  const parsed = z.safeParse(Architecture, {
    layers,
    hidden,
    heads,
    keyValueHeads: keys,
    headDimension: dimension,
    vocabulary,
    tiedEmbeddings: config['tie_word_embeddings'] === true,
    intermediate: sizeIn(config, 'intermediate_size'),
    attention: attentionOf(heads, keys),
    layerPattern: null,
    feedForwardPattern: null,
    window: null,
    normsPerLayer: 2,
    gated: true,
    queryGate: false,
    attentionBias: false,
    fusedQueryKeyValue: false,
    fusedGateUp: false,
    globalAttention: null,
    latent: null,
    sparseIndexer: null,
    gatedDelta: null,
    mamba: null,
    experts: null,
    ...shape,
  })
  return parsed.success ? parsed.data : null
}

/** All parameters, and those that one token passes: without the input table and the experts it does not visit. */
export function parametersOf(architecture: Architecture): { readonly total: number; readonly active: number } | null {
  const tensors = tensorsOf(architecture)
  if (tensors === null) return null
  const sum = (group: string | null): number =>
    tensors.filter((tensor) => group === null || tensor.group === group).reduce((all, { columns, rows }) => all + columns * rows, 0)
  const total = sum(null)
  const experts = sum('experts')
  const { experts: mixture } = architecture
  const visited = mixture === null ? experts : (experts / mixture.count) * mixture.perToken
  return { total, active: toInteger(total - sum('embedding') - experts + visited) }
}
