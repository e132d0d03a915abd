/** One line before machines of several types: mean times, waits and failures worked out by hand. */
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../shared/plan/fields.ts'
import type { Fleet } from '../../shared/plan/fleet-machine.ts'
import { devicesOf, placementsOf } from '../../shared/plan/sizing/placement.ts'
import { copiesOf, lossesOf, poolOf, type Copies, type Machines } from '../../shared/plan/sizing/pool.ts'
import { carries } from '../../shared/plan/sizing/sizing.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

/** Copies whose requests take equally long at every load and at every end of the range. */
const steady = (count: number, places: number, seconds: number): Copies => ({
  count,
  slots: { high: places, likely: places, low: places },
  seconds: () => seconds,
  basis: 'class',
})

describe('places of different speed', () => {
  // Two copies with five places of a second, one with ten places of four: 20 places.
  const pool = poolOf([steady(2, 5, 1), steady(1, 10, 4)])

  test('a request takes what all places take over what they finish', () => {
    expect(pool.slots('likely')).toBe(20)
    // Full, the ten fast places finish 10 a second, the ten slow ones 2.5: 20 / 12.5 = 1.6 seconds, not the mean of 1 and 4.
    expect(pool.seconds('likely', 20)).toBeCloseTo(1.6, 12)
  })

  test('slow machines beside fast ones add what they finish', () => {
    // The fast ones alone keep up with less than 10 a second, all together with less than 12.5.
    const load = (rate: number) => ({ kind: 'queue', rate, people: 0, wait: null, share: null, variation: 1 }) as const
    expect(carries(load(9.9), poolOf([steady(2, 5, 1)]), 'likely')).toBe(true)
    expect(carries(load(10.1), poolOf([steady(2, 5, 1)]), 'likely')).toBe(false)
    expect(carries(load(12.4), pool, 'likely')).toBe(true)
    expect(carries(load(12.6), pool, 'likely')).toBe(false)
  })

  test('the share that waits longer is that of Erlang C', () => {
    // One place of 1 s, one of 2 s: 2 / (1 + 0.5) = 4/3 s. At 0.75 a second the load is 1 on 2 places: Erlang C is
    // (1/2 / (1 - 1/2)) / (1 + 1 + 1) = 1/3. They finish 1.5 a second, 0.75 more than arrives: longer than 1 s wait
    // 1/3 × e^-0.75 = 0.15746.
    const two = poolOf([steady(1, 1, 1), steady(1, 1, 2)])
    const load = (share: number) => ({ kind: 'queue', rate: 0.75, people: 0, wait: 1, share, variation: 1 }) as const
    expect(carries(load(0.1575), two, 'likely')).toBe(true)
    expect(carries(load(0.1574), two, 'likely')).toBe(false)
  })
})

describe('what a failure takes away', () => {
  const type = (name: string, machines: number, copies: readonly Copies[], left: readonly Copies[]) =>
    ({ name, machines, devices: 4, copies, afterDevice: () => left }) as const
  const machines: Machines = {
    main: type('Main', 3, [steady(1, 10, 1)], [steady(1, 4, 1)]),
    besideSecond: [steady(1, 7, 1)],
    others: [type('Rack', 2, [steady(4, 5, 1)], [steady(3, 5, 1)])],
  }
  const places = (...given: Parameters<typeof copiesOf>) => poolOf(copiesOf(...given)).slots('likely')

  test('places are counted over all machines, with the second model on one of the main ones', () => {
    // 10 + 10 + 7 beside the second model, and 2 × 4 × 5.
    expect(places(machines, 3)).toBe(67)
    expect(places(machines, 0)).toBe(40)
  })

  test('a machine less, or a device less, of either type', () => {
    expect(places(machines, 3, { what: 'machine', of: 'main' })).toBe(57)
    expect(places(machines, 3, { what: 'device', of: 'main' })).toBe(61)
    expect(places(machines, 3, { what: 'machine', of: 0 })).toBe(47)
    expect(places(machines, 3, { what: 'device', of: 0 })).toBe(62)
    expect(lossesOf(machines, 3, 'device')).toHaveLength(2)
    expect(lossesOf(machines, 0, 'machine')).toEqual([{ what: 'machine', of: 0 }])
  })
})

