/** The keys of this computer: make, take in, hand out, unlock and remove. */
import { Ellipsis, FileKey2, IdCard, KeyRound, Lock, LockOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { KeySummary } from '../../shared/contract.ts'
import { ExportKeyForm } from '../keys/export-key-form.tsx'
import { KeyringForm } from '../keys/keyring-form.tsx'
import { ImportKeyForm } from '../keys/import-key-form.tsx'
import { TokenForm } from '../keys/token-form.tsx'
import { NewKeyForm } from '../keys/new-key-form.tsx'
import { ReplaceKeyForm } from '../keys/replace-key-form.tsx'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { useApp, useUi } from '../state/app-context.tsx'
import { languageFor } from '../state/ui-store.ts'
import { useText } from '../text/words.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Menu } from '../ui/menu.tsx'
import { Fingerprint, PageHead, Row, SmallPrint, Stack } from '../ui/page.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { DataTable } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'

type Shown = { readonly keys: readonly KeySummary[]; readonly unlocked: ReadonlySet<string> }
type Open = { readonly what: 'create' | 'import' | 'token' } | { readonly what: 'export' | 'keyring' | 'unlock' | 'replace' | 'remove'; readonly key: KeySummary }

/** How often the list is read again, so that a key that locked itself is shown as locked. Milliseconds. */
const readAgain = 15_000

export function Keys() {
  const text = useText()
  const tell = useTellFault()
  const { client, uiStore } = useApp()
  const [shown, setShown] = useState<Shown | null>(null)
  const [open, setOpen] = useState<Open | null>(null)
  /** Grows when something was done, so that the list is read again. */
  const [reads, setReads] = useState(0)
  const read = (): void => setReads((count) => count + 1)
  useEffect(() => {
    let here = true
    void Promise.all([client['keys.list'](null), client['keys.unlocked'](null)]).then(([keys, unlocked]) => {
      if (!here) return
      if (keys.ok) setShown({ keys: keys.value, unlocked: new Set(unlocked.ok ? unlocked.value : []) })
      else tell(keys.problem)
    })
    const timer = setTimeout(() => setReads((count) => count + 1), readAgain)
    return () => {
      here = false
      clearTimeout(timer)
    }
  }, [client, tell, reads])

  const done = (title?: string): void => {
    setOpen(null)
    if (title !== undefined) showToast({ state: 'ok', title })
    read()
  }
  const { person } = uiStore.getState().settings
  return (
    <>
      <PageHead
        title={text.word('keys.title')}
        lead={text.word('keys.lead')}
        actions={
          <Row>
            <Button icon={IdCard} onPress={() => setOpen({ what: 'token' })}>
              {text.word('tokens.use')}
            </Button>
            <Button icon={FileKey2} onPress={() => setOpen({ what: 'import' })}>
              {text.word('keys.import')}
            </Button>
            <Button variant="primary" icon={KeyRound} onPress={() => setOpen({ what: 'create' })}>
              {text.word('keys.create')}
            </Button>
          </Row>
        }
      />
      <Card
        title={text.word('keys.yours')}
        flush={shown !== null && shown.keys.length > 0}
        aside={
          shown === null || shown.unlocked.size === 0 ? null : (
            <Button size="small" icon={Lock} onPress={() => void client['keys.lock'](null).then(read)}>
              {text.word('keys.lock')}
            </Button>
          )
        }
        {...(shown !== null && shown.keys.length > 0 ? { foot: text.word('keys.unlockedDetail') } : {})}
      >
        {shown === null ? <Skeleton /> : shown.keys.length === 0 ? <NoKeys /> : <KeyTable shown={shown} onOpen={setOpen} />}
      </Card>
      <Dialog title={text.word('keys.create')} isOpen={open?.what === 'create'} onOpenChange={(is) => is || setOpen(null)}>
        <NewKeyForm firstName={person} onCancel={null} onMade={() => done()} />
      </Dialog>
      <Dialog title={text.word('keys.import')} isOpen={open?.what === 'import'} onOpenChange={(is) => is || setOpen(null)}>
        <ImportKeyForm firstName={person} onDone={({ name }) => done(text.word('keys.imported', { name }))} />
      </Dialog>
      <Dialog title={text.word('tokens.use')} isOpen={open?.what === 'token'} onOpenChange={(is) => is || setOpen(null)}>
        <TokenForm firstName={person} onDone={({ name }) => done(text.word('tokens.added', { name }))} />
      </Dialog>
      <KeyDialogs open={open} keys={shown?.keys ?? []} onClose={() => setOpen(null)} onDone={done} />
    </>
  )
}

function NoKeys() {
  const text = useText()
  return (
    <EmptyState icon={KeyRound} title={text.word('keys.none')}>
      {text.word('keys.noneDetail')}
    </EmptyState>
  )
}

type KeyDialogsProps = {
  readonly open: Open | null
  readonly keys: readonly KeySummary[]
  readonly onClose: () => void
  readonly onDone: (title?: string) => void
}

/** The dialogs about one key. */
function KeyDialogs({ open, keys, onClose, onDone }: KeyDialogsProps) {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  const key = open !== null && 'key' in open ? open.key : null
  const restore = async (keyId: string): Promise<void> => {
    const answer = await client['keys.restore'](keyId)
    if (answer.ok) onDone()
    else tell(answer.problem)
  }
  const remove = async ({ keyId, name }: KeySummary): Promise<void> => {
    const answer = await client['keys.remove'](keyId)
    if (!answer.ok) return tell(answer.problem)
    onDone()
    showToast({
      state: 'ok',
      title: text.word('keys.removed', { name }),
      action: { label: text.word('bar.undo'), onPress: () => void restore(keyId) },
    })
  }
  const shows = (what: Open['what']): boolean => open?.what === what
  return (
    <>
      <Dialog title={text.word('keys.export')} isOpen={shows('export')} onOpenChange={(is) => is || onClose()}>
        {key === null ? null : <ExportKeyForm of={key} onDone={(path) => onDone(text.word('keys.saved', { path }))} />}
      </Dialog>
      <Dialog title={text.word(key?.keyring === undefined ? 'keyring.wrap' : 'keyring.unwrap')} isOpen={shows('keyring')} onOpenChange={(is) => is || onClose()}>
        {key === null ? null : <KeyringForm of={key} onDone={onDone} />}
      </Dialog>
      <Dialog title={text.word('keys.replace')} isOpen={shows('replace')} onOpenChange={(is) => is || onClose()}>
        {key === null ? null : <ReplaceKeyForm of={key} keys={keys} onDone={(path) => onDone(text.word('keys.saved', { path }))} />}
      </Dialog>
      <Dialog title={text.word('keys.unlock')} isOpen={shows('unlock')} onOpenChange={(is) => is || onClose()}>
        {key === null ? null : <UnlockForm of={key} onDone={() => onDone()} />}
      </Dialog>
      <Dialog
        title={text.word('keys.remove')}
        isOpen={shows('remove')}
        onOpenChange={(is) => is || onClose()}
        role="alertdialog"
        actions={
          <>
            <Button onPress={onClose}>{text.word('app.cancel')}</Button>
            <Button variant="danger" onPress={() => key !== null && void remove(key)}>
              {text.word('keys.remove')}
            </Button>
          </>
        }
      >
        <Stack>
          <p>
            <strong>{key?.name}</strong> <Fingerprint>{fingerprintOf(key?.keyId ?? '')}</Fingerprint>
          </p>
          <p>{text.word('keys.removeDetail')}</p>
        </Stack>
      </Dialog>
    </>
  )
}

function UnlockForm({ of, onDone }: { readonly of: KeySummary; readonly onDone: () => void }) {
  const text = useText()
  const { client } = useApp()
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const unlock = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    const answer = await client['keys.unlock']({ keyId: of.keyId, passphrase })
    setPassphrase('')
    setBusy(false)
    if (answer.ok) onDone()
    else setError(text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }))
  }
  return (
    <Stack>
      <p>{text.word('keys.unlockFirst')}</p>
      <PlainTextField
        label={text.word(of.token === undefined ? 'sign.passphrase' : 'tokens.pinName')}
        value={passphrase}
        onChange={setPassphrase}
        type="password"
        {...(error === null ? {} : { error })}
      />
      <Row>
        <Button variant="primary" icon={LockOpen} isDisabled={passphrase === '' || busy} onPress={() => void unlock()}>
          {text.word('keys.unlock')}
        </Button>
      </Row>
      <SmallPrint>{text.word('keys.unlockedDetail')}</SmallPrint>
    </Stack>
  )
}

