/** The clauses that a plan's answers call for, as one HTML document to take into a tender. */
import type { Clause } from '../../shared/domain/continuity-pack.ts'
import type { CalledClause } from '../../shared/domain/continuity.ts'
import { clauseText, noticeRemark } from '../../shared/plan/hosting/clause-text.ts'
import { exportControlFacts } from '../../shared/plan/hosting/export-control.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { documentHtml, type ExerciseInput } from './exercise.ts'
import { html, type Markup } from './html.ts'
import { lawName } from './report/hosting.ts'
import { cited, newSources, sourcesChapter } from './report/sources.ts'
import { dayText, quote, speechOf } from './report/speech.ts'
import { table } from './report/table.ts'

const contracts = ['hosting', 'software', 'hardware', 'model'] as const

export function clausesHtml(input: ExerciseInput, fonts: string): string {
  const speech = speechOf(input.language)
  const sources = newSources()
  const { clauses } = input.knowledge.continuity
  const noticeDays = valueOf(input.plan, 'continuity.noticeDays')
  const item = (clause: Clause, called: CalledClause): Markup => {
    const remark = noticeRemark(clause, noticeDays)
    const facts = { list: called.facts.map((fact) => speech.word(`continuityFact.${fact}`)) }
    return html`<section class="inject"><h3>${clause.title[input.language]}</h3>
<p class="prose">${clauseText(clause, input.language, noticeDays, speech.say)}</p>
<p class="meta">${speech.word(called.called === 'yes' ? 'clauses.because' : 'clauses.open', { facts })} ${cited(clause.sources, sources, speech)}${remark === null ? '' : ` ${speech.say(remark)}`}</p></section>
`
  }
  const parts = contracts.map((contract) => {
    const own = input.assessment.continuity.clauses.flatMap((called) => {
      const clause = clauses.find(({ id, contract: of }) => id === called.clause && of === contract)
      return clause === undefined ? [] : [item(clause, called)]
    })
    return own.length === 0 ? null : html`<h2>${speech.word(`clauses.contract.${contract}`)}</h2>${own}`
  })
  const control = table(
    null,
    [
      { name: speech.word('clauses.subject'), cell: ({ country, law, name }) => {
        if (country !== null) return speech.word('report.plain', { value: { country } })
        return law === null ? quote(name, speech) : lawName(law, speech)
      } },
      { name: speech.word('clauses.position'), as: 'wide', cell: (row) => quote(row.position, speech) },
      {
        name: speech.word('clauses.status'),
        cell: (row) => `${row.status === null ? '' : `${speech.word(`report.law.${row.status}`)} `}${dayText(row.asOf, speech, 'medium')}, ${speech.word(`confidence.${row.confidence}`)}`,
      },
    ],
    exportControlFacts(factsOf(input.plan), input.knowledge),
    'small',
  )
  const listed = sourcesChapter(sources, speech)
  return documentHtml(
    speech.word('clauses.title'),
    speech.word('clauses.note'),
    [
      ...parts.map((part) => part ?? ''),
      parts.every((part) => part === null) ? html`<p>${speech.word('clauses.none')}</p>` : '',
      html`<h2>${speech.word('clauses.exportControl')}</h2>${control ?? html`<p>${speech.word('clauses.exportControlNone')}</p>`}`,
      listed === null ? '' : html`<h2>${listed.title}</h2>${listed.body}`,
    ],
    input,
    fonts,
  )
}
