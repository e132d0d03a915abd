/**
 * The regimes pack: what public records, impact assessments and frameworks ask, and which answers of a plan give it.
 * Fields of the plan are named by their ids; the plan checks that they exist.
 */
import { packHead } from '../base/pack.ts'
import { z, type Infer } from '../base/schema.ts'
import { Citation, Confidence } from './vocabulary.ts'

/** Our own words, never those of the text that asks. */
const OwnWords = z.strictObject({ en: z.string(), de: z.string(), fr: z.string() })

/** Holds when the answer is one of the values, or a list that has one of them. */
export const FieldCondition = z.strictObject({
  field: z.string(),
  oneOf: z.array(z.union([z.string(), z.boolean()])).check(z.minLength(1)),
})
export type FieldCondition = Infer<typeof FieldCondition>

/** Parts of a plan beside its answers that can answer a requirement. */
export const PlanPart = z.enum(['duties', 'evidence', 'weights', 'evaluations', 'signals', 'risks'])
export type PlanPart = Infer<typeof PlanPart>

export const Requirement = z.strictObject({
  id: z.string().check(z.minLength(1)),
  /** Article, field or control in the text. */
  reference: z.string().check(z.minLength(1)),
  title: OwnWords,
  /** All of these have to be answered. */
  fields: z.array(z.string()),
  tables: z.array(PlanPart),
  /** Asked only when all of these hold; empty: always. */
  when: z.array(FieldCondition),
  /** How well the mapping is supported by what was read. */
  confidence: Confidence,
})
export type Requirement = Infer<typeof Requirement>

export const Regime = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  /** The name by which practitioners know it. */
  name: z.string().check(z.minLength(1)),
  title: OwnWords,
  jurisdiction: z.string(),
  kind: z.enum(['record', 'assessment', 'framework', 'security']),
  edition: z.string(),
  /** Alternatives: the organization owes it when all conditions of one hold. Empty: nobody owes it. */
  required: z.array(z.array(FieldCondition)),
  /** Alternatives: it has no subject at all when each has a condition that fails. Empty: it always has one. */
  applies: z.array(z.array(FieldCondition)),
  note: z.nullable(z.string()),
  sources: z.array(Citation).check(z.minLength(1)),
  requirements: z.array(Requirement).check(z.minLength(1)),
})
export type Regime = Infer<typeof Regime>

export const RegimePack = z
  .strictObject({ ...packHead, pack: z.literal('regimes'), regimes: z.array(Regime) })
  .check(
    z.superRefine((pack, context) => {
      const regimes = new Set<string>()
      for (const [index, regime] of pack.regimes.entries()) {
        if (regimes.has(regime.id))
          context.addIssue({ code: 'custom', path: ['regimes', index, 'id'], message: 'is used twice' })
        regimes.add(regime.id)
        const ids = new Set<string>()
        for (const [at, requirement] of regime.requirements.entries()) {
          const path = ['regimes', index, 'requirements', at]
          if (ids.has(requirement.id)) context.addIssue({ code: 'custom', path: [...path, 'id'], message: 'is used twice' })
          ids.add(requirement.id)
          if (requirement.fields.length + requirement.tables.length === 0)
            context.addIssue({ code: 'custom', path: [...path, 'fields'], message: 'must name what answers it' })
        }
      }
    }),
  )
export type RegimePack = Infer<typeof RegimePack>
