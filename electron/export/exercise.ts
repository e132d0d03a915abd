/**
 * The tabletop exercise for one event: who sits at the table, what happens in which order on this plan, what to ask, which
 * decisions to expect, what to record. One HTML document, for the screen and for print. Made from the assessment alone.
 */
import type { PartAt, Rehearsal, StrikeResult } from '../../shared/domain/continuity.ts'
import type { ContinuityEvent, Moment } from '../../shared/domain/continuity-pack.ts'
import { message } from '../../shared/domain/vocabulary.ts'
import type { Assessed } from '../../shared/plan/assess.ts'
import { continuityFields } from '../../shared/plan/hosting/continuity-facts.ts'
import { sayVerdict, standingWord, verdictOf, whenOf } from '../../shared/plan/hosting/rehearsal-words.ts'
import { html, Markup, type HtmlPart } from './html.ts'
import { textAnswer, type ReportInput } from './report/input.ts'
import { cited, newSources, sourcesChapter, type Sources } from './report/sources.ts'
import { dayText, speechOf, type Speech } from './report/speech.ts'
import { paperOf, styleFor } from './report/style.ts'
import { list, table } from './report/table.ts'

export type ExerciseInput = Pick<ReportInput, 'plan' | 'knowledge' | 'language'> & { readonly assessment: Assessed }

type Context = ExerciseInput & {
  readonly event: ContinuityEvent
  readonly rehearsal: Rehearsal
  readonly speech: Speech
  readonly sources: Sources
}

/** The document as HTML text, or null where the packs know no such event. `fonts` is the style sheet of `fontStyles`. */
export function exerciseHtml(id: string, input: ExerciseInput, fonts: string): string | null {
  const event = input.knowledge.continuity.events.find((one) => one.id === id)
  const rehearsal = input.assessment.continuity.rehearsals.find((one) => one.event === id)
  if (event === undefined || rehearsal === undefined) return null
  const speech = speechOf(input.language)
  const context: Context = { ...input, event, rehearsal, speech, sources: newSources() }
  const title = speech.word('exercise.title', { event: { term: `continuity.event.${id}` } })
  return documentHtml(title, speech.word('exercise.lead'), [head(context), people(context), start(context), injects(context), sheet(context), precedents(context)], input, fonts)
}

/** A document of its own, in the report's looks. */
export function documentHtml(title: string, lead: string, body: readonly HtmlPart[], input: ExerciseInput, fonts: string): string {
  const organization = textAnswer(input.plan, 'organization.name') ?? ''
  const page = html`<!doctype html>
<html lang="${input.language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'">
<style>${new Markup(fonts)}${new Markup(styleFor(paperOf(input.plan)))}.sheet td{height:9mm}.inject{break-inside:avoid}</style>
</head>
<body>
<header class="running"><p>${organization}</p><p>${textAnswer(input.plan, 'identity.title') ?? ''}</p></header>
<main>
<h1>${title}</h1>
<p class="lead">${lead}</p>
${body}
</main>
</body>
</html>
`
  return page.toString()
}

function head({ speech, plan, assessment }: Context): Markup {
  const name = textAnswer(plan, 'identity.title') ?? '–'
  return html`<p><strong>${speech.word('exercise.plan')}${speech.colon}</strong> ${name}, ${dayText(assessment.assessedOn, speech)}</p>
<p><strong>${speech.word('exercise.aim')}${speech.colon}</strong> ${speech.word('exercise.aimText')}</p>`
}

/** Roles at the table, with the person whom the plan names for each. */
const roles = [
  ['owner', 'organization.owner'],
  ['approver', 'organization.approver'],
  ['operations', null],
  ['procurement', null],
  ['protection', null],
  ['incident', 'incident.contact'],
  ['users', null],
  ['recorder', null],
] as const satisfies readonly (readonly [string, string | null])[]

