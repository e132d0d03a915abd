/** How far a share of rows inside an interval strays by chance, worked out by hand. */
import { expect, test } from 'vitest'
import { chanceOf, likenessOf, worthOf, type Held } from '../../scripts/capacity/coverage.ts'

const rows = (device: string, ...inside: (0 | 1)[]): Held[] => inside.map((one) => ({ device, inside: one === 1 }))

test('devices that are wholly inside or wholly outside: rows say no more than devices', () => {
  const all = [...rows('a', 1, 1, 1, 1), ...rows('b', 0, 0, 0, 0)]
  expect(likenessOf(all)).toBe(1)
  expect(worthOf(all, 1)).toBe(2)
})

test('devices that are alike: every row counts', () => {
  // Between the devices nothing, within each a variance of 1/3: nothing is common to the rows of a device.
  const all = [...rows('a', 1, 0, 1, 0), ...rows('b', 1, 0, 1, 0)]
  expect(likenessOf(all)).toBe(0)
  expect(worthOf(all, 0)).toBe(8)
})

test('between the two: means 3/4 and 1/4 of four rows each', () => {
  // Between: 2 x 4 x (1/4)^2 / 1 = 1/2. Within: 8 rows, each device 3/4 in squares: 1.5 / 6 = 1/4. Apart: (1/2 - 1/4) / 4 = 1/16.
  const all = [...rows('a', 1, 1, 1, 0), ...rows('b', 1, 0, 0, 0)]
  expect(likenessOf(all)).toBeCloseTo((1 / 16) / (1 / 16 + 1 / 4), 12)
  // A fifth alike: four rows are worth 4 / (1 + 3 / 5) = 2.5.
  expect(worthOf(all, 0.2)).toBeCloseTo(5, 12)
})

test('a hundred independent rows: 80 percent give or take 1.96 x 4 percent', () => {
  const all = Array.from({ length: 100 }, (_, i) => ({ device: String(i), inside: true }))
  expect(chanceOf(all, 0).low).toBeCloseTo(0.8 - 1.96 * 0.04, 12)
  expect(chanceOf(all, 0).high).toBeCloseTo(0.8 + 1.96 * 0.04, 12)
  expect(chanceOf([{ device: 'a', inside: false }], 1)).toEqual({ low: 0.8 - 1.96 * 0.4, high: 1 })
})
