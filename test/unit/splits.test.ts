/** One copy cut over several devices in each way that its engine has, by hand. */
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../shared/plan/fields.ts'
import { splitsFor } from '../../shared/plan/stages/splits.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { words } from '../../shared/words/tables.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const base: Partial<Facts> = {
  'model.id': 'llama-3.1-70b',
  'model.quantization': 'bf16',
  'model.engine': 'vllm',
  'load.peakConcurrency': 8,
  'load.contextTokens': 4096,
  'load.promptTokens': 1000,
  'load.answerTokens': 300,
  'hardware.source': 'catalog',
  'hardware.accelerator': 'h100-sxm',
  'hardware.count': 4,
  'hardware.nodes': 1,
}
const ways = (changes: Partial<Facts> = {}) => splitsFor(factsWith({ ...base, ...changes }), null, knowledge)

describe('servers', () => {
  test('a tensor split is even, stages are not: the first has the embedding, the last the head', () => {
    const [tensor, stages, ...none] = ways()
    expect(none).toEqual([])
    expect([tensor!.kind, tensor!.isPlanned, stages!.kind, stages!.isPlanned]).toEqual(['tensor', true, 'stages', false])
    expect(tensor!.devices).toHaveLength(1)
    // 70,553,706,496 numbers of two bytes, a quarter on each.
    expect(tensor!.devices[0]).toMatchObject({ first: 1, last: 4, part: { weights: (70_553_706_496 * 2) / 4 } })
    // 20 of 80 layers on each; embedding and head 128,256 x 8192 numbers each, the head with a norm of 8192.
    const layers = 70_553_706_496 - 2 * 128_256 * 8192 - 8192
    const [first, middle, last] = stages!.devices
    expect(stages!.devices).toHaveLength(3)
    expect(first).toMatchObject({ first: 1, last: 1, part: { from: 0, to: 20, weights: layers / 2 + 128_256 * 8192 * 2 } })
    expect(middle).toMatchObject({ first: 2, last: 3, part: { from: 20, weights: layers / 2 }, to: 60 })
    expect(last).toMatchObject({ first: 4, last: 4, part: { weights: layers / 2 + (128_256 * 8192 + 8192) * 2 } })
  })

  test('the planned way is what the plan says', () => {
    const assessed = assessInstallation(factsWith(base), null, knowledge)
    const [planned] = ways()
    expect(planned!.perPerson).toEqual(assessed.perPerson)
    expect(planned!.fits).toBe(assessed.memory!.fits)
    expect(planned!.fullestDevice).toBe(assessed.memory!.fullestDevice)
  })

  test('stages and experts rest on formulas alone, and their range says so', () => {
    const all = ways({ 'model.id': 'qwen3-30b-a3b' })
    expect(all.map(({ kind }) => kind)).toEqual(['tensor', 'stages', 'experts'])
    for (const { kind, perPerson } of all) {
      if (kind === 'tensor') continue
      expect(perPerson!.basis).toBe('vendor')
      expect(perPerson!.low).toBeLessThan(perPerson!.likely)
      expect(perPerson!.high).toBeGreaterThan(perPerson!.likely)
    }
  })
})

describe('one copy over two nodes of eight', () => {
  const large: Partial<Facts> = {
    'model.id': 'deepseek-v3', 'model.quantization': 'FP8-block', 'hardware.count': 8, 'hardware.nodes': 2,
    'sizing.nodesPerCopy': 2, 'sizing.nodeLink': 400,
  }

  test('every layer over all sixteen, a stage in each node, or experts over all', () => {
    const all = ways(large)
    expect(all.map(({ kind, split }) => [kind, split.tensor, split.pipeline, split.replicas])).toEqual([
      ['tensor', 16, 1, 1],
      ['stages', 8, 2, 1],
      ['experts', 8, 1, 2],
    ])
    // Stages: 61 layers of latent attention, 31 on the first node and 30 on the second.
    expect(all[1]!.devices.map(({ first, last, part }) => [first, last, part.from, part.to])).toEqual([[1, 8, 0, 31], [9, 16, 31, 61]])
  })

  test('a slower network never makes a way faster, and stages suffer least', () => {
    const at = (gigabits: number) => ways({ ...large, 'sizing.nodeLink': gigabits }).map(({ perPerson }) => perPerson!.likely)
    const [fast, slow] = [at(400), at(10)]
    for (const [place, likely] of slow.entries()) expect(likely).toBeLessThanOrEqual(fast[place]!)
    const lost = slow.map((likely, place) => likely / fast[place]!)
    expect(lost[1]).toBeGreaterThan(lost[0]!)
    expect(lost[1]).toBeGreaterThan(lost[2]!)
  })
})

describe('llama.cpp', () => {
  test('deals whole layers: 32 layers and the output over 4 cards are 9, 8, 8 and 8 pieces', () => {
    const [only, ...none] = ways({ 'model.id': 'llama-3.1-8b', 'model.quantization': 'Q4_K_M', 'model.engine': 'llama.cpp', 'hardware.accelerator': 'rtx-4090' })
    expect(none).toEqual([])
    expect(only).toMatchObject({ kind: 'layers', isPlanned: true, fits: true })
    const pieces = only!.devices.map(({ part }) => part.to - part.from)
    expect(only!.devices.reduce((sum, { first, last }, i) => sum + (last - first + 1) * pieces[i]!, 0)).toBe(32)
    expect(only!.devices.at(-1)!.part.to).toBe(32)
  })

  test('one device cannot be cut', () => {
    expect(ways({ 'hardware.count': 1 })).toEqual([])
  })
})

test('every way has words', () => {
  for (const table of Object.values(words))
    for (const kind of ['layers', 'tensor', 'stages', 'experts']) expect(Object.keys(table)).toContain(`splits.kind.${kind}`)
})
