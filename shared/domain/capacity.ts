/**
 * How fast a deployment is, as a band: the fitted formulas, corrected by what was measured nearest to the case, with the
 * spread that measurements show around them. Four of five measured rows lie in their band.
 */
import { toInteger } from './vocabulary.ts'
import type { CapacityFitPack, Metric, Nearness, Spread } from './capacity/fit-pack.ts'
import type { TensorType } from './capacity/inputs.ts'
import { prepare, type Prepared, type Run, type RunProblem } from './capacity/case.ts'
import { correctedSeconds, evidenceFor, expectedResidual, exponential, featuresOf, nearestOf } from './capacity/residual.ts'
import { processorBatchSeconds, processorPromptSeconds, processorSeconds } from './capacity/processor.ts'
import {
  decodeSeconds,
  firstTokenSeconds,
  prefillSeconds,
  servingSeconds,
  type PrefillWork,
  type Work,
} from './capacity/speed.ts'

/**
 * What a figure rests on: measured on this very machine; rows measured on the same hardware; rows of the same class of
 * hardware; or only the vendor's figures.
 */
export type Basis = 'measured' | 'same-hardware' | 'class' | 'vendor'

/** Three whole numbers in the unit that the function says, and where they come from. */
export type SpeedBand = {
  readonly low: number
  readonly likely: number
  readonly high: number
  readonly basis: Basis
  /** Class of devices, or engine, whose rows set the band; null for all together. */
  readonly group: string | null
  /** Rows behind the band, and their median error in hundredths of a percent. */
  readonly rows: number
  readonly medianError: number
}

const leastCertainFirst: readonly Basis[] = ['vendor', 'class', 'same-hardware', 'measured']

/** Of several figures that something rests on, the one that is least certain: it says how certain the whole is. */
export function leastCertain<Band extends { readonly basis: Basis }>(first: Band, ...others: readonly Band[]): Band {
  const rank = ({ basis }: Band): number => leastCertainFirst.indexOf(basis)
  return others.reduce((least, band) => (rank(band) < rank(least) ? band : least), first)
}

/** Names the rows behind a prompt, and behind several sequences at once, on an ordinary processor. */
export const promptGroup = 'processor-prompt'
const batchGroup = 'processor-batch'

/** What a figure rests on, for words: those on processors that nobody measured so say why. */
export function basisName({ basis, group }: Pick<SpeedBand, 'basis' | 'group'>): Basis | typeof promptGroup | typeof batchGroup {
  if (basis !== 'vendor') return basis
  return group === promptGroup || group === batchGroup ? group : basis
}

/** Thousandths of a token per second: of all sequences together for decode and serving, of one prompt for prefill. */
export function speedOf(run: Run, fit: CapacityFitPack, types: readonly TensorType[]): SpeedBand | RunProblem {
  const estimate = secondsPerToken(run, fit, types)
  if (typeof estimate === 'string') return estimate
  const { seconds, spread } = estimate
  const perSecond = 1000 / seconds
  return {
    low: toInteger((perSecond * spread.low) / 10_000),
    likely: toInteger(perSecond),
    high: toInteger((perSecond * spread.high) / 10_000),
    ...estimate.origin,
  }
}

/** Millionths of a second from one token of a sequence to its next, while `run.batch` sequences are served. */
export function timePerTokenOf(run: Run, fit: CapacityFitPack, types: readonly TensorType[]): SpeedBand | RunProblem {
  const estimate = secondsPerToken(run, fit, types)
  if (typeof estimate === 'string') return estimate
  const { seconds, spread } = estimate
  const likely = seconds * run.batch * run.parallel.replicas * 1_000_000
  return {
    low: toInteger((likely / spread.high) * 10_000),
    likely: toInteger(likely),
    high: toInteger((likely / spread.low) * 10_000),
    ...estimate.origin,
  }
}

/**
 * Millionths of a second from a request to its first token while `run.batch` are served. What was measured on servers
 * holds the wait of their load; llama.cpp reads the prompt alone and writes one token.
 */
export function timeToFirstTokenOf(run: Run, fit: CapacityFitPack, types: readonly TensorType[]): SpeedBand | RunProblem {
  if (isServer(run)) {
    const estimate = secondsPerToken({ ...run, metric: 'first-token' }, fit, types)
    if (typeof estimate === 'string') return estimate
    const likely = estimate.seconds * 1_000_000
    return {
      low: toInteger((likely / estimate.spread.high) * 10_000),
      likely: toInteger(likely),
      high: toInteger((likely / estimate.spread.low) * 10_000),
      ...estimate.origin,
    }
  }
  const prompt = speedOf({ ...run, metric: 'prefill', batch: 1, depth: 0 }, fit, types)
  const step = timePerTokenOf({ ...run, metric: 'decode', batch: 1 }, fit, types)
  if (typeof prompt === 'string') return prompt
  if (typeof step === 'string') return step
  const after = (speed: number, micro: number): number =>
    toInteger((run.promptTokens * 1_000_000_000) / Math.max(1, speed) + micro)
  return {
    ...leastCertain(prompt, step),
    low: after(prompt.high, step.low),
    likely: after(prompt.likely, step.likely),
    high: after(prompt.low, step.high),
  }
}

