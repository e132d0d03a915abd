/** A trust store that came in by file: what it would change, before anybody accepts it. */
import { useState } from 'react'
import type { BoardOffer, BoardOverview } from '../../shared/plan/board-view.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { showToast } from '../ui/toast.tsx'
import { ChangeList } from './change-list.tsx'
import { useTellFault } from '../keys/use-tell-fault.ts'

export function OfferDialog(props: { readonly offer: BoardOffer; readonly onAccepted: (overview: BoardOverview) => void; readonly onClose: () => void }) {
  const { offer, onAccepted, onClose } = props
  const text = useText()
  const tell = useTellFault()
  const { client, now } = useApp()
  const [fingerprint, setFingerprint] = useState('')
  const [error, setError] = useState<string | null>(null)
  const accept = async (): Promise<void> => {
    const answer = await client['board.accept']({ digest: offer.digest, fingerprint: offer.first ? fingerprint : null, at: now() })
    if (!answer.ok) return tell(answer.problem)
    if ('refused' in answer.value) return setError(text.say(answer.value.refused))
    showToast({ state: 'ok', title: text.word('board.accepted') })
    onAccepted(answer.value)
  }
  const leads = { 'newer': 'board.offerNewer', 'same': 'board.offerSame', 'to-sign': 'board.offerToSign' } as const
  return (
    <Dialog
      title={text.word('board.offer', { organization: offer.document.organization, version: offer.document.version })}
      isOpen
      onOpenChange={(open) => open || onClose()}
      width="wide"
      actions={
        <Row align="end">
          <Button onPress={onClose}>{text.word('app.cancel')}</Button>
          {offer.kind === 'same' ? null : (
            <Button variant="primary" isDisabled={offer.first && fingerprint.trim() === ''} onPress={() => void accept()}>
              {text.word('board.accept')}
            </Button>
          )}
        </Row>
      }
    >
      <Stack>
        <p>{text.word(offer.first ? 'board.offerFirst' : leads[offer.kind], { have: offer.have, need: offer.need })}</p>
        {offer.first ? (
          <PlainTextField
            label={text.word('board.typedFingerprint')}
            hint={text.word('board.typedHint')}
            value={fingerprint}
            onChange={setFingerprint}
            maxLength={200}
            {...(error === null ? {} : { error })}
          />
        ) : error === null ? null : (
          <p role="alert">{error}</p>
        )}
        {offer.kind === 'same' ? null : (
          <>
            <h3>{text.word('board.changes')}</h3>
            <ChangeList changes={offer.changes} />
          </>
        )}
      </Stack>
    </Dialog>
  )
}
