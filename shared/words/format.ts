/**
 * Values as a reader sees them. This folder is the only one of `shared/` that may use `Intl`: nothing here is signed.
 * Base locale for English is en-GB, so that dates and numbers are written as European administrations write them.
 */
import type { MessageValue } from '../domain/vocabulary.ts'

/** The languages that Homeport speaks. */
export const languages = ['en', 'de', 'fr'] as const
export type Language = (typeof languages)[number]

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' }

/** The locale that formats a language's numbers and dates. */
export function localeOf(language: Language): string {
  return locales[language]
}

/** The language that Homeport speaks for a language tag, such as "fr-CA"; English where it speaks none of it. */
export function languageOf(tag: string): Language {
  return languages.find((language) => tag === language || tag.startsWith(`${language}-`)) ?? 'en'
}

/** Making a formatter is slow and formatting is fast, so each is made once. */
function remember<T>(make: (locale: string, options: object) => T): (locale: string, options: object) => T {
  const known = new Map<string, T>()
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(locale, options)
    known.set(key, made)
    return made
  }
}

const numbers = remember((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))
const dates = remember((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options))
const lists = remember((locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options))
const regions = remember((locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' }))
const tongues = remember((locale) => new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }))
const collators = remember((locale) => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }))

export function formatNumber(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
  return numbers(locale, options).format(value)
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const

/** Decimal units, as makers of memory cards write them: 96 000 000 000 bytes are 96 GB. One decimal below 100. */
export function formatBytes(bytes: number, locale: string): string {
  let size = bytes
  let step = 0
  while (Math.abs(size) >= 999.5 && step < byteUnits.length - 1) {
    size /= 1000
    step += 1
  }
  const maximumFractionDigits = step === 0 || Math.abs(size) >= 99.95 ? 0 : 1
  return formatNumber(size, locale, { style: 'unit', unit: byteUnits[step] ?? 'byte', maximumFractionDigits })
}

/** What speeds are counted in. */
export const speedUnits: Record<Language, string> = { en: 'tokens/s', de: 'Token/s', fr: 'jetons/s' }

/** Thousandths of a token per second. Whole tokens from 10 on: an estimate has no more digits than that. */
export function formatSpeed(milliTokensPerSecond: number, locale: string): string {
  return `${formatSpeedFigure(milliTokensPerSecond, locale)} ${speedUnits[languageOf(locale)]}`
}

/** The same without its unit, for marks and cells whose unit stands beside them. */
export function formatSpeedFigure(milliTokensPerSecond: number, locale: string): string {
  const speed = milliTokensPerSecond / 1000
  return formatNumber(speed, locale, { maximumFractionDigits: Math.abs(speed) < 9.95 ? 1 : 0 })
}

/** Thousandths of a second, in the unit that reads best. */
export function formatDuration(milliseconds: number, locale: string): string {
  const size = Math.abs(milliseconds)
  const unit = (name: string, value: number, digits: number): string =>
    formatNumber(value, locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits })
  if (size < 1000) return unit('millisecond', milliseconds, 0)
  if (size < 120_000) return unit('second', milliseconds / 1000, size < 10_000 ? 1 : 0)
  if (size < 7_200_000) return unit('minute', milliseconds / 60_000, 0)
  return unit('hour', milliseconds / 3_600_000, 1)
}

/** Hundredths of a unit of the currency. Hundredths are shown below 1 000, unless there are none. */
export function formatMoney(cents: number, currency: string, locale: string): string {
  const whole = cents % 100 === 0 || Math.abs(cents) >= 1000_00
  const digits = whole ? 0 : 2
  const shape = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  try {
    return formatNumber(cents / 100, locale, { style: 'currency', currency, ...shape })
  } catch {
    return `${currency} ${formatNumber(cents / 100, locale, shape)}`
  }
}

