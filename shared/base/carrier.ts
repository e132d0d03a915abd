/**
 * Signatures that ssh-keygen (PROTOCOL.sshsig of OpenSSH) and minisign made over the payload of an envelope, for signers
 * whose key lives in these tools. An envelope holds them in the place of its own signature; what they say of themselves
 * counts for nothing: the key comes from elsewhere, and decisions are read from the payload alone.
 */
import { bytesOfBase64, concatBytes, equalBytes, utf8Bytes } from './bytes.ts'
import { blake2b512, sha256Bytes, sha512Bytes } from './digest.ts'
import { isSignedBy, payloadType, preAuthentication, publicKeyOf, publicKeyOfPem, type KeyFault, type PublicKey } from './envelope.ts'
import { fail, ok, type Result } from './result.ts'

/** What a signature by SSH must be for: one made for git or for a file says nothing about a plan. */
export const sshNamespace = 'ai-deployment-plan@v1'

export type CarrierFault =
  | 'E_SIG_INVALID'
  /** Made with the right key, for another purpose. */
  | 'E_NAMESPACE'
  /** No signature in a form that is read here. */
  | 'E_SIG_FORM'

const sshMagic = utf8Bytes('SSHSIG')
/** Minisign's name for a signature over the BLAKE2b-512 of the content. */
const minisignMagic = utf8Bytes('ED')
const minisignLength = 2 + 64

/** The bytes under a signature and the signature as openssl takes it. Null where the form is broken. */
export type PlainSignature = { readonly signed: Uint8Array; readonly signature: Uint8Array }

type SshSignature = { readonly key: Uint8Array; readonly namespace: string; readonly hash: 'sha256' | 'sha512'; readonly plain: PlainSignature }

/** Why a signature in an envelope does not hold, or null. In the envelope's own form, or as one of the tools made it. */
export function signatureFault(key: PublicKey, payload: Uint8Array, signature: Uint8Array, type: string = payloadType): CarrierFault | null {
  if (startsWith(signature, sshMagic)) {
    const ssh = readSsh(payload, signature)
    const expected = sshBlobOf(key)
    if (ssh === null || expected === null || !equalBytes(ssh.key, expected)) return 'E_SIG_INVALID'
    if (ssh.namespace !== sshNamespace) return isSignedBy(key, ssh.plain.signed, ssh.plain.signature) ? 'E_NAMESPACE' : 'E_SIG_INVALID'
    return isSignedBy(key, ssh.plain.signed, ssh.plain.signature) ? null : 'E_SIG_INVALID'
  }
  const { signed, signature: plain } = plainSignature(payload, signature, type)
  return isSignedBy(key, signed, plain) ? null : 'E_SIG_INVALID'
}

/** What was signed, and the bare signature: `openssl pkeyutl -verify -rawin` takes both, whichever tool made it. */
export function plainSignature(payload: Uint8Array, signature: Uint8Array, type: string = payloadType): PlainSignature {
  const ssh = startsWith(signature, sshMagic) ? readSsh(payload, signature) : null
  if (ssh !== null) return ssh.plain
  if (isMinisign(signature)) return { signed: blake2b512(payload), signature: signature.slice(minisignMagic.length) }
  return { signed: preAuthentication(payload, type), signature }
}

/** How a signature was made, to say so. */
export function carrierOf(signature: Uint8Array): 'dsse' | 'ssh' | 'minisign' {
  return startsWith(signature, sshMagic) ? 'ssh' : isMinisign(signature) ? 'minisign' : 'dsse'
}

const startsWith = (bytes: Uint8Array, head: Uint8Array): boolean => equalBytes(bytes.subarray(0, head.length), head)
const isMinisign = (signature: Uint8Array): boolean => signature.length === minisignLength && startsWith(signature, minisignMagic)

