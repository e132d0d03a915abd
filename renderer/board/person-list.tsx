/** The persons of a board with their roles and keys; on a draft, what can be changed about each. */
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import { keyIdOf } from '../../shared/plan/board-changes.ts'
import type { BoardDocument, Person, PersonKey, RevocationReason } from '../../shared/plan/board.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Fingerprint, Row, Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import css from './board.module.css'

const reasons = ['lost', 'compromised', 'superseded', 'left'] as const satisfies readonly RevocationReason[]

export type PersonListProps = {
  readonly document: BoardDocument
  /** Null: only shown. */
  readonly onChange: ((document: BoardDocument) => void) | null
}

export function PersonList({ document, onChange }: PersonListProps) {
  const text = useText()
  const persons = Object.entries(document.persons).toSorted(([, left], [, right]) => text.compare(left.name, right.name))
  if (persons.length === 0) return <EmptyState title={text.word('board.noPersons')} />
  const replace = (id: string, person: Person | null): void => {
    const { [id]: _before, ...others } = document.persons
    onChange?.({ ...document, persons: person === null ? others : { ...others, [id]: person } })
  }
  return (
    <ul className={css['persons']}>
      {persons.map(([id, person]) => (
        <li key={id} className={css['person']}>
          <Avatar name={person.name} />
          <div className={css['who']}>
            <p className={css['name']}>{person.name}</p>
            {onChange === null ? (
              <p className={css['quiet']}>{text.list(person.roles.map((role) => document.roles[role] ?? role))}</p>
            ) : (
              <div className={css['roles']}>
                {Object.entries(document.roles).map(([role, title]) => (
                  <Checkbox
                    key={role}
                    label={title}
                    isSelected={person.roles.includes(role)}
                    onChange={(held) =>
                      replace(id, { ...person, roles: held ? [...person.roles, role] : person.roles.filter((other) => other !== role) })
                    }
                  />
                ))}
              </div>
            )}
            {person.keys.map((key) => (
              <KeyLine key={key.spki} entry={key} name={person.name} onRevoke={onChange === null ? null : (revoked) => replace(id, { ...person, keys: person.keys.map((other) => (other.spki === key.spki ? { ...other, revoked } : other)) })} />
            ))}
            {person.keys.length > 1 && onChange !== null ? (
              <Checkbox
                label={text.word('board.allKeys')}
                isSelected={person.signsWith === 'all'}
                onChange={(all) => replace(id, { ...person, signsWith: all ? 'all' : 'any' })}
              />
            ) : person.signsWith === 'all' ? (
              <p className={css['quiet']}>{text.word('board.allKeys')}</p>
            ) : null}
          </div>
          {onChange === null ? null : (
            <Button size="small" variant="quiet" icon={Trash2} aria-label={text.word('board.remove', { name: person.name })} onPress={() => replace(id, null)}>
              {text.word('board.removePerson')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The first letters of a name, as a mark beside it. */
export function Avatar({ name, tone }: { readonly name: string; readonly tone?: 'ok' | 'stop' }) {
  const initials = name
    .trim()
    .split(/\s+/)
    .map((part) => String.fromCodePoint(part.codePointAt(0) ?? 63))
    .filter((_letter, at, all) => at === 0 || at === all.length - 1)
    .join('')
    .toUpperCase()
  return (
    <span className={css['avatar']} data-tone={tone} aria-hidden>
      {initials}
    </span>
  )
}

function KeyLine(props: { readonly entry: PersonKey; readonly name: string; readonly onRevoke: ((revoked: PersonKey['revoked']) => void) | null }) {
  const { entry, name, onRevoke } = props
  const text = useText()
  const { now } = useApp()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState<RevocationReason>('lost')
  const { revoked, validUntil } = entry
  return (
    <div className={css['key']}>
      <Fingerprint>{fingerprintOf(keyIdOf(entry))}</Fingerprint>
      {revoked !== null ? (
        <StatusChip tone="stop">{text.word('board.keyRevoked', { day: { day: revoked.at.slice(0, 10) }, reason: { term: `board.revoked.${revoked.reason}` } })}</StatusChip>
      ) : validUntil !== null ? (
        <StatusChip tone="note">{text.word('board.keyEnded', { day: { day: validUntil.slice(0, 10) } })}</StatusChip>
      ) : onRevoke === null ? null : (
        <Button size="small" variant="text" aria-label={text.word('board.revokeKey', { name })} onPress={() => setAsking(true)}>
          {text.word('board.revoke')}
        </Button>
      )}
      <Dialog
        title={text.word('board.revokeKey', { name })}
        isOpen={asking}
        onOpenChange={setAsking}
        actions={
          <Row align="end">
            <Button onPress={() => setAsking(false)}>{text.word('app.cancel')}</Button>
            <Button
              variant="danger"
              onPress={() => {
                onRevoke?.({ at: now(), reason })
                setAsking(false)
              }}
            >
              {text.word('board.revoke')}
            </Button>
          </Row>
        }
      >
        <Stack>
          <p>{text.word('board.revokeDetail')}</p>
          <SegmentedControl
            label={text.word('board.reason')}
            segments={reasons.map((value) => ({ value, label: text.word(`board.revoked.${value}`) }))}
            value={reason}
            onChange={setReason}
          />
        </Stack>
      </Dialog>
    </div>
  )
}
