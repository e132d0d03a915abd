/** Variants of the attacks in `attacks.test.ts`: what somebody would try next in each category. */
import { describe, expect, test } from 'vitest'
import { base64Of, concatBytes, utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { sha256Hex } from '../../../shared/base/digest.ts'
import { parseEnvelope, payloadType, preAuthentication } from '../../../shared/base/envelope.ts'
import { headOf, leafHash } from '../../../shared/base/merkle.ts'
import { parseStrictJson } from '../../../shared/base/strict-json.ts'
import { logHeadType } from '../../../shared/plan/log/head.ts'
import { parseTrust, type Trust } from '../../../shared/plan/trust.ts'
import { verifyContent, type VerifyOptions } from '../../../shared/plan/verify.ts'
import { readBundle } from '../../../electron/export/bundle.ts'
import { writeZip } from '../../../electron/export/zip.ts'
import { altered, author, contentOf, envelopeOf, informed, reviewer, signBytes, signedText, testDocument } from '../../support/signed.ts'

const document = testDocument()
const plan = canonicalJson(document)
const envelope = signedText(document, author)
const payload: string = JSON.parse(envelope).payload
const [signature] = JSON.parse(envelope).signatures

const outcome = (text: string | Uint8Array, envelopes: readonly string[] = [envelope], options: VerifyOptions = informed): string => {
  const verification = verifyContent(contentOf(text, envelopes), options)
  return verification.checks.find(({ result }) => result === 'fail')?.code ?? verification.verdict
}
const stated = (change: (value: { predicate: Record<string, unknown>; [more: string]: unknown }) => void): string => {
  const value = JSON.parse(Buffer.from(payload, 'base64').toString())
  change(value)
  return outcome(plan, [envelopeOf(utf8Bytes(canonicalJson(value)), author)])
}
const code = (input: string | Uint8Array): string => {
  const parsed = parseStrictJson(input)
  return parsed.ok ? 'accepted' : parsed.problem.code
}

describe('parser and resources', () => {
  test('more bytes, values or depth than the limits say', () => {
    expect(code(new Uint8Array(16 * 1024 * 1024 + 1).fill(0x20))).toBe('E_SIZE')
    expect(code(`[${'1,'.repeat(500_001)}1]`)).toBe('E_NODES')
    expect(code('{"a":'.repeat(65) + '1' + '}'.repeat(65))).toBe('E_DEPTH')
    expect(code('['.repeat(5_000_000))).toBe('E_DEPTH')
    expect(code(`"${'\\u0041'.repeat(1_000_000)}"`)).toBe('accepted')
    expect(code(`"${'\\'.repeat(999_999)}`)).toBe('E_SYNTAX')
    expect(code(`{${Array.from({ length: 20_000 }, (_, at) => `"k${at}":1`).join(',')},"k0":2}`)).toBe('E_DUP')
  })
  test('a number of many digits is refused without being computed', () => {
    expect(code(`[${'9'.repeat(1_000_000)}]`)).toBe('E_NUM')
    expect(code(`[0.${'0'.repeat(1_000_000)}1]`)).toBe('E_NUM')
    expect(code('[1e999999999]')).toBe('E_NUM')
  })
})

describe('canonical form', () => {
  test('the same plan written otherwise', () => {
    expect(outcome(plan.replace('{', '{\n'))).toBe('E_NOT_CANONICAL')
    expect(outcome(`${plan}\n`)).toBe('E_NOT_CANONICAL')
    expect(outcome(JSON.stringify(document))).toBe('E_NOT_CANONICAL')
    expect(outcome(plan.replace('Correspondence', String.raw`\u0043orrespondence`))).toBe('E_NOT_CANONICAL')
    expect(outcome(plan.replace('"answered":4', '"answered":4.0'))).toBe('E_NOT_CANONICAL')
    expect(outcome(plan.replace('"answered":4', '"answered":4e0'))).toBe('E_NOT_CANONICAL')
    expect(outcome(plan.replace('Prüfungen', 'Pru\u0308fungen'))).toBe('E_NFC')
    expect(outcome(plan.replace('Correspondence', 'Corr\u202eespondence'))).toBe('E_BIDI')
    expect(outcome(plan.replace('"schema":"homeport/signed-plan/1"', '"schema":"homeport/signed-plan/1","schema":"homeport/signed-plan/1"'))).toBe('E_DUP')
    expect(outcome(plan.replace('Correspondence', String.raw`\ud800`))).toBe('E_SURROGATE')
  })
})

describe('envelope', () => {
  test('members that would steer a careless verifier', () => {
    for (const more of [{ alg: 'none' }, { header: { alg: 'HS256' } }, { x5c: [] }, { protected: '' }]) expect(outcome(plan, [altered(envelope, more)])).toBe('E_ENV_FIELD')
    for (const more of [{ alg: 'none' }, { cert: '' }, { header: {} }]) expect(outcome(plan, [altered(envelope, { signatures: [{ ...signature, ...more }] })])).toBe('E_ENV_FIELD')
    expect(outcome(plan, [altered(envelope, { payload: undefined })])).toBe('E_ENV_FIELD')
    expect(outcome(plan, [altered(envelope, { signatures: signature })])).toBe('E_ENV_FIELD')
  })
  test('a type that only looks the same, and the same bytes as a head of a log', () => {
    for (const type of ['', `${payloadType} `, payloadType.toUpperCase(), `${payloadType};v=1`, logHeadType]) expect(outcome(plan, [altered(envelope, { payloadType: type })])).toBe('E_PAYLOADTYPE')
    expect(parseEnvelope(utf8Bytes(envelope), logHeadType).ok).toBe(false)
    const asHead = base64Of(signBytes(author, preAuthentication(utf8Bytes(Buffer.from(payload, 'base64').toString()), logHeadType)))
    expect(outcome(plan, [altered(envelope, { signatures: [{ ...signature, sig: asHead }] })])).toBe('E_SIG_INVALID')
  })
  test('lengths in the signed bytes cannot be moved between type and payload', () => {
    const one = preAuthentication(utf8Bytes('b'), 'a 1 ')
    const two = preAuthentication(utf8Bytes('1 b'), 'a')
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false)
  })
  test('too many, doubled and misnamed signatures', () => {
    expect(outcome(plan, [altered(envelope, { signatures: Array.from({ length: 5 }, (_, at) => ({ ...signature, keyid: sha256Hex(String(at)) })) })])).toBe('E_SIGCOUNT')
    expect(outcome(plan, [altered(envelope, { signatures: [signature, signature] })])).toBe('E_KEYID')
    expect(outcome(plan, [altered(envelope, { signatures: [{ ...signature, keyid: signature.keyid.toUpperCase() }] })])).toBe('E_KEYID')
    expect(outcome(plan, [altered(envelope, { signatures: [{ ...signature, keyid: reviewer.public.keyId }] })])).toBe('E_KEYID')
    expect(outcome(plan, [altered(envelope, { signatures: [{ ...signature, keyid: '' }] })])).toBe('E_KEYID')
  })
  test('a signature with S not reduced, cut, or longer', () => {
    const raw = Buffer.from(signature.sig, 'base64')
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const s = BigInt(`0x${Buffer.from(raw.subarray(32).toReversed()).toString('hex')}`) + order
    const large = new Uint8Array(Buffer.from(s.toString(16).padStart(64, '0'), 'hex')).toReversed()
    for (const bytes of [concatBytes(raw.subarray(0, 32), large), raw.subarray(0, 63), concatBytes(raw, Uint8Array.of(0)), new Uint8Array()])
      expect(outcome(plan, [altered(envelope, { signatures: [{ ...signature, sig: base64Of(bytes) }] })])).toBe('E_SIG_INVALID')
  })
  test('a payload that is no statement, or one about something else', () => {
    for (const [text, expected] of [['', 'E_SYNTAX'], ['null', 'E_TYPE'], ['[]', 'E_TYPE'], ['{}', 'E_TYPE'], [plan, 'E_TYPE']] as const) expect(outcome(plan, [envelopeOf(utf8Bytes(text), author)])).toBe(expected)
    expect(stated((value) => (value['_type'] = 'https://in-toto.io/Statement/v0.1'))).toBe('E_TYPE')
    expect(stated((value) => (value['predicateType'] = 'https://slsa.dev/provenance/v1'))).toBe('E_TYPE')
  })
})

