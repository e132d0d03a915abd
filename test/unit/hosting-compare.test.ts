import { describe, expect, test } from 'vitest'
import { entrySide, exampleOfKind, otherKinds, planSide } from '../../shared/plan/hosting/compare.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const german = factsWith({ 'organization.country': 'DE', 'data.personal': true, 'hosting.provider': 'arch-onprem', 'hosting.dataCountries': ['DE'] })

describe('the four kinds', () => {
  // Own site is the plan; beside it a company of Germany, a sovereign offering and a region of companies abroad.
  test('leave out the one that the plan is', () => {
    const ids = otherKinds(german, knowledge)
    expect(ids).toHaveLength(3)
    const types = ids.map((id) => knowledge.providers.providers.find((one) => one.id === id)!.optionType)
    expect(types).toEqual(['OT-TR-PROVIDER', 'OT-HYPER-SOV', 'OT-HYPER-REGION'])
    const [national] = ids
    expect(knowledge.providers.providers.find(({ id }) => id === national)!.operator.country).toBe('DE')
  })

  // Swisscom is the one national provider of Switzerland in the pack; providers of Switzerland come after it.
  test('take a national provider of the country', () => {
    expect(exampleOfKind('national', factsWith({ 'organization.country': 'CH' }), knowledge)).toBe('swisscom')
  })

  test('are four where nothing is chosen', () => {
    expect(otherKinds(factsWith({ 'organization.country': 'FR' }), knowledge)).toHaveLength(4)
  })
})

describe('a side', () => {
  test('is not there while the plan says nothing', () => {
    expect(planSide(factsWith({ 'organization.country': 'DE' }), false, knowledge)).toBeNull()
    expect(entrySide('aws-region', factsWith({}), false, knowledge)).toBeNull()
  })

  // The parent is in the United States: an order reaches it at once, whatever stands in the plan about its own site.
  test('says what an order would do to the entry, not to the plan', () => {
    expect(planSide(german, false, knowledge)!.suspension!.word).not.toBe('fallen')
    expect(entrySide('aws-region', { ...german, 'hosting.parentCountry': 'DE', 'hosting.operatorCountry': 'DE' }, false, knowledge)!.suspension).toMatchObject({
      word: 'mayFall',
    })
    expect(
      entrySide('aws-region', { ...german, 'hosting.network': 'internet' }, false, knowledge)!.view.exposures.map(({ law }) => law),
    ).toContain('US-SCA-CLOUD')
  })

  // 4 devices in 2 machines, 730 hours in a month by the pack, 0.75 EUR for each: 8 x 730 x 0.75 = 4 380 EUR.
  test('has the rent of as many devices where a list price is held, and none else', () => {
    const plan = { ...german, 'hardware.accelerator': 'l4', 'hardware.count': 4, 'hardware.nodes': 2 }
    expect(entrySide('ovh', plan, false, knowledge)!.rent).toMatchObject({ centsPerMonth: 438_000, currency: 'EUR' })
    expect(entrySide('bleu', plan, false, knowledge)!.rent).toBeNull()
  })
})
