/**
 * The vectors beside docs/plan-format.md are what this code makes, byte for byte. `UPDATE_DOCS=1` writes them anew; a
 * change of a vector is a change of the format.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { base64Of, utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { hexOf, sha256Hex } from '../../../shared/base/digest.ts'
import { envelopeText, preAuthentication } from '../../../shared/base/envelope.ts'
import { consistencyProof, headOf, inclusionProof, leafHash } from '../../../shared/base/merkle.ts'
import { parseStrictJson } from '../../../shared/base/strict-json.ts'
import { entryText, type LogFact } from '../../../shared/plan/log/entry.ts'
import { logHeadBytes, logHeadType } from '../../../shared/plan/log/head.ts'
import { logProof } from '../../../shared/plan/log/proof.ts'
import { commitment, publicText, saltOf } from '../../../shared/plan/redaction.ts'
import { replyBytes } from '../../../shared/plan/reply.ts'
import { statementBytes } from '../../../shared/plan/statement.ts'
import { trustOfKeys } from '../../../shared/plan/trust.ts'
import { refusedBundle } from '../../../shared/plan/verify.ts'
import { verifyAny } from '../../../shared/plan/verify-public.ts'
import { readBundle, writeBundle, type BundleParts } from '../../../electron/export/bundle.ts'
import { readZip, writeZip } from '../../../electron/export/zip.ts'
import { numbersOfAppendixB } from '../../support/rfc8785-numbers.ts'
import { answerOf, minisignSignature, sshSignature } from '../../support/carriers.ts'
import { author, bare, reviewer, seededKey, signBytes, signedText, testAct, testDocument, testPlan } from '../../support/signed.ts'

const folder = path.resolve('docs', 'vectors')
const seed = '2a'.repeat(32)
const plan = { ...testPlan(), machines: {} }
const document = { ...testDocument(plan), seed }
const text = canonicalJson(document)
const planDigest = `sha256:${sha256Hex(text)}`
const installation = seededKey(9)

const facts: readonly LogFact[] = [
  { event: 'key-added', at: '2026-11-23T09:00:00Z', keyId: author.public.keyId },
  { event: 'created', at: '2026-11-23T09:01:00Z', plan: plan.id },
  { event: 'signed', at: '2026-11-23T14:41:00Z', keyId: author.public.keyId, plan: plan.id, planDigest, version: 1 },
  { event: 'exported', at: '2026-11-23T15:00:00Z', plan: plan.id, version: 1, format: 'pdf', planDigest, file: planDigest },
]
const log: { entry: string; leaf: string }[] = []
for (const fact of facts) {
  const entry = entryText(fact, log.at(-1)?.leaf ?? null)
  log.push({ entry, leaf: leafHash(utf8Bytes(entry)) })
}
const leaves = log.map(({ leaf }) => leaf)
const auditLog = headOf(leaves.slice(0, 2))
const envelope = signedText(document, author, { auditLog })
const approval = signedText(document, reviewer, { role: 'ethics', decision: 'approve', claimedTime: '2026-11-24T08:00:00Z' })
const headPayload = logHeadBytes(headOf(leaves), '2026-11-24T00:00:00Z')
const head = envelopeText({ payload: headPayload, signatures: [{ keyId: installation.public.keyId, signature: signBytes(installation, preAuthentication(headPayload, logHeadType)) }] }, logHeadType)
const proof = logProof(log, planDigest, [auditLog])
const evidence = { head: utf8Bytes(head), proof: utf8Bytes(proof), key: utf8Bytes(installation.pem) }

const tools = { shell: utf8Bytes(''), python: utf8Bytes(''), readme: utf8Bytes('') }
const parts: BundleParts = { plan: text, envelopes: [envelope, approval], keys: [author.public, reviewer.public], log: evidence, packet: '', language: 'en', reportHtml: null, reportPdf: null }
const bundle = (change: Partial<BundleParts> = {}): Uint8Array => writeBundle({ ...parts, ...change }, tools)
const shown = publicText(text, new Set(['/plan/answers/organization.country']))!
const { seed: _seed, ...unsalted } = document
const old = canonicalJson(unsalted)
const proofWith = (from: string, to: string): Partial<BundleParts> => ({ log: { ...evidence, proof: utf8Bytes(proof.replace(from, to)) } })
/** An entry changed without telling anybody: the archive is well formed, its checksums fit. */
const spoiled = (name: string, change: (bytes: Buffer) => Uint8Array): Uint8Array => {
  const limit = 2 ** 24
  const read = readZip(bundle(), { file: limit, entry: limit, total: limit, count: 99, ratio: 99 }, () => true)
  if (!read.ok) throw new Error(read.problem.code)
  return writeZip(read.value.map((entry) => (entry.name === name ? { name, bytes: change(Buffer.from(entry.bytes)) } : entry)))
}
const replaced = (from: string, to: string) => (bytes: Buffer) => {
  expect(bytes.toString().includes(from)).toBe(true)
  return utf8Bytes(bytes.toString().replace(from, to))
}

