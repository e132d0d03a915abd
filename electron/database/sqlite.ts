/**
 * The one file that names SQLite's driver. Everything else uses the five functions of `Database`.
 *
 * The driver's upstream is archived. Its exit is better-sqlite3 (N-API since 13) or `node:sqlite`, once the oldest
 * supported runtime is Node 22: only this file changes. See docs/decisions/0003-sqlite-behind-one-door.md.
 */
import type sqlite3 from 'sqlite3'
import { fail, ok, type Result } from '../../shared/base/result.ts'

export type SqlValue = string | number | Uint8Array | null
export type Row = Readonly<Record<string, SqlValue>>

/** What the disk or the file refused. A statement that is wrong in itself is a bug and throws. */
export type StorageProblem = 'disk-full' | 'not-writable' | 'broken-database'

export class StorageError extends Error {
  readonly problem: StorageProblem
  constructor(problem: StorageProblem) {
    super(problem)
    this.problem = problem
  }
}

export type Database = {
  /** Rows of a query, in its order. */
  readonly all: (sql: string, ...values: readonly SqlValue[]) => Promise<readonly Row[]>
  /** Number of rows a statement changed. */
  readonly run: (sql: string, ...values: readonly SqlValue[]) => Promise<number>
  /** Several statements without values, for migrations. */
  readonly script: (sql: string) => Promise<void>
  /** Runs `work` between BEGIN IMMEDIATE and COMMIT, one at a time; any error rolls back and is thrown on. */
  readonly transaction: <T>(work: () => Promise<T>) => Promise<T>
  /** Waits for what is under way. Quitting while a statement runs would abort the process. */
  readonly close: () => Promise<void>
}

/** Result codes of SQLite that are about the disk or the file, not about us. https://sqlite.org/rescode.html */
const problems: Readonly<Record<string, StorageProblem>> = {
  SQLITE_FULL: 'disk-full',
  SQLITE_READONLY: 'not-writable',
  SQLITE_CANTOPEN: 'not-writable',
  SQLITE_PERM: 'not-writable',
  SQLITE_IOERR: 'not-writable',
  SQLITE_CORRUPT: 'broken-database',
  SQLITE_NOTADB: 'broken-database',
}

function translate(error: Error): Error {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const problem = problems[code]
  return problem === undefined ? error : new StorageError(problem)
}

/**
 * Opens or makes a database file. A rollback journal with full synchronization is used rather than a write-ahead log:
 * a committed change survives power loss, and there is one file to copy.
 */
export async function openDatabase(file: string, access: 'read' | 'write' = 'write'): Promise<Result<Database, StorageProblem>> {
  const driver = (await import('sqlite3')).default
  try {
    const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
      const mode = access === 'read' ? driver.OPEN_READONLY : driver.OPEN_READWRITE | driver.OPEN_CREATE
      const opened: sqlite3.Database = new driver.Database(file, mode, (error) => {
        if (error === null) resolve(opened)
        else reject(translate(error))
      })
    })
    const database = wrap(connection)
    if (access === 'read') await database.script('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;')
    else await database.script(
      'PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA busy_timeout = 3000;',
    )
    // Reads the first page: a file that is no database is found here and not at the first save.
    await database.all('SELECT count(*) AS n FROM sqlite_schema')
    return ok(database)
  } catch (error) {
    if (error instanceof StorageError) return fail(error.problem)
    throw error
  }
}

function wrap(connection: sqlite3.Database): Database {
  let last: Promise<unknown> = Promise.resolve()
  const all: Database['all'] = (sql, ...values) =>
    new Promise((resolve, reject) => {
      connection.all<Row>(sql, values, (error, rows) => {
        if (error === null) resolve(rows)
        else reject(translate(error))
      })
    })
  const run: Database['run'] = (sql, ...values) =>
    new Promise((resolve, reject) => {
      connection.run(sql, values, function (error) {
        if (error === null) resolve(this.changes)
        else reject(translate(error))
      })
    })
  const script: Database['script'] = (sql) =>
    new Promise((resolve, reject) => {
      connection.exec(sql, (error) => {
        if (error === null) resolve()
        else reject(translate(error))
      })
    })
  const transaction = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = last
    const mine = (async () => {
      await before.catch(() => undefined)
      await script('BEGIN IMMEDIATE')
      try {
        const value = await work()
        await script('COMMIT')
        return value
      } catch (error) {
        // A full disk has already rolled back by itself; then this statement fails and that is fine.
        await script('ROLLBACK').catch(() => undefined)
        throw error
      }
    })()
    last = mine
    return mine
  }
  const close = async (): Promise<void> => {
    await last.catch(() => undefined)
    await new Promise<void>((resolve, reject) => {
      connection.close((error) => {
        if (error === null) resolve()
        else reject(translate(error))
      })
    })
  }
  return { all, run, script, transaction, close }
}

/** The version of SQLite in use, for the About screen and test reports. */
export async function sqliteVersion(database: Database): Promise<string> {
  const [row] = await database.all('SELECT sqlite_version() AS version')
  return typeof row?.['version'] === 'string' ? row['version'] : 'not known'
}