/** Names of kinds of keys in SSH, with the curve where there is one, and the bytes before the point. */
const sshKinds = { 'Ed25519': ['ssh-ed25519', null], 'ECDSA-P256': ['ecdsa-sha2-nistp256', 'nistp256'], 'ECDSA-P384': ['ecdsa-sha2-nistp384', 'nistp384'] } as const

function number32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
}
const block = (bytes: Uint8Array): Uint8Array => concatBytes(number32(bytes.length), bytes)
const words = (text: string): Uint8Array => block(utf8Bytes(text))

/** A public key as SSH writes it (RFC 8709, RFC 5656); null for kinds that it does not have. */
export function sshBlobOf({ algorithm, point }: PublicKey): Uint8Array | null {
  if (algorithm === 'ML-DSA-65') return null
  const [kind, curve] = sshKinds[algorithm]
  return concatBytes(words(kind), ...(curve === null ? [] : [words(curve)]), block(point))
}

/** Blocks one after the other; null where a length leads past the end. */
function blocksOf(bytes: Uint8Array, count: number): readonly Uint8Array[] | null {
  const blocks: Uint8Array[] = []
  let at = 0
  for (let read = 0; read < count; read += 1) {
    if (at + 4 > bytes.length) return null
    const length = (bytes[at] ?? 0) * 0x1000000 + (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
    if (at + 4 + length > bytes.length) return null
    blocks.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return at === bytes.length ? blocks : null
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 200))

/** Nothing may follow, nothing may be reserved, and each part has one form: no byte of it can be changed and still hold. */
function readSsh(payload: Uint8Array, bytes: Uint8Array): SshSignature | null {
  const head = concatBytes(sshMagic, number32(1))
  const [key, namespace, reserved, hash, made] = startsWith(bytes, head) ? (blocksOf(bytes.subarray(head.length), 5) ?? []) : []
  if (key === undefined || namespace === undefined || reserved?.length !== 0 || hash === undefined || made === undefined) return null
  const name = latin(hash)
  if (name !== 'sha256' && name !== 'sha512') return null
  const digest = name === 'sha256' ? sha256Bytes(payload) : sha512Bytes(payload)
  const signed = concatBytes(sshMagic, block(namespace), block(reserved), block(hash), block(digest))
  const signature = bareSshSignature(made)
  return signature === null ? null : { key, namespace: latin(namespace), hash: name, plain: { signed, signature } }
}

/** 64 bytes of Ed25519, or the two numbers of ECDSA in DER, whose form they share. */
function bareSshSignature(made: Uint8Array): Uint8Array | null {
  const [kind, bare] = blocksOf(made, 2) ?? []
  if (kind === undefined || bare === undefined) return null
  if (latin(kind) === 'ssh-ed25519') return bare.slice()
  if (latin(kind) !== 'ecdsa-sha2-nistp256' && latin(kind) !== 'ecdsa-sha2-nistp384') return null
  const numbers = blocksOf(bare, 2)
  if (numbers === null || numbers.some((one) => one.length === 0 || one.length > 60)) return null
  const inside = concatBytes(...numbers.map((one) => concatBytes(Uint8Array.of(2, one.length), one)))
  return concatBytes(Uint8Array.of(0x30, inside.length), inside)
}

const armor = /^\s*-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*$/
const minisig = /^untrusted comment: [^\r\n]*\r?\n([A-Za-z0-9+/=]+)\r?\ntrusted comment: ([^\r\n]*)\r?\n([A-Za-z0-9+/=]+)\s*$/
/** Longer files are no signatures. */
const longest = 20_000

/**
 * A signature over a payload from the text that a tool wrote, in the form that an envelope holds: of `ssh-keygen -Y sign`,
 * of `minisign -S`, or base64 of a signature over the envelope's own bytes. It is checked, the comment that minisign signs
 * as well; after that the comment is dropped, because a decision stands in the payload alone. Never throws.
 */
export function readSignature(text: string, payload: Uint8Array, key: PublicKey): Result<Uint8Array, CarrierFault> {
  if (text.length > longest) return fail('E_SIG_FORM')
  const ssh = armor.exec(text)?.[1]
  const mini = minisig.exec(text)
  if (mini !== null) return minisignSignature(mini[1] ?? '', mini[2] ?? '', mini[3] ?? '', payload, key)
  const bytes = bytesOfBase64((ssh ?? text).replaceAll(/\s/g, ''))
  if (bytes === null || (ssh !== undefined) !== startsWith(bytes, sshMagic)) return fail('E_SIG_FORM')
  const fault = signatureFault(key, payload, bytes)
  return fault === null ? ok(bytes) : fail(fault)
}

function minisignSignature(main: string, comment: string, whole: string, payload: Uint8Array, key: PublicKey): Result<Uint8Array, CarrierFault> {
  const [bytes, over] = [bytesOfBase64(main), bytesOfBase64(whole)]
  // The older form without a digest ("Ed") would be a signature over the payload with nothing that says what it is for.
  if (bytes === null || over === null || bytes.length !== 74 || over.length !== 64 || !startsWith(bytes, minisignMagic)) return fail('E_SIG_FORM')
  const bare = bytes.slice(10)
  const kept = concatBytes(minisignMagic, bare)
  if (key.algorithm !== 'Ed25519' || !isSignedBy(key, concatBytes(bare, utf8Bytes(comment.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))), over)) return fail('E_SIG_INVALID')
  const fault = signatureFault(key, payload, kept)
  return fault === null ? ok(kept) : fail(fault)
}

