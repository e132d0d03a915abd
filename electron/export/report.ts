/**
 * The report that a board reads: one HTML document, complete in itself, for the screen and for print. It is made from
 * the signed text, never from the live plan, so that what is signed is what is shown.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { Citation, Finding, Message } from '../../shared/domain/vocabulary.ts'
import type { SignedVersion } from '../../shared/contract.ts'
import type { Assessment } from '../../shared/plan/assess.ts'
import { briefOf } from '../../shared/plan/brief.ts'
import { sections, type Section } from '../../shared/plan/field.ts'
import { fieldIds, fields } from '../../shared/plan/fields.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { answerText } from '../../shared/words/answer.ts'
import { formatDay, formatInstant, localeOf, type Language } from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { html, Markup, type HtmlPart } from './html.ts'

export type ReportInput = {
  /** The decoded text of a version, or of a draft. */
  readonly plan: Plan
  readonly assessment: Assessment
  /** SHA-256 of `plan.json`, lower hex without the algorithm's name. */
  readonly digest: string
  /** Null for a draft. */
  readonly version: number | null
  readonly signatures: SignedVersion['signatures']
  /** For the names of entries. Verdicts come from the assessment alone. */
  readonly knowledge: Knowledge
  readonly language: Language
}

type Speech = {
  readonly say: (message: Message) => string
  readonly word: (id: string, values?: Message['values']) => string
  readonly locale: string
  readonly language: Language
}

/** The document as HTML text. `fonts` is the style sheet of `fontStyles`. */
export function reportHtml(input: ReportInput, fonts: string): string {
  const catalog = catalogOf(input.language)
  const speech: Speech = {
    say: (text) => say(catalog, text),
    word: (id, values = {}) => say(catalog, { id, values }),
    locale: localeOf(input.language),
    language: input.language,
  }
  const title = titleOf(input, speech)
  const page = html`<!doctype html>
<html lang="${input.language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'">
<style>${new Markup(fonts)}${new Markup(style)}</style>
</head>
<body>
${head(input, speech)}
<main>
<h1>${title}</h1>
<p class="lead">${speech.word('report.kind')}, ${day(input.assessment.assessedOn, speech)}</p>
${brief(input, speech)}
${findings(input, speech)}
${answers(input, speech)}
${duties(input, speech)}
${knowledge(input, speech)}
${signatures(input, speech)}
</main>
</body>
</html>
`
  return page.toString()
}

function titleOf(input: ReportInput, speech: Speech): string {
  const title = input.plan.answers['identity.title']?.value
  return typeof title === 'string' ? title : speech.word('report.kind')
}

function head(input: ReportInput, speech: Speech): Markup {
  const organization = input.plan.answers['organization.name']?.value
  const reference = input.plan.answers['identity.reference']?.value
  return html`<header class="running"><span>${typeof organization === 'string' ? organization : ''}</span><span>${[
    typeof reference === 'string' ? speech.word('report.reference', { reference }) : '',
    input.version === null ? speech.word('report.draft') : speech.word('report.version', { version: input.version }),
  ]
    .filter((part) => part !== '')
    .join(', ')}</span></header>`
}

function brief(input: ReportInput, speech: Speech): Markup {
  const rows = briefOf(input.plan, input.assessment, input.knowledge)
  return html`<section><h2>${speech.word('report.brief')}</h2>
<p class="outcome ${input.assessment.outcome}">${outcome(input.assessment, speech)}</p>
<table><tbody>${rows.map((row) => html`<tr><th scope="row">${speech.word(row.label)}</th><td>${speech.say(row.message)}</td></tr>`)}</tbody></table>
<p class="note">${speech.word('report.notLegalAdvice')}</p></section>`
}

function outcome(assessment: Assessment, speech: Speech): string {
  const open = assessment.standings.filter((standing) => !standing.closed)
  const blocking = open.filter((standing) => standing.level === 'blocking').length
  const missing = Object.values(assessment.stages).reduce((sum, stage) => sum + stage.missing.length, 0)
  const count =
    assessment.outcome === 'blocked' ? blocking : assessment.outcome === 'incomplete' ? missing : open.length
  return speech.word(`report.outcome.${assessment.outcome}`, { count })
}

function findings(input: ReportInput, speech: Speech): Markup {
  const { findings: all } = input.assessment
  const body: HtmlPart =
    all.length === 0
      ? html`<p>${speech.word('report.noFindings')}</p>`
      : all.map((finding, index) => findingBlock(finding, index + 1, input, speech))
  return html`<section><h2>${speech.word('report.findings')}</h2>${body}</section>`
}

