/** What the page learns about reviews: copies to review, comments with their answers, and what an import brought. */
import { z, type Infer } from '../base/schema.ts'
import { Message } from '../domain/vocabulary.ts'
import { BoardStanding } from './board-standing.ts'
import { Instant, Plan, PersonName, PlanId, Sha256 } from './plan.ts'
import { CommentPlace, ReviewComment } from './review-file.ts'

export const CommentAnswer = z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(4000)), by: PersonName, at: Instant })
export type CommentAnswer = Infer<typeof CommentAnswer>

/** An answer that was signed and handed over. */
export const ReplyLine = z.strictObject({
  ...CommentAnswer.shape,
  keyId: z.string(),
  /** The person whose key it is, null where the trust store knows none. */
  person: z.nullable(z.string()),
  /** Whether the key is one that signed a version of the plan as its author. */
  byAuthor: z.boolean(),
})
export type ReplyLine = Infer<typeof ReplyLine>

export const CommentLine = z.strictObject({
  id: Sha256,
  /** A condition is part of a decision; its text, signer and time are those of the decision. */
  kind: z.enum(['comment', 'condition']),
  /** The decision that holds the condition. */
  decision: z.nullable(Sha256),
  /** Known only from the planner’s answer to it, which quotes it. */
  quotedOnly: z.boolean(),
  /** The signed version that it is about. */
  version: z.int(),
  planDigest: Sha256,
  ...ReviewComment.shape,
  /** The person whose key vouches for it, null where none of the trust store does. */
  person: z.nullable(z.string()),
  /** Ids of the keys that vouch for it. */
  confirmedBy: z.array(z.string()),
  /** As it stands here; signed and handed over where `replies` holds the same. */
  answer: z.nullable(CommentAnswer),
  /** In the order in which they were given. */
  replies: z.array(ReplyLine),
})
export type CommentLine = Infer<typeof CommentLine>

/** Everything said about the signed versions of one plan. */
export const PlanReviews = z.strictObject({
  comments: z.array(CommentLine),
  standings: z.array(BoardStanding),
  conflicts: z.array(z.strictObject({ version: z.int(), message: Message })),
  /** Answers that no signature hands over yet. */
  unsignedAnswers: z.int(),
})
export type PlanReviews = Infer<typeof PlanReviews>

export const CopySummary = z.strictObject({
  digest: Sha256,
  plan: PlanId,
  version: z.int(),
  title: z.string(),
  organization: z.string(),
  importedAt: Instant,
  /** What was decided here, null before. */
  decided: z.nullable(z.string()),
})
export type CopySummary = Infer<typeof CopySummary>

/** A signed version to be reviewed: shown as it was signed, never changed. */
export const ReviewCopy = z.strictObject({
  summary: CopySummary,
  plan: Plan,
  /** As it was signed; null where the reference data here is another, so that it cannot be derived again. */
  assessment: z.nullable(z.record(z.string(), z.json())),
  standing: BoardStanding,
  /** What was said about this version and earlier ones, with the planner’s answers. */
  comments: z.array(CommentLine),
  /** Comments that were not handed over yet. */
  draft: z.array(ReviewComment),
  /** What stands out about it among the other versions here. */
  notes: z.array(Message),
})
export type ReviewCopy = Infer<typeof ReviewCopy>

export const ImportedReview = z.strictObject({
  version: z.int(),
  newComments: z.int(),
  newDecisions: z.int(),
  /** What was here before: nothing changed for it. */
  known: z.int(),
  conflicts: z.array(Message),
})
export type ImportedReview = Infer<typeof ImportedReview>

export const DraftComments = z.array(ReviewComment).check(z.maxLength(200))
export { CommentPlace }
