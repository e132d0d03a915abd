/** What must hold for every model, device and load. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { concurrencyByMemory, memoryOf, type MemoryInput } from '../../shared/domain/capacity/memory.ts'
import { weightsOf } from '../../shared/domain/capacity/weights.ts'
import { speedOf, timePerTokenOf } from '../../shared/domain/capacity.ts'
import type { Run } from '../../shared/domain/capacity/case.ts'
import { deviceOf, quantizationFor } from '../../shared/plan/capacity-run.ts'
import { knowledge } from '../support/knowledge.ts'

const types = knowledge.quantizations.tensorTypes
const models = knowledge.models.models.filter((model) => (model.architecture?.layerPattern ?? null) !== null)
const pairs = knowledge.engines.engines.flatMap((engine) =>
  knowledge.quantizations.quantizations
    .filter((entry) => engine.formats.includes(entry.format))
    .map((quantization) => ({ engine, quantization })),
)
const fit = knowledge['capacity-fit']

const input: fc.Arbitrary<MemoryInput> = fc
  .record({
    model: fc.constantFrom(...models),
    pair: fc.constantFrom(...pairs),
    cache: fc.constantFrom(...knowledge.quantizations.cacheTypes),
    contextTokens: fc.integer({ min: 1, max: 300_000 }),
    concurrency: fc.integer({ min: 1, max: 500 }),
    count: fc.integer({ min: 1, max: 16 }),
    memory: fc.integer({ min: 1_000_000_000, max: 300_000_000_000 }),
    reserve: fc.integer({ min: 0, max: 5000 }),
    flashAttention: fc.boolean(),
  })
  .map(({ model, pair, memory, ...rest }) => ({
    ...rest,
    architecture: model.architecture!,
    weights: weightsOf(model, pair.quantization, types)!,
    engine: pair.engine,
    device: { memory },
  }))

test('parts sum to the total, and all figures are whole', () => {
  fc.assert(
    fc.property(input, (given) => {
      const memory = memoryOf(given)!
      expect(memory.weights + memory.keyValueCache + memory.buffers + memory.runtime).toBe(memory.total)
      for (const value of Object.values(memory))
        if (typeof value === 'number') expect(Number.isInteger(value)).toBe(true)
    }),
  )
})

test('more memory never turns a fit into a misfit', () => {
  fc.assert(
    fc.property(input, fc.integer({ min: 0, max: 100_000_000_000 }), (given, more) => {
      const larger = { ...given, device: { memory: given.device.memory + more } }
      if (memoryOf(given)!.fits) expect(memoryOf(larger)!.fits).toBe(true)
    }),
  )
})

test('longer contexts and more sequences never need less', () => {
  fc.assert(
    fc.property(
      input,
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 100 }),
      (given, tokens, people) => {
        const before = memoryOf(given)!
        expect(memoryOf({ ...given, contextTokens: given.contextTokens + tokens })!.total).toBeGreaterThanOrEqual(
          before.total,
        )
        expect(memoryOf({ ...given, concurrency: given.concurrency + people })!.total).toBeGreaterThanOrEqual(
          before.total,
        )
      },
    ),
  )
})

test('the most sequences by memory fit, and one more does not', () => {
  fc.assert(
    fc.property(input, (given) => {
      const most = concurrencyByMemory(given)!
      if (most > 0) expect(memoryOf({ ...given, concurrency: most })!.fits).toBe(true)
      if (most < 1_000_000) expect(memoryOf({ ...given, concurrency: most + 1 })!.fits).toBe(false)
    }),
    { numRuns: 40 },
  )
})

test('quantized weights are smaller than bfloat16', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      fc.constantFrom(...knowledge.quantizations.quantizations),
      (model, quantization) => {
        const full = quantizationFor(knowledge.quantizations, 'BF16-safetensors', { family: 'vllm' }, null)!
        const wide = ['F32', 'F16', 'BF16', 'BF16-safetensors'].includes(quantization.id)
        // A format for experts leaves a model without experts as it is.
        if (wide || (quantization.uniform?.expertsOnly === true && model.architecture!.experts === null)) return
        expect(weightsOf(model, quantization, types)!.total).toBeLessThan(weightsOf(model, full, types)!.total)
      },
    ),
  )
})

const run: fc.Arbitrary<Run> = fc
  .record({
    model: fc.constantFrom(...models),
    pair: fc.constantFrom(...pairs),
    accelerator: fc.constantFrom(
      ...knowledge.accelerators.accelerators.filter(
        (entry) => entry.memory !== null && entry.bandwidth !== null && entry.operations.float16 !== null,
      ),
    ),
    count: fc.constantFrom(1, 2, 4, 8),
    batch: fc.integer({ min: 1, max: 128 }),
    depth: fc.integer({ min: 0, max: 60_000 }),
    metric: fc.constantFrom('decode' as const, 'prefill' as const),
  })
  .map(({ model, pair, accelerator, count, batch, depth, metric }) => ({
    metric,
    model,
    quantization: pair.quantization,
    expertQuantization: null,
    fileBytes: null,
    engine: pair.engine,
    backend: '',
    device: deviceOf(accelerator, knowledge.engines, null)!,
    parallel: { devices: count, tensor: pair.engine.split === 'tensor' ? count : 1, replicas: 1 },
    batch,
    promptTokens: 1000,
    answerTokens: 500,
    depth,
    cache: knowledge.quantizations.cacheTypes[0]!,
  }))

test('bands are whole, in order, and say how many rows they rest on', () => {
  fc.assert(
    fc.property(run, (given) => {
      const band = speedOf(given, fit, types)
      if (typeof band === 'string') throw new Error(band)
      expect([band.low, band.likely, band.high].every(Number.isSafeInteger)).toBe(true)
      expect(band.low).toBeLessThanOrEqual(band.likely)
      expect(band.likely).toBeLessThanOrEqual(band.high)
      expect(band.rows).toBeGreaterThan(0)
    }),
  )
})

function time(changed: Run): number {
  const band = timePerTokenOf(changed, fit, types)
  if (typeof band === 'string') throw new Error(band)
  return band.likely
}

test('more bandwidth never slows, longer conversations and more people never speed one person up', () => {
  fc.assert(
    fc.property(run, fc.integer({ min: 1, max: 100 }), (given, more) => {
      const decode: Run = { ...given, metric: 'decode' }
      const before = time(decode)
      const faster = { ...given.device, bandwidth: given.device.bandwidth! * (1 + more / 100) }
      expect(time({ ...decode, device: faster })).toBeLessThanOrEqual(before)
      expect(time({ ...decode, depth: decode.depth + more * 100 })).toBeGreaterThanOrEqual(before)
      expect(time({ ...decode, batch: decode.batch + more })).toBeGreaterThanOrEqual(before)
    }),
  )
})
