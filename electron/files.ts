/** Writing files so that a crash leaves either the old file or the new one, and names that are safe to write. */
import { constants } from 'node:fs'
import { lstat, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { fail, ok, type Result } from '../shared/base/result.ts'

export type WriteProblem =
  | { readonly code: 'destination-is-link' }
  | { readonly code: 'disk-full' }
  | { readonly code: 'not-writable' }

/**
 * Writes a whole file: a new file beside it, flushed to the disk, then renamed over it. A destination that is a link is
 * refused, so that nobody can redirect the write.
 */
export async function writeFileSafely(
  file: string,
  bytes: Uint8Array | string,
  mode = 0o644,
): Promise<Result<null, WriteProblem>> {
  const folder = path.dirname(file)
  const temporary = path.join(folder, `.${path.basename(file).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    if ((await kindOf(file)) === 'link') return fail({ code: 'destination-is-link' })
    // Windows has no O_NOFOLLOW; O_EXCL alone already refuses links there and here.
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0)
    const handle = await open(temporary, flags, mode)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
    await syncFolder(folder)
    return ok(null)
  } catch (error) {
    await rm(temporary, { force: true })
    return fail({ code: codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT' ? 'disk-full' : 'not-writable' })
  }
}

async function kindOf(file: string): Promise<'link' | 'other' | 'none'> {
  try {
    return (await lstat(file)).isSymbolicLink() ? 'link' : 'other'
  } catch {
    return 'none'
  }
}

/** Makes the rename itself durable. Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * A whole file that others made or named: null where it is missing, larger than `limit` bytes or no regular file. Pipes and
 * devices are never opened, since they may never end.
 */
export async function readBounded(file: string, limit: number): Promise<Buffer | null> {
  const found = await stat(file).catch(() => null)
  return found === null || !found.isFile() || found.size > limit ? null : readFile(file).catch(() => null)
}

/** The code of a system error such as `ENOENT`, empty for anything else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/**
 * A file name made from any text: no separators, control or direction characters, no leading dot, no name that Windows
 * keeps for devices, at most 100 characters.
 */
export function safeFileName(text: string): string {
  const cleaned = text
    .normalize('NFC')
    // oxlint-disable-next-line no-control-regex -- control characters are exactly what is replaced here
    .replaceAll(/[\u0000-\u001F\u007F-\u009F<>:"/\\|?*]|\p{Default_Ignorable_Code_Point}|[\u2028\u2029\p{Surrogate}]|\p{Bidi_Control}/gu, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
  const short = Array.from(cleaned).slice(0, 100).join('').replace(/[. ]+$/, '')
  if (short === '') return 'plan'
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short) ? `_${short}` : short
}
