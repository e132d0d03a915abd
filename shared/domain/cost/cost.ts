/**
 * What a plan costs over its horizon. Amounts are whole cents of one currency; each part is rounded once, and a total is
 * the sum of its parts. A price that is not known makes its part unknown and the total unknown: nothing is guessed.
 */
import { never } from '../../base/result.ts'
import { toInteger, type Citation } from '../vocabulary.ts'

/** low <= likely <= high, in one unit. */
export type Range = { readonly low: number; readonly likely: number; readonly high: number }

/** Millionths of a currency for one unit. */
export type Price = { readonly micros: Range; readonly currency: string }

/** How a figure is known. `own` is the planner's; everything else has a source. */
export type CostBasis = 'own' | 'list-price' | 'statistic' | 'catalog' | 'measured'

/** Something that is paid for: so many units at such a price. */
export type CostItem = {
  readonly id: string
  readonly timing: 'start' | 'yearly' | 'end'
  /** Thousandths of a unit, for each year where the timing is yearly. null: not known. */
  readonly quantity: Range | null
  readonly price: Price | null
  /** Share of an amount paid at the start that comes back at the end of the horizon, in basis points. */
  readonly residualBasisPoints: number
  readonly basis: CostBasis
  readonly sources: readonly Citation[]
  /** Inputs that are not known, by name. */
  readonly missing: readonly string[]
}

/** One unit of `from` in millionths of `to`. */
export type ExchangeRate = {
  readonly from: string
  readonly to: string
  readonly micros: number
  readonly date: string
  readonly basis: 'own' | 'reference'
  readonly sources: readonly Citation[]
}

export type CostPart = {
  readonly id: string
  readonly timing: CostItem['timing']
  readonly quantity: Range | null
  readonly price: Price | null
  /** Over the horizon, less what comes back at its end. null: not known. */
  readonly cents: Range | null
  /** What comes back at the end of the horizon. */
  readonly residualCents: Range | null
  readonly residualBasisPoints: number
  /** The same at its value on the first day; null without a discount rate. */
  readonly presentCents: Range | null
  readonly basis: CostBasis
  readonly sources: readonly Citation[]
  readonly missing: readonly string[]
  /** The rates that turned the price into the plan's currency, in order. */
  readonly exchanged: readonly ExchangeRate[]
}

export type CostTotal = {
  readonly currency: string
  readonly horizonMonths: number
  readonly parts: readonly CostPart[]
  /** Sum of the parts; null while one part is not known. */
  readonly total: Range | null
  /** Sum of the parts that are known: the plan costs at least this. */
  readonly known: Range
  readonly present: Range | null
  /** Yearly; null where amounts are not discounted. */
  readonly discountBasisPoints: number | null
  /** Parts that are not known. */
  readonly unknownParts: readonly string[]
}

export type CostTerms = {
  readonly currency: string
  readonly horizonMonths: number
  /** Yearly, in basis points. null: amounts are not discounted. */
  readonly discountBasisPoints: number | null
  readonly rates: readonly ExchangeRate[]
}

const zero: Range = { low: 0, likely: 0, high: 0 }

export function totalCost(items: readonly CostItem[], terms: CostTerms): CostTotal {
  const parts = items.map((item) => partOf(item, terms))
  const known = parts.map((part) => part.cents).filter((cents) => cents !== null)
  const present = parts.map((part) => part.presentCents).filter((cents) => cents !== null)
  return {
    currency: terms.currency,
    horizonMonths: terms.horizonMonths,
    parts,
    total: known.length === parts.length ? sum(known) : null,
    known: sum(known),
    discountBasisPoints: terms.discountBasisPoints,
    present: terms.discountBasisPoints !== null && present.length === parts.length ? sum(present) : null,
    unknownParts: parts.filter((part) => part.cents === null).map((part) => part.id),
  }
}

function partOf(item: CostItem, terms: CostTerms): CostPart {
  const { id, timing, quantity, price, basis, sources } = item
  const path = price === null ? null : exchangePath(price.currency, terms.currency, terms.rates)
  const missing = [...item.missing]
  if (price !== null && path === null) missing.push('exchange-rate')
  const open = {
    id,
    timing,
    quantity,
    price,
    cents: null,
    residualCents: null,
    residualBasisPoints: item.residualBasisPoints,
    presentCents: null,
    basis,
    sources,
    missing,
    exchanged: [],
  }
  if (quantity === null || price === null || path === null) return open
  const factor = path.reduce((product, next) => product * next.factor, 1)
  const worth = (pick: keyof Range, weight: number): number =>
    toInteger((((quantity[pick] / 1000) * price.micros[pick]) / 10_000) * factor * weight)
  const range = (by: number): Range => ({ low: worth('low', by), likely: worth('likely', by), high: worth('high', by) })
  const gross = range(weightOf(item, terms.horizonMonths, null))
  const residualCents = scale(gross, item.residualBasisPoints / 10_000)
  const discounted =
    terms.discountBasisPoints === null ? null : weightOf(item, terms.horizonMonths, terms.discountBasisPoints)
  return {
    ...open,
    cents: {
      low: gross.low - residualCents.low,
      likely: gross.likely - residualCents.likely,
      high: gross.high - residualCents.high,
    },
    residualCents,
    presentCents: discounted === null ? null : range(discounted - residualWeight(item, terms)),
    exchanged: path.map((next) => next.rate),
  }
}

/** What comes back at the end of the horizon, at its value on the first day, as a share of the amount. */
function residualWeight(item: CostItem, terms: CostTerms): number {
  const end = weightOf({ ...item, timing: 'end' }, terms.horizonMonths, terms.discountBasisPoints)
  return (item.residualBasisPoints / 10_000) * end
}

