/**
 * Evidence of quality: what was published about a model for a language and a task, and who measured it. Nothing here
 * makes a score: figures stand beside a choice, and are compared only within one set (see `evaluation-pack.ts`).
 */
import type { Benchmark, EvaluationPack, HeldResults } from './evaluation-pack.ts'
import { isIndependent, modelResults, rowsOf, setsOf, type EvaluationRow, type EvaluationSet } from './evaluation/rows.ts'
import { byCodeUnit } from './vocabulary.ts'

/** What a plan needs evidence for. */
export type EvidenceNeed = {
  /** Tasks of the pack. */
  readonly tasks: readonly string[]
  /** Languages of the plan, ISO 639-1. */
  readonly languages: readonly string[]
  /** Purposes of the plan that no benchmark of the pack measures. */
  readonly unmeasured: readonly string[]
}

/** Turns the purposes, kinds of content and languages of a plan into tasks and languages of the pack. */
export function evidenceNeed(
  plan: {
    readonly purposes: readonly string[]
    readonly modalities: readonly string[]
    readonly languages: readonly string[]
    /** Kind of the model in the catalog. */
    readonly modelKind: string
  },
  pack: EvaluationPack,
): EvidenceNeed {
  const kind = pack.modelKinds.find((entry) => entry.kind === plan.modelKind)
  const forText = [
    ...pack.purposes.filter(({ tag }) => plan.purposes.includes(tag)),
    ...pack.modalities.filter((entry) => plan.modalities.includes(entry.kind)),
  ].flatMap(({ tasks }) => tasks)
  return {
    tasks: [...new Set(kind?.tasks ?? forText)],
    languages: [...new Set(plan.languages)],
    unmeasured: pack.unmeasuredPurposes.filter((tag) => plan.purposes.includes(tag)),
  }
}

/** The language under which the pack keeps results for a language of the plan. */
export function evidenceLanguage(language: string, pack: EvaluationPack): string {
  return pack.languageAliases.find(({ of }) => of === language)?.means ?? language
}

/** Results of one model on one benchmark, in one language, task and split, each with the set it may be compared in. */
export type EvidenceGroup = {
  readonly key: string
  readonly task: string
  readonly language: string
  readonly benchmark: Benchmark
  readonly split: EvaluationSet['split']
  readonly results: readonly { readonly set: EvaluationSet; readonly row: EvaluationRow }[]
}

/** A task, and the language of the plan it is needed in: null for a task that does not depend on the language. */
export type EvidencePair = { readonly task: string; readonly language: string | null }

/** Nobody but the maker published a result of these weights. What there is instead, if anything. */
export type EvidenceGap = EvidencePair & {
  readonly maker: number
  readonly otherVersion: number
  readonly held: readonly HeldResults[]
}

export type Evidence = {
  readonly groups: readonly EvidenceGroup[]
  /** Where somebody else measured these weights, and how many results there are. */
  readonly covered: readonly (EvidencePair & { readonly results: number })[]
  readonly gaps: readonly EvidenceGap[]
  /** All rows about the model in the pack, also for other languages and tasks. */
  readonly total: number
}

/** Everything published about a model for these languages and tasks, and where nothing independent is. */
export function evidenceFor(
  model: string,
  languages: readonly string[],
  tasks: readonly string[],
  pack: EvaluationPack,
): Evidence {
  const all = modelResults(model, pack)
  const { covered, gaps } = coverageOf(model, languages, tasks, pack)
  const isWanted = wantedSet(languages, tasks, pack)
  return { groups: grouped(all.filter(({ set }) => isWanted(set)), tasks), covered, gaps, total: all.length }
}

/** For each task and language: results by others than the maker, or the gap. */
export function coverageOf(
  model: string,
  languages: readonly string[],
  tasks: readonly string[],
  pack: EvaluationPack,
): Pick<Evidence, 'covered' | 'gaps'> {
  const all = modelResults(model, pack)
  const covered: (EvidencePair & { results: number })[] = []
  const gaps: EvidenceGap[] = []
  for (const { task, language } of pairsOf(languages, tasks, pack)) {
    const code = language === null ? null : evidenceLanguage(language, pack)
    const found = all.filter(({ set }) => set.task === task && (code === null || set.language === code))
    const results = found.filter(({ row }) => isIndependent(row)).length
    if (results > 0) covered.push({ task, language, results })
    else
      gaps.push({
        task,
        language,
        maker: found.filter(({ row }) => row.measuredBy === 'maker' && !row.otherVersion).length,
        otherVersion: found.filter(({ row }) => row.otherVersion).length,
        held: pack.held.filter(
          ({ models, tasks: about, languages: spoken }) =>
            models.includes(model) && about.includes(task) && (code === null || spoken.includes(code)),
        ),
      })
  }
  return { covered, gaps }
}

