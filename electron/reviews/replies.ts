/** The planner's answers on their way to reviewers: signed one by one, carried by bundles, merged where they arrive. */
import { base64Of, utf8Bytes } from '../../shared/base/bytes.ts'
import { parseEnvelope, publicKeyOfPem, type PublicKey } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault, Input, Output } from '../../shared/contract.ts'
import { openSealed } from '../../shared/plan/signed-plan.ts'
import { mergeReplies, repliesOf } from '../../shared/plan/review-state.ts'
import { replyBytes, type Reply, type SignedReply } from '../../shared/plan/reply.ts'
import { parseStatement } from '../../shared/plan/statement.ts'
import type { Services, Storage } from '../services.ts'
import type { Signer } from '../signing.ts'
import { commentLinesOf, isHandedOver } from './lines.ts'

/** Versions of a plan that this computer knows of: signed here, here to be reviewed, or named by an answer. */
export async function versionsOf({ signed, reviews }: Storage, plan: string): Promise<readonly { readonly version: number; readonly planDigest: string }[]> {
  const own = (await signed.list(plan)).map(({ version, planDigest }) => ({ version, planDigest }))
  const copies = (await reviews.copies()).filter(({ text }) => openSealed(text).plan.id === plan).map(({ version, digest }) => ({ version, planDigest: digest }))
  const named = [...(await reviews.states())].flatMap(([planDigest, state]) => {
    const about = repliesOf(state).find(({ signed: { reply } }) => reply.plan.id === plan)
    return about === undefined ? [] : [{ version: about.signed.reply.plan.version, planDigest }]
  })
  const byDigest = new Map([...named, ...copies, ...own].map((one) => [one.planDigest, one]))
  return [...byDigest.values()].toSorted((left, right) => left.version - right.version || (left.planDigest < right.planDigest ? -1 : 1))
}

/** The keys that signed a version as its author. */
export async function authorsOf({ signed, reviews }: Storage, plan: string): Promise<ReadonlySet<string>> {
  const own = (await signed.list(plan)).flatMap(({ signatures }) => signatures.filter(({ decision }) => decision === 'author').map(({ keyId }) => keyId))
  const copies = (await reviews.copies()).filter(({ text }) => openSealed(text).plan.id === plan)
  const theirs = copies.flatMap(({ envelopes }) =>
    envelopes.flatMap((text) => {
      const envelope = parseEnvelope(utf8Bytes(text))
      const statement = envelope.ok ? parseStatement(envelope.value.payload) : null
      return statement?.ok === true && statement.value.predicate.decision === 'author' ? [statement.value.predicate.signer.keyId] : []
    }),
  )
  return new Set([...own, ...theirs])
}

/** Answers that no signature hands over yet, by the digest of the version they are about. */
export async function openReplies(storage: Storage, plan: string): Promise<readonly Reply[]> {
  const answers = await storage.reviews.answers()
  const open: Reply[] = []
  for (const { version, planDigest } of await storage.signed.list(plan)) {
    const lines = commentLinesOf(await storage.reviews.read(planDigest), { version, planDigest }, { trust: null, authors: new Set(), answers })
    for (const line of lines) {
      const { answer, decision, place, text, by, at } = line
      if (answer === null || isHandedOver(line)) continue
      open.push({ plan: { id: plan, version, digest: planDigest }, quoted: { place, text, by, at }, decision, ...answer })
    }
  }
  return open
}

/** Signs what is open and keeps it. */
export async function handOver(storage: Storage, plan: string, signer: Signer): Promise<Result<number, Fault>> {
  const open = await openReplies(storage, plan)
  const key = publicKeyOfPem(signer.key.publicKeyPem)
  if (!key.ok) return fail({ code: 'broken-file', detail: signer.key.keyId })
  const signed: SignedReply[] = []
  for (const reply of open) {
    const signature = await signer.sign(replyBytes(reply))
    if (!signature.ok) return signature
    signed.push({ keyId: key.value.keyId, reply, signature: base64Of(signature.value) })
  }
  await takeReplies(storage, signed, [key.value])
  return ok(signed.length)
}

export async function signReplies(services: Services, storage: Storage, { plan, keyId, passphrase, at }: Input<'review.signReplies'>): Promise<Result<Output<'review.signReplies'>, Fault>> {
  const signer = await services.keys.signer(keyId, passphrase)
  if (!signer.ok) return signer
  const count = await handOver(storage, plan, signer.value)
  if (!count.ok) return count
  if (count.value > 0) await storage.audit.note({ event: 'answered', at, plan, keyId, count: count.value })
  return ok({ count: count.value })
}

/** Merges answers that were verified before; how many were new. */
export async function takeReplies(storage: Storage, replies: readonly SignedReply[], keys: readonly PublicKey[]): Promise<number> {
  let grown = 0
  for (const digest of new Set(replies.map(({ reply }) => reply.plan.digest))) {
    const about = replies.filter(({ reply }) => reply.plan.digest === digest)
    const signing = new Set(about.map(({ keyId }) => keyId))
    const before = repliesOf(await storage.reviews.read(digest)).length
    const after = await storage.reviews.change(digest, (state) => mergeReplies(state, about, keys.filter(({ keyId }) => signing.has(keyId))))
    grown += repliesOf(after).length - before
  }
  return grown
}

/** Every signed answer about a plan that is here, with the keys to check them: what a bundle carries. */
export async function carriedReplies(storage: Storage, plan: string): Promise<{ readonly replies: readonly SignedReply[]; readonly keys: readonly PublicKey[] }> {
  const replies: SignedReply[] = []
  const keys = new Map<string, PublicKey>()
  for (const { planDigest } of await versionsOf(storage, plan)) {
    const state = await storage.reviews.read(planDigest)
    for (const { signed } of repliesOf(state)) {
      const key = publicKeyOfPem(state.keys[signed.keyId] ?? '')
      if (!key.ok || signed.reply.plan.id !== plan) continue
      replies.push(signed)
      keys.set(key.value.keyId, key.value)
    }
  }
  return { replies, keys: [...keys.values()] }
}
