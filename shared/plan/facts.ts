/** From a plan's answers and tables to the flat facts that stages read. */
import { isTableField, tableAnswers, tableFields } from './assurance/table-answers.ts'
import { fieldIds, type FieldId, type Facts } from './fields.ts'
import { valueOf, type Plan } from './plan.ts'

/** Every field's value, null where it was not answered or is not known. */
export function factsOf(plan: Plan): Facts {
  const facts: Partial<Record<FieldId, unknown>> = {}
  for (const id of fieldIds) facts[id] = valueOf(plan, id)
  const said = tableAnswers(plan)
  for (const id of tableFields) facts[id] = said[id] ?? facts[id]
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- every field was set from its own parsed value
  return facts as Facts
}

/** What a plan says to a question, in its table or in the form. Undefined where nobody was asked; null is "not known". */
export function givenAnswer(plan: Plan, id: FieldId): unknown {
  const inTable = isTableField(id) ? tableAnswers(plan)[id] : null
  return inTable ?? plan.answers[id]?.value
}
