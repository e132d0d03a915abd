/** A fleet: layouts and places checked against the engines' own functions, failure and second model by hand. */
import { describe, expect, test } from 'vitest'
import { known } from '../../shared/domain/machine.ts'
import { blankDevice, blankMachine } from '../../shared/domain/machine/blank.ts'
import { correctFact } from '../../shared/domain/machine/corrections.ts'
import { fleetMachineOf } from '../../shared/plan/sizing/imported-machine.ts'
import type { Change } from '../../shared/plan/command.ts'
import { assess } from '../../shared/plan/assess.ts'
import { assessCosts } from '../../shared/plan/stages/costs.ts'
import { decide, newDocument, planDigest } from '../../shared/plan/decide.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import type { Fleet, FleetMachine } from '../../shared/plan/fleet-machine.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { words } from '../../shared/words/tables.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const base: Partial<Facts> = {
  'model.id': 'mistral-small-3.2-24b',
  'model.quantization': 'FP8',
  'model.engine': 'vllm',
  'load.peakConcurrency': 60,
  'load.contextTokens': 8192,
  'load.promptTokens': 1500,
  'load.answerTokens': 400,
  'hardware.source': 'catalog',
  'hardware.accelerator': 'l40s',
  'hardware.count': 2,
  'hardware.nodes': 1,
  'hardware.survivesOneFailure': true,
}
const h100: FleetMachine = { name: 'Rack B', accelerator: 'h100-sxm', count: 4, machines: 2, memory: null }
const small: FleetMachine = { name: 'Lab', accelerator: 'rtx-3060', count: 1, machines: 3, memory: null }
const run = (fleet: Fleet, changes: Partial<Facts> = {}) => assessInstallation(factsWith({ ...base, ...changes }), null, knowledge, fleet)
const ids = (fleet: Fleet, changes: Partial<Facts> = {}) => run(fleet, changes).findings.map(({ id, level }) => `${level} ${id}`)

test('without further machines nothing changes', () => {
  const alone = run({})
  expect(alone.fleet).toBe(null)
  expect(alone.concurrency?.needed).toBe(60)
})

describe('two types of machine', () => {
  const { fleet, concurrency } = run({ 'machine-1': h100 })
  const [main, rack] = fleet!.groups

  test('people are spread over both by their places, all of them and none twice', () => {
    expect(fleet!.groups.map(({ id }) => id)).toEqual(['main', 'machine-1'])
    expect(main!.people + rack!.people).toBe(60)
    const exact = (60 * main!.slots.likely) / (main!.slots.likely + rack!.slots.likely * 2)
    expect(Math.abs(main!.people - exact)).toBeLessThanOrEqual(1)
    // The pictures of the main machines are of their share.
    expect(concurrency?.needed).toBe(main!.people)
  })

  test('the layout is the one with the most places: tried again here, one copy over 1, 2 and 4 devices', () => {
    const places = [1, 2, 4].map((devices) => {
      const one = assessInstallation(
        factsWith({ ...base, 'hardware.accelerator': 'h100-sxm', 'hardware.count': devices, 'hardware.nodes': 1 }),
        null,
        knowledge,
      )
      return (one.sizing?.slots.likely ?? 0) * (4 / devices)
    })
    expect(rack!.slots.likely).toBe(Math.max(...places))
    expect(rack!.copies * rack!.devicesPerCopy).toBe(4)
  })

  test('the loss that counts is that of the strongest machine', () => {
    const all = main!.slots.likely + 2 * rack!.slots.likely
    expect(fleet!.slots.likely).toBe(all)
    expect(fleet!.failure).toMatchObject({ lost: 'Rack B' })
    expect(fleet!.failure!.slots.likely).toBe(all - rack!.slots.likely)
  })
})

test('a machine that cannot hold the model is named and carries nobody', () => {
  const { fleet } = run({ 'machine-1': small })
  expect(fleet!.groups[1]).toMatchObject({ problem: 'does-not-fit', people: 0, copies: 0 })
  expect(ids({ 'machine-1': small })).toContain('advisory hardware/fleet/idle/machine-1')
  expect(ids({ 'machine-1': { ...small, accelerator: 'no-such-card' } })).toContain('unknown hardware/fleet/idle/machine-1')
})

