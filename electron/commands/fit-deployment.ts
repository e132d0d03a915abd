/** `fit` for one deployment: where its bytes lie, whether they fit, how fast it is, and what the disk needs. */
import { stat } from 'node:fs/promises'
import { metricOf, speedOf, timeToFirstTokenOf, type SpeedBand } from '../../shared/domain/capacity.ts'
import type { Run, RunProblem } from '../../shared/domain/capacity/case.ts'
import type { Memory, MemoryInput } from '../../shared/domain/capacity/memory.ts'
import {
  diskNeed,
  leastOffload,
  nothingOffloaded,
  placementOf,
  scaledLayers,
  type LayerBytes,
  type Offload,
  type Placement,
  type PlacementProblem,
  type Split,
} from '../../shared/domain/capacity/placement.ts'
import { offloadedSpeed } from '../../shared/domain/capacity/offload.ts'
import { layerBytes } from '../../shared/domain/capacity/weights.ts'
import { quantizationByName } from '../../shared/domain/quantization-pack.ts'
import { measuredProcessor, resolveRun, type RunRequest } from '../../shared/plan/capacity-run.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { ownModelOf } from '../../shared/plan/own-model.ts'
import { importModel } from '../weights/import.ts'
import { UsageError, type CommandInput, type CommandOutcome } from './command.ts'
import { memoryInput, memoryOfRun, partsOf, refusals, refused, refusedOutcome, sizesWithoutLayers, stagedRun, together, type MemoryParts } from './fit-parts.ts'
import { optional, required } from './load.ts'

export async function ofDeployment(input: CommandInput, catalog: Knowledge): Promise<CommandOutcome> {
  const own = await ownModel(input, catalog)
  const { knowledge } = own
  const split = splitIn(input)
  const context = numberOf(input, 'context', 8192)
  const concurrency = numberOf(input, 'concurrency', 1)
  const request = requestOf(input, own, split, context, concurrency)
  const run = resolveRun(request, knowledge)
  if (typeof run === 'string') return refusedOutcome(run)
  const memory = memoryOfRun(run, context, concurrency, knowledge)
  if (memory === null) return sizesWithoutLayers(run, knowledge)
  const cut = run.engine.split === 'layers' ? { ...split, tensor: 1, pipeline: split.tensor * split.pipeline } : split
  const placed = placedOf(input, run, cut, context, concurrency, knowledge)
  if (typeof placed === 'string') throw new UsageError(placementWords[placed])
  const fits = placed.asked ? placed.placement.fits : memory.fits
  const offloaded = placed.offload.layers > 0 || placed.offload.expertLayers > 0
  const { tensorTypes } = knowledge.quantizations
  const fit = knowledge['capacity-fit']
  const staged = stagedRun(run, split)
  const decode = offloaded
    ? offloadedSpeed(run, placed.bytes, placed.offload, fit, tensorTypes)
    : together(speedOf(staged, fit, tensorTypes), run, split)
  // One stage after the other reads a prompt: together they take as long as one that holds all layers.
  const prompting: Run = { ...run, parallel: staged.parallel }
  const prefill = speedOf({ ...prompting, metric: 'prefill', batch: 1, depth: 0 }, fit, tensorTypes)
  const speeds = !fits
    ? refused('does-not-fit')
    : offloaded
      ? { decode: shown(decode), prefill: refused('offloaded-prompt'), timeToFirstToken: refused('offloaded-prompt') }
      : { decode: shown(decode), prefill: shown(prefill), timeToFirstToken: inMilliseconds(timeToFirstTokenOf(prompting, fit, tensorTypes)) }
  const original = quantizationByName(knowledge.quantizations, 'bf16', 'safetensors')
  const json = {
    model: run.model.id,
    quantization: run.quantization.id,
    engine: run.engine.id,
    hardware: run.device.id,
    count: run.parallel.devices,
    context,
    concurrency,
    cache: run.cache.id,
    promptTokens: run.promptTokens,
    answerTokens: run.answerTokens,
    split: cut,
    offload: placed.offload,
    fits,
    tight: memory.tight,
    margin: placed.asked ? placed.placement.usablePerDevice - placed.placement.fullestDevice : memory.margin,
    memory: placed.asked ? partsOfPlacement(placed.placement) : partsOf(memory),
    placement: {
      devices: placed.placement.devices,
      host: placed.placement.host,
      usablePerDevice: placed.placement.usablePerDevice,
      fullestDevice: placed.placement.fullestDevice,
      fits: placed.placement.fits,
    },
    disk: diskNeed(run.model, run.quantization, original, tensorTypes),
    formula: metricOf(run),
    ...speeds,
  }
  return { exitCode: fits ? 0 : 1, json, text: describe(json, memory, decode, offloaded ? 'offloaded-prompt' : prefill) }
}

