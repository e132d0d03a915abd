/** The duties: what binds on the day of the assessment, who answers for it and by when. */
import type { PlannedDuty } from '../../../shared/plan/stages/obligations.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import { dayText, inLanguage, quote } from './speech.ts'
import { table, type Chapter, type Column } from './table.ts'

/** In the order in which a board needs them. Guidance binds nobody and has no owner. */
const groups: readonly { readonly word: string; readonly holds: (duty: PlannedDuty) => boolean }[] = [
  { word: 'report.duties.inForce', holds: (duty) => duty.binding && duty.status === 'in-force' },
  { word: 'report.duties.depends', holds: (duty) => duty.binding && duty.status === 'depends' },
  { word: 'report.duties.later', holds: (duty) => duty.binding && duty.status === 'later' },
  { word: 'report.duties.other', holds: (duty) => duty.binding && !['in-force', 'depends', 'later'].includes(duty.status) },
]

export function dutiesChapter(report: Report): Chapter {
  const { assessment, speech } = report
  const { day, duties, excluded, counts } = assessment.obligations
  const guidance = duties.filter((duty) => !duty.binding)
  if (day === null) return { title: speech.word('report.duties'), body: html`<p>${speech.word('obligations.noDay')}</p>` }
  return {
    title: speech.word('report.duties'),
    body: [
      html`<p>${speech.word('dutiesScreen.verdict', { count: counts.inForce, owned: counts.owned, day: { day } })} ${speech.word('report.dutiesExcluded', { count: excluded.length })}</p>`,
      groups.map(({ word, holds }): HtmlPart => {
        const found = duties.filter(holds)
        return found.length === 0 ? null : html`<h3>${speech.word(word)}</h3>${table(null, columns(report), found, 'duties')}`
      }),
      guidance.length === 0
        ? null
        : html`<h3>${speech.word('report.duties.guidance')}</h3>${table(
            null,
            [
              { name: speech.word('report.duty'), as: 'wide', cell: (duty) => html`${duty.id} ${quote(duty.title, speech)}` },
              { name: speech.word('dutiesScreen.law'), cell: (duty) => html`${quote(duty.reference, speech)} ${cited(duty.sources, report.sources, speech)}` },
            ],
            guidance,
            'small',
          )}`,
    ],
  }
}

function columns(report: Report): readonly Column<PlannedDuty>[] {
  const { speech } = report
  return [
    { name: speech.word('report.duty'), as: 'wide', cell: (duty) => dutyCell(duty, report) },
    { name: speech.word('report.owner'), cell: ({ record }) => ownerCell(record?.owner ?? null, report) },
    { name: speech.word('report.due'), as: 'narrow', cell: ({ record }) => dayText(record?.due, speech, 'medium') },
    { name: speech.word('report.dutyState'), as: 'narrow', cell: ({ record }) => speech.word(`obligations.state.${record?.state ?? 'open'}`) },
  ]
}

function dutyCell(duty: PlannedDuty, { plan, sources, speech }: Report): Markup {
  const note = duty.record?.note ?? ''
  const evidence = duty.record?.evidence ?? []
  return html`<strong>${duty.id}</strong> ${quote(duty.title, speech)}
<span class="under">${quote(duty.reference, speech)}${speech.semicolon} ${
    duty.appliesFrom === null
      ? speech.word(`obligations.status.${duty.status}`)
      : speech.word('report.appliesFrom', { day: { day: duty.appliesFrom } })
  }. ${cited(duty.sources, sources, speech)}</span>${
    note === '' ? null : html`<span class="under">${speech.word('report.note')}${speech.colon} ${inLanguage(note, plan.language, speech)}</span>`
  }${
    evidence.length === 0
      ? null
      : html`<span class="under">${speech.word('dutiesScreen.evidence')}${speech.colon} ${evidence.map((id) => plan.evidence[id]?.name ?? id).join(', ')}</span>`
  }`
}

function ownerCell(owner: string | null, { plan, speech }: Report): HtmlPart {
  return owner === null ? html`<strong>${speech.word('report.noOwner')}</strong>` : inLanguage(owner, plan.language, speech)
}
