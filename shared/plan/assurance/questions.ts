/**
 * The questions that a board will ask of this plan, by rule as data: when a question is invited, which answers give it,
 * and which findings leave it open although somebody answered. What is most open comes first.
 */
import { byCodeUnit, type Finding } from '../../domain/vocabulary.ts'
import { fields, isFieldId, type FieldId, type Facts } from '../fields.ts'
import type { Stage } from '../../domain/vocabulary.ts'
import { holdsAll, type Condition } from './condition.ts'

type QuestionRule = {
  readonly id: string
  /** Asked unless one of these is known not to hold. */
  readonly when: readonly Condition[]
  /** The answers that give it, the first one to go to. */
  readonly answers: readonly [FieldId, ...FieldId[]]
  /** Open findings whose ids begin so keep it from being answered. */
  readonly openWhile: readonly string[]
  /** How hard a board presses, 1 to 5. */
  readonly weight: number
}

export const questionRules: readonly QuestionRule[] = [
  { id: 'why-ai', when: [], answers: ['purpose.alternatives', 'purpose.summary'], openWhile: [], weight: 4 },
  { id: 'benefit', when: [], answers: ['purpose.benefits'], openWhile: [], weight: 3 },
  { id: 'legal-basis', when: [], answers: ['purpose.legalBasis'], openWhile: [], weight: 5 },
  { id: 'prohibited', when: [], answers: ['class.prohibitedPractice', 'class.euRisk'], openWhile: ['obligations/prohibited', 'obligations/practice', 'obligations/class-differs', 'obligations/screening'], weight: 5 },
  { id: 'harm', when: [['purpose.affected', 'answered', null]], answers: ['risk.harms', 'complaint.path'], openWhile: [], weight: 5 },
  { id: 'stop', when: [], answers: ['oversight.person', 'oversight.means'], openWhile: ['assurance/contradiction/nobody', 'assurance/contradiction/checked'], weight: 5 },
  { id: 'foreign-access', when: [], answers: ['require.noForeignAccess', 'hosting.operatorCountry', 'hosting.parentCountry'], openWhile: ['hosting/exposure', 'hosting/answer-differs', 'hosting/gate'], weight: 5 },
  { id: 'cut-off', when: [], answers: ['hosting.disconnectTested', 'hosting.cutoffResilience'], openWhile: ['hosting/disruption'], weight: 4 },
  { id: 'keys', when: [], answers: ['hosting.keyCustody', 'hosting.keyHolderCountry'], openWhile: ['hosting/gate/key'], weight: 4 },
  { id: 'vendor-access', when: [['hosting.vendorRemoteAccess', 'is', true]], answers: ['hosting.vendorRemoteAccess', 'supplier.dataAccess'], openWhile: ['assurance/contradiction/air-gap', 'assurance/contradiction/no-network'], weight: 4 },
  { id: 'may-use', when: [], answers: ['model.id', 'license.reliedOn'], openWhile: ['model/license'], weight: 5 },
  { id: 'training-data', when: [], answers: ['supply.trainingData'], openWhile: ['model/openness'], weight: 3 },
  { id: 'why-model', when: [], answers: ['model.reason'], openWhile: [], weight: 3 },
  { id: 'works-here', when: [], answers: ['evaluation.tasks', 'evaluation.thresholds', 'evaluation.testSets'], openWhile: ['assurance/evaluation', 'assurance/no-evaluations', 'model/evidence'], weight: 5 },
  { id: 'who-decides', when: [], answers: ['evaluation.decidedBy', 'organization.approver'], openWhile: ['assurance/evaluation-undecided'], weight: 4 },
  { id: 'attacks', when: [], answers: ['evaluation.redTeam', 'security.filters'], openWhile: [], weight: 4 },
  { id: 'equal', when: [], answers: ['risk.fairness'], openWhile: [], weight: 4 },
  { id: 'personal', when: [['data.personal', 'is', true]], answers: ['assessment.dataProtection', 'assessment.references'], openWhile: ['assurance/contradiction/not-personal', 'assurance/contradiction/deleted'], weight: 5 },
  { id: 'health', when: [['data.specialCategories', 'is', true]], answers: ['assessment.dataProtection', 'security.access'], openWhile: [], weight: 5 },
  { id: 'capacity', when: [], answers: ['load.peakConcurrency', 'load.growth', 'hardware.survivesOneFailure'], openWhile: ['hardware/'], weight: 4 },
  { id: 'price', when: [], answers: ['service.budget', 'costs.contingency'], openWhile: ['costs/'], weight: 4 },
  { id: 'cheaper', when: [], answers: ['costs.hostedInputPrice', 'costs.hostedOutputPrice'], openWhile: [], weight: 3 },
  { id: 'notice', when: [], answers: ['monitoring.owner', 'monitoring.signals', 'monitoring.everyDays'], openWhile: ['assurance/signal'], weight: 4 },
  { id: 'incident', when: [], answers: ['incident.path', 'incident.contact'], openWhile: [], weight: 5 },
  { id: 'without', when: [], answers: ['fallback.mode', 'fallback.tested'], openWhile: ['assurance/signal-no-fallback'], weight: 4 },
  { id: 'leave', when: [], answers: ['exit.plan', 'exit.tested', 'exit.months'], openWhile: ['assurance/exit'], weight: 4 },
  { id: 'next-model', when: [], answers: ['monitoring.triggers', 'review.nextOn'], openWhile: ['model/contingency'], weight: 3 },
  { id: 'duties', when: [], answers: ['duties.policy'], openWhile: ['obligations/unowned', 'obligations/undated', 'obligations/overdue', 'obligations/no-evidence', 'obligations/unanswered'], weight: 5 },
  { id: 'staff', when: [], answers: ['training.plan', 'publication.workers'], openWhile: [], weight: 3 },
  { id: 'told', when: [], answers: ['publication.notice', 'publication.channel'], openWhile: [], weight: 3 },
  { id: 'energy', when: [], answers: ['environment.measures', 'environment.renewableShare'], openWhile: [], weight: 2 },
  { id: 'risk-accepted', when: [], answers: ['risk.acceptedBy', 'risk.summary'], openWhile: ['assurance/acceptance'], weight: 5 },
  { id: 'own-words', when: [], answers: ['identity.phase'], openWhile: ['assurance/contradiction', 'hosting/answer-differs'], weight: 4 },
]

