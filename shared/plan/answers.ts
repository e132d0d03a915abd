/**
 * Answer files: a plan as a person writes it, for the command line and for examples. Strict: a field that does not
 * exist, a value that does not fit, or a name that no pack knows is refused with the place and the reason.
 */
import { fail, ok, type Result } from '../base/result.ts'
import { parse, z, type Infer } from '../base/schema.ts'
import { Day } from '../base/pack.ts'
import { entriesOf } from './entries.ts'
import type { EntryPack } from './field.ts'
import { fields, isFieldId } from './fields.ts'
import type { Knowledge } from './knowledge.ts'
import {
  Alternative,
  Basis,
  DutyRecord,
  emptyPlan,
  fieldValueSchema,
  FindingDecision,
  Plan,
  type Answer,
  type PlanId,
} from './plan.ts'

const GivenAnswer = z.union([
  z.strictObject({ value: z.json(), basis: Basis }),
  /** Asked, and not known: shown as a gap, never as a pass. */
  z.strictObject({ unknown: z.literal(true) }),
])

const GivenDuty = z.strictObject({
  owner: z.nullable(DutyRecord.shape.owner),
  due: z.optional(DutyRecord.shape.due),
  state: z.optional(DutyRecord.shape.state),
  evidence: z.optional(DutyRecord.shape.evidence),
  note: z.optional(DutyRecord.shape.note),
})

const GivenDecision = z.strictObject({
  kind: z.optional(FindingDecision.shape.kind),
  reason: FindingDecision.shape.reason,
  until: z.optional(z.nullable(Day)),
})

export const AnswersFile = z.strictObject({
  format: z.literal('homeport/answers/1'),
  /** Language of the free text. */
  language: z.string().check(z.regex(/^[a-z]{2}$/)),
  answers: z.record(z.string(), GivenAnswer),
  /** Who answers for a duty, by the duty's id. */
  duties: z.optional(z.record(z.string(), GivenDuty)),
  /** Decisions about findings, by the finding's id. */
  accept: z.optional(z.record(z.string(), GivenDecision)),
  /** Models that were considered and not chosen, by their id, with the reason. */
  alternatives: z.optional(z.record(z.string(), Alternative.shape.reason)),
  /** Evaluations, signals and risks, by the keys that the plan gives them. */
  evaluations: Plan.shape.evaluations,
  signals: Plan.shape.signals,
  risks: Plan.shape.risks,
})
export type AnswersFile = Infer<typeof AnswersFile>

/** Where an answer file is wrong, such as `answers.load.users`, and how. Never repeats the value. */
export type AnswersProblem = { readonly path: string; readonly reason: string }

/** Checks data of unknown shape as an answer file against the fields and the packs. */
export function parseAnswers(data: unknown, knowledge: Knowledge): Result<AnswersFile, AnswersProblem> {
  const shape = parse(AnswersFile, data)
  if (!shape.ok) return shape
  const file = shape.value
  const problem =
    firstProblem(Object.entries(file.answers), ([id, given]) => answerProblem(id, given, knowledge)) ??
    firstProblem(Object.keys(file.duties ?? {}), (id) =>
      knowledge.obligations.obligations.some((duty) => duty.id === id)
        ? null
        : { path: `duties.${id}`, reason: 'is not a duty of the obligations pack' },
    ) ??
    firstProblem(Object.keys(file.alternatives ?? {}), (id) =>
      entryExists('models', id, knowledge)
        ? null
        : { path: `alternatives.${id}`, reason: 'is not an entry of the pack models' },
    )
  return problem === null ? ok(file) : fail(problem)
}

function firstProblem<Item>(
  items: readonly Item[],
  check: (item: Item) => AnswersProblem | null,
): AnswersProblem | null {
  for (const item of items) {
    const problem = check(item)
    if (problem !== null) return problem
  }
  return null
}

function answerProblem(id: string, given: Infer<typeof GivenAnswer>, knowledge: Knowledge): AnswersProblem | null {
  const path = `answers.${id}`
  if (!isFieldId(id)) return { path, reason: 'is not a field of the plan; docs/answers.md lists them' }
  if ('unknown' in given) return null
  const value = parse(fieldValueSchema(id), given.value)
  if (!value.ok) {
    const inside = value.problem.path === '(whole)' ? path : `${path}.${value.problem.path}`
    return { path: inside, reason: value.problem.reason }
  }
  const spec = fields[id]
  if (spec.kind === 'entry' && !entryExists(spec.pack, String(value.value), knowledge))
    return { path, reason: `is not an entry of the pack ${spec.pack}` }
  return null
}

/** Whether a pack has an entry of this id. */
export function entryExists(pack: EntryPack, id: string, knowledge: Knowledge): boolean {
  return entriesOf(pack, knowledge).some((entry) => entry.id === id)
}

/**
 * The plan that an answer file describes.
 * @param by Who gives the answers.
 * @param at Moment in UTC at which they are given.
 */
export function planOfAnswers(file: AnswersFile, id: PlanId, by: string, at: string, knowledge: Knowledge): Plan {
  return {
    ...emptyPlan(id, at, file.language, knowledge.digests),
    answers: mapped(file.answers, (given): Answer =>
      'unknown' in given
        ? { value: null, basis: 'self-declared', by, at }
        : { value: given.value, basis: given.basis, by, at },
    ),
    duties: mapped(file.duties ?? {}, (given): DutyRecord => ({
      owner: given.owner,
      due: given.due ?? null,
      state: given.state ?? 'open',
      evidence: given.evidence ?? [],
      note: given.note ?? '',
    })),
    decisions: mapped(file.accept ?? {}, (given): FindingDecision => ({
      kind: given.kind ?? 'accept',
      reason: given.reason,
      until: given.until ?? null,
      by,
      at,
    })),
    alternatives: Object.fromEntries(
      Object.entries(file.alternatives ?? {}).map(([model, reason]) => [model, { model, reason }]),
    ),
    ...(file.evaluations === undefined ? {} : { evaluations: file.evaluations }),
    ...(file.signals === undefined ? {} : { signals: file.signals }),
    ...(file.risks === undefined ? {} : { risks: file.risks }),
  }
}

function mapped<From, To>(table: Readonly<Record<string, From>>, make: (from: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(table).map(([key, from]) => [key, make(from)]))
}
