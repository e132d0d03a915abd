/** What must hold for every load: more people never need fewer machines, more machines never carry less. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inService, meanWait, shareWaiting, shareWaitingLonger } from '../../shared/domain/sizing/queue.ts'
import { decide, newDocument, planDigest } from '../../shared/plan/decide.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const queue = fc.record({
  rate: fc.double({ min: 0.001, max: 500, noNaN: true }),
  seconds: fc.double({ min: 0.01, max: 120, noNaN: true }),
  slots: fc.integer({ min: 1, max: 3000 }),
})

test('waiting is a share, falls with more places and with a longer limit', () => {
  fc.assert(
    fc.property(queue, fc.double({ min: 0, max: 60, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }), (given, limit, variation) => {
      const share = shareWaiting(given)
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
      expect(shareWaiting({ ...given, slots: given.slots + 1 })).toBeLessThanOrEqual(share + 1e-12)
      expect(shareWaitingLonger(given, limit, variation)).toBeLessThanOrEqual(share + 1e-12)
      expect(shareWaitingLonger(given, limit + 1, variation)).toBeLessThanOrEqual(shareWaitingLonger(given, limit, variation) + 1e-12)
      const wait = meanWait(given, variation)
      if (wait !== null) expect(wait).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('the number in service is the smallest that keeps up', () => {
  const rising = fc.record({ base: fc.double({ min: 0.1, max: 30, noNaN: true }), slope: fc.double({ min: 0, max: 1, noNaN: true }) })
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 20, noNaN: true }), rising, fc.integer({ min: 1, max: 2000 }), (rate, { base, slope }, most) => {
      const seconds = (atOnce: number): number => base + slope * atOnce
      const found = inService(rate, seconds, most)
      let first: number | null = null
      for (let n = 1; n <= most && first === null; n++) if (rate * seconds(n) <= n) first = n
      expect(found).toBe(first)
    }),
  )
})

const cards = ['l40s', 'h100-sxm', 'rtx-4090', 'mi300x', 'gb10'] as const
const situation = fc
  .record({
    accelerator: fc.constantFrom(...cards),
    engine: fc.constantFrom('vllm', 'llama.cpp'),
    users: fc.integer({ min: 1, max: 50_000 }),
    requests: fc.integer({ min: 1, max: 60 }),
    share: fc.integer({ min: 200, max: 4000 }),
    nodes: fc.integer({ min: 1, max: 20 }),
    wait: fc.option(fc.integer({ min: 0, max: 20_000 })),
    speed: fc.option(fc.integer({ min: 1000, max: 30_000 })),
    variation: fc.integer({ min: 0, max: 20_000 }),
  })
  .map(
    ({ accelerator, engine, users, requests, share, nodes, wait, speed, variation }): Partial<Facts> => ({
      'model.id': 'llama-3.1-8b',
      'model.quantization': engine === 'vllm' ? 'FP8' : 'Q4_K_M',
      'model.engine': engine,
      'load.users': users,
      'load.requestsPerUserAndDay': requests,
      'load.peakConcurrency': 8,
      'load.contextTokens': 4096,
      'load.promptTokens': 1000,
      'load.answerTokens': 300,
      'load.minimumSpeed': speed,
      'hardware.source': 'catalog',
      'hardware.accelerator': accelerator,
      'hardware.count': 1,
      'hardware.nodes': nodes,
      'sizing.peakHourShare': share,
      'sizing.maximumWait': wait,
      'sizing.waitShare': wait === null ? null : 500,
      'sizing.variation': variation,
    }),
  )
const sized = (facts: Partial<Facts>) => assessInstallation(factsWith(facts), null, knowledge).sizing
const orEndless = (nodes: number | null): number => nodes ?? Number.MAX_SAFE_INTEGER

test('more users never need fewer nodes, and one to spare is one more', () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 1, max: 20_000 }), (given, more) => {
      const [few, many] = [sized(given), sized({ ...given, 'load.users': given['load.users']! + more })]
      if (few === null || many === null) return
      for (const end of ['low', 'likely', 'high'] as const) expect(orEndless(many.nodes[end])).toBeGreaterThanOrEqual(orEndless(few.nodes[end]))
      if (few.nodes.likely !== null) expect(few.nodesWithSpare).toBe(few.nodes.likely + 1)
      expect(orEndless(few.nodes.low)).toBeLessThanOrEqual(orEndless(few.nodes.likely))
      expect(orEndless(few.nodes.likely)).toBeLessThanOrEqual(orEndless(few.nodes.high))
    }),
    { numRuns: 60 },
  )
})

test('more nodes never carry less, nor let anybody wait longer', () => {
  fc.assert(
    fc.property(situation, (given) => {
      const [few, many] = [sized(given), sized({ ...given, 'hardware.nodes': given['hardware.nodes']! + 1 })]
      if (few === null || many === null) return
      expect(many.nodes).toEqual(few.nodes)
      if (few.headroom === null) expect(many.headroom).toBe(null)
      else expect(many.headroom!).toBeGreaterThanOrEqual(few.headroom)
      if (few.wait !== null) expect(many.wait!.mean).toBeLessThanOrEqual(few.wait.mean)
      expect(many.headroomAfterFailure).toBe(few.headroom)
    }),
    { numRuns: 60 },
  )
})

test('every figure of a signed sizing is whole', () => {
  const whole = (value: unknown): boolean =>
    typeof value === 'number'
      ? Number.isSafeInteger(value)
      : value === null || typeof value !== 'object' || Object.values(value).every(whole)
  fc.assert(
    fc.property(situation, (given) => {
      expect(whole(sized(given))).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('a what-if that is kept equals the same answers given one by one', () => {
  const start = newDocument(emptyPlan('00000000-0000-4000-8000-000000000000', '2026-11-23T10:00:00Z', 'en', knowledge.digests))
  const stamp = { by: 'A. Reiter', at: '2026-11-23T10:00:00Z' }
  const tried = fc.record(
    {
      'hardware.count': fc.integer({ min: 1, max: 16 }),
      'hardware.nodes': fc.integer({ min: 1, max: 16 }),
      'load.contextTokens': fc.integer({ min: 128, max: 100_000 }),
      'load.peakConcurrency': fc.integer({ min: 1, max: 500 }),
      'model.quantization': fc.constantFrom('Q4_K_M', 'FP8'),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(tried, (answers) => {
      const atOnce = decide(start, { do: { type: 'answers.set', answers, basis: 'self-declared' }, ...stamp })
      const oneByOne = Object.entries(answers).reduce((document, [field, value]) => {
        const next = decide(document, { do: { type: 'answer.set', field, value, basis: 'self-declared' }, ...stamp })
        return next.ok ? next.value : document
      }, start)
      expect(atOnce.ok && planDigest(atOnce.value.plan)).toBe(planDigest(oneByOne.plan))
    }),
  )
})