/**
 * Money for the marks of a chart, hundredths of a unit of the currency: short where the language shortens the size ("€15K",
 * "1,56 Mio. €"), in whole units where it does not ("14.250 €"). `signed` shows a plus too.
 */
export function formatMoneyShort(cents: number, currency: string, locale: string, signed = false): string {
  const sign: Intl.NumberFormatOptions = signed ? { signDisplay: 'exceptZero' } : {}
  const shape: Intl.NumberFormatOptions = { style: 'currency', currency, minimumFractionDigits: 0, ...sign }
  const digits = Math.abs(cents) >= 1_000_000_00 ? 2 : 1
  const short = numbers(locale, { ...shape, notation: 'compact', maximumFractionDigits: digits })
  const isShort = short.formatToParts(cents / 100).some(({ type }) => type === 'compact')
  return isShort ? short.format(cents / 100) : formatNumber(cents / 100, locale, { ...shape, maximumFractionDigits: 0 })
}

/** Hundredths of a percent. */
export function formatShare(basisPoints: number, locale: string): string {
  return formatNumber(basisPoints / 10_000, locale, { style: 'percent', maximumFractionDigits: 2 })
}

export type DayLength = 'long' | 'medium' | 'month' | 'year'

const dayShapes: Record<DayLength, Intl.DateTimeFormatOptions> = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
}

/** A calendar day, YYYY-MM-DD, or a month, YYYY-MM. Anything else is shown as it is: sources write "2025" or "March 2025" too. */
export function formatDay(day: string, locale: string, length: DayLength = 'medium'): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(day)) return dates(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(`${day}-01T00:00:00Z`))
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return day
  const time = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(time)) return day
  const shown = dates(locale, { ...dayShapes[length], timeZone: 'UTC' }).format(time)
  return firstOfMonth(shown, locale)
}

/** French writes the first of a month as an ordinal; its locale data do not. */
function firstOfMonth(day: string, locale: string): string {
  return locale.startsWith('fr') ? day.replace(/^1 /, '1er ') : day
}

/** A moment in UTC, shown in the reader's time zone. */
export function formatInstant(instant: string, locale: string, shape: 'time' | 'day' | 'full' = 'full'): string {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return instant
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
  const options = shape === 'time' ? clock : shape === 'day' ? dayShapes.medium : { ...dayShapes.medium, ...clock }
  return firstOfMonth(dates(locale, options).format(time), locale)
}

/** Codes of the jurisdictions pack that are no countries. */
const specialPlaces: Record<Language, Readonly<Record<string, string>>> = {
  en: { XX: 'country not known', NATO: 'NATO', INT: 'international organization', EU: 'European Union' },
  de: { XX: 'Staat nicht bekannt', NATO: 'NATO', INT: 'internationale Organisation', EU: 'Europäische Union' },
  fr: { XX: 'pays non connu', NATO: 'OTAN', INT: 'organisation internationale', EU: 'Union européenne' },
}

/** ISO 3166-1 alpha-2 or a special code of the jurisdictions pack; a code without a name is shown as it is. */
export function formatCountry(code: string, locale: string): string {
  const special = specialPlaces[languageOf(locale)][code]
  if (special !== undefined) return special
  const region = code === 'UK' ? 'GB' : code
  return /^[A-Z]{2}$/.test(region) ? (regions(locale, {}).of(region) ?? code) : code
}

/** ISO 639 language code. */
export function formatLanguage(code: string, locale: string): string {
  return /^[a-z]{2,3}$/.test(code) ? (tongues(locale, {}).of(code) ?? code) : code
}

