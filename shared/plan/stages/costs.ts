/** Costs: what the plan costs over its horizon, for a million tokens, and against a hosted offer. */
import {
  breakEven,
  costPerMillionTokens,
  exactly,
  exchange,
  scale,
  totalCost,
  type BreakEven,
  type CostTerms,
  type CostTotal,
  type ExchangeRate,
  type Price,
  type Range,
} from '../../domain/cost/cost.ts'
import { hostedPrice } from '../../domain/cost/prices.ts'
import { sensitivityOf, type Sensitivity } from '../../domain/cost/sensitivity.ts'
import { message, type Citation, type Finding } from '../../domain/vocabulary.ts'
import type { Facts, FieldId } from '../fields.ts'
import type { FigureRanges } from '../figure-range.ts'
import type { Fleet } from '../fleet-machine.ts'
import type { Knowledge } from '../knowledge.ts'
import { carbonOf, expectedRequests, siteCountry, utilizationOf } from '../sizing/site.ts'
import { budgetFindings, capacityFindings, priceFindings, remedy, unknownParts, unknownUse } from './cost-findings.ts'
import type { HostingView } from './hosting.ts'
import type { Openness } from '../../domain/openness.ts'
import { costOptions, type CostOption } from '../costs/options.ts'
import { costItems, exchangeRates, type CostItems } from './cost-items.ts'
import { fleetCosts } from './fleet-costs.ts'

/** What the hardware stage knows that costs need. */
export type HardwareForCosts = {
  /** Output of the whole installation in thousandths of a token per second. */
  readonly throughput: Range | null
  /** Average draw of all machines together, in watts, without cooling. */
  readonly watts: Range | null
}

export type HostedOffer = {
  /** For a million tokens of the plan's mix, in the plan's currency. */
  readonly price: Price
  readonly basis: 'own' | 'list-price'
  /** Entries of the API prices pack. */
  readonly entries: readonly string[]
  readonly exchanged: readonly ExchangeRate[]
  readonly sources: readonly Citation[]
}

export type CostsAssessment = {
  readonly findings: readonly Finding[]
  /** null without currency or horizon. */
  readonly cost: CostTotal | null
  readonly tokensPerYear: number | null
  /** Cents for a million tokens, prompt and answer together. */
  readonly perMillionTokens: Range | null
  /** Cents for one user and month. */
  readonly perUserMonth: Range | null
  /** What moves the total most; null without a total. */
  readonly sensitivity: Sensitivity | null
  /** The plan first, then other ways to run the same model. */
  readonly options: readonly CostOption[]
  /** Share of the installation's output that the expected answers need, in basis points. */
  readonly utilization: Range | null
  readonly hosted: HostedOffer | null
  readonly breakEven: BreakEven | null
  /** In a year: thousandths of a kilowatt-hour, and grams of CO2 equivalent by the local average. */
  readonly energy: {
    readonly wattHours: Range
    readonly grams: Range | null
    readonly sources: readonly Citation[]
  } | null
}

/** What the earlier stages found, as far as costs need it. */
export type BeforeCosts = {
  readonly hardware: HardwareForCosts
  readonly hosting: HostingView | null
  readonly openness: Openness | null
}

export function assessCosts(
  facts: Facts,
  { hardware, hosting, openness }: BeforeCosts,
  knowledge: Knowledge,
  ranges: FigureRanges = {},
  /** Machines beside the main ones. */
  fleet: Fleet = {},
): CostsAssessment {
  const tokensPerYear = expectedTokens(facts)
  const outset = { hardware, ranges, fleet }
  const worked = workOut(facts, outset, knowledge)
  if (worked === null)
    return withoutTerms(facts['costs.currency'] === null, facts['service.horizonMonths'] === null, tokensPerYear)

  const { cost, items, terms, used, energy, hosted, place } = worked
  const { horizonMonths } = terms
  const tokens = tokensPerYear === null ? null : Math.floor((tokensPerYear * horizonMonths) / 12)
  const utilization = utilizationOf(facts, hardware.throughput)
  return {
    findings: [
      ...unknownParts(cost),
      ...budgetFindings(facts, cost),
      ...priceFindings(used),
      ...capacityFindings(utilization),
      ...unknownUse(facts),
    ],
    cost,
    tokensPerYear,
    perMillionTokens: costPerMillionTokens(cost.total, tokens),
    perUserMonth: perUserMonth(facts, cost),
    sensitivity: sensitivityOf(items, terms),
    options: costOptions(facts, openness, hosting, (changed) => workOut(changed, outset, knowledge)?.cost ?? null, knowledge),
    utilization,
    hosted,
    breakEven: hosted === null ? null : breakEven(cost, hosted.price, tokens),
    energy: energy === null ? null : { wattHours: energy, ...carbonOf(energy, place, knowledge) },
  }
}

