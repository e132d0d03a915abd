/** Puts a key under the account's keyring as well, or takes it out again; says why where there is no real keyring. */
import { Vault } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { KeySummary, Output } from '../../shared/contract.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { StateWord } from '../ui/state-icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useTellFault } from './use-tell-fault.ts'

export function KeyringForm({ of, onDone }: { readonly of: KeySummary; readonly onDone: (title: string) => void }) {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  const [state, setState] = useState<Output<'keys.keyring'> | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    let shown = true
    void client['keys.keyring'](null).then((answer) => {
      if (!shown) return
      if (answer.ok) setState(answer.value)
      else tell(answer.problem)
    })
    return () => {
      shown = false
    }
  }, [client, tell])
  const wrapped = of.keyring !== undefined
  const set = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    const answer = await client['keys.setWrapped']({ keyId: of.keyId, wrapped: !wrapped })
    setBusy(false)
    if (answer.ok) onDone(text.word(wrapped ? 'keyring.unwrapped' : 'keyring.wrapped', { name: of.name }))
    else setError(text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }))
  }
  if (state === null) return <Skeleton />
  if (!wrapped && !state.usable) return <p>{text.word(`keyring.none.${state.why}`)}</p>
  const name = of.keyring ?? (state.usable ? state.name : null)
  const keyring = name === null ? '' : text.word(`keyring.name.${name}`)
  return (
    <Stack>
      <p>{text.word(wrapped ? 'keyring.unwrapDetail' : 'keyring.wrapDetail', { keyring })}</p>
      {wrapped ? null : <SmallPrint>{text.word('keyring.before')}</SmallPrint>}
      {error === null ? null : <StateWord state="blocking">{error}</StateWord>}
      <Row>
        <Button variant="primary" icon={Vault} isDisabled={busy} onPress={() => void set()}>
          {text.word(wrapped ? 'keyring.unwrap' : 'keyring.wrap')}
        </Button>
      </Row>
    </Stack>
  )
}