function people({ speech, plan }: Context): Markup {
  return html`<h2>${speech.word('exercise.people')}</h2>${table(
    null,
    [
      { name: speech.word('exercise.role'), cell: ([role]) => speech.word(`exercise.role.${role}`) },
      {
        name: speech.word('exercise.person'),
        cell: ([, field]) => (field === null ? '' : (textAnswer(plan, field) ?? speech.word('exercise.notNamed'))),
      },
      { name: speech.word('exercise.brings'), as: 'wide', cell: ([role]) => speech.word(`exercise.brings.${role}`) },
    ],
    roles,
  )}`
}

function start(context: Context): Markup {
  const { speech, rehearsal, assessment } = context
  const verdict = sayVerdict(verdictOf(rehearsal), assessment.continuity.clock, speech.say)
  const lanes = [
    { part: 'service', times: rehearsal.service },
    ...rehearsal.parts.filter(({ times }) => times.some(({ possible }) => possible !== 'stands')),
  ]
  return html`<h2>${speech.word('exercise.start')}</h2>
<p><strong>${verdict}</strong></p>
${table<{ readonly part: string; readonly times: readonly PartAt[] }>(
  null,
  [
    { name: speech.word('rehearsal.part'), cell: ({ part }) => speech.word(`continuity.part.${part}`) },
    ...rehearsal.moments.map((moment, place) => ({
      name: speech.word(`continuity.moment.${moment}`),
      cell: ({ times }: { readonly times: readonly PartAt[] }) => {
        const at = times[place]
        return at === undefined ? '' : speech.word(`continuity.standing.${standingWord(at)}`)
      },
    })),
  ],
  lanes,
  'small',
)}
<p class="note">${speech.word('rehearsal.note')}</p>`
}

/** Minutes of the exercise: it begins with the news and ends with what was learned. */
const length = 90
const closing = 15

function injects(context: Context): Markup {
  const { speech, rehearsal, event } = context
  const struck = rehearsal.moments.filter((moment) => strikesAt(moment, rehearsal).length > 0)
  const steps: readonly ((number: number, minute: number) => Markup)[] = [
    (number, minute) => news(number, minute, context),
    ...struck.map((moment) => (number: number, minute: number) => atMoment(moment, number, minute, context)),
    (number, minute) => publicAsks(number, minute, context),
  ]
  const each = Math.floor((length - closing) / steps.length / 5) * 5
  const close = inject(
    steps.length + 1,
    length - closing,
    speech.word('exercise.close'),
    {
      happens: [speech.word('exercise.closeText')],
      questions: [],
      decisions: [speech.word('exercise.d.owners')],
      record: [speech.word('exercise.r.guess')],
    },
    speech,
  )
  return html`<h2>${speech.word('exercise.injects')}${speech.colon} ${speech.word(`continuity.event.${event.id}`)}</h2>
${steps.map((step, place) => step(place + 1, place * each))}${close}`
}

function strikesAt(moment: Moment, { strikes }: Rehearsal): readonly StrikeResult[] {
  return strikes.filter((strike) => strike.moment === moment && (strike.outcome !== 'shut' || strike.shutBy.length > 0))
}

type Inject = {
  readonly happens: readonly HtmlPart[]
  readonly questions: readonly HtmlPart[]
  readonly decisions: readonly HtmlPart[]
  readonly record: readonly HtmlPart[]
}

function inject(number: number, minute: number, title: string, parts: Inject, speech: Speech): Markup {
  const part = (word: string, items: readonly HtmlPart[]): Markup | null =>
    items.length === 0 ? null : html`<h4>${speech.word(word)}</h4>${list(items)}`
  return html`<section class="inject"><h3>${speech.word('exercise.inject', { number, minute, title })}</h3>
${part('exercise.happens', parts.happens)}${part('exercise.questions', parts.questions)}${part('exercise.decisions', parts.decisions)}${part('exercise.record', parts.record)}</section>
`
}

function news(number: number, minute: number, { speech, event, rehearsal, assessment }: Context): Markup {
  const { purchase } = assessment.continuity
  const values = event.id === 'provider-acquired' ? { country: { country: purchase?.country ?? 'US' } } : {}
  const nothing = rehearsal.service.every(({ possible }) => possible === 'stands')
  return inject(
    number,
    minute,
    speech.word('exercise.news'),
    {
      happens: [speech.say(message(`continuity.news.${event.id}`, values))],
      questions: [speech.word('exercise.q.first'), speech.word('exercise.q.obey')],
      decisions: nothing ? [speech.word('exercise.d.nothing')] : [speech.word('exercise.d.stop')],
      record: [speech.word('exercise.r.time'), speech.word('exercise.r.long')],
    },
    speech,
  )
}

