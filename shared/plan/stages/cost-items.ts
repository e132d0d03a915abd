/** From the plan's answers and the price packs to the things that are paid for. Own figures win over packs. */
import {
  exactly,
  scale,
  type CostBasis,
  type CostItem,
  type ExchangeRate,
  type Price,
  type Range,
} from '../../domain/cost/cost.ts'
import { citationOf, electricityZone, hardwarePrice, rentalPrice, type FoundPrice } from '../../domain/cost/prices.ts'
import type { Citation } from '../../domain/vocabulary.ts'
import type { Facts, FieldId } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'
import { siteOverhead, wattHoursPerYear } from '../sizing/site.ts'

/** The answer that would fill each missing input. */
export const inputFields = {
  accelerator: 'hardware.accelerator',
  'device-count': 'hardware.count',
  'electricity-price': 'costs.electricityPrice',
  'exchange-rate': 'costs.exchangeRate',
  exit: 'costs.exit',
  'hardware-price': 'costs.hardwarePrice',
  'one-time': 'costs.oneTime',
  'power-usage-effectiveness': 'costs.powerUsageEffectiveness',
  'rental-hours': 'costs.rentalHoursPerMonth',
  'rental-price': 'costs.rentalPrice',
  'server-price': 'costs.serverPrice',
  'staff-day-rate': 'costs.staffDayRate',
  'staff-days': 'costs.staffDaysPerYear',
  'support-share': 'costs.supportShare',
  watts: 'costs.averageWatts',
  'yearly-other': 'costs.yearlyOther',
} as const satisfies Record<string, FieldId>

export type CostInput = keyof typeof inputFields

export function isCostInput(name: string): name is CostInput {
  return Object.hasOwn(inputFields, name)
}

/** A price that was taken from a pack and should be confirmed by an offer. */
export type UsedPrice = { readonly part: string; readonly found: FoundPrice }

export type CostItems = {
  readonly items: readonly CostItem[]
  readonly used: readonly UsedPrice[]
  /** Thousandths of a kilowatt-hour in a year, cooling included. null: not known, or paid with the rent. */
  readonly energy: Range | null
}

/**
 * @param watts Average draw of all machines, from the hardware stage; the planner's own figure wins.
 * @param place Country or subdivision of the site, for the price of electricity.
 */
export function costItems(
  facts: Facts,
  watts: Range | null,
  place: string | null,
  currency: string,
  knowledge: Knowledge,
): CostItems {
  const own = ownPrices(facts, currency)
  const devices = deviceCount(facts)
  const used: UsedPrice[] = []
  const items: CostItem[] = []
  const acquisition = facts['costs.acquisition']
  const rental = acquisition === 'rental'

  if (acquisition === 'purchase' || acquisition === null) items.push(...purchase(facts, devices, own, knowledge, used))
  if (rental) items.push(rent(facts, devices, currency, own, knowledge, used))

  const energy = rental ? null : energyPerYear(facts, watts, devices, knowledge)
  if (!rental) items.push(electricity(facts, energy, place, currency, knowledge))

  const staffDays = facts['costs.staffDaysPerYear']
  items.push({
    ...own('staff', 'yearly', facts['costs.staffDayRate'], 'staff-day-rate'),
    ...(staffDays === null
      ? { quantity: null, missing: ['staff-days', ...(facts['costs.staffDayRate'] === null ? ['staff-day-rate'] : [])] }
      : { quantity: exactly(staffDays * 1000) }),
  })
  items.push(
    own('one-time', 'start', facts['costs.oneTime'], 'one-time'),
    own('yearly-other', 'yearly', facts['costs.yearlyOther'], 'yearly-other'),
    own('exit', 'end', facts['costs.exit'], 'exit'),
  )
  return { items, used, energy: energy?.quantity ?? null }
}

type Own = (id: string, timing: CostItem['timing'], cents: number | null, input: CostInput) => CostItem

