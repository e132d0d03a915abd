/** One name and one date for all duties shown that still lack them. What somebody wrote already stays. */
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { lacks } from '../../shared/plan/duty-assign.ts'
import type { PlannedDuty } from '../../shared/plan/stages/obligations.ts'
import { usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { WhenEditable } from '../ui/editable.tsx'
import { PlainTextField } from '../ui/fields/plain-text-field.tsx'
import { DayBox, isDay, lineOf } from './assurance-dialog.tsx'
import css from './duty-detail.module.css'

export function DutyAssign({ duties }: { readonly duties: readonly PlannedDuty[] }) {
  const text = useText()
  const dispatch = usePlanStore((store) => store.dispatch)
  const [owner, setOwner] = useState('')
  const [due, setDue] = useState('')
  const named = lineOf(owner)
  const day = due === '' || !isDay(due) ? null : due
  const open = duties.filter(({ record }) => {
    const { due: noDate, owner: nobody } = lacks(record ?? undefined)
    return (nobody && named !== null) || (noDate && day !== null)
  })
  const lacking = duties.filter(({ record }) => Object.values(lacks(record ?? undefined)).some(Boolean)).length
  if (lacking === 0) return null
  return (
    <WhenEditable>
      <Disclosure title={text.word('dutiesScreen.assign', { count: lacking })}>
        <div className={css['record']}>
          <PlainTextField label={text.word('dutiesScreen.assignOwner')} value={owner} onChange={setOwner} maxLength={200} />
          <DayBox label={text.word('dutiesScreen.assignDue')} value={due} onChange={setDue} />
        </div>
        <Button
          icon={UserRoundPlus}
          isDisabled={open.length === 0 || !isDay(due)}
          onPress={() => {
            if (dispatch({ type: 'duties.assign', duties: open.map(({ id }) => id), owner: named, due: day }).ok) setOwner('')
          }}
        >
          {text.word('dutiesScreen.assignDo', { count: open.length })}
        </Button>
      </Disclosure>
    </WhenEditable>
  )
}
