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
import type { FigureRanges } from '../figure-range.ts'
import type { Knowledge } from '../knowledge.ts'
import { siteOverhead, wattHoursPerYear } from '../sizing/site.ts'

/** The answer that would fill each missing input. */
export const inputFields = {
  accelerator: 'hardware.accelerator',
  audit: 'costs.auditPerYear',
  'device-count': 'hardware.count',
  'electricity-price': 'costs.electricityPrice',
  'engineering-day-rate': 'costs.engineeringDayRate',
  evaluation: 'costs.evaluationPerYear',
  'exchange-rate': 'costs.exchangeRate',
  exit: 'costs.exit',
  'hardware-price': 'costs.hardwarePrice',
  'hosted-price': 'costs.hostedInputPrice',
  migration: 'costs.migration',
  'one-time': 'costs.oneTime',
  'power-usage-effectiveness': 'costs.powerUsageEffectiveness',
  'rental-hours': 'costs.rentalHoursPerMonth',
  'rental-price': 'costs.rentalPrice',
  'security-day-rate': 'costs.securityDayRate',
  'server-price': 'costs.serverPrice',
  software: 'costs.softwarePerYear',
  space: 'costs.spacePerYear',
  'staff-day-rate': 'costs.staffDayRate',
  'staff-days': 'costs.staffDaysPerYear',
  'support-share': 'costs.supportShare',
  tokens: 'load.requestsPerUserAndDay',
  'training-day-rate': 'costs.trainingDayRate',
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

/** What the plan's own answers leave to others to say. */
export type CostSetting = {
  /** Average draw of all machines, from the hardware stage; the planner's own figure wins. */
  readonly watts: Range | null
  /** Country or subdivision of the site, for the price of electricity. */
  readonly place: string | null
  readonly currency: string
  /** Low and high ends that the planner gave for own figures, by field. */
  readonly ranges: FigureRanges
  /** For a million tokens of the plan's mix, and how many tokens a year has; null where not known. */
  readonly hosted: { readonly price: Price; readonly sources: readonly Citation[]; readonly basis: CostBasis } | null
  readonly tokensPerYear: number | null
}

export function costItems(facts: Facts, setting: CostSetting, knowledge: Knowledge): CostItems {
  const { watts, place, currency } = setting
  const own = ownPrices(facts, setting)
  const devices = deviceCount(facts)
  const used: UsedPrice[] = []
  const items: CostItem[] = []
  const acquisition = facts['costs.acquisition']
  const elsewhere = acquisition === 'rental' || acquisition === 'hosted'

  if (acquisition === 'purchase' || acquisition === null) items.push(...purchase(facts, devices, own, knowledge, used))
  if (acquisition === 'rental') items.push(rent(facts, devices, currency, own, knowledge, used))
  if (acquisition === 'hosted') items.push(paidByUse(setting))

  const energy = elsewhere ? null : energyPerYear(facts, setting.ranges, watts, devices, knowledge)
  if (!elsewhere) items.push(electricity(facts, energy, place, setting, knowledge))

  items.push(staff(facts, setting.ranges, own), ...staffByRole(facts, setting.ranges, own))
  items.push(own('one-time', 'start', 'costs.oneTime', 'one-time'))
  // What a planner does not name is in the figures above and below; only what is named becomes a part of its own.
  for (const [id, timing, field, input] of named) if (facts[field] !== null) items.push(own(id, timing, field, input))
  items.push(own('yearly-other', 'yearly', 'costs.yearlyOther', 'yearly-other'), own('exit', 'end', 'costs.exit', 'exit'))
  return { items, used, energy: energy?.quantity ?? null }
}

/** Parts that stand on their own only where the planner gave their figure. */
const named = [
  ['migration', 'start', 'costs.migration', 'migration'],
  ['space', 'yearly', 'costs.spacePerYear', 'space'],
  ['software', 'yearly', 'costs.softwarePerYear', 'software'],
  ['evaluation', 'yearly', 'costs.evaluationPerYear', 'evaluation'],
  ['audit', 'yearly', 'costs.auditPerYear', 'audit'],
] as const satisfies readonly (readonly [string, CostItem['timing'], MoneyField, CostInput])[]

type MoneyField = Extract<FieldId, `costs.${string}`>

type Own = (id: string, timing: CostItem['timing'], field: MoneyField, input: CostInput) => CostItem

/** Items at the planner's own price: in the range that the planner gave, or with the reserve at its high end. */
function ownPrices(facts: Facts, { currency, ranges }: Pick<CostSetting, 'currency' | 'ranges'>): Own {
  const reserve = 1 + (facts['costs.contingency'] ?? 0) / 10_000
  return (id, timing, field, input) => {
    const cents = facts[field]
    return {
      id,
      timing,
      quantity: exactly(1000),
      price: typeof cents === 'number' ? { micros: ownRange(field, cents, ranges, 10_000, reserve), currency } : null,
      residualBasisPoints: 0,
      basis: 'own',
      sources: [],
      missing: typeof cents === 'number' ? [] : [input],
    }
  }
}

/** An own figure in units of which `scaleBy` make one of the answer's: with the planner's range, else with the reserve. */
function ownRange(field: FieldId, value: number, ranges: FigureRanges, scaleBy: number, reserve = 1): Range {
  const given = ranges[field]
  const likely = value * scaleBy
  if (given === undefined) return { low: likely, likely, high: Math.floor(likely * reserve + 0.5) }
  // An answer may have moved since its range was given: the range always holds it.
  return { low: Math.min(given.low, value) * scaleBy, likely, high: Math.max(given.high, value) * scaleBy }
}

function staff(facts: Facts, ranges: FigureRanges, own: Own): CostItem {
  const days = facts['costs.staffDaysPerYear']
  const item = own('staff', 'yearly', 'costs.staffDayRate', 'staff-day-rate')
  if (days === null) return { ...item, quantity: null, missing: ['staff-days', ...item.missing] }
  return { ...item, quantity: ownRange('costs.staffDaysPerYear', days, ranges, 1000) }
}

const roles = [
  ['staff-engineering', 'costs.engineeringDaysPerYear', 'costs.engineeringDayRate', 'engineering-day-rate'],
  ['staff-security', 'costs.securityDaysPerYear', 'costs.securityDayRate', 'security-day-rate'],
  ['staff-training', 'costs.trainingDaysPerYear', 'costs.trainingDayRate', 'training-day-rate'],
] as const

/** Roles for which the planner gave days. One without a rate of its own costs what the general rate says. */
function staffByRole(facts: Facts, ranges: FigureRanges, own: Own): readonly CostItem[] {
  return roles.flatMap(([id, daysField, rateField, input]): readonly CostItem[] => {
    const days = facts[daysField]
    if (days === null) return []
    const rate = facts[rateField] === null ? own(id, 'yearly', 'costs.staffDayRate', input) : own(id, 'yearly', rateField, input)
    return [{ ...rate, quantity: ownRange(daysField, days, ranges, 1000) }]
  })
}

/** A hosted model, paid for by the million tokens. */
function paidByUse({ hosted, tokensPerYear }: CostSetting): CostItem {
  return {
    id: 'hosted',
    timing: 'yearly',
    // Thousandths of a million tokens.
    quantity: tokensPerYear === null ? null : exactly(Math.floor(tokensPerYear / 1000 + 0.5)),
    price: hosted?.price ?? null,
    residualBasisPoints: 0,
    basis: hosted?.basis ?? 'own',
    sources: hosted?.sources ?? [],
    missing: [...(hosted === null ? ['hosted-price'] : []), ...(tokensPerYear === null ? ['tokens'] : [])],
  }
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
    if (whole !== null) return own('hardware', 'start', 'costs.hardwarePrice', 'hardware-price')
    const quantity = devices === null ? null : exactly(devices * 1000)
    const missing = devices === null ? ['device-count'] : []
    if (each !== null) return { ...own('hardware', 'start', 'costs.devicePrice', 'hardware-price'), quantity, missing }
    if (found !== null)
      return {
        ...own('hardware', 'start', 'costs.hardwarePrice', 'hardware-price'),
        quantity,
        price: found.price,
        basis: 'list-price',
        sources: found.sources,
        missing,
      }
    return { ...own('hardware', 'start', 'costs.hardwarePrice', 'hardware-price'), quantity }
  })()
  const items = [{ ...hardware, residualBasisPoints: residual }]
  // A price for a bare device leaves out what it is built into; an offer for the whole, or a complete machine, does not.
  const complete = whole !== null || found?.per === 'machine' || found?.per === 'server'
  const servers = !complete || facts['costs.serverPrice'] !== null ? own('servers', 'start', 'costs.serverPrice', 'server-price') : null
  if (servers !== null) items.push({ ...servers, residualBasisPoints: residual })

  const share = facts['costs.supportShare']
  const supportOf = (id: string, bought: CostItem): CostItem => ({
    ...bought,
    id,
    timing: 'yearly',
    quantity: share === null || bought.quantity === null ? null : scale(bought.quantity, share / 10_000),
    missing: [...bought.missing, ...(share === null ? ['support-share'] : [])],
  })
  items.push(supportOf('support', hardware))
  // Maintenance is a share of all that was bought. What is missing is said once, with the part that misses it.
  if (servers !== null && servers.price !== null && share !== null) items.push(supportOf('server-support', servers))
  return items
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
  const item = own('rental', 'yearly', 'costs.rentalPrice', 'rental-price')
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
function energyPerYear(facts: Facts, ranges: FigureRanges, computed: Range | null, devices: number | null, knowledge: Knowledge): Energy {
  const ownWatts = facts['costs.averageWatts']
  const machine = ownWatts === null && computed === null ? machineWatts(facts, devices, knowledge) : null
  const watts = ownWatts === null ? (computed ?? machine?.watts ?? null) : ownRange('costs.averageWatts', ownWatts, ranges, 1)
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
  { currency, ranges }: Pick<CostSetting, 'currency' | 'ranges'>,
  knowledge: Knowledge,
): CostItem {
  const pack = knowledge.electricity
  const cents = facts['costs.electricityPrice']
  const zone = place === null ? null : electricityZone(pack, place)
  const statistic = cents === null ? (zone?.price ?? null) : null
  const price = ((): Price | null => {
    // Cents for a megawatt-hour are ten micros for a kilowatt-hour.
    if (cents !== null)
      return { micros: ownRange('costs.electricityPrice', cents, ranges, 10, 1 + (facts['costs.contingency'] ?? 0) / 10_000), currency }
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
