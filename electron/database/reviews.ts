/** Reviews by the digest of the signed plan, copies to be reviewed, and the planner's answers to comments. */
import { canonicalJson } from '../../shared/base/canonical.ts'
import { z, type Infer } from '../../shared/base/schema.ts'
import { Sha256 } from '../../shared/plan/plan.ts'
import { CommentAnswer } from '../../shared/plan/review-view.ts'
import { ReviewComment } from '../../shared/plan/review-file.ts'
import { emptyReviews, ReviewState } from '../../shared/plan/review-state.ts'
import { storedValue } from './row.ts'
import type { Database, Row } from './sqlite.ts'

/** What a bundle held, as it came. */
const StoredCopy = z.strictObject({
  version: z.int(),
  text: z.string(),
  envelopes: z.array(z.string()),
  keys: z.array(z.string()),
  /** Time tokens in base64, by the digest of the envelope that they are about. Missing where the bundle had none. */
  times: z.optional(z.record(Sha256, z.string())),
})
export type StoredCopy = Infer<typeof StoredCopy> & { readonly digest: string; readonly draft: readonly ReviewComment[]; readonly importedAt: string }

export type Reviews = {
  readonly read: (planDigest: string) => Promise<ReviewState>
  /** Reads, changes and writes in one transaction. */
  readonly change: (planDigest: string, change: (state: ReviewState) => ReviewState) => Promise<ReviewState>
  /** What was said about any version, by its digest. */
  readonly states: () => Promise<ReadonlyMap<string, ReviewState>>
  readonly answers: () => Promise<ReadonlyMap<string, CommentAnswer>>
  /** Null takes the answer back. */
  readonly answer: (comment: string, answer: CommentAnswer | null) => Promise<void>
  readonly copies: () => Promise<readonly StoredCopy[]>
  readonly copy: (planDigest: string) => Promise<StoredCopy | null>
  readonly addCopy: (planDigest: string, copy: Infer<typeof StoredCopy>, at: string) => Promise<void>
  readonly keepDraft: (planDigest: string, draft: readonly ReviewComment[]) => Promise<void>
  readonly setRemoved: (planDigest: string, removed: boolean) => Promise<void>
}

export function reviewsIn(database: Database): Reviews {
  const read = async (planDigest: string): Promise<ReviewState> => {
    const [row] = await database.all('SELECT body FROM review WHERE plan_digest = ?', planDigest)
    return row === undefined ? emptyReviews : storedValue(ReviewState, row['body'])
  }
  const write = (sql: string, ...values: readonly (string | number)[]): Promise<number> =>
    database.transaction(() => database.run(sql, ...values))
  const selectCopy = 'SELECT plan_digest, body, draft, imported_at FROM review_copy WHERE removed = 0'
  return {
    read,
    change: (planDigest, change) =>
      database.transaction(async () => {
        const next = change(await read(planDigest))
        await database.run(
          'INSERT INTO review (plan_digest, body) VALUES (?, ?) ON CONFLICT (plan_digest) DO UPDATE SET body = excluded.body',
          planDigest,
          canonicalJson(next),
        )
        return next
      }),
    states: async () => {
      const rows = await database.all('SELECT plan_digest, body FROM review ORDER BY plan_digest')
      return new Map(rows.map((row) => [String(row['plan_digest']), storedValue(ReviewState, row['body'])]))
    },
    answers: async () => {
      const rows = await database.all('SELECT comment, body FROM review_answer')
      return new Map(rows.map((row) => [String(row['comment']), storedValue(CommentAnswer, row['body'])]))
    },
    answer: async (comment, answer) => {
      if (answer === null) await write('DELETE FROM review_answer WHERE comment = ?', comment)
      else
        await write(
          'INSERT INTO review_answer (comment, body) VALUES (?, ?) ON CONFLICT (comment) DO UPDATE SET body = excluded.body',
          comment,
          canonicalJson(answer),
        )
    },
    copies: async () => (await database.all(`${selectCopy} ORDER BY imported_at DESC, plan_digest`)).map(storedCopy),
    copy: async (planDigest) => {
      const [row] = await database.all(`${selectCopy} AND plan_digest = ?`, planDigest)
      return row === undefined ? null : storedCopy(row)
    },
    addCopy: async (planDigest, copy, at) => {
      // The same version again keeps the comments that were begun and everything that came with it before.
      await database.transaction(async () => {
        const [row] = await database.all('SELECT body FROM review_copy WHERE plan_digest = ?', planDigest)
        const known = row === undefined ? copy : storedValue(StoredCopy, row['body'])
        await database.run(
          `INSERT INTO review_copy (plan_digest, body, draft, imported_at) VALUES (?, ?, '[]', ?)
             ON CONFLICT (plan_digest) DO UPDATE SET removed = 0, body = excluded.body`,
          planDigest,
          canonicalJson(withMore(known, copy)),
          at,
        )
      })
    },
    keepDraft: async (planDigest, draft) => {
      await write('UPDATE review_copy SET draft = ? WHERE plan_digest = ?', canonicalJson(draft), planDigest)
    },
    setRemoved: async (planDigest, removed) => {
      await write('UPDATE review_copy SET removed = ? WHERE plan_digest = ?', removed ? 1 : 0, planDigest)
    },
  }
}

/** A copy with what another bundle of the same version holds beside it. Statements keep their numbers. */
function withMore(known: Infer<typeof StoredCopy>, more: Infer<typeof StoredCopy>): Infer<typeof StoredCopy> {
  const times = { ...more.times, ...known.times }
  return {
    ...known,
    envelopes: [...new Set([...known.envelopes, ...more.envelopes])],
    keys: [...new Set([...known.keys, ...more.keys])],
    ...(Object.keys(times).length === 0 ? {} : { times }),
  }
}

function storedCopy(row: Row): StoredCopy {
  return {
    ...storedValue(StoredCopy, row['body']),
    digest: String(row['plan_digest']),
    draft: storedValue(z.array(ReviewComment), row['draft']),
    importedAt: String(row['imported_at']),
  }
}
