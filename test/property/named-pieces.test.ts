/** Splitting a sentence at names loses nothing and finds nothing inside a word or a longer name. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitAt, type Named } from '../../shared/base/named-pieces.ts'

const letters = fc.constantFrom('a', 'B', 'é', 'ß', '1', '法', 'a\u0301', '\u{10400}')
const between = fc.constantFrom(' ', '\u00A0', '.', '-', '(', ')', '+', '*', '|', '\\', '$', ',', '’', '\u{1f600}')
const text = fc.array(fc.oneof({ weight: 3, arbitrary: letters }, { weight: 1, arbitrary: between }), { maxLength: 12 }).map((parts) => parts.join(''))
const notEmpty = text.filter((one) => one !== '')
const named = fc.array(fc.record({ name: notEmpty, exact: fc.boolean() }), { maxLength: 8 }).map((all): readonly Named[] =>
  all.map((one, place) => ({ ...one, id: String(place) })),
)
/** Sentences in which the names occur, at both ends, too. */
const sentenceOf = (names: readonly Named[]): fc.Arbitrary<string> =>
  fc.array(names.length === 0 ? text : fc.oneof(text, fc.constantFrom(...names.map((one) => one.name))), { maxLength: 8 }).map((parts) => parts.join(''))
const both = named.chain((names) => fc.tuple(fc.constant(names), sentenceOf(names)))

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{M}\p{N}_]/u.test(character)

const alike = (one: string): string => one.split('\u00A0').join(' ')

/** Whether the name stands at the place as a whole word, worked out character by character. */
function standsAt({ name, exact }: Named, given: string, at: number): boolean {
  const wanted = alike(name)
  const sentence = alike(given)
  if (!sentence.startsWith(wanted, at)) return false
  const before = Array.from(sentence.slice(0, at))
  const after = Array.from(sentence.slice(at + wanted.length))
  const own = Array.from(wanted)
  const joins = (character: string | undefined): boolean => exact && (character === '.' || character === '-')
  if (isWord(own[0]) && (isWord(before.at(-1)) || (joins(before.at(-1)) && isWord(before.at(-2))))) return false
  return !(isWord(own.at(-1)) && (isWord(after[0]) || (joins(after[0]) && isWord(after[1]))))
}

test('the pieces together are the sentence, and none is empty', () => {
  fc.assert(
    fc.property(both, ([names, sentence]) => {
      const pieces = splitAt(names)(sentence)
      expect(pieces.map((piece) => piece.text).join('')).toBe(sentence)
      expect(pieces.every((piece) => piece.text !== '')).toBe(true)
    }),
  )
})

test('from left to right, the longest name that stands at a place as a whole word is the piece there', () => {
  fc.assert(
    fc.property(both, ([names, sentence]) => {
      const expected: (readonly [number, string])[] = []
      for (let at = 0; at < sentence.length; ) {
        const here = names.filter((one) => standsAt(one, sentence, at)).map((one) => one.name)
        const longest = here.toSorted((left, right) => right.length - left.length)[0]
        if (longest !== undefined) expected.push([at, sentence.slice(at, at + longest.length)])
        at += longest?.length ?? 1
      }
      const found: (readonly [number, string])[] = []
      let at = 0
      for (const piece of splitAt(names)(sentence)) {
        if (piece.id !== null) {
          found.push([at, piece.text])
          expect(alike(names.find((one) => one.id === piece.id)?.name ?? '')).toBe(alike(piece.text))
        }
        at += piece.text.length
      }
      expect(found).toEqual(expected)
    }),
  )
})

test('the order in which names are given decides only whose a shared name is', () => {
  fc.assert(
    fc.property(both, ([names, sentence]) => {
      const texts = (order: readonly Named[]): readonly string[] => splitAt(order)(sentence).map((piece) => piece.text)
      expect(texts(names.toReversed())).toEqual(texts(names))
    }),
  )
})
