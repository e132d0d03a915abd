/** The measurement and the run of a model, for the page: started, watched and stopped. One of each at a time. */
import { fail, ok } from '../../shared/base/result.ts'
import type { Handlers } from '../../shared/contract.ts'
import type { MeasureProgress } from '../../shared/plan/machine-view.ts'
import { looking, probeMachine } from '../probe/probe.ts'
import { measureMachine } from './measure.ts'
import { powerSource } from './power.ts'

export type MeasureHandlers = Pick<Handlers, 'measure.start' | 'measure.progress' | 'measure.cancel'>

const idle: MeasureProgress = { state: 'stopped', step: 'warming', done: 0, all: 1, problem: null, measurement: null }

export function measureHandlers(parts: {
  readonly now: () => string
  /** When the application quits: what runs ends with it. */
  readonly ending?: AbortSignal
}): MeasureHandlers {
  let progress = idle
  let stop = new AbortController()

  const run = async (evenOnBattery: boolean): Promise<void> => {
    const stopped = (problem: MeasureProgress['problem']): void => {
      progress = { ...progress, state: 'stopped', problem }
    }
    try {
      const power = await powerSource(looking, process.platform)
      if (power === 'battery' && !evenOnBattery) return stopped('on-battery')
      const measured = await measureMachine({
        machine: await probeMachine(),
        power,
        takenAt: parts.now(),
        signal: parts.ending === undefined ? stop.signal : AbortSignal.any([stop.signal, parts.ending]),
        onProgress: (step) => {
          progress = { ...progress, ...step }
        },
      })
      if (!measured.ok) return stopped(measured.problem)
      progress = { ...progress, state: 'done', done: progress.all, measurement: measured.value }
    } catch {
      stopped('failed')
    }
  }

  return {
    'measure.start': async ({ evenOnBattery }) => {
      if (progress.state === 'running') return fail({ code: 'refused-command', detail: 'measure' })
      stop = new AbortController()
      progress = { ...idle, state: 'running' }
      void run(evenOnBattery)
      return ok(null)
    },
    'measure.progress': async () => ok(progress),
    'measure.cancel': async () => {
      stop.abort()
      return ok(null)
    },
  }
}
