/** Signing a draft: the plan is assessed again, frozen as a version, and the draft goes on from there. */
import { randomBytes } from 'node:crypto'
import { envelopeText, preAuthentication } from '../shared/base/envelope.ts'
import { fail, ok, type Result } from '../shared/base/result.ts'
import { z } from '../shared/base/schema.ts'
import { parseStrictJson } from '../shared/base/strict-json.ts'
import type { Fault, Input, KeySummary, SignedVersion } from '../shared/contract.ts'
import { assess } from '../shared/plan/assess.ts'
import { newDocument } from '../shared/plan/decide.ts'
import type { Knowledge } from '../shared/plan/knowledge.ts'
import type { Plan } from '../shared/plan/plan.ts'
import { sealPlan, SignedPlan } from '../shared/plan/signed-plan.ts'
import { statementBytes, type Act } from '../shared/plan/statement.ts'
import { handOver } from './reviews/replies.ts'
import { brokenLog, logOf, signHead } from './audit-log.ts'
import type { Services, Storage } from './services.ts'

/** Signs bytes with one private key. */
export type Signer = {
  readonly key: Pick<KeySummary, 'keyId' | 'algorithm' | 'name' | 'publicKeyPem' | 'second'>
  readonly sign: (message: Uint8Array) => Promise<Result<Uint8Array, Fault>>
  /** Signs with the key's second, where there is one. */
  readonly second?: (message: Uint8Array) => Promise<Result<Uint8Array, Fault>>
}

export type Sealed = { readonly text: string; readonly digest: string; readonly envelope: string }

/** What the author's statement says beside what follows from the plan. */
export type AuthorAct = Omit<Act, 'signer' | 'modelFiles' | 'conditions' | 'decision' | 'role'>

/** Assesses a plan with the knowledge at hand and signs the whole as its author. */
export async function sealAndSign(
  plan: Plan,
  knowledge: Knowledge,
  signer: Signer,
  act: AuthorAct,
): Promise<Result<Sealed, Fault>> {
  const current: Plan = { ...plan, knowledge: { ...knowledge.digests } }
  const { text, digest } = sealPlan(current, assess(current, knowledge), randomBytes(32).toString('hex'))
  const envelope = await signText(text, signer, {
    ...act,
    role: 'author',
    decision: 'author',
    conditions: [],
    modelFiles: modelFilesOf(current),
  })
  return envelope.ok ? ok({ text, digest, envelope: envelope.value }) : envelope
}

/** The recorded files of the model by digest. Names that a statement cannot hold are in the signed plan all the same. */
function modelFilesOf({ weights }: Plan): Act['modelFiles'] {
  const files = weights?.intake?.manifest.files ?? []
  return Object.fromEntries(files.filter(({ path }) => path.length <= 255 && !(path in {}) && path !== 'prototype').map(({ path, digest }) => [path, digest]))
}

/** One signer's envelope over the exact text of `plan.json`. */
export async function signText(text: string, signer: Signer, act: Omit<Act, 'signer'>): Promise<Result<string, Fault>> {
  // What a strict verifier would refuse must not be signed.
  const strict = parseStrictJson(text)
  if (!strict.ok) return fail({ code: 'bad-input', detail: strict.problem.code })
  const document = z.parse(SignedPlan, strict.value)
  const { keyId, algorithm, name } = signer.key
  const payload = statementBytes(text, document, { ...act, signer: { keyId, algorithm, name, title: null } })
  const signature = await signer.sign(preAuthentication(payload))
  if (!signature.ok) return signature
  const signatures = [{ keyId, signature: signature.value }]
  if (signer.second !== undefined && signer.key.second !== undefined) {
    const beside = await signer.second(preAuthentication(payload))
    if (!beside.ok) return beside
    signatures.push({ keyId: signer.key.second.keyId, signature: beside.value })
  }
  return ok(envelopeText({ payload, signatures }))
}

/** `plan.sign`: freezes the draft of a revision as its next version. */
export async function signDraft(
  services: Services,
  storage: Storage,
  request: Input<'plan.sign'>,
): Promise<Result<SignedVersion, Fault>> {
  const found = await storage.plans.open(request.id)
  if (!found.ok) return found
  if (found.value.revision !== request.revision) return fail({ code: 'stale', detail: String(found.value.revision) })
  const knowledge = await services.knowledge()
  if (!knowledge.ok) return knowledge
  const log = await logOf(services, storage)
  // A statement must not vouch for a log that was changed.
  const [broken] = log.faults
  if (broken !== undefined) return fail(brokenLog(broken))
  const signer = await services.keys.signer(request.keyId, request.passphrase)
  if (!signer.ok) return signer
  // The packs this version names stay, whatever is adopted or installed later.
  const kept = await services.knowledgeStore.keep(Object.values(knowledge.value.texts))
  if (!kept.ok) return fail({ code: kept.problem.code === 'disk-full' ? 'disk-full' : 'not-writable', detail: services.dataFolder })
  const version = await storage.signed.nextVersion(request.id)
  const earlier = await storage.signed.latestTime()
  const sealed = await sealAndSign(found.value.document.plan, knowledge.value.knowledge, signer.value, {
    version,
    claimedTime: request.at,
    clock: { highWater: earlier, behind: earlier !== null && request.at < earlier },
    auditLog: log.head,
  })
  if (!sealed.ok) return sealed
  // Whoever gets this version gets the answers to what was said about earlier ones.
  const answered = await handOver(storage, request.id, signer.value)
  if (!answered.ok) return answered
  // History never crosses a signature: the draft goes on from the signed text.
  const { plan } = z.parse(SignedPlan, JSON.parse(sealed.value.text))
  const next = newDocument({ ...plan, previous: sealed.value.digest })
  const { keyId, name, publicKeyPem, second } = signer.value.key
  const replaced = await storage.plans.replace(request.id, request.revision, next, request.at, async () => {
    const head = await storage.signed.add({
      plan: request.id,
      version,
      text: sealed.value.text,
      digest: sealed.value.digest,
      envelope: sealed.value.envelope,
      signer: { keyId, name, role: 'author', decision: 'author', claimedTime: request.at, publicKeyPem, ...(second === undefined ? {} : { secondKeyPem: second.publicKeyPem }) },
    })
    // The statement names the head before it; with this one the log is also held to the signing itself.
    const signedHead = await signHead(head, request.at, signer.value)
    if (signedHead !== null) await storage.audit.addHead(head.size, { reason: 'signed', envelope: signedHead, key: publicKeyPem })
  })
  if (!replaced.ok) return replaced
  const versions = await storage.signed.list(request.id)
  const signed = versions.find((candidate) => candidate.version === version)
  return signed === undefined ? fail({ code: 'not-found', detail: String(version) }) : ok(signed)
}
