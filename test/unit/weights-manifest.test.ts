import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { importModel } from '../../electron/weights/import.ts'
import { readManifest } from '../../electron/weights/manifest.ts'
import { readFolder } from '../../electron/weights/reading.ts'
import type { Output } from '../../shared/contract.ts'
import { checksumLines, compareManifests, isPlainPath, readApproved } from '../../shared/domain/weights.ts'
import { ggufBytes, kinds, safetensorsBytes, type GgufPair } from '../support/gguf.ts'
import { testServices } from '../support/services.ts'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'homeport-weights-'))
  folder = path.join(root, 'model')
  mkdirSync(path.join(folder, 'sub'), { recursive: true })
  put('b.txt', 'two')
  put('a.txt', 'one')
  put('sub/Z.txt', 'three')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (name: string, content: string | Buffer) => writeFileSync(path.join(folder, name), content)
const manifest = async (options = {}) => {
  const read = await readManifest(folder, options)
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return read.value
}
const cli = async (...argv: string[]) => {
  let [out, error] = ['', '']
  const code = await runCli(argv, { printPdf: null }, { out: (text) => (out += text), error: (text) => (error += text) })
  return { code, out, error }
}

describe('manifest', () => {
  test('is what sha256sum says, and its digest is of that list', async () => {
    const list = execFileSync('sh', ['-c', 'find . -type f | sed "s|^./||" | LC_ALL=C sort | xargs sha256sum'], { cwd: folder }).toString()
    const read = await manifest()
    expect(checksumLines(read.files)).toBe(list)
    expect(read.digest).toBe(`sha256:${execFileSync('sha256sum', { input: list }).toString().slice(0, 64)}`)
    expect(read.files.map(({ path: name, bytes }) => [name, bytes])).toEqual([['a.txt', 3], ['b.txt', 3], ['sub/Z.txt', 5]])
  })

  test.skipIf(process.platform === 'win32').each<[string, string, () => void]>([
    ['a link', 'link', () => symlinkSync('/etc/passwd', path.join(folder, 'x'))],
    ['a link to a folder', 'link', () => symlinkSync('..', path.join(folder, 'x'))],
    ['a pipe', 'special-file', () => void execFileSync('mkfifo', [path.join(folder, 'x')])],
    ['a line end in a name', 'bad-name', () => put('a\nb', '')],
    ['a backslash in a name', 'bad-name', () => put('a\\b', '')],
    ['a name that reads backwards', 'bad-name', () => put('a\u202Eb', '')],
    ['a decomposed name', 'bad-name', () => put('u\u0308', '')],
    ['nothing', 'empty', () => rmSync(folder, { recursive: true }) ?? mkdirSync(folder)],
    ['a folder that is gone', 'not-found', () => rmSync(folder, { recursive: true })],
  ])('refuses %s', async (_what, code, make) => {
    make()
    expect(await readManifest(folder)).toMatchObject({ ok: false, problem: { code } })
    expect(await readFolder(folder)).toMatchObject({ ok: false, problem: { code } })
  })

  test('the history of a repository is left out at the top only', async () => {
    mkdirSync(path.join(folder, '.git'))
    put('.git/HEAD', 'x')
    mkdirSync(path.join(folder, 'sub/.git'))
    put('sub/.git/HEAD', 'x')
    expect((await manifest()).files.map((file) => file.path)).toEqual(['a.txt', 'b.txt', 'sub/.git/HEAD', 'sub/Z.txt'])
  })

  test('tells its progress up to the end', async () => {
    put('large.bin', Buffer.alloc(5_000_000, 7))
    const seen: number[] = []
    await manifest({ onProgress: ({ bytes }: { bytes: number }) => seen.push(bytes) })
    expect(seen.at(-1)).toBe(5_000_011)
    expect(seen.toSorted((left, right) => left - right)).toEqual(seen)
  })

  test('goes on where it was stopped, and hashes what changed meanwhile', async () => {
    const stateFolder = path.join(root, 'state')
    put('z-large.bin', Buffer.alloc(40_000_000, 7))
    const stop = new AbortController()
    const stopped = await readManifest(folder, {
      signal: stop.signal,
      stateFolder,
      onProgress: ({ files, path: name }) => files === 3 && name.startsWith('z') && stop.abort(),
    })
    expect(stopped).toMatchObject({ ok: false, problem: { code: 'canceled' } })
    expect(readdirSync(stateFolder).length).toBe(1)
    put('b.txt', 'TWO')
    // What the stopped run remembers of the first file is used as it is: the file is not read again.
    const state = path.join(stateFolder, readdirSync(stateFolder)[0]!)
    const remembered = JSON.parse(readFileSync(state, 'utf8'))
    const digest = `sha256:${'0'.repeat(64)}`
    remembered.files['a.txt'].digest = digest
    writeFileSync(state, JSON.stringify(remembered))
    const resumed = await manifest({ stateFolder })
    const expected = await manifest()
    expect(resumed.files[0]).toEqual({ path: 'a.txt', bytes: 3, digest })
    expect(resumed.files.slice(1)).toEqual(expected.files.slice(1))
    // A finished run remembers nothing: a check after it reads every byte.
    expect(readdirSync(stateFolder)).toEqual([])
  })

  test('a state that somebody wrote into is no state', async () => {
    const stateFolder = path.join(root, 'state')
    const stop = new AbortController()
    stop.abort()
    await readManifest(folder, { signal: stop.signal, stateFolder })
    const [file] = readdirSync(stateFolder)
    writeFileSync(path.join(stateFolder, file!), '{"schema":"homeport/weights-state/1","files":{"a.txt":{"stamp":"x","digest":"sha256:zz"}}}')
    expect(await manifest({ stateFolder })).toEqual(await manifest())
  })

  test('compares by digest', async () => {
    const before = await manifest()
    put('a.txt', 'ONE')
    rmSync(path.join(folder, 'b.txt'))
    put('c.txt', '')
    expect(compareManifests(before.files, (await manifest()).files)).toEqual({ missing: ['b.txt'], changed: ['a.txt'], extra: ['c.txt'] })
  })

  test.each(['/a', '../a', 'a/../b', 'a//b', 'a/', './a', '', 'a\u0000b'])('the path %j is refused', (name) => {
    expect(isPlainPath(name)).toBe(false)
  })

  test('reads lists that others wrote, and refuses what is none', () => {
    const text = `${'a'.repeat(64)}  x y.bin\r\n${'b'.repeat(64)} *./z\n`
    const read = readApproved(Buffer.from(text), text)
    expect(read.ok && read.value.map((file) => file.path)).toEqual(['x y.bin', 'z'])
    for (const bad of ['', 'x', `${'a'.repeat(64)}  ../x\n`, `${'a'.repeat(63)}  x\n`, '{}', '{"schema":"homeport/weights/1","files":[],"digest":""}'])
      expect(readApproved(Buffer.from(bad), bad).ok, bad).toBe(false)
  })
})

