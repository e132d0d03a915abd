/** The root keys of a board and how many of them must sign. */
import { Plus, Trash2 } from 'lucide-react'
import { fingerprintOf } from '../../shared/base/envelope.ts'
import { keyIdOf } from '../../shared/plan/board-changes.ts'
import css from './board.module.css'
import { Avatar } from './person-list.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Fingerprint, Row, Stack } from '../ui/page.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import type { EditProps } from './edit-props.ts'
import { useReadCard } from './use-read-card.ts'

export function RootsCard({ document, onChange }: EditProps) {
  const text = useText()
  const readCard = useReadCard()
  const { root } = document
  const add = async (): Promise<void> => {
    const card = await readCard()
    if (card === null) return
    const { algorithm, spki, name } = card
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