/**
 * How often an amount counts over the horizon. Yearly amounts are paid at the end of each year, the last year in
 * proportion to its months; a discount divides the payment at the end of year k by (1 + rate) k times.
 */
function weightOf(item: CostItem, months: number, discount: number | null): number {
  const growth = 1 + (discount ?? 0) / 10_000
  const years = Math.ceil(months / 12)
  let divisor = 1
  let yearly = 0
  for (let year = 1; year <= years; year += 1) {
    divisor *= growth
    yearly += Math.min(12, months - (year - 1) * 12) / 12 / divisor
  }
  switch (item.timing) {
    case 'start':
      return 1
    case 'yearly':
      return yearly
    case 'end':
      return 1 / divisor
    default:
      return never(item.timing)
  }
}

type Step = { readonly rate: ExchangeRate; readonly factor: number }

/** The rates that lead from one currency to another, directly, inversely, or through one third currency. */
function exchangePath(from: string, to: string, rates: readonly ExchangeRate[]): readonly Step[] | null {
  if (from === to) return []
  const direct = step(from, to, rates)
  if (direct !== null) return [direct]
  for (const middle of rates.flatMap((rate) => [rate.from, rate.to])) {
    const first = step(from, middle, rates)
    const second = step(middle, to, rates)
    if (first !== null && second !== null) return [first, second]
  }
  return null
}

function step(from: string, to: string, rates: readonly ExchangeRate[]): Step | null {
  for (const rate of rates) {
    if (rate.from === from && rate.to === to) return { rate, factor: rate.micros / 1_000_000 }
    if (rate.from === to && rate.to === from) return { rate, factor: 1_000_000 / rate.micros }
  }
  return null
}

/** A price in another currency, with the rates used; null when no rate leads there. */
export function exchange(
  price: Price,
  to: string,
  rates: readonly ExchangeRate[],
): { readonly price: Price; readonly exchanged: readonly ExchangeRate[] } | null {
  const path = exchangePath(price.currency, to, rates)
  if (path === null) return null
  const factor = path.reduce((product, next) => product * next.factor, 1)
  return { price: { micros: scale(price.micros, factor), currency: to }, exchanged: path.map((next) => next.rate) }
}

/** Cents for a million tokens; null when the total or the tokens are not known. */
export function costPerMillionTokens(total: Range | null, tokens: number | null): Range | null {
  if (total === null || tokens === null || tokens <= 0) return null
  return scale(total, 1_000_000 / tokens)
}

export type BreakEven = {
  /** Million tokens over the horizon from which the plan costs no more than the hosted offer. null: not known. */
  readonly millionTokens: Range | null
  /** What the hosted offer costs for the expected tokens. */
  readonly hostedCents: Range | null
  /** First month in which what was paid so far is no more than the hosted offer; null when that is after the horizon. */
  readonly month: number | null
}

/**
 * Compares the plan with a hosted offer at `blended` micros for a million tokens. Spending does not change with use, so
 * the break-even volume is the total over the price; it is rounded up.
 */
export function breakEven(cost: CostTotal, blended: Price | null, tokens: number | null): BreakEven {
  const none: BreakEven = { millionTokens: null, hostedCents: null, month: null }
  if (blended === null || blended.currency !== cost.currency) return none
  const volumes =
    cost.total === null || blended.micros.low <= 0
      ? null
      : {
          low: volume(cost.total.low, blended.micros.high),
          likely: volume(cost.total.likely, blended.micros.likely),
          high: volume(cost.total.high, blended.micros.low),
        }
  if (tokens === null) return { ...none, millionTokens: volumes }
  const hostedCents = scale(blended.micros, tokens / 1_000_000 / 10_000)
  return { millionTokens: volumes, hostedCents, month: cost.total === null ? null : paidBack(cost, hostedCents.likely) }
}

/** How many million tokens the cents buy at so many micros each, rounded up. A cent is ten thousand micros. */
function volume(cents: number, micros: number): number {
  const paid = cents * 10_000
  const rest = paid % micros
  return (paid - rest) / micros + (rest > 0 ? 1 : 0)
}

/** Counts what is paid at the start and month by month; money that comes back at the end is not counted before it. */
function paidBack(cost: CostTotal, hostedCents: number): number | null {
  const likely = (timing: CostItem['timing']): number =>
    cost.parts.filter((part) => part.timing === timing).reduce((total, part) => total + (part.cents?.likely ?? 0), 0)
  const residual = cost.parts.reduce((total, part) => total + (part.residualCents?.likely ?? 0), 0)
  const start = likely('start') + residual
  const saved = (hostedCents - likely('yearly')) / cost.horizonMonths
  if (start <= 0) return saved >= 0 ? 1 : null
  if (saved <= 0) return null
  const month = Math.ceil(start / saved)
  return month <= cost.horizonMonths ? month : null
}

export function sum(ranges: readonly Range[]): Range {
  return ranges.reduce(
    (total, range) => ({
      low: total.low + range.low,
      likely: total.likely + range.likely,
      high: total.high + range.high,
    }),
    zero,
  )
}

/** A range times a factor that is not negative, rounded once. */
export function scale(range: Range, factor: number): Range {
  return {
    low: toInteger(range.low * factor),
    likely: toInteger(range.likely * factor),
    high: toInteger(range.high * factor),
  }
}

/** A figure without a known spread. */
export function exactly(value: number): Range {
  return { low: value, likely: value, high: value }
}
