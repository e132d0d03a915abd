/** Takes in a key that stays on a card or token: the vendor's module, then one of the keys it shows. */
import { IdCard, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { KeySummary, Output } from '../../shared/contract.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Combo } from '../ui/combo.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { StateWord } from '../ui/state-icon.tsx'

type Found = NonNullable<Output<'tokens.look'>>

export function TokenForm({ firstName, onDone }: { readonly firstName: string; readonly onDone: (key: KeySummary) => void }) {
  const text = useText()
  const { client, now } = useApp()
  const [modules, setModules] = useState<readonly string[]>([])
  const [found, setFound] = useState<Found | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [name, setName] = useState(firstName)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    let shown = true
    void client['tokens.modules'](null).then((answer) => {
      if (shown && answer.ok) setModules(answer.value)
    })
    return () => {
      shown = false
    }
  }, [client])
  const look = async (module: string | null): Promise<void> => {
    setBusy(true)
    setError(null)
    const answer = await client['tokens.look']({ module })
    setBusy(false)
    if (!answer.ok) return setError(text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }))
    if (answer.value === null) return
    setFound(answer.value)
    setChosen(answer.value.keys[0]?.keyId ?? null)
  }
  const add = async (): Promise<void> => {
    const key = found?.keys.find(({ keyId }) => keyId === chosen)
    if (found === null || key === undefined) return
    setBusy(true)
    const answer = await client['tokens.add']({ module: found.module, keyId: key.keyId, serial: key.serial, name: name.trim().normalize('NFC'), at: now() })
    setBusy(false)
    if (answer.ok) onDone(answer.value)
    else setError(text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }))
  }
  return (
    <Stack>
      <p>{text.word('tokens.detail')}</p>
      {modules.length === 0 ? null : (
        <Combo
          label={text.word('tokens.known')}
          items={modules.map((file) => ({ id: file, name: file.split(/[\\/]/).at(-1) ?? file, detail: file }))}
          value={found?.module ?? null}
          onChange={(file) => void look(file)}
        />
      )}
      <Row>
        <Button icon={Search} isDisabled={busy} onPress={() => void look(null)}>
          {text.word('tokens.choose')}
        </Button>
      </Row>
      {error === null ? null : <StateWord state="blocking">{error}</StateWord>}
      {found === null ? null : found.keys.length === 0 ? (
        <p>{text.word('tokens.none')}</p>
      ) : (
        <>
          <Combo
            label={text.word('tokens.key')}
            items={found.keys.map(({ keyId, label, algorithm, token }) => ({ id: keyId, name: `${label} (${algorithm}, ${token})`, detail: fingerprintOf(keyId) }))}
            value={chosen}
            onChange={setChosen}
          />
          <PlainTextField label={text.word('sign.keyName')} value={name} onChange={setName} />
        </>
      )}
      <SmallPrint>{text.word('tokens.pin')}</SmallPrint>
      <Row>
        <Button variant="primary" icon={IdCard} isDisabled={busy || chosen === null || name.trim() === ''} onPress={() => void add()}>
          {text.word('tokens.add')}
        </Button>
      </Row>
    </Stack>
  )
}
