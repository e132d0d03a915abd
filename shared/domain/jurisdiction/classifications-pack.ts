/** The classifications pack: levels of protection of data, and the kinds of hosting each permits. */
import { packHead } from '../../base/pack.ts'
import { z, type Infer } from '../../base/schema.ts'
import { Citation, Confidence } from '../vocabulary.ts'

export const OptionTypeId = z.enum([
  'OT-AIRGAP-OWN',
  'OT-ONPREM',
  'OT-GOVDC',
  'OT-VENDOR-AIRGAP',
  'OT-GOVREGION',
  'OT-COLO',
  'OT-NATIONAL',
  'OT-TR-PROVIDER',
  'OT-PARTNER-SOV',
  'OT-HYPER-SOV',
  'OT-HYPER-REGION',
  'OT-FOREIGN-CLOUD',
  'OT-HPC',
])
export type OptionTypeId = Infer<typeof OptionTypeId>

/** Whose building and machines: the customer's, a facility with the customer's machines, or a provider's. */
export const Site = z.enum(['own', 'colocation', 'provider'])
export type Site = Infer<typeof Site>

export const Classification = z.strictObject({
  id: z.string().check(z.regex(/^[A-Z][A-Z0-9-]*$/)),
  /** An area code, `NATO` or `EU`. */
  area: z.string(),
  scheme: z.string(),
  level: z.string(),
  /** Rank inside the scheme, from the lowest. */
  order: z.int(),
  permittedOptionTypes: z.array(OptionTypeId),
  /** Each inner list must be met by one of its certificates. */
  requiredCertificates: z.array(z.array(z.string()).check(z.minLength(1))),
  /** Kinds of hosting that need none of them where the customer runs the machines itself: the rule binds those who host for others. */
  certificatesSpared: z.optional(z.array(OptionTypeId)),
  personnel: z.nullable(z.string()),
  crypto: z.nullable(z.string()),
  location: z.nullable(z.string()),
  rule: z.nullable(z.string()),
  natoEquivalent: z.nullable(z.string()),
  euEquivalent: z.nullable(z.string()),
  confidence: Confidence,
  sources: z.array(Citation),
})
export type Classification = Infer<typeof Classification>

export const ClassificationsPack = z.strictObject({
  ...packHead,
  optionTypes: z.array(z.strictObject({ id: OptionTypeId, name: z.string(), site: Site })),
  classifications: z.array(Classification),
})
export type ClassificationsPack = Infer<typeof ClassificationsPack>
