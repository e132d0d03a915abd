/** Attacks through what others hand back: decisions that lie, too many of them, and statements that a bundle did not have. */
import { describe, expect, test } from 'vitest'
import { base64Of, utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { digestOf } from '../../../shared/base/digest.ts'
import { envelopeText, preAuthentication } from '../../../shared/base/envelope.ts'
import { boardPayload, readBoard } from '../../../shared/plan/board.ts'
import { parseReview, reviewFileOf, reviewText, type Review } from '../../../shared/plan/review-file.ts'
import { emptyReviews, mergeReview } from '../../../shared/plan/review-state.ts'
import type { Predicate } from '../../../shared/plan/statement.ts'
import { parseTrust, trustOfBoard } from '../../../shared/plan/trust.ts'
import { verifyContent } from '../../../shared/plan/verify.ts'
import { crowdFault, reviewMisfit } from '../../../electron/reviews/fit.ts'
import { boardOf, keys, personKeyOf, testBoardDocument } from '../../support/board.ts'
import { author, contentOf, ecKey, informed, reviewer, seededKey, signBytes, signedText, testDocument, type TestKey } from '../../support/signed.ts'

const document = testDocument()
const plan = canonicalJson(document)
const digest = digestOf(plan)
const log = { size: 3, root: 'a5'.repeat(32) }
const known = { version: 1, digest, text: plan, envelopes: [signedText(document, author, { auditLog: log })] }
const decision: Partial<Predicate> = { role: 'dpo', decision: 'approve' }

function fileWith(envelopes: readonly string[], signers: readonly TestKey[], reviewed: Partial<{ id: string; version: number }> = {}): string {
  const about = { id: document.plan.id, version: 1, digest, ...reviewed }
  return reviewText(reviewFileOf({ plan: about, comments: [], confirmed: null, statements: [...envelopes], keys: signers.map((key) => key.public) }))
}
function review(change: Partial<Predicate> = {}, reviewed: Partial<{ id: string; version: number }> = {}): Review {
  const read = parseReview(utf8Bytes(fileWith([signedText(document, reviewer, { ...decision, ...change })], [reviewer], reviewed)))
  if (!read.ok) throw new Error(read.problem.code)
  return read.value
}

describe('a review that a stranger made', () => {
  test('gets in when it says what is so, with the log of the author or without', () => {
    expect(reviewMisfit(review(), known)).toBeNull()
    expect(reviewMisfit(review({ auditLog: log }), known)).toBeNull()
  })
  // Each of these would make every later export of the version invalid, or look as if the log was rewritten.
  test.each<[string, Partial<Predicate>]>([
    ['another version before it', { previous: `sha256:${'0'.repeat(64)}` }],
    ['other parts', { parts: {} }],
    ['other knowledge', { knowledge: {} }],
    ['another assessment', { assessment: `sha256:${'0'.repeat(64)}` }],
    ['machines that are not there', { hardware: `sha256:${'0'.repeat(64)}` }],
    ['a longer log than the author has', { auditLog: { size: 1000, root: '0'.repeat(64) } }],
    ['another root of the log', { auditLog: { size: 3, root: '0'.repeat(64) } }],
  ])('is refused with %s', (_what, lie) => {
    expect(reviewMisfit(review(lie), known)).toMatchObject({ id: 'reviews.fault.statement' })
  })
  test('is refused for another number of the version or another plan under the same digest', () => {
    expect(reviewMisfit(review({ version: 99 }, { version: 99 }), known)).toMatchObject({ id: 'reviews.fault.statement' })
    const other = '11111111-7d52-4a7e-9b0a-2f6f3f1f0a11'
    expect(reviewMisfit(review({ planId: other }, { id: other }), known)).toMatchObject({ id: 'reviews.fault.statement' })
  })
  test('cannot have more keys than travel with a decision', () => {
    const signers = [reviewer, seededKey(41), seededKey(42)]
    const [one] = [signedText(document, reviewer, decision)]
    const payload = new Uint8Array(Buffer.from(JSON.parse(one).payload, 'base64'))
    const message = preAuthentication(payload)
    const envelope = envelopeText({ payload, signatures: signers.map((key) => ({ keyId: key.public.keyId, signature: signBytes(key, message) })) })
    expect(parseReview(utf8Bytes(fileWith([envelope], signers)))).toMatchObject({ ok: false, problem: { code: 'E_SIGCOUNT' } })
  })
  test('cannot bring more decisions than a bundle has numbers for', () => {
    let state = emptyReviews
    for (let round = 0; round < 4; round += 1)
      for (let at = 0; at < 20; at += 1) state = mergeReview(state, review({ claimedTime: `2026-11-24T08:0${round}:${String(at).padStart(2, '0')}Z` }))
    expect(crowdFault(state, review())).toBeNull()
    const more = parseReview(utf8Bytes(fileWith(Array.from({ length: 11 }, (_, at) => signedText(document, reviewer, { ...decision, claimedTime: `2026-11-25T08:00:${String(at + 10)}Z` })), [reviewer])))
    if (!more.ok) throw new Error(more.problem.code)
    expect(crowdFault(state, more.value)).toMatchObject({ id: 'reviews.fault.crowd' })
    // What is known already takes no place.
    expect(crowdFault(mergeReview(state, review()), review())).toBeNull()
  })
})

describe('statements put into a bundle or taken out of it', () => {
  const outcome = (envelopes: readonly string[], signers: readonly TestKey[], options = informed) => {
    const verification = verifyContent(contentOf(plan, envelopes, signers), options)
    return verification.checks.find(({ result }) => result === 'fail')?.code ?? verification.verdict
  }
  const own = signedText(document, author)
  test('without the author, who approves the own plan', () => {
    expect(outcome([signedText(document, author, { role: 'architect', decision: 'approve' })], [author])).toBe('E_NO_AUTHOR')
    const entry = { person: 'jana', name: 'Jana', roles: ['architect'], publicKey: author.pem, validFrom: null, validUntil: null, revokedAt: null }
    const trust = parseTrust(utf8Bytes(JSON.stringify({ schema: 'homeport/trust/1', version: 1, organization: 'B', required: [{ role: 'architect', persons: 1 }], keys: [entry] })))
    if (!trust.ok) throw new Error(trust.problem.code)
    expect(outcome([own, signedText(document, author, { role: 'architect', decision: 'approve' })], [author], { ...informed, trust: trust.value })).toBe('E_SOD')
    expect(outcome([signedText(document, author, { role: 'architect', decision: 'approve' })], [author], { ...informed, trust: trust.value })).toBe('E_NO_AUTHOR')
  })
  test('a stranger who gives the plan another number, before the author or after', () => {
    const stray = signedText(document, reviewer, { ...decision, version: 99 })
    expect(outcome([own, stray], [author, reviewer])).toBe('E_STATEMENT')
    expect(outcome([stray, own], [author, reviewer])).toBe('E_STATEMENT')
  })
  test('a reviewer who names another log does not make the own one look rewritten', () => {
    const leaves: readonly string[] = []
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    const signed = signedText(document, author, { auditLog: { size: 0, root: empty } })
    const other = signedText(document, reviewer, { ...decision, auditLog: { size: 7, root: '0'.repeat(64) } })
    expect(outcome([signed, other], [author, reviewer], { ...informed, log: leaves })).toBe('incomplete')
  })
})

describe('a name, a title and a moment', () => {
  const own = signedText(document, author)
  const outcome = (change: Partial<Predicate>) => {
    // `testAct` signs what `statementBytes` would refuse to make, so the payload is written by hand.
    const payload = JSON.parse(Buffer.from(JSON.parse(signedText(document, author)).payload, 'base64').toString())
    const bytes = utf8Bytes(canonicalJson({ ...payload, predicate: { ...payload.predicate, ...change } }))
    const signature = signBytes(author, preAuthentication(bytes))
    const verification = verifyContent(contentOf(plan, [envelopeText({ payload: bytes, signatures: [{ keyId: author.public.keyId, signature }] })]), informed)
    return verification.checks.find(({ result }) => result === 'fail')?.code ?? verification.verdict
  }
  const signer = { keyId: author.public.keyId, algorithm: 'Ed25519' as const, name: 'Jana Köhler', title: null }
  test('stand on one line', () => {
    expect(outcome({ signer })).toBe('incomplete')
    for (const text of ['Jana\n  ok   all is well', 'Jana\rx', 'Jana\tx', 'Jana\u2028x', 'Jana\u2029x']) {
      expect(outcome({ signer: { ...signer, name: text } }), JSON.stringify(text)).toBe('E_SCHEMA')
      expect(outcome({ signer: { ...signer, title: text } }), JSON.stringify(text)).toBe('E_SCHEMA')
    }
  })
  test('a moment that there is not', () => {
    for (const moment of ['2026-02-30T00:00:00Z', '2026-12-31T23:59:60Z', '2026-11-23T24:00:00Z', '0000-01-01T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-23T14:41:00+00:00', '2026-11-23t14:41:00z', '2026-11-23 14:41:00Z'])
      for (const change of [{ claimedTime: moment }, { clock: { highWater: moment, behind: true } }]) expect(outcome(change), moment).toBe('E_SCHEMA')
  })
  test('a day that there is not, inside a plan', () => {
    const duty = { owner: null, due: '2026-02-31', state: 'open' as const, evidence: [], note: '' }
    const odd = canonicalJson({ ...document, plan: { ...document.plan, duties: { 'EU-01': duty } } })
    expect(verifyContent(contentOf(odd, [own]), informed).checks.find(({ id }) => id === 'schema')).toMatchObject({ code: 'E_SCHEMA' })
    const good = canonicalJson({ ...document, plan: { ...document.plan, duties: { 'EU-01': { ...duty, due: '2026-02-28' } } } })
    expect(verifyContent(contentOf(good, [own]), informed).checks.find(({ id }) => id === 'schema')).toMatchObject({ result: 'pass' })
  })
})

test('a claimed time behind the one that an authority attests is said', () => {
  const envelope = signedText(document, author, { claimedTime: '2026-11-23T14:41:00Z' })
  const codes = (at: string) =>
    verifyContent(contentOf(plan, [envelope]), { ...informed, times: new Map([[digestOf(utf8Bytes(envelope)), { at, authority: 'Authority' }]]) }).warnings.map(({ code }) => code)
  expect(codes('2026-11-23T14:40:59Z')).toContain('W_TIME_ORDER')
  expect(codes('2026-11-23T14:41:00Z')).not.toContain('W_TIME_ORDER')
  expect(codes('2026-11-23T14:41:00.500Z')).not.toContain('W_TIME_ORDER')
})

test('a board with a key with which anybody could sign is no board', () => {
  const weak = { algorithm: 'Ed25519' as const, spki: Buffer.from(`302a300506032b65700321000100${'00'.repeat(30)}`, 'hex').toString('base64') }
  const board = testBoardDocument()
  const payload = boardPayload({ ...board, root: { ...board.root, keys: [{ ...board.root.keys[0]!, ...weak }] } })
  expect(readBoard(payload)).toMatchObject({ ok: false, problem: { code: 'E_WEAK_KEY', path: 'root.keys.0' } })
  const ada = { ...board.persons['ada']!, keys: [{ ...board.persons['ada']!.keys[0]!, ...weak }] }
  expect(readBoard(boardPayload({ ...board, persons: { ...board.persons, ada } }))).toMatchObject({ problem: { code: 'E_WEAK_KEY' } })
})

describe('one of two keys, and a date that suits it', () => {
  const second = ecKey('prime256v1')
  const at = '2026-12-01T00:00:00Z'
  const from = '2026-11-20T00:00:00Z'
  const both = (change: Parameters<typeof personKeyOf>[1], first: Parameters<typeof personKeyOf>[1] = {}) => {
    const base = testBoardDocument()
    const ada = { ...base.persons['ada']!, signsWith: 'all' as const, keys: [personKeyOf(keys.ada, first), personKeyOf(second, change)] }
    return boardOf({ ...base, persons: { ...base.persons, ada } })
  }
  const verdict = (claimedTime: string, board: ReturnType<typeof both>, attested: string | null = null, askedAt = at) => {
    const envelope = signedText(document, keys.ada, { role: 'architect', decision: 'approve', claimedTime })
    const content = contentOf(plan, [signedText(document, keys.jana), envelope], [keys.jana, keys.ada, second])
    const proof = attested === null ? {} : { attested: new Map([[digestOf(utf8Bytes(envelope)), attested]]) }
    return verifyContent(content, { ...informed, trust: trustOfBoard(board, askedAt), ...proof }).checks.find(({ id }) => id === 'keys')?.code ?? 'pass'
  }
  test('an earlier date does not replace the second key, a time stamp from before it does', () => {
    const board = both({ validFrom: from })
    expect(verdict('2026-11-24T08:00:00Z', board)).toBe('E_ALL_OF')
    expect(verdict('2026-11-10T08:00:00Z', board)).toBe('E_ALL_OF')
    expect(verdict('2026-11-10T08:00:00Z', board, '2026-11-11T08:00:00Z')).toBe('pass')
    expect(verdict('2026-11-10T08:00:00Z', board, from)).toBe('E_ALL_OF')
    // Nobody can sign with a key that is not valid for anybody yet.
    expect(verdict('2026-11-10T08:00:00Z', board, null, '2026-11-15T08:00:00Z')).toBe('pass')
  })
  test('nor does a later one, while that day has not come', () => {
    const board = both({ validUntil: '2027-01-31T00:00:00Z' })
    expect(verdict('2027-02-01T08:00:00Z', board)).toBe('E_ALL_OF')
    expect(verdict('2027-02-01T08:00:00Z', board, null, '2027-02-02T08:00:00Z')).toBe('pass')
  })
  test('a key that took the place of the one that signed is not asked for', () => {
    const board = both({ validFrom: from }, { validUntil: from, replacedBy: second.public.keyId })
    expect(verdict('2026-11-10T08:00:00Z', board)).toBe('pass')
  })
})

test('base64 of a confirmation in another form', () => {
  const file = JSON.parse(fileWith([signedText(document, reviewer, decision)], [reviewer]))
  const loose = canonicalJson({ ...file, confirmed: { keyId: reviewer.public.keyId, signature: base64Of(new Uint8Array(64)).replace(/=+$/, '') } })
  expect(parseReview(utf8Bytes(loose))).toMatchObject({ problem: { code: 'E_B64' } })
})
