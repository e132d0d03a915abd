/** What headers say about a model, in one form for GGUF and safetensors. Nothing is guessed: what is not said is null. */
import type { HeaderFacts, StatedLicense } from '../../shared/domain/weights/header.ts'
import type { GgufHeader, GgufValue } from './gguf.ts'
import { sizeIn, type Config } from './geometry.ts'
import type { SafetensorsHeader } from './safetensors.ts'

/** One line of at most 300 characters, or null. */
export function shortText(value: unknown): string | null {
  if (typeof value !== 'string') return null
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is replaced here
  const line = value.replaceAll(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\s]+/gu, ' ').trim()
  return line === '' ? null : Array.from(line).slice(0, 300).join('')
}

/** Names of `general.file_type`, by its number in llama.cpp. */
const fileTypes: Readonly<Record<number, string>> = {
  0: 'F32', 1: 'F16', 2: 'Q4_0', 3: 'Q4_1', 7: 'Q8_0', 8: 'Q5_0', 9: 'Q5_1', 10: 'Q2_K', 11: 'Q3_K_S', 12: 'Q3_K_M',
  13: 'Q3_K_L', 14: 'Q4_K_S', 15: 'Q4_K_M', 16: 'Q5_K_S', 17: 'Q5_K_M', 18: 'Q6_K', 19: 'IQ2_XXS', 20: 'IQ2_XS',
  21: 'Q2_K_S', 22: 'IQ3_XS', 23: 'IQ3_XXS', 24: 'IQ1_S', 25: 'IQ4_NL', 26: 'IQ3_S', 27: 'IQ3_M', 28: 'IQ2_S',
  29: 'IQ2_M', 30: 'IQ4_XS', 31: 'IQ1_M', 32: 'BF16', 36: 'TQ1_0', 37: 'TQ2_0', 38: 'MXFP4_MOE', 39: 'NVFP4', 40: 'Q1_0',
}

type Typed = { readonly type: string; readonly elements: number }

function countTypes(tensors: readonly Typed[]): HeaderFacts['types'] {
  const counts = new Map<string, { tensors: number; elements: number }>()
  for (const { type, elements } of tensors) {
    const known = counts.get(type) ?? { tensors: 0, elements: 0 }
    counts.set(type, { tensors: known.tensors + 1, elements: known.elements + elements })
  }
  return [...counts]
    .map(([type, count]) => ({ type, ...count }))
    .toSorted((left, right) => right.elements - left.elements || (left.type < right.type ? -1 : 1))
    .slice(0, 64)
}

const sum = (tensors: readonly Typed[]): number | null => {
  const all = tensors.reduce((total, { elements }) => total + elements, 0)
  return Number.isSafeInteger(all) ? all : null
}

const whole = (value: GgufValue | undefined): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null

/** A value of the file's own architecture. A list counts when all its entries are the same. */
export function ggufSize(header: GgufHeader, name: string): number | null {
  const value = header.values.get(`${String(header.values.get('general.architecture'))}.${name}`)
  if (!Array.isArray(value)) return whole(typeof value === 'object' ? undefined : value)
  const [first] = value
  return typeof first === 'number' && value.every((one) => one === first) ? whole(first) : null
}

/** Layers that answer. Layers that only guess ahead are counted by the file, but not by a configuration. */
export function ggufLayers(header: GgufHeader): number | null {
  const blocks = ggufSize(header, 'block_count')
  return blocks === null ? null : blocks - (ggufSize(header, 'nextn_predict_layers') ?? 0)
}

/** The facts of one GGUF file, or of the parts it was split into, the first part first. */
export function ggufFacts(files: readonly string[], parts: readonly GgufHeader[]): HeaderFacts | null {
  const [header] = parts
  if (header === undefined) return null
  const text = (key: string): string | null => shortText(header.values.get(key))
  const tensors = parts.flatMap((part) => part.tensors)
  const architecture = text('general.architecture')
  const kind = text('general.type')
  const fileType = whole(header.values.get('general.file_type'))
  return {
    format: 'gguf',
    files: [...files],
    name: text('general.name'),
    architecture,
    languageModel: architecture !== 'clip' && (kind === null || kind === 'model'),
    layers: ggufLayers(header),
    hidden: ggufSize(header, 'embedding_length'),
    vocabulary: ggufSize(header, 'vocab_size') ?? header.lengths.get('tokenizer.ggml.tokens') ?? null,
    context: ggufSize(header, 'context_length'),
    tensors: tensors.length,
    parameters: sum(tensors),
    quantization: fileType === null ? null : (fileTypes[fileType] ?? null),
    types: countTypes(tensors),
    license: statedLicense('gguf', text('general.license'), text('general.license.name'), text('general.license.link')),
  }
}

