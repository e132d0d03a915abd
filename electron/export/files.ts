/** `plan.export`: a version or the draft as a file where the planner wants it. */
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { parseEnvelope, publicKeyOfPem } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { ExportFormat, Fault, Input, Output } from '../../shared/contract.ts'
import { assess } from '../../shared/plan/assess.ts'
import { valueOf } from '../../shared/plan/plan.ts'
import { openSealed, sealPlan, SignedPlan } from '../../shared/plan/signed-plan.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { logEvidence } from '../audit-log.ts'
import { safeFileName, writeFileSafely } from '../files.ts'
import { carriedReplies } from '../reviews/replies.ts'
import { commentLines } from '../reviews/service.ts'
import { storedValue } from '../database/row.ts'
import { keysOfSigners, summaryOfSigner } from '../database/signed.ts'
import { StorageError } from '../database/sqlite.ts'
import type { Services, Storage } from '../services.ts'
import { exportBytes, exportEndings, type Publication } from './publication.ts'

export async function exportPlan(
  services: Services,
  storage: Storage,
  request: Input<'plan.export'>,
): Promise<Result<Output<'plan.export'>, Fault>> {
  const loaded = await services.knowledge()
  if (!loaded.ok) return loaded
  const { knowledge } = loaded.value
  const publication =
    request.version === null
      ? await draft(storage, request.id, knowledge)
      : await frozen(services, storage, request.id, request.version, request.format)
  if (!publication.ok) return publication
  const bytes = await exportBytes(request.format, publication.value, {
    resources: services.resources,
    knowledge,
    language: request.language,
    printPdf: services.printPdf,
  })
  if (!bytes.ok) return fail({ code: bytes.problem === 'not-signed' || bytes.problem === 'no-total' ? 'blocked' : 'internal', detail: bytes.problem })
  const word = (id: string): string => say(catalogOf(request.language), { id, values: {} })
  const { plan } = openSealed(publication.value.text)
  const title = valueOf(plan, 'identity.title') ?? word('home.untitled')
  const ending = exportEndings[request.format]
  const file = await services.dialogs.saveFile({
    title: `export.${request.format}`,
    suggestedName: `${safeFileName(title)}${request.version === null ? '' : ` v${request.version}`}.${ending}`,
    kinds: [{ name: `export.${request.format}`, extensions: [ending.split('.').at(-1) ?? ending] }],
  })
  if (file === null) return ok(null)
  const written = await writeFileSafely(file, bytes.value)
  if (!written.ok)
    return fail({ code: written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable', detail: file })
  await storage.audit.note({
    event: 'exported',
    at: services.now(),
    plan: request.id,
    version: request.version,
    format: request.format,
    planDigest: digestOf(publication.value.text),
    file: digestOf(bytes.value),
  })
  return ok({ path: file, bytes: bytes.value.length })
}

type Loaded = Parameters<typeof assess>[1]

/** The draft as it stands, assessed with the knowledge at hand. */
async function draft(storage: Storage, id: string, knowledge: Loaded): Promise<Result<Publication, Fault>> {
  const found = await storage.plans.open(id)
  if (!found.ok) return found
  const plan = { ...found.value.document.plan, knowledge: { ...knowledge.digests } }
  const { text } = sealPlan(plan, assess(plan, knowledge))
  return ok({ text, version: null, envelopes: [], keys: [], signatures: [] })
}

/** A signed version, exactly as it was signed. */
async function frozen(services: Services, storage: Storage, id: string, version: number, format: ExportFormat): Promise<Result<Publication, Fault>> {
  const stored = await storage.signed.read(id, version)
  if (stored === null) return fail({ code: 'not-found', detail: String(version) })
  // What cannot be read any more is not exported in part.
  storedValue(SignedPlan, stored.text)
  if (!stored.envelopes.every((envelope) => parseEnvelope(utf8Bytes(envelope)).ok)) throw new StorageError('broken-database')
  const keys = keysOfSigners(stored.signers).flatMap((pem) => {
    const key = publicKeyOfPem(pem)
    return key.ok ? [key.value] : []
  })
  const signatures = stored.signers.map(summaryOfSigner)
  const carriesLog = format === 'bundle' || format === 'packet'
  const log = carriesLog ? await logEvidence(services, storage, stored, services.now()) : null
  const times = await services.times.tokens(stored.envelopes.map((envelope) => utf8Bytes(envelope)))
  const comments = await commentLines(services, storage, id, version, stored.digest)
  const { replies, keys: replyKeys } = await carriedReplies(storage, id)
  const known = new Set(keys.map(({ keyId }) => keyId))
  const more = format === 'bundle' ? replyKeys.filter(({ keyId }) => !known.has(keyId)) : []
  return ok({ text: stored.text, version, envelopes: stored.envelopes, keys: [...keys, ...more], signatures, comments, log, times, replies })
}
