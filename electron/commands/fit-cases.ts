/** `fit --cases`: measured or imagined rows in, one result for each out, in their order. */
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse, z, type Infer } from '../../shared/base/schema.ts'
import { speedOf, timePerTokenOf } from '../../shared/domain/capacity.ts'
import type { Run } from '../../shared/domain/capacity/case.ts'
import { offloadedSpeed, offloadedWork } from '../../shared/domain/capacity/offload.ts'
import { leastOffload, scaledLayers } from '../../shared/domain/capacity/placement.ts'
import { ggufFileBytes, layerBytes, publishedBytes, tensorBytes } from '../../shared/domain/capacity/weights.ts'
import { engineByName } from '../../shared/domain/engine-pack.ts'
import { quantizationByName } from '../../shared/domain/quantization-pack.ts'
import { resolveRun, servedParallel, type RunRequest } from '../../shared/plan/capacity-run.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { UsageError, type CommandOutcome } from './command.ts'
import { asksForMemory, memoryCase } from './fit-memory-cases.ts'
import { memoryInput, memoryOfRun, partsOf, refused, stagedRun, together, type Refusal } from './fit-parts.ts'

/** A maker's gigabyte is read as 10^9 bytes; a device may have 2^30 for each. */
const mostMemory = 1.074

const Count = z.int().check(z.minimum(0), z.maximum(100_000_000))
const Id = z.string().check(z.maxLength(200))

/** A row may leave out, or leave null, what it has nothing of. */
const Maybe = z.optional(z.nullable(Count))

const SpeedCase = z.object({
  id: z.optional(z.unknown()),
  hardware: Id,
  n_devices: Maybe,
  model: Id,
  quant: Id,
  moe_quant: z.optional(z.nullable(Id)),
  file_size_bytes: z.optional(z.nullable(z.int().check(z.minimum(1)))),
  engine: Id,
  batch: Maybe,
  prompt_len: Maybe,
  gen_len: Maybe,
  depth: Maybe,
  metric: z.enum(['decode', 'decode_total', 'prefill', 'serving_tpot']),
  tp: Maybe,
  pp: Maybe,
  dp: Maybe,
  ep: Maybe,
})

/** No prompt, answer or tokens before, one device and one sequence, where the row says nothing else. */
function filled(row: Infer<typeof SpeedCase>) {
  return {
    ...row,
    n_devices: Math.max(1, row.n_devices ?? 1),
    batch: Math.max(1, row.batch ?? 1),
    prompt_len: row.prompt_len ?? 0,
    gen_len: row.gen_len ?? 0,
    depth: row.depth ?? 0,
    stages: Math.max(1, row.pp ?? 1),
  }
}
type SpeedCase = ReturnType<typeof filled>

const SizeCase = z.object({
  id: z.optional(z.unknown()),
  model: Id,
  quant: Id,
  imatrix: z.optional(z.nullable(z.boolean())),
})

