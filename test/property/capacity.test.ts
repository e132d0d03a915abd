/** What must hold for every model, device and load. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { concurrencyByMemory, memoryOf, type MemoryInput } from '../../shared/domain/capacity/memory.ts'
import { layerBytes, weightsOf } from '../../shared/domain/capacity/weights.ts'
import { anchorOf, anchoredDevice } from '../../shared/domain/capacity/calibration.ts'
import { offloadedSpeed } from '../../shared/domain/capacity/offload.ts'
import { leastOffload, placementOf } from '../../shared/domain/capacity/placement.ts'
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
const modelById = (id: string) => knowledge.models.models.find((model) => model.id === id)!
const ggufById = (id: string) => knowledge.quantizations.quantizations.find((entry) => entry.id === id && entry.format === 'gguf')!

const input: fc.Arbitrary<MemoryInput> = fc
  .record({
    model: fc.constantFrom(...models),
    pair: fc.constantFrom(...pairs),
    cache: fc.constantFrom(...knowledge.quantizations.cacheTypes),
    contextTokens: fc.integer({ min: 1, max: 300_000 }),
    concurrency: fc.integer({ min: 1, max: 500 }),
    count: fc.integer({ min: 1, max: 16 }),
    memory: fc.integer({ min: 1_000_000_000, max: 300_000_000_000 }),
    unified: fc.boolean(),
    reserve: fc.integer({ min: 0, max: 5000 }),
    flashAttention: fc.boolean(),
  })
  .map(({ model, pair, memory, unified, ...rest }) => ({
    ...rest,
    architecture: model.architecture!,
    weights: weightsOf(model, pair.quantization, types)!,
    engine: pair.engine,
    device: { memory, unified },
  }))

test('parts sum to the total, and all figures are whole', () => {
  fc.assert(
    fc.property(input, (given) => {
      const memory = memoryOf(given)!
      expect(memory.weights + memory.keyValueCache + memory.buffers + memory.runtime).toBe(memory.total)
      // What stays in the computer's memory is part of the weights, and nothing where the devices work in it.
      expect(memory.host).toBeLessThanOrEqual(given.device.unified ? 0 : memory.weights)
      expect(memory.margin).toBe(memory.usable - (memory.total - memory.host))
      for (const value of Object.values(memory))
        if (typeof value === 'number') expect(Number.isInteger(value)).toBe(true)
    }),
  )
})

test('more memory never turns a fit into a misfit', () => {
  fc.assert(
    fc.property(input, fc.integer({ min: 0, max: 100_000_000_000 }), (given, more) => {
      const larger = { ...given, device: { ...given.device, memory: given.device.memory + more } }
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

test('one sequence is a single stream: its time per token is the inverse of its speed', () => {
  fc.assert(
    fc.property(run, (given) => {
      const single: Run = { ...given, metric: 'decode', batch: 1 }
      const band = speedOf(single, fit, types)
      if (typeof band === 'string') throw new Error(band)
      // Both are rounded once: to a thousandth of a token per second, and to a millionth of a second.
      const inverse = 1_000_000_000 / time(single)
      expect(Math.abs(band.likely - inverse)).toBeLessThanOrEqual(1 + inverse / time(single))
    }),
  )
})

const measuredRows = fit.residuals.find(({ metric }) => metric === 'decode')!.rows

test('also where measurements speak: on devices and models with rows, longer never gets faster', () => {
  fc.assert(
    fc.property(run, fc.constantFrom(...measuredRows), fc.integer({ min: 1, max: 40_000 }), (given, row, more) => {
      const accelerator = knowledge.accelerators.accelerators.find((entry) => entry.id === row.same.device.split('/')[0])
      const model = knowledge.models.models.find((entry) => entry.id === row.same.model)!
      const quantization = knowledge.quantizations.quantizations.find((entry) => entry.id === row.same.quantization)
      if (quantization === undefined || accelerator === undefined) return
      const engine = knowledge.engines.engines.find((entry) => entry.id === row.same.engine)!
      const same: Run = { ...given, metric: 'decode', model, quantization, engine, device: deviceOf(accelerator, knowledge.engines, null)! }
      const before = time(same)
      expect(time({ ...same, depth: same.depth + more })).toBeGreaterThanOrEqual(before)
      expect(time({ ...same, batch: same.batch + 1 })).toBeGreaterThanOrEqual(before)
      const faster = { ...same.device, bandwidth: same.device.bandwidth! * (1 + more / 1000) }
      expect(time({ ...same, device: faster })).toBeLessThanOrEqual(before)
    }),
  )
})

test('a cut model: parts sum to the total, and all of it is somewhere', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      fc.constantFrom(...pairs),
      fc.constantFrom(1, 2, 4, 8),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 12 }),
      fc.boolean(),
      (model, pair, tensor, pipeline, replicas, behind, expertParallel) => {
        const bytes = layerBytes(model, pair.quantization, types)!
        const layered = pair.engine.split === 'layers'
        const split = { tensor: layered ? 1 : tensor, pipeline, replicas: layered ? 1 : replicas, expertParallel: expertParallel && !layered }
        const offload = layered ? { layers: behind, expertLayers: behind * 2 } : { layers: 0, expertLayers: 0 }
        const placed = placementOf(
          {
            architecture: model.architecture!, weights: weightsOf(model, pair.quantization, types)!, engine: pair.engine,
            cache: knowledge.quantizations.cacheTypes[0]!, contextTokens: 4096, concurrency: 3, count: 1,
            device: { memory: 80_000_000_000 }, reserve: 0, flashAttention: true,
          },
          bytes, split, offload,
        )
        if (typeof placed === 'string') return
        for (const part of placed.devices) {
          expect(part.weights + part.keyValueCache + part.buffers + part.runtime).toBe(part.total)
          expect([part.weights, part.keyValueCache, part.buffers, part.runtime].every(Number.isSafeInteger)).toBe(true)
        }
        expect(placed.devices.reduce((sum, { total }) => sum + total, 0) + placed.host.total).toBe(placed.total)
        const somewhere = placed.devices.reduce((sum, { weights }) => sum + weights, 0) + placed.host.weights
        expect(somewhere + placed.devices.length + 1).toBeGreaterThanOrEqual(weightsOf(model, pair.quantization, types)!.total)
      },
    ),
  )
})

test('a run measured on the machine is what the machine is then said to reach, within what one run is worth', () => {
  fc.assert(
    fc.property(run, fc.integer({ min: 20, max: 400 }), (given, percent) => {
      const single: Run = { ...given, metric: 'decode', batch: 1 }
      const band = speedOf(single, fit, types)
      if (typeof band === 'string') throw new Error(band)
      const metric = single.engine.family === 'llama.cpp' ? 'decode' : 'serving'
      const anchor = anchorOf({ ...single, metric }, (band.likely * percent) / 100, fit, types)
      if (typeof anchor === 'string') throw new Error(anchor)
      const after = speedOf({ ...single, device: anchoredDevice(single.device, [anchor]) }, fit, types)
      if (typeof after === 'string') throw new Error(after)
      expect(after.basis).toBe('measured')
      // Towards the measurement, and not past it.
      const [low, high] = [Math.min(100, percent) / 100, Math.max(100, percent) / 100]
      expect(after.likely).toBeGreaterThanOrEqual(Math.floor(band.likely * low * 0.999) - 1)
      expect(after.likely).toBeLessThanOrEqual(Math.ceil(band.likely * high * 1.001) + 1)
    }),
  )
})

test('leaving more behind is never faster, and the band holds the likely speed', () => {
  const bytesOf = layerBytes(modelById('llama-3.1-70b'), ggufById('Q4_K_M'), types)!
  const runOn = (bandwidth: number): Run => ({
    metric: 'decode', model: modelById('llama-3.1-70b'), quantization: ggufById('Q4_K_M'), expertQuantization: null, fileBytes: null,
    engine: knowledge.engines.engines.find(({ id }) => id === 'llama.cpp')!, backend: '',
    device: {
      id: 'rtx-4090', memory: 24_000_000_000, bandwidth, operations: { float16: 165_000, float8: null, integer8: 660_000, float4: null },
      link: null, unified: false, processor: null, anchors: [],
    },
    parallel: { devices: 1, tensor: 1, replicas: 1 }, batch: 1, promptTokens: 500, answerTokens: 100, depth: 550,
    cache: knowledge.quantizations.cacheTypes[0]!,
  })
  // A processor reads at 43 GB/s: any card that reads faster gains by every layer it holds.
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 8000 }), fc.integer({ min: 0, max: 79 }), fc.integer({ min: 1, max: 80 }), (gigabytes, fewer, more) => {
      const speed = (layers: number): number => {
        const band = offloadedSpeed(runOn(gigabytes * 1e9), bytesOf, { layers, expertLayers: 0 }, fit, types)
        if (typeof band === 'string') throw new Error(band)
        expect(band.low).toBeLessThanOrEqual(band.likely)
        expect(band.likely).toBeLessThanOrEqual(band.high)
        return band.likely
      }
      expect(speed(Math.min(80, fewer + more))).toBeLessThanOrEqual(speed(fewer))
    }),
  )
})

test('the fewest layers left behind: one less does not fit', () => {
  const model = modelById('llama-3.1-70b')
  const bytes = layerBytes(model, ggufById('Q4_K_M'), types)!
  const one = { tensor: 1, pipeline: 1, replicas: 1, expertParallel: false }
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 60 }), fc.integer({ min: 512, max: 32_768 }), (gigabytes, contextTokens) => {
      const given = {
        architecture: model.architecture!, weights: weightsOf(model, ggufById('Q4_K_M'), types)!,
        engine: knowledge.engines.engines.find(({ id }) => id === 'llama.cpp')!, cache: knowledge.quantizations.cacheTypes[0]!,
        contextTokens, concurrency: 1, count: 1, device: { memory: gigabytes * 1e9, unified: false }, reserve: 0, flashAttention: true,
      }
      const least = leastOffload(given, bytes, one, 'layers')
      if (least === null) return
      const fitsWith = (layers: number): boolean => {
        const placed = placementOf(given, bytes, one, { layers, expertLayers: 0 })
        return typeof placed !== 'string' && placed.fits
      }
      expect(fitsWith(least.layers)).toBe(true)
      if (least.layers > 0) expect(fitsWith(least.layers - 1)).toBe(false)
    }),
    { numRuns: 40 },
  )
})
