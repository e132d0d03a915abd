/**
 * Screening under the AI Act: prohibited practices (Article 5) and high-risk use (Article 6), from guided questions.
 * Pure and three-valued: a question without an answer leaves the outcome open, and an open outcome is never "none".
 */
import type { ObligationPack } from '../obligations-pack.ts'
import type { Citation } from '../vocabulary.ts'

/** Answers of the guided questions; null: not answered, or not known. */
export type ScreeningAnswers = {
  /** By the id of the practice in the pack. */
  readonly practices: Readonly<Record<string, boolean | null>>
  /** A product of Annex I, or its safety component, that a third party has to assess. */
  readonly product: boolean | null
  /** Points of Annex III that the use falls under; an empty list says none. */
  readonly points: readonly string[] | null
  readonly profiling: boolean | null
  /** Conditions of Article 6(3) that hold; an empty list says none. */
  readonly exceptions: readonly string[] | null
  readonly significantRisk: boolean | null
}

export type Practice = {
  readonly id: string
  readonly reference: string
  /** From when the practice is prohibited. */
  readonly from: string
  readonly outcome: 'found' | 'not-found' | 'open'
  /** Prohibited on the day that was asked about. */
  readonly inForce: boolean
  readonly sources: readonly Citation[]
}

export type RiskClass = 'none' | 'annex-iii' | 'annex-iii-exempt' | 'annex-i'

/** A step of the reasoning: which question, what its answer means, and the provision that says so. */
export type ClassStep = {
  readonly question: 'product' | 'points' | 'profiling' | 'exceptions' | 'significantRisk'
  readonly meaning:
    | 'product-yes'
    | 'product-no'
    | 'points-some'
    | 'points-none'
    | 'profiling-yes'
    | 'profiling-no'
    | 'exception-some'
    | 'exception-none'
    | 'risk-yes'
    | 'risk-no'
    | 'open'
  readonly reference: string
}

export type Screening = {
  readonly practices: readonly Practice[]
  /** `found`: at least one. `none`: every question was answered with no. `open`: a question has no answer. */
  readonly prohibited: 'found' | 'none' | 'open'
  /** The class that the answers lead to; null while an answer that could change it is missing. */
  readonly riskClass: RiskClass | null
  readonly steps: readonly ClassStep[]
  readonly sources: readonly Citation[]
}

type Rules = ObligationPack['screening']

export function screen(answers: ScreeningAnswers, day: string, rules: Rules): Screening {
  const practices = rules.practices.map((practice): Practice => {
    const answer = answers.practices[practice.id] ?? null
    return {
      id: practice.id,
      reference: practice.reference,
      from: practice.from,
      outcome: answer === null ? 'open' : answer ? 'found' : 'not-found',
      inForce: practice.from <= day,
      sources: practice.sources,
    }
  })
  const has = (outcome: Practice['outcome']): boolean => practices.some((practice) => practice.outcome === outcome)
  return {
    practices,
    prohibited: has('found') ? 'found' : has('open') ? 'open' : 'none',
    riskClass: riskClassOf(answers),
    steps: stepsOf(answers, rules.classification),
    sources: rules.classification.sources,
  }
}

/**
 * The class of the system under Article 6, or null while it is open. Annex III applies earlier than Annex I and brings
 * more duties of deployers, so it names the class where both hold.
 */
export function riskClassOf(answers: ScreeningAnswers): RiskClass | null {
  const annexThree = annexThreeOf(answers)
  if (annexThree === 'in') return 'annex-iii'
  if (annexThree === 'open' || answers.product === null) return null
  if (answers.product) return 'annex-i'
  return annexThree === 'exempt' ? 'annex-iii-exempt' : 'none'
}

/**
 * Who profiles persons is never exempt. Else the exception needs one of its four conditions and the finding that there
 * is no significant risk of harm.
 */
function annexThreeOf({ points, profiling, exceptions, significantRisk }: ScreeningAnswers): 'in' | 'out' | 'exempt' | 'open' {
  if (points === null) return 'open'
  if (points.length === 0) return 'out'
  if (profiling === true || significantRisk === true || exceptions?.length === 0) return 'in'
  return profiling === false && exceptions !== null && significantRisk === false ? 'exempt' : 'open'
}

/** The questions that matter, given the answers before them, in the order in which they are asked. */
function stepsOf(answers: ScreeningAnswers, where: Rules['classification']): readonly ClassStep[] {
  const { product, points, profiling, exceptions, significantRisk } = answers
  const area: readonly ClassStep[] = [
    { question: 'product', meaning: meaningOf(product, 'product-yes', 'product-no'), reference: where.annexI },
    {
      question: 'points',
      meaning: meaningOf(points === null ? null : points.length > 0, 'points-some', 'points-none'),
      reference: where.annexIII,
    },
  ]
  if (points === null || points.length === 0) return area
  const asked: readonly ClassStep[] = [
    ...area,
    { question: 'profiling', meaning: meaningOf(profiling, 'profiling-yes', 'profiling-no'), reference: where.profiling },
  ]
  if (profiling === true) return asked
  const some = exceptions === null ? null : exceptions.length > 0
  return [
    ...asked,
    { question: 'exceptions', meaning: meaningOf(some, 'exception-some', 'exception-none'), reference: where.exception },
    { question: 'significantRisk', meaning: meaningOf(significantRisk, 'risk-yes', 'risk-no'), reference: where.risk },
  ]
}

function meaningOf(
  answer: boolean | null,
  yes: ClassStep['meaning'],
  no: ClassStep['meaning'],
): ClassStep['meaning'] {
  return answer === null ? 'open' : answer ? yes : no
}
