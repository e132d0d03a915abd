/** The providers pack: who operates, who owns, where, with which certificates. Not an assessment by any authority. */
import { packHead } from '../../base/pack.ts'
import { z, type Infer } from '../../base/schema.ts'
import { Citation, Confidence } from '../vocabulary.ts'
import { OptionTypeId } from './classifications-pack.ts'
import { AreaCode } from './jurisdictions-pack.ts'

/** `stated` is a claim whose kind or level is open; only `held` counts, and in progress is not held. */
export const CertificateStatus = z.enum(['held', 'in-progress', 'stated', 'unknown', 'not-possible'])

const ObjectiveTable = z.record(z.string().check(z.regex(/^SOV-[1-8]$/)), z.int())

export const Provider = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/)),
  name: z.string(),
  /** A way of hosting rather than a company. */
  archetype: z.boolean(),
  /** `country` is null where it depends on the customer; `isCustomer` when the operator is the customer itself. */
  operator: z.strictObject({ legalEntity: z.string(), country: z.nullable(AreaCode), isCustomer: z.boolean() }),
  parent: z.strictObject({ name: z.string(), country: z.nullable(AreaCode), isCustomer: z.boolean() }),
  computeOperator: z.nullable(z.enum(['customer', 'provider'])),
  ownershipNote: z.nullable(z.string()),
  regions: z.array(z.string()),
  optionType: OptionTypeId,
  certifications: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      status: CertificateStatus,
      /** The wording of the source. */
      statusText: z.string(),
      confidence: Confidence,
    }),
  ),
  opsStaff: z.nullable(z.string()),
  externalKeyManagement: z.nullable(z.string()),
  airgapOption: z.nullable(z.string()),
  gpuOfferings: z.nullable(z.string()),
  groupEstablishments: z.array(AreaCode),
  /** A desk assessment by a third party, never a result of the Commission. */
  thirdPartyCard: z.nullable(
    z.strictObject({
      scoreBasisPoints: z.nullable(z.int()),
      objectiveBasisPoints: z.nullable(ObjectiveTable),
      objectiveSeal: z.nullable(ObjectiveTable),
      overallSeal: z.nullable(z.int()),
      caveat: z.string(),
      sources: z.array(Citation),
    }),
  ),
  notes: z.nullable(z.string()),
  /** Covers the entry's main facts; certificates carry their own. */
  confidence: Confidence,
  sources: z.array(Citation),
})
export type Provider = Infer<typeof Provider>

export const Certification = z.strictObject({
  id: z.string().check(z.regex(/^[A-Z0-9][A-Z0-9.-]*$/)),
  name: z.string(),
  /** The scheme of the sovereignty pack it belongs to. */
  framework: z.nullable(z.string()),
})

export const ProvidersPack = z.strictObject({
  ...packHead,
  providers: z.array(Provider),
  certifications: z.array(Certification),
})
export type ProvidersPack = Infer<typeof ProvidersPack>
