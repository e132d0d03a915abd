/**
 * The header of a GGUF file, versions 2 and 3: what the model says about itself and which tensors it has. Long lists,
 * such as the words of a tokenizer, are stepped over and only counted. Layout: docs/gguf.md of ggml.
 */
import { utf8Text } from '../../shared/base/bytes.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { cursorOf, Malformed, type ByteSource, type Cursor } from './source.ts'

export type GgufValue = string | number | boolean | readonly (string | number | boolean)[]

export type GgufTensor = {
  readonly name: string
  /** Name of the type in ggml, or `type-<number>` for one this version does not know. */
  readonly type: string
  /** Numbers along each axis, the fastest first. */
  readonly shape: readonly number[]
  readonly elements: number
}

export type GgufHeader = {
  readonly version: 2 | 3
  /** Short values by key. Long ones are left out. */
  readonly values: ReadonlyMap<string, GgufValue>
  /** Lengths of all lists by key, also of those that were stepped over. */
  readonly lengths: ReadonlyMap<string, number>
  readonly tensors: readonly GgufTensor[]
  /** Where the tensors' data begins. */
  readonly dataOffset: number
}

export type GgufFault =
  | 'wrong-magic'
  | 'version-not-supported'
  | 'big-endian'
  | 'truncated'
  | 'too-long'
  | 'too-many'
  | 'bad-text'
  | 'bad-value'
  | 'bad-tensor'
  | 'named-twice'

/** Far above any model known, far below what would hurt. */
const limits = {
  values: 65_536,
  tensors: 200_000,
  /** Keys and tensor names, in bytes. */
  name: 65_535,
  /** A text that is kept; a longer one is stepped over. */
  text: 4096,
  /** Entries of a list that is kept. */
  kept: 4096,
  /** Bytes of all kept texts together. */
  allText: 8 * 1024 * 1024,
  /** Entries of lists that are walked one by one, all together. The largest tokenizers have a million. */
  walked: 5_000_000,
  axes: 4,
  depth: 3,
  /** Where the tensors' data must have begun. */
  header: 1024 * 1024 * 1024,
} as const

/** Block length and block bytes of each type, by its number in ggml. */
const types: Readonly<Record<number, readonly [name: string, elements: number, bytes: number]>> = {
  0: ['F32', 1, 4], 1: ['F16', 1, 2], 2: ['Q4_0', 32, 18], 3: ['Q4_1', 32, 20], 6: ['Q5_0', 32, 22],
  7: ['Q5_1', 32, 24], 8: ['Q8_0', 32, 34], 9: ['Q8_1', 32, 40], 10: ['Q2_K', 256, 84], 11: ['Q3_K', 256, 110],
  12: ['Q4_K', 256, 144], 13: ['Q5_K', 256, 176], 14: ['Q6_K', 256, 210], 15: ['Q8_K', 256, 292],
  16: ['IQ2_XXS', 256, 66], 17: ['IQ2_XS', 256, 74], 18: ['IQ3_XXS', 256, 98], 19: ['IQ1_S', 256, 50],
  20: ['IQ4_NL', 32, 18], 21: ['IQ3_S', 256, 110], 22: ['IQ2_S', 256, 82], 23: ['IQ4_XS', 256, 136],
  24: ['I8', 1, 1], 25: ['I16', 1, 2], 26: ['I32', 1, 4], 27: ['I64', 1, 8], 28: ['F64', 1, 8],
  29: ['IQ1_M', 256, 56], 30: ['BF16', 1, 2], 34: ['TQ1_0', 256, 54], 35: ['TQ2_0', 256, 66],
  39: ['MXFP4', 32, 17], 40: ['NVFP4', 64, 36], 41: ['Q1_0', 128, 18],
}

/** Bytes of one entry by its kind: 0 to 12 in the order of the format; null for text and lists. */
const widths: readonly (number | null)[] = [1, 1, 2, 2, 4, 4, 4, 1, null, null, 8, 8, 8]
const textKind = 8
const listKind = 9

