/**
 * Signed envelopes (DSSE 1.0) and the keys that verify them: the other door to the crypto library. The signature covers
 * the payload's type and bytes. Which algorithm applies is a property of the key, never of the envelope.
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { p256, p384 } from '@noble/curves/nist.js'
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js'
import { base64Of, bytesOfBase64, concatBytes, equalBytes, utf8Bytes } from './bytes.ts'
import { canonicalJson } from './canonical.ts'
import { bytesOfHex, sha256Hex } from './digest.ts'
import { fail, ok, type Result } from './result.ts'
import { parse, z, type Infer } from './schema.ts'
import { parseStrictJson, type JsonFaultCode } from './strict-json.ts'

/** The type of every payload Homeport signs: an in-toto statement. */
export const payloadType = 'application/vnd.in-toto+json'

/** What a signer's own key may be: every tool on a reviewer's desk knows these. */
export const MainAlgorithm = z.enum(['Ed25519', 'ECDSA-P256', 'ECDSA-P384'])
export type MainAlgorithm = Infer<typeof MainAlgorithm>

/** ML-DSA-65 (FIPS 204) only ever stands beside a main signature, until the tools know it. */
export const Algorithm = z.enum([...MainAlgorithm.options, 'ML-DSA-65'])
export type Algorithm = Infer<typeof Algorithm>

/** Lower-case hex SHA-256 of a public key's DER form: what `openssl pkey -pubin -outform DER | sha256sum` prints. */
export const KeyId = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** A public key that was checked: known algorithm, canonical form, a point that a real key can have. */
export type PublicKey = {
  readonly keyId: string
  readonly algorithm: Algorithm
  /** SubjectPublicKeyInfo (RFC 5280), DER. */
  readonly der: Uint8Array
  /** The point: 32 bytes for Ed25519, uncompressed (04 x y) for ECDSA; for ML-DSA-65 its 1952 bytes (FIPS 204). */
  readonly point: Uint8Array
}

export type KeyFault = 'E_KEY_FORM' | 'E_WEAK_KEY'

/** DER up to the point, by algorithm (RFC 8410, RFC 5480, RFC 9881). Nothing else is accepted, so a key has one id. */
const forms: readonly { readonly algorithm: Algorithm; readonly prefix: string; readonly length: number }[] = [
  { algorithm: 'Ed25519', prefix: '302a300506032b6570032100', length: 32 },
  { algorithm: 'ECDSA-P256', prefix: '3059301306072a8648ce3d020106082a8648ce3d030107034200', length: 65 },
  { algorithm: 'ECDSA-P384', prefix: '3076301006072a8648ce3d020106052b81040022036200', length: 97 },
  { algorithm: 'ML-DSA-65', prefix: '308207b2300b0609608648016503040312038207a100', length: 1952 },
]

/**
 * Reads a DER public key. Refuses other algorithms, compressed points, points off the curve, and Ed25519 keys outside
 * the prime-order group: for a small-order key one signature fits every message in OpenSSL and in browsers.
 */
export function publicKeyOf(der: Uint8Array): Result<PublicKey, KeyFault> {
  for (const { algorithm, prefix, length } of forms) {
    const head = bytesOfHex(prefix) ?? new Uint8Array()
    if (der.length !== head.length + length || !equalBytes(der.subarray(0, head.length), head)) continue
    const point = der.slice(head.length)
    const fault = pointFault(algorithm, point)
    return fault === null ? ok({ keyId: sha256Hex(der), algorithm, der: der.slice(), point }) : fail(fault)
  }
  return fail('E_KEY_FORM')
}

function pointFault(algorithm: Algorithm, point: Uint8Array): KeyFault | null {
  try {
    if (algorithm === 'Ed25519') {
      const key = ed25519.Point.fromBytes(point)
      return key.isSmallOrder() || !key.isTorsionFree() ? 'E_WEAK_KEY' : null
    }
    // Every text of the right length is a key: there is nothing that could be malformed.
    if (algorithm === 'ML-DSA-65') return null
    const curve = algorithm === 'ECDSA-P256' ? p256 : p384
    curve.Point.fromBytes(point).assertValidity()
    return point[0] === 4 ? null : 'E_KEY_FORM'
  } catch {
    return 'E_KEY_FORM'
  }
}

/** Characters of the longest public key in PEM, an ML-DSA-65 key, rounded up. */
export const longestPem = 4000

const pemForm = /^-----BEGIN PUBLIC KEY-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END PUBLIC KEY-----\r?\n?$/

/** Reads a public key from PEM, as `openssl pkey -pubout` writes it. Never throws. */
export function publicKeyOfPem(pem: string): Result<PublicKey, KeyFault> {
  const body = pemForm.exec(pem)?.[1]
  const der = body === undefined || pem.length > longestPem ? null : bytesOfBase64(body.replaceAll(/[\r\n]/g, ''))
  return der === null ? fail('E_KEY_FORM') : publicKeyOf(der)
}

