/** A real run of a model, with programs that stand for llama-bench: what they get, what they print, and how they end. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { ModelRun } from '../../shared/domain/machine.ts'
import { benchBeside, findBench, fixedFolders, modelBytes, parseBench, runBench, runsDone, type BenchProgress } from '../../electron/engine/bench.ts'
import { engineHandlers } from '../../electron/engine/service.ts'

const at = '2026-11-28T12:00:00Z'
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'homeport-engine-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const printed = JSON.stringify([
  { build_commit: 'abc1234', build_number: 7000, model_type: 'llama 1B Q8_0', n_threads: 2, n_prompt: 512, n_gen: 0, avg_ts: 247.31, stddev_ts: 3.1 },
  { build_commit: 'abc1234', build_number: 7000, model_type: 'llama 1B Q8_0', n_threads: 2, n_prompt: 0, n_gen: 64, avg_ts: 23.5124, stddev_ts: 0.2 },
])

/** How a build without `--progress` answers to `--help`, and one with it. */
const old = '[ "$1" = --help ] && { echo "usage: llama-bench [options]"; exit 0; }\n'
const tells = '[ "$1" = --help ] && { printf "options:\\n  --progress      print test progress indicators\\n"; exit 0; }\n'

/** A program of this name in a folder of its own. */
function program(name: string, body: string): string {
  const file = path.join(mkdtempSync(path.join(folder, 'p-')), name)
  writeFileSync(file, `#!/bin/sh\n${body}\n`)
  chmodSync(file, 0o755)
  return file
}

function model(name: string, content = 'GGUF and the rest'): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

const options = (file: string, bench: string, more: object = {}) => ({
  program: bench, file, bytes: 17, model: null, processor: 'EPYC', takenAt: at, signal: new AbortController().signal, ...more,
})

