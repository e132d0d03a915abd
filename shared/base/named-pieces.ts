/** Finds known names in a sentence, so that each can lead somewhere. Nothing else of the sentence changes. */

export type Named = {
  readonly id: string
  /** As it stands in sentences. */
  readonly name: string
  /** An identifier: what a dot or hyphen joins to it, such as the `.1` of `SOV-1.1`, makes it another name. */
  readonly exact: boolean
  /** BCP 47, where the name is not the reader's own word or a proper name of all languages. */
  readonly language?: string | undefined
}

/** A part of a sentence; `id` is that of the name that it is, or null for everything between names. */
export type Piece = { readonly text: string; readonly id: string | null; readonly language?: string | undefined }

export type Split = (sentence: string) => readonly Piece[]

/** Texts part some words by spaces at which no line ends: to a name, one space is like another. */
const otherSpaces = /[\u00A0\u202F]/g
const spacedAlike = (text: string): string => text.replaceAll(otherSpaces, ' ')

/** What a word goes on with. */
const startsInWord = /^[\p{L}\p{M}\p{N}_]/u
const endsInWord = /[\p{L}\p{M}\p{N}_]$/u

type Known = Named & { readonly startsInWord: boolean; readonly endsInWord: boolean }

/**
 * Splits sentences at these names. Built once for all sentences. The longest name wins where several begin; a name is only
 * found as whole words. Of a name that two ids have, the first counts. The texts of the pieces together are the sentence.
 */
export function splitAt(named: readonly Named[]): Split {
  const byStart = byFirstCharacter(named)
  const nameAt = (sentence: string, at: number): Known | undefined =>
    byStart.get(sentence.charAt(at))?.find((one) => sentence.startsWith(one.name, at) && isWhole(one, sentence, at))
  return (sentence) => {
    const pieces: Piece[] = []
    const sought = spacedAlike(sentence)
    let from = 0
    for (let at = 0; at < sentence.length; ) {
      const found = nameAt(sought, at)
      if (found === undefined) {
        at += 1
        continue
      }
      if (at > from) pieces.push({ text: sentence.slice(from, at), id: null })
      from = at + found.name.length
      pieces.push({ text: sentence.slice(at, from), id: found.id, ...(found.language === undefined ? {} : { language: found.language }) })
      at = from
    }
    if (from < sentence.length) pieces.push({ text: sentence.slice(from), id: null })
    return pieces
  }
}

/** Names by the character that they begin with, the longest first. */
function byFirstCharacter(named: readonly Named[]): ReadonlyMap<string, readonly Known[]> {
  const known = new Map<string, Known>()
  for (const one of named) {
    const name = spacedAlike(one.name)
    if (name === '') continue
    const before = known.get(name)
    known.set(name, {
      id: before?.id ?? one.id,
      name,
      language: before === undefined ? one.language : before.language,
      // The looser of two readings of the same name holds.
      exact: one.exact && (before?.exact ?? true),
      startsInWord: startsInWord.test(name),
      endsInWord: endsInWord.test(name),
    })
  }
  const byStart = new Map<string, Known[]>()
  for (const one of [...known.values()].toSorted((left, right) => right.name.length - left.name.length)) {
    const start = one.name.charAt(0)
    const others = byStart.get(start)
    if (others === undefined) byStart.set(start, [one])
    else others.push(one)
  }
  return byStart
}

/** Whether no word goes on into the name or out of it. Two units of text hold any character. */
function isWhole(one: Known, sentence: string, at: number): boolean {
  const end = at + one.name.length
  const before = (place: number): boolean => endsInWord.test(sentence.slice(Math.max(0, place - 2), place))
  const after = (place: number): boolean => startsInWord.test(sentence.slice(place, place + 2))
  const joins = (place: number): boolean => one.exact && (sentence.charAt(place) === '.' || sentence.charAt(place) === '-')
  if (one.startsInWord && (before(at) || (joins(at - 1) && before(at - 1)))) return false
  return !(one.endsInWord && (after(end) || (joins(end) && after(end + 1))))
}
