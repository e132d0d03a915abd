/** The board's trust store: who signs it, which version counts, what a change says, and what statements amount to. */
import { describe, expect, test } from 'vitest'
import { utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { preAuthentication } from '../../../shared/base/envelope.ts'
import { boardChanges } from '../../../shared/plan/board-changes.ts'
import { boardStanding } from '../../../shared/plan/board-standing.ts'
import { acceptBoard, awaitsRoots, boardKeyOf, boardPayload, boardPayloadType, boardText, parseBoard, rotationBytes, type BoardDocument } from '../../../shared/plan/board.ts'
import { keyCardText, parseKeyCard } from '../../../shared/plan/key-card.ts'
import type { Predicate } from '../../../shared/plan/statement.ts'
import { parseAnyTrust, trustOfBoard } from '../../../shared/plan/trust.ts'
import { verifyContent } from '../../../shared/plan/verify.ts'
import { digestOf } from '../../../shared/base/digest.ts'
import { boardOf, keys, personKeyOf, rootKey, rotationBy, secondRoot, signedBoard, testBoardDocument } from '../../support/board.ts'
import { altered, contentOf, informed, seededKey, signBytes, signedText, testDocument, type TestKey } from '../../support/signed.ts'

const at = '2026-11-25T08:00:00Z'
const document = testDocument()
const plan = canonicalJson(document)
const code = (text: string) => {
  const board = parseBoard(utf8Bytes(text))
  return board.ok ? 'read' : board.problem.code
}
const accept = (next: BoardDocument, current: BoardDocument | null, ...roots: readonly TestKey[]) => {
  const outcome = acceptBoard(boardOf(next, ...roots), current === null ? null : boardOf(current), at)
  return outcome.ok ? outcome.value : outcome.problem.code
}
const next = (change: Partial<BoardDocument> = {}) => testBoardDocument({ version: 2, ...change })

describe('form of the store', () => {
  const signed = signedBoard(testBoardDocument(), rootKey)
  test('a signed store is read', () => expect(code(signed)).toBe('read'))
  test('neither an unknown member nor another order of members is', () => {
    const loose = { ...testBoardDocument(), threshold: 0 } as BoardDocument
    expect(code(signedBoard(loose, rootKey))).toBe('E_SCHEMA')
    const payload = utf8Bytes(JSON.stringify(testBoardDocument()))
    const signature = { keyId: rootKey.public.keyId, signature: signBytes(rootKey, preAuthentication(payload, boardPayloadType)) }
    expect(code(boardText(payload, [signature]))).toBe('E_NOT_CANONICAL')
  })
  test('a statement about a plan is no store, and a store is no statement', () => {
    expect(code(signedText(document, keys.jana))).toBe('E_PAYLOADTYPE')
    expect(verifyContent(contentOf(plan, [signed]), informed).checks.find((check) => check.result === 'fail')?.code).toBe('E_PAYLOADTYPE')
  })
  test('one key belongs to one person', () => {
    const base = testBoardDocument()
    const twice = { ...base.persons, zoe: { ...base.persons['ada']!, name: 'Zoe' } }
    expect(code(signedBoard({ ...base, persons: twice }, rootKey))).toBe('E_DUP_KEY')
  })
  test('the algorithm is a property of the key: a store cannot say another', () => {
    const base = testBoardDocument()
    const wrong = { ...base.persons['ada']!, keys: [{ ...personKeyOf(keys.ada), algorithm: 'ECDSA-P256' as const }] }
    expect(code(signedBoard({ ...base, persons: { ...base.persons, ada: wrong } }, rootKey))).toBe('E_KEY_FORM')
  })
  test('a policy names only roles that exist, and never the author', () => {
    for (const roles of [['nobody'], ['author'], ['ciso', 'ciso']])
      expect(code(signedBoard(testBoardDocument({ policy: { approved: [{ roles, persons: 1 }], approvedWithConditions: [] } }), rootKey))).toBe('E_SCHEMA')
    expect(code(signedBoard(testBoardDocument({ policy: { approved: [], approvedWithConditions: [] } }), rootKey))).toBe('E_SCHEMA')
  })
})

describe('which version counts', () => {
  test('a higher one, signed by the roots', () => expect(accept(next(), testBoardDocument())).toBe('newer'))
  test('the same one changes nothing', () => expect(accept(testBoardDocument(), testBoardDocument())).toBe('same'))
  test('an older one is a rollback', () => expect(accept(testBoardDocument(), next())).toBe('E_ROLLBACK'))
  test('another with the same number is a fork', () => expect(accept(testBoardDocument({ organization: 'X' }), testBoardDocument())).toBe('E_FORK'))
  test('another board is another board', () => expect(accept(next({ board: '11111111-7d52-4a7e-9b0a-2f6f3f1f0a11' }), testBoardDocument())).toBe('E_OTHER_BOARD'))
  test('an expired one is refused', () => expect(accept(next({ expiresAt: '2026-11-24T00:00:00Z' }), testBoardDocument())).toBe('E_EXPIRED'))
  test('a root that nobody knew cannot put itself in', () => {
    const taken = next({ root: { threshold: 1, keys: [{ ...boardKeyOf(secondRoot.public), name: 'Thief' }] } })
    expect(accept(taken, testBoardDocument(), secondRoot)).toBe('E_ROOT')
    // Old and new root together may.
    expect(accept(taken, testBoardDocument(), rootKey, secondRoot)).toBe('newer')
    // The old one alone may not: the new one has not shown that it is there.
    expect(accept(taken, testBoardDocument(), rootKey)).toBe('E_ROOT')
  })
  test('two of three roots', () => {
    const third = seededKey(102)
    const roots = [rootKey, secondRoot, third].map((key) => ({ ...boardKeyOf(key.public), name: 'R' }))
    const both = testBoardDocument({ root: { threshold: 2, keys: roots } })
    const after = next({ root: both.root })
    const current = boardOf(both, rootKey, third)
    const outcome = (...signers: readonly TestKey[]) => acceptBoard(boardOf(after, ...signers), current, at)
    expect(outcome(rootKey)).toMatchObject({ ok: false, problem: { code: 'E_ROOT' } })
    expect(outcome(secondRoot, third)).toEqual({ ok: true, value: 'newer' })
    // One key twice is one key.
    expect(code(boardText(boardPayload(after), boardOf(after, rootKey).signatures).replace('"signatures":[', `"signatures":[${JSON.stringify(JSON.parse(signedBoard(after, rootKey)).signatures[0])},`))).toBe('E_KEYID')
  })
  test('only what a root in use has signed is offered for signing', () => {
    const roots = [rootKey, secondRoot].map((key) => ({ ...boardKeyOf(key.public), name: 'R' }))
    const current = boardOf(testBoardDocument({ root: { threshold: 2, keys: roots } }), rootKey, secondRoot)
    const after = next({ root: { threshold: 2, keys: roots } })
    expect(awaitsRoots(boardOf(after, rootKey), current)).toBe(true)
    const taken = next({ root: { threshold: 1, keys: [{ ...boardKeyOf(seededKey(103).public), name: 'Thief' }] } })
    expect(awaitsRoots(boardOf(taken, seededKey(103)), current)).toBe(false)
    expect(awaitsRoots(boardOf({ ...after, version: 1 }, rootKey), current)).toBe(false)
  })
  test('a changed byte is noticed', () => {
    const text = signedBoard(next(), rootKey)
    const payload = Buffer.from(JSON.parse(text).payload, 'base64').toString().replace('Carl Ciso', 'Carl Thief')
    const forged = parseBoard(utf8Bytes(altered(text, { payload: Buffer.from(payload).toString('base64') })))
    if (!forged.ok) throw new Error(forged.problem.code)
    expect(acceptBoard(forged.value, boardOf(testBoardDocument()), at)).toMatchObject({ problem: { code: 'E_ROOT_SIGNATURE' } })
  })
})

describe('rotation, loss and revocation', () => {
  const base = testBoardDocument()
  const fresh = seededKey(20)
  const vouched = rotationBy(keys.ada, rotationBytes(base.board, 'ada', keys.ada.public.keyId, fresh.public.keyId))
  const withAda = (...entries: ReturnType<typeof personKeyOf>[]) => next({ persons: { ...base.persons, ada: { ...base.persons['ada']!, keys: entries } } })

  test('a new key that the old one vouches for', () => {
    const rotated = withAda(personKeyOf(keys.ada, { validUntil: '2026-11-20T00:00:00Z', replacedBy: fresh.public.keyId }), personKeyOf(fresh, { rotation: vouched }))
    expect(accept(rotated, base)).toBe('newer')
    expect(boardChanges(base, rotated).map(({ message }) => message.id)).toContain('board.change.keyRotated')
  })
  test('a rotation that another key signed, for another person or another board is refused', () => {
    const wrong = [
      rotationBy(keys.ben, rotationBytes(base.board, 'ada', keys.ada.public.keyId, fresh.public.keyId)),
      rotationBy(keys.ada, rotationBytes(base.board, 'ben', keys.ada.public.keyId, fresh.public.keyId)),
      rotationBy(keys.ada, rotationBytes('11111111-7d52-4a7e-9b0a-2f6f3f1f0a11', 'ada', keys.ada.public.keyId, fresh.public.keyId)),
      { ...vouched, from: keys.ada.public.keyId, signature: Buffer.alloc(64).toString('base64') },
    ]
    for (const rotation of wrong) expect(code(signedBoard(withAda(personKeyOf(keys.ada), personKeyOf(fresh, { rotation })), rootKey))).toBe('E_ROTATION')
  })
  test('a lost key: the roots alone, and the change says to look twice', () => {
    const lost = withAda(personKeyOf(keys.ada, { revoked: { at: '2026-11-20T00:00:00Z', reason: 'lost' } }), personKeyOf(fresh))
    const change = boardChanges(base, lost).find(({ message }) => message.id === 'board.change.keyAdded')
    expect(change).toMatchObject({ weight: 'careful', message: { values: { name: 'Ada Bau' } } })
  })
  test('what a revoked key signed counts only when it provably existed before', () => {
    const board = boardOf(withAda(personKeyOf(keys.ada, { revoked: { at: '2026-11-24T12:00:00Z', reason: 'compromised' } })))
    const envelope = signedText(document, keys.ada, { role: 'architect', decision: 'approve', claimedTime: '2026-11-24T08:00:00Z' })
    const content = contentOf(plan, [signedText(document, keys.jana), envelope], [keys.jana, keys.ada])
    const verdict = (attested: [string, string][]) =>
      verifyContent(content, { ...informed, trust: trustOfBoard(board, at), attested: new Map(attested) }).checks.find((check) => check.id === 'keys')
    expect(verdict([])?.code).toBe('E_REVOKED')
    const proof = digestOf(utf8Bytes(envelope))
    expect(verdict([[proof, '2026-11-24T09:00:00Z']])?.result).toBe('pass')
    // A proof of the moment itself, or later, is none.
    expect(verdict([[proof, '2026-11-24T12:00:00Z']])?.code).toBe('E_REVOKED')
    expect(verdict([[digestOf('another'), '2026-11-24T09:00:00Z']])?.code).toBe('E_REVOKED')
  })
  test('all keys together, where the board asks for it', () => {
    const second = seededKey(21)
    const hybrid = next({ persons: { ...base.persons, ada: { ...base.persons['ada']!, signsWith: 'all', keys: [personKeyOf(keys.ada), personKeyOf(second)] } } })
    const one = signedText(document, keys.ada, { role: 'architect', decision: 'approve', claimedTime: '2026-11-24T08:00:00Z' })
    const parsed = JSON.parse(one)
    const message = preAuthentication(new Uint8Array(Buffer.from(parsed.payload, 'base64')))
    const both = canonicalJson({ ...parsed, signatures: [...parsed.signatures, { keyid: second.public.keyId, sig: Buffer.from(signBytes(second, message)).toString('base64') }] })
    const verdict = (envelope: string) =>
      verifyContent(contentOf(plan, [signedText(document, keys.jana), envelope], [keys.jana, keys.ada, second]), { ...informed, trust: trustOfBoard(boardOf(hybrid), at) }).checks.find((check) => check.id === 'keys')
    expect(verdict(one)?.code).toBe('E_ALL_OF')
    expect(verdict(both)?.result).toBe('pass')
  })
})

describe('what statements amount to', () => {
  type Act = Partial<Pick<Predicate, 'role' | 'decision' | 'conditions' | 'claimedTime'>>
  const says = (key: TestKey, role: string, act: Act = {}) => signedText(document, key, { role, decision: 'approve', claimedTime: '2026-11-24T08:00:00Z', ...act })
  const all = Object.values(keys)
  const standing = (envelopes: readonly string[], board = testBoardDocument()) =>
    boardStanding(contentOf(plan, [signedText(document, keys.jana), ...envelopes], all), 1, digestOf(plan), trustOfBoard(boardOf(board), at), board)
  const outcome = (envelopes: readonly string[], board = testBoardDocument()) => standing(envelopes, board).outcome
  const ciso = says(keys.ciso, 'ciso')
  const dpo = says(keys.dpo, 'dpo')
  const ada = says(keys.ada, 'architect')

  test('the security officer, the data protection officer and one of two architects', () => {
    expect(outcome([ciso, dpo, ada])).toBe('approved')
    expect(outcome([ciso, dpo, says(keys.ben, 'architect')])).toBe('approved')
    expect(outcome([ciso, dpo])).toBe('open')
    const open = standing([ciso, dpo])
    expect(open.lines.map(({ by, missing }) => [by.length, missing.map(({ name }) => name)])).toEqual([[1, []], [1, []], [0, ['Ada Bau', 'Ben Plan']]])
    expect(open.reason).toMatchObject({ values: { role: 'Architect', have: 0, need: 1 } })
  })
  test('one rejection blocks; an approval by the same person does not lift it; a withdrawal does', () => {
    const no = says(keys.dpo, 'dpo', { decision: 'reject', claimedTime: '2026-11-24T07:00:00Z' })
    expect(outcome([ciso, no, ada])).toBe('rejected')
    expect(outcome([ciso, no, dpo, ada])).toBe('rejected')
    const back = says(keys.dpo, 'dpo', { decision: 'withdraw', claimedTime: '2026-11-24T07:30:00Z' })
    expect(outcome([ciso, no, back, ada])).toBe('open')
    expect(outcome([ciso, no, back, dpo, ada])).toBe('approved')
    // In any order of arrival.
    expect(outcome([dpo, ada, back, ciso, no])).toBe('approved')
    // At the same moment the stricter holds.
    expect(outcome([ciso, ada, no, says(keys.dpo, 'dpo', { decision: 'withdraw', claimedTime: '2026-11-24T07:00:00Z' })])).toBe('rejected')
  })
  test('nobody lifts the rejection of another', () => {
    const no = says(keys.dpo, 'dpo', { decision: 'reject' })
    const other = says(keys.ada, 'architect', { decision: 'withdraw', claimedTime: '2026-11-24T09:00:00Z' })
    expect(outcome([ciso, no, other])).toBe('rejected')
  })
  test('a withdrawn approval is missing again', () => {
    const back = says(keys.ada, 'architect', { decision: 'withdraw', claimedTime: '2026-11-24T09:00:00Z' })
    expect(outcome([ciso, dpo, ada, back])).toBe('open')
  })
  test('with conditions only where the board says so', () => {
    const conditional = says(keys.dpo, 'dpo', { decision: 'approve-with-conditions', conditions: ['Train staff first'] })
    expect(outcome([ciso, conditional, ada])).toBe('open')
    const base = testBoardDocument()
    const lenient = testBoardDocument({ policy: { approved: base.policy.approved, approvedWithConditions: base.policy.approved } })
    expect(outcome([ciso, conditional, ada], lenient)).toBe('approved-with-conditions')
    expect(outcome([ciso, dpo, ada], lenient)).toBe('approved')
  })
  test('one person with two roles is one person', () => {
    const base = testBoardDocument()
    const dora = { ...base.persons['dora']!, roles: ['dpo', 'ciso'] }
    const small = testBoardDocument({ persons: { ...base.persons, dora } })
    // She may sign for either office, and counts for one of them.
    expect(outcome([says(keys.dpo, 'ciso'), dpo, ada], small)).toBe('open')
    expect(outcome([says(keys.dpo, 'ciso'), ada], small)).toBe('open')
    expect(outcome([ciso, dpo, says(keys.dpo, 'ciso'), ada], small)).toBe('approved')
  })
  test('persons are assigned so that as many requirements as possible are met', () => {
    const base = testBoardDocument()
    const crossed = testBoardDocument({ policy: { approved: [{ roles: ['architect', 'ciso'], persons: 1 }, { roles: ['architect'], persons: 2 }], approvedWithConditions: [] } })
    // Two architects and the officer: the officer must take the first place although an architect could.
    expect(outcome([ada, says(keys.ben, 'architect'), ciso], { ...crossed, persons: base.persons })).toBe('approved')
  })
  test('a role that was not granted, and an author who decides, break it', () => {
    expect(standing([says(keys.ada, 'ciso')])).toMatchObject({ outcome: 'broken', reason: { id: 'verify.fault.role' } })
    const base = testBoardDocument()
    const both = testBoardDocument({ persons: { ...base.persons, jana: { ...base.persons['jana']!, roles: ['author', 'ciso'] } } })
    expect(standing([says(keys.jana, 'ciso')], both)).toMatchObject({ outcome: 'broken', reason: { id: 'verify.fault.sod' } })
  })
  test('who is not an author by the store cannot author', () => {
    const content = contentOf(plan, [signedText(document, keys.ada)], all)
    expect(boardStanding(content, 1, digestOf(plan), trustOfBoard(boardOf(testBoardDocument()), at), testBoardDocument())).toMatchObject({ outcome: 'broken' })
  })
  test('an unknown key neither approves nor rejects', () => {
    const stranger = seededKey(77)
    const line = standing([says(stranger, 'dpo', { decision: 'reject' })]).statements.at(-1)
    expect(standing([ciso, dpo, ada]).outcome).toBe('approved')
    expect(line).toMatchObject({ state: 'not-valid' })
  })
})

describe('expiry and files', () => {
  test('an expired store says nothing about today', () => {
    const envelopes = [signedText(document, keys.jana)]
    const check = (now: string) => verifyContent(contentOf(plan, envelopes, [keys.jana]), { ...informed, trust: trustOfBoard(boardOf(testBoardDocument()), now) })
    expect(check('2028-01-01T00:00:00Z').checks.find(({ id }) => id === 'keys')).toMatchObject({ result: 'not-checkable', message: { values: { day: { day: '2027-11-01' } } } })
    expect(check(at).checks.find(({ id }) => id === 'keys')?.result).toBe('pass')
  })
  test('a store that too few roots signed is no trust', () => {
    expect(parseAnyTrust(utf8Bytes(signedBoard(testBoardDocument(), rootKey)), at).ok).toBe(true)
    expect(parseAnyTrust(utf8Bytes(signedBoard(testBoardDocument(), secondRoot)), at)).toMatchObject({ problem: { code: 'E_ROOT' } })
  })
  test('ATK-043 a fingerprint shows 160 bits, and a card whose words belong to another key is refused', () => {
    const text = keyCardText({ key: keys.ada.public, name: 'Ada Bau', rotation: null })
    expect(text).toContain(keys.ada.public.keyId.slice(0, 40).match(/.{4}/g)!.join(' '))
    expect(parseKeyCard(text)).toMatchObject({ ok: true, value: { name: 'Ada Bau', rotation: null } })
    const forged = text.replace(/-----BEGIN[\s\S]*/, keys.ben.pem)
    expect(parseKeyCard(forged)).toEqual({ ok: false, problem: 'E_FINGERPRINT' })
    expect(parseKeyCard(keys.ben.pem)).toMatchObject({ ok: true, value: { name: null } })
    expect(parseKeyCard(`Name: A\u202eB\n${keys.ben.pem}`)).toEqual({ ok: false, problem: 'E_CARD' })
    expect(parseKeyCard('nothing')).toEqual({ ok: false, problem: 'E_KEY_FORM' })
  })
})
