import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isSignedBy, publicKeyOfPem } from '../../../shared/base/envelope.ts'
import { keysIn } from '../../../electron/keys/keys.ts'
import { importPem } from '../../../electron/keys/pkcs8.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-keys-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const at = '2026-11-23T10:00:00Z'
const message = new TextEncoder().encode('message')
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
const value = <T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T => {
  if (!result.ok) throw new Error(String(result.problem))
  return result.value
}

describe.each(['Ed25519', 'ECDSA-P256', 'ECDSA-P384'] as const)('%s', (algorithm) => {
  const folder = path.join(root, algorithm)
  const keys = keysIn(folder)

  test('create, list, unlock, sign; the file is sealed and private', async () => {
    const created = value(await keys.create({ name: 'Jana Köhler', passphrase: 'zwölf Boxkämpfer', at, algorithm }))
    expect(await keys.list()).toEqual([created])
    const [file] = readdirSync(folder)
    expect(file).toBe(`${created.keyId}.key.json`)
    expect(statSync(path.join(folder, file!)).mode & 0o777).toBe(0o600)
    const unlocked = value(await keys.unlock(created.keyId, 'zwölf Boxkämpfer'))
    expect(isSignedBy(unlocked.publicKey, message, unlocked.sign(message))).toBe(true)
    // The same passphrase in another normalization form, as another keyboard may give it.
    expect((await keys.unlock(created.keyId, 'zwo\u0308lf Boxka\u0308mpfer')).ok).toBe(true)
    expect(await keys.unlock(created.keyId, 'zwölf boxkämpfer')).toEqual({ ok: false, problem: 'wrong-passphrase' })
    expect(await keys.unlock('0'.repeat(64), 'x')).toEqual({ ok: false, problem: 'not-found' })
    expect(await keys.unlock('../../etc/passwd', 'x')).toEqual({ ok: false, problem: 'not-found' })
  })

  test('openssl reads the exported key, and it is the same key', async () => {
    const [key] = await keys.list()
    const pem = value(await keys.exportKey(key!.keyId, 'zwölf Boxkämpfer', 'export me'))
    writeFileSync(path.join(root, 'exported.pem'), pem)
    const publicPem = openssl('pkey', '-in', 'exported.pem', '-passin', 'pass:export me', '-pubout').toString()
    expect(publicPem).toBe(key!.publicKeyPem)
    const structure = openssl('asn1parse', '-in', 'exported.pem').toString()
    expect(structure).toMatch(/PBES2[\s\S]*PBKDF2[\s\S]*:0F4240[\s\S]*hmacWithSHA256[\s\S]*aes-256-cbc/)
    const again = keysIn(path.join(root, `${algorithm}-again`))
    const imported = value(await again.importKey({ pem, pemPassphrase: 'export me', name: 'J', passphrase: 'other', at }))
    expect(imported.keyId).toBe(key!.keyId)
    expect(await again.importKey({ pem, pemPassphrase: 'export me', name: 'J', passphrase: 'other', at })).toEqual({ ok: false, problem: 'exists' })
  })
})

