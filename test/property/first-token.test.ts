/** A first token never comes sooner for a longer prompt, more people or slower memory, and never out of its range. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeToFirstTokenOf } from '../../shared/domain/capacity.ts'
import type { Run } from '../../shared/domain/capacity/case.ts'
import { engineByName } from '../../shared/domain/engine-pack.ts'
import { deviceOf, quantizationFor } from '../../shared/plan/capacity-run.ts'
import { knowledge } from '../support/knowledge.ts'

const fit = knowledge['capacity-fit']
const types = knowledge.quantizations.tensorTypes
const models = knowledge.models.models.filter(({ architecture }) => architecture !== null)
const cards = knowledge.accelerators.accelerators.filter(
  ({ kind, memory, bandwidth, operations }) => kind !== 'cpu' && memory !== null && bandwidth !== null && operations.float16 !== null,
)

const run: fc.Arbitrary<Run> = fc
  .record({
    model: fc.constantFrom(...models),
    engine: fc.constantFrom('vllm', 'sglang', 'trtllm'),
    format: fc.constantFrom('bf16', 'fp8', 'nvfp4', 'awq'),
    card: fc.constantFrom(...cards),
    tensor: fc.constantFrom(1, 2, 4, 8),
    batch: fc.integer({ min: 1, max: 256 }),
    promptTokens: fc.integer({ min: 1, max: 60_000 }),
    answerTokens: fc.integer({ min: 1, max: 8000 }),
  })
  .map(({ model, engine, format, card, tensor, batch, promptTokens, answerTokens }) => {
    const server = engineByName(knowledge.engines, engine)!
    return {
      metric: 'decode',
      model,
      quantization: quantizationFor(knowledge.quantizations, format, server, model.nativePrecision)!,
      expertQuantization: null,
      fileBytes: null,
      engine: server,
      backend: '',
      device: deviceOf(card, knowledge.engines, null)!,
      parallel: { devices: tensor, tensor, replicas: 1 },
      batch,
      promptTokens,
      answerTokens,
      depth: promptTokens + Math.floor(answerTokens / 2),
      cache: knowledge.quantizations.cacheTypes[0]!,
    }
  })

function first(given: Run) {
  const band = timeToFirstTokenOf(given, fit, types)
  if (typeof band === 'string') throw new Error(band)
  return band
}

test('whole and in order; later for more people, a longer prompt, slower memory', () => {
  fc.assert(
    fc.property(run, fc.integer({ min: 1, max: 100 }), (given, more) => {
      // Models whose sizes do not explain their published parameters are refused, whatever is asked of them.
      fc.pre(timeToFirstTokenOf(given, fit, types) !== 'architecture-unknown')
      const band = first(given)
      expect([band.low, band.likely, band.high].every(Number.isSafeInteger)).toBe(true)
      expect(band.low).toBeLessThanOrEqual(band.likely)
      expect(band.likely).toBeLessThanOrEqual(band.high)
      expect(first({ ...given, batch: given.batch + more }).likely).toBeGreaterThanOrEqual(band.likely)
      expect(first({ ...given, promptTokens: given.promptTokens + more, depth: given.depth + more }).likely).toBeGreaterThanOrEqual(band.likely)
      const slower = { ...given.device, bandwidth: given.device.bandwidth! / (1 + more / 100) }
      expect(first({ ...given, device: slower }).likely).toBeGreaterThanOrEqual(band.likely)
    }),
  )
})
