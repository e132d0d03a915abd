/**
 * What the planner answers to a comment or to a condition, signed answer by answer, so that answers travel with any
 * bundle and merge as a set. An answer quotes what it is about: whoever reads it needs no other file.
 */
import { bytesOfBase64, utf8Bytes } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical.ts'
import { digestOf } from '../base/digest.ts'
import { isSignedBy, KeyId, preAuthentication, type PublicKey } from '../base/envelope.ts'
import { instantNumber } from '../base/instant.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { parse, z, type Infer } from '../base/schema.ts'
import { parseStrictJson, type JsonFaultCode } from '../base/strict-json.ts'
import { isPlainText } from '../base/text.ts'
import { Instant, PersonName, Sha256 } from './plan.ts'
import { commentId, ReviewComment, ReviewedPlan } from './review-file.ts'

export const Reply = z.strictObject({
  /** The signed version that was commented on. */
  plan: ReviewedPlan,
  /** What is answered, word for word. Of a condition: who set it, and the claimed time of the decision. */
  quoted: ReviewComment,
  /** The decision that holds the condition; null where a comment is answered. */
  decision: z.nullable(Sha256),
  text: z.string().check(
    z.minLength(1),
    z.maxLength(4000),
    z.refine<string>((text) => isPlainText(text, true), 'holds characters that cannot be signed'),
  ),
  by: PersonName,
  at: Instant,
})
export type Reply = Infer<typeof Reply>

export const SignedReply = z.strictObject({ keyId: KeyId, reply: Reply, signature: z.string().check(z.maxLength(8192)) })
export type SignedReply = Infer<typeof SignedReply>

/** `replies.json` of a bundle. */
const RepliesFile = z.strictObject({ schema: z.literal('homeport/replies/1'), replies: z.array(SignedReply).check(z.minLength(1), z.maxLength(2000)) })

export type RepliesFault = { readonly code: JsonFaultCode | 'E_NOT_CANONICAL' | 'E_SCHEMA' | 'E_NO_KEY' | 'E_SIG_INVALID' | 'E_B64'; readonly path: string }

const replyPayloadType = 'application/vnd.homeport.review-reply+json'

/** What is signed. */
export function replyBytes(reply: Reply): Uint8Array {
  return preAuthentication(utf8Bytes(canonicalJson(reply)), replyPayloadType)
}

export function replyId(reply: Reply): string {
  return digestOf(canonicalJson(reply))
}

/** A condition is named by the decision that it belongs to and its words. */
export function conditionId(decision: string, condition: string): string {
  return digestOf(canonicalJson({ condition, decision }))
}

/** The id of the comment or condition that a reply is about. */
export function answeredId({ plan, quoted, decision }: Reply): string {
  return decision === null ? commentId(plan, quoted) : conditionId(decision, quoted.text)
}

/** The text of `replies.json`: the same answers give the same bytes. */
export function repliesText(replies: readonly SignedReply[]): string {
  const sorted = replies
    .map((reply) => ({ reply, order: `${replyId(reply.reply)} ${reply.keyId}` }))
    .toSorted((left, right) => (left.order < right.order ? -1 : 1))
  return canonicalJson({ schema: 'homeport/replies/1', replies: sorted.map(({ reply }) => reply) })
}

/** Reads `replies.json` and checks every signature in it. Never throws. */
export function parseReplies(bytes: Uint8Array, keys: ReadonlyMap<string, PublicKey>): Result<readonly SignedReply[], RepliesFault> {
  const json = parseStrictJson(bytes, { maxBytes: 8 * 1024 * 1024, maxDepth: 6, maxNodes: 60_000 })
  if (!json.ok) return fail({ code: json.problem.code, path: '' })
  const form = parse(RepliesFile, json.value)
  if (!form.ok) return fail({ code: 'E_SCHEMA', path: form.problem.path })
  const { replies } = form.value
  const canonical = utf8Bytes(repliesText(replies))
  if (canonical.length !== bytes.length || canonical.some((byte, at) => byte !== bytes[at])) return fail({ code: 'E_NOT_CANONICAL', path: '' })
  if (new Set(replies.map(({ keyId, reply }) => `${replyId(reply)} ${keyId}`)).size < replies.length) return fail({ code: 'E_SCHEMA', path: 'replies' })
  for (const [at, { keyId, reply, signature }] of replies.entries()) {
    const path = `replies.${at}`
    if ([reply.at, reply.quoted.at].some((moment) => instantNumber(moment) === null)) return fail({ code: 'E_SCHEMA', path: `${path}.reply.at` })
    const key = keys.get(keyId)
    if (key === undefined) return fail({ code: 'E_NO_KEY', path })
    const raw = bytesOfBase64(signature)
    if (raw === null) return fail({ code: 'E_B64', path })
    if (!isSignedBy(key, replyBytes(reply), raw)) return fail({ code: 'E_SIG_INVALID', path })
  }
  return ok(replies)
}