describe('statement', () => {
  test('what contradicts itself or the plan', () => {
    expect(stated((value) => (value.predicate['decision'] = 'approve'))).toBe('E_SCHEMA')
    expect(stated((value) => (value.predicate['conditions'] = ['none']))).toBe('E_SCHEMA')
    expect(stated((value) => (value.predicate['claimedTime'] = '2026-02-30T00:00:00Z'))).toBe('E_SCHEMA')
    expect(stated((value) => (value.predicate['claimedTime'] = '2026-11-23T14:41:00+01:00'))).toBe('E_SCHEMA')
    expect(stated((value) => (value.predicate['version'] = 0))).toBe('E_SCHEMA')
    expect(stated((value) => (value.predicate['planId'] = '11111111-7d52-4a7e-9b0a-2f6f3f1f0a11'))).toBe('E_STATEMENT')
    expect(stated((value) => (value.predicate['knowledge'] = {}))).toBe('E_STATEMENT')
    expect(stated((value) => (value.predicate['assessment'] = `sha256:${'0'.repeat(64)}`))).toBe('E_STATEMENT')
    expect(stated((value) => (value.predicate['previous'] = `sha256:${'0'.repeat(64)}`))).toBe('E_STATEMENT')
    expect(stated((value) => (value.predicate['parts'] = {}))).toBe('E_STATEMENT')
    expect(stated((value) => (value.predicate['hardware'] = `sha256:${'0'.repeat(64)}`))).toBe('E_STATEMENT')
  })
  test('an assessment that its author made up', () => {
    const lie = { ...document, assessment: { ...document.assessment, outcome: 'clear', answered: 99 } }
    expect(outcome(canonicalJson(lie), [signedText(lie, author)])).toBe('E_ASSESSMENT')
  })
  test('a clock that ran behind is said', () => {
    const late = signedText(document, author, { clock: { highWater: '2027-01-01T00:00:00Z', behind: true } })
    expect(verifyContent(contentOf(plan, [late]), informed).warnings.map(({ code: warned }) => warned)).toContain('W_CLOCK_BEHIND')
  })
})

