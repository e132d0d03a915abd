/** A card of a new key that an earlier one vouches for, so that the board can follow the change of keys. */
import { IdCard } from 'lucide-react'
import { useEffect, useState } from 'react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { KeySummary } from '../../shared/contract.ts'
import { holderOf } from '../../shared/plan/board-draft.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Combo } from '../ui/combo.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useTellFault } from './use-tell-fault.ts'

export function ReplaceKeyForm({ of, keys, onDone }: { readonly of: KeySummary; readonly keys: readonly KeySummary[]; readonly onDone: (path: string) => void }) {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  /** Whether the board in use knows the key; null while that is read. */
  const [known, setKnown] = useState<boolean | null>(null)
  const others = keys.filter(({ keyId }) => keyId !== of.keyId)
  const [next, setNext] = useState<string | null>(others[0]?.keyId ?? null)
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    let shown = true
    void client['board.read'](null).then((answer) => {
      if (!shown) return
      if (!answer.ok) return tell(answer.problem)
      const { inUse } = answer.value
      setKnown(inUse !== null && holderOf(inUse.document, of.keyId) !== null)
    })
    return () => {
      shown = false
    }
  }, [client, tell, of.keyId])
  const save = async (): Promise<void> => {
    if (next === null) return
    setBusy(true)
    setError(null)
    const answer = await client['board.rotationCard']({ keyId: of.keyId, next, passphrase })
    setPassphrase('')
    setBusy(false)
    if (!answer.ok) setError(text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }))
    else if (answer.value !== null) onDone(answer.value.path)
  }
  if (known === null) return <Skeleton />
  if (!known) return <p>{text.word('keys.replace.noBoard')}</p>
  if (others.length === 0) return <p>{text.word('keys.replace.none')}</p>
  return (
    <Stack>
      <p>{text.word('keys.replaceDetail')}</p>
      <Combo
        label={text.word('keys.replace.next')}
        items={others.map(({ keyId, name }) => ({ id: keyId, name, detail: fingerprintOf(keyId) }))}
        value={next}
        onChange={setNext}
      />
      <PlainTextField
        label={text.word('keys.replace.passphrase', { name: of.name })}
        value={passphrase}
        onChange={setPassphrase}
        type="password"
        {...(error === null ? {} : { error })}
      />
      <Row>
        <Button variant="primary" icon={IdCard} isDisabled={next === null || passphrase === '' || busy} onPress={() => void save()}>
          {text.word('board.saveCard')}
        </Button>
      </Row>
    </Stack>
  )
}
