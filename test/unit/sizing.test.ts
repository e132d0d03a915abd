/** Sizing: arrivals, requests at once, waits and nodes, worked out again here from the engine's own speeds. */
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { Finding } from '../../shared/domain/vocabulary.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { assessInstallation } from '../../shared/plan/stages/installation.ts'
import { words } from '../../shared/words/tables.ts'
import { peakBesidePlaces } from '../../shared/plan/sizing/findings.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

/** Two thousand people who ask ten times a day, on one node of two cards. */
export const agency: Partial<Facts> = {
  'model.id': 'mistral-small-3.2-24b',
  'model.quantization': 'FP8',
  'model.engine': 'vllm',
  'load.users': 2000,
  'load.requestsPerUserAndDay': 10,
  'load.peakConcurrency': 40,
  'load.contextTokens': 8192,
  'load.promptTokens': 1500,
  'load.answerTokens': 400,
  'load.minimumSpeed': 10_000,
  'hardware.source': 'catalog',
  'hardware.accelerator': 'l40s',
  'hardware.count': 2,
  'hardware.nodes': 1,
  'hardware.survivesOneFailure': false,
  'sizing.peakHourShare': 1500,
  'sizing.maximumWait': 2000,
  'sizing.waitShare': 500,
}

const assess = (changes: Partial<Facts> = {}) => assessInstallation(factsWith({ ...agency, ...changes }), null, knowledge)
const sized = (changes: Partial<Facts> = {}) => assess(changes).sizing!
const ids = (changes: Partial<Facts> = {}) =>
  assess(changes)
    .findings.filter((finding) => finding.id.startsWith('hardware/sizing/'))
    .map((finding) => `${finding.level} ${finding.id}`)

describe('arrivals', () => {
  test('users times requests times the busiest hour, with its burst', () => {
    // 2000 x 10 x 15 % = 3000 an hour; half as much again in the busiest minutes.
    expect(sized().requestsPerHour).toBe(3000)
    expect(sized({ 'sizing.burst': 15_000 }).requestsPerHour).toBe(4500)
    expect(sized().assumed).toEqual(['sizing.burst', 'sizing.variation'])
    expect(sized({ 'sizing.burst': 10_000, 'sizing.variation': 5000 }).assumed).toEqual([])
  })

  test('without them the number at once is as the plan names it, and what is missing is said', () => {
    const { basis, atOnce, missing, wait, requestsPerHour } = sized({ 'sizing.peakHourShare': null })
    expect({ basis, atOnce, wait, requestsPerHour }).toEqual({ basis: 'declared', atOnce: 40_000, wait: null, requestsPerHour: null })
    expect(missing).toContain('sizing.peakHourShare')
    expect(assess({ 'sizing.peakHourShare': null, 'load.peakConcurrency': null }).sizing).toBe(null)
  })
})

test('requests at once are arrivals times the time of one, at the speed of that many', () => {
  const { atOnce, serviceTime, slots } = sized()
  // Little: 3000 an hour times the service time at ceil(N) requests at once.
  expect(Math.abs(atOnce! - (3000 / 3600) * serviceTime!.likely)).toBeLessThanOrEqual(2)
  expect(Math.ceil(atOnce! / 1000)).toBeLessThanOrEqual(slots.likely)
  expect(serviceTime!.low).toBeLessThan(serviceTime!.likely)
  expect(serviceTime!.high).toBeGreaterThan(serviceTime!.likely)
})

test('the wait follows from Erlang C over the places of the node', () => {
  const { atOnce, slots, wait } = sized({ 'load.users': 3000 })
  const load = atOnce! / 1000
  let blocked = 1
  for (let n = 1; n <= slots.likely; n++) blocked = (load * blocked) / (n + load * blocked)
  const share = blocked / (1 - (load / slots.likely) * (1 - blocked))
  expect(wait!.share / 10_000).toBeCloseTo(share, 2)
  expect(wait!.longer!).toBeLessThanOrEqual(wait!.share)
})

test('a stricter wait needs more places; without a limit the load alone decides', () => {
  const free = sized({ 'sizing.maximumWait': null }).slotsNeeded!
  const strict = sized({ 'sizing.maximumWait': 0, 'sizing.waitShare': 100 }).slotsNeeded!
  expect(strict).toBeGreaterThan(sized().slotsNeeded!)
  expect(sized().slotsNeeded!).toBeGreaterThanOrEqual(free)
})

