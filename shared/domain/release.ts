/**
 * The release watch: how long models stayed closed before their weights were opened, which never were, and when a
 * pending release could come if it went like the others. Everything is counted from the cases; nothing is predicted
 * beyond the ranges that were seen. A promise without a license text never satisfies a gate.
 */
import { addDays, addMonths, daysBetween } from '../base/instant.ts'
import type { ReleaseCase } from './release-pack.ts'
import { byCodeUnit, toInteger } from './vocabulary.ts'

// Timeline -----------------------------------------------------------------------------------------------------------

/** A day that is known to the day or only to the month: the first and the last day it can be. */
export type DayRange = { readonly from: string; readonly to: string }

export type ReleaseStep = {
  readonly step: 'closed' | 'promised' | 'opened'
  readonly day: DayRange
  readonly model: string
}

export type ReleaseLine = {
  readonly id: string
  readonly closedModel: string
  readonly openModel: string | null
  readonly steps: readonly ReleaseStep[]
  readonly state: ReleaseCase['state']
  /** True when no source of the case was read in full. */
  readonly confirm: boolean
}

export type ReleaseFamily = { readonly vendor: string; readonly lines: readonly ReleaseLine[] }

/** The cases of each vendor as lines of time, oldest first. */
export function releaseFamilies(cases: readonly ReleaseCase[]): readonly ReleaseFamily[] {
  const vendors = [...new Set(cases.map(({ vendor }) => vendor))].toSorted(byCodeUnit)
  return vendors.map((vendor) => ({
    vendor,
    lines: cases
      .filter((entry) => entry.vendor === vendor)
      .map(lineOf)
      .toSorted((left, right) => byCodeUnit(startOf(left), startOf(right)) || byCodeUnit(left.id, right.id)),
  }))
}

function lineOf(entry: ReleaseCase): ReleaseLine {
  const step = (name: ReleaseStep['step'], day: string | null, model: string | null): readonly ReleaseStep[] =>
    day === null ? [] : [{ step: name, day: dayRange(day), model: model ?? entry.closedModel }]
  return {
    id: entry.id,
    closedModel: entry.closedModel,
    openModel: entry.openModel,
    steps: [
      ...step('closed', entry.closedDate, entry.closedModel),
      ...step('promised', entry.promisedOpenDate, entry.openModel),
      ...step('opened', entry.openDate, entry.openModel),
    ],
    state: entry.state,
    confirm: entry.confidence === 'unverified',
  }
}

/** Lines without any day come last. */
function startOf(line: ReleaseLine): string {
  return line.steps[0]?.day.from ?? '9999'
}

/** A month stands for all of its days. */
export function dayRange(day: string): DayRange {
  if (day.length > 7) return { from: day, to: day }
  const from = `${day}-01`
  const next = addMonths(from, 1)
  return { from, to: (next === null ? null : addDays(next, -1)) ?? from }
}

// Statistics ---------------------------------------------------------------------------------------------------------

/** Days from closed service to open weights. Null figures where nothing was counted. */
export type LagFigures = {
  readonly count: number
  /** Shortest first. */
  readonly lags: readonly number[]
  readonly median: number | null
  readonly shortest: number | null
  readonly longest: number | null
  /** How many of the cases rest on unverified sources. */
  readonly unverified: number
}

export type ReleaseStatistics = {
  /** The weights of the closed model itself were opened. */
  readonly sameArtifact: LagFigures
  /** Another, mostly smaller model of the family was opened. */
  readonly otherModel: LagFigures
  /** Closed services whose weights are not open, by id: pending and given up. */
  readonly notOpened: readonly string[]
  /** Of those, the ones whose promised day passed within what the evidence covers. */
  readonly missed: readonly string[]
  /** Promises with a day that were kept by that day, and all promises that can be judged. */
  readonly promises: { readonly kept: number; readonly judged: number }
}

/**
 * @param evidenceUntil The last day the cases' evidence covers, YYYY-MM-DD. What was due later cannot be called missed.
 */
export function releaseStatistics(cases: readonly ReleaseCase[], evidenceUntil: string): ReleaseStatistics {
  const services = cases.filter(({ transition }) => transition === 'service')
  const notOpened = services.filter(({ openDate }) => openDate === null)
  const missed = notOpened.filter(({ promisedOpenDate }) => isPast(promisedOpenDate, evidenceUntil))
  const late = cases.filter(({ slipDays }) => slipDays !== null)
  return {
    sameArtifact: figures(services.filter(({ sameArtifact }) => sameArtifact === true)),
    otherModel: figures(services.filter(({ sameArtifact }) => sameArtifact === false)),
    notOpened: notOpened.map(({ id }) => id),
    missed: missed.map(({ id }) => id),
    promises: { kept: late.filter(({ slipDays }) => (slipDays ?? 1) <= 0).length, judged: late.length + missed.length },
  }
}

function isPast(day: string | null, until: string): boolean {
  return day !== null && dayRange(day).to < until
}

function figures(cases: readonly ReleaseCase[]): LagFigures {
  const counted = cases.flatMap((entry) => {
    const lag = lagOf(entry)
    return lag === null ? [] : [{ lag, unverified: entry.confidence === 'unverified' }]
  })
  const lags = counted.map(({ lag }) => lag).toSorted((left, right) => left - right)
  return {
    count: lags.length,
    lags,
    median: medianOf(lags),
    shortest: lags[0] ?? null,
    longest: lags.at(-1) ?? null,
    unverified: counted.filter(({ unverified }) => unverified).length,
  }
}

