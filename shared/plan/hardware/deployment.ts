/** A model on devices: what it takes, how fast it is, and how many people it serves. */
import type { Run, RunProblem } from '../../domain/capacity/case.ts'
import type { CacheType, Quantization } from '../../domain/capacity/inputs.ts'
import { concurrencyByMemory, memoryOf, type Memory, type MemoryInput } from '../../domain/capacity/memory.ts'
import { weightsOf, type Weights } from '../../domain/capacity/weights.ts'
import { speedOf, timePerTokenOf, timeToFirstTokenOf, type SpeedBand } from '../../domain/capacity.ts'
import type { Engine } from '../../domain/engine-pack.ts'
import type { Model } from '../../domain/model-pack.ts'
import { toInteger } from '../../domain/vocabulary.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Target } from './target.ts'

/** What is deployed, resolved: nothing in here is unknown. */
export type Deployment = {
  readonly model: Model
  readonly quantization: Quantization
  readonly engine: Engine
  readonly cache: CacheType
  readonly contextTokens: number
  readonly promptTokens: number
  readonly answerTokens: number
  readonly reserve: number
  readonly target: Target
}

/** Three whole numbers: the band of four of five measurements, and the likeliest. */
export type Band = { readonly low: number; readonly likely: number; readonly high: number }

export type CurvePoint = Band & { readonly concurrency: number; readonly fits: boolean }

/** What remains when one device of the only node, or one of several nodes, is out of order. */
export type Failure = {
  readonly lost: 'device' | 'node'
  /** False when the rest cannot hold the model for the planned load. */
  readonly fits: boolean
  readonly perPerson: SpeedBand | null
}

/** Memory of one node with `concurrency` sequences, or why it is not known. */
export function memoryAt(deployment: Deployment, concurrency: number, knowledge: Knowledge): Memory | RunProblem {
  const input = memoryInput(deployment, concurrency, knowledge)
  return typeof input === 'string' ? input : (memoryOf(input) ?? 'architecture-unknown')
}

/** The most sequences that one node can hold, null when it is not known. */
export function mostSequences(deployment: Deployment, knowledge: Knowledge): number | null {
  const input = memoryInput(deployment, 1, knowledge)
  return typeof input === 'string' ? null : concurrencyByMemory(input)
}

export function deployedWeights(
  deployment: Pick<Deployment, 'model' | 'quantization'>,
  knowledge: Knowledge,
): Weights | null {
  return weightsOf(deployment.model, deployment.quantization, knowledge.quantizations.tensorTypes)
}

export function memoryInput(deployment: Deployment, concurrency: number, knowledge: Knowledge): MemoryInput | RunProblem {
  const { model, target } = deployment
  const weights = deployedWeights(deployment, knowledge)
  if (model.architecture === null || weights === null) return 'architecture-unknown'
  return {
    architecture: model.architecture,
    weights,
    engine: deployment.engine,
    cache: deployment.cache,
    contextTokens: deployment.contextTokens,
    concurrency,
    count: target.count,
    device: target.device,
    reserve: deployment.reserve,
    flashAttention: true,
  }
}

/** Thousandths of a token per second that one person sees while `concurrency` are served by one node. */
export function speedPerPerson(
  deployment: Deployment,
  concurrency: number,
  knowledge: Knowledge,
): SpeedBand | RunProblem {
  const band = timePerTokenOf(runOf(deployment, 'decode', concurrency), knowledge['capacity-fit'], types(knowledge))
  if (typeof band === 'string') return band
  return {
    ...band,
    low: perSecond(band.high),
    likely: perSecond(band.likely),
    high: perSecond(band.low),
  }
}

/** Thousandths of a token per second of one node for all people together. */
export function speedTogether(
  deployment: Deployment,
  concurrency: number,
  knowledge: Knowledge,
): SpeedBand | RunProblem {
  return speedOf(runOf(deployment, 'decode', concurrency), knowledge['capacity-fit'], types(knowledge))
}

/**
 * Milliseconds from sending a prompt to the first token while one node answers `concurrency`. Whoever waits for a free
 * place waits longer: that is for the queue to say.
 */
export function timeToFirstToken(
  deployment: Deployment,
  concurrency: number,
  knowledge: Knowledge,
): SpeedBand | RunProblem {
  const band = timeToFirstTokenOf(runOf(deployment, 'decode', concurrency), knowledge['capacity-fit'], types(knowledge))
  if (typeof band === 'string') return band
  const milliseconds = (micro: number): number => toInteger(micro / 1000)
  return { ...band, low: milliseconds(band.low), likely: milliseconds(band.likely), high: milliseconds(band.high) }
}

/** Points for the picture: doubling up to twice the need, with the need and the memory limit among them. */
export function speedCurve(
  deployment: Deployment,
  needed: number,
  byMemory: number,
  knowledge: Knowledge,
): readonly CurvePoint[] {
  const last = Math.max(1, Math.min(Math.max(needed * 2, 8), Math.max(byMemory * 2, needed)))
  const points = new Set([1, needed, ...(byMemory > 0 && byMemory <= last ? [byMemory] : []), last])
  for (let concurrency = 2; concurrency < last; concurrency *= 2) points.add(concurrency)
  return [...points]
    .toSorted((left, right) => left - right)
    .flatMap((concurrency): readonly CurvePoint[] => {
      const band = speedPerPerson(deployment, concurrency, knowledge)
      if (typeof band === 'string') return []
      const { low, likely, high } = band
      return [{ concurrency, fits: concurrency <= byMemory, low, likely, high }]
    })
}

/**
 * The most devices over which a copy can be laid when one of its devices is out of order: an engine that splits tensors
 * needs a number that divides the model's heads, so of eight devices four go on, not seven.
 */
export function devicesLeft({ engine, model, target }: Deployment): number {
  const heads = model.architecture?.heads ?? null
  let left = target.count - 1
  if (engine.split === 'tensor' && heads !== null) while (left > 1 && heads % left !== 0) left -= 1
  return left
}

/** The run of one node. */
export function runOf(deployment: Deployment, metric: 'decode' | 'prefill', batch: number): Run {
  const { target, engine } = deployment
  const { count } = target
  return {
    metric,
    model: deployment.model,
    quantization: deployment.quantization,
    expertQuantization: null,
    fileBytes: null,
    engine,
    backend: '',
    device: target.device,
    parallel: { devices: count, tensor: engine.split === 'tensor' ? count : 1, replicas: 1 },
    batch,
    promptTokens: deployment.promptTokens,
    answerTokens: deployment.answerTokens,
    // Halfway through its answer a conversation holds its prompt and half of the answer.
    depth: metric === 'decode' ? deployment.promptTokens + Math.floor(deployment.answerTokens / 2) : 0,
    cache: deployment.cache,
  }
}

function types(knowledge: Knowledge) {
  return knowledge.quantizations.tensorTypes
}

function perSecond(microseconds: number): number {
  return toInteger(1_000_000_000 / Math.max(1, microseconds))
}
