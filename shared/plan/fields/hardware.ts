/** Filled by the owner of the hardware stage. */
import type { FieldSpec } from '../field.ts'

export const hardwareFields = {} as const satisfies Record<string, FieldSpec>
