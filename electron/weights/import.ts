/** A model of the planner's own, from its configuration or from the header of its weights. */
import path from 'node:path'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Architecture } from '../../shared/domain/model-pack.ts'
import type { ModelDraft } from '../../shared/plan/own-model.ts'
import { ggufLayers, ggufSize, isConfig, languageConfig, shortText } from './facts.ts'
import { architectureOf, parametersOf, partialOf, sizeIn, type Config } from './geometry.ts'
import { readGguf, type GgufHeader } from './gguf.ts'
import { pickleReason } from './pickle.ts'
import { readConfig } from './reading.ts'
import { readSafetensors } from './safetensors.ts'
import { openFile } from './source.ts'

/** Reads one file. The reason of a refusal has words (`weights.refused.<reason>`). */
export async function importModel(file: string): Promise<Result<ModelDraft, string>> {
  const pickle = await pickleReason(file)
  if (pickle !== null) return fail(pickle)
  const name = path.basename(file)
  if (/\.json$/i.test(name)) {
    const config = await readConfig(file)
    return config === null ? fail('bad-json') : draftOfConfig(config, { kind: 'config', file: name })
  }
  const opened = await openFile(file)
  if (!opened.ok) return opened
  try {
    if (/\.safetensors$/i.test(name)) {
      const header = await readSafetensors(opened.value)
      if (!header.ok) return header
      const config = await readConfig(path.join(path.dirname(file), 'config.json'))
      // Tensors alone do not say how they are used.
      return config === null ? fail('no-configuration') : draftOfConfig(config, { kind: 'safetensors', file: name })
    }
    const header = await readGguf(opened.value)
    return header.ok ? draftOfGguf(header.value, { kind: 'gguf', file: name }) : header
  } finally {
    await opened.value.close()
  }
}

/** A configuration of a model that writes text. */
export function draftOfConfig(config: Config, source: ModelDraft['source']): Result<ModelDraft, string> {
  const language = languageConfig(config)
  const partial = partialOf(language)
  if (partial.layers === null && partial.hidden === null) return fail('not-decoder')
  const classes = config['architectures']
  const names = Array.isArray(classes) ? classes.filter((one) => typeof one === 'string') : []
  const writes = names.some((one) => /ForCausalLM$|ForConditionalGeneration$/.test(one))
  if (names.length > 0 && !writes) return fail('not-decoder')
  const architecture = architectureOf(language)
  return ok({
    name: shortText(config['_name_or_path']),
    modalities: writes ? { in: modalitiesIn(config), out: ['text'] } : null,
    maxContext: sizeIn(language, 'max_position_embeddings', 'n_positions'),
    nativePrecision: nativeOf(config),
    parameters: (architecture === null ? null : parametersOf(architecture)) ?? { total: null, active: null },
    architecture,
    partialGeometry: architecture === null ? partial : null,
    source,
  })
}

function modalitiesIn(config: Config): ('text' | 'image' | 'audio')[] {
  return [
    'text',
    ...(isConfig(config['vision_config']) ? (['image'] as const) : []),
    ...(isConfig(config['audio_config']) ? (['audio'] as const) : []),
  ]
}

function nativeOf(config: Config): ModelDraft['nativePrecision'] {
  const method = config['quantization_config']
  const name = isConfig(method) ? method['quant_method'] : null
  return name === 'fp8' || name === 'mxfp4' ? name : null
}

/** The GGUF architectures whose tensors are known one by one, as the `model_type` of the same model. */
const modelTypes: Readonly<Record<string, string>> = {
  llama: 'llama', qwen2: 'qwen2', qwen3: 'qwen3', qwen3moe: 'qwen3_moe', phi3: 'phi3', gemma2: 'gemma2',
  gemma3: 'gemma3_text', granite: 'granite', olmo2: 'olmo2', smollm3: 'smollm3', deepseek2: 'deepseek_v3',
  'gpt-oss': 'gpt_oss',
}

