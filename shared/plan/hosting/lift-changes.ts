/**
 * Changes of facts that can lift a ceiling, each with the effort that it takes. Only what is known and stands in the way
 * is changed: a fact that nobody has given holds no ceiling down.
 */
import { ForeignControl, ModelOrigin, StackOrigin, type HostingFacts, type JurisdictionFacts } from '../../domain/jurisdiction/facts.ts'
import { KeyCustody } from '../../domain/jurisdiction/sovereignty-pack.ts'
import type { Change } from './what-if.ts'

/** The values that a fact could take instead of its own, from the least effort to the most. */
export type Alternatives = { readonly fact: Change['fact']; readonly options: readonly Option[] }

/** Effort in steps of our own scale, from 1 for a clause in a contract to 13 for another stack of software. */
export type Option = { readonly change: Change; readonly effort: number }

type PlaceFact = 'metadataCountries' | 'supportCountries' | 'socCountries' | 'dataCountries' | 'opsStaffCountries'

/**
 * The scale orders what a planner can arrange: a clause or setting of the contract (1), who supports, watches and may see
 * telemetry (2), whose keys they are (2 to 5), where staff and data are (4), the machines' protection in use (4), another
 * model (6 and 7), other shares in the provider or less of a group (9), another owner or operator (10 and 11), another stack (5 to 13).
 */
export function alternativesOf(facts: JurisdictionFacts, region: readonly string[]): readonly Alternatives[] {
  const { hosting } = facts
  const inside = new Set(region)
  const home = facts.organization.country ?? region[0] ?? ''
  const one = (fact: Change['fact'], value: Change['value'], effort: number): Alternatives => ({
    fact,
    options: [{ change: { fact, value }, effort }],
  })
  /** Of values in an order, those that are further than now. */
  const further = (
    fact: 'keyCustody' | 'modelOrigin' | 'foreignControl' | 'stackOrigin',
    order: readonly string[],
    options: readonly (readonly [Change['value'] & string, number])[],
  ): Alternatives => ({
    fact,
    options: options
      .filter(([value]) => order.indexOf(value) > order.indexOf(hosting[fact] ?? ''))
      .map(([value, effort]) => ({ change: { fact, value }, effort })),
  })
  const kept = (fact: PlaceFact, effort: number): Alternatives => {
    const left = (hosting[fact] ?? []).filter((country) => inside.has(country))
    return one(fact, left.length > 0 ? left : [home], effort)
  }
  const all: readonly Alternatives[] = [
    one('residencyExceptions', false, 1),
    one('vendorRemoteAccess', false, 1),
    one('foreignRequestPolicy', 'reject', 1),
    one('supportEscalationAbroad', false, 1),
    one('socEscalationAbroad', false, 1),
    kept('metadataCountries', 2),
    kept('supportCountries', 2),
    kept('socCountries', 2),
    one('opsStaffCleared', true, 2),
    one('keyHolderCountry', home, 2),
    further('keyCustody', KeyCustody.options, [['byok', 2], ['hyok_external', 3], ['customer_onprem', 5]]),
    kept('opsStaffCountries', 4),
    kept('dataCountries', 4),
    one('inUseProtection', 'gpu_tee_customer_attested', 4),
    further('modelOrigin', ModelOrigin.options, [['open_foreign', 6], ['trusted_led', 7]]),
    one('groupEstablishments', [], 9),
    one('parentCountry', home, 10),
    one('operatorCountry', home, 11),
    further('foreignControl', ForeignControl.options.toReversed(), [['minor', 8], ['none', 9]]),
    further('stackOrigin', StackOrigin.options, [['foreign_open', 5], ['trusted_core', 7], ['trusted_all', 13]]),
  ]
  return all.flatMap(({ fact, options }) => {
    const now = hosting[fact]
    const left = options.filter(({ change }) => JSON.stringify(change.value) !== JSON.stringify(now))
    return now === null || left.length === 0 || isFine(fact, now, inside) ? [] : [{ fact, options: left }]
  })
}

/** What is as it should be already is not changed for something else that is as good. */
function isFine(fact: Change['fact'], value: HostingFacts[Change['fact']], inside: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.every((country) => inside.has(country))
  const country = fact === 'parentCountry' || fact === 'operatorCountry' || fact === 'keyHolderCountry'
  return country && typeof value === 'string' && inside.has(value)
}

/** Who is owned abroad cannot say that nobody abroad controls it: such a change would be words alone. */
export function isConsistent(changes: readonly Change[], hosting: HostingFacts, region: readonly string[]): boolean {
  const control = changes.find(({ fact }) => fact === 'foreignControl')
  if (control === undefined) return true
  const parent = changes.find(({ fact }) => fact === 'parentCountry')?.value ?? hosting.parentCountry
  return typeof parent !== 'string' || region.includes(parent)
}
