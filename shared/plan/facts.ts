/** From a plan's answers to the flat facts that stages read. */
import { fieldIds, type FieldId, type Facts } from './fields.ts'
import { valueOf, type Plan } from './plan.ts'

/** Every field's value, null where it was not answered or is not known. */
export function factsOf(plan: Plan): Facts {
  const facts: Partial<Record<FieldId, unknown>> = {}
  for (const id of fieldIds) facts[id] = valueOf(plan, id)
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- every field was set from its own parsed value
  return facts as Facts
}
