/**
 * From the plan's answers and the provider's entry to the facts of the jurisdiction engine. An answer stands before the
 * pack; what neither says stays not known. Where they contradict each other, `hosting/contradictions.ts` weighs both.
 */
import { z } from '../base/schema.ts'
import { HostingFacts, type HostingFactId, type JurisdictionFacts } from '../domain/jurisdiction/facts.ts'
import { placeOf, trustedRegion } from '../domain/jurisdiction/region.ts'
import type { Provider } from '../domain/jurisdiction/providers-pack.ts'
import { criterionFields } from './fields/criteria.ts'
import type { Facts, FieldId } from './fields.ts'
import type { Knowledge } from './knowledge.ts'
import { unknownCountry } from './own-model.ts'

/** The field that asks for each fact. */
export const hostingFields: Readonly<Record<Exclude<HostingFactId, 'certsComplete' | 'certsNotHeld'>, FieldId>> = {
  optionType: 'hosting.optionType',
  operatorCountry: 'hosting.operatorCountry',
  parentCountry: 'hosting.parentCountry',
  foreignControl: 'hosting.foreignControl',
  separateLocalEntity: 'hosting.separateLocalEntity',
  dataCountries: 'hosting.dataCountries',
  metadataCountries: 'hosting.metadataCountries',
  residencyExceptions: 'hosting.residencyExceptions',
  groupEstablishments: 'hosting.groupEstablishments',
  foreignRequestPolicy: 'hosting.requestPolicy',
  offersServicesIn: 'hosting.servicesOfferedIn',
  computeOperator: 'hosting.computeOperator',
  opsStaffCountries: 'hosting.opsStaffCountries',
  opsStaffCleared: 'hosting.opsStaffCleared',
  opsCitizenship: 'hosting.opsCitizenship',
  supportCountries: 'hosting.supportCountries',
  supportEscalationAbroad: 'hosting.supportEscalationAbroad',
  keyCustody: 'hosting.keyCustody',
  keyHolderCountry: 'hosting.keyHolderCountry',
  inUseProtection: 'hosting.inUseProtection',
  network: 'hosting.network',
  vendorRemoteAccess: 'hosting.vendorRemoteAccess',
  disconnectTested: 'hosting.disconnectTested',
  ringFenced: 'hosting.ringFenced',
  hwVendorCountries: 'hosting.hardwareVendorCountries',
  swVendorCountries: 'hosting.softwareVendorCountries',
  stackOrigin: 'hosting.stackOrigin',
  socCountries: 'hosting.socCountries',
  socEscalationAbroad: 'hosting.socEscalationAbroad',
  certs: 'hosting.certificates',
  modelOrigin: 'hosting.modelOrigin',
  cutoffResilience: 'hosting.cutoffResilience',
  dependencyGrade: 'hosting.dependencyGrade',
  releaseControl: 'hosting.releaseControl',
  ossGrade: 'hosting.openSourceGrade',
  dpfCertified: 'hosting.dpfCertified',
  transferTool: 'hosting.transferTool',
}

/** Where a fact comes from. */
export type FactOrigin = 'answer' | 'provider' | 'model' | 'hardware' | 'unknown'

export type HostingReading = {
  readonly facts: JurisdictionFacts
  readonly provider: Provider | null
  readonly origins: Readonly<Record<string, FactOrigin>>
}

/** What the engine reads of a plan. */
export function readHosting(facts: Facts, knowledge: Knowledge): HostingReading {
  const provider = chosenProvider(facts, knowledge)
  const answers = Object.entries(hostingFields).map(([id, field]) => [id, answerOf(id, facts[field], facts)] as const)
  const given = Object.fromEntries(answers.filter(([, value]) => value !== null))
  return read(facts, knowledge, provider, given)
}

/**
 * The same plan with another provider of the pack: what the plan asks, runs and where it wants data stays, what
 * somebody would have to learn about the provider is not known.
 */
export function readForProvider(provider: Provider, facts: Facts, knowledge: Knowledge): HostingReading {
  return read(facts, knowledge, provider, {})
}

/** What the entries of the chosen provider, model and hardware say, without any answer about the hosting. */
export function readEntry(facts: Facts, knowledge: Knowledge): HostingReading {
  return read(facts, knowledge, chosenProvider(facts, knowledge), {})
}

function chosenProvider(facts: Facts, knowledge: Knowledge): Provider | null {
  return knowledge.providers.providers.find((one) => one.id === facts['hosting.provider']) ?? null
}

function read(
  facts: Facts,
  knowledge: Knowledge,
  provider: Provider | null,
  given: Readonly<Record<string, unknown>>,
): HostingReading {
  const organization = { country: facts['organization.country'], trustedRegion: null }
  const known: readonly (readonly [FactOrigin, Readonly<Record<string, unknown>>])[] = [
    ['answer', given],
    ['provider', provider === null ? {} : providerFacts(provider, facts, knowledge)],
    ['model', modelFacts(facts, knowledge)],
    ['hardware', hardwareFacts(facts, knowledge)],
  ]
  const merged: Record<string, unknown> = {}
  const origins: Record<string, FactOrigin> = {}
  for (const id of Object.keys(hostingFields)) {
    const source = known.find(([, table]) => (table[id] ?? null) !== null)
    merged[id] = source?.[1][id] ?? null
    origins[id] = source?.[0] ?? 'unknown'
  }
  const certificates = origins['certs'] === 'answer' ? {} : certificateFacts(provider)
  return {
    facts: {
      organization,
      data: { classification: facts['data.classification'], personal: facts['data.personal'] },
      // Every value comes from a field or a pack, both parsed by schemas with the same options.
      hosting: z.parse(HostingFacts, { ...merged, ...certificates }),
      requirements: requirementsOf(facts),
      criteria: declaredCriteria(facts),
      houseRules: [...knowledge.houseRules],
    },
    provider,
    origins,
  }
}

