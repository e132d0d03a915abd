/** Where a model lies when it is cut over devices, by hand. */
import { describe, expect, test } from 'vitest'
import { cacheBytes } from '../../shared/domain/capacity/cache.ts'
import { diskNeed, leastOffload, placementOf, type Offload, type Split } from '../../shared/domain/capacity/placement.ts'
import type { MemoryInput } from '../../shared/domain/capacity/memory.ts'
import { layerBytes, parametersOf, tensorBytes, weightsOf } from '../../shared/domain/capacity/weights.ts'
import { engineByName } from '../../shared/domain/engine-pack.ts'
import { quantizationByName } from '../../shared/domain/quantization-pack.ts'
import { knowledge } from '../support/knowledge.ts'

const types = knowledge.quantizations.tensorTypes
const modelOf = (id: string) => knowledge.models.models.find((entry) => entry.id === id)!
const gguf = (id: string) => quantizationByName(knowledge.quantizations, id, 'gguf')!
const served = (id: string) => quantizationByName(knowledge.quantizations, id, 'safetensors')!

function placed(id: string, quantization: string, engine: string, split: Partial<Split>, more: Partial<MemoryInput> = {}, offload?: Offload) {
  const model = modelOf(id)
  const format = engine === 'llama.cpp' ? gguf(quantization) : served(quantization)
  const bytes = layerBytes(model, format, types)!
  const whole = { tensor: 1, pipeline: 1, replicas: 1, expertParallel: false, ...split }
  const input: MemoryInput = {
    architecture: model.architecture!,
    weights: weightsOf(model, format, types)!,
    engine: engineByName(knowledge.engines, engine)!,
    cache: knowledge.quantizations.cacheTypes[0]!,
    contextTokens: 8192,
    concurrency: 1,
    count: 1,
    device: { memory: 80_000_000_000 },
    reserve: 0,
    flashAttention: true,
    ...more,
  }
  return { placement: placementOf(input, bytes, whole, offload), input, bytes, whole }
}

describe('weights layer by layer', () => {
  test.each(['llama-3.1-8b', 'gemma-3-27b', 'qwen3.5-9b', 'deepseek-v3', 'gpt-oss-20b'])('%s: sum to the whole', (id) => {
    const bytes = layerBytes(modelOf(id), gguf('Q4_K_M'), types)!
    const whole = tensorBytes(modelOf(id), gguf('Q4_K_M'), types)!
    const layers = bytes.layers.reduce((sum, { rest, experts }) => sum + rest + experts, 0)
    expect(layers + bytes.embedding + bytes.head).toBeCloseTo(whole.total, 0)
  })
})

describe('servers', () => {
  test('Llama 3.1 70B in bfloat16 over 4 devices: a quarter of the weights, 2 of 8 heads of the cache on each', () => {
    const { placement } = placed('llama-3.1-70b', 'bf16', 'vllm', { tensor: 4 })
    if (typeof placement === 'string') throw new Error(placement)
    // 70,553,706,496 parameters of two bytes, a quarter on each device.
    expect(parametersOf(modelOf('llama-3.1-70b').architecture!)).toMatchObject({ embedding: 128_256 * 8192 })
    expect(placement.devices).toHaveLength(4)
    expect(placement.devices[0]!.weights).toBe((70_553_706_496 * 2) / 4)
    // 80 layers x 8192 tokens x 2 heads x (128 + 128) x 2 bytes.
    expect(placement.devices[0]!.keyValueCache).toBe(80 * 8192 * 2 * 256 * 2)
    expect(placement.host.total).toBe(0)
  })

  test('8 heads over 16 devices: each device still keeps one', () => {
    const { placement } = placed('llama-3.1-70b', 'bf16', 'vllm', { tensor: 16 })
    if (typeof placement === 'string') throw new Error(placement)
    expect(placement.devices[0]!.keyValueCache).toBe(80 * 8192 * 256 * 2)
  })

  test('latent attention is kept whole on each device of a tensor split', () => {
    const { placement } = placed('deepseek-v3', 'fp8', 'sglang', { tensor: 8 }, { device: { memory: 141_000_000_000 } })
    if (typeof placement === 'string') throw new Error(placement)
    expect(placement.devices[0]!.keyValueCache).toBe(70_272 * 8192)
  })

  test('two stages: 40 layers each, the embedding on the first, the head on the last', () => {
    const { placement, bytes } = placed('llama-3.1-70b', 'bf16', 'vllm', { pipeline: 2, tensor: 2 })
    if (typeof placement === 'string') throw new Error(placement)
    expect(placement.devices.map(({ stage, from, to }) => [stage, from, to])).toEqual([
      [0, 0, 40], [0, 0, 40], [1, 40, 80], [1, 40, 80],
    ])
    const half = bytes.layers.slice(0, 40).reduce((sum, { rest }) => sum + rest, 0)
    expect(placement.devices[0]!.weights).toBe((half + 128_256 * 8192 * 2) / 2)
  })

  test('expert parallel over 2 x 4 devices: an eighth of the experts, and a quarter of the rest, on each', () => {
    const { placement, bytes } = placed('deepseek-v3', 'fp8', 'vllm', { tensor: 4, replicas: 2, expertParallel: true })
    if (typeof placement === 'string') throw new Error(placement)
    const sum = (pick: (layer: { rest: number; experts: number }) => number) => bytes.layers.reduce((all, layer) => all + pick(layer), 0)
    const rest = sum((layer) => layer.rest) + bytes.embedding + bytes.head
    expect(placement.devices).toHaveLength(8)
    expect(placement.devices[7]!.weights).toBe(Math.floor(rest / 4 + sum((layer) => layer.experts) / 8 + 0.5))
  })

  test('what cannot be cut is refused', () => {
    expect(placed('llama-3.1-8b', 'bf16', 'vllm', { tensor: 3 }).placement).toBe('heads-do-not-divide')
    expect(placed('llama-3.1-8b', 'bf16', 'vllm', { pipeline: 33 }).placement).toBe('too-many-stages')
    expect(placed('llama-3.1-8b', 'bf16', 'vllm', { expertParallel: true }).placement).toBe('no-experts')
  })
})