function partsOfPlacement({ devices, host, usablePerDevice, total }: Placement): MemoryParts {
  const sum = (of: (part: Placement['devices'][number]) => number): number => devices.reduce((all, part) => all + of(part), 0)
  return {
    weights: sum(({ weights }) => weights) + host.weights,
    kvCache: sum(({ keyValueCache }) => keyValueCache) + host.keyValueCache,
    buffers: sum(({ buffers }) => buffers),
    runtime: sum(({ runtime }) => runtime),
    total,
    usable: usablePerDevice * devices.length,
  }
}

const placementWords: { readonly [Problem in PlacementProblem]: string } = {
  'too-many-stages': '--pipeline is more than the model has layers',
  'too-many-layers': '--offload-layers or --offload-experts is more than the model has layers',
  'heads-do-not-divide': "--tensor does not divide the model's attention heads",
  'no-experts': '--expert-parallel is for mixtures of experts',
  'cache-unknown': 'the kinds of layers of this model are not known',
}

/** The model of a file, added to the catalog for this one answer. */
type Own = {
  readonly knowledge: Knowledge
  readonly model: string
  readonly fileBytes: number | null
  readonly quantization: string | null
}

async function ownModel(input: CommandInput, knowledge: Knowledge): Promise<Own> {
  const file = optional(input, 'file')
  if (file === null) return { knowledge, model: required(input, 'model'), fileBytes: null, quantization: null }
  const draft = await importModel(file)
  if (!draft.ok) throw new UsageError(`${file} cannot be used (${draft.problem}); give a config.json, GGUF or safetensors file`)
  const answers = {
    name: draft.value.name ?? 'own model', maker: 'unknown', country: null, license: null, languages: [],
    maxContext: draft.value.maxContext, totalParameters: null,
  }
  const { model } = ownModelOf('own-model', answers, draft.value, { hand: 'Command line', file })
  const isGguf = draft.value.source.kind === 'gguf'
  return {
    knowledge: { ...knowledge, models: { ...knowledge.models, models: [...knowledge.models.models, model] } },
    model: model.id,
    fileBytes: isGguf ? (await stat(file)).size : null,
    quantization: null,
  }
}

/** How the model is cut; without a word, over all devices in the engine's own way. */
function splitIn(input: CommandInput): Split {
  const count = numberOf(input, 'count', 1)
  const pipeline = numberOf(input, 'pipeline', 1)
  const replicas = numberOf(input, 'replicas', 1)
  const rest = Math.max(1, Math.floor(count / pipeline / replicas))
  const tensor = numberOf(input, 'tensor', rest)
  if (optional(input, 'count') !== null && tensor * pipeline * replicas !== count)
    throw new UsageError('--tensor times --pipeline times --replicas must be --count')
  return { tensor, pipeline, replicas, expertParallel: input.values['expert-parallel'] === true }
}

function requestOf(input: CommandInput, own: Own, split: Split, context: number, concurrency: number): RunRequest {
  const prompt = numberOf(input, 'prompt', Math.min(1000, Math.ceil(context / 2)))
  const answer = numberOf(input, 'answer', Math.min(500, Math.ceil(context / 4)))
  const memory = optional(input, 'memory') === null ? null : numberOf(input, 'memory', 0)
  const hardware = required(input, 'hardware')
  const processor = hardware === 'processor'
  if (processor && (memory === null || optional(input, 'bandwidth') === null))
    throw new UsageError('--hardware processor needs --memory and --bandwidth as measured, in bytes')
  const devices = split.tensor * split.pipeline * split.replicas
  const cores = optional(input, 'cores') === null ? null : numberOf(input, 'cores', 1)
  return {
    metric: 'decode',
    model: own.model,
    quantization: own.quantization ?? required(input, 'quant'),
    expertQuantization: null,
    fileBytes: own.fileBytes,
    engine: required(input, 'engine'),
    accelerator:
      processor && memory !== null
        ? measuredProcessor(memory, numberOf(input, 'bandwidth', 1), cores, optional(input, 'operations') === null ? null : numberOf(input, 'operations', 1), own.knowledge.engines)
        : hardware,
    memory,
    parallel: { devices, tensor: split.tensor * split.pipeline, replicas: split.replicas },
    batch: Math.max(1, Math.ceil(concurrency / split.replicas)),
    promptTokens: prompt,
    answerTokens: answer,
    depth: prompt + Math.floor(answer / 2),
    cacheType: optional(input, 'cache') ?? 'f16',
  }
}