/** Reads a header. Never throws for what the bytes say; a failing disk is the caller's. */
export async function readGguf(source: ByteSource): Promise<Result<GgufHeader, GgufFault>> {
  try {
    return ok(await readHeader(source))
  } catch (error) {
    if (error instanceof Malformed && isFault(error.fault)) return fail(error.fault)
    throw error
  }
}

const faults: readonly GgufFault[] = [
  'wrong-magic', 'version-not-supported', 'big-endian', 'truncated', 'too-long', 'too-many', 'bad-text', 'bad-value',
  'bad-tensor', 'named-twice',
]

function isFault(text: string): text is GgufFault {
  return faults.some((fault) => fault === text)
}

type Walk = { readonly cursor: Cursor; walked: number; text: number }

async function readHeader(source: ByteSource): Promise<GgufHeader> {
  const walk: Walk = { cursor: cursorOf(source), walked: 0, text: 0 }
  const { cursor } = walk
  if (source.size < 24) throw new Malformed(source.size < 4 ? 'wrong-magic' : 'truncated')
  await cursor.ready(24)
  const head = cursor.view(8)
  if (head.getUint32(0, true) !== 0x46554747) throw new Malformed('wrong-magic')
  const version = head.getUint32(4, true)
  if (version === 0x02000000 || version === 0x03000000) throw new Malformed('big-endian')
  if (version !== 2 && version !== 3) throw new Malformed('version-not-supported')
  const tensorCount = await count(walk, limits.tensors)
  const valueCount = await count(walk, limits.values)

  const values = new Map<string, GgufValue>()
  const lengths = new Map<string, number>()
  for (let index = 0; index < valueCount; index += 1) {
    const key = await name(walk)
    if (values.has(key) || lengths.has(key)) throw new Malformed('named-twice')
    await cursor.ready(4)
    const kind = cursor.view(4).getUint32(0, true)
    if (kind === listKind) {
      const { length, kept } = await list(walk, 1)
      lengths.set(key, length)
      if (kept !== null) values.set(key, kept)
    } else {
      const value = await single(walk, kind)
      if (value !== null) values.set(key, value)
    }
    if (cursor.at() > limits.header) throw new Malformed('too-long')
  }

  const alignment = values.get('general.alignment') ?? 32
  if (typeof alignment !== 'number' || alignment < 1 || alignment > 1_048_576 || alignment % 1 !== 0)
    throw new Malformed('bad-value')
  const placed = await readTensors(walk, tensorCount)
  const dataOffset = Math.ceil(cursor.at() / alignment) * alignment
  const room = source.size - dataOffset
  for (const { offset, bytes } of placed)
    if (offset % alignment !== 0 || offset > room || (bytes ?? 0) > room - offset) throw new Malformed('bad-tensor')
  return { version, values, lengths, tensors: placed.map(({ tensor }) => tensor), dataOffset }
}

type Placed = { readonly tensor: GgufTensor; readonly offset: number; readonly bytes: number | null }

async function readTensors(walk: Walk, tensorCount: number): Promise<readonly Placed[]> {
  const { cursor } = walk
  const placed: Placed[] = []
  const names = new Set<string>()
  for (let index = 0; index < tensorCount; index += 1) {
    const tensorName = await name(walk)
    if (names.has(tensorName)) throw new Malformed('named-twice')
    names.add(tensorName)
    await cursor.ready(4)
    const axes = cursor.view(4).getUint32(0, true)
    if (axes > limits.axes) throw new Malformed('bad-tensor')
    const shape: number[] = []
    for (let axis = 0; axis < axes; axis += 1) shape.push(await count(walk, Number.MAX_SAFE_INTEGER))
    const elements = shape.reduce((product, length) => product * length, 1)
    await cursor.ready(4)
    const number = cursor.view(4).getUint32(0, true)
    const offset = await count(walk, Number.MAX_SAFE_INTEGER)
    const known = types[number]
    if (!Number.isSafeInteger(elements)) throw new Malformed('bad-tensor')
    if (known !== undefined && (shape[0] ?? 1) % known[1] !== 0) throw new Malformed('bad-tensor')
    const bytes = known === undefined ? null : (elements / known[1]) * known[2]
    placed.push({ tensor: { name: tensorName, type: known?.[0] ?? `type-${number}`, shape, elements }, offset, bytes })
    if (cursor.at() > limits.header) throw new Malformed('too-long')
  }
  return placed
}

