/**
 * Energy of the installation: what its devices draw at work and at rest, how long they work, and what that is in a year
 * with the site's overhead. Costs take the average from here.
 */
import { citationOf } from '../../domain/cost/prices.ts'
import { toInteger, type Citation } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Band } from '../hardware/deployment.ts'
import type { Knowledge } from '../knowledge.ts'
import { carbonOf, siteCountry, siteOverhead, utilizationOf, wattHoursPerYear } from './site.ts'

export type Energy = {
  /** Share of the year that the devices work, in hundredths of a percent; null where the use is not known. */
  readonly utilization: Band | null
  /** Watts of all devices at work: half to the whole of what their makers name. */
  readonly active: Band
  /** Watts of all devices at rest; null where nobody says. */
  readonly idle: number | null
  /** Watts on average over the year, without cooling. */
  readonly average: Band
  /** `use`: between rest and work by the utilization. `bounds`: as if always at work, since rest or use is not known. */
  readonly basis: 'use' | 'bounds'
  /** Power of the site over that of the devices, in hundredths of a percent. */
  readonly overhead: number | null
  /** In a year, at the meter: thousandths of a kilowatt-hour, and grams of CO2 equivalent. */
  readonly wattHours: Band | null
  readonly grams: Band | null
  readonly sources: readonly Citation[]
}

/** Machines of one type. */
export type Drawing = {
  /** Entry of the accelerators pack. */
  readonly accelerator: string | null
  readonly devices: number
  /** Watts of one device by its maker. */
  readonly power: number | null
}

/** Null where the power of a device is not known. */
export function energyOf(facts: Facts, drawing: readonly Drawing[], throughput: Band | null, knowledge: Knowledge): Energy | null {
  const all = drawing.reduce<number | null>((sum, { devices, power }) => (sum === null || power === null ? null : sum + power * devices), 0)
  if (all === null || drawing.length === 0) return null
  const active: Band = { low: Math.floor(all / 2), likely: Math.floor((all * 3) / 4), high: all }
  const rest = restOf(facts, drawing, knowledge)
  const utilization = utilizationOf(facts, throughput)
  const average = rest.watts === null || utilization === null ? null : between(rest.watts, active, utilization)
  const overhead = siteOverhead(facts, knowledge)
  const used = average ?? active
  const wattHours = overhead.basisPoints === null ? null : wattHoursPerYear(used, overhead.basisPoints)
  const carbon = wattHours === null ? null : carbonOf(wattHours, siteCountry(facts), knowledge)
  return {
    utilization,
    active,
    idle: rest.watts,
    average: used,
    basis: average === null ? 'bounds' : 'use',
    overhead: overhead.basisPoints,
    wattHours,
    grams: carbon?.grams ?? null,
    sources: [...rest.sources, ...overhead.sources, ...(carbon?.sources ?? [])],
  }
}

/** At rest plus, for the share of the year at work, what work draws more. No device works more than always. */
function between(idle: number, active: Band, utilization: Band): Band {
  const at = (watts: number, share: number): number =>
    toInteger(idle + Math.max(0, watts - idle) * (Math.min(10_000, share) / 10_000))
  return {
    low: at(active.low, utilization.low),
    likely: at(active.likely, utilization.likely),
    high: at(active.high, utilization.high),
  }
}

/** The planner's own figure for one device, else what somebody measured on each type of machine. */
function restOf(
  facts: Facts,
  drawing: readonly Drawing[],
  knowledge: Knowledge,
): { readonly watts: number | null; readonly sources: readonly Citation[] } {
  const own = facts['sizing.idleWatts']
  if (own !== null) return { watts: drawing.reduce((sum, { devices }) => sum + own * devices, 0), sources: [] }
  const { serverPower, sources } = knowledge['hardware-prices']
  let watts = 0
  const read: Citation[] = []
  for (const { accelerator, devices } of drawing) {
    const entry = serverPower.find(({ id }) => id === accelerator)
    if (entry === undefined || entry.idleWatts === null) return { watts: null, sources: [] }
    watts += (entry.idleHighWatts ?? entry.idleWatts) * devices
    read.push(...citationOf({ ...entry, date: null }, sources))
  }
  return { watts, sources: read }
}
