/** The plan beside other ways to run the same model. */
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../shared/plan/fields.ts'
import { decide, newDocument } from '../../shared/plan/decide.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { assessCosts } from '../../shared/plan/stages/costs.ts'
import { assessHosting } from '../../shared/plan/stages/hosting.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const base: Partial<Facts> = {
  'organization.country': 'DE',
  'costs.currency': 'EUR',
  'service.horizonMonths': 24,
  'costs.acquisition': 'existing',
  'costs.averageWatts': 1000,
  'costs.powerUsageEffectiveness': 15_000,
  'costs.electricityPrice': 200_00,
  'costs.staffDaysPerYear': 10,
  'costs.staffDayRate': 500_00,
  'costs.oneTime': 0,
  'costs.yearlyOther': 0,
  'costs.exit': 100_00,
  'costs.rentalHoursPerMonth': 730,
  'hardware.accelerator': 'h100-sxm',
  'hardware.count': 1,
  'hardware.nodes': 1,
  'hosting.dataCountries': ['DE'],
  'model.id': 'gpt-oss-120b',
  'load.users': 100,
  'load.requestsPerUserAndDay': 10,
  'load.promptTokens': 1000,
  'load.answerTokens': 500,
  'costs.serviceDaysPerYear': 200,
}
const hardware = { throughput: null, watts: null }
const run = (answers: Partial<Facts> = {}, ranges = {}) => {
  const facts = factsWith({ ...base, ...answers })
  return assessCosts(facts, { hardware, hosting: assessHosting(facts, knowledge).view, openness: null }, knowledge, ranges)
}

describe('options', () => {
  const { options, cost } = run()

  test('the plan comes first and costs what it costs; every other option names its provider', () => {
    expect(options[0]).toMatchObject({ id: 'plan', kind: 'plan', total: cost?.total })
    const order = options.slice(1).map(({ kind }) => ['own-site', 'rental', 'hosted'].indexOf(kind))
    expect(order).toEqual(order.toSorted((left, right) => left - right))
    for (const { provider, kind } of options.slice(1)) expect(knowledge.providers.providers.some(({ id }) => id === provider), kind).toBe(true)
  })

  test('the cheapest three of a kind, and an unknown price is never a low one', () => {
    for (const kind of ['rental', 'hosted'] as const) {
      const prices = options.filter((option) => option.kind === kind).map(({ total }) => total?.likely ?? Infinity)
      expect(prices.length).toBeLessThanOrEqual(3)
      expect(prices).toEqual(prices.toSorted((left, right) => left - right))
    }
  })

  test('an option with facts that are not known beats no other', () => {
    const open = options.filter(({ openFacts }) => openFacts > 0)
    expect(open.length).toBeGreaterThan(0)
    expect(open.filter(({ onFrontier }) => onFrontier)).toEqual([])
  })

  test('openness that is not known keeps every option off the frontier', () => {
    expect(options.filter(({ onFrontier }) => onFrontier)).toEqual([])
  })
})

describe('paid by use', () => {
  test('a year of tokens at the price of the mix', () => {
    // 100 people, 10 requests, 200 days: 200 000 requests of 1 500 tokens are 300 million tokens a year, 600 in two.
    // 1.00 for prompts and 4.00 for answers, two to one: 2.00 for a million.
    const { cost } = run({ 'costs.acquisition': 'hosted', 'costs.hostedInputPrice': 100, 'costs.hostedOutputPrice': 400 })
    const part = cost?.parts.find(({ id }) => id === 'hosted')
    expect(part?.cents).toEqual({ low: 120_000, likely: 120_000, high: 120_000 })
    expect(cost?.parts.some(({ id }) => id === 'electricity' || id === 'hardware')).toBe(false)
  })

  test('without a price or without the use the part is not known', () => {
    const { cost } = run({ 'costs.acquisition': 'hosted', 'model.id': null, 'load.users': null })
    expect(cost?.parts.find(({ id }) => id === 'hosted')).toMatchObject({ cents: null, missing: ['hosted-price', 'tokens'] })
  })
})

describe('own figures', () => {
  test('staff by role: days at their own rate, or at the general one', () => {
    const { cost } = run({ 'costs.engineeringDaysPerYear': 20, 'costs.engineeringDayRate': 800_00, 'costs.securityDaysPerYear': 5 })
    const cents = (id: string) => cost?.parts.find((part) => part.id === id)?.cents?.likely
    // Two years: 20 days at 800, 5 days at 500.
    expect(cents('staff-engineering')).toBe(2 * 20 * 800_00)
    expect(cents('staff-security')).toBe(2 * 5 * 500_00)
    expect(cents('staff-training')).toBeUndefined()
  })

  test('a range makes the total a range, and always holds the answer', () => {
    const ranges = { 'costs.staffDayRate': { low: 400_00, high: 700_00 }, 'costs.staffDaysPerYear': { low: 8, high: 12 } }
    const { cost, sensitivity } = run({}, ranges)
    const staff = cost?.parts.find(({ id }) => id === 'staff')
    // Two years of 8 days at 400, 10 at 500, 12 at 700.
    expect(staff?.cents).toEqual({ low: 640_000, likely: 1_000_000, high: 1_680_000 })
    expect(sensitivity?.swings.map(({ part, input }) => `${part} ${input}`)).toEqual(['staff price', 'staff quantity'])
    const moved = run({ 'costs.staffDayRate': 900_00 }, ranges).cost?.parts.find(({ id }) => id === 'staff')
    expect(moved?.cents?.high).toBe(2 * 12 * 900_00)
  })

  test('a range is recorded around its answer only, for money, days and power only, and can be undone', () => {
    const stamp = { by: 'A', at: '2026-11-23T10:00:00Z' }
    const empty = newDocument(emptyPlan('00000000-0000-4000-8000-000000000001', stamp.at, 'en', {}))
    const range = (field: string, low: number, high: number) => ({ do: { type: 'range.record', field, ends: { low, high } }, ...stamp }) as const
    expect(decide(empty, range('costs.oneTime', 1, 2))).toMatchObject({ ok: false, problem: { code: 'bad-value' } })
    const answered = decide(empty, { do: { type: 'answer.set', field: 'costs.oneTime', value: 100, basis: 'contract' }, ...stamp })
    if (!answered.ok) throw new Error('the answer fits')
    expect(decide(answered.value, range('costs.oneTime', 101, 200))).toMatchObject({ ok: false })
    expect(decide(answered.value, range('costs.oneTime', 50, 99))).toMatchObject({ ok: false })
    expect(decide(answered.value, range('costs.discountRate', 1, 2))).toMatchObject({ ok: false, problem: { code: 'unknown-field' } })
    const ranged = decide(answered.value, range('costs.oneTime', 50, 200))
    if (!ranged.ok) throw new Error('the range holds the answer')
    expect(ranged.value.plan.ranges).toEqual({ 'costs.oneTime': { low: 50, high: 200 } })
    const undone = decide(ranged.value, { do: { type: 'undo' }, ...stamp })
    expect(undone.ok && Object.keys(undone.value.plan.ranges ?? {})).toEqual([])
  })
})
