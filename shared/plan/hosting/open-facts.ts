/** Facts that are not known and whose value could open a further route or lower the ceiling: without them nothing is settled. */
import type { JurisdictionResult } from '../../domain/jurisdiction.ts'
import { findExposures, severity, isAtLeast, type Exposure } from '../../domain/jurisdiction/exposure.ts'
import type { HostingFactId, JurisdictionFacts } from '../../domain/jurisdiction/facts.ts'
import { trustedRegion } from '../../domain/jurisdiction/region.ts'
import { criteriaOf, sealOf, type CriterionGap } from '../../domain/jurisdiction/sovereignty.ts'
import type { SovereigntyPack } from '../../domain/jurisdiction/sovereignty-pack.ts'
import { message, type Finding, type Reason } from '../../domain/vocabulary.ts'
import type { FieldId } from '../fields.ts'
import { hostingFields } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'

type FactId = keyof typeof hostingFields

/** One finding for all of them, with each as a remedy. */
export function factsNotKnown(
  facts: JurisdictionFacts,
  result: JurisdictionResult,
  knowledge: Knowledge,
): readonly Finding[] {
  const routes = openRouteFacts(facts, result, knowledge)
  const ceiling = openCeilingFacts(facts, result, knowledge)
  const open = factIds.filter((id) => routes.includes(id) || ceiling.includes(id)).map((id) => hostingFields[id])
  const [first] = open
  if (first === undefined) return []
  const headline = message('jurisdiction.factsNotKnown', { count: open.length })
  const label = (field: FieldId) => ({ field: { term: `field.${field}.label` } })
  const reasons = (ids: readonly FactId[], id: string): readonly Reason[] =>
    factIds
      .filter((fact) => ids.includes(fact))
      .map((fact) => ({ step: 'fact', message: message(id, label(hostingFields[fact])), field: hostingFields[fact] }))
  return [
    {
      id: 'hosting/facts-not-known',
      rule: 'jurisdiction/facts-not-known',
      stage: 'hosting',
      level: 'unknown',
      headline,
      because: [
        ...reasons(routes, 'jurisdiction.couldOpenRoute'),
        ...reasons(ceiling, 'jurisdiction.couldLowerCeiling'),
        { step: 'result', message: headline, field: null },
      ],
      sources: [],
      remedies: open.map((field) => ({ message: message('jurisdiction.answer', label(field)), field, value: null })),
      field: first,
      confirm: false,
    },
  ]
}

const isFactId = (id: string): id is FactId => Object.hasOwn(hostingFields, id)
const factIds = Object.keys(hostingFields).filter(isFactId)

/** Each is tried with every country that has a law: whether a law or a result is added says whether it matters. */
export function openRouteFacts(
  facts: JurisdictionFacts,
  { unknownFacts, exposures }: Pick<JurisdictionResult, 'unknownFacts' | 'exposures'>,
  knowledge: Knowledge,
): readonly FactId[] {
  const region = trustedRegion(facts.organization, knowledge.jurisdictions)
  if (region === null) return []
  const areas = [...new Set(knowledge.jurisdictions.laws.map((law) => law.area))]
  return unknownFacts.filter(isFactId).filter((id) =>
    trials(id, areas).some((value) => {
      const tried = findExposures({ ...facts, hosting: { ...facts.hosting, [id]: value } }, region, knowledge)
      return tried.exposures.some((one) => isWorse(one, exposures))
    }),
  )
}

function trials(id: FactId, areas: readonly string[]): readonly unknown[] {
  if (id === 'vendorRemoteAccess') return [true]
  return id === 'operatorCountry' || id === 'parentCountry' ? areas : [areas]
}

function isWorse(tried: Exposure, known: readonly Exposure[]): boolean {
  const same = known.find((one) => one.law === tried.law)
  return same === undefined || severity(tried.obtains) > severity(same.obtains) || !isAtLeast(same.confidence, tried.confidence)
}

/** Facts behind each fact that derivations name, where the names differ. */
const behind: Readonly<Record<string, readonly FactId[]>> = {
  operator: ['operatorCountry'],
  parent: ['parentCountry'],
  hardExposure: [
    'operatorCountry',
    'parentCountry',
    'dataCountries',
    'opsStaffCountries',
    'vendorRemoteAccess',
    'hwVendorCountries',
    'swVendorCountries',
  ],
  groupExposure: ['groupEstablishments', 'computeOperator', 'operatorCountry', 'parentCountry'],
  ownerServiceDenial: ['operatorCountry', 'parentCountry'],
  partnerForeignTechnology: ['optionType', 'swVendorCountries'],
  customerKeys: ['keyCustody'],
  attestedTee: ['inUseProtection'],
  data: ['dataCountries'],
  metadata: ['metadataCountries'],
  foreignHardware: ['hwVendorCountries'],
  opsShare: ['opsStaffCountries'],
  supportShare: ['supportCountries'],
  soc: ['socCountries'],
  openSourceGrade: ['ossGrade'],
}

/** Facts that decide what a law reaches and that are never asked for by themselves: nobody abroad holds keys unless named. */
const alsoRead: Readonly<Record<string, readonly FactId[]>> = { hardExposure: ['keyHolderCountry', 'metadataCountries'] }

/** Every fact of the hosting whose change can change the answer that facts determine for a criterion. */
export function factsBehind(criterion: string, { csf }: SovereigntyPack): readonly FactId[] {
  const names = csf.derivations
    .filter((derivation) => derivation.criterion === criterion)
    .flatMap(({ fact, cases }) => [...(fact === null ? [] : [fact]), ...cases.flatMap(({ when }) => when.map(([name]) => name))])
  return [...new Set(names.flatMap((name) => [...(behind[name] ?? (isFactId(name) ? [name] : [])), ...(alsoRead[name] ?? [])]))]
}

/** The fields whose answers would determine each open criterion, by criterion. */
export function fieldsBehindGaps(
  gaps: readonly CriterionGap[],
  { hosting }: JurisdictionFacts,
): Readonly<Record<string, readonly FieldId[]>> {
  return Object.fromEntries(
    gaps.map(({ criterion, missing }) => {
      const ids = [...new Set(missing.flatMap((name) => behind[name] ?? (isFactId(name) ? [name] : [])))]
      const open = ids.filter((id) => hosting[id] === null)
      return [criterion, open.map((id) => hostingFields[id])]
    }),
  )
}

/** A criterion that is open matters where an answer that stays possible is below the ceiling. */
export function openCeilingFacts(
  { hosting }: JurisdictionFacts,
  { ceilings, derived }: Pick<JurisdictionResult, 'ceilings' | 'derived'>,
  { sovereignty }: Pick<Knowledge, 'sovereignty'>,
): readonly FactId[] {
  const isLower = ({ criterion, possible }: CriterionGap): boolean => {
    if (ceilings.overall === null) return true
    const all = criteriaOf(sovereignty).find((one) => one.id === criterion)?.answers.map((answer) => answer.index) ?? []
    const lowest = (possible.length === 0 ? all : possible).map((index) => sealOf(sovereignty, criterion, index) ?? 0)
    return Math.min(...lowest) < ceilings.overall
  }
  const isNotKnown = (id: HostingFactId): boolean => {
    const value = hosting[id]
    return value === null || (Array.isArray(value) && value.length === 0)
  }
  const names = derived.gaps.filter(isLower).flatMap((gap) => gap.missing)
  return [...new Set(names.flatMap((name) => behind[name] ?? (isFactId(name) ? [name] : [])))].filter(isNotKnown)
}
