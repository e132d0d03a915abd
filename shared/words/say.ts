/**
 * From a message to a sentence. The texts are in ICU message format: `{name}` shows a value formatted for the reader,
 * `{count, plural, one {# card} other {# cards}}` chooses by it.
 */
import { setupI18n, type I18n, type Messages } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Message, MessageValue } from '../domain/vocabulary.ts'
import { formatValue, languageOf, localeOf, type Language } from './format.ts'
import { words } from './tables.ts'

/** The name under which a value's formatted text is handed over, beside the value itself. */
const shown = (name: string): string => `${name} shown`

type Compiled = ReturnType<typeof compileMessage>

/** `{name}` takes the formatted text; plural and select take the value itself. */
function showPlaceholders(tokens: Compiled): Compiled {
  return tokens.map((token) => {
    if (typeof token === 'string') return token
    const [name, type, format] = token
    if (type === undefined) return [shown(name)]
    return isChoices(format) ? [name, type, mapChoices(format)] : token
  })
}

function isChoices(format: unknown): format is Readonly<Record<string, Compiled | number | undefined>> {
  return typeof format === 'object' && format !== null && 'other' in format
}

function mapChoices(choices: Readonly<Record<string, Compiled | number | undefined>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(choices).map(([key, value]) => [key, Array.isArray(value) ? showPlaceholders(value) : value]),
  )
}

const compiled = new Map<string, Compiled>()

/** Compiles a text the first time that it is said. */
function compileOnce(text: string): Compiled {
  const known = compiled.get(text)
  if (known !== undefined) return known
  const made = showPlaceholders(compileMessage(text))
  compiled.set(text, made)
  return made
}

const catalogs = new Map<Language, I18n>()

/** The catalog of a language: the word tables, ready to be said. Further compiled messages may be loaded into it. */
export function catalogOf(language: Language): I18n {
  const known = catalogs.get(language)
  if (known !== undefined) return known
  const messages: Messages = { ...words[language] }
  const made = setupI18n({ locale: language, locales: localeOf(language), messages: { [language]: messages } })
  made.setMessagesCompiler(compileOnce)
  catalogs.set(language, made)
  return made
}

/** The sentence of a message in a catalog's language. An id without words is shown as it is, so that it is noticed. */
export function say(catalog: I18n, message: Message): string {
  const locale = localeOf(languageOf(catalog.locale))
  const term = (id: string): string => catalog._(id)
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(message.values)) {
    values[name] = choosing(value)
    values[shown(name)] = formatValue(value, locale, term)
  }
  return catalog._(message.id, values).replaceAll(twoDots, '$1.')
}

/** A German unit that ends in a dot ends its sentence with it. */
const twoDots = /\b(Sek|Min|Std)\.\.(?!\.)/g

/** What plural and select choose by. */
function choosing(value: MessageValue): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value
  if ('term' in value) return value.term
  if ('name' in value) return value.name
  if ('list' in value) return value.list.length
  if ('terms' in value) return value.terms.length
  if ('countries' in value) return value.countries.length
  if ('country' in value) return value.country
  if ('language' in value) return value.language
  if ('day' in value) return value.day
  if ('bytes' in value) return value.bytes
  if ('cents' in value) return value.cents
  if ('basisPoints' in value) return value.basisPoints
  if ('milliseconds' in value) return value.milliseconds
  return value.milliTokensPerSecond
}
