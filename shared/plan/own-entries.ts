/** The knowledge with everything that the plan itself adds: own models, devices, providers and house rules. */
import type { Knowledge } from './knowledge.ts'
import { withOwnAccelerators, type WithAccelerators } from './own-accelerator.ts'
import { withOwnHosting, type WithHosting } from './own-hosting.ts'
import { withOwnModels, type WithModels } from './own-model.ts'

/** The same value where the plan adds nothing. */
export function withOwnEntries(knowledge: Knowledge, plan: WithModels & WithAccelerators & WithHosting): Knowledge {
  return withOwnHosting(withOwnAccelerators(withOwnModels(knowledge, plan), plan), plan)
}
