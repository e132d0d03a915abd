import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ggufFacts, cardLicense } from '../../electron/weights/facts.ts'
import { readGguf } from '../../electron/weights/gguf.ts'
import { indexFits, readIndex, readSafetensors } from '../../electron/weights/safetensors.ts'
import type { ByteSource } from '../../electron/weights/source.ts'
import { ggufBytes, kinds, safetensorsBytes, u64, type GgufPair, type GgufTensorPlan } from '../support/gguf.ts'

/** Bytes in memory that claim any size, and how much of them was asked for. */
function sourceOf(bytes: Buffer, size = bytes.length): ByteSource & { asked: () => number; largest: () => number } {
  let asked = 0
  let largest = 0
  return {
    size,
    read: async (offset, length) => {
      const given = Math.max(0, Math.min(length, size - offset))
      asked += given
      largest = Math.max(largest, given)
      // Beyond what was written, a sparse file reads as zeros.
      const out = Buffer.alloc(given)
      bytes.copy(out, 0, Math.min(offset, bytes.length), Math.min(offset + given, bytes.length))
      return out
    },
    asked: () => asked,
    largest: () => largest,
  }
}

const pairs: readonly GgufPair[] = [
  ['general.architecture', kinds.text, 'llama'],
  ['general.name', kinds.text, 'Small\nModel'],
  ['general.license', kinds.text, 'apache-2.0'],
  ['general.file_type', kinds.u32, 15],
  ['llama.block_count', kinds.u32, 2],
  ['llama.context_length', kinds.u32, 8192],
  ['llama.embedding_length', kinds.u32, 64],
  ['llama.attention.head_count_kv', kinds.list, { of: kinds.i32, items: [4, 4] }],
  ['tokenizer.ggml.tokens', kinds.list, { of: kinds.text, items: Array.from({ length: 300 }, (_, at) => `t${at}`) }],
  ['tokenizer.ggml.add_bos_token', kinds.bool, 1],
]
const tensors: readonly GgufTensorPlan[] = [
  { name: 'token_embd.weight', shape: [64, 300] },
  { name: 'blk.0.attn_q.weight', shape: [64, 64] },
]
const good = ggufBytes(pairs, tensors)
const faultOf = async (bytes: Buffer, size?: number) => {
  const read = await readGguf(sourceOf(bytes, size))
  return read.ok ? 'ok' : read.problem
}

