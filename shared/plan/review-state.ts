/**
 * Everything that was said about one signed version. It only grows: merging the same reviews in any order, any number of
 * times, gives the same state, byte for byte. Nothing is ever overwritten; what contradicts is shown.
 */
import { utf8Bytes } from '../base/bytes.ts'
import { parseEnvelope, pemOf, type PublicKey } from '../base/envelope.ts'
import { instantNumber } from '../base/instant.ts'
import { z, type Infer } from '../base/schema.ts'
import { Message, message } from '../domain/vocabulary.ts'
import { Sha256 } from './plan.ts'
import { answeredId, replyId, SignedReply } from './reply.ts'
import { ReviewComment, type Review } from './review-file.ts'
import { parseStatement, type Predicate } from './statement.ts'

export const ReviewState = z.strictObject({
  comments: z.record(Sha256, z.strictObject({ comment: ReviewComment, confirmedBy: z.array(z.string()) })),
  /** The exact text of each envelope, by the id of the decision. */
  decisions: z.record(Sha256, z.string()),
  /** Public keys in PEM, by their id. */
  keys: z.record(z.string(), z.string()),
  /** Signed answers of the planner, by the id of the answer and the key. Missing where there is none. */
  replies: z.optional(z.record(z.string(), SignedReply)),
})
export type ReviewState = Infer<typeof ReviewState>

export const emptyReviews: ReviewState = { comments: {}, decisions: {}, keys: {} }

/** The state with a review in it. */
export function mergeReview(state: ReviewState, review: Review): ReviewState {
  const comments = { ...state.comments }
  for (const { id, comment, confirmedBy } of review.comments) {
    const known = comments[id]?.confirmedBy ?? []
    comments[id] = { comment, confirmedBy: [...new Set([...known, ...(confirmedBy === null ? [] : [confirmedBy])])].toSorted() }
  }
  const decisions = { ...state.decisions }
  for (const { id, envelope } of review.decisions) {
    const known = decisions[id]
    // The same decision with another form of its signature: either will do, so the choice must not depend on the order.
    decisions[id] = known === undefined || envelope < known ? envelope : known
  }
  const keys = { ...state.keys }
  for (const key of review.keys) keys[key.keyId] = pemOf(key)
  return sortedState({ ...state, comments, decisions, keys })
}

/** The state with answers in it that are about the same version. `keys` are those that signed them. */
export function mergeReplies(state: ReviewState, signed: readonly SignedReply[], keys: readonly PublicKey[]): ReviewState {
  if (signed.length === 0) return state
  const replies = { ...state.replies }
  for (const reply of signed) {
    const id = `${replyId(reply.reply)} ${reply.keyId}`
    const known = replies[id]
    replies[id] = known === undefined || reply.signature < known.signature ? reply : known
  }
  const pems = Object.fromEntries(keys.map((key) => [key.keyId, pemOf(key)]))
  return sortedState({ ...state, replies, keys: { ...state.keys, ...pems } })
}

function sortedState({ comments, decisions, keys, replies }: ReviewState): ReviewState {
  const sorted = <T>(table: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(table).toSorted(([left], [right]) => (left < right ? -1 : 1)))
  return { comments: sorted(comments), decisions: sorted(decisions), keys: sorted(keys), ...(replies === undefined ? {} : { replies: sorted(replies) }) }
}

export type Decision = { readonly id: string; readonly envelope: string; readonly predicate: Predicate; readonly key: string; readonly second: string | null }

/** All decisions in the order of their claimed times, then of their ids: the same on every computer. */
export function decisionsOf(state: ReviewState): readonly Decision[] {
  return Object.entries(state.decisions)
    .flatMap(([id, envelope]): Decision[] => {
      const read = parseEnvelope(utf8Bytes(envelope))
      const statement = read.ok ? parseStatement(read.value.payload) : null
      if (statement === null || !statement.ok) return []
      const { predicate } = statement.value
      const key = state.keys[predicate.signer.keyId]
      const other = read.ok ? read.value.signatures.find(({ keyId }) => keyId !== predicate.signer.keyId) : undefined
      const second = other === undefined ? null : (state.keys[other.keyId] ?? null)
      return key === undefined ? [] : [{ id, envelope, predicate, key, second }]
    })
    .toSorted((left, right) => timeOf(left.predicate.claimedTime) - timeOf(right.predicate.claimedTime) || (left.id < right.id ? -1 : 1))
}

/** Comments in the order in which they were written. */
export function commentsOf(state: ReviewState): readonly { readonly id: string; readonly comment: ReviewComment; readonly confirmedBy: readonly string[] }[] {
  return Object.entries(state.comments)
    .map(([id, entry]) => ({ id, ...entry }))
    .toSorted((left, right) => timeOf(left.comment.at) - timeOf(right.comment.at) || (left.id < right.id ? -1 : 1))
}

/** Signed answers in the order in which they were given, each with the id of what it answers. */
export function repliesOf(state: ReviewState): readonly { readonly id: string; readonly signed: SignedReply }[] {
  return Object.entries(state.replies ?? {})
    .map(([order, signed]) => ({ order, id: answeredId(signed.reply), signed }))
    .toSorted((left, right) => timeOf(left.signed.reply.at) - timeOf(right.signed.reply.at) || (left.order < right.order ? -1 : 1))
}

const timeOf = (instant: string): number => instantNumber(instant) ?? 0

export const ReviewConflict = Message
export type ReviewConflict = Infer<typeof ReviewConflict>

/** What contradicts: one key that decided twice in one role without withdrawing, one comment with two texts or two answers. */
export function conflictsOf(state: ReviewState): readonly ReviewConflict[] {
  const decisions = decisionsOf(state)
  const twice = decisions.flatMap((earlier, at) => {
    // The next word of the same key in the same role: a withdrawal between two decisions settles it.
    const later = decisions
      .slice(at + 1)
      .find(({ predicate }) => predicate.signer.keyId === earlier.predicate.signer.keyId && predicate.role === earlier.predicate.role)
    if (later?.predicate.decision === earlier.predicate.decision) return []
    if (later === undefined || earlier.predicate.decision === 'withdraw' || later.predicate.decision === 'withdraw') return []
    return [
      message('reviews.conflict.decisions', {
        name: earlier.predicate.signer.name,
        first: { term: `verify.decision.${earlier.predicate.decision}` },
        second: { term: `verify.decision.${later.predicate.decision}` },
      }),
    ]
  })
  const comments = commentsOf(state)
  const edited = comments.flatMap(({ comment }, at) =>
    comments.slice(at + 1).some(({ comment: other }) => other.by === comment.by && other.at === comment.at && other.place === comment.place && other.text !== comment.text)
      ? [message('reviews.conflict.comment', { name: comment.by, place: { term: placeWord(comment.place) } })]
      : [],
  )
  const replies = repliesOf(state)
  const answeredTwice = replies.flatMap(({ id, signed }, at) =>
    replies.slice(at + 1).some((other) => other.id === id && other.signed.keyId === signed.keyId && other.signed.reply.text !== signed.reply.text)
      ? [message('reviews.conflict.reply', { name: signed.reply.quoted.by, place: { term: placeWord(signed.reply.quoted.place) } })]
      : [],
  )
  return [...twice, ...edited, ...answeredTwice]
}

/** The word of a place: a stage by its name, a section by its number and title. */
export function placeWord(place: ReviewComment['place']): string {
  return /^P\d/.test(place) ? `section.${place}` : `stage.${place}`
}
