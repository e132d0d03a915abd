/** The card of a table that the planner fills: what it is for, the entries, what the answers suggest, and a dialog. */
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import css from './assurance.module.css'

export type EntriesCardProps = {
  readonly title: string
  readonly lead: string
  readonly add: string
  readonly onAdd: () => void
  /** How many suggestions there are, and their table. */
  readonly offers: { readonly count: number; readonly table: ReactNode }
  readonly dialog: ReactNode
  /** The table of entries. */
  readonly children: ReactNode
}

export function EntriesCard({ title, lead, add, onAdd, offers, dialog, children }: EntriesCardProps) {
  const text = useText()
  return (
    <Card
      title={title}
      flush
      aside={
        <Button icon={Plus} onPress={onAdd}>
          {add}
        </Button>
      }
    >
      <p className={css['lead']}>{lead}</p>
      {children}
      {offers.count === 0 ? null : (
        <div className={css['offers']}>
          <Disclosure title={`${text.word('assuranceScreen.suggested')} (${text.number(offers.count)})`}>{offers.table}</Disclosure>
        </div>
      )}
      {dialog}
    </Card>
  )
}
