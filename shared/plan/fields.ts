/** All fields of the plan. Each stage owns one file; a field's id never changes once a plan was signed with it. */
import type { FieldKind, FieldSpec, KindValue } from './field.ts'
import { continuityFields } from './fields/continuity.ts'
import { assuranceFields } from './fields/assurance.ts'
import { costsFields } from './fields/costs.ts'
import { criterionFields } from './fields/criteria.ts'
import { hardwareFields } from './fields/hardware.ts'
import { hostingFields } from './fields/hosting.ts'
import { modelFields } from './fields/model.ts'
import { obligationsFields } from './fields/obligations.ts'
import { recordFields } from './fields/record.ts'
import { sizingFields } from './fields/sizing.ts'
import { requirementsFields } from './fields/requirements.ts'
import { screeningFields } from './fields/screening.ts'

export const fields = {
  ...requirementsFields,
  ...modelFields,
  ...hardwareFields,
  ...sizingFields,
  ...hostingFields,
  ...criterionFields,
  ...continuityFields,
  ...obligationsFields,
  ...screeningFields,
  ...recordFields,
  ...assuranceFields,
  ...costsFields,
} as const satisfies Record<string, FieldSpec>

export type FieldId = keyof typeof fields

export type FieldValue<Id extends FieldId> = (typeof fields)[Id] extends infer Spec extends FieldKind
  ? KindValue<Spec>
  : never

/** What engines read: each field's value, or null where it was not answered or is not known. */
export type Facts = { readonly [Id in FieldId]: FieldValue<Id> | null }

// eslint-disable-next-line -- the keys of a literal are its ids
export const fieldIds = Object.keys(fields).toSorted() as readonly FieldId[]

export function isFieldId(id: string): id is FieldId {
  return Object.hasOwn(fields, id)
}
