/** All answers by the 28 sections of the plan. What most of them share is said once, at the top. */
import { sections, type FieldSpec, type Section, type Unit } from '../../../shared/plan/field.ts'
import { givenAnswer } from '../../../shared/plan/facts.ts'
import { fieldIds, fields, type FieldId } from '../../../shared/plan/fields.ts'
import type { Answer } from '../../../shared/plan/plan.ts'
import { answerText, numberText } from '../../../shared/words/answer.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import { textAnswer, type Report } from './input.ts'
import { inLanguage } from './speech.ts'
import { pairs, type Chapter } from './table.ts'

/** The person and basis of most answers; the others say their own. */
type Common = { readonly by: string | null; readonly basis: string | null }

export function answersChapter(report: Report): Chapter {
  const { plan, speech } = report
  const given = Object.values(plan.answers)
  const common: Common = { by: mostCommon(given.map((answer) => answer.by)), basis: mostCommon(given.map((answer) => answer.basis)) }
  const empty = sections.filter((section) => !fieldIds.some((id) => fields[id].section === section && givenAnswer(plan, id) !== undefined))
  return {
    title: speech.word('report.answers'),
    body: [
      common.by === null || common.basis === null
        ? null
        : html`<p class="note">${speech.word('report.answersLead', { by: common.by, basis: { term: `basis.${common.basis}` } })}</p>`,
      html`<div class="columns">${sections.map((section) => sectionPart(section, common, report))}</div>`,
      empty.length === 0
        ? null
        : html`<p>${speech.word('report.noAnswersIn', { sections: { list: empty.map((section) => `${section} ${speech.word(`section.${section}`)}`) } })}</p>`,
    ],
  }
}

function answered(section: Section, { plan }: Report): readonly (readonly [FieldId, Answer])[] {
  return fieldIds.flatMap((id) => {
    const answer = plan.answers[id]
    return answer !== undefined && fields[id].section === section ? [[id, answer] as const] : []
  })
}

function sectionPart(section: Section, common: Common, report: Report): Markup | null {
  const { speech } = report
  const rows = answered(section, report)
  if (rows.length === 0) return null
  const name = speech.word(`section.${section}`)
  return html`<h3>${section} ${name}</h3>${pairs(
    null,
    rows.map(([id, answer]) => [speech.word(`field.${id}.label`), answerCell(id, answer, common, report)]),
    'answers',
  )}`
}

/** Units whose words `answerText` already says, and numbers that have none. */
const unitSaid: ReadonlySet<Unit> = new Set(['count', 'level', 'basis-points', 'exchange-rate', 'bytes', 'milliseconds', 'milli-tokens-per-second'])

/** A number with its unit; money in the plan's currency. */
function numberAnswer(spec: FieldSpec, value: number, { plan, speech }: Report): string {
  const unit = spec.kind === 'number' ? spec.unit : 'count'
  const number = numberText(value, unit, speech)
  if (unitSaid.has(unit)) return number
  const currency = textAnswer(plan, 'costs.currency') ?? ''
  if (unit === 'cents' && currency !== '') return speech.word('report.size', { size: { cents: value, currency } })
  return speech.word('report.withUnit', { number, unit: speech.word(`unit.${unit}`, { currency }) })
}

function answerCell(id: FieldId, answer: Answer, common: Common, report: Report): HtmlPart {
  const { plan, knowledge, speech } = report
  const spec: FieldSpec = fields[id]
  const text =
    typeof answer.value === 'number'
      ? numberAnswer(spec, answer.value, report)
      : Array.isArray(answer.value) && answer.value.length === 0
        ? speech.word('report.none')
        : answerText(id, answer.value, knowledge, speech)
  const value: HtmlPart =
    answer.value === null
      ? html`<strong>${text}</strong>`
      : spec.kind === 'text'
        ? inLanguage(text, plan.language, speech)
        : html`<bdi>${text}</bdi>`
  const own = [
    answer.basis === common.basis ? '' : speech.word(`basis.${answer.basis}`),
    answer.by === common.by ? '' : answer.by,
  ].filter((part) => part !== '')
  return own.length === 0 ? value : html`${value} <span class="meta">(${own.join(', ')})</span>`
}

function mostCommon(items: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  let best: string | null = null
  for (const [item, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = item
  return best
}
