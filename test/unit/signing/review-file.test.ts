/** The file that a reviewer hands back: what is read, what is refused, and a decision made with openssl alone. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { base64Of, utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { digestOf } from '../../../shared/base/digest.ts'
import { preAuthentication, publicKeyOfPem } from '../../../shared/base/envelope.ts'
import { commentsBytes, parseReview, reviewFileOf, reviewText, type ReviewComment, type ReviewFile } from '../../../shared/plan/review-file.ts'
import { conflictsOf, decisionsOf, emptyReviews, mergeReview } from '../../../shared/plan/review-state.ts'
import { statementBytes } from '../../../shared/plan/statement.ts'
import { ecKey, reviewer, author, signBytes, signedText, testAct, testDocument, type TestKey } from '../../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-review-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const document = testDocument()
const text = canonicalJson(document)
const plan = { id: document.plan.id, version: 1, digest: digestOf(text) }
const comment: ReviewComment = { place: 'P5', text: 'Who deletes the letters?', by: 'Dora Schutz', at: '2026-11-24T08:00:00Z' }
const approve = (key: TestKey, change = {}) => signedText(document, key, { role: 'dpo', decision: 'approve', claimedTime: '2026-11-24T08:00:00Z', ...change })
const fileOf = (change: Partial<ReviewFile> = {}, key: TestKey = reviewer): string => {
  const comments = change.comments ?? [comment]
  const confirmed = { keyId: key.public.keyId, signature: base64Of(signBytes(key, commentsBytes(plan, comments))) }
  return reviewText({ ...reviewFileOf({ plan, comments, confirmed, statements: [approve(key)], keys: [key.public] }), ...change })
}
const code = (content: string | Uint8Array): string => {
  const read = parseReview(typeof content === 'string' ? utf8Bytes(content) : content)
  return read.ok ? 'read' : read.problem.code
}

describe('what is read', () => {
  test('comments, decision and key', () => {
    const read = parseReview(utf8Bytes(fileOf()))
    expect(read).toMatchObject({ ok: true, value: { plan, comments: [{ comment, confirmedBy: reviewer.public.keyId }], decisions: [{ statement: { predicate: { decision: 'approve' } } }] } })
  })
  test('comments without a signature, as unsigned', () => {
    const read = parseReview(utf8Bytes(fileOf({ confirmed: null, statements: [], keys: [] })))
    expect(read).toMatchObject({ ok: true, value: { comments: [{ confirmedBy: null }], decisions: [] } })
  })
})

describe('what is refused', () => {
  test.each([
    ['spaces between members', () => fileOf().replace('{', '{ '), 'E_NOT_CANONICAL'],
    ['a member twice', () => fileOf().replace('{', '{"schema":"homeport/review/1",'), 'E_DUP'],
    ['an unknown member', () => canonicalJson({ ...JSON.parse(fileOf()), policy: [] }), 'E_SCHEMA'],
    ['a prototype', () => fileOf().replace('{', '{"__proto__":{},'), 'E_PROTO'],
    ['too many comments', () => fileOf({ comments: Array.from({ length: 201 }, () => comment) }), 'E_SCHEMA'],
    ['a comment that hides text', () => fileOf().replace('Who deletes', 'Who \u202e deletes'), 'E_BIDI'],
    ['a comment about nothing known', () => fileOf().replace('"P5"', '"P29"'), 'E_SCHEMA'],
    ['a comment changed after signing', () => fileOf().replace('Who deletes', 'Who reads'), 'E_SIG_INVALID'],
    ['a decision changed after signing', () => fileOf({ statements: [approve(reviewer).replace('"sig":"A', '"sig":"B').replace(/"sig":"[^AB]/, '"sig":"A')] }), 'E_SIG_INVALID'],
    ['a decision without its key', () => fileOf({ confirmed: null, keys: [] }), 'E_NO_KEY'],
    ['an author’s statement', () => fileOf({ statements: [signedText(document, reviewer)] }), 'E_AUTHOR'],
    ['a decision on another version', () => fileOf({ statements: [approve(reviewer, { version: 2 })] }), 'E_SUBJECT_DIGEST'],
    ['a decision on another plan', () => fileOf({ plan: { ...plan, digest: digestOf('other') }, confirmed: null }), 'E_SUBJECT_DIGEST'],
    ['nothing in it', () => fileOf({ comments: [], confirmed: null, statements: [] }), 'E_EMPTY'],
    ['no JSON', () => 'hello', 'E_SYNTAX'],
    ['5 MiB', () => ' '.repeat(5 * 1024 * 1024), 'E_SIZE'],
  ])('%s', (_name, make, expected) => expect(code(make())).toBe(expected))
})

describe('merging', () => {
  test('what one key decided twice is shown, and both stay', () => {
    const both = ['approve', 'reject'].map((decision, hour) => parseReview(utf8Bytes(fileOf({ statements: [approve(reviewer, { decision, claimedTime: `2026-11-24T0${hour}:00:00Z` })] }))))
    const state = both.reduce((merged, read) => (read.ok ? mergeReview(merged, read.value) : merged), emptyReviews)
    expect(decisionsOf(state).map(({ predicate }) => predicate.decision)).toEqual(['approve', 'reject'])
    expect(conflictsOf(state)).toEqual([
      { id: 'reviews.conflict.decisions', values: { name: 'Jana Köhler', first: { term: 'verify.decision.approve' }, second: { term: 'verify.decision.reject' } } },
    ])
  })
  test('two texts of one comment are both kept', () => {
    const texts = ['First.', 'Second.'].map((words) => parseReview(utf8Bytes(fileOf({ comments: [{ ...comment, text: words }] }))))
    const state = texts.reduce((merged, read) => (read.ok ? mergeReview(merged, read.value) : merged), emptyReviews)
    expect(Object.keys(state.comments)).toHaveLength(2)
    expect(conflictsOf(state).map(({ id }) => id)).toEqual(['reviews.conflict.comment'])
  })
})

describe('a decision made with openssl alone', () => {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: root, stdio: 'pipe' })
  test.each([
    ['Ed25519', ['-algorithm', 'ed25519'], ['-rawin']],
    ['ECDSA-P256', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['-rawin', '-digest', 'sha256']],
    ['ECDSA-P384', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['-rawin', '-digest', 'sha384']],
  ] as const)('%s is accepted', (algorithm, generate, how) => {
    openssl('genpkey', ...generate, '-out', 'key.pem')
    openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'pub.pem')
    const key = publicKeyOfPem(readFileSync(path.join(root, 'pub.pem'), 'utf8'))
    if (!key.ok) throw new Error(key.problem)
    // The bytes that the packet's page hands out; the act stands in them, the key never leaves openssl.
    const signer = { keyId: key.value.keyId, algorithm, name: 'Dora Schutz', title: null }
    const payload = statementBytes(text, document, { ...testAct(author), role: 'dpo', decision: 'reject', signer })
    writeFileSync(path.join(root, 'review.pae.bin'), preAuthentication(payload))
    openssl('pkeyutl', '-sign', '-inkey', 'key.pem', ...how, '-in', 'review.pae.bin', '-out', 'review.sig')
    const signature = openssl('base64', '-A', '-in', 'review.sig').toString()
    const envelope = `{"payload": "${base64Of(payload)}",\n "payloadType": "application/vnd.in-toto+json", "signatures": [{"keyid": "${key.value.keyId}", "sig": "${signature}"}]}`
    const file = fileOf({ comments: [], confirmed: null, statements: [envelope], keys: [readFileSync(path.join(root, 'pub.pem'), 'utf8')] })
    expect(parseReview(utf8Bytes(file))).toMatchObject({ ok: true, value: { decisions: [{ signer: { keyId: key.value.keyId }, statement: { predicate: { decision: 'reject' } } }] } })
  })
})

test('the same decision with another form of its signature is the same decision, whichever came first', () => {
  const key = ecKey('prime256v1')
  // ECDSA draws a number at random: two signatures over the same bytes differ.
  const reads = [approve(key), approve(key)].map((statement) => parseReview(utf8Bytes(fileOf({ statements: [statement] }, key))))
  const [first, second] = reads.map((read) => (read.ok ? read.value : null))
  if (!first || !second) throw new Error('unreadable')
  expect(first.decisions[0]!.envelope).not.toBe(second.decisions[0]!.envelope)
  const merged = [first, second].reduce(mergeReview, emptyReviews)
  expect(Object.keys(merged.decisions)).toHaveLength(1)
  expect([second, first].reduce(mergeReview, emptyReviews).decisions).toEqual(merged.decisions)
})
