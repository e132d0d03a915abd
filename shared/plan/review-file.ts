/**
 * The small file that a reviewer hands back: comments by section, decisions as DSSE statements, and the public keys to
 * check them. Canonical, strict and capped: it comes from outside, by mail or on a stick.
 */
import { bytesOfBase64, utf8Bytes } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical.ts'
import { signatureFault, type CarrierFault } from '../base/carrier.ts'
import { digestOf } from '../base/digest.ts'
import {
  envelopeText,
  isSignedBy,
  KeyId,
  parseEnvelope,
  pemOf,
  preAuthentication,
  longestPem,
  publicKeyOfPem,
  type EnvelopeFault,
  type KeyFault,
  type PublicKey,
} from '../base/envelope.ts'
import { instantNumber } from '../base/instant.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { parse, z, type Infer } from '../base/schema.ts'
import { parseStrictJson, type JsonFaultCode } from '../base/strict-json.ts'
import { isPlainText } from '../base/text.ts'
import { sections } from './field.ts'
import { Instant, PersonName, PlanId, Sha256 } from './plan.ts'
import { parseStatement, type Statement, type StatementFault } from './statement.ts'

/** The stages of a plan; a comment is about one of them, or about one of the sections P1 to P28. */
export const reviewedStages = ['requirements', 'model', 'hardware', 'hosting', 'obligations', 'costs', 'review', 'sign'] as const
export const CommentPlace = z.enum([...reviewedStages, ...sections])
export type CommentPlace = Infer<typeof CommentPlace>

const prose = z.refine<string>((text) => isPlainText(text, true), 'holds characters that cannot be signed')

export const ReviewComment = z.strictObject({
  place: CommentPlace,
  text: z.string().check(z.minLength(1), z.maxLength(4000), prose),
  by: PersonName,
  at: Instant,
})
export type ReviewComment = Infer<typeof ReviewComment>

export const ReviewedPlan = z.strictObject({ id: PlanId, version: z.int().check(z.minimum(1)), digest: Sha256 })
export type ReviewedPlan = Infer<typeof ReviewedPlan>

export const ReviewFile = z.strictObject({
  schema: z.literal('homeport/review/1'),
  plan: ReviewedPlan,
  comments: z.array(ReviewComment).check(z.maxLength(200)),
  /** The reviewer's signature over plan and comments. Null: nobody vouches for the comments. */
  confirmed: z.nullable(z.strictObject({ keyId: KeyId, signature: z.string().check(z.maxLength(8192)) })),
  /** The exact text of each envelope. */
  statements: z.array(z.string().check(z.maxLength(1024 * 1024))).check(z.maxLength(20)),
  keys: z.array(z.string().check(z.maxLength(longestPem))).check(z.maxLength(20)),
})
export type ReviewFile = Infer<typeof ReviewFile>

export const reviewEnding = 'homeport-review'
const commentsPayloadType = 'application/vnd.homeport.review-comments+json'
const limits = { maxBytes: 4 * 1024 * 1024, maxDepth: 6, maxNodes: 5000 }

/** A comment with the keys that vouch for it. Its id follows from the plan and its words. */
export type ReadComment = { readonly id: string; readonly comment: ReviewComment; readonly confirmedBy: string | null }
/** A decision whose signatures hold. Its id follows from the key and what was said, not from the signature's bytes. */
export type ReadDecision = { readonly id: string; readonly envelope: string; readonly statement: Statement; readonly signer: PublicKey; readonly signedBy: readonly string[] }

export type Review = {
  readonly plan: ReviewedPlan
  readonly comments: readonly ReadComment[]
  readonly decisions: readonly ReadDecision[]
  /** Every key that a decision needs. */
  readonly keys: readonly PublicKey[]
}

export type ReviewFault = {
  readonly code:
    | JsonFaultCode
    | EnvelopeFault
    | KeyFault
    | StatementFault['code']
    | 'E_NOT_CANONICAL'
    | 'E_SCHEMA'
    | 'E_NO_KEY'
    | CarrierFault
    | 'E_SUBJECT_DIGEST'
    | 'E_AUTHOR'
    | 'E_EMPTY'
  readonly path: string
}

const fault = (code: ReviewFault['code'], path = ''): { readonly ok: false; readonly problem: ReviewFault } => fail({ code, path })

export function commentId(plan: ReviewedPlan, comment: ReviewComment): string {
  return digestOf(canonicalJson({ comment, plan: plan.digest }))
}

/** What a reviewer signs for the comments. */
export function commentsBytes(plan: ReviewedPlan, comments: readonly ReviewComment[]): Uint8Array {
  return preAuthentication(utf8Bytes(canonicalJson({ comments, plan })), commentsPayloadType)
}

