/** Sizing: how the load arrives, and how long anybody may wait. Asked on the hardware screen. */
import { entry, number } from '../field.ts'

const at = { section: 'P13', stage: 'hardware' } as const

export const sizingFields = {
  /** Share of a day's requests that come in its busiest hour. */
  'sizing.peakHourShare': number(at, 'basis-points', 1, 10_000),
  /** How much busier the busiest minutes are than the hour's average: 15000 is one and a half times. */
  'sizing.burst': number(at, 'basis-points', 10_000, 100_000),
  /** How long a request may wait before it is served, beyond reading its prompt. */
  'sizing.maximumWait': number(at, 'milliseconds', 0, 600_000),
  /** Share of requests that may wait longer than that. */
  'sizing.waitShare': number(at, 'basis-points', 1, 9_999),
  /** Nodes that share one copy of the model, where one node is not enough. */
  'sizing.nodesPerCopy': number(at, 'count', 1, 64),
  /** Network between such nodes, gigabits per second in one direction. */
  'sizing.nodeLink': number(at, 'count', 1, 100_000),
  /** A model beside the main one, such as for search: it takes memory on one of the machines. */
  'sizing.secondModel': entry(at, 'models'),
  /** Watts of one device when nobody asks anything, from a measurement or a data sheet. */
  'sizing.idleWatts': number(at, 'watts', 0, 100_000),
  /** Standard deviation of the time of one request over its mean. */
  'sizing.variation': number(at, 'basis-points', 0, 100_000),
} as const
