/** Writes a private key to a file, under a passphrase of its own. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { KeySummary } from '../../shared/contract.ts'
import { useApp, useUi } from '../state/app-context.tsx'
import { languageFor } from '../state/ui-store.ts'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { isReady, NewPassphrase, nothingTyped } from './new-passphrase.tsx'

const forms = ['pkcs8', 'openssh'] as const

export function ExportKeyForm({ of, onDone }: { readonly of: KeySummary; readonly onDone: (path: string) => void }) {
  const text = useText()
  const { client } = useApp()
  const settings = useUi((store) => store.settings)
  const [form, setForm] = useState<(typeof forms)[number]>('pkcs8')
  const [passphrase, setPassphrase] = useState('')
  const [typed, setTyped] = useState(nothingTyped)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const write = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    const language = languageFor(settings, navigator.language)
    const answer = await client['keys.export']({ keyId: of.keyId, passphrase, newPassphrase: typed.passphrase, form, language })
    setPassphrase('')
    setBusy(false)
    if (!answer.ok) return setError(text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }))
    if (answer.value === null) return
    setTyped(nothingTyped)
    onDone(answer.value.path)
  }
  return (
    <Stack>
      <p>{text.word('keys.exportDetail')}</p>
      <SegmentedControl
        label={text.word('keys.export.form')}
        value={form}
        onChange={setForm}
        segments={forms.map((value) => ({ value, label: text.word(`keys.export.${value}`) }))}
      />
      <PlainTextField
        label={text.word('sign.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        type="password"
        {...(error === null ? {} : { error })}
      />
      <NewPassphrase label={text.word('keys.exportPassphrase')} typed={typed} onChange={setTyped} personal={of.name} />
      <Row>
        <Button variant="primary" icon={Download} isDisabled={passphrase === '' || !isReady(typed) || busy} onPress={() => void write()}>
          {text.word('keys.export')}
        </Button>
      </Row>
    </Stack>
  )
}
