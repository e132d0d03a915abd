/** Totals are the sum of their parts, ranges stay in order, and no price or year more makes a plan cheaper. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  breakEven,
  costPerMillionTokens,
  exactly,
  totalCost,
  type CostItem,
  type CostTerms,
  type ExchangeRate,
  type Range,
} from '../../shared/domain/cost/cost.ts'

const range = (max: number): fc.Arbitrary<Range> =>
  fc
    .tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max }), fc.integer({ min: 0, max }))
    .map((values) => values.toSorted((left, right) => left - right))
    .map(([low, likely, high]) => ({ low: low!, likely: likely!, high: high! }))

const item: fc.Arbitrary<CostItem> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 5 }),
  timing: fc.constantFrom('start' as const, 'yearly' as const, 'end' as const),
  quantity: range(5_000_000),
  price: fc.record({ micros: range(2_000_000_000), currency: fc.constantFrom('EUR', 'USD') }),
  residualBasisPoints: fc.constant(0),
  basis: fc.constant('own' as const),
  sources: fc.constant([]),
  missing: fc.constant([]),
})
const withResidual = fc
  .tuple(item, fc.integer({ min: 0, max: 10_000 }))
  .map(([base, share]) => (base.timing === 'start' ? { ...base, residualBasisPoints: share } : base))
const items = fc.array(withResidual, { maxLength: 6 })
const reference: ExchangeRate = {
  from: 'EUR',
  to: 'USD',
  micros: 1_113_300,
  date: '2026-10-28',
  basis: 'reference',
  sources: [],
}
const terms: fc.Arbitrary<CostTerms> = fc.record({
  currency: fc.constantFrom('EUR', 'USD'),
  horizonMonths: fc.integer({ min: 1, max: 120 }),
  discountBasisPoints: fc.option(fc.integer({ min: 0, max: 2000 })),
  rates: fc.constant([reference]),
})
const picks = ['low', 'likely', 'high'] as const

it('the total is the sum of the parts, in whole cents, and every range is in order', () => {
  fc.assert(
    fc.property(items, terms, (list, given) => {
      const cost = totalCost(list, given)
      for (const pick of picks) {
        expect(cost.total?.[pick]).toBe(cost.parts.reduce((sum, part) => sum + part.cents![pick], 0))
        if (given.discountBasisPoints !== null)
          expect(cost.present?.[pick]).toBe(cost.parts.reduce((sum, part) => sum + part.presentCents![pick], 0))
      }
      for (const each of [
        cost.total!,
        cost.known,
        ...cost.parts.map((part) => part.cents!),
        ...(cost.present === null ? [] : [cost.present]),
      ]) {
        expect(Object.values(each).every(Number.isSafeInteger)).toBe(true)
        expect(each.low).toBeLessThanOrEqual(each.likely)
        expect(each.likely).toBeLessThanOrEqual(each.high)
      }
    }),
  )
})

it('a higher price or a longer horizon never lowers the total', () => {
  fc.assert(
    fc.property(
      items,
      terms,
      fc.nat(),
      fc.integer({ min: 0, max: 1_000_000_000 }),
      fc.integer({ min: 0, max: 60 }),
      (list, given, at, more, months) => {
        const before = totalCost(list, given).total!
        const dearer = list.map((each, index) =>
          list.length > 0 && index === at % list.length
            ? {
                ...each,
                price: { ...each.price!, micros: { ...each.price!.micros, high: each.price!.micros.high + more } },
              }
            : each,
        )
        expect(totalCost(dearer, given).total!.high).toBeGreaterThanOrEqual(before.high)
        expect(totalCost(dearer, given).total!.low).toBe(before.low)
        const longer = totalCost(list, { ...given, horizonMonths: given.horizonMonths + months }).total!
        for (const pick of picks) expect(longer[pick]).toBeGreaterThanOrEqual(before[pick])
      },
    ),
  )
})

it('discounting never makes what is paid later dearer', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), terms, (list, given) => {
      const cost = totalCost(list, { ...given, discountBasisPoints: given.discountBasisPoints ?? 300 })
      for (const pick of picks) expect(cost.present![pick]).toBeLessThanOrEqual(cost.total![pick])
    }),
  )
})

it('one unknown price makes the total unknown, and the known parts a lower bound', () => {
  fc.assert(
    fc.property(fc.array(withResidual, { minLength: 1, maxLength: 6 }), terms, fc.nat(), (list, given, at) => {
      const full = totalCost(list, given)
      const gap = list.map((each, index) =>
        index === at % list.length ? { ...each, price: null, missing: ['x'] } : each,
      )
      const cost = totalCost(gap, given)
      expect(cost.total).toBeNull()
      expect(cost.present).toBeNull()
      expect(cost.unknownParts).toHaveLength(1)
      for (const pick of picks) expect(cost.known[pick]).toBeLessThanOrEqual(full.total![pick])
    }),
  )
})

it('at the break-even volume the hosted offer costs as much, and one million tokens less cost less', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000_00 }),
      fc.integer({ min: 1000, max: 100_000_000 }),
      (cents, micros) => {
        const own: CostItem = {
        id: 'all', timing: 'start', quantity: exactly(1000), price: { micros: exactly(cents * 10_000), currency: 'EUR' },
        residualBasisPoints: 0, basis: 'own', sources: [], missing: [],
      }
        const cost = totalCost([own], { currency: 'EUR', horizonMonths: 12, discountBasisPoints: null, rates: [] })
        const volume = breakEven(cost, { micros: exactly(micros), currency: 'EUR' }, null).millionTokens!.likely
        const ours = BigInt(cents) * 10_000n
        expect(BigInt(volume) * BigInt(micros) >= ours).toBe(true)
        expect(BigInt(volume - 1) * BigInt(micros) < ours).toBe(true)
      },
    ),
  )
})

it('cost per million tokens times the tokens gives the total back, within rounding', () => {
  fc.assert(
    fc.property(range(1_000_000_000), fc.integer({ min: 1_000_000, max: 1_000_000_000_000 }), (total, tokens) => {
      const each = costPerMillionTokens(total, tokens)!
      for (const pick of picks)
        expect(Math.abs(each[pick] * (tokens / 1_000_000) - total[pick])).toBeLessThanOrEqual(
          tokens / 1_000_000 / 2 + 1,
        )
    }),
  )
})
