/** What is signed: `plan.json`, the RFC 8785 bytes of the answers, the assessment and the digests of the knowledge. */
import { canonicalJson } from '../base/canonical.ts'
import { digestOf } from '../base/digest.ts'
import { z, type Infer } from '../base/schema.ts'
import type { Assessment } from './assess.ts'
import { Plan, Sha256 } from './plan.ts'
import { Seed } from './redaction.ts'

/**
 * The signed document. The assessment is kept as plain JSON: a reader of any year shows it as it was, and a verifier
 * with the same knowledge derives it again and compares.
 */
export const SignedPlan = z.strictObject({
  schema: z.literal('homeport/signed-plan/1'),
  plan: Plan,
  assessment: z.record(z.string(), z.json()),
  knowledge: z.record(z.string(), Sha256),
  /** Random; what the salts of the parts follow from. Versions signed before public versions existed have none. */
  seed: z.optional(Seed),
})
export type SignedPlan = Infer<typeof SignedPlan>

/** The text of `plan.json` and its digest. With a seed (32 random bytes in hex) a public version can be made of it. */
export function sealPlan(plan: Plan, assessment: Assessment, seed: string | null = null): { readonly text: string; readonly digest: string } {
  const text = canonicalJson({ schema: 'homeport/signed-plan/1', plan, assessment, knowledge: plan.knowledge, ...(seed === null ? {} : { seed }) })
  return { text, digest: digestOf(text) }
}

/**
 * The plan and assessment of a `plan.json` that Homeport wrote and whose digest was checked. The assessment has the form
 * of the version that wrote it; verification derives it again and compares.
 */
export function openSealed(text: string): { readonly plan: Plan; readonly assessment: Assessment } {
  const { plan, assessment } = z.parse(SignedPlan, JSON.parse(text))
  return { plan, assessment: signedAssessment(assessment) }
}

/** A signed assessment that was derived again, or whose digest was checked. */
export function signedAssessment(assessment: SignedPlan['assessment']): Assessment {
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- written by sealPlan, byte for byte
  return assessment as unknown as Assessment
}
