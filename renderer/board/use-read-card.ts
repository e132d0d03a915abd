/** Asks for a key card and gives what it says; what is no card is told to the reader. */
import type { ReadCard } from '../../shared/plan/board-view.ts'
import { useTellFault } from '../keys/use-tell-fault.ts'
import { useApp } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { showToast } from '../ui/toast.tsx'

/** Null: canceled, or told already. */
export function useReadCard(): () => Promise<ReadCard | null> {
  const text = useText()
  const tell = useTellFault()
  const { client } = useApp()
  return async () => {
    const answer = await client['board.readCard'](null)
    if (!answer.ok) {
      tell(answer.problem)
      return null
    }
    if (answer.value === null || !('refused' in answer.value)) return answer.value
    showToast({ state: 'blocking', title: text.word('board.refused'), detail: text.say(answer.value.refused) })
    return null
  }
}
