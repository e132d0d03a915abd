/** Filled by the owner of the model stage. */
import type { FieldSpec } from '../field.ts'

export const modelFields = {} as const satisfies Record<string, FieldSpec>
