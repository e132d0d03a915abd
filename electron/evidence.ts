/** `evidence.read`: a file that the planner chooses, hashed piece by piece. Its content never leaves it. */
import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { Fault, Output } from '../shared/contract.ts'
import { catalogOf, say } from '../shared/words/say.ts'
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

export async function readEvidence(services: Pick<Services, 'dialogs'>): Promise<Result<Output<'evidence.read'>, Fault>> {
  const word = (id: string): string => say(catalogOf('en'), { id, values: {} })
  const file = await services.dialogs.openFile({
    title: word('dutiesScreen.attachTitle'),
    kinds: [{ name: word('dutiesScreen.anyFile'), extensions: ['*'] }],
  })
  return file === null ? ok(null) : evidenceOf(file)
}

/** Name, size, kind and digest of a regular file. Links, folders and devices are refused. */
export async function evidenceOf(file: string): Promise<Result<Output<'evidence.read'>, Fault>> {
  const name = safeFileName(path.basename(file))
  let bytes = 0
  try {
    if (!(await lstat(file)).isFile()) return fail({ code: 'broken-file', detail: name })
    const digest = await hashFile(file, {
      signal: new AbortController().signal,
      onBytes: (count) => {
        bytes += count
      },
    })
    const ending = path.extname(name).slice(1).toLowerCase()
    return ok({ name, mediaType: mediaTypes[ending] ?? 'application/octet-stream', bytes, digest })
  } catch (error) {
    // A system error is about the file; anything else is a bug.
    if (codeOf(error) === '') throw error
    return fail({ code: 'broken-file', detail: name })
  }
}