describe.skipIf(process.platform === 'win32')('a run', () => {
  test('gives the fixed words, one argument each, whatever the name of the file', async () => {
    const file = model('a model; touch x $(touch y).gguf')
    const seen = path.join(folder, 'seen.txt')
    const bench = program('llama-bench', `${old}for word in "$@"; do printf '%s\\n' "$word"; done >'${seen}'; env >>'${seen}'; echo '${printed}'`)
    const run = await runBench(options(file, bench))
    expect(run).toEqual({
      ok: true,
      value: {
        takenAt: at, model: null, file: 'a model; touch x $(touch y).gguf', bytes: 17, description: 'llama 1B Q8_0', program: 'llama-bench',
        build: '7000 abc1234', backend: null, device: null, processor: 'EPYC', threads: 2, promptTokens: 512, answerTokens: 64,
        // 247.31 and 23.5124 tokens/s in thousandths.
        promptSpeed: 247_310, answerSpeed: 23_512, answerDeviation: 200,
      },
    })
    expect(run.ok && parse(ModelRun, run.value).ok).toBe(true)
    const lines = readFileSync(seen, 'utf8').split('\n')
    expect(lines.slice(0, 10)).toEqual(['-m', file, '-p', '512', '-n', '64', '-r', '3', '-o', 'json'])
    // Nothing of the planner's environment.
    expect(lines).not.toContain('--progress')
    expect(lines.some((line) => line.startsWith('HOME='))).toBe(false)
    expect(existsSync(path.join(folder, 'x'))).toBe(false)
  })

  test.each([
    ['fails', 'exit 1', 'failed'],
    ['prints nothing', 'exit 0', 'not-understood'],
    ['prints garbage', 'head -c 2000 /dev/urandom', 'not-understood'],
    ['prints without end', 'while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done', 'not-understood'],
    ['prints speeds that are none', `echo '[{"n_prompt":0,"n_gen":64,"avg_ts":1e999},{"n_prompt":0,"n_gen":64,"avg_ts":-4}]'`, 'not-understood'],
  ])('of a program that %s', async (_, body, problem) => {
    expect(await runBench(options(model('m.gguf'), program('llama-bench', `${old}${body}`)))).toEqual({ ok: false, problem })
  })

  test('that hangs is stopped in time, and one is stopped when asked', async () => {
    const hangs = program('llama-bench', `${old}exec sleep 600`)
    expect(await runBench(options(model('m.gguf'), program('llama-bench', 'exec sleep 600'), { milliseconds: 100 }))).toEqual({ ok: false, problem: 'timeout' })
    expect(await runBench(options(model('m.gguf'), hangs, { milliseconds: 100 }))).toEqual({ ok: false, problem: 'timeout' })
    const stop = new AbortController()
    const running = runBench(options(model('m.gguf'), hangs, { signal: stop.signal }))
    stop.abort()
    expect(await running).toEqual({ ok: false, problem: 'canceled' })
  })

  test('tells how far it is, where the build can', async () => {
    const lines = [
      'load_backend: loaded CPU backend', 'llama-bench: benchmark 1/2: starting', 'llama-bench: benchmark 1/2: warmup prompt run',
      'llama-bench: benchmark 1/2: prompt run 1/3', 'llama-bench: benchmark 1/2: prompt run 3/3', 'llama-bench: benchmark 2/2: starting',
      'llama-bench: benchmark 2/2: generation run 2/3',
    ]
    const bench = program('llama-bench', `${tells}[ "\${11}" = --progress ] || exit 1\n${lines.map((line) => `echo '${line}' >&2`).join('\n')}\necho '${printed}'`)
    const seen: string[] = []
    const run = await runBench(options(model('m.gguf'), bench, { onProgress: ({ done, all }: BenchProgress) => seen.push(`${done}/${all}`) }))
    expect(run.ok).toBe(true)
    // One run to warm up and three that count, for the prompt and for the answer: the run that begins is not done.
    expect(seen).toEqual(['0/8', '0/8', '0/8', '1/8', '3/8', '4/8', '6/8'])
  })

  test('that is stopped leaves nothing behind, though a script started it', async () => {
    const pid = path.join(folder, 'pid.txt')
    const bench = program('llama-bench', `${old}sleep 600 &\necho $! >'${pid}'\nwait`)
    const stop = new AbortController()
    const running = runBench(options(model('m.gguf'), bench, { signal: stop.signal }))
    await expect.poll(() => existsSync(pid) && readFileSync(pid, 'utf8').trim(), { timeout: 20_000 }).toMatch(/^\d+$/)
    stop.abort()
    expect(await running).toEqual({ ok: false, problem: 'canceled' })
    // A process that has ended may still be waited for by init: it is gone or a zombie.
    const started = Number(readFileSync(pid, 'utf8'))
    await expect.poll(() => isRunning(started), { timeout: 20_000 }).toBe(false)
  })

  test('of a file whose name the program would cut at a comma is not begun', async () => {
    expect(await runBench(options(model('a,b.gguf'), program('llama-bench', 'exit 0')))).toEqual({ ok: false, problem: 'comma' })
  })

  test('of a program that is gone', async () => {
    expect(await runBench(options(model('m.gguf'), path.join(folder, 'none')))).toEqual({ ok: false, problem: 'failed' })
  })
})

