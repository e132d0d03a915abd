import { describe, expect, test } from 'vitest'
import {
  formatBytes,
  formatCountry,
  formatDay,
  formatDuration,
  formatLanguage,
  formatMoney,
  formatMoneyShort,
  formatShare,
  formatSpeed,
  keepTogether,
  languageOf,
  marksOf,
  parseNumber,
} from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'

/** Intl puts no-break spaces between a figure and its unit. */
const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ')

test('a German unit that ends in a dot ends its sentence with it', () => {
  const spread = (high: number) => say(catalogOf('de'), { id: 'capacity.firstTokenIs', values: { likely: { milliseconds: 242 }, low: { milliseconds: 95 }, high: { milliseconds: high } } })
  expect(plain(spread(1100))).toMatch(/bis 1,1 Sek\.$/)
  expect(plain(spread(912))).toMatch(/bis 912 ms\.$/)
})

describe('what stays on one line', () => {
  // A middle dot stands for the no-break space, so that it can be seen.
  const shown = (text: string) => keepTogether(text).replaceAll('\u00A0', '·')
  test.each([
    ['38.8 GB of 85 GB', '38.8·GB of 85·GB'],
    ['wahrscheinlich 2,1 Sek. bis 4,4 Sek.', 'wahrscheinlich 2,1·Sek. bis 4,4·Sek.'],
    ['likely 18 tokens/s to 91 tokens/s', 'likely 18·tokens/s to 91·tokens/s'],
    ['9,707 kg CO₂e', '9,707·kg·CO₂e'],
    ['2.400 W bis 4.800 W', '2.400·W bis 4.800·W'],
    ['Until 1 Feb 2027.', 'Until 1·Feb·2027.'],
    ['Bis 30. Juni 2027.', 'Bis 30.·Juni·2027.'],
    ['le 1er févr. 2027', 'le 1er·févr.·2027'],
    ['0 Tage bis 375 Tage', '0·Tage bis 375·Tage'],
    // Words that begin as a unit does are none.
    ['2 times 3 sheets, 4 Bayern', '2 times 3 sheets, 4 Bayern'],
    ['16 of 48 criteria', '16 of 48 criteria'],
  ])('%s', (text, kept) => {
    expect(shown(text)).toBe(kept)
    expect(keepTogether(keepTogether(text))).toBe(keepTogether(text))
  })
})

describe('values', () => {
  test.each([
    [24_000_000_000, '24 GB', '24 GB'],
    [39_321_600_000, '39.3 GB', '39,3 GB'],
    [999, '999 byte', '999 Byte'],
    [999_600, '1 MB', '1 MB'],
    [153_700_000_000, '154 GB', '154 GB'],
    [1_540_000_000_000, '1.5 TB', '1,5 TB'],
  ])('%i bytes', (bytes, en, de) => {
    expect(plain(formatBytes(bytes, 'en-GB'))).toBe(en)
    expect(plain(formatBytes(bytes, 'de-DE'))).toBe(de)
  })

  test('speed has a decimal only where it means something', () => {
    expect(formatSpeed(16_380, 'en-GB')).toBe('16 tokens/s')
    expect(formatSpeed(9_440, 'de-DE')).toBe('9,4 Token/s')
    expect(formatSpeed(9_440, 'fr-FR')).toBe('9,4 jetons/s')
  })

  test('money shows hundredths only where there are some and the sum is small', () => {
    expect(formatMoney(214_000_00, 'EUR', 'en-GB')).toBe('€214,000')
    expect(plain(formatMoney(214_000_00, 'EUR', 'de-DE'))).toBe('214.000 €')
    expect(formatMoney(12_34, 'EUR', 'en-GB')).toBe('€12.34')
    expect(formatMoney(5, 'not a currency', 'en-GB')).toBe('not a currency 0.05')
  })

  test('writes money short for charts: never a lone decimal zero, whole units where the language has no short form', () => {
    expect(formatMoneyShort(0, 'EUR', 'en-GB')).toBe('€0')
    expect(formatMoneyShort(500_000_00, 'EUR', 'en-GB')).toBe('€500k')
    expect(formatMoneyShort(1_560_516_00, 'EUR', 'en-GB')).toBe('€1.56m')
    // German has no short form of thousands.
    expect(plain(formatMoneyShort(4727_40, 'EUR', 'de-DE'))).toBe('4.727 €')
    expect(plain(formatMoneyShort(4727_40, 'EUR', 'de-DE', true))).toBe('+4.727 €')
    expect(plain(formatMoneyShort(-1_560_516_00, 'EUR', 'de-DE', true))).toBe('-1,56 Mio. €')
    expect(plain(formatMoneyShort(14_250_00, 'EUR', 'fr-FR'))).toBe('14,3 k €')
  })

  test('time and shares', () => {
    expect(plain(formatDuration(350, 'en-GB'))).toBe('350 ms')
    expect(plain(formatDuration(1500, 'de-DE'))).toBe('1,5 Sek.')
    expect(formatShare(9950, 'en-GB')).toBe('99.5%')
  })

  test('a day is never moved by a time zone, and text that is no day stays', () => {
    expect(formatDay('2026-11-02', 'en-GB')).toBe('2 Nov 2026')
    expect(formatDay('2026-01-01', 'de-DE', 'long')).toBe('1. Januar 2026')
    expect(formatDay('2026-01-01', 'fr-FR', 'long')).toBe('1er janvier 2026')
    expect(formatDay('2026-01-21', 'fr-FR', 'long')).toBe('21 janvier 2026')
    expect(formatDay('March 2025', 'en-GB')).toBe('March 2025')
  })

  test('names of places and languages', () => {
    expect(formatCountry('DE', 'en-GB')).toBe('Germany')
    expect(formatCountry('UK', 'de-DE')).toBe('Vereinigtes Königreich')
    expect(formatCountry('XX', 'en-GB')).toBe('country not known')
    expect(formatLanguage('de', 'de-DE')).toBe('Deutsch')
    expect(formatCountry('NATO', 'fr-FR')).toBe('OTAN')
    expect(formatLanguage('de', 'fr-FR')).toBe('allemand')
  })
})

