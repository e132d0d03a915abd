/**
 * Which tensor type llama.cpp gives each tensor of a GGUF quantization. Restates the rules of
 * `llama_tensor_get_type_impl` in src/llama-quant.cpp, commit 007dbbf3.
 */
import type { Architecture, TensorType } from './inputs.ts'
import type { Tensor } from './tensors.ts'

/** What the rules look at besides the tensor. */
export type MixtureContext = {
  readonly architecture: Architecture
  readonly quantization: string
  /** Tensor type of the quantization where no rule applies. */
  readonly base: string
  readonly importanceMatrix: boolean
  /** How many tensors count as value tensors, and which of them this one is. */
  readonly values: number
  readonly valueIndex: number
  readonly types: ReadonlyMap<string, TensorType>
}

const veryLow = new Set(['IQ1_S', 'IQ1_M', 'IQ2_XXS', 'IQ2_XS', 'IQ2_S', 'IQ2_M'])
const floats = new Set(['F32', 'F16', 'BF16'])

export function isValue(tensor: Tensor): boolean {
  return tensor.role === 'value' || tensor.role === 'query-key-value' || tensor.role === 'latent-up'
}

/** The tensor's type. A row that does not divide into the type's blocks gets its fallback. */
export function typeOf(tensor: Tensor, context: MixtureContext): string {
  if (tensor.role === 'never-quantized') return 'F32'
  if (floats.has(context.base)) return context.base
  const wanted = wantedType(tensor, context)
  if (divides(tensor, wanted, context)) return wanted
  const fallback = context.types.get(wanted)?.fallback ?? wanted
  return divides(tensor, fallback, context) ? fallback : 'F16'
}

function divides(tensor: Tensor, type: string, context: MixtureContext): boolean {
  return tensor.columns % (context.types.get(type)?.blockElements ?? 1) === 0
}

function wantedType(tensor: Tensor, context: MixtureContext): string {
  const { quantization, base, architecture } = context
  const head = tensor.role === 'output' || (tensor.role === 'embedding' && architecture.tiedEmbeddings)
  if (head) return headType(tensor, context)
  if (quantization === 'MXFP4_MOE') return tensor.group === 'experts' ? 'MXFP4' : 'Q8_0'
  if (tensor.role === 'embedding') {
    if (['IQ2_XXS', 'IQ2_XS', 'IQ1_S', 'IQ1_M'].includes(quantization)) return 'Q2_K'
    return ['IQ2_S', 'IQ2_M', 'IQ3_XXS'].includes(quantization) ? 'IQ3_S' : base
  }
  if (veryLow.has(quantization)) return veryLowType(tensor, context)
  if (isValue(tensor)) return valueType(context)
  switch (tensor.role) {
    case 'key':
      if (eightExperts(architecture)) return 'Q8_0'
      return queryOrKeyType(context)
    case 'query':
      return queryOrKeyType(context)
    case 'down':
      return downType(tensor, context)
    case 'attention-output':
      return attentionOutputType(context)
    case 'gate':
    case 'up': {
      const { layers } = architecture
      const middle = tensor.layer >= part(layers, 8) && tensor.layer < part(7 * layers, 8)
      return quantization === 'IQ3_XS' && middle ? 'IQ3_XXS' : base
    }
    default:
      return base
  }
}

function headType(tensor: Tensor, context: MixtureContext): string {
  const { quantization, base } = context
  if (quantization === 'MXFP4_MOE' || base === 'Q8_0' || !divides(tensor, base, context)) return 'Q8_0'
  return veryLow.has(quantization) || quantization === 'IQ3_XXS' ? 'Q5_K' : 'Q6_K'
}

function veryLowType(tensor: Tensor, context: MixtureContext): string {
  const { quantization, base, architecture } = context
  const better = quantization === 'IQ2_S' || quantization === 'IQ2_M' ? 'IQ3_S' : 'Q2_K'
  if (isValue(tensor)) {
    const many = (architecture.experts?.count ?? 1) >= 4
    return groupSize(architecture) >= 4 || many ? 'Q4_K' : better
  }
  if (tensor.role === 'key' && eightExperts(architecture)) return 'Q4_K'
  if (tensor.role === 'down') return tensor.layer < part(architecture.layers, 8) ? better : base
  if (tensor.role === 'attention-output') {
    if (eightExperts(architecture)) return 'Q5_K'
    if (quantization === 'IQ1_S' || quantization === 'IQ1_M') return 'IQ2_XXS'
    if (quantization === 'IQ2_S' || quantization === 'IQ2_M') return 'IQ3_S'
  }
  return base
}

