/** Rows and sets made from the columns of the `evaluations` pack, only those that somebody asks for. */
import type { Benchmark, EvaluationPack, EvaluationSource, Scale } from '../evaluation-pack.ts'

/** Rows of one set may be compared with each other, and with no others. */
export type EvaluationSet = {
  /** Place in the pack: the same for the same pack. */
  readonly id: number
  readonly benchmark: Benchmark
  readonly dataset: string | null
  /** Null where the source names none. */
  readonly version: string | null
  /** ISO 639-1; `mul` is an average over several. */
  readonly language: string
  readonly task: string
  readonly metric: string
  readonly scale: Scale
  /** A second metric of the same runs. */
  readonly secondMetric: string | null
  readonly split: 'validation' | 'test' | null
  /** Place of the first row, and how many there are. */
  readonly first: number
  readonly count: number
}

export type EvaluationRow = {
  readonly model: string
  /** The name that was evaluated, as the source writes it. */
  readonly evaluated: string
  readonly quantization: string | null
  readonly measuredBy: 'independent' | 'maker'
  /** Hundredths of the metric's unit. */
  readonly value: number
  /** Ends of the interval, hundredths; null where the source gives none. */
  readonly low: number | null
  readonly high: number | null
  readonly second: number | null
  readonly note: string | null
  /** Other weights than those of the catalog's entry were evaluated. */
  readonly otherVersion: boolean
  readonly source: EvaluationSource
}

export type ModelResult = { readonly set: EvaluationSet; readonly row: EvaluationRow }

/** Somebody other than the maker measured the weights that the catalog names. */
export function isIndependent({ measuredBy, otherVersion }: EvaluationRow): boolean {
  return measuredBy === 'independent' && !otherVersion
}

type Made = {
  readonly sets: readonly EvaluationSet[]
  /** The set of each row. */
  readonly setOfRow: readonly number[]
  readonly models: Map<string, readonly ModelResult[]>
}

const known = new WeakMap<EvaluationPack, Made>()

export function setsOf(pack: EvaluationPack): readonly EvaluationSet[] {
  return made(pack).sets
}

export function rowsOf(set: EvaluationSet, pack: EvaluationPack): readonly EvaluationRow[] {
  return Array.from({ length: set.count }, (_, place) => rowAt(set.first + place, pack))
}

/** All results of a model, in the order of the pack. Made once for each model and pack. */
export function modelResults(model: string, pack: EvaluationPack): readonly ModelResult[] {
  const { sets, setOfRow, models } = made(pack)
  const before = models.get(model)
  if (before !== undefined) return before
  const own = new Set(pack.subjects.flatMap((subject, place) => (subject.model === model ? [place] : [])))
  const results = pack.rows.subject.flatMap((subject, place): readonly ModelResult[] => {
    if (subject === null || !own.has(subject)) return []
    return [{ set: entry(sets, setOfRow[place]), row: rowAt(place, pack) }]
  })
  models.set(model, results)
  return results
}

function made(pack: EvaluationPack): Made {
  const before = known.get(pack)
  if (before !== undefined) return before
  const { sets: columns } = pack
  const sets: EvaluationSet[] = []
  const setOfRow: number[] = []
  for (let id = 0; id < columns.count; id++) {
    const count = columns.rows[id] ?? 0
    sets.push(setAt(id, setOfRow.length, count, pack))
    for (let row = 0; row < count; row++) setOfRow.push(id)
  }
  const found = { sets, setOfRow, models: new Map<string, readonly ModelResult[]>() }
  known.set(pack, found)
  return found
}

function setAt(id: number, first: number, count: number, pack: EvaluationPack): EvaluationSet {
  const { sets, series } = pack
  const place = sets.series[id] ?? -1
  return {
    id,
    benchmark: entry(pack.benchmarks, series.benchmark[place]),
    dataset: optional(pack.datasets, series.dataset[place]),
    version: optional(pack.versions, sets.version[id]),
    language: entry(pack.languages, series.language[place]),
    task: entry(pack.tasks, series.task[place]).id,
    metric: entry(pack.metrics, series.metric[place]),
    scale: entry(pack.scales, series.scale[place]),
    secondMetric: optional(pack.metrics, series.secondMetric[place]),
    split: optional(pack.splits, sets.split[id]),
    first,
    count,
  }
}

function rowAt(place: number, pack: EvaluationPack): EvaluationRow {
  const { rows } = pack
  const subject = entry(pack.subjects, rows.subject[place])
  const value = rows.value[place] ?? 0
  const below = rows.below[place] ?? null
  const above = rows.above[place] ?? null
  const note = optional(pack.notes, rows.note[place])
  return {
    model: subject.model,
    evaluated: subject.version,
    quantization: subject.quantization,
    measuredBy: rows.independent[place] === 1 ? 'independent' : 'maker',
    value,
    low: below === null ? null : value - below,
    high: above === null ? null : value + above,
    second: rows.second[place] ?? null,
    note: note?.text ?? null,
    otherVersion: note?.otherVersion ?? false,
    source: entry(pack.sources, rows.source[place]),
  }
}

function optional<T>(table: readonly T[], place: number | null | undefined): T | null {
  return place === null || place === undefined ? null : entry(table, place)
}

/** The schema has checked every place, so a miss is a bug. */
function entry<T>(table: readonly T[], place: number | null | undefined): T {
  const found = table[place ?? -1]
  if (found === undefined) throw new Error('the pack was read without its schema')
  return found
}
