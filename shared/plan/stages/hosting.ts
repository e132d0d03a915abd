/**
 * Hosting: who can compel what and through whom, how sovereign it can be at most, and whether the classification of the
 * data and the requirements allow it. All results are routes and ceilings in the facts given, never legal advice.
 */
import type { JurisdictionResult } from '../../domain/jurisdiction.ts'
import type { Exposure } from '../../domain/jurisdiction/exposure.ts'
import type { HostingFactId } from '../../domain/jurisdiction/facts.ts'
import type { Gate } from '../../domain/jurisdiction/gates.ts'
import type { Basis, Law } from '../../domain/jurisdiction/jurisdictions-pack.ts'
import type { Provider } from '../../domain/jurisdiction/providers-pack.ts'
import { trustedRegion } from '../../domain/jurisdiction/region.ts'
import { scoreByProfiles, type SovereigntyScore } from '../../domain/jurisdiction/score.ts'
import { criteriaOf, sealOf } from '../../domain/jurisdiction/sovereignty.ts'
import type { ObjectiveCode } from '../../domain/jurisdiction/sovereignty-pack.ts'
import type { Citation, Confidence, Finding, LegalStatus, OtherNames } from '../../domain/vocabulary.ts'
import { assessWorst, contradictionsOf } from '../hosting/contradictions.ts'
import { drawPicture, nameIn, type EntityName, type EntityNames, type Picture } from '../hosting/picture.ts'
import { contradictionFindings } from '../hosting/contradiction-findings.ts'
import { hostingFindings, noCountryFinding } from '../hosting/findings.ts'
import { factsNotKnown, fieldsBehindGaps } from '../hosting/open-facts.ts'
import { ceilingLifts, type Lift } from '../hosting/lifts.ts'
import { clearingChanges, type Cleared } from '../hosting/what-if.ts'
import type { Facts, FieldId } from '../fields.ts'
import { hostingFields, readEntry, readForProvider, readHosting, type FactOrigin, type HostingReading } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'

/** Who stands in a role: the authority's way to the data. */
export type ChainLink = { readonly role: Basis; readonly country: string; readonly entity: string | null; readonly field: FieldId }

export type ExposureRow = {
  readonly law: string
  readonly name: string
  /** What the law is called in other languages. Missing where only the English name is known, and in plans signed before. */
  readonly otherNames?: OtherNames
  readonly citation: string
  readonly country: string
  readonly basis: Exposure['basis']
  readonly obtains: Exposure['obtains']
  readonly confidence: Exposure['confidence']
  readonly gagCapable: boolean
  /** The decision model's words for why it obtains that; source language. */
  readonly why: string | null
  readonly chain: readonly ChainLink[]
  readonly legalStatus: LegalStatus
  readonly statusText: string | null
  readonly lawConfidence: Confidence
  readonly sources: readonly Citation[]
}

export type ObjectiveRow = {
  readonly code: ObjectiveCode
  readonly name: string
  /** Null when facts determine no criterion of the objective. */
  readonly ceiling: number | null
  readonly required: number | null
  /** Criteria that set the objective's ceiling. */
  readonly governing: readonly string[]
  readonly answered: number
  readonly criteria: number
  /** Percent by weight profile. */
  readonly weights: Readonly<Record<string, number>>
}

export type AnswerRow = {
  readonly criterion: string
  readonly description: string
  readonly answer: number
  /** Label in the framework, source language; labels repeat, the index decides. */
  readonly label: string | null
  readonly seal: number
  readonly governs: boolean
  /** Answered by the planner rather than derived from facts. */
  readonly declared: boolean
}

export type SealResult = {
  readonly overall: number | null
  readonly required: number | null
  readonly governing: readonly string[]
  readonly objectives: readonly ObjectiveRow[]
  readonly answers: readonly AnswerRow[]
  readonly gaps: JurisdictionResult['derived']['gaps']
  /** Criteria without any answer: gaps, neither zeros nor passes. */
  readonly unanswered: readonly string[]
  /** Of criteria that facts would determine: the fields that ask for what is missing. */
  readonly missing: Readonly<Record<string, readonly FieldId[]>>
  /** Read for another region than the Union: the framework is then only borrowed. */
  readonly adapted: boolean
  /** By every weight profile; `isDefault` marks the one to show first. */
  readonly scores: readonly (SovereigntyScore & { readonly isDefault: boolean })[]
}

