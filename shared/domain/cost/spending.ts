/** What was spent up to each month: the picture of when owning pays. Whole cents. */
import type { CostItem, CostTotal, Range } from './cost.ts'
import { sum } from './cost.ts'

/** All that was paid up to the end of a month, from month 0, the day of the start. */
export type Spending = Range & { readonly month: number }

/**
 * Payments at the start count from month 0, yearly ones in equal months, those at the end in the last month, when the
 * residual value comes back. Null while a part is not known: half a curve would mislead.
 */
export function spendingOf(cost: CostTotal): readonly Spending[] | null {
  if (cost.total === null) return null
  const parts = (timing: CostItem['timing']): Range =>
    sum(cost.parts.flatMap((part) => (part.timing === timing && part.cents !== null ? [part.cents] : [])))
  const residual = sum(cost.parts.flatMap((part) => (part.residualCents === null ? [] : [part.residualCents])))
  const [start, yearly] = [parts('start'), parts('yearly')]
  const { total, horizonMonths } = cost
  return Array.from({ length: horizonMonths + 1 }, (_, month): Spending => {
    const at = (end: keyof Range): number =>
      month === horizonMonths ? total[end] : start[end] + residual[end] + Math.floor((yearly[end] * month) / horizonMonths + 0.5)
    return { month, low: at('low'), likely: at('likely'), high: at('high') }
  })
}

/** Spending that grows evenly to a total over so many months, as what is paid by use does. */
export function evenSpending(total: Range, months: number): readonly Spending[] {
  return Array.from({ length: months + 1 }, (_, month): Spending => {
    const at = (end: keyof Range): number => Math.floor((total[end] * month) / months + 0.5)
    return { month, low: at('low'), likely: at('likely'), high: at('high') }
  })
}
