import { describe, expect, test } from 'vitest'
import { toShown, toStored } from '../../shared/words/unit.ts'

describe('units of forms', () => {
  test.each([
    [12.34, 'cents', 1234],
    [0.29, 'cents', 29],
    [99.95, 'basis-points', 9995],
    [8.5, 'milli-tokens-per-second', 8500],
    [1.5, 'milliseconds', 1500],
    [42, 'people', 42],
    [96, 'bytes', 96_000_000_000],
    [0.9174, 'exchange-rate', 9174],
    [25.1, 'exchange-rate', 251_000],
  ] as const)('%d %s is stored as %d and shown again', (shown, unit, stored) => {
    expect(toStored(shown, unit)).toBe(stored)
    expect(toShown(stored, unit)).toBe(shown)
  })

  test.each([
    [1.5, 'people'],
    [0.123, 'cents'],
    [0.91745, 'exchange-rate'],
    [9e15, 'bytes'],
  ] as const)('%d %s is refused, not rounded', (shown, unit) => {
    expect(toStored(shown, unit)).toBeNull()
  })
})