function atMoment(moment: Moment, number: number, minute: number, context: Context): Markup {
  const { speech, rehearsal, assessment, knowledge } = context
  const strikes = strikesAt(moment, rehearsal)
  const part = (strike: StrikeResult) => ({ term: `continuity.part.${strike.part}` })
  const unique = (items: readonly string[]): readonly string[] => [...new Set(items)]
  const helps = new Set(rehearsal.helps.map(({ measure }) => measure))
  const happens = strikes.map((strike) => {
    const missing = strike.missing.map((fact) => speech.word(`field.${continuityFields[fact]}.label`))
    const held = strike.shutBy.map((id) => speech.word(`continuity.measure.${id}`))
    return html`<strong>${speech.word(`continuity.part.${strike.part}`)}, ${speech.word(`rehearsal.outcome.${strike.outcome}`)}${speech.colon}</strong> ${speech.word(`continuity.strike.${strike.id}`)}${
      held.length === 0 ? null : html` ${speech.word('rehearsal.heldBy', { measures: { list: held } })}`
    }${missing.length === 0 ? null : html` ${speech.word('rehearsal.decides', { fields: { list: [...unique(missing)] } })}`}`
  })
  const measures = (ids: readonly string[]): readonly string[] =>
    knowledge.continuity.measures.map(({ id }) => id).filter((id) => ids.includes(id))
  return inject(
    number,
    minute,
    speech.say(whenOf(moment, assessment.continuity.clock)),
    {
      happens,
      questions: unique(
        strikes
          .filter(({ outcome }) => outcome !== 'shut')
          .map((strike) => speech.word(strike.outcome === 'open' ? 'exercise.q.open' : 'exercise.q.part', { part: part(strike) })),
      ),
      decisions: [
        ...measures(strikes.flatMap(({ shutBy }) => shutBy)).map((id) =>
          speech.word('exercise.d.use', { measure: { term: `continuity.measure.${id}` } }),
        ),
        ...measures(strikes.flatMap(({ lacks }) => lacks))
          .filter((id) => helps.has(id))
          .map((id) => speech.word('exercise.d.get', { measure: { term: `continuity.measure.${id}` } })),
      ],
      record: [speech.word('exercise.r.time')],
    },
    speech,
  )
}

function publicAsks(number: number, minute: number, { speech }: Context): Markup {
  return inject(
    number,
    minute,
    speech.word('exercise.public'),
    {
      happens: [speech.word('exercise.publicText')],
      questions: [speech.word('exercise.q.users'), speech.word('exercise.q.tell')],
      decisions: [],
      record: [speech.word('exercise.r.time')],
    },
    speech,
  )
}

/** An empty sheet to write on. */
function sheet({ speech }: Context): Markup {
  return html`<h2>${speech.word('exercise.sheet')}</h2>${table(
    null,
    [
      { name: speech.word('exercise.sheet.time'), as: 'narrow', cell: () => '' },
      { name: speech.word('exercise.sheet.decision'), as: 'wide', cell: () => '' },
      { name: speech.word('exercise.sheet.who'), cell: () => '' },
      { name: speech.word('exercise.sheet.until'), as: 'narrow', cell: () => '' },
    ],
    Array.from({ length: 8 }, (_, place) => place),
    'sheet',
  )}`
}

function precedents({ speech, event, sources }: Context): Markup {
  const items = event.precedents.map(
    (precedent) => html`${speech.word(`continuity.precedent.${precedent.id}`)} ${cited(precedent.sources, sources, speech)}`,
  )
  const chapter = sourcesChapter(sources, speech)
  return html`<h2>${speech.word('rehearsal.precedents')}</h2>${list(items)}
${chapter === null ? null : html`<h2>${chapter.title}</h2>${chapter.body}`}
<p class="note">${speech.word('exercise.foot')}</p>`
}
