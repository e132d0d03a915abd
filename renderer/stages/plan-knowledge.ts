/** The knowledge with the open plan's own models: what every list of models inside a plan shows. */
import { useMemo } from 'react'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { withOwnModels } from '../../shared/plan/own-model.ts'
import { useApp, useOpenPlan } from '../state/app-context.tsx'

export function usePlanKnowledge(): Knowledge {
  const { knowledge } = useApp()
  const { models } = useOpenPlan().document.plan
  return useMemo(() => withOwnModels(knowledge, { models }), [knowledge, models])
}
