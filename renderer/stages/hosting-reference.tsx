/** The name of a law, criterion, scheme or certificate that opens where it was read, its status and its date. */
import { lawNameIn } from '../../shared/plan/hosting/law-name.ts'
import { referenceOf } from '../../shared/plan/hosting/reference.ts'
import { useText } from '../text/words.tsx'
import { Name } from '../ui/referenced.tsx'
import { usePlanKnowledge } from './plan-knowledge.ts'

export function ReferenceButton({ id, label }: { readonly id: string; readonly label?: string }) {
  const text = useText()
  const reference = referenceOf(id, usePlanKnowledge())
  const name = label ?? text.wordOr(`field.hosting.certificates.option.${id}`, reference === null || reference.name === null ? id : lawNameIn({ ...reference, name: reference.name }, text.language))
  return reference === null ? name : <Name id={id}>{name}</Name>
}
