/** Assurance as a whole: what each part says of a plan, and the findings that join those of the obligations. */
import type { Finding } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Plan } from '../plan.ts'
import type { PlannedDuty } from '../stages/obligations.ts'
import { calendarOf, type CalendarEntry } from './calendar.ts'
import { contradictionFindings } from './contradictions.ts'
import type { AssuranceTables } from './entries.ts'
import { assessEvaluations, evaluationFindings, type SampleNeed } from './evaluations.ts'
import { assessExit, exitFindings, type Exit } from './exit.ts'
import { boardQuestions, type BoardQuestion } from './questions.ts'
import { riskFindings, riskRegister, type Risk } from './risks.ts'
import { signalFindings } from './signals.ts'

export type Assurance = {
  readonly samples: readonly SampleNeed[]
  readonly risks: readonly Risk[]
  /** All that the plan invites, the most open first. */
  readonly questions: readonly BoardQuestion[]
  readonly exit: Exit
  readonly calendar: readonly CalendarEntry[]
}

/** The tables alone, empty where a plan has none: what remembering compares. */
export function tablesOf({ evaluations = {}, signals = {}, risks = {} }: AssuranceTables): AssuranceTables {
  return { evaluations, signals, risks }
}

export function assuranceFindings(facts: Facts, tables: AssuranceTables, duties: readonly PlannedDuty[], knowledge: Knowledge): readonly Finding[] {
  const evaluations = tables.evaluations ?? {}
  return [
    ...contradictionFindings(facts),
    ...evaluationFindings(evaluations, assessEvaluations(evaluations), facts, duties),
    ...signalFindings(tables.signals ?? {}, facts, duties),
    ...riskFindings(tables.risks ?? {}, facts),
    ...exitFindings(facts, assessExit(facts, knowledge)),
  ]
}

/** The register and the questions look at the findings of every stage, so they come last. */
export function assessAssurance(
  facts: Facts,
  plan: AssuranceTables & Pick<Plan, 'decisions'>,
  findings: readonly Finding[],
  closed: ReadonlySet<string>,
  knowledge: Knowledge,
): Assurance {
  const exit = assessExit(facts, knowledge)
  return {
    samples: assessEvaluations(plan.evaluations ?? {}),
    risks: riskRegister(findings, closed, plan.decisions, plan.risks ?? {}, facts),
    questions: boardQuestions(facts, findings, closed),
    exit,
    calendar: calendarOf(facts, plan, plan.decisions, exit),
  }
}
