/** A part of a signed plan, by its place in the document, as a reader knows it. */
import type { MessageValue } from '../domain/vocabulary.ts'
import { isFieldId } from '../plan/fields.ts'
import { partName } from '../plan/verify.ts'

/** Members of a plan that have a word of their own, in `public.table`. */
const named: ReadonlySet<string> = new Set([
  'schema',
  'id',
  'createdAt',
  'language',
  'decisions',
  'duties',
  'evidence',
  'alternatives',
  'machines',
  'models',
  'accelerators',
  'fleet',
  'evaluations',
  'signals',
  'risks',
  'providers',
  'houseRules',
  'weights',
  'ranges',
  'knowledge',
  'previous',
])

export function partLabel(pointer: string, word: (id: string, values?: Readonly<Record<string, MessageValue>>) => string): string {
  const [, member = '', table = '', key = ''] = pointer.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const name = partName(pointer)
  if (isFieldId(name)) return word(`field.${name}.label`)
  if (member !== 'plan' || !named.has(table)) return name
  const kind = word(`public.table.${table}`)
  return key === '' ? kind : word('public.entry', { kind, entry: key })
}
