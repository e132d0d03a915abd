/**
 * Which duties an organization has on a day. Pure and three-valued: a fact that is not known never makes a duty go
 * away, it makes the duty depend on a question, which is named.
 */
import { never } from '../base/result.ts'
import type { Condition, Milestone, Obligation, ObligationPack, Regime, Triple } from './obligations-pack.ts'
import { byCodeUnit, type Citation, type Confidence } from './vocabulary.ts'

/** The facts that the pack's conditions read. null or absent: not known. Countries are ISO 3166-1 alpha-2. */
export type ObligationFacts = Readonly<Record<string, string | boolean | readonly string[] | null>>

/**
 * - `in-force`: the duty applies to this organization on the day
 * - `later`: it will apply, from `appliesFrom`
 * - `undated`: it applies to this organization, but its start is not recorded or lies beyond the pack's own day
 * - `depends`: an unanswered question decides
 * - `proposal`: not law; binds nobody, whatever the facts
 * - `ended`: lapsed or superseded on the day
 * - `not-applicable`: the facts exclude it
 */
export type DutyStatus = 'in-force' | 'later' | 'undated' | 'depends' | 'proposal' | 'ended' | 'not-applicable'

/** One duty as it stands for one organization on one day. */
export type Duty = {
  readonly id: string
  readonly regime: string
  readonly jurisdiction: string
  readonly title: string
  /** Original wording of who is bound. */
  readonly who: string
  readonly evidence: string
  readonly reference: string
  /** False: guidance that an organization may follow. */
  readonly binding: boolean
  readonly status: DutyStatus
  /** Earliest day from which it applies to this organization; null when that is not known or it does not apply. */
  readonly appliesFrom: string | null
  /** The day on which the rule ends; null when none is recorded. */
  readonly lapsesOn: string | null
  /** The rule that took its place; null when none did. */
  readonly supersededBy: string | null
  /** Dates that inform: deadlines, amendments, enforcement, with the text of the pack. */
  readonly milestones: readonly { readonly from: string; readonly kind: Milestone['kind']; readonly what: string }[]
  /** The triples that decided, with the value of the fact they read. */
  readonly fired: readonly FiredTriple[]
  /** Facts that are not known and could still change the outcome. */
  readonly unknownFacts: readonly string[]
  readonly reading: string | null
  readonly note: string | null
  readonly confidence: Confidence
  readonly sources: readonly Citation[]
}

export type FiredTriple = {
  readonly fact: string
  readonly operator: Triple[1]
  readonly value: Triple[2]
  readonly outcome: 'holds' | 'fails' | 'unknown'
}

type Outcome = FiredTriple['outcome']
type Groups = Readonly<Record<string, readonly string[]>>
type Judged = { readonly outcome: Outcome; readonly fired: readonly FiredTriple[]; readonly unknown: readonly string[] }

/** All duties of the pack, in the pack's order, for these facts on `day` (YYYY-MM-DD). */
export function dutiesOn(facts: ObligationFacts, day: string, pack: ObligationPack): Duty[] {
  const regimes = new Map(pack.regimes.map((regime) => [regime.id, regime]))
  return pack.obligations.map((obligation) => {
    const regime = regimes.get(obligation.regime)
    if (regime === undefined) throw new Error('the pack was parsed: every duty has its regime')
    return dutyOn(facts, day, obligation, regime, pack)
  })
}

function dutyOn(facts: ObligationFacts, day: string, duty: Obligation, regime: Regime, pack: ObligationPack): Duty {
  const applies = both(judge(regime.scope, facts, pack.groups), judge(duty.when, facts, pack.groups))
  const start = applies.outcome === 'fails' ? null : startOf(duty, facts, day, pack)
  const status = statusOf(duty, applies.outcome, start, day)
  const open = status === 'depends' ? [...applies.unknown, ...(start?.unknown ?? [])] : []
  return {
    id: duty.id,
    regime: duty.regime,
    jurisdiction: duty.jurisdiction,
    title: duty.title,
    who: duty.appliesTo,
    evidence: duty.evidence,
    reference: duty.reference,
    binding: duty.binding,
    status,
    appliesFrom: status === 'not-applicable' || status === 'proposal' ? null : (start?.from ?? null),
    lapsesOn: duty.lapsesOn,
    supersededBy: duty.supersededBy,
    milestones: duty.dates.map(({ from, kind, what }) => ({ from, kind, what })),
    fired: [...applies.fired, ...(start?.fired ?? [])],
    unknownFacts: [...new Set(open)].toSorted(byCodeUnit),
    reading: duty.reading,
    note: duty.note,
    confidence: duty.confidence,
    sources: [...duty.sources, ...regime.sources],
  }
}

function statusOf(duty: Obligation, applies: Outcome, start: Start | null, day: string): DutyStatus {
  if (duty.legalStatus === 'proposal') return 'proposal'
  if (applies === 'fails') return 'not-applicable'
  if (duty.legalStatus === 'lapsed' || duty.legalStatus === 'superseded') {
    // Without the day on which it ended, an ended rule is not revived for an earlier day.
    if (duty.lapsesOn === null || day >= duty.lapsesOn) return 'ended'
  } else if (duty.lapsesOn !== null && day >= duty.lapsesOn) return 'ended'
  if (applies === 'unknown') return 'depends'
  if (start === null || start.state === 'never') return 'not-applicable'
  return start.state
}

