/** What is due when: reviews, evaluations, the end of acceptances and decisions, and days that law sets. */
import { byCodeUnit } from '../../domain/vocabulary.ts'
import type { Facts } from '../fields.ts'
import type { Plan } from '../plan.ts'
import type { AssuranceTables } from './entries.ts'
import type { Exit } from './exit.ts'

export type CalendarEntry = {
  readonly on: string
  readonly kind: 'review' | 'evaluation' | 'acceptance' | 'decision' | 'start' | 'end' | 'law'
  /** The task, the risk or the finding; null where the kind says all. */
  readonly about: string | null
}

/** More reviews than fit a calendar would only repeat the cadence. */
const mostReviews = 12

export function calendarOf(facts: Facts, tables: AssuranceTables, decisions: Plan['decisions'], { switching }: Exit): readonly CalendarEntry[] {
  const start = facts['system.inServiceFrom']
  const end = facts['system.endsOn']
  const entries: readonly CalendarEntry[] = [
    ...reviews(facts).map((on): CalendarEntry => ({ on, kind: 'review', about: null })),
    ...Object.values(tables.evaluations ?? {}).flatMap(({ due, task }): readonly CalendarEntry[] =>
      due === null ? [] : [{ on: due, kind: 'evaluation', about: task }],
    ),
    ...Object.entries(tables.risks ?? {}).flatMap(([id, { acceptedUntil, title, treatment }]): readonly CalendarEntry[] =>
      acceptedUntil === null || treatment !== 'accept' ? [] : [{ on: acceptedUntil, kind: 'acceptance', about: title ?? id }],
    ),
    ...Object.entries(decisions).flatMap(([id, { until }]): readonly CalendarEntry[] => (until === null ? [] : [{ on: until, kind: 'decision', about: id }])),
    ...(start === null ? [] : [{ on: start, kind: 'start', about: null } as const]),
    ...(end === null ? [] : [{ on: end, kind: 'end', about: null } as const]),
    ...(switching.applies === false ? [] : [{ on: switching.freeFrom, kind: 'law', about: null } as const]),
  ]
  return entries.toSorted((left, right) => byCodeUnit(left.on, right.on) || byCodeUnit(left.kind, right.kind) || byCodeUnit(left.about ?? '', right.about ?? ''))
}

function reviews(facts: Facts): readonly string[] {
  const first = facts['review.nextOn']
  const every = facts['review.everyMonths']
  if (first === null) return []
  if (every === null) return [first]
  const last = facts['system.endsOn'] ?? monthsAfter(facts['identity.assessedOn'] ?? first, facts['service.horizonMonths'] ?? 12)
  const days: string[] = []
  for (let step = 0; step < mostReviews; step += 1) {
    const on = monthsAfter(first, step * every)
    if (step > 0 && on > last) break
    days.push(on)
  }
  return days
}

/** The same day some months later; the last day of a shorter month. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const count = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1]
  const leap = (toYear % 4 === 0 && toYear % 100 !== 0) || toYear % 400 === 0
  const longest = toMonth === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(toMonth) ? 30 : 31
  return `${String(toYear).padStart(4, '0')}-${String(toMonth).padStart(2, '0')}-${String(Math.min(date, longest)).padStart(2, '0')}`
}
