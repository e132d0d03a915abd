/** Inside or outside the region that an organization trusts as its own. */
import type { JurisdictionFacts } from './facts.ts'
import type { JurisdictionsPack } from './jurisdictions-pack.ts'

export type Whereabouts = 'inside' | 'mixed' | 'outside'

/** Countries that `EU` and `EEA` stand for; every other code stands for itself. */
export function expand(places: readonly string[], pack: JurisdictionsPack): ReadonlySet<string> {
  const codes = new Set<string>()
  for (const place of places) {
    if (place === 'EEA') for (const area of pack.areas) if (area.eeaMember) codes.add(area.code)
    if (place === 'EU') for (const area of pack.areas) if (area.euMember) codes.add(area.code)
    if (place !== 'EEA') codes.add(place)
  }
  return codes
}

export type Region = {
  readonly codes: ReadonlySet<string>
  /** True when the organization's own law is that of the EEA. */
  readonly eea: boolean
}

/** The trusted region, or null when the organization's country is not known and no region was named. */
export function trustedRegion(organization: JurisdictionFacts['organization'], pack: JurisdictionsPack): Region | null {
  const home = pack.areas.find((area) => area.code === organization.country)
  const eea = home?.eeaMember ?? false
  if (organization.trustedRegion !== null && organization.trustedRegion.length > 0) {
    // The law of the Union is a member's own law, however narrow the region it trusts.
    const ownLaw = home?.euMember === true ? ['EU'] : []
    const named = [...expand(organization.trustedRegion, pack)]
    return { codes: new Set([...named, ...ownLaw]), eea }
  }
  if (organization.country === null) return null
  return { codes: expand(eea ? ['EEA'] : [organization.country], pack), eea }
}

export function isInside(region: Region, country: string): boolean {
  return region.codes.has(country)
}

/** Of one country: inside or outside; null when it is not known. */
export function placeOf(region: Region, country: string | null): 'inside' | 'outside' | null {
  return country === null ? null : isInside(region, country) ? 'inside' : 'outside'
}

/** Of several countries. An empty list names no place and so is not known. */
export function whereabouts(region: Region, countries: readonly string[] | null): Whereabouts | null {
  if (countries === null || countries.length === 0) return null
  const inside = countries.filter((country) => isInside(region, country)).length
  return inside === countries.length ? 'inside' : inside === 0 ? 'outside' : 'mixed'
}

/** Share of countries inside, in hundredths of a percent, rounded down so that a share is never overstated. */
export function insideShare(region: Region, countries: readonly string[] | null): number | null {
  if (countries === null || countries.length === 0) return null
  const distinct = [...new Set(countries)]
  return Math.floor((distinct.filter((country) => isInside(region, country)).length * 10_000) / distinct.length)
}
