/** The trust store in use, the versions before it, and the draft of the next. Accepted versions are never changed. */
import { z, type Infer } from '../../shared/base/schema.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { BoardDocument } from '../../shared/plan/board.ts'
import { storedValue } from './row.ts'
import type { Database } from './sqlite.ts'

export type StoredBoard = { readonly envelope: string; readonly acceptedAt: string }

const StoredDraft = z.strictObject({
  document: BoardDocument,
  signatures: z.array(z.strictObject({ keyId: z.string(), signature: z.string() })),
})
export type StoredDraft = Infer<typeof StoredDraft>

export type Boards = {
  readonly inUse: () => Promise<StoredBoard | null>
  readonly accept: (version: number, envelope: string, at: string) => Promise<void>
  readonly draft: () => Promise<StoredDraft | null>
  readonly keepDraft: (draft: StoredDraft | null) => Promise<void>
  /** Stops using the board. Its versions stay for the record, under the moment at which it ended. */
  readonly leave: (at: string) => Promise<void>
}

export const boardTables = `
  CREATE TABLE board (
    version INTEGER NOT NULL,
    envelope TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    left_at TEXT
  ) STRICT;
  CREATE TABLE board_draft (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT;
  CREATE TABLE review (plan_digest TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE review_answer (comment TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE review_copy (
    plan_digest TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    draft TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0
  ) STRICT;`

export function boardsIn(database: Database): Boards {
  const write = (sql: string, ...values: readonly (string | number)[]): Promise<number> =>
    database.transaction(() => database.run(sql, ...values))
  return {
    inUse: async () => {
      const [row] = await database.all('SELECT envelope, accepted_at FROM board WHERE left_at IS NULL ORDER BY version DESC LIMIT 1')
      return row === undefined ? null : { envelope: String(row['envelope']), acceptedAt: String(row['accepted_at']) }
    },
    accept: async (version, envelope, at) => {
      await write('INSERT INTO board (version, envelope, accepted_at) VALUES (?, ?, ?)', version, envelope, at)
    },
    draft: async () => {
      const [row] = await database.all('SELECT body FROM board_draft')
      return row === undefined ? null : storedValue(StoredDraft, row['body'])
    },
    keepDraft: async (draft) => {
      if (draft === null) await write('DELETE FROM board_draft')
      else await write('INSERT INTO board_draft (id, body) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body', canonicalJson(draft))
    },
    leave: async (at) => {
      await write('UPDATE board SET left_at = ? WHERE left_at IS NULL', at)
    },
  }
}