test('more people than places block, and machines that are enough do not', () => {
  const load = { 'load.peakConcurrency': 5000, 'hardware.survivesOneFailure': false }
  expect(ids({ 'machine-1': h100 }, load)).toContain('blocking hardware/fleet/short')
  expect(ids({ 'machine-1': { ...h100, machines: 200 } }, load).filter((id) => id.startsWith('blocking'))).toEqual([])
})

test('a failure is looked at over all machines', () => {
  // Alone the only node leaves nothing; with the rack beside it the rest carries ten people.
  expect(ids({}, { 'load.peakConcurrency': 10, 'hardware.count': 1 }).some((id) => id.includes('one-failure'))).toBe(true)
  expect(ids({ 'machine-1': h100 }, { 'load.peakConcurrency': 10, 'hardware.count': 1 }).some((id) => id.includes('one-failure'))).toBe(false)
  expect(ids({ 'machine-1': small }, { 'load.peakConcurrency': 10, 'hardware.count': 1 })).toContain('blocking hardware/fleet/one-failure')
})

describe('a second model', () => {
  test('takes memory on one machine, where it costs the fewest places', () => {
    const { fleet } = run({ 'machine-1': h100 }, { 'sizing.secondModel': 'bge-m3' })
    const holding = fleet!.groups.filter(({ memory }) => (memory?.second ?? 0) > 0)
    expect(holding.length).toBe(1)
    expect(holding[0]!.machines).toBe(1)
    // 568 million parameters in 16 bits, and vLLM's share: 1.136 GB and 0.x GB.
    const engine = knowledge.engines.engines.find(({ id }) => id === 'vllm')!
    expect(fleet!.second!.bytes).toBe(568_000_000 * 2 + engine.memory.runtimePerDevice)
    expect(fleet!.groups.reduce((sum, { people }) => sum + people, 0)).toBe(60)
  })

  test('that fits nowhere blocks; one of unknown size is unknown', () => {
    expect(ids({}, { 'sizing.secondModel': 'voxtral-small-24b', 'hardware.count': 1, 'load.peakConcurrency': 1 })).toContain(
      'blocking hardware/second-does-not-fit',
    )
    expect(ids({}, { 'sizing.secondModel': 'no-such-model' })).toContain('unknown hardware/second-unknown')
  })
})

describe('a machine of an inventory', () => {
  const blank = blankMachine('a.json', '2026-11-28T12:00:00Z')
  const card = (name: string, bytes: number) => ({ ...blankDevice('a.json'), name: known(name, 'a.json'), memory: known(bytes, 'a.json') })

  test('gives its cards and their number, where the catalog knows them', () => {
    const server = { ...blank, devices: [1, 2, 3, 4].map(() => card('NVIDIA L40S', 46_068 * 1_048_576)) }
    expect(fleetMachineOf(server, factsWith({}), knowledge)).toEqual({ accelerator: 'l40s', count: 4, memory: null })
    // As corrected by a person.
    const more = correctFact(server, 'devices.4.name', 'NVIDIA L40S', 'Ada', '2026-11-28T12:00:00Z')
    const known5 = more.ok ? correctFact(more.value, 'devices.4.memory', 46_068 * 1_048_576, 'Ada', '2026-11-28T12:00:00Z') : more
    expect(known5.ok && fleetMachineOf(known5.value, factsWith({}), knowledge)).toMatchObject({ count: 5 })
  })

  test('is none where its cards are unknown, are parts of cards, or it has none', () => {
    for (const devices of [[card('Unknown card', 48e9)], [card('NVIDIA H100 80GB HBM3 MIG', 40_320 * 1_048_576)], []])
      expect(fleetMachineOf({ ...blank, memory: { ...blank.memory, total: known(64e9, 'a.json') }, devices }, factsWith({}), knowledge)).toBeNull()
  })
})

