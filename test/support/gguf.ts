/** Writes small GGUF and safetensors files, right or wrong, for tests. Written from the formats' descriptions. */

export type GgufPair = readonly [key: string, kind: number, value: unknown]

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
export const u64 = (value: number | bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
const text = (value: string): Buffer => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)])
const f32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

export const kinds = { u8: 0, u32: 4, i32: 5, f32: 6, bool: 7, text: 8, list: 9, u64: 10 } as const

function valueBytes(kind: number, given: unknown): Buffer {
  switch (kind) {
    case kinds.u8:
    case kinds.bool:
      return Buffer.from([Number(given)])
    case kinds.u32:
    case kinds.i32:
      return u32(Number(given) >>> 0)
    case kinds.f32:
      return f32(Number(given))
    case kinds.u64:
      return u64(given as number)
    case kinds.text:
      return text(given as string)
    case kinds.list: {
      const { of, items } = given as { of: number; items: readonly unknown[] }
      return Buffer.concat([u32(of), u64(items.length), ...items.map((item) => valueBytes(of, item))])
    }
    default:
      throw new Error(`kind ${kind}`)
  }
}

export type GgufTensorPlan = { name: string; shape: readonly number[]; type?: number; offset?: number | bigint }

/** F32 tensors one after the other, as every writer lays them out. */
export function ggufBytes(
  pairs: readonly GgufPair[],
  tensors: readonly GgufTensorPlan[],
  { version = 3, alignment = 32, magic = 'GGUF', data = true }: { version?: number; alignment?: number; magic?: string; data?: boolean } = {},
): Buffer {
  const parts = [Buffer.from(magic), u32(version), u64(tensors.length), u64(pairs.length)]
  for (const [key, kind, given] of pairs) parts.push(text(key), u32(kind), valueBytes(kind, given))
  let offset = 0
  for (const tensor of tensors) {
    parts.push(text(tensor.name), u32(tensor.shape.length), ...tensor.shape.map(u64), u32(tensor.type ?? 0))
    parts.push(u64(tensor.offset ?? offset))
    const bytes = tensor.shape.reduce((all, one) => all * one, 4)
    offset += Math.ceil(bytes / alignment) * alignment
  }
  const head = Buffer.concat(parts)
  const start = Math.ceil(head.length / alignment) * alignment
  return Buffer.concat([head, Buffer.alloc(start - head.length + (data ? offset : 0))])
}

/** A safetensors file with this header and as many zero bytes of data. */
export function safetensorsBytes(header: unknown, data: number, length?: number | bigint): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  return Buffer.concat([u64(length ?? json.length), json, Buffer.alloc(data)])
}
