/** The bytes of a statement under other people's tools: each signs them and accepts its own, and refuses every change. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { publicKeyOfPem } from '../../shared/base/envelope.ts'
import { statementBytes } from '../../shared/plan/statement.ts'
import { keysIn } from '../../electron/keys/keys.ts'
import { opensshLine } from '../../electron/keys/openssh.ts'
import { author, testAct, testDocument } from '../support/signed.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-interop-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const document = testDocument()
const statement = Buffer.from(statementBytes(canonicalJson(document), document, testAct(author, { role: 'architect', decision: 'approve' })))
const at = (name: string): string => path.join(folder, name)
writeFileSync(at('statement.json'), statement)

/** Whether a program ended well. */
function accepts(program: string, args: readonly string[], input: Uint8Array | string = ''): boolean {
  const { status, error } = spawnSync(program, [...args], { cwd: folder, input })
  // A program that refuses before it has read everything breaks the pipe; its exit code still says so.
  if (error !== undefined && !('code' in error && error.code === 'EPIPE')) throw error
  return status === 0
}
const does = (program: string, ...args: string[]): void => expect(accepts(program, args), `${program} ${args.join(' ')}`).toBe(true)

/** The statement with one byte changed, cut short, longer, and with another decision. */
const tampered: readonly (readonly [string, Buffer])[] = [
  ['one bit', Buffer.from(statement.map((byte, index) => (index === 100 ? byte ^ 1 : byte)))],
  ['cut short', statement.subarray(0, -1)],
  ['longer', Buffer.concat([statement, Buffer.from('\n')])],
  ['another decision', Buffer.from(statement.toString().replace('"approve"', '"reject"'))],
  ['nothing', Buffer.alloc(0)],
]

/** A signature's file with each of many bytes changed in turn, in base64 text or in bytes. */
function changes(file: string, text: boolean): readonly Buffer[] {
  const whole = readFileSync(at(file))
  const lines = whole.toString('latin1').split('\n')
  if (!text) return [20, Math.floor(whole.length / 2), whole.length - 5].map((place) => Buffer.from(whole.map((byte, index) => (index === place ? byte ^ 1 : byte))))
  const long = lines.findIndex((line) => /^[A-Za-z0-9+/=]{40,}$/.test(line))
  return [12, 30].map((place) => {
    const line = lines[long] ?? ''
    const changed = `${line.slice(0, place)}${line[place] === 'A' ? 'B' : 'A'}${line.slice(place + 1)}`
    return Buffer.from(lines.map((one, index) => (index === long ? changed : one)).join('\n'), 'latin1')
  })
}

describe('ssh-keygen -Y', () => {
  const namespace = 'ai-deployment-plan@v1'
  const verify = (message: Uint8Array, signature = 'statement.json.sig', space = namespace, who = 'jana@example.org') =>
    accepts('ssh-keygen', ['-Y', 'verify', '-f', 'allowed', '-I', who, '-n', space, '-s', signature], message)

  test.each(['Ed25519', 'ECDSA-P256', 'ECDSA-P384'] as const)('signs and verifies with a %s key made by Homeport', async (algorithm) => {
    const keys = keysIn(at(algorithm))
    const made = await keys.create({ name: 'Jana Köhler', passphrase: 'vier gruene Stuehle', at: '2026-11-23T09:00:00Z', algorithm })
    if (!made.ok) throw new Error(made.problem)
    const exported = await keys.exportKey(made.value.keyId, 'vier gruene Stuehle', 'fuenf', 'openssh')
    const key = publicKeyOfPem(made.value.publicKeyPem)
    if (!exported.ok || !key.ok) throw new Error('no key')
    writeFileSync(at('id'), exported.value, { mode: 0o600 })
    does('ssh-keygen', '-p', '-q', '-f', 'id', '-P', 'fuenf', '-N', '')
    writeFileSync(at('allowed'), `jana@example.org namespaces="${namespace}" ${(opensshLine(key.value, 'jana') ?? '').split(' ').slice(0, 2).join(' ')}\n`)
    rmSync(at('statement.json.sig'), { force: true })
    does('ssh-keygen', '-Y', 'sign', '-q', '-f', 'id', '-n', namespace, 'statement.json')
    expect(verify(statement)).toBe(true)
    for (const [what, message] of tampered) expect(verify(message), what).toBe(false)
    for (const changed of changes('statement.json.sig', true)) {
      writeFileSync(at('changed.sig'), changed)
      expect(verify(statement, 'changed.sig')).toBe(false)
    }
    // A signature made for something else, or by somebody else, says nothing about a plan.
    expect(verify(statement, 'statement.json.sig', 'file')).toBe(false)
    expect(verify(statement, 'statement.json.sig', namespace, 'carl@example.org')).toBe(false)
  })
})

test('minisign', () => {
  does('minisign', '-G', '-W', '-f', '-p', 'mini.pub', '-s', 'mini.key')
  does('minisign', '-G', '-W', '-f', '-p', 'other.pub', '-s', 'other.key')
  does('minisign', '-S', '-s', 'mini.key', '-m', 'statement.json', '-t', 'plan-decision/v1')
  const verify = (message: Uint8Array, signature = 'statement.json.minisig', key = 'mini.pub') => {
    writeFileSync(at('message'), message)
    return accepts('minisign', ['-V', '-q', '-p', key, '-m', 'message', '-x', signature])
  }
  expect(verify(statement)).toBe(true)
  for (const [what, message] of tampered) expect(verify(message), what).toBe(false)
  for (const changed of changes('statement.json.minisig', true)) {
    writeFileSync(at('changed.minisig'), changed)
    expect(verify(statement, 'changed.minisig')).toBe(false)
  }
  // The comment is signed, too.
  writeFileSync(at('comment.minisig'), readFileSync(at('statement.json.minisig'), 'latin1').replace('plan-decision/v1', 'plan-decision/v2'), 'latin1')
  expect(verify(statement, 'comment.minisig')).toBe(false)
  expect(verify(statement, 'statement.json.minisig', 'other.pub')).toBe(false)
})

test('openssl cms, detached and with the attributes of CAdES', () => {
  for (const name of ['signer', 'other'])
    does('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`, '-days', '30')
  does('openssl', 'cms', '-sign', '-cades', '-binary', '-md', 'sha256', '-in', 'statement.json', '-signer', 'signer.pem', '-inkey', 'signer.key', '-outform', 'DER', '-out', 'statement.p7s')
  const verify = (message: Uint8Array, signature = 'statement.p7s', authority = 'signer.pem') => {
    writeFileSync(at('message'), message)
    return accepts('openssl', ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', signature, '-content', 'message', '-CAfile', authority, '-purpose', 'any', '-out', 'verified'])
  }
  expect(verify(statement)).toBe(true)
  expect(readFileSync(at('verified')).equals(statement)).toBe(true)
  for (const [what, message] of tampered) expect(verify(message), what).toBe(false)
  for (const changed of changes('statement.p7s', false)) {
    writeFileSync(at('changed.p7s'), changed)
    expect(verify(statement, 'changed.p7s')).toBe(false)
  }
  expect(verify(statement, 'statement.p7s', 'other.pem')).toBe(false)
})
