/** Verification inside the application: of a stored version, and of a bundle that the planner chooses. */
import { utf8Bytes } from '../shared/base/bytes.ts'
import { publicKeyOfPem, type PublicKey } from '../shared/base/envelope.ts'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { Fault, Output } from '../shared/contract.ts'
import { assess } from '../shared/plan/assess.ts'
import { trustOfKeys } from '../shared/plan/trust.ts'
import type { Verification } from '../shared/plan/verification.ts'
import { verifyAny } from '../shared/plan/verify-public.ts'
import { refusedBundle, verifyContent, type VerifyOptions } from '../shared/plan/verify.ts'
import { boardTrust } from './board/service.ts'
import { keysOfSigners } from './database/signed.ts'
import type { Knowledge } from '../shared/plan/knowledge.ts'
import { Sha256 } from '../shared/plan/plan.ts'
import { z } from '../shared/base/schema.ts'
import { parseStrictJson } from '../shared/base/strict-json.ts'
import type { LoadedKnowledge } from './knowledge/load.ts'
import { knowledgeNamed, type KnowledgeStore } from './knowledge/store.ts'
import { readBundlePath } from './export/bundle.ts'
import type { Services, Storage } from './services.ts'
import { timeOutcomes } from './time/store.ts'

/** `plan.verify`: a version that was signed here, from what the database holds. */
export async function verifyStored(
  services: Services,
  storage: Storage,
  plan: string,
  version: number,
): Promise<Result<Verification, Fault>> {
  const stored = await storage.signed.read(plan, version)
  if (stored === null) return fail({ code: 'not-found', detail: String(version) })
  const content = {
    plan: utf8Bytes(stored.text),
    envelopes: stored.envelopes.map((envelope) => utf8Bytes(envelope)),
    keys: keysOfSigners(stored.signers).map(utf8Bytes),
  }
  const options = await optionsFor(services, storage, content.plan)
  if (!options.ok) return options
  const timed = { ...content, times: await services.times.tokens(content.envelopes) }
  return ok(verifyContent(timed, { ...options.value, times: timeOutcomes(timed, await services.times.authorities()) }))
}

/** `bundle.verify`: a file that came from somewhere. Nothing of it is stored. */
export async function verifyFile(
  services: Services,
  storage: Storage,
): Promise<Result<Output<'bundle.verify'>, Fault>> {
  const file = await services.dialogs.openFile({
    title: 'home.verify',
    kinds: [{ name: 'export.bundle', extensions: ['homeport', 'html'] }],
  })
  if (file === null) return ok(null)
  const bundle = await readBundlePath(file, 'any')
  const options = await optionsFor(services, storage, bundle.ok ? bundle.value.content.plan : null)
  if (!options.ok) return options
  const verification = bundle.ok
    ? verifyAny(bundle.value.content, {
        ...options.value,
        warnings: bundle.value.warnings,
        log: null,
        times: timeOutcomes(bundle.value.content, await services.times.authorities()),
      })
    : refusedBundle(bundle.problem.code, bundle.problem.name)
  const { planDigest, verdict, checks } = verification
  const code = checks.find((check) => check.result === 'fail')?.code ?? null
  await storage.audit.note({ event: 'verified', at: services.now(), planDigest, verdict, code })
  return ok(verification)
}

/** The knowledge that a signed plan names where all its packs were kept, otherwise what is in use. */
export async function knowledgeOf(plan: Uint8Array | null, inUse: LoadedKnowledge, store: Pick<KnowledgeStore, 'pack'>): Promise<Knowledge> {
  const json = plan === null ? null : parseStrictJson(plan)
  const named = json?.ok === true ? z.safeParse(z.object({ knowledge: z.record(z.string(), Sha256) }), json.value) : null
  const found = named?.success === true ? await knowledgeNamed(named.data.knowledge, inUse, store) : null
  return found ?? inUse.knowledge
}

/** The board's trust store says whose keys they are; without one, only the keys on this computer can be vouched for. */
async function optionsFor(services: Services, storage: Storage, plan: Uint8Array | null): Promise<Result<VerifyOptions, Fault>> {
  const loaded = await services.knowledge()
  if (!loaded.ok) return loaded
  const knowledge = await knowledgeOf(plan, loaded.value, services.knowledgeStore)
  const own = (await services.keys.list()).flatMap((summary): { key: PublicKey; name: string }[] => {
    const key = publicKeyOfPem(summary.publicKeyPem)
    return key.ok ? [{ key: key.value, name: summary.name }] : []
  })
  const board = await boardTrust(storage, services.now())
  if (!board.ok) return board
  return ok({
    trust: board.value ?? trustOfKeys(own),
    knowledge: knowledge.digests,
    assess: (named) => assess(named, knowledge),
    log: await storage.signed.auditLeaves(),
    warnings: [],
  })
}
