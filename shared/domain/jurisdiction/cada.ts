/** Ceiling of the Union assurance levels that the proposed Cloud and AI Development Act would set. Not law. */
import type { Exposure, JurisdictionPacks } from './exposure.ts'
import { holdsOneOf, type HostingFactId, type JurisdictionFacts } from './facts.ts'
import { expand, placeOf, whereabouts, type Region } from './region.ts'

export type CadaCeiling = {
  /** False outside the EEA and wherever the customer runs the machines. */
  readonly applicable: boolean
  /** 0 to 4; null when not applicable or when the floor itself cannot be judged. */
  readonly ceiling: number | null
  /** The ceiling if every fact that is not known turned out well: what is known rules out more. Null when not applicable. */
  readonly reachable: number | null
  /** Facts not known that could change the ceiling. */
  readonly missing: readonly HostingFactId[]
}

/** A condition that a level needs: true, false, or not known. A level that is not evidenced is not reached. */
type Check = { readonly cap: number; readonly met: boolean | null; readonly fact: HostingFactId }

export function cadaCeiling(
  facts: JurisdictionFacts,
  exposures: readonly Exposure[],
  region: Region,
  packs: JurisdictionPacks,
): CadaCeiling {
  const { hosting } = facts
  // The proposal speaks of the Union, however wide or narrow the region is that the organization trusts.
  const union: Region = { codes: expand(['EEA'], packs.jurisdictions), eea: true }
  const site = packs.classifications.optionTypes.find((type) => type.id === hosting.optionType)?.site ?? 'provider'
  const ownSite = site !== 'provider' && hosting.optionType !== 'OT-VENDOR-AIRGAP'
  if (!region.eea || ownSite || hosting.computeOperator === 'customer')
    return { applicable: false, ceiling: null, reachable: null, missing: [] }
  const checks = checksOf(facts, exposures, union, packs)
  const missing = [...new Set(checks.filter((check) => check.met === null).map((check) => check.fact))]
  const failed = checks.filter((check) => check.met !== true)
  const lowest = (of: readonly Check[]): number => Math.min(4, ...of.map((check) => check.cap))
  const ceiling = lowest(failed)
  const reachable = lowest(failed.filter((check) => check.met === false))
  const floorUnknown = ceiling === 0 && reachable > 0
  return { applicable: true, ceiling: floorUnknown ? null : ceiling, reachable, missing }
}

function checksOf(
  facts: JurisdictionFacts,
  exposures: readonly Exposure[],
  region: Region,
  packs: JurisdictionPacks,
): readonly Check[] {
  const { hosting } = facts
  const { substantial, high } = packs.sovereignty.cada.recognizedCertificates
  const inside = (countries: readonly string[] | null): boolean | null => {
    const where = whereabouts(region, countries)
    return where === null ? null : where === 'inside'
  }
  const outside = (countries: readonly string[] | null): boolean | null =>
    countries === null ? null : countries.some((country) => placeOf(region, country) === 'outside')
  const reportsVulnerabilities = exposures.some((exposure) => exposure.obtains === 'vuln_disclosure')
  const foreign = foreignControl(facts, region)
  const citizens =
    hosting.opsCitizenship === null
      ? null
      : hosting.opsCitizenship === 'EU' || placeOf(region, hosting.opsCitizenship) === 'inside'
  const foreignSoftware = or(
    outside(hosting.swVendorCountries),
    hosting.stackOrigin === null ? null : hosting.stackOrigin.startsWith('foreign'),
  )
  return [
    { cap: 0, met: is(placeOf(region, hosting.operatorCountry), 'inside'), fact: 'operatorCountry' },
    { cap: 0, met: inside(hosting.dataCountries), fact: 'dataCountries' },
    { cap: 0, met: inside(hosting.metadataCountries), fact: 'metadataCountries' },
    { cap: 0, met: not(hosting.residencyExceptions), fact: 'residencyExceptions' },
    { cap: 0, met: !reportsVulnerabilities, fact: 'parentCountry' },
    { cap: 1, met: inside(hosting.opsStaffCountries), fact: 'opsStaffCountries' },
    { cap: 1, met: inside(hosting.supportCountries), fact: 'supportCountries' },
    { cap: 1, met: not(hosting.supportEscalationAbroad), fact: 'supportEscalationAbroad' },
    { cap: 1, met: holdsOneOf(hosting, substantial), fact: 'certs' },
    { cap: 1, met: or(not(foreign), hosting.ringFenced), fact: 'ringFenced' },
    { cap: 2, met: not(foreign), fact: hosting.parentCountry === null ? 'parentCountry' : 'foreignControl' },
    { cap: 2, met: citizens, fact: 'opsCitizenship' },
    { cap: 3, met: holdsOneOf(hosting, high), fact: 'certs' },
    { cap: 3, met: not(foreignSoftware), fact: hosting.stackOrigin === null ? 'stackOrigin' : 'swVendorCountries' },
  ]
}

/** Control from outside the region: a parent there, or a share or veto that can decide. A minor share is none. */
function foreignControl(facts: JurisdictionFacts, region: Region): boolean | null {
  const { foreignControl: control, parentCountry } = facts.hosting
  return or(
    is(placeOf(region, parentCountry), 'outside'),
    control === null ? null : control === 'full' || control === 'blocking',
  )
}

function is<T extends string>(value: T | null, expected: T): boolean | null {
  return value === null ? null : value === expected
}

function not(value: boolean | null): boolean | null {
  return value === null ? null : !value
}

function or(left: boolean | null, right: boolean | null): boolean | null {
  if (left === true || right === true) return true
  return left === null || right === null ? null : false
}
