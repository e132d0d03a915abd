/**
 * The `evaluations` pack: published results, one row a model, benchmark, language and metric. Rows are kept in columns
 * of whole numbers, most of them places in the tables beside them, so that reading the pack at start costs little. Every
 * reference is checked when the pack is read; `evaluation.ts` makes rows of it when somebody asks.
 *
 * A series is a benchmark's data set in one language with one metric and scale. A set is a series in one version and
 * split: only rows of one set may be compared. Where the source names no version, each source is a set of its own.
 */
import { packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Confidence } from './vocabulary.ts'

const Text = z.string().check(z.minLength(1), z.maxLength(2000))
const Id = z.string().check(z.regex(/^[a-z0-9][A-Za-z0-9._-]*$/))
const Language = z.string().check(z.regex(/^[a-z]{2,3}$/))
/** A year, a month or a day, as exact as the source is. */
const RoughDay = z.string().check(z.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))
/** Whole numbers in the order of the entries; null where the source says nothing. */
const Column = z.custom<readonly (number | null)[]>(isColumn, 'is not a column of whole numbers')
const Count = z.int().check(z.minimum(0), z.maximum(1_000_000))

export const Benchmark = z.strictObject({
  id: Id,
  name: Text,
  measures: Text,
  /** What a reader must know before trusting a figure. */
  weaknesses: Text,
  languages: z.array(Language),
  license: Text,
  confidence: Confidence,
  url: Text,
})
export type Benchmark = Infer<typeof Benchmark>

export const EvaluationSource = z.strictObject({
  title: Text,
  publisher: Text,
  url: Text,
  date: RoughDay,
  license: Text,
})
export type EvaluationSource = Infer<typeof EvaluationSource>

/** Results that were collected but are not shipped, because their source does not clearly permit it. */
export const HeldResults = z.strictObject({
  name: Text,
  publisher: Text,
  group: z.enum(['check-first', 'restricted']),
  reason: Text,
  licenses: z.array(Text),
  rows: Count,
  benchmarks: z.array(Id),
  measuredBy: z.array(z.enum(['independent', 'maker'])),
  url: Text,
  models: z.array(Id),
  tasks: z.array(Id),
  languages: z.array(Language),
})
export type HeldResults = Infer<typeof HeldResults>

export const Scale = z.strictObject({
  /** Hundredths. */
  min: z.int(),
  max: z.int(),
  higherIsBetter: z.boolean(),
})
export type Scale = Infer<typeof Scale>

const tables = z.strictObject({
  ...packHead,
  pack: z.literal('evaluations'),
  /** Confidence level of all intervals, in hundredths of a percent. */
  intervalLevel: z.int(),
  /** Languages whose results stand under another code. */
  languageAliases: z.array(z.strictObject({ of: Language, means: Language })),
  /** `languageBound`: a result in one language says little about another. */
  tasks: z.array(z.strictObject({ id: Id, languageBound: z.boolean() })),
  languages: z.array(Language),
  /** Which results bear on which purpose of a plan. Homeport's own judgment. */
  purposes: z.array(z.strictObject({ tag: Id, tasks: z.array(Id) })),
  /** Purposes that no benchmark of the pack measures. */
  unmeasuredPurposes: z.array(Id),
  modalities: z.array(z.strictObject({ kind: Id, tasks: z.array(Id) })),
  /** Models that do not write text are measured by their own tasks, whatever the purpose. */
  modelKinds: z.array(z.strictObject({ kind: Id, tasks: z.array(Id) })),
  benchmarks: z.array(Benchmark),
  sources: z.array(EvaluationSource),
  held: z.array(HeldResults),
  /** What was evaluated: id in the models pack, the name in the source, and the precision where it is stated. */
  subjects: z.array(z.strictObject({ model: Id, version: Text, quantization: z.nullable(Text) })),
  /** `otherVersion`: the row is of other weights than the catalog's entry. */
  notes: z.array(z.strictObject({ text: Text, otherVersion: z.boolean() })),
  datasets: z.array(Text),
  versions: z.array(Text),
  metrics: z.array(Text),
  scales: z.array(Scale),
  splits: z.array(z.enum(['validation', 'test'])),
  series: z.strictObject({
    count: Count,
    benchmark: Column,
    dataset: Column,
    language: Column,
    task: Column,
    metric: Column,
    scale: Column,
    secondMetric: Column,
  }),
  /** `rows`: how many rows of the row table belong to the set, in order. */
  sets: z.strictObject({ count: Count, series: Column, version: Column, split: Column, rows: Column }),
  /**
   * `value`, `second`: hundredths. `below`, `above`: from the value down and up to the ends of the interval.
   * `independent`: 1 when somebody other than the maker measured.
   */
  rows: z.strictObject({
    count: Count,
    subject: Column,
    source: Column,
    independent: Column,
    value: Column,
    below: Column,
    above: Column,
    second: Column,
    note: Column,
  }),
})
type Tables = Infer<typeof tables>