/** What the screen and the report show of one hosting. */
export type HostingView = {
  readonly provider: { readonly id: string; readonly name: string; readonly archetype: boolean; readonly confidence: Confidence } | null
  readonly optionType: string | null
  readonly exposures: readonly ExposureRow[]
  readonly unknownFields: readonly FieldId[]
  /** Countries of operator, owner or data of which the reference data hold no law. Missing in plans signed before. */
  readonly unlisted?: readonly string[]
  readonly seal: SealResult
  readonly cada: JurisdictionResult['cada'] & { readonly legalStatus: LegalStatus; readonly statusText: string }
  readonly gates: readonly Gate[]
  readonly blockingIssues: readonly string[]
  /** Where each fact comes from, by field. */
  readonly origins: Readonly<Record<string, FactOrigin>>
  readonly picture: Picture
}

/** Whether routes may exist that are not found: facts are missing, or the laws of a country are not in the reference data. */
export function isOpen({ unknownFields, unlisted = [] }: Pick<HostingView, 'unknownFields' | 'unlisted'>): boolean {
  return unknownFields.length > 0 || unlisted.length > 0
}

export type HostingAssessment = {
  readonly findings: readonly Finding[]
  /** Null while the organization's country is not known. */
  readonly view: HostingView | null
  /** Single changes that clear a blocked gate. */
  readonly changes: readonly Cleared[]
  /** What would lift the overall ceiling and that of each objective with the fewest changes. Missing in plans signed before. */
  readonly lifts?: readonly Lift[]
}

export function assessHosting(facts: Facts, knowledge: Knowledge): HostingAssessment {
  const reading = readHosting(facts, knowledge)
  const entry = readEntry(facts, knowledge)
  const contradictions = contradictionsOf(reading, entry)
  const result = assessWorst(reading.facts, contradictions, knowledge)
  if (!result.ok) return { findings: [noCountryFinding], view: null, changes: [], lifts: [] }
  const view = viewOf(reading, result.value, facts, knowledge)
  const changes = clearingChanges(reading, entry, result.value, knowledge)
  const findings = [
    ...hostingFindings(reading, result.value, view, changes, knowledge),
    ...contradictionFindings(contradictions, facts, knowledge),
    ...factsNotKnown(reading.facts, result.value, knowledge),
  ]
  return { findings, view, changes, lifts: ceilingLifts(reading, entry, result.value, knowledge) }
}

/** Any provider of the pack under the plan's own requirements, for a comparison side by side. Null without a country. */
export function assessProvider(id: string, facts: Facts, knowledge: Knowledge): HostingView | null {
  const provider = knowledge.providers.providers.find((one) => one.id === id)
  if (provider === undefined) return null
  const chosen = facts['hosting.provider'] === id
  const reading = chosen ? readHosting(facts, knowledge) : readForProvider(provider, facts, knowledge)
  const contradictions = chosen ? contradictionsOf(reading, readEntry(facts, knowledge)) : []
  const result = assessWorst(reading.facts, contradictions, knowledge)
  return result.ok ? viewOf(reading, result.value, facts, knowledge) : null
}

function viewOf(reading: HostingReading, result: JurisdictionResult, facts: Facts, knowledge: Knowledge): HostingView {
  const { provider } = reading
  const { cada } = knowledge.sovereignty
  const region = trustedRegion(reading.facts.organization, knowledge.jurisdictions)
  const names = { operator: nameOf(provider?.operator, facts), parent: nameOf(provider?.parent, facts) }
  return {
    provider:
      provider === null
        ? null
        : { id: provider.id, name: provider.name, archetype: provider.archetype, confidence: provider.confidence },
    optionType: reading.facts.hosting.optionType,
    exposures: result.exposures.map((exposure) => exposureRow(exposure, names, knowledge)),
    unknownFields: fieldsOf(result.unknownFacts),
    unlisted: [...new Set(result.unlisted.map(({ country }) => country))],
    seal: sealResult(reading, result, knowledge),
    cada: { ...result.cada, legalStatus: cada.legalStatus, statusText: cada.statusText },
    gates: result.gates,
    blockingIssues: result.blockingIssues,
    origins: Object.fromEntries(
      Object.entries(hostingFields).map(([id, field]) => [field, reading.origins[id] ?? 'unknown']),
    ),
    picture: region === null ? { nodes: [], edges: [], paths: [] } : drawPicture(reading.facts, result, region, names),
  }
}

/** The fields that ask for facts, each once. */
export function fieldsOf(ids: readonly HostingFactId[]): readonly FieldId[] {
  return [...new Set(ids.flatMap((id) => (id === 'certsComplete' || id === 'certsNotHeld' ? [] : [hostingFields[id]])))]
}