/** A set with its rows of some models, better first; the models without a row in it are named. */
export type Comparison = {
  readonly set: EvaluationSet
  readonly rows: readonly EvaluationRow[]
  readonly missing: readonly string[]
}

/**
 * Sets in which at least two of the models stand, for these languages and tasks. Rows of different sets never meet.
 * Sets with more of the models come first, then the tasks in their order, then sets with more rows in all.
 */
export function comparisonsOf(
  models: readonly string[],
  languages: readonly string[],
  tasks: readonly string[],
  pack: EvaluationPack,
): readonly Comparison[] {
  const isWanted = wantedSet(languages, tasks, pack)
  const found = new Map<EvaluationSet, EvaluationRow[]>()
  for (const model of new Set(models))
    for (const { set, row } of modelResults(model, pack)) {
      const rows = found.get(set)
      if (rows !== undefined) rows.push(row)
      else if (isWanted(set)) found.set(set, [row])
    }
  return [...found.entries()]
    .map(([set, rows]): Comparison => ({
      set,
      rows: inOrder(set, rows),
      missing: models.filter((model) => !rows.some((row) => row.model === model)),
    }))
    .filter(({ rows }) => new Set(rows.map(({ model }) => model)).size >= 2)
    .toSorted(
      (left, right) =>
        left.missing.length - right.missing.length ||
        tasks.indexOf(left.set.task) - tasks.indexOf(right.set.task) ||
        right.set.count - left.set.count ||
        left.set.id - right.set.id,
    )
}

/** Rows of a set from its better to its worse end. Equal figures stand in the order of their names. */
export function inOrder(set: EvaluationSet, rows: readonly EvaluationRow[]): readonly EvaluationRow[] {
  const sign = set.scale.higherIsBetter ? -1 : 1
  return rows.toSorted((left, right) => sign * (left.value - right.value) || byCodeUnit(left.evaluated, right.evaluated))
}

/** A set with all its rows, better first. Null for an id that the pack does not have. */
export function comparisonIn(id: number, pack: EvaluationPack): Comparison | null {
  const set = setsOf(pack)[id]
  return set === undefined ? null : { set, rows: inOrder(set, rowsOf(set, pack)), missing: [] }
}

/** Each task once for each language, or once in all where it does not depend on the language. */
function pairsOf(languages: readonly string[], tasks: readonly string[], pack: EvaluationPack): readonly EvidencePair[] {
  return tasks.flatMap((task): readonly EvidencePair[] =>
    isLanguageBound(task, pack) ? languages.map((language) => ({ task, language })) : [{ task, language: null }],
  )
}

function wantedSet(
  languages: readonly string[],
  tasks: readonly string[],
  pack: EvaluationPack,
): (set: EvaluationSet) => boolean {
  const wanted = new Set(languages.map((language) => evidenceLanguage(language, pack)))
  const free = new Set(tasks.filter((task) => !isLanguageBound(task, pack)))
  return ({ task, language }) => free.has(task) || (wanted.has(language) && tasks.includes(task))
}

function isLanguageBound(task: string, pack: EvaluationPack): boolean {
  return pack.tasks.find(({ id }) => id === task)?.languageBound ?? true
}

function grouped(results: EvidenceGroup['results'], tasks: readonly string[]): readonly EvidenceGroup[] {
  const groups = new Map<string, EvidenceGroup['results'][number][]>()
  for (const result of results) {
    const { task, language, benchmark, split } = result.set
    const key = `${task} ${language} ${benchmark.id} ${split ?? '-'}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [result])
    else group.push(result)
  }
  return [...groups.entries()]
    .flatMap(([key, own]): readonly EvidenceGroup[] => {
      const set = own[0]?.set
      if (set === undefined) return []
      const { task, language, benchmark, split } = set
      return [{ key, task, language, benchmark, split, results: own }]
    })
    .toSorted(
      (left, right) =>
        tasks.indexOf(left.task) - tasks.indexOf(right.task) ||
        byCodeUnit(left.language, right.language) ||
        byCodeUnit(left.benchmark.id, right.benchmark.id) ||
        byCodeUnit(left.split ?? '', right.split ?? ''),
    )
}
