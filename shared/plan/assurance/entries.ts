/** What a planner writes about evaluation, monitoring and risks: entries of three tables of the plan. */
import { Day } from '../../base/pack.ts'
import { z, type Infer } from '../../base/schema.ts'
import { isPlainText } from '../../base/text.ts'
import { mostCases, SampleConfidence } from '../../domain/assurance/sample-size.ts'

const line = (longest: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(longest),
    z.refine<string>((text) => isPlainText(text, false), 'holds characters that cannot be signed'),
  )
const lines = (longest: number) =>
  z.string().check(
    z.maxLength(longest),
    z.refine<string>((text) => isPlainText(text, true), 'holds characters that cannot be signed'),
  )
const Share = z.int().check(z.minimum(0), z.maximum(10_000))
const Cases = z.int().check(z.minimum(1), z.maximum(mostCases))
/** A rule whose suggestion was taken; the entry is the planner's from then on. */
const Suggestion = z.nullable(z.string().check(z.regex(/^[a-z][A-Za-z0-9:._-]{0,119}$/)))

export const redTeamTopics = [
  'prompt-injection',
  'data-leak',
  'invented-facts',
  'harmful-content',
  'unequal-treatment',
  'guardrail-bypass',
  'forbidden-use',
  'unsafe-action',
] as const

export const TestSet = z.discriminatedUnion('kind', [
  /** The organization's own cases; `evidence` names the file whose digest the plan pins. */
  z.strictObject({ kind: z.literal('own'), name: line(200), size: z.nullable(Cases), evidence: z.nullable(line(120)) }),
  /** A public benchmark of the evaluations pack. */
  z.strictObject({ kind: z.literal('benchmark'), id: line(120) }),
  z.strictObject({ kind: z.literal('none') }),
])
export type TestSet = Infer<typeof TestSet>

export const EvaluationEntry = z.strictObject({
  task: line(200),
  /** ISO 639; null where the language does not matter. */
  language: z.nullable(z.string().check(z.regex(/^[a-z]{2,3}$/))),
  testSet: TestSet,
  metric: line(200),
  /** `share`: at least this share of cases is right. `rare`: not one failure, so that it is rarer than `margin`. */
  kind: z.enum(['share', 'rare']),
  /** Hundredths of a percent; only for a share. */
  threshold: z.nullable(Share),
  confidence: SampleConfidence,
  /** Hundredths of a percent: half of the interval, or the highest share of failures that is accepted. */
  margin: z.int().check(z.minimum(1), z.maximum(5000)),
  /** How many cases there are in all; null where there is no end of them. */
  cases: z.nullable(Cases),
  /** Groups that are looked at on their own, each with its own sample. */
  subgroups: z.array(line(120)).check(z.maxLength(40)),
  redTeam: z.array(z.enum(redTeamTopics)).check(z.maxLength(redTeamTopics.length)),
  decidedBy: z.nullable(line(200)),
  due: z.nullable(Day),
  suggestion: Suggestion,
})
export type EvaluationEntry = Infer<typeof EvaluationEntry>

export const signalKinds = ['quality', 'refusals', 'incidents', 'cost', 'latency', 'injection', 'availability', 'complaints', 'own'] as const
export type SignalKind = (typeof signalKinds)[number]

export const signalActions = ['evaluate-again', 'sign-again', 'roll-back', 'degrade', 'report'] as const

export const SignalEntry = z.strictObject({
  kind: z.enum(signalKinds),
  /** What is measured, and at which value somebody acts. */
  name: line(200),
  threshold: line(400),
  everyDays: z.int().check(z.minimum(1), z.maximum(3650)),
  who: z.nullable(line(200)),
  actions: z.array(z.enum(signalActions)).check(z.maxLength(signalActions.length)),
  suggestion: Suggestion,
})
export type SignalEntry = Infer<typeof SignalEntry>

export const riskTreatments = ['avoid', 'reduce', 'transfer', 'accept'] as const

const Grade = z.nullable(z.int().check(z.minimum(1), z.maximum(5)))

/** What the planner says of a derived risk, by its id, or a risk of their own (`own-1`), which has a title. */
export const RiskEntry = z.strictObject({
  title: z.nullable(line(200)),
  likelihood: Grade,
  impact: Grade,
  treatment: z.nullable(z.enum(riskTreatments)),
  measures: lines(4000),
  residualLikelihood: Grade,
  residualImpact: Grade,
  owner: z.nullable(line(200)),
  /** Until when a risk is accepted as it is. */
  acceptedUntil: z.nullable(Day),
})
export type RiskEntry = Infer<typeof RiskEntry>

export type Evaluations = Readonly<Record<string, EvaluationEntry>>
export type Signals = Readonly<Record<string, SignalEntry>>
export type Risks = Readonly<Record<string, RiskEntry>>

/** What assurance reads of a plan beside its answers. */
export type AssuranceTables = {
  readonly evaluations?: Evaluations | undefined
  readonly signals?: Signals | undefined
  readonly risks?: Risks | undefined
}