function findingBlock(finding: Finding, number: number, input: ReportInput, speech: Speech): Markup {
  const decision = input.plan.decisions[finding.id]
  return html`<article class="finding ${finding.level}">
<h3><span class="number">${number}</span> ${speech.say(finding.headline)}</h3>
<p class="meta"><span class="level">${speech.word(`level.${finding.level}`)}</span> · ${speech.word(`stage.${finding.stage}`)} · ${finding.rule}</p>
${finding.because.length === 0 ? null : html`<ol class="because">${finding.because.map((reason) => html`<li>${speech.say(reason.message)}</li>`)}</ol>`}
${finding.confirm ? html`<p class="confirm">${speech.word('report.confirm')}</p>` : null}
${
  decision === undefined
    ? null
    : html`<p class="decision">${speech.word('report.decidedBy', {
        decision: { term: `decision.${decision.kind}` },
        by: decision.by,
        day: { day: decision.at.slice(0, 10) },
        reason: decision.reason,
      })} ${decision.until === null ? '' : speech.word('report.until', { day: { day: decision.until } })}</p>`
}
${finding.sources.length === 0 ? null : html`<ul class="sources">${finding.sources.map((source) => html`<li>${citation(source, speech)}</li>`)}</ul>`}
</article>`
}

/** A source as text. Addresses are printed and never linked: the report opens nothing. */
function citation(source: Citation, speech: Speech): string {
  return [
    source.title,
    source.locator ?? '',
    source.date === null || source.date === undefined ? '' : day(source.date, speech),
    source.url ?? '',
    speech.word(`confidence.${source.confidence}`),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function answers(input: ReportInput, speech: Speech): Markup {
  return html`<section><h2>${speech.word('report.answers')}</h2>${sections.map((section) =>
    answersOf(section, input, speech),
  )}</section>`
}

function answersOf(section: Section, input: ReportInput, speech: Speech): Markup | null {
  const asked = fieldIds.filter((id) => fields[id].section === section && input.plan.answers[id] !== undefined)
  if (asked.length === 0) return null
  return html`<h3>${section} ${speech.word(`section.${section}`)}</h3>
<table class="answers"><thead><tr><th scope="col">${speech.word('report.question')}</th><th scope="col">${speech.word('report.answer')}</th><th scope="col">${speech.word('report.basis')}</th></tr></thead><tbody>${asked.map(
    (id) => {
      const answer = input.plan.answers[id]
      return html`<tr><th scope="row">${speech.word(`field.${id}.label`)}</th><td>${answerText(
        id,
        answer?.value ?? null,
        input.knowledge,
        speech,
      )}</td><td>${answer === undefined ? '' : speech.word(`basis.${answer.basis}`)}</td></tr>`
    },
  )}</tbody></table>`
}

function duties(input: ReportInput, speech: Speech): Markup | null {
  const { duties: all } = input.assessment.obligations
  const shown = all.filter((duty) => duty.status !== 'not-applicable')
  if (shown.length === 0) return null
  return html`<section><h2>${speech.word('report.duties')}</h2>
<table class="duties"><thead><tr><th scope="col">${speech.word('report.duty')}</th><th scope="col">${speech.word('report.dutyStatus', { day: { day: input.assessment.assessedOn ?? '' } })}</th><th scope="col">${speech.word('report.owner')}</th><th scope="col">${speech.word('report.due')}</th></tr></thead><tbody>${shown.map((duty) => {
    const record = input.plan.duties[duty.id]
    return html`<tr><th scope="row">${duty.id} ${duty.title}</th><td>${speech.word(`obligations.status.${duty.status}`)}</td><td>${record?.owner ?? speech.word('report.noOwner')}</td><td>${record?.due === null || record?.due === undefined ? '–' : day(record.due, speech)}</td></tr>`
  })}</tbody></table></section>`
}

function knowledge(input: ReportInput, speech: Speech): Markup {
  return html`<section><h2>${speech.word('report.knowledge')}</h2>
<table class="digests"><thead><tr><th scope="col">${speech.word('report.pack')}</th><th scope="col">${speech.word('report.digest')}</th></tr></thead><tbody>${Object.entries(
    input.plan.knowledge,
  ).map(([pack, digest]) => html`<tr><th scope="row">${speech.word(`pack.${pack}`)}</th><td><code>${digest.slice('sha256:'.length)}</code></td></tr>`)}</tbody></table></section>`
}

function signatures(input: ReportInput, speech: Speech): Markup {
  const list: HtmlPart =
    input.signatures.length === 0
      ? html`<p>${speech.word('report.noSignatures')}</p>`
      : input.signatures.map(
          (signature) => html`<div class="signature"><p><strong>${signature.name}</strong>, ${signature.role}</p>
<p>${speech.word('report.claimedTime', { at: formatInstant(signature.claimedTime, speech.locale) })}</p>
<p>${speech.word('report.signedBy', { fingerprint: '' })}<code>${fingerprintOf(signature.keyId)}</code></p></div>`,
        )
  return html`<section><h2>${speech.word('report.signatures')}</h2>${list}
<h3>${speech.word('report.fingerprint')}</h3><p><code>${input.digest}</code></p>
<h3>${speech.word('report.howToVerify')}</h3><p>${speech.word('report.verifyText')}</p></section>`
}

function day(text: string | null, speech: Speech): string {
  return text === null ? '–' : formatDay(text, speech.locale, 'long')
}

/** The faces of the report as data addresses: it must look the same on every desk, offline. */
export async function fontStyles(resources: string): Promise<string> {
  const faces = [
    ['Source Sans 3', 'source-sans-3-latin-wght-normal', latin],
    ['Source Sans 3', 'source-sans-3-latin-ext-wght-normal', latinExtended],
    ['Source Serif 4', 'source-serif-4-latin-wght-normal', latin],
    ['Source Serif 4', 'source-serif-4-latin-ext-wght-normal', latinExtended],
    ['Source Code Pro', 'source-code-pro-latin-wght-normal', latin],
  ] as const
  const rules = await Promise.all(
    faces.map(async ([family, file, range]) => {
      const bytes = await readFile(path.join(resources, 'fonts', `${file}.woff2`))
      return `@font-face{font-family:'${family}';font-weight:200 900;src:url(data:font/woff2;base64,${bytes.toString('base64')}) format('woff2');unicode-range:${range}}`
    }),
  )
  return rules.join('\n')
}

const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215'
const latinExtended = 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F'

const style = `
@page{size:A4;margin:18mm 18mm 20mm}
:root{color-scheme:light;--ink:#18212c;--ink2:#45505d;--line:#dedad1;--ok:#1b6540;--warn:#7e4e00;--stop:#9c2318}
*{box-sizing:border-box}
body{margin:0 auto;max-width:180mm;padding:12mm 6mm;font:15px/1.47 'Source Sans 3',sans-serif;color:var(--ink);background:#fff}
@media print{body{padding:0;font-size:10.5pt}}
.running{display:flex;justify-content:space-between;gap:8mm;font-size:.86em;color:var(--ink2);padding-bottom:3mm;border-bottom:1.4px solid var(--ink);margin-bottom:9mm}
h1,h2,.lead,.finding h3{font-family:'Source Serif 4',serif;font-weight:600}
h1{font-size:1.9em;line-height:1.2;margin:0 0 1mm}
.lead{font-weight:400;font-size:1.08em;color:var(--ink2);margin:0 0 6mm}
h2{font-size:1.28em;margin:9mm 0 3mm;break-after:avoid}
h3{font-size:1em;margin:5mm 0 1.5mm;break-after:avoid}
p{margin:0 0 2mm}
table{width:100%;border-collapse:collapse;font-size:.94em;margin:0 0 3mm}
th,td{text-align:left;vertical-align:top;padding:1.5mm 3mm 1.5mm 0;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
tbody th{width:38%;color:var(--ink2)}
thead{display:table-header-group}
thead th{color:var(--ink2);font-size:.9em;border-bottom-color:var(--ink2)}
tr{break-inside:avoid}
table.answers td:last-child,table.duties td{width:18%}
table.digests td{width:62%}
.outcome{font-family:'Source Serif 4',serif;font-size:1.12em;font-weight:600;border:1px solid var(--ink2);border-radius:4px;padding:3mm 4mm}
.outcome.clear{border-color:var(--ok);color:var(--ok)}
.outcome.blocked,.outcome.incomplete{border-color:var(--stop);color:var(--stop)}
.outcome.open-findings{border-color:var(--warn);color:var(--warn)}
.note,.meta,.sources,.because{font-size:.92em;color:var(--ink2)}
.finding{break-inside:avoid;border-top:1px solid var(--line);padding:3mm 0 1mm 9mm;position:relative}
.finding h3{margin:0 0 1mm;font-size:1.02em}
.finding .number{position:absolute;left:0;font-family:'Source Sans 3',sans-serif;color:var(--ink2);font-weight:400}
.finding.blocking .level{color:var(--stop);font-weight:600}
.finding.advisory .level{color:var(--warn);font-weight:600}
.finding.unknown .level{font-weight:600}
.because,.sources{margin:0 0 2mm;padding-left:5mm}
.sources{list-style:none;padding-left:0;font-size:.84em;overflow-wrap:anywhere}
.confirm{color:var(--warn)}
.decision{font-family:'Source Serif 4',serif}
.signature{display:inline-block;vertical-align:top;width:48%;border-top:1.4px solid var(--ink);padding-top:2mm;margin:4mm 2% 4mm 0;break-inside:avoid}
.signature p{margin:0}
code{font-family:'Source Code Pro',monospace;font-size:.88em;overflow-wrap:anywhere}
`
