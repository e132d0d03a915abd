/** `evidence.read`: a file that the planner chooses, hashed piece by piece. Its content never leaves it. */
import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { EvidenceProgress, Fault, Handlers, Output } from '../shared/contract.ts'
import { codeOf, safeFileName } from './files.ts'
import type { Services } from './services.ts'
import { hashFile } from './weights/hash.ts'

/** Kinds of files that boards keep. Anything else is said to be bytes. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  xml: 'application/xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  eml: 'message/rfc822',
  zip: 'application/zip',
}

type EvidenceHandlers = Pick<Handlers, 'evidence.read' | 'evidence.progress' | 'evidence.cancel'>

/** One file is read at a time: a second choice waits for nobody and takes the place of the first. */
export function evidenceHandlers(services: Pick<Services, 'dialogs'>): EvidenceHandlers {
  let progress: EvidenceProgress | null = null
  let stop = new AbortController()
  return {
    'evidence.read': async () => {
      const file = await services.dialogs.openFile({
        title: 'dutiesScreen.attachTitle',
        kinds: [{ name: 'dutiesScreen.anyFile', extensions: ['*'] }],
      })
      if (file === null) return ok(null)
      stop.abort()
      const own = new AbortController()
      stop = own
      const read = await evidenceOf(file, {
        signal: own.signal,
        onProgress: (now) => {
          if (stop === own) progress = now
        },
      })
      if (stop === own) progress = null
      return read
    },
    'evidence.progress': async () => ok(progress),
    'evidence.cancel': async () => {
      stop.abort()
      return ok(null)
    },
  }
}

export type EvidenceOptions = { readonly signal: AbortSignal; readonly onProgress: (progress: EvidenceProgress) => void }

const alone: EvidenceOptions = { signal: new AbortController().signal, onProgress: () => undefined }

/** Name, size, kind and digest of a regular file; null when stopped. Links, folders and devices are refused. */
export async function evidenceOf(file: string, { signal, onProgress }: EvidenceOptions = alone): Promise<Result<Output<'evidence.read'>, Fault>> {
  const name = safeFileName(path.basename(file))
  let bytes = 0
  try {
    const found = await lstat(file)
    if (!found.isFile()) return fail({ code: 'broken-file', detail: name })
    const digest = await hashFile(file, {
      signal,
      onBytes: (count) => {
        bytes += count
        onProgress({ name, bytes, bytesOfAll: found.size })
      },
    })
    const ending = path.extname(name).slice(1).toLowerCase()
    return ok({ name, mediaType: mediaTypes[ending] ?? 'application/octet-stream', bytes, digest })
  } catch (error) {
    if (signal.aborted) return ok(null)
    // A system error is about the file; anything else is a bug.
    if (codeOf(error) === '') throw error
    return fail({ code: 'broken-file', detail: name })
  }
}