/** Engines that split every layer over their devices serve many at once and have their own formulas and constants. */
function isServer({ engine }: Pick<Run, 'engine'>): boolean {
  return engine.family !== 'llama.cpp'
}

/** The formula that a run's figure comes from. */
export function metricOf(run: Pick<Run, 'metric' | 'engine'>): Metric {
  if (!isServer(run)) return run.metric
  return run.metric === 'decode' ? 'serving' : run.metric === 'prefill' ? 'first-token' : run.metric
}

type Estimate = {
  readonly seconds: number
  readonly spread: Pick<Spread, 'low' | 'high'>
  readonly origin: Pick<SpeedBand, 'basis' | 'group' | 'rows' | 'medianError'>
}

function secondsPerToken(run: Run, fit: CapacityFitPack, types: readonly TensorType[]): Estimate | RunProblem {
  const metric = metricOf(run)
  // How fast a server reads one prompt shows in when the first token comes.
  if (metric === 'first-token' && run.metric === 'prefill') {
    const first = secondsPerToken({ ...run, metric, batch: 1 }, fit, types)
    return typeof first === 'string' ? first : { ...first, seconds: first.seconds / Math.max(1, run.promptTokens) }
  }
  const prepared = prepare({ ...run, metric }, types)
  if (typeof prepared === 'string') return prepared
  if (run.device.processor !== null && (prepared.metric === 'decode' || prepared.metric === 'prefill')) {
    const own = prepared.metric === 'decode' ? onProcessor(run, prepared.work, fit) : promptOnProcessor(run, prepared.work, fit)
    return own === null ? 'compute-unknown' : anchored(run, metric, own, '', fit)
  }
  const { seconds, group } = computedSeconds(run, prepared, fit)
  const residuals = fit.residuals.find((entry) => entry.metric === metric)
  if (residuals === undefined) return 'metric-unknown'
  const features = featuresOf(run, group)
  const band = bandOf(run, metric, nearestOf(features, residuals), group, fit)
  if (band === null) return 'metric-unknown'
  const evidence = evidenceFor(features, residuals)
  if (metric === 'prefill' || evidence.near.length === 0) {
    const corrected = seconds / exponential(expectedResidual(features, residuals))
    return anchored(run, metric, { seconds: corrected, ...band }, group, fit)
  }
  const { replicas } = run.parallel
  // Seconds of one step of all sequences, or those to the first token of one: neither falls with their number.
  const whole = (batch: number): number => (metric === 'first-token' ? 1 : batch * replicas)
  const step = (depth: number, batch: number): number => {
    const there = depth === run.depth && batch === run.batch ? prepared : prepare({ ...run, metric, depth, batch }, types)
    if (typeof there === 'string') return 0
    return computedSeconds({ ...run, batch }, there, fit).seconds * whole(batch)
  }
  const at = { depth: run.depth, batch: run.batch, prompt: run.promptTokens }
  const corrected = correctedSeconds(at, evidence, step) / whole(run.batch)
  return anchored(run, metric, { seconds: corrected, ...band }, group, fit)
}

/** Decode on an ordinary processor, with the spread of machines that were left out of the fit; null where its rate is not known. */
function onProcessor(run: Run, work: Work, fit: CapacityFitPack): Estimate | null {
  const { processor } = fit
  const type = typeOf(run)
  const weights = (work.operations + work.headOperations) / 2
  // Nobody measured several sequences: they take what multiplying for all of them takes, if that is longer.
  const together = work.batch === 1 ? 0 : processorBatchSeconds(work, type, run.device, processor)
  if (together === null) return null
  const seconds = Math.max(together, processorSeconds(work, weights, type, run.device, processor)) / run.batch
  const calibrated = run.device.processor?.calibrated === true && run.batch === 1
  const { low, high, rows, medianError } = processor.spread
  // The maker's bandwidth says less than a measurement: the band is half as wide again at both ends.
  const spread = calibrated ? { low, high } : { low: (low * 2) / 3, high: (high * 3) / 2 }
  return { seconds, spread, origin: { basis: calibrated ? 'measured' : 'vendor', group: run.batch === 1 ? 'processor' : batchGroup, rows, medianError } }
}

