/** How numbers of the plan are typed and shown in forms: stored whole numbers, shown in the unit people think in. */
import type { Unit } from '../plan/field.ts'

export type UnitShape = {
  /** Stored value = shown value × factor. */
  readonly factor: number
  /** Most digits after the decimal mark. */
  readonly digits: number
}

const plain: UnitShape = { factor: 1, digits: 0 }
const hundredths: UnitShape = { factor: 100, digits: 2 }
const thousandths: UnitShape = { factor: 1000, digits: 3 }

const shapes: Record<Unit, UnitShape> = {
  count: plain,
  people: plain,
  tokens: plain,
  'milli-tokens-per-second': thousandths,
  milliseconds: thousandths,
  bytes: { factor: 1_000_000_000, digits: 3 },
  months: plain,
  years: plain,
  days: plain,
  'hours-per-week': plain,
  watts: plain,
  cents: hundredths,
  'cents-per-kilowatt-hour': hundredths,
  'cents-per-million-tokens': hundredths,
  'basis-points': hundredths,
  'exchange-rate': { factor: 10_000, digits: 4 },
  level: plain,
}

export function unitShape(unit: Unit): UnitShape {
  return shapes[unit]
}

/** What is stored for a shown value: 12.34 € are 1234. A digit more than the unit has is refused with null. */
export function toStored(shown: number, unit: Unit): number | null {
  const { factor } = shapes[unit]
  const stored = Math.round(shown * factor)
  return Number.isSafeInteger(stored) && Math.abs(stored / factor - shown) < 1e-9 * Math.max(1, Math.abs(shown)) ? stored : null
}

export function toShown(stored: number, unit: Unit): number {
  return stored / shapes[unit].factor
}
