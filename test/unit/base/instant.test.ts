import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dayNumber,
  dayOfInstant,
  dayOfNumber,
  daysBetween,
  instantNumber,
  instantOfNumber,
  millisecondsBetween,
} from '../../../shared/base/instant.ts'

test('days agree with the system calendar from year 1 to 9999', () => {
  for (let number = -719_162; number <= 2_932_896; number += 97) {
    const day = new Date(number * 86_400_000).toISOString().slice(-24, -14)
    expect(dayOfNumber(number)).toBe(day)
    expect(dayNumber(day)).toBe(number)
  }
  expect(dayOfNumber(-719_163)).toBeNull()
  expect(dayOfNumber(2_932_897)).toBeNull()
  expect(dayOfNumber(0.5)).toBeNull()
})

test('moments agree with the system clock', () => {
  for (const text of ['1969-12-31T23:59:59.999Z', '2000-02-29T00:00:00Z', '2026-11-23T14:32:07.120Z', '9999-12-31T23:59:59Z']) {
    expect(instantNumber(text)).toBe(Date.parse(text))
    expect(instantOfNumber(Date.parse(text))).toBe(text)
  }
})

test.each([
  '2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-01-01', '26-1-1', '2026-11-23 ', '2100-02-29',
])('%s is no day', (day) => {
  expect(dayNumber(day)).toBeNull()
  expect(addDays(day, 1)).toBeNull()
})

test.each([
  '2026-11-23T24:00:00Z', '2026-11-23T23:60:00Z', '2026-11-23T23:59:60Z', '2026-11-23T23:59:59', '2026-11-23T23:59:59+01:00', '2026-02-30T00:00:00Z', '',
])('%s is no moment', (instant) => {
  expect(instantNumber(instant)).toBeNull()
  expect(dayOfInstant(instant)).toBeNull()
})

describe('arithmetic', () => {
  test('across months, years and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2026-11-23', '2027-12-02')).toBe(374)
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
    expect(addMonths('2026-11-30', 14)).toBe('2028-01-30')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
    expect(addMonths('9999-12-01', 1)).toBeNull()
    expect(millisecondsBetween('2026-11-23T14:32:00Z', '2026-11-23T14:32:00.250Z')).toBe(250)
    expect(millisecondsBetween('x', '2026-11-23T14:32:00Z')).toBeNull()
  })
})
