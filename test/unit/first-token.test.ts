/** When a server's first token comes: the formula by hand, and what was measured at Homeport's own prediction. */
import { describe, expect, test } from 'vitest'
import { metricOf, speedOf, timeToFirstTokenOf } from '../../shared/domain/capacity.ts'
import type { Run } from '../../shared/domain/capacity/case.ts'
import { firstTokenSeconds, type ServingWork } from '../../shared/domain/capacity/speed.ts'
import { resolveRun } from '../../shared/plan/capacity-run.ts'
import { knowledge } from '../support/knowledge.ts'

const fit = knowledge['capacity-fit']
const types = knowledge.quantizations.tensorTypes

const work: ServingWork = {
  weightBytes: 1_000_000_000,
  cacheBytes: 0,
  tokenSeconds: { float16: 0.0001, float8: 0, float4: 0 },
  batch: 1,
  promptTokens: 1000,
  promptShare: 10,
  promptAttentionSeconds: 0.00001,
  layers: 10,
  sparse: false,
  hidden: 4096,
  devices: 1,
  link: 1,
}
const serving = {
  weights: 0.5, cache: 1, operations: 1, float8: 1, float4: 1, layerMicroseconds: 100, expertLayerMicroseconds: 0,
  linkMicroseconds: 0, link: 1, prompt: 0.5, attention: 1, sequenceMicroseconds: 1000,
}
const own = { operations: 0.5, attention: 0.1, fixedMicroseconds: 20_000, others: 0.1, steps: 2 }

describe('by hand', () => {
  // A step of one sequence: 10^9 bytes over half of 10^12 are 2 ms, one token 0.1 ms, ten layers 1 ms, the sequence 1 ms.
  const step = 0.002 + 0.0001 + 0.001 + 0.001
  // The prompt: a thousand tokens at half the operations, 200 ms, and their attention at a tenth, 100 ms.
  const prompt = 0.2 + 0.1

  test('alone: taken in, read, and the steps that pass', () => {
    expect(firstTokenSeconds(work, 1e12, own, serving)).toBeCloseTo(0.02 + prompt + 2 * step, 9)
  })

  test('beside eleven others, each of whom adds a tenth of a prompt; their prompts slow the steps', () => {
    // 12 sequences: 11/12 of 10 prompt tokens for each token count by half, so 1 + 0.5 * 55/6 tokens each.
    const tokens = 12 * (1 + (0.5 * 55) / 6)
    const attention = (12 * 55 * 0.5 * 0.00001) / 6
    const loaded = 0.002 + tokens * 0.0001 + attention + 0.001 + 0.012
    expect(firstTokenSeconds({ ...work, batch: 12 }, 1e12, own, serving)).toBeCloseTo(0.02 + prompt * 2.1 + 2 * loaded, 9)
  })

  test('no device multiplies at more than nine tenths of its rate, whatever was fitted', () => {
    const fast = { ...own, operations: 3, attention: 3 }
    expect(firstTokenSeconds(work, 1e12, fast, serving)).toBeCloseTo(0.02 + 0.1 / 0.9 + 0.01 / 0.9 + 2 * step, 9)
  })
})

function runOf(changes: Partial<Parameters<typeof resolveRun>[0]>): Run {
  const made = resolveRun(
    {
      metric: 'decode', model: 'llama-3.1-70b', quantization: 'fp8', expertQuantization: null, fileBytes: null, engine: 'vllm',
      accelerator: 'h200-sxm', memory: null, parallel: { devices: 4, tensor: 4, replicas: 1 }, batch: 4,
      promptTokens: 1024, answerTokens: 1024, depth: 1536, cacheType: 'fp8', ...changes,
    },
    knowledge,
  )
  if (typeof made === 'string') throw new Error(made)
  return made
}
function bandOf(run: Run) {
  const band = timeToFirstTokenOf(run, fit, types)
  if (typeof band === 'string') throw new Error(band)
  return band
}

describe('on measured servers', () => {
  test('the range holds what was measured: four H200, four requests, 1024 tokens, 89.6 ms', () => {
    const band = bandOf(runOf({}))
    expect(band.basis).toBe('same-hardware')
    expect(band.low).toBeLessThanOrEqual(89_600)
    expect(band.high).toBeGreaterThanOrEqual(89_600)
  })

  test('hardware that no server was measured on: a wider range, and it says by what', () => {
    const here = bandOf(runOf({}))
    const cards = bandOf(runOf({ accelerator: 'rtx-4090' }))
    expect(cards.basis).toBe('vendor')
    expect(cards.high / cards.low).toBeGreaterThan(here.high / here.low)
  })

  test("a server's prompt speed is its prompt over the time to its first token", () => {
    const alone = runOf({ batch: 1 })
    const speed = speedOf({ ...alone, metric: 'prefill' }, fit, types)
    if (typeof speed === 'string') throw new Error(speed)
    expect(metricOf({ ...alone, metric: 'prefill' })).toBe('first-token')
    expect(speed.likely / 1000).toBeCloseTo(1024 / (bandOf(alone).likely / 1_000_000), -1)
  })

  test('more devices read a prompt sooner', () => {
    const first = (tensor: number): number => bandOf(runOf({ promptTokens: 8192, parallel: { devices: tensor, tensor, replicas: 1 } })).likely
    expect(first(8)).toBeLessThan(first(4))
    expect(first(4)).toBeLessThan(first(2))
  })
})

test('llama.cpp reads the prompt alone and writes one token, however many wait', () => {
  const given = { engine: 'llama.cpp', quantization: 'Q4_K_M', model: 'llama-3.1-8b', accelerator: 'rtx-4090', cacheType: 'f16', parallel: { devices: 1, tensor: 1, replicas: 1 } }
  const alone = runOf({ ...given, batch: 1 })
  const prompt = speedOf({ ...alone, metric: 'prefill', depth: 0 }, fit, types)
  if (typeof prompt === 'string') throw new Error(prompt)
  const first = bandOf(alone).likely
  // 1024 tokens at that speed, and one more at some 140 tokens a second: about 7 ms.
  const reading = (1024 * 1_000_000_000) / prompt.likely
  expect(first - reading).toBeGreaterThan(5000)
  expect(first - reading).toBeLessThan(10_000)
  expect(bandOf(runOf({ ...given, batch: 16 })).likely).toBe(first)
})
