/** Finds known names in a sentence, so that each can lead somewhere. Nothing else of the sentence changes. */

export type Named = {
  readonly id: string
  /** As it stands in sentences. */
  readonly name: string
  /** An identifier: what a dot or hyphen joins to it, such as the `.1` of `SOV-1.1`, makes it another name. */
  readonly exact: boolean
}

/** A part of a sentence; `id` is that of the name that it is, or null for everything between names. */
export type Piece = { readonly text: string; readonly id: string | null }

export type Split = (sentence: string) => readonly Piece[]

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
    let from = 0
    for (let at = 0; at < sentence.length; ) {
      const found = nameAt(sentence, at)
      if (found === undefined) {
        at += 1
        continue
      }
      if (at > from) pieces.push({ text: sentence.slice(from, at), id: null })
      pieces.push({ text: found.name, id: found.id })
      at += found.name.length
      from = at
    }
    if (from < sentence.length) pieces.push({ text: sentence.slice(from), id: null })
    return pieces
  }
}

/** Names by the character that they begin with, the longest first. */
function byFirstCharacter(named: readonly Named[]): ReadonlyMap<string, readonly Known[]> {
  const known = new Map<string, Known>()
  for (const one of named) {
    if (one.name === '') continue
    const before = known.get(one.name)
    known.set(one.name, {
      id: before?.id ?? one.id,
      name: one.name,
      // The looser of two readings of the same name holds.
      exact: one.exact && (before?.exact ?? true),
      startsInWord: startsInWord.test(one.name),
      endsInWord: endsInWord.test(one.name),
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