function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \([^)]*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test('folders of package managers are fixed, with the planner\'s own where there is one', () => {
  expect(fixedFolders('darwin', {})).toContain('/opt/homebrew/bin')
  expect(fixedFolders('linux', { HOME: '/home/a' })).toContain('/home/a/llama.cpp/build/bin')
  expect(fixedFolders('win32', { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' })).toContain('C:\\Users\\a\\AppData\\Local\\Microsoft\\WinGet\\Links')
  for (const platform of ['linux', 'darwin', 'win32']) for (const place of fixedFolders(platform, {})) expect(place).toMatch(/^(\/|C:\\)/)
})

test('what real builds say of themselves', () => {
  const about = { file: 'm.gguf', bytes: 1, model: null, processor: 'EPYC', takenAt: at }
  const of = (more: object) => parseBench(JSON.stringify([{ n_prompt: 0, n_gen: 64, avg_ts: 5, n_threads: 2, ...more }]), about)
  // b4000 and later name backends; a card is named before the processor.
  expect(of({ backends: 'CPU', cpu_info: 'AMD EPYC', gpu_info: '' })).toMatchObject({ backend: 'CPU', device: 'AMD EPYC' })
  expect(of({ backends: 'CUDA', cpu_info: 'AMD EPYC', gpu_info: 'NVIDIA L40S' })).toMatchObject({ backend: 'CUDA', device: 'NVIDIA L40S' })
  expect(of({ backends: 3, gpu_info: ['x'] })).toMatchObject({ backend: '3', device: null })
  expect(runsDone('llama-bench: benchmark 3/2: prompt run 1/3')).toBeNull()
  expect(runsDone(`llama-bench: benchmark 1/2: ${'x'.repeat(5000)}`)).toBeNull()
})

test.skipIf(process.platform === 'win32')('the program is found on the search path, or beside the one that is chosen', async () => {
  const bench = program('llama-bench', 'exit 0')
  const dir = path.dirname(bench)
  expect(await findBench(`relative:/no/such:${dir}`)).toBe(bench)
  expect(await findBench('.:')).toBeNull()
  expect(await findBench('', ['/no/such', dir])).toBe(bench)
  expect(await benchBeside(path.join(dir, 'llama-cli'))).toBe(bench)
  expect(await benchBeside(path.join(dir, 'rm'))).toBeNull()
  expect(await benchBeside(path.join(folder, 'llama-bench'))).toBeNull()
})

test('only a regular GGUF file is a model', async () => {
  expect(await modelBytes(model('m.gguf'))).toBe(17)
  expect(await modelBytes(model('n.gguf', 'PK'))).toBeNull()
  expect(await modelBytes(folder)).toBeNull()
})

test('other results of the program are passed over', () => {
  const about = { file: 'm.gguf', bytes: 1, model: 'some-model', processor: null, takenAt: at }
  expect(parseBench(`warming up\n${printed}`, about)?.answerSpeed).toBe(23_512)
  expect(parseBench('[{"n_prompt":512,"n_gen":64,"avg_ts":5}]', about)).toBeNull()
  for (const text of ['', 'null', '[]', '{}', '[null]', '[[]]']) expect(parseBench(text, about)).toBeNull()
})

test.skipIf(process.platform === 'win32')('for the page: found, started, watched to its result', async () => {
  const bench = program('llama-bench', `${old}echo '${printed}'`)
  const file = model('page.gguf')
  const dialogs = { openFile: () => Promise.resolve(file), openFolder: () => Promise.resolve(null), saveFile: () => Promise.resolve(null) }
  const handlers = engineHandlers({ dialogs, now: () => at, searchPath: path.dirname(bench) })
  expect(await handlers['engine.run']({ model: null })).toEqual({ ok: true, value: { problem: 'not-a-program' } })
  expect(await handlers['engine.find'](null)).toEqual({ ok: true, value: { name: 'llama-bench' } })
  expect(await handlers['engine.run']({ model: 'llama-3.2-1b' })).toEqual({ ok: true, value: { file: 'page.gguf' } })
  await expect.poll(async () => (await handlers['engine.progress'](null)).ok && (await handlers['engine.progress'](null))).toMatchObject({
    value: { state: 'done', run: { model: 'llama-3.2-1b', answerSpeed: 23_512 } },
  })
})

test.skipIf(process.platform === 'win32')('a run ends when the application quits', async () => {
  const bench = program('llama-bench', `${old}exec sleep 600`)
  const file = model('quit.gguf')
  const dialogs = { openFile: () => Promise.resolve(file), openFolder: () => Promise.resolve(null), saveFile: () => Promise.resolve(null) }
  const quit = new AbortController()
  const handlers = engineHandlers({ dialogs, now: () => at, searchPath: path.dirname(bench), ending: quit.signal })
  await handlers['engine.find'](null)
  expect(await handlers['engine.run']({ model: null })).toEqual({ ok: true, value: { file: 'quit.gguf' } })
  // A second run waits for nobody: it is refused.
  expect(await handlers['engine.run']({ model: null })).toMatchObject({ ok: false })
  quit.abort()
  await expect.poll(async () => handlers['engine.progress'](null), { timeout: 20_000 }).toMatchObject({ value: { state: 'stopped', problem: 'canceled' } })
})
