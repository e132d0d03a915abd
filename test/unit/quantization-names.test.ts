/** Number formats that the pack describes in English are said in the reader's language; proper names stay. */
import { expect, test } from 'vitest'
import { quantizationName } from '../../shared/words/answer.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { knowledge } from '../support/knowledge.ts'

const wordIn = (language: 'en' | 'de' | 'fr') => (id: string) => say(catalogOf(language), { id, values: {} })

test('a described format speaks each language', () => {
  expect(quantizationName('FP8', knowledge, wordIn('en'))).toBe('8-bit float, one scale per tensor')
  expect(quantizationName('FP8', knowledge, wordIn('de'))).toBe('8-Bit-Gleitkomma, ein Faktor je Tensor')
  expect(quantizationName('INT8', knowledge, wordIn('fr'))).toBe('entier 8 bits')
})

test('a proper name stays as it is, and what no pack has is shown by its id', () => {
  expect(quantizationName('Q4_K_M', knowledge, wordIn('de'))).toBe('Q4_K_M')
  expect(quantizationName('unheard-of', knowledge, wordIn('de'))).toBe('unheard-of')
})

test('the English words are those of the pack', () => {
  const { quantizations } = knowledge.quantizations
  const said = quantizations.map(({ id }) => quantizationName(id, knowledge, wordIn('en')))
  expect(said).toEqual(quantizations.map(({ name }) => name))
})
