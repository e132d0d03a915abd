/** What was said about the signed versions of the open plan. Read again when the page asks for it. */
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { PlanReviews } from '../../shared/plan/review-view.ts'
import { useApp } from '../state/app-context.tsx'
import { useTellFault } from '../keys/use-tell-fault.ts'

/** Counts imports and answers, so that every card shows the same. */
const useReads = create<{ readonly count: number; readonly again: () => void }>((set, get) => ({
  count: 0,
  again: () => set({ count: get().count + 1 }),
}))

export function useReviews(plan: string | null, versions: number): { readonly reviews: PlanReviews | null; readonly again: () => void } {
  const { client } = useApp()
  const tell = useTellFault()
  const { count, again } = useReads()
  const [read, setRead] = useState<{ readonly plan: string; readonly reviews: PlanReviews } | null>(null)
  useEffect(() => {
    let shown = true
    // Nothing was said about a plan that was never signed.
    if (plan === null || versions === 0) return undefined
    void client['review.read'](plan).then((answer) => {
      if (!shown) return
      if (answer.ok) setRead({ plan, reviews: answer.value })
      else tell(answer.problem)
    })
    return () => {
      shown = false
    }
  }, [client, plan, versions, count, tell])
  return { reviews: read?.plan === plan && versions > 0 ? read.reviews : null, again }
}
