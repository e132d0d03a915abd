/** Public versions as bundles: the shown parts, the statements and what verifies them. */
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { publicKeyOfPem } from '../../shared/base/envelope.ts'
import type { Fault, Input, Output } from '../../shared/contract.ts'
import { publicText } from '../../shared/plan/redaction.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { digestOf } from '../../shared/base/digest.ts'
import type { Language } from '../../shared/words/format.ts'
import { logEvidence } from '../audit-log.ts'
import { writeFileSafely } from '../files.ts'
import { keysOfSigners } from '../database/signed.ts'
import type { Services, Storage } from '../services.ts'
import { readBundleTools, writeBundle, type BundleParts } from './bundle.ts'
import { packetHtml, readPacketParts } from './packet.ts'
import { fontStyles } from './report.ts'

/** The bytes of a public bundle; null where the plan has no seed or lacks a chosen part. The whole plan is not in it. */
export async function publicBundle(
  parts: Pick<BundleParts, 'plan' | 'envelopes' | 'keys' | 'log' | 'times'> & { readonly language: Language },
  withhold: ReadonlySet<string>,
  resources: string,
): Promise<Uint8Array | null> {
  const shown = publicText(parts.plan, withhold)
  if (shown === null) return null
  const { envelopes, keys, language, log = null, times = new Map() } = parts
  const input = { plan: '', public: shown, envelopes, keys, language, log, times }
  const packet = packetHtml(input, await readPacketParts(await fontStyles(resources)))
  return writeBundle({ ...input, packet, reportHtml: null, reportPdf: null }, await readBundleTools(resources, language))
}

/** `plan.exportPublic`: where the planner wants it. */
export async function exportPublic(
  services: Services,
  storage: Storage,
  request: Input<'plan.exportPublic'>,
): Promise<Result<Output<'plan.exportPublic'>, Fault>> {
  const stored = await storage.signed.read(request.id, request.version)
  if (stored === null) return fail({ code: 'not-found', detail: String(request.version) })
  const keys = keysOfSigners(stored.signers).flatMap((pem) => {
    const key = publicKeyOfPem(pem)
    return key.ok ? [key.value] : []
  })
  const log = await logEvidence(services, storage, stored, services.now())
  const times = await services.times.tokens(stored.envelopes.map((envelope) => utf8Bytes(envelope)))
  const parts = { plan: stored.text, envelopes: stored.envelopes, keys, log, times, language: request.language }
  const bytes = await publicBundle(parts, new Set(request.withhold), services.resources)
  if (bytes === null) return fail({ code: 'bad-input', detail: 'withhold' })
  const word = say(catalogOf(request.language), { id: 'export.public', values: {} })
  const file = await services.dialogs.saveFile({
    title: 'export.public',
    // The title of the plan may be among what is withheld.
    suggestedName: `${word} v${request.version}.homeport`,
    kinds: [{ name: 'export.public', extensions: ['homeport'] }],
  })
  if (file === null) return ok(null)
  const written = await writeFileSafely(file, bytes)
  if (!written.ok) return fail({ code: written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable', detail: file })
  await storage.audit.note({
    event: 'exported',
    at: services.now(),
    plan: request.id,
    version: request.version,
    format: 'public',
    planDigest: stored.digest,
    file: digestOf(bytes),
  })
  return ok({ path: file, bytes: bytes.length })
}
