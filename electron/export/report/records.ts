/** Records, assessments and frameworks that this plan owes or wants, each filled from the plan's own answers. */
import type { Regime, Requirement } from '../../../shared/domain/regime-pack.ts'
import type { RegimeCoverage, RequirementCoverage } from '../../../shared/domain/regimes.ts'
import { isFieldId } from '../../../shared/plan/fields.ts'
import { conditionMessage, whoCanAnswer } from '../../../shared/plan/record/coverage.ts'
import { keepTogether } from '../../../shared/words/format.ts'
import { answersOf } from '../coverage.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import { inLanguage, quote } from './speech.ts'
import { table, type Chapter } from './table.ts'

/** None for plans that were signed before coverage was worked out. */
export function recordsChapters(report: Report): readonly Chapter[] {
  const { assessment, knowledge, speech } = report
  if (assessment.coverage === undefined) return []
  const counted = assessment.coverage.flatMap((coverage) => {
    const regime = knowledge.regimes.regimes.find(({ id }) => id === coverage.id)
    return regime === undefined ? [] : [{ regime, coverage }]
  })
  return [
    {
      title: speech.word('regimes.title'),
      body: [
        html`<p>${speech.word(counted.length === 0 ? 'regimes.reportNone' : 'regimes.lead')}</p>`,
        counted.map(({ regime, coverage }) => record(regime, coverage, report)),
      ],
    },
  ]
}

function record(regime: Regime, coverage: RegimeCoverage, report: Report): Markup {
  const { speech, sources } = report
  // A signed assessment names what is not complete; everything else is.
  const open = new Map(coverage.requirements.map((one) => [one.id, one]))
  const all = coverage.complete + coverage.missing
  return html`<h3>${regime.name} – ${regime.title[speech.language]}</h3>
<p>${speech.word(`regimes.standing.${coverage.standing}`)}. ${speech.word('regimes.ofAll', { complete: coverage.complete, all })}. ${speech.word('regimes.missing', { count: coverage.missing })} ${cited(regime.sources, sources, speech)}${regime.note === null ? null : html` ${quote(regime.note, speech)}`}</p>${table(
    null,
    [
      {
        name: speech.word('regimes.requirement'),
        as: 'narrow',
        cell: (requirement: Requirement) => html`${requirement.title[speech.language]} <span class="under">${quote(requirement.reference, speech)}</span>`,
      },
      { name: speech.word('regimes.given'), as: 'wide', cell: (requirement) => answerCell(requirement, open.get(requirement.id) ?? null, report) },
    ],
    regime.requirements,
    'small',
  )}`
}

function answerCell(requirement: Requirement, state: RequirementCoverage | null, report: Report): HtmlPart {
  const { plan, knowledge, speech } = report
  if (state !== null && state.because !== null)
    return html`${speech.word('regimes.state.not-applicable')}. ${speech.say(conditionMessage(state.because))}`
  const given = answersOf(requirement, plan, knowledge, speech)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => html`<span class="under">${inLanguage(keepTogether(line), plan.language, speech)}</span>`)
  return [...given, state === null ? null : missing(state, report)]
}

function missing(state: RequirementCoverage, { speech }: Report): Markup {
  const fields = state.missingFields.filter(isFieldId)
  const names = [
    ...fields.map((field) => speech.word(`field.${field}.label`)),
    ...state.missingParts.map((part) => speech.word(`regimes.part.${part}`)),
  ]
  return html`<span class="under"><strong>${speech.word('regimes.state.missing')}${speech.colon}</strong> ${names.join(speech.semicolon + ' ')} (${whoCanAnswer(state).map((one) => speech.word(`regimes.answerer.${one}`)).join(', ')})</span>`
}
