/**
 * Exposure routes: for each law outside the trusted region, whether a fact puts the hosting under it, through whom, and
 * what it then obtains. Triggers come from the laws, results and confidence from the decision model of the pack.
 */
import { never } from '../../base/result.ts'
import { byCodeUnit, type Confidence } from '../vocabulary.ts'
import type { ClassificationsPack, Site } from './classifications-pack.ts'
import type { HostingFactId, HostingFacts, JurisdictionFacts } from './facts.ts'
import type { Basis, JurisdictionsPack, Law } from './jurisdictions-pack.ts'
import { expand, isInside, type Region } from './region.ts'
import { candidates, type RuleFacts } from './rule.ts'
import type { DecisionModel, KeyCustody, Obtains, RouteConfidence, SovereigntyPack } from './sovereignty-pack.ts'
import { Obtains as ObtainsSchema } from './sovereignty-pack.ts'

/** The packs the engine reads. */
export type JurisdictionPacks = {
  readonly jurisdictions: JurisdictionsPack
  readonly sovereignty: SovereigntyPack
  readonly classifications: ClassificationsPack
}

export type Exposure = {
  readonly law: string
  /** Area whose authority can use the law. */
  readonly area: string
  /** Every fact that puts the hosting under the law, in order of code unit. */
  readonly basis: readonly Basis[]
  readonly obtains: Obtains
  readonly confidence: RouteConfidence
  /** Words of the decision model's row that gave the result; null where the law's own effect gave it. */
  readonly why: string | null
  /** Whether the authority can forbid telling the customer. */
  readonly gagCapable: boolean
  /** How well the law itself is known. */
  readonly lawConfidence: Confidence
}

export type Exposures = {
  readonly exposures: readonly Exposure[]
  /** Facts that could open further routes and are not known. */
  readonly unknownFacts: readonly HostingFactId[]
}

/** Keys that only the customer can use: the provider cannot decrypt stored data without it. */
const customerHeld: readonly KeyCustody[] = ['hyok_external', 'client_side', 'customer_onprem']

export function holdsOwnKeys(custody: KeyCustody | null): boolean | null {
  return custody === null ? null : customerHeld.includes(custody)
}

export function isAttestedTee(protection: string | null): boolean | null {
  return protection === null ? null : protection === 'gpu_tee_customer_attested'
}

export function siteOf(hosting: HostingFacts, pack: ClassificationsPack): Site | null {
  return pack.optionTypes.find((type) => type.id === hosting.optionType)?.site ?? null
}

export function findExposures(facts: JurisdictionFacts, region: Region, packs: JurisdictionPacks): Exposures {
  const exposures = packs.jurisdictions.laws.flatMap((law): readonly Exposure[] => {
    if (!law.active || law.effect === 'none' || isInside(region, law.area)) return []
    const basis = basisOf(law, facts.hosting, packs.jurisdictions)
    return basis.length === 0 ? [] : [exposureOf(law, basis, facts.hosting, packs)]
  })
  return {
    exposures: exposures.toSorted((left, right) => byCodeUnit(left.law, right.law)),
    unknownFacts: unknownTriggers(facts.hosting),
  }
}

/** A way in through a country outside the region of which the pack holds no law that reaches data. */
export type UnlistedPlace = {
  readonly country: string
  readonly basis: 'operator' | 'parent' | 'data' | 'staff' | 'group_establishment' | 'vendor_remote'
}

/**
 * Laws reach operators, owners, data, staff, establishments and vendors that can enter. Where the pack holds none for a
 * country, it is not known whether an authority there can compel: no route found is then no answer.
 */
export function unlistedPlaces({ hosting }: JurisdictionFacts, region: Region, pack: JurisdictionsPack): readonly UnlistedPlace[] {
  const listed = new Set(pack.laws.filter(({ active, effect }) => active && effect === 'data').map(({ area }) => area))
  const places: readonly (readonly [UnlistedPlace['basis'], readonly string[]])[] = [
    ['operator', hosting.operatorCountry === null ? [] : [hosting.operatorCountry]],
    ['parent', hosting.parentCountry === null ? [] : [hosting.parentCountry]],
    ['data', hosting.dataCountries ?? []],
    ['staff', hosting.opsStaffCountries ?? []],
    ['group_establishment', hosting.groupEstablishments ?? []],
    [
      'vendor_remote',
      hosting.vendorRemoteAccess === true ? [...(hosting.hwVendorCountries ?? []), ...(hosting.swVendorCountries ?? [])] : [],
    ],
  ]
  return places.flatMap(([basis, countries]) =>
    [...new Set(countries)]
      .filter((country) => !isInside(region, country) && !listed.has(country))
      .toSorted(byCodeUnit)
      .map((country) => ({ country, basis })),
  )
}

/** The facts that put the hosting under a law. */
function basisOf(law: Law, hosting: HostingFacts, pack: JurisdictionsPack): readonly Basis[] {
  const basis = law.triggers.flatMap((trigger): readonly Basis[] => matched(trigger, law, hosting, pack))
  return [...new Set(basis)].toSorted(byCodeUnit)
}

