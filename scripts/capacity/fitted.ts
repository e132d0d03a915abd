/**
 * The whole fit from rows: constants, what they leave unexplained, and the spreads around both. Spreads come from rows
 * that were left out of the fit they are compared with, never from rows that a constant was fitted on.
 */
import { anchorFactor, computedSeconds } from '../../shared/domain/capacity.ts'
import type { CapacityFitPack, Nearness, Residuals } from '../../shared/domain/capacity/fit-pack.ts'
import { expectedResidual, featuresOf, nearestOf } from '../../shared/domain/capacity/residual.ts'
import { byCodeUnit } from '../../shared/domain/vocabulary.ts'
import { constantsOf, joined, type Constants } from './constants.ts'
import { learn, residualsOf, type Learned, type Sample } from './kriging.ts'
import { classRules, dealt, type Metric, type Row } from './rows.ts'

export type Fitted = Constants & Pick<CapacityFitPack, 'residuals' | 'spreads' | 'servingBandwidth'>

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
    ...anchoredLeft(metric, rows, accelerators, learned),
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

/**
 * Devices left out whole, but for one row of each that serves as the run a planner measured: what the others are off by
 * after its correction.
 */
function anchoredLeft(metric: Metric, rows: readonly Row[], accelerators: readonly string[], learned: Learned): readonly Left[] {
  const parts = 6
  return Array.from({ length: parts }, (_, part) => {
    const isOut = (row: Row): boolean => dealt(`device ${row.run.device.id}`) % parts === part
    const out = rows.filter(isOut)
    if (out.length === 0) return []
    const kept = rows.filter((row) => !isOut(row))
    const constants = constantsOf(metric, kept, accelerators)
    const residuals = residualsOf(metric, samplesOf(kept, constants), learned)
    const left = out.map((row) => ({ row, ...remaining(row, constants, residuals) }))
    const devices = new Map<string, typeof left>()
    for (const entry of left) {
      const key = `${entry.row.run.device.id} ${entry.row.run.engine.id} ${entry.row.run.backend}`
      devices.set(key, [...(devices.get(key) ?? []), entry])
    }
    return [...devices.values()].flatMap((entries) => {
      const [anchor, ...others] = entries.toSorted((one, two) => dealt(`anchor ${one.row.id}`) - dealt(`anchor ${two.row.id}`))
      if (anchor === undefined) return []
      const correction = Math.log(anchorFactor(metric, [Math.exp(anchor.value)]))
      return others.map(({ group, value }): Left => ({ nearness: 'anchor', group, value: value - correction }))
    })
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

/**
 * Share of rows outside each end of the band. Rows of a device that was never measured miss together, so few devices
 * say less than their many rows seem to: the ends are moved out.
 */
const tails: { readonly [From in Nearness]: number } = {
  anchor: 0.085,
  configuration: 0.085,
  'model-on-device': 0.085,
  device: 0.085,
  class: 0.075,
  vendor: 0.05,
}

/** Both ends of the band of values. Of n rows and a new one, each place is as likely for the new one. */
export function endsOf(values: readonly number[], tail: number): { readonly low: number; readonly high: number } {
  const sorted = values.toSorted((left, right) => left - right)
  const share = Math.max(0, (tail * (sorted.length + 1) - 1) / Math.max(1, sorted.length - 1))
  return { low: quantile(sorted, share), high: quantile(sorted, 1 - share) }
}

export function spreadOf(values: readonly number[], ends: { readonly low: number; readonly high: number }) {
  const errors = values.map((value) => Math.abs(Math.exp(-value) - 1)).toSorted((left, right) => left - right)
  return {
    low: Math.min(10_000, basisPoints(ends.low)),
    high: Math.max(10_000, basisPoints(ends.high)),
    medianError: Math.round(quantile(errors, 0.5) * 10_000),
    p90Error: Math.round(quantile(errors, 0.9) * 10_000),
    rows: values.length,
  }
}

/** Mean distance from what was computed, odd rows bounded. */
const distance = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + Math.min(Math.abs(value), 0.7), 0) / Math.max(1, values.length)

const nearnesses = ['anchor', 'configuration', 'model-on-device', 'device', 'class', 'vendor'] as const
/** Fewer rows than this say nothing of their own about a group. */
const leastOfGroup = 4
/** A group's own distance counts as many times as it has rows, that of all groups this many times. */
const drawn = 6

/**
 * Each group has its own scale, drawn towards that of all; the shape of the band is common. So a class with few rows
 * gets a band of its own without its ends resting on one or two rows.
 */
function spreadsOf(metric: Metric, left: readonly Left[]): CapacityFitPack['spreads'] {
  return nearnesses.flatMap((nearness) => {
    const here = left.filter((entry) => entry.nearness === nearness)
    if (here.length < 8) return []
    const tail = tails[nearness]
    const values = here.map(({ value }) => value)
    const all = { metric, nearness, group: null, spread: spreadOf(values, endsOf(values, tail)) }
    if (nearness === 'vendor') return [all]
    const common = distance(values)
    const names = [...new Set(here.map(({ group }) => group))].filter((group) => group !== '').toSorted(byCodeUnit)
    const groups = names
      .map((group) => ({ group, values: here.filter((entry) => entry.group === group).map(({ value }) => value) }))
      .filter((entry) => entry.values.length >= leastOfGroup)
      .map((entry) => {
        const rows = entry.values.length
        return { ...entry, scale: (distance(entry.values) * rows + common * drawn) / (rows + drawn) }
      })
    const scaleOf = new Map(groups.map(({ group, scale }) => [group, scale]))
    const shape = endsOf(
      here.map(({ group, value }) => value / (scaleOf.get(group) ?? common)),
      tail,
    )
    return [
      all,
      ...groups.map(({ group, scale, values: own }) => ({
        metric,
        nearness,
        group,
        spread: spreadOf(own, { low: shape.low * scale, high: shape.high * scale }),
      })),
    ]
  })
}

/** Fits everything on the given rows and on nothing else. */
export function fitted(rows: readonly Row[], accelerators: readonly string[]): Fitted {
  const [decode, prefill, serving] = metrics.map((metric) =>
    fitMetric(metric, rows.filter((row) => row.metric === metric), accelerators),
  )
  if (decode === undefined || prefill === undefined || serving === undefined) throw new Error('a metric was not fitted')
  const served = rows.flatMap((row) => (row.metric === 'serving' ? [row.run.device.bandwidth ?? 0] : []))
  return {
    ...joined(decode.constants, prefill.constants, serving.constants),
    servingBandwidth: served.length === 0 ? 0 : Math.min(...served),
    residuals: [decode.residuals, prefill.residuals, serving.residuals],
    spreads: [
      ...spreadsOf('decode', decode.left),
      ...spreadsOf('prefill', prefill.left),
      ...spreadsOf('serving', serving.left),
    ],
  }
}
