/** What the law asks on one day and on another, and what changes in between. Pure. */
import { dutiesOn, isConcerningProposal, type Duty, type DutyStatus, type ObligationFacts } from '../obligations.ts'
import type { ObligationPack } from '../obligations-pack.ts'
import { byCodeUnit } from '../vocabulary.ts'

/** How many binding duties stand where on a day. */
export type LawCounts = { readonly [S in 'in-force' | 'later' | 'undated' | 'depends']: number }

export type LawChange = {
  readonly duty: string
  readonly title: string
  readonly reference: string
  /** `starts` and `ends` change what binds; `notice` is a deadline, an amendment or the like of a duty that concerns. */
  readonly kind: 'starts' | 'ends' | 'notice'
  /** The day on which it happens; null when it is not recorded. */
  readonly on: string | null
  readonly binding: boolean
  /** What the pack says happens, for a notice, or the rule that took the place of one that ended. */
  readonly what: string | null
}

export type LawView = {
  readonly from: string
  readonly to: string
  readonly before: LawCounts
  readonly after: LawCounts
  /** In the order of their days. */
  readonly changes: readonly LawChange[]
  /** Bills that would concern this organization. They bind nobody on any day. */
  readonly proposals: readonly Duty[]
}

/** Compares the law on the earlier of the two days with the law on the later one. */
export function lawBetween(facts: ObligationFacts, one: string, other: string, pack: ObligationPack): LawView {
  const [from, to] = one <= other ? [one, other] : [other, one]
  const before = dutiesOn(facts, from, pack)
  const after = dutiesOn(facts, to, pack)
  const earlier = new Map(before.map((duty) => [duty.id, duty.status]))
  return {
    from,
    to,
    before: countsOf(before),
    after: countsOf(after),
    changes: after
      .flatMap((duty) => changesOf(duty, earlier.get(duty.id) ?? 'not-applicable', from, to))
      .toSorted((left, right) => byCodeUnit(left.on ?? '', right.on ?? '') || byCodeUnit(left.duty, right.duty)),
    proposals: after.filter(isConcerningProposal),
  }
}

function countsOf(duties: readonly Duty[]): LawCounts {
  const count = (status: DutyStatus): number =>
    duties.filter((duty) => duty.binding && duty.status === status).length
  return { 'in-force': count('in-force'), later: count('later'), undated: count('undated'), depends: count('depends') }
}

function changesOf(duty: Duty, earlier: DutyStatus, from: string, to: string): readonly LawChange[] {
  const change = (kind: LawChange['kind'], on: string | null, what: string | null): LawChange => ({
    duty: duty.id,
    title: duty.title,
    reference: duty.reference,
    kind,
    on,
    binding: duty.binding,
    what,
  })
  const starts = duty.status === 'in-force' && earlier !== 'in-force' ? [change('starts', duty.appliesFrom, null)] : []
  const ends =
    duty.status === 'ended' && earlier !== 'ended' ? [change('ends', duty.lapsesOn, duty.supersededBy)] : []
  const concerns = duty.status === 'in-force' || duty.status === 'later'
  const notices = concerns
    ? duty.milestones.filter(({ from: on, kind }) => kind !== 'applies' && on > from && on <= to)
    : []
  return [...starts, ...ends, ...notices.map(({ from: on, what }) => change('notice', on, what))]
}

/** Days from which something of the law starts or ends for these facts, in order, each once. */
export function lawDays(facts: ObligationFacts, day: string, pack: ObligationPack): readonly string[] {
  const days = dutiesOn(facts, day, pack).flatMap((duty) =>
    duty.binding && (duty.status === 'in-force' || duty.status === 'later')
      ? [duty.appliesFrom, duty.lapsesOn].filter((found) => found !== null)
      : [],
  )
  return [...new Set(days)].toSorted(byCodeUnit)
}
