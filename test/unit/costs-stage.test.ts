/** The costs stage: own figures first, packs with their source, nothing guessed, currencies never mixed in silence. */
import { describe, expect, it } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { Finding } from '../../shared/domain/vocabulary.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { assessCosts, type BeforeCosts } from '../../shared/plan/stages/costs.ts'
import { costWords } from '../../shared/words/cost.ts'
import { fieldsCostsWords } from '../../shared/words/fields-costs.ts'
import { fieldsLoadWords } from '../../shared/words/fields-load.ts'
import { fieldsPurposeWords } from '../../shared/words/fields-purpose.ts'
import { fieldsRequirementsWords } from '../../shared/words/fields-requirements.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

/** A year of one server bought for 10,000 EUR that draws 1,000 W at 200 EUR per MWh and a PUE of 1.5. */
const simple: Partial<Facts> = {
  'identity.assessedOn': '2026-11-23',
  'service.horizonMonths': 12,
  'load.users': 10,
  'load.requestsPerUserAndDay': 10,
  'load.promptTokens': 500,
  'load.answerTokens': 500,
  'costs.serviceDaysPerYear': 200,
  'costs.currency': 'EUR',
  'costs.acquisition': 'purchase',
  'costs.hardwarePrice': 10_000_00,
  'costs.supportShare': 1000,
  'costs.averageWatts': 1000,
  'costs.powerUsageEffectiveness': 15_000,
  'costs.electricityPrice': 200_00,
  'costs.staffDaysPerYear': 10,
  'costs.staffDayRate': 500_00,
  'costs.oneTime': 0,
  'costs.yearlyOther': 0,
  'costs.exit': 100_00,
  'hardware.accelerator': 'rtx-pro-6000-ws',
  'hardware.count': 2,
  'hardware.nodes': 1,
  'hosting.dataCountries': ['DE'],
}
const none = { throughput: null, watts: null }
const run = (answers: Partial<Facts> = {}, hardware: BeforeCosts['hardware'] = none) =>
  assessCosts(factsWith({ ...simple, ...answers }), { hardware, hosting: null, openness: null }, knowledge)
const part = (result: ReturnType<typeof run>, id: string) => result.cost?.parts.find((each) => each.id === id)
const ids = (result: ReturnType<typeof run>) => result.findings.map(({ id, level }) => `${level} ${id}`)

describe('the total', () => {
  it('adds up what a person would add up', () => {
    const result = run()
    // 1 kW * 1.5 * 8760 h = 13,140 kWh at 0.20 EUR.
    expect(part(result, 'electricity')?.cents).toEqual({ low: 262_800, likely: 262_800, high: 262_800 })
    expect(part(result, 'support')?.cents?.likely).toBe(100_000)
    expect(part(result, 'staff')?.cents?.likely).toBe(500_000)
    expect(result.cost?.total?.likely).toBe(1_000_000 + 100_000 + 262_800 + 500_000 + 10_000)
    expect(result.findings).toEqual([])
    expect(result.energy?.wattHours.likely).toBe(13_140_000)
    // 342 g per kWh in Germany.
    expect(result.energy?.grams?.likely).toBe(4_493_880)
  })

  it('spreads over years, takes back the residual value, and discounts at the end of each year', () => {
    const result = run({ 'service.horizonMonths': 24, 'costs.residualShare': 2000, 'costs.discountRate': 1000 })
    expect(part(result, 'hardware')).toMatchObject({ cents: { likely: 800_000 }, residualCents: { likely: 200_000 } })
    // 10,000 now, 2,000 back after two years at 10 %: 10,000 - 2,000 / 1.21
    expect(part(result, 'hardware')?.presentCents?.likely).toBe(834_711)
    // 5,000 / 1.1 + 5,000 / 1.21
    expect(part(result, 'staff')).toMatchObject({ cents: { likely: 1_000_000 }, presentCents: { likely: 867_769 } })
    expect(part(run({ 'service.horizonMonths': 18 }), 'staff')?.cents?.likely).toBe(750_000)
  })

  it('widens own figures by the reserve, upwards only', () => {
    expect(run({ 'costs.contingency': 2000 }).cost?.total).toEqual({
      low: 1_872_800,
      likely: 1_872_800,
      high: 2_247_360,
    })
  })

  it('costs so much for a million tokens of the expected use', () => {
    const load: Partial<Facts> = {
      'load.users': 100,
      'load.requestsPerUserAndDay': 10,
      'load.promptTokens': 900,
      'load.answerTokens': 100,
      'costs.serviceDaysPerYear': 200,
    }
    const result = run(load, { throughput: { low: 1000, likely: 2000, high: 4000 }, watts: null })
    expect(result.tokensPerYear).toBe(200_000_000)
    expect(result.perMillionTokens?.likely).toBe(9364)
    // 20 million answer tokens against 2 tokens a second for a year, 63.072 million.
    expect(result.utilization).toEqual({ low: 1585, likely: 3171, high: 6342 })
    expect(ids(run(load, { throughput: { low: 100, likely: 200, high: 500 }, watts: null }))).toEqual([
      'blocking costs/over-capacity',
    ])
    expect(ids(run(load, { throughput: { low: 100, likely: 500, high: 2000 }, watts: null }))).toEqual([
      'advisory costs/over-capacity',
    ])
  })
})

