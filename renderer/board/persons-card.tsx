/** The persons of a board, and the card by which another joins. */
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { ReadCard } from '../../shared/plan/board-view.ts'
import { AddPersonDialog } from './add-person.tsx'
import { PersonList } from './person-list.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import type { EditProps } from './edit-props.ts'
import { useReadCard } from './use-read-card.ts'

export function PersonsCard({ document, onChange }: EditProps) {
  const text = useText()
  const readCard = useReadCard()
  const [card, setCard] = useState<ReadCard | null>(null)
  return (
    <Card
      title={text.word('board.persons')}
      flush
      aside={
        onChange === null ? null : (
          <Button size="small" icon={UserPlus} onPress={() => void readCard().then(setCard)}>
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
