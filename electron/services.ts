/** Everything behind the contract: storage, knowledge, keys, probe and export, put together once. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { About, Fault, Handlers } from '../shared/contract.ts'
import type { LogFault } from '../shared/plan/log/check.ts'
import type { PrintPdf } from './print-pdf.ts'
import { auditIn, type AuditLog } from './database/audit.ts'
import { migrate } from './database/schema.ts'
import { plansIn, type Plans } from './database/plans.ts'
import { signedIn, type SignedVersions } from './database/signed.ts'
import { boardsIn, type Boards } from './database/boards.ts'
import { reviewsIn, type Reviews } from './database/reviews.ts'
import { withReviews } from './reviews/versions.ts'
import { openDatabase, sqliteVersion, StorageError, type Database } from './database/sqlite.ts'
import { makeHandlers } from './handlers.ts'
import { logKeyIn, type LogKey } from './keys/log-key.ts'
import type { Keyring } from './keys/keyring.ts'
import { keyService, type KeyService } from './keys/service.ts'
import { loadKnowledge } from './knowledge/load.ts'
import type { WordId } from '../shared/words/tables.ts'
import type { LogKeys } from './audit-log.ts'
import { afterCheck, holdLog } from './database/guard.ts'
import { knowledgeInUse, knowledgeStoreIn, type KnowledgeInUse, type KnowledgeStore } from './knowledge/store.ts'
import type { TokenHost } from './tokens/tokens.ts'
import { timeStoreIn, type TimeStore } from './time/store.ts'

/** `name`: a word, or a proper name that is the same in every language. */
export type FileKind = { readonly name: WordId | '*' | 'HTML' | 'OpenSSH' | 'PDF' | 'PEM'; readonly extensions: readonly string[] }

/** Asks the planner for a file, in the language of the interface: titles are words. Null when the planner canceled. */
export type Dialogs = {
  readonly openFile: (question: { readonly title: WordId; readonly kinds: readonly FileKind[] }) => Promise<string | null>
  /** A folder that exists. */
  readonly openFolder: (question: { readonly title: WordId }) => Promise<string | null>
  readonly saveFile: (question: {
    readonly title: WordId
    readonly suggestedName: string
    readonly kinds: readonly FileKind[]
  }) => Promise<string | null>
}

export type ServiceParts = {
  /** Where plans, keys and settings live. Made when missing. */
  readonly dataFolder: string
  /** Folder with `packs/` and `lock.json`. */
  readonly resources: string
  /** Now, as ISO text in UTC. */
  readonly now: () => string
  readonly randomUuid: () => string
  readonly dialogs: Dialogs
  /** A word in the interface's language as it is now, such as for the name of a file. */
  readonly wordOf: (id: WordId) => string
  /** Null where there is no page to print from. */
  readonly printPdf: PrintPdf | null
  /** Runs a vendor's module for keys on cards and tokens, in a process of its own. */
  readonly tokenHost: TokenHost
  /** The keyring of the account; missing where there is none to ask. */
  readonly keyring?: Keyring
  readonly homeport: string
  readonly runtime: About['runtime']
}

export type Storage = {
  readonly database: Database
  readonly plans: Plans
  readonly signed: SignedVersions
  readonly audit: AuditLog
  readonly boards: Boards
  readonly reviews: Reviews
  /** First fault of the audit log as it was found at the start. With one, everything can be read and nothing changed. */
  readonly brokenLog: () => Promise<LogFault | null>
}

/** What handlers work with. Storage and knowledge are opened once, at the first call that needs them. */
export type Services = ServiceParts & {
  readonly storage: () => Promise<Result<Storage, Fault>>
  /** The packs that ship, with adopted ones in their place. */
  readonly knowledge: () => Promise<Result<KnowledgeInUse, Fault>>
  readonly knowledgeStore: KnowledgeStore
  /** After packs were adopted: the next call reads them. */
  readonly forgetKnowledge: () => void
  readonly sqlite: () => Promise<string>
  readonly keys: KeyService
  /** Proof of time: requests, answers and trusted authorities. */
  readonly times: TimeStore
  /** The key of this installation, which signs heads of its audit log. */
  readonly logKey: LogKey
  /** Given when the application quits: programs and threads that run end with it. */
  readonly ending: AbortSignal
}

