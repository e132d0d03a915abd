/** The measured rows that constants are fitted on, resolved to runs. */
import { prepare, runWeights, type Prepared, type Run, type RunProblem } from '../../shared/domain/capacity/case.ts'
import { memoryOf, type MemoryInput } from '../../shared/domain/capacity/memory.ts'
import { resolveRun, servedParallel, type CapacityPacks } from '../../shared/plan/capacity-run.ts'

/** A row of `resources/measurements/throughput.json`. */
export type Measurement = {
  readonly id: string
  readonly accelerator: string
  readonly devices: number
  readonly model: string
  readonly quantization: string
  readonly expertQuantization?: string | null
  readonly fileBytes?: number | null
  readonly engine: string
  readonly metric: 'decode' | 'decode_total' | 'prefill' | 'serving_tpot'
  readonly batch: number
  readonly promptTokens: number
  readonly answerTokens: number
  readonly depth: number
  readonly tensor?: number
  readonly replicas?: number
  readonly expertParallel?: number
  readonly milliTokensPerSecond: number
  readonly microsecondsPerToken?: number
  readonly microsecondsToFirstToken?: number
  readonly source: string
}

export type Metric = 'decode' | 'prefill' | 'serving' | 'first-token'

export type Row = {
  readonly id: string
  readonly source: Measurement
  readonly run: Run
  readonly prepared: Prepared
  readonly metric: Metric
  /** Class of devices, or family of the engine that serves; empty where there is no class. */
  readonly group: string
  /** Seconds per token: of all sequences together for decode, of one sequence for serving. Or to the first token. */
  readonly measured: number
}

/** Device generations that measured speeds put together. Members without rows share the constants of their class. */
export const classRules = [
  { id: 'nvidia-ada-blackwell', backends: [], members: /^(rtx-[45]0\d0|rtx-5\d{3}|rtx-\d{4}-ada|l4|l40|l40s|rtx-pro)/ },
  { id: 'nvidia-turing-ampere', backends: [], members: /^(rtx-[23]0|rtx-a\d|a40|a10$|t4)/ },
  { id: 'nvidia-ampere-hbm', backends: [], members: /^(a100|a30)/ },
  { id: 'nvidia-hopper', backends: [], members: /^(h100|h200|h20$|gh200)/ },
  { id: 'nvidia-gb10', backends: [], members: /^gb10$/ },
  { id: 'apple-m1-m2', backends: [], members: /^apple-m[12](-|$)/ },
  { id: 'apple-m3-on', backends: [], members: /^apple-m([3-9]|\d\d)/ },
  { id: 'amd-strix-vulkan', backends: ['vulkan'], members: /^ryzen-ai-max/ },
  { id: 'amd-strix', backends: ['', 'rocm'], members: /^ryzen-ai-max/ },
  { id: 'amd-rdna', backends: [], members: /^(rx-|w7900|ai-pro-r9700)/ },
] as const

/** Memory stacked beside the chip: high bandwidth, of which single sequences use less. */
export const stackedRule = /^(a100|a30$|v100|h100|h200|h20$|h800|gh200|b[123]00|gb[23]00|mi\d|ascend|gaudi|max-1)/

function classOf(accelerator: string, backend: string): string {
  const rule = classRules.find(
    ({ members, backends }) =>
      members.test(accelerator) && (backends.length === 0 || backends.some((one) => one === backend)),
  )
  return rule?.id ?? ''
}

