/** Folders of weights that the planner chose: a look, a run of hashing that can be watched and stopped, a result. */
import path from 'node:path'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { publicKeyOfPem } from '../../shared/base/envelope.ts'
import type { Fault, Handlers, Output } from '../../shared/contract.ts'
import type { WeightsProblem, WeightsProgress } from '../../shared/plan/weights-view.ts'
import type { Manifest, RefusedFile, WeightsRecord } from '../../shared/domain/weights.ts'
import { checkSignature, type SignatureCheck } from '../../shared/domain/weights/signature.ts'
import type { Dialogs } from '../services.ts'
import { importModel } from './import.ts'
import { readManifest } from './manifest.ts'
import { readFolder, type FolderReading } from './reading.ts'
import { readSmallFile } from './source.ts'

type Reading = {
  readonly id: string
  readonly folder: string
  readonly look: FolderReading
  progress: WeightsProgress
  manifest: Manifest | null
  signature: SignatureCheck | null
  stop: AbortController
}

/** A planner looks at one folder at a time; older readings are stopped and forgotten. */
const keptReadings = 4

const largestSignature = 32 * 1024 * 1024

export type WeightsHandlers = Pick<
  Handlers,
  | 'weights.choose'
  | 'weights.start'
  | 'weights.progress'
  | 'weights.cancel'
  | 'weights.key'
  | 'weights.result'
  | 'model.import'
>

export function weightsHandlers(parts: {
  readonly dialogs: Dialogs
  readonly randomUuid: () => string
  /** Where stopped runs are remembered. */
  readonly stateFolder: string
}): WeightsHandlers {
  const readings = new Map<string, Reading>()

  const withReading = async <T>(id: string, use: (reading: Reading) => Promise<Result<T, Fault>>): Promise<Result<T, Fault>> => {
    const reading = readings.get(id)
    return reading === undefined ? fail({ code: 'not-found', detail: id }) : use(reading)
  }

  const keep = (reading: Reading): void => {
    readings.set(reading.id, reading)
    const [oldest] = readings.keys()
    if (readings.size <= keptReadings || oldest === undefined) return
    readings.get(oldest)?.stop.abort()
    readings.delete(oldest)
  }

  return {
    'weights.choose': async () => {
      const folder = await parts.dialogs.openFolder({ title: 'weights.chooseTitle' })
      if (folder === null) return ok(null)
      const look = await readFolder(folder)
      if (!look.ok) return ok({ problem: look.problem })
      const reading = newReading(parts.randomUuid(), folder, look.value)
      keep(reading)
      const { files, headers, refused, signature } = look.value
      return ok({
        look: {
          reading: reading.id,
          folder: nameOf(folder),
          files: files.length,
          bytes: reading.progress.bytesOfAll,
          headers: [...headers],
          refused: [...refused],
          signature,
        },
      })
    },
    'weights.start': (id) =>
      withReading(id, async (reading) => {
        if (reading.progress.state !== 'running') void run(reading, parts.stateFolder)
        return ok(null)
      }),
    'weights.progress': (id) => withReading(id, async (reading) => ok(reading.progress)),
    'weights.cancel': (id) =>
      withReading(id, async (reading) => {
        reading.stop.abort()
        return ok(null)
      }),
    'weights.key': (id) =>
      withReading(id, async (reading): Promise<Result<Output<'weights.key'>, Fault>> => {
        if (reading.manifest === null || reading.look.signature === null) return fail({ code: 'not-found', detail: id })
        const file = await parts.dialogs.openFile({
          title: 'weights.keyTitle',
          kinds: [{ name: 'weights.keyKind', extensions: ['pem', 'pub'] }],
        })
        if (file === null) return ok(null)
        const pem = await readSmallFile(file, 16 * 1024)
        const key = pem === null ? null : publicKeyOfPem(Buffer.from(pem).toString('latin1'))
        if (key === null || !key.ok) return ok({ problem: { code: 'bad-key', path: path.basename(file) } })
        reading.signature = await signatureOf(reading, reading.manifest, reading.look.signature, key.value)
        return ok(reading.signature)
      }),
    'weights.result': ({ reading: id, model, at }) =>
      withReading(id, async (reading): Promise<Result<WeightsRecord, Fault>> => {
        if (reading.manifest === null) return fail({ code: 'not-found', detail: id })
        return ok({
          model,
          folder: nameOf(reading.folder),
          readAt: at,
          manifest: reading.manifest,
          headers: [...reading.look.headers],
          refused: [...reading.look.refused],
          signature: reading.signature,
        })
      }),
    'model.import': async () => {
      const file = await parts.dialogs.openFile({
        title: 'ownModel.fromFileTitle',
        kinds: [{ name: 'ownModel.fileKind', extensions: ['json', 'gguf', 'safetensors'] }],
      })
      if (file === null) return ok(null)
      const draft = await importModel(file)
      return ok(draft.ok ? { draft: draft.value } : { refused: refusedFile(file, draft.problem) })
    },
  }
}

function newReading(id: string, folder: string, look: FolderReading): Reading {
  const bytesOfAll = look.files.reduce((all, { bytes }) => all + bytes, 0)
  const progress = { state: 'waiting', bytes: 0, bytesOfAll, files: 0, filesOfAll: look.files.length, path: '', problem: null } as const
  return { id, folder, look, progress, manifest: null, signature: null, stop: new AbortController() }
}

/** Hashes until done or stopped. What goes wrong is in the progress, where the page looks. */
async function run(reading: Reading, stateFolder: string): Promise<void> {
  reading.stop = new AbortController()
  const begun: WeightsProgress = { ...reading.progress, state: 'running', bytes: 0, files: 0, path: '', problem: null }
  reading.progress = begun
  const stopped = (problem: WeightsProblem): void => {
    reading.progress = { ...reading.progress, state: 'stopped', problem }
  }
  try {
    const manifest = await readManifest(reading.folder, {
      signal: reading.stop.signal,
      stateFolder,
      onProgress: (progress) => {
        reading.progress = { ...begun, ...progress }
      },
    })
    if (!manifest.ok) return stopped(manifest.problem)
    reading.manifest = manifest.value
    const { signature } = reading.look
    reading.signature = signature === null ? null : await signatureOf(reading, manifest.value, signature, null)
    reading.progress = { ...reading.progress, state: 'done', path: '' }
  } catch {
    stopped({ code: 'not-readable', path: nameOf(reading.folder) })
  }
}

async function signatureOf(
  reading: Reading,
  manifest: Manifest,
  file: string,
  key: Parameters<typeof checkSignature>[3],
): Promise<SignatureCheck> {
  const bundle = await readSmallFile(path.join(reading.folder, file), largestSignature)
  return checkSignature(bundle ?? new Uint8Array(), file, manifest.files, key)
}

/** The root of a drive has no name of its own. */
function nameOf(folder: string): string {
  const name = path.basename(folder).slice(0, 255)
  return name === '' ? '/' : name
}

function refusedFile(file: string, reason: string): RefusedFile {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is replaced here
  const name = path.basename(file).normalize('NFC').replaceAll(/[\u0000-\u001F\\]|\p{Default_Ignorable_Code_Point}/gu, '_')
  return { path: name === '' ? 'file' : name, reason }
}
