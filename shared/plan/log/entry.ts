/**
 * Entries of the audit log: canonical JSON, each naming the hash of the one before. They hold moments, identifiers and
 * digests, never what somebody wrote: no titles, names, paths or secrets.
 */
import { canonicalJson } from '../../base/canonical.ts'
import { parse, z, type Infer } from '../../base/schema.ts'
import { parseStrictJson } from '../../base/strict-json.ts'
import { Instant } from '../plan.ts'

const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** What can be in the log. */
export const logEvents = [
  /** A version of a plan was signed by its author. */
  'signed',
  'exported',
  /** Somebody's statement or bundle was taken in. */
  'imported',
  /** A file from outside was verified; nothing of it was kept. */
  'verified',
  'created',
  'removed',
  'restored',
  /** A reviewer's decision about a version was signed here. */
  'decided',
  /** Answers to reviewers were signed here. */
  'answered',
  'key-added',
  'key-removed',
  'key-restored',
  /** A key's file was put under the keyring of the account as well, or taken out of it. */
  'key-wrapped',
  'key-unwrapped',
  'trust-changed',
  /** An authority’s token about a statement was taken in. */
  'time-attested',
  /** An authority for time was trusted, or no longer. */
  'authority-added',
  'authority-removed',
  'knowledge-adopted',
  'knowledge-refused',
  /** A planner chose to go on with knowledge whose publisher's signature has run out. */
  'knowledge-overridden',
] as const
export const LogEvent = z.enum(logEvents)
export type LogEvent = Infer<typeof LogEvent>

/** A value in an entry. Texts are identifiers and digests, so they are short. */
const LogValue = z.union([
  z.string().check(z.maxLength(200)),
  z.int(),
  z.null(),
  z.record(z.string(), z.string().check(z.maxLength(200))),
])
export type LogValue = Infer<typeof LogValue>

export const LogEntry = z.catchall(
  z.object({
    at: Instant,
    event: LogEvent,
    /** Hash of the entry before, zeros for the first. Entries from before this member existed have none. */
    previous: z.optional(Hash),
  }),
  LogValue,
)
export type LogEntry = Infer<typeof LogEntry>

/** What happened, as the caller says it. */
export type LogFact = { readonly event: LogEvent; readonly at: string; readonly [name: string]: LogValue }

/** What the first entry names as the one before it. */
export const noEntry = '0'.repeat(64)

/** The text of an entry that follows the entry with hash `previous`. */
export function entryText(fact: LogFact, previous: string | null): string {
  return canonicalJson({ ...fact, previous: previous ?? noEntry })
}

/** The entry of a text, or null where it is none in canonical form. Never throws. */
export function readEntry(text: string): LogEntry | null {
  const json = parseStrictJson(text, { maxBytes: 65_536, maxDepth: 3, maxNodes: 1000 })
  if (!json.ok || canonicalJson(json.value) !== text) return null
  const entry = parse(LogEntry, json.value)
  return entry.ok ? entry.value : null
}
