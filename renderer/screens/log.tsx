/** The audit log: whether it is intact, its head, and its entries. */
import { History, ShieldCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import type { Fault, LogView } from '../../shared/contract.ts'
import type { LogFault } from '../../shared/plan/log/check.ts'
import { useApp, useUi } from '../state/app-context.tsx'
import { languageFor } from '../state/ui-store.ts'
import { useText, type Text } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Fingerprint, PageHead } from '../ui/page.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import { Verdict } from '../ui/verdict.tsx'

/** On every screen but the log's own: what was found at the start. */
export function ReadOnlyBanner({ atLog }: { readonly atLog: boolean }) {
  const text = useText()
  const { client } = useApp()
  const go = useUi((store) => store.go)
  const [fault, setFault] = useState<LogFault | null>(null)
  useEffect(() => {
    let shown = true
    void client['log.broken'](null).then((answer) => {
      if (shown && answer.ok) setFault(answer.value)
    })
    return () => {
      shown = false
    }
  }, [client])
  // The log says it itself.
  if (fault === null || atLog) return null
  return (
    <Verdict
      compact
      state="blocking"
      headline={text.word('log.readOnly')}
      detail={text.word('log.readOnlyDetail')}
      action={<Button onPress={() => go({ screen: 'log' })}>{text.word('log.toLog')}</Button>}
    />
  )
}

export function Log() {
  const text = useText()
  const { client, now } = useApp()
  const settings = useUi((store) => store.settings)
  const [log, setLog] = useState<LogView | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [reads, setReads] = useState(0)
  useEffect(() => {
    let shown = true
    void client['log.read'](null).then((answer) => {
      if (!shown) return
      setFault(answer.ok ? null : answer.problem)
      if (answer.ok) setLog(answer.value)
    })
    return () => {
      shown = false
    }
  }, [client, reads])

  const evidence = async (): Promise<void> => {
    const answer = await client['log.evidence']({ language: languageFor(settings, navigator.language) })
    if (!answer.ok)
      showToast({ state: 'blocking', title: text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }) })
    else if (answer.value !== null) showToast({ state: 'ok', title: text.word('log.evidenceSaved', { path: answer.value.path }) })
  }
  const keep = async (): Promise<void> => {
    const answer = await client['log.keep']({ at: now(), language: languageFor(settings, navigator.language) })
    if (!answer.ok)
      showToast({ state: 'blocking', title: text.word(`fault.${answer.problem.code}`, { detail: answer.problem.detail }) })
    else if (answer.value !== null) showToast({ state: 'ok', title: text.word('log.kept', { path: answer.value.path }) })
    setReads((count) => count + 1)
  }

  return (
    <>
      <PageHead title={text.word('log.title')} lead={text.word('log.lead')} />
      {fault === null ? null : <ErrorState what={text.word(`fault.${fault.code}`, { detail: fault.detail })} />}
      {log === null ? (
        fault === null && <Skeleton lines={5} height="14rem" />
      ) : (
        <>
          <LogVerdict log={log} onEvidence={() => void evidence()} />
          {log.faults.length === 0 ? null : <Faults log={log} />}
          <Card
            title={text.word('log.head')}
            aside={
              <>
                <Button variant="quiet" size="small" icon={History} onPress={() => setReads((count) => count + 1)}>
                  {text.word('log.check')}
                </Button>
                {log.faults.length > 0 ? null : (
                  <Button size="small" icon={ShieldCheck} onPress={() => void keep()}>
                    {text.word('log.keep')}
                  </Button>
                )}
              </>
            }
            foot={text.word('log.limit')}
          >
            <KeyValue
              shape="wide"
              items={[
                { key: 'size', label: text.word('log.size'), value: text.number(log.size) },
                { key: 'root', label: text.word('log.root'), value: <Fingerprint>{log.root}</Fingerprint> },
                {
                  key: 'key',
                  label: text.word('log.key'),
                  value:
                    log.keyId === null ? text.word('log.noKey') : <Fingerprint>{fingerprintOf(log.keyId)}</Fingerprint>,
                },
              ]}
            />
          </Card>
          <Entries log={log} />
        </>
      )}
    </>
  )
}

function LogVerdict({ log, onEvidence }: { readonly log: LogView; readonly onEvidence: () => void }) {
  const text = useText()
  const [first] = log.faults
  const strangers = log.strangers === 0 ? '' : ` ${text.word('log.strangers', { count: log.strangers })}`
  return first === undefined ? (
    <Verdict
      state="ok"
      headline={text.word('log.intact')}
      detail={text.word('log.intactDetail', { size: log.size, heads: log.heads }) + strangers}
    />
  ) : (
    <Verdict
      state="blocking"
      headline={text.word('log.broken')}
      detail={text.word('log.brokenDetail', { fault: text.word(`log.fault.${first.code}`, { at: first.at }) })}
      action={<Button onPress={onEvidence}>{text.word('log.evidence')}</Button>}
    />
  )
}

function Faults({ log }: { readonly log: LogView }) {
  const text = useText()
  return (
    <Card title={text.word('log.fault')} flush>
      <DataTable
        caption={text.word('log.fault')}
        captionHidden
        dense
        rows={log.faults.map((fault, index) => ({ ...fault, key: String(index) }))}
        rowKey={(row) => row.key}
        columns={[
          {
            key: 'found',
            name: text.word('log.fault'),
            rowHeader: true,
            cell: (row) => text.word(`log.fault.${row.code}`, { at: row.at }),
          },
          { key: 'code', name: text.word('log.code'), cell: (row) => <code>{row.code}</code> },
        ]}
      />
    </Card>
  )
}

function Entries({ log }: { readonly log: LogView }) {
  const text = useText()
  if (log.entries.length === 0)
    return (
      <Card title={text.word('log.entries')}>
        <p>{text.word('log.empty')}</p>
      </Card>
    )
  return (
    <Card title={text.word('log.entries')} flush>
      <DataTable
        caption={text.word('log.entries')}
        captionHidden
        dense
        maxHeight="32rem"
        rows={log.entries}
        rowKey={(row) => String(row.position)}
        columns={[
          { key: 'position', name: text.word('log.position'), align: 'end', cell: (row) => text.number(row.position) },
          {
            key: 'when',
            name: text.word('log.when'),
            cell: (row) => (row.entry === null ? text.word('log.unreadable') : text.instant(row.entry.at)),
          },
          {
            key: 'what',
            name: text.word('log.what'),
            rowHeader: true,
            cell: (row) => (row.entry === null ? '' : text.word(`log.event.${row.entry.event}`)),
          },
          { key: 'about', name: text.word('log.about'), cell: (row) => aboutOf(row.entry, text) },
          { key: 'hash', name: text.word('log.hash'), cell: (row) => <Fingerprint>{row.leaf.slice(0, 16)}</Fingerprint> },
        ]}
      />
    </Card>
  )
}

type Entry = LogView['entries'][number]['entry']

/** What an entry is about, in few words: version and format, then the start of the digest or id. */
function aboutOf(entry: Entry, text: Text): string {
  if (entry === null) return ''
  const { version, format, code, planDigest, keyId, plan } = entry
  const parts = [
    typeof version === 'number' ? text.word('report.version', { version }) : '',
    typeof format === 'string' ? text.wordOr(`export.${format}`, format) : '',
    typeof code === 'string' ? code : '',
    beginning(planDigest) ?? beginning(keyId) ?? beginning(plan) ?? '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function beginning(value: unknown): string | null {
  return typeof value === 'string' ? value.replace(/^sha256:/, '').slice(0, 16) : null
}
