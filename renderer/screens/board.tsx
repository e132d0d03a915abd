/** The board: its trust store in use, the draft of the next version, and the keys on this computer. */
import { Download, FilePlus2, KeyRound, Pencil, Plus, Trash2, Upload, UserPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { fingerprintOf, publicKeyOfPem } from '../../shared/base/envelope.ts'
import type { KeySummary } from '../../shared/contract.ts'
import { keyIdOf } from '../../shared/plan/board-changes.ts'
import { newBoard, nextVersion, usualRoles } from '../../shared/plan/board-draft.ts'
import type { BoardOffer, BoardOverview, ReadCard } from '../../shared/plan/board-view.ts'
import type { BoardDocument } from '../../shared/plan/board.ts'
import { AddPersonDialog } from '../board/add-person.tsx'
import css from '../board/board.module.css'
import { ChangeList } from '../board/change-list.tsx'
import { NewKeyCard } from '../board/new-key-card.tsx'
import { OfferDialog } from '../board/offer-dialog.tsx'
import { useOwnKeys } from '../board/own-keys.ts'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { Avatar, PersonList } from '../board/person-list.tsx'
import { PolicyView } from '../board/policy-view.tsx'
import { SignForm } from '../board/sign-form.tsx'
import { useApp, useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Columns, Fingerprint, PageHead, Row, Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { Skeleton } from '../ui/states.tsx'
import { showToast } from '../ui/toast.tsx'
import { Verdict } from '../ui/verdict.tsx'

export function BoardScreen() {
  const text = useText()
  const tell = useTellFault()
  const { client, now } = useApp()
  const [overview, setOverview] = useState<BoardOverview | null>(null)
  const [offer, setOffer] = useState<BoardOffer | null>(null)
  const { keys, reload } = useOwnKeys()
  useEffect(() => {
    let shown = true
    void client['board.read'](null).then((answer) => {
      if (!shown) return
      if (answer.ok) setOverview(answer.value)
      else tell(answer.problem)
    })
    return () => {
      shown = false
    }
  }, [client, tell])

  const keep = async (document: BoardDocument | null): Promise<void> => {
    const answer = await client['board.keepDraft'](document)
    if (answer.ok) setOverview(answer.value)
    else tell(answer.problem)
  }
  const importStore = async (): Promise<void> => {
    const answer = await client['board.import']({ at: now() })
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    if ('refused' in answer.value)
      showToast({ state: 'blocking', title: text.word('board.refused'), detail: text.say(answer.value.refused) })
    else setOffer(answer.value)
  }
  const save = async (): Promise<void> => {
    const answer = await client['board.export'](null)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value !== null) showToast({ state: 'ok', title: text.word('sign.saved'), detail: answer.value.path })
  }

  const inUse = overview?.inUse ?? null
  const draft = overview?.draft ?? null
  const document = draft?.document ?? inUse?.document ?? null
  const importButton = (
    <Button icon={Upload} onPress={() => void importStore()}>
      {text.word('board.import')}
    </Button>
  )
  return (
    <>
      <PageHead
        title={text.word('board.title')}
        lead={text.word('board.lead')}
        {...(document === null
          ? {}
          : {
              actions: (
                <>
                  {importButton}
                  {inUse === null && (draft?.signedBy.length ?? 0) === 0 ? null : (
                    <Button icon={Download} onPress={() => void save()}>
                      {text.word('board.export')}
                    </Button>
                  )}
                </>
              ),
            })}
      />
      {overview === null || keys === null ? (
        <Skeleton lines={5} height="16rem" />
      ) : document === null ? (
        <>
          <Verdict state="unknown" headline={text.word('board.noneHeadline')} detail={text.word('board.noneDetail')} action={importButton} />
          <Columns>
            <CreateCard keys={keys} onMade={reload} onCreate={(made) => void keep(made)} />
            <Stack>
              <OwnKeysCard keys={keys} />
            </Stack>
          </Columns>
        </>
      ) : (
        <>
          <BoardVerdict overview={overview} />
          {draft === null && inUse !== null ? (
            <Row>
              <Button variant="primary" icon={Pencil} onPress={() => void keep(nextVersion(inUse.document, now()))}>
                {text.word('board.change')}
              </Button>
            </Row>
          ) : null}
          <Columns shape="wide-first">
            <Stack>
              <PersonsCard document={document} onChange={draft === null ? null : (changed) => void keep(changed)} />
              <Card title={text.word('board.policy')}>
                <PolicyView document={document} onChange={draft === null ? null : (changed) => void keep(changed)} />
              </Card>
            </Stack>
            <Stack>
              {draft === null ? null : <SignDraftCard overview={overview} keys={keys} onOverview={setOverview} onDiscard={() => void keep(null)} />}
              <RootsCard document={document} onChange={draft === null ? null : (changed) => void keep(changed)} />
              <RolesCard document={document} onChange={draft === null ? null : (changed) => void keep(changed)} />
              <OwnKeysCard keys={keys} />
              {inUse === null || draft !== null ? null : <LeaveButton onLeft={setOverview} />}
            </Stack>
          </Columns>
        </>
      )}
      {offer === null ? null : (
        <OfferDialog
          offer={offer}
          onClose={() => setOffer(null)}
          onAccepted={(accepted) => {
            setOverview(accepted)
            setOffer(null)
          }}
        />
      )}
    </>
  )
}

function BoardVerdict({ overview }: { readonly overview: BoardOverview }) {
  const text = useText()
  const { inUse, draft } = overview
  if (draft !== null)
    return (
      <Verdict
        state="advisory"
        headline={text.word('board.draftHeadline', { version: draft.document.version })}
        detail={
          draft.signedBy.length > 0
            ? text.word('board.draftSigned', { have: draft.signedBy.length, need: draft.document.root.threshold })
            : text.word('board.signDetail')
        }
      />
    )
  if (inUse === null) return null
  const { document, expired } = inUse
  const day = { day: document.expiresAt.slice(0, 10) }
  if (expired) return <Verdict state="advisory" headline={text.word('board.expired', { day })} />
  return (
    <Verdict
      state="ok"
      headline={`${document.organization}${text.colon} ${text.word('board.inUse', { version: document.version, day })}`}
      detail={text.word('board.inUseDetail', { persons: Object.keys(document.persons).length, roots: document.root.keys.length, threshold: document.root.threshold })}
    />
  )
}

function CreateCard(props: { readonly keys: readonly KeySummary[]; readonly onMade: () => void; readonly onCreate: (document: BoardDocument) => void }) {
  const { keys, onMade, onCreate } = props
  const text = useText()
  const { newId, now, uiStore } = useApp()
  const [organization, setOrganization] = useState('')
  const [keyId, setKeyId] = useState<string | null>(null)
  const chosen = keys.find((key) => key.keyId === (keyId ?? keys[0]?.keyId))
  if (chosen === undefined)
    return (
      <Stack>
        <Card title={text.word('board.create')}>
          <p>{text.word('board.needKey')}</p>
        </Card>
        <NewKeyCard firstName={uiStore.getState().settings.person} onCancel={null} onMade={onMade} />
      </Stack>
    )
  const create = (): void => {
    const key = publicKeyOfPem(chosen.publicKeyPem)
    if (!key.ok) return
    const roles = Object.fromEntries((['author', ...usualRoles] as const).map((role) => [role, text.word(`board.role.${role}`)]))
    onCreate(newBoard({ board: newId(), organization: organization.trim().normalize('NFC'), at: now(), root: { key: key.value, name: chosen.name }, roles }))
  }
  return (
    <Card title={text.word('board.create')}>
      <Stack>
        <PlainTextField label={text.word('board.organization')} value={organization} onChange={setOrganization} maxLength={200} />
        <Combo
          label={text.word('board.rootKey')}
          items={keys.map((key) => ({ id: key.keyId, name: key.name, detail: fingerprintOf(key.keyId) }))}
          value={chosen.keyId}
          onChange={setKeyId}
        />
        <p className={css['quiet']}>{text.word('board.rootHint')}</p>
        <Row>
          <Button variant="primary" icon={FilePlus2} isDisabled={organization.trim() === ''} onPress={create}>
            {text.word('board.create')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

type EditProps = { readonly document: BoardDocument; readonly onChange: ((document: BoardDocument) => void) | null }

function PersonsCard({ document, onChange }: EditProps) {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  const [card, setCard] = useState<ReadCard | null>(null)
  const read = async (): Promise<void> => {
    const answer = await client['board.readCard'](null)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    if ('refused' in answer.value)
      showToast({ state: 'blocking', title: text.word('board.refused'), detail: text.say(answer.value.refused) })
    else setCard(answer.value)
  }
  return (
    <Card
      title={text.word('board.persons')}
      flush
      aside={
        onChange === null ? null : (
          <Button size="small" icon={UserPlus} onPress={() => void read()}>
            {text.word('board.addPerson')}
          </Button>
        )
      }
    >
      <PersonList document={document} onChange={onChange} />
      {card === null || onChange === null ? null : (
        <AddPersonDialog
          card={card}
          document={document}
          onClose={() => setCard(null)}
          onAdd={(changed) => {
            onChange(changed)
            setCard(null)
          }}
        />
      )}
    </Card>
  )
}

function SignDraftCard(props: {
  readonly overview: BoardOverview
  readonly keys: readonly KeySummary[]
  readonly onOverview: (overview: BoardOverview) => void
  readonly onDiscard: () => void
}) {
  const { overview, keys, onOverview, onDiscard } = props
  const text = useText()
  const { client, now } = useApp()
  const [keyId, setKeyId] = useState<string | null>(null)
  const { draft, changes, fault } = overview
  if (draft === null) return null
  const roots = new Set([...draft.document.root.keys, ...(overview.inUse?.document.root.keys ?? [])].map(keyIdOf))
  const able = keys.filter((key) => roots.has(key.keyId))
  return (
    <Card
      title={text.word('board.sign', { version: draft.document.version })}
      tone="warn"
      foot={
        <Button size="small" variant="quiet" icon={Trash2} onPress={onDiscard}>
          {text.word('board.discard')}
        </Button>
      }
    >
      <Stack>
        <ChangeList changes={changes} />
        {fault === null ? null : <p role="alert">{text.say(fault)}</p>}
        <SignForm
          keys={able}
          keyId={keyId ?? able[0]?.keyId ?? null}
          onKey={setKeyId}
          label={text.word('board.sign', { version: draft.document.version })}
          isDisabled={fault !== null}
          onSign={async (chosen, passphrase) => {
            const answer = await client['board.sign']({ keyId: chosen, passphrase, at: now() })
            if (!answer.ok) return answer.problem
            const { inUse, have, need, overview: next } = answer.value
            showToast(
              inUse
                ? { state: 'ok', title: text.word('board.signed', { version: draft.document.version }) }
                : { state: 'advisory', title: text.word('board.moreSignatures', { have, need }) },
            )
            onOverview(next)
            return null
          }}
        />
      </Stack>
    </Card>
  )
}

function RootsCard({ document, onChange }: EditProps) {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  const { root } = document
  const add = async (): Promise<void> => {
    const answer = await client['board.readCard'](null)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    if ('refused' in answer.value)
      return void showToast({ state: 'blocking', title: text.word('board.refused'), detail: text.say(answer.value.refused) })
    const { algorithm, spki, name } = answer.value
    onChange?.({ ...document, root: { ...root, keys: [...root.keys, { algorithm, spki, name: name ?? text.word('board.root') }] } })
  }
  const counts = root.keys.map((_key, at) => String(at + 1))
  return (
    <Card title={text.word('board.root')}>
      <Stack gap="tight">
        {root.keys.map((key) => (
          <div key={key.spki} className={css['key']}>
            <Avatar name={key.name} />
            <div className={css['who']}>
              <p className={css['name']}>{key.name}</p>
              <Fingerprint>{fingerprintOf(keyIdOf(key))}</Fingerprint>
            </div>
            {onChange === null || root.keys.length === 1 ? null : (
              <Button
                size="small"
                variant="quiet"
                icon={Trash2}
                aria-label={text.word('board.remove', { name: text.word('board.rootLine', { name: key.name }) })}
                onPress={() => {
                  const left = root.keys.filter((other) => other.spki !== key.spki)
                  onChange({ ...document, root: { threshold: Math.min(root.threshold, left.length), keys: left } })
                }}
              >
                {text.word('board.removePerson')}
              </Button>
            )}
          </div>
        ))}
        {onChange === null ? null : (
          <>
            {counts.length < 2 ? null : (
              <SegmentedControl
                label={text.word('board.threshold')}
                segments={counts.map((value) => ({ value, label: text.number(Number(value)) }))}
                value={String(root.threshold)}
                onChange={(value) => onChange({ ...document, root: { ...root, threshold: Number(value) } })}
              />
            )}
            <Row>
              <Button size="small" icon={Plus} onPress={() => void add()}>
                {text.word('board.addRoot')}
              </Button>
            </Row>
          </>
        )}
      </Stack>
    </Card>
  )
}

function RolesCard({ document, onChange }: EditProps) {
  const text = useText()
  const [title, setTitle] = useState('')
  const used = new Set([
    'author',
    ...Object.values(document.persons).flatMap(({ roles }) => roles),
    ...[...document.policy.approved, ...document.policy.approvedWithConditions].flatMap(({ roles }) => roles),
  ])
  const add = (): void => {
    const plain = title.normalize('NFD').replaceAll(/\p{Mark}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '').slice(0, 60)
    if (plain === '' || plain in document.roles) return
    onChange?.({ ...document, roles: { ...document.roles, [plain]: title.trim().normalize('NFC') } })
    setTitle('')
  }
  return (
    <Card title={text.word('board.roleNames')}>
      <Stack gap="tight">
        {Object.entries(document.roles).map(([role, name]) => (
          <div key={role} className={css['key']}>
            <span>{name}</span>
            {onChange === null || used.has(role) ? null : (
              <Button
                size="small"
                variant="quiet"
                icon={Trash2}
                aria-label={text.word('board.remove', { name })}
                onPress={() => {
                  const { [role]: _gone, ...roles } = document.roles
                  onChange({ ...document, roles })
                }}
              >
                {text.word('board.removePerson')}
              </Button>
            )}
          </div>
        ))}
        {onChange === null ? null : (
          <>
            <PlainTextField label={text.word('board.roleTitle')} value={title} onChange={setTitle} maxLength={200} />
            <Row>
              <Button size="small" icon={Plus} isDisabled={title.trim() === ''} onPress={add}>
                {text.word('board.addRole')}
              </Button>
            </Row>
          </>
        )}
      </Stack>
    </Card>
  )
}

/** Cards are handed out where the keys are. */
function OwnKeysCard({ keys }: { readonly keys: readonly KeySummary[] }) {
  const text = useText()
  const go = useUi((store) => store.go)
  return (
    <Card
      title={text.word('board.ownKeys')}
      aside={
        <Button size="small" icon={KeyRound} onPress={() => go({ screen: 'keys' })}>
          {text.word('board.toKeys')}
        </Button>
      }
      foot={text.word('board.ownKeysDetail')}
    >
      {keys.length === 0 ? (
        <p>{text.word('reviews.needKey')}</p>
      ) : (
        <Stack gap="tight">
          {keys.map((key) => (
            <div key={key.keyId} className={css['who']}>
              <p className={css['name']}>{key.name}</p>
              <Fingerprint>{fingerprintOf(key.keyId)}</Fingerprint>
            </div>
          ))}
        </Stack>
      )}
    </Card>
  )
}

function LeaveButton({ onLeft }: { readonly onLeft: (overview: BoardOverview) => void }) {
  const text = useText()
  const tell = useTellFault()
  const { client, now } = useApp()
  const [asking, setAsking] = useState(false)
  const leave = async (): Promise<void> => {
    const answer = await client['board.leave']({ at: now() })
    if (answer.ok) onLeft(answer.value)
    else tell(answer.problem)
  }
  return (
    <>
      <Row>
        <Button variant="quiet" onPress={() => setAsking(true)}>
          {text.word('board.leave')}
        </Button>
      </Row>
      <Dialog
        title={text.word('board.leave')}
        isOpen={asking}
        onOpenChange={setAsking}
        role="alertdialog"
        actions={
          <Row align="end">
            <Button onPress={() => setAsking(false)}>{text.word('app.cancel')}</Button>
            <Button variant="danger" onPress={() => void leave()}>
              {text.word('board.leave')}
            </Button>
          </Row>
        }
      >
        <p>{text.word('board.leaveDetail')}</p>
      </Dialog>
    </>
  )
}
