/** Exported bundles as a reviewer without Homeport meets them: openssl, the two shipped scripts, a foreign verifier. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { base64Of, utf8Bytes } from '../../shared/base/bytes.ts'
import { sha256Hex } from '../../shared/base/digest.ts'
import { replyBytes } from '../../shared/plan/reply.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { envelopeText, preAuthentication } from '../../shared/base/envelope.ts'
import { statementBytes } from '../../shared/plan/statement.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import { readBundle, readBundleTools, writeBundle } from '../../electron/export/bundle.ts'
import { readZip, writeZip, type ZipEntry } from '../../electron/export/zip.ts'
import { secondKeyOf } from '../../electron/keys/second.ts'
import { findPython } from '../../scripts/setup/tools.mjs'
import { author, bare, ecKey, reviewer, seededKey, signBytes, signedText, testAct, testDocument, testPlan, type TestKey } from '../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-tools-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const python = findPython() ?? 'python3'
const tools = await readBundleTools('resources', 'en')
const document = testDocument(testPlan({ 'purpose.summary': 'Antwortentwürfe für Bürgerbriefe – “geprüft” 😀' }))
const plan = canonicalJson(document)
const p256 = ecKey('prime256v1')
const p384 = ecKey('secp384r1')

function bundleOf(...signers: readonly (readonly [TestKey, string, 'author' | 'approve' | 'reject'])[]): Uint8Array {
  return writeBundle(
    {
      plan,
      envelopes: signers.map(([key, role, decision]) => signedText(document, key, { role, decision })),
      keys: signers.map(([key]) => key.public),
      packet: '<!doctype html>',
      language: 'en',
      reportHtml: null,
      reportPdf: null,
    },
    tools,
  )
}

const good = bundleOf([author, 'author', 'author'], [p256, 'architect', 'approve'], [p384, 'data-protection', 'reject'])
let count = 0

/** Unpacks entries into a folder of their own. */
function unpacked(entries: readonly ZipEntry[]): string {
  count += 1
  const folder = path.join(root, String(count))
  for (const below of ['statements', 'keys']) mkdirSync(path.join(folder, below), { recursive: true })
  for (const { name, bytes } of entries) writeFileSync(path.join(folder, name), bytes)
  return folder
}

function entriesOf(bundle: Uint8Array): readonly ZipEntry[] {
  const limit = 2 ** 26
  const read = readZip(bundle, { file: limit, entry: limit, total: limit, count: 99, ratio: 99 }, () => true)
  if (!read.ok) throw new Error(read.problem.code)
  return read.value
}

function changed(name: string | RegExp, change: (bytes: Buffer) => Uint8Array): readonly ZipEntry[] {
  return entriesOf(good).map((entry) =>
    (typeof name === 'string' ? entry.name === name : name.test(entry.name))
      ? { ...entry, bytes: change(Buffer.from(entry.bytes)) }
      : entry,
  )
}

/** What each verifier says: shell, Python, the foreign one, Homeport. */
function verdicts(entries: readonly ZipEntry[], ...fingerprints: readonly string[]) {
  const folder = unpacked(entries)
  const run = (program: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, [...args, ...fingerprints], { cwd: folder, encoding: 'utf8' })
    return { status, last: stdout.trim().split('\n').at(-1) ?? '', stderr }
  }
  const shell = run('sh', 'verify.sh')
  const script = run(python, 'verify.py')
  const file = path.join(folder, 'bundle.homeport')
  const bytes = writeZip(entries)
  writeFileSync(file, bytes)
  const foreign = JSON.parse(spawnSync(python, ['test/packet/verifier.py', file], { encoding: 'utf8' }).stdout)
  const read = readBundle(bytes)
  const own = read.ok ? verifyContent(read.value.content, bare) : null
  return { shell, script, foreign, own: own === null ? 'invalid' : own.verdict, changed: own?.changed ?? [] }
}

const flip = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

test('a good bundle with three kinds of keys is accepted by all', () => {
  const { shell, script, foreign, own } = verdicts(entriesOf(good))
  expect(shell).toMatchObject({ status: 0, stderr: '', last: expect.stringMatching(/^GENUINE/) })
  expect(script).toMatchObject({ status: 0, stderr: '', last: expect.stringMatching(/^GENUINE/) })
  expect(foreign).toEqual({
    verdict: 'genuine',
    statements: [['author', 'author'], ['architect', 'approve'], ['data-protection', 'reject']],
  })
  expect(own).toBe('incomplete')
})

