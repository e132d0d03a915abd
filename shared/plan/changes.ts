/**
 * What a planner changed between two states of a plan: a signed version and the draft that grew from it. Names every
 * entry, so that a board reads only what is new.
 */
import { canonicalJson } from '../base/canonical.ts'
import { z, type Infer } from '../base/schema.ts'
import { byCodeUnit, FindingLevel, Message, Stage } from '../domain/vocabulary.ts'
import { isFieldId, type FieldId } from './fields.ts'
import type { Plan } from './plan.ts'
import type { SignedPlan } from './signed-plan.ts'

export type ChangeKind = 'added' | 'changed' | 'removed'

/** One entry that differs. Who changed it and when stand beside its later state, where that state records them. */
export type ChangedAnswer = {
  readonly field: FieldId
  readonly kind: ChangeKind
  /** The value before and after: null is "not known", undefined is "never answered". */
  readonly before: unknown
  readonly after: unknown
  /** Only the way it is known differs, the value does not. */
  readonly basisOnly: boolean
  readonly by: string | null
  readonly at: string | null
}

/** An entry of any other table of the plan, such as `duties` or `evidence`. */
export type ChangedEntry = { readonly table: string; readonly key: string; readonly kind: ChangeKind }

/** What is compared of a finding. A signed assessment of an older Homeport has at least this. */
const ComparedFinding = z.object({ id: z.string(), level: FindingLevel, stage: Stage, headline: Message })
export type ComparedFinding = Infer<typeof ComparedFinding>

export type ChangedFinding = {
  readonly finding: ComparedFinding
  /** `came`: it was not there before. `went`: it is not there any more. `level`: it weighs more or less than before. */
  readonly kind: 'came' | 'went' | 'level'
}

export type PlanChanges = {
  readonly answers: readonly ChangedAnswer[]
  readonly entries: readonly ChangedEntry[]
  /** Null: the older assessment has a form that cannot be compared. */
  readonly findings: readonly ChangedFinding[] | null
  /** How many differences there are. Zero: the two say the same. */
  readonly count: number
}

type State = { readonly plan: Plan; readonly findings: readonly ComparedFinding[] | null }

/** What is compared of a signed version. */
export function stateOfSigned({ plan, assessment }: SignedPlan): State {
  const findings = z.safeParse(z.array(ComparedFinding), assessment['findings'])
  return { plan, findings: findings.success ? findings.data : null }
}

/** Members of a plan that are not a table of entries, and the answers, which are compared by value. */
const notTables: ReadonlySet<string> = new Set(['schema', 'id', 'createdAt', 'language', 'answers', 'previous'])

/** All differences, in the order of their ids. Who answered and when is no difference by itself. */
export function changesBetween(before: State, after: State): PlanChanges {
  const answers = changedAnswers(before.plan, after.plan)
  const entries = changedEntries(before.plan, after.plan)
  const findings = before.findings === null || after.findings === null ? null : changedFindings(before.findings, after.findings)
  return { answers, entries, findings, count: answers.length + entries.length + (findings ?? []).length }
}

function changedAnswers(before: Plan, after: Plan): readonly ChangedAnswer[] {
  return keysOf(before.answers, after.answers).flatMap((field): readonly ChangedAnswer[] => {
    const [old, now] = [before.answers[field], after.answers[field]]
    if (!isFieldId(field)) return []
    const sameValue = canonicalJson(old?.value ?? null) === canonicalJson(now?.value ?? null)
    if (old !== undefined && now !== undefined && sameValue && old.basis === now.basis) return []
    return [
      {
        field,
        kind: kindOf(old, now),
        before: old?.value,
        after: now?.value,
        basisOnly: old !== undefined && now !== undefined && sameValue,
        by: now?.by ?? null,
        at: now?.at ?? null,
      },
    ]
  })
}

function changedEntries(before: Plan, after: Plan): readonly ChangedEntry[] {
  const [old, now] = [tablesOf(before), tablesOf(after)]
  return keysOf(old, now).flatMap((table) =>
    keysOf(old[table] ?? {}, now[table] ?? {}).flatMap((key): readonly ChangedEntry[] => {
      const [was, is] = [old[table]?.[key], now[table]?.[key]]
      return canonicalJson(was ?? null) === canonicalJson(is ?? null) ? [] : [{ table, key, kind: kindOf(was, is) }]
    }),
  )
}

/** A finding is the same when its id is: its words may follow a changed figure. */
function changedFindings(before: readonly ComparedFinding[], after: readonly ComparedFinding[]): readonly ChangedFinding[] {
  const old = new Map(before.map((finding) => [finding.id, finding]))
  const now = new Map(after.map((finding) => [finding.id, finding]))
  const came = after.flatMap((finding): readonly ChangedFinding[] => {
    const was = old.get(finding.id)
    if (was === undefined) return [{ finding, kind: 'came' }]
    return was.level === finding.level ? [] : [{ finding, kind: 'level' }]
  })
  const went = before.filter((finding) => !now.has(finding.id)).map((finding): ChangedFinding => ({ finding, kind: 'went' }))
  return [...came, ...went]
}

function kindOf(before: unknown, after: unknown): ChangeKind {
  if (before === undefined) return 'added'
  return after === undefined ? 'removed' : 'changed'
}

function tablesOf(plan: Plan): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(
    Object.entries(plan).flatMap(([name, table]) =>
      notTables.has(name) || typeof table !== 'object' || table === null ? [] : [[name, { ...table }]],
    ),
  )
}

function keysOf(...records: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].toSorted(byCodeUnit)
}
