/** Filled by the owner of the costs stage. */
import type { FieldSpec } from '../field.ts'

export const costsFields = {} as const satisfies Record<string, FieldSpec>