type Start = {
  readonly state: 'in-force' | 'later' | 'undated' | 'depends' | 'never'
  readonly from: string | null
  readonly fired: readonly FiredTriple[]
  readonly unknown: readonly string[]
}

/** From when the duty applies to these facts: the earliest `applies` date whose own condition holds. */
function startOf(duty: Obligation, facts: ObligationFacts, day: string, pack: ObligationPack): Start {
  if (duty.dates.length === 0) {
    // The pack says that the rule is law on its own day. Nothing is known about earlier days.
    const known = duty.legalStatus === 'in-force' && day >= pack.asOf
    return { state: known ? 'in-force' : 'undated', from: null, fired: [], unknown: [] }
  }
  const judged = duty.dates
    .filter((milestone) => milestone.kind === 'applies')
    .toSorted((left, right) => byCodeUnit(left.from, right.from))
    .map(({ from, when }) => ({ from, ...judge(when ?? [[]], facts, pack.groups) }))
  const sure = judged.find(({ outcome }) => outcome === 'holds')
  const maybe = judged.find(({ outcome }) => outcome === 'unknown')
  const fired = judged.flatMap((item) => item.fired)
  if (sure !== undefined && sure.from <= day) return { state: 'in-force', from: sure.from, fired, unknown: [] }
  if (maybe !== undefined && (sure === undefined || maybe.from < sure.from)) {
    const open = judged.filter(({ outcome }) => outcome === 'unknown').flatMap(({ unknown }) => unknown)
    // A date still to come that nobody can dispute yet: the duty is not in force today either way.
    if (sure !== undefined && maybe.from > day) return { state: 'later', from: sure.from, fired, unknown: open }
    return { state: 'depends', from: null, fired, unknown: open }
  }
  if (sure === undefined) return { state: 'never', from: null, fired, unknown: [] }
  return { state: 'later', from: sure.from, fired, unknown: [] }
}

function both(left: Judged, right: Judged): Judged {
  const outcomes = [left.outcome, right.outcome]
  if (outcomes.includes('fails')) {
    const failed = left.outcome === 'fails' ? left : right
    return { outcome: 'fails', fired: failed.fired, unknown: [] }
  }
  return {
    outcome: outcomes.includes('unknown') ? 'unknown' : 'holds',
    fired: [...left.fired, ...right.fired],
    unknown: [...left.unknown, ...right.unknown],
  }
}

/** Three-valued: holds if one alternative holds, fails if all fail, else unknown with the facts that would decide. */
function judge(condition: Condition, facts: ObligationFacts, groups: Groups): Judged {
  const alternatives = condition.map((triples) =>
    triples.map(([fact, operator, value]): FiredTriple => ({
      fact,
      operator,
      value,
      outcome: compare([fact, operator, value], facts, groups),
    })),
  )
  const holding = alternatives.find((triples) => triples.every(({ outcome }) => outcome === 'holds'))
  if (holding !== undefined) return { outcome: 'holds', fired: holding, unknown: [] }
  const open = alternatives.filter((triples) => triples.every(({ outcome }) => outcome !== 'fails'))
  if (open.length > 0) {
    const fired = open.flat()
    return {
      outcome: 'unknown',
      fired,
      unknown: fired.filter(({ outcome }) => outcome === 'unknown').map(({ fact }) => fact),
    }
  }
  return { outcome: 'fails', fired: alternatives.flat().filter(({ outcome }) => outcome === 'fails'), unknown: [] }
}

function compare([id, operator, value]: Triple, facts: ObligationFacts, groups: Groups): Outcome {
  const fact = facts[id] ?? null
  if (fact === null) return 'unknown'
  return holds(fact, operator, value, groups) ? 'holds' : 'fails'
}

function holds(
  fact: string | boolean | readonly string[],
  operator: Triple[1],
  value: Triple[2],
  groups: Groups,
): boolean {
  const items = typeof fact === 'object' ? fact : []
  const wanted = typeof value === 'object' ? value : []
  const group = typeof value === 'string' && Object.hasOwn(groups, value) ? (groups[value] ?? []) : []
  switch (operator) {
    case 'eq':
      return fact === value
    case 'in':
      return typeof fact === 'string' && wanted.includes(fact)
    case 'contains':
      return typeof value === 'string' && items.includes(value)
    case 'intersects':
      return items.some((item) => wanted.includes(item))
    case 'excludes':
      return !items.some((item) => wanted.includes(item))
    case 'in-group':
      return typeof fact === 'string' && group.includes(fact)
    case 'intersects-group':
      return items.some((item) => group.includes(item))
    case 'before':
      return typeof fact === 'string' && typeof value === 'string' && fact < value
    case 'from':
      return typeof fact === 'string' && typeof value === 'string' && fact >= value
    default:
      return never(operator)
  }
}

/** True while a duty binds or might bind: everything that a planner must not lose sight of. */
export function isPotential(duty: Duty): boolean {
  return duty.status !== 'not-applicable' && duty.status !== 'proposal' && duty.status !== 'ended'
}

/** A bill that no known fact keeps from this organization. It binds nobody. */
export function isConcerningProposal(duty: Duty): boolean {
  return duty.status === 'proposal' && duty.fired.every(({ outcome }) => outcome !== 'fails')
}
