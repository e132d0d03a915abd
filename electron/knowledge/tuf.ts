/**
 * Knowledge updates on a stick are TUF repositories (The Update Framework 1.0). The rules of trust are those of tuf-js;
 * this file reads its metadata from a folder instead of a server, with bounds, and is the only one that names the library.
 * Only the library's trusted store is used: its downloader is never loaded, so there is no network code.
 */
import { lstat, open } from 'node:fs/promises'
import path from 'node:path'
import { LengthOrHashMismatchError, UnsignedMetadataError } from '@tufjs/models/dist/error.js'
import { BadVersionError, EqualVersionError, ExpiredMetadataError, RepositoryError as StoreError } from 'tuf-js/dist/error.js'
import { TrustedMetadataStore } from 'tuf-js/dist/store.js'
import { bytesOfHex, sha256Hex } from '../../shared/base/digest.ts'
import { publicKeyOf } from '../../shared/base/envelope.ts'
import { concatBytes } from '../../shared/base/bytes.ts'
import { instantNumber } from '../../shared/base/instant.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'

export const updateFaultCodes = [
  /** A file of the update is not there. */
  'E_MISSING',
  /** Larger than allowed. */
  'E_SIZE',
  /** Not strict JSON, or not in TUF's form. */
  'E_FORM',
  /** A root that the root before it did not sign with its threshold, or that no threshold protects. */
  'E_ROOT',
  'E_WEAK_KEY',
  /** Not signed by the keys that the root names. */
  'E_SIG_INVALID',
  /** Older than what was adopted before. */
  'E_ROLLBACK',
  /** Metadata whose time has run out: a stick kept back, or a clock that is wrong. */
  'E_EXPIRED',
  /** Parts of different releases. */
  'E_MIX',
  /** A pack that is not what the signed list says. */
  'E_TARGET',
] as const
export type UpdateFaultCode = (typeof updateFaultCodes)[number]
export type UpdateFault = {
  readonly code: UpdateFaultCode
  /** File at fault or versions, in English: file names and numbers only. */
  readonly detail: string
}

/** The metadata that is trusted: what the next update is held against. */
export type TrustedMetadata = {
  readonly root: Buffer
  readonly timestamp: Buffer | null
  readonly snapshot: Buffer | null
  readonly targets: Buffer | null
}

export type CheckedUpdate = {
  readonly metadata: TrustedMetadata
  readonly rootVersion: number
  /** Version of the list of packs. */
  readonly version: number
  /** The earliest moment at which a part of the metadata runs out, ISO text in UTC. */
  readonly expires: string
  readonly targets: readonly { readonly path: string; readonly length: number; readonly sha256: string }[]
}

const kilobyte = 1024
const limits = { root: 512 * kilobyte, timestamp: 16 * kilobyte, snapshot: 1024 * kilobyte, targets: 4096 * kilobyte }
/** A stick can bring this many rotations of the root at once. */
const mostRotations = 64

/** Reads a file whole, if it is a plain file of at most `limit` bytes; null where it is not there. */
export async function readBounded(file: string, limit: number): Promise<Result<Buffer | null, UpdateFault>> {
  const name = path.basename(file)
  const found = await lstat(file).catch(() => null)
  if (found === null) return ok(null)
  if (!found.isFile()) return fail({ code: 'E_FORM', detail: name })
  if (found.size > limit) return fail({ code: 'E_SIZE', detail: name })
  const handle = await open(file, 'r')
  try {
    // One byte more than allowed is enough to notice a file that grows while it is read.
    const bytes = Buffer.alloc(limit < found.size + 1 ? limit + 1 : found.size + 1)
    let read = 0
    for (;;) {
      const { bytesRead } = await handle.read(bytes, read, bytes.length - read, read)
      read += bytesRead
      if (bytesRead === 0 || read === bytes.length) break
    }
    return read > found.size ? fail({ code: 'E_SIZE', detail: name }) : ok(bytes.subarray(0, read))
  } finally {
    await handle.close()
  }
}

