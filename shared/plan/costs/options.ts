/**
 * The plan beside other ways to run the same model: what each costs, its SEAL ceiling, and how open its model is. Each
 * option is the plan with a few answers replaced, worked out by the same engines; nothing is estimated for an option that
 * the packs hold no price for.
 */
import { frontierOf } from '../../domain/cost/frontier.ts'
import type { CostTotal, Range } from '../../domain/cost/cost.ts'
import type { Openness } from '../../domain/openness.ts'
import { byCodeUnit } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { assessProvider, type HostingView } from '../stages/hosting.ts'

export type OptionKind = 'plan' | 'own-site' | 'rental' | 'hosted'

export type CostOption = {
  /** `plan`, or kind and provider. */
  readonly id: string
  readonly kind: OptionKind
  /** Of the providers pack; null where the plan names none. */
  readonly provider: string | null
  /** Over the horizon; null where a part is not known. */
  readonly total: Range | null
  /** What is known of it: the option costs at least this. */
  readonly known: Range
  readonly unknownParts: readonly string[]
  /** SEAL ceiling of the hosting; null where it is not known. */
  readonly seal: number | null
  /** Facts about the hosting that are not known: with them the ceiling may be lower, so such an option beats no other. */
  readonly openFacts: number
  /** Rights of the model that everyone holds, out of seven. */
  readonly openRights: number | null
  /** No other option is at least as good in cost, ceiling and rights, and better in one. */
  readonly onFrontier: boolean
}

/** More would not be read; the cheapest of each kind are shown. */
const mostOfAKind = 3

/** The archetype of the providers pack for the organization's own site and staff. */
const ownSite = 'arch-onprem'

type Candidate = { readonly id: string; readonly kind: OptionKind; readonly provider: string | null; readonly facts: Facts }

export function costOptions(
  facts: Facts,
  openness: Openness | null,
  planHosting: HostingView | null,
  costOf: (facts: Facts) => CostTotal | null,
  knowledge: Knowledge,
): readonly CostOption[] {
  const openRights = openness === null ? null : openness.rights.filter(({ holder }) => holder === 'everyone').length
  const options = candidates(facts, knowledge).flatMap(({ facts: changed, ...candidate }): readonly Omit<CostOption, 'onFrontier'>[] => {
    const cost = costOf(changed)
    if (cost === null) return []
    const { total, known, unknownParts } = cost
    const hosting = hostingOf(candidate, facts, planHosting, knowledge)
    const seal = hosting?.seal.overall ?? null
    return [{ ...candidate, total, known, unknownParts, seal, openFacts: hosting?.unknownFields.length ?? 0, openRights }]
  })
  const shown = (['plan', 'own-site', 'rental', 'hosted'] as const).flatMap((kind) =>
    options
      .filter((option) => option.kind === kind)
      .toSorted((left, right) => priceOf(left) - priceOf(right) || byCodeUnit(left.id, right.id))
      .slice(0, mostOfAKind),
  )
  const frontier = new Set(
    frontierOf(shown.map(({ id, total, seal, openFacts }) => ({ id, cents: total?.likely ?? null, seal: openFacts === 0 ? seal : null, openRights }))),
  )
  return shown.map((option) => ({ ...option, onFrontier: frontier.has(option.id) }))
}

/** Unknown totals last. */
function priceOf({ total }: Pick<CostOption, 'total'>): number {
  return total?.likely ?? Number.MAX_SAFE_INTEGER
}

function candidates(facts: Facts, knowledge: Knowledge): readonly Candidate[] {
  const chosen = facts['hosting.provider']
  const acquisition = facts['costs.acquisition']
  const plan: Candidate = { id: 'plan', kind: 'plan', provider: chosen, facts }
  const elsewhere = (kind: OptionKind, provider: string, changes: Partial<Facts>): readonly Candidate[] =>
    knowledge.providers.providers.some(({ id }) => id === provider) && !(provider === chosen && acquisition === changes['costs.acquisition'])
      ? [{ id: `${kind} ${provider}`, kind, provider, facts: { ...facts, 'hosting.provider': provider, ...changes } }]
      : []
  const rented = knowledge['rental-prices'].offers.filter(({ accelerator }) => accelerator === facts['hardware.accelerator'])
  const offered = knowledge['api-prices'].prices.filter(({ model, providerInCatalog }) => providerInCatalog && model !== null && model === facts['model.id'])
  // An own price is an own offer for the plan; another provider has another.
  const listRent = { 'costs.acquisition': 'rental', 'costs.rentalPrice': null } as const
  const listHosted = { 'costs.acquisition': 'hosted', 'costs.hostedInputPrice': null, 'costs.hostedOutputPrice': null } as const
  return [
    plan,
    ...elsewhere('own-site', ownSite, { 'costs.acquisition': 'purchase' }),
    ...distinct(rented.map(({ provider }) => provider)).flatMap((provider) => elsewhere('rental', provider, listRent)),
    ...distinct(offered.map(({ provider }) => provider)).flatMap((provider) => elsewhere('hosted', provider, listHosted)),
  ]
}

/** The plan's answers about its own provider say nothing about another: those are read from the pack. */
function hostingOf(
  { kind, provider }: Pick<CostOption, 'kind' | 'provider'>,
  facts: Facts,
  planHosting: HostingView | null,
  knowledge: Knowledge,
): HostingView | null {
  if (kind === 'plan') return planHosting
  return provider === null ? null : assessProvider(provider, facts, knowledge)
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].toSorted(byCodeUnit)
}