/** The tensor type that most weights of a run have. */
function typeOf(run: Run): string {
  return run.quantization.base ?? run.quantization.id
}


/**
 * A prompt on an ordinary processor; null where its rate is not known. The band is that of machines left out of the fit,
 * and the basis the lowest: too few were measured. One machine alone says what instructions for matrices add, so the
 * slow end is that of processors without them.
 */
function promptOnProcessor(run: Run, work: PrefillWork, fit: CapacityFitPack): Estimate | null {
  const { spread } = fit.processor.prompt
  const time = processorPromptSeconds(work, typeOf(run), run.device, fit.processor)
  if (time === null) return null
  const faster = time.plain / time.likely
  return {
    seconds: time.likely / work.tokens,
    spread: { low: spread.low / faster, high: spread.high },
    origin: { basis: 'vendor', group: promptGroup, rows: spread.rows, medianError: spread.medianError },
  }
}

/** How many runs doubt is worth: prompts vary most from one model to the next, so one run says least about another. */
const doubt: { readonly [Name in Metric]: number } = { decode: 0.25, prefill: 2, serving: 1, 'first-token': 2 }

/** Measured over computed speed of a machine, from runs of other models on it. */
export function anchorFactor(metric: Metric, factors: readonly number[]): number {
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length
  return 1 + ((mean - 1) * factors.length) / (factors.length + doubt[metric])
}

/** What was measured on the very machine outranks all else. Several runs are averaged; one is not believed wholly. */
function anchored(run: Run, metric: Metric, estimate: Estimate, group: string, fit: CapacityFitPack): Estimate {
  const own = run.device.anchors.filter((anchor) => anchor.metric === metric)
  if (own.length === 0) return estimate
  const factor = anchorFactor(metric, own.map((anchor) => anchor.factor / 10_000))
  const entry = spreadOf(fit, metric, 'anchor', group, run.engine.id) ?? spreadOf(fit, metric, 'device', group, run.engine.id)
  const seconds = estimate.seconds / factor
  return entry === undefined
    ? { ...estimate, seconds, origin: { ...estimate.origin, basis: 'measured' } }
    : { seconds, spread: entry.spread, origin: originOf(entry, 'measured') }
}

type DeviceClass = CapacityFitPack['classes'][number]
const classIndices = new WeakMap<CapacityFitPack['classes'], ReadonlyMap<string, readonly DeviceClass[]>>()

/** The class of a device with one build of llama.cpp. */
export function classOf(
  run: Pick<Run, 'device' | 'backend'>,
  { classes }: Pick<CapacityFitPack, 'classes'>,
): DeviceClass | null {
  let index = classIndices.get(classes)
  if (index === undefined) {
    const made = new Map<string, DeviceClass[]>()
    for (const entry of classes)
      for (const id of entry.accelerators) made.set(id, [...(made.get(id) ?? []), entry])
    classIndices.set(classes, made)
    index = made
  }
  const own = index.get(run.device.id)
  if (own === undefined) return null
  return own.find(({ backends }) => backends.includes(run.backend)) ?? own.find(({ backends }) => backends.length === 0) ?? null
}

/**
 * Seconds per token, or to the first one, by the formulas alone, and the class of devices or the engine whose constants they took: empty when
 * nothing of the kind was measured.
 */
export function computedSeconds(
  run: Run,
  prepared: Prepared,
  fit: Pick<CapacityFitPack, 'classes' | 'general' | 'stacked' | 'shared' | 'serving' | 'firstToken'>,
): { readonly seconds: number; readonly group: string } {
  const { devices } = run.parallel
  const { bandwidth } = prepared
  if (prepared.metric === 'serving' || prepared.metric === 'first-token') {
    const family = run.engine.family === 'llama.cpp' ? 'vllm' : run.engine.family
    const group = run.engine.family === 'llama.cpp' ? '' : family
    const own = fit.serving[family]
    return prepared.metric === 'serving'
      ? { seconds: servingSeconds(prepared.work, bandwidth, own) / run.batch / run.parallel.replicas, group }
      : { seconds: firstTokenSeconds(prepared.work, bandwidth, fit.firstToken[family], own), group }
  }
  const found = classOf(run, fit)
  const general = fit.general[memoryKindOf(run.device, fit)]
  if (prepared.metric === 'decode') {
    const own = found?.decode ?? null
    const { work, operations } = prepared
    const constants = own ?? { ...general.decode, ...softwareOf(run.device.id, fit) }
    const step = decodeSeconds(work, bandwidth, operations, devices, constants, fit.shared)
    return { seconds: step / run.batch, group: own === null ? '' : (found?.id ?? '') }
  }
  const own = found?.prefill ?? null
  const { work, operations } = prepared
  const whole = prefillSeconds(work, bandwidth, operations, devices, own ?? general.prefill, fit.shared)
  return { seconds: whole / work.tokens, group: own === null ? '' : (found?.id ?? '') }
}

