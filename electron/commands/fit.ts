/** `fit`: memory and speed of a model on devices, for one deployment or for a file of cases. */
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse, z, type Infer } from '../../shared/base/schema.ts'
import { metricOf, speedOf, timePerTokenOf, type SpeedBand } from '../../shared/domain/capacity.ts'
import { runWeights, type Run, type RunProblem } from '../../shared/domain/capacity/case.ts'
import { memoryOf, type Memory } from '../../shared/domain/capacity/memory.ts'
import { ggufFileBytes, publishedBytes, tensorBytes } from '../../shared/domain/capacity/weights.ts'
import { quantizationByName } from '../../shared/domain/quantization-pack.ts'
import { resolveRun, servedParallel, type RunRequest } from '../../shared/plan/capacity-run.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { UsageError, type CliCommand, type CommandInput, type CommandOutcome } from './command.ts'
import { knowledgeFor, optional, readJsonFile, required } from './load.ts'

/** Refusals in words. A refusal is better than a guess. */
const refusals = {
  'accelerator-unknown': 'the accelerators pack does not have this hardware; speed is not guessed',
  'architecture-unknown': 'the architecture of this model is not known, so memory and speed cannot be computed',
  'bandwidth-unknown': 'the memory bandwidth of this hardware is not known',
  'cache-type-unknown': 'this cache type is not known',
  'compute-unknown': 'the compute rate of this hardware is not known',
  'does-not-fit': 'the model does not fit in the memory of these devices; what would run is another deployment',
  'engine-unknown': 'the engines pack does not have this engine',
  'memory-unknown': 'the memory of this hardware is not known; give --memory in bytes',
  'metric-unknown': 'nothing was measured that this figure could rest on',
  'mixture-unknown':
    'the publisher mixed tensor types in a way of its own; the size is known only where it is published',
  'model-unknown': 'the models pack does not have this model',
  'quantization-unknown': 'this engine does not read this quantization',
} as const
type Refusal = keyof typeof refusals

/** A maker's gigabyte is read as 10^9 bytes; a device may have 2^30 for each. */
const mostMemory = 1.074

const Count = z.int().check(z.minimum(0), z.maximum(100_000_000))
const Id = z.string().check(z.maxLength(200))

const SpeedCase = z.object({
  id: z.optional(z.unknown()),
  hardware: Id,
  n_devices: Count,
  model: Id,
  quant: Id,
  moe_quant: z.optional(z.nullable(Id)),
  file_size_bytes: z.optional(z.nullable(z.int().check(z.minimum(1)))),
  engine: Id,
  batch: Count,
  prompt_len: Count,
  gen_len: Count,
  depth: Count,
  metric: z.enum(['decode', 'decode_total', 'prefill', 'serving_tpot']),
  tp: z.optional(z.nullable(Count)),
  dp: z.optional(z.nullable(Count)),
  ep: z.optional(z.nullable(Count)),
})
type SpeedCase = Infer<typeof SpeedCase>

const SizeCase = z.object({
  id: z.optional(z.unknown()),
  model: Id,
  quant: Id,
  imatrix: z.optional(z.nullable(z.boolean())),
})

type MemoryParts = {
  readonly weights: number
  readonly kvCache: number
  readonly buffers: number
  readonly runtime: number
  readonly total: number
  readonly usable: number
}

export const fitCommand: CliCommand = {
  name: 'fit',
  usage:
    'fit --model ID --quant Q --engine E --context N --concurrency N --hardware ID --count N | fit --cases FILE   memory, fit and speed',
  options: {
    model: { type: 'string' },
    quant: { type: 'string' },
    engine: { type: 'string' },
    context: { type: 'string' },
    concurrency: { type: 'string' },
    hardware: { type: 'string' },
    count: { type: 'string' },
    prompt: { type: 'string' },
    answer: { type: 'string' },
    memory: { type: 'string' },
    cache: { type: 'string' },
    cases: { type: 'string' },
  },
  run: async (input) => {
    const knowledge = await knowledgeFor(input)
    const cases = optional(input, 'cases')
    return cases === null ? ofDeployment(input, knowledge) : ofCases(await readJsonFile(cases), cases, knowledge)
  },
}

// --------------------------------------------------------------------------------------------------- cases

function ofCases(data: unknown, file: string, knowledge: Knowledge): CommandOutcome {
  const list = listIn(data)
  if (list === null) throw new UsageError(`${file} holds no list of cases; give an array, or an object with "cases"`)
  const results = list.map((entry, index) => ofCase(entry, index, knowledge))
  return { exitCode: 0, json: { results }, text: results.map((entry) => JSON.stringify(entry)).join('\n') }
}

function listIn(data: unknown): readonly unknown[] | null {
  if (Array.isArray(data)) return data
  if (!isObject(data)) return null
  const list = data['cases'] ?? data['rows']
  return Array.isArray(list) ? list : null
}

