/**
 * Keys as OpenSSH keeps them (PROTOCOL.key of OpenSSH, RFC 4253, RFC 5656, RFC 8709): private keys in the form
 * `openssh-key-v1`, public keys as one line. Files of other programs are read with care: every length is checked, and the
 * work that a file may ask for is bounded from both sides.
 */
import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, randomBytes, type KeyObject } from 'node:crypto'
import { pbkdf } from 'bcrypt-pbkdf'
import { base64Of, bytesOfBase64 } from '../../shared/base/bytes.ts'
import type { MainAlgorithm, PublicKey } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { ImportProblem } from './pkcs8.ts'

const magic = Buffer.from('openssh-key-v1\0', 'latin1')
const pemForm = /-----BEGIN OPENSSH PRIVATE KEY-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END OPENSSH PRIVATE KEY-----/

/** Rounds of bcrypt that Homeport writes; `ssh-keygen` writes 24 since OpenSSH 9.4, and 16 before. */
const exportRounds = 48
const fewestRounds = 8
const mostRounds = 1024

const ciphers: Readonly<Record<string, { readonly name: 'aes-256-ctr' | 'aes-256-cbc'; readonly key: number; readonly block: number }>> = {
  'aes256-ctr': { name: 'aes-256-ctr', key: 32, block: 16 },
  'aes256-cbc': { name: 'aes-256-cbc', key: 32, block: 16 },
}

type Curve = { readonly algorithm: MainAlgorithm; readonly type: string; readonly name: string; readonly jwk: string; readonly bytes: number }

/** The two elliptic curves by their names in SSH and in JSON Web Keys (RFC 7518). */
const curves: readonly Curve[] = [
  { algorithm: 'ECDSA-P256', type: 'ecdsa-sha2-nistp256', name: 'nistp256', jwk: 'P-256', bytes: 32 },
  { algorithm: 'ECDSA-P384', type: 'ecdsa-sha2-nistp384', name: 'nistp384', jwk: 'P-384', bytes: 48 },
]
const ed25519 = 'ssh-ed25519'

export function isOpenssh(pem: string): boolean {
  return pem.includes('-----BEGIN OPENSSH PRIVATE KEY-----')
}

/** Reads an OpenSSH private key, plain or under a passphrase. Never throws. */
export function importOpenssh(pem: string, passphrase: string | null): Result<KeyObject, ImportProblem> {
  const found = pem.length > 20_000 ? null : pemForm.exec(pem)
  const bytes = bytesOfBase64((found?.[1] ?? '').replaceAll(/[\r\n]/g, ''))
  if (bytes === null) return fail('E_KEY_FORM')
  try {
    return readContainer(Buffer.from(bytes), passphrase)
  } catch {
    // A length that leads past the end, a point that is on no curve: the file is no key.
    return fail('E_KEY_FORM')
  }
}

function readContainer(bytes: Buffer, passphrase: string | null): Result<KeyObject, ImportProblem> {
  if (!bytes.subarray(0, magic.length).equals(magic)) return fail('E_KEY_FORM')
  const reader = readerOf(bytes, magic.length)
  const [cipher, kdf, settings] = [reader.text(), reader.text(), reader.bytes()]
  if (reader.number() !== 1) return fail('E_KEY_FORM')
  reader.bytes()
  const sealed = reader.bytes()
  if (cipher === 'none' && kdf === 'none') return readPrivate(sealed, 'E_KEY_FORM')
  const form = ciphers[cipher]
  if (form === undefined || kdf !== 'bcrypt' || sealed.length % form.block !== 0) return fail('E_KEY_FORM')
  if (passphrase === null || passphrase === '') return fail('needs-passphrase')
  const work = readerOf(settings, 0)
  const [salt, rounds] = [work.bytes(), work.number()]
  if (rounds < fewestRounds) return fail('E_KDF_WEAK')
  if (rounds > mostRounds || salt.length > 1024) return fail('E_KDF_DOS')
  const derived = derive(passphrase, salt, form.key + form.block, rounds)
  const decipher = createDecipheriv(form.name, derived.subarray(0, form.key), derived.subarray(form.key)).setAutoPadding(false)
  const opened = Buffer.concat([decipher.update(sealed), decipher.final()])
  derived.fill(0)
  const key = readPrivate(opened, 'wrong-passphrase')
  opened.fill(0)
  return key
}

