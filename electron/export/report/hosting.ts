/** The hosting: routes of compelled access as sentences, ceilings by objective, and the requirements that were checked. */
import type { Gate } from '../../../shared/domain/jurisdiction/gates.ts'
import { requirementMessage, wordsOf } from '../../../shared/plan/hosting/gate-words.ts'
import { languageOfLawName, lawNameIn, type NamedLaw } from '../../../shared/plan/hosting/law-name.ts'
import { cutOffBy } from '../../../shared/plan/hosting/routes.ts'
import { stepMessages } from '../../../shared/plan/hosting/lift-words.ts'
import { type ChainLink, type ExposureRow, type HostingView, type ObjectiveRow, isOpen } from '../../../shared/plan/stages/hosting.ts'
import { isFieldId } from '../../../shared/plan/fields.ts'
import { valueOf } from '../../../shared/plan/plan.ts'
import { answerText } from '../../../shared/words/answer.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import { continuityParts } from './continuity.ts'
import { levelBars } from './charts.ts'
import { findingNumbers } from './findings.ts'
import type { Report } from './input.ts'
import { schemesNamed } from './schemes.ts'
import { cited } from './sources.ts'
import { inLanguage, quote, type Speech } from './speech.ts'
import { list, table, type Chapter } from './table.ts'

export function hostingChapter(report: Report): Chapter {
  const { speech, assessment } = report
  const { view } = assessment.hosting
  return {
    title: speech.word('report.hosting'),
    body:
      view === null
        ? html`<p>${speech.word('jurisdiction.noCountry')}</p>`
        : [
            where(view, speech),
            routes(view, report),
            requirements(view, report),
            schemesNamed(view, report),
            ceilings(view, speech),
            lifts(report),
            ...continuityParts(report),
          ],
  }
}

function where(view: HostingView, speech: Speech): Markup {
  const option = view.optionType === null ? null : speech.word(`field.hosting.optionType.option.${view.optionType}`)
  // An archetype's name says no more than the kind of hosting does, and only in English.
  const named = view.provider === null || (view.provider.archetype && option !== null) ? null : quote(view.provider.name, speech)
  const parts = [named, option].filter((part) => part !== null)
  return html`<p>${parts.length === 0 ? speech.word('brief.notChosen') : parts.map((part, index) => html`${index === 0 ? '' : `${speech.semicolon} `}${part}`)}.</p>`
}

function routes(view: HostingView, report: Report): Markup {
  const { speech } = report
  const open = isOpen(view)
  return html`<h3>${speech.word('brief.exposure')}</h3>
${
  view.exposures.length === 0
    ? html`<p>${speech.word(open ? 'brief.exposureNoneYet' : 'brief.exposureNone')}</p>`
    : list(view.exposures.map((route) => routeItem(route, cutOffBy(view.picture, route), report)), 'routes')
}
<p class="note">${speech.word('report.routesLead')}</p>`
}

/** In the report's language where the law has a name in it, marked as English where not. */
export function lawName(law: NamedLaw, speech: Speech): Markup {
  return inLanguage(lawNameIn(law, speech.language), languageOfLawName(law, speech.language), speech)
}

/** `shut` is what keeps the service running whatever the law says. */
function routeItem(route: ExposureRow, shut: ReturnType<typeof cutOffBy>, { sources, speech }: Report): Markup {
  const through = route.chain.map((link) => linkText(link, speech))
  const country = { country: route.country }
  return html`<strong>${lawName(route, speech)} (${speech.word('report.plain', { value: country })})</strong> ${speech.word('report.reaches', {
    obtains: { term: `jurisdiction.obtains.${route.obtains}` },
    links: { list: through },
  })} ${speech.word('jurisdiction.confidence', {
    confidence: { term: `jurisdiction.confidence.${route.confidence}` },
  })} ${shut === null ? null : speech.word(`hostingScreen.closedBy.${shut}`)} ${route.gagCapable ? speech.word('report.gag') : null} ${speech.word(`report.law.${route.legalStatus}`)} ${route.why === null ? null : quote(route.why, speech)}
<span class="meta">${quote(route.citation, speech)} ${cited(route.sources, sources, speech)}</span>`
}

function linkText(link: ChainLink, speech: Speech): string {
  const values = { role: { term: `jurisdiction.role.${link.role}` }, country: { country: link.country } }
  return link.entity === null
    ? speech.word('report.link', values)
    : speech.word('report.linkNamed', { ...values, entity: link.entity })
}