type Placed = { readonly placement: Placement; readonly bytes: LayerBytes; readonly offload: Offload; readonly asked: boolean }

/** Where everything lies. `asked` when a flag said so; the engine's own way is counted by `memory` too. */
function placedOf(
  input: CommandInput,
  run: Run,
  split: Split,
  context: number,
  concurrency: number,
  knowledge: Knowledge,
): Placed | PlacementProblem {
  const bytes = layerBytes(run.model, run.quantization, knowledge.quantizations.tensorTypes)
  const given = memoryInput(run, context, concurrency, knowledge)
  if (bytes === null || given === null) return 'cache-unknown'
  const scaled = scaledLayers(bytes, run.fileBytes)
  const offload = offloadIn(input, given, scaled, split)
  const placement = placementOf(given, scaled, split, offload)
  if (typeof placement === 'string') return placement
  const flags = ['tensor', 'pipeline', 'replicas', 'expert-parallel', 'offload-layers', 'offload-experts']
  return { placement, bytes: scaled, offload, asked: flags.some((name) => input.values[name] !== undefined) }
}

/** Layers and experts left in the computer's memory: as many as asked, or the fewest that make the rest `fit`. */
function offloadIn(input: CommandInput, given: MemoryInput, bytes: LayerBytes, split: Split): Offload {
  const of = (name: 'offload-layers' | 'offload-experts', kind: 'layers' | 'experts'): number => {
    const text = optional(input, name)
    if (text === null) return 0
    if (text !== 'fit') return numberOf(input, name, 0)
    const least = leastOffload(given, bytes, split, kind)
    if (least === null) throw new UsageError(`--${name} fit: the rest does not fit, however many stay behind`)
    return least.layers + least.expertLayers
  }
  const offload = { layers: of('offload-layers', 'layers'), expertLayers: of('offload-experts', 'experts') }
  if (given.engine.split === 'tensor' && (offload.layers > 0 || offload.expertLayers > 0))
    throw new UsageError('only engines of the llama.cpp family leave layers or experts in the computer’s memory')
  return offload.layers + offload.expertLayers === 0 ? nothingOffloaded : offload
}

function describe(
  head: {
    readonly model: string
    readonly quantization: string
    readonly hardware: string
    readonly count: number
    readonly fits: boolean
    readonly promptTokens: number
    readonly placement: { readonly fullestDevice: number; readonly usablePerDevice: number; readonly host: { readonly total: number } }
  },
  memory: Memory,
  decode: SpeedBand | RunProblem,
  prefill: SpeedBand | RunProblem | 'offloaded-prompt',
): string {
  const speed = (name: string, band: SpeedBand | RunProblem | 'offloaded-prompt'): string =>
    typeof band === 'string'
      ? `${name}: ${refusals[band]}`
      : `${name}: ${(band.likely / 1000).toFixed(1)} tokens/s, ${(band.low / 1000).toFixed(1)} to ${(band.high / 1000).toFixed(1)} (${band.basis}, ${band.rows} rows)`
  return [
    `${head.model} ${head.quantization} on ${head.count} x ${head.hardware}: ${head.fits ? 'fits' : 'does not fit'}${memory.tight ? ', but within 3 % of the limit' : ''}`,
    `  weights ${gigabytes(memory.weights)}, cache ${gigabytes(memory.keyValueCache)}, buffers ${gigabytes(memory.buffers)}, runtime ${gigabytes(memory.runtime)}`,
    `  total ${gigabytes(memory.total)} of ${gigabytes(memory.usable)} usable, margin ${gigabytes(memory.margin)}`,
    `  fullest device ${gigabytes(head.placement.fullestDevice)} of ${gigabytes(head.placement.usablePerDevice)}, in the computer's memory ${gigabytes(head.placement.host.total)}`,
    ...(head.fits
      ? [`  ${speed('decode', decode)}`, `  ${speed(`prefill of a prompt of ${head.promptTokens} tokens`, prefill)}`]
      : [`  ${refusals['does-not-fit']}`]),
  ].join('\n')
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`
}

function inMilliseconds(band: SpeedBand | RunProblem): object {
  if (typeof band === 'string') return refused(band)
  const of = (micro: number): number => Math.round(micro / 1000)
  return { low: of(band.low), likely: of(band.likely), high: of(band.high), basis: band.basis }
}

function shown(band: SpeedBand | RunProblem): object {
  return typeof band === 'string' ? refused(band) : band
}

function numberOf(input: CommandInput, name: string, otherwise: number): number {
  const text = optional(input, name)
  if (text === null) return otherwise
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageError(`--${name} must be a whole number of at least 1`)
  return value
}

