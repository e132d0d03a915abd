/** The second, post-quantum signature: made with the key, sealed with it, and demanded by an all-of rule. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { isSignedBy, parseEnvelope, pemOf, publicKeyOf, publicKeyOfPem } from '../../../shared/base/envelope.ts'
import { trustOfKeys, type Trust } from '../../../shared/plan/trust.ts'
import { verifyContent } from '../../../shared/plan/verify.ts'
import { keysIn } from '../../../electron/keys/keys.ts'
import { secondKeyOf } from '../../../electron/keys/second.ts'
import { signerOf } from '../../../electron/keys/service.ts'
import { signText } from '../../../electron/signing.ts'
import { author, informed, testAct, testDocument } from '../../support/signed.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-second-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const keys = keysIn(folder)
const passphrase = 'vier gruene Stuehle am Fluss'
const at = '2026-11-23T09:00:00Z'
const document = testDocument()
const plan = canonicalJson(document)

async function made(name: string) {
  const summary = await keys.create({ name, passphrase, at, second: true })
  if (!summary.ok) throw new Error(summary.problem)
  const unlocked = await keys.unlock(summary.value.keyId, passphrase)
  if (!unlocked.ok || unlocked.value.second === null) throw new Error('no second key')
  const { signer: _signer, ...act } = testAct(author)
  const envelope = await signText(plan, signerOf(unlocked.value), act)
  if (!envelope.ok) throw new Error(envelope.problem.code)
  return { summary: summary.value, unlocked: unlocked.value, second: unlocked.value.second, envelope: envelope.value }
}
const jana = await made('Jana Köhler')

test('the public key has the DER form of RFC 9881 and survives PEM; every other length is refused', () => {
  const { publicKey } = secondKeyOf(Buffer.alloc(32, 7))
  expect(Buffer.from(publicKey.der).subarray(0, 22).toString('hex')).toBe('308207b2300b0609608648016503040312038207a100')
  expect(publicKey.der.length).toBe(22 + 1952)
  expect(publicKeyOfPem(pemOf(publicKey))).toEqual({ ok: true, value: publicKey })
  expect(publicKeyOf(publicKey.der.subarray(0, -1))).toEqual({ ok: false, problem: 'E_KEY_FORM' })
  expect(secondKeyOf(Buffer.alloc(32, 7)).publicKey.keyId).toBe(publicKey.keyId)
})

test('the example key of RFC 9881 (appendix C): seed 00 01 … 1f', () => {
  // SHA-256 of the DER form of the public key printed there.
  const expected = 'b8b62131bfbe84433efb2273d7f5b87f7a22854a2cfd366fc2aead86d837c52d'
  expect(secondKeyOf(Uint8Array.from({ length: 32 }, (_zero, index) => index)).publicKey.keyId).toBe(expected)
})

test('signatures have 3309 bytes, differ each time, and break with every change', () => {
  const { publicKey, sign } = secondKeyOf(Buffer.alloc(32, 8))
  const message = utf8Bytes('DSSEv1')
  const [one, two] = [sign(message), sign(message)]
  expect(one.length).toBe(3309)
  expect(Buffer.from(one).equals(two)).toBe(false)
  for (const signature of [one, two]) expect(isSignedBy(publicKey, message, signature)).toBe(true)
  for (const place of [0, 47, 48, 1000, 3200, 3308]) {
    const changed = Uint8Array.from(one)
    changed[place] = (changed[place] ?? 0) ^ 1
    expect(isSignedBy(publicKey, message, changed)).toBe(false)
  }
  expect(isSignedBy(publicKey, message, one.subarray(1))).toBe(false)
  expect(isSignedBy(secondKeyOf(Buffer.alloc(32, 9)).publicKey, message, one)).toBe(false)
})

test('the key file names the second key and holds its seed sealed; another one in its place is refused', async () => {
  const { summary } = jana
  expect(await keys.list()).toContainEqual(summary)
  expect(summary.second?.keyId).toBe(jana.second.publicKey.keyId)
  const file = path.join(folder, readdirSync(folder)[0] ?? '')
  const text = readFileSync(file, 'utf8')
  const other = secondKeyOf(Buffer.alloc(32, 3)).publicKey
  writeFileSync(file, canonicalJson({ ...JSON.parse(text), second: { keyId: other.keyId, algorithm: 'ML-DSA-65', publicKeyPem: pemOf(other) } }))
  expect(await keys.unlock(summary.keyId, passphrase)).toEqual({ ok: false, problem: 'wrong-passphrase' })
  writeFileSync(file, text)
  const pem = await keys.exportKey(summary.keyId, passphrase, 'another one')
  expect(pem.ok && pem.value.length).toBeLessThan(500)
})

describe('a statement with two signatures', () => {
  const own = { key: jana.unlocked.publicKey, name: 'Jana Köhler' }
  const beside = { key: jana.second.publicKey, name: 'Jana Köhler' }
  const content = { plan: utf8Bytes(plan), envelopes: [utf8Bytes(jana.envelope)], keys: [own, beside].map(({ key }) => utf8Bytes(pemOf(key))) }
  const both: Trust = (() => {
    const trust = trustOfKeys([own, beside])
    return { ...trust, keys: new Map([...trust.keys].map(([id, key]) => [id, { ...key, person: 'jana', signsWith: 'all' as const }])) }
  })()
  const failing = (change: Partial<typeof content>) => verifyContent({ ...content, ...change }, { ...informed, trust: both }).checks.find(({ result }) => result === 'fail')?.code ?? null
  const envelope = JSON.parse(jana.envelope)

  test('holds, and is what an all-of rule asks for', () => {
    expect(envelope.signatures).toHaveLength(2)
    expect(parseEnvelope(utf8Bytes(jana.envelope)).ok).toBe(true)
    expect(failing({})).toBeNull()
  })
  test('the second changed, taken out, or without its key', () => {
    const [first, second] = envelope.signatures
    const changed = { ...second, sig: `${second.sig.slice(0, 100)}${second.sig[100] === 'A' ? 'B' : 'A'}${second.sig.slice(101)}` }
    const text = (signatures: unknown) => [utf8Bytes(canonicalJson({ ...envelope, signatures }))]
    expect(failing({ envelopes: text([first, changed]) })).toBe('E_SIG_INVALID')
    expect(failing({ envelopes: text([first]) })).toBe('E_ALL_OF')
    // The signer that the statement names is the main key: the second alone says nothing.
    expect(failing({ envelopes: text([second]) })).toBe('E_KEYID')
    const bare = verifyContent({ ...content, keys: [utf8Bytes(pemOf(own.key))] }, { ...informed, trust: null })
    expect(bare.checks.find(({ result }) => result === 'fail')?.code).toBe('E_NO_KEY')
  })
})