const tiny: readonly GgufPair[] = [
  ['general.architecture', kinds.text, 'llama'],
  ['llama.block_count', kinds.u32, 1],
  ['llama.embedding_length', kinds.u32, 64],
  ['llama.attention.head_count', kinds.u32, 4],
  ['llama.attention.head_count_kv', kinds.u32, 2],
  ['llama.feed_forward_length', kinds.u32, 128],
  ['llama.vocab_size', kinds.u32, 300],
  ['llama.context_length', kinds.u32, 4096],
]
const tensors = [
  ['token_embd.weight', [64, 300]], ['output.weight', [64, 300]], ['output_norm.weight', [64]],
  ['blk.0.attn_norm.weight', [64]], ['blk.0.ffn_norm.weight', [64]],
  ['blk.0.attn_q.weight', [64, 64]], ['blk.0.attn_k.weight', [64, 32]], ['blk.0.attn_v.weight', [64, 32]], ['blk.0.attn_output.weight', [64, 64]],
  ['blk.0.ffn_gate.weight', [64, 128]], ['blk.0.ffn_up.weight', [64, 128]], ['blk.0.ffn_down.weight', [128, 64]],
].map(([name, shape]) => ({ name: name as string, shape: shape as number[] }))

describe('a folder of weights', () => {
  test('shows headers, the license of the card, and refuses pickles', async () => {
    put('m-Q8_0.gguf', ggufBytes(tiny, tensors))
    put('README.md', '---\nlicense: apache-2.0\n---\n')
    put('pytorch_model.bin', Buffer.from([0x80, 2, 0x7d]))
    put('consolidated', Buffer.from([0x80, 4, 0x95]))
    put('old.pt', 'text')
    const read = await readFolder(folder)
    if (!read.ok) throw new Error(read.problem.code)
    expect(read.value.headers).toMatchObject([{ files: ['m-Q8_0.gguf'], layers: 1, license: { id: 'apache-2.0', origin: 'model-card' } }])
    expect(read.value.refused).toEqual([
      { path: 'consolidated', reason: 'pickle' },
      { path: 'old.pt', reason: 'pickle-ending' },
      { path: 'pytorch_model.bin', reason: 'pickle' },
    ])
  })

  test('puts split files together, and misses a part', async () => {
    const part = (no: number): readonly GgufPair[] => [
      ...(no === 0 ? tiny : []), ['split.no', kinds.u32, no], ['split.count', kinds.u32, 2], ['split.tensors.count', kinds.i32, 2],
    ]
    put('m-00001-of-00002.gguf', ggufBytes(part(0), [{ name: 'a', shape: [4] }]))
    expect((await readFolder(folder))).toMatchObject({ value: { headers: [], refused: [{ reason: 'set-incomplete' }] } })
    put('m-00002-of-00002.gguf', ggufBytes(part(1), [{ name: 'b', shape: [8] }]))
    const read = await readFolder(folder)
    expect(read).toMatchObject({ value: { headers: [{ tensors: 2, parameters: 12, layers: 1 }], refused: [] } })
  })

  test('reads a safetensors set with its configuration, and misses a part', async () => {
    const file = (name: string) => safetensorsBytes({ [name]: { dtype: 'BF16', shape: [4], data_offsets: [0, 8] } }, 8)
    put('model-00001-of-00002.safetensors', file('a'))
    put('model.safetensors.index.json', JSON.stringify({ weight_map: { a: 'model-00001-of-00002.safetensors', b: 'model-00002-of-00002.safetensors' } }))
    put('config.json', JSON.stringify({ model_type: 'llama', num_hidden_layers: 3, hidden_size: 64, quantization_config: { quant_method: 'fp8', weight_block_size: [128, 128] } }))
    expect(await readFolder(folder)).toMatchObject({ value: { refused: [{ path: 'model.safetensors.index.json', reason: 'set-incomplete' }] } })
    put('model-00002-of-00002.safetensors', file('b'))
    expect(await readFolder(folder)).toMatchObject({
      value: { refused: [], headers: [{ architecture: 'llama', layers: 3, hidden: 64, parameters: 8, quantization: 'fp8_block' }] },
    })
  })

  test('a sparse file of 10 GB costs no time', async () => {
    put('m.gguf', ggufBytes(tiny, tensors))
    truncateSync(path.join(folder, 'm.gguf'), 10_000_000_000)
    const begin = performance.now()
    expect(await readFolder(folder)).toMatchObject({ value: { headers: [{ layers: 1 }] } })
    expect(performance.now() - begin).toBeLessThan(2000)
  })
})

