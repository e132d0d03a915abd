/**
 * A real run of a model through llama.cpp's `llama-bench`: a program that is on the machine already, started with fixed
 * arguments and the planner's file, without a shell, without the planner's environment, and stopped when it takes too long.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { ModelRun } from '../../shared/domain/machine.ts'
import { cleanName, isObject, jsonOf, listOf, textMember, wholeNumber } from '../probe/text.ts'
import { environment } from '../probe/run.ts'
import { openFile } from '../weights/source.ts'

export type EngineProblem = 'not-a-program' | 'not-a-model' | 'timeout' | 'failed' | 'not-understood' | 'canceled'

const programName = process.platform === 'win32' ? 'llama-bench.exe' : 'llama-bench'
const timeLimit = 20 * 60 * 1000
const outputLimit = 4 * 1024 * 1024
const promptTokens = 512
const answerTokens = 64
const repeats = 3

/** The first `llama-bench` in the folders of the search path, or null. */
export async function findBench(searchPath: string): Promise<string | null> {
  for (const folder of searchPath.split(path.delimiter).slice(0, 200)) {
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
  readonly milliseconds?: number
}

/** Runs the model and reads what the program says about it. */
export async function runBench(options: BenchOptions): Promise<Result<ModelRun, EngineProblem>> {
  const { program, file, signal } = options
  const words = ['-m', file, '-p', String(promptTokens), '-n', String(answerTokens), '-r', String(repeats), '-o', 'json']
  const output = await outputOf(program, words, signal, options.milliseconds ?? timeLimit)
  if (!output.ok) return output
  const run = parseBench(output.value, options)
  return run === null ? fail('not-understood') : ok(run)
}

function outputOf(program: string, words: readonly string[], signal: AbortSignal, milliseconds: number): Promise<Result<string, EngineProblem>> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(fail('canceled'))
    const child = spawn(program, [...words], { shell: false, windowsHide: true, env: environment(), stdio: ['ignore', 'pipe', 'ignore'] })
    let output = ''
    let problem: EngineProblem | null = null
    const end = (reason: EngineProblem): void => {
      problem ??= reason
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => end('timeout'), milliseconds)
    const abort = (): void => end('canceled')
    signal.addEventListener('abort', abort, { once: true })
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk: string) => {
      output += chunk
      if (output.length > outputLimit) end('not-understood')
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

/** The list of results that `llama-bench -o json` prints; null when it is something else. */
export function parseBench(output: string, about: Omit<BenchOptions, 'signal' | 'program'>): ModelRun | null {
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
