/** What follows from the total: sensitivity, spending month by month, and the frontier of options. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakEven, exactly, totalCost, type CostItem, type CostTerms } from '../../shared/domain/cost/cost.ts'
import { frontierOf } from '../../shared/domain/cost/frontier.ts'
import { sensitivityOf } from '../../shared/domain/cost/sensitivity.ts'
import { evenSpending, spendingOf } from '../../shared/domain/cost/spending.ts'

const range = (most: number) =>
  fc.tuple(fc.nat({ max: most }), fc.nat({ max: most }), fc.nat({ max: most })).map((values) => {
    const [low = 0, likely = 0, high = 0] = values.toSorted((left, right) => left - right)
    return { low, likely, high }
  })

const item = (index: number): fc.Arbitrary<CostItem> =>
  fc.record({
    id: fc.constant(`part-${index}`),
    timing: fc.constantFrom('start', 'yearly', 'end'),
    quantity: range(50_000),
    price: range(900_000_000).map((micros) => ({ micros, currency: 'EUR' })),
    residualBasisPoints: fc.nat({ max: 5000 }),
    basis: fc.constant('own' as const),
    sources: fc.constant([]),
    missing: fc.constant([]),
  })

/** Money comes back only for what was paid at the start. */
const items = fc.tuple(item(1), item(2), item(3), item(4)).map((parts) =>
  parts.map((part): CostItem => (part.timing === 'start' ? part : { ...part, residualBasisPoints: 0 })),
)
const terms: fc.Arbitrary<CostTerms> = fc.integer({ min: 1, max: 120 }).map((horizonMonths) => ({
  currency: 'EUR',
  horizonMonths,
  discountBasisPoints: null,
  rates: [],
}))

describe('sensitivity', () => {
  test('each swing is the total with one input moved, and the widest stands first', () => {
    fc.assert(
      fc.property(items, terms, (parts, with_) => {
        const { likely, swings } = sensitivityOf(parts, with_)
        expect(likely).toBe(totalCost(parts, with_).total?.likely)
        for (const swing of swings) {
          expect(swing.low).toBeLessThanOrEqual(likely)
          expect(swing.high).toBeGreaterThanOrEqual(likely)
          const moved = parts.map((part) => {
            if (part.id !== swing.part || part.quantity === null || part.price === null) return part
            return swing.input === 'quantity'
              ? { ...part, quantity: exactly(part.quantity.high) }
              : { ...part, price: { ...part.price, micros: exactly(part.price.micros.high) } }
          })
          expect(totalCost(moved, with_).total?.likely).toBe(swing.high)
        }
        const widths = swings.map(({ low, high }) => high - low)
        expect(widths).toEqual(widths.toSorted((left, right) => right - left))
      }),
    )
  })

  test('an input without a range moves nothing', () => {
    const [one] = fc.sample(item(1), { numRuns: 1, seed: 3 })
    const fixed = { ...one!, quantity: exactly(2000), price: { micros: exactly(5_000_000), currency: 'EUR' } }
    expect(sensitivityOf([fixed], { currency: 'EUR', horizonMonths: 12, discountBasisPoints: null, rates: [] }).swings).toEqual([])
  })
})

describe('spending month by month', () => {
  test('never falls before the last month, and ends at the total', () => {
    fc.assert(
      fc.property(items, terms, (parts, with_) => {
        const cost = totalCost(parts, with_)
        const spent = spendingOf(cost)!
        expect(spent).toHaveLength(with_.horizonMonths + 1)
        expect(spent.at(-1)).toEqual({ month: with_.horizonMonths, ...cost.total })
        for (const [at, one] of spent.slice(0, -1).entries()) {
          expect(one.low).toBeLessThanOrEqual(one.likely)
          expect(one.likely).toBeLessThanOrEqual(one.high)
          if (at > 0) expect(one.likely).toBeGreaterThanOrEqual(spent[at - 1]!.likely)
        }
      }),
    )
  })

  test('a total that is not known has no curve', () => {
    const [one] = fc.sample(item(1), { numRuns: 1, seed: 3 })
    const cost = totalCost([{ ...one!, price: null }], { currency: 'EUR', horizonMonths: 12, discountBasisPoints: null, rates: [] })
    expect(spendingOf(cost)).toBeNull()
  })

  test('in the month of break-even the plan has cost no more than the hosted offer, and in the month before it had', () => {
    fc.assert(
      fc.property(items, terms, fc.integer({ min: 1, max: 2_000_000_000 }), (parts, with_, hostedCents) => {
        const cost = totalCost(parts.map((part) => ({ ...part, residualBasisPoints: 0 })).filter(({ timing }) => timing !== 'end'), with_)
        if (cost.total === null) return
        const tokens = 1_000_000
        const { month } = breakEven(cost, { micros: exactly(hostedCents * 10_000), currency: 'EUR' }, tokens)
        const own = spendingOf(cost)!
        const hosted = evenSpending(exactly(hostedCents), with_.horizonMonths)
        // Both curves are rounded to cents month by month.
        const rounding = 1
        if (month === null) {
          for (const one of own.slice(1)) expect(one.likely).toBeGreaterThanOrEqual(hosted[one.month]!.likely - rounding)
          return
        }
        expect(own[month]!.likely).toBeLessThanOrEqual(hosted[month]!.likely + rounding)
        if (month > 1) expect(own[month - 1]!.likely).toBeGreaterThanOrEqual(hosted[month - 1]!.likely - rounding)
      }),
    )
  })
})

describe('frontier', () => {
  const option = fc.record({
    id: fc.uuid(),
    cents: fc.option(fc.nat({ max: 5 })),
    seal: fc.option(fc.nat({ max: 4 })),
    openRights: fc.option(fc.nat({ max: 7 })),
  })

  test('whatever is not on it is beaten by something that is, and nothing on it is beaten', () => {
    fc.assert(
      fc.property(fc.array(option, { maxLength: 8 }), (options) => {
        const frontier = new Set(frontierOf(options))
        const known = options.filter(({ cents, seal, openRights }) => cents !== null && seal !== null && openRights !== null)
        const beats = (one: (typeof known)[number], other: (typeof known)[number]) =>
          one.cents! <= other.cents! && one.seal! >= other.seal! && one.openRights! >= other.openRights! &&
          (one.cents! < other.cents! || one.seal! > other.seal! || one.openRights! > other.openRights!)
        for (const one of known) {
          const beaten = known.some((other) => beats(other, one))
          expect(frontier.has(one.id)).toBe(!beaten)
          if (beaten) expect(known.some((other) => frontier.has(other.id) && beats(other, one))).toBe(true)
        }
        expect(known.length === 0 || frontier.size > 0).toBe(true)
      }),
    )
  })

  test('an option of which something is not known is not placed', () => {
    expect(frontierOf([{ id: 'a', cents: 1, seal: null, openRights: 7 }])).toEqual([])
  })
})
