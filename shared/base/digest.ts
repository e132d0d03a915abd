/** SHA-256 over bytes and text: one of the two doors to the crypto library. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Lower-case hexadecimal SHA-256 of bytes, or of a text's UTF-8 bytes. */
export function sha256Hex(data: Uint8Array | string): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))
}

/** A digest as plans write it: the algorithm, a colon, lower hex. */
export function digestOf(data: Uint8Array | string): string {
  return `sha256:${sha256Hex(data)}`
}
