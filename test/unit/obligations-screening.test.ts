/** The guided questions of the AI Act: each outcome has its reason, and no missing answer reads as "no". */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { screen, riskClassOf, type ScreeningAnswers } from '../../shared/domain/obligations/screening.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { obligationFacts, practiceFields } from '../../shared/plan/stages/obligation-facts.ts'
import { assessObligations } from '../../shared/plan/stages/obligations.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const rules = knowledge.obligations.screening
const answers = (change: Partial<ScreeningAnswers> = {}): ScreeningAnswers => ({
  practices: Object.fromEntries(rules.practices.map(({ id }) => [id, false])),
  product: false,
  points: [],
  profiling: null,
  exceptions: null,
  significantRisk: null,
  ...change,
})
const classed = (change: Partial<ScreeningAnswers>) => riskClassOf(answers(change))

describe('the class under Article 6', () => {
  it('is not high-risk only when product and points are both denied', () => {
    expect(classed({})).toBe('none')
    expect(classed({ product: null })).toBeNull()
    expect(classed({ points: null })).toBeNull()
    expect(classed({ product: true })).toBe('annex-i')
  })

  it('is high-risk under Annex III unless Article 6(3) exempts it', () => {
    const point = { points: ['4'] }
    expect(classed(point)).toBeNull()
    // Last subparagraph: who profiles is always high-risk, whatever the exceptions say.
    expect(classed({ ...point, profiling: true, exceptions: ['preparatory'], significantRisk: false })).toBe('annex-iii')
    // No condition of the second subparagraph, or a significant risk (first subparagraph): high-risk.
    expect(classed({ ...point, profiling: false, exceptions: [], significantRisk: false })).toBe('annex-iii')
    expect(classed({ ...point, profiling: false, exceptions: ['narrow-task'], significantRisk: true })).toBe('annex-iii')
    expect(classed({ ...point, profiling: false, exceptions: ['narrow-task'], significantRisk: false })).toBe('annex-iii-exempt')
    // Each of the three is needed for the exception.
    expect(classed({ ...point, profiling: null, exceptions: ['narrow-task'], significantRisk: false })).toBeNull()
    expect(classed({ ...point, profiling: false, exceptions: null, significantRisk: false })).toBeNull()
    expect(classed({ ...point, profiling: false, exceptions: ['narrow-task'], significantRisk: null })).toBeNull()
    // A product of Annex I with an open Annex III is not classed as the later of the two.
    expect(classed({ product: true, points: null })).toBeNull()
    expect(classed({ product: true, points: ['5a'], profiling: true })).toBe('annex-iii')
  })

  it('says why, step by step, and asks only what the answers before it leave open', () => {
    const steps = (change: Partial<ScreeningAnswers>) =>
      screen(answers(change), '2027-12-02', rules).steps.map(({ question, meaning }) => [question, meaning])
    expect(steps({})).toEqual([['product', 'product-no'], ['points', 'points-none']])
    expect(steps({ points: ['4'], profiling: true })).toEqual([
      ['product', 'product-no'],
      ['points', 'points-some'],
      ['profiling', 'profiling-yes'],
    ])
    expect(steps({ points: ['4'], profiling: false })).toEqual([
      ['product', 'product-no'],
      ['points', 'points-some'],
      ['profiling', 'profiling-no'],
      ['exceptions', 'open'],
      ['significantRisk', 'open'],
    ])
  })

  it('never turns to "not high-risk" by forgetting an answer', () => {
    const answer = fc.option(fc.boolean(), { nil: null })
    const list = (item: string) => fc.constantFrom(null, [], [item])
    fc.assert(
      fc.property(
        fc.record({ product: answer, points: list('4'), profiling: answer, exceptions: list('preparatory'), significantRisk: answer }),
        fc.constantFrom('product', 'points', 'profiling', 'exceptions', 'significantRisk'),
        (given, forgotten) => {
          const before = riskClassOf(answers(given))
          const after = riskClassOf(answers({ ...given, [forgotten]: null }))
          // Forgetting leaves the outcome, or opens it. It never gives another class.
          expect([before, null]).toContain(after)
        },
      ),
    )
  })
})