test('machines are added, changed and removed, each with undo; an older plan keeps its bytes', () => {
  const start = newDocument(emptyPlan('00000000-0000-4000-8000-000000000000', '2026-11-23T10:00:00Z', 'en', knowledge.digests))
  const give = (document: typeof start, change: Change | { type: 'undo' }) => {
    const next = decide(document, { do: change, by: 'A. Reiter', at: '2026-11-23T10:00:00Z' })
    if (!next.ok) throw new Error(JSON.stringify(next.problem))
    return next.value
  }
  const added = give(start, { type: 'fleet.record', id: 'machine-1', machine: h100 })
  expect(added.plan.fleet).toEqual({ 'machine-1': h100 })
  const removed = give(added, { type: 'fleet.remove', id: 'machine-1' })
  expect(planDigest(removed.plan)).toBe(planDigest(start.plan))
  expect(give(removed, { type: 'undo' }).plan.fleet).toEqual({ 'machine-1': h100 })
  expect(assess(added.plan, knowledge).hardware.fleet).toBe(null)
})

test('several answers are one step, and a bad one refuses them all', () => {
  const start = newDocument(emptyPlan('00000000-0000-4000-8000-000000000000', '2026-11-23T10:00:00Z', 'en', knowledge.digests))
  const command = (answers: Record<string, string | number>) =>
    decide(start, { do: { type: 'answers.set', answers, basis: 'self-declared' }, by: 'A. Reiter', at: '2026-11-23T10:00:00Z' })
  const both = command({ 'hardware.count': 4, 'hardware.nodes': 2 })
  expect(both.ok && both.value.past.length).toBe(1)
  expect(both.ok && Object.keys(both.value.plan.answers)).toEqual(['hardware.count', 'hardware.nodes'])
  expect(command({ 'hardware.count': 4, 'hardware.nodes': -2 })).toMatchObject({ ok: false, problem: { code: 'bad-value' } })
  expect(command({ 'no.field': 1 })).toMatchObject({ ok: false, problem: { code: 'unknown-field' } })
})

test('every finding of a fleet has words in every language', () => {
  const situations = [
    run({ 'machine-1': small }),
    run({ 'machine-1': h100 }, { 'load.peakConcurrency': 5000 }),
    run({ 'machine-1': { ...small, accelerator: 'no-such-card' } }, { 'sizing.secondModel': 'no-such-model' }),
    run({}, { 'sizing.secondModel': 'voxtral-small-24b', 'hardware.count': 1 }),
  ]
  for (const { findings } of situations)
    for (const finding of findings)
      for (const { id } of [finding.headline, ...finding.because.map((one) => one.message)])
        for (const table of Object.values(words)) expect(Object.keys(table)).toContain(id)
})

describe('what further machines cost', () => {
  const terms: Partial<Facts> = { 'costs.currency': 'USD', 'service.horizonMonths': 36, 'costs.acquisition': 'purchase', 'costs.supportShare': 1000 }
  const items = (fleet: Fleet, changes: Partial<Facts> = {}) =>
    Object.fromEntries(
      assessCosts(factsWith({ ...base, ...terms, ...changes }), { hardware: { throughput: null, watts: null }, hosting: null, openness: null }, knowledge, {}, fleet).cost!.parts.map((part) => [part.id, part.cents]),
    )

  test('list prices times devices, and their support', () => {
    // Three machines with two RTX 4090 each at 1 900 dollars, new on the street: 11 400; a tenth a year for three years: 3 420.
    const cards = { 'machine-1': { name: 'Lab', accelerator: 'rtx-4090', count: 2, machines: 3, memory: null } }
    expect(items(cards)['fleet']).toMatchObject({ likely: 1_140_000 })
    expect(items(cards)['fleet-support']).toMatchObject({ likely: 342_000 })
  })

  test('one unknown price leaves the sum unknown; an offer for the whole holds them too', () => {
    const unknown = { 'machine-1': { name: 'Lab', accelerator: 'mi325x', count: 1, machines: 1, memory: null } }
    expect(items(unknown)['fleet']).toBe(null)
    expect('fleet' in items(unknown, { 'costs.hardwarePrice': 1_000_000 })).toBe(false)
    expect('fleet' in items({})).toBe(false)
  })
})