describe('GGUF', () => {
  test.each([2, 3])('reads version %d', async (version) => {
    const read = await readGguf(sourceOf(ggufBytes(pairs, tensors, { version })))
    if (!read.ok) throw new Error(read.problem)
    expect(read.value.values.get('llama.block_count')).toBe(2)
    expect(read.value.values.get('llama.attention.head_count_kv')).toEqual([4, 4])
    expect(read.value.values.get('tokenizer.ggml.add_bos_token')).toBe(true)
    expect(read.value.values.has('tokenizer.ggml.tokens')).toBe(false)
    expect(read.value.lengths.get('tokenizer.ggml.tokens')).toBe(300)
    expect(read.value.tensors.map(({ name, type, elements }) => [name, type, elements])).toEqual([
      ['token_embd.weight', 'F32', 19200],
      ['blk.0.attn_q.weight', 'F32', 4096],
    ])
    expect(ggufFacts(['a.gguf'], [read.value])).toMatchObject({
      name: 'Small Model', architecture: 'llama', layers: 2, hidden: 64, vocabulary: 300, context: 8192,
      parameters: 23296, quantization: 'Q4_K_M', license: { id: 'apache-2.0', origin: 'gguf' }, languageModel: true,
    })
  })

  test('says what is not said as null', async () => {
    const read = await readGguf(sourceOf(ggufBytes([], tensors)))
    if (!read.ok) throw new Error(read.problem)
    expect(ggufFacts(['a.gguf'], [read.value])).toMatchObject({
      name: null, architecture: null, layers: null, hidden: null, vocabulary: null, context: null, quantization: null, license: null,
    })
  })

  test.each<[string, string, Buffer]>([
    ['another magic', 'wrong-magic', ggufBytes(pairs, tensors, { magic: 'GGML' })],
    ['version 1', 'version-not-supported', ggufBytes(pairs, tensors, { version: 1 })],
    ['version 4', 'version-not-supported', ggufBytes(pairs, tensors, { version: 4 })],
    ['the other byte order', 'big-endian', ggufBytes(pairs, tensors, { version: 0x03000000 })],
    ['an empty file', 'wrong-magic', Buffer.alloc(0)],
    ['only a magic', 'truncated', Buffer.from('GGUF')],
    ['missing data', 'bad-tensor', ggufBytes(pairs, tensors, { data: false })],
    ['a negative offset', 'too-many', ggufBytes(pairs, [{ name: 'a', shape: [4], offset: 0xffff_ffff_ffff_fff0n }])],
    ['an offset past the end', 'bad-tensor', ggufBytes(pairs, [{ name: 'a', shape: [4], offset: 32_000_000 }])],
    ['an offset off the grid', 'bad-tensor', ggufBytes(pairs, [{ name: 'a', shape: [4], offset: 4 }])],
    ['a shape of 2^53 and more', 'bad-tensor', ggufBytes(pairs, [{ name: 'a', shape: [2 ** 30, 2 ** 30] }], { data: false })],
    ['nine axes', 'bad-tensor', ggufBytes(pairs, [{ name: 'a', shape: [1, 1, 1, 1, 1, 1, 1, 1, 1] }])],
    ['a row that is no whole block', 'bad-tensor', ggufBytes(pairs, [{ name: 'a', shape: [33], type: 2 }])],
    ['a tensor twice', 'named-twice', ggufBytes(pairs, [{ name: 'a', shape: [4] }, { name: 'a', shape: [4] }])],
    ['a key twice', 'named-twice', ggufBytes([pairs[0]!, pairs[0]!], tensors)],
    ['an alignment of 0', 'bad-value', ggufBytes([['general.alignment', kinds.u32, 0]], tensors)],
    ['a truth value of 2', 'bad-value', ggufBytes([['x', kinds.bool, 2]], tensors)],
    ['a text that is not UTF-8', 'bad-text', Buffer.from(good).fill(0xff, 24 + 8, 24 + 12)],
  ])('refuses %s', async (_what, fault, bytes) => {
    expect(await faultOf(bytes)).toBe(fault)
  })

  const declaring = (count: number | bigint, values: number | bigint) => Buffer.concat([Buffer.from('GGUF\x03\0\0\0', 'latin1'), u64(count), u64(values)])

  test('does not believe counts and lengths', async () => {
    expect(await faultOf(declaring(2n ** 63n, 0))).toBe('too-many')
    expect(await faultOf(declaring(0, 2n ** 64n - 1n))).toBe('too-many')
    const longKey = Buffer.concat([declaring(0, 1), u64(2n ** 40n), Buffer.alloc(64)])
    expect(await faultOf(longKey)).toBe('too-many')
    const longText = Buffer.concat([declaring(0, 1), u64(1), Buffer.from('a'), Buffer.from([8, 0, 0, 0]), u64(2n ** 60n), Buffer.alloc(64)])
    expect(await faultOf(longText)).toBe('too-many')
    const deep = Buffer.concat([declaring(0, 1), u64(1), Buffer.from('a'), Buffer.from([9, 0, 0, 0]), ...Array.from({ length: 9 }, () => Buffer.concat([Buffer.from([9, 0, 0, 0]), u64(1)])), Buffer.alloc(64)])
    expect(await faultOf(deep)).toBe('bad-value')
  })

  test('reads little of a file of 10 GB, whatever it declares', async () => {
    const size = 10_000_000_000
    const list = (kind: number, length: number) =>
      Buffer.concat([declaring(0, 1), u64(1), Buffer.from('a'), Buffer.from([9, 0, 0, 0, kind, 0, 0, 0]), u64(length)])
    for (const [kind, length] of [[0, 9_000_000_000], [8, 1_000_000_000], [8, 19_000_000], [9, 15_000_000], [10, 1_000_000_000]] as const) {
      const source = sourceOf(list(kind, length), size)
      const begin = performance.now()
      const read = await readGguf(source)
      expect(read.ok).toBe(false)
      expect(source.largest()).toBeLessThanOrEqual(16 * 1024 * 1024)
      expect(source.asked()).toBeLessThan(1_100_000_000)
      expect(performance.now() - begin).toBeLessThan(10_000)
    }
  }, 120_000)

  test('reads a long text of a large file without loading it', async () => {
    const head = Buffer.concat([declaring(0, 1), u64(1), Buffer.from('a'), Buffer.from([8, 0, 0, 0]), u64(900_000_000)])
    const source = sourceOf(head, 10_000_000_000)
    const read = await readGguf(source)
    expect(read.ok && read.value.values.size).toBe(0)
    expect(source.asked()).toBeLessThan(1_000_000)
  })

  test('never throws for a file that was cut or changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length), fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 6 }), async (cut, changes) => {
        const bytes = Buffer.from(good.subarray(0, cut))
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
        const read = await readGguf(sourceOf(bytes))
        if (changes.length === 0 && cut < good.length - 32) expect(read.ok).toBe(false)
      }),
      { numRuns: 1500 },
    )
  })

  test('never throws for random bytes after the magic', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
        const source = sourceOf(Buffer.concat([Buffer.from('GGUF\x03\0\0\0', 'latin1'), noise]), 10_000_000_000)
        await readGguf(source)
        expect(source.largest()).toBeLessThanOrEqual(16 * 1024 * 1024)
      }),
      { numRuns: 400 },
    )
  })
})