/** Counted from the days themselves; a month is no day, and a lag that only a source states is taken as stated. */
export function lagOf({ closedDate, openDate, lagDays }: ReleaseCase): number | null {
  if (openDate === null) return null
  return (closedDate === null ? null : daysBetween(closedDate, openDate)) ?? lagDays
}

function medianOf(sorted: readonly number[]): number | null {
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)]
  if (upper === undefined) return null
  const lower = sorted[Math.ceil(middle) - 1] ?? upper
  return toInteger((lower + upper) / 2)
}

// What is next -------------------------------------------------------------------------------------------------------

export type Expectation = {
  /** Days on which the weights would come if it went like the cases counted. Null without a day or a case to count. */
  readonly range: { readonly earliest: string; readonly median: string; readonly latest: string } | null
  /** What the maker announced, as a range where only a month is known. */
  readonly promised: DayRange | null
  /** Cases of its kind that took longer than this one has taken as far as the evidence reaches. */
  readonly counted: number
  /** Other closed services of the watch that are not open. */
  readonly notOpened: number
  /** True when even the longest lag that was seen is over. */
  readonly overdue: boolean
}

/** When a release that has not come could come, by the cases of the same kind. @param today YYYY-MM-DD */
export function expectationOf(
  pending: ReleaseCase,
  cases: readonly ReleaseCase[],
  evidenceUntil: string,
  today: string,
): Expectation | null {
  if (pending.state === 'opened') return null
  const others = cases.filter(({ id, transition }) => id !== pending.id && transition === 'service')
  const alike = others.filter(({ sameArtifact }) =>
    pending.sameArtifact === null ? sameArtifact !== null : sameArtifact === pending.sameArtifact,
  )
  const lags = figures(alike).lags
  const start = pending.closedDate === null ? null : dayRange(pending.closedDate).from
  const elapsed = start === null ? null : daysBetween(start, evidenceUntil)
  // A lag that is over without an opening is no longer possible.
  const possible = elapsed === null ? [] : lags.filter((lag) => lag > elapsed)
  const after = (days: number | null | undefined): string | null =>
    start === null || days === null || days === undefined ? null : addDays(start, days)
  const [earliest, median, latest] = [after(possible[0]), after(medianOf(possible)), after(possible.at(-1))]
  const last = after(lags.at(-1))
  return {
    range: earliest === null || median === null || latest === null ? null : { earliest, median, latest },
    promised: pending.promisedOpenDate === null ? null : dayRange(pending.promisedOpenDate),
    counted: possible.length,
    notOpened: others.filter(({ openDate }) => openDate === null).length,
    overdue: last !== null && last < today,
  }
}

// Contingency --------------------------------------------------------------------------------------------------------

export const gates = ['weights', 'text', 'verdict'] as const
export type GateName = (typeof gates)[number]
export type GateState = 'met' | 'not-met' | 'not-known'

/** What is known of the awaited release. Null is unknown and meets nothing. */
export type Arrival = {
  /** Whether the weights can be downloaded. An announcement is no download. */
  readonly weights: boolean | null
  /** Digest of the license text that came with them. */
  readonly textDigest: string | null
  /** The license verdict for this plan, computed from that text; null where it was not computed. */
  readonly verdict: 'allowed' | 'allowed with conditions' | 'needs legal review' | 'prohibited' | null
  /** True when the verdict rests on an unverified fact. */
  readonly confirm: boolean
}

export type ContingencyTerms = {
  readonly latestDay: string | null
  /** Null where the plan names none. */
  readonly fallback: { readonly suitable: boolean | null } | null
}

export type ContingencyDecision =
  /** All gates are met in time. */
  | 'switch'
  /** Not yet; the day has not passed. */
  | 'wait'
  /** The day passed before all gates were met. */
  | 'stay-on-fallback'
  /** The day passed and the plan has no fallback, or one that is not suitable. */
  | 'no-way-out'
  /** No day is set, today is not known, or nobody can say whether the fallback is suitable. */
  | 'undecided'

export type ContingencyOutcome = {
  readonly gates: readonly { readonly gate: GateName; readonly state: GateState }[]
  readonly decision: ContingencyDecision
}

/** Run X now; switch when every gate is met by the latest day; else stay on the fallback. @param today YYYY-MM-DD */
export function contingencyOutcome(
  arrival: Arrival,
  { latestDay, fallback }: ContingencyTerms,
  today: string | null,
): ContingencyOutcome {
  const states: Readonly<Record<GateName, GateState>> = {
    weights: arrival.weights === null ? 'not-known' : arrival.weights ? 'met' : 'not-met',
    text: arrival.textDigest === null ? 'not-met' : 'met',
    verdict: verdictGate(arrival),
  }
  const open = gates.every((gate) => states[gate] === 'met')
  return {
    gates: gates.map((gate) => ({ gate, state: states[gate] })),
    decision: decisionOf(open, latestDay, fallback, today),
  }
}

/** A verdict without the text it was computed from is a guess, and one that needs review is no permission. */
function verdictGate({ textDigest, verdict, confirm }: Arrival): GateState {
  if (verdict === 'prohibited') return 'not-met'
  if (textDigest === null || verdict === null || verdict === 'needs legal review' || confirm) return 'not-known'
  return 'met'
}

function decisionOf(
  open: boolean,
  latestDay: string | null,
  fallback: ContingencyTerms['fallback'],
  today: string | null,
): ContingencyDecision {
  if (latestDay === null || today === null) return open && latestDay === null ? 'switch' : 'undecided'
  if (today <= latestDay) return open ? 'switch' : 'wait'
  if (fallback === null || fallback.suitable === false) return 'no-way-out'
  return fallback.suitable === null ? 'undecided' : 'stay-on-fallback'
}
