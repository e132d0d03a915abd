/**
 * How a private key lies on the disk: argon2id (RFC 9106) turns the passphrase into a key, AES-256-GCM seals the private
 * key under it. Everything else in the file is bound to the seal, so that no part can be exchanged.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { base64Of, bytesOfBase64, utf8Bytes } from '../../shared/base/bytes.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { KeyId, longestPem, MainAlgorithm } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse, z, type Infer } from '../../shared/base/schema.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import { KeyringName } from '../../shared/plan/keyring-view.ts'
import { Instant } from '../../shared/plan/plan.ts'

/** 64 MiB and three passes: the second recommendation of RFC 9106, with one lane, and the least that is accepted. */
const work = { memory: 65_536, iterations: 3 } as const
/** A file must not be able to occupy the machine. */
const mostWork = { memory: 1_048_576, iterations: 16 } as const

const Base64 = z.string().check(z.maxLength(4000))

const Header = {
  schema: z.literal('homeport/key/1'),
  keyId: KeyId,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  algorithm: MainAlgorithm,
  createdAt: Instant,
  publicKeyPem: z.string().check(z.maxLength(2000)),
  /** Public half of a second key. Its seed lies sealed after the private key. */
  second: z.optional(z.strictObject({ keyId: KeyId, algorithm: z.literal('ML-DSA-65'), publicKeyPem: z.string().check(z.maxLength(longestPem)) })),
} as const

const KeyHeader = z.strictObject(Header)
/** What may be read without the passphrase. */
export type KeyHeader = Infer<typeof KeyHeader>

export const KeyFile = z.strictObject({
  ...Header,
  seal: z.strictObject({
    kdf: z.literal('argon2id'),
    /** KiB. */
    memory: z.int().check(z.minimum(1)),
    iterations: z.int().check(z.minimum(1)),
    salt: Base64,
    cipher: z.literal('aes-256-gcm'),
    nonce: Base64,
    tag: Base64,
    /**
     * The private key as PKCS#8 DER, then the seed of a second key (32 bytes, RFC 9881) where there is one, sealed. Empty
     * where the account's keyring holds it, see `wrap`.
     */
    box: Base64,
  }),
  /** An added wrap: `box` of the seal under the keyring of the account. Missing where nobody asked for it. */
  wrap: z.optional(z.strictObject({ keyring: KeyringName, box: z.string().check(z.minLength(1), z.maxLength(8000)) })),
})
export type KeyFile = Infer<typeof KeyFile>

export type OpenProblem =
  /** The passphrase is wrong, or the file was changed: the seal cannot tell these apart. */
  | 'wrong-passphrase'
  | 'broken-file'
  /** So little work that guessing would be cheap. */
  | 'E_KDF_WEAK'
  /** So much work that opening would occupy the machine. */
  | 'E_KDF_DOS'
  /** The keyring of the account has to open it first. */
  | 'keyring-lost'

/** Seals a private key (PKCS#8 DER). The bytes of the argument are the caller's to wipe. */
export async function sealKey(header: KeyHeader, privateKey: Uint8Array, passphrase: string): Promise<KeyFile> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const settings = { kdf: 'argon2id', ...work, salt: base64Of(salt), cipher: 'aes-256-gcm', nonce: base64Of(nonce) } as const
  const key = await derive(passphrase, salt, work)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(boundText(header, settings))
  const box = Buffer.concat([cipher.update(privateKey), cipher.final()])
  key.fill(0)
  return { ...header, seal: { ...settings, tag: base64Of(cipher.getAuthTag()), box: base64Of(box) } }
}

/** The private key (PKCS#8 DER) of a key file. Wipe it after use. */
export async function openKey(file: KeyFile, passphrase: string): Promise<Result<Buffer, OpenProblem>> {
  const { seal, wrap, ...header } = file
  if (wrap !== undefined) return fail('keyring-lost')
  const { tag, box, ...settings } = seal
  const parts = [seal.salt, seal.nonce, tag, box].map(bytesOfBase64)
  const [salt, nonce, tagBytes, boxBytes] = parts
  if (!salt || !nonce || !tagBytes || !boxBytes) return fail('broken-file')
  if (salt.length !== 16 || nonce.length !== 12 || tagBytes.length !== 16) return fail('broken-file')
  if (seal.memory < work.memory || seal.iterations < work.iterations) return fail('E_KDF_WEAK')
  if (seal.memory > mostWork.memory || seal.iterations > mostWork.iterations) return fail('E_KDF_DOS')
  const key = await derive(passphrase, salt, seal)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
    decipher.setAAD(boundText(header, settings))
    decipher.setAuthTag(tagBytes)
    return ok(Buffer.concat([decipher.update(boxBytes), decipher.final()]))
  } catch {
    return fail('wrong-passphrase')
  } finally {
    key.fill(0)
  }
}

/** Reads a key file's text. Never throws. */
export function parseKeyFile(bytes: Uint8Array): Result<KeyFile, 'broken-file'> {
  const json = parseStrictJson(bytes, { maxBytes: 64 * 1024, maxDepth: 4, maxNodes: 100 })
  const file = json.ok ? parse(KeyFile, json.value) : json
  // What is sealed lies in one place: under the keyring or not.
  return file.ok && (file.value.wrap === undefined) === (file.value.seal.box !== '') ? file : fail('broken-file')
}

/** The same passphrase typed on another system must give the same bytes, hence NFKC. */
async function derive(
  passphrase: string,
  salt: Uint8Array,
  { memory, iterations }: { readonly memory: number; readonly iterations: number },
): Promise<Buffer> {
  const key = await argon2id({
    password: passphrase.normalize('NFKC'),
    salt,
    parallelism: 1,
    iterations,
    memorySize: memory,
    hashLength: 32,
    outputType: 'binary',
  })
  return Buffer.from(key.buffer, key.byteOffset, key.length)
}

function boundText(header: KeyHeader, settings: object): Uint8Array {
  return utf8Bytes(canonicalJson({ ...header, seal: settings }))
}
