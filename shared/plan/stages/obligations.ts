/** Obligations: which duties bind on the day of the assessment, who answers for them, and what contradicts them. */
import { dutiesOn, isConcerningProposal, isPotential, type Duty } from '../../domain/obligations.ts'
import { screen, type Screening } from '../../domain/obligations/screening.ts'
import { byCodeUnit, message, type Finding } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import type { DutyRecord } from '../plan.ts'
import { obligationFacts, screeningAnswers } from './obligation-facts.ts'
import {
  dutyFindings,
  logFindings,
  unansweredFindings,
  type PlannedDuty,
} from './obligation-findings.ts'
import { classFindings, prohibitedFindings } from './screening-findings.ts'

export type { PlannedDuty }

/** A duty that the facts or the law exclude, and why. */
export type ExcludedDuty = Pick<Duty, 'id' | 'status' | 'binding' | 'fired'>

export type ObligationsAssessment = {
  readonly findings: readonly Finding[]
  /** The day the law is read as of; null when the plan names none, and then no duty is listed. */
  readonly day: string | null
  readonly duties: readonly PlannedDuty[]
  readonly excluded: readonly ExcludedDuty[]
  /** What the guided questions of the AI Act lead to; null when the plan names no day. */
  readonly screening: Screening | null
  /** Bills that would concern this organization. They bind nobody. */
  readonly proposals: readonly Duty[]
  readonly counts: {
    readonly inForce: number
    readonly owned: number
    readonly later: number
    readonly depends: number
    readonly guidance: number
  }
  /** Binding duties still to come, earliest first. */
  readonly upcoming: readonly { readonly id: string; readonly from: string }[]
}

type Records = Readonly<Record<string, DutyRecord>>

export function assessObligations(facts: Facts, records: Records, knowledge: Knowledge): ObligationsAssessment {
  const day = facts['identity.assessedOn']
  const pack = knowledge.obligations
  if (day === null) return withoutDay()
  const screening = screen(screeningAnswers(facts), day, pack.screening)
  const all = dutiesOn(obligationFacts(facts), day, pack)
  const duties = all.filter(isPotential).map((duty) => ({ ...duty, record: records[duty.id] ?? null }))
  const binding = duties.filter((duty) => duty.binding)
  const inForce = binding.filter((duty) => duty.status === 'in-force')
  const count = (status: Duty['status']): number => binding.filter((duty) => duty.status === status).length
  return {
    findings: [
      ...inForce.flatMap((duty) => dutyFindings(duty, day, facts['duties.policy'])),
      ...unansweredFindings(binding),
      ...prohibitedFindings(facts, duties, screening, pack),
      ...classFindings(facts, duties, screening, pack),
      ...logFindings(facts, inForce),
    ],
    day,
    duties,
    excluded: all
      .filter((duty) => !isPotential(duty) && !isConcerningProposal(duty))
      .map(({ id, status, binding: binds, fired }) => ({ id, status, binding: binds, fired })),
    screening,
    proposals: all.filter(isConcerningProposal),
    counts: {
      inForce: inForce.length,
      owned: inForce.filter((duty) => (duty.record?.owner ?? null) !== null).length,
      later: count('later'),
      depends: count('depends'),
      guidance: duties.length - binding.length,
    },
    upcoming: binding
      .flatMap(({ id, status, appliesFrom }) =>
        status === 'later' && appliesFrom !== null ? [{ id, from: appliesFrom }] : [],
      )
      .toSorted((left, right) => byCodeUnit(left.from, right.from) || byCodeUnit(left.id, right.id)),
  }
}

function withoutDay(): ObligationsAssessment {
  const finding: Finding = {
    id: 'obligations/no-day',
    rule: 'O-DAY',
    stage: 'obligations',
    level: 'unknown',
    headline: message('obligations.noDay'),
    because: [],
    sources: [],
    remedies: [{ message: message('obligations.giveDay'), field: 'identity.assessedOn', value: null }],
    field: 'identity.assessedOn',
    confirm: false,
  }
  return {
    findings: [finding],
    day: null,
    duties: [],
    excluded: [],
    screening: null,
    proposals: [],
    counts: { inForce: 0, owned: 0, later: 0, depends: 0, guidance: 0 },
    upcoming: [],
  }
}
