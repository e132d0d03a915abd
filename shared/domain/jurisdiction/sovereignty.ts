/**
 * Answers to the criteria of the Cloud Sovereignty Framework that facts determine, and the SEAL ceilings they set. A
 * ceiling is an upper bound: criteria without an answer can only lower it.
 */
import { byCodeUnit } from '../vocabulary.ts'
import { dataObtained, holdsOwnKeys, isAttestedTee, siteOf, type Exposure, type JurisdictionPacks } from './exposure.ts'
import type { HostingFacts, JurisdictionFacts } from './facts.ts'
import { insideShare, isInside, placeOf, whereabouts, type Region } from './region.ts'
import { candidates, type RuleFact, type RuleFacts } from './rule.ts'
import type { Criterion, Derivation, ObjectiveCode, Obtains, SovereigntyPack } from './sovereignty-pack.ts'

/** Index of the answer given to each criterion, from 1. */
export type CriterionAnswers = Readonly<Record<string, number>>

/** A criterion that facts would determine if they were known. */
export type CriterionGap = {
  readonly criterion: string
  /** Derived facts that are not known. */
  readonly missing: readonly string[]
  /** Answers that stay possible. */
  readonly possible: readonly number[]
}

export type DerivedAnswers = {
  /** From facts where they determine one, else as declared. */
  readonly answers: CriterionAnswers
  /** Criteria whose answer was declared rather than derived, in order of the framework. */
  readonly declared: readonly string[]
  /** Criteria with no answer at all: each is a gap, neither a zero nor a pass. */
  readonly unanswered: readonly string[]
  readonly gaps: readonly CriterionGap[]
}

export type SealCeilings = {
  /** Null when no criterion has an answer. */
  readonly overall: number | null
  /** Only objectives with an answered criterion. */
  readonly objectives: Readonly<Partial<Record<ObjectiveCode, number>>>
  /** Criteria whose answer sets the overall ceiling. */
  readonly governing: readonly string[]
}

export function deriveAnswers(
  facts: JurisdictionFacts,
  exposures: readonly Exposure[],
  region: Region,
  packs: JurisdictionPacks,
): DerivedAnswers {
  const table = derivationFacts(facts, exposures, region, packs)
  const answers: Record<string, number> = {}
  const gaps: CriterionGap[] = []
  for (const derivation of packs.sovereignty.csf.derivations) {
    const { possible, missing } = possibleAnswers(derivation, table)
    const [answer] = possible
    if (answer !== undefined && possible.length === 1 && missing.length === 0) answers[derivation.criterion] = answer
    else if (missing.length > 0) gaps.push({ criterion: derivation.criterion, missing, possible })
  }
  const declared: string[] = []
  const unanswered: string[] = []
  for (const { id, answers: options } of criteriaOf(packs.sovereignty)) {
    if (answers[id] !== undefined) continue
    const said = facts.criteria[id]
    const possible = gaps.find((gap) => gap.criterion === id)?.possible ?? []
    // What the known facts exclude cannot be declared.
    const fits = options.some(({ index }) => index === said) && (possible.length === 0 || possible.some((index) => index === said))
    if (said !== undefined && fits) {
      answers[id] = said
      declared.push(id)
    } else unanswered.push(id)
  }
  return { answers, declared, unanswered, gaps: gaps.filter(({ criterion }) => answers[criterion] === undefined) }
}

function possibleAnswers(
  derivation: Derivation,
  table: RuleFacts,
): { readonly possible: readonly number[]; readonly missing: readonly string[] } {
  if (derivation.fact !== null) {
    const value = table[derivation.fact] ?? null
    return typeof value === 'number'
      ? { possible: [value], missing: [] }
      : { possible: [], missing: [derivation.fact] }
  }
  const { rows, closed, missing } = candidates(derivation.cases, table)
  const possible = [...new Set(rows.map((row) => row.answer))]
  // Whichever row decides, the answer is the same: what is missing does not matter.
  const settled = closed && possible.length === 1
  return { possible, missing: settled ? [] : missing }
}

