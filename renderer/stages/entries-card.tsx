/** The card of a table that the planner fills: what it is for, the entries, what the answers suggest, and a dialog. */
import { Plus } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import type { AnsweringTable } from '../../shared/plan/assurance/table-answers.ts'
import { useUi } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { WhenEditable } from '../ui/editable.tsx'
import css from './assurance.module.css'
import { OlderAnswers } from './older-answers.tsx'
import { useArrival, useTargetTable } from './use-target.ts'

export type EntriesCardProps = {
  readonly table: AnsweringTable
  readonly title: string
  readonly lead: string
  readonly add: string
  readonly onAdd: () => void
  /** How many suggestions there are, and their table. */
  readonly offers?: { readonly count: number; readonly table: ReactNode }
  readonly dialog: ReactNode
  /** The table of entries. */
  readonly children: ReactNode
}

export function EntriesCard({ table, title, lead, add, onAdd, offers, dialog, children }: EntriesCardProps) {
  const text = useText()
  const led = useTargetTable(table)
  const visit = useUi((store) => store.history.index)
  const place = useRef<HTMLDivElement>(null)
  useArrival(place, led, visit)
  return (
    <div ref={place} className={css['place']} data-target={led || undefined}>
      <Card
        title={title}
        flush
        aside={
          <Button changes icon={Plus} onPress={onAdd}>
            {add}
          </Button>
        }
      >
        <p className={css['lead']}>{lead}</p>
        {children}
        <OlderAnswers table={table} />
        {offers === undefined || offers.count === 0 ? null : (
          <WhenEditable>
            <div className={css['offers']}>
              <Disclosure title={`${text.word('assuranceScreen.suggested')} (${text.number(offers.count)})`}>{offers.table}</Disclosure>
            </div>
          </WhenEditable>
        )}
        {dialog}
      </Card>
    </div>
  )
}
