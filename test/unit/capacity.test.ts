/** Memory by hand: one model of each kind of attention, published file sizes, and what llama.cpp printed. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cacheBytes } from '../../shared/domain/capacity/cache.ts'
import { memoryOf } from '../../shared/domain/capacity/memory.ts'
import { expertShare, wholePower } from '../../shared/domain/capacity/speed.ts'
import { parametersOf, tensorBytes, weightsOf } from '../../shared/domain/capacity/weights.ts'
import { engineByName } from '../../shared/domain/engine-pack.ts'
import { quantizationByName } from '../../shared/domain/quantization-pack.ts'
import { knowledge } from '../support/knowledge.ts'

const model = (id: string) => knowledge.models.models.find((entry) => entry.id === id)!
const engine = (id: string) => engineByName(knowledge.engines, id)!
const cacheType = (id: string) => knowledge.quantizations.cacheTypes.find((entry) => entry.id === id)!
const gguf = (id: string) => quantizationByName(knowledge.quantizations, id, 'gguf')!
const served = (id: string) => quantizationByName(knowledge.quantizations, id, 'safetensors')!
const types = knowledge.quantizations.tensorTypes

const cache = (id: string, tokens: number, type = 'f16', engineId = 'llama.cpp') =>
  cacheBytes(model(id).architecture!, tokens, cacheType(type), engine(engineId))

describe('cache of one sequence, to the byte', () => {
  test('grouped heads: 32 layers x 8192 tokens x 8 heads x (128 + 128) x 2 bytes', () => {
    expect(cache('llama-3.1-8b', 8192)).toBe(1_073_741_824)
  })

  test('every head its own: 32 layers x 4096 tokens x 32 heads x 256 x 2 bytes', () => {
    expect(cache('llama-2-7b', 4096)).toBe(2_147_483_648)
  })

  test('Q8_0 takes 34 bytes for 32 numbers, Q4_0 takes 18', () => {
    expect(cache('llama-3.1-8b', 8192, 'q8_0')).toBe((1_073_741_824 / 64) * 34)
    expect(cache('llama-3.1-8b', 8192, 'q4_0')).toBe((1_073_741_824 / 64) * 18)
  })

  test('latent attention: 61 layers x (512 + 64) x 2 bytes for each token, whatever the heads', () => {
    expect(cache('deepseek-v3', 16_384)).toBe(70_272 * 16_384)
  })

  test('latent attention with a sparse index: 128 bytes and a 4-byte scale more per token and layer in vLLM', () => {
    expect(cache('deepseek-v3.2', 16_384, 'f16', 'vllm')).toBe((70_272 + 61 * 132) * 16_384)
  })

  test('sliding window: 12 of 24 layers keep 128 + 512 tokens, rounded up to blocks of 256', () => {
    const perTokenAndLayer = 8 * (64 + 64) * 2
    expect(cache('gpt-oss-20b', 32_768)).toBe(12 * 32_768 * perTokenAndLayer + 12 * 768 * perTokenAndLayer)
  })

  test('five sliding layers for each full one: 10 full and 52 of 1024 + 512 tokens', () => {
    const perTokenAndLayer = 16 * (128 + 128) * 2
    expect(cache('gemma-3-27b', 32_768)).toBe(10 * 32_768 * perTokenAndLayer + 52 * 1536 * perTokenAndLayer)
  })

  test('gated delta net: a state of fixed size in 3 of 4 layers', () => {
    const full = 8 * 4096 * 4 * (256 + 256) * 2
    const state = 4 * (32 * 128 * 128 + 3 * (2 * 16 * 128 + 32 * 128))
    expect(cache('qwen3.5-9b', 4096)).toBe(full + 24 * state)
  })

  test('Mamba-2: a state of fixed size in 36 of 40 layers', () => {
    const { heads, headDimension, groups, stateDimension } = model('granite-4.0-h-micro').architecture!.mamba!
    expect([heads, headDimension, groups, stateDimension]).toEqual([64, 64, 1, 128])
    const state = 4 * (64 * 64 * 128 + 3 * (64 * 64 + 2 * 128))
    const { keyValueHeads, headDimension: width } = model('granite-4.0-h-micro').architecture!
    expect(cache('granite-4.0-h-micro', 4096)).toBe(4 * 4096 * keyValueHeads * 2 * width * 2 + 36 * state)
  })

  test('is not guessed where the kinds of layers are not known', () => {
    expect(cache('muse-glimmer-30b', 4096)).toBeNull()
  })
})

describe('weights', () => {
  test('every number of every tensor is counted: totals equal those of the pack', () => {
    const counted = knowledge.models.models.flatMap(({ architecture, parameters }) => {
      const groups = architecture === null ? null : parametersOf(architecture)
      if (groups === null) return []
      return [[groups.embedding + groups.head + groups.experts + groups.rest, parameters.total]]
    })
    expect(counted.length).toBe(100)
    for (const [sum, total] of counted) expect(sum).toBe(total)
  })

  test('published totals that were made independently: DeepSeek-V3 and GLM-5', () => {
    expect(model('deepseek-v3').parameters.total! / 1e9).toBeCloseTo(671.03, 2)
    expect(model('glm-5').parameters.total! / 1e9).toBeCloseTo(743.91, 2)
  })

  test('Llama 3.1 8B: bits per weight that llama.cpp publishes to four decimals', () => {
    const published = {
      Q8_0: 8.5008,
      Q6_K: 6.5633,
      Q5_K_M: 5.7036,
      Q4_K_M: 4.8944,
      Q4_K_S: 4.6672,
      IQ3_XXS: 3.2548,
      IQ1_S: 2.0042,
    }
    for (const [name, bits] of Object.entries(published)) {
      const weights = tensorBytes(model('llama-3.1-8b'), gguf(name), types)!
      expect((weights.total * 8) / 8_030_261_248, name).toBeCloseTo(bits, 3)
    }
  })

  test('bfloat16 is two bytes for each number; FP8 keeps embeddings and head at two', () => {
    const total = model('qwen3-32b').parameters.total!
    expect(weightsOf(model('qwen3-32b'), served('bf16'), types)!.total).toBe(total * 2)
    const architecture = model('qwen3-32b').architecture!
    const fp8 = weightsOf(model('qwen3-32b'), served('fp8'), types)!
    expect(fp8.embedding + fp8.head).toBe(2 * architecture.vocabulary * architecture.hidden * 2)
    expect(fp8.total).toBeLessThan(total * 1.1)
  })

  test('experts trained in MXFP4 stay so in files called F16', () => {
    const weights = tensorBytes(model('gpt-oss-20b'), gguf('F16'), types)!
    expect(weights.experts).toBe((parametersOf(model('gpt-oss-20b').architecture!)!.experts / 32) * 17)
  })

  test('without an architecture: published size, else published parameters in one width, else nothing', () => {
    expect(weightsOf(model('apertus-70b'), served('bf16'), types)).toMatchObject({
      basis: 'published-parameters',
      total: 140_000_000_000,
    })
    expect(weightsOf(model('apertus-70b'), gguf('Q4_K_M'), types)).toBeNull()
  })
})

const mebibytes = (bytes: number) => bytes / 1024 / 1024

describe('memory that llama.cpp printed', () => {
  type Log = {
    context: number
    devices: number
    weightsMebibytes: number
    cacheMebibytes: number
    buffersMebibytes: number[]
  }
  const logs: Log[] = JSON.parse(readFileSync('test/fixtures/capacity-rows.json', 'utf8')).memoryLogs

  test.each(logs)('context $context on $devices devices', (log) => {
    const memory = memoryOf({
      architecture: model('llama-3.1-8b').architecture!,
      weights: tensorBytes(model('llama-3.1-8b'), gguf('Q4_K_M'), types)!,
      engine: engine('llama.cpp'),
      cache: cacheType('f16'),
      contextTokens: log.context,
      concurrency: 1,
      count: log.devices,
      device: { memory: 80_000_000_000 },
      reserve: 0,
      flashAttention: false,
    })!
    expect(mebibytes(memory.weights)).toBeCloseTo(log.weightsMebibytes, 0)
    expect(mebibytes(memory.keyValueCache)).toBe(log.cacheMebibytes)
    const printed = log.buffersMebibytes.reduce((sum, value) => sum + value, 0)
    expect(Math.abs(mebibytes(memory.buffers) / printed - 1)).toBeLessThan(0.01)
    expect(memory.total).toBe(memory.weights + memory.keyValueCache + memory.buffers + memory.runtime)
  })
})

test('powers are products only, and shares of experts follow them', () => {
  expect(wholePower(3, 0)).toBe(1)
  expect(wholePower(3, 5)).toBe(243)
  expect(expertShare({ count: 8, perToken: 2 }, 1)).toBe(0.25)
  expect(expertShare({ count: 8, perToken: 2 }, 2)).toBe(1 - 0.75 * 0.75)
})
