/** The schemes and certificates that the hosting rests on: where each stands, how that is known, and where it was read. */
import { referenceOf, statusConfidenceWord, statusWord, type Reference } from '../../../shared/plan/hosting/reference.ts'
import { valueOf } from '../../../shared/plan/plan.ts'
import type { HostingView } from '../../../shared/plan/stages/hosting.ts'
import { html, type Markup } from '../html.ts'
import type { Report } from './input.ts'
import { cited } from './sources.ts'
import type { Speech } from './speech.ts'
import { table } from './table.ts'

/** Certificates that a gate asks for, and those said to be held; null where there are none. */
export function schemesNamed(view: HostingView, report: Report): Markup | null {
  const { speech, plan, knowledge, sources } = report
  const asked = view.gates.flatMap(({ code }) => (code.startsWith('B-CERT:') ? code.slice('B-CERT:'.length).split('|') : []))
  const held = valueOf(plan, 'hosting.certificates') ?? []
  const references = [...new Set([...asked, ...held])].flatMap((id) => referenceOf(id, knowledge) ?? [])
  const result = table<Reference>(
    null,
    [
      { name: speech.word('report.scheme'), as: 'wide', cell: ({ id }) => speech.word(`field.hosting.certificates.option.${id}`) },
      { name: speech.word('report.schemeStatus'), cell: (one) => statusText(one, speech) },
      {
        name: speech.word('report.schemeRead'),
        as: 'wide',
        cell: (one) =>
          html`${speech.word(one.statusReading === undefined ? 'report.schemeDay' : 'report.schemeReadDay', {
            day: { day: one.statusReading?.asOf ?? one.asOf },
          })} ${cited(one.statusReading?.sources ?? one.sources, sources, speech)}`,
      },
    ],
    references,
    'small',
  )
  return result === null ? null : html`<h3>${speech.word('report.schemes')}</h3>${result}`
}

/** Where it stands and how that is known; what nobody has located is said to be not known. */
function statusText(reference: Reference, speech: Speech): Markup {
  const { statusConfidence } = reference
  const status = html`<strong>${speech.word(statusWord(reference))}</strong>`
  return statusConfidence === null ? status : html`${status} <span class="under">${speech.word(statusConfidenceWord(statusConfidence))}</span>`
}
