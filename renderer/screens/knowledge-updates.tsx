/** Updates of the reference data: who publishes them, what one would change, and taking it in. */
import { FolderInput } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Fault } from '../../shared/contract.ts'
import type { KnowledgeLook, KnowledgeStatus } from '../../shared/plan/knowledge-view.ts'
import { useApp, useUi } from '../state/app-context.tsx'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Fingerprint, Row, SmallPrint, Stack } from '../ui/page.tsx'
import { DataTable } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import { Verdict } from '../ui/verdict.tsx'

/** The publishers as main knows them; null while they are read. */
export function useKnowledgeStatus(reads = 0): KnowledgeStatus | null {
  const { client } = useApp()
  const [status, setStatus] = useState<KnowledgeStatus | null>(null)
  useEffect(() => {
    let shown = true
    void client['knowledge.status'](null).then((answer) => {
      if (shown && answer.ok) setStatus(answer.value)
    })
    return () => {
      shown = false
    }
  }, [client, reads])
  return status
}

/** On every screen: reference data that its publisher no longer vouches for. Nothing is locked by it. */
export function KnowledgeBanner({ atSources }: { readonly atSources: boolean }) {
  const text = useText()
  const { now } = useApp()
  const go = useUi((store) => store.go)
  const status = useKnowledgeStatus()
  const late = status?.publishers.find(({ expires, version }) => version > 0 && expires !== null && expires <= now())
  if (status === null || (late === undefined && status.broken === null)) return null
  const more = atSources ? {} : { action: <Button onPress={() => go({ screen: 'sources' })}>{text.word('knowledge.toSources')}</Button> }
  return (
    <Verdict
      compact
      state="advisory"
      headline={
        late === undefined
          ? text.word('knowledge.broken', { detail: status.broken ?? '' })
          : text.word('knowledge.expired', { name: late.name, day: text.instant(late.expires ?? '', 'day') })
      }
      {...(late === undefined ? {} : { detail: text.word('knowledge.expiredDetail') })}
      {...more}
    />
  )
}

export function KnowledgeUpdates() {
  const text = useText()
  const { client, now, planStore, takeKnowledge } = useApp()
  const [reads, setReads] = useState(0)
  const status = useKnowledgeStatus(reads)
  const [look, setLook] = useState<KnowledgeLook | null>(null)
  const [busy, setBusy] = useState(false)

  const tell = (fault: Fault): void => {
    showToast({ state: 'blocking', title: text.word(`fault.${fault.code}`, { detail: fault.detail }) })
  }
  const lookAt = async (again: boolean, acceptExpired: boolean): Promise<void> => {
    setBusy(true)
    await planStore.getState().settled()
    const answer = await client['knowledge.look']({ again, acceptExpired })
    setBusy(false)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value !== null) setLook(answer.value)
  }
  const adopt = async (token: string): Promise<void> => {
    setBusy(true)
    const answer = await client['knowledge.adopt']({ token, at: now() })
    // Everything on the page was worked out with the old data.
    const taken = answer.ok ? await takeKnowledge() : answer
    setBusy(false)
    if (!taken.ok) return tell(taken.problem)
    showToast({ state: 'ok', title: text.word('knowledge.adopted') })
  }

  return (
    <Card title={text.word('knowledge.updates')}>
      <Stack>
        <p>{text.word('knowledge.updatesDetail')}</p>
        {status === null ? null : status.publishers.length === 0 ? (
          <p>{text.word('knowledge.none')}</p>
        ) : (
          <Publishers status={status} />
        )}
        {look === null ? null : look.kind === 'refused' ? (
          <Refused look={look} onAccept={() => void lookAt(true, true)} />
        ) : look.kind === 'unknown' ? (
          <UnknownPublisher
            look={look}
            onTrusted={() => {
              setReads((count) => count + 1)
              void lookAt(true, false)
            }}
          />
        ) : (
          <Preview look={look} busy={busy} onAdopt={() => void adopt(look.token)} onClose={() => setLook(null)} />
        )}
        <Row>
          <Button icon={FolderInput} isDisabled={busy} onPress={() => void lookAt(false, false)}>
            {text.word('knowledge.import')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

function Publishers({ status }: { readonly status: KnowledgeStatus }) {
  const text = useText()
  return (
    <DataTable
      caption={text.word('knowledge.publisher')}
      captionHidden
      dense
      rows={status.publishers}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          name: text.list([text.word('knowledge.publisher'), text.word('knowledge.root')]),
          rowHeader: true,
          cell: (row) => (
            <>
              {row.name}
              <br />
              <Fingerprint>{row.fingerprint.slice(0, 40)}</Fingerprint>
            </>
          ),
        },
        {
          key: 'release',
          name: text.word('knowledge.release'),
          cell: (row) => (row.version === 0 ? text.word('knowledge.noRelease') : text.number(row.version)),
        },
        { key: 'until', name: text.word('knowledge.until'), cell: (row) => (row.expires === null ? '' : text.instant(row.expires, 'day')) },
        { key: 'packs', name: text.word('knowledge.packs'), cell: (row) => text.list(row.packs.map((pack) => text.wordOr(`pack.${pack}`, pack))) },
      ]}
    />
  )
}

type Of<Kind extends KnowledgeLook['kind']> = Extract<KnowledgeLook, { readonly kind: Kind }>

