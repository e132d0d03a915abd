/**
 * The whole fit from rows: constants, what they leave unexplained, and the spreads around both. Spreads come from rows
 * that were left out of the fit they are compared with, never from rows that a constant was fitted on.
 */
import { anchorFactor, computedSeconds } from '../../shared/domain/capacity.ts'
import type { CapacityFitPack, Nearness, Residuals } from '../../shared/domain/capacity/fit-pack.ts'
import { expectedResidual, featuresOf, nearestOf } from '../../shared/domain/capacity/residual.ts'
import { byCodeUnit } from '../../shared/domain/vocabulary.ts'
import { constantsOf, joined, type Constants, type Maker } from './constants.ts'
import { learn, residualsOf, type Learned, type Sample } from './kriging.ts'
import { classRules, dealt, type Metric, type Row } from './rows.ts'

export type Fitted = Constants & Pick<CapacityFitPack, 'residuals' | 'spreads' | 'servingBandwidth'>

/** Logarithm of computed over measured time, by the formulas alone. */
function residual(row: Row, constants: Constants): number {
  const { seconds } = computedSeconds(row.run, row.prepared, constants)
  const each = row.metric === 'serving' ? row.run.batch * row.run.parallel.replicas : 1
  return Math.log((seconds * each) / row.measured)
}

/** Of servers, whose group is the engine. */
function isServed(metric: Metric): boolean {
  return metric === 'serving' || metric === 'first-token'
}

const samplesOf = (rows: readonly Row[], constants: Constants): readonly Sample[] =>
  rows.map((row) => ({ row, residual: residual(row, constants) }))

type Left = { readonly nearness: Nearness; readonly group: string; readonly engine: string; readonly value: number }

/** Constants of another metric that this one rests on. */
type Known = Pick<Constants, 'serving'> | null
type ConstantsFor = (rows: readonly Row[]) => Constants

/** One metric: constants of the formulas, residuals, and what remains of rows that were left out. */
function fitMetric(metric: Metric, rows: readonly Row[], accelerators: readonly Maker[], known: Known = null) {
  const constantsFor = (some: readonly Row[]): Constants => constantsOf(metric, some, accelerators, known)
  const constants = constantsFor(rows)
  const learned = learn(metric, samplesOf(rows, constants))
  const residuals = residualsOf(metric, samplesOf(rows, constants), learned)
  const left: Left[] = [
    ...leftOut(metric, rows, constantsFor, learned, 5, (row) => dealt(`row ${row.id}`), ['configuration', 'model-on-device', 'device']),
    ...leftOut(metric, rows, constantsFor, learned, 6, (row) => dealt(`device ${row.run.device.id}`), ['class']),
    ...anchoredLeft(metric, rows, constantsFor, learned),
    ...(isServed(metric)
      ? []
      : leftOut(metric, rows, constantsFor, learned, classRules.length, (row) => classRules.findIndex(({ id }) => id === row.group), ['vendor'])),
  ]
  return { constants, residuals, left }
}

/** Rows dealt into parts; each part is left out once, and what the fit on the others leaves of it is kept. */
function leftOut(
  metric: Metric,
  rows: readonly Row[],
  constantsFor: ConstantsFor,
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
    const constants = constantsFor(kept)
    const residuals = residualsOf(metric, samplesOf(kept, constants), learned)
    return out.map((row) => remaining(row, constants, residuals)).filter(({ nearness }) => wanted.includes(nearness))
  }).flat()
}

/**
 * Devices left out whole, but for one row of each that serves as the run a planner measured: what the others are off by
 * after its correction.
 */
function anchoredLeft(metric: Metric, rows: readonly Row[], constantsFor: ConstantsFor, learned: Learned): readonly Left[] {
  const parts = 6
  return Array.from({ length: parts }, (_, part) => {
    const isOut = (row: Row): boolean => dealt(`device ${row.run.device.id}`) % parts === part
    const out = rows.filter(isOut)
    if (out.length === 0) return []
    const kept = rows.filter((row) => !isOut(row))
    const constants = constantsFor(kept)
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
      return others.map(({ group, engine, value }): Left => ({ nearness: 'anchor', group, engine, value: value - correction }))
    })
  }).flat()
}