/** Items at the planner's own price: once, with the reserve at the high end of the range. */
function ownPrices(facts: Facts, currency: string): Own {
  const reserve = 1 + (facts['costs.contingency'] ?? 0) / 10_000
  return (id, timing, cents, input) => ({
    id,
    timing,
    quantity: exactly(1000),
    price: cents === null ? null : { micros: withReserve(cents * 10_000, reserve), currency },
    residualBasisPoints: 0,
    basis: 'own',
    sources: [],
    missing: cents === null ? [input] : [],
  })
}

function withReserve(micros: number, factor: number): Range {
  return { low: micros, likely: micros, high: Math.floor(micros * factor + 0.5) }
}

/** All devices of all nodes; null when one of the numbers is not known. */
function deviceCount(facts: Facts): number | null {
  const perNode = facts['hardware.count']
  const nodes = facts['hardware.nodes']
  return perNode === null || nodes === null ? null : perNode * nodes
}

function purchase(
  facts: Facts,
  devices: number | null,
  own: Own,
  knowledge: Knowledge,
  used: UsedPrice[],
): readonly CostItem[] {
  const residual = facts['costs.residualShare'] ?? 0
  const whole = facts['costs.hardwarePrice']
  const each = facts['costs.devicePrice']
  const accelerator = facts['hardware.accelerator']
  const found =
    whole === null && each === null && accelerator !== null
      ? hardwarePrice(knowledge['hardware-prices'], accelerator)
      : null
  if (found !== null) used.push({ part: 'hardware', found })

  const hardware = ((): CostItem => {
    if (whole !== null) return own('hardware', 'start', whole, 'hardware-price')
    const quantity = devices === null ? null : exactly(devices * 1000)
    const missing = devices === null ? ['device-count'] : []
    if (each !== null) return { ...own('hardware', 'start', each, 'hardware-price'), quantity, missing }
    if (found !== null)
      return {
        ...own('hardware', 'start', null, 'hardware-price'),
        quantity,
        price: found.price,
        basis: 'list-price',
        sources: found.sources,
        missing,
      }
    return { ...own('hardware', 'start', null, 'hardware-price'), quantity }
  })()
  const items = [{ ...hardware, residualBasisPoints: residual }]
  // A price for a bare device leaves out what it is built into; an offer for the whole, or a complete machine, does not.
  const complete = whole !== null || found?.per === 'machine' || found?.per === 'server'
  if (!complete || facts['costs.serverPrice'] !== null)
    items.push({
      ...own('servers', 'start', facts['costs.serverPrice'], 'server-price'),
      residualBasisPoints: residual,
    })

  const share = facts['costs.supportShare']
  const support: CostItem = {
    ...hardware,
    id: 'support',
    timing: 'yearly',
    quantity: share === null || hardware.quantity === null ? null : scale(hardware.quantity, share / 10_000),
    missing: [...hardware.missing, ...(share === null ? ['support-share'] : [])],
  }
  return [...items, support]
}

function rent(
  facts: Facts,
  devices: number | null,
  currency: string,
  own: Own,
  knowledge: Knowledge,
  used: UsedPrice[],
): CostItem {
  const cents = facts['costs.rentalPrice']
  const hours = facts['costs.rentalHoursPerMonth']
  const accelerator = facts['hardware.accelerator']
  const found =
    cents === null && accelerator !== null
      ? rentalPrice(knowledge['rental-prices'], accelerator, facts['hosting.provider'], currency)
      : null
  if (found !== null) used.push({ part: 'rental', found })
  const item = own('rental', 'yearly', cents, 'rental-price')
  const missing = [
    ...(found === null ? item.missing : []),
    ...(devices === null ? ['device-count'] : []),
    ...(hours === null ? ['rental-hours'] : []),
  ]
  return {
    ...item,
    quantity: devices === null || hours === null ? null : exactly(devices * hours * 12 * 1000),
    ...(found === null ? {} : { price: found.price, basis: 'list-price' as const, sources: found.sources }),
    missing,
  }
}

type Energy = {
  readonly quantity: Range | null
  readonly basis: CostBasis
  readonly sources: readonly Citation[]
  readonly missing: readonly CostInput[]
}

