/** The first page: what the board is asked, and the plan in a few lines. */
import type { Assessment } from '../../../shared/plan/assess.ts'
import { briefOf } from '../../../shared/plan/brief.ts'
import { html, type Markup } from '../html.ts'
import { textAnswer, type Report } from './input.ts'
import { inLanguage } from './speech.ts'
import { pairs, type Chapter } from './table.ts'

/** How many findings stand open at each level, how many were closed, and how many required answers are missing. */
export type Counts = {
  readonly blocking: number
  readonly unknown: number
  readonly advisory: number
  readonly closed: number
  readonly missing: number
}

export function countsOf(assessment: Assessment): Counts {
  const open = assessment.standings.filter((standing) => !standing.closed)
  const count = (level: string): number => open.filter((standing) => standing.level === level).length
  return {
    blocking: count('blocking'),
    unknown: count('unknown'),
    advisory: count('advisory'),
    closed: assessment.standings.length - open.length,
    missing: Object.values(assessment.stages).reduce((sum, stage) => sum + stage.missing.length, 0),
  }
}

/** The verdict in one sentence, then what the board is asked, and for what. */
export function decisionChapter(report: Report): Chapter {
  const { speech, assessment, plan } = report
  const counts = countsOf(assessment)
  const summary = textAnswer(plan, 'purpose.summary')
  return {
    title: speech.word('report.decisionAsked'),
    body: html`<div class="outcome ${assessment.outcome}">${glyphs[assessment.outcome]}<p>${outcome(assessment, counts, report)}</p></div>
<p class="asked">${asked(report, counts)}</p>
${summary === null ? null : html`<p class="prose">${inLanguage(summary, plan.language, speech)}</p>`}
<p class="note">${speech.word('report.counts', { ...counts })} ${speech.word('report.notLegalAdvice')}</p>
<p class="note">${signed(report)} <code>${report.digest.slice(0, 32)}…</code></p>`,
  }
}

function signed({ signatures, speech }: Report): string {
  const names = signatures.map((signature) => signature.name)
  return names.length === 0 ? speech.word('report.notSignedLine') : speech.word('report.signedLine', { names: { list: names } })
}

function outcome({ outcome: result }: Assessment, counts: Counts, { speech }: Report): string {
  const open = counts.blocking + counts.unknown + counts.advisory
  const count = { blocked: counts.blocking, incomplete: counts.missing, 'open-findings': open, clear: 0 }[result]
  return speech.word(`report.outcome.${result}`, { count })
}

/** Names model, hardware and hosting where all three are chosen. */
function asked(report: Report, counts: Counts): string {
  const { speech, assessment } = report
  if (assessment.outcome === 'blocked' || assessment.outcome === 'incomplete')
    return speech.word(`report.asked.${assessment.outcome}`)
  const rows = briefOf(report.plan, assessment, report.knowledge)
  const text = (label: string): string | null => {
    const short = rows.find((row) => row.label === label)?.short
    return short === undefined || short.id === 'brief.notChosen' ? null : speech.say(short)
  }
  const [model, hardware, hosting] = [text('brief.model'), text('brief.hardware'), text('brief.hosting')]
  if (model === null || hardware === null || hosting === null) return speech.word('report.asked.unnamed')
  const count = counts.unknown + counts.advisory
  return speech.word(`report.asked.${assessment.outcome}`, { model, hardware, hosting, count })
}

export function briefChapter(report: Report): Chapter {
  const { speech, assessment } = report
  const rows = briefOf(report.plan, assessment, report.knowledge).map(
    (row) => [speech.word(row.label), speech.say(row.message)] as const,
  )
  return { title: speech.word('report.brief'), body: pairs(null, rows, 'brief') }
}

/** The state is told by shape and by words; color only helps. */
const glyphs: Readonly<Record<Assessment['outcome'], Markup>> = {
  clear: glyph(html`<circle cx="12" cy="12" r="10"/><path d="m7 12.5 3.4 3.4L17 9"/>`),
  'open-findings': glyph(html`<path d="M12 2.5 22.5 21h-21z"/><path d="M12 9v6"/><path d="M12 17.8v.4"/>`),
  blocked: glyph(html`<path d="M7.8 2h8.4L22 7.8v8.4L16.2 22H7.8L2 16.2V7.8z"/><path d="m8.5 8.5 7 7m0-7-7 7"/>`),
  incomplete: glyph(html`<circle cx="12" cy="12" r="10" stroke-dasharray="4 3"/>`),
}

function glyph(shape: Markup): Markup {
  return html`<svg class="glyph" aria-hidden="true" viewBox="0 0 24 24">${shape}</svg>`
}
