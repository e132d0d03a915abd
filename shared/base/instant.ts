/**
 * Moments and calendar days as text and as integers, without a clock. A moment is `2026-11-23T14:32:00Z` or with
 * milliseconds; a day is `2026-11-23` in the proleptic Gregorian calendar, years 0001 to 9999.
 */
const instantForm = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))?Z$/
const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/
const millisecondsPerDay = 86_400_000

/** Days since 1970-01-01, or null where the text is no real calendar day. */
export function dayNumber(day: string): number | null {
  const parts = dayForm.exec(day)
  if (parts === null) return null
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (year < 1 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null
  // Years start in March, so that the leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1
  const monthFromMarch = (month + 9) % 12
  return (
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    Math.floor((153 * monthFromMarch + 2) / 5) +
    date -
    719_469
  )
}

/** The day with this number of days since 1970-01-01, or null outside the years 0001 to 9999. */
export function dayOfNumber(number: number): string | null {
  if (!Number.isSafeInteger(number) || number < -719_162 || number > 2_932_896) return null
  const fromMarch = number + 719_468
  const era = Math.floor(fromMarch / 146_097)
  const dayOfEra = fromMarch - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`
}

/** The day `days` later (earlier where negative), or null where either is no real day. */
export function addDays(day: string, days: number): string | null {
  const number = dayNumber(day)
  return number === null ? null : dayOfNumber(number + days)
}

/** The same date `months` later; a date the month does not have becomes its last day. */
export function addMonths(day: string, months: number): string | null {
  if (dayNumber(day) === null || !Number.isSafeInteger(months)) return null
  const total = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(total / 12), (total % 12 + 12) % 12 + 1]
  if (year < 1 || year > 9999) return null
  const date = Math.min(Number(day.slice(8, 10)), daysInMonth(year, month))
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`
}

/** Days from one day to another, negative where the second is earlier, or null where either is no real day. */
export function daysBetween(earlier: string, later: string): number | null {
  const [from, to] = [dayNumber(earlier), dayNumber(later)]
  return from === null || to === null ? null : to - from
}

/** Milliseconds since 1970-01-01T00:00:00Z, or null where the text is no moment. Leap seconds are not accepted. */
export function instantNumber(instant: string): number | null {
  const parts = instantForm.exec(instant)
  const days = parts === null ? null : dayNumber(parts[1] ?? '')
  if (parts === null || days === null) return null
  const [hour, minute, second] = [Number(parts[2]), Number(parts[3]), Number(parts[4])]
  if (hour > 23 || minute > 59 || second > 59) return null
  return days * millisecondsPerDay + ((hour * 60 + minute) * 60 + second) * 1000 + Number(parts[5] ?? 0)
}

/** The moment with this number of milliseconds since 1970-01-01T00:00:00Z; milliseconds are written unless zero. */
export function instantOfNumber(number: number): string | null {
  const day = Number.isSafeInteger(number) ? dayOfNumber(Math.floor(number / millisecondsPerDay)) : null
  if (day === null) return null
  const rest = number - Math.floor(number / millisecondsPerDay) * millisecondsPerDay
  const seconds = Math.floor(rest / 1000)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const fraction = rest % 1000 === 0 ? '' : `.${padded(rest % 1000, 3)}`
  return `${day}T${clock.map((part) => padded(part, 2)).join(':')}${fraction}Z`
}

/** Milliseconds from one moment to another, negative where the second is earlier, or null where either is none. */
export function millisecondsBetween(earlier: string, later: string): number | null {
  const [from, to] = [instantNumber(earlier), instantNumber(later)]
  return from === null || to === null ? null : to - from
}

/** The UTC day of a moment, or null where the text is no moment. */
export function dayOfInstant(instant: string): string | null {
  return instantNumber(instant) === null ? null : instant.slice(0, 10)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