function valueType(context: MixtureContext): string {
  const { architecture } = context
  if (eightExperts(architecture)) return 'Q8_0'
  const type = valueTypeByName(context)
  return isSeventyBillion(architecture) && (type === 'Q3_K' || type === 'Q4_K') ? 'Q5_K' : type
}

function valueTypeByName(context: MixtureContext): string {
  const { quantization, base, architecture, valueIndex, values, importanceMatrix } = context
  const grouped = groupSize(architecture) >= 4
  switch (quantization) {
    case 'Q2_K':
      return grouped ? 'Q4_K' : 'Q3_K'
    case 'Q2_K_S':
    case 'IQ3_XS':
    case 'IQ3_S':
      return grouped ? 'Q4_K' : base
    case 'IQ3_XXS':
      return grouped ? 'Q4_K' : importanceMatrix ? 'IQ3_XXS' : 'IQ3_S'
    case 'IQ3_M':
      return 'Q4_K'
    case 'Q3_K_M':
      return valueIndex < 2 ? 'Q5_K' : 'Q4_K'
    case 'Q3_K_L':
      return 'Q5_K'
    case 'IQ4_NL':
    case 'IQ4_XS':
      return grouped ? 'Q5_K' : base
    case 'Q4_K_M':
    case 'Q5_K_M':
      return moreBits(valueIndex, values) ? 'Q6_K' : base
    case 'Q4_K_S':
      return valueIndex < 4 ? 'Q5_K' : base
    default:
      return base
  }
}

function queryOrKeyType(context: MixtureContext): string {
  if (context.quantization === 'IQ3_XS') return 'IQ3_XXS'
  return context.quantization === 'IQ3_XXS' ? 'IQ2_S' : context.base
}

function downType(tensor: Tensor, context: MixtureContext): string {
  const { quantization, base, architecture, importanceMatrix } = context
  const { layers } = architecture
  const first = tensor.layer < part(layers, 8)
  const more = moreBits(tensor.layer, layers)
  switch (quantization) {
    case 'Q2_K':
      return 'Q3_K'
    case 'Q2_K_S':
      return first ? 'Q4_K' : base
    case 'IQ3_XXS':
      return importanceMatrix ? base : first ? 'Q4_K' : 'Q3_K'
    case 'Q3_K_M':
      return tensor.layer < part(layers, 16) ? 'Q5_K' : 'Q4_K'
    case 'IQ3_M':
      return first || (eightExperts(architecture) && more) ? 'Q4_K' : base
    case 'Q3_K_L':
      return 'Q5_K'
    case 'Q4_K_M':
    case 'Q5_K_M':
      return more ? 'Q6_K' : base
    case 'IQ4_NL':
    case 'IQ4_XS':
      return first && !importanceMatrix ? 'Q5_K' : base
    case 'Q4_K_S':
      return first ? 'Q5_K' : base
    case 'Q4_0':
      return first && importanceMatrix ? 'Q4_1' : base
    case 'Q5_0':
      return first && importanceMatrix ? 'Q5_1' : base
    default:
      return base
  }
}

const attentionOutput: ReadonlyMap<string, string> = new Map([
  ['Q2_K', 'Q3_K'],
  ['IQ3_XXS', 'IQ3_S'],
  ['Q3_K_M', 'Q4_K'],
  ['Q3_K_L', 'Q5_K'],
  ['IQ3_M', 'Q4_K'],
])
const attentionOutputOfEight = new Set([
  'Q2_K',
  'IQ3_XS',
  'IQ3_XXS',
  'Q3_K_S',
  'Q3_K_M',
  'IQ4_NL',
  'Q4_K_S',
  'Q4_K_M',
  'IQ3_S',
  'IQ3_M',
  'IQ4_XS',
])

function attentionOutputType(context: MixtureContext): string {
  const { quantization, base, architecture } = context
  if (eightExperts(architecture)) return attentionOutputOfEight.has(quantization) ? 'Q5_K' : base
  return attentionOutput.get(quantization) ?? base
}

/** The first and the last eighth, and every third between them. */
function moreBits(index: number, count: number): boolean {
  const eighth = part(count, 8)
  return index < eighth || index >= part(7 * count, 8) || (index - eighth) % 3 === 2
}

/** Query heads per key and value head. Latent attention counts as one. */
function groupSize(architecture: Architecture): number {
  return architecture.latent === null ? part(architecture.heads, architecture.keyValueHeads) : 1
}

function eightExperts(architecture: Architecture): boolean {
  return architecture.experts?.count === 8
}

/** What llama.cpp calls a 70B: eighty layers, grouped heads, no experts. */
function isSeventyBillion(architecture: Architecture): boolean {
  return (
    architecture.layers === 80 && architecture.heads !== architecture.keyValueHeads && architecture.experts === null
  )
}

function part(count: number, by: number): number {
  return Math.floor(count / by)
}
