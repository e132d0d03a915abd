/**
 * The manifest of a folder: every file by SHA-256. A run that was stopped goes on where it was; a file whose size, times
 * or identity changed since is hashed again, and a finished run forgets everything, so that a later check reads it all.
 */
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { sha256Hex } from '../../shared/base/digest.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse, z } from '../../shared/base/schema.ts'
import { manifestOf, type Manifest, type ManifestFile } from '../../shared/domain/weights.ts'
import { writeFileSafely } from '../files.ts'
import { listFolder, stampOf, type FolderFile, type FolderProblem } from './folder.ts'
import { hashFile } from './hash.ts'

export type ManifestProblem =
  | FolderProblem
  | { readonly code: 'canceled'; readonly path: string }
  /** The file changed while it was read. */
  | { readonly code: 'changed'; readonly path: string }

export type ManifestProgress = {
  readonly bytes: number
  readonly bytesOfAll: number
  readonly files: number
  readonly filesOfAll: number
  /** Being read now. */
  readonly path: string
}

export type ManifestOptions = {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ManifestProgress) => void
  /** Where a stopped run is remembered. Without it nothing is. */
  readonly stateFolder?: string | null
}

/** Hashes all files of a folder, two at a time: one waits for the disk while the other is hashed. */
export async function readManifest(
  folder: string,
  { signal = new AbortController().signal, onProgress = () => undefined, stateFolder = null }: ManifestOptions = {},
): Promise<Result<Manifest, ManifestProblem>> {
  const root = path.resolve(folder)
  const listed = await listFolder(root)
  if (!listed.ok) return listed
  const state = await openState(stateFolder, root)
  const bytesOfAll = listed.value.reduce((all, { bytes }) => all + bytes, 0)
  const done = new Map<string, ManifestFile>()
  let bytes = 0
  const tell = (file: string): void =>
    onProgress({ bytes, bytesOfAll, files: done.size, filesOfAll: listed.value.length, path: file })

  const read = async (file: FolderFile): Promise<ManifestProblem | null> => {
    const known = state.digestOf(file)
    if (known !== null) bytes += file.bytes
    const full = path.join(root, file.path)
    const digest =
      known ??
      (await hashFile(full, {
        signal,
        onBytes: (more) => {
          bytes += more
          tell(file.path)
        },
      }))
    if ((await stampOf(full)) !== file.stamp) return { code: 'changed', path: file.path }
    done.set(file.path, { path: file.path, bytes: file.bytes, digest })
    await state.remember(file, digest)
    tell(file.path)
    return null
  }

  const problem = await inLanes(listed.value, 2, read, signal)
  if (problem !== null) {
    await state.save()
    return fail(problem)
  }
  await state.forget()
  return ok(manifestOf([...done.values()]))
}

/** Works through the files in a few lanes; the first problem stops all. */
async function inLanes(
  files: readonly FolderFile[],
  lanes: number,
  read: (file: FolderFile) => Promise<ManifestProblem | null>,
  signal: AbortSignal,
): Promise<ManifestProblem | null> {
  let next = 0
  let problem: ManifestProblem | null = null
  const lane = async (): Promise<void> => {
    for (let file = files[next++]; file !== undefined && problem === null; file = files[next++]) {
      if (signal.aborted) problem = { code: 'canceled', path: file.path }
      else problem = (await read(file).catch((): ManifestProblem => failed(file, signal))) ?? problem
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return problem
}

function failed(file: FolderFile, signal: AbortSignal): ManifestProblem {
  return { code: signal.aborted ? 'canceled' : 'not-readable', path: file.path }
}

const State = z.strictObject({
  schema: z.literal('homeport/weights-state/1'),
  files: z.record(z.string(), z.strictObject({ stamp: z.string(), digest: z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/)) })),
})

type RunState = {
  readonly digestOf: (file: FolderFile) => string | null
  readonly remember: (file: FolderFile, digest: string) => Promise<void>
  readonly save: () => Promise<void>
  readonly forget: () => Promise<void>
}

/** Written after this many new bytes: a stopped run loses no more than a minute. */
const saveAfter = 16 * 1024 * 1024 * 1024

/** What a stopped run of this folder had done. A state that cannot be read or written is no state. */
async function openState(stateFolder: string | null, root: string): Promise<RunState> {
  const file = stateFolder === null ? null : path.join(stateFolder, `${sha256Hex(root)}.json`)
  const earlier = file === null ? null : parse(State, await readJson(file))
  const files = new Map(earlier?.ok === true ? Object.entries(earlier.value.files) : [])
  let unsaved = 0
  const save = async (): Promise<void> => {
    if (file === null || stateFolder === null) return
    unsaved = 0
    await mkdir(stateFolder, { recursive: true, mode: 0o700 }).catch(() => undefined)
    const text = JSON.stringify({ schema: 'homeport/weights-state/1', files: Object.fromEntries(files) })
    await writeFileSafely(file, text, 0o600)
  }
  return {
    digestOf: ({ path: name, stamp }) => {
      const known = files.get(name)
      return known !== undefined && known.stamp === stamp ? known.digest : null
    },
    remember: async ({ path: name, stamp, bytes }, digest) => {
      files.set(name, { stamp, digest })
      unsaved += bytes
      if (unsaved >= saveAfter) await save()
    },
    save,
    forget: async () => {
      if (file !== null) await rm(file, { force: true }).catch(() => undefined)
    },
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}
