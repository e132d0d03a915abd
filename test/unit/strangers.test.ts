/** Ranges for a machine that was not measured, worked out by hand. */
import { expect, test } from 'vitest'
import { beyond, strangerEnds, studentNineOfTen, together } from '../../scripts/capacity/strangers.ts'

test('two machines of two rows each, which differ between and not within', () => {
  // Means 1 and 3, none within: center 2, variance of the means 2. The next machine: 2 x (1 + 1/2) = 3, and t(1) = 3.078.
  const { low, high } = strangerEnds([[1, 1], [3, 3]])
  expect(low).toBeCloseTo(2 - 3.078 * Math.sqrt(3), 9)
  expect(high).toBeCloseTo(2 + 3.078 * Math.sqrt(3), 9)
})

test('what rows of one machine differ by is not taken for what machines differ by', () => {
  // Means 0, 0 and 0 with a variance of 2 within each (two rows at -1 and 1): between 0, next row 2 x (1 + 1/6), t(2) = 1.886.
  const { low, high } = strangerEnds([[-1, 1], [-1, 1], [-1, 1]])
  expect(high).toBeCloseTo(1.886 * Math.sqrt(2 * (1 + 1 / 6)), 9)
  expect(low).toBeCloseTo(-high, 9)
})

test('many rows of one machine weigh no more than few of another', () => {
  const few = strangerEnds([[0, 0], [1, 1]])
  const many = strangerEnds([Array.from({ length: 50 }, () => 0), [1, 1]])
  expect(many).toEqual(few)
})

test('one machine says nothing of another', () => {
  expect(() => strangerEnds([[1, 2, 3]])).toThrow('one machine')
})

test("Student's t: tables of it give 1.372 for ten, 1.310 for thirty and 1.289 for a hundred degrees of freedom", () => {
  expect(studentNineOfTen(10)).toBe(1.372)
  expect(studentNineOfTen(30)).toBeCloseTo(1.31, 2)
  expect(studentNineOfTen(100)).toBeCloseTo(1.289, 2)
})

test('causes add up as the sides of a right triangle, and come apart again', () => {
  expect(together({ low: -3, high: 6 }, { low: -4, high: 8 })).toEqual({ low: -5, high: 10 })
  expect(beyond({ low: -5, high: 10 }, { low: -3, high: 6 })).toEqual({ low: -4, high: 8 })
  // A narrower one that is wider leaves nothing.
  expect(beyond({ low: -1, high: 1 }, { low: -2, high: 2 })).toEqual({ low: -0, high: 0 })
})
