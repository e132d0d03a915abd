/** The account's keyring around a sealed key: an added wrap with a way out, never instead of the passphrase. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Keyring } from '../../../electron/keys/keyring.ts'
import { keyService } from '../../../electron/keys/service.ts'
import { runCli } from '../../../electron/cli.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-keyring-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const at = '2026-11-23T10:00:00Z'
const passphrase = 'correct horse battery'

/** A keyring as an account has one: what it wraps, only the same one opens. `usable` can be switched. */
function account() {
  const secret = randomBytes(32)
  const switched = { usable: true, pretends: false }
  const keyring: Keyring = {
    state: () => Promise.resolve(switched.usable ? { usable: true, name: 'gnome_libsecret' } : { usable: false, why: 'closed' }),
    wrap: (text) => {
      if (!switched.usable) return Promise.resolve(null)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce)
      const box = Buffer.concat([cipher.update(text), cipher.final()])
      return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), box]).toString('base64'))
    },
    unwrap: (wrapped) => {
      if (!switched.usable) return Promise.resolve(null)
      if (switched.pretends) return Promise.resolve('something else')
      const bytes = Buffer.from(wrapped, 'base64')
      try {
        const cipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12), { authTagLength: 16 })
        cipher.setAuthTag(bytes.subarray(12, 28))
        return Promise.resolve(Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString())
      } catch {
        return Promise.resolve(null)
      }
    },
  }
  return { keyring, switched }
}

let answer: string | null = null
const dialogs = { openFile: () => Promise.resolve(answer), saveFile: () => Promise.resolve(answer) }
const serviceIn = (name: string, keyring?: Keyring) =>
  keyService({ folder: path.join(root, name), dialogs, printPdf: null, tokenHost: () => Promise.resolve(null), now: () => at, ...(keyring === undefined ? {} : { keyring }) })
const value = <T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
const problemOf = (result: { ok: true } | { ok: false; problem: { code: string } }) => (result.ok ? null : result.problem.code)
const onlyFile = (name: string): string => path.join(root, name, readdirSync(path.join(root, name))[0]!)

