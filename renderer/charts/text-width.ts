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
  for (const letter of text) width += classes.find(([letters]) => letters.test(letter))?.[1] ?? 0.535
  return width * size * (bold ? 1.035 : 1)
}
