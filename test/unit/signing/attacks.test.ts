/** Attacks on signed plans, each by its id. What a verifier or importer must answer to each. */
import { execFileSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { base64Of, bytesOfBase64, concatBytes, utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { sha256Hex } from '../../../shared/base/digest.ts'
import { preAuthentication, publicKeyOf } from '../../../shared/base/envelope.ts'
import { headOf, leafHash } from '../../../shared/base/merkle.ts'
import { parseTrust, type Trust } from '../../../shared/plan/trust.ts'
import { refusedBundle, verifyContent, type BundleContent, type VerifyOptions } from '../../../shared/plan/verify.ts'
import { readBundle } from '../../../electron/export/bundle.ts'
import { writeZip } from '../../../electron/export/zip.ts'
import { safeFileName, writeFileSafely } from '../../../electron/files.ts'
import { importPem } from '../../../electron/keys/pkcs8.ts'
import {
  altered,
  author,
  contentOf,
  ecKey,
  envelopeOf,
  informed,
  reviewer,
  seededKey,
  signBytes,
  signedText,
  testContent,
  testDocument,
  testPlan,
  type TestKey,
} from '../../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-attacks-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const document = testDocument()
const plan = canonicalJson(document)
const envelope = signedText(document, author)

/** The first fault, or the verdict where there is none. */
function outcome(content: BundleContent, options: VerifyOptions = informed): string {
  const verification = verifyContent(content, options)
  const fault = verification.checks.find((check) => check.result === 'fail')
  expect(verification.verdict).toBe(fault === undefined ? verification.verdict : 'invalid')
  return fault?.code ?? verification.verdict
}

const planOf = (text: string | Uint8Array) => outcome(contentOf(text, [envelope]))
const enveloped = (...envelopes: readonly string[]) => outcome(contentOf(plan, envelopes))
const payload = JSON.parse(envelope).payload as string
const statement = Buffer.from(payload, 'base64').toString()
/** A statement as loose JSON, to break it. */
type Loose = { predicate: Record<string, unknown>; subject: Record<string, unknown>[] }
const stated = (change: (value: Loose) => void, key: TestKey = author) => {
  const value: Loose = JSON.parse(statement)
  change(value)
  return enveloped(envelopeOf(utf8Bytes(canonicalJson(value)), key))
}

const digested = (value: object) => stated((whole) => (whole.subject[0]!['digest'] = value))
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: root, stdio: 'pipe' })

type Person = { readonly person: string; readonly key: TestKey; readonly roles: readonly string[]; readonly revokedAt?: string }
function board(people: readonly Person[], required: readonly { role: string; persons: number }[] = []): Trust {
  const keys = people.map(({ person, key, roles, revokedAt }) => ({
    person,
    name: person,
    roles,
    publicKey: key.pem,
    validFrom: null,
    validUntil: null,
    revokedAt: revokedAt ?? null,
  }))
  const trust = parseTrust(utf8Bytes(JSON.stringify({ schema: 'homeport/trust/1', version: 1, organization: 'Board', keys, required })))
  if (!trust.ok) throw new Error(trust.problem.code)
  return trust.value
}
const jana: Person = { person: 'jana', key: author, roles: ['author'] }
const approval = (key: TestKey, role: string) => signedText(document, key, { role, decision: 'approve', claimedTime: '2026-11-24T08:00:00Z' })

test('without an attack the plan is valid', () => {
  expect(outcome(testContent(), { ...informed, trust: board([jana]) })).toBe('valid')
})

