/** What must hold of the license engine for any facts and any license. */
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { evaluateLicense, factsThatFire, licenseRank } from '../../shared/domain/license.ts'
import { candidates, type LicenseFacts, type LicenseFactValue } from '../../shared/domain/license/fact.ts'
import { licenseChanges } from '../../shared/domain/license/change.ts'
import { LicensePack, type LicenseCondition, type LicenseFactSpec, type LicenseRule } from '../../shared/domain/license-pack.ts'

const parsed = parse(LicensePack, JSON.parse(readFileSync('resources/packs/licenses.json', 'utf8')))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
const pack = parsed.value
const conditions = pack.licenses.flatMap(({ rules }) => rules.flatMap(({ when }) => when))

/** Values that rules tell apart, and others that they do not. */
function valueOf(spec: LicenseFactSpec): fc.Arbitrary<LicenseFactValue> {
  const about = conditions.filter(([fact]) => fact === spec.id)
  const telling = fc.constantFrom(...candidates(spec, about, null))
  if (spec.type === 'integer') return fc.oneof(telling, fc.nat())
  if (spec.type !== 'list') return telling
  const items = [...new Set(about.flatMap(([, , value]) => (Array.isArray(value) ? value : [String(value)]))), 'other']
  return fc.subarray(items)
}

const known: fc.Arbitrary<LicenseFacts> = fc.record(
  Object.fromEntries(pack.facts.map((spec) => [spec.id, valueOf(spec)])),
)
const partlyKnown: fc.Arbitrary<LicenseFacts> = fc.record(
  Object.fromEntries(pack.facts.map((spec) => [spec.id, fc.option(valueOf(spec), { nil: null })])),
)
const license = fc.constantFrom(...pack.licenses)
const fact = fc.constantFrom(...pack.facts)
const condition: fc.Arbitrary<LicenseCondition> = fc.constantFrom(...conditions)
const restriction: fc.Arbitrary<LicenseRule> = fc.record({
  id: fc.constant('ADDED'),
  effect: fc.constantFrom('prohibited', 'review', 'condition'),
  clause: fc.constant('s.99'),
  text: fc.constant('added'),
  when: fc.array(condition, { maxLength: 3 }),
  family: fc.constant('legal'),
})

const rankOf = (rules: { readonly rules: readonly LicenseRule[] }, facts: LicenseFacts) =>
  licenseRank(evaluateLicense({ rules: [...rules.rules] }, facts, pack.facts).verdict)

const review = licenseRank('needs legal review')

describe('any license, any facts', () => {
  test('another rule never gives a better verdict', () => {
    fc.assert(
      fc.property(license, partlyKnown, restriction, (entry, facts, added) => {
        expect(rankOf({ rules: [...entry.rules, added] }, facts)).toBeGreaterThanOrEqual(rankOf(entry, facts))
      }),
      { numRuns: 1000 },
    )
  })

  test('an unknown fact never gives a better verdict than an answer, up to legal review', () => {
    fc.assert(
      fc.property(license, partlyKnown, fact, (entry, facts, spec) => {
        const unknown = rankOf(entry, { ...facts, [spec.id]: null })
        const about = conditions.filter(([id]) => id === spec.id)
        for (const value of candidates(spec, about, null))
          expect(unknown).toBeGreaterThanOrEqual(Math.min(rankOf(entry, { ...facts, [spec.id]: value }), review))
      }),
      { numRuns: 1000 },
    )
  })

  test('an unknown fact never makes the verdict worse than the worst answer would', () => {
    fc.assert(
      fc.property(license, known, fact, (entry, facts, spec) => {
        const about = conditions.filter(([id]) => id === spec.id)
        const ranks = candidates(spec, about, null).map((value) => rankOf(entry, { ...facts, [spec.id]: value }))
        expect(rankOf(entry, { ...facts, [spec.id]: null })).toBeLessThanOrEqual(Math.max(...ranks))
      }),
      { numRuns: 1000 },
    )
  })

  test('every verdict but "allowed" cites a clause, and review for want of facts names them', () => {
    fc.assert(
      fc.property(license, partlyKnown, (entry, facts) => {
        const outcome = evaluateLicense(entry, facts, pack.facts)
        expect(outcome.clauses.length > 0).toBe(outcome.verdict !== 'allowed')
        for (const id of outcome.unknownFacts) expect(facts[id]).toBeNull()
        const settled = outcome.fired.some(({ rule }) => rule.effect !== 'condition')
        if (outcome.verdict === 'needs legal review' && !settled) expect(outcome.unknownFacts).not.toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test('with all facts known nothing is pending', () => {
    fc.assert(
      fc.property(license, known, (entry, facts) => {
        expect(evaluateLicense(entry, facts, pack.facts)).toMatchObject({ pending: [], unknownFacts: [] })
      }),
    )
  })

  test('the order of rules does not matter', () => {
    fc.assert(
      fc.property(license, partlyKnown, (entry, facts) => {
        const forward = evaluateLicense(entry, facts, pack.facts)
        const backward = evaluateLicense({ rules: entry.rules.toReversed() }, facts, pack.facts)
        expect(backward.verdict).toBe(forward.verdict)
        expect(backward.clauses).toEqual(forward.clauses)
        expect(backward.unknownFacts).toEqual(forward.unknownFacts)
      }),
    )
  })

  test('each change that is named does lead to another verdict', () => {
    fc.assert(
      fc.property(license, known, (entry, facts) => {
        const now = evaluateLicense(entry, facts, pack.facts).verdict
        for (const change of licenseChanges(entry, facts, pack.facts)) expect(change.verdict).not.toBe(now)
      }),
      { numRuns: 200 },
    )
  })
})

describe('every rule can fire', () => {
  const rules = pack.licenses.flatMap((entry) => entry.rules.map((rule) => ({ name: `${entry.id} ${rule.id}`, entry, rule })))

  test.each(rules)('$name', ({ entry, rule }) => {
    const facts = factsThatFire(rule, pack.facts)
    expect(facts).not.toBeNull()
    expect(evaluateLicense(entry, facts!, pack.facts).fired.map((fired) => fired.rule)).toContain(rule)
  })

  test('a dead rule is found', () => {
    const dead: LicenseRule = {
      id: 'DEAD',
      effect: 'prohibited',
      clause: 's.1',
      text: 'never',
      family: 'scale',
      when: [
        ['commercial_use', 'eq', 'yes'],
        ['commercial_use', 'in', ['no', 'unclear']],
      ],
    }
    expect(factsThatFire(dead, pack.facts)).toBeNull()
    expect(evaluateLicense({ rules: [dead] }, {}, pack.facts).verdict).toBe('allowed')
  })
})
