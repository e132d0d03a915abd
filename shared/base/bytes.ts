/** Bytes and text: UTF-8 and base64, both strict, so that one content has exactly one form. */
import { fail, ok, type Result } from './result.ts'

/** The UTF-8 bytes of well-formed text. Text with a lone surrogate has none: passing it is a bug. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let written = 0
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0
    if (point >= 0xd800 && point <= 0xdfff) throw new Error('a lone surrogate has no UTF-8 form')
    if (point < 0x80) bytes[written++] = point
    else {
      if (point < 0x800) bytes[written++] = 0xc0 | (point >> 6)
      else {
        if (point < 0x10000) bytes[written++] = 0xe0 | (point >> 12)
        else {
          bytes[written++] = 0xf0 | (point >> 18)
          bytes[written++] = 0x80 | ((point >> 12) & 0x3f)
        }
        bytes[written++] = 0x80 | ((point >> 6) & 0x3f)
      }
      bytes[written++] = 0x80 | (point & 0x3f)
    }
  }
  return bytes.slice(0, written)
}

/** Bytes one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at])
}

/**
 * The text of UTF-8 bytes (RFC 3629). Overlong forms, surrogates, cut sequences and values above U+10FFFF are refused
 * with the offset of their first byte; nothing is ever replaced.
 */
export function utf8Text(bytes: Uint8Array): Result<string, { readonly at: number }> {
  const pieces: string[] = []
  let units: number[] = []
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
    if (length === 0) return fail({ at })
    let point = length === 1 ? lead : lead & (0x7f >> length)
    for (let next = 1; next < length; next += 1) {
      const byte = bytes[at + next]
      if (byte === undefined || (byte & 0xc0) !== 0x80) return fail({ at })
      point = (point << 6) | (byte & 0x3f)
    }
    const overlong = (length === 3 && point < 0x800) || (length === 4 && point < 0x10000)
    if (overlong || (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) return fail({ at })
    if (point < 0x10000) units.push(point)
    else units.push(0xd7c0 + (point >> 10), 0xdc00 + (point & 0x3ff))
    at += length
    if (units.length > 8000) {
      pieces.push(String.fromCharCode(...units))
      units = []
    }
  }
  pieces.push(String.fromCharCode(...units))
  return ok(pieces.join(''))
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const sextets = new Map(alphabet.split('').map((letter, value) => [letter.charCodeAt(0), value]))

/** Base64 with the standard alphabet and padding (RFC 4648, section 4). */
export function base64Of(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    pieces.push(
      alphabet.charAt(group >> 18),
      alphabet.charAt((group >> 12) & 63),
      left > 1 ? alphabet.charAt((group >> 6) & 63) : '=',
      left > 2 ? alphabet.charAt(group & 63) : '=',
    )
  }
  return pieces.join('')
}

/**
 * The bytes of base64 text, or null where it is not the one canonical form: another alphabet, white space, missing
 * padding and unused bits that are not zero are all refused.
 */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const letters = text.length - padding
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let group = 0
  let written = 0
  for (let at = 0; at < letters; at += 1) {
    const value = sextets.get(text.charCodeAt(at))
    if (value === undefined) return null
    group = ((group << 6) | value) & 0xffffff
    const place = at % 4
    if (place === 0) continue
    bytes[written] = (group >> (6 - 2 * place)) & 0xff
    written += 1
  }
  const unused = padding === 0 ? 0 : group & (padding === 1 ? 3 : 15)
  return unused === 0 ? bytes : null
}
