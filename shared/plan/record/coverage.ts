/** Answer once: how much of each record, assessment and framework the plan's own answers give, and who can give the rest. */
import { coverageOf, type AnswerValue, type CoverageInput, type RegimeCoverage, type RequirementCoverage } from '../../domain/regimes.ts'
import type { FieldCondition, PlanPart } from '../../domain/regime-pack.ts'
import { message, type Message, type MessageValue } from '../../domain/vocabulary.ts'
import { riskClassOf } from '../../domain/obligations/screening.ts'
import type { FieldSpec, Section } from '../field.ts'
import { fieldIds, fields, isFieldId, type FieldId, type Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Plan } from '../plan.ts'
import { obligationFacts, screeningAnswers } from '../stages/obligation-facts.ts'
import type { PlannedDuty } from '../stages/obligations.ts'

/** What coverage reads of a plan beside its answers. */
export type CoverageParts = Pick<Plan, 'evidence' | 'weights' | 'evaluations' | 'signals' | 'risks'> & { readonly duties: readonly PlannedDuty[] | null }

/** The coverage of every regime of the pack, in its order. */
export function assessCoverage(facts: Facts, parts: CoverageParts, knowledge: Knowledge): readonly RegimeCoverage[] {
  return coverageOf(coverageInput(facts, parts), knowledge.regimes)
}

/** Regimes that count for this plan, each with what is not complete: what a signed plan says of them. */
export function openCoverage(facts: Facts, parts: CoverageParts, knowledge: Knowledge): readonly RegimeCoverage[] {
  return assessCoverage(facts, parts, knowledge)
    .filter(isCounted)
    .map((regime) => ({ ...regime, requirements: regime.requirements.filter(({ state }) => state !== 'complete') }))
}

export function coverageInput(facts: Facts, { duties, evidence, evaluations, risks, signals, weights }: CoverageParts): CoverageInput {
  const answers: Record<string, AnswerValue> = {}
  for (const id of fieldIds) answers[id] = facts[id]
  // The class that the guided questions lead to counts as much as the conclusion written down.
  answers['class.euRisk'] = facts['class.euRisk'] ?? riskClassOf(screeningAnswers(facts))
  // The sector often says the level of government already.
  answers['role.governmentLevel'] = obligationFacts(facts)['government_level'] ?? null
  const binding = duties?.filter((duty) => duty.binding && duty.status === 'in-force') ?? null
  return {
    answers,
    parts: {
      duties: binding !== null && binding.every(({ record }) => (record?.owner ?? null) !== null),
      evidence: Object.keys(evidence).length > 0 || (duties ?? []).some(({ record }) => (record?.evidence ?? []).length > 0),
      weights: weights?.intake !== undefined,
      evaluations: Object.keys(evaluations ?? {}).length > 0,
      signals: Object.keys(signals ?? {}).length > 0,
      // The register itself is derived; what a text asks for is that somebody treats its risks.
      risks: Object.values(risks ?? {}).some(({ treatment }) => treatment !== null),
    },
    wanted: facts['publication.templates'] ?? [],
  }
}

/** Whether a regime counts for this plan: it is owed, wanted, or an open answer might bring it. */
export function isCounted({ standing }: RegimeCoverage): boolean {
  return standing === 'required' || standing === 'wanted' || standing === 'open'
}

/** Who in an organization can usually answer, by the section of the plan. */
export type Answerer =
  | 'owner'
  | 'legal'
  | 'architecture'
  | 'procurement'
  | 'dataProtection'
  | 'finance'
  | 'evaluation'
  | 'security'
  | 'operations'
  | 'communication'

const answerers: Readonly<Record<Section, Answerer>> = {
  P1: 'owner',
  P2: 'owner',
  P3: 'owner',
  P4: 'legal',
  P5: 'owner',
  P6: 'architecture',
  P7: 'architecture',
  P8: 'legal',
  P9: 'procurement',
  P10: 'dataProtection',
  P11: 'architecture',
  P12: 'architecture',
  P13: 'architecture',
  P14: 'finance',
  P15: 'owner',
  P16: 'owner',
  P17: 'dataProtection',
  P18: 'evaluation',
  P19: 'security',
  P20: 'operations',
  P21: 'security',
  P22: 'operations',
  P23: 'operations',
  P24: 'operations',
  P25: 'communication',
  P26: 'operations',
  P27: 'communication',
  P28: 'owner',
}

export function answererOf(field: FieldId): Answerer {
  return answerers[fields[field].section]
}

const partAnswerers: Readonly<Record<PlanPart, Answerer>> = { duties: 'legal', evidence: 'owner', weights: 'architecture', evaluations: 'evaluation', signals: 'operations', risks: 'owner' }

function partAnswererOf(part: PlanPart): Answerer {
  return partAnswerers[part]
}

/** Everyone who can give what a requirement lacks, each once, in the order of what is missing. */
export function whoCanAnswer({ missingFields, missingParts }: RequirementCoverage): readonly Answerer[] {
  return [...new Set([...missingFields.filter(isFieldId).map(answererOf), ...missingParts.map(partAnswererOf)])]
}

/** Why something is not asked, in words: the question and what its answer would have to be. */
export function conditionMessage({ field, oneOf }: FieldCondition): Message {
  return message('regimes.onlyWhen', { question: { term: `field.${field}.label` }, values: conditionValues(field, oneOf) })
}

function conditionValues(field: string, oneOf: FieldCondition['oneOf']): MessageValue {
  const texts = oneOf.filter((value) => typeof value === 'string')
  const spec: FieldSpec | null = isFieldId(field) ? fields[field] : null
  if (spec?.kind === 'country' || spec?.kind === 'countries') return { countries: texts }
  if (spec?.kind === 'yes-no') return { terms: oneOf.map((value) => (value === true ? 'report.yes' : 'report.no')) }
  return { terms: texts.map((value) => `field.${field}.option.${value}`) }
}