/** Draw of the machines times the site's overhead, all year. */
function energyPerYear(facts: Facts, computed: Range | null, devices: number | null, knowledge: Knowledge): Energy {
  const ownWatts = facts['costs.averageWatts']
  const machine = ownWatts === null && computed === null ? machineWatts(facts, devices, knowledge) : null
  const watts = ownWatts === null ? (computed ?? machine?.watts ?? null) : exactly(ownWatts)
  const overhead = siteOverhead(facts, knowledge)
  const missing: CostInput[] = []
  if (watts === null) missing.push('watts')
  if (overhead.basisPoints === null) missing.push('power-usage-effectiveness')
  return {
    quantity: watts === null || overhead.basisPoints === null ? null : wattHoursPerYear(watts, overhead.basisPoints),
    basis: ownWatts === null ? (machine === null ? 'catalog' : 'statistic') : 'own',
    sources: [...(machine?.sources ?? []), ...overhead.sources],
    missing,
  }
}

/** Measured draw of a complete machine with this accelerator, where somebody published it. */
function machineWatts(
  facts: Facts,
  devices: number | null,
  knowledge: Knowledge,
): { readonly watts: Range; readonly sources: readonly Citation[] } | null {
  const pack = knowledge['hardware-prices']
  const entry = pack.serverPower.find(({ id }) => id === facts['hardware.accelerator'])
  if (entry === undefined || entry.typicalWatts === null || devices === null) return null
  const low = entry.idleWatts ?? entry.typicalLowWatts ?? entry.typicalWatts
  const high = entry.typicalHighWatts ?? entry.maximumWatts ?? entry.typicalWatts
  return {
    watts: { low: low * devices, likely: entry.typicalWatts * devices, high: high * devices },
    sources: citationOf({ ...entry, date: null }, pack.sources),
  }
}

function electricity(
  facts: Facts,
  energy: Energy | null,
  place: string | null,
  currency: string,
  knowledge: Knowledge,
): CostItem {
  const pack = knowledge.electricity
  const cents = facts['costs.electricityPrice']
  const zone = place === null ? null : electricityZone(pack, place)
  const statistic = cents === null ? (zone?.price ?? null) : null
  const price = ((): Price | null => {
    // Cents for a megawatt-hour are ten micros for a kilowatt-hour.
    if (cents !== null)
      return { micros: withReserve(cents * 10, 1 + (facts['costs.contingency'] ?? 0) / 10_000), currency }
    const micros = statistic?.microsPerKilowattHour ?? null
    return micros === null || statistic === null || statistic.currency === null
      ? null
      : { micros: exactly(micros), currency: statistic.currency }
  })()
  return {
    id: 'electricity',
    timing: 'yearly',
    quantity: energy?.quantity ?? null,
    price,
    residualBasisPoints: 0,
    basis: cents === null ? 'statistic' : 'own',
    sources: [...(energy?.sources ?? []), ...(statistic === null ? [] : citationOf(statistic, pack.sources))],
    missing: [...(energy?.missing ?? []), ...(price === null ? ['electricity-price'] : [])],
  }
}

/** The planner's own rate from the US dollar first, then the reference rate of the pack. A rate without a day is none. */
export function exchangeRates(facts: Facts, currency: string, knowledge: Knowledge): readonly ExchangeRate[] {
  const rate = facts['costs.exchangeRate']
  const date = facts['costs.exchangeRateOn']
  const reference = knowledge['rental-prices'].exchange
  const own: ExchangeRate[] =
    rate === null || date === null || currency === 'USD'
      ? []
      : [{ from: 'USD', to: currency, micros: rate * 100, date, basis: 'own', sources: [] }]
  return [
    ...own,
    {
      from: reference.from,
      to: reference.to,
      micros: reference.micros,
      date: reference.date,
      basis: 'reference',
      sources: [
        {
          title: reference.publisher,
          locator: reference.note,
          url: reference.url,
          date: reference.date,
          confidence: reference.confidence,
        },
      ],
    },
  ]
}