/** The run that a row measured, or why it cannot be computed. */
export function runOf(row: Measurement, packs: CapacityPacks): Run | RunProblem {
  const serving = row.metric === 'serving_tpot'
  const parallel = serving
    ? servedParallel(row.tensor ?? 1, row.replicas ?? 1, row.expertParallel ?? 1)
    : { devices: row.devices, tensor: 1, replicas: 1 }
  const metric = serving ? 'serving' : row.metric === 'prefill' ? 'prefill' : 'decode'
  return resolveRun(
    {
      metric,
      model: row.model,
      quantization: row.quantization,
      expertQuantization: row.expertQuantization ?? null,
      fileBytes: row.fileBytes ?? null,
      engine: row.engine,
      accelerator: row.accelerator,
      memory: null,
      parallel,
      batch: serving ? row.batch / parallel.replicas : row.batch,
      promptTokens: row.promptTokens,
      answerTokens: row.answerTokens,
      depth: row.metric === 'decode_total' ? row.depth + row.answerTokens / 2 : row.depth,
      cacheType: serving && row.quantization !== 'bf16' && !row.model.startsWith('gpt-oss') ? 'fp8' : 'f16',
    },
    packs,
  )
}

/** Null for rows that the engine refuses, and for those that do not fit in memory: they measure something else. */
function rowOf(row: Measurement, packs: CapacityPacks): Row | null {
  const run = runOf(row, packs)
  if (typeof run === 'string') return null
  const { metric } = run
  const serving = metric === 'serving'
  if ((metric === 'decode' && run.engine.family !== 'llama.cpp')) return null
  const { tensorTypes } = packs.quantizations
  const prepared = prepare(run, tensorTypes)
  if (typeof prepared === 'string') return null
  if (!serving && !isInMemory(run, row, packs)) return null
  return {
    id: row.id,
    source: row,
    run,
    prepared,
    metric,
    group: serving ? run.engine.family : classOf(row.accelerator, run.backend),
    measured: serving ? (row.microsecondsPerToken ?? 0) / 1e6 : 1000 / row.milliTokensPerSecond,
  }
}

/** What the run takes from its devices, null where the model's layers are not known. */
export function memoryInputOf(run: Run, row: Measurement, packs: CapacityPacks): MemoryInput | null {
  const weights = runWeights(run, packs.quantizations.tensorTypes)
  if (run.model.architecture === null || weights === null) return null
  // The depth of a serving row is that of its own prompts and answers half written.
  const before = run.metric === 'serving' ? 0 : row.depth
  return {
    architecture: run.model.architecture,
    weights,
    engine: run.engine,
    cache: run.cache,
    contextTokens: Math.max(512, before + row.promptTokens + row.answerTokens),
    concurrency: row.batch,
    count: run.parallel.devices,
    device: run.device,
    reserve: 0,
    flashAttention: true,
  }
}

function isInMemory(run: Run, row: Measurement, packs: CapacityPacks): boolean {
  const input = memoryInputOf(run, row, packs)
  const memory = input === null ? null : memoryOf(input)
  // A gigabyte is read as 10^9 bytes; a card may have 2^30 for each.
  return memory !== null && memory.fullestDevice <= memory.usablePerDevice * 1.074
}

/**
 * When the first token came of a row that measured serving. Where the cache does not hold all its sequences they waited
 * for one another, which is another thing: null.
 */
function firstTokenOf(row: Row, packs: CapacityPacks): Row | null {
  const { microsecondsToFirstToken: first } = row.source
  if (row.metric !== 'serving' || row.prepared.metric !== 'serving' || first === undefined || first === 0) return null
  if (!isInMemory(row.run, row.source, packs)) return null
  return {
    ...row,
    run: { ...row.run, metric: 'first-token' },
    prepared: { ...row.prepared, metric: 'first-token' },
    metric: 'first-token',
    measured: first / 1e6,
  }
}

export function rowsOf(measurements: readonly Measurement[], packs: CapacityPacks): readonly Row[] {
  const rows = measurements.map((row) => rowOf(row, packs)).filter((row) => row !== null)
  return [...rows, ...rows.map((row) => firstTokenOf(row, packs)).filter((row) => row !== null)]
}

/** A number that only depends on the text, to deal rows into parts the same way each time. */
export function dealt(text: string): number {
  let hash = 2166136261
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0
  return hash
}
