/** Reading a few bytes of a large file, wherever it lies, without ever holding more than one window of it. */
import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { fail, ok, type Result } from '../../shared/base/result.ts'

export type ByteSource = {
  /** Length in bytes. */
  readonly size: number
  /** At most `length` bytes from `offset`; fewer only at the end. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>
}

export type OpenedFile = ByteSource & { readonly close: () => Promise<void> }

export type FileProblem = 'not-found' | 'link' | 'not-a-file' | 'not-readable'

/** Opens a regular file for reading. Links are refused, and devices and pipes are never opened. */
export async function openFile(file: string): Promise<Result<OpenedFile, FileProblem>> {
  const kind = await lstat(file).catch(() => null)
  if (kind === null) return fail('not-found')
  if (kind.isSymbolicLink()) return fail('link')
  if (!kind.isFile()) return fail('not-a-file')
  // Windows has neither flag; there the look above must do.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const handle = await open(file, flags).catch(() => null)
  if (handle === null) return fail('not-readable')
  const { size } = await handle.stat()
  return ok({
    size,
    read: async (offset, length) => {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      let filled = 0
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return buffer.subarray(0, filled)
    },
    close: () => handle.close(),
  })
}

/** A whole file no larger than `limit` bytes, or null where it is missing, larger or no regular file. */
export async function readSmallFile(file: string, limit: number): Promise<Uint8Array | null> {
  const opened = await openFile(file)
  if (!opened.ok) return null
  try {
    return opened.value.size > limit ? null : await opened.value.read(0, limit)
  } catch {
    return null
  } finally {
    await opened.value.close()
  }
}

/** Thrown inside a parser when the bytes cannot be what they say; caught by the parser's own entry. */
export class Malformed extends Error {
  readonly fault: string
  constructor(fault: string) {
    super(fault)
    this.fault = fault
  }
}

const windowBytes = 256 * 1024

/** Walks forward through a source. Steps over bytes cost nothing; reading past the end is `truncated`. */
export type Cursor = {
  readonly at: () => number
  /** Makes sure that `length` bytes lie ready, at most 256 KiB. */
  readonly ready: (length: number) => Promise<void> | undefined
  /** Bytes that lie ready, as a view that the next `ready` may replace. */
  readonly view: (length: number) => DataView
  /** Copies bytes out, at most 16 MiB. */
  readonly take: (length: number) => Promise<Uint8Array>
  readonly skip: (length: number) => void
}

export function cursorOf(source: ByteSource): Cursor {
  let held: Uint8Array = new Uint8Array()
  let heldFrom = 0
  let position = 0

  const enough = (length: number): void => {
    if (!Number.isSafeInteger(length) || length < 0 || length > source.size - position) throw new Malformed('truncated')
  }

  const refill = async (): Promise<void> => {
    held = await source.read(position, windowBytes)
    heldFrom = position
  }

  return {
    at: () => position,
    ready: (length) => {
      enough(length)
      if (position >= heldFrom && position + length <= heldFrom + held.length) return undefined
      return refill().then(() => {
        // The file was cut while it was read.
        if (held.length < length) throw new Malformed('truncated')
      })
    },
    view: (length) => {
      const view = new DataView(held.buffer, held.byteOffset + position - heldFrom, length)
      position += length
      return view
    },
    take: async (length) => {
      enough(length)
      if (length > 16 * 1024 * 1024) throw new Malformed('too-long')
      const bytes = await source.read(position, length)
      if (bytes.length < length) throw new Malformed('truncated')
      position += length
      return bytes
    },
    skip: (length) => {
      enough(length)
      position += length
    },
  }
}