/** The header of a GGUF file of a model that writes text. */
export function draftOfGguf(header: GgufHeader, source: ModelDraft['source']): Result<ModelDraft, string> {
  const family = header.values.get('general.architecture')
  const type = header.values.get('general.type') ?? 'model'
  const encodes = typeof family === 'string' && /bert|clip|whisper|t5encoder/.test(family)
  if (typeof family !== 'string' || type !== 'model' || encodes) return fail('not-decoder')
  const config = configOf(header, family)
  const whole = header.values.get('split.count') === undefined
  const counted = header.tensors.reduce((all, { elements }) => all + elements, 0)
  const claimed = architectureOf(config)
  const architecture = claimed !== null && (!whole || isCountOf(claimed, counted)) ? claimed : null
  const parameters = architecture === null ? null : parametersOf(architecture)
  return ok({
    name: shortText(header.values.get('general.name')),
    modalities: { in: ['text'], out: ['text'] },
    maxContext: atLeastOne(ggufSize(header, 'context_length')),
    nativePrecision: null,
    parameters: parameters ?? { total: whole && Number.isSafeInteger(counted) ? atLeastOne(counted) : null, active: null },
    architecture,
    partialGeometry: architecture === null ? partialOf(config) : null,
    source,
  })
}

const atLeastOne = (value: number | null): number | null => (value === null || value < 1 ? null : value)

/**
 * Whether an architecture has as many parameters as the file's tensors. One that counts otherwise was misunderstood, and
 * would give a wrong memory.
 */
function isCountOf(architecture: Architecture, counted: number): boolean {
  const total = parametersOf(architecture)?.total
  return total !== undefined && Math.abs(total - counted) * 1000 <= counted
}

/** The header in the words of `config.json`, so that one set of rules reads both. */
function configOf(header: GgufHeader, family: string): Config {
  const size = (name: string): number | null => ggufSize(header, name)
  const has = (tensor: string): boolean => header.tensors.some(({ name }) => name === tensor)
  const [type, layers, heads] = [modelTypes[family], ggufLayers(header), size('attention.head_count')]
  const latent = size('attention.kv_lora_rank') !== null
  const experts = size('expert_count')
  const rope = size('rope.dimension_count')
  const keyLength = size(latent ? 'attention.key_length_mla' : 'attention.key_length')
  const window = size('attention.sliding_window')
  return {
    model_type: type === 'llama' && (experts ?? 0) > 0 ? 'mixtral' : type,
    num_hidden_layers: layers,
    hidden_size: size('embedding_length'),
    num_attention_heads: heads,
    // Latent attention keeps one compressed head, which says nothing about the heads it is expanded to.
    num_key_value_heads: latent ? heads : size('attention.head_count_kv'),
    head_dim: latent ? null : keyLength,
    intermediate_size: size('feed_forward_length'),
    vocab_size: size('vocab_size') ?? header.lengths.get('tokenizer.ggml.tokens'),
    tie_word_embeddings: !has('output.weight'),
    attention_bias: has('blk.0.attn_q.bias'),
    mlp_bias: has('blk.0.ffn_up.bias'),
    sliding_window: window,
    layer_types:
      family === 'gpt-oss' && layers !== null && layers < 1000
        ? Array.from({ length: layers }, (_, layer) => (layer % 2 === 0 ? 'sliding_attention' : 'full_attention'))
        : undefined,
    num_experts: experts,
    num_local_experts: experts,
    n_routed_experts: experts,
    num_experts_per_tok: size('expert_used_count'),
    moe_intermediate_size: size('expert_feed_forward_length'),
    n_shared_experts: size('expert_shared_count'),
    first_k_dense_replace: size('leading_dense_block_count') ?? 0,
    q_lora_rank: size('attention.q_lora_rank'),
    kv_lora_rank: size('attention.kv_lora_rank'),
    qk_rope_head_dim: rope,
    qk_nope_head_dim: keyLength === null || rope === null ? null : keyLength - rope,
    v_head_dim: size('attention.value_length_mla'),
  }
}
