/** Widths of letters of the sans font, in parts of its size, by how wide they are. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;'|!\u2019\u00A0 ]/, 0.25],
  [/[frtI()\u2013/-]/, 0.34],
  [/[mwMW@%]/, 0.8],
  [/[A-Z\u00C0-\u00DE&\u20AC]/, 0.6],
  [/[csxyzk]/, 0.47],
]

/** About how wide a text is, in pixels. Good enough to decide whether it fits; the same on every machine. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0
  for (const letter of text) width += letterWidth(letter)
  return width * size * (bold ? 1.035 : 1)
}

/** A picture of many boxes asks for the same few letters thousands of times in one drawing. */
const known = new Map<string, number>()

function letterWidth(letter: string): number {
  const before = known.get(letter)
  if (before !== undefined) return before
  const width = classes.find(([letters]) => letters.test(letter))?.[1] ?? 0.535
  known.set(letter, width)
  return width
}

/** A text that fits into a room, shortened at its end where it must be. */
export function fitted(text: string, room: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= room) return text
  let kept = text
  while (kept.length > 1 && textWidth(`${kept}…`, size, bold) > room) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}

/** A text in one line, or in two where one is too narrow: broken between words, the second shortened where it must be. */
export function inTwoLines(text: string, room: number, size: number): readonly string[] {
  if (textWidth(text, size) <= room) return [text]
  const words = text.split(' ')
  let count = 1
  while (count < words.length && textWidth(words.slice(0, count + 1).join(' '), size) <= room) count += 1
  const rest = words.slice(count).join(' ')
  return [fitted(words.slice(0, count).join(' '), room, size), ...(rest === '' ? [] : [fitted(rest, room, size)])]
}