/** Opens a root that somebody vouches for: every key strong and there once, and a threshold that one person cannot meet. */
export function openRoot(bytes: Buffer): Result<{ readonly version: number; readonly threshold: number; readonly keys: number }, UpdateFault> {
  const form = strict(bytes, 'root.json')
  if (!form.ok) return form
  try {
    const { root } = new TrustedMetadataStore(bytes)
    const fault = rootFault(root)
    const role = root.signed.roles['root']
    if (fault !== null || role === undefined) return fail(fault ?? { code: 'E_ROOT', detail: 'root.json' })
    return ok({ version: root.signed.version, threshold: role.threshold, keys: role.keyIDs.length })
  } catch {
    return fail({ code: 'E_ROOT', detail: 'root.json' })
  }
}

/** The fingerprint of a root, to be compared with one that came by another way. */
export function rootFingerprint(bytes: Buffer): string {
  return sha256Hex(bytes)
}

type Store = InstanceType<typeof TrustedMetadataStore>
type Step = { readonly file: string; readonly run: (store: Store, bytes: Buffer) => unknown }

/**
 * Follows TUF's client workflow (5.1 to 5.6) over a folder with `N.root.json`, `timestamp.json`, `snapshot.json` and
 * `targets.json`. `now` is ISO text; null leaves out the check of expiry, which a planner may choose and the log records.
 */
export async function checkUpdate(
  folder: string,
  trusted: TrustedMetadata,
  now: string | null,
): Promise<Result<CheckedUpdate, UpdateFault>> {
  let store: Store
  try {
    store = new TrustedMetadataStore(trusted.root)
  } catch {
    return fail({ code: 'E_ROOT', detail: 'root.json' })
  }
  // The library asks the computer's clock; the time comes in here as for everything else.
  Reflect.set(store, 'referenceTime', new Date(now === null ? 0 : (instantNumber(now) ?? 0)))
  let root = trusted.root
  for (let rotation = 0; rotation < mostRotations; rotation += 1) {
    const file = `${store.root.signed.version + 1}.root.json`
    const bytes = await readBounded(path.join(folder, file), limits.root)
    if (!bytes.ok) return bytes
    if (bytes.value === null) break
    const next = step(store, { file, run: (held, data) => held.updateRoot(data) }, bytes.value)
    if (!next.ok) return fail({ code: next.problem.code === 'E_FORM' ? 'E_FORM' : 'E_ROOT', detail: file })
    root = bytes.value
  }
  const fault = rootFault(store.root)
  if (fault !== null) return fail(fault)
  // What was trusted before is what an older or mixed release is recognized by.
  if (trusted.timestamp !== null) attempt(() => store.updateTimestamp(trusted.timestamp ?? Buffer.alloc(0)))
  let isSame = false
  const readTimestamp: Step['run'] = (held, data) => {
    try {
      held.updateTimestamp(data)
    } catch (error) {
      // The release that was adopted before: what is trusted stays.
      if (!(error instanceof EqualVersionError)) throw error
      isSame = true
    }
  }
  const found = await follow(store, folder, limits.timestamp, { file: 'timestamp.json', run: readTimestamp })
  if (!found.ok) return found
  const timestamp = isSame ? (trusted.timestamp ?? found.value) : found.value
  if (trusted.snapshot !== null) attempt(() => store.updateSnapshot(trusted.snapshot ?? Buffer.alloc(0), true))
  const snapshot = await follow(store, folder, limits.snapshot, { file: 'snapshot.json', run: (held, data) => held.updateSnapshot(data) })
  if (!snapshot.ok) return snapshot
  const targets = await follow(store, folder, limits.targets, { file: 'targets.json', run: (held, data) => held.updateDelegatedTargets(data, 'targets', 'root') })
  if (!targets.ok) return targets
  return described(store, { root, timestamp, snapshot: snapshot.value, targets: targets.value })
}

function attempt(run: () => unknown): void {
  try {
    run()
  } catch {
    // Metadata of the last update may have run out since, or belong to keys that were replaced.
  }
}

