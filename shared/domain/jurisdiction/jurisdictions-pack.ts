/** The jurisdictions pack: areas of law, the laws that compel access or stop service, and what triggers them. */
import { packHead } from '../../base/pack.ts'
import { z, type Infer } from '../../base/schema.ts'
import { Citation, Confidence, LegalStatus, OtherNames } from '../vocabulary.ts'

/** An ISO 3166-1 alpha-2 code, or `EU` for the Union. */
export const AreaCode = z.string().check(z.regex(/^[A-Z]{2}$/))

/** A fact that puts a hosting under a law. The first ten stand in the laws; `metadata` comes with the trigger `data`. */
export const Basis = z.enum([
  'operator',
  'parent',
  'data',
  'metadata',
  'key_holder',
  'staff',
  'vendor_remote',
  'group_establishment',
  'offers_services',
  'sw_vendor',
  'hw_vendor',
])
export type Basis = Infer<typeof Basis>

/** What a law can bring about. `transit` is listening on cables without power over a provider. */
export const Effect = z.enum(['data', 'metadata', 'disruption', 'vuln_disclosure', 'transit', 'none'])
export type Effect = Infer<typeof Effect>

export const Law = z.strictObject({
  id: z.string().check(z.regex(/^[A-Z][A-Z0-9-]*$/)),
  area: AreaCode,
  name: z.string(),
  otherNames: z.optional(OtherNames),
  citation: z.string(),
  mechanism: z.string(),
  triggers: z.array(Basis),
  effect: Effect,
  /** Whether the authority can forbid telling the customer. */
  gagCapable: z.boolean(),
  status: LegalStatus,
  /** Whether orders can still be made under it; a lapsed statute can live on in its certifications. */
  active: z.boolean(),
  statusText: z.nullable(z.string()),
  note: z.nullable(z.string()),
  confidence: Confidence,
  sources: z.array(Citation),
})
export type Law = Infer<typeof Law>

const Adequacy = z.strictObject({
  status: z.enum(['not-needed', 'adequate', 'partial', 'none']),
  instrument: z.nullable(z.string()),
  date: z.nullable(z.string()),
  scope: z.nullable(z.string()),
  /** What a partial decision asks of the recipient. */
  condition: z.nullable(
    z.enum(['dpf-certification', 'commercial-recipient', 'private-sector-recipient', 'automated-processing']),
  ),
  confidence: Confidence,
  instrumentConfidence: z.nullable(Confidence),
  sources: z.array(Citation),
})

export const Area = z.strictObject({
  code: AreaCode,
  name: z.string(),
  euMember: z.boolean(),
  eeaMember: z.boolean(),
  adequacy: Adequacy,
  /** Laws of the area, or of the Union it belongs to, that are recorded here. */
  laws: z.array(z.string()),
  lawsNote: z.nullable(z.string()),
  shieldLaws: z.array(
    z.strictObject({
      id: z.string(),
      citation: z.string(),
      otherNames: z.optional(OtherNames),
      effect: z.string(),
      confidence: Confidence,
      sources: z.array(Citation),
    }),
  ),
  executiveAgreements: z.array(z.string()),
  localization: z.array(z.strictObject({ rule: z.string(), confidence: Confidence })),
  alliances: z.array(z.string()),
  nato: z.boolean(),
  exportControl: z.nullable(z.strictObject({ position: z.string(), rule: z.string(), confidence: Confidence })),
  nationalScheme: z.nullable(z.string()),
})
export type Area = Infer<typeof Area>

export const JurisdictionsPack = z.strictObject({
  ...packHead,
  areas: z.array(Area),
  laws: z.array(Law),
  specialCodes: z.array(z.strictObject({ code: z.string(), name: z.string(), aliasOf: z.nullable(z.string()) })),
  notes: z.array(z.string()),
})
export type JurisdictionsPack = Infer<typeof JurisdictionsPack>