describe('prices of the packs', () => {
  const unquoted: Partial<Facts> = { 'costs.hardwarePrice': null, 'costs.serverPrice': 5_000_00 }

  it('stand in for own ones, with source, and never mix currencies in silence', () => {
    const hardware = part(run(unquoted), 'hardware')
    // Two cards at 8,000 to 10,000 USD; the new street price decides. 1.1133 USD for one EUR on 28 October 2026.
    expect(hardware).toMatchObject({
      basis: 'list-price',
      price: { currency: 'USD' },
      cents: { low: 1_437_169, likely: 1_796_461, high: 1_796_461 },
    })
    expect(hardware?.exchanged).toMatchObject([
      { from: 'EUR', to: 'USD', micros: 1_113_300, date: '2026-10-28', basis: 'reference' },
    ])
    expect(hardware?.sources.length).toBeGreaterThan(0)
    expect(ids(run(unquoted))).toEqual(['advisory costs/confirm-price/hardware'])
  })

  it('are supported as a whole: cards and the servers around them', () => {
    const result = run({ ...unquoted, 'service.horizonMonths': 24, 'costs.residualShare': 2000 })
    // Each year 10 % of 17,964.61 EUR for the cards and of 5,000 EUR for the servers; support brings nothing back.
    expect(part(result, 'support')).toMatchObject({ cents: { likely: 359_292 }, residualCents: { likely: 0 } })
    expect(part(result, 'server-support')).toMatchObject({ cents: { likely: 100_000 }, residualCents: { likely: 0 } })
    // An offer for the whole installation is one price, and one share of it.
    expect(part(run(), 'server-support')).toBeUndefined()
    expect(part(run({ ...unquoted, 'costs.serverPrice': null }), 'server-support')).toBeUndefined()
  })

  it('take the planner’s rate if it has a day, and refuse without any rate', () => {
    const own = run({ ...unquoted, 'costs.exchangeRate': 9000, 'costs.exchangeRateOn': '2026-11-20' })
    expect(part(own, 'hardware')).toMatchObject({
      cents: { likely: 1_800_000 },
      exchanged: [{ basis: 'own', date: '2026-11-20' }],
    })
    const undated = run({ ...unquoted, 'costs.exchangeRate': 9000 })
    expect(part(undated, 'hardware')?.exchanged).toMatchObject([{ basis: 'reference' }])
    const pounds = run({ ...unquoted, 'costs.currency': 'GBP', 'costs.exchangeRate': 7900 })
    expect(part(pounds, 'hardware')).toMatchObject({ cents: null, missing: ['exchange-rate'] })
    expect(pounds.cost?.total).toBeNull()
  })

  it('leave the total unknown where a bare card has no server around it, but not for a complete machine', () => {
    const bare = run({ 'costs.hardwarePrice': null })
    expect(bare.cost?.unknownParts).toEqual(['servers'])
    expect(bare.cost?.total).toBeNull()
    expect(bare.cost?.known.likely).toBeGreaterThan(0)
    expect(ids(bare)).toContain('unknown costs/unknown/servers')
    const machine = run({
      'costs.hardwarePrice': null,
      'hardware.accelerator': 'gb10',
      'hardware.count': 1,
      'costs.averageWatts': null,
    })
    expect(machine.cost?.unknownParts).toEqual([])
    // Measured draw of the machine: 22 W idle to 90 W under load.
    expect(part(machine, 'electricity')?.quantity).toMatchObject({ low: 289_080, high: 1_182_600 })
  })

  it('know no price for what nobody quotes', () => {
    const unknown = run({ 'costs.hardwarePrice': null, 'hardware.accelerator': 'mi355x' })
    expect(part(unknown, 'hardware')).toMatchObject({ cents: null, missing: ['hardware-price'] })
    const noTariff = run({ 'costs.electricityPrice': null, 'hosting.dataCountries': ['GB'] })
    expect(part(noTariff, 'electricity')).toMatchObject({ cents: null, missing: ['electricity-price'] })
    const noPlace = run({ 'costs.electricityPrice': null, 'hosting.dataCountries': ['DE', 'FR'] })
    expect(part(noPlace, 'electricity')).toMatchObject({ cents: null, missing: ['electricity-price'] })
    expect(part(run({ 'costs.averageWatts': null }), 'electricity')).toMatchObject({ cents: null, missing: ['watts'] })
    expect(part(run({ 'costs.electricityPrice': null }), 'electricity')).toMatchObject({
      basis: 'statistic',
      price: { micros: { likely: 226_400 } },
    })
  })

  it('rent by the hour, without electricity of their own', () => {
    const rental: Partial<Facts> = {
      'costs.acquisition': 'rental',
      'costs.hardwarePrice': null,
      'costs.rentalHoursPerMonth': 730,
    }
    const own = run({ ...rental, 'costs.rentalPrice': 300 })
    // 2 devices * 730 h * 12 * 3 EUR
    expect(part(own, 'rental')?.cents?.likely).toBe(5_256_000)
    expect(part(own, 'electricity')).toBeUndefined()
    expect(own.energy).toBeNull()
    const listed = run({ ...rental, 'hardware.accelerator': 'l4', 'hosting.provider': 'ovh' })
    // 0.75 EUR for one L4 at this provider.
    expect(part(listed, 'rental')).toMatchObject({ basis: 'list-price', cents: { low: 1_314_000, high: 1_314_000 } })
    expect(
      part(run({ ...rental, 'hardware.accelerator': 'l4', 'hosting.provider': 'ionos' }), 'rental')?.cents,
    ).toBeNull()
  })
})