describe('a key under the keyring of an account', () => {
  const { keyring, switched } = account()
  const service = serviceIn('own', keyring)
  const { handlers } = service
  let keyId = ''
  let before = ''

  test('is wrapped beside its passphrase, and signs with both', async () => {
    keyId = value(await handlers['keys.create']({ name: 'Jana', algorithm: 'Ed25519', second: true, passphrase, at })).keyId
    before = readFileSync(onlyFile('own'), 'utf8')
    expect(value(await handlers['keys.list'](null))[0]).not.toHaveProperty('keyring')
    expect(value(await handlers['keys.keyring'](null))).toEqual({ usable: true, name: 'gnome_libsecret' })
    value(await handlers['keys.unlock']({ keyId, passphrase }))
    value(await handlers['keys.setWrapped']({ keyId, wrapped: true }))
    // What was unlocked before is asked for again.
    expect(value(await handlers['keys.unlocked'](null))).toEqual([])
    expect(value(await handlers['keys.list'](null))).toMatchObject([{ keyId, keyring: 'gnome_libsecret', second: { algorithm: 'ML-DSA-65' } }])
    // The sealed box is nowhere in the file but under the keyring.
    const file = JSON.parse(readFileSync(onlyFile('own'), 'utf8'))
    expect(file.seal.box).toBe('')
    expect(readFileSync(onlyFile('own'), 'utf8')).not.toContain(JSON.parse(before).seal.box)
    expect(statSync(onlyFile('own')).mode & 0o777).toBe(0o600)
    expect(problemOf(await service.signer(keyId, 'another passphrase'))).toBe('wrong-passphrase')
    const signer = value(await service.signer(keyId, passphrase))
    expect((await signer.sign(Uint8Array.of(1))).ok).toBe(true)
    expect((await signer.second!(Uint8Array.of(1))).ok).toBe(true)
    // Once more changes nothing.
    value(await handlers['keys.setWrapped']({ keyId, wrapped: true }))
    expect(JSON.parse(readFileSync(onlyFile('own'), 'utf8'))).toEqual(file)
  })

  test('is exported as before, in a form that needs no keyring', async () => {
    answer = path.join(root, 'copy.pem')
    value(await handlers['keys.export']({ keyId, passphrase, newPassphrase: 'for the safe', form: 'pkcs8', language: 'en' }))
    const elsewhere = serviceIn('elsewhere')
    const taken = value(await elsewhere.handlers['keys.import']({ filePassphrase: 'for the safe', name: 'Jana', passphrase, at, language: 'en' }))
    expect(taken?.keyId).toBe(keyId)
    expect(taken).not.toHaveProperty('keyring')
  })

  test('copied to another account it does not open, with the right passphrase either', async () => {
    const other = serviceIn('other', account().keyring)
    value(await other.handlers['keys.create']({ name: 'Any', passphrase, at }))
    copyFileSync(onlyFile('own'), path.join(root, 'other', `${keyId}.key.json`))
    expect(problemOf(await other.signer(keyId, passphrase))).toBe('keyring-lost')
    expect(problemOf(await other.handlers['keys.setWrapped']({ keyId, wrapped: false }))).toBe('keyring-lost')
    // It is listed still, so that its holder learns what it is and can have the board replace it.
    expect(value(await other.handlers['keys.list'](null)).map((key) => key.keyId)).toContain(keyId)
  })

  test('with a keyring that does not answer nothing is changed, and it comes back', async () => {
    const file = readFileSync(onlyFile('own'), 'utf8')
    switched.usable = false
    expect(value(await handlers['keys.keyring'](null))).toEqual({ usable: false, why: 'closed' })
    expect(problemOf(await service.signer(keyId, passphrase))).toBe('keyring-lost')
    expect(problemOf(await handlers['keys.setWrapped']({ keyId, wrapped: false }))).toBe('keyring-lost')
    expect(readFileSync(onlyFile('own'), 'utf8')).toBe(file)
    switched.usable = true
    expect((await service.signer(keyId, passphrase)).ok).toBe(true)
  })

  test('the command line names the way out', async () => {
    writeFileSync(path.join(root, 'pass'), passphrase)
    let said = ''
    const exit = await runCli(['trust', 'card', '--key', onlyFile('own'), '--passphrase-file', path.join(root, 'pass'), '--out', path.join(root, 'x')], { printPdf: null }, { out: (text) => (said += text), error: (text) => (said += text) })
    expect(exit).toBe(2)
    expect(said).toContain('keyring of an account')
  })

  test('taken out of the keyring, the file is what it was, byte for byte', async () => {
    value(await handlers['keys.setWrapped']({ keyId, wrapped: false }))
    expect(readFileSync(onlyFile('own'), 'utf8')).toBe(before)
    value(await handlers['keys.setWrapped']({ keyId, wrapped: false }))
    expect((await service.signer(keyId, passphrase)).ok).toBe(true)
  })

  test('a keyring that does not give back what it took is not used', async () => {
    switched.pretends = true
    expect(problemOf(await handlers['keys.setWrapped']({ keyId, wrapped: true }))).toBe('no-keyring')
    expect(readFileSync(onlyFile('own'), 'utf8')).toBe(before)
    switched.pretends = false
  })

  test('a file that says both, or neither, is damaged', async () => {
    const file = JSON.parse(before)
    for (const [at_, broken] of [
      { ...file, wrap: { keyring: 'gnome_libsecret', box: 'AAAA' } },
      { ...file, seal: { ...file.seal, box: '' } },
      { ...file, seal: { ...file.seal, box: '' }, wrap: { keyring: 'basic_text', box: 'AAAA' } },
    ].entries()) {
      const folder = `broken${at_}`
      const broke = serviceIn(folder, keyring)
      value(await broke.handlers['keys.create']({ name: 'Any', passphrase, at }))
      writeFileSync(path.join(root, folder, `${keyId}.key.json`), JSON.stringify(broken))
      expect(problemOf(await broke.signer(keyId, passphrase))).toBe('broken-file')
    }
  })
})

test('without a keyring nothing is offered', async () => {
  const service = serviceIn('none')
  const { keyId } = value(await service.handlers['keys.create']({ name: 'Jana', passphrase, at }))
  expect(value(await service.handlers['keys.keyring'](null))).toEqual({ usable: false, why: 'none' })
  expect(problemOf(await service.handlers['keys.setWrapped']({ keyId, wrapped: true }))).toBe('no-keyring')
  expect(problemOf(await service.handlers['keys.setWrapped']({ keyId: '0'.repeat(64), wrapped: true }))).toBe('not-found')
})
