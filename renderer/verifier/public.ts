/** A public version as a reader meets it: what it shows, and by name what it withholds. */
import { parse, z } from '../../shared/base/schema.ts'
import { Answer } from '../../shared/plan/plan.ts'
import { shownDocument, type PublicPlan } from '../../shared/plan/redaction.ts'
import { partLabel } from '../../shared/words/part-name.ts'
import { answers } from './document.ts'
import { element, table, type Speech } from './element.ts'

const ShownPlan = z.object({ plan: z.optional(z.object({ answers: z.optional(z.record(z.string(), Answer)) })) })

export function showPublic(place: HTMLElement, document_: PublicPlan, speech: Speech): void {
  const whole = shownDocument(document_)
  const form = parse(ShownPlan, whole)
  const given = form.ok ? (form.value.plan?.answers ?? {}) : {}
  const title = given['identity.title']?.value
  const heading = typeof title === 'string' ? title : speech.word('report.kind')
  document.title = heading
  place.append(
    element('h1', '', heading),
    element('p', 'lead', speech.word('public.page.lead', { count: document_.withheld.length })),
    ...answers({ answers: given }, speech),
    ...others(document_, speech),
    ...withheld(document_, speech),
  )
}

/** Whatever is shown and no answer, as it was signed. */
function others({ shown }: PublicPlan, speech: Speech): readonly HTMLElement[] {
  const rows = Object.entries(shown)
    .filter(([pointer]) => !pointer.startsWith('/plan/answers/'))
    .map(([pointer, { value }]) => [partLabel(pointer, speech.word), element('code', '', typeof value === 'string' ? value : JSON.stringify(value))] as const)
  if (rows.length === 0) return []
  const title = speech.word('public.page.others')
  return [element('h2', '', title), table(title, [speech.word('public.part'), speech.word('public.value')], rows)]
}

function withheld(document_: PublicPlan, speech: Speech): readonly HTMLElement[] {
  if (document_.withheld.length === 0) return []
  const list = document_.withheld.map((pointer) => element('li', '', partLabel(pointer, speech.word)))
  return [element('h2', '', speech.word('public.page.withheld')), element('ul', 'withheld', ...list)]
}
