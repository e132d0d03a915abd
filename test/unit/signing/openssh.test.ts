/** Private keys in OpenSSH's form: what is written is read again, and files that are none are refused. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publicKeyOf } from '../../../shared/base/envelope.ts'
import { exportOpenssh, importOpenssh, opensshLine } from '../../../electron/keys/openssh.ts'

const made: readonly (readonly [string, KeyObject])[] = [
  ['Ed25519', generateKeyPairSync('ed25519').privateKey],
  ['P-256', generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey],
  ['P-384', generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey],
]
const der = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'der' }).toString('hex')
const publicOf = (key: KeyObject) => {
  const read = publicKeyOf(new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' })))
  if (!read.ok) throw new Error(read.problem)
  return read.value
}

/** The container's bytes, to change one and set them again. */
function changed(pem: string, change: (bytes: Buffer) => void): string {
  const bytes = Buffer.from(pem.replaceAll(/-----[^-]+-----|\n/g, ''), 'base64')
  change(bytes)
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`
}

describe.each(made)('%s', (_name, key) => {
  const pem = exportOpenssh(key, 'zwölf Boxkämpfer', 'Jana Köhler')

  test('is read again under its passphrase, and under no other', () => {
    const read = importOpenssh(pem, 'zwölf Boxkämpfer')
    expect(read.ok && der(read.value)).toBe(der(key))
    expect(importOpenssh(pem, 'zwölf boxkämpfer')).toEqual({ ok: false, problem: 'wrong-passphrase' })
    expect(importOpenssh(pem, null)).toEqual({ ok: false, problem: 'needs-passphrase' })
    expect(importOpenssh(pem, '')).toEqual({ ok: false, problem: 'needs-passphrase' })
  })

  test('is never written the same way twice, so that equal keys do not show', () => {
    expect(exportOpenssh(key, 'zwölf Boxkämpfer', 'Jana Köhler')).not.toBe(pem)
  })

  test('the public line names algorithm, key and person', () => {
    const line = opensshLine(publicOf(key), '  Jana\nKöhler ')
    expect(line).toMatch(/^(ssh-ed25519|ecdsa-sha2-nistp(256|384)) [A-Za-z0-9+/=]+ Jana Köhler\n$/)
  })
})

test('work that protects nothing, and work without end, are refused before any of it is done', () => {
  const [, key] = made[0]!
  const pem = exportOpenssh(key, 'p', '')
  // "bcrypt", the length of the settings, the salt with its length, then the rounds.
  const roundsAt = (bytes: Buffer) => bytes.indexOf('bcrypt') + 'bcrypt'.length + 4 + 4 + 16
  expect(importOpenssh(changed(pem, (bytes) => bytes.writeUInt32BE(1, roundsAt(bytes))), 'p')).toEqual({ ok: false, problem: 'E_KDF_WEAK' })
  expect(importOpenssh(changed(pem, (bytes) => bytes.writeUInt32BE(0xffffffff, roundsAt(bytes))), 'p')).toEqual({ ok: false, problem: 'E_KDF_DOS' })
})

test('a private key beside another public key is refused: its signatures would verify for nobody', () => {
  const plain = (first: KeyObject, second: KeyObject) => {
    const [one, two] = [first, second].map((key) => createPrivateKey({ key: key.export({ type: 'pkcs8', format: 'der' }), format: 'der', type: 'pkcs8' }).export({ format: 'jwk' }))
    const text = (value: Buffer | string) => {
      const bytes = Buffer.from(value)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return Buffer.concat([length, bytes])
    }
    const point = Buffer.from(two!.x!, 'base64url')
    const body = Buffer.concat([Buffer.alloc(8), text('ssh-ed25519'), text(point), text(Buffer.concat([Buffer.from(one!.d!, 'base64url'), point])), text('')])
    const count = Buffer.from([0, 0, 0, 1])
    const container = Buffer.concat([Buffer.from('openssh-key-v1\0'), text('none'), text('none'), text(''), count, text('x'), text(body)])
    return `-----BEGIN OPENSSH PRIVATE KEY-----\n${container.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`
  }
  const other = generateKeyPairSync('ed25519').privateKey
  const [, key] = made[0]!
  const read = importOpenssh(plain(key, key), null)
  expect(read.ok && der(read.value)).toBe(der(key))
  expect(importOpenssh(plain(key, other), null)).toEqual({ ok: false, problem: 'E_KEY_FORM' })
})

test('never throws, whatever the bytes are', () => {
  const [, key] = made[1]!
  const pem = exportOpenssh(key, 'p', 'x')
  fc.assert(
    fc.property(fc.nat({ max: 120 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const read = importOpenssh(changed(pem, (bytes) => bytes.writeUInt8(byte, at)), null)
      expect(read.ok || read.problem !== 'wrong-passphrase').toBe(true)
    }),
    { numRuns: 300, seed: 7 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const body = Buffer.concat([Buffer.from('openssh-key-v1\0'), Buffer.from(bytes)]).toString('base64')
      expect(importOpenssh(`-----BEGIN OPENSSH PRIVATE KEY-----\n${body}\n-----END OPENSSH PRIVATE KEY-----`, 'p').ok).toBe(false)
    }),
    { numRuns: 300, seed: 7 },
  )
})