/** Whom the entry names. A role without a country, as of an archetype, has no name. */
function nameOf(role: Provider['operator'] | Provider['parent'] | undefined, facts: Facts): EntityName | null {
  if (role === undefined) return null
  if (!role.isCustomer) {
    const name = 'legalEntity' in role ? role.legalEntity : role.name
    return role.country === null ? null : { country: role.country, name }
  }
  const name = facts['organization.name']
  return name === null ? null : { country: facts['organization.country'], name }
}

const basisFields: Readonly<Record<Basis, FieldId>> = {
  operator: 'hosting.operatorCountry',
  parent: 'hosting.parentCountry',
  data: 'hosting.dataCountries',
  metadata: 'hosting.metadataCountries',
  key_holder: 'hosting.keyHolderCountry',
  staff: 'hosting.opsStaffCountries',
  vendor_remote: 'hosting.vendorRemoteAccess',
  group_establishment: 'hosting.groupEstablishments',
  offers_services: 'hosting.servicesOfferedIn',
  sw_vendor: 'hosting.softwareVendorCountries',
  hw_vendor: 'hosting.hardwareVendorCountries',
}

function exposureRow(
  exposure: Exposure,
  names: EntityNames,
  knowledge: Knowledge,
): ExposureRow {
  const law = lawOf(exposure.law, knowledge)
  return {
    law: exposure.law,
    name: law?.name ?? exposure.law,
    ...(law?.otherNames === undefined ? {} : { otherNames: law.otherNames }),
    citation: law?.citation ?? '',
    country: exposure.area,
    basis: exposure.basis,
    obtains: exposure.obtains,
    confidence: exposure.confidence,
    gagCapable: exposure.gagCapable,
    why: exposure.why,
    chain: exposure.basis.map((role) => ({
      role,
      country: exposure.area,
      entity: role === 'operator' || role === 'parent' ? nameIn(names[role], exposure.area) : null,
      field: basisFields[role],
    })),
    legalStatus: law?.status ?? 'in-force',
    statusText: law?.statusText ?? null,
    lawConfidence: exposure.lawConfidence,
    sources: law === null ? [] : lawSources(law, knowledge.jurisdictions.asOf),
  }
}

function lawOf(id: string, knowledge: Knowledge): Law | null {
  return knowledge.jurisdictions.laws.find((law) => law.id === id) ?? null
}

/** The law itself, then where it was read. */
function lawSources(law: Law, asOf: string): readonly Citation[] {
  return [{ title: law.name, locator: law.citation, date: asOf, confidence: law.confidence }, ...law.sources]
}

function sealResult(reading: HostingReading, result: JurisdictionResult, knowledge: Knowledge): SealResult {
  const pack = knowledge.sovereignty
  const required = reading.facts.requirements.minSeal
  const { answers, gaps } = result.derived
  const rows = criteriaOf(pack).flatMap((criterion): readonly AnswerRow[] => {
    const answer = answers[criterion.id]
    const seal = answer === undefined ? null : sealOf(pack, criterion.id, answer)
    if (answer === undefined || seal === null) return []
    return [
      {
        criterion: criterion.id,
        description: criterion.description,
        answer,
        label: criterion.answers.find((one) => one.index === answer)?.label ?? null,
        seal,
        governs: result.ceilings.governing.includes(criterion.id),
        declared: result.derived.declared.includes(criterion.id),
      },
    ]
  })
  const objectives = pack.csf.objectives.map((objective): ObjectiveRow => {
    const own = rows.filter((row) => row.criterion.startsWith(`${objective.code}.`))
    const ceiling = result.ceilings.objectives[objective.code] ?? null
    return {
      code: objective.code,
      name: objective.name,
      ceiling,
      required,
      governing: own.filter((row) => row.seal === ceiling).map((row) => row.criterion),
      answered: own.length,
      criteria: objective.criteria.length,
      weights: Object.fromEntries(pack.csf.weightProfiles.map(({ id, weights }) => [id, weights[objective.code]])),
    }
  })
  return {
    overall: result.ceilings.overall,
    required,
    governing: result.ceilings.governing,
    objectives,
    answers: rows,
    gaps,
    unanswered: result.derived.unanswered,
    missing: fieldsBehindGaps(gaps, reading.facts),
    adapted: trustedRegion(reading.facts.organization, knowledge.jurisdictions)?.eea !== true,
    scores: scoreByProfiles(answers, pack).map((score) => ({
      ...score,
      isDefault: score.profile === pack.csf.defaultWeightProfile,
    })),
  }
}
