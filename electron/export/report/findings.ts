/** What the rules found, by level, each with its chain of reasons; and what is not known. */
import type { Finding } from '../../../shared/domain/vocabulary.ts'
import { askingStages, type Standing } from '../../../shared/plan/assess.ts'
import { sections } from '../../../shared/plan/field.ts'
import { givenAnswer } from '../../../shared/plan/facts.ts'
import { fieldIds, fields, isFieldId } from '../../../shared/plan/fields.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import { inLanguage, quote } from './speech.ts'
import { pairs, type Chapter } from './table.ts'

type Numbered = { readonly finding: Finding; readonly number: number; readonly standing: Standing | null }

/** Open findings first, the worst first, then those that a decision closed. Numbers run through all of them. */
const groups = ['blocking', 'unknown', 'advisory', 'closed'] as const

function groupOf(finding: Finding, standing: Standing | null): (typeof groups)[number] {
  return standing?.closed === true ? 'closed' : finding.level
}

function numbered({ assessment }: Report): readonly Numbered[] {
  const standings = new Map(assessment.standings.map((standing) => [standing.finding, standing]))
  const all = assessment.findings.map((finding) => ({ finding, standing: standings.get(finding.id) ?? null }))
  return groups
    .flatMap((group) => all.filter(({ finding, standing }) => groupOf(finding, standing) === group))
    .map((entry, index) => ({ ...entry, number: index + 1 }))
}

/** The number of each finding in this report, by its id. */
export function findingNumbers(report: Report): ReadonlyMap<string, number> {
  return new Map(numbered(report).map(({ finding, number }) => [finding.id, number]))
}

export function findingsChapter(report: Report): Chapter {
  const { speech } = report
  const all = numbered(report)
  const body = groups.map((group): HtmlPart => {
    const found = all.filter(({ finding, standing }) => groupOf(finding, standing) === group)
    if (found.length === 0) return null
    return html`<h3>${speech.word(`report.group.${group}`, { count: found.length })}</h3>${found.map((entry) => findingBlock(entry, report))}`
  })
  return {
    title: speech.word('report.findings'),
    body: all.length === 0 ? html`<p>${speech.word('report.noFindings')}</p>` : body,
  }
}

function findingBlock({ finding, number, standing }: Numbered, report: Report): Markup {
  const { speech } = report
  return html`<div class="finding ${standing?.closed === true ? 'closed' : finding.level}">
<h4><span class="number">${number}</span> ${speech.say(finding.headline)}</h4>
${decision(finding, standing, report)}
${
  finding.because.length === 0
    ? null
    : html`<ol class="because">${finding.because.map(
        (reason) => html`<li><strong>${speech.word(`report.step.${reason.step}`)}${speech.colon}</strong> ${speech.say(reason.message)}</li>`,
      )}</ol>`
}
${
  finding.remedies.length === 0
    ? null
    : html`<p><strong>${speech.word('report.remedies')}${speech.colon}</strong> ${finding.remedies.map((remedy) => speech.say(remedy.message)).join(`${speech.semicolon} `)}.</p>`
}
<p class="meta"><span class="level">${speech.word(`level.${finding.level}`)}</span> · ${speech.word(`stage.${finding.stage}`)} · ${speech.word('report.ruleIs', { rule: finding.rule })}${
    finding.confirm ? html` · ${speech.word('report.confirm')}` : null
  } ${cited(finding.sources, report.sources, speech)}</p>
</div>`
}

function decision(finding: Finding, standing: Standing | null, { plan, speech }: Report): Markup | null {
  const made = plan.decisions[finding.id]
  if (made === undefined) return null
  const ended = standing?.closed === false && made.until !== null
  return html`<p class="decision"><strong>${speech.word(`decision.${made.kind}`)}</strong> ${speech.word('report.decidedOn', {
    by: made.by,
    day: { day: made.at.slice(0, 10) },
  })}${made.until === null ? '.' : `, ${speech.word('report.validUntil', { day: { day: made.until } })}`} ${
    ended ? speech.word('report.noLongerValid') : null
  } ${inLanguage(made.reason, plan.language, speech)}</p>`
}

/** Everything that is not known, in one place: a gap must never look like a pass. */
export function gapsChapter(report: Report): Chapter {
  const { assessment, speech, plan } = report
  const stages = askingStages.map((stage) => assessment.stages[stage])
  const label = (field: string): string => (isFieldId(field) ? speech.word(`field.${field}.label`) : field)
  const { model, hosting, costs, obligations } = assessment
  const part = (id: string): string => speech.word(`cost.part.${id}`)
  const empty = sections.filter((section) => !fieldIds.some((id) => fields[id].section === section && givenAnswer(plan, id) !== undefined))
  const open = numbered(report).filter(({ finding, standing }) => finding.level === 'unknown' && standing?.closed !== true)
  const rows: readonly (readonly [string, readonly HtmlPart[]])[] = [
    ['report.gap.missing', stages.flatMap((stage) => stage.missing.map(label))],
    ['report.gap.findings', open.map(({ number }) => String(number))],
    ['report.gap.notKnown', stages.flatMap((stage) => stage.notKnown.map(label))],
    ['report.gap.routes', (hosting.view?.unknownFields ?? []).map(label)],
    ['report.gap.criteria', (hosting.view?.seal.gaps ?? []).map((gap) => gap.criterion)],
    ['report.gap.license', (model.license?.unknownFacts ?? []).map((fact) => speech.word(`license.fact.${fact}`))],
    [
      'report.gap.openness',
      (model.openness?.components ?? [])
        .filter((component) => component.released === null)
        .map((component) => speech.word(`openness.component.${component.component}`)),
    ],
    ['report.gap.duties', obligations.duties.filter((duty) => duty.status === 'depends').map((duty) => html`${duty.id} ${quote(duty.title, speech)}`)],
    ['report.gap.costs', (costs.cost?.unknownParts ?? []).map(part)],
    ['report.gap.sections', empty.map((section) => `${section} ${speech.word(`section.${section}`)}`)],
  ]
  const shown = rows.filter(([, items]) => items.length > 0)
  return {
    title: speech.word('report.gaps'),
    body:
      shown.length === 0
        ? html`<p>${speech.word('report.noGaps')}</p>`
        : html`<p>${speech.word('report.gapsLead')}</p>${pairs(
            null,
            shown.map(([word, items]) => [speech.word(word, { count: items.length }), items.map((item, index) => html`${index === 0 ? '' : `${speech.semicolon} `}${item}`)]),
          )}`,
  }
}
