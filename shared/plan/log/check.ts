/**
 * Whether an audit log is what it was: each entry's hash, the chain from entry to entry, and the root at each size that
 * somebody signed. Finds edits, cuts, reordering and a rewriting of all hashes. A whole older copy of the database with
 * its own heads is consistent in itself: only a head that was kept elsewhere shows that it is old.
 */
import { utf8Bytes } from '../../base/bytes.ts'
import { leafHash, rootsAt, type LogHead } from '../../base/merkle.ts'
import { z, type Infer } from '../../base/schema.ts'
import { noEntry, readEntry, type LogEntry } from './entry.ts'

export type LogRow = { readonly position: number; readonly entry: string; readonly leaf: string }

/** A head that the log must still have, and who says so. */
export type WitnessedHead = LogHead & {
  /** Where it stands: a statement about a plan, the log's own heads, or a file kept elsewhere. */
  readonly source: 'statement' | 'own' | 'kept'
  /** Key that signed it, empty where it is not signed. */
  readonly keyId: string
  /** Null: the key is not known here. */
  readonly signatureValid: boolean | null
}

export const logFaultCodes = [
  /** Positions are not 1, 2, 3 … */
  'E_LOG_ORDER',
  /** An entry is not what its hash says. */
  'E_LOG_LEAF',
  /** An entry is not in the form of an entry. */
  'E_LOG_FORM',
  /** An entry does not name the one before it. */
  'E_LOG_CHAIN',
  /** Shorter than a head that was signed. */
  'E_LOG_SHORT',
  /** Another root than a head that was signed. */
  'E_LOG_ROOT',
  /** A head whose signature does not match. */
  'E_LOG_HEAD',
  /** The log names a signed version that is not there. */
  'E_LOG_VERSION',
] as const

export const LogFault = z.strictObject({
  code: z.enum(logFaultCodes),
  /** Position of the entry at fault, or size of the head. */
  at: z.int(),
})
export type LogFault = Infer<typeof LogFault>

export type CheckedLog = {
  readonly head: LogHead
  readonly entries: readonly (LogEntry | null)[]
  readonly leaves: readonly string[]
  /** All faults, in the order of the log, then of the heads. */
  readonly faults: readonly LogFault[]
  /** Heads that were held against the log. */
  readonly heads: number
  /** Heads by keys that are not known here: they are held against the log all the same. */
  readonly strangers: number
}

/** Signed versions that are there: `<plan> <version> <planDigest>`. Null where they are not at hand. */
export type PresentVersions = ReadonlySet<string> | null

export function checkLog(
  rows: readonly LogRow[],
  heads: readonly WitnessedHead[],
  versions: PresentVersions = null,
): CheckedLog {
  const leaves = rows.map(({ entry }) => leafHash(utf8Bytes(entry)))
  const entries = rows.map(({ entry }) => readEntry(entry))
  const roots = rootsAt(leaves, new Set([leaves.length, ...heads.map(({ size }) => size)]))
  const faults = [...rowFaults(rows, leaves, entries), ...headFaults(heads, roots), ...versionFaults(entries, versions)]
  return {
    head: { size: leaves.length, root: roots.get(leaves.length) ?? '' },
    entries,
    leaves,
    faults,
    heads: heads.length,
    strangers: heads.filter(({ signatureValid }) => signatureValid === null).length,
  }
}

function rowFaults(
  rows: readonly LogRow[],
  leaves: readonly string[],
  entries: readonly (LogEntry | null)[],
): readonly LogFault[] {
  const faults: LogFault[] = []
  let chained = false
  for (const [index, row] of rows.entries()) {
    const at = row.position
    const entry = entries[index] ?? null
    if (row.position !== index + 1) faults.push({ code: 'E_LOG_ORDER', at })
    if (row.leaf !== leaves[index]) faults.push({ code: 'E_LOG_LEAF', at })
    if (entry === null) {
      faults.push({ code: 'E_LOG_FORM', at })
      continue
    }
    // Entries of a log from before the chain was made begin it; after the first link none may be missing.
    const before = leaves[index - 1] ?? noEntry
    if (entry.previous === undefined ? chained : entry.previous !== before) faults.push({ code: 'E_LOG_CHAIN', at })
    chained ||= entry.previous !== undefined
  }
  return faults
}

function headFaults(heads: readonly WitnessedHead[], roots: ReadonlyMap<number, string>): readonly LogFault[] {
  return heads.flatMap(({ size, root, signatureValid }): readonly LogFault[] => {
    if (signatureValid === false) return [{ code: 'E_LOG_HEAD', at: size }]
    const found = roots.get(size)
    if (found === undefined) return [{ code: 'E_LOG_SHORT', at: size }]
    return found === root ? [] : [{ code: 'E_LOG_ROOT', at: size }]
  })
}

function versionFaults(entries: readonly (LogEntry | null)[], versions: PresentVersions): readonly LogFault[] {
  if (versions === null) return []
  return entries.flatMap((entry, index): readonly LogFault[] => {
    if (entry?.event !== 'signed') return []
    const { plan, version, planDigest } = entry
    const named = [plan, version, planDigest].map((part) => (typeof part === 'object' ? '' : String(part))).join(' ')
    return versions.has(named) ? [] : [{ code: 'E_LOG_VERSION', at: index + 1 }]
  })
}
