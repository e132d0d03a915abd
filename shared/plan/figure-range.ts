/** The low and high end that a planner gives for an own figure; the answer itself is the likely value. */
import { z, type Infer } from '../base/schema.ts'
import type { FieldSpec } from './field.ts'
import { fields, isFieldId } from './fields.ts'

const Figure = z.int().check(z.minimum(0))

/** In the unit of the field's answer. */
export const FigureEnds = z.strictObject({ low: Figure, high: Figure })
export type FigureEnds = Infer<typeof FigureEnds>

export type FigureRanges = Readonly<Record<string, FigureEnds>>

/** Whether a range can be given: for numbers of the costs stage, the only ones whose spread enters a result. */
export function takesRange(field: string): boolean {
  if (!isFieldId(field)) return false
  const spec: FieldSpec = fields[field]
  return spec.stage === 'costs' && spec.kind === 'number' && rangedUnits.has(spec.unit)
}

const rangedUnits: ReadonlySet<string> = new Set(['cents', 'days', 'watts'])
