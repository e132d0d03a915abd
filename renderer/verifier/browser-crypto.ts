/** The same signatures checked by the browser's own cryptography, where it has the algorithm. A second opinion. */
import { utf8Text } from '../../shared/base/bytes.ts'
import { plainSignature } from '../../shared/base/carrier.ts'
import { parseEnvelope, publicKeyOfPem, type PublicKey } from '../../shared/base/envelope.ts'
import type { BundleContent } from '../../shared/plan/verify.ts'

/** By statement number: whether the browser accepts all its signatures. Statements it cannot judge are left out. */
export async function browserVerdicts(content: BundleContent): Promise<ReadonlyMap<number, boolean>> {
  const verdicts = new Map<number, boolean>()
  const keys = readKeys(content.keys)
  // Outside secure contexts there is no SubtleCrypto, whatever the types say.
  if (!('subtle' in crypto)) return verdicts
  for (const [index, bytes] of content.envelopes.entries()) {
    const envelope = parseEnvelope(bytes)
    if (!envelope.ok) continue
    const results: (boolean | null)[] = []
    for (const { keyId, signature } of envelope.value.signatures) {
      const key = keys.get(keyId)
      const plain = plainSignature(envelope.value.payload, signature)
      results.push(key === undefined ? null : await accepts(key, plain.signed, plain.signature))
    }
    if (!results.includes(null)) verdicts.set(index + 1, results.every((result) => result === true))
  }
  return verdicts
}

function readKeys(files: readonly Uint8Array[]): ReadonlyMap<string, PublicKey> {
  const keys = new Map<string, PublicKey>()
  for (const bytes of files) {
    const text = utf8Text(bytes)
    const key = text.ok ? publicKeyOfPem(text.value) : null
    if (key?.ok === true) keys.set(key.value.keyId, key.value)
  }
  return keys
}

/** Null where the browser does not know the algorithm. */
async function accepts(key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean | null> {
  try {
    if (key.algorithm === 'Ed25519') {
      const imported = await crypto.subtle.importKey('spki', copy(key.der), { name: 'Ed25519' }, false, ['verify'])
      return await crypto.subtle.verify({ name: 'Ed25519' }, imported, copy(signature), copy(message))
    }
    if (key.algorithm === 'ML-DSA-65') {
      const imported = await crypto.subtle.importKey('spki', copy(key.der), { name: 'ML-DSA-65' }, false, ['verify'])
      return await crypto.subtle.verify({ name: 'ML-DSA-65' }, imported, copy(signature), copy(message))
    }
    const [namedCurve, hash, size] = key.algorithm === 'ECDSA-P256' ? (['P-256', 'SHA-256', 32] as const) : (['P-384', 'SHA-384', 48] as const)
    const raw = rawOfDer(signature, size)
    if (raw === null) return false
    const imported = await crypto.subtle.importKey('spki', copy(key.der), { name: 'ECDSA', namedCurve }, false, ['verify'])
    return await crypto.subtle.verify({ name: 'ECDSA', hash }, imported, raw, copy(message))
  } catch {
    return null
  }
}

/** WebCrypto wants ECDSA signatures as two numbers of fixed size. Null where the DER is not that of a signature. */
function rawOfDer(signature: Uint8Array, size: number): Uint8Array<ArrayBuffer> | null {
  const raw = new Uint8Array(2 * size)
  let at = (signature[1] ?? 0) < 0x80 ? 2 : 3
  for (const part of [0, 1]) {
    const length = signature[at + 1] ?? 0
    if (signature[at] !== 0x02 || length === 0 || at + 2 + length > signature.length) return null
    const value = signature.subarray(at + 2, at + 2 + length)
    const digits = value[0] === 0 ? value.subarray(1) : value
    if (digits.length > size) return null
    raw.set(digits, (part + 1) * size - digits.length)
    at += 2 + length
  }
  return at === signature.length ? raw : null
}

function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