function KeyTable({ shown, onOpen }: { readonly shown: Shown; readonly onOpen: (open: Open) => void }) {
  const text = useText()
  return (
    <DataTable
      caption={text.word('keys.yours')}
      captionHidden
      rows={shown.keys}
      rowKey={(key) => key.keyId}
      columns={[
        { key: 'name', name: text.word('keys.name'), rowHeader: true, width: '20%', cell: (key) => key.name },
        {
          key: 'fingerprint',
          name: text.word('keys.fingerprint'),
          cell: (key) => (
            <>
              <Fingerprint>{fingerprintOf(key.keyId)}</Fingerprint>
              {key.second === undefined ? null : (
                <>
                  <br />
                  <small>{text.word('keys.secondKey')}</small> <Fingerprint>{fingerprintOf(key.second.keyId)}</Fingerprint>
                </>
              )}
            </>
          ),
        },
        {
          key: 'algorithm',
          name: text.word('keys.algorithm'),
          width: '16%',
          cell: (key) => (
            <>
              {key.token === undefined ? key.algorithm : `${key.algorithm}, ${key.token}`}
              <br />
              <small>{text.instant(key.createdAt, 'day')}</small>
              {key.keyring === undefined ? null : <small> {text.word('keyring.with', { keyring: text.word(`keyring.name.${key.keyring}`) })}</small>}
            </>
          ),
        },
        {
          key: 'state',
          name: text.word('keys.state'),
          width: '14%',
          cell: (key) =>
            shown.unlocked.has(key.keyId) ? (
              <StatusChip tone="note">{text.word('keys.unlocked')}</StatusChip>
            ) : (
              <StatusChip tone="none">{text.word('keys.locked')}</StatusChip>
            ),
        },
        { key: 'more', name: '', align: 'end', width: '4rem', cell: (key) => <KeyMenu of={key} onOpen={onOpen} /> },
      ]}
    />
  )
}

