/** The measurement: its kernels compute what they say, and it gives figures, warnings and an end when asked. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { known, MachineMeasurement, type MachineFacts } from '../../shared/domain/machine.ts'
import { blankMachine } from '../../shared/domain/machine/blank.ts'
import { measuredBandwidth, rateOf } from '../../shared/domain/machine/measured.ts'
import { bytesPerTurn, kernelModule } from '../../electron/measure/kernels.ts'
import { bytesFor, measureMachine, threadsFor, type MeasureProgress } from '../../electron/measure/measure.ts'
import { powerSource } from '../../electron/measure/power.ts'
import type { Looking } from '../../electron/probe/run.ts'

const at = '2026-11-28T12:00:00Z'
const gibibyte = 2 ** 30

function machineWith(cores: number | null, total: number | null, limit: number | null = null): MachineFacts {
  const blank = blankMachine('test', at)
  const count = (value: number | null) => (value === null ? blank.memory.total : known(value, 'test'))
  return {
    ...blank,
    processor: { ...blank.processor, name: known('Test CPU', 'test'), cores: count(cores) },
    memory: { ...blank.memory, total: count(total), limit: count(limit) },
  }
}

/** Node starts threads of its own for the first files that are read at once: they must be there before any are counted. */
beforeAll(async () => {
  await Promise.all(Array.from({ length: 16 }, () => readFile(__filename)))
})

/** Threads of this process, as Linux counts them; 0 where it cannot be known. */
function threadCount(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/task').length : 0
}

type Kernels = {
  readonly memory: undefined
  readonly fill: (bytes: number) => void
  readonly read: (from: number, to: number) => number
  readonly float32: (turns: number) => number
  readonly integer8?: (turns: number) => number
}

function kernels(withInteger8: boolean): Kernels {
  const { WebAssembly: wasm } = globalThis as unknown as {
    WebAssembly: { Module: new (bytes: Uint8Array) => object; Instance: new (module: object) => { exports: Kernels } }
  }
  return new wasm.Instance(new wasm.Module(kernelModule(65_536, withInteger8))).exports
}

describe('the kernels', () => {
  test('reading takes in every vector', () => {
    const { fill, read } = kernels(false)
    fill(65_536)
    // Every byte is 1. Each of eight sums is the exclusive or of one vector a turn: 1 in every byte after one turn, 0
    // after two, 1 after three. The eight are added: 8 in every byte, 0x08080808.
    expect(read(0, bytesPerTurn)).toBe(0x08080808)
    expect(read(0, 2 * bytesPerTurn)).toBe(0)
    expect(read(65_536 - 3 * bytesPerTurn, 65_536)).toBe(0x08080808)
  })

  test('the floating-point kernel multiplies and adds in each of its twelve sums', () => {
    // From 0, n times x × 0.999 + 0.001 is 1 - 0.999^n; twelve of them are added.
    const bits = kernels(false).float32(1000)
    const sum = new Float32Array(Int32Array.of(bits).buffer)[0] ?? 0
    expect(sum).toBeCloseTo(12 * (1 - 0.999 ** 1000), 3)
  })

  test('the kernel of bytes adds four products of 3 and 5 to each lane of its twelve sums, where it can run', () => {
    try {
      // 12 sums × 4 products × 15 × 1000 turns
      expect(kernels(true).integer8?.(1000)).toBe(720_000)
    } catch (error) {
      expect(String(error)).toContain('CompileError')
    }
  })

  test('a module without the newer instruction is understood everywhere', () => {
    expect(Object.keys(kernels(false)).toSorted()).toEqual(['fill', 'float32', 'read'])
  })
})

test('the best run counts, and the spread is from best to worst', () => {
  // (25.0 - 24.0) / 25.0 = 4 %
  expect(rateOf([24e9, 25e9, 24.5e9])).toEqual({ best: 25e9, runs: [24e9, 25e9, 24.5e9], spread: 400 })
})

describe('how much is used', () => {
  test('one thread per core, and never more than the system gives', () => {
    expect(threadsFor(machineWith(8, null), 16)).toBe(8)
    expect(threadsFor(machineWith(64, null), 4)).toBe(4)
    expect(threadsFor(machineWith(null, null), 4)).toBe(4)
  })

  test('256 MiB for each thread, at most a tenth of the memory for all', () => {
    const wanted = 256 * 2 ** 20
    expect(bytesFor(machineWith(2, 24 * gibibyte), 2, wanted)).toBe(wanted)
    // A tenth of 4 GiB is 409.6 MiB: 204.8 MiB for each of two, in whole mebibytes 204.
    expect(bytesFor(machineWith(2, 4 * gibibyte), 2, wanted)).toBe(204 * 2 ** 20)
    // A container's limit counts where it is lower.
    expect(bytesFor(machineWith(2, 64 * gibibyte, 4 * gibibyte), 2, wanted)).toBe(204 * 2 ** 20)
  })
})

