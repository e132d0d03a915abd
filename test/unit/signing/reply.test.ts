/** Signed answers to comments: what is read, what is refused, and that they merge as a set. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64Of, utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { digestOf } from '../../../shared/base/digest.ts'
import { answeredId, conditionId, parseReplies, repliesText, replyBytes, type Reply, type SignedReply } from '../../../shared/plan/reply.ts'
import { commentId } from '../../../shared/plan/review-file.ts'
import { conflictsOf, emptyReviews, mergeReplies, repliesOf } from '../../../shared/plan/review-state.ts'
import { author, ecKey, reviewer, signBytes, type TestKey } from '../../support/signed.ts'

const plan = { id: '0b3f6c1e-7d52-4a7e-9b0a-2f6f3f1f0a11', version: 1, digest: digestOf('plan') }
const quoted = { place: 'P5' as const, text: 'Who deletes?', by: 'Dora', at: '2026-11-24T08:00:00Z' }
const reply = (change: Partial<Reply> = {}): Reply => ({ plan, quoted, decision: null, text: 'The mail service.', by: 'Jana', at: '2026-11-24T09:00:00Z', ...change })
const signed = (said: Reply, key: TestKey = author): SignedReply => ({ keyId: key.public.keyId, reply: said, signature: base64Of(signBytes(key, replyBytes(said))) })
const p256 = ecKey('prime256v1')
const keys = new Map([author, reviewer, p256].map((key) => [key.public.keyId, key.public]))
const code = (text: string | Uint8Array, known = keys): string => {
  const read = parseReplies(typeof text === 'string' ? utf8Bytes(text) : text, known)
  return read.ok ? 'read' : read.problem.code
}

describe('replies.json', () => {
  const replies = [signed(reply()), signed(reply({ text: 'Ours.' }), p256), signed(reply({ decision: digestOf('decision') }))]
  const text = repliesText(replies)
  test('is the same text in whatever order the answers are given', () => {
    expect(repliesText(replies.toReversed())).toBe(text)
    expect(code(text)).toBe('read')
  })
  test.each([
    ['an answer that was changed', text.replace('Ours.', 'Outs.'), 'E_SIG_INVALID'],
    ['one by a key that did not come along', text, 'E_NO_KEY', new Map([[author.public.keyId, author.public]])],
    ['one twice', repliesText([replies[0]!, replies[0]!]), 'E_SCHEMA'],
    ['none', canonicalJson({ schema: 'homeport/replies/1', replies: [] }), 'E_SCHEMA'],
    ['another schema', text.replace('homeport/replies/1', 'homeport/replies/2'), 'E_SCHEMA'],
    ['a member more', text.replace('"decision"', '"approved":true,"decision"'), 'E_SCHEMA'],
    ['text that turns around', repliesText([signed(reply({ text: 'a\u202Eb' }))]), 'E_BIDI'],
    ['a moment that is none', repliesText([signed(reply({ at: '2026-13-40T09:00:00Z' }))]), 'E_SCHEMA'],
    ['a space', `${text} `, 'E_NOT_CANONICAL'],
    ['something after it', `${text}{}`, 'E_TRAILING'],
    ['half of it', text.slice(0, 100), 'E_SYNTAX'],
  ])('refuses %s', (_what, given, expected, known = keys) => {
    expect(code(given, known)).toBe(expected)
  })
  test('a signature by another key, over another answer, or of another kind is refused', () => {
    const good = signed(reply())
    for (const bad of [{ ...good, keyId: reviewer.public.keyId }, { ...good, signature: signed(reply({ text: 'Other.' })).signature }, { ...good, signature: base64Of(signBytes(author, utf8Bytes(canonicalJson(reply())))) }])
      expect(code(repliesText([bad]))).toBe('E_SIG_INVALID')
    expect(code(repliesText([{ ...good, signature: `${good.signature}=` }]))).toBe('E_B64')
  })
  test('one flipped bit anywhere is never read', () => {
    const bytes = utf8Bytes(text)
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        expect(code(bytes.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte)))).not.toBe('read')
      }),
      { numRuns: 300 },
    )
  })
})

test('an answer names what it answers', () => {
  expect(answeredId(reply())).toBe(commentId(plan, quoted))
  const decision = digestOf('decision')
  expect(answeredId(reply({ decision }))).toBe(conditionId(decision, 'Who deletes?'))
  expect(conditionId(decision, 'a')).toBe(digestOf(`{"condition":"a","decision":"${decision}"}`))
})

test('merging in any order, any number of times, gives the same bytes; two answers to one comment are both kept and said', () => {
  const all = [signed(reply()), signed(reply()), signed(reply({ text: 'Ours.', at: '2026-11-24T10:00:00Z' })), signed(reply(), p256), signed(reply(), p256), signed(reply({ decision: digestOf('d') }))]
  const merged = (list: readonly SignedReply[]) => list.reduce((state, one) => mergeReplies(state, [one], [...keys.values()]), emptyReviews)
  const whole = canonicalJson(merged(all))
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all), (order, again) => {
      expect(canonicalJson(merged([...again, ...order, ...again]))).toBe(whole)
    }),
    { numRuns: 100 },
  )
  const state = merged(all)
  // Two signatures by p256 over the same answer are one; the same words by two keys are two.
  expect(repliesOf(state).map(({ signed: { reply: { text }, keyId } }) => [text, keyId === author.public.keyId])).toEqual(
    expect.arrayContaining([['The mail service.', true], ['The mail service.', false], ['Ours.', true]]),
  )
  expect(repliesOf(state)).toHaveLength(4)
  expect(conflictsOf(state).map(({ id }) => id)).toEqual(['reviews.conflict.reply'])
  expect(conflictsOf(merged([signed(reply()), signed(reply(), p256)]))).toEqual([])
})