test('with fingerprints, who signed is part of the verdict', () => {
  const known = verdicts(entriesOf(good), author.public.keyId, p256.public.keyId)
  expect(known.shell).toMatchObject({ status: 0, last: expect.stringMatching(/^VALID/) })
  expect(known.script).toMatchObject({ status: 0, last: expect.stringMatching(/^VALID/) })
  const stranger = verdicts(entriesOf(good), seededKey(9).public.keyId)
  expect(stranger.shell).toMatchObject({ status: 1, last: expect.stringMatching(/^INVALID: nobody signed/) })
  expect(stranger.script).toMatchObject({ status: 1, last: expect.stringMatching(/^INVALID: nobody signed/) })
})

test('answers to reviewers travel along; one that was changed makes the bundle none', () => {
  const reply = { plan: { id: document.plan.id, version: 1, digest: `sha256:${sha256Hex(plan)}` }, quoted: { place: 'P5' as const, text: 'Who deletes?', by: 'Dora', at: '2026-11-24T08:00:00Z' }, decision: null, text: 'The mail service – “always”.', by: 'Jana', at: '2026-11-24T09:00:00Z' }
  const replies = [author, p256].map((key) => ({ keyId: key.public.keyId, reply, signature: base64Of(signBytes(key, replyBytes(reply))) }))
  const parts = { plan, envelopes: [signedText(document, author, { role: 'author', decision: 'author' })], keys: [author.public, p256.public], packet: '', language: 'en' as const, reportHtml: null, reportPdf: null }
  const entries = entriesOf(writeBundle({ ...parts, replies }, tools))
  const { shell, script, foreign, own } = verdicts(entries)
  expect([shell.status, script.status, foreign.verdict, own]).toEqual([0, 0, 'genuine', 'incomplete'])
  const withReplies = (change: (text: string) => string) => entries.map((entry) => (entry.name === 'replies.json' ? { ...entry, bytes: utf8Bytes(change(Buffer.from(entry.bytes).toString())) } : entry))
  for (const change of [(text: string) => text.replace('always', 'nevers'), (text: string) => text.replace('"version":1', '"version":2'), (text: string) => `${text} `]) {
    const changedAnswer = verdicts(withReplies(change))
    expect([changedAnswer.foreign.verdict, changedAnswer.own]).toEqual(['invalid', 'invalid'])
  }
  // What was signed as the plan stays what it was: the scripts look at nothing else.
  expect(verdicts(entries.filter(({ name }) => name !== 'replies.json')).own).toBe('incomplete')
})