/** What stays the same whatever answers are tried. */
type Outset = { readonly hardware: HardwareForCosts; readonly ranges: FigureRanges; readonly fleet: Fleet }

type WorkedOut = CostItems & {
  readonly cost: CostTotal
  readonly terms: CostTerms
  readonly hosted: HostedOffer | null
  readonly place: string | null
}

/** The total of these answers; null without a currency or a horizon. */
function workOut(facts: Facts, { hardware, ranges, fleet }: Outset, knowledge: Knowledge): WorkedOut | null {
  const currency = facts['costs.currency']
  const horizonMonths = facts['service.horizonMonths']
  if (currency === null || horizonMonths === null) return null
  const place = siteCountry(facts)
  const rates = exchangeRates(facts, currency, knowledge)
  const hosted = hostedOffer(facts, currency, rates, knowledge)
  const setting = { watts: hardware.watts, place, currency, ranges, hosted, tokensPerYear: expectedTokens(facts) }
  const found = costItems(facts, setting, knowledge)
  const others = fleetCosts(facts, fleet, knowledge)
  const items = [...found.items, ...others.items]
  const used = others.confirm === null ? found.used : [...found.used, { part: 'fleet', found: others.confirm }]
  const terms = { currency, horizonMonths, discountBasisPoints: facts['costs.discountRate'], rates }
  return { ...found, items, used, cost: totalCost(items, terms), terms, hosted, place }
}

function withoutTerms(noCurrency: boolean, noHorizon: boolean, tokensPerYear: number | null): CostsAssessment {
  const fields: FieldId[] = [
    ...(noCurrency ? (['costs.currency'] as const) : []),
    ...(noHorizon ? (['service.horizonMonths'] as const) : []),
  ]
  return {
    findings: fields.map((field) => ({
      id: `costs/no-terms/${field}`,
      rule: 'K-TERMS',
      stage: 'costs',
      level: 'unknown',
      headline: message('cost.noTerms', { field: { term: `field.${field}.label` } }),
      because: [],
      sources: [],
      remedies: [remedy(message('cost.giveField', { field: { term: `field.${field}.label` } }), field)],
      field,
      confirm: false,
    })),
    cost: null,
    tokensPerYear,
    perMillionTokens: null,
    perUserMonth: null,
    sensitivity: null,
    options: [],
    utilization: null,
    hosted: null,
    breakEven: null,
    energy: null,
  }
}

function perUserMonth(facts: Facts, cost: CostTotal): Range | null {
  const users = facts['load.users']
  return users === null || cost.total === null ? null : scale(cost.total, 1 / (users * cost.horizonMonths))
}

/** Prompt and answer tokens of all users in a year of service. */
function expectedTokens(facts: Facts): number | null {
  const requests = expectedRequests(facts)
  const prompt = facts['load.promptTokens']
  const answer = facts['load.answerTokens']
  return requests === null || prompt === null || answer === null ? null : requests * (prompt + answer)
}

/** The planner's own comparison, or else hosted offers of the same model. */
function hostedOffer(
  facts: Facts,
  currency: string,
  rates: readonly ExchangeRate[],
  knowledge: Knowledge,
): HostedOffer | null {
  const promptTokens = facts['load.promptTokens']
  const answerTokens = facts['load.answerTokens']
  if (promptTokens === null || answerTokens === null) return null
  const input = facts['costs.hostedInputPrice']
  const output = facts['costs.hostedOutputPrice']
  if (input !== null && output !== null) {
    const cents = (input * promptTokens + output * answerTokens) / (promptTokens + answerTokens)
    const price = { micros: scale(exactly(cents), 10_000), currency }
    return { price, basis: 'own', entries: [], exchanged: [], sources: [] }
  }
  const model = facts['model.id']
  if (model === null) return null
  const pack = knowledge['api-prices']
  const day = facts['identity.assessedOn'] ?? pack.asOf
  // A plan that is hosted pays what its own provider asks.
  const provider = facts['costs.acquisition'] === 'hosted' ? facts['hosting.provider'] : null
  const found = hostedPrice(pack, model, { promptTokens, answerTokens }, day, currency, provider)
  if (found === null) return null
  const exchanged = exchange(found.price, currency, rates)
  if (exchanged === null) return null
  return { ...exchanged, basis: 'list-price', entries: found.entries, sources: found.sources }
}

