/**
 * How fast a deployment is, as a band: the fitted formulas, corrected by what was measured nearest to the case, with the
 * spread that measurements show around them. Four of five measured rows lie in their band.
 */
import { toInteger } from './vocabulary.ts'
import type { CapacityFitPack, Metric, Nearness, Spread } from './capacity/fit-pack.ts'
import type { TensorType } from './capacity/inputs.ts'
import { prepare, type Prepared, type Run, type RunProblem } from './capacity/case.ts'
import { decodeSeconds, prefillSeconds, servingSeconds } from './capacity/speed.ts'

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

/** Engines that split every layer over their devices have their own formula and constants. */
export function metricOf(run: Pick<Run, 'metric' | 'engine'>): Metric {
  return run.metric === 'decode' && run.engine.family !== 'llama.cpp' ? 'serving' : run.metric
}

type Estimate = {
  readonly seconds: number
  readonly spread: Pick<Spread, 'low' | 'high'>
  readonly origin: Pick<SpeedBand, 'basis' | 'group' | 'rows' | 'medianError'>
}

function secondsPerToken(run: Run, fit: CapacityFitPack, types: readonly TensorType[]): Estimate | RunProblem {
  const metric = metricOf(run)
  const prepared = prepare({ ...run, metric }, types)
  if (typeof prepared === 'string') return prepared
  const found = fit.classes.find(
    (entry) =>
      entry.accelerators.includes(run.device.id) &&
      (entry.backends.length === 0 || entry.backends.includes(run.backend)),
  )
  const computed = formula(run, prepared, fit, found)
  const group = metric === 'serving' ? run.engine.family : computed.general ? null : (found?.id ?? null)
  const { factor, nearness } = correction(run, metric, fit, group)
  const band = bandOf(run, metric, computed.general ? 'vendor' : nearness, group, fit)
  if (band === null) return 'metric-unknown'
  return { seconds: (computed.seconds / factor) * 10_000, ...band }
}

/** Seconds per token before correction; `general` when no class of this device was measured. */
function formula(
  run: Run,
  prepared: Prepared,
  fit: CapacityFitPack,
  found: CapacityFitPack['classes'][number] | undefined,
): { readonly seconds: number; readonly general: boolean } {
  const { devices, replicas } = run.parallel
  const { bandwidth, work } = prepared
  if (prepared.metric === 'decode') {
    const own = found?.decode ?? null
    const step = decodeSeconds(
      prepared.work,
      bandwidth,
      prepared.operations,
      devices,
      own ?? fit.general.decode,
      fit.shared,
    )
    return { seconds: step / run.batch, general: own === null }
  }
  if (prepared.metric === 'prefill') {
    // Only llama.cpp's prompts were measured; other engines get the general constants and the widest band.
    const own = run.engine.family === 'llama.cpp' ? (found?.prefill ?? null) : null
    const whole = prefillSeconds(
      prepared.work,
      bandwidth,
      prepared.operations,
      devices,
      own ?? fit.general.prefill,
      fit.shared,
    )
    return { seconds: whole / prepared.work.tokens, general: own === null }
  }
  const { family } = run.engine
  const own = fit.serving[family === 'llama.cpp' ? 'vllm' : family]
  const step = servingSeconds(prepared.work, bandwidth, own)
  return { seconds: step / run.batch / replicas, general: work.layers === 0 }
}

/** What was measured nearest to the run, as a factor on the computed speed in hundredths of a percent. */
function correction(
  run: Run,
  metric: Metric,
  fit: CapacityFitPack,
  group: string | null,
): { readonly factor: number; readonly nearness: Nearness } {
  const engine = `${run.engine.family}${run.backend === '' ? '' : `-${run.backend}`}`
  const here = fit.corrections.filter(
    (entry) => entry.metric === metric && entry.engine === engine && entry.accelerator === run.device.id,
  )
  const model = here.find((entry) => entry.model === run.model.id)
  if (model !== undefined) return { factor: model.factor, nearness: 'model-on-device' }
  const device = here.find((entry) => entry.model === null)
  if (device !== undefined) return { factor: device.factor, nearness: 'device' }
  const measured = metric !== 'serving' || fit.servingAccelerators.includes(run.device.id)
  return { factor: 10_000, nearness: group === null || !measured ? 'vendor' : 'class' }
}

const fartherThan: { readonly [From in Nearness]: readonly Nearness[] } = {
  'model-on-device': ['model-on-device', 'device', 'class', 'vendor'],
  device: ['device', 'class', 'vendor'],
  class: ['class', 'vendor'],
  vendor: ['vendor'],
}

function bandOf(
  run: Run,
  metric: Metric,
  nearness: Nearness,
  group: string | null,
  fit: CapacityFitPack,
): Omit<Estimate, 'seconds'> | null {
  // Batches were measured with llama.cpp on few devices only; elsewhere they get the widest band there is.
  const measuredBatches = metric !== 'decode' || run.batch === 1 || group === 'nvidia-gb10'
  const from = measuredBatches ? nearness : 'vendor'
  const basis: Basis =
    nearness === 'vendor' ? 'vendor' : nearness === 'class' || !measuredBatches ? 'class' : 'same-hardware'
  for (const step of fartherThan[from]) {
    const here = fit.spreads.filter((entry) => entry.metric === metric && entry.nearness === step)
    const entry = here.find((one) => one.group === group) ?? here.find((one) => one.group === null)
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

function originOf(entry: CapacityFitPack['spreads'][number], basis: Basis): Estimate['origin'] {
  return { basis, group: entry.group, rows: entry.spread.rows, medianError: entry.spread.medianError }
}