/** Each requirement with what was answered for it and how it came out. */
function requirements(view: HostingView, report: Report): Markup | null {
  const { speech, plan, knowledge } = report
  const required = (gate: Gate): HtmlPart => {
    const { slug, requirement } = wordsOf(gate.code)
    const value = requirement === null ? null : (plan.answers[requirement]?.value ?? null)
    const stated = { seal: view.seal.required, classification: valueOf(plan, 'data.classification') }
    const { id: sentenceId, values } = requirementMessage(gate, stated, knowledge)
    const sentence = speech.word(sentenceId, values)
    const answered = requirement === null || !isFieldId(requirement) || typeof value === 'boolean' ? null : answerText(requirement, value, knowledge, speech)
    const certificates = gate.code.startsWith('B-CERT:')
      ? speech.word('report.plain', { value: { terms: gate.code.slice('B-CERT:'.length).split('|').map((id) => `field.hosting.certificates.option.${id}`) } })
      : null
    const detail = certificates ?? (value === null || slug === 'seal' ? null : answered)
    return html`${sentence}${detail === null ? null : html` <span class="meta">${detail}</span>`}`
  }
  const result = table<Gate>(
    null,
    [
      { name: speech.word('report.requirement'), as: 'wide', cell: required },
      { name: speech.word('report.result'), cell: (gate) => gateResult(gate, report) },
    ],
    view.gates,
    'requirements',
  )
  return result === null ? null : html`<h3>${speech.word('report.requirements')}</h3>${result}`
}

/** A gate that stands open only for what is not known is no pass: it points to the finding that says so. */
function gateResult(gate: Gate, report: Report): Markup {
  const { assessment, speech } = report
  const code = gate.code.split(':')[0]
  const doubt = assessment.hosting.findings.find((finding) => finding.rule === code && finding.level === 'unknown')
  const number = doubt === undefined ? undefined : findingNumbers(report).get(doubt.id)
  const doubted = gate.outcome === 'met' && number !== undefined
  const word = doubted ? 'report.gate.doubted' : `report.gate.${gate.outcome}`
  return html`<strong>${speech.word(word)}</strong>${number === undefined ? null : html` <span class="meta">${speech.word('report.seeFinding', { number })}</span>`}`
}

/** What would lift the overall ceiling, step by step. */
function lifts({ assessment, speech }: Report): Markup | null {
  const lift = assessment.hosting.lifts?.find(({ objective }) => objective === null)
  if (lift === undefined) return null
  return html`<h3>${speech.word('criteriaScreen.lifts')}</h3>
<p>${speech.word('criteriaScreen.lift', { from: lift.from, to: lift.to, count: lift.steps.length })}${speech.colon}</p>
${list(lift.steps.map((step) => html`${stepMessages(step).map((one) => speech.say(one)).join(' ')}`), 'steps')}`
}

function ceilings({ seal }: HostingView, speech: Speech): Markup {
  const { objectives } = seal
  const answered = objectives.reduce((sum, row) => sum + row.answered, 0)
  const criteria = objectives.reduce((sum, row) => sum + row.criteria, 0)
  const notKnown = speech.word('report.notKnown')
  const sentence =
    seal.overall === null
      ? speech.word('jurisdiction.sealNoCeiling')
      : speech.word(seal.required === null ? 'brief.sealIs' : 'brief.sealRequired', {
          level: seal.overall,
          required: seal.required ?? 0,
          governing: { list: [...seal.governing] },
        })
  const levelOf = (row: ObjectiveRow): string => (row.ceiling === null ? notKnown : `SEAL-${row.ceiling}`)
  return html`<h3>${speech.word('report.ceilings')}</h3>
<p><strong>${sentence}</strong> ${speech.word('report.ceilingsLead', { answered, criteria })}</p>
${levelBars(`${sentence} ${objectives.map((row) => `${row.name}${speech.colon} ${levelOf(row)}`).join(`${speech.semicolon} `)}.`, objectives.map((row) => ({ code: row.code, name: row.name, level: row.ceiling, required: row.required })), {
  notKnown,
  required: speech.word('report.requiredLevel'),
})}
${table<ObjectiveRow>(
  null,
  [
    { name: speech.word('report.objective'), as: 'wide', cell: (row) => html`${row.code} ${quote(row.name, speech)}` },
    { name: speech.word('report.ceiling'), as: 'narrow', cell: (row) => html`<strong>${levelOf(row)}</strong>` },
    { name: speech.word('report.required'), as: 'narrow', cell: (row) => (row.required === null ? '–' : `SEAL-${row.required}`) },
    { name: speech.word('report.determined'), as: 'narrow', cell: (row) => speech.word('report.of', { count: row.answered, all: row.criteria }) },
    { name: speech.word('report.setBy'), cell: (row) => (row.governing.length === 0 ? '–' : row.governing.join(', ')) },
  ],
  objectives,
  'small',
)}
${table(
  speech.word('report.criteria'),
  [
    { name: speech.word('report.criterion'), as: 'wide', cell: (row) => html`${row.criterion} ${speech.word(`field.criterion.${row.criterion}.label`)}` },
    { name: speech.word('report.answer'), cell: (row) => speech.word(`field.criterion.${row.criterion}.option.${row.answer}`) },
    { name: 'SEAL', as: 'number', cell: (row) => html`<strong>${row.seal}</strong>` },
  ],
  seal.answers,
  'small criteria',
)}`
}
