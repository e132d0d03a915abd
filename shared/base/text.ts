/** What a text may hold. One rule for everything that is typed, imported or signed. */

/** Reorders text so that it reads differently from what it says. */
const reordering = /[\u202A-\u202E\u2066-\u2069]/u
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused here
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/u
const broken = /[\p{Surrogate}\p{Noncharacter_Code_Point}]/u
/**
 * More marks on one letter than any language has (Unicode Standard Annex 15, section 13). Composing them takes a time that
 * grows with the square of their number: a small file could keep the machine busy for hours.
 */
const heaped = /\p{Mark}{31}/u
/** What ends a line: allowed in prose only. */
const lineEnd = /[\n\r\t\u2028\u2029]/u

export type TextFault = 'E_SURROGATE' | 'E_CTRL' | 'E_BIDI' | 'E_NFC'

/** Why a text cannot be part of a signed document, or null. Two texts that look the same must be the same. */
export function textFault(value: string): TextFault | null {
  if (broken.test(value)) return 'E_SURROGATE'
  if (control.test(value)) return 'E_CTRL'
  if (reordering.test(value)) return 'E_BIDI'
  return !heaped.test(value) && value.normalize('NFC') === value ? null : 'E_NFC'
}

/** Whether a text is fit to be signed and, unless it is prose, stands on one line. */
export function isPlainText(value: string, multiline: boolean): boolean {
  return textFault(value) === null && (multiline || !lineEnd.test(value))
}