/** An approval in the form of another tool, by a key of its own. */
function carried(key: typeof author, sign: (payload: Uint8Array) => Uint8Array): string {
  const payload = statementBytes(text, document, testAct(key, { role: 'ethics', decision: 'approve', claimedTime: '2026-11-24T08:00:00Z' }))
  return envelopeText({ payload, signatures: [{ keyId: key.public.keyId, signature: sign(payload) }] })
}
const [ssh, mini] = [seededKey(21), seededKey(22)]
const answer = answerOf(plan.id, planDigest)
const replies = [{ keyId: author.public.keyId, reply: answer, signature: base64Of(signBytes(author, replyBytes(answer))) }]
const carriedParts = {
  envelopes: [envelope, carried(ssh, (payload) => sshSignature(ssh, payload)), carried(mini, (payload) => minisignSignature(mini, payload))],
  keys: [author.public, ssh.public, mini.public],
  replies,
}

const bundles: Readonly<Record<string, Uint8Array>> = {
  'carried.homeport': bundle(carriedParts),
  'bad-namespace.homeport': bundle({ ...carriedParts, envelopes: [envelope, carried(ssh, (payload) => sshSignature(ssh, payload, 'git'))], keys: [author.public, ssh.public], replies: [] }),
  'bad-reply.homeport': bundle({ replies: replies.map((one) => ({ ...one, reply: { ...answer, text: 'Nobody does.' } })) }),
  'plan.homeport': bundle(),
  'plan-without-seed.homeport': bundle({ plan: old, envelopes: [signedText(unsalted, author)], keys: [author.public], log: null }),
  'public.homeport': bundle({ public: shown }),
  'bad-answer.homeport': spoiled('plan.json', replaced('"value":"DE"', '"value":"FR"')),
  'bad-space.homeport': spoiled('plan.json', replaced('{"assessment"', '{ "assessment"')),
  'bad-seed.homeport': spoiled('plan.json', replaced(seed, '2b'.repeat(32))),
  'bad-statement.homeport': bundle({ envelopes: [signedText({ ...document, knowledge: {} }, author, { auditLog })] }),
  'bad-signature.homeport': bundle({ envelopes: [envelope.replace(/"sig":"./, '"sig":"A')] }),
  'bad-log-entry.homeport': bundle(proofWith(String.raw`\"version\":1`, String.raw`\"version\":2`)),
  'bad-log-path.homeport': bundle(proofWith(leaves[3]!, leaves[0]!)),
  'bad-log-head.homeport': bundle({ log: { ...evidence, key: utf8Bytes(author.pem) } }),
  'bad-log-empty.homeport': bundle({ log: { ...evidence, proof: utf8Bytes('{"consistency":[],"entries":[],"schema":"homeport/log-proof/1"}') } }),
  'bad-public-value.homeport': bundle({ public: shown.replace('Correspondence assistant', 'Correspondence assistance') }),
  'bad-public-dropped.homeport': bundle({ public: shown.replace('"/assessment/findings",', '') }),
  'bad-public-added.homeport': bundle({ public: shown.replace('"withheld":[', '"withheld":["/assessment/added",') }),
}

function outcomeOf(bytes: Uint8Array): { verdict: string; code: string | null } {
  const read = readBundle(bytes, 'any')
  const trust = trustOfKeys([{ key: author.public, name: 'author' }])
  const verification = read.ok ? verifyAny(read.value.content, { ...bare, trust }) : refusedBundle(read.problem.code, read.problem.name)
  return { verdict: verification.verdict, code: verification.checks.find(({ result }) => result === 'fail')?.code ?? null }
}

/** Input in hex, code, position (bytes for E_BOM, E_UTF8 and E_SIZE, UTF-16 code units otherwise). */
const refused: readonly (readonly [string | Uint8Array, string, number])[] = [
  ['{"a":1,"a":2}', 'E_DUP', 7],
  [String.raw`{"a":1,"\u0061":2}`, 'E_DUP', 7],
  [String.raw`["\ud800"]`, 'E_SURROGATE', 1],
  [String.raw`["\udc00\ud800"]`, 'E_SURROGATE', 1],
  ['[9007199254740993]', 'E_NUM', 1],
  ['[-9007199254740992]', 'E_NUM', 1],
  ['[-0]', 'E_NUM', 1],
  ['[-0.0]', 'E_NUM', 1],
  ['[1e400]', 'E_NUM', 1],
  ['[1e-400]', 'E_NUM', 1],
  ['[0.1000000000000000055]', 'E_NUM', 1],
  ['[01]', 'E_SYNTAX', 2],
  ['[+1]', 'E_SYNTAX', 1],
  ['[.5]', 'E_SYNTAX', 1],
  ['[1.]', 'E_SYNTAX', 2],
  ['[NaN]', 'E_SYNTAX', 1],
  ['[1,]', 'E_SYNTAX', 3],
  ['{"a":1,}', 'E_SYNTAX', 7],
  ["['a']", 'E_SYNTAX', 1],
  ['[1]//', 'E_TRAILING', 3],
  ['{} {}', 'E_TRAILING', 3],
  ['[1]\u0000', 'E_TRAILING', 3],
  ['', 'E_SYNTAX', 0],
  [`${'['.repeat(65)}${']'.repeat(65)}`, 'E_DEPTH', 64],
  ['["\t"]', 'E_SYNTAX', 2],
  [String.raw`["\u0000"]`, 'E_CTRL', 1],
  [String.raw`["\u0085"]`, 'E_CTRL', 1],
  ['["e\u0301"]', 'E_NFC', 1],
  ['["a\u202eb"]', 'E_BIDI', 1],
  ['{"a\u200bb":1}', 'E_BIDI', 1],
  ['["\uffff"]', 'E_SURROGATE', 1],
  ['{"__proto__":1}', 'E_PROTO', 1],
  [String.raw`{"x":{"\u005f_proto__":1}}`, 'E_PROTO', 6],
  ['{"constructor":{"prototype":1}}', 'E_PROTO', 1],
  [Uint8Array.of(0xef, 0xbb, 0xbf, 0x31), 'E_BOM', 0],
  [Uint8Array.of(0xff, 0xfe, 0x31, 0x00), 'E_BOM', 0],
  [Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), 'E_UTF8', 1],
  [Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'E_UTF8', 1],
  [Uint8Array.of(0x22, 0xf4, 0x90, 0x80, 0x80, 0x22), 'E_UTF8', 1],
  [Uint8Array.of(0x22, 0xe2, 0x82, 0x22), 'E_UTF8', 1],
]
const bytesOf = (input: string | Uint8Array): Uint8Array => (typeof input === 'string' ? utf8Bytes(input) : input)

/** Member names out of order in UTF-16 code units, and text that needs escapes (RFC 8785, section 3.2.3). */
const sorting = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\u{1f600}': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' }

function vectors(): unknown {
  return {
    numbers: numbersOfAppendixB.map(([bits, canonical]) => ({ bits, canonical })),
    canonical: [
      { input: sorting, canonical: canonicalJson(sorting) },
      { input: { literals: [null, true, false], numbers: [333_333_333.333_333_3, 1e30, 4.5, 0.002, 1e-27], string: '\u20ac$\u000f\nA\'B"\\\\"/' }, canonical: canonicalJson({ literals: [null, true, false], numbers: [333_333_333.333_333_3, 1e30, 4.5, 0.002, 1e-27], string: '\u20ac$\u000f\nA\'B"\\\\"/' }) },
    ],
    refused: refused.map(([input, code, at]) => ({ hex: hexOf(bytesOf(input)), code, at })),
    signing: {
      keySeed: '01'.repeat(32),
      keyId: author.public.keyId,
      payload: '{}',
      signed: new TextDecoder().decode(preAuthentication(utf8Bytes('{}'))),
      signature: base64Of(signBytes(author, preAuthentication(utf8Bytes('{}')))),
    },
    commitments: ['/plan/id', '/plan/answers/identity.title', '/assessment', '/a~1b/c~0d'].map((pointer) => ({
      seed,
      pointer,
      salt: hexOf(saltOf(seed, pointer)),
      value: 'x',
      commitment: commitment(seed, pointer, 'x'),
      unsalted: commitment(null, pointer, 'x'),
    })),
    log: {
      entries: log,
      roots: Array.from({ length: log.length + 1 }, (_, size) => headOf(leaves.slice(0, size)).root),
      inclusion: leaves.map((_, index) => inclusionProof(index, leaves)),
      consistency: leaves.map((_, index) => consistencyProof(index + 1, leaves)),
    },
    bundles: Object.fromEntries(Object.entries(bundles).map(([name, bytes]) => [name, { sha256: sha256Hex(bytes), ...outcomeOf(bytes) }])),
  }
}

test('the vectors are what the code makes', () => {
  const files = { ...bundles, 'author.pem': utf8Bytes(author.pem), 'vectors.json': utf8Bytes(`${JSON.stringify(vectors(), null, 1)}\n`) }
  if (process.env['UPDATE_DOCS'] === '1') mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(files)) {
    const file = path.join(folder, name)
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, bytes)
    expect(existsSync(file) && readFileSync(file).equals(bytes), `${name}: run UPDATE_DOCS=1 npx vitest run test/unit/signing/vectors.test.ts`).toBe(true)
  }
})