const sshLine = /^(ssh-ed25519|ecdsa-sha2-nistp256|ecdsa-sha2-nistp384) ([A-Za-z0-9+/=]+)(?: [^\r\n]*)?$/
const minisignKey = /^(?:untrusted comment: [^\r\n]*\r?\n)?(RW[A-Za-z0-9+/]{54})$/

/** A public key from text: PEM, a line of OpenSSH, or minisign's file. Never throws. */
export function publicKeyOfText(text: string): Result<PublicKey, KeyFault> {
  const plain = text.trim()
  const [, kind, blob] = sshLine.exec(plain) ?? []
  if (kind !== undefined && blob !== undefined) return sshKey(kind, bytesOfBase64(blob))
  const mini = minisignKey.exec(plain)?.[1]
  if (mini === undefined) return publicKeyOfPem(`${plain}\n`)
  const bytes = bytesOfBase64(mini)
  return bytes?.length === 42 && startsWith(bytes, utf8Bytes('Ed')) ? keyOfPoint('Ed25519', bytes.slice(10)) : fail('E_KEY_FORM')
}

function sshKey(kind: string, blob: Uint8Array | null): Result<PublicKey, KeyFault> {
  const algorithm = (['Ed25519', 'ECDSA-P256', 'ECDSA-P384'] as const).find((one) => sshKinds[one][0] === kind)
  if (algorithm === undefined || blob === null) return fail('E_KEY_FORM')
  const point = blocksOf(blob, algorithm === 'Ed25519' ? 2 : 3)?.at(-1)
  const key = point === undefined ? null : keyOfPoint(algorithm, point.slice())
  if (key === null || !key.ok) return key ?? fail('E_KEY_FORM')
  const again = sshBlobOf(key.value)
  return again !== null && equalBytes(again, blob) ? key : fail('E_KEY_FORM')
}

/** DER before a point, as in `envelope.ts` (RFC 8410, RFC 5480). */
const derHeads = {
  'Ed25519': [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00],
  'ECDSA-P256': [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00],
  'ECDSA-P384': [0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00],
} as const

function keyOfPoint(algorithm: keyof typeof derHeads, point: Uint8Array): Result<PublicKey, KeyFault> {
  return publicKeyOf(concatBytes(Uint8Array.from(derHeads[algorithm]), point))
}