describe('one changed byte is refused by all', () => {
  test.each<[string, string | RegExp, (bytes: Buffer) => Uint8Array]>([
    ['an answer', 'plan.json', (bytes) => Buffer.from(bytes.toString().replace('"value":"DE"', '"value":"US"'))],
    ['a space in the plan', 'plan.json', (bytes) => Buffer.concat([bytes, Buffer.from(' ')])],
    ['the payload', 'statements/1.dsse.json', flip(40)],
    ['the signature', 'statements/2.dsse.json', (bytes) => Buffer.from(bytes.toString().replace(/"sig":"(.{20})(.)/, (_all, head, letter) => `"sig":"${head}${letter === 'A' ? 'B' : 'A'}`))],
    ['the key id', 'statements/3.dsse.json', (bytes) => Buffer.from(bytes.toString().replace(/"keyid":"(.)/, (_all, digit) => `"keyid":"${digit === '0' ? '1' : '0'}`))],
    ['a key', new RegExp(author.public.keyId), (bytes) => Buffer.from(bytes.toString().replace(/(.{10})(.)(.*\n-----END)/, (_all, head, letter, tail) => `${head}${letter === 'A' ? 'B' : 'A'}${tail}`))],
    ['the type', 'statements/1.dsse.json', (bytes) => Buffer.from(bytes.toString().replace('vnd.in-toto+json', 'vnd.in-toto+jsom'))],
    ['a member more', 'statements/1.dsse.json', (bytes) => Buffer.from(bytes.toString().replace('{"payload"', '{"alg":"none","payload"'))],
  ])('%s', (_what, name, change) => {
    const { shell, script, foreign, own } = verdicts(changed(name, change))
    expect(shell).toMatchObject({ status: 1, last: expect.stringMatching(/^INVALID/) })
    expect(script).toMatchObject({ status: 1, last: expect.stringMatching(/^INVALID/) })
    expect(foreign.verdict).toBe('invalid')
    expect(own).toBe('invalid')
  })

  test('and the changed answer is named, also by the foreign verifier', () => {
    const result = verdicts(changed('plan.json', (bytes) => Buffer.from(bytes.toString().replace('"value":"DE"', '"value":"US"'))))
    expect(result.changed).toEqual(['/plan/answers/organization.country'])
    expect(result.foreign).toEqual({ verdict: 'invalid', reason: 'subject', changed: ['/plan/answers/organization.country'] })
  })

  test('statements stripped', () => {
    const stripped = entriesOf(good).filter(({ name }) => !name.startsWith('statements/'))
    const { shell, script, foreign, own } = verdicts(stripped)
    expect([shell.status, script.status, foreign.verdict, own]).toEqual([1, 1, 'invalid', 'invalid'])
  })
})

test('a weak key is refused by all, although openssl accepts its signature', () => {
  const der = Buffer.from(`302a300506032b65700321000100${'00'.repeat(30)}`, 'hex')
  const keyId = execFileSync('openssl', ['dgst', '-sha256', '-r'], { input: der }).toString().slice(0, 64)
  const payload = statementBytes(plan, document, testAct(author, { signer: { keyId, algorithm: 'Ed25519', name: 'x', title: null } }))
  const signature = Buffer.concat([Buffer.from([1]), Buffer.alloc(63)])
  const envelope = canonicalJson({
    payload: Buffer.from(payload).toString('base64'),
    payloadType: 'application/vnd.in-toto+json',
    signatures: [{ keyid: keyId, sig: signature.toString('base64') }],
  })
  const pem = `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`
  const kept = entriesOf(good).filter(({ name }) => !name.startsWith('statements/') && !name.startsWith('keys/'))
  const entries = [
    ...kept,
    { name: 'statements/1.dsse.json', bytes: utf8Bytes(envelope) },
    { name: `keys/${keyId}.pem`, bytes: utf8Bytes(pem) },
  ]
  const folder = unpacked([...entries, { name: 'pae', bytes: preAuthentication(payload) }, { name: 'sig', bytes: signature }])
  const accepted = execFileSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', `keys/${keyId}.pem`, '-rawin', '-in', 'pae', '-sigfile', 'sig'], { cwd: folder })
  expect(accepted.toString()).toContain('Signature Verified Successfully')
  const { shell, script, foreign, own } = verdicts(entries)
  expect(shell).toMatchObject({ status: 1, last: expect.stringMatching(/weak key/) })
  expect(script).toMatchObject({ status: 1, last: expect.stringMatching(/weak key/) })
  expect(foreign.verdict).toBe('invalid')
  expect(own).toBe('invalid')
})

describe('openssl alone', () => {
  test('verifies each statement by the commands of the README', () => {
    const folder = unpacked(entriesOf(good))
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder }).toString()
    expect(openssl('pkeyutl', '-verify', '-pubin', '-inkey', `keys/${author.public.keyId}.pem`, '-rawin', '-in', 'statements/1.pae.bin', '-sigfile', 'statements/1.sig')).toContain('Successfully')
    expect(openssl('dgst', '-sha256', '-verify', `keys/${p256.public.keyId}.pem`, '-signature', 'statements/2.sig', 'statements/2.pae.bin')).toContain('Verified OK')
    expect(openssl('dgst', '-sha384', '-verify', `keys/${p384.public.keyId}.pem`, '-signature', 'statements/3.sig', 'statements/3.pae.bin')).toContain('Verified OK')
    expect(readFileSync(path.join(folder, 'statements/1.pae.bin'), 'utf8')).toContain(openssl('dgst', '-sha256', '-r', 'plan.json').slice(0, 64))
  })

  test('makes a countersignature that Homeport accepts', () => {
    const folder = unpacked(entriesOf(bundleOf([author, 'author', 'author'])))
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder })
    openssl('genpkey', '-algorithm', 'ed25519', '-out', 'own.pem')
    const der = openssl('pkey', '-in', 'own.pem', '-pubout', '-outform', 'DER')
    const pem = openssl('pkey', '-in', 'own.pem', '-pubout').toString()
    const keyId = execFileSync('openssl', ['dgst', '-sha256', '-r'], { input: der }).toString().slice(0, 64)
    const signer = { keyId, algorithm: 'Ed25519' as const, name: 'M. Sørensen', title: 'Data protection' }
    const payload = statementBytes(plan, document, testAct(author, { role: 'data-protection', decision: 'approve', signer }))
    writeFileSync(path.join(folder, 'pae'), preAuthentication(payload))
    openssl('pkeyutl', '-sign', '-inkey', 'own.pem', '-rawin', '-in', 'pae', '-out', 'sig')
    const envelope = `{"payload":"${Buffer.from(payload).toString('base64')}","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"${keyId}","sig":"${readFileSync(path.join(folder, 'sig')).toString('base64')}"}]}`
    const content = {
      plan: utf8Bytes(plan),
      envelopes: [utf8Bytes(signedText(document, author)), utf8Bytes(envelope)],
      keys: [utf8Bytes(author.pem), utf8Bytes(pem)],
    }
    const verification = verifyContent(content, bare)
    expect(verification.checks.filter((check) => check.result === 'fail')).toEqual([])
    expect(verification.statements[1]).toMatchObject({ claimedName: 'M. Sørensen', signatureValid: true, aboutThisPlan: true })
  })
})

