/** The form for a new key in a card of its own. */
import type { KeySummary } from '../../shared/contract.ts'
import { NewKeyForm } from '../keys/new-key-form.tsx'
import { useText } from '../text/words.tsx'
import { Card } from '../ui/card.tsx'

export function NewKeyCard(props: { readonly firstName: string; readonly onCancel: (() => void) | null; readonly onMade: (key: KeySummary) => void }) {
  const text = useText()
  return (
    <Card title={text.word('sign.newKey')}>
      <NewKeyForm {...props} />
    </Card>
  )
}