describe('a measurement', () => {
  const options = (signal: AbortSignal, progress: MeasureProgress[] = []) => ({
    machine: machineWith(2, 4 * gibibyte),
    power: 'battery' as const,
    takenAt: at,
    signal,
    onProgress: (one: MeasureProgress) => progress.push(one),
    milliseconds: 5,
    bytesPerThread: 2 * 2 ** 20,
  })

  test('gives figures with their runs, progress to the end, and says that a battery was in use', async () => {
    const progress: MeasureProgress[] = []
    const measured = await measureMachine(options(new AbortController().signal, progress))
    expect(measured.ok).toBe(true)
    if (!measured.ok) return
    expect(parse(MachineMeasurement, measured.value).ok).toBe(true)
    expect(measured.value).toMatchObject({ processor: 'Test CPU', takenAt: at })
    expect(measured.value.bandwidth.runs).toHaveLength(3)
    expect(measured.value.bandwidth.best).toBeGreaterThan(1e8)
    expect(measured.value.float32?.best).toBeGreaterThan(1e8)
    expect(measured.value.warnings).toContain('on-battery')
    expect(progress.map(({ done }) => done)).toEqual(progress.map((_, index) => index))
    expect(progress.at(-1)?.done).toBe((progress.at(-1)?.all ?? 0) - 1)
    const machine = measuredBandwidth(machineWith(2, 4 * gibibyte), measured.value)
    expect(machine.memory.bandwidth).toMatchObject({ value: measured.value.bandwidth.best, confidence: 'measured' })
  })

  test.each(['warming', 'read'] as const)('stopped in step %s ends at once, in the middle of a run that would take minutes, and leaves no thread', async (place) => {
    const stop = new AbortController()
    const threads = threadCount()
    const measured = measureMachine({
      ...options(stop.signal),
      // Canceling could not wait for this.
      milliseconds: 600_000,
      onProgress: ({ step, done }) => {
        if (step === place && done > 0) setTimeout(() => stop.abort(), 20)
      },
    })
    // The run that warms the first kernel up would take ten minutes before anything is read.
    if (place === 'read') setTimeout(() => stop.abort(), 200)
    expect(await measured).toEqual({ ok: false, problem: 'canceled' })
    await expect.poll(threadCount, { timeout: 20_000 }).toBeLessThanOrEqual(threads)
  })

  test('canceled before it begins it starts nothing', async () => {
    const threads = threadCount()
    expect(await measureMachine(options(AbortSignal.abort()))).toEqual({ ok: false, problem: 'canceled' })
    expect(threadCount()).toBeLessThanOrEqual(threads)
  })

  test('canceled where computing begins it ends, and leaves no thread', async () => {
    const stop = new AbortController()
    const threads = threadCount()
    const measured = measureMachine({ ...options(stop.signal), onProgress: ({ step }) => step === 'float32' && stop.abort() })
    expect(await measured).toEqual({ ok: false, problem: 'canceled' })
    await expect.poll(threadCount, { timeout: 20_000 }).toBeLessThanOrEqual(threads)
  })
})

describe('the battery', () => {
  const looking = (texts: Record<string, string>, folder: readonly string[] = []): Looking => {
    const reading = (name: string) =>
      Promise.resolve(texts[name] === undefined ? { gap: { origin: name, code: 'not-found' as const } } : { text: texts[name] })
    return { readText: reading, runProgram: ({ name }) => reading(name), listFolder: () => Promise.resolve(folder) }
  }
  const supply = '/sys/class/power_supply'

  test('Linux: a server has none; a notebook says which', async () => {
    const battery = { [`${supply}/BAT0/type`]: 'Battery\n', [`${supply}/BAT0/status`]: 'Discharging\n', [`${supply}/AC/type`]: 'Mains\n' }
    expect(await powerSource(looking({}), 'linux')).toBe('mains')
    expect(await powerSource(looking({ ...battery, [`${supply}/AC/online`]: '0\n' }, ['AC', 'BAT0']), 'linux')).toBe('battery')
    expect(await powerSource(looking({ ...battery, [`${supply}/AC/online`]: '1\n' }, ['AC', 'BAT0']), 'linux')).toBe('mains')
  })

  test('macOS and Windows: what the tool says, and unknown when it says nothing', async () => {
    expect(await powerSource(looking({ pmset: "Now drawing from 'Battery Power'\n" }), 'darwin')).toBe('battery')
    expect(await powerSource(looking({ pmset: "Now drawing from 'AC Power'\n" }), 'darwin')).toBe('mains')
    expect(await powerSource(looking({}), 'darwin')).toBe('unknown')
    const windows = (text: string) => powerSource(looking({ 'powershell Win32_Battery': text }), 'win32')
    expect(await windows('[]')).toBe('mains')
    expect(await windows('[{"BatteryStatus":1}]')).toBe('battery')
    expect(await windows('[{"BatteryStatus":2}]')).toBe('mains')
    expect(await windows('Access denied')).toBe('unknown')
  })
})
