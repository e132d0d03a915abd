/**
 * The whole fit from rows: constants, what they leave unexplained, and the spreads around both. Spreads come from rows
 * that were left out of the fit they are compared with, never from rows that a constant was fitted on.
 */
import { computedSeconds } from '../../shared/domain/capacity.ts'
import type { CapacityFitPack, Nearness, Residuals } from '../../shared/domain/capacity/fit-pack.ts'
import { expectedResidual, featuresOf, nearestOf } from '../../shared/domain/capacity/residual.ts'
import { byCodeUnit } from '../../shared/domain/vocabulary.ts'
import { constantsOf, joined, type Constants } from './constants.ts'
import { learn, residualsOf, type Learned, type Sample } from './kriging.ts'
import { classRules, dealt, type Metric, type Row } from './rows.ts'

export type Fitted = Constants & Pick<CapacityFitPack, 'residuals' | 'spreads' | 'servingAccelerators'>

const metrics = ['decode', 'prefill', 'serving'] as const

/** Logarithm of computed over measured time, by the formulas alone. */
function residual(row: Row, constants: Constants): number {
  const { seconds } = computedSeconds(row.run, row.prepared, constants)
  const each = row.metric === 'serving' ? row.run.batch * row.run.parallel.replicas : 1
  return Math.log((seconds * each) / row.measured)
}

const samplesOf = (rows: readonly Row[], constants: Constants): readonly Sample[] =>
  rows.map((row) => ({ row, residual: residual(row, constants) }))

type Left = { readonly nearness: Nearness; readonly group: string; readonly value: number }

/** One metric: constants of the formulas, residuals, and what remains of rows that were left out. */
function fitMetric(metric: Metric, rows: readonly Row[], accelerators: readonly string[]) {
  const constants = constantsOf(metric, rows, accelerators)
  const learned = learn(metric, samplesOf(rows, constants))
  const residuals = residualsOf(metric, samplesOf(rows, constants), learned)
  const left: Left[] = [
    ...leftOut(metric, rows, accelerators, learned, 5, (row) => dealt(`row ${row.id}`), ['configuration', 'model-on-device', 'device']),
    ...leftOut(metric, rows, accelerators, learned, 6, (row) => dealt(`device ${row.run.device.id}`), ['class']),
    ...(metric === 'serving'
      ? []
      : leftOut(metric, rows, accelerators, learned, classRules.length, (row) => classRules.findIndex(({ id }) => id === row.group), ['vendor'])),
  ]
  return { constants, residuals, left }
}

/** Rows dealt into parts; each part is left out once, and what the fit on the others leaves of it is kept. */
function leftOut(
  metric: Metric,
  rows: readonly Row[],
  accelerators: readonly string[],
  learned: Learned,
  parts: number,
  partOf: (row: Row) => number,
  wanted: readonly Nearness[],
): readonly Left[] {
  return Array.from({ length: parts }, (_, part) => {
    const isOut = (row: Row): boolean => partOf(row) >= 0 && partOf(row) % parts === part
    const out = rows.filter(isOut)
    if (out.length === 0) return []
    const kept = rows.filter((row) => !isOut(row))
    const constants = constantsOf(metric, kept, accelerators)
    const residuals = residualsOf(metric, samplesOf(kept, constants), learned)
    return out.map((row) => remaining(row, constants, residuals)).filter(({ nearness }) => wanted.includes(nearness))
  }).flat()
}

function remaining(row: Row, constants: Constants, residuals: Residuals): Left {
  const features = featuresOf(row.run, row.group)
  const value = residual(row, constants) - expectedResidual(features, residuals)
  return { nearness: nearestOf(features, residuals), group: row.group, value }
}

/** Between two neighbors of a sorted list. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  return below + ((sorted[Math.ceil(place)] ?? below) - below) * (place - Math.floor(place))
}

const basisPoints = (value: number): number => Math.max(1, Math.round(Math.exp(value) * 10_000))

function spreadOf(values: readonly number[]): CapacityFitPack['spreads'][number]['spread'] {
  const sorted = values.toSorted((left, right) => left - right)
  // Half a row at each end is moved out, so that few rows give a wider band rather than a narrower one.
  const share = Math.max(0, 0.1 - 0.5 / sorted.length)
  const errors = values.map((value) => Math.abs(Math.exp(-value) - 1)).toSorted((left, right) => left - right)
  return {
    low: Math.min(10_000, basisPoints(quantile(sorted, share))),
    high: Math.max(10_000, basisPoints(quantile(sorted, 1 - share))),
    medianError: Math.round(quantile(errors, 0.5) * 10_000),
    p90Error: Math.round(quantile(errors, 0.9) * 10_000),
    rows: values.length,
  }
}

const nearnesses = ['configuration', 'model-on-device', 'device', 'class', 'vendor'] as const
/** Fewer rows than this say nothing of their own about a group. */
const leastOfGroup = 14

function spreadsOf(metric: Metric, left: readonly Left[]): CapacityFitPack['spreads'] {
  return nearnesses.flatMap((nearness) => {
    const here = left.filter((entry) => entry.nearness === nearness)
    if (here.length < 8) return []
    const line = (group: string | null, entries: readonly Left[]) => ({
      metric,
      nearness,
      group,
      spread: spreadOf(entries.map(({ value }) => value)),
    })
    const groups = [...new Set(here.map(({ group }) => group))].filter((group) => group !== '').toSorted(byCodeUnit)
    const own = nearness === 'vendor' ? [] : groups.map((group) => here.filter((entry) => entry.group === group))
    return [
      line(null, here),
      ...own.filter((entries) => entries.length >= leastOfGroup).map((entries) => line(entries[0]?.group ?? null, entries)),
    ]
  })
}

/** Fits everything on the given rows and on nothing else. */
export function fitted(rows: readonly Row[], accelerators: readonly string[]): Fitted {
  const [decode, prefill, serving] = metrics.map((metric) =>
    fitMetric(metric, rows.filter((row) => row.metric === metric), accelerators),
  )
  if (decode === undefined || prefill === undefined || serving === undefined) throw new Error('a metric was not fitted')
  const served = rows.filter((row) => row.metric === 'serving').map((row) => row.run.device.id)
  return {
    ...joined(decode.constants, prefill.constants, serving.constants),
    servingAccelerators: [...new Set(served)].toSorted(byCodeUnit),
    residuals: [decode.residuals, prefill.residuals, serving.residuals],
    spreads: [
      ...spreadsOf('decode', decode.left),
      ...spreadsOf('prefill', prefill.left),
      ...spreadsOf('serving', serving.left),
    ],
  }
}
