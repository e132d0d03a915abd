/** Every tensor of a language model, from its architecture. Names and roles follow llama.cpp's GGUF. */
import type { Architecture } from './inputs.ts'

/** What a tensor does. Mixture rules go by role. */
export type Role =
  | 'embedding'
  | 'output'
  | 'query'
  | 'key'
  | 'value'
  | 'query-key-value'
  | 'latent-up'
  | 'attention-output'
  | 'gate'
  | 'up'
  | 'down'
  | 'other'
  | 'never-quantized'

/** Where a tensor's bytes are counted. */
export type Group = 'embedding' | 'head' | 'experts' | 'rest'

export type Tensor = {
  readonly role: Role
  readonly group: Group
  /** Length of a row, which must divide into blocks. */
  readonly columns: number
  /** Rows of all experts together. */
  readonly rows: number
  /** -1 for tensors outside the layers. */
  readonly layer: number
}

/** All tensors, in the order of the file. Null when the kind of each layer is not known. */
export function tensorsOf(architecture: Architecture): readonly Tensor[] | null {
  const pattern = architecture.layerPattern
  if (pattern === null) return null
  const { hidden, vocabulary } = architecture
  const tensors: Tensor[] = [
    {
      role: 'embedding',
      group: architecture.tiedEmbeddings ? 'head' : 'embedding',
      columns: hidden,
      rows: vocabulary,
      layer: -1,
    },
  ]
  if (!architecture.tiedEmbeddings)
    tensors.push({ role: 'output', group: 'head', columns: hidden, rows: vocabulary, layer: -1 })
  tensors.push({ role: 'never-quantized', group: 'rest', columns: hidden, rows: 1, layer: -1 })
  for (let layer = 0; layer < architecture.layers; layer++) {
    const add: Add = (role, columns, rows, group = 'rest') => tensors.push({ role, group, columns, rows, layer })
    add('never-quantized', hidden, architecture.normsPerLayer)
    const kind = pattern[layer]
    if (kind === 'A' || kind === 'S' || kind === 'H') addAttention(architecture, kind, add)
    if (kind === 'D') addGatedDelta(architecture, add)
    if (kind === 'M' || kind === 'H') addMamba(architecture, add)
    addFeedForward(architecture, layer, add)
  }
  return tensors
}

type Add = (role: Role, columns: number, rows: number, group?: Group) => void

/** Head sizes of a layer: full layers of some models differ from their sliding ones. */
export function headsOf(
  architecture: Architecture,
  kind: string,
): { readonly keyValueHeads: number; readonly dimension: number } {
  const global = kind === 'A' ? architecture.globalAttention : null
  return global === null
    ? { keyValueHeads: architecture.keyValueHeads, dimension: architecture.headDimension }
    : { keyValueHeads: global.keyValueHeads, dimension: global.headDimension }
}

function addAttention(architecture: Architecture, kind: string, add: Add): void {
  const { hidden, heads, latent } = architecture
  if (latent !== null) {
    const width = latent.ropeDimension + latent.plainDimension
    add('other', hidden, latent.queryRank)
    add('other', latent.queryRank, heads * width)
    add('other', hidden, latent.keyValueRank + latent.ropeDimension)
    add('latent-up', latent.keyValueRank, heads * (latent.plainDimension + latent.valueDimension))
    add('attention-output', heads * latent.valueDimension, hidden)
    const indexer = architecture.sparseIndexer
    if (indexer !== null) {
      add('other', latent.queryRank, indexer.heads * indexer.dimension)
      add('other', hidden, indexer.dimension)
      add('other', hidden, indexer.heads)
    }
    return
  }
  const { keyValueHeads, dimension } = headsOf(architecture, kind)
  if (architecture.fusedQueryKeyValue) {
    add('query-key-value', hidden, heads * dimension + 2 * keyValueHeads * dimension)
    add('attention-output', heads * dimension, hidden)
    return
  }
  add('query', hidden, heads * dimension * (architecture.queryGate ? 2 : 1))
  add('key', hidden, keyValueHeads * dimension)
  const shared = kind === 'A' && architecture.globalAttention?.sharedKeyValue === true
  if (!shared) add('value', hidden, keyValueHeads * dimension)
  add('attention-output', heads * dimension, hidden)
  if (architecture.attentionBias) add('never-quantized', 1, heads * dimension + 2 * keyValueHeads * dimension)
}

function addGatedDelta(architecture: Architecture, add: Add): void {
  const delta = architecture.gatedDelta
  if (delta === null) return
  const keys = delta.keyHeads * delta.keyDimension
  const values = delta.valueHeads * delta.valueDimension
  add('query-key-value', architecture.hidden, 2 * keys + values)
  add('other', architecture.hidden, values)
  add('other', architecture.hidden, 2 * delta.valueHeads)
  add('other', values, architecture.hidden)
  add('never-quantized', 4, 2 * keys + values)
}

function addMamba(architecture: Architecture, add: Add): void {
  const mamba = architecture.mamba
  if (mamba === null) return
  const inner = mamba.heads * mamba.headDimension
  const states = 2 * mamba.groups * mamba.stateDimension
  add('other', architecture.hidden, 2 * inner + states + mamba.heads)
  add('other', inner, architecture.hidden)
  add('never-quantized', 4, inner + states)
}

function addFeedForward(architecture: Architecture, layer: number, add: Add): void {
  const part = architecture.feedForwardPattern?.[layer]
  if (part === '-') return
  const { hidden, intermediate, experts } = architecture
  const sparse =
    experts !== null &&
    part !== 'F' &&
    layer >= experts.firstDenseLayers &&
    (experts.every === null || (layer + 1) % experts.every === 0)
  if (sparse) addExperts(architecture, experts, add)
  if (intermediate === null || (sparse && !experts.besideDense)) return
  if (architecture.fusedGateUp) add('up', hidden, 2 * intermediate)
  else {
    if (architecture.gated) add('gate', hidden, intermediate)
    add('up', hidden, intermediate)
  }
  add('down', intermediate, hidden)
}

function addExperts(architecture: Architecture, experts: NonNullable<Architecture['experts']>, add: Add): void {
  const { hidden, gated } = architecture
  const width = experts.latent ?? hidden
  add('never-quantized', hidden, experts.count)
  if (experts.latent !== null) add('other', hidden, 2 * experts.latent)
  if (gated) add('gate', width, experts.intermediate * experts.count, 'experts')
  add('up', width, experts.intermediate * experts.count, 'experts')
  add('down', experts.intermediate, width * experts.count, 'experts')
  if (experts.biased) add('never-quantized', 1, experts.count * (2 * experts.intermediate + hidden))
  const shared = experts.sharedIntermediate
  if (shared === null) return
  if (gated) add('gate', hidden, shared)
  add('up', hidden, shared)
  add('down', shared, hidden)
}
