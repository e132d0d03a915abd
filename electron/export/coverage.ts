/** What records, assessments and frameworks ask, with the plan's answers, as a table for a spreadsheet. */
import type { Requirement } from '../../shared/domain/regime-pack.ts'
import type { RegimeCoverage } from '../../shared/domain/regimes.ts'
import { factsOf, givenAnswer } from '../../shared/plan/facts.ts'
import { isFieldId } from '../../shared/plan/fields.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { assessCoverage, conditionMessage, whoCanAnswer } from '../../shared/plan/record/coverage.ts'
import type { PlannedDuty } from '../../shared/plan/stages/obligations.ts'
import { answerText } from '../../shared/words/answer.ts'
import type { Speech } from './report/speech.ts'
import { csvCell } from './spreadsheet-text.ts'

const columns = [
  'regimes.regime',
  'regimes.standing',
  'regimes.requirement',
  'dutiesScreen.law',
  'regimes.state',
  'regimes.given',
  'regimes.open',
  'regimes.who',
] as const

/** The text of the table, RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. */
export function coverageCsv(plan: Plan, duties: readonly PlannedDuty[], knowledge: Knowledge, speech: Speech): string {
  const coverage = new Map(assessCoverage(factsOf(plan), { ...plan, duties }, knowledge).map((one) => [one.id, one]))
  const names = columns.map((id) => speech.word(id))
  const rows = knowledge.regimes.regimes.flatMap((regime) => {
    const found = coverage.get(regime.id)
    if (found === undefined) return []
    return regime.requirements.map((requirement) => [
      regime.name,
      speech.word(`regimes.standing.${found.standing}`),
      requirement.title[speech.language],
      requirement.reference,
      ...stateCells(requirement, found, plan, knowledge, speech),
    ])
  })
  return `\uFEFF${[names, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

function stateCells(requirement: Requirement, coverage: RegimeCoverage, plan: Plan, knowledge: Knowledge, speech: Speech): readonly string[] {
  const state = coverage.requirements.find(({ id }) => id === requirement.id)
  if (state === undefined) return ['', '', '', '']
  const fields = state.missingFields.filter(isFieldId)
  return [
    speech.word(`regimes.state.${state.state}`),
    state.because === null ? answersOf(requirement, plan, knowledge, speech) : speech.say(conditionMessage(state.because)),
    [
      ...fields.map((field) => speech.word(`field.${field}.label`)),
      ...state.missingParts.map((part) => speech.word(`regimes.part.${part}`)),
    ].join('; '),
    whoCanAnswer(state).map((one) => speech.word(`regimes.answerer.${one}`)).join('; '),
  ]
}

/** The plan's answers to one requirement, each after its question. */
export function answersOf(requirement: Requirement, plan: Plan, knowledge: Knowledge, speech: Speech): string {
  return requirement.fields
    .filter(isFieldId)
    .flatMap((field) => {
      const value = givenAnswer(plan, field)
      if (value === undefined) return []
      const none = Array.isArray(value) && value.length === 0
      const text = none ? speech.word('report.none') : answerText(field, value, knowledge, speech)
      return [`${speech.word(`field.${field}.label`)}${speech.colon} ${text}`]
    })
    .join('\n')
}