/** Devices of a kind of memory are alike where nothing better is known. */
export function memoryKindOf(
  device: Run['device'],
  fit: Pick<CapacityFitPack, 'stacked'>,
): 'stacked' | 'unified' | 'card' {
  return fit.stacked.includes(device.id) ? 'stacked' : device.unified ? 'unified' : 'card'
}

const softwareIndices = new WeakMap<CapacityFitPack['general'], ReadonlyMap<string, CapacityFitPack['general']['others']>>()

/** Drivers and kernels are a maker's own; those of all makers together where the maker has no rows. */
function softwareOf(device: string, { general }: Pick<CapacityFitPack, 'general'>): CapacityFitPack['general']['others'] {
  let index = softwareIndices.get(general)
  if (index === undefined) {
    index = new Map(general.makers.flatMap(({ accelerators, decode }) => accelerators.map((id) => [id, decode])))
    softwareIndices.set(general, index)
  }
  return index.get(device) ?? general.others
}

const fartherThan: { readonly [From in Exclude<Nearness, 'anchor'>]: readonly Nearness[] } = {
  configuration: ['configuration', 'model-on-device', 'device', 'class', 'vendor'],
  'model-on-device': ['model-on-device', 'device', 'class', 'vendor'],
  device: ['device', 'class', 'vendor'],
  class: ['class', 'vendor'],
  vendor: ['vendor'],
}

function bandOf(
  run: Run,
  metric: Metric,
  nearest: Exclude<Nearness, 'anchor'>,
  group: string,
  fit: CapacityFitPack,
): Omit<Estimate, 'seconds'> | null {
  // A server's engine may be known from other devices; those were all fast ones, for data centers.
  const slow = (run.device.bandwidth ?? 0) * 2 < fit.servingBandwidth
  const foreign = (metric === 'serving' || metric === 'first-token') && nearest === 'class' && slow
  // Batches were measured with llama.cpp on few devices only; elsewhere they get the widest band there is.
  const measuredBatches = metric !== 'decode' || run.batch === 1 || group === 'nvidia-gb10'
  const from = foreign || !measuredBatches ? 'vendor' : nearest
  const basis: Basis =
    foreign || nearest === 'vendor' ? 'vendor' : nearest === 'class' || !measuredBatches ? 'class' : 'same-hardware'
  for (const step of fartherThan[from]) {
    const entry = spreadOf(fit, metric, step, group, run.engine.id)
    if (entry !== undefined) return { spread: entry.spread, origin: originOf(entry, basis) }
  }
  // Serving on hardware of a kind that was never measured: the spread over engines and that over devices together.
  const engines = fit.spreads.find((one) => one.metric === metric && one.nearness === 'class' && one.group === null)
  const devices = fit.spreads.find((one) => one.metric === 'decode' && one.nearness === 'vendor' && one.group === null)
  if (engines === undefined || devices === undefined) return null
  return {
    spread: {
      low: (engines.spread.low * devices.spread.low) / 10_000,
      high: (engines.spread.high * devices.spread.high) / 10_000,
    },
    origin: originOf(engines, 'vendor'),
  }
}

type SpreadEntry = CapacityFitPack['spreads'][number]
/** Entries by what was asked for, with what was found for it. */
const spreadIndices = new WeakMap<CapacityFitPack['spreads'], Map<string, SpreadEntry | undefined>>()

/** The spread of the group with the engine, or over all groups and engines where it has too few rows of its own. */
function spreadOf(
  { spreads }: Pick<CapacityFitPack, 'spreads'>,
  metric: Metric,
  nearness: Nearness,
  group: string,
  engine: string,
): SpreadEntry | undefined {
  let index = spreadIndices.get(spreads)
  if (index === undefined) {
    index = new Map(spreads.map((entry) => [`${entry.metric} ${entry.nearness} ${entry.group ?? ''} ${entry.engine ?? ''}`, entry]))
    spreadIndices.set(spreads, index)
  }
  const asked = `${metric} ${nearness} ${group} ${engine}`
  if (index.has(asked)) return index.get(asked)
  const of = (name: string, by: string): SpreadEntry | undefined => index.get(`${metric} ${nearness} ${name} ${by}`)
  const found = of(group, '') ?? of('', engine) ?? of('', '')
  index.set(asked, found)
  return found
}

function originOf(entry: CapacityFitPack['spreads'][number], basis: Basis): Estimate['origin'] {
  return { basis, group: entry.group, rows: entry.spread.rows, medianError: entry.spread.medianError }
}
