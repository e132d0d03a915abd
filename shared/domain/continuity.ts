/**
 * The kill-switch rehearsal: what of a plan stands, degrades or falls after an event, when, and what kept beforehand
 * would have helped. What is not known may strike: it never counts as standing, and never as fallen.
 */
import type {
  Clause,
  Condition,
  ContinuityEvent,
  ContinuityFactId,
  ContinuityFacts,
  ContinuityPack,
  Damage,
  Measure,
  Moment,
  Part,
  Strike,
} from './continuity-pack.ts'
import { Moment as MomentSchema, Part as PartSchema } from './continuity-pack.ts'

export type Standing = 'stands' | Damage

/** How a part stands from a moment on: as far as is known, and the worst that the missing facts leave possible. */
export type PartAt = { readonly moment: Moment; readonly known: Standing; readonly possible: Standing }

/** `hits` for sure; `open` while facts are missing. Strikes that a measure or a fact shuts are `shut`. */
export type StrikeResult = {
  readonly id: string
  readonly part: Part
  readonly moment: Moment
  readonly damage: Damage
  readonly outcome: 'hits' | 'open' | 'shut'
  /** Measures that keep it out; only of strikes that the facts would otherwise let through. */
  readonly shutBy: readonly string[]
  /** Measures that would keep it out and are not held. */
  readonly lacks: readonly string[]
  /** Facts that are not known and decide it. */
  readonly missing: readonly ContinuityFactId[]
}

export type PartResult = {
  readonly part: Part
  /** One for each moment of the event, in order. */
  readonly times: readonly PartAt[]
}

/** A measure that is not held, and the parts that it alone would keep better off. */
export type Help = { readonly measure: string; readonly parts: readonly Part[] }

export type Rehearsal = {
  readonly event: string
  /** Moments at which anything can change, in order. */
  readonly moments: readonly Moment[]
  readonly parts: readonly PartResult[]
  /** The service as a whole: fallen with the first carrying part, degraded with any other. */
  readonly service: readonly PartAt[]
  readonly strikes: readonly StrikeResult[]
  /** Held measures that keep something standing here. */
  readonly held: readonly string[]
  readonly helps: readonly Help[]
}

type Truth = boolean | null

function isTrue({ fact, is }: Condition, facts: ContinuityFacts): Truth {
  const value = facts[fact]
  return value === null ? null : is.includes(value)
}

/** All together: one that fails decides, whatever is not known. */
function allTrue(conditions: readonly Condition[], facts: ContinuityFacts): Truth {
  const truths = conditions.map((condition) => isTrue(condition, facts))
  if (truths.includes(false)) return false
  return truths.includes(null) ? null : true
}

function missingOf(conditions: readonly Condition[], facts: ContinuityFacts): readonly ContinuityFactId[] {
  return conditions.map(({ fact }) => fact).filter((fact) => facts[fact] === null)
}

/** Whether a measure is held: yes, no, or not known. */
export function isHeld(measure: Measure, facts: ContinuityFacts): Truth {
  return allTrue(measure.when, facts)
}

export function rehearse(event: ContinuityEvent, facts: ContinuityFacts, pack: ContinuityPack): Rehearsal {
  const now = play(event, facts, pack)
  const wanted = new Set(now.strikes.flatMap(({ lacks }) => lacks))
  const helps = pack.measures.flatMap((measure): readonly Help[] => {
    if (!wanted.has(measure.id)) return []
    const then = play(event, withMeasure(facts, measure), pack)
    const parts = now.parts
      .filter((part, place) => isBetter(then.parts[place], part))
      .map(({ part }) => part)
    return parts.length === 0 ? [] : [{ measure: measure.id, parts }]
  })
  const held = new Set(now.strikes.flatMap(({ shutBy }) => shutBy))
  return {
    event: event.id,
    ...now,
    held: pack.measures.map(({ id }) => id).filter((id) => held.has(id)),
    helps,
  }
}

type Played = Pick<Rehearsal, 'moments' | 'parts' | 'service' | 'strikes'>

