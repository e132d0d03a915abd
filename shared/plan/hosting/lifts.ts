/**
 * What would lift a ceiling by at least one level with the least effort (`lift-changes.ts` has the scale). Every set of
 * changes that could be cheaper is tried with the engine itself; criteria that no set lifts are named with the least
 * answer that would do.
 */
import type { JurisdictionResult } from '../../domain/jurisdiction.ts'
import { findExposures } from '../../domain/jurisdiction/exposure.ts'
import type { HostingFactId } from '../../domain/jurisdiction/facts.ts'
import { trustedRegion } from '../../domain/jurisdiction/region.ts'
import { criteriaOf, deriveAnswers, sealOf, type CriterionAnswers } from '../../domain/jurisdiction/sovereignty.ts'
import type { Criterion, ObjectiveCode, SovereigntyPack } from '../../domain/jurisdiction/sovereignty-pack.ts'
import type { HostingReading } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'
import { asTheEntrySays, contradictionsOf, isUnsettled } from './contradictions.ts'
import { alternativesOf, isConsistent, type Alternatives } from './lift-changes.ts'
import { cheapest, type Choice, type Goal } from './lift-search.ts'
import { factsBehind } from './open-facts.ts'
import type { Change } from './what-if.ts'

export type LiftStep = {
  /** Facts that would have to be true together; empty where no change of facts is known that does it. */
  readonly changes: readonly Change[]
  /** Criteria that the step lifts, each with the least answer that suffices. */
  readonly criteria: readonly { readonly criterion: string; readonly answer: number }[]
}

export type Lift = {
  /** Null for the overall ceiling. */
  readonly objective: ObjectiveCode | null
  readonly from: number
  /** The ceiling once all steps are done, by what is known now. */
  readonly to: number
  readonly steps: readonly LiftStep[]
}

/** What every scope is tried on. */
type Bench = {
  readonly pack: SovereigntyPack
  readonly alternatives: readonly Alternatives[]
  readonly isConsistent: (choice: Choice) => boolean
  readonly answersIn: (choice: Choice) => CriterionAnswers
  /** Places of the facts that a criterion can depend on. */
  readonly readsOf: (criterion: string) => readonly number[]
}

export function ceilingLifts(
  reading: HostingReading,
  entry: HostingReading,
  now: JurisdictionResult,
  knowledge: Knowledge,
): readonly Lift[] {
  const contradictions = contradictionsOf(reading, entry)
  const region = trustedRegion(reading.facts.organization, knowledge.jurisdictions)
  if (region === null || isUnsettled(contradictions)) return []
  const { hosting } = reading.facts
  const alternatives = alternativesOf(reading.facts, now.region)
  const known = new Map<string, CriterionAnswers>()
  const answersIn = (choice: Choice): CriterionAnswers => {
    const key = choice.join(' ')
    const before = known.get(key)
    if (before !== undefined) return before
    const table = Object.fromEntries(changesOf(choice, alternatives).map(({ fact, value }) => [fact, value]))
    // A changed owner or operator means another offer: the entry of this one no longer speaks of it.
    const standing = contradictions.filter(({ fact }) => !Object.hasOwn(table, fact))
    const facts = asTheEntrySays({ ...reading.facts, hosting: { ...hosting, ...table } }, standing)
    const { answers } = deriveAnswers(facts, findExposures(facts, region, knowledge).exposures, region, knowledge)
    known.set(key, answers)
    return answers
  }
  const bench: Bench = {
    pack: knowledge.sovereignty,
    alternatives,
    isConsistent: (choice) => isConsistent(changesOf(choice, alternatives), hosting, now.region),
    answersIn,
    readsOf: (criterion) => {
      const facts = new Set<HostingFactId>(factsBehind(criterion, knowledge.sovereignty))
      return alternatives.flatMap(({ fact }, at) => (facts.has(fact) ? [at] : []))
    },
  }
  const scopes = [null, ...bench.pack.csf.objectives.map(({ code }) => code)]
  return scopes.flatMap((objective) => liftOf(objective, now, bench))
}

function changesOf(choice: Choice, alternatives: readonly Alternatives[]): readonly Change[] {
  return alternatives.flatMap(({ options }, at) => {
    const option = options[(choice[at] ?? 0) - 1]
    return option === undefined ? [] : [option.change]
  })
}

