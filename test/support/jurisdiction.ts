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

export function factsFrom(
  home: string,
  hosting: Hosting,
  more: Record<string, unknown> = {},
  region: string[] | null = null,
): JurisdictionFacts {
  const facts = parse(JurisdictionFacts, {
    organization: { country: home, trustedRegion: region },
    data: { classification: null, personal: false, ...(more['data'] as object | undefined) },
    hosting,
    requirements: more['requirements'] ?? {},
    houseRules: more['houseRules'] ?? [],
  })
  if (!facts.ok) throw new Error(JSON.stringify(facts.problem))
  return facts.value
}

export function assess(home: string, hosting: Hosting, more: Record<string, unknown> = {}, region: string[] | null = null): JurisdictionResult {
  const result = assessJurisdiction(factsFrom(home, { ...clean(home), ...hosting }, more, region), knowledge)
  if (!result.ok) throw new Error(result.problem.code)
  return result.value
}
