/**
 * A second evaluator of license rules, written from the sentence that defines them alone: a rule fires when all its
 * conditions hold, the verdict is the strongest effect of the rules that fired, and a fact that is not known gives legal
 * review where a prohibiting or review rule still waits for it. Every rule of the pack is fired, kept from firing by each
 * of its conditions, taken to each side of its thresholds, and left waiting for each of its facts.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateLicense } from '../../shared/domain/license.ts'
import type { License, LicenseCondition } from '../../shared/domain/license-pack.ts'
import { knowledge } from '../support/knowledge.ts'

const { licenses, facts: specs } = knowledge.licenses
type Value = boolean | number | string | readonly string[] | null
type Facts = Record<string, Value>
const defaults: Facts = Object.fromEntries(specs.map(({ id, default: value }) => [id, value]))

function isTrue([fact, operator, wanted]: LicenseCondition, facts: Facts): boolean | null {
  const value = facts[fact] ?? null
  if (value === null) return null
  const [have, want] = [value, wanted].map((one) => (Array.isArray(one) ? one : [one]))
  switch (operator) {
    case 'ne':
      return value !== wanted
    case 'gt':
      return Number(value) > Number(wanted)
    case 'gte':
      return Number(value) >= Number(wanted)
    default:
      // Equal, in a list, or lists with something in common: all of them share an item.
      return have!.some((item) => want!.includes(item))
  }
}

function expected({ rules }: License, facts: Facts) {
  const judged = rules.map((rule) => ({ rule, truths: rule.when.map((condition) => isTrue(condition, facts)) }))
  const fired = judged.filter(({ truths }) => truths.every((truth) => truth === true)).map(({ rule }) => rule)
  const waiting = judged
    .filter(({ truths }) => truths.includes(null) && !truths.includes(false))
    .filter(({ rule }) => rule.effect !== 'condition')
  const has = (effect: string) => fired.some((rule) => rule.effect === effect)
  const verdict = has('prohibited')
    ? 'prohibited'
    : has('review') || waiting.length > 0
      ? 'needs legal review'
      : has('condition')
        ? 'allowed with conditions'
        : 'allowed'
  return { verdict, fired: fired.map(({ id }) => id), clauses: [...new Set(fired.map(({ clause }) => clause))].toSorted() }
}

function compare(license: License, facts: Facts): void {
  const ours = evaluateLicense(license, facts, specs)
  const second = expected(license, facts)
  const about = `${license.id} with ${JSON.stringify(facts)}`
  expect(ours.fired.map(({ rule }) => rule.id), about).toEqual(second.fired)
  if (second.fired.length > 0) expect(ours.clauses, about).toEqual(second.clauses)
  // Homeport is stricter in one point: a condition that may apply is never shown as plainly allowed.
  const maybe = ours.pending.length > 0 && second.verdict === 'allowed'
  expect(ours.verdict, about).toBe(maybe ? 'allowed with conditions' : second.verdict)
}

/** Values of a fact that lie on both sides of a condition, and its thresholds with the numbers beside them. */
function valuesFor([fact, , wanted]: LicenseCondition): readonly Value[] {
  const spec = specs.find(({ id }) => id === fact)
  if (typeof wanted === 'number') return [wanted - 1, wanted, wanted + 1]
  if (typeof wanted === 'boolean') return [true, false]
  const items = Array.isArray(wanted) ? wanted : [wanted]
  return spec?.type === 'list' ? [[], ...items.map((item) => [item])] : [...items, 'something else']
}

test('both evaluators agree on every rule: fired, kept from firing by each condition, and left waiting', () => {
  let compared = 0
  for (const license of licenses)
    for (const rule of license.rules) {
      const firing: Facts = { ...defaults }
      for (const condition of rule.when) {
        const value = valuesFor(condition).find((one) => isTrue(condition, { [condition[0]]: one }) === true)
        firing[condition[0]] = value ?? null
      }
      expect(expected(license, firing).fired, `${license.id} ${rule.id}`).toContain(rule.id)
      compare(license, firing)
      for (const condition of rule.when)
        for (const value of [null, ...valuesFor(condition)]) {
          compare(license, { ...firing, [condition[0]]: value })
          compared += 1
        }
    }
  // 458 conditions in 353 rules, each with its values and one time without.
  expect(compared).toBeGreaterThan(1400)
})

test('both evaluators agree on any facts', () => {
  const conditions = licenses.flatMap(({ rules }) => rules.flatMap(({ when }) => when))
  const value = (id: string): fc.Arbitrary<Value> =>
    fc.constantFrom(null, defaults[id] ?? null, ...conditions.filter(([fact]) => fact === id).flatMap(valuesFor))
  const facts = fc.record(Object.fromEntries(specs.map(({ id }) => [id, value(id)])))
  fc.assert(
    fc.property(fc.constantFrom(...licenses), facts, (license, given) => compare(license, given)),
    { numRuns: 500 },
  )
})
