/** What a version of the trust store changes, line by line; what deserves a second look is marked. */
import type { BoardChange } from '../../shared/plan/board-changes.ts'
import { useText } from '../text/words.tsx'
import { StateIcon } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import css from './board.module.css'

export function ChangeList({ changes }: { readonly changes: readonly BoardChange[] }) {
  const text = useText()
  if (changes.length === 0) return <p>{text.word('board.noChanges')}</p>
  return (
    <ul className={css['changes']}>
      {changes.map(({ weight, message }) => {
        const line = text.say(message)
        return (
          <li key={line}>
            <StateIcon state={weight === 'careful' ? 'advisory' : 'ok'} />
            <span>
              {line} {weight === 'careful' ? <StatusChip tone="warn">{text.word('board.careful')}</StatusChip> : null}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
