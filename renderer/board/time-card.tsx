/** Proof of time: what each signer's clock claimed, what an authority attests, and the files that go out and come back. */
import { BadgeCheck, FileOutput, Inbox, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { StatementTime, TimeAuthority } from '../../shared/plan/time-view.ts'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Row, SmallPrint, Stack } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'

export function TimeCard({ plan, signatures }: { readonly plan: string; readonly signatures: number }) {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  const [statements, setStatements] = useState<readonly StatementTime[]>([])
  const [managing, setManaging] = useState(false)
  /** Grows when a file went out or came in, so that the list is read again. */
  const [reads, setReads] = useState(0)
  const again = (): void => setReads((count) => count + 1)
  useEffect(() => {
    let shown = true
    void client['time.read'](plan).then((answer) => {
      if (!shown) return
      if (answer.ok) setStatements(answer.value)
      else tell(answer.problem)
    })
    return () => {
      shown = false
    }
  }, [client, plan, tell, signatures, reads])
  const request = async (): Promise<void> => {
    const answer = await client['time.request'](plan)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    const { count, folder } = answer.value
    showToast({ state: count === 0 ? 'advisory' : 'ok', title: text.word('time.requested', { count }), detail: folder })
    again()
  }
  const take = async (): Promise<void> => {
    const answer = await client['time.import'](plan)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    if ('refused' in answer.value) return void showToast({ state: 'blocking', title: text.word('board.refused'), detail: text.say(answer.value.refused) })
    const { at, authority } = answer.value
    showToast({ state: 'ok', title: text.word('time.imported', { authority, at: text.instant(at) }) })
    again()
  }
  return (
    <Card title={text.word('time.title')}>
      <Stack>
        <SmallPrint>{text.word('time.lead')}</SmallPrint>
        <DataTable
          caption={text.word('time.title')}
          captionHidden
          dense
          rows={statements}
          rowKey={({ version, number }) => `${version} ${number}`}
          columns={[
            {
              key: 'statement',
              name: text.word('time.statement'),
              rowHeader: true,
              cell: ({ version, name }) => `${text.word('report.version', { version })}, ${name}`,
            },
            { key: 'claimed', name: text.word('time.claimed'), cell: ({ claimedTime }) => text.instant(claimedTime) },
            {
              key: 'attested',
              name: text.word('time.attested'),
              cell: ({ attested, state }) =>
                attested === null
                  ? text.word(`time.state.${state === 'attested' ? 'none' : state}`)
                  : text.word('time.by', { at: text.instant(attested.at), authority: attested.authority }),
            },
          ]}
        />
        <Row>
          <Button icon={FileOutput} onPress={() => void request()}>
            {text.word('time.request')}
          </Button>
          <Button icon={Inbox} onPress={() => void take()}>
            {text.word('time.import')}
          </Button>
          <Button variant="quiet" icon={BadgeCheck} onPress={() => setManaging(true)}>
            {text.word('time.authorities')}
          </Button>
        </Row>
      </Stack>
      <Dialog
        title={text.word('time.authorities.title')}
        isOpen={managing}
        onOpenChange={(shown) => {
          if (shown) return
          setManaging(false)
          again()
        }}
        width="wide"
      >
        {managing ? <Authorities /> : null}
      </Dialog>
    </Card>
  )
}

function Authorities() {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  const [authorities, setAuthorities] = useState<readonly TimeAuthority[]>([])
  useEffect(() => {
    let shown = true
    void client['time.authorities'](null).then((answer) => {
      if (shown && answer.ok) setAuthorities(answer.value)
    })
    return () => {
      shown = false
    }
  }, [client])
  const add = async (): Promise<void> => {
    const answer = await client['time.addAuthority'](null)
    if (!answer.ok) return tell(answer.problem)
    if (answer.value === null) return
    if ('refused' in answer.value) return void showToast({ state: 'blocking', title: text.say(answer.value.refused) })
    setAuthorities(answer.value.authorities)
    showToast({ state: 'ok', title: text.word('time.authorities.added', { count: answer.value.added }) })
  }
  const setRemoved = async (authority: TimeAuthority, removed: boolean): Promise<void> => {
    const answer = await client['time.setRemoved']({ id: authority.id, removed })
    if (!answer.ok) return tell(answer.problem)
    setAuthorities(answer.value)
    if (removed)
      showToast({
        state: 'advisory',
        title: text.word('time.authorities.removed', { name: authority.name }),
        action: { label: text.word('bar.undo'), onPress: () => void setRemoved(authority, false) },
      })
  }
  const day = (at: string): string => text.day(at.slice(0, 10))
  return (
    <Stack>
      <p>{text.word('time.authorities.lead')}</p>
      {authorities.length === 0 ? (
        <EmptyState title={text.word('time.authorities.none')}>{text.word('time.authorities.noneDetail')}</EmptyState>
      ) : (
        <ul>
          {authorities.map((authority) => (
            <li key={authority.id}>
              <Row>
                <span>
                  <strong>{authority.name}</strong>{' '}
                  {text.word('time.authorities.valid', { from: day(authority.validFrom), until: day(authority.validUntil) })}
                </span>
                <Button size="small" variant="quiet" aria-label={text.word('time.authorities.remove', { name: authority.name })} onPress={() => void setRemoved(authority, true)}>
                  {text.word('board.removePerson')}
                </Button>
              </Row>
            </li>
          ))}
        </ul>
      )}
      <Row>
        <Button variant="primary" icon={Plus} onPress={() => void add()}>
          {text.word('time.authorities.add')}
        </Button>
      </Row>
    </Stack>
  )
}
