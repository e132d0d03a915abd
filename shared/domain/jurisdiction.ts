/**
 * Who can compel what, through whom, and how sovereign a hosting can be at most. A pure function of facts and packs.
 * Its results are routes and ceilings, never findings of conformity: facts that were not given can only lower them.
 */
import { fail, ok, type Result } from '../base/result.ts'
import { cadaCeiling, type CadaCeiling } from './jurisdiction/cada.ts'
import { findExposures, unlistedPlaces, type Exposure, type JurisdictionPacks, type UnlistedPlace } from './jurisdiction/exposure.ts'
import type { HostingFactId, JurisdictionFacts } from './jurisdiction/facts.ts'
import { checkGates, type Gate } from './jurisdiction/gates.ts'
import { trustedRegion } from './jurisdiction/region.ts'
import { deriveAnswers, sealCeilings, type DerivedAnswers, type SealCeilings } from './jurisdiction/sovereignty.ts'
import { byCodeUnit } from './vocabulary.ts'

export type JurisdictionResult = {
  /** Codes of the trusted region, in order. */
  readonly region: readonly string[]
  readonly exposures: readonly Exposure[]
  /** Facts that could open further routes and are not known. */
  readonly unknownFacts: readonly HostingFactId[]
  /** Ways in through countries of which the pack holds no law: whether somebody there can compel is not known. */
  readonly unlisted: readonly UnlistedPlace[]
  readonly derived: DerivedAnswers
  readonly ceilings: SealCeilings
  readonly cada: CadaCeiling
  readonly gates: readonly Gate[]
  /** Codes of the gates that are blocked, each once, in order. */
  readonly blockingIssues: readonly string[]
}

/** Without the organization's country nothing is foreign and nothing is domestic. */
export type JurisdictionProblem = { readonly code: 'no-organization-country' }

export function assessJurisdiction(
  facts: JurisdictionFacts,
  packs: JurisdictionPacks,
): Result<JurisdictionResult, JurisdictionProblem> {
  const region = trustedRegion(facts.organization, packs.jurisdictions)
  if (region === null) return fail({ code: 'no-organization-country' })
  const { exposures, unknownFacts } = findExposures(facts, region, packs)
  const derived = deriveAnswers(facts, exposures, region, packs)
  const ceilings = sealCeilings(derived.answers, packs.sovereignty)
  const cada = cadaCeiling(facts, exposures, region, packs)
  const gates = checkGates({ facts, region, exposures, ceilings, derived, cada, packs })
  const blocked = gates.filter((gate) => gate.outcome === 'blocked').map((gate) => gate.code)
  return ok({
    region: [...region.codes].toSorted(byCodeUnit),
    exposures,
    unknownFacts,
    unlisted: unlistedPlaces(facts, region, packs.jurisdictions),
    derived,
    ceilings,
    cada,
    gates,
    blockingIssues: [...new Set(blocked)].toSorted(byCodeUnit),
  })
}
