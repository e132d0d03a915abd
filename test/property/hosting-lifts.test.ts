import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessJurisdiction, type JurisdictionResult } from '../../shared/domain/jurisdiction.ts'
import type { JurisdictionFacts } from '../../shared/domain/jurisdiction/facts.ts'
import { criteriaOf, sealOf } from '../../shared/domain/jurisdiction/sovereignty.ts'
import { alternativesOf, isConsistent } from '../../shared/plan/hosting/lift-changes.ts'
import { ceilingLifts, type Lift } from '../../shared/plan/hosting/lifts.ts'
import type { Change } from '../../shared/plan/hosting/what-if.ts'
import { clean, factsFrom } from '../support/jurisdiction.ts'
import { knowledge } from '../support/knowledge.ts'

const pack = knowledge.sovereignty
const home = 'DE'

/** What stands in the way of a higher ceiling, fact by fact. */
const flaws = {
  operatorCountry: 'US',
  parentCountry: 'US',
  foreignControl: 'full',
  dataCountries: ['DE', 'US'],
  metadataCountries: ['DE', 'CN'],
  residencyExceptions: true,
  groupEstablishments: ['CA', 'US'],
  foreignRequestPolicy: 'notify',
  opsStaffCountries: ['DE', 'GB'],
  opsStaffCleared: false,
  supportCountries: ['IN'],
  supportEscalationAbroad: true,
  keyCustody: 'none',
  keyHolderCountry: 'US',
  vendorRemoteAccess: true,
  hwVendorCountries: ['US'],
  swVendorCountries: ['US'],
  stackOrigin: 'foreign_closed',
  socCountries: ['US'],
  socEscalationAbroad: true,
  modelOrigin: 'closed_foreign',
  optionType: 'OT-PARTNER-SOV',
} as const
const names = Object.keys(flaws) as (keyof typeof flaws)[]
const flawed = (most: number) =>
  fc
    .subarray(names, { minLength: 1, maxLength: most })
    .map((chosen) => factsFrom(home, { ...clean(home), ...Object.fromEntries(chosen.map((name) => [name, flaws[name]])) }))

function assess(facts: JurisdictionFacts, changes: readonly Change[] = []): JurisdictionResult {
  const table = Object.fromEntries(changes.map(({ fact, value }) => [fact, value]))
  const result = assessJurisdiction({ ...facts, hosting: { ...facts.hosting, ...table } }, knowledge)
  if (!result.ok) throw new Error(result.problem.code)
  return result.value
}

function liftsOf(facts: JurisdictionFacts): { readonly now: JurisdictionResult; readonly lifts: readonly Lift[] } {
  const reading = { facts, provider: null, origins: {} }
  const now = assess(facts)
  return { now, lifts: ceilingLifts(reading, reading, now, knowledge) }
}

/** Of the criteria of a scope that are answered now, the SEAL after changes; one that is open then holds nothing down. */
function sealsIn(lift: Lift, now: JurisdictionResult, then: JurisdictionResult): ReadonlyMap<string, number> {
  const scope = criteriaOf(pack).filter(({ id }) => (lift.objective === null || id.startsWith(`${lift.objective}.`)) && now.derived.answers[id] !== undefined)
  return new Map(scope.map(({ id }) => [id, sealOf(pack, id, then.derived.answers[id] ?? 0) ?? 4]))
}

const changesOf = ({ steps }: Lift): readonly Change[] => steps.flatMap(({ changes }) => changes)
/** Criteria that no change of facts lifts. */
const leftOf = ({ steps }: Lift): readonly string[] =>
  steps.filter(({ changes }) => changes.length === 0).flatMap(({ criteria }) => criteria.map(({ criterion }) => criterion))
const lifts = (lift: Lift, now: JurisdictionResult, then: JurisdictionResult): boolean =>
  [...sealsIn(lift, now, then)].every(([id, seal]) => seal > lift.from || leftOf(lift).includes(id))

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.reduce<readonly (readonly T[])[]>((found, one) => [...found, ...found.map((some) => [...some, one])], [[]])
}

describe('what lifts a ceiling', () => {
  test('lifts it to the level it says, once done', () => {
    fc.assert(
      fc.property(flawed(names.length), (facts) => {
        const { now, lifts: found } = liftsOf(facts)
        for (const lift of found) {
          const then = sealsIn(lift, now, assess(facts, changesOf(lift)))
          const answers = lift.steps.flatMap(({ criteria }) => criteria)
          const after = [...then].map(([id, seal]) => {
            const answer = answers.find(({ criterion }) => criterion === id)?.answer ?? 0
            return leftOf(lift).includes(id) ? (sealOf(pack, id, answer) ?? 0) : seal
          })
          expect(Math.min(...after)).toBe(lift.to)
          expect(lift.to).toBeGreaterThan(lift.from)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('has nothing to spare: no part of it that could be true lifts as much', () => {
    fc.assert(
      fc.property(flawed(names.length), (facts) => {
        const { now, lifts: found } = liftsOf(facts)
        for (const lift of found) {
          const changes = changesOf(lift)
          if (changes.length > 7) continue
          for (const part of subsets(changes)) {
            if (part.length === changes.length || !isConsistent(part, facts.hosting, now.region)) continue
            expect(lifts(lift, now, assess(facts, part)), JSON.stringify(part)).toBe(false)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('is cheapest: of all sets of changes none of less effort lifts as much, nor does any lift a criterion that is left', () => {
    fc.assert(
      fc.property(flawed(5), (facts) => {
        const { now, lifts: found } = liftsOf(facts)
        const alternatives = alternativesOf(facts, now.region)
        const sets = alternatives.reduce<readonly (readonly { readonly change: Change; readonly effort: number }[])[]>(
          (all, { options }) => all.flatMap((some) => [some, ...options.map((option) => [...some, option])]),
          [[]],
        )
        if (sets.length > 300) return
        const tried = sets
          .filter((set) => isConsistent(set.map(({ change }) => change), facts.hosting, now.region))
          .map((set) => ({ effort: set.reduce((sum, { effort }) => sum + effort, 0), after: assess(facts, set.map(({ change }) => change)) }))
        const effortOf = (changes: readonly Change[]): number =>
          changes.reduce((sum, change) => {
            const options = alternatives.find(({ fact }) => fact === change.fact)!.options
            return sum + options.find((one) => JSON.stringify(one.change) === JSON.stringify(change))!.effort
          }, 0)
        for (const lift of found) {
          const least = Math.min(...tried.filter(({ after }) => lifts(lift, now, after)).map(({ effort }) => effort))
          expect(effortOf(changesOf(lift))).toBe(least)
          for (const id of leftOf(lift))
            expect(tried.every(({ after }) => (sealOf(pack, id, after.derived.answers[id] ?? 0) ?? 4) <= lift.from), id).toBe(true)
        }
      }),
      { numRuns: 15 },
    )
  })
})
