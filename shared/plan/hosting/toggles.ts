/**
 * What-ifs with a name: each stands for a few answers that a contract, a test or a choice would make true. They are tried
 * on the plan's facts with the same engines, together if wanted, and change nothing until they are kept.
 */
import { whereabouts, placeOf, trustedRegion, type Region } from '../../domain/jurisdiction/region.ts'
import type { Change } from '../command.ts'
import { fieldIds, type Facts, type FieldId } from '../fields.ts'
import { readHosting } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'
import { assessHosting, type HostingView } from '../stages/hosting.ts'

export const toggleIds = ['administration', 'keys', 'enclave', 'disconnect', 'provider'] as const
export type ToggleId = (typeof toggleIds)[number]

/** What is tried. The other provider needs a name. */
export type Tried = { readonly toggles: readonly ToggleId[]; readonly provider: string | null }

/** One answer given, or taken back with `undefined`, so that what was said of another provider is not said of this one. */
export type TriedAnswer = { readonly field: FieldId; readonly value: Facts[FieldId] | undefined }

/** Facts that speak of the provider, not of what the plan asks or of the customer's own part. */
const aboutProvider: readonly FieldId[] = [
  'hosting.optionType',
  'hosting.region',
  'hosting.computeOperator',
  'hosting.operatorCountry',
  'hosting.parentCountry',
  'hosting.foreignControl',
  'hosting.separateLocalEntity',
  'hosting.groupEstablishments',
  'hosting.servicesOfferedIn',
  'hosting.requestPolicy',
  'hosting.metadataCountries',
  'hosting.residencyExceptions',
  'hosting.opsStaffCountries',
  'hosting.opsStaffCleared',
  'hosting.opsCitizenship',
  'hosting.supportCountries',
  'hosting.supportEscalationAbroad',
  'hosting.socCountries',
  'hosting.socEscalationAbroad',
  'hosting.vendorRemoteAccess',
  'hosting.disconnectTested',
  'hosting.ringFenced',
  'hosting.certificates',
  'hosting.dpfCertified',
  'hosting.inUseProtection',
]

/** The answers that a what-if stands for, each field once; a later toggle adds to an earlier one. */
export function answersOf(tried: Tried, facts: Facts, knowledge: Knowledge): readonly TriedAnswer[] {
  const region = trustedRegion({ country: facts['organization.country'], trustedRegion: null }, knowledge.jurisdictions)
  const home = facts['organization.country']
  if (region === null || home === null) return []
  const answers = new Map<FieldId, TriedAnswer['value']>()
  // Whose hosting it is comes first: the others then speak of the new one.
  if (tried.toggles.includes('provider') && tried.provider !== null && tried.provider !== facts['hosting.provider']) {
    for (const field of aboutProvider) if (facts[field] !== null) answers.set(field, undefined)
    answers.set('hosting.provider', tried.provider)
  }
  if (tried.toggles.includes('administration')) {
    for (const field of ['hosting.opsStaffCountries', 'hosting.supportCountries', 'hosting.socCountries'] as const)
      answers.set(field, insideOf(facts[field], home, region))
    for (const field of ['hosting.supportEscalationAbroad', 'hosting.socEscalationAbroad', 'hosting.vendorRemoteAccess'] as const)
      answers.set(field, false)
  }
  if (tried.toggles.includes('keys')) {
    const then = withAnswers(facts, answers)
    const own = readHosting(then, knowledge).facts.hosting.computeOperator === 'customer'
    answers.set('hosting.keyCustody', own ? 'customer_onprem' : 'hyok_external')
    answers.set('hosting.keyHolderCountry', home)
  }
  if (tried.toggles.includes('enclave')) answers.set('hosting.inUseProtection', 'gpu_tee_customer_attested')
  if (tried.toggles.includes('disconnect')) answers.set('hosting.disconnectTested', true)
  return [...answers]
    .filter(([field, value]) => JSON.stringify(value ?? null) !== JSON.stringify(facts[field]))
    .map(([field, value]) => ({ field, value }))
    .toSorted((left, right) => fieldIds.indexOf(left.field) - fieldIds.indexOf(right.field))
}

/** The countries that stay; home where none would. */
function insideOf(countries: readonly string[] | null, home: string, region: Region): readonly string[] {
  const kept = (countries ?? []).filter((country) => placeOf(region, country) === 'inside')
  return kept.length === 0 ? [home] : kept
}

function withAnswers(facts: Facts, answers: ReadonlyMap<FieldId, TriedAnswer['value']>): Facts {
  return { ...facts, ...Object.fromEntries([...answers].map(([field, value]) => [field, value ?? null])) }
}

/** The facts as they would be. */
export function triedFacts(answers: readonly TriedAnswer[], facts: Facts): Facts {
  return withAnswers(facts, new Map(answers.map(({ field, value }) => [field, value])))
}

/** The one command that keeps them: one step of undo. */
export function keepCommand(answers: readonly TriedAnswer[]): Extract<Change, { type: 'answers.change' }> {
  return {
    type: 'answers.change',
    answers: answers.map(({ field, value }): KeptAnswer => {
      if (value === undefined) return { field, cleared: true }
      return { field, value: typeof value === 'object' && value !== null ? [...value] : value, basis: 'assumed' }
    }),
  }
}

type KeptAnswer = Extract<Change, { type: 'answers.change' }>['answers'][number]

/** What a what-if changes, by the engines: before and after. */
export type Preview = {
  readonly before: HostingView
  readonly after: HostingView
  /** Codes of gates that would no longer be blocked, and of those that would be. */
  readonly clears: readonly string[]
  readonly blocks: readonly string[]
  /** Objectives whose ceiling moves. */
  readonly objectives: readonly { readonly code: string; readonly before: number | null; readonly after: number | null }[]
}

export function previewOf(before: HostingView, facts: Facts, knowledge: Knowledge): Preview | null {
  const after = assessHosting(facts, knowledge).view
  if (after === null) return null
  return {
    before,
    after,
    clears: before.blockingIssues.filter((code) => !after.blockingIssues.includes(code)),
    blocks: after.blockingIssues.filter((code) => !before.blockingIssues.includes(code)),
    objectives: before.seal.objectives.flatMap(({ code, ceiling }) => {
      const then = after.seal.objectives.find((one) => one.code === code)?.ceiling ?? null
      return then === ceiling ? [] : [{ code, before: ceiling, after: then }]
    }),
  }
}

/** Whether the plan already is what the toggle would make it. */
export function isDone(toggle: ToggleId, facts: Facts, knowledge: Knowledge): boolean {
  const { hosting, organization } = readHosting(facts, knowledge).facts
  const region = trustedRegion(organization, knowledge.jurisdictions)
  const inside = (field: 'opsStaffCountries' | 'supportCountries'): boolean =>
    region !== null && hosting[field] !== null && whereabouts(region, hosting[field]) === 'inside'
  switch (toggle) {
    case 'administration':
      return (
        inside('opsStaffCountries') &&
        inside('supportCountries') &&
        hosting.supportEscalationAbroad === false &&
        hosting.vendorRemoteAccess === false
      )
    case 'keys':
      return ['hyok_external', 'client_side', 'customer_onprem'].includes(hosting.keyCustody ?? '')
    case 'enclave':
      return hosting.inUseProtection === 'gpu_tee_customer_attested'
    case 'disconnect':
      return hosting.disconnectTested === true
    case 'provider':
      return false
  }
}

