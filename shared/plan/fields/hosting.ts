/** Filled by the owner of the hosting stage. */
import type { FieldSpec } from '../field.ts'

export const hostingFields = {} as const satisfies Record<string, FieldSpec>