function Refused({ look, onAccept }: { readonly look: Of<'refused'>; readonly onAccept: () => void }) {
  const text = useText()
  return (
    <>
      <Verdict
        state="blocking"
        headline={text.word('knowledge.refused')}
        detail={`${text.wordOr(`knowledge.fault.${look.code}`, look.code)} (${look.detail})`}
        {...(look.code === 'E_EXPIRED'
          ? { action: <Button onPress={onAccept}>{text.word('knowledge.acceptExpired')}</Button> }
          : {})}
      />
      {look.code === 'E_EXPIRED' ? <SmallPrint>{text.word('knowledge.acceptExpiredDetail')}</SmallPrint> : null}
    </>
  )
}

function UnknownPublisher({ look, onTrusted }: { readonly look: Of<'unknown'>; readonly onTrusted: () => void }) {
  const text = useText()
  const { client, now } = useApp()
  const [typed, setTyped] = useState('')
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState(false)
  const trust = async (): Promise<void> => {
    const answer = await client['knowledge.trust']({ name: name.trim().normalize('NFC'), fingerprint: typed, at: now() })
    if (!answer.ok)
      showToast({ state: 'blocking', title: text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }) })
    else if (answer.value) onTrusted()
    else setWrong(true)
  }
  return (
    <Stack>
      <Verdict
        state="unknown"
        headline={text.word('knowledge.unknown')}
        detail={text.word('knowledge.unknownDetail', { threshold: look.threshold, keys: look.keys })}
      />
      <Fingerprint>{look.fingerprint}</Fingerprint>
      <PlainTextField label={text.word('knowledge.name')} value={name} onChange={setName} maxLength={200} />
      <PlainTextField
        label={text.word('knowledge.typed')}
        hint={text.word('knowledge.typedHint')}
        value={typed}
        onChange={(value) => {
          setTyped(value)
          setWrong(false)
        }}
        maxLength={200}
      />
      {wrong ? <p role="alert">{text.word('knowledge.wrong')}</p> : null}
      <Row>
        <Button variant="primary" isDisabled={name.trim() === '' || typed.trim() === ''} onPress={() => void trust()}>
          {text.word('knowledge.trust')}
        </Button>
      </Row>
    </Stack>
  )
}

function Preview(props: {
  readonly look: Of<'preview'>
  readonly busy: boolean
  readonly onAdopt: () => void
  readonly onClose: () => void
}) {
  const text = useText()
  const { changes, plans, publisher, version, expires, assessed, isExpired } = props.look
  const entries = changes.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0)
  return (
    <Stack>
      <Verdict
        state={isExpired || plans.length > 0 ? 'advisory' : 'ok'}
        headline={text.word('knowledge.change', { entries, plans: plans.length })}
        detail={text.word('knowledge.changeDetail', { version, name: publisher, day: text.instant(expires, 'day'), assessed })}
      />
      {changes.length === 0 ? null : (
        <DataTable
          caption={text.word('knowledge.pack')}
          dense
          rows={changes}
          rowKey={(row) => row.pack}
          columns={[
            { key: 'pack', name: text.word('knowledge.pack'), rowHeader: true, cell: (row) => text.wordOr(`pack.${row.pack}`, row.pack) },
            { key: 'from', name: text.word('knowledge.from'), cell: (row) => text.day(row.from) },
            { key: 'to', name: text.word('knowledge.to'), cell: (row) => text.day(row.to) },
            { key: 'added', name: text.word('knowledge.added'), align: 'end', cell: (row) => text.number(row.added) },
            { key: 'changed', name: text.word('knowledge.changed'), align: 'end', cell: (row) => text.number(row.changed) },
            { key: 'removed', name: text.word('knowledge.removed'), align: 'end', cell: (row) => text.number(row.removed) },
          ]}
        />
      )}
      {plans.length === 0 ? null : <ChangedPlans plans={plans} text={text} />}
      <Row>
        {entries === 0 && changes.length === 0 ? null : (
          <Button variant="primary" isDisabled={props.busy} onPress={props.onAdopt}>
            {text.word('knowledge.adopt')}
          </Button>
        )}
        <Button isDisabled={props.busy} onPress={props.onClose}>
          {text.word('knowledge.close')}
        </Button>
      </Row>
    </Stack>
  )
}

function ChangedPlans({ plans, text }: { readonly plans: Of<'preview'>['plans']; readonly text: Text }) {
  return (
    <DataTable
      caption={text.word('knowledge.plan')}
      dense
      rows={plans}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'plan',
          name: text.word('knowledge.plan'),
          rowHeader: true,
          cell: (row) => (row.title === '' ? text.word('home.untitled') : row.title),
        },
        {
          key: 'verdict',
          name: text.word('knowledge.verdict'),
          cell: (row) =>
            row.from === row.to
              ? text.word(`knowledge.outcome.${row.to}`)
              : text.word('knowledge.fromTo', {
                  from: text.word(`knowledge.outcome.${row.from}`),
                  to: text.word(`knowledge.outcome.${row.to}`),
                }),
        },
        {
          key: 'findings',
          name: text.word('knowledge.findings'),
          cell: (row) => (
            <ul>
              {row.gone.map((finding) => (
                <li key={`gone ${finding.id}`}>{text.word('knowledge.gone', { headline: text.say(finding.headline) })}</li>
              ))}
              {row.appeared.map((finding) => (
                <li key={`new ${finding.id}`}>{text.word('knowledge.appeared', { headline: text.say(finding.headline) })}</li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
