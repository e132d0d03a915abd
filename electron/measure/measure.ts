/**
 * Measures the machine Homeport runs on: how fast all cores together read from memory, and how fast they compute. A warm
 * pass and three short runs of each kernel; the best counts, since other work can only make it slower.
 */
import { availableParallelism } from 'node:os'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { MachineFacts, MachineMeasurement, MeasuredRate, MeasurementWarning } from '../../shared/domain/machine.ts'
import { rateOf, unsteadyFrom } from '../../shared/domain/machine/measured.ts'
import { bytesPerTurn, float32PerTurn, integer8PerTurn, kernelModule } from './kernels.ts'
import type { PowerSource } from './power.ts'
import { startThread, type Kernel, type Thread } from './thread.ts'

export type MeasureStep = 'warming' | Kernel

export type MeasureProgress = { readonly step: MeasureStep; readonly done: number; readonly all: number }

export type MeasureOptions = {
  readonly machine: MachineFacts
  readonly power: PowerSource
  readonly takenAt: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: MeasureProgress) => void
  /** Of one run. Longer gives the same figure. */
  readonly milliseconds?: number
  /** Wanted for each thread. */
  readonly bytesPerThread?: number
}

/** Less than this a cache may hold. */
const wantedBytes = 256 * 1024 * 1024
const leastBytes = 1024 * 1024
const runs = 3
const mostThreads = 512

/** The measurement, or why there is none. */
export async function measureMachine(options: MeasureOptions): Promise<Result<MachineMeasurement, 'canceled' | 'no-memory'>> {
  const { machine, signal, onProgress } = options
  const threads = threadsFor(machine)
  const wanted = options.bytesPerThread ?? wantedBytes
  const bytes = bytesFor(machine, threads, wanted)
  const milliseconds = options.milliseconds ?? 150
  const started: Thread[] = []
  try {
    onProgress({ step: 'warming', done: 0, all: 1 + 3 * (runs + 1) })
    const modules = [kernelModule(bytes, true), kernelModule(bytes, false)]
    const starting = await Promise.allSettled(Array.from({ length: threads }, () => startThread(modules, bytes, signal)))
    started.push(...starting.flatMap((thread) => (thread.status === 'fulfilled' ? [thread.value] : [])))
    const kernels = started[0]?.kernels ?? []
    if (signal.aborted) return fail('canceled')
    if (started.length < threads || !kernels.includes('read')) return fail('no-memory')
    const all = 1 + kernels.length * (runs + 1)
    let done = 1
    const rates = new Map<Kernel, MeasuredRate>()
    for (const kernel of kernels) {
      const measured: number[] = []
      for (let run = 0; run <= runs; run += 1) {
        if (signal.aborted) return fail('canceled')
        onProgress({ step: run === 0 ? 'warming' : kernel, done, all })
        done += 1
        const rate = await together(started, kernel, milliseconds)
        if (run > 0) measured.push(rate * amountOf(kernel))
      }
      rates.set(kernel, rateOf(measured))
    }
    const bandwidth = rates.get('read')
    if (bandwidth === undefined) return fail('canceled')
    const measurement = {
      takenAt: options.takenAt,
      processor: machine.processor.name.value,
      threads,
      bytesPerThread: bytes,
      bandwidth,
      float32: rates.get('float32') ?? null,
      integer8: rates.get('integer8') ?? null,
    }
    return ok({ ...measurement, warnings: warningsOf([...rates.values()], options.power, bytes < wanted) })
  } catch {
    return fail(signal.aborted ? 'canceled' : 'no-memory')
  } finally {
    await Promise.all(started.map((thread) => thread.end()))
  }
}

/** Amount per second of all threads at the same time. */
async function together(threads: readonly Thread[], kernel: Kernel, milliseconds: number): Promise<number> {
  const all = await Promise.all(threads.map((thread) => thread.run(kernel, milliseconds)))
  return all.reduce((sum, { amount, seconds }) => sum + amount / seconds, 0)
}

function amountOf(kernel: Kernel): number {
  return kernel === 'read' ? 1 : kernel === 'float32' ? float32PerTurn : integer8PerTurn
}

/** One thread per core; fewer where the system gives this program fewer. */
export function threadsFor(machine: MachineFacts, available = availableParallelism()): number {
  const cores = machine.processor.cores.value ?? machine.processor.threads.value ?? available
  return Math.max(1, Math.min(cores, available, mostThreads))
}

/** A tenth of the memory for all threads together, at most. */
export function bytesFor(machine: MachineFacts, threads: number, wanted: number): number {
  const { total, limit } = machine.memory
  const memory = Math.min(total.value ?? Number.POSITIVE_INFINITY, limit.value ?? Number.POSITIVE_INFINITY)
  const share = Number.isFinite(memory) ? memory / 10 / threads : leastBytes * 64
  const bytes = Math.max(leastBytes, Math.min(wanted, share))
  return bytes - (bytes % (bytesPerTurn * 8192))
}

function warningsOf(rates: readonly MeasuredRate[], power: PowerSource, small: boolean): MeasurementWarning[] {
  return [
    ...(rates.some(({ spread }) => spread > unsteadyFrom) ? (['unsteady'] as const) : []),
    ...(power === 'battery' ? (['on-battery'] as const) : []),
    ...(power === 'unknown' ? (['power-unknown'] as const) : []),
    ...(small ? (['small-buffers'] as const) : []),
  ]
}
