/** Costs: what the plan costs over its horizon, for a million tokens, and against a hosted offer. */
import {
  breakEven,
  costPerMillionTokens,
  exactly,
  exchange,
  scale,
  totalCost,
  type BreakEven,
  type CostTotal,
  type ExchangeRate,
  type Price,
  type Range,
} from '../../domain/cost/cost.ts'
import { hostedPrice } from '../../domain/cost/prices.ts'
import { message, type Citation, type Finding } from '../../domain/vocabulary.ts'
import type { Facts, FieldId } from '../fields.ts'
import type { Fleet } from '../fleet-machine.ts'
import type { Knowledge } from '../knowledge.ts'
import { carbonOf, expectedRequests, siteCountry, utilizationOf } from '../sizing/site.ts'
import { budgetFindings, capacityFindings, priceFindings, remedy, unknownParts, unknownUse } from './cost-findings.ts'
import { costItems, exchangeRates } from './cost-items.ts'
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

/** @param fleet Machines beside the main ones. */
export function assessCosts(facts: Facts, hardware: HardwareForCosts, knowledge: Knowledge, fleet: Fleet = {}): CostsAssessment {
  const tokensPerYear = expectedTokens(facts)
  const currency = facts['costs.currency']
  const horizonMonths = facts['service.horizonMonths']
  if (currency === null || horizonMonths === null)
    return withoutTerms(currency === null, horizonMonths === null, tokensPerYear)

  const place = siteCountry(facts)
  const rates = exchangeRates(facts, currency, knowledge)
  const { items, used, energy } = costItems(facts, hardware.watts, place, currency, knowledge)
  const others = fleetCosts(facts, fleet, knowledge)
  const cost = totalCost([...items, ...others.items], {
    currency,
    horizonMonths,
    discountBasisPoints: facts['costs.discountRate'],
    rates,
  })
  const tokens = tokensPerYear === null ? null : Math.floor((tokensPerYear * horizonMonths) / 12)
  const hosted = hostedOffer(facts, currency, rates, knowledge)
  const utilization = utilizationOf(facts, hardware.throughput)
  return {
    findings: [
      ...unknownParts(cost),
      ...budgetFindings(facts, cost),
      ...priceFindings(others.confirm === null ? used : [...used, { part: 'fleet', found: others.confirm }]),
      ...capacityFindings(utilization),
      ...unknownUse(facts),
    ],
    cost,
    tokensPerYear,
    perMillionTokens: costPerMillionTokens(cost.total, tokens),
    utilization,
    hosted,
    breakEven: hosted === null ? null : breakEven(cost, hosted.price, tokens),
    energy: energy === null ? null : { wattHours: energy, ...carbonOf(energy, place, knowledge) },
  }
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
    utilization: null,
    hosted: null,
    breakEven: null,
    energy: null,
  }
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
  const found = hostedPrice(pack, model, { promptTokens, answerTokens }, day, currency)
  if (found === null) return null
  const exchanged = exchange(found.price, currency, rates)
  if (exchanged === null) return null
  return { ...exchanged, basis: 'list-price', entries: found.entries, sources: found.sources }
}

