/**
 * The header of a safetensors file: a length, then JSON with every tensor's type, shape and place. The data must fill
 * the rest of the file without holes and without overlaps, as the format demands.
 */
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse, z } from '../../shared/base/schema.ts'
import { parseStrictJson, type JsonLimits } from '../../shared/base/strict-json.ts'
import type { ByteSource } from './source.ts'

export type SafetensorsTensor = {
  readonly name: string
  readonly type: string
  /** Slowest axis first. */
  readonly shape: readonly number[]
  readonly elements: number
}

export type SafetensorsHeader = {
  readonly metadata: Readonly<Record<string, string>>
  readonly tensors: readonly SafetensorsTensor[]
  /** Bytes of all tensors. */
  readonly dataBytes: number
}

export type SafetensorsFault =
  | 'wrong-magic'
  | 'truncated'
  | 'too-long'
  | 'bad-json'
  | 'bad-value'
  | 'unknown-type'
  | 'bad-tensor'
  | 'holes'

/** The format allows 100 MB. The longest header of a published file is below 20 MB. */
const longestHeader = 32 * 1024 * 1024
const limits: JsonLimits = { maxBytes: longestHeader, maxDepth: 5, maxNodes: 3_000_000 }

/** Bits of one number by type. */
const bits: Readonly<Record<string, number>> = {
  BOOL: 8, F4: 4, F6_E2M3: 6, F6_E3M2: 6, U8: 8, I8: 8, F8_E5M2: 8, F8_E4M3: 8, F8_E8M0: 8, F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8, I16: 16, U16: 16, F16: 16, BF16: 16, I32: 32, U32: 32, F32: 32, C64: 64, F64: 64, I64: 64, U64: 64,
}

const Place = z.int().check(z.minimum(0))
const Entry = z.strictObject({
  dtype: z.string(),
  shape: z.array(Place).check(z.maxLength(16)),
  data_offsets: z.tuple([Place, Place]),
})
const Metadata = z.record(z.string(), z.string())

/** Reads a header. Never throws for what the bytes say; a failing disk is the caller's. */
export async function readSafetensors(source: ByteSource): Promise<Result<SafetensorsHeader, SafetensorsFault>> {
  if (source.size < 10) return fail('truncated')
  const first = await source.read(0, 9)
  if (first.length < 9) return fail('truncated')
  const length = new DataView(first.buffer, first.byteOffset, 8).getBigUint64(0, true)
  // Anything else begins otherwise, and its first eight bytes would read as a gigantic length.
  if (first[8] !== 0x7b) return fail('wrong-magic')
  if (length > BigInt(source.size - 8)) return fail('truncated')
  if (length > BigInt(longestHeader)) return fail('too-long')
  const bytes = await source.read(8, Number(length))
  if (bytes.length < Number(length)) return fail('truncated')
  const json = parseStrictJson(bytes, limits)
  if (!json.ok) return fail(json.problem.code === 'E_NODES' ? 'too-long' : 'bad-json')
  const value: unknown = json.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('bad-json')
  return readEntries(Object.entries(value), source.size - 8 - Number(length))
}

function readEntries(entries: readonly [string, unknown][], dataBytes: number): Result<SafetensorsHeader, SafetensorsFault> {
  let metadata: Readonly<Record<string, string>> = {}
  const tensors: SafetensorsTensor[] = []
  const places: (readonly [from: number, to: number])[] = []
  for (const [name, value] of entries) {
    if (name === '__metadata__') {
      const parsed = parse(Metadata, value)
      if (!parsed.ok) return fail('bad-value')
      metadata = parsed.value
      continue
    }
    const parsed = parse(Entry, value)
    if (!parsed.ok) return fail('bad-value')
    const { dtype, shape, data_offsets: place } = parsed.value
    const width = Object.hasOwn(bits, dtype) ? bits[dtype] : undefined
    if (width === undefined) return fail('unknown-type')
    const elements = shape.reduce((product, axis) => product * axis, 1)
    const size = elements * width
    if (!Number.isSafeInteger(size) || place[1] < place[0] || (place[1] - place[0]) * 8 !== size) return fail('bad-tensor')
    tensors.push({ name, type: dtype, shape, elements })
    places.push(place)
  }
  let end = 0
  for (const [from, to] of places.toSorted((left, right) => left[0] - right[0] || left[1] - right[1])) {
    if (from !== end) return fail('holes')
    end = to
  }
  if (end !== dataBytes) return fail(end > dataBytes ? 'truncated' : 'holes')
  return ok({ metadata, tensors, dataBytes })
}

const Index = z.object({
  metadata: z.optional(z.object({ total_size: z.optional(z.number()) })),
  weight_map: z.record(z.string(), z.string().check(z.maxLength(255), z.regex(/^[^/\\]+\.safetensors$/))),
})

/** Which file of a split set each tensor is in, by `model.safetensors.index.json`. */
export type SafetensorsIndex = { readonly places: ReadonlyMap<string, string>; readonly files: readonly string[] }

export function readIndex(bytes: Uint8Array): Result<SafetensorsIndex, 'bad-json' | 'bad-value'> {
  const json = parseStrictJson(bytes, limits)
  if (!json.ok) return fail('bad-json')
  const index = parse(Index, json.value)
  if (!index.ok) return fail('bad-value')
  const places = new Map(Object.entries(index.value.weight_map))
  if (places.size === 0) return fail('bad-value')
  return ok({ places, files: [...new Set(places.values())].toSorted((left, right) => (left < right ? -1 : 1)) })
}

/** Whether the parts of a set hold exactly the tensors that the index puts there. */
export function indexFits(index: SafetensorsIndex, parts: ReadonlyMap<string, SafetensorsHeader>): boolean {
  let seen = 0
  for (const [file, header] of parts)
    for (const tensor of header.tensors) {
      if (index.places.get(tensor.name) !== file) return false
      seen += 1
    }
  return seen === index.places.size
}