describe('an own model', () => {
  const importing = (name: string, content: string | Buffer) => {
    put(name, content)
    return importModel(path.join(folder, name))
  }

  test('comes from a GGUF file when its tensors are exactly those of its architecture', async () => {
    expect(await importing('m.gguf', ggufBytes(tiny, tensors))).toMatchObject({
      value: { maxContext: 4096, parameters: { total: 75456 }, architecture: { layers: 1, hidden: 64, keyValueHeads: 2, intermediate: 128 }, partialGeometry: null },
    })
    const more = ggufBytes(tiny, [...tensors, { name: 'blk.0.extra.weight', shape: [64, 64] }])
    expect(await importing('m.gguf', more)).toMatchObject({ value: { architecture: null, partialGeometry: { layers: 1, hidden: 64 }, parameters: { total: 79552 } } })
  })

  test.each<[string, string, string | Buffer, string]>([
    ['a pickle', 'm.bin', 'x', 'pickle-ending'],
    ['broken JSON', 'config.json', '{', 'bad-json'],
    ['another JSON', 'package.json', '{"name":"x"}', 'not-decoder'],
    ['a reader of images', 'm.gguf', ggufBytes([['general.architecture', kinds.text, 'clip']], []), 'not-decoder'],
    ['a classifier', 'config.json', '{"architectures":["BertForSequenceClassification"],"num_hidden_layers":2,"hidden_size":8}', 'not-decoder'],
    ['tensors without a configuration', 'm.safetensors', safetensorsBytes({}, 0), 'no-configuration'],
    ['a text', 'm.gguf', 'Hello, this is no model at all.', 'wrong-magic'],
  ])('is refused from %s', async (_what, name, content, reason) => {
    expect(await importing(name, content)).toEqual({ ok: false, problem: reason })
  })
})

