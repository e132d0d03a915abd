/** Chooses one of the keys on this computer, asks for its passphrase, and signs. The passphrase is forgotten at once. */
import { PenLine } from 'lucide-react'
import { useState } from 'react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { Fault, KeySummary } from '../../shared/contract.ts'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Combo } from '../ui/combo.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { useTellFault } from '../keys/use-tell-fault.ts'

export type SignFormProps = {
  readonly keys: readonly KeySummary[]
  readonly keyId: string | null
  readonly onKey: (keyId: string | null) => void
  readonly label: string
  readonly isDisabled?: boolean
  /** Signs; the fault is shown here. Null: it worked. */
  readonly onSign: (keyId: string, passphrase: string) => Promise<Fault | null>
}

export function SignForm({ keys, keyId, onKey, label, isDisabled = false, onSign }: SignFormProps) {
  const text = useText()
  const tell = useTellFault()
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const sign = async (): Promise<void> => {
    if (keyId === null) return
    setBusy(true)
    setError(null)
    const fault = await onSign(keyId, passphrase)
    setPassphrase('')
    setBusy(false)
    if (fault?.code === 'wrong-passphrase' || fault?.code === 'wrong-pin') setError(text.word(`fault.${fault.code}`))
    else if (fault !== null) tell(fault)
  }
  return (
    <Stack>
      <Combo
        label={text.word('sign.key')}
        items={keys.map((key) => ({ id: key.keyId, name: key.name, detail: fingerprintOf(key.keyId) }))}
        value={keyId}
        onChange={onKey}
      />
      <PlainTextField
        label={text.word(keys.some((key) => key.keyId === keyId && key.token !== undefined) ? 'tokens.pinName' : 'sign.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        type="password"
        {...(error === null ? {} : { error })}
      />
      <Row>
        <Button variant="primary" icon={PenLine} isDisabled={busy || isDisabled || keyId === null || passphrase === ''} onPress={() => void sign()}>
          {busy ? text.word('sign.signing') : label}
        </Button>
      </Row>
    </Stack>
  )
}
