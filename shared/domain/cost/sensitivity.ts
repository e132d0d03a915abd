/**
 * What matters most: each input of the total is moved from the low to the high end of its range while all others stay at
 * their likely value. The wider the total moves, the more it pays to know that input better.
 */
import { byCodeUnit } from '../vocabulary.ts'
import { exactly, totalCost, type CostItem, type CostTerms } from './cost.ts'

/** One input and what it does to the total. Whole cents of the plan's currency. */
export type Swing = {
  /** The part of the cost that the input belongs to. */
  readonly part: string
  readonly input: 'quantity' | 'price'
  /** The total with this input at its low and at its high end. */
  readonly low: number
  readonly high: number
}

export type Sensitivity = {
  /** The total with every input at its likely value; of the known parts where some are not known. */
  readonly likely: number
  /** Inputs with a range, the one that moves the total most first. */
  readonly swings: readonly Swing[]
}

export function sensitivityOf(items: readonly CostItem[], terms: CostTerms): Sensitivity {
  const likely = totalOf(items, terms)
  const swings = items.flatMap((item): readonly Swing[] => {
    const at = (input: Swing['input'], end: 'low' | 'high'): number =>
      totalOf(items.map((other) => (other === item ? movedTo(item, input, end) : other)), terms)
    return (['quantity', 'price'] as const).flatMap((input): readonly Swing[] => {
      const range = input === 'quantity' ? item.quantity : (item.price?.micros ?? null)
      if (range === null || range.low === range.high) return []
      const swing = { part: item.id, input, low: at(input, 'low'), high: at(input, 'high') }
      return swing.low === swing.high ? [] : [swing]
    })
  })
  return { likely, swings: swings.toSorted((left, right) => width(right) - width(left) || byCodeUnit(keyOf(left), keyOf(right))) }
}

/** The likely total of the parts that are known. */
function totalOf(items: readonly CostItem[], terms: CostTerms): number {
  return totalCost(items, terms).known.likely
}

/** The item with one input at one end of its range. */
function movedTo(item: CostItem, input: Swing['input'], end: 'low' | 'high'): CostItem {
  if (input === 'quantity') return item.quantity === null ? item : { ...item, quantity: exactly(item.quantity[end]) }
  return item.price === null ? item : { ...item, price: { ...item.price, micros: exactly(item.price.micros[end]) } }
}

function width(swing: Swing): number {
  return Math.abs(swing.high - swing.low)
}

function keyOf(swing: Swing): string {
  return `${swing.part} ${swing.input}`
}
