/**
 * The audit log is held against everything that was signed when the application starts. Reading does not wait for it;
 * every change does. A database that was changed from outside is shown as it is and never written to.
 */
import type { LogFault } from '../../shared/plan/log/check.ts'
import { logOf, type LogKeys } from '../audit-log.ts'
import { auditIn } from './audit.ts'
import { plansIn } from './plans.ts'
import { signedIn } from './signed.ts'
import type { Database } from './sqlite.ts'

/** The first fault of the log, or null; from then on the connection refuses to write. What was deleted before is cleared. */
export async function holdLog(database: Database, keys: LogKeys): Promise<LogFault | null> {
  const audit = auditIn(database)
  const [fault] = (await logOf(keys, { audit, signed: signedIn(database, audit) })).faults
  if (fault === undefined) await plansIn(database).purge()
  else await database.script('PRAGMA query_only = ON')
  return fault ?? null
}

/** A database whose changes wait until `found` is known. */
export function afterCheck(database: Database, found: Promise<unknown>): Database {
  return {
    ...database,
    run: async (sql, ...values) => {
      await found
      return database.run(sql, ...values)
    },
    transaction: async (work) => {
      await found
      return database.transaction(work)
    },
  }
}
