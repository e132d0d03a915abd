/** Filled by the owner of the obligations stage. */
import type { FieldSpec } from '../field.ts'

export const obligationsFields = {} as const satisfies Record<string, FieldSpec>
