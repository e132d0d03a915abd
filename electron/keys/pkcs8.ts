/**
 * Private keys as other programs keep them: PKCS#8 in PEM, plain or encrypted with PBES2. Encrypted keys are taken apart
 * here, because Electron's BoringSSL cannot read them; the amount of work they ask for is bounded from both sides.
 */
import { createCipheriv, createDecipheriv, createPrivateKey, pbkdf2, randomBytes, scrypt, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { base64Of, bytesOfBase64 } from '../../shared/base/bytes.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { element, hex, inside, integer, oid, sequence, tag, type Element } from '../der.ts'

const deriveByPbkdf2 = promisify(pbkdf2)

export type ImportProblem =
  /** No PEM private key of a kind that is read here. */
  | 'E_KEY_FORM'
  | 'wrong-passphrase'
  /** The file is encrypted and no passphrase was given. */
  | 'needs-passphrase'
  | 'E_KDF_WEAK'
  | 'E_KDF_DOS'

/** Rounds of PBKDF2 that Homeport writes; the recommendation of OWASP (2023) is 600 000. */
const exportRounds = 1_000_000
/** What openssl itself writes by default. Fewer rounds than this are no protection at all. */
const fewestRounds = 2048
const mostRounds = 5_000_000

const pemForm = /-----BEGIN (PRIVATE KEY|ENCRYPTED PRIVATE KEY|EC PRIVATE KEY)-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END \1-----/

/** Reads a PEM private key. Never throws. */
export async function importPem(pem: string, passphrase: string | null): Promise<Result<KeyObject, ImportProblem>> {
  const found = pem.length > 20_000 ? null : pemForm.exec(pem)
  const der = bytesOfBase64((found?.[2] ?? '').replaceAll(/[\r\n]/g, ''))
  if (found === null || der === null || der.length === 0) return fail('E_KEY_FORM')
  if (found[1] === 'EC PRIVATE KEY') return readKey(Buffer.from(der), 'sec1', 'E_KEY_FORM')
  if (found[1] === 'PRIVATE KEY') return readKey(Buffer.from(der), 'pkcs8', 'E_KEY_FORM')
  if (passphrase === null) return fail('needs-passphrase')
  const opened = await openPbes2(Buffer.from(der), passphrase)
  if (!opened.ok) return opened
  const key = readKey(opened.value, 'pkcs8', 'wrong-passphrase')
  opened.value.fill(0)
  return key
}

function readKey(der: Buffer, type: 'pkcs8' | 'sec1', otherwise: ImportProblem): Result<KeyObject, ImportProblem> {
  try {
    return ok(createPrivateKey({ key: der, format: 'der', type }))
  } catch {
    return fail(otherwise)
  }
}

/** Encrypts a private key (PKCS#8 DER) as openssl reads it: PBES2, PBKDF2-HMAC-SHA-256, AES-256-CBC. */
export async function exportPem(privateKey: Uint8Array, passphrase: string): Promise<string> {
  const [salt, vector] = [randomBytes(16), randomBytes(16)]
  const key = await deriveByPbkdf2(passphrase, salt, exportRounds, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, vector)
  const box = Buffer.concat([cipher.update(privateKey), cipher.final()])
  key.fill(0)
  const kdf = sequence(oid(oids.pbkdf2), sequence(tag(0x04, salt), integer(exportRounds), sequence(oid(oids.hmacSha256), tag(0x05, Buffer.alloc(0)))))
  const scheme = sequence(oid(oids.aes256Cbc), tag(0x04, vector))
  const der = sequence(sequence(oid(oids.pbes2), sequence(kdf, scheme)), tag(0x04, box))
  const lines = base64Of(der).match(/.{1,64}/g) ?? []
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${lines.join('\n')}\n-----END ENCRYPTED PRIVATE KEY-----\n`
}

const oids = {
  pbes2: '2a864886f70d01050d',
  pbkdf2: '2a864886f70d01050c',
  scrypt: '2b06010401da47040b',
  hmacSha1: '2a864886f70d0207',
  hmacSha256: '2a864886f70d0209',
  hmacSha384: '2a864886f70d020a',
  hmacSha512: '2a864886f70d020b',
  aes128Cbc: '608648016503040102',
  aes256Cbc: '60864801650304012a',
} as const

const hmacs: Readonly<Record<string, string>> = {
  [oids.hmacSha1]: 'sha1',
  [oids.hmacSha256]: 'sha256',
  [oids.hmacSha384]: 'sha384',
  [oids.hmacSha512]: 'sha512',
}

async function openPbes2(der: Buffer, passphrase: string): Promise<Result<Buffer, ImportProblem>> {
  try {
    const [algorithm, box] = inside(element(der))
    const [scheme, settings] = inside(algorithm)
    const [kdf, cipher] = inside(settings)
    const [cipherId, vector] = inside(cipher)
    const [kdfId, kdfSettings] = inside(kdf)
    if (hex(scheme) !== oids.pbes2) return fail('E_KEY_FORM')
    const length = hex(cipherId) === oids.aes256Cbc ? 32 : hex(cipherId) === oids.aes128Cbc ? 16 : 0
    if (length === 0) return fail('E_KEY_FORM')
    const key = await deriveKey(hex(kdfId), kdfSettings, passphrase, length)
    if (!key.ok) return key
    return decrypt(length, key.value, vector?.value, box?.value)
  } catch {
    return fail('E_KEY_FORM')
  }
}

function decrypt(length: number, key: Buffer, vector?: Buffer, box?: Buffer): Result<Buffer, ImportProblem> {
  if (vector === undefined || box === undefined) return fail('E_KEY_FORM')
  try {
    const decipher = createDecipheriv(length === 32 ? 'aes-256-cbc' : 'aes-128-cbc', key, vector)
    return ok(Buffer.concat([decipher.update(box), decipher.final()]))
  } catch {
    return fail('wrong-passphrase')
  } finally {
    key.fill(0)
  }
}

async function deriveKey(
  kdf: string,
  settings: Element | undefined,
  passphrase: string,
  length: number,
): Promise<Result<Buffer, ImportProblem>> {
  const [salt, ...rest] = inside(settings)
  if (salt === undefined) return fail('E_KEY_FORM')
  const numbers = rest.filter((item) => item.tag === 0x02).map((item) => Number.parseInt(item.value.toString('hex') || '0', 16))
  if (kdf === oids.pbkdf2) {
    const rounds = numbers[0] ?? 0
    if (rounds < fewestRounds) return fail('E_KDF_WEAK')
    if (rounds > mostRounds) return fail('E_KDF_DOS')
    const named = rest.find((item) => item.tag === 0x30)
    const hash = named === undefined ? 'sha1' : hmacs[hex(inside(named)[0])]
    return hash === undefined ? fail('E_KEY_FORM') : ok(await deriveByPbkdf2(passphrase, salt.value, rounds, length, hash))
  }
  if (kdf !== oids.scrypt) return fail('E_KEY_FORM')
  const [cost = 0, block = 0, lanes = 0] = numbers
  if (cost < 16_384 || block < 8 || lanes < 1) return fail('E_KDF_WEAK')
  if (cost > 1_048_576 || block > 16 || lanes > 4) return fail('E_KDF_DOS')
  const options = { N: cost, r: block, p: lanes, maxmem: 130 * cost * block + 1_048_576 }
  return new Promise((resolve) => {
    scrypt(passphrase, salt.value, length, options, (error, key) => resolve(error === null ? ok(key) : fail('E_KEY_FORM')))
  })
}
