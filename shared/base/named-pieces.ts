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
const wordPart = String.raw`[\p{L}\p{M}\p{N}_]`
const startsInWord = new RegExp(`^${wordPart}`, 'u')
const endsInWord = new RegExp(`${wordPart}$`, 'u')
const special = /[\\^$.*+?()[\]{}|/]/g

/**
 * Splits sentences at these names. Built once for all sentences. The longest name wins where several begin; a name is only
 * found as whole words. Of a name that two ids have, the first counts. The texts of the pieces together are the sentence.
 */
export function splitAt(named: readonly Named[]): Split {
  const ids = new Map<string, string>()
  const patterns = new Map<string, string>()
  for (const { id, name, exact } of named) {
    if (name === '') continue
    if (!ids.has(name)) ids.set(name, id)
    // The looser of two readings of the same name holds.
    if (!exact || !patterns.has(name)) patterns.set(name, patternOf(name, exact))
  }
  if (ids.size === 0) return (sentence) => (sentence === '' ? [] : [{ text: sentence, id: null }])
  const longestFirst = [...patterns.entries()].toSorted(([left], [right]) => right.length - left.length)
  const any = new RegExp(longestFirst.map(([, pattern]) => pattern).join('|'), 'gu')
  return (sentence) => {
    const pieces: Piece[] = []
    let from = 0
    for (const { 0: name, index } of sentence.matchAll(any)) {
      if (index > from) pieces.push({ text: sentence.slice(from, index), id: null })
      pieces.push({ text: name, id: ids.get(name) ?? null })
      from = index + name.length
    }
    if (from < sentence.length) pieces.push({ text: sentence.slice(from), id: null })
    return pieces
  }
}

function patternOf(name: string, exact: boolean): string {
  const plain = name.replaceAll(special, String.raw`\$&`)
  const before = startsInWord.test(name) ? `(?<!${wordPart}${exact ? String.raw`|${wordPart}[.\-]` : ''})` : ''
  const after = endsInWord.test(name) ? `(?!${exact ? String.raw`[.\-]?` : ''}${wordPart})` : ''
  return before + plain + after
}
