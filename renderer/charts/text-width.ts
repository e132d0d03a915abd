/** About how wide a text is, in pixels, at a size of the sans font. Good enough to decide whether it fits. */
export function textWidth(text: string, size: number, bold = false): number {
  return text.length * size * (bold ? 0.535 : 0.505)
}
