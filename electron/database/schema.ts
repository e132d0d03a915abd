/** The database's tables, as numbered migrations that only ever grow. */
import { copyFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { boardTables } from './boards.ts'
import { openDatabase, type Database } from './sqlite.ts'

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
  `CREATE TABLE log_head (
     number INTEGER PRIMARY KEY,
     size INTEGER NOT NULL,
     reason TEXT NOT NULL,
     envelope TEXT NOT NULL,
     key TEXT NOT NULL
   ) STRICT;
   CREATE TRIGGER log_head_no_update BEFORE UPDATE ON log_head BEGIN SELECT RAISE(ABORT, 'heads of the audit log stay'); END;
   CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head BEGIN SELECT RAISE(ABORT, 'heads of the audit log stay'); END;`,
  boardTables,
]

export type SchemaProblem = 'newer-data' | 'foreign-data'

/**
 * Brings a database to the newest version, each step in one transaction, after a copy of the file beside it.
 * A database from a newer Homeport is left alone.
 */
export async function migrate(database: Database, file: string): Promise<Result<number, SchemaProblem>> {
  const [row] = await database.all('PRAGMA user_version')
  const found = Number(row?.['user_version'] ?? 0)
  if (found > migrations.length) return fail('newer-data')
  if (found < 0) return fail('foreign-data')
  if (found > 0 && found < migrations.length) await copyFile(file, `${file}.before-${migrations.length}`)
  for (const [index, sql] of migrations.entries()) {
    if (index < found) continue
    await database.transaction(async () => {
      await database.script(sql)
      // The version number is part of the same transaction: both or neither.
      await database.script(`PRAGMA user_version = ${index + 1}`)
    })
  }
  return (await foreignObject(database)) === null ? ok(migrations.length) : fail('foreign-data')
}

/**
 * Name of a table, view, index or trigger that Homeport did not make; null where there is none. What the migrations make
 * in an empty database is what may be there, word for word: nobody can bring a trigger or a view along.
 */
export async function foreignObject(database: Database): Promise<string | null> {
  const model = await openDatabase(':memory:')
  if (!model.ok) return 'nothing to compare with'
  for (const sql of migrations) await model.value.script(sql)
  const own = new Set((await objectsOf(model.value)).map(({ sql }) => sql))
  await model.value.close()
  const foreign = (await objectsOf(database)).find(({ sql }) => !own.has(sql))
  return foreign === undefined ? null : foreign.name
}

async function objectsOf(database: Database): Promise<readonly { readonly name: string; readonly sql: string }[]> {
  const rows = await database.all('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL')
  return rows.map((row) => ({ name: `${String(row['type'])} ${String(row['name'])}`, sql: String(row['sql']) }))
}

/** Whether a database has exactly the tables of this version. */
export async function isCurrent(database: Database): Promise<boolean> {
  const [row] = await database.all('PRAGMA user_version')
  return Number(row?.['user_version'] ?? 0) === migrations.length
}