function liftOf(objective: ObjectiveCode | null, now: JurisdictionResult, bench: Bench): readonly Lift[] {
  const { pack, alternatives, answersIn } = bench
  const own = criteriaOf(pack).filter(({ id }) => objective === null || id.startsWith(`${objective}.`))
  const answered = own.filter(({ id }) => now.derived.answers[id] !== undefined)
  const sealNow = ({ id }: Criterion): number => sealOf(pack, id, now.derived.answers[id] ?? 0) ?? 4
  if (answered.length === 0) return []
  const from = Math.min(...answered.map(sealNow))
  if (from >= 4) return []

  const none: Choice = alternatives.map(() => 0)
  // A criterion that facts no longer determine holds nothing down: it is open then, like every gap.
  const sealIn = (id: string, choice: Choice): number => sealOf(pack, id, answersIn(choice)[id] ?? 0) ?? 4
  const goalOf = ({ id }: Criterion): Goal => {
    const reads = bench.readsOf(id)
    return { reads, holds: (choice) => sealIn(id, none.map((_, at) => (reads.includes(at) ? (choice[at] ?? 0) : 0))) > from }
  }
  const efforts = alternatives.map(({ options }) => options.map(({ effort }) => effort))
  const find = (goals: readonly Goal[]): Choice | null => cheapest({ efforts, goals, isConsistent: bench.isConsistent })

  const governing = answered.filter((one) => sealNow(one) === from)
  // With everything changed most criteria are lifted; only where that does not do it, each set is tried.
  const all: Choice = alternatives.map(({ options }) => options.length)
  const liftable = governing.filter((one) => goalOf(one).holds(all) || find([goalOf(one)]) !== null)
  // A set that pulls another criterion of the scope down to this level lifts nothing.
  const others = answered.filter((one) => sealNow(one) > from)
  const choice = find([...liftable, ...others].map(goalOf))
  const lifted = choice === null ? [] : liftable
  const left = governing.filter((one) => !lifted.includes(one))
  const least = ({ id, answers }: Criterion) => ({ criterion: id, answer: answers.find(({ seal }) => seal > from)?.index ?? 0 })
  const steps = [
    ...groups(choice ?? none, lifted, [...liftable, ...others], goalOf, bench.isConsistent).map(({ facts, criteria }): LiftStep => ({
      changes: changesOf((choice ?? none).map((option, at) => (facts.includes(at) ? option : 0)), alternatives),
      criteria: criteria.map(least),
    })),
    ...left.map((one): LiftStep => ({ changes: [], criteria: [least(one)] })),
  ]
  const after = answered.map((one) => {
    const then = left.includes(one) ? least(one).answer : answersIn(choice ?? none)[one.id]
    return sealOf(pack, one.id, then ?? 0) ?? 4
  })
  return [{ objective, from, to: Math.min(...after), steps }]
}

type Group = { readonly facts: readonly number[]; readonly criteria: readonly Criterion[] }

/** Changes that must be made together, with the criteria that they lift: those that lift most come first. */
function groups(
  choice: Choice,
  lifted: readonly Criterion[],
  watched: readonly Criterion[],
  goalOf: (one: Criterion) => Goal,
  consistent: (choice: Choice) => boolean,
): readonly Group[] {
  const taken = choice.flatMap((option, at) => (option > 0 ? [at] : []))
  // The changes without which a criterion would not stand above the level; where none alone is missed, all that it reads.
  const needs = (one: Criterion): readonly number[] => {
    const { reads, holds } = goalOf(one)
    const read = taken.filter((at) => reads.includes(at))
    const missed = read.filter((at) => !holds(choice.with(at, 0)))
    return missed.length > 0 || !lifted.includes(one) ? missed : read
  }
  // A change that only another one makes true, as no foreign control with an owner at home.
  const tied = taken.flatMap((fact): readonly Group[] => {
    const without = choice.with(fact, 0)
    return consistent(without) ? [] : [{ facts: [fact, ...taken.filter((other) => consistent(without.with(other, 0)))], criteria: [] }]
  })
  const byCriterion = watched.map((one): Group => ({ facts: needs(one), criteria: lifted.includes(one) ? [one] : [] }))
  const joined = [...tied, ...byCriterion]
    .filter(({ facts }) => facts.length > 0)
    .reduce<readonly Group[]>((all, next) => {
      const touching = all.filter(({ facts }) => facts.some((fact) => next.facts.includes(fact)))
      const facts = new Set([...touching, next].flatMap((one) => one.facts))
      const criteria = [...touching, next].flatMap((one) => one.criteria)
      return [...all.filter((one) => !touching.includes(one)), { facts: [...facts], criteria }]
    }, [])
  return joined
    .map(({ facts, criteria }) => ({ facts, criteria: lifted.filter((one) => criteria.includes(one)) }))
    .toSorted((left, right) => right.criteria.length - left.criteria.length)
}