function matched(trigger: Basis, law: Law, hosting: HostingFacts, pack: JurisdictionsPack): readonly Basis[] {
  const reaches = (countries: readonly string[] | null): boolean => countries?.includes(law.area) ?? false
  const when = (found: boolean): readonly Basis[] => (found ? [trigger] : [])
  switch (trigger) {
    case 'operator':
      return when(hosting.operatorCountry === law.area)
    case 'parent':
      return when(hosting.parentCountry === law.area)
    case 'data':
      // Metadata kept in a country where content is kept too adds no route of its own.
      if (reaches(hosting.dataCountries)) return ['data']
      return reaches(hosting.metadataCountries) ? ['metadata'] : []
    case 'metadata':
      return when(reaches(hosting.metadataCountries))
    case 'key_holder':
      return when(hosting.keyHolderCountry === law.area)
    case 'staff':
      return when(reaches(hosting.opsStaffCountries))
    case 'vendor_remote':
      return when(
        hosting.vendorRemoteAccess === true &&
          (reaches(hosting.swVendorCountries) || reaches(hosting.hwVendorCountries)),
      )
    case 'group_establishment':
      // An establishment in the country of the operator or parent is already that route.
      return when(
        reaches(hosting.groupEstablishments) &&
          hosting.operatorCountry !== law.area &&
          hosting.parentCountry !== law.area,
      )
    case 'offers_services':
      return when(reaches(hosting.offersServicesIn) || offersInUnion(law, hosting, pack))
    case 'sw_vendor':
      return when(reaches(hosting.swVendorCountries))
    case 'hw_vendor':
      return when(reaches(hosting.hwVendorCountries))
    default:
      return never(trigger)
  }
}

/** A law of the Union reaches whoever offers services in a member state or operates from one. */
function offersInUnion(law: Law, { operatorCountry, offersServicesIn }: HostingFacts, pack: JurisdictionsPack): boolean {
  if (law.area !== 'EU') return false
  const union = expand(['EU'], pack)
  return [...(offersServicesIn ?? []), ...(operatorCountry === null ? [] : [operatorCountry])].some((one) => union.has(one))
}

function exposureOf(law: Law, basis: readonly Basis[], hosting: HostingFacts, packs: JurisdictionPacks): Exposure {
  const { obtains, why } = obtainsOf(law, basis, hosting, packs)
  return {
    law: law.id,
    area: law.area,
    basis,
    obtains,
    confidence: confidenceOf(basis, hosting.foreignRequestPolicy, packs.sovereignty.decisionModel),
    why,
    gagCapable: law.gagCapable,
    lawConfidence: law.confidence,
  }
}

function obtainsOf(
  law: Law,
  basis: readonly Basis[],
  hosting: HostingFacts,
  packs: JurisdictionPacks,
): { readonly obtains: Obtains; readonly why: string | null } {
  switch (law.effect) {
    case 'metadata':
    case 'disruption':
    case 'vuln_disclosure':
    case 'none':
      return { obtains: law.effect, why: null }
    case 'transit':
      return { obtains: 'ciphertext', why: null }
    case 'data': {
      const content = dataObtained(basis, hosting, packs)
      // Content beside metadata in one country is one route, and gives no less than the metadata alone would. Metadata
      // that nobody placed may lie there.
      const { metadataCountries: places } = hosting
      const beside = places === null || places.length === 0 || places.includes(law.area)
      if (!basis.includes('data') || !beside) return content
      const metadata = dataObtained(['metadata'], hosting, packs)
      return severity(metadata.obtains) > severity(content.obtains) ? metadata : content
    }
    default:
      return never(law.effect)
  }
}

/** The worst result that the facts leave possible: what is not known is not taken for a protection. */
export function dataObtained(
  basis: readonly Basis[],
  hosting: HostingFacts,
  packs: JurisdictionPacks,
): { readonly obtains: Obtains; readonly why: string | null } {
  const facts: RuleFacts = {
    basis,
    site: siteOf(hosting, packs.classifications),
    computeOperator: hosting.computeOperator,
    customerKeys: holdsOwnKeys(hosting.keyCustody),
    attestedTee: isAttestedTee(hosting.inUseProtection),
  }
  const { rows } = candidates(packs.sovereignty.decisionModel.obtains, facts)
  const worst = rows.toSorted((left, right) => severity(right.result) - severity(left.result))[0]
  return worst === undefined ? { obtains: 'plaintext', why: null } : { obtains: worst.result, why: worst.text }
}

const severities = ObtainsSchema.options

/** Rank of a result, higher is worse. */
export function severity(obtains: Obtains): number {
  return severities.indexOf(obtains)
}

const levels: readonly RouteConfidence[] = ['low', 'medium', 'high']

export function isAtLeast(confidence: RouteConfidence, floor: RouteConfidence): boolean {
  return levels.indexOf(confidence) >= levels.indexOf(floor)
}

/** The surest of the facts counts. A policy to reject foreign requests weakens a route through an establishment only. */
function confidenceOf(basis: readonly Basis[], policy: string | null, model: DecisionModel): RouteConfidence {
  const rejects = policy !== null && model.lowConfidenceGroupPolicies.includes(policy)
  // A place of metadata says nothing about how sure the way to content is that another fact opens.
  const content = basis.filter((one) => one !== 'metadata')
  const found = (content.length > 0 ? content : basis).map((one): RouteConfidence => {
    if (one === 'group_establishment' && rejects) return 'low'
    return model.confidence.find((row) => row.basis === one)?.confidence ?? 'high'
  })
  return levels.findLast((level) => found.includes(level)) ?? 'high'
}

/** Facts of which another value could put the hosting under a further law. */
function unknownTriggers(hosting: HostingFacts): readonly HostingFactId[] {
  const always: readonly HostingFactId[] = [
    'operatorCountry',
    'parentCountry',
    'dataCountries',
    'metadataCountries',
    'opsStaffCountries',
    'groupEstablishments',
    'offersServicesIn',
    'vendorRemoteAccess',
    'hwVendorCountries',
    'swVendorCountries',
  ]
  return always.filter((id) => {
    const value = hosting[id]
    return value === null || (Array.isArray(value) && value.length === 0 && mustHaveOne.includes(id))
  })
}

/** Data, metadata and staff are somewhere: an empty list of places is a missing answer. */
const mustHaveOne: readonly HostingFactId[] = ['dataCountries', 'metadataCountries', 'opsStaffCountries']
