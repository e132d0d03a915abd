/** One thread of the measurement. Its program is a constant text, so that it runs alike in a package, a checkout and a test. */
import { Worker } from 'node:worker_threads'

export type Kernel = 'read' | 'float32' | 'integer8'

/** Turns of a loop, or bytes, and the seconds they take when nothing else is let in between: as long as the middle piece. */
export type KernelRun = { readonly amount: number; readonly seconds: number }

export type Thread = {
  /** What this runtime can run. */
  readonly kernels: readonly Kernel[]
  /** Runs a kernel for about this long. Rejects when the thread ends before. */
  readonly run: (kernel: Kernel, milliseconds: number) => Promise<KernelRun>
  readonly end: () => Promise<void>
}

/**
 * Bytes are read in pieces and turns done in batches of about a millisecond, so that the clock is asked seldom. A piece in
 * which the system let another program run takes many times as long as the others; the middle one does not know of it.
 */
const program = `"use strict"
const { parentPort, workerData } = require('node:worker_threads')
const { modules, bytes } = workerData
const module = modules.find((candidate) => WebAssembly.validate(candidate))
const kernels = new WebAssembly.Instance(new WebAssembly.Module(module)).exports
kernels.fill(bytes)
const piece = Math.min(bytes, 16 * 1024 * 1024)
const turns = 100000
let from = 0
const once = {
  read: () => {
    if (from + piece > bytes) from = 0
    kernels.read(from, from + piece)
    from += piece
    return piece
  },
  float32: () => (kernels.float32(turns), turns),
  integer8: () => (kernels.integer8(turns), turns),
}
parentPort.on('message', ({ kernel, milliseconds }) => {
  const begin = performance.now()
  let amount = 0
  let now = begin
  const each = []
  do {
    const from = now
    const done = once[kernel]()
    now = performance.now()
    amount += done
    each.push((now - from) / done)
  } while (now - begin < milliseconds)
  each.sort((left, right) => left - right)
  parentPort.postMessage({ amount, seconds: (amount * each[each.length >> 1]) / 1000 })
})
parentPort.postMessage({ kernels: Object.keys(once).filter((name) => name in kernels) })
`

/**
 * Starts a thread with a buffer of its own, written once. Rejects when there is no memory for it.
 * @param modules the first that the runtime understands is taken
 * @param signal ends the thread at once, in the middle of whatever it does
 */
export async function startThread(modules: readonly Uint8Array<ArrayBuffer>[], bytes: number, signal: AbortSignal): Promise<Thread> {
  signal.throwIfAborted()
  const worker = new Worker(program, { eval: true, workerData: { modules, bytes }, env: {}, stdout: true, stderr: true })
  const next = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const stop = (error: unknown): void => reject(error instanceof Error ? error : new Error('the thread ended'))
      worker.once('error', stop)
      worker.once('exit', stop)
      worker.once('message', (message: unknown) => {
        worker.off('error', stop)
        worker.off('exit', stop)
        resolve(message)
      })
    })
  const abort = (): void => void worker.terminate()
  signal.addEventListener('abort', abort, { once: true })
  worker.once('exit', () => signal.removeEventListener('abort', abort))
  const ready = await next()
  return {
    kernels: isReady(ready) ? allKernels.filter((kernel) => ready.kernels.includes(kernel)) : [],
    run: async (kernel, milliseconds) => {
      const answer = next()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ kernel, milliseconds })
      const run = await answer
      if (!isRun(run)) throw new Error('the thread answered something else')
      return run
    },
    end: async () => void (await worker.terminate()),
  }
}

const allKernels = ['read', 'float32', 'integer8'] as const

function isReady(value: unknown): value is { readonly kernels: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'kernels' in value && Array.isArray(value.kernels)
}

function isRun(value: unknown): value is KernelRun {
  return (
    typeof value === 'object' && value !== null && 'amount' in value && 'seconds' in value &&
    typeof value.amount === 'number' && typeof value.seconds === 'number' && value.seconds > 0
  )
}