const base: Partial<Facts> = {
  'model.id': 'mistral-small-3.2-24b',
  'model.quantization': 'FP8',
  'model.engine': 'vllm',
  'load.peakConcurrency': 500,
  'load.contextTokens': 8192,
  'load.promptTokens': 1500,
  'load.answerTokens': 400,
  'load.growth': 1000,
  'service.horizonMonths': 24,
  'hardware.source': 'catalog',
  'hardware.accelerator': 'l40s',
  'hardware.count': 2,
  'hardware.nodes': 1,
  'hardware.survivesOneFailure': true,
}
const rack: Fleet = { 'machine-1': { name: 'Rack B', accelerator: 'h100-sxm', count: 4, machines: 2, memory: null } }
const run = (fleet: Fleet, changes: Partial<Facts> = {}) => assessInstallation(factsWith({ ...base, ...changes }), null, knowledge, fleet)

describe('sizing a fleet by the planned peak', () => {
  const { fleet, sizing } = run(rack)
  const [main, other] = fleet!.groups
  const [m, r] = [main!.slots.likely, other!.slots.likely]

  test('main machines are needed for what the others do not hold, and all machines count', () => {
    const needed = Math.ceil((500 - 2 * r) / m)
    expect(needed).toBeGreaterThan(0)
    expect(sizing!.nodes.likely).toBe(needed + 2)
    // One main machine with 2 devices and two with 4.
    expect(sizing!.planned).toEqual({ nodes: 3, devices: 10 })
    expect(sizing!.fleet).toMatchObject({ others: 2, lost: 'Rack B', slots: { likely: m + 2 * r } })
  })

  test('one to spare means that the strongest machine may fail', () => {
    const needed = Math.max(Math.ceil((500 - r) / m), Math.ceil((500 - 2 * r) / m) + 1)
    expect(sizing!.nodesWithSpare).toBe(needed + 2)
    expect(sizing!.devicesWithSpare).toBe(needed * 2 + 8)
  })

  test('room, and room after a failure, in whole hundredths of the load', () => {
    const room = (places: number) => (Math.floor((places * 100) / 500) - 100) * 100
    expect(sizing!.headroom).toBe(room(m + 2 * r))
    expect(sizing!.headroomAfterFailure).toBe(room(m + r))
  })

  test('a device less: the copy starts again on those that are left and that its 32 heads can be split over', () => {
    // One copy over four devices goes on with two, one over two with one.
    const alone = (accelerator: string, count: number) => run({}, { 'hardware.accelerator': accelerator, 'hardware.count': count }).sizing!.slots.likely
    const room = (places: number) => (Math.floor((places * 100) / 500) - 100) * 100
    expect(other!.devicesPerCopy).toBe(4)
    const left = Math.min(m + r + alone('h100-sxm', 2), alone('l40s', 1) + 2 * r)
    expect(sizing!.afterDevice!.headroom).toBe(room(left))
  })

  test('growth is sized over all machines', () => {
    // 500, then a tenth more.
    expect(sizing!.years.map(({ nodes }) => nodes.likely)).toEqual([500, 550].map((people) => Math.ceil((people - 2 * r) / m) + 2))
  })

  test('the remedy names main machines only, and is enough', () => {
    const found = run(rack, { 'load.users': 3000, 'load.requestsPerUserAndDay': 10, 'sizing.peakHourShare': 1500 })
    const remedy = found.findings.find(({ id }) => id.startsWith('hardware/sizing/'))?.remedies.find(({ field }) => field === 'hardware.nodes')
    expect(remedy?.value).toBe(found.sizing!.nodes.high! - 2)
    const kept = run(rack, { 'load.users': 3000, 'load.requestsPerUserAndDay': 10, 'sizing.peakHourShare': 1500, 'hardware.nodes': Number(remedy!.value) })
    expect(kept.sizing!.years[0]!.carried).toBe(true)
  })

  test('where the others are enough no main machine is needed; where the main ones carry nothing the others are counted', () => {
    expect(run(rack, { 'load.peakConcurrency': 10 }).sizing!.nodes.likely).toBe(2)
    const idle = run(rack, { 'hardware.accelerator': 'rtx-3060', 'hardware.count': 1, 'load.peakConcurrency': 10 })
    expect(idle.memory?.fits).toBe(false)
    expect(idle.sizing).toMatchObject({ nodes: { likely: 2 }, slots: { likely: 0 }, planned: { nodes: 3, devices: 9 } })
  })
})

