/** The parts of the hosting screen, and which of them asks a question. */
import type { FieldId } from '../../shared/plan/fields.ts'

export const hostingParts = ['where', 'ceiling', 'facts', 'criteria', 'rehearsal', 'clauses'] as const
export type HostingPart = (typeof hostingParts)[number]

export const isHostingPart = (id: string): id is HostingPart => hostingParts.some((part) => part === id)

/** Questions of the card where the hosting is chosen. */
export const choiceFields: readonly FieldId[] = ['hosting.provider', 'hosting.optionType', 'hosting.region']

/** Where the question stands. */
export function partOf(field: FieldId): HostingPart {
  if (choiceFields.includes(field)) return 'where'
  return field.startsWith('criterion.') ? 'criteria' : 'facts'
}