function remaining(row: Row, constants: Constants, residuals: Residuals): Left {
  const features = featuresOf(row.run, row.group)
  const value = residual(row, constants) - expectedResidual(features, residuals)
  return { nearness: nearestOf(features, residuals), group: row.group, engine: row.run.engine.id, value }
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

/**
 * How far values lie from what was computed: half the mean distance with odd rows bounded, which few rows tell well, and
 * half the distance that four of five keep to, which the band is about. In one measure: of a normal distribution the
 * latter is 1.6 times the former.
 */
function distance(values: readonly number[], bound = 0.7): number {
  const sizes = values.map((value) => Math.min(Math.abs(value), bound)).toSorted((left, right) => left - right)
  const mean = sizes.reduce((sum, value) => sum + value, 0) / Math.max(1, sizes.length)
  return (1.6 * mean + quantile(sizes, 0.8)) / 2
}

const nearnesses = ['anchor', 'configuration', 'model-on-device', 'device', 'class', 'vendor'] as const
/** Fewer rows than this say nothing of their own about a group or an engine. */
const leastOfGroup = 4
/** A group's own distance counts as many times as it has rows, that of all groups this many times. */
const drawn = 6

type Scales = { readonly groups: ReadonlyMap<string, number>; readonly engines: ReadonlyMap<string, number>; readonly common: number }

/**
 * How much wider or narrower each group and each engine spreads than all: both drawn towards one, found in turns. An
 * engine whose rows come from many people's own reports spreads more on every device.
 */
function scalesOf(left: readonly Left[]): Scales {
  const common = distance(left.map(({ value }) => value))
  const groups = new Map<string, number>()
  const engines = new Map<string, number>()
  const of = (map: Map<string, number>, name: string): number => map.get(name) ?? 1
  const update = (map: Map<string, number>, nameOf: (entry: Left) => string, without: (entry: Left) => number): void => {
    for (const name of new Set(left.map(nameOf))) {
      const values = left.filter((entry) => nameOf(entry) === name).map((entry) => entry.value / without(entry) / common)
      if (name !== '' && values.length >= leastOfGroup) map.set(name, (distance(values, 0.7 / common) * values.length + drawn) / (values.length + drawn))
    }
  }
  for (let round = 0; round < 3; round++) {
    update(groups, ({ group }) => group, (entry) => of(engines, entry.engine))
    update(engines, ({ engine }) => engine, (entry) => of(groups, entry.group))
  }
  return { groups, engines, common }
}

/**
 * Each group and each engine has its own scale, drawn towards that of all; the shape of the band is common. So a class
 * with few rows gets a band of its own without its ends resting on one or two rows.
 */
function spreadsOf(metric: Metric, left: readonly Left[]): CapacityFitPack['spreads'] {
  return nearnesses.flatMap((nearness) => {
    const here = left.filter((entry) => entry.nearness === nearness)
    if (here.length < 8) return []
    const tail = tails[nearness]
    const all = { metric, nearness, group: null, engine: null, spread: spreadOf(here.map(({ value }) => value), evenEnds(here, tail)) }
    if (nearness === 'vendor') return [all]
    const scales = scalesOf(here)
    // Where one engine makes one group, as with servers, there is nothing to tell apart.
    const engines = isServed(metric) ? [] : [...scales.engines].toSorted(byName)
    const groups = [...scales.groups].toSorted(byName)
    const engineScale = (entry: Left): number => (isServed(metric) ? 1 : (scales.engines.get(entry.engine) ?? 1))
    const shape = endsOf(
      here.map((entry) => entry.value / scales.common / (scales.groups.get(entry.group) ?? 1) / engineScale(entry)),
      tail,
    )
    const made = (group: string | null, engine: string | null, by: number) => {
      const own = here.filter((entry) => (group === null || entry.group === group) && (engine === null || entry.engine === engine))
      const told = own.length >= leastOfGroup ? own : here.filter((entry) => group === null || entry.group === group)
      // A scale from few rows is itself uncertain, so its band is wider.
      const scale = scales.common * by * (1 + 1 / (told.length + drawn))
      return {
        metric, nearness, group, engine,
        spread: spreadOf(told.map(({ value }) => value), { low: shape.low * scale, high: shape.high * scale }),
      }
    }
    return [
      all,
      ...engines.map(([engine, by]) => made(null, engine, by)),
      ...groups.flatMap(([group, scale]) => [
        made(group, null, scale),
        ...engines.map(([engine, by]) => made(group, engine, scale * by)),
      ]),
    ]
  })
}

const byName = ([left]: readonly [string, number], [right]: readonly [string, number]): number => byCodeUnit(left, right)

/**
 * Ends for a class that was never measured: the farther of those over rows and of those over classes, each of which
 * counts as much as another, whatever its rows. So a small class that missed is not outvoted by a large one that did not.
 */
function evenEnds(left: readonly Left[], tail: number): { readonly low: number; readonly high: number } {
  const plain = endsOf(left.map(({ value }) => value), tail)
  if (left.every(({ nearness }) => nearness !== 'vendor')) return plain
  const sizes = new Map<string, number>()
  for (const { group } of left) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const sorted = left
    .map(({ group, value }) => ({ value, weight: 1 / (sizes.get(group) ?? 1) / sizes.size }))
    .toSorted((one, two) => one.value - two.value)
  const end = (from: typeof sorted): number => {
    let sum = 0
    for (const { value, weight } of from) {
      sum += weight
      if (sum > tail) return value
    }
    return from.at(-1)?.value ?? 0
  }
  return { low: Math.min(plain.low, end(sorted)), high: Math.max(plain.high, end(sorted.toReversed())) }
}

/** Fits everything on the given rows and on nothing else. */
export function fitted(rows: readonly Row[], accelerators: readonly Maker[]): Fitted {
  const of = (metric: Metric): readonly Row[] => rows.filter((row) => row.metric === metric)
  const decode = fitMetric('decode', of('decode'), accelerators)
  const prefill = fitMetric('prefill', of('prefill'), accelerators)
  const serving = fitMetric('serving', of('serving'), accelerators)
  const first = fitMetric('first-token', of('first-token'), accelerators, serving.constants)
  const served = rows.flatMap((row) => (row.metric === 'serving' ? [row.run.device.bandwidth ?? 0] : []))
  return {
    ...joined(decode.constants, prefill.constants, serving.constants, first.constants),
    servingBandwidth: served.length === 0 ? 0 : Math.min(...served),
    residuals: [decode.residuals, prefill.residuals, serving.residuals, first.residuals],
    spreads: [
      ...spreadsOf('decode', decode.left),
      ...spreadsOf('prefill', prefill.left),
      ...spreadsOf('serving', serving.left),
      ...spreadsOf('first-token', first.left),
    ],
  }
}