const isCriterionField = (id: string): id is keyof typeof criterionFields => Object.hasOwn(criterionFields, id)
const criterionIds = Object.keys(criterionFields).filter(isCriterionField)

/** The planner's answers to criteria of the framework, by index. */
function declaredCriteria(facts: Facts): Record<string, number> {
  return Object.fromEntries(
    criterionIds.flatMap((id) => {
      const answer = facts[id]
      return answer === null ? [] : [[id.slice('criterion.'.length), Number(answer)]]
    }),
  )
}

/** Answers in the words of the engine. An empty list of places says nothing about where something is. */
function answerOf(id: string, value: Facts[FieldId], facts: Facts): unknown {
  if (id === 'opsCitizenship' && value === 'national') return facts['organization.country']
  const mayBeEmpty = ['groupEstablishments', 'offersServicesIn', 'swVendorCountries', 'certs']
  return Array.isArray(value) && value.length === 0 && !mayBeEmpty.includes(id) ? null : value
}

function requirementsOf(facts: Facts): JurisdictionFacts['requirements'] {
  const citizenship = facts['require.staffCitizenship']
  return {
    allowedDataCountries: facts['require.dataCountries'] === null ? null : [...facts['require.dataCountries']],
    allowedMetadataCountries: facts['require.metadataCountries'] === null ? null : [...facts['require.metadataCountries']],
    noForeignAccess: facts['require.noForeignAccess'],
    noForeignDisruption: facts['require.noForeignDisruption'],
    minKeyCustody: facts['require.minimumKeyCustody'],
    requiredCerts: null,
    staffCitizenship: citizenship === 'national' ? facts['organization.country'] : citizenship,
    staffClearance: facts['require.staffClearance'],
    staffCountries: facts['require.staffCountries'] === null ? null : [...facts['require.staffCountries']],
    supportWithin: facts['require.supportCountries'] === null ? null : [...facts['require.supportCountries']],
    airgap: facts['service.airGapped'],
    minSeal: facts['require.minimumSeal'],
    cadaLevel: facts['require.assuranceLevel'],
  }
}

/** What the entry of a provider says about ownership and kind. Its free texts are shown, never read as facts. */
function providerFacts(provider: Provider, facts: Facts, knowledge: Knowledge): Readonly<Record<string, unknown>> {
  const home = facts['organization.country']
  const operator = provider.operator.isCustomer ? home : provider.operator.country
  const parent = provider.parent.isCustomer ? home : provider.parent.country
  const region = trustedRegion({ country: home, trustedRegion: null }, knowledge.jurisdictions)
  const owned = region === null ? null : placeOf(region, parent)
  return {
    optionType: provider.optionType,
    operatorCountry: operator,
    parentCountry: parent,
    // An ultimate parent abroad controls the whole; one at home says nothing about other shareholders.
    foreignControl: provider.parent.isCustomer ? 'none' : owned === 'outside' ? 'full' : null,
    separateLocalEntity: operator === null || parent === null || operator === parent ? null : true,
    // A list of known establishments is a beginning; an empty one does not say that there are none.
    groupEstablishments:
      provider.groupEstablishments.length > 0 ? provider.groupEstablishments : provider.parent.isCustomer ? [] : null,
    offersServicesIn: provider.operator.isCustomer ? [] : null,
    computeOperator: provider.computeOperator,
  }
}

/** Certificates of the entry: held and read, or known not to be held. All others are open. */
export function certificateFacts(
  provider: Provider | null,
): Pick<JurisdictionFacts['hosting'], 'certs' | 'certsComplete' | 'certsNotHeld'> {
  const list = provider?.certifications ?? []
  const held = list.filter((one) => one.status === 'held' && one.confidence === 'verified').map((one) => one.id)
  const notHeld = list.filter((one) => one.status === 'in-progress' || one.status === 'not-possible').map((one) => one.id)
  return { certs: held, certsComplete: false, certsNotHeld: notHeld }
}

/** Who leads the model: its maker's countries against the trusted region. All models of the pack have open weights. */
function modelFacts(facts: Facts, knowledge: Knowledge): Readonly<Record<string, unknown>> {
  const model = knowledge.models.models.find((one) => one.id === facts['model.id'])
  const region = trustedRegion(
    { country: facts['organization.country'], trustedRegion: null },
    knowledge.jurisdictions,
  )
  if (model === undefined || region === null) return {}
  const makers = [model.developer.country, ...model.developer.countries]
  if (makers.includes(unknownCountry)) return {}
  const led = makers.every((country) => placeOf(region, country) === 'inside')
  return { modelOrigin: led ? 'trusted_led' : 'open_foreign' }
}

function hardwareFacts(facts: Facts, knowledge: Knowledge): Readonly<Record<string, unknown>> {
  const device = knowledge.accelerators.accelerators.find((one) => one.id === facts['hardware.accelerator'])
  return device === undefined ? {} : { hwVendorCountries: [device.vendorParentCountry ?? device.vendorCountry] }
}
