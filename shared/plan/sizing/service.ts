/** How long one request is served on a node of the deployment, and how many a node serves at once. */
import { leastCertain, type SpeedBand } from '../../domain/capacity.ts'
import { smallest } from '../../domain/sizing/queue.ts'
import type { Facts } from '../fields.ts'
import { mostSequences, speedPerPerson, timeToFirstToken, type Deployment } from '../hardware/deployment.ts'
import type { Knowledge } from '../knowledge.ts'

/** The three ends of a range of speeds: the fast end needs the fewest machines. */
export const speedEnds = ['high', 'likely', 'low'] as const
export type SpeedEnd = (typeof speedEnds)[number]

export type Service = {
  /** Requests at once on one node: as many as memory holds and as the wanted speed allows. */
  readonly slots: Readonly<Record<SpeedEnd, number>>
  readonly byMemory: number
  /** Seconds from the first token of work to the last, with so many at once on the node. Never falls with them. */
  readonly seconds: (end: SpeedEnd, atOnce: number) => number
  /** Of the least certain among what it rests on: one answer alone, several at once, and the first token. */
  readonly basis: SpeedBand['basis']
}

/** Null where memory or speed cannot be given. */
export function serviceOf(facts: Facts, deployment: Deployment, knowledge: Knowledge): Service | null {
  const byMemory = mostSequences(deployment, knowledge)
  const first = timeToFirstToken(deployment, 1, knowledge)
  const alone = speedPerPerson(deployment, 1, knowledge)
  if (byMemory === null || typeof first === 'string' || typeof alone === 'string') return null
  const together = speedPerPerson(deployment, Math.max(1, Math.min(2, byMemory)), knowledge)
  const perToken = rising((atOnce) => tokenTimes(deployment, atOnce, knowledge))
  const toFirst = rising((atOnce) => firstTimes(deployment, atOnce, knowledge))
  const minimum = facts['load.minimumSpeed']
  const slotsAt = (end: SpeedEnd): number => {
    if (minimum === null) return byMemory
    // Thousandths of a token per second: what is slower than this by less than a thousandth is not slower.
    const tooMany = smallest(1, byMemory, (atOnce) => 1000 / perToken(end, atOnce) < minimum - 1)
    return tooMany === null ? byMemory : tooMany - 1
  }
  return {
    byMemory,
    basis: leastCertain(alone, first, ...(typeof together === 'string' ? [] : [together])).basis,
    slots: { high: slotsAt('high'), likely: slotsAt('likely'), low: slotsAt('low') },
    seconds: (end, atOnce) => {
      const served = Math.max(1, atOnce)
      return toFirst(end, served) + deployment.answerTokens * perToken(end, served)
    },
  }
}

type Times = Readonly<Record<SpeedEnd, number>>

/** Seconds per token with so many requests at once. */
function tokenTimes(deployment: Deployment, atOnce: number, knowledge: Knowledge): Times {
  const band = speedPerPerson(deployment, atOnce, knowledge)
  const time = (end: SpeedEnd): number => 1000 / Math.max(typeof band === 'string' ? 0 : band[end], 0.001)
  return { high: time('high'), likely: time('likely'), low: time('low') }
}

/** Seconds, as long as a token at no speed at all: nothing is served in it. */
const unknownTime = 1_000_000

/** Seconds to the first token. The slow end of the speed goes with its late end. */
function firstTimes(deployment: Deployment, atOnce: number, knowledge: Knowledge): Times {
  const band = timeToFirstToken(deployment, atOnce, knowledge)
  // A time that is not known is never taken for none.
  if (typeof band === 'string') return { high: unknownTime, likely: unknownTime, low: unknownTime }
  return { high: band.low / 1000, likely: band.likely / 1000, low: band.high / 1000 }
}

/**
 * Seconds against requests at once. Computed at 1, 2, 3, 4, 6, 8, 12 and so on, straight between them, since both times
 * rise almost in a line; and never falling, since a measured correction may dip where the load rises.
 */
function rising(timesAt: (atOnce: number) => Times): (end: SpeedEnd, atOnce: number) => number {
  const grid: { readonly atOnce: number; readonly times: Times }[] = []
  const extend = (): void => {
    const last = grid.at(-1)
    const atOnce = last === undefined ? 1 : nextPoint(last.atOnce)
    const found = timesAt(atOnce)
    const time = (end: SpeedEnd): number => Math.max(last?.times[end] ?? 0, found[end])
    grid.push({ atOnce, times: { high: time('high'), likely: time('likely'), low: time('low') } })
  }
  return (end, atOnce) => {
    while ((grid.at(-1)?.atOnce ?? 0) < atOnce) extend()
    const place = grid.findIndex((point) => point.atOnce >= atOnce)
    const above = grid[place]
    const below = grid[place - 1]
    if (above === undefined) return Number.MAX_SAFE_INTEGER
    if (below === undefined || above.atOnce === atOnce) return above.times[end]
    const part = (atOnce - below.atOnce) / (above.atOnce - below.atOnce)
    return below.times[end] + (above.times[end] - below.times[end]) * part
  }
}

/** 1, 2, 3, 4, 6, 8, 12, 16, 24: half as much again, then a third. */
function nextPoint(atOnce: number): number {
  if (atOnce < 4) return atOnce + 1
  let power = 4
  while (power * 2 <= atOnce) power *= 2
  return atOnce === power ? power * 1.5 : power * 2
}
