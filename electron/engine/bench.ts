/**
 * A real run of a model through llama.cpp's `llama-bench`: a program that is on the machine already, started with fixed
 * arguments and the planner's file, without a shell, without the planner's environment, and stopped when it takes too long.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { ModelRun } from '../../shared/domain/machine.ts'
import { cleanName, isObject, jsonOf, listOf, textMember, wholeNumber } from '../probe/text.ts'
import { environment } from '../probe/run.ts'
import { openFile } from '../weights/source.ts'

export type EngineProblem = 'not-a-program' | 'not-a-model' | 'comma' | 'timeout' | 'failed' | 'not-understood' | 'canceled'

/** Runs that are done, of all: for each of the two tests one to warm up and those that count. */
export type BenchProgress = { readonly done: number; readonly all: number }

const programName = process.platform === 'win32' ? 'llama-bench.exe' : 'llama-bench'
const timeLimit = 20 * 60 * 1000
const helpLimit = 30_000
const longestLine = 4096
const outputLimit = 4 * 1024 * 1024
const promptTokens = 512
const answerTokens = 64
const repeats = 3

/**
 * Where package managers and installers put it. A program started from a dock or a menu has a search path without them.
 * winget links programs in the planner's own folder.
 */
export function fixedFolders(platform: string, variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (platform === 'win32') {
    const own = variables['LOCALAPPDATA']
    return [
      ...(own === undefined || own === '' ? [] : [`${own}\\Microsoft\\WinGet\\Links`]),
      'C:\\Program Files\\llama.cpp',
      'C:\\Program Files\\llama.cpp\\bin',
    ]
  }
  const own = variables['HOME']
  return [
    '/usr/local/bin',
    '/usr/bin',
    '/opt/llama.cpp/bin',
    ...(platform === 'darwin' ? ['/opt/homebrew/bin', '/opt/local/bin'] : ['/home/linuxbrew/.linuxbrew/bin', '/snap/bin']),
    ...(own === undefined || own === '' ? [] : [`${own}/.local/bin`, `${own}/llama.cpp/build/bin`]),
  ]
}

/** The first `llama-bench` in the folders of the search path, then in those, or null. */
export async function findBench(searchPath: string, more: readonly string[] = []): Promise<string | null> {
  for (const folder of [...searchPath.split(path.delimiter).slice(0, 200), ...more]) {
    // A relative folder would depend on where Homeport was started.
    if (!path.isAbsolute(folder)) continue
    const file = path.join(folder, programName)
    if (await isProgram(file)) return file
  }
  return null
}

