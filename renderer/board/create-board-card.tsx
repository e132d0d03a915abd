/** Begins a board: its organization and the first root key. */
import { FilePlus2 } from 'lucide-react'
import { useState } from 'react'
import { fingerprintOf, publicKeyOfPem } from '../../shared/base/envelope.ts'
import type { KeySummary } from '../../shared/contract.ts'
import { newBoard, usualRoles } from '../../shared/plan/board-draft.ts'
import type { BoardDocument } from '../../shared/plan/board.ts'
import css from './board.module.css'
import { NewKeyCard } from './new-key-card.tsx'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combo } from '../ui/combo.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'

export function CreateBoardCard(props: { readonly keys: readonly KeySummary[]; readonly onMade: () => void; readonly onCreate: (document: BoardDocument) => void }) {
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