function statedLicense(
  origin: StatedLicense['origin'],
  id: string | null,
  name: string | null,
  link: string | null,
): StatedLicense | null {
  return id === null && name === null && link === null ? null : { id, name, link, origin }
}

const plainTypes: ReadonlySet<string> = new Set(['F64', 'F32', 'F16', 'BF16', 'F8_E4M3', 'F8_E5M2'])
/** Index tables and masks, which are no parameters and no packed weights either. */
const sideTypes: ReadonlySet<string> = new Set(['BOOL', 'I64'])

/** The facts of one safetensors file or set, with the configuration that lies beside it. */
export function safetensorsFacts(
  files: readonly string[],
  parts: readonly SafetensorsHeader[],
  config: Config | null,
): HeaderFacts | null {
  const [first] = parts
  if (first === undefined) return null
  const tensors = parts.flatMap((part) => part.tensors)
  const counted = tensors.filter(({ type }) => !sideTypes.has(type))
  const packed = counted.some(({ type }) => !plainTypes.has(type))
  const language = config === null ? null : languageConfig(config)
  const adapter = tensors.length > 0 && tensors.every(({ name }) => /\.lora_[A-Z]\b/i.test(name))
  return {
    format: 'safetensors',
    files: [...files],
    name: shortText(first.metadata['modelspec.title']) ?? shortText(config?.['_name_or_path']),
    architecture: shortText(language?.['model_type']),
    languageModel: !adapter,
    layers: language === null ? null : sizeIn(language, 'num_hidden_layers', 'n_layer', 'n_layers'),
    hidden: language === null ? null : sizeIn(language, 'hidden_size', 'n_embd', 'd_model'),
    vocabulary: language === null ? null : sizeIn(language, 'vocab_size'),
    context: language === null ? null : sizeIn(language, 'max_position_embeddings', 'n_positions'),
    tensors: tensors.length,
    parameters: packed ? null : sum(counted),
    quantization: quantizationOf(config, counted),
    types: countTypes(tensors),
    license: statedLicense('safetensors', shortText(first.metadata['modelspec.license'] ?? first.metadata['license']), null, null),
  }
}

/** The part about language of a configuration that also describes images or sound. */
export function languageConfig(config: Config): Config {
  const text = config['text_config']
  return isConfig(text) ? text : config
}

export function isConfig(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The method the configuration names, else the one type of (nearly) all weights. */
function quantizationOf(config: Config | null, tensors: readonly Typed[]): string | null {
  const method = config?.['quantization_config']
  if (isConfig(method)) {
    const name = shortText(method['quant_algo']) ?? shortText(method['quant_method'])
    if (name === 'fp8' && Array.isArray(method['weight_block_size'])) return 'fp8_block'
    const width = method['bits']
    // The short names stand for four bits.
    return (name === 'gptq' || name === 'awq') && typeof width === 'number' && width !== 4 ? `${name}-${width}-bit` : name
  }
  const [largest] = countTypes(tensors)
  const all = sum(tensors)
  return largest !== undefined && all !== null && largest.elements > all * 0.95 ? largest.type : null
}

/** `license` and its companions in the front matter of a model card. Nothing else of it is read. */
export function cardLicense(card: string): StatedLicense | null {
  const [, front] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(card) ?? []
  if (front === undefined) return null
  const value = (key: string): string | null => {
    const [, found] = new RegExp(`^${key}:[ \\t]*(?:['"])?([^'"\\r\\n#]*)`, 'm').exec(front) ?? []
    return shortText(found)
  }
  return statedLicense('model-card', value('license'), value('license_name'), value('license_link'))
}