/** One case: a speed row names hardware, a size row does not. */
function ofCase(entry: unknown, index: number, knowledge: Knowledge): object {
  const id = isObject(entry) ? (entry['id'] ?? index) : index
  if (isObject(entry) && 'hardware' in entry) {
    const parsed = parse(SpeedCase, entry)
    if (!parsed.ok)
      return { id, error: { code: 'bad-case', message: `${parsed.problem.path} ${parsed.problem.reason}` } }
    return { id, ...speedCase(parsed.value, knowledge) }
  }
  const parsed = parse(SizeCase, entry)
  if (!parsed.ok) return { id, error: { code: 'bad-case', message: `${parsed.problem.path} ${parsed.problem.reason}` } }
  const size = fileSize(parsed.value.model, parsed.value.quant, parsed.value.imatrix ?? null, knowledge)
  return size.ok ? { id, bytes: size.value } : { id, ...refused(size.problem) }
}

function speedCase(row: SpeedCase, knowledge: Knowledge): object {
  const run = resolveRun(requestOf(row), knowledge)
  if (typeof run === 'string') return refused(run)
  const memory = memoryOfRun(run, row.prompt_len + row.gen_len + row.depth, row.batch, knowledge)
  const parts = memory === null ? {} : { memory: partsOf(memory), fits: memory.fits }
  // Servers let sequences wait when the cache is full; the others hold all of them or do not run.
  const least = row.metric === 'serving_tpot' ? memoryOfRun(run, row.prompt_len + row.gen_len, 1, knowledge) : memory
  if (least !== null && least.fullestDevice > least.usablePerDevice * mostMemory)
    return { ...refused('does-not-fit'), ...parts }
  const { tensorTypes } = knowledge.quantizations
  const fit = knowledge['capacity-fit']
  const band = row.metric === 'serving_tpot' ? timePerTokenOf(run, fit, tensorTypes) : speedOf(run, fit, tensorTypes)
  if (typeof band === 'string') return refused(band)
  return { likely: band.likely, low: band.low, high: band.high, basis: band.basis, ...parts }
}

function requestOf(row: SpeedCase): RunRequest {
  const serving = row.metric === 'serving_tpot'
  const parallel = serving
    ? servedParallel(row.tp ?? row.n_devices, row.dp ?? 1, row.ep ?? 1)
    : { devices: Math.max(1, row.n_devices), tensor: 1, replicas: 1 }
  return {
    metric: serving ? 'serving' : row.metric === 'prefill' ? 'prefill' : 'decode',
    model: row.model,
    quantization: row.quant,
    expertQuantization: row.moe_quant ?? null,
    fileBytes: row.file_size_bytes ?? null,
    engine: row.engine,
    accelerator: row.hardware,
    memory: null,
    parallel,
    batch: Math.max(1, row.batch) / parallel.replicas,
    promptTokens: row.prompt_len,
    answerTokens: row.gen_len,
    // Half of the answers are written when an average step runs.
    depth: row.metric === 'decode_total' ? row.depth + row.gen_len / 2 : row.depth,
    cacheType: serving && servedCacheIsFloat8(row) ? 'fp8' : 'f16',
  }
}

/** Serving measurements with weights of 8 bits or fewer keep their cache in 8 bits too. */
function servedCacheIsFloat8(row: SpeedCase): boolean {
  return !['bf16', 'float16', 'bfloat16'].includes(row.quant.toLowerCase()) && !row.model.startsWith('gpt-oss')
}

/** Bytes of a GGUF file: as published where the exact size is known, else computed tensor by tensor. */
function fileSize(
  modelId: string,
  quantization: string,
  importanceMatrix: boolean | null,
  knowledge: Knowledge,
): Result<number, Refusal> {
  const model = knowledge.models.models.find((entry) => entry.id === modelId)
  if (model === undefined) return fail('model-unknown')
  const published = publishedBytes(model, quantization, 'gguf', importanceMatrix)
  if (published !== null) return ok(published)
  const found = quantizationByName(knowledge.quantizations, quantization, 'gguf')
  if (found === null) return fail(/^UD-|_XL$/.test(quantization) ? 'mixture-unknown' : 'quantization-unknown')
  const weights = tensorBytes(model, found, knowledge.quantizations.tensorTypes, importanceMatrix ?? true)
  return weights === null ? fail('architecture-unknown') : ok(ggufFileBytes(model, weights))
}

// ---------------------------------------------------------------------------------------------- deployment

