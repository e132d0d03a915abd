/**
 * The facts of a hosting that the jurisdiction engine reads. Null is always "not known", with two exceptions that say
 * so: a key holder and a request policy that nobody named.
 */
import { z, type Infer } from '../../base/schema.ts'
import { OptionTypeId } from './classifications-pack.ts'
import { Condition } from './rule.ts'
import { KeyCustody } from './sovereignty-pack.ts'

/** A country, or a group of them: `EU`, `EEA`. */
const Place = z.string().check(z.regex(/^[A-Z]{2,4}$/))
const Grade = known(z.int().check(z.minimum(1), z.maximum(5)))

function known<S extends z.ZodMiniType>(schema: S): z.ZodMiniPrefault<z.ZodMiniNullable<S>> {
  return z.prefault(z.nullable(schema), null)
}

export const ForeignControl = z.enum(['none', 'minor', 'blocking', 'full'])
export const StackOrigin = z.enum([
  'foreign_closed',
  'foreign_partial',
  'foreign_open',
  'trusted_core',
  'trusted_majority',
  'trusted_all',
])
export const ModelOrigin = z.enum(['closed_foreign', 'licensed_foreign', 'open_foreign', 'trusted_led'])

export const HostingFacts = z.strictObject({
  optionType: known(OptionTypeId),
  operatorCountry: known(Place),
  /** Country of the ultimate parent. */
  parentCountry: known(Place),
  /** From outside the trusted region: `minor` below 25 % without veto, `blocking` from 25 % or with a veto. */
  foreignControl: known(ForeignControl),
  separateLocalEntity: known(z.boolean()),
  dataCountries: known(z.array(Place)),
  metadataCountries: known(z.array(Place)),
  residencyExceptions: known(z.boolean()),
  groupEstablishments: known(z.array(Place)),
  /** Null when the provider states none. */
  foreignRequestPolicy: known(z.string()),
  offersServicesIn: known(z.array(Place)),
  /** Who runs the machines that hold data in clear. Not known counts as the provider. */
  computeOperator: known(z.enum(['customer', 'provider'])),
  opsStaffCountries: known(z.array(Place)),
  opsStaffCleared: known(z.boolean()),
  /** `any`, `EU`, or the one country whose citizens alone operate. */
  opsCitizenship: known(z.string()),
  supportCountries: known(z.array(Place)),
  supportEscalationAbroad: known(z.boolean()),
  /** Not known counts as keys that the provider can use. */
  keyCustody: known(KeyCustody),
  /** Null when nobody but the customer and the provider holds keys. */
  keyHolderCountry: known(Place),
  /** Only `gpu_tee_customer_attested` protects data in use. */
  inUseProtection: known(z.string()),
  network: known(z.string()),
  vendorRemoteAccess: known(z.boolean()),
  disconnectTested: known(z.boolean()),
  ringFenced: known(z.boolean()),
  hwVendorCountries: known(z.array(Place)),
  swVendorCountries: known(z.array(Place)),
  stackOrigin: known(StackOrigin),
  socCountries: known(z.array(Place)),
  socEscalationAbroad: known(z.boolean()),
  /** Certificates held. In progress is not held. */
  certs: known(z.array(z.string())),
  /** False when the list names only what is known to be held, so that others are open. */
  certsComplete: z.prefault(z.boolean(), true),
  /** Certificates known not to be held: refused, impossible, or in progress. */
  certsNotHeld: z.prefault(z.array(z.string()), []),
  modelOrigin: known(ModelOrigin),
  /** Answers 1 to 5 of SOV-1.8, SOV-5.6, SOV-5.5 and SOV-6.3. */
  cutoffResilience: Grade,
  dependencyGrade: Grade,
  releaseControl: Grade,
  ossGrade: Grade,
  dpfCertified: known(z.boolean()),
  /** Whether a tool for transfers (GDPR, Art. 46) is on record. Null is no tool on record. */
  transferTool: known(z.boolean()),
})
export type HostingFacts = Infer<typeof HostingFacts>

/** What the buyer asks. Null asks nothing. */
export const HostingRequirements = z.strictObject({
  allowedDataCountries: known(z.array(Place)),
  allowedMetadataCountries: known(z.array(Place)),
  noForeignAccess: known(z.boolean()),
  noForeignDisruption: known(z.boolean()),
  minKeyCustody: known(KeyCustody),
  /** Each entry must be met; `A|B` names alternatives. */
  requiredCerts: known(z.array(z.string())),
  staffCitizenship: known(z.string()),
  staffClearance: known(z.boolean()),
  staffCountries: known(z.array(Place)),
  supportWithin: known(z.array(Place)),
  airgap: known(z.boolean()),
  minSeal: known(z.int()),
  cadaLevel: known(z.int()),
})
export type HostingRequirements = Infer<typeof HostingRequirements>

/** A rule of the organization itself: where all of `applies` hold, all of `requires` must hold. Places may be `EU` and `EEA`. */
export const HouseRule = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,80}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  applies: z.array(Condition).check(z.maxLength(20)),
  requires: z.array(Condition).check(z.minLength(1), z.maxLength(20)),
})
export type HouseRule = Infer<typeof HouseRule>

export const JurisdictionFacts = z.strictObject({
  organization: z.strictObject({
    country: known(Place),
    /** Countries or groups trusted as one's own; null takes the EEA for its members, else the own country. */
    trustedRegion: known(z.array(Place)),
  }),
  data: z.strictObject({ classification: known(z.string()), personal: known(z.boolean()) }),
  hosting: HostingFacts,
  requirements: HostingRequirements,
  /** Answers to criteria of the framework, by index, for those that the other facts do not determine. */
  criteria: z.prefault(z.record(z.string(), z.int()), {}),
  houseRules: z.prefault(z.array(HouseRule), []),
})
export type JurisdictionFacts = Infer<typeof JurisdictionFacts>

/** Names a fact of the hosting in lists of what is missing. */
export type HostingFactId = keyof HostingFacts

/** Whether one of several certificates is held: yes, no, or not known. */
export function holdsOneOf(hosting: HostingFacts, certificates: readonly string[]): boolean | null {
  if (hosting.certs?.some((held) => certificates.includes(held)) === true) return true
  if (hosting.certs !== null && hosting.certsComplete) return false
  return certificates.every((certificate) => hosting.certsNotHeld.includes(certificate)) ? false : null
}
