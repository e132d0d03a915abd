/** A hosting for tests of the jurisdiction engine: nothing foreign about it but what a test adds. */
import { parse } from '../../shared/base/schema.ts'
import { assessJurisdiction, type JurisdictionResult } from '../../shared/domain/jurisdiction.ts'
import { JurisdictionFacts, type HostingFacts } from '../../shared/domain/jurisdiction/facts.ts'
import { knowledge } from './knowledge.ts'

export type Hosting = Partial<Record<keyof HostingFacts, unknown>>

/** A provider inside the region with nothing foreign about it but what a test adds. */
export const clean = (home: string): Hosting => ({
  optionType: 'OT-TR-PROVIDER',
  operatorCountry: home,
  parentCountry: home,
  foreignControl: 'none',
  separateLocalEntity: true,
  dataCountries: [home],
  metadataCountries: [home],
  residencyExceptions: false,
  groupEstablishments: [],
  offersServicesIn: [],
  computeOperator: 'provider',
  opsStaffCountries: [home],
  opsStaffCleared: false,
  opsCitizenship: 'any',
  supportCountries: [home],
  supportEscalationAbroad: false,
  keyCustody: 'cmk_provider_kms',
  inUseProtection: 'none',
  network: 'private',
  vendorRemoteAccess: false,
  disconnectTested: false,
  ringFenced: false,
  hwVendorCountries: [],
  swVendorCountries: [],
  stackOrigin: 'trusted_core',
  socCountries: [home],
  socEscalationAbroad: false,
  certs: [],
  modelOrigin: 'open_foreign',
  dpfCertified: false,
})

export function assess(home: string, hosting: Hosting, more: Record<string, unknown> = {}, region: string[] | null = null): JurisdictionResult {
  const facts = parse(JurisdictionFacts, {
    organization: { country: home, trustedRegion: region },
    data: { classification: null, personal: false, ...(more['data'] as object | undefined) },
    hosting: { ...clean(home), ...hosting },
    requirements: more['requirements'] ?? {},
    houseRules: more['houseRules'] ?? [],
  })
  if (!facts.ok) throw new Error(JSON.stringify(facts.problem))
  const result = assessJurisdiction(facts.value, knowledge)
  if (!result.ok) throw new Error(result.problem.code)
  return result.value
}
