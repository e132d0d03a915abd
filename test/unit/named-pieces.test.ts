/** Known names in sentences: found whole, longest first, and nothing else changes. */
import { describe, expect, test } from 'vitest'
import { splitAt, type Named } from '../../shared/base/named-pieces.ts'

const word = (name: string, id = name): Named => ({ id, name, exact: false })
const id = (name: string): Named => ({ id: name, name, exact: true })

/** A sentence with its names in brackets. */
function marked(named: readonly Named[], sentence: string): string {
  return splitAt(named)(sentence).map((piece) => (piece.id === null ? piece.text : `[${piece.id}]`)).join('')
}

describe('names in a sentence', () => {
  test('are found at both ends, beside each other and before punctuation', () => {
    const named = [word('FISA', 'f'), word('CLOUD Act', 'c')]
    expect(marked(named, 'FISA and CLOUD Act')).toBe('[f] and [c]')
    expect(marked(named, 'FISA, CLOUD Act; “FISA”.')).toBe('[f], [c]; “[f]”.')
    expect(splitAt(named)('FISA')).toEqual([{ text: 'FISA', id: 'f' }])
    expect(splitAt(named)('')).toEqual([])
    expect(splitAt(named)('Nothing here')).toEqual([{ text: 'Nothing here', id: null }])
    expect(splitAt([])('FISA')).toEqual([{ text: 'FISA', id: null }])
  })

  test('the longest that begins at a place wins, in whatever order they are given', () => {
    const named = [word('ENS', 'short'), word('ENS high', 'long'), word('Stored Act by the ENS high', 'longest')]
    for (const order of [named, named.toReversed()]) {
      expect(marked(order, 'ENS high or ENS')).toBe('[long] or [short]')
      expect(marked(order, 'Stored Act by the ENS high')).toBe('[longest]')
    }
  })

  test('are whole words in any script', () => {
    const named = [word('ENS', 'e'), word('Äußerungsgesetz', 'a'), word('法', 'z')]
    expect(marked(named, 'LENS, ENSÉ, ÉENS, ENS2, ENS_')).toBe('LENS, ENSÉ, ÉENS, ENS2, ENS_')
    // A letter with a combining mark after the name makes it another word.
    expect(marked(named, 'ENS\u0301')).toBe('ENS\u0301')
    expect(marked(named, 'Das Äußerungsgesetz, ENS-Stufe')).toBe('Das [a], [e]-Stufe')
    expect(marked(named, '网络法')).toBe('网络法')
  })

  test('an identifier is exact: what a dot or a hyphen joins to it is another', () => {
    const named = [id('SOV-1'), id('SOV-1.1'), id('C5')]
    expect(marked(named, 'SOV-1.1 and SOV-1.2, SOV-1.10; SOV-1.')).toBe('[SOV-1.1] and SOV-1.2, SOV-1.10; [SOV-1].')
    expect(marked(named, 'C5-T2, BSI-C5, v.C5, C5')).toBe('C5-T2, BSI-C5, v.C5, [C5]')
    // The same name as a word, too, is found like a word.
    expect(marked([id('C5'), word('C5')], 'C5-T2')).toBe('[C5]-T2')
  })

  test('one space is like another, and the piece has that of the sentence', () => {
    expect(splitAt([word('in force 1 Jan 2026', 'law')])('It is in force 1\u00A0Jan\u00A02026.')).toEqual([
      { text: 'It is ', id: null },
      { text: 'in force 1\u00A0Jan\u00A02026', id: 'law' },
      { text: '.', id: null },
    ])
    expect(marked([word('Code criminel\u202F: ordonnances', 'law')], 'Code criminel : ordonnances')).toBe('[law]')
  })

  test('of another language is marked so', () => {
    expect(splitAt([{ ...word('AI Act', 'ai'), language: 'en' }, word('FISA', 'f')])('AI Act, FISA')).toEqual([
      { text: 'AI Act', id: 'ai', language: 'en' },
      { text: ', ', id: null },
      { text: 'FISA', id: 'f' },
    ])
  })

  test('of a name that two have, the first counts', () => {
    expect(marked([word('HDS', 'one'), word('HDS', 'two')], 'HDS')).toBe('[one]')
  })

  test('may hold any character that patterns give a meaning', () => {
    const odd = String.raw`a.b*c+(d)[e]{2}^$|\w/?-`
    expect(marked([word(odd, 'odd'), word('s.702 (as of 2024)', 'law')], `x ${odd} y, s.702 (as of 2024) and s7702`)).toBe('x [odd] y, [law] and s7702')
    expect(marked([word('(x)', 'x')], 'a(x)b')).toBe('a[x]b')
  })
})
