/**
 * How wrong the engine is on rows it has not seen. Every figure comes from a fit on the other rows only: constants,
 * residuals and spreads. Rows are dealt once one by one, and once device by device.
 */
import { speedOf, timeToFirstTokenOf } from '../../shared/domain/capacity.ts'
import type { CapacityFitPack } from '../../shared/domain/capacity/fit-pack.ts'
import type { CapacityPacks } from '../../shared/plan/capacity-run.ts'
import { chanceOf, likenessOf } from './coverage.ts'
import { fitted, quantile } from './fitted.ts'
import { decodePeers, firstTokenPeers, prefillPeers, servingPeers, type Peer } from './peers.ts'
import { dealt, rowsOf, type Measurement, type Metric, type Row } from './rows.ts'

export type Errors = { readonly rows: number; readonly median: number; readonly p90: number; readonly worst: number }

/** A set of rows, our errors on them, and each peer's with ours on the rows that the peer supports. Shares of one. */
export type Line = {
  readonly section: string
  readonly name: string
  readonly ours: Errors
  /** Share of the rows inside the 80 % interval; null where the figure has none. */
  readonly coverage: number | null
  /** Where the share would lie by chance for 19 of 20 such groups; null where there is none. */
  readonly chance: { readonly low: number; readonly high: number } | null
  /** Devices that the rows are of. */
  readonly devices: number | null
  readonly peers: readonly { readonly name: string; readonly errors: Errors; readonly ours: Errors; readonly ratio: number }[]
}

export function errorsOf(values: readonly number[]): Errors {
  const sorted = values.toSorted((left, right) => left - right)
  return {
    rows: sorted.length,
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    worst: sorted.at(-1) ?? 0,
  }
}

type Scored = { readonly row: Row; readonly error: number; readonly inside: boolean }

const heldOf = ({ row, inside }: Scored) => ({ device: row.run.device.id, inside })

const folds = {
  'row by row': { parts: 5, of: (row: Row) => dealt(`held out ${row.id}`) },
  'device by device': { parts: 4, of: (row: Row) => dealt(`held out device ${row.run.device.id}`) },
} as const

/** All rows, each scored by a fit that has not seen it, nor any row of its part. */
function scored(rows: readonly Row[], packs: CapacityPacks, head: CapacityFitPack, by: keyof typeof folds): readonly Scored[] {
  const accelerators = packs.accelerators.accelerators
  const { parts, of } = folds[by]
  return Array.from({ length: parts }, (_, part) => {
    const out = rows.filter((row) => of(row) % parts === part)
    const fit: CapacityFitPack = { ...head, ...fitted(rows.filter((row) => of(row) % parts !== part), accelerators) }
    return out.flatMap((row) => {
      if (row.metric === 'first-token') return firstToken(row, fit, packs)
      const band = speedOf(row.run, fit, packs.quantizations.tensorTypes)
      if (typeof band === 'string') return []
      const speed = 1000 / speedSeconds(row)
      return [{ row, error: errorOf(row, 1000 / band.likely), inside: band.low <= speed && speed <= band.high }]
    })
  }).flat()
}

function firstToken(row: Row, fit: CapacityFitPack, packs: CapacityPacks): readonly Scored[] {
  const band = timeToFirstTokenOf(row.run, fit, packs.quantizations.tensorTypes)
  if (typeof band === 'string') return []
  const micro = row.measured * 1_000_000
  return [{ row, error: errorOf(row, band.likely / 1_000_000), inside: band.low <= micro && micro <= band.high }]
}

/** Measured seconds per token of all sequences together. */
function speedSeconds(row: Row): number {
  return row.metric === 'serving' ? row.measured / row.run.batch / row.run.parallel.replicas : row.measured
}

const isServed = ({ metric }: Pick<Row, 'metric'>): boolean => metric === 'serving' || metric === 'first-token'

/** Speeds are compared as speeds, serving as time per token: as the rows are published. */
function errorOf(row: Row, seconds: number): number {
  const measured = speedSeconds(row)
  return Math.abs((isServed(row) ? seconds / measured : measured / seconds) - 1)
}

const peersOf: { readonly [Name in Metric]: readonly Peer[] } = {
  decode: decodePeers,
  prefill: prefillPeers,
  serving: servingPeers,
  'first-token': firstTokenPeers,
}

function lineOf(section: string, name: string, list: readonly Scored[], likeness: number, packs: CapacityPacks): Line {
  const metric = list[0]?.row.metric ?? 'decode'
  const held = list.map(heldOf)
  return {
    section,
    name,
    ours: errorsOf(list.map(({ error }) => error)),
    coverage: list.filter(({ inside }) => inside).length / Math.max(1, list.length),
    chance: chanceOf(held, likeness),
    devices: new Set(held.map(({ device }) => device)).size,
    peers: peersOf[metric].flatMap((peer) => {
      const both = list.flatMap(({ row, error }) => {
        const seconds = peer.seconds(row.run, packs.quantizations.tensorTypes)
        return seconds === null ? [] : [{ theirs: errorOf(row, seconds), ours: error }]
      })
      if (both.length === 0) return []
      const errors = errorsOf(both.map(({ theirs }) => theirs))
      const ours = errorsOf(both.map((entry) => entry.ours))
      return [{ name: peer.name, errors, ours, ratio: ours.median / errors.median }]
    }),
  }
}

const titles: { readonly [Name in Metric]: string } = {
  decode: 'decode, one sequence and batches of llama.cpp',
  prefill: 'prefill',
  serving: 'time per output token while serving',
  'first-token': 'time to first token while serving',
}

/** Fewer rows than this are reported within the whole only. */
const leastRows = 8

function groupsOf(list: readonly Scored[]): readonly (readonly [string, readonly Scored[]])[] {
  const keys = ({ row }: Scored): readonly string[] =>
    isServed(row)
      ? [row.group, `${row.group} on ${row.run.device.id}`]
      : [row.group === '' ? 'no class' : row.group, `engine ${row.run.engine.id}${row.run.backend === '' ? '' : `-${row.run.backend}`}`]
  const groups = new Map<string, Scored[]>()
  for (const entry of list) for (const key of keys(entry)) groups.set(key, [...(groups.get(key) ?? []), entry])
  return [...groups].filter(([, entries]) => entries.length >= leastRows).toSorted(([left], [right]) => (left < right ? -1 : 1))
}

/** The report's lines on speed. */
export function speedLines(measurements: readonly Measurement[], packs: CapacityPacks, head: CapacityFitPack): readonly Line[] {
  const rows = rowsOf(measurements, packs)
  return (['row by row', 'device by device'] as const).flatMap((by) => {
    const all = scored(rows, packs, head, by)
    return (['decode', 'prefill', 'serving', 'first-token'] as const).flatMap((metric) => {
      const list = all.filter(({ row }) => row.metric === metric)
      const section = `${titles[metric]}, held out ${by}`
      const likeness = likenessOf(list.map(heldOf))
      const single = list.filter(({ row }) => row.run.batch === 1)
      return [
        lineOf(section, 'all', list, likeness, packs),
        ...(metric === 'decode' ? [lineOf(section, 'one sequence', single, likeness, packs)] : []),
        ...groupsOf(list).map(([name, entries]) => lineOf(section, name, entries, likeness, packs)),
      ]
    })
  })
}