describe('safetensors', () => {
  const header = {
    __metadata__: { format: 'pt', 'modelspec.license': 'MIT' },
    a: { dtype: 'BF16', shape: [2, 3], data_offsets: [0, 12] },
    b: { dtype: 'F32', shape: [], data_offsets: [12, 16] },
  }
  const safe = safetensorsBytes(header, 16)
  const fault = async (bytes: Buffer, size?: number) => {
    const read = await readSafetensors(sourceOf(bytes, size))
    return read.ok ? 'ok' : read.problem
  }

  test('reads types, shapes and metadata', async () => {
    const read = await readSafetensors(sourceOf(safe))
    expect(read).toEqual({
      ok: true,
      value: {
        metadata: { format: 'pt', 'modelspec.license': 'MIT' },
        tensors: [
          { name: 'a', type: 'BF16', shape: [2, 3], elements: 6 },
          { name: 'b', type: 'F32', shape: [], elements: 1 },
        ],
        dataBytes: 16,
      },
    })
  })

  const one = (change: object) => safetensorsBytes({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...change } }, 8)

  test.each<[string, string, Buffer]>([
    ['an empty file', 'truncated', Buffer.alloc(0)],
    ['a pickle', 'wrong-magic', Buffer.concat([Buffer.from([0x80, 2]), Buffer.alloc(64)])],
    ['a length of 2^63', 'truncated', safetensorsBytes(header, 16, 2n ** 63n)],
    ['a length past the end', 'truncated', safetensorsBytes(header, 16, 10_000)],
    ['a negative offset', 'bad-value', one({ data_offsets: [-8, 0] })],
    ['offsets the wrong way round', 'bad-tensor', one({ data_offsets: [8, 0] })],
    ['offsets that do not fit the shape', 'bad-tensor', one({ shape: [3] })],
    ['a shape of 2^53 and more', 'bad-tensor', one({ shape: [2 ** 31, 2 ** 31] })],
    ['a negative axis', 'bad-value', one({ shape: [-2] })],
    ['an unknown type', 'unknown-type', one({ dtype: 'F3' })],
    ['a name of the prototype as type', 'unknown-type', one({ dtype: 'toString' })],
    ['a member too many', 'bad-value', one({ more: 1 })],
    ['data that no tensor has', 'holes', safetensorsBytes(header, 20)],
    ['a hole', 'holes', safetensorsBytes({ a: { dtype: 'U8', shape: [4], data_offsets: [4, 8] } }, 8)],
    ['an overlap', 'holes', safetensorsBytes({ a: { dtype: 'U8', shape: [4], data_offsets: [0, 4] }, b: { dtype: 'U8', shape: [4], data_offsets: [2, 6] } }, 6)],
    ['less data than declared', 'truncated', safetensorsBytes(header, 8)],
    ['a tensor twice', 'bad-json', safetensorsBytes('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1)],
    ['a header that is a list', 'wrong-magic', safetensorsBytes('[]', 0)],
    ['a header that ends too early', 'bad-json', safetensorsBytes('{"a":', 0)],
  ])('refuses %s', async (_what, expected, bytes) => {
    expect(await fault(bytes)).toBe(expected)
  })

  test('refuses a header of gigabytes without reading it', async () => {
    const source = sourceOf(safetensorsBytes('{', 0, 9_000_000_000), 10_000_000_000)
    const read = await readSafetensors(source)
    expect(read).toEqual({ ok: false, problem: 'too-long' })
    expect(source.asked()).toBeLessThan(100)
  })

  test('never throws for a file that was cut or changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(safe.length), fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 6 }), async (cut, changes) => {
        const bytes = Buffer.from(safe.subarray(0, cut))
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
        const read = await readSafetensors(sourceOf(bytes))
        if (changes.length === 0 && cut < safe.length) expect(read.ok).toBe(false)
      }),
      { numRuns: 1500 },
    )
  })

  test('an index fits only the parts that it lists', async () => {
    const index = readIndex(Buffer.from(JSON.stringify({ metadata: {}, weight_map: { a: 'x.safetensors', b: 'x.safetensors' } })))
    const read = await readSafetensors(sourceOf(safe))
    if (!index.ok || !read.ok) throw new Error('broken fixture')
    expect(indexFits(index.value, new Map([['x.safetensors', read.value]]))).toBe(true)
    expect(indexFits(index.value, new Map([['y.safetensors', read.value]]))).toBe(false)
    expect(readIndex(Buffer.from('{"weight_map":{"a":"../x.safetensors"}}')).ok).toBe(false)
  })
})

test('the license of a model card is read from its front matter only', () => {
  expect(cardLicense('---\nlanguage: de\nlicense: other\nlicense_name: "qwen-research"\n---\n# Card\nlicense: mit')).toEqual({
    id: 'other', name: 'qwen-research', link: null, origin: 'model-card',
  })
  expect(cardLicense('# Card\n---\nlicense: mit\n---\n')).toBeNull()
})
