/** What must hold for every fleet: nothing placed beyond a machine's memory, everybody served once, one more never harms. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Facts } from '../../shared/plan/fields.ts'
import type { FleetMachine } from '../../shared/plan/fleet-machine.ts'
import { poolOf } from '../../shared/plan/sizing/pool.ts'
import { carries } from '../../shared/plan/sizing/sizing.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const accelerators = ['l40s', 'h100-sxm', 'rtx-4090', 'rtx-3060', 'mi300x', 'gb10', 'a100-sxm-80'] as const
const machine: fc.Arbitrary<FleetMachine> = fc.record({
  name: fc.constantFrom('Rack A', 'Rack B'),
  accelerator: fc.constantFrom(...accelerators),
  count: fc.integer({ min: 1, max: 8 }),
  machines: fc.integer({ min: 1, max: 6 }),
  memory: fc.constant(null),
})
const situation = fc.record({
  model: fc.constantFrom('llama-3.1-8b', 'mistral-small-3.2-24b', 'gpt-oss-120b'),
  engine: fc.constantFrom('vllm', 'llama.cpp'),
  accelerator: fc.constantFrom(...accelerators),
  people: fc.integer({ min: 1, max: 400 }),
  speed: fc.option(fc.integer({ min: 2000, max: 30_000 })),
  second: fc.option(fc.constantFrom('bge-m3', 'qwen3-embedding-8b', 'whisper-large-v3')),
  others: fc.array(machine, { minLength: 1, maxLength: 3 }),
})
type Situation = typeof situation extends fc.Arbitrary<infer One> ? One : never

function run({ model, engine, accelerator, people, speed, second, others }: Situation, more: Partial<Facts> = {}) {
  const facts: Partial<Facts> = {
    'model.id': model,
    'model.quantization': engine === 'vllm' ? 'FP8' : 'Q4_K_M',
    'model.engine': engine,
    'load.peakConcurrency': people,
    'load.contextTokens': 4096,
    'load.promptTokens': 1000,
    'load.answerTokens': 300,
    'load.minimumSpeed': speed,
    'hardware.source': 'catalog',
    'hardware.accelerator': accelerator,
    'hardware.count': 2,
    'hardware.nodes': 1,
    'sizing.secondModel': second,
    ...more,
  }
  const fleet = Object.fromEntries(others.map((one, index) => [`machine-${index + 1}`, one]))
  return assessInstallation(factsWith(facts), null, knowledge, fleet)
}

test('no placement takes more than a machine has, and each serves no more than its places', () => {
  fc.assert(
    fc.property(situation, (given) => {
      for (const group of run(given).fleet?.groups ?? []) {
        expect(group.perMachine).toBeLessThanOrEqual(group.slots.likely)
        if (group.memory !== null) expect(group.memory.used).toBeLessThanOrEqual(group.memory.usable)
        if (group.problem !== null) expect(group.people).toBe(0)
      }
    }),
    { numRuns: 60 },
  )
})

test('everybody is served once, as far as there are places', () => {
  fc.assert(
    fc.property(situation, (given) => {
      const { fleet } = run(given)
      if (fleet === null) return
      expect(fleet.groups.reduce((sum, { people }) => sum + people, 0)).toBe(Math.min(given.people, fleet.slots.likely))
      expect(fleet.slots.low).toBeLessThanOrEqual(fleet.slots.likely)
      expect(fleet.slots.likely).toBeLessThanOrEqual(fleet.slots.high)
      if (fleet.failure !== null) expect(fleet.failure.slots.likely).toBeLessThanOrEqual(fleet.slots.likely)
    }),
    { numRuns: 60 },
  )
})

test('one more machine never takes a place away', () => {
  fc.assert(
    fc.property(situation, machine, (given, more) => {
      const [few, many] = [run(given).fleet, run({ ...given, others: [...given.others, more] }).fleet]
      if (few === null || many === null || given.second !== null) return
      for (const end of ['low', 'likely', 'high'] as const) expect(many.slots[end]).toBeGreaterThanOrEqual(few.slots[end])
    }),
    { numRuns: 40 },
  )
})

/** Copies whose time of a request rises with how many they hold, as measured speeds make it. */
const copies = fc
  .record({
    count: fc.integer({ min: 1, max: 8 }),
    places: fc.integer({ min: 1, max: 64 }),
    base: fc.double({ min: 0.1, max: 30, noNaN: true }),
    slope: fc.double({ min: 0, max: 0.5, noNaN: true }),
  })
  .map(({ count, places, base, slope }) => ({
    count,
    slots: { high: places, likely: places, low: places },
    seconds: (_: unknown, atOnce: number) => base + slope * atOnce,
    basis: 'class' as const,
  }))

test('machines of another speed never take away from what all finish', () => {
  fc.assert(
    fc.property(fc.array(copies, { minLength: 1, maxLength: 3 }), copies, (few, more) => {
      // Full, a place finishes a request in the time of a full copy.
      const finished = (all: typeof few): number => poolOf(all).slots('likely') / poolOf(all).seconds('likely', poolOf(all).slots('likely'))
      const byHand = [...few, more].reduce((sum, { count, slots, seconds }) => sum + (count * slots.likely) / seconds('likely', slots.likely), 0)
      expect(finished([...few, more]) / byHand).toBeCloseTo(1, 9)
      expect(finished([...few, more])).toBeGreaterThan(finished(few))
      // What they keep up with alone they keep up with together.
      const load = { kind: 'queue', rate: finished(few) * 0.9, people: 0, wait: null, share: null, variation: 1 } as const
      if (carries(load, poolOf(few), 'likely')) expect(carries(load, poolOf([...few, more]), 'likely')).toBe(true)
    }),
  )
})

test('sizing: one machine more of any type never leaves less room, nor needs more main machines', () => {
  const load = fc.record({
    users: fc.integer({ min: 1, max: 40_000 }),
    share: fc.integer({ min: 200, max: 3000 }),
    wait: fc.option(fc.integer({ min: 0, max: 20_000 })),
    which: fc.nat(2),
  })
  fc.assert(
    fc.property(situation, load, (given, { share, users, wait, which }) => {
      const facts: Partial<Facts> = {
        'load.users': users,
        'load.requestsPerUserAndDay': 10,
        'load.growth': 2000,
        'service.horizonMonths': 36,
        'sizing.peakHourShare': share,
        'sizing.maximumWait': wait,
        'sizing.waitShare': wait === null ? null : 500,
      }
      const more = given.others.map((one, index) => (index === which % given.others.length ? { ...one, machines: one.machines + 1 } : one))
      const [few, many] = [given, { ...given, others: more }].map((one) => run({ ...one, second: null }, facts).sizing)
      if (few?.fleet === undefined || many?.fleet === undefined) return
      const main = (sizing: typeof few) => (sizing.nodes.likely === null ? Number.MAX_SAFE_INTEGER : sizing.nodes.likely - (sizing.fleet?.others ?? 0))
      expect(main(many)).toBeLessThanOrEqual(main(few))
      if (few.headroom !== null) expect(many.headroom ?? -10_000).toBeGreaterThanOrEqual(few.headroom)
      expect(few.headroomAfterFailure ?? -10_000).toBeLessThanOrEqual(few.headroom ?? 0)
      if (few.nodesWithSpare !== null) expect(few.nodesWithSpare).toBeGreaterThanOrEqual(few.nodes.likely ?? 0)
      // A device less is never worse than its whole machine less.
      if (few.afterDevice !== undefined) expect(few.afterDevice.headroom).toBeGreaterThanOrEqual(few.headroomAfterFailure ?? -10_000)
    }),
    { numRuns: 40 },
  )
})