/** A public key as PEM, exactly as openssl writes it. */
export function pemOf(key: PublicKey): string {
  const lines = base64Of(key.der).match(/.{1,64}/g) ?? []
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`
}

/** A key id for people: the first 160 bits in groups of four. Comparing fewer than 128 bits would prove nothing. */
export function fingerprintOf(keyId: string): string {
  return (keyId.slice(0, 40).match(/.{4}/g) ?? []).join(' ')
}

/**
 * Whether a signature is by this key over these bytes. Ed25519 as RFC 8032 with every encoding canonical and without
 * small-order parts, so that all strict verifiers agree; ECDSA signatures are DER; ML-DSA-65 as FIPS 204 without a
 * context. Never throws.
 */
export function isSignedBy(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (key.algorithm === 'ML-DSA-65') return ml_dsa65.verify(signature, message, key.point)
    if (key.algorithm !== 'Ed25519') {
      const curve = key.algorithm === 'ECDSA-P256' ? p256 : p384
      return curve.verify(signature, message, key.point, { format: 'der', lowS: false })
    }
    return (
      signature.length === 64 &&
      ed25519.Point.fromBytes(signature.subarray(0, 32)).isTorsionFree() &&
      ed25519.verify(signature, message, key.point, { zip215: false })
    )
  } catch {
    return false
  }
}

/**
 * The ML-DSA-65 key of a seed of 32 bytes (FIPS 204, RFC 9881). `fresh`: 32 bytes of chance for each signature, so that
 * a fault of the machine reveals nothing about the key.
 */
export function postQuantumKey(seed: Uint8Array): {
  readonly publicKey: PublicKey
  readonly sign: (message: Uint8Array, fresh: Uint8Array) => Uint8Array
} {
  const { publicKey: point, secretKey } = ml_dsa65.keygen(Uint8Array.from(seed))
  const form = forms.find(({ algorithm }) => algorithm === 'ML-DSA-65')
  const read = publicKeyOf(concatBytes(bytesOfHex(form?.prefix ?? '') ?? new Uint8Array(), point))
  if (!read.ok) throw new Error('a key just made cannot be read')
  return { publicKey: read.value, sign: (message, fresh) => ml_dsa65.sign(message, secretKey, { extraEntropy: fresh }) }
}

/** The bytes that are signed: DSSE's pre-authentication encoding of a payload. */
export function preAuthentication(payload: Uint8Array, type: string = payloadType): Uint8Array {
  const name = utf8Bytes(type)
  return concatBytes(utf8Bytes(`DSSEv1 ${name.length} `), name, utf8Bytes(` ${payload.length} `), payload)
}

const EnvelopeForm = z.strictObject({
  payload: z.string().check(z.maxLength(8 * 1024 * 1024)),
  payloadType: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.string().check(z.maxLength(8192)) })),
})

export type EnvelopeSignature = { readonly keyId: string; readonly signature: Uint8Array }
export type Envelope = { readonly payload: Uint8Array; readonly signatures: readonly EnvelopeSignature[] }

export type EnvelopeFault =
  | JsonFaultCode
  /** Members that the form does not have, or of another kind. */
  | 'E_ENV_FIELD'
  | 'E_PAYLOADTYPE'
  | 'E_SIGCOUNT'
  | 'E_B64'
  | 'E_KEYID'

/** One signer has one signature, or two while a second algorithm is being introduced. */
const maximalSignatures = 4

/**
 * Reads an envelope, by default of a plan's statement. `signatures` is how many it may have. They are not checked yet.
 * Never throws.
 */
export function parseEnvelope(
  bytes: Uint8Array,
  type: string = payloadType,
  signatures: number = maximalSignatures,
): Result<Envelope, EnvelopeFault> {
  const json = parseStrictJson(bytes, { maxBytes: 8 * 1024 * 1024, maxDepth: 4, maxNodes: 100 + 4 * signatures })
  if (!json.ok) return fail(json.problem.code)
  const form = parse(EnvelopeForm, json.value)
  if (!form.ok) return fail('E_ENV_FIELD')
  const envelope = form.value
  if (envelope.payloadType !== type) return fail('E_PAYLOADTYPE')
  if (envelope.signatures.length < 1 || envelope.signatures.length > signatures) return fail('E_SIGCOUNT')
  const payload = bytesOfBase64(envelope.payload)
  if (payload === null) return fail('E_B64')
  const read: EnvelopeSignature[] = []
  for (const { keyid, sig } of envelope.signatures) {
    if (!z.safeParse(KeyId, keyid).success || read.some(({ keyId }) => keyId === keyid)) return fail('E_KEYID')
    const signature = bytesOfBase64(sig)
    if (signature === null) return fail('E_B64')
    read.push({ keyId: keyid, signature })
  }
  return ok({ payload, signatures: read })
}

/** The text of an envelope: canonical JSON, so that the same signature is the same file. */
export function envelopeText(envelope: Envelope, type: string = payloadType): string {
  return canonicalJson({
    payload: base64Of(envelope.payload),
    payloadType: type,
    signatures: envelope.signatures.map(({ keyId, signature }) => ({ keyid: keyId, sig: base64Of(signature) })),
  })
}
