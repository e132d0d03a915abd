/** Hashes over bytes and text, SHA-256 above all: one of the two doors to the crypto library. */
import { hmac } from '@noble/hashes/hmac.js'
import { blake2b } from '@noble/hashes/blake2.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Lower-case hexadecimal SHA-256 of bytes, or of a text's UTF-8 bytes. */
export function sha256Hex(data: Uint8Array | string): string {
  return bytesToHex(sha256Bytes(data))
}

/** The 32 bytes of the SHA-256 of bytes, or of a text's UTF-8 bytes. */
export function sha256Bytes(data: Uint8Array | string): Uint8Array {
  return sha256(typeof data === 'string' ? utf8ToBytes(data) : data)
}

/** The 64 bytes of the SHA-512 of bytes. */
export function sha512Bytes(data: Uint8Array): Uint8Array {
  return sha512(data)
}

/** The 64 bytes of the BLAKE2b-512 (RFC 7693) of bytes, without a key. */
export function blake2b512(data: Uint8Array): Uint8Array {
  return blake2b(data, { dkLen: 64 })
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