function play(event: ContinuityEvent, facts: ContinuityFacts, pack: ContinuityPack): Played {
  const strikes = event.strikes.map((strike) => resultOf(strike, facts, pack))
  const used = new Set(event.strikes.map(({ moment }) => moment))
  const moments = MomentSchema.options.filter((moment) => moment === 'at-once' || used.has(moment))
  const parts = PartSchema.options.map((part): PartResult => ({
    part,
    times: moments.map((moment) => partAt(moment, strikes.filter((strike) => strike.part === part))),
  }))
  return { moments, parts, service: moments.map((moment, place) => serviceAt(moment, place, parts, pack)), strikes }
}

function resultOf(strike: Strike, facts: ContinuityFacts, pack: ContinuityPack): StrikeResult {
  const applies = allTrue(strike.when, facts)
  const measures = pack.measures.filter(({ id }) => strike.unless.includes(id))
  const held = measures.filter((measure) => isHeld(measure, facts) === true)
  const undecided = measures.filter((measure) => isHeld(measure, facts) === null)
  const outcome = applies === false || held.length > 0 ? 'shut' : applies === null || undecided.length > 0 ? 'open' : 'hits'
  return {
    id: strike.id,
    part: strike.part,
    moment: strike.moment,
    damage: strike.damage,
    outcome,
    shutBy: applies === false ? [] : held.map(({ id }) => id),
    lacks: outcome === 'shut' ? [] : measures.map(({ id }) => id),
    missing:
      outcome === 'open'
        ? [...new Set([...missingOf(strike.when, facts), ...undecided.flatMap(({ when }) => missingOf(when, facts))])]
        : [],
  }
}

const standings: readonly Standing[] = ['stands', 'degraded', 'fallen']

/** Rank of a standing, higher is worse. */
export function worseRank(standing: Standing): number {
  return standings.indexOf(standing)
}

function worst(all: readonly Standing[]): Standing {
  return standings.findLast((standing) => all.includes(standing)) ?? 'stands'
}

/** What has struck by a moment stays struck: later moments are never better. */
function partAt(moment: Moment, strikes: readonly StrikeResult[]): PartAt {
  const order = MomentSchema.options
  const met = strikes.filter((strike) => strike.outcome !== 'shut' && order.indexOf(strike.moment) <= order.indexOf(moment))
  return {
    moment,
    known: worst(met.filter(({ outcome }) => outcome === 'hits').map(({ damage }) => damage)),
    possible: worst(met.map(({ damage }) => damage)),
  }
}

function serviceAt(moment: Moment, place: number, parts: readonly PartResult[], pack: ContinuityPack): PartAt {
  const felt = (of: 'known' | 'possible'): Standing =>
    worst(
      parts.map(({ part, times }): Standing => {
        const standing = times[place]?.[of] ?? 'stands'
        return standing === 'fallen' && !pack.carrying.includes(part) ? 'degraded' : standing
      }),
    )
  return { moment, known: felt('known'), possible: felt('possible') }
}

/** The facts as they would be had the measure been taken in its least form, which each condition names first. */
export function withMeasure(facts: ContinuityFacts, measure: Measure): ContinuityFacts {
  return { ...facts, ...Object.fromEntries(measure.when.map(({ fact, is }) => [fact, is[0] ?? null])) }
}

function isBetter(then: PartResult | undefined, now: PartResult): boolean {
  if (then === undefined) return false
  return now.times.some((at, place) => {
    const other = then.times[place]
    return (
      other !== undefined &&
      (worseRank(other.known) < worseRank(at.known) || worseRank(other.possible) < worseRank(at.possible))
    )
  })
}

/** A clause that the facts call for, or that they may call for while facts are missing. */
export type CalledClause = {
  readonly clause: string
  readonly called: 'yes' | 'open'
  /** The facts it rests on, or that are missing. */
  readonly facts: readonly ContinuityFactId[]
}

export function clausesFor(clauses: readonly Clause[], facts: ContinuityFacts): readonly CalledClause[] {
  return clauses.flatMap((clause): readonly CalledClause[] => {
    const met = clause.when.find((conditions) => allTrue(conditions, facts) === true)
    if (met !== undefined) return [{ clause: clause.id, called: 'yes', facts: met.map(({ fact }) => fact) }]
    const open = clause.when.filter((conditions) => allTrue(conditions, facts) === null)
    if (open.length === 0) return []
    return [{ clause: clause.id, called: 'open', facts: [...new Set(open.flatMap((conditions) => missingOf(conditions, facts)))] }]
  })
}