/** An unsigned 64-bit number. What is negative elsewhere is enormous here, and refused. */
async function count(walk: Walk, most: number): Promise<number> {
  await walk.cursor.ready(8)
  const value = Number(walk.cursor.view(8).getBigUint64(0, true))
  if (value > most) throw new Malformed('too-many')
  return value
}

async function name(walk: Walk): Promise<string> {
  const length = await count(walk, limits.name)
  keep(walk, length)
  await walk.cursor.ready(length)
  return decode(walk.cursor.view(length))
}

function decode(view: DataView): string {
  const text = utf8Text(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
  if (!text.ok) throw new Malformed('bad-text')
  return text.value
}

function keep(walk: Walk, bytes: number): void {
  walk.text += bytes
  if (walk.text > limits.allText * 4) throw new Malformed('too-long')
}

/** One value, or null for a text that is too long to keep. */
async function single(walk: Walk, kind: number): Promise<string | number | boolean | null> {
  const { cursor } = walk
  if (kind === textKind) {
    const length = await count(walk, Number.MAX_SAFE_INTEGER)
    if (length > limits.text || walk.text > limits.allText) {
      cursor.skip(length)
      return null
    }
    keep(walk, length)
    await cursor.ready(length)
    return decode(cursor.view(length))
  }
  const width = widths[kind]
  if (width === undefined || width === null) throw new Malformed('bad-value')
  await cursor.ready(width)
  return numberOf(cursor.view(width), kind)
}

function numberOf(view: DataView, kind: number): number | boolean {
  switch (kind) {
    case 0:
      return view.getUint8(0)
    case 1:
      return view.getInt8(0)
    case 2:
      return view.getUint16(0, true)
    case 3:
      return view.getInt16(0, true)
    case 4:
      return view.getUint32(0, true)
    case 5:
      return view.getInt32(0, true)
    case 6:
      return view.getFloat32(0, true)
    case 7: {
      const value = view.getUint8(0)
      if (value > 1) throw new Malformed('bad-value')
      return value === 1
    }
    case 10:
      return Number(view.getBigUint64(0, true))
    case 11:
      return Number(view.getBigInt64(0, true))
    default:
      return view.getFloat64(0, true)
  }
}

type List = { readonly length: number; readonly kept: readonly (string | number | boolean)[] | null }

/** A list: short ones are kept, numbers of long ones are stepped over at once, texts one by one. */
async function list(walk: Walk, depth: number): Promise<List> {
  const { cursor } = walk
  if (depth > limits.depth) throw new Malformed('bad-value')
  await cursor.ready(4)
  const kind = cursor.view(4).getUint32(0, true)
  const length = await count(walk, Number.MAX_SAFE_INTEGER)
  const width = widths[kind]
  if (width === undefined) throw new Malformed('bad-value')
  if (width !== null && (length > limits.kept || walk.text > limits.allText)) {
    cursor.skip(length * width)
    return { length, kept: null }
  }
  walk.walked += length
  if (walk.walked > limits.walked) throw new Malformed('too-many')
  if (width !== null) {
    keep(walk, length * 8)
    const kept: (number | boolean)[] = []
    await cursor.ready(length * width)
    for (let index = 0; index < length; index += 1) kept.push(numberOf(cursor.view(width), kind))
    return { length, kept }
  }
  const texts: string[] = []
  for (let index = 0; index < length; index += 1) {
    if (kind === listKind) await list(walk, depth + 1)
    else if (length > 256) {
      // A tokenizer has hundreds of thousands of words: to wait for each would take longer than to read them.
      const waiting = cursor.ready(8)
      if (waiting !== undefined) await waiting
      cursor.skip(Number(cursor.view(8).getBigUint64(0, true)))
    } else {
      const text = await single(walk, textKind)
      if (typeof text === 'string') texts.push(text)
    }
    if (cursor.at() > limits.header) throw new Malformed('too-long')
  }
  return { length, kept: kind === textKind && texts.length === length && length > 0 ? texts : null }
}