/** A number and its unit, and a day with its month and year: parted at the end of a line, neither reads as one thing. */
const together = /(?<=\d) (?=(?:[kKMGTP]?B|[kKMGT]?W|[kMGT]?Wh|GB\/s|Gbit\/s|kg|t|ms|secs?|mins?|hrs?|Sek\.|Min\.|Std\.|s|h|min|octets?|bytes?|Bytes?|[KkMGTP]o|tokens\/s|Token\/s|jetons\/s|tokens?|Tokens?|jetons?|days?|Tage?n?|jours?|months?|Monaten?|Monate|mois|%)(?![\p{L}\p{N}]))|(?<=kg) (?=CO₂e)/gu
const dayInWords = /\b(\d{1,2}(?:\.|er)?) (\p{L}{3,9}\.?) (?=\d{4}\b)/gu

/** The same text, in which a line does not end between a number and its unit, nor inside a date. For the screen only. */
export function keepTogether(text: string): string {
  return text.replaceAll(together, '\u00A0').replaceAll(dayInWords, '$1\u00A0$2\u00A0')
}

export type Marks = { readonly colon: string; readonly semicolon: string }

/** Marks that stand between words of two tables. French sets them off by a narrow no-break space. */
export function marksOf(locale: string): Marks {
  const before = languageOf(locale) === 'fr' ? '\u202F' : ''
  return { colon: `${before}:`, semicolon: `${before};` }
}

export function formatList(items: readonly string[], locale: string, type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return lists(locale, { type }).format(items)
}

/**
 * The number a reader typed, or null. Groups of digits may be parted as their language parts them; "1.5" in German is
 * refused, not read as 15: a wrong number is worse than a question.
 */
export function parseNumber(text: string, locale: string): number | null {
  const parts = numbers(locale, { useGrouping: true }).formatToParts(-12345.6)
  const sign = (type: string, otherwise: string): string => parts.find((part) => part.type === type)?.value ?? otherwise
  const group = sign('group', ',')
  const decimal = sign('decimal', '.')
  const typed = text.trim().replaceAll(/[\s\u00A0\u202F'\u2019]/g, '').replace('\u2212', '-')
  const [whole = '', fraction, ...more] = typed.split(decimal)
  if (more.length > 0) return null
  const [head = '', ...groups] = whole.split(group)
  if (groups.some((digits) => !/^\d{3}$/.test(digits))) return null
  if (!/^-?\d+$/.test(head) || (groups.length > 0 && head.replace('-', '').length > 3)) return null
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return null
  const value = Number(`${head}${groups.join('')}${fraction === undefined ? '' : `.${fraction}`}`)
  return Number.isFinite(value) ? value : null
}

/** Order for readers: by the rules of their language, digits as numbers. Never for anything that is signed. */
export function forReaders(locale: string): (left: string, right: string) => number {
  const collator = collators(locale, {})
  return (left, right) => collator.compare(left, right)
}

function nameInLocale({ name, de, fr }: { readonly name: string; readonly de?: string | undefined; readonly fr?: string | undefined }, locale: string): string {
  return (locale.startsWith('de') ? de : locale.startsWith('fr') ? fr : undefined) ?? name
}

/** A value of a message. `term` gives the words of a term's id. */
export function formatValue(value: MessageValue, locale: string, term: (id: string) => string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return formatNumber(value, locale)
  if ('term' in value) return term(value.term)
  if ('bytes' in value) return formatBytes(value.bytes, locale)
  if ('milliTokensPerSecond' in value) return formatSpeed(value.milliTokensPerSecond, locale)
  if ('milliseconds' in value) return formatDuration(value.milliseconds, locale)
  if ('cents' in value) return formatMoney(value.cents, value.currency, locale)
  if ('basisPoints' in value) return formatShare(value.basisPoints, locale)
  if ('day' in value) return formatDay(value.day, locale)
  if ('country' in value) return formatCountry(value.country, locale)
  if ('language' in value) return formatLanguage(value.language, locale)
  if ('name' in value) return nameInLocale(value, locale)
  if ('list' in value) return formatList(value.list, locale)
  if ('terms' in value) return formatList(value.terms.map(term), locale)
  return formatList(
    value.countries.map((code) => formatCountry(code, locale)),
    locale,
  )
}