async function follow(store: Store, folder: string, limit: number, { file, run }: Step): Promise<Result<Buffer, UpdateFault>> {
  const bytes = await readBounded(path.join(folder, file), limit)
  if (!bytes.ok) return bytes
  if (bytes.value === null) return fail({ code: 'E_MISSING', detail: file })
  return step(store, { file, run }, bytes.value)
}

function step(store: Store, { file, run }: Step, bytes: Buffer): Result<Buffer, UpdateFault> {
  const form = strict(bytes, file)
  if (!form.ok) return form
  try {
    run(store, bytes)
    return ok(bytes)
  } catch (error) {
    return fail(faultOf(error, file))
  }
}

/** TUF metadata in which a member stands twice could be read in two ways. */
function strict(bytes: Buffer, file: string): Result<null, UpdateFault> {
  return parseStrictJson(new Uint8Array(bytes)).ok ? ok(null) : fail({ code: 'E_FORM', detail: file })
}

function faultOf(error: unknown, file: string): UpdateFault {
  const text = error instanceof Error ? error.message : ''
  if (error instanceof BadVersionError)
    // The library's sentence names both versions.
    return { code: text.includes('match') ? 'E_MIX' : 'E_ROLLBACK', detail: `${file}: ${text.replaceAll(/[^ -~]/g, '?').slice(0, 120)}` }
  if (error instanceof ExpiredMetadataError) return { code: 'E_EXPIRED', detail: file }
  if (error instanceof UnsignedMetadataError) return { code: 'E_SIG_INVALID', detail: file }
  if (error instanceof LengthOrHashMismatchError) return { code: 'E_MIX', detail: file }
  if (error instanceof StoreError && text.startsWith('Missing file')) return { code: 'E_ROLLBACK', detail: file }
  return { code: 'E_FORM', detail: file }
}

/** Each key once and strong, and at least two persons behind the root. */
function rootFault(root: Store['root']): UpdateFault | null {
  const publics = Object.values(root.signed.keys).map((key) => ({ scheme: key.scheme, hex: key.keyVal['public'] ?? '' }))
  // One key under two names would count twice.
  if (new Set(publics.map(({ hex }) => hex)).size < publics.length) return { code: 'E_ROOT', detail: 'a key is listed twice' }
  for (const { scheme, hex } of publics) {
    const point = bytesOfHex(hex)
    if (scheme !== 'ed25519' || point === null || point.length !== 32) return { code: 'E_WEAK_KEY', detail: 'not an Ed25519 key' }
    const head = bytesOfHex('302a300506032b6570032100') ?? new Uint8Array()
    if (!publicKeyOf(concatBytes(head, point)).ok) return { code: 'E_WEAK_KEY', detail: 'a key with which anybody could sign' }
  }
  const role = root.signed.roles['root']
  return role === undefined || role.threshold < 2 ? { code: 'E_ROOT', detail: 'a root needs at least two signatures' } : null
}

function described(store: Store, metadata: TrustedMetadata): Result<CheckedUpdate, UpdateFault> {
  const { root, timestamp, snapshot, targets } = store
  if (timestamp === undefined || snapshot === undefined || targets === undefined) return fail({ code: 'E_FORM', detail: 'targets.json' })
  const expiries = [root, timestamp, snapshot, targets].map(({ signed }) => signed.expires).map(isoOf)
  const files = Object.values(targets.signed.targets).map(({ path: name, length, hashes }) => ({ path: name, length, sha256: hashes['sha256'] ?? '' }))
  return ok({
    metadata,
    rootVersion: root.signed.version,
    version: targets.signed.version,
    expires: expiries.toSorted((left, right) => (instantNumber(left) ?? 0) - (instantNumber(right) ?? 0))[0] ?? '',
    targets: files.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
  })
}

/** TUF writes whole seconds in UTC. */
function isoOf(expires: string): string {
  return instantNumber(expires) === null ? '1970-01-01T00:00:00Z' : expires
}
