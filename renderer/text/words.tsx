/**
 * The reader's language in the page: words, numbers, dates. Components ask `useText()`; nobody else formats anything.
 * Lingui's own macros find the same catalog through its provider.
 */
import { I18nProvider } from '@lingui/react'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { I18nProvider as AriaI18nProvider } from 'react-aria-components'
import type { Message, MessageValue } from '../../shared/domain/vocabulary.ts'
import {
  formatBytes,
  formatCountry,
  formatDay,
  formatDuration,
  formatInstant,
  formatLanguage,
  formatList,
  formatMoney,
  formatMoneyShort,
  formatNumber,
  formatShare,
  formatSpeed,
  formatSpeedFigure,
  forReaders,
  keepTogether,
  localeOf,
  marksOf,
  speedUnits,
  type DayLength,
  type Language,
  type Marks,
} from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import type { WordId } from '../../shared/words/tables.ts'

export type Text = Marks & {
  readonly language: Language
  /** The BCP 47 tag that formats numbers and dates. */
  readonly locale: string
  /** The sentence of an engine's message. */
  readonly say: (message: Message) => string
  /** A word of the tables. */
  readonly word: (id: WordId, values?: Readonly<Record<string, MessageValue>>) => string
  /** A word whose id is made of parts, such as a field's label; `otherwise` (or the id) if there is none. */
  readonly wordOr: (id: string, otherwise?: string) => string
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string
  readonly bytes: (bytes: number) => string
  readonly speed: (milliTokensPerSecond: number) => string
  /** The same without its unit. */
  readonly speedFigure: (milliTokensPerSecond: number) => string
  /** What `speed` counts in, for the head of a column. */
  readonly speedUnit: string
  readonly duration: (milliseconds: number) => string
  readonly money: (cents: number, currency: string) => string
  /** For the marks of a chart. `signed`: with a plus too. */
  readonly moneyShort: (cents: number, currency: string, signed?: boolean) => string
  readonly share: (basisPoints: number) => string
  readonly day: (day: string, length?: DayLength) => string
  readonly instant: (instant: string, shape?: 'time' | 'day' | 'full') => string
  readonly country: (code: string) => string
  readonly languageName: (code: string) => string
  readonly list: (items: readonly string[], type?: 'conjunction' | 'disjunction') => string
  /** Order for readers. */
  readonly compare: (left: string, right: string) => number
}

/** Everything that turns values into text in one language. */
export function textOf(language: Language): Text {
  const locale = localeOf(language)
  const catalog = catalogOf(language)
  return {
    ...marksOf(locale),
    language,
    locale,
    say: (message) => keepTogether(say(catalog, message)),
    word: (id, values = {}) => keepTogether(say(catalog, { id, values: { ...values } })),
    wordOr: (id, otherwise = id) => (Object.hasOwn(catalog.messages, id) ? say(catalog, { id, values: {} }) : otherwise),
    number: (value, options) => formatNumber(value, locale, options),
    bytes: (bytes) => keepTogether(formatBytes(bytes, locale)),
    speed: (value) => keepTogether(formatSpeed(value, locale)),
    speedFigure: (value) => formatSpeedFigure(value, locale),
    speedUnit: speedUnits[language],
    duration: (value) => keepTogether(formatDuration(value, locale)),
    money: (cents, currency) => formatMoney(cents, currency, locale),
    moneyShort: (cents, currency, signed) => formatMoneyShort(cents, currency, locale, signed),
    share: (value) => formatShare(value, locale),
    day: (day, length) => keepTogether(formatDay(day, locale, length)),
    instant: (instant, shape) => keepTogether(formatInstant(instant, locale, shape)),
    country: (code) => formatCountry(code, locale),
    languageName: (code) => formatLanguage(code, locale),
    list: (items, type) => formatList(items, locale, type),
    compare: forReaders(locale),
  }
}

const TextContext = createContext<Text | null>(null)

export function WordsProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const text = useMemo(() => textOf(language), [language])
  return (
    <I18nProvider i18n={catalogOf(language)}>
      <AriaI18nProvider locale={text.locale}>
        <TextContext value={text}>{children}</TextContext>
      </AriaI18nProvider>
    </I18nProvider>
  )
}

export function useText(): Text {
  const text = useContext(TextContext)
  if (text === null) throw new Error('useText needs a WordsProvider above it')
  return text
}
