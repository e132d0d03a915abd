/** Energy by hand: draw at work and rest, the share of the year at work, the site's overhead, carbon of the place. */
import { expect, test } from 'vitest'
import type { Facts } from '../../shared/plan/fields.ts'
import { assessCosts } from '../../shared/plan/stages/costs.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const plan: Partial<Facts> = {
  'model.id': 'mistral-small-3.2-24b',
  'model.quantization': 'FP8',
  'model.engine': 'vllm',
  'load.users': 2000,
  'load.requestsPerUserAndDay': 10,
  'load.peakConcurrency': 40,
  'load.contextTokens': 8192,
  'load.promptTokens': 1500,
  'load.answerTokens': 400,
  'hardware.source': 'catalog',
  'hardware.accelerator': 'l40s',
  'hardware.count': 2,
  'hardware.nodes': 3,
  'costs.serviceDaysPerYear': 220,
  'costs.powerUsageEffectiveness': 13_000,
  'hosting.dataCountries': ['DE'],
  'sizing.idleWatts': 40,
}
const run = (changes: Partial<Facts> = {}) => assessInstallation(factsWith({ ...plan, ...changes }), null, knowledge)

test('between rest and work by the share of the year at work', () => {
  const { energy, throughput } = run()
  // Six cards of 350 W: 2 100 W in all; at work 1 050 to 2 100, likely 1 575; at rest 6 x 40 = 240.
  expect(energy).toMatchObject({ active: { low: 1050, likely: 1575, high: 2100 }, idle: 240, basis: 'use', overhead: 13_000 })
  // 2 000 x 10 x 220 requests of 400 tokens a year.
  const tokens = 2000 * 10 * 220 * 400
  const share = tokens / ((throughput!.likely / 1000) * 31_536_000)
  expect(energy!.utilization!.likely).toBe(Math.round(share * 10_000))
  const watts = Math.round(240 + (1575 - 240) * (energy!.utilization!.likely / 10_000))
  expect(energy!.average.likely).toBe(watts)
  // Watt-hours: 8 760 hours and 1.3 of overhead.
  expect(energy!.wattHours!.likely).toBe(Math.round(watts * 8760 * 1.3))
  const carbon = knowledge.electricity.zones.find(({ id }) => id === 'DE')!.carbon.milligramsPerKilowattHour!
  expect(energy!.grams!.likely).toBe(Math.round((energy!.wattHours!.likely / 1000) * (carbon / 1000)))
})

test('without the draw at rest, or without the use, as if always at work', () => {
  for (const changes of [{ 'sizing.idleWatts': null }, { 'costs.serviceDaysPerYear': null }] satisfies Partial<Facts>[])
    expect(run(changes).energy).toMatchObject({ basis: 'bounds', average: { low: 1050, likely: 1575, high: 2100 } })
})

test('a measured machine brings its own draw at rest', () => {
  const { energy } = run({ 'hardware.accelerator': 'gb10', 'hardware.count': 1, 'hardware.nodes': 1, 'sizing.idleWatts': null, 'load.peakConcurrency': 1 })
  // The pack: 22 W at rest after an update, up to 45 before; the higher counts.
  expect(energy?.idle).toBe(45)
  expect(energy?.sources.length).toBeGreaterThan(0)
})

test('a device of unknown power leaves it unknown; a place of unknown carbon leaves only that', () => {
  expect(run({ 'hosting.dataCountries': null }).energy?.grams).toBe(null)
  const fleet = { 'machine-1': { name: 'Rack', accelerator: 'no-such-card', count: 1, machines: 1, memory: null } }
  const whole = assessInstallation(factsWith(plan), null, knowledge, fleet)
  expect([whole.energy, whole.watts]).toEqual([null, null])
})

test('costs take the same average, and come to the same kilowatt-hours', () => {
  const facts = factsWith({ ...plan, 'costs.currency': 'EUR', 'service.horizonMonths': 36, 'costs.acquisition': 'purchase' })
  const hardware = assessInstallation(facts, null, knowledge)
  const costs = assessCosts(facts, { hardware: hardware, hosting: null, openness: null }, knowledge)
  expect(costs.energy?.wattHours).toEqual(hardware.energy?.wattHours)
  expect(costs.energy?.grams).toEqual(hardware.energy?.grams)
  expect(costs.utilization).toEqual(hardware.energy?.utilization)
})

test('more use never draws less', () => {
  const draws = [1, 5, 20, 60].map((requests) => run({ 'load.requestsPerUserAndDay': requests }).energy!.average.likely)
  expect(draws).toEqual(draws.toSorted((left, right) => left - right))
})