function ofDeployment(input: CommandInput, knowledge: Knowledge): CommandOutcome {
  const count = numberOf(input, 'count', 1)
  const context = numberOf(input, 'context', 8192)
  const concurrency = numberOf(input, 'concurrency', 1)
  const prompt = numberOf(input, 'prompt', Math.min(1000, Math.ceil(context / 2)))
  const answer = numberOf(input, 'answer', Math.min(500, Math.ceil(context / 4)))
  const memoryGiven = optional(input, 'memory')
  const engine = required(input, 'engine')
  const request: RunRequest = {
    metric: 'decode',
    model: required(input, 'model'),
    quantization: required(input, 'quant'),
    expertQuantization: null,
    fileBytes: null,
    engine,
    accelerator: required(input, 'hardware'),
    memory: memoryGiven === null ? null : numberOf(input, 'memory', 0),
    parallel: { devices: count, tensor: count, replicas: 1 },
    batch: concurrency,
    promptTokens: prompt,
    answerTokens: answer,
    depth: prompt + Math.floor(answer / 2),
    cacheType: optional(input, 'cache') ?? 'f16',
  }
  const run = resolveRun(request, knowledge)
  if (typeof run === 'string') return refusedOutcome(run)
  const memory = memoryOfRun(run, context, concurrency, knowledge)
  if (memory === null) return refusedOutcome('architecture-unknown')
  const { tensorTypes } = knowledge.quantizations
  const fit = knowledge['capacity-fit']
  const decode = speedOf(run, fit, tensorTypes)
  const prefill = speedOf({ ...run, metric: 'prefill', batch: 1, depth: 0 }, fit, tensorTypes)
  const alone = timePerTokenOf({ ...run, batch: 1 }, fit, tensorTypes)
  const speeds = memory.fits
    ? { decode: shown(decode), prefill: shown(prefill), timeToFirstToken: firstToken(prompt, prefill, alone) }
    : { ...refused('does-not-fit') }
  const json = {
    model: run.model.id,
    quantization: run.quantization.id,
    engine: run.engine.id,
    hardware: run.device.id,
    count,
    context,
    concurrency,
    fits: memory.fits,
    tight: memory.tight,
    margin: memory.margin,
    memory: partsOf(memory),
    formula: metricOf(run),
    ...speeds,
  }
  return { exitCode: memory.fits ? 0 : 1, json, text: describe(json, memory, decode, prefill) }
}

function describe(
  head: { readonly model: string; readonly quantization: string; readonly hardware: string; readonly count: number },
  memory: Memory,
  decode: SpeedBand | RunProblem,
  prefill: SpeedBand | RunProblem,
): string {
  const speed = (name: string, band: SpeedBand | RunProblem): string =>
    typeof band === 'string'
      ? `${name}: ${refusals[band]}`
      : `${name}: ${(band.likely / 1000).toFixed(1)} tokens/s, ${(band.low / 1000).toFixed(1)} to ${(band.high / 1000).toFixed(1)} (${band.basis}, ${band.rows} rows)`
  return [
    `${head.model} ${head.quantization} on ${head.count} x ${head.hardware}: ${memory.fits ? 'fits' : 'does not fit'}${memory.tight ? ', but within 3 % of the limit' : ''}`,
    `  weights ${gigabytes(memory.weights)}, cache ${gigabytes(memory.keyValueCache)}, buffers ${gigabytes(memory.buffers)}, runtime ${gigabytes(memory.runtime)}`,
    `  total ${gigabytes(memory.total)} of ${gigabytes(memory.usable)} usable, margin ${gigabytes(memory.margin)}`,
    ...(memory.fits
      ? [`  ${speed('decode', decode)}`, `  ${speed('prefill', prefill)}`]
      : [`  ${refusals['does-not-fit']}`]),
  ].join('\n')
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`
}

/** Milliseconds: the whole prompt, then one step. */
function firstToken(prompt: number, prefill: SpeedBand | RunProblem, step: SpeedBand | RunProblem): object {
  if (typeof prefill === 'string') return refused(prefill)
  if (typeof step === 'string') return refused(step)
  const after = (speed: number, micro: number): number =>
    Math.round((prompt * 1_000_000) / Math.max(1, speed) + micro / 1000)
  return {
    low: after(prefill.high, step.low),
    likely: after(prefill.likely, step.likely),
    high: after(prefill.low, step.high),
    basis: prefill.basis,
  }
}

function shown(band: SpeedBand | RunProblem): object {
  return typeof band === 'string' ? refused(band) : band
}

// --------------------------------------------------------------------------------------------------- parts

function memoryOfRun(run: Run, contextTokens: number, concurrency: number, knowledge: Knowledge): Memory | null {
  const weights = runWeights(run, knowledge.quantizations.tensorTypes)
  const { architecture } = run.model
  if (weights === null || architecture === null) return null
  return memoryOf({
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
  })
}

function partsOf(memory: Memory): MemoryParts {
  const { weights, keyValueCache, buffers, runtime, total, usable } = memory
  return { weights, kvCache: keyValueCache, buffers, runtime, total, usable }
}

function refused(code: Refusal): { readonly refused: { readonly code: Refusal; readonly message: string } } {
  return { refused: { code, message: refusals[code] } }
}

function refusedOutcome(code: Refusal): CommandOutcome {
  return { exitCode: 1, json: refused(code), text: `refused (${code}): ${refusals[code]}` }
}

function numberOf(input: CommandInput, name: string, otherwise: number): number {
  const text = optional(input, name)
  if (text === null) return otherwise
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageError(`--${name} must be a whole number of at least 1`)
  return value
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