test('each bundle is answered as it should be', () => {
  const codes = Object.fromEntries(Object.entries(bundles).map(([name, bytes]) => [name, outcomeOf(bytes)]))
  expect(codes).toEqual({
    // Without knowledge packs the assessment cannot be derived again.
    'plan.homeport': { verdict: 'incomplete', code: null },
    'carried.homeport': { verdict: 'incomplete', code: null },
    'bad-namespace.homeport': { verdict: 'invalid', code: 'E_NAMESPACE' },
    'bad-reply.homeport': { verdict: 'invalid', code: 'E_REPLIES' },
    'plan-without-seed.homeport': { verdict: 'incomplete', code: null },
    'public.homeport': { verdict: 'valid', code: null },
    'bad-answer.homeport': { verdict: 'invalid', code: 'E_SUBJECT_DIGEST' },
    'bad-space.homeport': { verdict: 'invalid', code: 'E_NOT_CANONICAL' },
    'bad-seed.homeport': { verdict: 'invalid', code: 'E_SUBJECT_DIGEST' },
    'bad-statement.homeport': { verdict: 'invalid', code: 'E_SUBJECT_DIGEST' },
    'bad-signature.homeport': { verdict: 'invalid', code: 'E_SIG_INVALID' },
    'bad-log-entry.homeport': { verdict: 'invalid', code: 'E_LOG_PROOF' },
    'bad-log-path.homeport': { verdict: 'invalid', code: 'E_LOG_PROOF' },
    'bad-log-head.homeport': { verdict: 'invalid', code: 'E_LOG_HEAD' },
    'bad-log-empty.homeport': { verdict: 'invalid', code: 'E_LOG_PROOF' },
    'bad-public-value.homeport': { verdict: 'invalid', code: 'E_REDACTION' },
    'bad-public-dropped.homeport': { verdict: 'invalid', code: 'E_REDACTION' },
    'bad-public-added.homeport': { verdict: 'invalid', code: 'E_REDACTION' },
  })
})

test('strict JSON refuses each input with its code and position', () => {
  for (const [input, code, at] of refused) expect([code, at, parseStrictJson(bytesOf(input))], JSON.stringify(input)).toEqual([code, at, { ok: false, problem: { code, at } }])
})

test('numbers are written as in RFC 8785, appendix B', () => {
  for (const [bits, expected] of numbersOfAppendixB) {
    const number = new DataView(new Uint8Array(Buffer.from(bits, 'hex')).buffer).getFloat64(0)
    expect(canonicalJson(number), bits).toBe(expected)
  }
})

test('members are sorted as in RFC 8785, section 3.2.3', () => {
  expect(canonicalJson(sorting)).toBe(
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\u{1f600}":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  )
})