describe('which copy runs where', () => {
  test('copies, machines and devices are numbered through', () => {
    const { fleet } = run(rack)
    const [first, second] = fleet!.groups
    const [main, other] = placementsOf({ ...fleet!, groups: [first!, { ...second!, copies: 4, devicesPerCopy: 1, perMachine: 10 }] })
    expect(main).toMatchObject({ model: 'main', copies: { first: 1, last: 1 }, machines: { first: 1, last: 1 }, devicesPerCopy: 2 })
    // Two machines with four copies each follow.
    expect(other).toMatchObject({ copies: { first: 2, last: 9 }, machines: { first: 1, last: 2 }, copiesPerMachine: 4, devicesPerCopy: 1, people: 3 })
    expect(devicesOf(other!)).toEqual([1, 2, 3, 4].map((device) => ({ first: device, last: device })))
    expect(devicesOf(main!)).toEqual([{ first: 1, last: 2 }])
  })

  test('the second model stands once, on a machine of its group', () => {
    const { fleet } = run(rack, { 'sizing.secondModel': 'bge-m3' })
    const placed = placementsOf(fleet!)
    expect(placed.filter(({ model }) => model === 'second')).toHaveLength(1)
    const copies = placed.filter(({ model }) => model === 'main').map(({ copies: { first, last } }) => [first, last])
    expect(copies.flat()[0]).toBe(1)
    expect(copies.slice(1).every(([first], index) => first === (copies[index]?.[1] ?? 0) + 1)).toBe(true)
  })
})

describe('one copy over several nodes', () => {
  const spread: Partial<Facts> = {
    ...base,
    'model.id': 'deepseek-v3',
    'model.quantization': 'FP8-block',
    'hardware.accelerator': 'h100-sxm',
    'hardware.count': 8,
    'hardware.nodes': 2,
    'sizing.nodesPerCopy': 2,
    'sizing.nodeLink': 400,
    'load.peakConcurrency': 8,
  }

  test('nodes are those of the plan: two for each copy', () => {
    const { sizing } = assessInstallation(factsWith(spread), null, knowledge)
    expect(sizing!.planned).toEqual({ nodes: 2, devices: 16 })
    expect(sizing!.nodes.likely! % 2).toBe(0)
    expect(sizing!.nodesWithSpare).toBe(sizing!.nodes.likely! + 2)
  })

  test('a remedy gives the number of nodes that the plan then has', () => {
    const { findings } = assessInstallation(factsWith(spread), null, knowledge)
    const failure = findings.find(({ id }) => id === 'hardware/one-failure')
    expect(failure?.remedies).toMatchObject([{ field: 'hardware.nodes', value: 4 }])
  })
})

test('of eight devices that split tensors four go on, since seven do not divide the heads', () => {
  // 24 billion parameters in 16 bits are 48 GB: two cards of 48 GB hold them in all likelihood, eight and four surely do.
  const eight = { 'model.quantization': 'BF16-safetensors', 'hardware.count': 8, 'load.peakConcurrency': 4 }
  const { failure } = run({}, eight)
  const four = run({}, { ...eight, 'hardware.count': 4 })
  expect(failure).toMatchObject({ lost: 'device', fits: true })
  expect(failure!.perPerson).toEqual(four.perPerson)
})
