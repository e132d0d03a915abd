/** Takes in a private key from a file of another program. */
import { FileKey2 } from 'lucide-react'
import { useState } from 'react'
import type { KeySummary } from '../../shared/contract.ts'
import { useApp, useUi } from '../state/app-context.tsx'
import { languageFor } from '../state/ui-store.ts'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { isReady, NewPassphrase, nothingTyped } from './new-passphrase.tsx'

export function ImportKeyForm({ firstName, onDone }: { readonly firstName: string; readonly onDone: (key: KeySummary) => void }) {
  const text = useText()
  const { client, now } = useApp()
  const settings = useUi((store) => store.settings)
  const [name, setName] = useState(firstName)
  const [filePassphrase, setFilePassphrase] = useState('')
  const [typed, setTyped] = useState(nothingTyped)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const take = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    const answer = await client['keys.import']({
      filePassphrase: filePassphrase === '' ? null : filePassphrase,
      name: name.trim().normalize('NFC'),
      passphrase: typed.passphrase,
      at: now(),
      language: languageFor(settings, navigator.language),
    })
    setBusy(false)
    if (!answer.ok) return setError(text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }))
    if (answer.value === null) return
    setFilePassphrase('')
    setTyped(nothingTyped)
    onDone(answer.value)
  }
  return (
    <Stack>
      <p>{text.word('keys.importDetail')}</p>
      <PlainTextField label={text.word('sign.keyName')} value={name} onChange={setName} />
      <NewPassphrase label={text.word('sign.newPassphrase')} typed={typed} onChange={setTyped} personal={name} />
      <PlainTextField
        label={text.word('keys.filePassphrase')}
        hint={text.word('keys.filePassphraseHint')}
        value={filePassphrase}
        onChange={setFilePassphrase}
        type="password"
        {...(error === null ? {} : { error })}
      />
      <Row>
        <Button variant="primary" icon={FileKey2} isDisabled={name.trim() === '' || !isReady(typed) || busy} onPress={() => void take()}>
          {text.word('keys.chooseFile')}
        </Button>
      </Row>
    </Stack>
  )
}
