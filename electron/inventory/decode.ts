/** Text from the bytes of a file of others: UTF-8, or UTF-16 with its mark, as PowerShell writes it. */
import { ok, type Result } from '../../shared/base/result.ts'
import { refuse, type Refused } from './refused.ts'

export const largestInventory = 16 * 1024 * 1024

export function decodeText(bytes: Uint8Array): Result<string, Refused> {
  if (bytes.length > largestInventory) return refuse('too-large')
  const [first, second, third] = bytes
  const wide = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  const marked = first === 0xef && second === 0xbb && third === 0xbf
  const content = bytes.subarray(wide === null ? (marked ? 3 : 0) : 2)
  const text = decode(content, wide ?? 'utf-8')
  if (text === null) return refuse('not-text', { field: wide === null ? 'UTF-8' : 'UTF-16' })
  if (text.trim() === '') return refuse('empty')
  const zero = text.indexOf('\0')
  if (zero >= 0) return refuse('not-text', { line: text.slice(0, zero).split('\n').length, column: 1 })
  return ok(text)
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    // Node without big-endian support says so as for broken bytes; the bytes are swapped instead.
    if (encoding === 'utf-16be') return decode(swapped(bytes), 'utf-16le')
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function swapped(bytes: Uint8Array): Uint8Array {
  const even = bytes.slice(0, bytes.length - (bytes.length % 2))
  for (let at = 0; at < even.length; at += 2) even.set([even[at + 1] ?? 0, even[at] ?? 0], at)
  return even
}
