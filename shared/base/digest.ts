/** SHA-256 over bytes and text: one of the two doors to the crypto library. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Lower-case hexadecimal SHA-256 of bytes, or of a text's UTF-8 bytes. */
export function sha256Hex(data: Uint8Array | string): string {
  return bytesToHex(sha256Bytes(data))
}

/** The 32 bytes of the SHA-256 of bytes, or of a text's UTF-8 bytes. */
export function sha256Bytes(data: Uint8Array | string): Uint8Array {
  return sha256(typeof data === 'string' ? utf8ToBytes(data) : data)
}

/** HMAC-SHA-256 (RFC 2104) of bytes under a key. */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  return hmac(sha256, key, data)
}

/** A digest as plans write it: the algorithm, a colon, lower hex. */
export function digestOf(data: Uint8Array | string): string {
  return `sha256:${sha256Hex(data)}`
}

/** Bytes as lower-case hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  return bytesToHex(bytes)
}

/** The bytes of lower-case hexadecimal text, or null where the text is anything else. */
export function bytesOfHex(text: string): Uint8Array | null {
  return /^(?:[0-9a-f]{2})*$/.test(text) ? hexToBytes(text) : null
}
