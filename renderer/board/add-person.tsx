/** Takes a key card into the draft: whose it is, which roles, and that somebody compared the fingerprint. */
import { useState } from 'react'
import { bytesOfBase64 } from '../../shared/base/bytes.ts'
import { fingerprintOf, publicKeyOf } from '../../shared/base/envelope.ts'
import { holderOf, personIdFor, personKey, withKey } from '../../shared/plan/board-draft.ts'
import type { ReadCard } from '../../shared/plan/board-view.ts'
import type { BoardDocument } from '../../shared/plan/board.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Combo } from '../ui/combo.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Fingerprint, Row, Stack } from '../ui/page.tsx'
import css from './board.module.css'

export function AddPersonDialog(props: {
  readonly card: ReadCard
  readonly document: BoardDocument
  readonly onAdd: (document: BoardDocument) => void
  readonly onClose: () => void
}) {
  const { card, document, onAdd, onClose } = props
  const text = useText()
  const { now } = useApp()
  const vouching = card.rotation === null ? null : holderOf(document, card.rotation.from)
  const [name, setName] = useState(card.name ?? '')
  const [owner, setOwner] = useState<string>(vouching ?? '')
  const [roles, setRoles] = useState<readonly string[]>([])
  const [compared, setCompared] = useState(false)
  const holder = holderOf(document, card.keyId)
  const existing = document.persons[owner]
  const ready = compared && holder === null && (existing !== undefined || (name.trim() !== '' && roles.length > 0))

  const add = (): void => {
    const key = publicKeyOf(bytesOfBase64(card.spki) ?? new Uint8Array())
    if (!key.ok) return
    const read = { key: key.value, name: card.name, rotation: card.rotation }
    const clean = name.trim().normalize('NFC')
    const id = existing === undefined ? personIdFor(clean, (taken) => taken in document.persons) : owner
    const person = existing === undefined ? { name: clean, roles: [...roles], signsWith: 'any' as const, keys: [personKey(read, now())] } : withKey(existing, read, now())
    onAdd({ ...document, persons: { ...document.persons, [id]: person } })
  }

  return (
    <Dialog
      title={text.word('board.addPerson')}
      isOpen
      onOpenChange={(open) => open || onClose()}
      actions={
        <Row align="end">
          <Button onPress={onClose}>{text.word('app.cancel')}</Button>
          <Button variant="primary" isDisabled={!ready} onPress={add}>
            {text.word('board.add')}
          </Button>
        </Row>
      }
    >
      <Stack>
        {holder === null ? null : <Note tone="warn">{text.word('board.known', { name: document.persons[holder]?.name ?? holder })}</Note>}
        <div>
          <Fingerprint>{fingerprintOf(card.keyId)}</Fingerprint>
          <p className={css['quiet']}>{text.word('board.compare')}</p>
          {card.rotation === null ? null : <p className={css['quiet']}>{text.word('board.rotationShown')}</p>}
        </div>
        <Checkbox label={text.word('board.compared')} isSelected={compared} onChange={setCompared} />
        {Object.keys(document.persons).length === 0 ? null : (
          <Combo
            label={text.word('board.person')}
            items={[
              { id: '', name: text.word('board.newPerson') },
              ...Object.entries(document.persons).map(([id, person]) => ({ id, name: person.name, detail: text.word('board.addKeyTo') })),
            ]}
            value={owner}
            onChange={(id) => setOwner(id ?? '')}
          />
        )}
        {existing === undefined ? (
          <>
            <PlainTextField label={text.word('board.personName')} value={name} onChange={setName} maxLength={200} />
            <fieldset className={css['choices']}>
              <legend>{text.word('board.roles')}</legend>
              {Object.entries(document.roles).map(([role, title]) => (
                <Checkbox
                  key={role}
                  label={title}
                  isSelected={roles.includes(role)}
                  onChange={(held) => setRoles(held ? [...roles, role] : roles.filter((other) => other !== role))}
                />
              ))}
            </fieldset>
          </>
        ) : null}
      </Stack>
    </Dialog>
  )
}
