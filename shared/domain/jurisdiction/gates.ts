/**
 * The buyer's requirements and the classification of the data against the hosting. Each gate is met, blocked, or not
 * decidable because a fact is missing: what is not known never meets a requirement.
 */
import type { CadaCeiling } from './cada.ts'
import type { Classification } from './classifications-pack.ts'
import { byCodeUnit } from '../vocabulary.ts'
import { dataObtained, isAtLeast, unlistedPlaces, type Exposure, type JurisdictionPacks } from './exposure.ts'
import { holdsOneOf, type HostingFactId, type HostingFacts, type JurisdictionFacts } from './facts.ts'
import type { Basis } from './jurisdictions-pack.ts'
import { expand, isInside, type Region } from './region.ts'
import { houseGates } from './house-rules.ts'
import { criteriaOf, sealOf, type DerivedAnswers, type SealCeilings } from './sovereignty.ts'

export type GateOutcome = 'met' | 'blocked' | 'unknown'

/** Facts that a gate can lack: those of the hosting, and what the data are. */
export type GateFactId = HostingFactId | 'classification' | 'personal'

export type Gate = {
  /** Issue code of the decision model; for certificates followed by a colon and the alternatives. */
  readonly code: string
  readonly outcome: GateOutcome
  /** Facts that the outcome rests on. */
  readonly facts: readonly HostingFactId[]
  /** Facts that are not known and could change a gate that is not blocked. */
  readonly missing: readonly GateFactId[]
  /** What does not fit: countries, laws, or codes. */
  readonly offending: readonly string[]
  /** Countries whose laws the pack does not hold and that leave the gate open. Missing where there are none. */
  readonly unlisted?: readonly string[]
}

export type GateInputs = {
  readonly facts: JurisdictionFacts
  readonly region: Region
  readonly exposures: readonly Exposure[]
  readonly ceilings: SealCeilings
  readonly derived: DerivedAnswers
  readonly cada: CadaCeiling
  readonly packs: JurisdictionPacks
}

export function classificationOf(facts: JurisdictionFacts, packs: JurisdictionPacks): Classification | null {
  return packs.classifications.classifications.find((one) => one.id === facts.data.classification) ?? null
}

export function checkGates(inputs: GateInputs): readonly Gate[] {
  return [
    ...classificationGates(inputs),
    ...placeGates(inputs),
    ...accessGates(inputs),
    ...staffGates(inputs),
    ...levelGates(inputs),
    ...transferGate(inputs),
    ...houseGates(inputs),
  ]
}

function gate(
  code: string,
  facts: readonly HostingFactId[],
  offending: readonly string[],
  missing: readonly GateFactId[],
): Gate {
  const outcome = offending.length > 0 ? 'blocked' : missing.length > 0 ? 'unknown' : 'met'
  return { code, outcome, facts, missing: outcome === 'unknown' ? missing : [], offending }
}

function classificationGates({ facts, packs }: GateInputs): readonly Gate[] {
  const { hosting } = facts
  const classification = classificationOf(facts, packs)
  const type = hosting.optionType
  const bad = classification !== null && type !== null && !classification.permittedOptionTypes.includes(type)
  // What nobody has stated, and a level that the pack does not hold, permits nothing and forbids nothing.
  const missing: readonly GateFactId[] = [
    ...(classification === null ? (['classification'] as const) : []),
    ...(type === null ? (['optionType'] as const) : []),
  ]
  const gates: Gate[] = [gate('B-CLASS', ['optionType'], bad ? [type] : [], missing)]
  const spared = hosting.computeOperator === 'customer' && classification?.certificatesSpared?.some((one) => one === type) === true
  const required = [
    ...(spared ? [] : (classification?.requiredCertificates ?? [])).map((alternatives) => alternatives.join('|')),
    ...(facts.requirements.requiredCerts ?? []),
  ]
  for (const entry of new Set(required)) {
    const held = holdsOneOf(hosting, entry.split('|'))
    gates.push(gate(`B-CERT:${entry}`, ['certs'], held === false ? [entry] : [], held === null ? ['certs'] : []))
  }
  return gates
}

