import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clausesFor, isHeld, rehearse, withMeasure, worseRank, type Rehearsal } from '../../shared/domain/continuity.ts'
import { ContinuityFactId, type ContinuityFact, type ContinuityFacts } from '../../shared/domain/continuity-pack.ts'
import { knowledge } from '../support/knowledge.ts'

const pack = knowledge.continuity
const words: Partial<Record<ContinuityFactId, readonly string[]>> = {
  licenseRevocable: ['no', 'breach', 'yes'],
  secondProvider: ['none', 'named', 'contracted', 'tested'],
  changeOfControl: ['none', 'notice', 'exit'],
}
const valueOf = (id: ContinuityFactId): fc.Arbitrary<ContinuityFact> => {
  const options = words[id]
  return options === undefined ? fc.boolean() : fc.constantFrom(...options)
}
const tableOf = (value: (id: ContinuityFactId) => fc.Arbitrary<ContinuityFact>): fc.Arbitrary<ContinuityFacts> =>
  fc.record(Object.fromEntries(ContinuityFactId.options.map((id) => [id, value(id)])) as Record<ContinuityFactId, fc.Arbitrary<ContinuityFact>>)

/** Everything known. */
const known = tableOf(valueOf)
/** Some of it not. */
const some = tableOf((id) => fc.option(valueOf(id)))
const event = fc.constantFrom(...pack.events)

/** Every standing of every part and of the service, in one order. */
const standings = (one: Rehearsal) => [...one.service, ...one.parts.flatMap(({ times }) => times)]
type Which = 'known' | 'possible'
const noWorse = (then: Rehearsal, now: Rehearsal, which: readonly Which[]): boolean => {
  const before = standings(now)
  return standings(then).every((at, place) => which.every((one) => worseRank(at[one]) <= worseRank(before[place]![one])))
}

/** Links to abroad, each cut. */
const athome = {
  providerForeign: false,
  hardwareVendorForeign: false,
  softwareVendorForeign: false,
  makerForeign: false,
  supportForeign: false,
  staffForeign: false,
  restsOnAdequacy: false,
} as const

describe('a rehearsal', () => {
  test('of a foreign event leaves a plan without a foreign link untouched', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...pack.events.filter(({ foreign }) => foreign)), (facts, one) => {
        const played = rehearse(one, { ...facts, ...athome }, pack)
        expect(standings(played).every(({ possible }) => possible === 'stands')).toBe(true)
      }),
    )
  })

  test('never gets worse by taking a measure', () => {
    fc.assert(
      fc.property(some, event, fc.constantFrom(...pack.measures), (facts, one, measure) => {
        // A measure that is held already in a stronger form stays as it is.
        if (isHeld(measure, facts) === true) return
        // Taken in its least form where nobody knew, a measure also settles that no stronger form is held: a notice of a
        // purchase is then known not to be a right to leave. That makes known what was possible all along, and no more.
        const settled = measure.when.every(({ fact }) => facts[fact] !== null)
        const then = rehearse(one, withMeasure(facts, measure), pack)
        expect(noWorse(then, rehearse(one, facts, pack), settled ? ['known', 'possible'] : ['possible'])).toBe(true)
      }),
    )
  })

  test('says of each help what the measure brings, and names every part that it keeps better off', () => {
    fc.assert(
      fc.property(some, event, (facts, one) => {
        const now = rehearse(one, facts, pack)
        for (const { measure, parts } of now.helps) {
          const then = rehearse(one, withMeasure(facts, pack.measures.find(({ id }) => id === measure)!), pack)
          const better = now.parts.filter(({ times }, place) =>
            times.some(({ known: was, possible }, at) => {
              const is = then.parts[place]!.times[at]!
              return worseRank(is.known) < worseRank(was) || worseRank(is.possible) < worseRank(possible)
            }),
          )
          expect(better.map(({ part }) => part)).toEqual(parts)
        }
      }),
    )
  })

  test('with a fact left out never knows more, and leaves everything possible that was', () => {
    fc.assert(
      fc.property(known, event, fc.constantFrom(...ContinuityFactId.options), (facts, one, left) => {
        const now = standings(rehearse(one, facts, pack))
        const then = standings(rehearse(one, { ...facts, [left]: null }, pack))
        then.forEach((at, place) => {
          expect(worseRank(at.known)).toBeLessThanOrEqual(worseRank(now[place]!.known))
          expect(worseRank(at.possible)).toBeGreaterThanOrEqual(worseRank(now[place]!.possible))
        })
      }),
    )
  })

  test('with everything known leaves nothing open', () => {
    fc.assert(
      fc.property(known, event, (facts, one) => {
        expect(standings(rehearse(one, facts, pack)).every(({ known: is, possible }) => is === possible)).toBe(true)
      }),
    )
  })

  test('never mends itself: a later moment is never better', () => {
    fc.assert(
      fc.property(some, event, (facts, one) => {
        const { parts, service } = rehearse(one, facts, pack)
        for (const times of [service, ...parts.map((part) => part.times)])
          times.slice(1).forEach((at, place) => {
            expect(worseRank(at.known)).toBeGreaterThanOrEqual(worseRank(times[place]!.known))
            expect(worseRank(at.possible)).toBeGreaterThanOrEqual(worseRank(times[place]!.possible))
          })
      }),
    )
  })
})

test('a clause that is called for stays called for when more is known', () => {
  fc.assert(
    fc.property(known, fc.constantFrom(...ContinuityFactId.options), (facts, left) => {
      const open = clausesFor(pack.clauses, { ...facts, [left]: null })
      const all = clausesFor(pack.clauses, facts).map(({ clause }) => clause)
      const sure = open.filter(({ called }) => called === 'yes').map(({ clause }) => clause)
      expect(sure.every((id) => all.includes(id))).toBe(true)
      expect(all.every((id) => open.some(({ clause }) => clause === id))).toBe(true)
    }),
  )
})
