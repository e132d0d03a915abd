/** Layers of the stack, rehearsed events and called-for clauses, inside the hosting chapter. */
import type { Rehearsal } from '../../../shared/domain/continuity.ts'
import { noticeRemark } from '../../../shared/plan/hosting/clause-text.ts'
import type { Layer, Layers, Party } from '../../../shared/plan/hosting/layers.ts'
import { sayVerdict, verdictOf } from '../../../shared/plan/hosting/rehearsal-words.ts'
import type { Continuity } from '../../../shared/plan/stages/continuity.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import { joined, quote, type Speech } from './speech.ts'
import { list, table } from './table.ts'

/** Nothing for a plan that was signed before they were worked out. */
export function continuityParts(report: Report): readonly HtmlPart[] {
  const { continuity } = report.assessment
  return continuity === undefined
    ? []
    : [layersPart(report, continuity), rehearsalsPart(report, continuity), clausesPart(report, continuity)]
}

function layersPart({ speech, knowledge }: Report, { layers }: Continuity): Markup {
  const laws = (layer: Layer): HtmlPart =>
    layer.laws.length === 0
      ? speech.word(layer.missing.length > 0 ? 'layers.lawOpen' : 'layers.lawNone')
      : joined(
          layer.laws.map((id) => quote(knowledge.jurisdictions.laws.find((law) => law.id === id)?.name ?? id, speech)),
          `${speech.semicolon} `,
        )
  return html`<h3>${speech.word('report.layers')}</h3>
<p><strong>${weakestSentence(layers, speech)}</strong></p>
${table<Layer>(
  null,
  [
    { name: speech.word('layers.layer'), cell: ({ id }) => speech.word(`continuity.part.${id}`) },
    { name: speech.word('layers.hold'), cell: ({ hold }) => html`<strong>${speech.word(`layer.hold.${hold ?? 'unknown'}`)}</strong>` },
    { name: speech.word('layers.owner'), cell: ({ owner }) => party(owner, speech) },
    { name: speech.word('layers.operator'), cell: ({ operator }) => party(operator, speech) },
    { name: speech.word('layers.place'), cell: ({ places }) => countries(places, speech) },
    { name: speech.word('layers.law'), cell: laws },
    { name: speech.word('layers.why'), as: 'wide', cell: ({ reason }) => speech.word(`layer.why.${reason}`) },
  ],
  layers.layers,
  'small layers',
)}
<p class="note">${speech.word('layers.note')}</p>`
}

function weakestSentence({ layers, weakest, open }: Layers, speech: Speech): string {
  const layer = layers.find(({ id }) => id === weakest[0])
  const terms = (ids: readonly string[]) => ({ terms: ids.map((id) => `continuity.part.${id}`) })
  return [
    layer === undefined
      ? speech.word('layers.findingNone')
      : speech.word('layers.finding', { layer: { term: `continuity.part.${layer.id}` }, why: { term: `layer.why.${layer.reason}` } }),
    ...(weakest.length > 1 ? [speech.word('layers.also', { layers: terms(weakest.slice(1)) })] : []),
    ...(open.length > 0 ? [speech.word('layers.open', { count: open.length, layers: terms(open) })] : []),
  ].join(' ')
}

function party(one: Party | null, speech: Speech): HtmlPart {
  if (one === null) return speech.word('layers.gap')
  if (one.self) return one.name ?? speech.word('layers.self')
  const places = one.countries.length === 0 ? null : countries(one.countries, speech)
  if (one.name === null) return places ?? speech.word('layers.gap')
  return places === null ? html`<bdi>${one.name}</bdi>` : html`<bdi>${one.name}</bdi> (${places})`
}

function countries(codes: readonly string[] | null, speech: Speech): string {
  return codes === null || codes.length === 0 ? speech.word('layers.gap') : speech.word('report.plain', { value: { countries: [...codes] } })
}

function rehearsalsPart({ speech }: Report, { rehearsals, clock }: Continuity): Markup {
  const struck = ({ parts }: Rehearsal): HtmlPart => {
    const names = parts.flatMap(({ part, times }) => (times.some(({ possible }) => possible !== 'stands') ? [`continuity.part.${part}`] : []))
    return names.length === 0 ? '–' : speech.word('report.plain', { value: { terms: names } })
  }
  return html`<h3>${speech.word('report.rehearsals')}</h3>
<p class="note">${speech.word('report.rehearsalsLead')}</p>
${table<Rehearsal>(
  null,
  [
    { name: speech.word('report.event'), cell: ({ event }) => speech.word(`continuity.event.${event}`) },
    { name: speech.word('report.eventOutcome'), as: 'wide', cell: (one) => sayVerdict(verdictOf(one), clock, speech.say) },
    { name: speech.word('report.eventParts'), cell: struck },
    {
      name: speech.word('report.eventHelps'),
      cell: ({ helps }) =>
        helps.length === 0 ? '–' : speech.word('report.plain', { value: { terms: helps.map(({ measure }) => `continuity.measure.${measure}`) } }),
    },
  ],
  rehearsals,
  'small rehearsals',
)}`
}

function clausesPart({ speech, knowledge, language, sources }: Report, { clauses, clock }: Continuity): Markup | null {
  const items = clauses.flatMap(({ clause: id, called, facts }) => {
    const clause = knowledge.continuity.clauses.find((one) => one.id === id)
    if (clause === undefined) return []
    const because = speech.word(called === 'yes' ? 'clauses.because' : 'clauses.open', {
      facts: { terms: facts.map((fact) => `continuityFact.${fact}`) },
    })
    const remark = noticeRemark(clause, clock.noticeDays)
    return [html`<strong>${clause.title[language]}.</strong> ${because} ${remark === null ? null : speech.say(remark)} ${cited(clause.sources, sources, speech)}`]
  })
  if (items.length === 0) return null
  return html`<h3>${speech.word('report.clauses')}</h3>
<p class="note">${speech.word('report.clausesLead')} ${speech.word('clauses.note')}</p>
${list(items)}`
}