describe('llama.cpp', () => {
  test('two devices: 32 layers and the output are 33 pieces, 17 on the first', () => {
    const { placement } = placed('llama-3.1-8b', 'Q4_K_M', 'llama.cpp', { pipeline: 2 })
    if (typeof placement === 'string') throw new Error(placement)
    expect(placement.devices.map(({ from, to }) => [from, to])).toEqual([[0, 17], [17, 32]])
    // 17 layers x 8192 tokens x 8 heads x 256 x 2 bytes.
    expect(placement.devices[0]!.keyValueCache).toBe(17 * 8192 * 8 * 256 * 2)
    // llama.cpp prints 281.81 MiB of Q4_K embeddings in the computer's memory: 128256 x 4096 / 256 x 144 bytes.
    expect(placement.host.weights).toBe((128_256 * 4096 * 144) / 256)
    expect((placement.host.weights / 2 ** 20).toFixed(2)).toBe('281.81')
  })

  test('experts of all layers left behind: the device holds none', () => {
    const { placement, bytes } = placed('gpt-oss-120b', 'MXFP4_MOE', 'llama.cpp', {}, {}, { layers: 0, expertLayers: 36 })
    if (typeof placement === 'string') throw new Error(placement)
    const rest = bytes.layers.reduce((sum, layer) => sum + layer.rest, 0) + bytes.head
    expect(placement.devices[0]!.weights).toBe(Math.floor(rest + 0.5))
    expect(placement.host.weights).toBe(Math.floor(bytes.layers.reduce((sum, layer) => sum + layer.experts, 0) + bytes.embedding + 0.5))
  })

  test('layers left behind keep their cache there, and the fewest that help are found', () => {
    const small = { device: { memory: 24_000_000_000 } }
    const { input, bytes, whole } = placed('llama-3.1-70b', 'Q4_K_M', 'llama.cpp', {}, small)
    const offload = leastOffload(input, bytes, whole, 'layers')!
    const fewer = { layers: offload.layers - 1, expertLayers: 0 }
    const at = placementOf(input, bytes, whole, offload)
    const before = placementOf(input, bytes, whole, fewer)
    if (typeof at === 'string' || typeof before === 'string') throw new Error('not placed')
    expect(at.fits).toBe(true)
    expect(before.fits).toBe(false)
    expect(at.host.keyValueCache).toBe(offload.layers * 8192 * 8 * 256 * 2)
    const cache = cacheBytes(input.architecture, 8192, input.cache, input.engine)!
    expect(at.host.keyValueCache + at.devices[0]!.keyValueCache).toBe(cache)
  })
})

test('disk: the file, a tenth more while it is fetched, and the original while it is made', () => {
  const need = diskNeed(modelOf('llama-3.1-8b'), gguf('Q4_K_M'), served('bf16'), types)!
  expect(need.whileDownloading).toBe(Math.ceil((need.file / 10) * 11))
  expect(need.whileConverting).toBe(need.file + 8_030_261_248 * 2)
  expect(diskNeed(modelOf('llama-3.1-8b'), served('bf16'), served('bf16'), types)).toMatchObject({
    file: 16_060_522_496,
    whileConverting: null,
  })
})

test('embeddings that are the output too are counted once where there is one memory, twice where there are two', () => {
  // Llama 3.2 3B: 128,256 x 3072 numbers, in Q6_K 210 bytes for 256 of them, and the norm before the head of 3072 floats.
  const tied = (128_256 * 3072 * 210) / 256 + 3072 * 4
  const on = (unified: boolean) => {
    const { placement } = placed('llama-3.2-3b', 'Q4_K_M', 'llama.cpp', {}, { device: { memory: 16_000_000_000, unified } })
    if (typeof placement === 'string') throw new Error(placement)
    return placement
  }
  expect(on(false).host.weights).toBe(tied)
  expect(on(true).host.weights).toBe(0)
  expect(on(true).fullestDevice).toBe(on(false).fullestDevice)
})
