import { useState } from 'react'
import type { Input } from '../../shared/contract.ts'
import { useApp, usePlanStore } from '../state/app-context.tsx'
import { useText } from '../text/words.tsx'
import { showToast } from '../ui/toast.tsx'

type Wanted = Pick<Input<'continuity.export'>, 'document' | 'event'> & { readonly language?: Input<'continuity.export'>['language'] }

/** Saves a tabletop exercise or the clauses where the planner wants it, and says so. */
export function useContinuityExport() {
  const text = useText()
  const plan = usePlanStore((store) => store.open)
  const { client } = useApp()
  const [busy, setBusy] = useState(false)
  const save = async ({ document, event, language = text.language }: Wanted): Promise<void> => {
    if (plan === null) return
    setBusy(true)
    const answer = await client['continuity.export']({ id: plan.id, document, event, language })
    setBusy(false)
    if (!answer.ok)
      showToast({ state: 'blocking', title: text.wordOr(`fault.${answer.problem.code}`), detail: answer.problem.detail })
    else if (answer.value !== null)
      showToast({ state: 'ok', title: text.word('sign.saved'), detail: `${answer.value.path}, ${text.bytes(answer.value.bytes)}` })
  }
  return { save, busy }
}
