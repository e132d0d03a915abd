/**
 * The plan document: answers, decisions and what they rest on. It holds no verdicts; those are computed by `assess`.
 * Every part is a table of small entries, so that one command changes one entry and undo restores it exactly.
 */
import { instantNumber } from '../base/instant.ts'
import { Day } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { isPlainText } from '../base/text.ts'
import { MachineFacts } from '../domain/machine.ts'
import { WeightsRecheck, WeightsRecord } from '../domain/weights.ts'
import { fieldIds, fields, isFieldId, type FieldId, type FieldValue } from './fields.ts'
import { valueSchema } from './field.ts'
import { EvaluationEntry, RiskEntry, SignalEntry } from './assurance/entries.ts'
import { FleetMachine } from './fleet-machine.ts'
import { OwnAccelerator } from './own-accelerator.ts'
import { OwnHouseRule, OwnProvider } from './own-hosting.ts'
import { FigureEnds } from './figure-range.ts'
import { OwnModel } from './own-model.ts'

export const PlanId = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))
export type PlanId = Infer<typeof PlanId>

/** A moment in UTC, to the second or millisecond: 2026-11-23T14:32:00Z. */
export const Instant = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/),
  z.refine<string>((instant) => instantNumber(instant) !== null, 'is no moment'),
)

/** How an answer is known. Only what is written here can be claimed to a board. */
export const Basis = z.enum(['self-declared', 'contract', 'attested', 'measured', 'cryptographically-verified', 'assumed'])
export type Basis = Infer<typeof Basis>

/** Text that can be signed: no control or direction characters, in its one composed form. */
const plain = (multiline: boolean) =>
  z.refine<string>((text) => isPlainText(text, multiline), 'holds characters that cannot be signed')
export const PersonName = z.string().check(z.minLength(1), z.maxLength(200), plain(false))
const Note = z.string().check(z.maxLength(4000), plain(true))
export const Sha256 = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))

/** An answer: a value, or null when the planner said that it is not known. */
export const Answer = z.strictObject({
  value: z.nullable(z.json()),
  basis: Basis,
  by: PersonName,
  at: Instant,
})
export type Answer = Infer<typeof Answer>

/** A decision about an open finding by a named person. `until` ends an acceptance. */
export const FindingDecision = z.strictObject({
  kind: z.enum(['accept', 'mitigate', 'waive']),
  reason: z.string().check(z.minLength(10), z.maxLength(4000), plain(true)),
  until: z.nullable(Day),
  by: PersonName,
  at: Instant,
})
export type FindingDecision = Infer<typeof FindingDecision>

/** Who answers for a duty, by when, and what shows that it is met. */
export const DutyRecord = z.strictObject({
  owner: z.nullable(PersonName),
  due: z.nullable(Day),
  state: z.enum(['open', 'in-progress', 'done', 'not-applicable']),
  evidence: z.array(z.string().check(z.maxLength(120), plain(false))).check(z.maxLength(50)),
  note: Note,
})
export type DutyRecord = Infer<typeof DutyRecord>

/** A file that supports an answer. The file stays where it is; the plan pins its digest. */
export const Evidence = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(255), plain(false)),
  mediaType: z.string().check(z.maxLength(100)),
  bytes: z.int().check(z.minimum(0)),
  digest: Sha256,
  addedAt: Instant,
})
export type Evidence = Infer<typeof Evidence>

/** An alternative that was considered, and why it was not chosen. */
export const Alternative = z.strictObject({ model: z.string().check(z.maxLength(120)), reason: Note })
export type Alternative = Infer<typeof Alternative>

const Key = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[A-Za-z0-9][A-Za-z0-9._:/+-]*$/))