/** The facts that derivations name, worked out once. */
function derivationFacts(
  facts: JurisdictionFacts,
  exposures: readonly Exposure[],
  region: Region,
  packs: JurisdictionPacks,
): RuleFacts {
  const { hosting } = facts
  const own = isOwnService(hosting, packs) === true
  const outsideAny = (countries: readonly string[] | null): boolean | null =>
    countries === null ? null : countries.some((country) => !isInside(region, country))
  return {
    operator: own ? 'inside' : placeOf(region, hosting.operatorCountry),
    parent: own ? 'inside' : placeOf(region, hosting.parentCountry),
    foreignControl: own ? 'none' : hosting.foreignControl,
    separateLocalEntity: hosting.separateLocalEntity,
    hardExposure: hardExposure(facts, exposures, packs),
    groupExposure: groupExposure(facts, exposures, packs),
    ownerServiceDenial: ownerServiceDenial(facts, exposures, packs),
    foreignRequestPolicy: hosting.foreignRequestPolicy === null || hosting.foreignRequestPolicy === 'reject'
      ? hosting.foreignRequestPolicy
      : 'stated',
    partnerForeignTechnology:
      hosting.optionType === null
        ? null
        : hosting.optionType === 'OT-PARTNER-SOV'
          ? outsideAny(hosting.swVendorCountries)
          : false,
    computeOperator: hosting.computeOperator,
    keyCustody: hosting.keyCustody,
    customerKeys: holdsOwnKeys(hosting.keyCustody),
    attestedTee: isAttestedTee(hosting.inUseProtection),
    data: whereabouts(region, hosting.dataCountries),
    metadata: whereabouts(region, hosting.metadataCountries),
    residencyExceptions: hosting.residencyExceptions,
    modelOrigin: hosting.modelOrigin,
    foreignHardware: outsideAny(hosting.hwVendorCountries),
    opsShare: insideShare(region, hosting.opsStaffCountries),
    opsStaffCleared: hosting.opsStaffCleared,
    supportShare: insideShare(region, hosting.supportCountries),
    supportEscalationAbroad: hosting.supportEscalationAbroad,
    stackOrigin: hosting.stackOrigin,
    soc: whereabouts(region, hosting.socCountries),
    socEscalationAbroad: hosting.socEscalationAbroad,
    cutoffResilience: hosting.cutoffResilience,
    dependencyGrade: hosting.dependencyGrade,
    releaseControl: hosting.releaseControl,
    openSourceGrade: hosting.ossGrade,
  }
}

/**
 * Whether the operator of the service is the customer, whoever owns the building: it runs its machines on a site of its
 * own or in a room it rents. In a provider's cloud the provider stays the operator, even of machines that the customer
 * administers alone. Null where that is not known.
 */
function isOwnService(hosting: HostingFacts, packs: JurisdictionPacks): boolean | null {
  const site = siteOf(hosting, packs.classifications)
  if (hosting.computeOperator === 'provider' || site === 'provider') return false
  return hosting.computeOperator === null || site === null ? null : true
}

/**
 * Whether a foreign law reaches data or metadata through operator, parent, place, keys, staff or vendor: `silent` when
 * the customer need not be told, `notified` otherwise. The owner of a building with the customer's machines in it is no
 * operator of the service: what it can hand over is no route as long as that cannot be read.
 */
