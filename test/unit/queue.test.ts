/** Queueing: values worked out by hand, and those of published tables. */
import { expect, test } from 'vitest'
import { decay, grown, inService, meanWait, shareWaiting, shareWaitingLonger, smallest } from '../../shared/domain/sizing/queue.ts'

const queue = (load: number, slots: number) => ({ rate: load, seconds: 1, slots })

test('Erlang C by hand for one, two and three slots', () => {
  // One slot: the share of the time that it is taken.
  expect(shareWaiting(queue(0.8, 1))).toBeCloseTo(0.8, 12)
  // Two slots, load 1: B1 = 1/2, B2 = (1/2)/(2 + 1/2) = 1/5, C = (1/5)/(1 - 1/2 * 4/5) = 1/3.
  expect(shareWaiting(queue(1, 2))).toBeCloseTo(1 / 3, 12)
  // Three slots, load 2: B1 = 2/3, B2 = 2/5, B3 = 4/19, C = (4/19)/(1 - 2/3 * 15/19) = 4/9.
  expect(shareWaiting(queue(2, 3))).toBeCloseTo(4 / 9, 12)
})

test('Erlang C as in published tables of call centers', () => {
  // 10 erlangs: 14 agents 17.4 %, 11 agents 68.2 %, 12 agents 44.9 %, 20 agents 0.37 %.
  expect(shareWaiting(queue(10, 14))).toBeCloseTo(0.1741, 4)
  expect(shareWaiting(queue(10, 11))).toBeCloseTo(0.6821, 4)
  expect(shareWaiting(queue(10, 12))).toBeCloseTo(0.4494, 4)
  expect(shareWaiting(queue(10, 20))).toBeCloseTo(0.0037, 4)
  // 20 erlangs, 25 agents: 20.9 %.
  expect(shareWaiting(queue(20, 25))).toBeCloseTo(0.2091, 3)
})

test('agrees with the formula of factorials where that can still be computed', () => {
  for (const [load, slots] of [[3, 5], [7.5, 9], [12, 13], [0.2, 4]] as const) {
    let term = 1
    let sum = 1
    for (let n = 1; n < slots; n++) {
      term *= load / n
      sum += term
    }
    const last = ((term * load) / slots) * (slots / (slots - load))
    expect(shareWaiting(queue(load, slots))).toBeCloseTo(last / (sum + last), 12)
  }
})

test('neither overflows nor goes negative with a hundred thousand slots', () => {
  const share = shareWaiting(queue(99_000, 100_000))
  expect(share).toBeGreaterThan(0)
  expect(share).toBeLessThan(0.01)
})

test('waiting: mean, tail, and lengths that vary less or more than exponentially', () => {
  // Load 1 on two slots of one second: C = 1/3, mean 1/3 / (2 - 1) = 1/3 s, P(W > 1 s) = e^-1 / 3 = 0.122626.
  expect(meanWait(queue(1, 2), 1)).toBeCloseTo(1 / 3, 12)
  expect(shareWaitingLonger(queue(1, 2), 1, 1)).toBeCloseTo(0.12262648, 7)
  // Equal lengths: half the wait. Twice the variation: (1 + 4)/2 = 2.5 times.
  expect(meanWait(queue(1, 2), 0)).toBeCloseTo(1 / 6, 12)
  expect(meanWait(queue(1, 2), 2)).toBeCloseTo(2.5 / 3, 12)
  expect(shareWaitingLonger(queue(1, 2), 0, 1)).toBeCloseTo(1 / 3, 12)
  expect([meanWait(queue(2, 2), 1), shareWaiting(queue(3, 2)), shareWaitingLonger(queue(2, 2), 9, 1)]).toEqual([null, 1, 1])
})

test('the series of e to the power of -x', () => {
  for (const x of [0, 0.1, 0.5, 1, 2.3, 10, 40, 300]) expect(decay(x) / Math.exp(-x)).toBeCloseTo(1, 11)
  expect(decay(1000)).toBe(0)
})

test('the number in service is where arrivals and service meet', () => {
  // S(N) = 2 + N/10 seconds at 3 a second: N = 3 (2 + N/10) gives N = 60/7 = 8.57, so 9.
  expect(inService(3, (atOnce) => 2 + atOnce / 10, 100)).toBe(9)
  // At 10 a second N = 20 + N: no number is enough.
  expect(inService(10, (atOnce) => 2 + atOnce / 10, 1000)).toBe(null)
  expect(inService(0, () => 5, 10)).toBe(1)
})

test('the smallest that holds, and growth year by year', () => {
  expect(smallest(1, 1000, (value) => value * value >= 200)).toBe(15)
  expect(smallest(1, 10, (value) => value > 10)).toBe(null)
  expect(smallest(4, 9, () => true)).toBe(4)
  // A fifth more each year for two years: 1.44.
  expect(grown(2000, 2)).toBeCloseTo(1.44, 12)
})