describe('homeport weights', () => {
  test('writes a manifest, checks it, and finds a change', async () => {
    put('m.gguf', ggufBytes(tiny, tensors))
    for (const file of [path.join(root, 'm.json'), path.join(root, 'SHA256SUMS')]) {
      expect(await cli('weights', folder, '--write', file)).toMatchObject({ code: 0, error: '' })
      expect(await cli('weights', folder, '--check', file)).toMatchObject({ code: 0 })
      put('a.txt', 'ONE')
      const { code, out } = await cli('weights', folder, '--check', file, '--json')
      expect([code, JSON.parse(out).difference]).toEqual([1, { missing: [], changed: ['a.txt'], extra: [] }])
      put('a.txt', 'one')
    }
    expect(execFileSync('sha256sum', ['-c', path.join(root, 'SHA256SUMS')], { cwd: folder }).toString()).toContain('m.gguf: OK')
  })

  test('is unhappy about pickles and about a key without a signature', async () => {
    put('x.pkl', 'x')
    expect(await cli('weights', folder)).toMatchObject({ code: 1 })
    rmSync(path.join(folder, 'x.pkl'))
    const pem = path.join(root, 'key.pem')
    execFileSync('sh', ['-c', `openssl genpkey -algorithm ed25519 2>/dev/null | openssl pkey -pubout > ${pem}`])
    expect(await cli('weights', folder, '--key', pem)).toMatchObject({ code: 1 })
    expect(await cli('weights', folder, '--key', path.join(folder, 'a.txt'))).toMatchObject({ code: 2 })
    expect(await cli('weights', path.join(root, 'none'))).toMatchObject({ code: 2 })
    expect(await cli('weights')).toMatchObject({ code: 2 })
  })
})

describe('the page', () => {
  test('chooses, hashes, watches and takes the result', async () => {
    const { handlers, close } = testServices(path.join(root, 'data'), [folder, null])
    const chosen = await handlers['weights.choose'](null)
    if (!chosen.ok || chosen.value === null || !('look' in chosen.value)) throw new Error('no look')
    const { reading, files, bytes } = chosen.value.look
    expect([files, bytes]).toEqual([3, 11])
    expect(await handlers['weights.result']({ reading, model: null, at: '2026-11-23T09:00:00Z' })).toMatchObject({ ok: false })
    await handlers['weights.start'](reading)
    let progress: Output<'weights.progress'>
    do {
      await new Promise((resolve) => setTimeout(resolve, 5))
      const answer = await handlers['weights.progress'](reading)
      if (!answer.ok) throw new Error(answer.problem.code)
      progress = answer.value
    } while (progress.state === 'running')
    expect(progress).toMatchObject({ state: 'done', bytes: 11, files: 3, problem: null })
    const result = await handlers['weights.result']({ reading, model: 'x', at: '2026-11-23T09:00:00Z' })
    expect(result).toMatchObject({ value: { folder: 'model', manifest: await manifest(), signature: null } })
    expect(JSON.stringify(result)).not.toContain(root)
    expect(await handlers['weights.choose'](null)).toEqual({ ok: true, value: null })
    expect(existsSync(path.join(root, 'data', 'weights'))).toBe(false)
    await close()
  })
})
