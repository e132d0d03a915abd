/** The law as of a day: what binds on the day of the plan and of signing, what each later day brings, and bills apart. */
import { byCodeUnit } from '../../../shared/domain/vocabulary.ts'
import type { PlannedDuty } from '../../../shared/plan/stages/obligations.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import { dayText, quote } from './speech.ts'
import { list, table, type Chapter } from './table.ts'

export type LawStep = { readonly day: string; readonly parts: readonly LawPart[]; readonly binding: number }
type LawPart = { readonly kind: 'starts' | 'ends' | 'notice'; readonly duty: PlannedDuty; readonly what: string | null }

/** None where the plan names no day. */
export function lawChapters(report: Report): readonly Chapter[] {
  const { assessment, signatures, speech } = report
  const { day, duties, proposals } = assessment.obligations
  if (day === null) return []
  const signed = signatures[0]?.claimedTime.slice(0, 10) ?? null
  const said = (on: string, word: string): Markup => html`<li>${speech.word(word, { day: { day: on }, count: bindingOn(duties, on) })}</li>`
  const depends = duties.filter((duty) => duty.binding && duty.status === 'depends').length
  return [
    {
      title: speech.word('lawScreen.title'),
      body: [
        html`<ul>${said(day, 'report.lawPlanDay')}${signed === null || signed === day ? null : said(signed, 'report.lawSigned')}</ul>`,
        depends === 0 ? null : html`<p>${speech.word('lawScreen.depends', { count: depends })}</p>`,
        html`<h3>${speech.word('report.lawAhead')}</h3>`,
        steps(lawSteps(duties, day), report) ?? html`<p>${speech.word('report.lawNothingAhead')}</p>`,
        proposals.length === 0
          ? null
          : html`<h3>${speech.word('lawScreen.proposals')}</h3><p>${speech.word('lawScreen.proposalsLead')} ${cited(proposals[0]?.sources ?? [], report.sources, speech)}</p>${list(
              proposals.map((duty) => html`${duty.id} ${quote(duty.title, speech)}${speech.semicolon} ${quote(duty.reference, speech)}`),
            )}`,
      ],
    },
  ]
}

/** Binding duties on a day, by what the signed assessment says of their start and end. A start that is not recorded is the plan's day. */
export function bindingOn(duties: readonly PlannedDuty[], day: string): number {
  return duties.filter(
    ({ appliesFrom, binding, lapsesOn, status }) =>
      binding && (status === 'in-force' || status === 'later') && (appliesFrom === null ? status === 'in-force' : appliesFrom <= day) && (lapsesOn === null || day < lapsesOn),
  ).length
}

/** Each day after this one on which a binding duty starts or ends, or the pack notes something about one that concerns. */
export function lawSteps(duties: readonly PlannedDuty[], day: string): readonly LawStep[] {
  const parts = duties
    .filter(({ binding, status }) => binding && (status === 'in-force' || status === 'later'))
    .flatMap((duty): readonly (LawPart & { readonly on: string })[] => [
      ...(duty.status === 'later' && duty.appliesFrom !== null ? [{ on: duty.appliesFrom, kind: 'starts' as const, duty, what: null }] : []),
      ...(duty.lapsesOn === null ? [] : [{ on: duty.lapsesOn, kind: 'ends' as const, duty, what: duty.supersededBy }]),
      ...duty.milestones.flatMap(({ from, kind, what }) => (kind === 'applies' ? [] : [{ on: from, kind: 'notice' as const, duty, what }])),
    ])
    .filter(({ on }) => on > day)
  return [...new Set(parts.map(({ on }) => on))].toSorted(byCodeUnit).map((on) => ({
    day: on,
    parts: parts.filter((part) => part.on === on).map(({ duty, kind, what }) => ({ kind, duty, what })),
    binding: bindingOn(duties, on),
  }))
}

function steps(all: readonly LawStep[], report: Report): HtmlPart {
  const { speech } = report
  return table(
    null,
    [
      { name: speech.word('lawScreen.on'), as: 'narrow', cell: ({ day }) => dayText(day, speech, 'medium') },
      { name: speech.word('lawScreen.change'), cell: ({ parts }) => html`${parts.map((part) => partText(part, report))}` },
      { name: speech.word('report.lawBinding'), as: 'number', cell: ({ binding }) => binding },
    ],
    all,
    'small',
  )
}

function partText({ duty, kind, what }: LawPart, { speech }: Report): Markup {
  return html`<span class="under"><strong>${duty.id}</strong> ${quote(duty.title, speech)}${speech.semicolon} ${speech.word(`lawScreen.kind.${kind}`)}${
    what === null ? null : html`${speech.colon} ${quote(what, speech)}`
  }</span>`
}