describe('canonical form', () => {
  test('ATK-004 integer above 2^53', () => expect(planOf('{"a":9007199254740993}')).toBe('E_NUM'))
  test('ATK-005 decimal with excess precision, or so small that it is nothing', () => {
    expect(planOf('{"a":0.1000000000000000055511151231257827}')).toBe('E_NUM')
    for (const number of ['1e-400', '-1e-400', '123456789012345678.5']) expect(planOf(`{"a":${number}}`), number).toBe('E_NUM')
  })
  test('ATK-006 overflow to infinity', () => {
    for (const number of ['1e400', '-1e400', '1E+400', '9e99999999999']) expect(planOf(`{"a":${number}}`), number).toBe('E_NUM')
  })
  test('ATK-007 negative zero', () => {
    for (const number of ['-0', '-0.0', '-0e0', '-0E+7']) expect(planOf(`{"a":${number}}`), number).toBe('E_NUM')
  })
  test('ATK-009 overlong UTF-8', () => expect(planOf(Uint8Array.from([0x22, 0xc0, 0xaf, 0x22]))).toBe('E_UTF8'))
  test('ATK-010 byte order mark or UTF-16', () => {
    expect(planOf(concatBytes(Uint8Array.from([0xef, 0xbb, 0xbf]), utf8Bytes(plan)))).toBe('E_BOM')
    expect(planOf(concatBytes(Uint8Array.from([0xff, 0xfe]), new Uint8Array(Buffer.from(plan, 'utf16le'))))).toBe('E_BOM')
  })
  test('ATK-011 trailing data', () => {
    expect(planOf(`${plan} {}`)).toBe('E_TRAILING')
    expect(planOf(`${plan}\u0000`)).toBe('E_TRAILING')
  })
  test('ATK-014 confusable text is shown; identifiers cannot hold it', () => {
    const odd = testDocument(testPlan({ 'identity.title': 'll\u0430ma assistant' }))
    const verification = verifyContent(testContent(odd), informed)
    expect(verification.warnings).toContainEqual({
      code: 'W_CONFUSABLE',
      message: { id: 'verify.warning.confusable', values: { path: '/plan/answers/identity.title/value' } },
    })
    expect(stated((value) => (value.predicate['role'] = 'auth\u200bor'))).toBe('E_SCHEMA')
  })
})

describe('parser and schema', () => {
  test('ATK-015 nesting 100 000 deep', () => expect(planOf('['.repeat(100_000))).toBe('E_DEPTH'))
  test('ATK-017 prototype pollution', () => {
    expect(planOf('{"__proto__":{"x":1}}')).toBe('E_PROTO')
    expect(planOf('{"constructor":{"prototype":{"x":1}}}')).toBe('E_PROTO')
    expect(({} as { x?: number }).x).toBeUndefined()
  })
  test('ATK-019 a schema to fetch', () => {
    expect(planOf(canonicalJson({ ...document, $schema: 'http://attacker.example/schema.json' }))).toBe('E_SCHEMA_ID')
    expect(planOf(canonicalJson({ ...document, schema: 'http://attacker.example/schema.json' }))).toBe('E_SCHEMA_ID')
  })
  test('ATK-020 unknown members', () => {
    expect(planOf(canonicalJson({ ...document, overrides: { risk: 'none' } }))).toBe('E_SCHEMA')
    expect(planOf(canonicalJson({ ...document, plan: { ...document.plan, overrides: {} } }))).toBe('E_SCHEMA')
    const unknown = { ...document.plan, answers: { ...document.plan.answers, 'no.such.field': document.plan.answers['identity.title'] } }
    expect(planOf(canonicalJson({ ...document, plan: unknown }))).toBe('E_SCHEMA')
  })
})

describe('envelope and statement', () => {
  test('ATK-021 signatures stripped', () => {
    expect(enveloped(altered(envelope, { signatures: [] }))).toBe('E_SIGCOUNT')
    expect(enveloped()).toBe('E_SIGCOUNT')
  })
  test('ATK-022 a valid signature by an unknown key', () => {
    const verification = verifyContent(testContent(), { ...informed, trust: board([{ person: 'other', key: reviewer, roles: [] }]) })
    expect(verification.checks.find((check) => check.result === 'fail')?.code).toBe('E_NO_TRUSTED_SIG')
    expect(verification.statements[0]).toMatchObject({ person: null, keyId: author.public.keyId })
  })
  test('ATK-023 one good and one broken signature', () => {
    const [good] = JSON.parse(envelope).signatures
    const broken = { keyid: reviewer.public.keyId, sig: good.sig }
    const both = altered(envelope, { signatures: [good, broken] })
    expect(enveloped(both)).toBe('E_SIG_INVALID')
    expect(outcome(contentOf(plan, [both]), { ...informed, trust: board([jana, { person: 'r', key: reviewer, roles: [] }]) })).toBe('E_SIG_INVALID')
  })
  test('ATK-024 payload type swapped', () => expect(enveloped(altered(envelope, { payloadType: 'application/json' }))).toBe('E_PAYLOADTYPE'))
  test('ATK-028 base64 in another form', () => {
    const forms = [
      `${payload.slice(0, 40)}\n${payload.slice(40)}`,
      ` ${payload}`,
      payload.replace(/=*$/, ''),
      `${payload}====`,
      payload.replaceAll('+', '-').replaceAll('/', '_').replace(/^./, '-'),
    ]
    for (const form of forms) expect(enveloped(altered(envelope, { payload: form }))).toBe('E_B64')
    expect(bytesOfBase64('QQ==')).toEqual(utf8Bytes('A'))
    expect(bytesOfBase64('QR==')).toBeNull()
    expect(bytesOfBase64('QUJ=')).toBeNull()
  })
  test('ATK-031 payload member twice', () => {
    expect(enveloped(envelope.replace('{', '{"payload":"e30=",'))).toBe('E_DUP')
  })
  test('ATK-033 approval of another plan', () => {
    const other = { ...testDocument(testPlan({ 'identity.title': 'Plan B' })) }
    other.plan.id = '11111111-7d52-4a7e-9b0a-2f6f3f1f0a11'
    expect(outcome(contentOf(canonicalJson(other), [envelope]))).toBe('E_SUBJECT_DIGEST')
  })
  test('ATK-034 a weaker digest', () => {
    expect(digested({ md5: '0'.repeat(32) })).toBe('E_DIGEST_ALG')
    expect(digested({ sha1: '0'.repeat(40) })).toBe('E_DIGEST_ALG')
    expect(digested({ sha256: sha256Hex(plan).toUpperCase() })).toBe('E_DIGEST_ALG')
    expect(digested({ sha256: sha256Hex(plan), md5: '0'.repeat(32) })).toBe('E_DIGEST_ALG')
  })
  test('ATK-035 two subjects', () => {
    expect(stated((value) => value.subject.push(value.subject[0]!))).toBe('E_SUBJECT_COUNT')
    expect(stated((value) => (value.subject = []))).toBe('E_SUBJECT_COUNT')
  })
})

