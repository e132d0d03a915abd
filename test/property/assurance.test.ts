/** More confidence never needs fewer cases; an open finding never loses its risk; an answer never removes a question. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { confidences, reachedBy, sampleForShare, sampleWithoutFailure } from '../../shared/domain/assurance/sample-size.ts'
import type { RiskEntry } from '../../shared/plan/assurance/entries.ts'
import { boardQuestions, questionRules } from '../../shared/plan/assurance/questions.ts'
import { riskRegister } from '../../shared/plan/assurance/risks.ts'
import { message, type Finding } from '../../shared/domain/vocabulary.ts'
import { fields, type FieldId, type Facts } from '../../shared/plan/fields.ts'
import { factsWith } from '../support/knowledge.ts'

const margin = fc.integer({ min: 1, max: 5000 })
const cases = fc.option(fc.integer({ min: 1, max: 10_000_000 }))
const confidence = fc.constantFrom(...confidences)

it('more confidence or a narrower margin never needs fewer cases', () => {
  fc.assert(
    fc.property(confidence, confidence, margin, margin, cases, (one, other, wide, narrow, all) => {
      const [less, more] = one < other ? [one, other] : [other, one]
      const [small, large] = wide < narrow ? [wide, narrow] : [narrow, wide]
      for (const need of [sampleForShare, sampleWithoutFailure]) {
        expect(need(more, small, all)).toBeGreaterThanOrEqual(need(less, small, all))
        expect(need(more, small, all)).toBeGreaterThanOrEqual(need(more, large, all))
        expect(need(more, small, all)).toBeLessThanOrEqual(need(more, small, null))
        expect(Number.isSafeInteger(need(more, small, all))).toBe(true)
        if (all !== null) expect(need(more, small, all)).toBeLessThanOrEqual(all)
      }
    }),
  )
})

it('the number of cases is the smallest that reaches the margin', () => {
  fc.assert(
    fc.property(confidence, margin, (asked, wide) => {
      const size = sampleForShare(asked, wide, null)
      const reached = reachedBy('share', asked, size, null)
      expect(reached).not.toBeNull()
      expect(reached!).toBeLessThanOrEqual(wide)
      // z² / (4 e²) in floating point: within one case of the exact whole number.
      const z = { 8000: 1.2816, 9000: 1.6449, 9500: 1.96, 9900: 2.5758 }[asked]
      expect(Math.abs(size - z ** 2 / (4 * (wide / 10_000) ** 2))).toBeLessThanOrEqual(1.000_001)
    }),
  )
})

const finding = fc
  .record({
    id: fc.constantFrom('obligations/unowned/EU-01', 'obligations/unowned/EU-02', 'hosting/exposure/US', 'hosting/exposure/CN', 'model/license/x/y', 'costs/over-budget', 'assurance/contradiction/a', 'hosting/answer-differs/b'),
    level: fc.constantFrom('blocking', 'advisory', 'unknown'),
    stage: fc.constantFrom('model', 'hosting', 'obligations', 'costs'),
  } as const)
  .map((one): Finding => ({ ...one, rule: 'R', headline: message('x'), because: [], sources: [], remedies: [], field: null, confirm: false }))
const entry = fc.record({
  title: fc.option(fc.constant('Own')),
  likelihood: fc.option(fc.integer({ min: 1, max: 5 })),
  impact: fc.option(fc.integer({ min: 1, max: 5 })),
  treatment: fc.option(fc.constantFrom('avoid', 'reduce', 'transfer', 'accept')),
  measures: fc.constantFrom('', 'Something'),
  residualLikelihood: fc.option(fc.integer({ min: 1, max: 5 })),
  residualImpact: fc.option(fc.integer({ min: 1, max: 5 })),
  owner: fc.option(fc.constant('Head')),
  acceptedUntil: fc.option(fc.constantFrom('2026-01-01', '2028-01-01')),
} as const)

it('every finding stands behind exactly one risk, whatever the planner entered', () => {
  const key = fc.constantFrom('obligations/unowned', 'hosting/exposure/US', 'answers/outage', 'own-1')
  fc.assert(
    fc.property(fc.uniqueArray(finding, { selector: ({ id }) => id }), fc.dictionary(key, entry), fc.boolean(), (findings, entries: Record<string, RiskEntry>, close) => {
      const closed = new Set(close ? findings.map(({ id }) => id) : [])
      const risks = riskRegister(findings, closed, {}, entries, factsWith({ 'identity.assessedOn': '2027-01-01' }))
      expect(risks.flatMap((risk) => risk.findings).toSorted()).toEqual(findings.map(({ id }) => id).toSorted())
      expect(new Set(risks.map(({ id }) => id)).size).toBe(risks.length)
      for (const { grades, residual } of risks)
        for (const grade of [grades.likelihood, grades.impact, residual.likelihood, residual.impact]) expect([1, 2, 3, 4, 5]).toContain(grade)
    }),
  )
})

const answered = [...new Set(questionRules.flatMap(({ answers, when }) => [...answers, ...when.map(([field]) => field)]))]
function valueFor(id: FieldId): fc.Arbitrary<unknown> {
  const spec = fields[id]
  switch (spec.kind) {
    case 'yes-no':
      return fc.boolean()
    case 'number':
      return fc.integer({ min: spec.min, max: spec.min + 10 })
    case 'choice':
      return fc.constantFrom(...spec.options)
    case 'choices':
      return fc.subarray([...spec.options])
    default:
      return fc.constant('2027-01-01')
  }
}

it('one more answer removes a question only where the question’s own rule says so', () => {
  const facts = fc.record(Object.fromEntries(answered.map((id) => [id, fc.option(valueFor(id))])))
  const more = fc.constantFrom(...answered).chain((id) => valueFor(id).map((value) => ({ id, value })))
  fc.assert(
    fc.property(facts, more, (given, { id, value }) => {
      const before = factsWith({ ...(given as Partial<Facts>), [id]: null })
      const after = factsWith({ ...(given as Partial<Facts>), [id]: value })
      const left = new Set(boardQuestions(after, [], new Set()).map((question) => question.id))
      for (const question of boardQuestions(before, [], new Set())) {
        if (left.has(question.id)) continue
        expect(questionRules.find((rule) => rule.id === question.id)?.when.map(([field]) => field)).toContain(id)
      }
    }),
  )
})