describe('a typed number', () => {
  test.each([
    ['1,250.5', 'en-GB', 1250.5],
    ['1.250,5', 'de-DE', 1250.5],
    ['1250', 'de-DE', 1250],
    ['1 250,5', 'fr-FR', 1250.5],
    ['1\u202F250', 'fr-FR', 1250],
    ['1 250', 'en-GB', 1250],
    ['-3', 'en-GB', -3],
    ['0.25', 'en-GB', 0.25],
  ])('%s in %s', (text, locale, value) => {
    expect(parseNumber(text, locale)).toBe(value)
  })

  test.each([
    ['1.5', 'de-DE'],
    ['1.5', 'fr-FR'],
    ['1,5', 'en-GB'],
    ['12,34', 'en-GB'],
    ['1234,567', 'en-GB'],
    ['1,2,3', 'de-DE'],
    ['', 'en-GB'],
    ['four', 'en-GB'],
    ['.5', 'en-GB'],
    ['1e5', 'en-GB'],
  ])('%s in %s is refused, not guessed', (text, locale) => {
    expect(parseNumber(text, locale)).toBeNull()
  })
})

test('only French parts a colon from the word before it', () => {
  expect([marksOf('en-GB'), marksOf('de-DE'), marksOf('fr-FR')].map((marks) => marks.colon)).toEqual([':', ':', '\u202F:'])
})

test.each([
  ['fr', 'fr'],
  ['fr-CA', 'fr'],
  ['de-AT', 'de'],
  ['fry', 'en'],
  ['es', 'en'],
  ['', 'en'],
])('who has the system in "%s" reads %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language)
})

describe('say', () => {
  test('shows a value formatted and chooses the plural by the value itself', () => {
    const message = { id: 'chart.atPeople', values: { speed: { milliTokensPerSecond: 16_000 }, people: 1 } }
    expect(say(catalogOf('en'), message)).toBe('16 tokens/s at 1 person')
    expect(say(catalogOf('de'), { ...message, values: { ...message.values, people: 1200 } })).toBe(
      '16 Token/s bei 1.200 Personen',
    )
  })

  test('French counts none as one', () => {
    const found = (count: number) => say(catalogOf('fr'), { id: 'level.advisoryCount', values: { count } })
    expect([found(0), found(1), found(2)]).toEqual(['0 avertissement', '1 avertissement', '2 avertissements'])
  })

  test('a term is said in the language of the sentence', () => {
    const message = { id: 'answer.remove', values: { what: { term: 'stage.model' } } }
    expect(say(catalogOf('de'), message)).toBe('Modell entfernen')
  })

  test('an id without words is shown, not hidden', () => {
    expect(say(catalogOf('en'), { id: 'no.such.word', values: {} })).toBe('no.such.word')
  })
})
