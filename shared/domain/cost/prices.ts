/** Which figures of the price packs answer a question. A figure that is not there stays unknown. */
import { byCodeUnit, type Citation, type Confidence } from '../vocabulary.ts'
import type { Price, Range } from './cost.ts'
import type {
  ApiPrice,
  ApiPricesPack,
  ElectricityPack,
  ElectricityZone,
  HardwarePrice,
  HardwarePricesPack,
  PriceSource,
  RentalOffer,
  RentalPricesPack,
} from './price-packs.ts'

/** A price found in a pack, with the entries it was made from. */
export type FoundPrice = {
  readonly price: Price
  /** Ids of the entries, the decisive one first. */
  readonly entries: readonly string[]
  readonly sources: readonly Citation[]
  readonly confidence: Confidence
  /** True where the source names no upper end. */
  readonly openEnded: boolean
}

type Sourced = {
  readonly source: string | null
  readonly confidence: Confidence
  readonly note?: string | null
  readonly date: string | null
}

/** Where a figure was read, as a citation. */
export function citationOf(entry: Sourced, sources: readonly PriceSource[]): Citation[] {
  const source = sources.find(({ id }) => id === entry.source)
  if (source === undefined) return []
  return [
    {
      title: source.title,
      locator: entry.note ?? null,
      url: source.url,
      date: entry.date ?? source.date,
      confidence: entry.confidence,
    },
  ]
}

export type FoundHardwarePrice = FoundPrice & {
  readonly per: HardwarePrice['per']
  readonly configuration: string | null
}

/**
 * The price of one accelerator. The decisive entry follows the pack's own order (new on the street, then list prices,
 * then used, then estimates), checked before recalled, newest first. The range spans the other new offers of the same
 * kind of thing; an upgrade is no machine.
 */
export function hardwarePrice(pack: HardwarePricesPack, accelerator: string): FoundHardwarePrice | null {
  const rank = (entry: HardwarePrice): number => {
    const index = pack.rules.pickOrder.indexOf(entry.kind ?? '')
    return index === -1 ? pack.rules.pickOrder.length : index
  }
  const offers = pack.prices
    .filter((entry) => entry.accelerator === accelerator && entry.cents !== null && entry.per !== 'upgrade')
    .toSorted(
      (left, right) =>
        rank(left) - rank(right) ||
        byCodeUnit(right.confidence, left.confidence) ||
        byCodeUnit(right.date ?? '', left.date ?? '') ||
        byCodeUnit(left.id, right.id),
    )
  const [best] = offers
  if (best === undefined || best.cents === null || best.currency === null) return null
  const same = offers.filter(
    (offer) =>
      offer === best || (offer.per === best.per && offer.currency === best.currency && offer.kind !== 'street-used'),
  )
  const cents = same
    .flatMap((offer) => [offer.lowCents, offer.cents, offer.highCents])
    .filter((value) => value !== null)
  const micros = {
    low: Math.min(...cents) * 10_000,
    likely: best.cents * 10_000,
    high: Math.max(...cents) * 10_000,
  }
  return {
    price: { micros, currency: best.currency },
    entries: same.map((offer) => offer.id),
    sources: same.flatMap((offer) => citationOf(offer, pack.sources)),
    confidence: best.confidence,
    openEnded: same.some((offer) => offer.lowCents !== null && offer.highCents === null),
    per: best.per,
    configuration: best.configuration,
  }
}

/** Firm prices of renting one accelerator for an hour: no spot market, nothing outdated. */
export function rentalPrice(
  pack: RentalPricesPack,
  accelerator: string,
  provider: string | null,
  currency: string,
): FoundPrice | null {
  const offers = pack.offers.filter(
    (offer) =>
      offer.accelerator === accelerator &&
      (provider === null || offer.provider === provider) &&
      offer.microsPerDeviceHour !== null &&
      !offer.stale &&
      offer.term !== 'spot' &&
      offer.term !== 'preemptible',
  )
  return spread<RentalOffer>(oneCurrency(offers, currency), (offer) => offer.microsPerDeviceHour ?? 0, pack.sources)
}

