/** Ordinary processors: what holds for every model, format and machine. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { speedOf, timePerTokenOf, type SpeedBand } from '../../shared/domain/capacity.ts'
import type { Run } from '../../shared/domain/capacity/case.ts'
import { knowledge } from '../support/knowledge.ts'

const fit = knowledge['capacity-fit']
const types = knowledge.quantizations.tensorTypes
const engine = knowledge.engines.engines.find(({ id }) => id === 'llama.cpp')!
const models = knowledge.models.models.filter(({ architecture }) => architecture !== null)
const formats = knowledge.quantizations.quantizations.filter(({ format }) => format === 'gguf')

type Machine = { cores: number; bandwidth: number; matrix: boolean | null; calibrated: boolean }

const machine: fc.Arbitrary<Machine> = fc.record({
  cores: fc.integer({ min: 1, max: 192 }),
  bandwidth: fc.integer({ min: 5, max: 900 }),
  matrix: fc.constantFrom(true, false, null),
  calibrated: fc.boolean(),
})

const given = fc.record({
  model: fc.constantFrom(...models), quantization: fc.constantFrom(...formats), machine,
  batch: fc.integer({ min: 1, max: 64 }), prompt: fc.integer({ min: 1, max: 30_000 }),
})
type Given = typeof given extends fc.Arbitrary<infer One> ? One : never

function runOf({ model, quantization, machine: { cores, bandwidth, matrix, calibrated }, batch, prompt }: Given, metric: 'decode' | 'prefill'): Run {
  return {
    metric, model, quantization, expertQuantization: null, fileBytes: null, engine, backend: '',
    device: {
      id: 'processor', memory: 1e13, bandwidth: bandwidth * 1e9, link: null, unified: true, anchors: [],
      operations: { float16: null, float8: null, integer8: null, float4: null },
      processor: { cores, calibrated, operations: null, matrix },
    },
    parallel: { devices: 1, tensor: 1, replicas: 1 }, batch: metric === 'prefill' ? 1 : batch, promptTokens: prompt,
    answerTokens: 100, depth: metric === 'prefill' ? 0 : prompt, cache: knowledge.quantizations.cacheTypes[0]!,
  }
}

function banded(band: SpeedBand | string): SpeedBand {
  if (typeof band === 'string') throw new Error(band)
  return band
}
const speed = (run: Run): number => banded(speedOf(run, fit, types)).likely
const known = (one: Given): boolean => typeof speedOf(runOf(one, 'prefill'), fit, types) !== 'string'

test('ranges are whole and in order, and a prompt is never said to be measured', () => {
  fc.assert(
    fc.property(given.filter(known), (one) => {
      for (const metric of ['decode', 'prefill'] as const) {
        const { low, likely, high, basis } = banded(speedOf(runOf(one, metric), fit, types))
        expect([low, likely, high].every(Number.isSafeInteger)).toBe(true)
        expect(low).toBeLessThanOrEqual(likely)
        expect(likely).toBeLessThanOrEqual(high)
        if (metric === 'prefill' || one.batch > 1) expect(basis).toBe('vendor')
      }
    }),
  )
})

test('more bandwidth and more cores never slow, and instructions for matrices never slow a prompt', () => {
  fc.assert(
    fc.property(given.filter(known), fc.integer({ min: 1, max: 100 }), (one, more) => {
      for (const metric of ['decode', 'prefill'] as const) {
        const before = speed(runOf(one, metric))
        const changed = (machineOf: Partial<Machine>): number => speed(runOf({ ...one, machine: { ...one.machine, ...machineOf } }, metric))
        expect(changed({ bandwidth: one.machine.bandwidth + more })).toBeGreaterThanOrEqual(before)
        expect(changed({ cores: one.machine.cores + more })).toBeGreaterThanOrEqual(before)
        expect(changed({ matrix: true })).toBeGreaterThanOrEqual(changed({ matrix: false }))
      }
    }),
  )
})

test('a longer prompt is never read sooner, and more people never speed one person up', () => {
  const time = (run: Run): number => banded(timePerTokenOf(run, fit, types)).likely
  fc.assert(
    fc.property(given.filter(known), fc.integer({ min: 1, max: 5000 }), (one, more) => {
      // Milliseconds of the whole prompt; the speed is rounded to a thousandth of a token per second.
      const whole = (prompt: number): number => prompt / Math.max(0.001, speed(runOf({ ...one, prompt }, 'prefill')))
      expect(whole(one.prompt + more) * (1 + 1e-3)).toBeGreaterThanOrEqual(whole(one.prompt))
      const before = time(runOf(one, 'decode'))
      expect(time(runOf({ ...one, batch: one.batch + more }, 'decode'))).toBeGreaterThanOrEqual(before)
      expect(time(runOf({ ...one, prompt: one.prompt + more }, 'decode'))).toBeGreaterThanOrEqual(before)
    }),
  )
})

test('one sequence is a single stream: its time per token is the inverse of its speed', () => {
  fc.assert(
    fc.property(given.filter(known), (one) => {
      const single = runOf({ ...one, batch: 1 }, 'decode')
      const time = banded(timePerTokenOf(single, fit, types)).likely
      const inverse = 1_000_000_000 / time
      expect(Math.abs(speed(single) - inverse)).toBeLessThanOrEqual(1 + inverse / time)
    }),
  )
})