function KeyMenu({ of, onOpen }: { readonly of: KeySummary; readonly onOpen: (open: Open) => void }) {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  const settings = useUi((store) => store.settings)
  const publish = async (form: 'pem' | 'openssh' | 'card'): Promise<void> => {
    const answer = await client['keys.publish']({ keyId: of.keyId, form, language: languageFor(settings, navigator.language) })
    if (!answer.ok) tell(answer.problem)
    else if (answer.value !== null) showToast({ state: 'ok', title: text.word('keys.saved', { path: answer.value.path }) })
  }
  /** The card that the board's screen reads, of the key itself or of its second one. */
  const saveCard = async (keyId: string): Promise<void> => {
    const answer = await client['board.saveCard']({ keyId })
    if (!answer.ok) tell(answer.problem)
    else if (answer.value !== null) showToast({ state: 'ok', title: text.word('board.cardSaved'), detail: answer.value.path })
  }
  const label = text.word('keys.actions', { name: of.name })
  return (
    <Menu
      label={label}
      trigger={<IconButton label={label} icon={Ellipsis} />}
      entries={[
        { id: 'unlock', label: text.word('keys.unlock') },
        { id: 'board', label: text.word('keys.publish.board') },
        { id: 'card', label: text.word('keys.publish.card') },
        { id: 'pem', label: text.word('keys.publish.pem') },
        { id: 'openssh', label: text.word('keys.publish.openssh') },
        ...(of.second === undefined ? [] : [{ id: 'second', label: text.word('keys.publish.second') }]),
        ...(of.token === undefined ? [{ id: 'export', label: text.word('keys.export') }, { id: 'keyring', label: text.word(of.keyring === undefined ? 'keyring.wrap' : 'keyring.unwrap') }] : []),
        { id: 'replace', label: text.word('keys.replace') },
        { id: 'remove', label: text.word('keys.remove'), danger: true },
      ]}
      onAction={(id) => {
        if (id === 'board') void saveCard(of.keyId)
        if (id === 'card' || id === 'pem' || id === 'openssh') void publish(id)
        if (id === 'second' && of.second !== undefined) void saveCard(of.second.keyId)
        if (id === 'unlock' || id === 'export' || id === 'keyring' || id === 'replace' || id === 'remove') onOpen({ what: id, key: of })
      }}
    />
  )
}