export function reviewText(file: ReviewFile): string {
  return canonicalJson(file)
}

/** Reads a review file and checks every signature in it. Whose keys they are is for a trust store to say. Never throws. */
export function parseReview(bytes: Uint8Array): Result<Review, ReviewFault> {
  const json = parseStrictJson(bytes, limits)
  if (!json.ok) return fault(json.problem.code)
  const value: unknown = json.value
  const canonical = utf8Bytes(canonicalJson(value))
  if (canonical.length !== bytes.length || canonical.some((byte, at) => byte !== bytes[at])) return fault('E_NOT_CANONICAL')
  const form = parse(ReviewFile, value)
  if (!form.ok) return fault('E_SCHEMA', form.problem.path)
  const file = form.value
  const keys = new Map<string, PublicKey>()
  for (const [at, pem] of file.keys.entries()) {
    const key = publicKeyOfPem(pem)
    if (!key.ok) return fault(key.problem, `keys.${at}`)
    keys.set(key.value.keyId, key.value)
  }
  const late = file.comments.findIndex(({ at }) => instantNumber(at) === null)
  if (late >= 0) return fault('E_SCHEMA', `comments.${late}.at`)
  const wrong = confirmationFault(file, keys)
  if (wrong !== null) return fault(wrong, 'confirmed')
  const decisions: ReadDecision[] = []
  for (const [at, text] of file.statements.entries()) {
    const decision = readDecision(text, file.plan, keys)
    if (!decision.ok) return fault(decision.problem.code, `statements.${at}${decision.problem.path === '' ? '' : `.${decision.problem.path}`}`)
    decisions.push(decision.value)
  }
  if (decisions.length === 0 && file.comments.length === 0) return fault('E_EMPTY')
  const comments = file.comments.map((comment) => ({ id: commentId(file.plan, comment), comment, confirmedBy: file.confirmed?.keyId ?? null }))
  return ok({ plan: file.plan, comments, decisions, keys: [...keys.values()] })
}

function confirmationFault({ confirmed, plan, comments }: ReviewFile, keys: ReadonlyMap<string, PublicKey>): 'E_NO_KEY' | 'E_SIG_INVALID' | 'E_B64' | null {
  if (confirmed === null) return null
  const key = keys.get(confirmed.keyId)
  if (key === undefined) return 'E_NO_KEY'
  const signature = bytesOfBase64(confirmed.signature)
  if (signature === null) return 'E_B64'
  return isSignedBy(key, commentsBytes(plan, comments), signature) ? null : 'E_SIG_INVALID'
}

/** A decision about one plan, from the text of its envelope. */
export function readDecision(text: string, plan: ReviewedPlan, keys: ReadonlyMap<string, PublicKey>): Result<ReadDecision, ReviewFault> {
  const envelope = parseEnvelope(utf8Bytes(text))
  if (!envelope.ok) return fault(envelope.problem)
  // One signature, one text: what other programs wrote is brought into our form, which says the same.
  const statement = parseStatement(envelope.value.payload)
  if (!statement.ok) return fail(statement.problem)
  const { predicate, subject } = statement.value
  if (`sha256:${subject[0].digest.sha256}` !== plan.digest || predicate.planId !== plan.id || predicate.version !== plan.version) return fault('E_SUBJECT_DIGEST')
  if (predicate.decision === 'author') return fault('E_AUTHOR')
  // The signer's own key and a second one: more would travel without the keys to check them.
  if (envelope.value.signatures.length > 2) return fault('E_SIGCOUNT')
  for (const { keyId, signature } of envelope.value.signatures) {
    const key = keys.get(keyId)
    if (key === undefined) return fault('E_NO_KEY')
    const broken = signatureFault(key, envelope.value.payload, signature)
    if (broken !== null) return fault(broken)
  }
  const signer = keys.get(predicate.signer.keyId)
  if (signer === undefined || signer.algorithm !== predicate.signer.algorithm || !envelope.value.signatures.some(({ keyId }) => keyId === signer.keyId)) return fault('E_KEYID')
  const id = digestOf(canonicalJson({ key: signer.keyId, payload: digestOf(envelope.value.payload) }))
  return ok({ id, envelope: envelopeText(envelope.value), statement: statement.value, signer, signedBy: envelope.value.signatures.map(({ keyId }) => keyId) })
}

/** A review file with everything that a reviewer says about a plan. */
export function reviewFileOf(parts: Omit<ReviewFile, 'schema' | 'keys'> & { readonly keys: readonly PublicKey[] }): ReviewFile {
  return { schema: 'homeport/review/1', ...parts, keys: parts.keys.map(pemOf) }
}
