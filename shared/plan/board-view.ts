/** What the page learns about the board of this computer. */
import { z, type Infer } from '../base/schema.ts'
import { Message } from '../domain/vocabulary.ts'
import { BoardChange } from './board-changes.ts'
import { BoardDocument, BoardKey } from './board.ts'
import { Instant, PersonName, Sha256 } from './plan.ts'

/** A new version that is not in use yet, with the root keys that signed it. */
export const BoardDraft = z.strictObject({ document: BoardDocument, signedBy: z.array(z.string()) })
export type BoardDraft = Infer<typeof BoardDraft>

export const BoardInUse = z.strictObject({ document: BoardDocument, digest: Sha256, acceptedAt: Instant, expired: z.boolean() })
export type BoardInUse = Infer<typeof BoardInUse>

export const BoardOverview = z.strictObject({
  inUse: z.nullable(BoardInUse),
  draft: z.nullable(BoardDraft),
  /** What the draft changes, and what keeps it from being signed. */
  changes: z.array(BoardChange),
  fault: z.nullable(Message),
})
export type BoardOverview = Infer<typeof BoardOverview>

/** A person's key card that was read from a file. */
export const ReadCard = z.strictObject({
  ...BoardKey.shape,
  keyId: z.string(),
  name: z.nullable(PersonName),
  rotation: z.nullable(z.strictObject({ from: z.string(), signature: z.string() })),
})
export type ReadCard = Infer<typeof ReadCard>

export const Refused = z.strictObject({ refused: Message })
export type Refused = Infer<typeof Refused>

/** A store that came from outside, before anybody accepted it. */
export const BoardOffer = z.strictObject({
  kind: z.enum(['newer', 'same', 'to-sign']),
  digest: Sha256,
  document: BoardDocument,
  changes: z.array(BoardChange),
  /** Nothing here vouches for its roots: a person must compare a fingerprint. */
  first: z.boolean(),
  have: z.int(),
  need: z.int(),
})
export type BoardOffer = Infer<typeof BoardOffer>