describe('keys and trust', () => {
  test('ATK-039 small-order Ed25519 key', () => {
    const der = new Uint8Array(Buffer.from(`302a300506032b65700321000100${'00'.repeat(30)}`, 'hex'))
    expect(publicKeyOf(der)).toEqual({ ok: false, problem: 'E_WEAK_KEY' })
    const pem = `-----BEGIN PUBLIC KEY-----\n${base64Of(der)}\n-----END PUBLIC KEY-----\n`
    // R is the neutral point, S is zero: OpenSSL accepts this for any message.
    const forged = concatBytes(Uint8Array.of(1), new Uint8Array(63))
    expect(verify(null, Buffer.from('anything'), createPublicKey(pem), forged)).toBe(true)
    const keyId = sha256Hex(der)
    const value = JSON.parse(statement)
    value.predicate.signer.keyId = keyId
    const text = canonicalJson({ payload: base64Of(utf8Bytes(canonicalJson(value))), payloadType: JSON.parse(envelope).payloadType, signatures: [{ keyid: keyId, sig: base64Of(forged) }] })
    expect(outcome({ plan: utf8Bytes(plan), envelopes: [utf8Bytes(text)], keys: [utf8Bytes(pem)] })).toBe('E_WEAK_KEY')
    const trust = { schema: 'homeport/trust/1', version: 1, organization: 'B', required: [], keys: [{ person: 'x', name: 'x', roles: [], publicKey: pem, validFrom: null, validUntil: null, revokedAt: null }] }
    expect(parseTrust(utf8Bytes(JSON.stringify(trust)))).toMatchObject({ problem: { code: 'E_WEAK_KEY' } })
  })
  test('ATK-040 a key in the bundle is never trusted', () => {
    const zip = writeZip([
      { name: 'plan.json', bytes: utf8Bytes(plan) },
      { name: 'statements/1.dsse.json', bytes: utf8Bytes(envelope) },
      { name: 'keys/board.pem', bytes: utf8Bytes(author.pem) },
    ])
    const read = readBundle(zip)
    if (!read.ok) throw new Error(read.problem.code)
    expect(outcome(read.value.content, { ...informed, trust: board([{ person: 'board', key: reviewer, roles: [] }]) })).toBe('E_NO_TRUSTED_SIG')
    expect(outcome(read.value.content)).toBe('incomplete')
  })
  test('ATK-044 one person with two keys counts once', () => {
    const card = seededKey(3)
    const trust = board([jana, { person: 'mia', key: reviewer, roles: ['architect'] }, { person: 'mia', key: card, roles: ['architect'] }], [{ role: 'architect', persons: 2 }])
    const content = contentOf(plan, [envelope, approval(reviewer, 'architect'), approval(card, 'architect')], [author, reviewer, card])
    expect(outcome(content, { ...informed, trust })).toBe('E_THRESHOLD')
    const two = board([jana, { person: 'mia', key: reviewer, roles: ['architect'] }, { person: 'ole', key: card, roles: ['architect'] }], [{ role: 'architect', persons: 2 }])
    expect(outcome(content, { ...informed, trust: two })).toBe('valid')
  })
  test('ATK-045 a role that was not granted', () => {
    const trust = board([jana, { person: 'eva', key: reviewer, roles: ['ethics'] }])
    expect(outcome(contentOf(plan, [envelope, approval(reviewer, 'security')]), { ...informed, trust })).toBe('E_ROLE')
    expect(outcome(contentOf(plan, [envelope, approval(reviewer, 'ethics')]), { ...informed, trust })).toBe('valid')
  })
  test('ATK-046 an author approves the own plan', () => {
    const other = seededKey(4)
    const trust = board([jana, { person: 'jana', key: other, roles: ['ethics'] }])
    expect(outcome(contentOf(plan, [envelope, approval(other, 'ethics')], [author, other]), { ...informed, trust })).toBe('E_SOD')
  })
  test('ATK-047 a policy inside the plan', () => {
    expect(planOf(canonicalJson({ ...document, policy: { threshold: 0 } }))).toBe('E_SCHEMA')
    expect(stated((value) => (value.predicate['policy'] = { threshold: 0 }))).toBe('E_SCHEMA')
  })
  test('ATK-048 a revoked key, dated back', () => {
    const trust = board([{ ...jana, revokedAt: '2026-12-01T00:00:00Z' }])
    expect(outcome(testContent(), { ...informed, trust })).toBe('E_REVOKED')
  })
  test('ATK-051 key files with too little work', async () => {
    openssl('genpkey', '-algorithm', 'ed25519', '-out', 'key.pem')
    for (const work of [['-v2', 'aes-256-cbc', '-iter', '1'], ['-scrypt', '-scrypt_N', '2', '-scrypt_r', '8', '-scrypt_p', '1']]) {
      openssl('pkcs8', '-topk8', '-in', 'key.pem', '-out', 'weak.pem', '-passout', 'pass:x', ...work)
      expect(await importPem(readFileSync(path.join(root, 'weak.pem'), 'utf8'), 'x')).toEqual({ ok: false, problem: 'E_KDF_WEAK' })
    }
  })
  test('ATK-053 the other form of an ECDSA signature is the same approval', () => {
    const key = ecKey('prime256v1')
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
    const first = approval(key, 'architect')
    const { signatures } = JSON.parse(first)
    const second = altered(first, { signatures: [{ ...signatures[0], sig: otherForm(signatures[0].sig, order) }] })
    expect(JSON.parse(second).signatures[0].sig).not.toBe(signatures[0].sig)
    const trust = board([jana, { person: 'mia', key, roles: ['architect'] }], [{ role: 'architect', persons: 2 }])
    const content = contentOf(plan, [envelope, first, canonicalJson(JSON.parse(second))], [author, key])
    const verification = verifyContent(content, { ...informed, trust })
    expect(verification.checks.find((check) => check.id === 'signatures')?.result).toBe('pass')
    expect(verification.warnings.map((warning) => warning.code)).toContain('W_SAME_STATEMENT')
    expect(verification.checks.find((check) => check.id === 'policy')).toMatchObject({ code: 'E_THRESHOLD', message: { values: { have: 1, need: 2 } } })
  })
})

