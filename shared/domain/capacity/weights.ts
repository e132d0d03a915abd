/** Bytes of a model's weights, tensor by tensor where the architecture is known. */
import type { Architecture, CapacityModel, Quantization, TensorType } from './inputs.ts'
import { isValue, typeOf } from './mixture.ts'
import { tensorsOf, type Group, type Tensor } from './tensors.ts'

/**
 * Where the bytes come from: every tensor counted, the exact size of a published file, or the maker's parameter count
 * times the bits of one number.
 */
export type WeightBasis = 'tensors' | 'published-file' | 'published-parameters'

export type Weights = {
  readonly basis: WeightBasis
  /** Bytes of all tensors. */
  readonly total: number
  /** Bytes by use: looked up, read once per token, read as far as experts are chosen, read always. */
  readonly embedding: number
  readonly head: number
  readonly experts: number
  readonly rest: number
}

/** How many numbers a model has in each group. */
export type Parameters = { readonly [Name in Group]: number }

/** A version of the quantized file as the catalog knows it. */
export type WeightsProblem = 'architecture-unknown' | 'quantization-unknown'

const expertType = 'MXFP4'

/**
 * Bytes of the tensors, or null where the architecture is not known to the last layer. GGUF files of models whose
 * experts were trained in MXFP4 keep them so, whatever the file is called.
 */
export function tensorBytes(
  model: CapacityModel,
  quantization: Quantization,
  types: readonly TensorType[],
  importanceMatrix = true,
): Weights | null {
  const sums = { embedding: 0, head: 0, experts: 0, rest: 0 }
  const walked = eachTensor(model, quantization, types, importanceMatrix, (tensor, bytes) => {
    sums[tensor.group] += bytes
  })
  if (!walked) return null
  return { basis: 'tensors', total: sums.embedding + sums.head + sums.experts + sums.rest, ...sums }
}

/** Bytes layer by layer, or null where the architecture is not known to the last layer. */
export function layerBytes(
  model: CapacityModel,
  quantization: Quantization,
  types: readonly TensorType[],
): {
  readonly embedding: number
  readonly head: number
  readonly tied: boolean
  readonly layers: readonly { readonly rest: number; readonly experts: number }[]
} | null {
  const count = model.architecture?.layers ?? 0
  const layers = Array.from({ length: count }, () => ({ rest: 0, experts: 0 }))
  const outside = { embedding: 0, head: 0 }
  const walked = eachTensor(model, quantization, types, true, ({ group, layer }, bytes) => {
    const own = layers[layer]
    if (group === 'embedding' || group === 'head') outside[group] += bytes
    // The norm before the output head belongs to it.
    else if (own === undefined) outside.head += bytes
    else own[group] += bytes
  })
  return walked ? { ...outside, tied: model.architecture?.tiedEmbeddings === true, layers } : null
}

/** Visits every tensor with its bytes. False where the tensors are not known. */
function eachTensor(
  model: CapacityModel,
  quantization: Quantization,
  types: readonly TensorType[],
  importanceMatrix: boolean,
  visit: (tensor: Tensor, bytes: number) => void,
): boolean {
  const { architecture } = model
  const tensors = architecture === null ? null : tensorsOf(architecture)
  if (architecture === null || tensors === null) return false
  const byId = new Map(types.map((type) => [type.id, type]))
  const values = tensors.filter(isValue).length
  let valueIndex = 0
  for (const tensor of tensors) {
    const bytes =
      quantization.base === null
        ? uniformBytes(tensor, quantization)
        : blockBytes(
            tensor,
            tensor.group === 'experts' && model.nativePrecision === 'mxfp4'
              ? expertType
              : typeOf(tensor, {
                  architecture,
                  quantization: quantization.id,
                  base: quantization.base,
                  importanceMatrix,
                  values,
                  valueIndex,
                  types: byId,
                }),
            byId,
          )
    visit(tensor, bytes)
    if (isValue(tensor)) valueIndex++
  }
  return true
}

/**
 * Bytes of the weights by the best means there is: tensors; else an exact published size; else, for formats without
 * mixtures, the published parameter count.
 */
