/** The whole matrix of models, devices and number formats in one pass. Figures, not assertions. */
import { expect, it } from 'vitest'
import { speedOf } from '../../shared/domain/capacity.ts'
import { runWeights, type Run } from '../../shared/domain/capacity/case.ts'
import { memoryOf } from '../../shared/domain/capacity/memory.ts'
import { quantizationByName } from '../../shared/domain/quantization-pack.ts'
import { engineByName } from '../../shared/domain/engine-pack.ts'
import { deviceOf } from '../../shared/plan/capacity-run.ts'
import type { Model } from '../../shared/domain/model-pack.ts'
import { knowledge } from '../support/knowledge.ts'
import { report } from './figures.ts'

const formats = ['Q8_0', 'Q6_K', 'Q5_K_M', 'Q4_K_M', 'Q3_K_M', 'IQ4_XS'].map((id) => quantizationByName(knowledge.quantizations, id, 'gguf')!)
const engine = engineByName(knowledge.engines, 'llama.cpp')!
const cache = knowledge.quantizations.cacheTypes[0]!
const devices = knowledge.accelerators.accelerators.flatMap((entry) => {
  // A processor has as much memory as its owner gave it.
  const device = deviceOf(entry, knowledge.engines, entry.memory === null ? 256_000_000_000 : null)
  return device === null ? [] : [device]
})

/** Every combination: does it fit, and how fast is it. Returns how many were answered. */
function matrix(models: readonly Model[]): number {
  let answered = 0
  for (const model of models)
    for (const quantization of formats) {
      const weights = runWeights({ model, quantization, expertQuantization: null, fileBytes: null }, knowledge.quantizations.tensorTypes)
      for (const device of devices) {
        if (weights === null || model.architecture === null) {
          answered += 1
          continue
        }
        const memory = memoryOf({
          architecture: model.architecture, weights, engine, cache, contextTokens: 8192, concurrency: 1, count: 1, device,
          reserve: 0, flashAttention: true,
        })
        answered += 1
        if (memory?.fits !== true) continue
        const run: Run = {
          metric: 'decode', model, quantization, expertQuantization: null, fileBytes: null, engine, backend: '', device,
          parallel: { devices: 1, tensor: 1, replicas: 1 }, batch: 1, promptTokens: 1000, answerTokens: 500, depth: 1250, cache,
        }
        speedOf(run, knowledge['capacity-fit'], knowledge.quantizations.tensorTypes)
      }
    }
  return answered
}

/** Models that no cache has seen: new objects with the same content. */
const fresh = (times: number): readonly Model[] =>
  Array.from({ length: times }, () => structuredClone(knowledge.models.models)).flat()

it('all models x all devices x 6 number formats', () => {
  for (const times of [1, 2, 4]) {
    const busy: number[] = []
    const samples = Array.from({ length: 5 }, () => {
      const models = fresh(times)
      const before = process.cpuUsage()
      const begin = performance.now()
      expect(matrix(models)).toBe(models.length * devices.length * formats.length)
      const { user, system } = process.cpuUsage(before)
      busy.push((user + system) / 1000)
      return performance.now() - begin
    })
    report(`matrix of ${knowledge.models.models.length * times} models x ${devices.length} devices x 6, nothing remembered`, 'ms', samples)
    report('  its processor time', 'ms', busy)
  }
  const { models } = knowledge.models
  matrix(models)
  report(`the same ${models.length} models again`, 'ms', Array.from({ length: 5 }, () => {
    const begin = performance.now()
    matrix(models)
    return performance.now() - begin
  }))
})
