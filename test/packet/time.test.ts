/** Time tokens of a real authority, made by openssl: what is accepted, and every way in which one is not. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { trustOfKeys, type Trust } from '../../shared/plan/trust.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import type { CommandInput } from '../../electron/commands/command.ts'
import { timeCommand } from '../../electron/commands/time.ts'
import { readBundle, readBundleTools, writeBundle } from '../../electron/export/bundle.ts'
import { certificatesOf, type Certificate } from '../../electron/time/certificate.ts'
import { requestFor, timeOutcomes } from '../../electron/time/store.ts'
import { checkToken, readRequest, timeRequest } from '../../electron/time/token.ts'
import { author, informed, reviewer, signedText, testDocument } from '../support/signed.ts'
import { rsaKey, testTsa } from '../support/tsa.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-tsa-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const tsa = testTsa(folder)
const tools = await readBundleTools('resources', 'en')
tsa.issue('root', 'root', null)
tsa.issue('middle', 'root', 'root')
tsa.issue('good', 'stamps', 'middle')
tsa.issue('rsa', 'stamps', 'root', undefined, rsaKey)
tsa.issue('strange', 'strange', 'root')
tsa.issue('other', 'root', null)
tsa.issue('stranger', 'stamps', 'other')
// Valid from now until yesterday: at no moment.
tsa.issue('expired', 'stamps', 'root', ['-days', '-1'])

const message = Buffer.from('an envelope')
const digest = createHash('sha256').update(message).digest()
const request = timeRequest(digest, randomBytes(16))
const asked = readRequest(request) ?? { digest: '', nonce: '' }
const authorities = (...names: string[]): Certificate[] => names.flatMap((name) => certificatesOf(tsa.pem(name)) ?? [])
const verdict = (answer: Uint8Array, trusted: readonly Certificate[] = authorities('root'), by = asked) => {
  const checked = checkToken(answer, by, trusted)
  return checked.ok ? checked.value.authority : checked.problem
}
const good = tsa.answer(request, 'good', 'middle')

test('a request of ours is one that openssl reads: version, SHA-256, nonce, certificate wanted', () => {
  tsa.write('request.tsq', request)
  const text = tsa.openssl('ts', '-query', '-in', 'request.tsq', '-text')
  expect(text).toMatch(/Version: 1\nHash Algorithm: sha256/)
  expect(text).toMatch(/Nonce: 0x[0-9A-F]{16,}/)
  expect(text).toContain('Certificate required: yes')
  expect(asked.digest).toBe(digest.toString('hex'))
})

test('a good answer is accepted here and by openssl, over one authority between', () => {
  const checked = checkToken(good, asked, authorities('root'))
  expect(checked).toMatchObject({ ok: true, value: { authority: 'Authority good' } })
  const at = checked.ok ? Date.parse(checked.value.at) : 0
  // The authority's accuracy of 1.5 seconds is added and rounded up: 2 to 3 seconds after its clock.
  expect(at - Date.now()).toBeGreaterThan(-30_000)
  expect(at - Date.now()).toBeLessThanOrEqual(3000)
  tsa.write('good.tsr', good)
  expect(tsa.openssl('ts', '-verify', '-in', 'good.tsr', '-queryfile', 'request.tsq', '-CAfile', 'root.pem')).toContain('Verification: OK')
})

test('an RSA authority, one with older attributes, and one imported by itself are accepted', () => {
  expect(verdict(tsa.answer(request, 'rsa'))).toBe('Authority rsa')
  expect(verdict(tsa.answer(request, 'good', 'middle', 'older'))).toBe('Authority good')
  expect(verdict(good, authorities('good'))).toBe('Authority good')
  expect(verdict(good, authorities('middle'))).toBe('Authority good')
})

describe('refused', () => {
  test('a token about other bytes, or for another request', () => {
    const other = createHash('sha256').update('another envelope').digest('hex')
    expect(verdict(good, authorities('root'), { ...asked, digest: other })).toBe('E_TSA_IMPRINT')
    expect(verdict(good, authorities('root'), { ...asked, nonce: '01' })).toBe('E_TSA_NONCE')
  })

  test('an authority that nobody imported, and a chain that does not lead to one', () => {
    expect(verdict(good, [])).toBe('E_TSA_UNTRUSTED')
    expect(verdict(good, authorities('other'))).toBe('E_TSA_UNTRUSTED')
    expect(verdict(tsa.answer(request, 'stranger', 'other'))).toBe('E_TSA_UNTRUSTED')
    // The one between was not sent along.
    expect(verdict(tsa.answer(request, 'good'))).toBe('E_TSA_UNTRUSTED')
    // An authority for time stamps may not issue certificates.
    tsa.issue('child', 'stamps', 'good')
    expect(verdict(tsa.answer(request, 'child', 'good'), authorities('good'))).toBe('E_TSA_UNTRUSTED')
    expect(verdict(tsa.answer(request, 'strange'))).toBe('E_TSA_UNTRUSTED')
  })

  test('a certificate that was not valid at the time of the token', () => {
    expect(verdict(tsa.answer(request, 'expired'))).toBe('E_TSA_EXPIRED')
    tsa.issue('old', 'root', null, ['-days', '-1'])
    tsa.issue('young', 'stamps', 'old')
    expect(verdict(tsa.answer(request, 'young', 'old'), authorities('old'))).toBe('E_TSA_EXPIRED')
  })

  test('an answer without a token', () => {
    const other = tsa.file('in.tsq')
    // A hash that the authority does not do: it answers with a refusal.
    tsa.openssl('ts', '-query', '-digest', 'ab'.repeat(20), '-sha1', '-out', 'weak.tsq')
    expect(verdict(tsa.answer(tsa.file('weak.tsq'), 'good'))).toBe('E_TSA_STATUS')
    for (const bytes of [new Uint8Array(), other, Buffer.from('30800000', 'hex'), good.subarray(0, 100), Buffer.concat([good, Buffer.from([0])])])
      expect(['E_TSA_FORM', 'E_TSA_STATUS']).toContain(verdict(bytes))
  })

  test('a token over another kind of digest', () => {
    tsa.openssl('ts', '-query', '-digest', 'ab'.repeat(48), '-sha384', '-cert', '-out', 'longer.tsq')
    expect(verdict(tsa.answer(tsa.file('longer.tsq'), 'good'))).toBe('E_TSA_FORM')
  })

  test('every single changed byte that matters', () => {
    const right = checkToken(good, asked, authorities('root'))
    const accepted: number[] = []
    for (let at = 0; at < good.length; at += 1) {
      const changed = Uint8Array.from(good)
      changed[at] = (changed[at] ?? 0) ^ 0x01
      const checked = checkToken(changed, asked, authorities('root'))
      if (!checked.ok) continue
      // What can be changed says nothing: granted or granted with changes, version numbers, the list of digests.
      expect(checked).toEqual(right)
      accepted.push(at)
    }
    expect(accepted.length).toBeLessThan(40)
  })
})

describe('in a bundle', () => {
  const document = testDocument()
  const envelopes = [signedText(document, author), signedText(document, reviewer, { role: 'architect', decision: 'approve' })]
  const parts = { plan: canonicalJson(document), envelopes, keys: [author.public, reviewer.public], language: 'en' as const }
  const bundle = writeBundle({ ...parts, packet: '<!doctype html>', reportHtml: null, reportPdf: null }, tools)
  tsa.write('plan.homeport', bundle)
  const at = (name: string): string => path.join(folder, name)
  const options = (values: CommandInput['values']) => ({ resources: 'resources', printPdf: null, values })
  const time = (positionals: string[], values: CommandInput['values']) => timeCommand.run({ ...options(values), positionals })
  const tokens = async () => {
    await time(['request', at('plan.homeport')], { out: at('requests') })
    return [1, 2].map((number) => tsa.answer(tsa.file(`requests/${number}.tsq`), 'good', 'middle'))
  }
  const verified = (times: ReadonlyMap<number, Uint8Array>, ...trusted: string[]) => {
    const read = readBundle(writeBundle({ ...parts, times, packet: '', reportHtml: null, reportPdf: null }, tools))
    if (!read.ok) throw new Error(read.problem.code)
    const { content } = read.value
    return verifyContent(content, { ...informed, times: timeOutcomes(content, authorities(...trusted)) })
  }

  test('requests are written, answers taken in, and both times shown apart', async () => {
    const [first, second] = await tokens()
    expect(readdirSync(at('requests'))).toEqual(['1.tsq', '2.tsq'])
    const verification = verified(new Map([[1, first!], [2, second!]]), 'root')
    expect(verification.checks.filter(({ result }) => result === 'fail')).toEqual([])
    expect(verification.warnings.map(({ code }) => code)).not.toContain('W_TIME_UNCHECKED')
    for (const { claimedTime, attested } of verification.statements) {
      expect(claimedTime).toMatch(/^2026-11-2/)
      expect(attested?.authority).toBe('Authority good')
      expect(Math.abs(Date.parse(attested?.at ?? '') - Date.now())).toBeLessThan(120_000)
    }
  })

  test('ATK-060: a token of another statement makes the keys check fail, and no signature changes', async () => {
    const [first] = await tokens()
    const verification = verified(new Map([[2, first!]]), 'root')
    expect(verification.checks.find(({ id }) => id === 'keys')).toMatchObject({ result: 'fail', code: 'E_TSA_IMPRINT' })
    expect(verification.checks.find(({ id }) => id === 'signatures')?.result).toBe('pass')
    expect(verification.statements.map(({ attested }) => attested)).toEqual([undefined, undefined])
  })

  test('ATK-062: a proof of OpenTimestamps that waits for its chain is named and not counted', async () => {
    // The head of the format, version 1, SHA-256 of something, and a pending attestation of a calendar.
    const head = Buffer.from([0, ...Buffer.from('OpenTimestamps'), 0, 0, ...Buffer.from('Proof'), 0, 0xbf, 0x89, 0xe2, 0xe8, 0x84, 0xe8, 0x92, 0x94])
    const pending = Buffer.concat([head, Buffer.from([1, 8]), Buffer.alloc(32, 7), Buffer.from('0083dfe30d2ef90c8e', 'hex'), Buffer.from([9, 8]), Buffer.from('calendar')])
    expect(verdict(pending)).toBe('W_OTS_PENDING')
    await tokens()
    tsa.write('plan.ots', pending)
    const { exitCode, json } = await time(['import', at('plan.homeport'), at('plan.ots')], { requests: at('requests'), tsa: [at('root.pem')], out: at('ots.homeport') })
    expect([exitCode, existsSync(at('ots.homeport')), JSON.stringify(json).includes('"code":"W_OTS_PENDING"')]).toEqual([1, false, true])
    // Put into a bundle by hand, it breaks nothing and proves nothing.
    const verification = verified(new Map([[1, pending]]), 'root')
    expect(verification.checks.filter(({ result }) => result === 'fail')).toEqual([])
    expect(verification.warnings.map(({ code }) => code)).toContain('W_OTS_PENDING')
    expect(verification.statements[0]?.attested).toBeUndefined()
  })

  test('without the authority a token proves nothing and breaks nothing', async () => {
    const [first] = await tokens()
    const verification = verified(new Map([[1, first!]]))
    expect(verification.checks.filter(({ result }) => result === 'fail')).toEqual([])
    expect(verification.warnings.map(({ code }) => code)).toContain('W_TIME_UNCHECKED')
    expect(verification.statements[0]?.attested).toBeUndefined()
  })

  test('a key that was revoked after the attested time still counts', async () => {
    const [first, second] = await tokens()
    const times = new Map([[1, first!], [2, second!]])
    const content = { plan: utf8Bytes(parts.plan), envelopes: envelopes.map(utf8Bytes), keys: [author, reviewer].map(({ pem }) => utf8Bytes(pem)), times }
    const later = (minutes: number): Trust => {
      const trust = trustOfKeys([author, reviewer].map((key) => ({ key: key.public, name: 'A' })))
      const revokedAt = new Date(Date.now() + minutes * 60_000).toISOString()
      return { ...trust, keys: new Map([...trust.keys].map(([id, key]) => [id, { ...key, revokedAt }])) }
    }
    const keys = (trust: Trust, ...trusted: string[]) =>
      verifyContent(content, { ...informed, trust, times: timeOutcomes(content, authorities(...trusted)) }).checks.find(({ id }) => id === 'keys')
    expect(keys(later(60), 'root')).toMatchObject({ result: 'pass' })
    expect(keys(later(-60), 'root')).toMatchObject({ code: 'E_REVOKED' })
    expect(keys(later(60))).toMatchObject({ code: 'E_REVOKED' })
  })

  test('an import writes nothing when an answer is for another request, changed, or by a stranger', async () => {
    const [first] = await tokens()
    const values = { requests: at('requests'), tsa: [at('root.pem')], out: at('timed.homeport') }
    const refusal = async (bytes: Uint8Array, change: CommandInput['values'] = {}) => {
      tsa.write('bad.tsr', bytes)
      const { exitCode, json } = await time(['import', at('plan.homeport'), at('bad.tsr')], { ...values, ...change })
      expect([exitCode, existsSync(at('timed.homeport'))]).toEqual([1, false])
      return JSON.stringify(json).match(/"code":"(\w+)"/)?.[1]
    }
    const changed = Uint8Array.from(first!)
    changed[changed.length - 3] = (changed.at(-3) ?? 0) ^ 1
    expect(await refusal(changed)).toBe('E_TSA_SIGNATURE')
    expect(await refusal(good)).toBe('E_TSA_IMPRINT')
    // The same statement, asked somewhere else.
    expect(await refusal(tsa.answer(requestFor(utf8Bytes(envelopes[0]!)), 'good', 'middle'))).toBe('E_TSA_NONCE')
    expect(await refusal(first!, { tsa: [at('other.pem')] })).toBe('E_TSA_UNTRUSTED')
  })
})