export function weightsOf(
  model: CapacityModel,
  quantization: Quantization,
  types: readonly TensorType[],
  importanceMatrix = true,
): Weights | null {
  if (!importanceMatrix) return counting(model, quantization, types, false)
  let ofModel = counted.get(model)
  if (ofModel === undefined) {
    ofModel = new Map()
    counted.set(model, ofModel)
  }
  const known = ofModel.get(quantization)
  if (known !== undefined) return known
  const found = counting(model, quantization, types, true)
  ofModel.set(quantization, found)
  return found
}

/** Every tensor of a model is walked once for each number format. Packs are never changed, so this stays true. */
const counted = new WeakMap<CapacityModel, Map<Quantization, Weights | null>>()

function counting(
  model: CapacityModel,
  quantization: Quantization,
  types: readonly TensorType[],
  importanceMatrix: boolean,
): Weights | null {
  const walked = tensorBytes(model, quantization, types, importanceMatrix)
  if (walked !== null) return walked
  const published = publishedBytes(model, quantization.id, quantization.format, null)
  if (published !== null) return whole('published-file', published)
  const numbers = model.parameters.totalPublished
  const bits = uniformBits(quantization, types)
  return numbers === null || bits === null
    ? null
    : whole('published-parameters', Math.ceil((numbers * bits.bits) / bits.per / 8))
}

/** The exact size of a published file of this model, made by the standard rules, or null. */
export function publishedBytes(
  model: CapacityModel,
  quantization: string,
  format: string,
  importanceMatrix: boolean | null,
): number | null {
  const file = model.files.find(
    (entry) =>
      entry.exact &&
      entry.format === format &&
      entry.quantization === quantization &&
      (importanceMatrix === null || entry.importanceMatrix === importanceMatrix),
  )
  return file?.bytes ?? null
}

/**
 * Size of a GGUF file in bytes: tensors and the header, whose vocabulary takes about 34 bytes per token. Measured on
 * published files the header rule is right to 0.04 % of the file.
 */
export function ggufFileBytes(model: CapacityModel, weights: Weights): number {
  const vocabulary = model.architecture?.vocabulary ?? 0
  return Math.floor(weights.total + 0.5) + 34 * vocabulary + 200_000
}

const parameters = new WeakMap<Architecture, Parameters>()

/** Numbers in each group of tensors. */
export function parametersOf(architecture: Architecture): Parameters | null {
  const known = parameters.get(architecture)
  if (known !== undefined) return known
  const tensors = tensorsOf(architecture)
  if (tensors === null) return null
  const sums = { embedding: 0, head: 0, experts: 0, rest: 0 }
  for (const tensor of tensors) sums[tensor.group] += tensor.columns * tensor.rows
  parameters.set(architecture, sums)
  return sums
}

/** Scales every part so that the total is the size of the real file. */
export function scaledTo(weights: Weights, total: number): Weights {
  const by = total / weights.total
  return {
    basis: 'published-file',
    total,
    embedding: weights.embedding * by,
    head: weights.head * by,
    experts: weights.experts * by,
    rest: weights.rest * by,
  }
}

function whole(basis: WeightBasis, total: number): Weights {
  return { basis, total, embedding: 0, head: 0, experts: 0, rest: total }
}

function blockBytes(tensor: Tensor, type: string, types: ReadonlyMap<string, TensorType>): number {
  const layout = types.get(type)
  if (layout === undefined) throw new Error(`tensor type ${type} is in no pack`)
  return ((tensor.columns * tensor.rows) / layout.blockElements) * layout.blockBytes
}

/** Linear layers are quantized; embeddings, head, norms and routers stay at two bytes. */
function uniformBytes(tensor: Tensor, quantization: Quantization): number {
  const numbers = tensor.columns * tensor.rows
  const { uniform } = quantization
  const linear = tensor.role !== 'never-quantized' && (tensor.group === 'rest' || tensor.group === 'experts')
  if (uniform === null || !linear || (uniform.expertsOnly && tensor.group !== 'experts')) return numbers * 2
  return (numbers * uniform.bits) / uniform.per / 8
}

function uniformBits(
  quantization: Quantization,
  types: readonly TensorType[],
): { readonly bits: number; readonly per: number } | null {
  // A mixture says nothing about a model whose tensors are not known; only formats of one width do.
  if (quantization.uniform !== null) return quantization.uniform.expertsOnly ? null : quantization.uniform
  const type = types.find((entry) => entry.id === quantization.base && quantization.id === quantization.base)
  return type === undefined || type.blockElements > 1 ? null : { bits: type.blockBytes * 8, per: 1 }
}
