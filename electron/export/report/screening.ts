/** Screening: whether the use is prohibited or high-risk, each outcome with the answers and provisions it rests on. */
import type { Practice, Screening } from '../../../shared/domain/obligations/screening.ts'
import { practiceFields } from '../../../shared/plan/stages/obligation-facts.ts'
import { stepReasons } from '../../../shared/plan/stages/screening-findings.ts'
import { html, type HtmlPart } from '../html.ts'
import { textAnswer, type Report } from './input.ts'
import { cited } from './sources.ts'
import { quote } from './speech.ts'
import { list, table, type Chapter } from './table.ts'

const answerOf = { found: 'answer.yes', 'not-found': 'answer.no', open: 'screeningScreen.chip.open' } as const

/** None where the plan names no day, as in assessments made before there was a screening. */
export function screeningChapters(report: Report): readonly Chapter[] {
  const { assessment, speech } = report
  const screening: Screening | null | undefined = assessment.obligations.screening
  if (screening === null || screening === undefined) return []
  return [{ title: speech.word('report.screening'), body: [practices(screening, report), riskClass(screening, report)] }]
}

function practices({ practices: all, prohibited }: Screening, report: Report): HtmlPart {
  const { plan, sources, speech } = report
  const count = (outcome: Practice['outcome']): number => all.filter((one) => one.outcome === outcome).length
  return [
    html`<h3>${speech.word('screeningScreen.practices')}</h3>
<p><strong>${speech.word(`screeningScreen.prohibited.${prohibited}`, { count: all.length, open: count('open'), found: count('found') })}</strong> ${conclusion(
      textAnswer(plan, 'class.prohibitedPractice'),
      'class.prohibitedPractice',
      report,
    )}</p>`,
    table(
      null,
      [
        { name: speech.word('report.question'), as: 'wide', cell: (practice) => html`${questionOf(practice.id, report)}` },
        { name: speech.word('report.answer'), as: 'narrow', cell: ({ outcome }) => speech.word(answerOf[outcome]) },
        {
          name: speech.word('report.provision'),
          cell: (practice) =>
            html`${quote(practice.reference, speech)}<span class="under">${speech.word(practice.inForce ? 'report.prohibitedSince' : 'report.prohibitedFrom', { day: { day: practice.from } })} ${cited(practice.sources, sources, speech)}</span>`,
        },
      ],
      all,
      'small',
    ),
  ]
}

function riskClass(screening: Screening, report: Report): HtmlPart {
  const { plan, sources, speech } = report
  const found = screening.riskClass
  return [
    html`<h3>${speech.word('screeningScreen.class')}</h3>
<p><strong>${found === null ? speech.word('screeningScreen.classOpen') : `${speech.word(`field.class.euRisk.option.${found}`)}.`}</strong> ${conclusion(
      textAnswer(plan, 'class.euRisk'),
      'class.euRisk',
      report,
    )} ${cited(screening.sources, sources, speech)}</p>`,
    // The last reason repeats the outcome.
    list(stepReasons(screening).slice(0, -1).map(({ message }) => speech.say(message))),
  ]
}

/** What the planner concluded; the questions lead to an outcome of their own, and a difference is a finding. */
function conclusion(answer: string | null, field: 'class.prohibitedPractice' | 'class.euRisk', { speech }: Report): HtmlPart {
  return answer === null
    ? speech.word('report.noConclusion')
    : speech.word('report.conclusionIs', { answer: { term: `field.${field}.option.${answer}` } })
}

function questionOf(practice: string, { speech }: Report): string {
  const field = Object.entries(practiceFields).find(([id]) => id === practice)?.[1]
  return field === undefined ? practice : speech.word(`field.${field}.label`)
}
