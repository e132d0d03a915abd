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

  test('one head for all queries: 4 full and 22 of 512 + 512 tokens, 256 + 256 numbers of 2 bytes', () => {
    const { keyValueHeads, layerPattern } = model('gemma-3-1b').architecture!
    expect([keyValueHeads, layerPattern!.replaceAll('S', '').length]).toEqual([1, 4])
    expect(cache('gemma-3-1b', 32_768)).toBe(4 * 32_768 * 512 * 2 + 22 * 1024 * 512 * 2)
  })

  test('chunks of 8192 tokens in 3 of 4 layers: 12 full and 36 of at most 8192 + 2048 tokens in vLLM', () => {
    const perTokenAndLayer = 8 * (128 + 128) * 2
    expect(cache('llama-4-scout', 131_072, 'f16', 'vllm')).toBe((12 * 131_072 + 36 * 10_240) * perTokenAndLayer)
    // Shorter than a chunk, all layers hold all tokens.
    expect(cache('llama-4-scout', 4096, 'f16', 'vllm')).toBe(48 * 4096 * perTokenAndLayer)
  })

  test('full layers with other heads: 10 with 4 x 512 and 50 sliding with 16 x 256, in 8-bit floats', () => {
    // 1024 + 2048 tokens of window are a multiple of 16 already.
    expect(cache('gemma-4-31b', 65_536, 'fp8', 'vllm')).toBe(10 * 65_536 * 4 * 1024 + 50 * 3072 * 16 * 512)
  })

  test('a hybrid of Mamba-2 and 6 full layers of 52, in Q8_0: 34 bytes for 32 numbers, states stay 32-bit', () => {
    const { layerPattern, keyValueHeads, headDimension } = model('nemotron-3-nano-30b-a3b').architecture!
    expect([layerPattern!.split('A').length - 1, layerPattern!.split('M').length - 1]).toEqual([6, 23])
    expect([keyValueHeads, headDimension]).toEqual([2, 128])
    const state = 4 * (64 * 64 * 128 + 3 * (64 * 64 + 2 * 8 * 128))
    expect(cache('nemotron-3-nano-30b-a3b', 8192, 'q8_0')).toBe(6 * 8192 * 2 * 256 * (34 / 32) + 23 * state)
  })

  test('both in one layer: a full cache and a state in each of 2 layers', () => {
    // Falcon-H1's kind. 2 layers x (1000 tokens x 2 heads x (64 + 64) x 2 bytes + 4 x (8 x 64 x 16 + 3 x (512 + 32))).
    const base = model('granite-4.0-h-micro').architecture!
    const both = {
      ...base, layers: 2, layerPattern: 'HH', keyValueHeads: 2, headDimension: 64,
      mamba: { heads: 8, headDimension: 64, groups: 1, stateDimension: 16 },
    }
    expect(cacheBytes(both, 1024, cacheType('f16'), engine('sglang'))).toBe(2 * (1024 * 512 + 4 * (8192 + 3 * 544)))
  })

  test('every cache type of llama.cpp, for 64 numbers: two blocks of 32', () => {
    const bytes = { f16: 128, q8_0: 68, q5_1: 48, q5_0: 44, q4_1: 40, q4_0: 36, iq4_nl: 36 }
    for (const [type, expected] of Object.entries(bytes))
      expect(cache('llama-3.1-8b', 8192, type), type).toBe((1_073_741_824 / 128) * expected)
  })

  test('vLLM\u2019s own log: Qwen3-235B in FP8 over 4 devices, 8.11 GiB hold 180,935 tokens (178,880 logged)', () => {
    // 94 layers x 1 of 4 heads on each device x (128 + 128) x 2 bytes: 48,128 bytes for each token.
    const perToken = cache('qwen3-235b-a22b', 16, 'f16', 'vllm')! / 16 / 4
    expect(perToken).toBe(48_128)
    expect(Math.floor((8.11 * 2 ** 30) / perToken)).toBe(180_935)
  })

  test('is not guessed where the kinds of layers are not known', () => {
    expect(cache('muse-glimmer-30b', 4096)).toBeNull()
  })
})

test('block layouts of every tensor type, as gguf-py lists them: numbers and bytes', () => {
  const layouts = {
    F32: [1, 4], F16: [1, 2], BF16: [1, 2], Q4_0: [32, 18], Q4_1: [32, 20], Q5_0: [32, 22], Q5_1: [32, 24], Q8_0: [32, 34],
    Q2_K: [256, 84], Q3_K: [256, 110], Q4_K: [256, 144], Q5_K: [256, 176], Q6_K: [256, 210],
    IQ1_S: [256, 50], IQ1_M: [256, 56], IQ2_XXS: [256, 66], IQ2_XS: [256, 74], IQ2_S: [256, 82],
    IQ3_XXS: [256, 98], IQ3_S: [256, 110], IQ4_NL: [32, 18], IQ4_XS: [256, 136], MXFP4: [32, 17], NVFP4: [64, 36],
    TQ1_0: [256, 54], TQ2_0: [256, 66],
  }
  expect(Object.fromEntries(types.map((type) => [type.id, [type.blockElements, type.blockBytes]]))).toEqual(layouts)
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

  test('bytes of one weight in each served format: 8 bits, blocks with scales, 4 bits with scales', () => {
    // Of Qwen3-32B the linear layers: all but embedding and head (each 151936 x 5120) and the norms (2 bytes each).
    const { layers, hidden, vocabulary } = model('qwen3-32b').architecture!
    const ends = vocabulary * hidden
    const norms = (2 * layers + 1) * hidden
    const linear = model('qwen3-32b').parameters.total! - 2 * ends - norms
    const kept = (2 * ends + norms) * 2
    const bits = { bf16: 16, fp8: 8, fp8_block: 131_104 / 16_384, int8: 8, awq: 4.15625, gptq: 4.15625, nvfp4: 4.5 }
    for (const [name, each] of Object.entries(bits))
      expect(weightsOf(model('qwen3-32b'), served(name), types)!.total, name).toBeCloseTo(kept + (linear * each) / 8, 0)
  })

  test('MXFP4 of gpt-oss: experts 4.25 bits, all else 2 bytes', () => {
    const { experts, embedding, head, rest } = parametersOf(model('gpt-oss-120b').architecture!)!
    expect(weightsOf(model('gpt-oss-120b'), served('mxfp4'), types)!.total).toBe((experts / 32) * 17 + (embedding + head + rest) * 2)
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
