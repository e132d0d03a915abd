/** Keys through the contract: taken in, handed out, unlocked for a while, removed and brought back. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fingerprintOf } from '../../../shared/base/envelope.ts'
import { keyCard } from '../../../electron/keys/card.ts'
import { keyService } from '../../../electron/keys/service.ts'
import { idleTime, unlockedKeys } from '../../../electron/keys/unlocked.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-key-service-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const at = '2026-11-23T10:00:00Z'
const language = 'en'
const passphrase = 'correct horse battery'
let answer: string | null = null
const dialogs = { openFile: () => Promise.resolve(answer), saveFile: () => Promise.resolve(answer) }
const serviceIn = (name: string) => keyService({ folder: path.join(root, name), dialogs, printPdf: null, tokenHost: () => Promise.resolve(null), now: () => at })
const value = <T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
const problemOf = (result: { ok: true } | { ok: false; problem: { code: string } }) => (result.ok ? null : result.problem.code)

describe('a key on this computer', () => {
  const service = serviceIn('own')
  const { handlers } = service
  let keyId = ''

  test('signs without its passphrase only while it is unlocked', async () => {
    keyId = value(await handlers['keys.create']({ name: 'Jana', algorithm: 'ECDSA-P256', passphrase, at })).keyId
    expect(problemOf(await service.signer(keyId, null))).toBe('locked')
    expect(problemOf(await handlers['keys.unlock']({ keyId, passphrase: 'another passphrase' }))).toBe('wrong-passphrase')
    value(await handlers['keys.unlock']({ keyId, passphrase }))
    expect(value(await handlers['keys.unlocked'](null))).toEqual([keyId])
    const signer = value(await service.signer(keyId, null))
    expect((await signer.sign(new Uint8Array([1, 2, 3]))).ok).toBe(true)
    value(await handlers['keys.lock'](null))
    expect(problemOf(await service.signer(keyId, null))).toBe('locked')
  })

  test('the public key is handed out for openssl and for SSH, and on a card', async () => {
    const [summary] = value(await handlers['keys.list'](null))
    for (const form of ['pem', 'openssh', 'card'] as const) {
      answer = path.join(root, `public.${form}`)
      expect(value(await handlers['keys.publish']({ keyId, form, language }))).toMatchObject({ path: answer })
    }
    expect(readFileSync(path.join(root, 'public.pem'), 'utf8')).toBe(summary!.publicKeyPem)
    expect(readFileSync(path.join(root, 'public.openssh'), 'utf8')).toMatch(/^ecdsa-sha2-nistp256 \S+ Jana\n$/)
    const card = readFileSync(path.join(root, 'public.card'), 'utf8')
    expect(card).toContain(fingerprintOf(keyId))
    expect(card).toContain(summary!.publicKeyPem.split('\n')[1])
    answer = null
    expect(value(await handlers['keys.publish']({ keyId, form: 'pem', language }))).toBeNull()
    expect(problemOf(await handlers['keys.publish']({ keyId: '0'.repeat(64), form: 'pem', language }))).toBe('not-found')
  })

  test.each(['pkcs8', 'openssh'] as const)('the private key goes to another computer as %s, under its own passphrase', async (form) => {
    const file = path.join(root, `private.${form}`)
    answer = file
    const request = { keyId, passphrase: 'wrong', newPassphrase: 'for the journey', form, language } as const
    expect(problemOf(await handlers['keys.export'](request))).toBe('wrong-passphrase')
    expect(existsSync(file)).toBe(false)
    value(await handlers['keys.export']({ ...request, passphrase }))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const other = serviceIn(`other-${form}`).handlers
    const taking = { name: 'Jana', passphrase: 'at the other place', at, language } as const
    expect(problemOf(await other['keys.import']({ ...taking, filePassphrase: null }))).toBe('needs-passphrase')
    expect(problemOf(await other['keys.import']({ ...taking, filePassphrase: 'no' }))).toBe('wrong-passphrase')
    expect(value(await other['keys.import']({ ...taking, filePassphrase: 'for the journey' }))?.keyId).toBe(keyId)
    expect(problemOf(await other['keys.import']({ ...taking, filePassphrase: 'for the journey' }))).toBe('key-exists')
  })

  test('a file that is no key is refused, and a canceled question is no fault', async () => {
    const taking = { filePassphrase: null, name: 'J', passphrase, at, language } as const
    answer = path.join(root, 'large.pem')
    writeFileSync(answer, 'x'.repeat(30_000))
    expect(problemOf(await handlers['keys.import'](taking))).toBe('no-key')
    answer = path.join(root, 'nowhere.pem')
    expect(problemOf(await handlers['keys.import'](taking))).toBe('no-key')
    answer = null
    expect(value(await handlers['keys.import'](taking))).toBeNull()
  })

  test('a removed key is locked and gone, comes back, and is destroyed when the application starts again', async () => {
    value(await handlers['keys.unlock']({ keyId, passphrase }))
    value(await handlers['keys.remove'](keyId))
    expect(value(await handlers['keys.list'](null))).toEqual([])
    expect(problemOf(await service.signer(keyId, null))).toBe('locked')
    expect(problemOf(await service.signer(keyId, passphrase))).toBe('not-found')
    value(await handlers['keys.restore'](keyId))
    expect(value(await handlers['keys.list'](null)).map((key) => key.keyId)).toEqual([keyId])
    value(await handlers['keys.remove'](keyId))
    await service.purge()
    expect(readdirSync(path.join(root, 'own'))).toEqual([])
    expect(problemOf(await handlers['keys.restore'](keyId))).toBe('not-found')
    expect(problemOf(await handlers['keys.remove']('../../etc/passwd'))).toBe('not-found')
  })
})

describe('unlocked keys', () => {
  const signer = (keyId: string) => ({ key: { keyId, algorithm: 'Ed25519', name: 'J', publicKeyPem: '' }, sign: () => Promise.reject(new Error('not asked')) }) as const

  test('lock themselves after five minutes without use; each use starts the time anew', () => {
    const waiting = new Map<number, { run: () => void; milliseconds: number }>()
    let count = 0
    const keys = unlockedKeys((run, milliseconds) => {
      const id = (count += 1)
      waiting.set(id, { run, milliseconds })
      return () => waiting.delete(id)
    })
    keys.hold(signer('a'))
    keys.hold(signer('b'))
    expect([...waiting.values()].map(({ milliseconds }) => milliseconds)).toEqual([idleTime, idleTime])
    expect(idleTime).toBe(300_000)
    expect(keys.use('a')?.key.keyId).toBe('a')
    expect([...waiting.keys()]).toEqual([2, 3])
    waiting.get(2)?.run()
    expect(keys.ids()).toEqual(['a'])
    expect(keys.use('b')).toBeNull()
    keys.lockAll()
    expect(waiting.has(3)).toBe(false)
    expect(keys.ids()).toEqual([])
  })
})

test('a card is escaped: a name is text, whatever it holds', () => {
  const key = { keyId: 'a'.repeat(64), algorithm: 'Ed25519', name: '<script>alert(1)</script>', createdAt: at, publicKeyPem: '-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n' } as const
  const card = keyCard(key, 'de')
  expect(card).not.toContain('<script>')
  expect(card).toContain('&lt;script&gt;')
  expect(card).toContain('lang="de"')
})

test('openssl reads what was exported for it', () => {
  const text = execFileSync('openssl', ['pkey', '-in', path.join(root, 'private.pkcs8'), '-passin', 'pass:for the journey', '-pubout'], { encoding: 'utf8' })
  expect(text).toBe(readFileSync(path.join(root, 'public.pem'), 'utf8'))
})
