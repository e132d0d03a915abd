/** What machines beside the main ones cost to buy. A sum with one unknown price is unknown: it would look complete. */
import { exactly, scale, type CostItem, type Price, type Range } from '../../domain/cost/cost.ts'
import { hardwarePrice, type FoundHardwarePrice } from '../../domain/cost/prices.ts'
import type { Facts } from '../fields.ts'
import type { Fleet } from '../fleet-machine.ts'
import type { Knowledge } from '../knowledge.ts'

/** `confirm`: a price among them that somebody must confirm. */
export type FleetCosts = { readonly items: readonly CostItem[]; readonly confirm: FoundHardwarePrice | null }

const nothing: FleetCosts = { items: [], confirm: null }

/** Nothing where the plan has no further machines, has them already, uses none, or has an offer for the whole installation. */
export function fleetCosts(facts: Facts, fleet: Fleet, knowledge: Knowledge): FleetCosts {
  const machines = Object.values(fleet)
  const acquisition = facts['costs.acquisition']
  if (machines.length === 0 || acquisition === 'existing' || acquisition === 'hosted') return nothing
  const residualBasisPoints = facts['costs.residualShare'] ?? 0
  const item = { id: 'fleet', quantity: exactly(1000), residualBasisPoints, basis: 'list-price', sources: [] } as const
  if (acquisition === 'rental')
    return { items: [{ ...item, timing: 'yearly', price: null, residualBasisPoints: 0, missing: ['rental-price'] }], confirm: null }
  if (facts['costs.hardwarePrice'] !== null) return nothing
  const found = machines.map(({ accelerator, count, machines: several }) => ({
    devices: count * several,
    price: hardwarePrice(knowledge['hardware-prices'], accelerator),
  }))
  const price = sumOf(found)
  const read = found.flatMap((one) => (one.price === null ? [] : [one.price]))
  const bought: CostItem = {
    ...item,
    timing: 'start',
    price,
    sources: read.flatMap(({ sources }) => sources),
    missing: price === null ? ['hardware-price'] : [],
  }
  const share = facts['costs.supportShare']
  const support: CostItem = {
    ...bought,
    id: 'fleet-support',
    timing: 'yearly',
    residualBasisPoints: 0,
    quantity: share === null ? null : scale(exactly(1000), share / 10_000),
    missing: [...bought.missing, ...(share === null ? ['support-share'] : [])],
  }
  return { items: [bought, support], confirm: read.find((one) => one.confidence === 'unverified' || one.openEnded) ?? null }
}

/** Null where one price is not known, or where they are in several currencies. */
function sumOf(found: readonly { readonly devices: number; readonly price: FoundHardwarePrice | null }[]): Price | null {
  const currency = found[0]?.price?.price.currency
  if (currency === undefined) return null
  let micros: Range = exactly(0)
  for (const { devices, price } of found) {
    if (price === null || price.price.currency !== currency) return null
    const { low, likely, high } = price.price.micros
    micros = { low: micros.low + low * devices, likely: micros.likely + likely * devices, high: micros.high + high * devices }
  }
  return { micros, currency }
}