export type RunningServices = {
  readonly handlers: Handlers
  /** For when nobody is at the computer: the screen is locked, or it sleeps. */
  readonly lockKeys: () => void
  readonly close: () => Promise<void>
}

export function createServices(parts: ServiceParts): RunningServices {
  let storage: Promise<Result<Storage, Fault>> | null = null
  let knowledge: Promise<Result<KnowledgeInUse, Fault>> | null = null
  const knowledgeStore = knowledgeStoreIn(path.join(parts.dataFolder, 'knowledge'))
  const ending = new AbortController()
  const services: Services = {
    ...parts,
    ending: ending.signal,
    keys: keyService({ ...parts, folder: path.join(parts.dataFolder, 'keys') }),
    logKey: logKeyIn(parts.dataFolder),
    times: timeStoreIn(path.join(parts.dataFolder, 'times')),
    storage: () => (storage ??= openSafely(parts.dataFolder, services)),
    knowledgeStore,
    knowledge: () => (knowledge ??= readPacks(parts.resources, knowledgeStore)),
    forgetKnowledge: () => {
      knowledge = null
    },
    sqlite: async () => {
      const opened = await services.storage()
      return opened.ok ? sqliteVersion(opened.value.database) : 'not opened'
    },
  }
  // What was removed could be brought back until the application quit.
  void services.keys.purge()
  return {
    handlers: makeHandlers(services),
    lockKeys: services.keys.lockAll,
    close: async () => {
      ending.abort()
      services.keys.lockAll()
      const opened = await storage
      if (opened?.ok !== true) return
      await opened.value.brokenLog()
      await opened.value.database.close()
    },
  }
}

/** What a damaged file refuses while it is opened is a fault with words, and the file stays as it is. */
async function openSafely(folder: string, keys: LogKeys): Promise<Result<Storage, Fault>> {
  try {
    return await openStorage(folder, keys)
  } catch (error) {
    if (error instanceof StorageError) return fail({ code: error.problem, detail: path.join(folder, 'homeport.db') })
    throw error
  }
}

async function openStorage(folder: string, keys: LogKeys): Promise<Result<Storage, Fault>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'homeport.db')
  const database = await openDatabase(file)
  if (!database.ok) return fail({ code: database.problem, detail: file })
  const migrated = await migrate(database.value, file)
  if (!migrated.ok) return fail({ code: migrated.problem === 'foreign-data' ? 'broken-database' : migrated.problem, detail: file })
  const found = holdLog(database.value, keys)
  // A damaged file is named by the first call that meets the damage.
  const broken = found.catch(() => null)
  const gated = afterCheck(database.value, found)
  const plans = plansIn(gated)
  const unchecked = auditIn(gated)
  const audit: AuditLog = {
    ...unchecked,
    // What is read, verified and exported from a changed database is not written down in it.
    note: async (fact) => {
      if ((await broken) === null) await unchecked.note(fact)
    },
  }
  const reviews = reviewsIn(gated)
  const signed = withReviews(signedIn(gated, audit), reviews)
  return ok({ database: gated, plans, audit, signed, boards: boardsIn(gated), reviews, brokenLog: () => broken })
}

async function readPacks(resources: string, store: KnowledgeStore): Promise<Result<KnowledgeInUse, Fault>> {
  const loaded = await loadKnowledge(resources)
  if (loaded.ok) return ok(await knowledgeInUse(loaded.value, store))
  const { pack, path: where, reason } = loaded.problem
  return fail({ code: 'broken-file', detail: `${pack}: ${where} ${reason}` })
}
