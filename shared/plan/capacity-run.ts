/** From names in packs to a run that the capacity engine can compute. */
import type { Accelerator, AcceleratorPack } from '../domain/accelerator-pack.ts'
import type { RunMetric, Run, RunProblem } from '../domain/capacity/case.ts'
import { calibratedProcessor } from '../domain/capacity/calibration.ts'
import type { Device, Engine } from '../domain/capacity/inputs.ts'
import type { Parallel } from '../domain/capacity/work.ts'
import { engineByName, type EnginePack } from '../domain/engine-pack.ts'
import type { ModelPack } from '../domain/model-pack.ts'
import {
  quantizationByName,
  quantizationNear,
  type Quantization,
  type QuantizationPack,
} from '../domain/quantization-pack.ts'

/** The packs that capacity rests on. */
export type CapacityPacks = {
  readonly models: ModelPack
  readonly accelerators: AcceleratorPack
  readonly engines: EnginePack
  readonly quantizations: QuantizationPack
}

export type RunRequest = {
  readonly metric: RunMetric
  readonly model: string
  readonly quantization: string
  readonly expertQuantization: string | null
  readonly fileBytes: number | null
  readonly engine: string
  /** Entry of the catalog, or a device that was measured. */
  readonly accelerator: string | Device
  /** Memory of a processor, which the catalog cannot know. */
  readonly memory: number | null
  readonly parallel: Parallel
  readonly batch: number
  readonly promptTokens: number
  readonly answerTokens: number
  readonly depth: number
  readonly cacheType: string
}

/** The run, or the first name that no pack knows. */
export function resolveRun(request: RunRequest, packs: CapacityPacks): Run | RunProblem {
  const model = packs.models.models.find((entry) => entry.id === request.model)
  if (model === undefined) return 'model-unknown'
  const engine = engineByName(packs.engines, request.engine)
  if (engine === null) return 'engine-unknown'
  const device = deviceFor(request, packs)
  if (typeof device === 'string') return device
  const quantization = quantizationFor(packs.quantizations, request.quantization, engine, model.nativePrecision)
  if (quantization === null) return 'quantization-unknown'
  const cache = packs.quantizations.cacheTypes.find((entry) => entry.id === request.cacheType)
  if (cache === undefined) return 'cache-type-unknown'
  const experts = request.expertQuantization
  return {
    metric: request.metric,
    model,
    quantization,
    expertQuantization:
      experts === null || experts === ''
        ? null
        : quantizationFor(packs.quantizations, experts, engine, model.nativePrecision),
    fileBytes: request.fileBytes,
    engine,
    backend: backendOf(request.engine),
    device,
    parallel: request.parallel,
    batch: request.batch,
    promptTokens: request.promptTokens,
    answerTokens: request.answerTokens,
    depth: request.depth,
    cache,
  }
}

/** An accelerator that no pack knows is refused, never guessed. */
function deviceFor(request: RunRequest, packs: CapacityPacks): Device | RunProblem {
  if (typeof request.accelerator !== 'string') return request.accelerator
  const accelerator = packs.accelerators.accelerators.find((entry) => entry.id === request.accelerator)
  if (accelerator === undefined) return 'accelerator-unknown'
  return deviceOf(accelerator, packs.engines, request.memory) ?? 'memory-unknown'
}

/** An ordinary processor by what was measured on it: bytes of memory, bytes per second read from it, cores, operations. */
export function measuredProcessor(
  memory: number,
  bandwidth: number,
  cores: number | null,
  operations: number | null,
  engines: EnginePack,
): Device {
  const share = engines.sharedMemory.find((entry) => entry.kind === 'cpu')?.share ?? 10_000
  const device: Device = {
    id: 'processor',
    memory: Math.floor((memory / 10_000) * share),
    bandwidth: null,
    operations: { float16: null, float8: null, integer8: null, float4: null },
    link: null,
    unified: true,
    processor: null,
    anchors: [],
  }
  return calibratedProcessor(device, bandwidth, cores, operations)
}

/** Where a device works in the computer's memory, only a share of it is for models. Null when its memory is not known. */
export function deviceOf(accelerator: Accelerator, engines: EnginePack, memory: number | null): Device | null {
  const total = memory ?? accelerator.memoryReported ?? accelerator.memory
  if (total === null) return null
  return {
    id: accelerator.id,
    memory: Math.floor((total / 10_000) * sharedMemoryShare(accelerator, engines)),
    bandwidth: accelerator.bandwidth,
    operations: accelerator.operations,
    link: accelerator.interconnect?.perDirection ?? null,
    unified: accelerator.unifiedMemory,
    processor: accelerator.kind === 'cpu' ? { cores: accelerator.cores, calibrated: false, operations: null } : null,
    anchors: [],
  }
}

/** Hundredths of a percent of a computer's memory that the device may take; all of it when it has its own. */
export function sharedMemoryShare(
  accelerator: Pick<Accelerator, 'kind' | 'vendor' | 'unifiedMemory' | 'memoryReported'>,
  engines: EnginePack,
): number {
  if (!accelerator.unifiedMemory || accelerator.memoryReported !== null) return 10_000
  const rule =
    engines.sharedMemory.find((entry) => entry.kind === accelerator.kind && entry.vendor === accelerator.vendor) ??
    engines.sharedMemory.find((entry) => entry.kind === accelerator.kind && entry.vendor === null)
  return rule?.share ?? 10_000
}

/**
 * The quantization by name in a format the engine reads. A publisher's own mixture counts as the nearest standard one.
 * Models trained with MXFP4 experts are served so whatever the rest is called.
 */
export function quantizationFor(
  pack: QuantizationPack,
  name: string,
  engine: Pick<Engine, 'family'>,
  nativePrecision: string | null,
): Quantization | null {
  if (engine.family === 'llama.cpp') return quantizationByName(pack, name, 'gguf') ?? quantizationNear(pack, name)
  const served = nativePrecision === 'mxfp4' ? 'MXFP4-native' : name
  return quantizationByName(pack, served, 'safetensors')
}

/** `llama.cpp-vulkan 1.2` is the vulkan build. */
function backendOf(engine: string): string {
  const stem = (engine.split(' ')[0] ?? '').toLowerCase()
  return stem.startsWith('llama.cpp-') ? stem.slice('llama.cpp-'.length) : ''
}

/**
 * Devices of a serving run as measurements name them. Where experts are spread over `experts` groups, some sources
 * count the devices once per group: 8-way tensor with 8 expert groups is then written as 64 devices. That is undone.
 */
export function servedParallel(tensor: number, replicas: number, experts: number): Parallel {
  const twice = experts > 1 && tensor * replicas === experts * experts
  if (twice && replicas === 1) return { devices: experts, tensor: experts, replicas: 1 }
  if (twice && tensor === 1) return { devices: experts, tensor: 1, replicas: experts }
  if (experts > 1 && tensor === replicas && experts === tensor * replicas)
    return { devices: tensor, tensor: 1, replicas: tensor }
  return { devices: tensor * replicas, tensor, replicas }
}
