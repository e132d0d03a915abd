/** One copy over several nodes: memory of all their devices, the network as the link, and said to be unmeasured. */
import { expect, test } from 'vitest'
import type { Facts } from '../../shared/plan/fields.ts'
import { optionsFor } from '../../shared/plan/sizing/options.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { words } from '../../shared/words/tables.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

/** 671 billion parameters in 8 bits on nodes of eight cards with 80 GB: 671 GB on 640. */
const large: Partial<Facts> = {
  'model.id': 'deepseek-v3',
  'model.quantization': 'FP8-block',
  'model.engine': 'vllm',
  'load.peakConcurrency': 8,
  'load.contextTokens': 4096,
  'load.promptTokens': 1000,
  'load.answerTokens': 300,
  'hardware.source': 'catalog',
  'hardware.accelerator': 'h100-sxm',
  'hardware.count': 8,
  'hardware.nodes': 2,
}
const run = (changes: Partial<Facts> = {}) => assessInstallation(factsWith({ ...large, ...changes }), null, knowledge)
const over = (nodes: number, gigabits: number | null): Partial<Facts> => ({ 'sizing.nodesPerCopy': nodes, 'sizing.nodeLink': gigabits })

test('one node is not enough, two that share a copy are', () => {
  expect(run().memory?.fits).toBe(false)
  const { memory, target, findings } = run(over(2, 400))
  expect(memory?.fits).toBe(true)
  expect(target).toMatchObject({ count: 16, nodes: 1 })
  expect(findings.find(({ id }) => id === 'hardware/span-unmeasured')).toMatchObject({ level: 'unknown', confirm: true })
})

test('a slower network is never faster', () => {
  const speeds = [400, 100, 25, 10].map((gigabits) => run(over(2, gigabits)).perPerson!.likely)
  expect(speeds).toEqual(speeds.toSorted((left, right) => right - left))
  expect(speeds[0]!).toBeGreaterThan(speeds.at(-1)!)
})

test('without the network, or with too few nodes, nothing is guessed', () => {
  expect(run(over(2, null)).findings[0]).toMatchObject({ id: 'hardware/missing', field: 'sizing.nodeLink' })
  expect(run(over(4, 400)).findings[0]).toMatchObject({ id: 'hardware/missing', field: 'hardware.nodes' })
})

test('it is among what would make it fit, once the network is known', () => {
  const kinds = (changes: Partial<Facts>) => optionsFor(factsWith({ ...large, ...changes }), null, knowledge).map(({ kind }) => kind)
  expect(kinds({ 'sizing.nodeLink': 400 })).toContain('span')
  expect(kinds({})).not.toContain('span')
})

test('every message has words', () => {
  for (const { findings } of [run(over(2, 400)), run(over(2, null)), run(over(4, 400))])
    for (const finding of findings)
      for (const { id } of [finding.headline, ...finding.because.map((one) => one.message)])
        for (const table of Object.values(words)) expect(Object.keys(table)).toContain(id)
})
