/** The knowledge with everything that the plan itself adds: own models and own devices. */
import type { Knowledge } from './knowledge.ts'
import { withOwnAccelerators, type WithAccelerators } from './own-accelerator.ts'
import { withOwnModels, type WithModels } from './own-model.ts'

/** The same value where the plan adds nothing. */
export function withOwnEntries(knowledge: Knowledge, plan: WithModels & WithAccelerators): Knowledge {
  return withOwnAccelerators(withOwnModels(knowledge, plan), plan)
}
