/** Runs a model on this machine for the page: off until asked for, one at a time, watched and stopped. */
import path from 'node:path'
import { fail, ok } from '../../shared/base/result.ts'
import type { Handlers } from '../../shared/contract.ts'
import type { EngineProgress } from '../../shared/plan/machine-view.ts'
import { probeMachine } from '../probe/probe.ts'
import { cleanName } from '../probe/text.ts'
import type { Dialogs } from '../services.ts'
import { benchBeside, findBench, fixedFolders, modelBytes, runBench } from './bench.ts'

export type EngineHandlers = Pick<Handlers, 'engine.find' | 'engine.choose' | 'engine.run' | 'engine.progress' | 'engine.cancel'>

const idle: EngineProgress = { state: 'stopped', file: '', done: 0, all: 0, problem: null, run: null }

export function engineHandlers(parts: {
  readonly dialogs: Dialogs
  readonly now: () => string
  readonly searchPath?: string
  /** When the application quits: what runs ends with it. */
  readonly ending?: AbortSignal
}): EngineHandlers {
  let program: string | null = null
  let progress = idle
  let stop = new AbortController()

  const run = async (found: string, file: string, bytes: number, model: string | null): Promise<void> => {
    try {
      const machine = await probeMachine()
      const done = await runBench({
        program: found,
        file,
        bytes,
        model,
        processor: machine.processor.name.value,
        takenAt: parts.now(),
        signal: parts.ending === undefined ? stop.signal : AbortSignal.any([stop.signal, parts.ending]),
        onProgress: (step) => {
          progress = { ...progress, ...step }
        },
      })
      progress = done.ok ? { ...progress, state: 'done', run: done.value } : { ...progress, state: 'stopped', problem: done.problem }
    } catch {
      progress = { ...progress, state: 'stopped', problem: 'failed' }
    }
  }

  return {
    'engine.find': async () => {
      program ??=
        parts.searchPath === undefined
          ? await findBench(process.env['PATH'] ?? '', fixedFolders(process.platform, process.env))
          : await findBench(parts.searchPath)
      return ok(program === null ? null : { name: path.basename(program) })
    },
    'engine.choose': async () => {
      const chosen = await parts.dialogs.openFile({ title: 'engineRun.chooseProgramTitle', kinds: [{ name: '*', extensions: ['*'] }] })
      if (chosen === null) return ok(null)
      const found = await benchBeside(chosen)
      if (found === null) return ok({ problem: 'not-a-program' })
      program = found
      return ok({ name: path.basename(found) })
    },
    'engine.run': async ({ model }) => {
      if (progress.state === 'running') return fail({ code: 'refused-command', detail: 'engine' })
      if (program === null) return ok({ problem: 'not-a-program' })
      const file = await parts.dialogs.openFile({
        title: 'engineRun.chooseModelTitle',
        kinds: [{ name: 'engineRun.modelKind', extensions: ['gguf'] }],
      })
      if (file === null) return ok(null)
      const bytes = await modelBytes(file)
      if (bytes === null) return ok({ problem: 'not-a-model' })
      if (file.includes(',')) return ok({ problem: 'comma' })
      const name = cleanName(path.basename(file)) ?? 'model'
      stop = new AbortController()
      progress = { ...idle, state: 'running', file: name }
      void run(program, file, bytes, model)
      return ok({ file: name })
    },
    'engine.progress': async () => ok(progress),
    'engine.cancel': async () => {
      stop.abort()
      return ok(null)
    },
  }
}
