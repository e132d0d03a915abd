/**
 * How much of each regime a plan answers. Pure: from answers and the pack to what is complete, what is missing, and what
 * is not asked and why. That every question has an answer does not say that the answer suffices.
 */
import type { FieldCondition, PlanPart, Regime, RegimePack, Requirement } from './regime-pack.ts'

export type AnswerValue = string | number | boolean | readonly string[] | null

/** What coverage reads of a plan. An answer that is missing, or "not known", is null. */
export type CoverageInput = {
  readonly answers: Readonly<Record<string, AnswerValue | undefined>>
  /** Which parts of the plan hold what a requirement may ask for. */
  readonly parts: Readonly<Record<PlanPart, boolean>>
  /** Regimes that the organization wants although nothing asks for them. */
  readonly wanted: readonly string[]
}

export type RequirementCoverage = {
  readonly id: string
  readonly state: 'complete' | 'missing' | 'not-applicable'
  /** Fields without an answer, in the order of the pack. */
  readonly missingFields: readonly string[]
  readonly missingParts: readonly PlanPart[]
  /** The condition that does not hold, when it is not applicable. */
  readonly because: FieldCondition | null
}

export type RegimeCoverage = {
  readonly id: string
  /**
   * `required`: the answers say that the organization owes it. `wanted`: it chose it. `open`: an answer that decides is
   * missing. `offered`: neither. `not-applicable`: it has no subject here.
   */
  readonly standing: 'required' | 'wanted' | 'open' | 'offered' | 'not-applicable'
  readonly complete: number
  readonly missing: number
  readonly notApplicable: number
  /** Complete of those that are asked, in hundredths of a percent, rounded down; 100 % only when nothing is missing. */
  readonly share: number
  /** The condition that keeps the regime from having a subject. */
  readonly because: FieldCondition | null
  readonly requirements: readonly RequirementCoverage[]
}

export function coverageOf(input: CoverageInput, pack: RegimePack): readonly RegimeCoverage[] {
  return pack.regimes.map((regime) => regimeCoverage(regime, input))
}

function regimeCoverage(regime: Regime, input: CoverageInput): RegimeCoverage {
  const requirements = regime.requirements.map((requirement) => requirementCoverage(requirement, input))
  const count = (state: RequirementCoverage['state']): number =>
    requirements.filter((requirement) => requirement.state === state).length
  const complete = count('complete')
  const missing = count('missing')
  const because = noSubject(regime, input)
  return {
    id: regime.id,
    standing: because === null ? standingOf(regime, input) : 'not-applicable',
    complete,
    missing,
    notApplicable: count('not-applicable'),
    share: complete + missing === 0 ? 10_000 : Math.floor((complete * 10_000) / (complete + missing)),
    because,
    requirements,
  }
}

/** The condition that keeps the last alternative from holding, when none of them can hold. */
function noSubject({ applies }: Regime, input: CoverageInput): FieldCondition | null {
  const failing = applies.map((conditions) => conditions.find((condition) => judge(condition, input) === 'fails') ?? null)
  return failing.includes(null) ? null : (failing.at(-1) ?? null)
}

function standingOf(regime: Regime, input: CoverageInput): RegimeCoverage['standing'] {
  const judged = regime.required.map((conditions) => conditions.map((condition) => judge(condition, input)))
  if (judged.some((outcomes) => outcomes.every((outcome) => outcome === 'holds'))) return 'required'
  if (input.wanted.includes(regime.id)) return 'wanted'
  return judged.some((outcomes) => outcomes.every((outcome) => outcome !== 'fails')) ? 'open' : 'offered'
}

/** A condition whose answer is not known does not excuse: the requirement is asked. */
function requirementCoverage(requirement: Requirement, input: CoverageInput): RequirementCoverage {
  const because = requirement.when.find((condition) => judge(condition, input) === 'fails') ?? null
  if (because !== null)
    return { id: requirement.id, state: 'not-applicable', missingFields: [], missingParts: [], because }
  const missingFields = requirement.fields.filter((field) => !isAnswered(input.answers[field] ?? null))
  const missingParts = requirement.tables.filter((part) => !input.parts[part])
  const state = missingFields.length + missingParts.length === 0 ? 'complete' : 'missing'
  return { id: requirement.id, state, missingFields, missingParts, because: null }
}

/** An empty list is an answer: none of them. */
function isAnswered(value: AnswerValue): boolean {
  return value !== null && value !== ''
}

function judge(condition: FieldCondition, input: CoverageInput): 'holds' | 'fails' | 'unknown' {
  const value = input.answers[condition.field] ?? null
  if (value === null) return 'unknown'
  const items = typeof value === 'object' ? value : [value]
  return items.some((item) => condition.oneOf.some((wanted) => wanted === item)) ? 'holds' : 'fails'
}

/** The ids of all fields that a regime names, each once, to hold the pack against the registry. */
export function namedFields(regime: Regime): readonly string[] {
  return [
    ...new Set([
      ...regime.required.flat().map(({ field }) => field),
      ...regime.applies.flat().map(({ field }) => field),
      ...regime.requirements.flatMap((requirement) => [...requirement.fields, ...requirement.when.map(({ field }) => field)]),
    ]),
  ]
}
