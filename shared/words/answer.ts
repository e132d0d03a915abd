/** An answer as a reader sees it: with its unit, in their language, with the names of what it points to. */
import type { MessageValue } from '../domain/vocabulary.ts'
import { entriesOf } from '../plan/entries.ts'
import type { EntryPack, FieldSpec, Unit } from '../plan/field.ts'
import { fields, type FieldId } from '../plan/fields.ts'
import type { Knowledge } from '../plan/knowledge.ts'
import { formatCountry, formatDay, formatLanguage, formatList, formatNumber, formatValue } from './format.ts'

/** What is needed to say words; `word` shows an id that has none as it is. */
export type AnswerSpeech = {
  readonly locale: string
  readonly word: (id: string, values?: Readonly<Record<string, MessageValue>>) => string
}

/** The text of a field's value; null is "not known". A value of an older form is shown as it was written. */
export function answerText(id: FieldId, value: unknown, knowledge: Knowledge, speech: AnswerSpeech): string {
  if (value === null) return speech.word('report.notKnown')
  const spec: FieldSpec = fields[id]
  if (typeof value === 'boolean') return speech.word(value ? 'report.yes' : 'report.no')
  if (typeof value === 'number') return numberText(value, spec.kind === 'number' ? spec.unit : 'count', speech)
  if (typeof value === 'string') return singleText(id, spec, value, knowledge, speech)
  if (Array.isArray(value))
    return formatList(
      value.map((item: unknown) => singleText(id, spec, String(item), knowledge, speech)),
      speech.locale,
    )
  return JSON.stringify(value)
}

function singleText(id: FieldId, spec: FieldSpec, value: string, knowledge: Knowledge, speech: AnswerSpeech): string {
  switch (spec.kind) {
    case 'choice':
    case 'choices':
      return speech.word(`field.${id}.option.${value}`)
    case 'country':
    case 'countries':
      return formatCountry(value, speech.locale)
    case 'languages':
      return formatLanguage(value, speech.locale)
    case 'day':
      return formatDay(value, speech.locale, 'long')
    case 'entry':
      if (spec.pack === 'providers') return providerName(value, knowledge, speech.word)
      return spec.pack === 'quantizations' ? quantizationName(value, knowledge, speech.word) : entryName(spec.pack, value, knowledge)
    case 'text':
    case 'number':
    case 'yes-no':
      return value
  }
}

/** A provider's own name; of a common way of hosting, which is nobody's name, our words for it. */
export function providerName(id: string, knowledge: Knowledge, word: (id: string) => string): string {
  const own = `provider.${id}`
  const said = word(own)
  return said === own ? entryName('providers', id, knowledge) : said
}

/** A number format in our words where the pack describes it in English; proper names such as Q4_K_M stay. */
export function quantizationName(id: string, knowledge: Knowledge, word: (id: string) => string): string {
  const own = `quantization.${id}`
  const said = word(own)
  return said === own ? entryName('quantizations', id, knowledge) : said
}

/** The name of a pack's entry; its id when the pack does not have it. */
export function entryName(pack: EntryPack, id: string, knowledge: Knowledge): string {
  return entriesOf(pack, knowledge).find((entry) => entry.id === id)?.name ?? id
}

/** A number with its unit. Money of plans has no currency of its own here: the currency is a field. */
export function numberText(value: number, unit: Unit, speech: AnswerSpeech): string {
  switch (unit) {
    case 'milli-tokens-per-second':
      return formatValue({ milliTokensPerSecond: value }, speech.locale, speech.word)
    case 'milliseconds':
      return formatValue({ milliseconds: value }, speech.locale, speech.word)
    case 'bytes':
      return formatValue({ bytes: value }, speech.locale, speech.word)
    case 'basis-points':
      return formatValue({ basisPoints: value }, speech.locale, speech.word)
    case 'exchange-rate':
      return formatNumber(value / 10_000, speech.locale, { maximumFractionDigits: 4 })
    case 'cents':
    case 'cents-per-kilowatt-hour':
    case 'cents-per-million-tokens':
      return formatNumber(value / 100, speech.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    default:
      return formatNumber(value, speech.locale)
  }
}