/** (r, s) becomes (r, n - s). */
function otherForm(signature: string, order: bigint): string {
  const der = Buffer.from(signature, 'base64')
  const length = der[3]!
  const r = der.subarray(4, 4 + length)
  const s = order - BigInt(`0x${der.subarray(6 + length).toString('hex')}`)
  const digits = s.toString(16).padStart(64, '0')
  const bytes = Buffer.from((Number.parseInt(digits.slice(0, 2), 16) < 0x80 ? '' : '00') + digits, 'hex')
  const minimal = bytes.subarray(bytes.findIndex((byte, at) => byte !== 0 || (bytes[at + 1] ?? 0) >= 0x80))
  const body = Buffer.concat([Buffer.from([2, r.length]), r, Buffer.from([2, minimal.length]), minimal])
  return Buffer.concat([Buffer.from([0x30, body.length]), body]).toString('base64')
}

describe('audit log', () => {
  const entries = ['one', 'two', 'three', 'four'].map((entry) => leafHash(utf8Bytes(entry)))
  const signed = contentOf(plan, [signedText(document, author, { auditLog: headOf(entries.slice(0, 3)) })])
  const log = (leaves: readonly string[]) => outcome(signed, { ...informed, trust: board([jana]), log: leaves })
  test('grown since, it still fits', () => expect(log(entries)).toBe('valid'))
  test('ATK-063 an edited entry', () => expect(log([entries[0]!, leafHash(utf8Bytes('2')), ...entries.slice(2)])).toBe('E_LOG_ROOT'))
  test('ATK-065 the whole chain rewritten', () => expect(log(['a', 'b', 'c'].map((entry) => leafHash(utf8Bytes(entry))))).toBe('E_LOG_ROOT'))
  test('ATK-067 one flipped bit', () => expect(log([entries[0]!, entries[1]!, leafHash(utf8Bytes('thref'))])).toBe('E_LOG_ROOT'))
  test('cut short', () => expect(log(entries.slice(0, 2))).toBe('E_LOG_ROOT'))
})