export type BoardQuestion = {
  readonly id: string
  /** `open`: nothing answers it. `partly`: an answer is missing, or a finding leaves it open. */
  readonly state: 'open' | 'partly' | 'answered'
  readonly weight: number
  /** Where to go: the first answer that is missing, or the first. */
  readonly field: FieldId
  readonly stage: Stage
  readonly missing: readonly FieldId[]
  /** Open findings that keep it open. */
  readonly findings: readonly string[]
}

export const questionsShown = 20

/** Every question that the plan invites, the most open first. A board is shown the first twenty. */
export function boardQuestions(facts: Facts, findings: readonly Finding[], closed: ReadonlySet<string>): readonly BoardQuestion[] {
  const open = findings.filter(({ id }) => !closed.has(id))
  return questionRules
    .filter(({ when }) => holdsAll(when, facts) !== false)
    .map(({ id, answers, openWhile, weight }): BoardQuestion => {
      const missing = answers.filter((field) => facts[field] === null)
      const behind = open.filter((finding) => openWhile.some((start) => finding.id.startsWith(start)))
      const field = missing[0] ?? behind.map((finding) => finding.field).find((one) => one !== null && isFieldId(one)) ?? answers[0]
      const place = isFieldId(field) ? field : answers[0]
      return {
        id,
        state: missing.length === answers.length ? 'open' : missing.length > 0 || behind.length > 0 ? 'partly' : 'answered',
        weight,
        field: place,
        stage: fields[place].stage,
        missing,
        findings: behind.map((finding) => finding.id),
      }
    })
    .toSorted((left, right) => openness(right) - openness(left) || right.weight - left.weight || byCodeUnit(left.id, right.id))
}

/** Unanswered before half answered before answered; a blocking look at findings is in their number. */
function openness({ state, findings }: BoardQuestion): number {
  return state === 'open' ? 3 : state === 'partly' ? (findings.length > 0 ? 2 : 1) : 0
}
