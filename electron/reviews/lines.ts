/** Comments and conditions with what was answered to them, made for screens and reports. */
import type { CommentLine, ReplyLine } from '../../shared/plan/review-view.ts'
import { commentsOf, decisionsOf, repliesOf, type ReviewState } from '../../shared/plan/review-state.ts'
import { conditionId, type SignedReply } from '../../shared/plan/reply.ts'
import type { Trust } from '../../shared/plan/trust.ts'

/** Whose word counts for what. */
export type Readers = {
  readonly trust: Trust | null
  /** Keys that signed a version of the plan as its author. */
  readonly authors: ReadonlySet<string>
  /** Answers as they stand on this computer, by the id of what they answer. */
  readonly answers: ReadonlyMap<string, NonNullable<CommentLine['answer']>>
}

type About = Pick<CommentLine, 'version' | 'planDigest'>

/** Everything that was said about one version, conditions included, in the order in which it was said. */
export function commentLinesOf(state: ReviewState, about: About, readers: Readers): readonly CommentLine[] {
  const { trust, answers } = readers
  const nameOf = (keys: readonly string[]): string | null => keys.map((keyId) => trust?.keys.get(keyId)?.name ?? null).find((name) => name !== null) ?? null
  const replies = new Map<string, SignedReply[]>()
  for (const { id, signed } of repliesOf(state)) replies.set(id, [...(replies.get(id) ?? []), signed])
  const line = (id: string, said: Pick<CommentLine, 'kind' | 'decision' | 'place' | 'text' | 'by' | 'at' | 'confirmedBy'>, quotedOnly = false): CommentLine => ({
    id,
    ...about,
    ...said,
    quotedOnly,
    person: nameOf(said.confirmedBy),
    answer: answers.get(id) ?? null,
    replies: (replies.get(id) ?? []).map((signed) => replyLine(signed, readers)),
  })
  const comments = commentsOf(state).map(({ id, comment, confirmedBy }) => line(id, { kind: 'comment', decision: null, ...comment, confirmedBy: [...confirmedBy] }))
  const conditions = decisionsOf(state).flatMap(({ id: decision, predicate }) =>
    [...new Set(predicate.conditions)].map((text) =>
      line(conditionId(decision, text), {
        kind: 'condition',
        decision,
        place: 'review',
        text,
        by: predicate.signer.name,
        at: predicate.claimedTime,
        confirmedBy: [predicate.signer.keyId],
      }),
    ),
  )
  const known = new Set([...comments, ...conditions].map(({ id }) => id))
  const quoted = [...replies].flatMap(([id, [first]]) => {
    if (first === undefined || known.has(id)) return []
    const { quoted: said, decision } = first.reply
    return [line(id, { kind: decision === null ? 'comment' : 'condition', decision, ...said, confirmedBy: [] }, true)]
  })
  return [...comments, ...conditions, ...quoted].toSorted((left, right) => (left.at === right.at ? (left.id < right.id ? -1 : 1) : left.at < right.at ? -1 : 1))
}

function replyLine({ keyId, reply: { text, by, at } }: SignedReply, { trust, authors }: Readers): ReplyLine {
  return { text, by, at, keyId, person: trust?.keys.get(keyId)?.name ?? null, byAuthor: authors.has(keyId) }
}

/** Whether the answer as it stands here is among those that were signed. */
export function isHandedOver({ answer, replies }: CommentLine): boolean {
  return answer === null || replies.some(({ text, by, at }) => text === answer.text && by === answer.by && at === answer.at)
}
