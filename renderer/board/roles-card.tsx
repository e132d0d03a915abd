/** What the board calls its roles. */
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import css from './board.module.css'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { Row, Stack } from '../ui/page.tsx'
import type { EditProps } from './edit-props.ts'

export function RolesCard({ document, onChange }: EditProps) {
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