function hardExposure(facts: JurisdictionFacts, exposures: readonly Exposure[], packs: JurisdictionPacks): RuleFact {
  const { hosting } = facts
  const own = isOwnService(hosting, packs) === true
  const { hardBases, hardObtains, blocking } = packs.sovereignty.decisionModel
  // What an owner can hand over in clear counts, operator or not.
  const ownerSpared = (obtains: Obtains): boolean => own && !blocking.obtains.includes(obtains)
  const hard = exposures.filter(({ basis, obtains }) => {
    const counted = ownerSpared(obtains) ? basis.filter((one) => one !== 'operator' && one !== 'parent') : basis
    return hardObtains.includes(obtains) && counted.some((one) => hardBases.includes(one))
  })
  if (hard.some((exposure) => exposure.gagCapable)) return 'silent'
  const read = [hosting.dataCountries, hosting.opsStaffCountries, hosting.vendorRemoteAccess]
  const { metadataCountries, offersServicesIn, groupEstablishments, operatorCountry, parentCountry } = hosting
  const whose = ownerSpared(dataObtained(['parent'], hosting, packs).obtains) ? [] : [operatorCountry, parentCountry]
  const vendors = hosting.vendorRemoteAccess === true ? [hosting.hwVendorCountries, hosting.swVendorCountries] : []
  // Where keys lie abroad, every further route counts, however weak it is by itself.
  const weak = [metadataCountries, offersServicesIn, groupEstablishments, operatorCountry, parentCountry]
  const beside = hosting.keyHolderCountry === null ? [] : weak
  if ([...read, ...whose, ...vendors, ...beside].includes(null)) return null
  return hard.length > 0 ? 'notified' : 'none'
}

/** Whether an establishment of the provider's group abroad triggers a law. */
function groupExposure(facts: JurisdictionFacts, exposures: readonly Exposure[], packs: JurisdictionPacks): boolean | null {
  const { groupEstablishments, operatorCountry, parentCountry } = facts.hosting
  const own = isOwnService(facts.hosting, packs)
  if (own === true) return false
  const areas = new Set(exposures.filter(({ basis }) => basis.includes('group_establishment')).map(({ area }) => area))
  if (areas.size === 0) return groupEstablishments === null ? null : false
  // Where it is not known who operates the service, it is not known either whether the provider's group matters.
  if (own === null) return null
  // An operator or parent that is not known may itself be in one of these areas: that is then its own, harder route.
  const unknown = [operatorCountry, parentCountry].filter((country) => country === null).length
  return areas.size > unknown ? true : null
}

/** Whether a foreign state can order the operator or its parent to stop the service. */
function ownerServiceDenial(facts: JurisdictionFacts, exposures: readonly Exposure[], packs: JurisdictionPacks): boolean | null {
  const { hosting } = facts
  if (isOwnService(hosting, packs) === true) return false
  const found = exposures.some(
    ({ obtains, basis }) => obtains === 'disruption' && (basis.includes('operator') || basis.includes('parent')),
  )
  if (found) return true
  return hosting.operatorCountry === null || hosting.parentCountry === null ? null : false
}

export function criteriaOf(pack: SovereigntyPack): readonly Criterion[] {
  return pack.csf.objectives.flatMap((objective) => objective.criteria)
}

/** The SEAL of an answer, or null when the criterion has no such answer. */
export function sealOf(pack: SovereigntyPack, criterion: string, index: number): number | null {
  const found = criteriaOf(pack).find((one) => one.id === criterion)
  return found?.answers.find((answer) => answer.index === index)?.seal ?? null
}

/** The minimum rule: an objective is as high as its lowest answer, the whole as high as its lowest objective. */
export function sealCeilings(answers: CriterionAnswers, pack: SovereigntyPack): SealCeilings {
  const objectives: Partial<Record<ObjectiveCode, number>> = {}
  const seals: { readonly criterion: string; readonly seal: number }[] = []
  for (const objective of pack.csf.objectives) {
    for (const criterion of objective.criteria) {
      const index = answers[criterion.id]
      if (index === undefined) continue
      const seal = sealOf(pack, criterion.id, index)
      if (seal === null) continue
      seals.push({ criterion: criterion.id, seal })
      objectives[objective.code] = Math.min(objectives[objective.code] ?? seal, seal)
    }
  }
  const overall = seals.length === 0 ? null : Math.min(...seals.map(({ seal }) => seal))
  const governing = seals.filter(({ seal }) => seal === overall).map(({ criterion }) => criterion)
  return { overall, objectives, governing: governing.toSorted(byCodeUnit) }
}