test('nodes: one more to spare, devices with them, headroom of the planned ones', () => {
  const result = sized({ 'load.users': 20_000, 'hardware.nodes': 12, 'sizing.peakHourShare': 1500 })
  expect(result.requestsPerHour).toBe(30_000)
  expect(result.nodesWithSpare).toBe(result.nodes.likely! + 1)
  expect(result.devicesWithSpare).toBe(result.nodesWithSpare! * 2)
  expect(result.nodes.low!).toBeLessThanOrEqual(result.nodes.likely!)
  expect(result.nodes.likely!).toBeLessThanOrEqual(result.nodes.high!)
  expect(result.headroom! >= 0).toBe(result.nodes.likely! <= 12)
  expect(result.headroomAfterFailure!).toBeLessThanOrEqual(result.headroom!)
})

test('growth: a fifth more each year, each year sized', () => {
  const { years } = sized({ 'load.growth': 2000, 'service.horizonMonths': 30 })
  // 30 months are three years: 3000, 3600, 4320.
  expect(years.map((year) => year.requestsPerHour)).toEqual([3000, 3600, 4320])
  const nodes = years.map((year) => year.nodes.likely ?? 0)
  expect(nodes).toEqual(nodes.toSorted((left, right) => left - right))
})

describe('findings', () => {
  test('nothing where everything is within what the plan allows', () => {
    expect(ids({ 'load.users': 100, 'hardware.nodes': 2 })).toEqual([])
  })

  test('a peak that is too small for the requests, with the peak that is not', () => {
    const found = assess({ 'load.peakConcurrency': 5 }).findings.find((one) => one.id === 'hardware/sizing/peak-understated')
    const [remedy] = found!.remedies
    expect(remedy).toMatchObject({ field: 'load.peakConcurrency', value: sized().slotsNeeded })
    expect(ids({ 'load.peakConcurrency': Number(remedy!.value) })).not.toContain('advisory hardware/sizing/peak-understated')
  })

  test('far too many requests block, and the nodes it names carry them', () => {
    const found = assess({ 'load.users': 200_000 }).findings.find((one) => one.id === 'hardware/sizing/overload')
    expect(found?.level).toBe('blocking')
    const [remedy] = found!.remedies
    expect(ids({ 'load.users': 200_000, 'hardware.nodes': Number(remedy!.value) })).not.toContain('blocking hardware/sizing/overload')
  })

  test('growth that outruns the plan names the year', () => {
    const found = assess({ 'load.growth': 10_000, 'service.horizonMonths': 60 }).findings
    expect(found.some((one) => one.id === 'hardware/sizing/outgrown')).toBe(true)
  })

  test('a node too few when one fails', () => {
    const load = { 'load.users': 20_000, 'hardware.survivesOneFailure': true }
    const needed = sized(load).nodes.likely!
    expect(ids({ ...load, 'hardware.nodes': needed })).toContain('advisory hardware/sizing/no-spare')
    expect(ids({ ...load, 'hardware.nodes': needed + 1 })).not.toContain('advisory hardware/sizing/no-spare')
  })

  test('every message has words, and every finding its form', () => {
    const situations: Partial<Facts>[] = [
      {},
      { 'load.users': 200_000 },
      { 'load.peakConcurrency': 2 },
      { 'load.minimumSpeed': 9_000_000 },
      { 'load.growth': 10_000, 'service.horizonMonths': 60 },
      { 'load.users': 20_000, 'hardware.survivesOneFailure': true, 'hardware.nodes': 3 },
    ]
    for (const situation of situations)
      for (const finding of assess(situation).findings) {
        expect(parse(Finding, finding).ok).toBe(true)
        for (const { id } of [finding.headline, ...finding.because.map((one) => one.message), ...finding.remedies.map((one) => one.message)])
          for (const table of Object.values(words)) expect(Object.keys(table)).toContain(id)
      }
  })
})

test('a stated peak above the places that arrivals take is said beside them, and nothing where it is not', () => {
  const said = (basis: 'queue' | 'declared', slotsNeeded: number | null, peak: number | null) => peakBesidePlaces({ basis, slotsNeeded }, peak)
  expect(said('queue', 6, 40)).toEqual({ id: 'sizing.peakBesidePlaces', values: { peak: 40, places: 6 } })
  for (const other of [said('queue', 40, 40), said('queue', 41, 40), said('queue', null, 40), said('queue', 6, null), said('declared', 6, 40)])
    expect(other).toBeNull()
})
