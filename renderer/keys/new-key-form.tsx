/** Makes a key: whose it is, by which algorithm, under which passphrase. */
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { KeySummary } from '../../shared/contract.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Combo } from '../ui/combo.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { isReady, NewPassphrase, nothingTyped } from './new-passphrase.tsx'
import { useTellFault } from './use-tell-fault.ts'

const algorithms = ['Ed25519', 'ECDSA-P256', 'ECDSA-P384'] as const satisfies readonly KeySummary['algorithm'][]

export function NewKeyForm(props: {
  readonly firstName: string
  readonly onCancel: (() => void) | null
  readonly onMade: (key: KeySummary) => void
}) {
  const text = useText()
  const tell = useTellFault()
  const { client, now } = useApp()
  const [name, setName] = useState(props.firstName)
  const [algorithm, setAlgorithm] = useState<KeySummary['algorithm']>('Ed25519')
  const [second, setSecond] = useState(false)
  const [typed, setTyped] = useState(nothingTyped)
  const [busy, setBusy] = useState(false)
  const make = async (): Promise<void> => {
    setBusy(true)
    const { passphrase } = typed
    setTyped(nothingTyped)
    const answer = await client['keys.create']({ name: name.trim().normalize('NFC'), algorithm, second, passphrase, at: now() })
    setBusy(false)
    if (answer.ok) props.onMade(answer.value)
    else tell(answer.problem)
  }
  return (
    <Stack>
      <p>{text.word('sign.newKeyDetail')}</p>
      <PlainTextField label={text.word('sign.keyName')} value={name} onChange={setName} />
      <Combo
        label={text.word('keys.algorithm')}
        items={algorithms.map((id) => ({ id, name: text.word(`keys.algorithm.${id}`) }))}
        value={algorithm}
        onChange={(id) => setAlgorithm(algorithms.find((one) => one === id) ?? 'Ed25519')}
      />
      <Checkbox
        label={text.word('keys.second')}
        isSelected={second}
        onChange={setSecond}
        {...(second ? { detail: text.word('keys.secondDetail') } : {})}
      />
      <NewPassphrase label={text.word('sign.newPassphrase')} typed={typed} onChange={setTyped} personal={name} />
      <Row>
        <Button variant="primary" icon={KeyRound} isDisabled={name.trim() === '' || !isReady(typed) || busy} onPress={() => void make()}>
          {text.word(busy ? 'sign.makingKey' : 'sign.makeKey')}
        </Button>
        {props.onCancel === null ? null : (
          <Button variant="quiet" onPress={props.onCancel}>
            {text.word('app.cancel')}
          </Button>
        )}
      </Row>
    </Stack>
  )
}
