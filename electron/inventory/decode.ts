/**
 * Text from the bytes of a file of others: UTF-8; UTF-16 as PowerShell writes it, with its mark or recognized by its zeros;
 * and Windows-1252 where a spreadsheet wrote a table in it.
 */
import { ok, type Result } from '../../shared/base/result.ts'
import { refuse, type Refused } from './refused.ts'
import { isTable } from './table.ts'

export const largestInventory = 16 * 1024 * 1024

export function decodeText(bytes: Uint8Array): Result<string, Refused> {
  if (bytes.length > largestInventory) return refuse('too-large')
  const [first, second, third] = bytes
  const marked16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  const wide = marked16 ?? unmarked(bytes)
  const marked = first === 0xef && second === 0xbb && third === 0xbf
  const content = bytes.subarray(marked16 === null ? (marked ? 3 : 0) : 2)
  const text = decode(content, wide ?? 'utf-8') ?? (wide === null ? tableIn1252(content) : null)
  if (text === null) return refuse('not-text', { field: wide === null ? 'UTF-8' : 'UTF-16' })
  if (text.trim() === '') return refuse('empty')
  const zero = text.indexOf('\0')
  if (zero >= 0) return refuse('not-text', { line: text.slice(0, zero).split('\n').length, column: 1 })
  return ok(text)
}

/** The files begin with characters of ASCII: in UTF-16 every second byte is then zero. */
function unmarked(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = [...bytes.subarray(0, 8)]
  if (head.length < 8 || bytes.length % 2 !== 0) return null
  const zeros = (from: number): boolean => head.every((byte, index) => (byte === 0) === (index % 2 === from))
  return zeros(1) ? 'utf-16le' : zeros(0) ? 'utf-16be' : null
}

/** Only for tables: other formats are never written so, and any bytes are characters of it. */
function tableIn1252(bytes: Uint8Array): string | null {
  const text = decode(bytes, 'windows-1252')
  return text !== null && !/[^\P{Cc}\t\r\n]/u.test(text) && isTable(text) ? text : null
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
