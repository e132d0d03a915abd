/**
 * Is this the license text that was read? Three digests of one text, from strict to lenient: of its bytes, of its words
 * with every run of white space as one blank, and of the same without the copyright lines that each maker fills in.
 */
import { utf8Text } from '../../base/bytes.ts'
import { sha256Hex } from '../../base/digest.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { LicensePack } from '../license-pack.ts'

/** Lower-case hexadecimal SHA-256 each. */
export type TextDigests = {
  readonly bytes: number
  readonly sha256: string
  readonly sha256NormalizedWhitespace: string
  readonly sha256WithoutCopyright: string
}

/** Longer files are no license texts. */
export const licenseTextLimit = 1_048_576

/** Digests of a file's bytes. Refuses what is empty, too large, or not UTF-8 text. */
export function textDigests(bytes: Uint8Array): Result<TextDigests, 'empty' | 'too-large' | 'not-text'> {
  if (bytes.length > licenseTextLimit) return fail('too-large')
  const read = utf8Text(bytes)
  if (!read.ok || read.value.includes('\u0000')) return fail('not-text')
  const normalized = oneBlank(read.value)
  if (normalized === '') return fail('empty')
  return ok({
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
    sha256NormalizedWhitespace: sha256Hex(normalized),
    sha256WithoutCopyright: sha256Hex(oneBlank(withoutCopyright(read.value))),
  })
}

function oneBlank(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** Words by which a line says more than who holds the copyright since when. */
const terms = /\b(?:use[sd]?|using|commercial|non|licen[sc]e|prohibit|forbid|permi|must|may|shall|only|except|not|no|without|subject|terms)/i

/**
 * Drops lines such as "Copyright (c) 2026 Some Maker" and their blanks to fill in. Sentences about copyright stay, and so
 * does a line that goes on with terms: they must not pass for a name.
 */
function withoutCopyright(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.length > 160 || terms.test(line) || !/^\s*copyright\s+(?:\(c\)|©|[[<{]|\d)/i.test(line))
    .join('\n')
}

export type KnownText = {
  /** `license`, `acceptable use policy`, or the SPDX id of a text that ships with Homeport. */
  readonly document: string
  readonly readAt: string
  readonly sha256: string
  readonly sha256NormalizedWhitespace: string
  /** Null for texts whose own copyright lines belong to them. */
  readonly sha256WithoutCopyright: string | null
  /** The file below `resources/`, where the text ships with Homeport. */
  readonly file: string | null
}

/** Texts of a license whose digests are known: those that were read, and the one that ships. */
export function knownTexts(pack: Pick<LicensePack, 'licenses' | 'texts' | 'bundledTexts'>, licenseId: string): readonly KnownText[] {
  const spdx = pack.licenses.find(({ id }) => id === licenseId)?.spdx ?? null
  return [
    ...pack.texts
      .filter((text) => text.licenseId === licenseId)
      .map(({ document, readAt, sha256, sha256NormalizedWhitespace }) => ({
        document,
        readAt,
        sha256,
        sha256NormalizedWhitespace,
        sha256WithoutCopyright: null,
        file: null,
      })),
    ...pack.bundledTexts
      .filter((text) => text.spdx === spdx)
      .map(({ from, file, sha256, sha256NormalizedWhitespace, sha256WithoutCopyright }) => ({
        document: spdx ?? '',
        readAt: from,
        sha256,
        sha256NormalizedWhitespace,
        sha256WithoutCopyright,
        file,
      })),
  ]
}

/** Of the known texts those that are the license itself, not a policy beside it: a policy alone grants nothing. */
export function licenseItself(known: readonly KnownText[]): readonly KnownText[] {
  return known.filter(({ document, file }) => document === 'license' || file !== null)
}

/** `copyright-line`: the same but for white space and the line that names the maker. */
export type TextMatch = 'exact' | 'white-space' | 'copyright-line' | 'different' | 'none-known'

/** Compares a text with the known ones; the closest match wins. */
export function matchText(
  digests: Pick<TextDigests, 'sha256' | 'sha256NormalizedWhitespace' | 'sha256WithoutCopyright'>,
  known: readonly KnownText[],
): { readonly match: TextMatch; readonly document: KnownText | null } {
  const levels: readonly [TextMatch, 'sha256' | 'sha256NormalizedWhitespace' | 'sha256WithoutCopyright'][] = [
    ['exact', 'sha256'],
    ['white-space', 'sha256NormalizedWhitespace'],
    ['copyright-line', 'sha256WithoutCopyright'],
  ]
  for (const [match, level] of levels) {
    const document = known.find((one) => one[level] === digests[level])
    if (document !== undefined) return { match, document }
  }
  return { match: known.length === 0 ? 'none-known' : 'different', document: null }
}