describe('prohibited practices', () => {
  const found = (id: string, day: string) =>
    screen(answers({ practices: { ...answers().practices, [id]: true } }), day, rules)

  it('are nine questions, each with a field of the plan', () => {
    expect(rules.practices.map(({ id }) => id)).toEqual(Object.keys(practiceFields))
  })

  it('are none only when each question was answered', () => {
    expect(screen(answers(), '2026-11-23', rules).prohibited).toBe('none')
    expect(screen(answers({ practices: {} }), '2026-11-23', rules).prohibited).toBe('open')
    expect(found('socialScoring', '2026-11-23').prohibited).toBe('found')
  })

  it('bind from 2 February 2025, the new one from 2 December 2026', () => {
    const inForce = (id: string, day: string) => found(id, day).practices.find((one) => one.id === id)?.inForce
    expect([inForce('socialScoring', '2025-02-01'), inForce('socialScoring', '2025-02-02')]).toEqual([false, true])
    expect([inForce('intimateImages', '2026-12-01'), inForce('intimateImages', '2026-12-02')]).toEqual([false, true])
  })
})

describe('in the plan', () => {
  const base: Partial<Facts> = {
    'identity.assessedOn': '2026-11-23',
    'organization.country': 'DE',
    'organization.type': 'public_body',
    'organization.sector': 'central_gov',
    'purpose.tags': ['internal_drafting'],
    'purpose.territories': ['DE'],
    'class.prohibitedPractice': 'none',
    ...Object.fromEntries(Object.values(practiceFields).map((field) => [field, false])),
  }
  const ids = (change: Partial<Facts>) =>
    assessObligations(factsWith({ ...base, ...change }), {}, knowledge)
      .findings.filter(({ id }) => /practice|class|screening/.test(id) && !id.includes('unanswered'))
      .map(({ id, level }) => [id, level])

  it('a practice that an answer admits stops the plan from the day of its ban', () => {
    const clear: Partial<Facts> = { 'class.euRisk': 'none', 'screening.product': false, 'class.annexPoints': [] }
    expect(ids(clear)).toEqual([])
    expect(ids({ ...clear, 'screening.socialScoring': true })).toEqual([['obligations/practice/socialScoring', 'blocking']])
    expect(ids({ ...clear, 'screening.intimateImages': true })).toEqual([['obligations/practice/intimateImages', 'advisory']])
    expect(ids({ ...clear, 'screening.intimateImages': true, 'identity.assessedOn': '2026-12-02' })).toEqual([
      ['obligations/practice/intimateImages', 'blocking'],
    ])
  })

  it('a conclusion without its questions is not known, and one against them is named', () => {
    expect(ids({ 'class.euRisk': 'none' })).toEqual([['obligations/screening-open', 'unknown']])
    expect(ids({ 'class.euRisk': 'none', 'screening.product': false, 'class.annexPoints': [], 'screening.manipulation': null })).toEqual([
      ['obligations/practices-open', 'unknown'],
    ])
    expect(ids({ 'class.euRisk': 'none', 'screening.product': true, 'class.annexPoints': [] })).toEqual([
      ['obligations/class-differs', 'advisory'],
    ])
  })

  it('the questions decide the duties while the plan draws no conclusion itself', () => {
    const risk = (change: Partial<Facts>) => obligationFacts(factsWith({ ...base, ...change }))['high_risk']
    expect(risk({})).toBeNull()
    expect(risk({ 'screening.product': false, 'class.annexPoints': ['4'], 'screening.profiling': true })).toBe('annex-iii')
    expect(risk({ 'screening.product': false, 'class.annexPoints': [] })).toBe('none')
    expect(risk({ 'class.euRisk': 'annex-i', 'screening.product': false, 'class.annexPoints': [] })).toBe('annex-i')
  })
})

describe('the choice of the organization', () => {
  const facts = (policy: Facts['duties.policy']) =>
    factsWith({
      'identity.assessedOn': '2026-11-23',
      'organization.country': 'DE',
      'organization.type': 'public_body',
      'role.aiAct': ['deployer'],
      'class.onlyDefence': false,
      'duties.policy': policy,
    })
  const record = { owner: 'A. Nowak', due: null, state: 'open', evidence: [], note: '' } as const
  const levels = (policy: Facts['duties.policy']) =>
    assessObligations(facts(policy), { 'EU-02': { ...record, evidence: [] } }, knowledge)
      .findings.filter(({ id }) => /unowned|undated/.test(id))
      .map(({ id, level }) => [id, level])

  it('lets a duty in force without owner or date advise, or block', () => {
    expect(levels(null)).toEqual([['obligations/unowned/EU-01', 'advisory'], ['obligations/undated/EU-02', 'advisory']])
    expect(levels('advises')).toEqual(levels(null))
    expect(levels('blocks')).toEqual([['obligations/unowned/EU-01', 'blocking'], ['obligations/undated/EU-02', 'blocking']])
  })
})