/** The planner's choice: `llama-bench` itself, or another program of llama.cpp with it in the same folder. */
export async function benchBeside(chosen: string): Promise<string | null> {
  if (!/^llama-[a-z-]+(\.exe)?$/i.test(path.basename(chosen))) return null
  const file = path.join(path.dirname(chosen), programName)
  return (await isProgram(file)) ? file : null
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** Length of a GGUF file, null for anything else. */
export async function modelBytes(file: string): Promise<number | null> {
  const opened = await openFile(file)
  if (!opened.ok) return null
  try {
    const magic = await opened.value.read(0, 4)
    return Buffer.from(magic).toString('latin1') === 'GGUF' ? opened.value.size : null
  } catch {
    return null
  } finally {
    await opened.value.close()
  }
}

export type BenchOptions = {
  readonly program: string
  readonly file: string
  readonly bytes: number
  readonly model: string | null
  readonly processor: string | null
  readonly takenAt: string
  readonly signal: AbortSignal
  readonly onProgress?: (progress: BenchProgress) => void
  readonly milliseconds?: number
}

const allRuns = 2 * (1 + repeats)

/** Runs the model and reads what the program says about it. */
export async function runBench(options: BenchOptions): Promise<Result<ModelRun, EngineProblem>> {
  const { program, file, signal } = options
  // The program takes what a comma separates for several files.
  if (file.includes(',')) return fail('comma')
  const help = await outputOf(program, ['--help'], { signal, milliseconds: Math.min(helpLimit, options.milliseconds ?? helpLimit) })
  if (!help.ok) return help
  // Older builds refuse words that they do not know.
  const tells = /^\s*--progress\b/m.test(help.value)
  const words = ['-m', file, '-p', String(promptTokens), '-n', String(answerTokens), '-r', String(repeats), '-o', 'json']
  options.onProgress?.({ done: 0, all: allRuns })
  const output = await outputOf(program, tells ? [...words, '--progress'] : words, {
    signal,
    milliseconds: options.milliseconds ?? timeLimit,
    onError: (line) => {
      const done = runsDone(line)
      if (done !== null) options.onProgress?.({ done, all: allRuns })
    },
  })
  if (!output.ok) return output
  const run = parseBench(output.value, options)
  return run === null ? fail('not-understood') : ok(run)
}

/** Runs before the one that a line of `--progress` says has begun; null for any other line. */
export function runsDone(line: string): number | null {
  const found = /^llama-bench: benchmark ([12])\/2: (?:(starting|warmup)|\w+ run ([1-9])\/\d)/.exec(line)
  if (found === null) return null
  const before = (Number(found[1]) - 1) * (1 + repeats)
  return before + (found[3] === undefined ? 0 : Math.min(repeats, Number(found[3])))
}

type Limits = {
  readonly signal: AbortSignal
  readonly milliseconds: number
  /** For each line of the error output. */
  readonly onError?: (line: string) => void
}

function outputOf(program: string, words: readonly string[], { signal, milliseconds, onError }: Limits): Promise<Result<string, EngineProblem>> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(fail('canceled'))
    // A group of its own, so that a script that starts the program does not leave it behind.
    const child = spawn(program, [...words], { shell: false, windowsHide: true, env: environment(), stdio: ['ignore', 'pipe', 'pipe'], detached: hasGroups })
    let output = ''
    let rest = ''
    let problem: EngineProblem | null = null
    const end = (reason: EngineProblem): void => {
      problem ??= reason
      kill(child)
    }
    const timer = setTimeout(() => end('timeout'), milliseconds)
    const abort = (): void => end('canceled')
    signal.addEventListener('abort', abort, { once: true })
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk: string) => {
      output += chunk
      if (output.length > outputLimit) end('not-understood')
    })
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      // A line without an end is cut: what is said there is of no use.
      rest = (lines.pop() ?? '').slice(-longestLine)
      for (const line of lines) onError?.(line)
    })
    const done = (result: Result<string, EngineProblem>): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      resolve(result)
    }
    child.once('error', () => done(fail(problem ?? 'failed')))
    child.once('close', (code) => done(problem === null && code === 0 ? ok(output) : fail(problem ?? 'failed')))
  })
}

const hasGroups = process.platform !== 'win32'

function kill(child: ChildProcess): void {
  if (!hasGroups || child.pid === undefined) return void child.kill('SIGKILL')
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Its group has ended by itself.
    child.kill('SIGKILL')
  }
}

/** The list of results that `llama-bench -o json` prints; null when it is something else. */
export function parseBench(output: string, about: Omit<BenchOptions, 'signal' | 'program' | 'onProgress'>): ModelRun | null {
  const results = listOf(jsonOf(output.slice(Math.max(0, output.indexOf('[')))))
  const of = (prompt: number, answer: number): unknown =>
    results.find((one) => isObject(one) && wholeNumber(textMember(one, 'n_prompt')) === prompt && wholeNumber(textMember(one, 'n_gen')) === answer)
  const answer = of(0, answerTokens)
  const answerSpeed = milli(answer, 'avg_ts')
  if (answerSpeed === null || answerSpeed < 1) return null
  const prompt = milli(of(promptTokens, 0), 'avg_ts')
  const build = [textMember(answer, 'build_number'), textMember(answer, 'build_commit')].filter((part) => part !== null).join(' ')
  return {
    takenAt: about.takenAt,
    model: about.model,
    file: cleanName(path.basename(about.file)) ?? 'model',
    bytes: about.bytes,
    description: cleanName(textMember(answer, 'model_type')),
    program: 'llama-bench',
    build: cleanName(build),
    backend: cleanName(textMember(answer, 'backends')),
    device: cleanName(textMember(answer, 'gpu_info')) ?? cleanName(textMember(answer, 'cpu_info')),
    processor: about.processor,
    threads: countOf(textMember(answer, 'n_threads')),
    promptTokens,
    answerTokens,
    promptSpeed: prompt === null || prompt < 1 ? null : prompt,
    answerSpeed,
    answerDeviation: milli(answer, 'stddev_ts'),
  }
}

/** Thousandths of a figure, null where there is none that can be counted with. */
function milli(result: unknown, member: string): number | null {
  const value = isObject(result) ? result[member] : null
  const thousandths = typeof value === 'number' ? Math.round(value * 1000) : Number.NaN
  return Number.isSafeInteger(thousandths) && thousandths >= 0 ? thousandths : null
}

function countOf(text: string | null): number | null {
  const count = wholeNumber(text)
  return count !== null && count <= 1_000_000 ? count : null
}