describe('against a hosted offer', () => {
  const load: Partial<Facts> = {
    'load.users': 1000,
    'load.requestsPerUserAndDay': 100,
    'load.promptTokens': 3000,
    'load.answerTokens': 1000,
    'costs.serviceDaysPerYear': 250,
    'costs.hostedInputPrice': 100,
    'costs.hostedOutputPrice': 300,
  }

  it('says from which volume and month the plan is no dearer', () => {
    const result = run({ ...load, 'service.horizonMonths': 24 })
    // 1.50 EUR for a million; 100,000 million tokens a year.
    expect(result.hosted).toMatchObject({ basis: 'own', price: { micros: { likely: 1_500_000 }, currency: 'EUR' } })
    expect(result.breakEven?.hostedCents?.likely).toBe(30_000_000)
    const total = result.cost?.total?.likely ?? 0
    expect(total).toBe(1_000_000 + 2 * (100_000 + 262_800 + 500_000) + 10_000)
    expect(result.breakEven?.millionTokens?.likely).toBe(Math.ceil(total / 150))
    // 10,000 EUR at the start against 12,500 - 719 EUR saved each month.
    expect(result.breakEven?.month).toBe(1)
  })

  it('finds offers of the same model, and none for a model that nobody hosts', () => {
    const open = { ...load, 'costs.hostedInputPrice': null, 'costs.hostedOutputPrice': null }
    const found = run({ ...open, 'model.id': 'mistral-small-3.2-24b' })
    expect(found.hosted?.basis).toBe('list-price')
    expect(found.hosted?.price.currency).toBe('EUR')
    expect(run({ ...open, 'model.id': 'eurollm-22b' }).hosted).toBeNull()
  })
})

describe('findings', () => {
  it('hold the plan against its own budget', () => {
    expect(ids(run({ 'service.budget': 1_872_799 }))).toEqual(['blocking costs/over-budget'])
    expect(ids(run({ 'service.budget': 1_872_800 }))).toEqual([])
    expect(ids(run({ 'service.budget': 1_900_000, 'costs.contingency': 1000 }))).toEqual(['advisory costs/over-budget'])
    // What is known already exceeds it, whatever the rest costs.
    expect(ids(run({ 'service.budget': 1_000_000, 'costs.exit': null }))).toContain('blocking costs/over-budget')
  })

  it('ask for currency and horizon first', () => {
    const result = run({ 'costs.currency': null, 'service.horizonMonths': null })
    expect(result.cost).toBeNull()
    expect(ids(result)).toEqual([
      'unknown costs/no-terms/costs.currency',
      'unknown costs/no-terms/service.horizonMonths',
    ])
  })

  it('say that the use is not known instead of passing over what rests on it', () => {
    for (const field of ['load.users', 'load.requestsPerUserAndDay', 'load.answerTokens', 'costs.serviceDaysPerYear'] as const) {
      const found = run({ [field]: null }).findings.filter(({ rule }) => rule === 'K-CAPACITY')
      expect(found).toMatchObject([{ id: 'costs/use-unknown', level: 'unknown', field }])
    }
  })

  it('have words for every id', () => {
    const table: Record<string, string> = { ...costWords, ...fieldsCostsWords, ...fieldsRequirementsWords, ...fieldsLoadWords, ...fieldsPurposeWords }
    const many = [
      ...run({ 'costs.currency': null }).findings,
      ...assessCosts(factsWith({ 'costs.currency': 'EUR', 'service.horizonMonths': 12 }), { hardware: none, hosting: null, openness: null }, knowledge).findings,
      ...assessCosts(
        factsWith({ 'costs.currency': 'EUR', 'service.horizonMonths': 12, 'costs.acquisition': 'rental' }),
        { hardware: none, hosting: null, openness: null },
        knowledge,
      ).findings,
      ...run({ 'service.budget': 1, 'costs.hardwarePrice': null }).findings,
    ]
    expect(many.length).toBeGreaterThan(10)
    for (const finding of many) {
      expect(parse(Finding, finding)).toMatchObject({ ok: true })
      const messages = [
        finding.headline,
        ...finding.because.map(({ message }) => message),
        ...finding.remedies.map(({ message }) => message),
      ]
      for (const message of messages) {
        expect(table[message.id], message.id).toBeDefined()
        for (const value of Object.values(message.values))
          if (typeof value === 'object' && 'term' in value) expect(table[value.term], value.term).toBeDefined()
      }
    }
  })
})