/**
 * What hosted offers of a model cost for a million tokens of the plan's mix of prompt and answer, on a day: of one
 * provider, or of all where none is named.
 */
export function hostedPrice(
  pack: ApiPricesPack,
  model: string,
  mix: { readonly promptTokens: number; readonly answerTokens: number },
  day: string,
  currency: string,
  provider: string | null,
): FoundPrice | null {
  const blend = (input: number, output: number): number =>
    (input * mix.promptTokens + output * mix.answerTokens) / (mix.promptTokens + mix.answerTokens)
  const micros = (offer: ApiPrice): number => {
    const next = offer.next !== null && day >= offer.next.from ? offer.next : offer
    return Math.floor(blend(next.inputMicrosPerMillion ?? 0, next.outputMicrosPerMillion ?? 0) + 0.5)
  }
  const offers = pack.prices.filter(
    (offer) =>
      offer.model === model &&
      (provider === null || offer.provider === provider) &&
      offer.inputMicrosPerMillion !== null &&
      offer.outputMicrosPerMillion !== null &&
      (offer.validUntil === null || day <= offer.validUntil || offer.next !== null),
  )
  return spread<ApiPrice>(oneCurrency(offers, currency), micros, pack.sources)
}

/** The zone of a subdivision if it has a price, else of its country. */
export function electricityZone(pack: ElectricityPack, place: string): ElectricityZone | null {
  const exact = pack.zones.find((zone) => zone.id === place)
  const country = pack.zones.find((zone) => zone.id === place.slice(0, 2))
  if (exact !== undefined && exact.price.microsPerKilowattHour !== null) return exact
  return country ?? exact ?? null
}

/** Offers in the wanted currency, or else in the currency of most offers. Currencies are never mixed in one range. */
function oneCurrency<Offer extends { readonly currency: string | null }>(
  offers: readonly Offer[],
  wanted: string,
): readonly Offer[] {
  const own = offers.filter((offer) => offer.currency === wanted)
  if (own.length > 0) return own
  const count = (currency: string | null): number => offers.filter((offer) => offer.currency === currency).length
  const [most] = offers
    .map((offer) => offer.currency)
    .filter((currency) => currency !== null)
    .toSorted((left, right) => count(right) - count(left) || byCodeUnit(left, right))
  return most === undefined ? [] : offers.filter((offer) => offer.currency === most)
}

type Priced = Sourced & { readonly id: string; readonly currency: string | null }

/** Lowest, middle and highest of several offers. The upper of two middle offers counts as the middle. */
function spread<Entry extends Priced>(
  offers: readonly Entry[],
  micros: (offer: Entry) => number,
  sources: readonly PriceSource[],
): FoundPrice | null {
  const sorted = offers.toSorted((left, right) => micros(left) - micros(right) || byCodeUnit(left.id, right.id))
  const lowest = sorted[0]
  const middle = sorted[Math.floor(sorted.length / 2)]
  const highest = sorted.at(-1)
  if (lowest === undefined || middle === undefined || highest === undefined || middle.currency === null) return null
  const range: Range = { low: micros(lowest), likely: micros(middle), high: micros(highest) }
  const named = [middle, ...sorted.filter((offer) => offer !== middle)]
  return {
    price: { micros: range, currency: middle.currency },
    entries: named.map((offer) => offer.id),
    sources: distinct(named.flatMap((offer) => citationOf(offer, sources))),
    confidence: named.every((offer) => offer.confidence === 'verified') ? 'verified' : 'unverified',
    openEnded: false,
  }
}

function distinct(citations: readonly Citation[]): Citation[] {
  const seen = new Set<string>()
  return citations.filter((citation) => {
    const key = `${citation.title}\n${citation.date ?? ''}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