export const EvaluationPack = tables.check((context) => {
  for (const { path, reason } of faultsOf(context.value))
    context.issues.push({ code: 'custom', input: reason, path: [...path], message: reason })
})
export type EvaluationPack = Infer<typeof EvaluationPack>

type Fault = { readonly path: readonly (string | number)[]; readonly reason: string }

/** References that lead nowhere, columns of the wrong length, and figures outside of their scale. */
function faultsOf(pack: Tables): readonly Fault[] {
  const { series, sets, rows } = pack
  const faults = [...unknownTasks(pack), ...wrongLengths(pack)]
  if (faults.length > 0) return faults
  const places: readonly (readonly [path: string, column: readonly (number | null)[], size: number, canBeNull: boolean])[] = [
    ['series.benchmark', series.benchmark, pack.benchmarks.length, false],
    ['series.dataset', series.dataset, pack.datasets.length, true],
    ['series.language', series.language, pack.languages.length, false],
    ['series.task', series.task, pack.tasks.length, false],
    ['series.metric', series.metric, pack.metrics.length, false],
    ['series.scale', series.scale, pack.scales.length, false],
    ['series.secondMetric', series.secondMetric, pack.metrics.length, true],
    ['sets.series', sets.series, series.count, false],
    ['sets.version', sets.version, pack.versions.length, true],
    ['sets.split', sets.split, pack.splits.length, true],
    ['sets.rows', sets.rows, rows.count + 1, false],
    ['rows.subject', rows.subject, pack.subjects.length, false],
    ['rows.source', rows.source, pack.sources.length, false],
    ['rows.independent', rows.independent, 2, false],
    ['rows.note', rows.note, pack.notes.length, true],
  ]
  for (const [path, column, size, canBeNull] of places) {
    const wrong = column.findIndex((value) => (value === null ? !canBeNull : value < 0 || value >= size))
    if (wrong >= 0) faults.push({ path: [...path.split('.'), wrong], reason: 'names an entry that is not in the pack' })
  }
  return faults.length > 0 ? faults : wrongFigures(pack)
}

function unknownTasks(pack: Tables): Fault[] {
  const known = new Set(pack.tasks.map(({ id }) => id))
  return (['purposes', 'modalities', 'modelKinds', 'held'] as const).flatMap((table) =>
    pack[table].flatMap(({ tasks }, index) =>
      tasks.every((task) => known.has(task))
        ? []
        : [{ path: [table, index, 'tasks'], reason: 'names a task that is not in the pack' }],
    ),
  )
}

function wrongLengths(pack: Tables): Fault[] {
  return (['series', 'sets', 'rows'] as const).flatMap((table) =>
    Object.entries(pack[table]).flatMap(([name, column]) =>
      typeof column === 'number' || column.length === pack[table].count
        ? []
        : [{ path: [table, name], reason: 'does not have a place for each entry' }],
    ),
  )
}

function wrongFigures(pack: Tables): readonly Fault[] {
  const { series, sets, rows } = pack
  let next = 0
  for (let set = 0; set < sets.count; set++) {
    const scale = pack.scales[series.scale[sets.series[set] ?? 0] ?? 0]
    const count = sets.rows[set] ?? 0
    if (count === 0 || scale === undefined) return [{ path: ['sets', 'rows', set], reason: 'has no rows' }]
    for (let row = next; row < next + count; row++) {
      const value = rows.value[row] ?? null
      if (value === null || value < scale.min || value > scale.max)
        return [{ path: ['rows', 'value', row], reason: 'is outside of its scale' }]
      if ((rows.below[row] ?? 0) < 0 || (rows.above[row] ?? 0) < 0)
        return [{ path: ['rows', 'below', row], reason: 'has an interval without its value' }]
    }
    next += count
  }
  return next === rows.count ? [] : [{ path: ['sets', 'rows'], reason: 'does not add up to the number of rows' }]
}

function isColumn(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => item === null || Number.isSafeInteger(item))
}
