/** How much an installation is used in a year, what its site adds to its draw, and how much carbon its power causes. */
import { scale, type Range } from '../../domain/cost/cost.ts'
import { citationOf, electricityZone } from '../../domain/cost/prices.ts'
import type { Citation } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Knowledge } from '../knowledge.ts'

export const hoursPerYear = 8760
const secondsPerYear = 31_536_000

/** Where the machines stand, as far as one country is certain. */
export function siteCountry(facts: Pick<Facts, 'hosting.dataCountries'>): string | null {
  const [only, ...others] = facts['hosting.dataCountries'] ?? []
  return only !== undefined && others.length === 0 ? only : null
}

/** Requests of all users in a year of service. */
export function expectedRequests(facts: Facts): number | null {
  const users = facts['load.users']
  const each = facts['load.requestsPerUserAndDay']
  const days = facts['costs.serviceDaysPerYear']
  return users === null || each === null || days === null ? null : users * each * days
}

/** The expected answers as a share of what the installation could write day and night. Slow machines are used more. */
export function utilizationOf(facts: Facts, throughput: Range | null): Range | null {
  const requests = expectedRequests(facts)
  const answer = facts['load.answerTokens']
  if (requests === null || answer === null || throughput === null || throughput.low <= 0) return null
  const share = (milliTokens: number): number =>
    Math.floor(((requests * answer) / ((milliTokens / 1000) * secondsPerYear)) * 10_000 + 0.5)
  return { low: share(throughput.high), likely: share(throughput.likely), high: share(throughput.low) }
}

/** Power of the site over power of the machines, in hundredths of a percent: the planner's own, else the industry's average. */
export function siteOverhead(
  facts: Facts,
  knowledge: Knowledge,
): { readonly basisPoints: number | null; readonly own: boolean; readonly sources: readonly Citation[] } {
  const own = facts['costs.powerUsageEffectiveness']
  if (own !== null) return { basisPoints: own, own: true, sources: [] }
  const { powerUsageEffectiveness, sources } = knowledge.operations
  const average = powerUsageEffectiveness.find(({ id }) => id === 'uptime-2025')
  if (average === undefined || average.thousandths === null) return { basisPoints: null, own: false, sources: [] }
  return { basisPoints: average.thousandths * 10, own: false, sources: citationOf(average, sources) }
}

/** Thousandths of a kilowatt-hour a year at the meter, from watts of the machines. */
export function wattHoursPerYear(watts: Range, overhead: number): Range {
  return scale(watts, (overhead / 10_000) * hoursPerYear)
}

/** Grams of CO2 equivalent by the average of the place. */
export function carbonOf(
  wattHours: Range,
  place: string | null,
  knowledge: Knowledge,
): { readonly grams: Range | null; readonly sources: readonly Citation[] } {
  const zone = place === null ? null : electricityZone(knowledge.electricity, place)
  const milligrams = zone?.carbon.milligramsPerKilowattHour ?? null
  if (zone === null || milligrams === null) return { grams: null, sources: [] }
  return {
    grams: scale(wattHours, milligrams / 1_000_000),
    sources: citationOf({ ...zone.carbon, date: zone.carbon.year }, knowledge.electricity.sources),
  }
}
