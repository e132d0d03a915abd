/** SHA-256 of a large file: one piece is read while the one before it is hashed. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** Measured: larger pieces fall out of the processor's cache, smaller ones wait for the disk. */
const pieceBytes = 1024 * 1024

export type HashOptions = {
  readonly signal: AbortSignal
  /** Called with the number of bytes just hashed. */
  readonly onBytes: (bytes: number) => void
}

/** `sha256:` and lower hex of a file's content. Throws the signal's reason when canceled, and what the disk throws. */
export async function hashFile(file: string, { signal, onBytes }: HashOptions): Promise<string> {
  signal.throwIfAborted()
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  try {
    const hash = createHash('sha256')
    let [current, next] = [Buffer.allocUnsafe(pieceBytes), Buffer.allocUnsafe(pieceBytes)]
    let reading = handle.read(current, 0, pieceBytes, null)
    for (;;) {
      const { bytesRead } = await reading
      if (bytesRead === 0) break
      signal.throwIfAborted()
      reading = handle.read(next, 0, pieceBytes, null)
      // Hashing may throw nothing, but a canceled run must not leave a rejected read behind.
      reading.catch(() => undefined)
      hash.update(bytesRead === pieceBytes ? current : current.subarray(0, bytesRead))
      onBytes(bytesRead)
      ;[current, next] = [next, current]
    }
    return `sha256:${hash.digest('hex')}`
  } finally {
    await handle.close()
  }
}
