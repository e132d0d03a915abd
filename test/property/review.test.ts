/** Reviews merge to one state, in whatever order and however often their files come in. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Of, utf8Bytes } from '../../shared/base/bytes.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { commentsBytes, parseReview, reviewFileOf, reviewText, type Review } from '../../shared/plan/review-file.ts'
import { commentsOf, conflictsOf, decisionsOf, emptyReviews, mergeReview } from '../../shared/plan/review-state.ts'
import { parseBoard } from '../../shared/plan/board.ts'
import { parseKeyCard } from '../../shared/plan/key-card.ts'
import { standingOf, type TrustedStatement } from '../../shared/plan/board-policy.ts'
import { trustOfBoard } from '../../shared/plan/trust.ts'
import { boardOf, keys, testBoardDocument } from '../support/board.ts'
import { ecKey, seededKey, signBytes, signedText, testDocument } from '../support/signed.ts'

const document = testDocument()
const plan = { id: document.plan.id, version: 1, digest: digestOf(canonicalJson(document)) }
const signers = [seededKey(11), seededKey(12), ecKey('prime256v1')]

/** Reviews of every kind: signed and unsigned comments, several decisions, the same decision signed again. */
const reviews: readonly Review[] = signers.flatMap((key, who) =>
  (['approve', 'reject', 'withdraw'] as const).flatMap((decision, when) => {
    const claimedTime = `2026-11-24T0${when}:00:00Z`
    const comments = when === 2 ? [] : [{ place: 'P5' as const, text: `Comment ${who % 2} ${when}`, by: `Reviewer ${who}`, at: '2026-11-24T08:00:00Z' }]
    const confirmed = who === 0 || comments.length === 0 ? null : { keyId: key.public.keyId, signature: base64Of(signBytes(key, commentsBytes(plan, comments))) }
    return [0, 1].map(() => {
      const statements = [signedText(document, key, { role: 'dpo', decision, claimedTime })]
      const read = parseReview(utf8Bytes(reviewText(reviewFileOf({ plan, comments, confirmed, statements, keys: [key.public] }))))
      if (!read.ok) throw new Error(`${read.problem.code} ${read.problem.path}`)
      return read.value
    })
  }),
)
const whole = canonicalJson(reviews.reduce(mergeReview, emptyReviews))

test('any permutation with repetitions gives the same state, byte for byte', () => {
  const everything = fc.shuffledSubarray(reviews.map((_, at) => at), { minLength: reviews.length })
  const again = fc.array(fc.nat({ max: reviews.length - 1 }), { maxLength: 20 })
  fc.assert(
    fc.property(everything, again, fc.infiniteStream(fc.nat()), (order, more, places) => {
      const sequence = [...order]
      for (const at of more) sequence.splice((places.next().value ?? 0) % (sequence.length + 1), 0, at)
      const state = sequence.map((at) => reviews[at]!).reduce(mergeReview, emptyReviews)
      expect(canonicalJson(state)).toBe(whole)
    }),
    { numRuns: 300 },
  )
})

test('what is shown follows from the state, and a repeated import changes nothing', () => {
  const some = fc.subarray(reviews.map((_, at) => at))
  fc.assert(
    fc.property(some, (chosen) => {
      const state = chosen.map((at) => reviews[at]!).reduce(mergeReview, emptyReviews)
      const twice = chosen.toReversed().map((at) => reviews[at]!).reduce(mergeReview, state)
      expect(twice).toEqual(state)
      const shown = [decisionsOf(state), commentsOf(state), conflictsOf(state)]
      expect([decisionsOf(twice), commentsOf(twice), conflictsOf(twice)]).toEqual(shown)
      // Nothing is lost on the way in: as many as there are different ones.
      expect(decisionsOf(state)).toHaveLength(new Set(chosen.flatMap((at) => reviews[at]!.decisions.map(({ id }) => id))).size)
    }),
    { numRuns: 200 },
  )
})

test('parsers of files from outside never throw, whatever the bytes', () => {
  const good = utf8Bytes(reviewText(reviewFileOf({ plan, comments: [], confirmed: null, statements: [signedText(document, signers[0]!, { role: 'dpo', decision: 'approve' })], keys: [signers[0]!.public] })))
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 7 })).map(([at, bit]) => good.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte))),
  )
  fc.assert(
    fc.property(noise, (bytes) => {
      // One flipped bit anywhere: never read as something else.
      expect(parseReview(bytes).ok).toBe(false)
      expect(parseBoard(bytes).ok).toBe(false)
      expect(typeof parseKeyCard(new TextDecoder().decode(bytes)).ok).toBe('boolean')
    }),
    { numRuns: 500 },
  )
})

test('what a board makes of statements does not depend on their order', () => {
  const trust = trustOfBoard(boardOf(testBoardDocument()), '2026-11-25T08:00:00Z')
  const roleOf = { jana: 'author', ciso: 'ciso', dpo: 'dpo', ada: 'architect', ben: 'architect' } as const
  const one = fc.record({
    who: fc.constantFrom('ciso', 'dpo', 'ada', 'ben' as const),
    decision: fc.constantFrom('approve', 'reject', 'withdraw', 'approve-with-conditions' as const),
    hour: fc.nat({ max: 3 }),
  })
  const made = (said: readonly { who: 'ciso' | 'dpo' | 'ada' | 'ben'; decision: 'approve' | 'reject' | 'withdraw' | 'approve-with-conditions'; hour: number }[]): TrustedStatement[] =>
    said.map(({ who, decision, hour }, number) => ({
      number,
      // Only what the policy looks at.
      predicate: { role: roleOf[who], decision, claimedTime: `2026-11-24T0${hour}:00:00Z` } as TrustedStatement['predicate'],
      by: trust.keys.get(keys[who].public.keyId)!,
      signedBy: [],
      provenBy: null,
    }))
  const authored: TrustedStatement = { number: 99, predicate: { role: 'author', decision: 'author', claimedTime: '2026-11-23T00:00:00Z' } as TrustedStatement['predicate'], by: trust.keys.get(keys.jana.public.keyId)!, signedBy: [], provenBy: null }
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.nat(), (said, turn) => {
      const statements = [authored, ...made(said)]
      const turned = [...statements.slice(turn % statements.length), ...statements.slice(0, turn % statements.length)].toReversed()
      const [first, second] = [standingOf(statements, trust), standingOf(turned, trust)]
      expect(second.outcome).toBe(first.outcome)
      expect(second.requirements.map(({ by }) => by.length)).toEqual(first.requirements.map(({ by }) => by.length))
      // Approved only if each of the three offices has somebody who approves and nobody who stands against.
      if (first.outcome === 'approved') expect(new Set(said.filter(({ decision }) => decision === 'approve').map(({ who }) => roleOf[who])).size).toBe(3)
    }),
    { numRuns: 500 },
  )
})