describe('keys of openssl are taken in', () => {
  test.each([
    ['Ed25519', ['genpkey', '-algorithm', 'ed25519']],
    ['ECDSA-P256', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['ECDSA-P384', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384']],
    ['ECDSA-P256', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout']],
  ])('%s plain', async (algorithm, args) => {
    openssl(...args, '-out', 'plain.pem')
    const pem = readFileSync(path.join(root, 'plain.pem'), 'utf8')
    const keys = keysIn(mkdtempSync(path.join(root, 'in-')))
    const imported = value(await keys.importKey({ pem, pemPassphrase: null, name: 'J', passphrase: 'p', at }))
    expect(imported.algorithm).toBe(algorithm)
    expect(imported.publicKeyPem).toBe(createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'pem' }))
  })

  test.each([
    ['scrypt', ['-scrypt', '-scrypt_N', '16384', '-scrypt_r', '8', '-scrypt_p', '1', '-v2', 'aes-256-cbc']],
    ['PBKDF2 SHA-256', ['-v2', 'aes-256-cbc', '-iter', '2048']],
    ['PBKDF2 SHA-512, AES-128', ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512', '-iter', '5000']],
    ['PBKDF2 SHA-1 by default', ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA1', '-iter', '4096']],
  ])('encrypted with %s', async (_name, args) => {
    openssl('genpkey', '-algorithm', 'ed25519', '-out', 'clear.pem')
    openssl('pkcs8', '-topk8', '-in', 'clear.pem', '-out', 'boxed.pem', '-passout', 'pass:Straße', ...args)
    const pem = readFileSync(path.join(root, 'boxed.pem'), 'utf8')
    const clear = createPrivateKey(readFileSync(path.join(root, 'clear.pem')))
    const opened = value(await importPem(pem, 'Straße'))
    expect(opened.export({ type: 'pkcs8', format: 'der' })).toEqual(clear.export({ type: 'pkcs8', format: 'der' }))
    expect(await importPem(pem, 'Strasse')).toEqual({ ok: false, problem: 'wrong-passphrase' })
    expect(await importPem(pem, null)).toEqual({ ok: false, problem: 'needs-passphrase' })
  })

  test('too little and too much work are refused before any is done', async () => {
    openssl('genpkey', '-algorithm', 'ed25519', '-out', 'clear.pem')
    const boxed = (...args: string[]) => {
      openssl('pkcs8', '-topk8', '-in', 'clear.pem', '-out', 'boxed.pem', '-passout', 'pass:x', ...args)
      return readFileSync(path.join(root, 'boxed.pem'), 'utf8')
    }
    expect(await importPem(boxed('-v2', 'aes-256-cbc', '-iter', '1'), 'x')).toEqual({ ok: false, problem: 'E_KDF_WEAK' })
    expect(await importPem(boxed('-scrypt', '-scrypt_N', '2', '-scrypt_r', '8', '-scrypt_p', '1'), 'x')).toEqual({ ok: false, problem: 'E_KDF_WEAK' })
    const plain = Buffer.from(boxed('-v2', 'aes-256-cbc', '-iter', '3000000').replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
    const at3 = plain.indexOf(Buffer.from([0x02, 0x03, 0x2d, 0xc6, 0xc0]))
    // The greatest positive number of three bytes: more than 8 million rounds.
    plain.set([0x7f, 0xff, 0xff], at3 + 2)
    expect(await importPem(pemOf(plain), 'x')).toEqual({ ok: false, problem: 'E_KDF_DOS' })
  })

  test('other kinds of keys and damaged files are refused, never thrown', async () => {
    const keys = keysIn(path.join(root, 'refused'))
    openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024', '-out', 'rsa.pem')
    openssl('genpkey', '-algorithm', 'ed448', '-out', 'ed448.pem')
    for (const name of ['rsa.pem', 'ed448.pem']) {
      const pem = readFileSync(path.join(root, name), 'utf8')
      expect(await keys.importKey({ pem, pemPassphrase: null, name: 'J', passphrase: 'p', at })).toEqual({ ok: false, problem: 'E_KEY_FORM' })
    }
    openssl('genpkey', '-algorithm', 'ed25519', '-out', 'clear.pem')
    openssl('pkcs8', '-topk8', '-in', 'clear.pem', '-out', 'boxed.pem', '-passout', 'pass:x', '-v2', 'aes-256-cbc')
    const der = Buffer.from(readFileSync(path.join(root, 'boxed.pem'), 'utf8').replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
    for (let length = 0; length < der.length; length += 1) {
      const cut = der.subarray(0, length)
      const result = await importPem(pemOf(cut), 'x')
      expect(result.ok).toBe(false)
    }
    expect(readdirSync(root)).not.toContain('refused')
  })
})

function pemOf(der: Buffer): string {
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${der.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`
}

describe('a key file', () => {
  const folder = path.join(root, 'file')
  const keys = keysIn(folder)

  test('cannot have any part exchanged', async () => {
    const { keyId } = value(await keys.create({ name: 'A', passphrase: 'p', at }))
    const file = path.join(folder, `${keyId}.key.json`)
    const original = readFileSync(file, 'utf8')
    const changed = async (change: (json: Record<string, unknown>, seal: Record<string, unknown>) => void) => {
      const json = JSON.parse(original)
      change(json, json.seal)
      writeFileSync(file, JSON.stringify(json))
      const outcome = await keys.unlock(keyId, 'p')
      return outcome.ok ? 'opened' : outcome.problem
    }
    expect(await changed((json) => (json['name'] = 'Somebody else'))).toBe('wrong-passphrase')
    expect(await changed((json) => (json['createdAt'] = '2020-01-01T00:00:00Z'))).toBe('wrong-passphrase')
    expect(await changed((json) => (json['publicKeyPem'] = 'x'))).toBe('broken-file')
    expect(await changed((_json, seal) => (seal['iterations'] = 4))).toBe('wrong-passphrase')
    expect(await changed((_json, seal) => (seal['memory'] = 1024))).toBe('E_KDF_WEAK')
    expect(await changed((_json, seal) => (seal['iterations'] = 1_000_000))).toBe('E_KDF_DOS')
    expect(await changed((json) => (json['extra'] = 1))).toBe('broken-file')
    writeFileSync(file, original.slice(0, -5))
    expect(await keys.unlock(keyId, 'p')).toEqual({ ok: false, problem: 'broken-file' })
    expect(await keys.list()).toEqual([])
    writeFileSync(file, original)
    expect((await keys.unlock(keyId, 'p')).ok).toBe(true)
    expect(lstatSync(file).isFile()).toBe(true)
  })

  test('holds neither the passphrase nor the private key in the clear', async () => {
    const [key] = await keys.list()
    const pem = value(await keys.exportKey(key!.keyId, 'p', 'q'))
    const secret = value(await importPem(pem, 'q')).export({ type: 'pkcs8', format: 'der' }).subarray(-32)
    const text = readFileSync(path.join(folder, `${key!.keyId}.key.json`))
    expect(text.includes(secret)).toBe(false)
    expect(text.includes(secret.toString('base64').slice(0, 40))).toBe(false)
    expect(publicKeyOfPem(key!.publicKeyPem).ok).toBe(true)
  })
})