describe('trust', () => {
  const entry = { person: 'jana', name: 'Jana', roles: ['author'], publicKey: author.pem, validFrom: null, validUntil: null, revokedAt: null }
  const store = (change: object): Trust => {
    const trust = parseTrust(utf8Bytes(JSON.stringify({ schema: 'homeport/trust/1', version: 1, organization: 'B', required: [], keys: [{ ...entry, ...change }] })))
    if (!trust.ok) throw new Error(trust.problem.code)
    return trust.value
  }
  const under = (change: object) => outcome(plan, [envelope], { ...informed, trust: store(change) })
  test('a key before and after its time', () => {
    expect(under({})).toBe('valid')
    expect(under({ validUntil: '2026-11-23T14:40:59Z' })).toBe('E_KEY_EXPIRED')
    expect(under({ validFrom: '2026-11-23T14:41:01Z' })).toBe('E_KEY_EXPIRED')
    expect(under({ validFrom: '2026-11-23T14:41:00Z', validUntil: '2026-11-23T14:41:00Z' })).toBe('valid')
    expect(under({ revokedAt: '2030-01-01T00:00:00Z' })).toBe('E_REVOKED')
  })
  test('a store in which a key stands twice, or a member does', () => {
    const twice = { schema: 'homeport/trust/1', version: 1, organization: 'B', required: [], keys: [entry, { ...entry, person: 'other' }] }
    expect(parseTrust(utf8Bytes(JSON.stringify(twice)))).toMatchObject({ problem: { code: 'E_DUP_KEY' } })
    expect(parseTrust(utf8Bytes('{"schema":"homeport/trust/1","schema":"homeport/trust/1"}'))).toMatchObject({ problem: { code: 'E_DUP' } })
  })
})

describe('log', () => {
  const leaves = ['one', 'two', 'three'].map((text) => leafHash(utf8Bytes(text)))
  const signed = signedText(document, author, { auditLog: headOf(leaves) })
  const against = (list: readonly string[]) => outcome(plan, [signed], { ...informed, log: list })
  test('cut, reordered, and an inner node in the place of leaves', () => {
    expect(against(leaves.slice(0, 2))).toBe('E_LOG_ROOT')
    expect(against([leaves[1]!, leaves[0]!, leaves[2]!])).toBe('E_LOG_ROOT')
    expect(against([])).toBe('E_LOG_ROOT')
    const node = sha256Hex(concatBytes(Uint8Array.of(1), new Uint8Array(Buffer.from(leaves[0]! + leaves[1]!, 'hex'))))
    expect(against([node, leaves[2]!])).toBe('E_LOG_ROOT')
  })
})

describe('bundle', () => {
  const base = [
    { name: 'plan.json', bytes: utf8Bytes(plan) },
    { name: 'statements/1.dsse.json', bytes: utf8Bytes(envelope) },
  ]
  const read = (...more: { name: string; bytes: Uint8Array }[]) => {
    const found = readBundle(writeZip([...base, ...more]))
    return found.ok ? 'accepted' : found.problem.code
  }
  const empty = new Uint8Array()
  test('names that lead elsewhere', () => {
    for (const name of ['../evil', '/etc/passwd', 'C:\\evil', 'statements/../../evil', 'statements\\2.dsse.json', 'keys/CON.pem/x', 'plan.json/', 'plan.json.', 'statements/01.dsse.json', 'statements/2.dsse.json\u0000.txt', '__MACOSX/plan.json'])
      expect(read({ name, bytes: empty }), name).toBe('E_NAME')
  })
  test('a statement with a gap before it, without its envelope, or with another signature beside it', () => {
    expect(read({ name: 'statements/3.dsse.json', bytes: utf8Bytes(envelope) })).toBe('E_MISSING')
    expect(read({ name: 'statements/2.sig', bytes: empty })).toBe('E_MISSING')
    expect(read({ name: 'statements/1.sig', bytes: empty })).toBe('E_DERIVED')
    expect(read({ name: 'statements/1.pae.bin', bytes: empty })).toBe('E_DERIVED')
  })
  test('a part of the proof of a log, and a key under another name or in another writing', () => {
    expect(read({ name: 'log/proof.json', bytes: empty })).toBe('E_MISSING')
    expect(read({ name: `keys/${reviewer.public.keyId}.pem`, bytes: utf8Bytes(author.pem) })).toBe('E_DERIVED')
    expect(read({ name: `keys/${author.public.keyId}.pem`, bytes: utf8Bytes(author.pem.replaceAll('\n', '\r\n')) })).toBe('E_DERIVED')
    expect(read({ name: `keys/${author.public.keyId}.pem`, bytes: utf8Bytes(author.pem) })).toBe('accepted')
  })
  test('a plan and a public version together', () => expect(read({ name: 'public.json', bytes: empty })).toBe('E_NAME'))
})
