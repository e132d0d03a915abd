/**
 * The cheapest set of changes under which every goal holds, found by trying every set that could be cheaper: no set of
 * less effort does it, and so no part of the one found does. Nothing is taken for granted about how changes work together.
 */

/** For each fact, which of its options is taken, from 1, or 0 for none. */
export type Choice = readonly number[]

export type Goal = {
  /** Places in the list of facts that the goal depends on. Whatever else is changed, it holds or fails alike. */
  readonly reads: readonly number[]
  readonly holds: (choice: Choice) => boolean
}

export type Search = {
  /** Effort of each option of each fact: whole numbers above zero. */
  readonly efforts: readonly (readonly number[])[]
  readonly goals: readonly Goal[]
  readonly isConsistent: (choice: Choice) => boolean
}

type Found = { readonly choice: Choice; readonly effort: number }

/** Null when no set does it. Of sets of equal effort the smaller one, then the one that changes earlier facts less. */
export function cheapest({ efforts, goals, isConsistent }: Search): Choice | null {
  const none = efforts.map(() => 0)
  if (!goals.every(({ reads, holds }) => reads.length > 0 || holds(none))) return null
  // Facts of goals that read few come first: such goals settle early and cut off most sets.
  const narrowest = (fact: number): number =>
    Math.min(...goals.filter(({ reads }) => reads.includes(fact)).map(({ reads }) => reads.length))
  const touched = efforts
    .map((_, fact) => fact)
    .filter((fact) => goals.some(({ reads }) => reads.includes(fact)))
    .toSorted((left, right) => narrowest(left) - narrowest(right))
  // A goal is tested as soon as all that it reads is decided.
  const due = touched.map((fact, depth) => {
    const decided = touched.slice(0, depth + 1)
    return goals.filter(({ reads }) => reads.includes(fact) && reads.every((one) => decided.includes(one)))
  })
  const follow = (depth: number, at: Found, best: Found | null): Found | null => {
    const fact = touched[depth]
    if (fact === undefined) return isConsistent(at.choice) ? better(best, at) : best
    return [0, ...(efforts[fact] ?? [])].reduce<Found | null>((least, cost, option) => {
      const next = { choice: at.choice.with(fact, option), effort: at.effort + cost }
      // What is dearer than the best found is not followed.
      if (least !== null && next.effort > least.effort) return least
      return (due[depth] ?? []).every(({ holds }) => holds(next.choice)) ? follow(depth + 1, next, least) : least
    }, best)
  }
  return follow(0, { choice: none, effort: 0 }, null)?.choice ?? null
}

function better(best: Found | null, next: Found): Found {
  if (best === null) return next
  const ranks = ({ choice, effort }: Found): readonly number[] => [effort, choice.filter((option) => option > 0).length, ...choice]
  const known = ranks(best)
  const first = ranks(next).findIndex((rank, at) => rank !== known[at])
  return first >= 0 && (ranks(next)[first] ?? 0) < (known[first] ?? 0) ? next : best
}