export const Plan = z.strictObject({
  schema: z.literal('homeport/plan/1'),
  id: PlanId,
  createdAt: Instant,
  /** Language of the free text. */
  language: z.string().check(z.regex(/^[a-z]{2}$/)),
  answers: z.record(z.string(), Answer),
  decisions: z.record(Key, FindingDecision),
  duties: z.record(Key, DutyRecord),
  evidence: z.record(Key, Evidence),
  alternatives: z.record(Key, Alternative),
  /** Machines that were looked at: `machine` is the one Homeport runs on, the others were imported. */
  machines: z.record(Key, MachineFacts),
  /** Models that the planner added. Missing where there are none, as in plans of before. */
  models: z.optional(z.record(Key, OwnModel)),
  /** Devices that the planner added. Missing where there are none. */
  accelerators: z.optional(z.record(Key, OwnAccelerator)),
  /** Further machines beside the main ones. Missing where there are none. */
  fleet: z.optional(z.record(Key, FleetMachine)),
  /** Providers and sites that the planner added, and rules of the organization for its hosting. Missing where there are none. */
  providers: z.optional(z.record(Key, OwnProvider)),
  houseRules: z.optional(z.record(Key, OwnHouseRule)),
  /** How the system is tried before use, watched in use, and what may go wrong. Missing where there is none. */
  evaluations: z.optional(z.record(Key, EvaluationEntry)),
  signals: z.optional(z.record(Key, SignalEntry)),
  risks: z.optional(z.record(Key, RiskEntry)),
  /** The files of the chosen model and the last look at them. Missing where there is none, as in plans of before. */
  weights: z.optional(z.strictObject({ intake: z.optional(WeightsRecord), recheck: z.optional(WeightsRecheck) })),
  /** Ranges of own figures, by field. Missing where there are none, as in plans of before. */
  ranges: z.optional(z.record(Key, FigureEnds)),
  /** SHA-256 of each knowledge pack the plan was last assessed with. */
  knowledge: z.record(Key, Sha256),
  /** Digest of the last signed version this draft grew from, null for a first draft. */
  previous: z.nullable(Sha256),
})
export type Plan = Infer<typeof Plan>

/** The tables of a plan that commands change. */
export type Table =
  | 'answers'
  | 'decisions'
  | 'duties'
  | 'evidence'
  | 'alternatives'
  | 'machines'
  | 'models'
  | 'accelerators'
  | 'fleet'
  | 'providers'
  | 'houseRules'
  | 'evaluations'
  | 'signals'
  | 'risks'
  | 'weights'
  | 'ranges'
  | 'knowledge'

/** A new plan has no answers: nothing is filled in silently. */
export function emptyPlan(id: PlanId, createdAt: string, language: string, knowledge: Readonly<Record<string, string>>): Plan {
  return {
    schema: 'homeport/plan/1',
    id,
    createdAt,
    language,
    answers: {},
    decisions: {},
    duties: {},
    evidence: {},
    alternatives: {},
    machines: {},
    knowledge: { ...knowledge },
    previous: null,
  }
}

/** Schemas of all fields' values, built once. */
const valueSchemas = new Map(fieldIds.map((id) => [id, valueSchema(fields[id])]))

export function fieldValueSchema(id: FieldId) {
  const schema = valueSchemas.get(id)
  if (schema === undefined) throw new Error('every field has a schema')
  return schema
}

/** The first answer that does not fit its field, or null. `decide` never makes one; an imported plan might. */
export function misfit(plan: Plan): { readonly field: string; readonly reason: 'unknown-field' | 'bad-value' } | null {
  for (const [id, answer] of Object.entries(plan.answers)) {
    if (!isFieldId(id)) return { field: id, reason: 'unknown-field' }
    if (answer.value !== null && !z.safeParse(fieldValueSchema(id), answer.value).success)
      return { field: id, reason: 'bad-value' }
  }
  return null
}

/** The value of one field, or null where it was not answered or is not known. */
export function valueOf<Id extends FieldId>(plan: Plan, id: Id): FieldValue<Id> | null {
  const answer = plan.answers[id]
  if (answer === undefined || answer.value === null) return null
  const parsed = z.safeParse(fieldValueSchema(id), answer.value)
  return parsed.success ? trusted<Id>(parsed.data) : null
}

/** The one place where a value that its field's schema accepted gets its field's type. */
function trusted<Id extends FieldId>(value: unknown): FieldValue<Id> | null {
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- parsed by the field's own schema just before
  return value as FieldValue<Id>
}
