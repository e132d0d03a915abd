/** What would make it fit: each option keeps what it promises, cheapest first, and no price is invented. */
import { expect, test } from 'vitest'
import type { Facts } from '../../shared/plan/fields.ts'
import { isSettled, optionsFor } from '../../shared/plan/sizing/options.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { words } from '../../shared/words/tables.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const tooSmall: Partial<Facts> = {
  'model.id': 'mistral-small-3.2-24b',
  'model.quantization': 'Q8_0',
  'model.engine': 'llama.cpp',
  'load.peakConcurrency': 4,
  'load.contextTokens': 8192,
  'load.promptTokens': 1500,
  'load.answerTokens': 400,
  'hardware.source': 'catalog',
  'hardware.accelerator': 'rtx-4090',
  'hardware.count': 1,
  'hardware.nodes': 1,
  'costs.currency': 'USD',
}
const facts = factsWith(tooSmall)
const options = optionsFor(facts, null, knowledge)

test('the plan itself does not fit, and every option does when its answers are given by hand', () => {
  expect(isSettled(assessInstallation(facts, null, knowledge))).toBe(false)
  expect(options.length).toBeGreaterThan(10)
  for (const { id, answers, result } of options) {
    const byHand = assessInstallation({ ...facts, ...answers }, null, knowledge)
    expect(byHand, id).toEqual(result)
    expect(byHand.memory?.fits, id).toBe(true)
  }
})

test('what needs no new machines comes first, then by price, and unknown prices last', () => {
  const kinds = options.map(({ price }) => price.kind)
  expect(kinds).toEqual(kinds.toSorted((left, right) => ['none', 'known', 'unknown'].indexOf(left) - ['none', 'known', 'unknown'].indexOf(right)))
  const known = options.flatMap(({ price }) => (price.kind === 'known' ? [price.likely] : []))
  expect(known).toEqual(known.toSorted((left, right) => left - right))
  expect(kinds[0]).toBe('none')
})

test('prices by hand: one more RTX 4090 at 1 900 dollars new on the street; the MI325X has none', () => {
  const more = options.find(({ id }) => id === 'devices/2')
  // The pack: indicative 1 600, new on the street 1 800 to 2 000 and likely 1 900, which its order prefers; used ones do not count.
  expect(more?.price).toMatchObject({ kind: 'known', low: 160_000, likely: 190_000, high: 200_000, currency: 'USD', confirm: false })
  expect(options.find(({ id }) => id.startsWith('accelerator/mi325x/'))?.price).toEqual({ kind: 'unknown' })
  const euros = optionsFor(factsWith({ ...tooSmall, 'costs.currency': 'EUR' }), null, knowledge).find(({ id }) => id === 'devices/2')
  // The pack's reference rate, in millionths of a euro for one dollar.
  const rate = knowledge['rental-prices'].exchange.micros / 1_000_000
  const direct = knowledge['rental-prices'].exchange.from === 'USD' ? 190_000 * rate : 190_000 / rate
  expect(euros?.price.kind === 'known' && Math.abs(euros.price.likely - direct)).toBeLessThanOrEqual(1)
})

test('the largest format that fits, never a smaller one', () => {
  const format = options.find(({ kind }) => kind === 'quantization')
  expect(format?.answers['model.quantization']).toBeDefined()
  // The next larger one in the list of sizes does not fit with room.
  const { tight, fits } = assessInstallation({ ...facts, 'model.quantization': 'Q8_0' }, null, knowledge).memory!
  expect([tight, fits]).not.toEqual([false, true])
})

test('every option has words in every language', () => {
  for (const { message } of options) for (const table of Object.values(words)) expect(Object.keys(table)).toContain(message.id)
})