/** The two equal numbers at the start tell whether the passphrase was right. */
function readPrivate(bytes: Buffer, otherwise: ImportProblem): Result<KeyObject, ImportProblem> {
  const reader = readerOf(bytes, 0)
  const [first, second] = [reader.number(), reader.number()]
  if (first !== second) return fail(otherwise)
  const type = reader.text()
  if (type === ed25519) {
    const point = reader.bytes()
    const pair = reader.bytes()
    if (point.length !== 32 || pair.length !== 64 || !pair.subarray(32).equals(point)) return fail('E_KEY_FORM')
    return keyOfJwk({ kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url'), d: pair.subarray(0, 32).toString('base64url') })
  }
  const curve = curves.find((one) => one.type === type)
  if (curve === undefined || reader.text() !== curve.name) return fail('E_KEY_FORM')
  const point = reader.bytes()
  const scalar = positive(reader.bytes(), curve.bytes)
  if (point.length !== 2 * curve.bytes + 1 || point[0] !== 4 || scalar === null) return fail('E_KEY_FORM')
  const coordinate = (from: number): string => point.subarray(from, from + curve.bytes).toString('base64url')
  return keyOfJwk({ kty: 'EC', crv: curve.jwk, x: coordinate(1), y: coordinate(1 + curve.bytes), d: scalar.toString('base64url') })
}

function keyOfJwk(key: Record<string, string>): Result<KeyObject, ImportProblem> {
  const read = createPrivateKey({ key, format: 'jwk' })
  // A private key beside a public key that is not its own would sign what nobody can verify.
  const { x, y } = createPublicKey(createPrivateKey({ key: read.export({ type: 'pkcs8', format: 'der' }), format: 'der', type: 'pkcs8' })).export({ format: 'jwk' })
  return x === key['x'] && y === key['y'] ? ok(read) : fail('E_KEY_FORM')
}

/** A private key under a passphrase, as `ssh-keygen` reads it. */
export function exportOpenssh(key: KeyObject, passphrase: string, comment: string): string {
  const { type, point, secret } = partsOf(key)
  const publicBlob = publicBlobOf(type, point)
  const check = randomBytes(4)
  const body = Buffer.concat([check, check, publicBlob, secret, text(comment)])
  const { block, key: keyLength, name } = { name: 'aes-256-ctr', key: 32, block: 16 } as const
  const padded = Buffer.concat([body, Buffer.from(Array.from({ length: (block - (body.length % block)) % block }, (_, at) => at + 1))])
  const salt = randomBytes(16)
  const derived = derive(passphrase, salt, keyLength + block, exportRounds)
  const cipher = createCipheriv(name, derived.subarray(0, keyLength), derived.subarray(keyLength))
  const sealed = Buffer.concat([cipher.update(padded), cipher.final()])
  for (const secretBytes of [derived, body, padded, secret]) secretBytes.fill(0)
  const settings = Buffer.concat([block32(salt), number(exportRounds)])
  const container = Buffer.concat([magic, text('aes256-ctr'), text('bcrypt'), block32(settings), number(1), block32(publicBlob), block32(sealed)])
  const lines = base64Of(container).match(/.{1,70}/g) ?? []
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`
}

/** A public key as one line, as `ssh-keygen -y` prints it. Null for algorithms that SSH has no name for. */
export function opensshLine({ algorithm, point }: Pick<PublicKey, 'algorithm' | 'point'>, comment: string): string | null {
  const type = algorithm === 'Ed25519' ? ed25519 : curves.find((curve) => curve.algorithm === algorithm)?.type
  if (type === undefined) return null
  const plain = comment.replaceAll(/\s+/g, ' ').trim()
  return `${type} ${base64Of(publicBlobOf(type, Buffer.from(point)))}${plain === '' ? '' : ` ${plain}`}\n`
}

function publicBlobOf(type: string, point: Buffer): Buffer {
  const curve = curves.find((one) => one.type === type)
  return Buffer.concat([text(type), ...(curve === undefined ? [] : [text(curve.name)]), block32(point)])
}

/** The public point, and the private part as it follows the public one in the container. */
function partsOf(key: KeyObject): { readonly type: string; readonly point: Buffer; readonly secret: Buffer } {
  const { crv, x = '', y = '', d = '' } = key.export({ format: 'jwk' })
  const [across, down, scalar] = [x, y, d].map((part) => Buffer.from(part, 'base64url'))
  if (across === undefined || down === undefined || scalar === undefined) throw new Error('a private key has three parts')
  if (crv === 'Ed25519') return { type: ed25519, point: across, secret: block32(Buffer.concat([scalar, across])) }
  const curve = curves.find((one) => one.jwk === crv)
  if (curve === undefined) throw new Error('the key has an algorithm that OpenSSH does not write')
  return { type: curve.type, point: Buffer.concat([Buffer.from([4]), across, down]), secret: block32(multiple(scalar)) }
}

function derive(passphrase: string, salt: Uint8Array, length: number, rounds: number): Buffer {
  const bytes = Buffer.from(passphrase, 'utf8')
  const key = Buffer.alloc(length)
  const code = pbkdf(bytes, bytes.length, salt, salt.length, key, length, rounds)
  bytes.fill(0)
  if (code !== 0) throw new RangeError('no key can be derived from this')
  return key
}

/** Reads the length-prefixed values of SSH. Throws where one leads past the end. */
function readerOf(bytes: Buffer, from: number) {
  let at = from
  const integer = (): number => {
    const value = bytes.readUInt32BE(at)
    at += 4
    return value
  }
  const block = (): Buffer => {
    const length = integer()
    if (length > bytes.length - at) throw new RangeError('cut short')
    at += length
    return bytes.subarray(at - length, at)
  }
  return { number: integer, bytes: block, text: (): string => block().toString('latin1') }
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function block32(bytes: Buffer): Buffer {
  return Buffer.concat([number(bytes.length), bytes])
}

function text(value: string): Buffer {
  return block32(Buffer.from(value, 'utf8'))
}

/** A positive number as SSH writes it: no leading zeros, and one where the first bit is set. */
function multiple(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const short = first < 0 ? Buffer.alloc(0) : bytes.subarray(first)
  return (short[0] ?? 0) < 0x80 ? Buffer.from(short) : Buffer.concat([Buffer.from([0]), short])
}

/** A number of SSH in a fixed length, null where it is longer. */
function positive(bytes: Buffer, length: number): Buffer | null {
  const short = bytes[0] === 0 ? bytes.subarray(1) : bytes
  return short.length > length ? null : Buffer.concat([Buffer.alloc(length - short.length), short])
}
