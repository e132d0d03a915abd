/**
 * The report that a board reads: one HTML document, complete in itself, for the screen and for print. It is made from
 * the signed text, never from the live plan, so that what is signed is what is shown. The same text gives the same bytes
 * on every machine.
 */
import { html, Markup } from './html.ts'
import { assuranceChapters } from './report/assurance.ts'
import { answersChapter } from './report/answers.ts'
import { commentsChapter } from './report/comments.ts'
import { costsChapter } from './report/costs.ts'
import { dutiesChapter } from './report/duties.ts'
import { findingsChapter, gapsChapter } from './report/findings.ts'
import { hardwareChapter } from './report/hardware.ts'
import { hostingChapter } from './report/hosting.ts'
import { textAnswer, type Report, type ReportInput } from './report/input.ts'
import { lawChapters } from './report/law.ts'
import { modelChapter } from './report/model.ts'
import { knowledgeChapter, signaturesChapter } from './report/signatures.ts'
import { recordsChapters } from './report/records.ts'
import { screeningChapters } from './report/screening.ts'
import { newSources, sourcesChapter } from './report/sources.ts'
import { dayText, onPaper, speechOf, type Speech } from './report/speech.ts'
import { paperOf, styleFor } from './report/style.ts'
import { briefChapter, decisionChapter } from './report/summary.ts'
import type { Chapter } from './report/table.ts'

export type { ReportInput } from './report/input.ts'
export { fontStyles } from './report/fonts.ts'

/** The document as HTML text. `fonts` is the style sheet of `fontStyles`. */
export function reportHtml(input: ReportInput, fonts: string): string {
  const speech = onPaper(speechOf(input.language))
  const report: Report = { ...input, speech, sources: newSources() }
  const title = reportTitle(input, speech)
  const { organization, plan } = reportHead(input, speech)
  const kind = [speech.word('report.kind'), dayText(input.assessment.assessedOn, speech)].join(', ')
  const page = html`<!doctype html>
<html lang="${input.language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'">
<style>${new Markup(fonts)}${new Markup(styleFor(paperOf(input.plan)))}</style>
</head>
<body>
<header class="running"><p>${organization}</p><p>${plan}</p></header>
<main>
<h1>${title}</h1>
<p class="lead">${kind}</p>
${chapters(report).map((chapter, index) => html`<section><h2>${index + 1} ${chapter.title}</h2>
${chapter.body}</section>
`)}</main>
</body>
</html>
`
  return page.toString()
}

/** Verdict first, then what it rests on, then how to check it. Sources come after all that cite them. */
function chapters(report: Report): readonly Chapter[] {
  const citing = [
    decisionChapter(report),
    briefChapter(report),
    findingsChapter(report),
    gapsChapter(report),
    modelChapter(report),
    hardwareChapter(report),
    hostingChapter(report),
    ...screeningChapters(report),
    ...lawChapters(report),
    dutiesChapter(report),
    costsChapter(report),
    ...assuranceChapters(report),
    ...recordsChapters(report),
    answersChapter(report),
  ]
  const sources = sourcesChapter(report.sources, report.speech)
  const comments = commentsChapter(report)
  return [
    ...citing,
    ...(sources === null ? [] : [sources]),
    ...(comments === null ? [] : [comments]),
    knowledgeChapter(report),
    signaturesChapter(report),
  ]
}

function reportTitle({ plan }: ReportInput, speech: Speech): string {
  return textAnswer(plan, 'identity.title') ?? speech.word('report.kind')
}

/** What stands at the head of each page: whose plan it is, and which. */
export function reportHead(input: Pick<ReportInput, 'plan' | 'version'>, speech: Speech): { readonly organization: string; readonly plan: string } {
  const reference = textAnswer(input.plan, 'identity.reference')
  const version = input.version === null ? speech.word('report.draft') : speech.word('report.version', { version: input.version })
  return {
    organization: textAnswer(input.plan, 'organization.name') ?? '',
    plan: reference === null ? version : `${speech.word('report.reference', { reference })}, ${version}`,
  }
}
