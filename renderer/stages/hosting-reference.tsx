/** The name of a law, criterion, scheme or certificate that opens where it was read, its status and its date. */
import { referenceOf } from '../../shared/plan/hosting/reference.ts'
import { referenceTitle } from '../reference/reference-dialog.tsx'
import { useText } from '../text/words.tsx'
import { Name } from '../ui/referenced.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function ReferenceButton({ id, label }: { readonly id: string; readonly label?: string }) {
  const text = useText()
  const reference = referenceOf(id, usePlanKnowledge())
  const name = label ?? (reference === null ? text.wordOr(`field.hosting.certificates.option.${id}`, id) : referenceTitle(reference, text))
  return reference === null ? name : <Name id={id}>{name}</Name>
}
