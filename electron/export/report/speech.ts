/** How the report says things: words, days, moments and quotations, all in the report's language. */
import type { Message } from '../../../shared/domain/vocabulary.ts'
import { formatDay, keepTogether, localeOf, marksOf, type DayLength, type Language, type Marks } from '../../../shared/words/format.ts'
import { catalogOf, say } from '../../../shared/words/say.ts'
import { html, type HtmlPart, type Markup } from '../html.ts'

export type Speech = Marks & {
  readonly say: (message: Message) => string
  readonly word: (id: string, values?: Message['values']) => string
  readonly locale: string
  readonly language: Language
}

export function speechOf(language: Language): Speech {
  const catalog = catalogOf(language)
  return {
    ...marksOf(localeOf(language)),
    say: (text) => say(catalog, text),
    word: (id, values = {}) => say(catalog, { id, values }),
    locale: localeOf(language),
    language,
  }
}

/** The same, with no line that ends between a number and its unit. Not for files whose text is worked with, such as CSV. */
export function onPaper(speech: Speech): Speech {
  return {
    ...speech,
    say: (text) => keepTogether(speech.say(text)),
    word: (id, values) => keepTogether(speech.word(id, values)),
  }
}

/** Language of the texts that the reference data quotes. */
const quoted = 'en'

/** A text quoted from the reference data: marked as English, so that a screen reader says it right. */
export function quote(text: string, speech: Speech): Markup {
  return inLanguage(text, quoted, speech)
}

/** A text in a language of its own, kept from changing the direction of what stands around it. */
export function inLanguage(text: string, language: string, speech: Speech): Markup {
  return language === speech.language ? html`<bdi>${text}</bdi>` : html`<bdi lang="${language}">${text}</bdi>`
}

/** A calendar day, or a dash where there is none. */
export function dayText(day: string | null | undefined, speech: Speech, length: DayLength = 'long'): string {
  return day === null || day === undefined ? '–' : formatDay(day, speech.locale, length)
}

/** A moment in UTC and said so: the report is the same on every machine. */
export function momentText(instant: string, speech: Speech): string {
  return `${formatDay(instant.slice(0, 10), speech.locale, 'long')}, ${instant.slice(11, 16)} UTC`
}

/** Parts with something between them. */
export function joined(parts: readonly HtmlPart[], between: string): HtmlPart {
  return parts.map((part, index) => (index === 0 ? part : html`${between}${part}`))
}
