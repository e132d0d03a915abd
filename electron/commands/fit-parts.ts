/** What `fit` says about one deployment and about one case alike: memory parts, and refusals in words. */
import type { SpeedBand } from '../../shared/domain/capacity.ts'
import type { Run, RunProblem } from '../../shared/domain/capacity/case.ts'
import { runWeights } from '../../shared/domain/capacity/case.ts'
import { memoryOf, type Memory, type MemoryInput } from '../../shared/domain/capacity/memory.ts'
import type { Split } from '../../shared/domain/capacity/placement.ts'
import { toInteger } from '../../shared/domain/vocabulary.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import type { CommandOutcome } from './command.ts'

/** Refusals in words. A refusal is better than a guess. */
export const refusals = {
  'accelerator-unknown': 'the accelerators pack does not have this hardware; speed is not guessed',
  'architecture-unknown': 'the architecture of this model is not known, so memory and speed cannot be computed',
  'bandwidth-unknown': 'the memory bandwidth of this hardware is not known',
  'cache-type-unknown': 'this cache type is not known',
  'compute-unknown':
    'the compute rate of this hardware is not known; of an ordinary processor give --cores or --operations',
  'does-not-fit': 'the model does not fit in the memory of these devices; what would run is another deployment',
  'engine-unknown': 'the engines pack does not have this engine',
  'memory-unknown': 'the memory of this hardware is not known; give --memory in bytes',
  'metric-unknown': 'nothing was measured that this figure could rest on',
  'mixture-unknown':
    'the publisher mixed tensor types in a way of its own; the size is known only where it is published',
  'model-unknown': 'the models pack does not have this model',
  'offloaded-prompt':
    'part of the model stays in the computer’s memory; no measured run says how fast it then reads a prompt',
  'quantization-unknown': 'this engine does not read this quantization',
} as const
export type Refusal = keyof typeof refusals

export type MemoryParts = {
  readonly weights: number
  readonly kvCache: number
  readonly buffers: number
  readonly runtime: number
  readonly total: number
  readonly usable: number
}

export function memoryOfRun(run: Run, contextTokens: number, concurrency: number, knowledge: Knowledge): Memory | null {
  const input = memoryInput(run, contextTokens, concurrency, knowledge)
  return input === null ? null : memoryOf(input)
}

/** Null where the architecture or the size of the weights is not known. */
export function memoryInput(run: Run, contextTokens: number, concurrency: number, knowledge: Knowledge): MemoryInput | null {
  const weights = runWeights(run, knowledge.quantizations.tensorTypes)
  const { architecture } = run.model
  if (weights === null || architecture === null) return null
  return {
    architecture,
    weights,
    engine: run.engine,
    cache: run.cache,
    contextTokens: Math.max(1, contextTokens),
    concurrency: Math.max(1, concurrency),
    count: run.parallel.devices,
    device: run.device,
    reserve: 0,
    flashAttention: true,
  }
}

/**
 * Of a model whose layers are not known: the size of its weights where the catalog has it, and what cannot be computed
 * without the layers. The verdict is a refusal either way.
 */
export function sizesWithoutLayers(run: Run, knowledge: Knowledge): CommandOutcome {
  const weights = runWeights(run, knowledge.quantizations.tensorTypes)
  if (weights === null) return refusedOutcome('architecture-unknown')
  const cannot = ['cache', 'buffers', 'fit', 'decode', 'prefill', 'time to first token']
  const bytes = toInteger(weights.total)
  const json = { ...refused('architecture-unknown'), weights: { bytes, basis: weights.basis }, notComputable: cannot }
  const text = `refused (architecture-unknown): ${refusals['architecture-unknown']}; its weights take ${bytes} bytes (${weights.basis}); not computable: ${cannot.join(', ')}`
  return { exitCode: 1, json, text }
}

export function partsOf(memory: Memory): MemoryParts {
  const { weights, keyValueCache, buffers, runtime, total, usable } = memory
  return { weights, kvCache: keyValueCache, buffers, runtime, total, usable }
}

export function refused(code: Refusal): { readonly refused: { readonly code: Refusal; readonly message: string } } {
  return { refused: { code, message: refusals[code] } }
}

export function refusedOutcome(code: Refusal): CommandOutcome {
  return { exitCode: 1, json: refused(code), text: `refused (${code}): ${refusals[code]}` }
}

/** How a run is cut into stages; a run of llama.cpp deals its layers by itself. */
type Stages = Pick<Split, 'tensor' | 'pipeline' | 'replicas'>

/**
 * One stage after the other works on a part of the sequences: each token takes as long as on a single stage that holds
 * all layers with that part of the sequences.
 */
export function stagedRun(run: Run, { tensor, pipeline, replicas }: Stages): Run {
  if (run.engine.split === 'layers') return run
  return { ...run, parallel: { devices: tensor * replicas, tensor, replicas }, batch: Math.ceil(run.batch / pipeline) }
}

/**
 * Speed of all stages together; one prompt and one token pass them one after the other (`times` 1). No measured row has
 * stages, so nothing better than the formulas stands behind them.
 */
export function together(
  band: SpeedBand | RunProblem,
  run: Run,
  { pipeline }: Pick<Stages, 'pipeline'>,
  times = pipeline,
): SpeedBand | RunProblem {
  if (typeof band === 'string' || run.engine.split === 'layers' || pipeline === 1) return band
  const { low, likely, high } = band
  return { ...band, low: low * times, likely: likely * times, high: high * times, basis: 'vendor' }
}