test('the test vector of the documentation holds', () => {
  const text = readFileSync('docs/plan-format.md', 'utf8')
  expect(text).toContain(seededKey(1).public.keyId)
  const signature = /in base64, `([^`]+)`/.exec(text)?.[1] ?? ''
  const signed = execFileSync(python, ['-c', `
import base64,sys
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
print(base64.b64encode(Ed25519PrivateKey.from_private_bytes(bytes([1])*32).sign(b'DSSEv1 28 application/vnd.in-toto+json 2 {}')).decode())`])
  expect(signed.toString().trim()).toBe(signature)
  expect(reviewer.public.keyId).not.toBe(author.public.keyId)
})

describe('a second signature by ML-DSA-65', () => {
  const second = secondKeyOf(Buffer.alloc(32, 5))
  const payload = statementBytes(plan, document, testAct(author))
  const message = preAuthentication(payload)
  const signatures = [
    { keyId: author.public.keyId, signature: signBytes(author, message) },
    { keyId: second.publicKey.keyId, signature: second.sign(message) },
  ]
  const hybrid = (given: typeof signatures) =>
    entriesOf(
      writeBundle(
        { plan, envelopes: [envelopeText({ payload, signatures: given })], keys: [author.public, second.publicKey], packet: '', language: 'en', reportHtml: null, reportPdf: null },
        tools,
      ),
    )

  test('is checked by Homeport; the scripts check the first and say that the second counts for nothing there', () => {
    const { shell, script, foreign, own } = verdicts(hybrid(signatures), author.public.keyId)
    expect(shell).toMatchObject({ status: 0, stderr: '', last: expect.stringMatching(/^VALID/) })
    expect(script).toMatchObject({ status: 0, stderr: '', last: expect.stringMatching(/^VALID/) })
    expect(foreign.verdict).toBe('genuine')
    expect(own).toBe('incomplete')
    const asked = verdicts(hybrid(signatures), second.publicKey.keyId)
    expect([asked.shell.status, asked.script.status]).toEqual([1, 1])
  })

  test('does not stand for the first: that one wrong or missing is refused by all', () => {
    const [first, beside] = signatures
    if (first === undefined || beside === undefined) throw new Error('two signatures')
    const wrong = { ...first, signature: signBytes(reviewer, message) }
    for (const given of [[wrong, beside], [beside], [beside, wrong]]) {
      const { shell, script, foreign, own } = verdicts(hybrid(given))
      expect([shell.status, script.status, foreign.verdict, own]).toEqual([1, 1, 'invalid', 'invalid'])
    }
  })
})