function placeGates({ facts, packs }: GateInputs): readonly Gate[] {
  const { hosting, requirements } = facts
  const within = (code: string, id: HostingFactId, places: readonly string[] | null, allowed: readonly string[] | null) =>
    allowed === null || allowed.length === 0 ? [] : [placeGate(code, id, places, expand(allowed, packs.jurisdictions))]
  return [
    ...within('B-RESIDENCY', 'dataCountries', hosting.dataCountries, requirements.allowedDataCountries),
    ...within('B-META-RESIDENCY', 'metadataCountries', hosting.metadataCountries, requirements.allowedMetadataCountries),
    ...within('B-STAFF-LOCATION', 'opsStaffCountries', hosting.opsStaffCountries, requirements.staffCountries),
    ...within('B-SUPPORT', 'supportCountries', hosting.supportCountries, requirements.supportWithin).map((found) =>
      escalates(found, hosting.supportEscalationAbroad),
    ),
  ]
}

function placeGate(
  code: string,
  id: HostingFactId,
  places: readonly string[] | null,
  allowed: ReadonlySet<string>,
): Gate {
  const known = places !== null && places.length > 0
  const outside = (places ?? []).filter((place) => !allowed.has(place))
  return gate(code, [id], outside, known ? [] : [id])
}

/** Support is inside only if nothing is passed on abroad either. */
function escalates(found: Gate, abroad: boolean | null): Gate {
  const facts: readonly HostingFactId[] = [...found.facts, 'supportEscalationAbroad']
  const offending = abroad === true ? [...found.offending, 'escalation'] : found.offending
  return gate(found.code, facts, offending, [
    ...found.missing,
    ...(abroad === null ? (['supportEscalationAbroad'] as const) : []),
  ])
}

function accessGates(inputs: GateInputs): readonly Gate[] {
  const { facts, packs } = inputs
  const { hosting, requirements } = facts
  const gates: Gate[] = []
  if (requirements.noForeignAccess === true) gates.push(foreignAccess(inputs))
  if (requirements.noForeignDisruption === true) gates.push(foreignDisruption(inputs))
  const minimum = requirements.minKeyCustody
  if (minimum !== null) {
    const rank = packs.sovereignty.decisionModel.keyRank
    const held = hosting.keyCustody
    const low = held !== null && rank.indexOf(held) < rank.indexOf(minimum)
    gates.push(gate('B-KEY-CUSTODY', ['keyCustody'], low ? [held] : [], held === null ? ['keyCustody'] : []))
  }
  if (requirements.airgap === true) {
    const open = hosting.network !== null && hosting.network !== 'airgap'
    gates.push(gate('B-AIRGAP', ['network'], open ? ['network'] : [], hosting.network === null ? ['network'] : []))
  }
  return gates
}

/** Of these an empty list is an answer: there are none. */
const mayBeNone: readonly HostingFactId[] = ['groupEstablishments', 'offersServicesIn']

/** Facts behind each basis that is sure enough to block. */
const accessRoutes: readonly (readonly [HostingFactId, Basis])[] = [
  ['operatorCountry', 'operator'],
  ['parentCountry', 'parent'],
  ['dataCountries', 'data'],
  ['opsStaffCountries', 'staff'],
  ['groupEstablishments', 'group_establishment'],
  ['vendorRemoteAccess', 'vendor_remote'],
]