export function ofCases(data: unknown, file: string, knowledge: Knowledge): CommandOutcome {
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

/** One case: a speed row names hardware, a memory row a length of context, a size row neither. */
function ofCase(entry: unknown, index: number, knowledge: Knowledge): object {
  const id = isObject(entry) ? (entry['id'] ?? index) : index
  if (isObject(entry) && 'hardware' in entry) {
    const parsed = parse(SpeedCase, entry)
    if (!parsed.ok)
      return { id, error: { code: 'bad-case', message: `${parsed.problem.path} ${parsed.problem.reason}` } }
    return { id, ...speedCase(filled(parsed.value), knowledge) }
  }
  if (isObject(entry) && asksForMemory(entry)) return { id, ...memoryCase(entry, knowledge) }
  const parsed = parse(SizeCase, entry)
  if (!parsed.ok) return { id, error: { code: 'bad-case', message: `${parsed.problem.path} ${parsed.problem.reason}` } }
  const size = fileSize(parsed.value.model, parsed.value.quant, parsed.value.imatrix ?? null, knowledge)
  return size.ok ? { id, bytes: size.value } : { id, ...refused(size.problem) }
}

function speedCase(row: SpeedCase, knowledge: Knowledge): object {
  const run = resolveRun(requestOf(row, knowledge), knowledge)
  if (typeof run === 'string') return refused(run)
  const { devices, tensor, replicas } = run.parallel
  const split = { tensor, replicas, pipeline: run.engine.split === 'tensor' ? row.stages : 1 }
  const whole: Run = { ...run, parallel: { devices: devices * split.pipeline, tensor: tensor * split.pipeline, replicas } }
  // The depth of a serving row is that of its own prompts and answers half written.
  const serving = row.metric === 'serving_tpot'
  const tokens = row.prompt_len + row.gen_len + (serving ? 0 : row.depth)
  const memory = memoryOfRun(whole, tokens, row.batch, knowledge)
  const parts = memory === null ? {} : { memory: partsOf(memory), fits: memory.fits }
  // Servers let sequences wait when the cache is full; the others hold all of them or do not run.
  const least = serving ? memoryOfRun(whole, tokens, 1, knowledge) : memory
  if (least !== null && least.fullestDevice > least.usablePerDevice * mostMemory) {
    const offloaded = run.metric === 'decode' ? offloadedCase(run, row, knowledge) : null
    return { ...(offloaded ?? refused('does-not-fit')), ...parts }
  }
  const { tensorTypes } = knowledge.quantizations
  const fit = knowledge['capacity-fit']
  const staged = split.pipeline === 1 ? run : stagedRun(run, split)
  const each = serving ? timePerTokenOf(staged, fit, tensorTypes) : speedOf(staged, fit, tensorTypes)
  const band = together(each, run, split, serving || row.metric === 'prefill' ? 1 : split.pipeline)
  if (typeof band === 'string') return refused(band)
  return { likely: band.likely, low: band.low, high: band.high, basis: band.basis, ...parts }
}

/**
 * What does not fit in one card's memory runs with the fewest layers left in the computer's own; null where more would
 * stay behind than in any measured run, or where there is no other memory.
 */
function offloadedCase(run: Run, row: SpeedCase, knowledge: Knowledge): object | null {
  const { tensorTypes } = knowledge.quantizations
  const fit = knowledge['capacity-fit']
  const layers = layerBytes(run.model, run.quantization, tensorTypes)
  const input = memoryInput(run, Math.max(512, row.prompt_len + row.gen_len + row.depth), row.batch, knowledge)
  if (layers === null || input === null || run.engine.family !== 'llama.cpp') return null
  if (run.device.unified || run.parallel.devices > 1 || run.batch > 1) return null
  const bytes = scaledLayers(layers, run.fileBytes)
  const least = leastOffload(input, bytes, { tensor: 1, pipeline: 1, replicas: 1, expertParallel: false }, 'layers')
  const work = least === null ? null : offloadedWork(run, bytes, least, fit, tensorTypes)
  if (least === null || work === null || typeof work === 'string' || work.hostShare > fit.offload.mostHostShare) return null
  const band = offloadedSpeed(run, bytes, least, fit, tensorTypes)
  return typeof band === 'string'
    ? refused(band)
    : { likely: band.likely, low: band.low, high: band.high, basis: band.basis, offload: least }
}

function requestOf(row: SpeedCase, knowledge: Knowledge): RunRequest {
  const serving = row.metric === 'serving_tpot'
  // Without a word, a server splits every layer over the devices of a stage.
  const within = Math.max(1, Math.floor(row.n_devices / row.stages / Math.max(1, row.dp ?? 1)))
  const parallel =
    serving || engineByName(knowledge.engines, row.engine)?.split === 'tensor'
      ? servedParallel(Math.max(1, row.tp ?? within), Math.max(1, row.dp ?? 1), row.ep ?? 1)
      : { devices: row.n_devices, tensor: 1, replicas: 1 }
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
    batch: row.batch / parallel.replicas,
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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
