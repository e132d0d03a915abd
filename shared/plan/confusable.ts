/** Text that can be read as another text: letters of several scripts in one word, and invisible characters. */
import { pointerStep } from '../base/canonical.ts'

/** Letters, marks and digits without a gap. Each is looked at once: an expression over both scripts would take hours on a long one. */
const run = /[\p{L}\p{M}\p{N}]+/gu
const latin = /\p{Script=Latin}/u
const other = /[\p{Script=Cyrillic}\p{Script=Greek}]/u
/** Joiners, direction marks and variation selectors are left out: several scripts and emoji need them. */
const invisible = /(?![\uFE00-\uFE0F\u061C\u200C-\u200F])\p{Default_Ignorable_Code_Point}/u

/** The place (JSON Pointer) of the first such text in a document, or null. Never throws. */
export function looksConfusable(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return isMixed(value) || invisible.test(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, member] of Object.entries(value)) {
    const found = looksConfusable(name, path) ?? looksConfusable(member, path + pointerStep(name))
    if (found !== null) return found
  }
  return null
}

function isMixed(text: string): boolean {
  return latin.test(text) && other.test(text) && [...text.matchAll(run)].some(([word]) => latin.test(word) && other.test(word))
}
