/** The audit log in the database: entries and signed heads, both of which only grow (triggers refuse everything else). */
import { leafHash, headOf, type LogHead } from '../../shared/base/merkle.ts'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { entryText, type LogFact } from '../../shared/plan/log/entry.ts'
import type { LogRow } from '../../shared/plan/log/check.ts'
import type { Database } from './sqlite.ts'

/** Why a head was signed. */
export type HeadReason = 'signed' | 'exported' | 'kept'

export type StoredHead = {
  readonly reason: string
  /** The DSSE envelope of the head. */
  readonly envelope: string
  /** The signer's public key in PEM. It says who claims to have signed, not that this is so. */
  readonly key: string
}

export type AuditLog = {
  /** Adds an entry in a transaction of its own. */
  readonly note: (fact: LogFact) => Promise<void>
  /** Adds an entry. Call it inside a transaction, so that the entry and what it is about are both there or neither. */
  readonly append: (fact: LogFact) => Promise<LogHead>
  readonly rows: () => Promise<readonly LogRow[]>
  readonly heads: () => Promise<readonly StoredHead[]>
  /** Keeps a signed head. Call it inside a transaction. */
  readonly addHead: (size: number, head: StoredHead) => Promise<void>
}

export function auditIn(database: Database): AuditLog {
  const leaves = async (): Promise<readonly string[]> =>
    (await database.all('SELECT leaf FROM audit ORDER BY position')).map((row) => String(row['leaf']))
  const append: AuditLog['append'] = async (fact) => {
    const before = await leaves()
    const entry = entryText(fact, before.at(-1) ?? null)
    const leaf = leafHash(utf8Bytes(entry))
    await database.run('INSERT INTO audit (position, entry, leaf) VALUES (?, ?, ?)', before.length + 1, entry, leaf)
    return headOf([...before, leaf])
  }
  return {
    append,
    note: async (fact) => {
      await database.transaction(() => append(fact))
    },
    rows: async () =>
      (await database.all('SELECT position, entry, leaf FROM audit ORDER BY position')).map((row) => ({
        position: Number(row['position']),
        entry: String(row['entry']),
        leaf: String(row['leaf']),
      })),
    heads: async () =>
      (await database.all('SELECT reason, envelope, key FROM log_head ORDER BY number')).map((row) => ({
        reason: String(row['reason']),
        envelope: String(row['envelope']),
        key: String(row['key']),
      })),
    addHead: async (size, { reason, envelope, key }) => {
      await database.run('INSERT INTO log_head (size, reason, envelope, key) VALUES (?, ?, ?, ?)', size, reason, envelope, key)
    },
  }
}