function foreignAccess({ facts, region, exposures, packs }: GateInputs): Gate {
  const { hosting } = facts
  const { obtains, atLeast } = packs.sovereignty.decisionModel.blocking
  const laws = exposures
    .filter((found) => obtains.includes(found.obtains) && isAtLeast(found.confidence, atLeast))
    .map((found) => found.law)
  const vendors: readonly HostingFactId[] =
    hosting.vendorRemoteAccess === true ? ['hwVendorCountries', 'swVendorCountries'] : []
  // A missing fact matters only where a route through it, with the keys that lie abroad, would reach data in clear.
  const keys: readonly Basis[] = hosting.keyHolderCountry === null ? [] : ['key_holder']
  // With keys abroad, services offered there make the same law reach keys and ciphertext.
  const offers: typeof accessRoutes = keys.length > 0 ? [['offersServicesIn', 'offers_services']] : []
  const missing = [...accessRoutes, ...offers]
    .filter(([id, basis]) => (mayBeNone.includes(id) ? hosting[id] === null : isMissing(hosting[id])) && obtains.includes(dataObtained([basis, ...keys], hosting, packs).obtains))
    .map(([id]) => id)
  const read = [...accessRoutes.map(([id]) => id), 'keyCustody', 'inUseProtection', 'computeOperator'] as const
  const found = gate('B-FOREIGN-ACCESS', read, laws, [...missing, ...vendors.filter((id) => hosting[id] === null)])
  const unlisted = unlistedPlaces(facts, region, packs.jurisdictions)
    .filter(({ basis }) => obtains.includes(dataObtained([basis, ...keys], hosting, packs).obtains))
    .map(({ country }) => country)
  if (found.outcome === 'blocked' || unlisted.length === 0) return found
  return { ...found, outcome: 'unknown', unlisted: [...new Set(unlisted)].toSorted(byCodeUnit) }
}

/** Why nobody abroad can stop the service: it runs without them. Null when nothing says so. */
export function survivesCutOff({ disconnectTested, network }: HostingFacts): 'air-gap' | 'disconnect-tested' | null {
  if (network === 'airgap') return 'air-gap'
  return disconnectTested === true ? 'disconnect-tested' : null
}

/** Operators, owners and makers of software abroad whose country's rules on stopping a service the pack does not hold. */
function unreadOnDisruption({ facts: { hosting }, region, packs }: GateInputs): readonly string[] {
  const read = new Set(packs.jurisdictions.laws.filter(({ active, effect }) => active && effect === 'disruption').map(({ area }) => area))
  const places = [hosting.operatorCountry, hosting.parentCountry, ...(hosting.swVendorCountries ?? [])].flatMap((country) => country ?? [])
  return [...new Set(places)].filter((country) => !isInside(region, country) && !read.has(country)).toSorted(byCodeUnit)
}

function foreignDisruption(inputs: GateInputs): Gate {
  const { facts, exposures } = inputs
  const { hosting } = facts
  const code = 'B-DISRUPTION'
  const read = ['operatorCountry', 'parentCountry', 'swVendorCountries', 'disconnectTested', 'network'] as const
  if (survivesCutOff(hosting) !== null) return gate(code, read, [], [])
  const laws = exposures
    .filter((found) => found.obtains === 'disruption' && isAtLeast(found.confidence, 'medium'))
    .map((found) => found.law)
  const safeguards = (['disconnectTested', 'network'] as const).filter((id) => hosting[id] === null)
  if (laws.length > 0) return gate(code, read, safeguards.length > 0 ? [] : laws, safeguards)
  const routes: readonly HostingFactId[] = ['operatorCountry', 'parentCountry', 'swVendorCountries', 'vendorRemoteAccess']
  // Hardware alone is a weak route; a vendor that can also enter is not.
  const entering: readonly HostingFactId[] = hosting.vendorRemoteAccess === true ? ['hwVendorCountries'] : []
  const found = gate(code, read, [], [...routes, ...entering].filter((id) => hosting[id] === null))
  // That no law is in the pack is no evidence that an authority over one of them cannot.
  const unlisted = unreadOnDisruption(inputs)
  return unlisted.length === 0 ? found : { ...found, outcome: 'unknown', unlisted }
}