const readCode = (bytes: Uint8Array) => {
  const result = readBundle(bytes)
  if (result.ok) return 'accepted'
  expect(refusedBundle(result.problem.code, result.problem.name).verdict).toBe('invalid')
  return result.problem.code
}

describe('bundle and files', () => {
  const base = [
    { name: 'plan.json', bytes: utf8Bytes(plan) },
    { name: 'statements/1.dsse.json', bytes: utf8Bytes(envelope) },
  ]
  test('ATK-075 duplicate or case-twin names', () => {
    expect(readCode(writeZip([...base, base[0]!]))).toBe('E_DUP_NAME')
    expect(readCode(writeZip([...base, { name: 'PLAN.json', bytes: utf8Bytes('{}') }]))).toBe('E_DUP_NAME')
    expect(readCode(writeZip([...base, { name: 'plan.JSON', bytes: utf8Bytes('{}') }]))).toBe('E_DUP_NAME')
  })
  test('ATK-076 zip bomb', () => {
    const zip = Buffer.from(writeZip(base))
    const deflated = bomb(50 * 1024 * 1024)
    expect(deflated.length).toBeLessThan(100_000)
    expect(readCode(deflated)).toBe('E_BOMB')
    expect(readCode(bomb(1000, 40 * 1024 * 1024))).toBe('E_BOMB')
    expect(readCode(zip)).toBe('accepted')
  })
  test('ATK-077 polyglot', () => {
    const zip = writeZip(base)
    expect(readCode(concatBytes(utf8Bytes('%PDF-1.7\n'), zip))).toBe('E_ZIP_PREFIX')
    expect(readCode(concatBytes(utf8Bytes('<html>'), zip))).toBe('E_ZIP_PREFIX')
    expect(readCode(concatBytes(zip, utf8Bytes('more')))).toBe('E_ZIP_PREFIX')
    expect(readCode(concatBytes(zip, zip))).toBe('E_ZIP_PREFIX')
  })
  test('ATK-078 local header differs from the directory', () => {
    const zip = writeZip(base)
    const local = Uint8Array.from(zip)
    // The first letter of the first local name.
    local[30]! ^= 0x20
    expect(readCode(local)).toBe('E_ZIP_MISMATCH')
    const size = Uint8Array.from(zip)
    size[22]! ^= 1
    expect(readCode(size)).toBe('E_ZIP_MISMATCH')
  })
  test('ATK-081 direction override in a file name', () => expect(safeFileName('a\u202Efdp.exe')).toBe('a_fdp.exe'))
  test('ATK-082 the destination is a link', async () => {
    const victim = path.join(root, 'authorized_keys')
    writeFileSync(victim, 'mine')
    symlinkSync(victim, path.join(root, 'plan.homeport'))
    expect(await writeFileSafely(path.join(root, 'plan.homeport'), 'x')).toMatchObject({ problem: { code: 'destination-is-link' } })
    expect(readFileSync(victim, 'utf8')).toBe('mine')
  })
})

/** A bundle whose plan unpacks to `size` zeros; `declared` is what its headers say. */
function bomb(actual: number, declared = actual): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(actual))
  const zip = Buffer.from(writeZip([{ name: 'plan.json', bytes: packed }]))
  const central = zip.length - 22 - 46 - 'plan.json'.length
  for (const [method, size] of [[8, 22], [central + 10, central + 24]] as const) {
    zip.writeUInt16LE(8, method)
    zip.writeUInt32LE(declared, size)
  }
  return new Uint8Array(zip)
}

test('an Ed25519 signature is not a signature of the payload alone', () => {
  // The type is part of what is signed: without it the same bytes could pass for something else.
  const body = utf8Bytes(statement)
  const naked = altered(envelope, { signatures: [{ keyid: author.public.keyId, sig: base64Of(signBytes(author, body)) }] })
  expect(enveloped(naked)).toBe('E_SIG_INVALID')
  const typed = altered(envelope, { signatures: [{ keyid: author.public.keyId, sig: base64Of(signBytes(author, preAuthentication(body))) }] })
  expect(enveloped(typed)).toBe('incomplete')
})
