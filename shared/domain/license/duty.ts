/** What kinds of duties licenses impose, which family of terms a rule belongs to, and wording that a license requires. */
import { z, type Infer } from '../../base/schema.ts'

/**
 * Families of terms, shown apart. `conduct`: what the model may be used for and how. `scale`: how large, how
 * commercial and where. `passing-on`: what goes with copies, products and names. `legal`: the legal position itself,
 * such as an indemnity or a change of the terms.
 */
export const termFamilies = ['conduct', 'scale', 'passing-on', 'legal'] as const
export const TermFamily = z.enum(termFamilies)
export type TermFamily = Infer<typeof TermFamily>

export const dutyKinds = [
  'attribution',
  'statement',
  'notice',
  'naming',
  'copy',
  'changes',
  'retain',
  'pass-on',
  'policy',
  'law',
  'limit',
  'disclosure',
  'data',
  'safeguard',
  'register',
  'notify',
  'cite',
  'report',
  'authorization',
  'watch',
  'indemnity',
] as const
export const DutyKind = z.enum(dutyKinds)
export type DutyKind = Infer<typeof DutyKind>

/** Values that a wording can take, written `{model}`. */
export const wordingNames = ['model', 'developer', 'license', 'url', 'derived'] as const
export type WordingName = (typeof wordingNames)[number]

/** A line to show, a NOTICE text, or how a name must begin. Any one of `texts` will do. */
export const DutyWording = z.strictObject({
  texts: z
    .array(
      z.string().check(
        z.minLength(1),
        z.refine(
          (text) => [...text.matchAll(/\{([^}]*)\}/g)].every(([, name]) => wordingNames.some((one) => one === name)),
          'takes a value that no wording has',
        ),
      ),
    )
    .check(z.minLength(1)),
  /** `required`: the license gives these words. `composed`: it says what must be named, and Homeport puts it together. */
  basis: z.enum(['required', 'composed']),
  /** False where only the beginning of the required words is known. */
  complete: z.boolean(),
})
export type DutyWording = Infer<typeof DutyWording>