function staffGates({ facts, packs }: GateInputs): readonly Gate[] {
  const { hosting, requirements } = facts
  const gates: Gate[] = []
  const citizenship = requirements.staffCitizenship
  if (citizenship !== null && citizenship !== 'any') {
    const held = hosting.opsCitizenship
    const fits = held !== null && expand([citizenship], packs.jurisdictions).has(held)
    gates.push(
      gate(
        'B-STAFF-CITIZENSHIP',
        ['opsCitizenship'],
        held !== null && !fits ? [held] : [],
        held === null ? ['opsCitizenship'] : [],
      ),
    )
  }
  if (requirements.staffClearance === true) {
    const cleared = hosting.opsStaffCleared
    gates.push(
      gate(
        'B-STAFF-CLEARANCE',
        ['opsStaffCleared'],
        cleared === false ? ['opsStaffCleared'] : [],
        cleared === null ? ['opsStaffCleared'] : [],
      ),
    )
  }
  return gates
}

function levelGates({ facts, ceilings, derived, cada, packs }: GateInputs): readonly Gate[] {
  const { minSeal, cadaLevel } = facts.requirements
  const gates: Gate[] = []
  if (minSeal !== null) {
    const low = ceilings.overall !== null && ceilings.overall < minSeal
    const open = criteriaOf(packs.sovereignty)
      .filter(({ id }) => derived.unanswered.includes(id))
      .filter(({ id, answers }) => {
        const possible = derived.gaps.find((gap) => gap.criterion === id)?.possible ?? []
        const left = possible.length === 0 ? answers.map(({ index }) => index) : possible
        return left.some((index) => (sealOf(packs.sovereignty, id, index) ?? 0) < minSeal)
      })
      .map(({ id }) => id)
    const unknown = ceilings.overall === null || open.length > 0
    gates.push({
      code: 'B-SEAL',
      outcome: low ? 'blocked' : unknown ? 'unknown' : 'met',
      facts: [],
      missing: [],
      offending: low ? ceilings.governing : open,
    })
  }
  if (cadaLevel !== null && cada.applicable) {
    // Blocked once what is known rules the level out; below it for want of facts alone, it is open.
    const ruledOut = cada.reachable !== null && cada.reachable < cadaLevel
    const reached = cada.ceiling !== null && cada.ceiling >= cadaLevel
    gates.push(gate('B-CADA', [], ruledOut ? [String(cada.ceiling ?? cada.reachable)] : [], reached ? [] : cada.missing))
  }
  return gates
}

/**
 * GDPR, chapter V: personal data of an EEA organization that reaches a country without adequacy needs a tool. Where
 * nobody has said whether the data are personal, only a gate that they would pass either way is met.
 */
function transferGate(inputs: GateInputs): readonly Gate[] {
  const { personal } = inputs.facts.data
  if (!inputs.region.eea || personal === false) return []
  const found = transfers(inputs)
  if (personal === true || found.outcome === 'met') return [found]
  return [{ ...found, outcome: 'unknown', missing: ['personal', ...found.missing], offending: [] }]
}

function transfers({ facts: { hosting }, packs }: GateInputs): Gate {
  const lists: readonly HostingFactId[] = ['dataCountries', 'metadataCountries', 'supportCountries']
  const read: readonly HostingFactId[] = [...lists, 'dpfCertified', 'transferTool']
  // A tool covers every transfer, wherever it leads.
  if (hosting.transferTool === true) return gate('B-TRANSFER', read, [], [])
  const countries = new Set([hosting.dataCountries, hosting.metadataCountries, hosting.supportCountries].flatMap((list) => list ?? []))
  const inadequate: string[] = []
  const missing: HostingFactId[] = lists.filter((id) => isMissing(hosting[id]))
  for (const country of countries) {
    const adequacy = packs.jurisdictions.areas.find((area) => area.code === country)?.adequacy
    if (adequacy === undefined || adequacy.status === 'none') inadequate.push(country)
    else if (adequacy.condition === 'dpf-certification' && hosting.dpfCertified !== true) {
      if (hosting.dpfCertified === null) missing.push('dpfCertified')
      else inadequate.push(country)
    }
  }
  return gate('B-TRANSFER', read, inadequate, missing)
}

function isMissing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}
