/** Time never takes a duty away by itself, and not knowing never gives fewer possible duties than knowing. */
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { ObligationPack } from '../../shared/domain/obligations-pack.ts'
import { dutiesOn, isPotential, type Duty, type ObligationFacts } from '../../shared/domain/obligations.ts'
import { lawBetween } from '../../shared/domain/obligations/law.ts'

const parsed = parse(ObligationPack, JSON.parse(readFileSync('resources/packs/obligations.json', 'utf8')))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
const pack = parsed.value

const countries = ['DE', 'FR', 'NO', 'US', 'GB', 'CA', 'JP']
const day = fc
  .tuple(fc.integer({ min: 2018, max: 2031 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)

function valueOf({ kind, options }: (typeof pack.facts)[number]): fc.Arbitrary<string | boolean | string[]> {
  if (kind === 'yes-no') return fc.boolean()
  if (kind === 'day') return day
  return kind === 'list' ? fc.subarray(options ?? countries) : fc.constantFrom(...(options ?? countries))
}

/** A value for every fact that the pack declares. */
const complete: fc.Arbitrary<ObligationFacts> = fc.record(
  Object.fromEntries(pack.facts.map((fact) => [fact.id, valueOf(fact)])),
)
const forgotten = fc.subarray(pack.facts.map((fact) => fact.id))

function forget(facts: ObligationFacts, ids: readonly string[]): ObligationFacts {
  return { ...facts, ...Object.fromEntries(ids.map((id) => [id, null])) }
}

function byId(duties: readonly Duty[]): ReadonlyMap<string, Duty> {
  return new Map(duties.map((duty) => [duty.id, duty]))
}

it('a later day removes no duty unless the pack ends it', () => {
  fc.assert(
    fc.property(complete, forgotten, day, day, fc.option(day), (facts, ids, one, other, lapsesOn) => {
      const [early, late] = one < other ? [one, other] : [other, one]
      const known = forget(facts, ids)
      const changed = {
        ...pack,
        obligations: pack.obligations.map((duty, index) => (index % 7 === 0 ? { ...duty, lapsesOn } : duty)),
      }
      const later = byId(dutiesOn(known, late, changed))
      for (const duty of dutiesOn(known, early, changed)) {
        const then = later.get(duty.id)!
        if (then.status === 'ended') {
          expect(lapsesOn !== null && lapsesOn <= late).toBe(true)
          continue
        }
        if (isPotential(duty)) expect(isPotential(then)).toBe(true)
        if (duty.status === 'in-force') expect(then.status).toBe('in-force')
      }
    }),
    { numRuns: 150 },
  )
})

it('what is not known never hides a duty that some answer would bring', () => {
  fc.assert(
    fc.property(complete, forgotten, day, (facts, ids, on) => {
      const blurred = byId(dutiesOn(forget(facts, ids), on, pack))
      for (const duty of dutiesOn(facts, on, pack)) {
        const seen = blurred.get(duty.id)!
        if (isPotential(duty)) expect(isPotential(seen)).toBe(true)
        // And what is certain without the answer stays so whatever the answer is.
        if (seen.status === 'in-force') expect(duty.status).toBe('in-force')
        if (seen.status === 'not-applicable') expect(duty.status).toBe('not-applicable')
      }
    }),
    { numRuns: 200 },
  )
})

it('complete answers leave no question open, and an open question is always named', () => {
  fc.assert(
    fc.property(complete, forgotten, day, (facts, ids, on) => {
      for (const duty of dutiesOn(facts, on, pack)) expect(duty.status).not.toBe('depends')
      for (const duty of dutiesOn(forget(facts, ids), on, pack)) {
        if (duty.status === 'depends') expect(duty.unknownFacts.length).toBeGreaterThan(0)
        for (const fact of duty.unknownFacts) expect(ids).toContain(fact)
      }
    }),
    { numRuns: 100 },
  )
})

it('proposals bind nobody, on any day, with any facts', () => {
  const proposed = {
    ...pack,
    obligations: pack.obligations.map((duty) => ({ ...duty, legalStatus: 'proposal' as const })),
  }
  fc.assert(
    fc.property(complete, day, (facts, on) => {
      for (const duty of dutiesOn(facts, on, proposed))
        expect(duty).toMatchObject({ status: 'proposal', appliesFrom: null })
    }),
    { numRuns: 30 },
  )
})

it('an answer takes a possible duty away only by a condition that it fails, which is named', () => {
  fc.assert(
    fc.property(complete, forgotten, day, (facts, ids, on) => {
      const before = byId(dutiesOn(forget(facts, ids), on, pack))
      for (const duty of dutiesOn(facts, on, pack)) {
        if (isPotential(duty) || !isPotential(before.get(duty.id)!)) continue
        const failed = duty.fired.filter(({ outcome }) => outcome === 'fails').map(({ fact }) => fact)
        // The conditions that decided rest on an answer that was added.
        expect(failed.some((fact) => ids.includes(fact))).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

it('what changes between two days is what is in force on one and not on the other', () => {
  fc.assert(
    fc.property(complete, forgotten, day, day, fc.option(day), (facts, ids, one, other, lapsesOn) => {
      const changed = {
        ...pack,
        obligations: pack.obligations.map((duty, index) => (index % 5 === 0 ? { ...duty, lapsesOn } : duty)),
      }
      const known = forget(facts, ids)
      const view = lawBetween(known, one, other, changed)
      const inForce = (on: string) =>
        new Set(dutiesOn(known, on, changed).flatMap((duty) => (duty.status === 'in-force' ? [duty.id] : [])))
      const [before, after] = [inForce(view.from), inForce(view.to)]
      const started = view.changes.filter(({ kind }) => kind === 'starts').map(({ duty }) => duty)
      const ended = new Set(view.changes.filter(({ kind }) => kind === 'ends').map(({ duty }) => duty))
      expect(new Set(started)).toEqual(new Set([...after].filter((id) => !before.has(id))))
      for (const id of before) if (!after.has(id)) expect(ended.has(id)).toBe(true)
    }),
    { numRuns: 100 },
  )
})
