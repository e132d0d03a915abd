/**
 * Writes GGUF files of Llama's architecture with random weights, so that a real engine can be timed without a model.
 * The numbers mean nothing; their bytes, types and shapes are what is read.
 */
import { closeSync, openSync, writeSync } from 'node:fs'

/** @typedef {{ name: string, layers: number, hidden: number, intermediate: number, heads: number, keyValueHeads: number, vocabulary: number }} Shape */

/** Block elements, block bytes, GGUF's number, and where a block keeps its 16-bit scales with a harmless value. */
const types = {
  F32: { elements: 1, bytes: 4, number: 0, scales: [] },
  Q4_0: { elements: 32, bytes: 18, number: 2, scales: [[0, 0x1a20]] },
  Q8_0: { elements: 32, bytes: 34, number: 8, scales: [[0, 0x0a8d]] },
  Q4_K: { elements: 256, bytes: 144, number: 12, scales: [[0, 0x0150], [2, 0x00a8]] },
}

const alignment = 32

/** @param {number} count @param {number} seed */
function noise(count, seed) {
  const bytes = Buffer.alloc(count)
  let state = seed >>> 0
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}

/** @param {keyof typeof types} type @param {number} elements */
function blockPattern(type, elements) {
  const { elements: each, bytes, scales } = types[type]
  const blocks = Math.min(elements / each, 65_536)
  if (type === 'F32') return Buffer.from(new Float32Array(blocks).fill(1).buffer)
  const pattern = noise(blocks * bytes, 7)
  for (let block = 0; block < blocks; block++)
    for (const [place, half] of scales) pattern.writeUInt16LE(half ?? 0, block * bytes + (place ?? 0))
  return pattern
}

const text = (/** @type {string} */ value) => {
  const bytes = Buffer.from(value, 'utf8')
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(bytes.length))
  return Buffer.concat([length, bytes])
}
const u32 = (/** @type {number} */ value) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const u64 = (/** @type {number} */ value) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
const f32 = (/** @type {number} */ value) => {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

/** @param {Shape} shape @param {keyof typeof types} type */
function tensorsOf(shape, type) {
  const { hidden, intermediate, heads, keyValueHeads, vocabulary, layers } = shape
  const keys = (hidden / heads) * keyValueHeads
  /** @type {{ name: string, shape: number[], type: keyof typeof types }[]} */
  const list = [{ name: 'token_embd.weight', shape: [hidden, vocabulary], type }]
  for (let layer = 0; layer < layers; layer++) {
    const add = (/** @type {string} */ name, /** @type {number[]} */ size, /** @type {keyof typeof types} */ own = type) =>
      list.push({ name: `blk.${layer}.${name}.weight`, shape: size, type: own })
    add('attn_norm', [hidden], 'F32')
    add('ffn_norm', [hidden], 'F32')
    add('attn_q', [hidden, hidden])
    add('attn_k', [hidden, keys])
    add('attn_v', [hidden, keys])
    add('attn_output', [hidden, hidden])
    add('ffn_gate', [hidden, intermediate])
    add('ffn_up', [hidden, intermediate])
    add('ffn_down', [intermediate, hidden])
  }
  list.push({ name: 'output_norm.weight', shape: [hidden], type: 'F32' })
  list.push({ name: 'output.weight', shape: [hidden, vocabulary], type })
  return list
}

/**
 * Writes one file and returns its bytes. A vocabulary of plain numbers, each a token of its own.
 * @param {string} file @param {Shape} shape @param {keyof typeof types} type
 */
export function writeSynthetic(file, shape, type) {
  const { layers, hidden, intermediate, heads, keyValueHeads, vocabulary } = shape
  const tokens = Array.from({ length: vocabulary }, (_, i) =>
    i === 0 ? '<unk>' : i === 1 ? '<s>' : i === 2 ? '</s>' : i < 259 ? `<0x${(i - 3).toString(16).toUpperCase().padStart(2, '0')}>` : `\u2581t${i}`,
  )
  /** @type {[string, Buffer][]} */
  const values = []
  const size = (/** @type {string} */ key, /** @type {number} */ value) => values.push([key, Buffer.concat([u32(4), u32(value)])])
  const word = (/** @type {string} */ key, /** @type {string} */ value) => values.push([key, Buffer.concat([u32(8), text(value)])])
  word('general.architecture', 'llama')
  word('general.name', shape.name)
  size('llama.context_length', 32_768)
  size('llama.embedding_length', hidden)
  size('llama.block_count', layers)
  size('llama.feed_forward_length', intermediate)
  size('llama.attention.head_count', heads)
  size('llama.attention.head_count_kv', keyValueHeads)
  size('llama.rope.dimension_count', hidden / heads)
  size('llama.vocab_size', vocabulary)
  values.push(['llama.attention.layer_norm_rms_epsilon', Buffer.concat([u32(6), f32(1e-5)])])
  word('tokenizer.ggml.model', 'llama')
  word('tokenizer.ggml.pre', 'default')
  size('tokenizer.ggml.bos_token_id', 1)
  size('tokenizer.ggml.eos_token_id', 2)
  const list = (/** @type {string} */ key, /** @type {number} */ kind, /** @type {Buffer[]} */ entries) =>
    values.push([key, Buffer.concat([u32(9), u32(kind), u64(entries.length), ...entries])])
  list('tokenizer.ggml.tokens', 8, tokens.map(text))
  list('tokenizer.ggml.scores', 6, tokens.map((_, i) => f32(i < 259 ? 0 : -i)))
  list('tokenizer.ggml.token_type', 5, tokens.map((_, i) => u32(i === 0 ? 2 : i < 3 ? 3 : i < 259 ? 6 : 1)))

  const tensors = tensorsOf(shape, type)
  const bytesOf = (/** @type {typeof tensors[number]} */ tensor) => {
    const elements = tensor.shape.reduce((product, one) => product * one, 1)
    return (elements / types[tensor.type].elements) * types[tensor.type].bytes
  }
  let offset = 0
  const infos = tensors.map((tensor) => {
    const info = Buffer.concat([
      text(tensor.name), u32(tensor.shape.length), ...tensor.shape.map(u64), u32(types[tensor.type].number), u64(offset),
    ])
    offset += Math.ceil(bytesOf(tensor) / alignment) * alignment
    return info
  })
  const head = Buffer.concat([
    Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(values.length),
    ...values.map(([key, value]) => Buffer.concat([text(key), value])), ...infos,
  ])
  const handle = openSync(file, 'w')
  let written = 0
  const put = (/** @type {Buffer} */ bytes) => (written += writeSync(handle, bytes))
  put(head)
  put(Buffer.alloc((alignment - (written % alignment)) % alignment))
  for (const tensor of tensors) {
    const total = bytesOf(tensor)
    const pattern = blockPattern(tensor.type, tensor.shape.reduce((product, one) => product * one, 1))
    for (let rest = total; rest > 0; rest -= pattern.length) put(pattern.subarray(0, Math.min(rest, pattern.length)))
    put(Buffer.alloc((alignment - (total % alignment)) % alignment))
  }
  closeSync(handle)
  return written
}
