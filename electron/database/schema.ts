/** The database's tables, as numbered migrations that only ever grow. */
import { copyFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Database } from './sqlite.ts'

/** Migration n (counted from 1) brings a database from version n-1 to n. Never edit one that was released. */
export const migrations: readonly string[] = [
  `CREATE TABLE plan (
     id TEXT PRIMARY KEY,
     revision INTEGER NOT NULL,
     document TEXT NOT NULL,
     digest TEXT NOT NULL,
     title TEXT NOT NULL,
     organization TEXT NOT NULL,
     changed_at TEXT NOT NULL,
     removed INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE TABLE command (
     plan TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
     revision INTEGER NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (plan, revision)
   ) STRICT;
   CREATE TABLE signed (
     plan TEXT NOT NULL,
     version INTEGER NOT NULL,
     body TEXT NOT NULL,
     digest TEXT NOT NULL,
     at TEXT NOT NULL,
     PRIMARY KEY (plan, version)
   ) STRICT;
   CREATE TABLE statement (
     plan TEXT NOT NULL,
     version INTEGER NOT NULL,
     number INTEGER NOT NULL,
     envelope TEXT NOT NULL,
     signer TEXT NOT NULL,
     PRIMARY KEY (plan, version, number),
     FOREIGN KEY (plan, version) REFERENCES signed (plan, version)
   ) STRICT;
   CREATE TABLE audit (
     position INTEGER PRIMARY KEY,
     entry TEXT NOT NULL,
     leaf TEXT NOT NULL
   ) STRICT;
   CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
   CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
   CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`,
]

export type SchemaProblem = 'newer-data'

/**
 * Brings a database to the newest version, each step in one transaction, after a copy of the file beside it.
 * A database from a newer Homeport is left alone.
 */
export async function migrate(database: Database, file: string): Promise<Result<number, SchemaProblem>> {
  const [row] = await database.all('PRAGMA user_version')
  const found = Number(row?.['user_version'] ?? 0)
  if (found > migrations.length) return fail('newer-data')
  if (found > 0 && found < migrations.length) await copyFile(file, `${file}.before-${migrations.length}`)
  for (const [index, sql] of migrations.entries()) {
    if (index < found) continue
    await database.transaction(async () => {
      await database.script(sql)
      // The version number is part of the same transaction: both or neither.
      await database.script(`PRAGMA user_version = ${index + 1}`)
    })
  }
  return ok(migrations.length)
}
