/**
 * Ways of hosting side by side under the plan's own requirements: routes, ceilings by objective, gates, the level of the
 * proposed act, what an order to suspend would do, and rent where a list price is held. Nothing here decides.
 */
import type { RentalOffer } from '../../domain/cost/price-packs.ts'
import type { Provider } from '../../domain/jurisdiction/providers-pack.ts'
import { placeOf, trustedRegion } from '../../domain/jurisdiction/region.ts'
import { byCodeUnit, toInteger, type Confidence } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { assessContinuity } from '../stages/continuity.ts'
import { assessHosting, assessProvider, type HostingView } from '../stages/hosting.ts'
import { verdictOf, type RehearsalVerdict } from './rehearsal-words.ts'
import { answersOf, triedFacts } from './toggles.ts'

/** The four kinds that a planner weighs first. */
export const kinds = ['own', 'national', 'sovereign', 'region'] as const
export type Kind = (typeof kinds)[number]

const optionTypes: Readonly<Record<Kind, readonly Provider['optionType'][]>> = {
  own: ['OT-ONPREM', 'OT-GOVDC', 'OT-AIRGAP-OWN'],
  national: ['OT-NATIONAL', 'OT-TR-PROVIDER'],
  sovereign: ['OT-HYPER-SOV', 'OT-PARTNER-SOV'],
  region: ['OT-HYPER-REGION', 'OT-FOREIGN-CLOUD'],
}

/**
 * One entry for each kind that the plan's own hosting is not: of the country before the region, the option type that is
 * named first before the others, then by id. Null where the packs hold none.
 */
export function exampleOfKind(kind: Kind, facts: Facts, knowledge: Knowledge): string | null {
  const home = facts['organization.country']
  const region = trustedRegion({ country: home, trustedRegion: null }, knowledge.jurisdictions)
  const types = optionTypes[kind]
  const distance = ({ operator }: Provider): number =>
    operator.isCustomer || operator.country === home ? 0 : region !== null && placeOf(region, operator.country) === 'inside' ? 1 : 2
  const near = kind === 'national' ? 1 : 2
  const [first] = knowledge.providers.providers
    .filter((one) => types.includes(one.optionType) && distance(one) <= near && (kind !== 'own' || one.operator.isCustomer))
    .toSorted(
      (left, right) =>
        distance(left) - distance(right) ||
        types.indexOf(left.optionType) - types.indexOf(right.optionType) ||
        Number(right.archetype) - Number(left.archetype) ||
        byCodeUnit(left.id, right.id),
    )
  return first?.id ?? null
}

/** The kinds that would stand beside the plan, by entry. */
export function otherKinds(facts: Facts, knowledge: Knowledge): readonly string[] {
  const chosen = knowledge.providers.providers.find(({ id }) => id === facts['hosting.provider'])
  const type = facts['hosting.optionType'] ?? chosen?.optionType ?? null
  return kinds
    .filter((kind) => type === null || !optionTypes[kind].includes(type))
    .flatMap((kind) => exampleOfKind(kind, facts, knowledge) ?? [])
}

export type Rent = { readonly centsPerMonth: number; readonly currency: string; readonly date: string | null; readonly confidence: Confidence }

export type Side = {
  readonly id: string
  readonly isPlan: boolean
  readonly view: HostingView
  /** What an order to suspend the service would do; null where no event of that kind is held. */
  readonly suspension: RehearsalVerdict | null
  readonly rent: Rent | null
}

/** The plan as it stands, or null while nothing says where it runs. */
export function planSide(facts: Facts, hashed: boolean, knowledge: Knowledge): Side | null {
  const { view } = assessHosting(facts, knowledge)
  if (view === null || (view.provider === null && view.optionType === null)) return null
  const id = facts['hosting.provider'] ?? ''
  return { id, isPlan: true, view, suspension: suspensionOf(facts, hashed, knowledge), rent: rentOf(id, facts, knowledge) }
}

/** An entry of the pack in the place of the plan's hosting. What only an answer could say of it is not known. */
export function entrySide(id: string, facts: Facts, hashed: boolean, knowledge: Knowledge): Side | null {
  const view = assessProvider(id, facts, knowledge)
  if (view === null) return null
  const then = triedFacts(answersOf({ toggles: ['provider'], provider: id }, facts, knowledge), facts)
  return { id, isPlan: false, view, suspension: suspensionOf(then, hashed, knowledge), rent: rentOf(id, facts, knowledge) }
}

function suspensionOf(facts: Facts, hashed: boolean, knowledge: Knowledge): RehearsalVerdict | null {
  const { rehearsals } = assessContinuity(facts, { hashed }, knowledge)
  const found = rehearsals.find(({ event }) => event === 'service-suspension')
  return found === undefined ? null : verdictOf(found)
}

/** The lowest list price held for as many of the plan's devices, for a month of the hours it runs. */
function rentOf(provider: string, facts: Facts, { 'rental-prices': pack }: Knowledge): Rent | null {
  const { 'hardware.accelerator': device, 'hardware.count': count, 'hardware.nodes': nodes } = facts
  if (device === null || count === null || nodes === null) return null
  const hours = facts['costs.rentalHoursPerMonth'] ?? pack.hoursPerMonth
  const [offer] = pack.offers
    .filter((one) => one.provider === provider && one.accelerator === device && isFirm(one))
    .toSorted(
      (left, right) => (left.microsPerDeviceHour ?? 0) - (right.microsPerDeviceHour ?? 0) || byCodeUnit(left.id, right.id),
    )
  const micros = offer?.microsPerDeviceHour ?? null
  if (offer === undefined || micros === null || offer.currency === null) return null
  return {
    centsPerMonth: toInteger((micros * hours * count * nodes) / 10_000),
    currency: offer.currency,
    date: offer.date,
    confidence: offer.confidence,
  }
}

/** A price that can be had at any time: devices that may be taken away again are no base of a service. */
function isFirm({ microsPerDeviceHour, currency, term, stale }: RentalOffer): boolean {
  return microsPerDeviceHour !== null && currency !== null && !stale && term !== 'spot' && term !== 'preemptible'
}
