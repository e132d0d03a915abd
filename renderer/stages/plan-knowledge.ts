/** The knowledge with the open plan's own models, providers and rules: what every list inside a plan shows. */
import { useMemo } from 'react'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { withOwnEntries } from '../../shared/plan/own-entries.ts'
import { useApp, useOpenPlan } from '../state/app-context.tsx'

export function usePlanKnowledge(): Knowledge {
  const { knowledge } = useApp()
  const { accelerators, models, providers, houseRules } = useOpenPlan().document.plan
  return useMemo(
    () => withOwnEntries(knowledge, { accelerators, models, providers, houseRules }),
    [knowledge, accelerators, models, providers, houseRules],
  )
}
