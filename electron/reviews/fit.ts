/**
 * Whether a review may be merged into a version. Anybody can sign a decision; one that lies about the plan, its version
 * or its author's log would make every later export of the version invalid.
 */
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { parseEnvelope } from '../../shared/base/envelope.ts'
import { message, type Message } from '../../shared/domain/vocabulary.ts'
import type { Review } from '../../shared/plan/review-file.ts'
import { mergeReview, type ReviewState } from '../../shared/plan/review-state.ts'
import { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { boundBy, parseStatement, type Predicate } from '../../shared/plan/statement.ts'
import { storedValue } from '../database/row.ts'

/** A version that is here: its exact text, its number and the envelopes that came with it. */
export type ReviewedVersion = { readonly version: number; readonly digest: string; readonly text: string; readonly envelopes: readonly string[] }

/** Statements of one version are numbered up to 99 in a bundle; some places are kept for the author and for what follows. */
const mostDecisions = 90

/** The log head that the author stated, in envelopes that were verified before. */
export function authorsLog(envelopes: readonly string[]): Predicate['auditLog'] {
  const heads = envelopes.flatMap((envelope) => {
    const read = parseEnvelope(utf8Bytes(envelope))
    const statement = read.ok ? parseStatement(read.value.payload) : null
    return statement?.ok === true && statement.value.predicate.decision === 'author' ? [statement.value.predicate.auditLog] : []
  })
  return heads[0] ?? null
}

/** Null where every decision says about the version what is so. */
export function reviewMisfit(review: Review, known: ReviewedVersion): Message | null {
  const bound = boundBy(storedValue(SignedPlan, known.text))
  const log = authorsLog(known.envelopes)
  const lies = review.decisions.some(({ statement: { predicate } }) => {
    const { planId, previous, knowledge, assessment, hardware, parts, version, auditLog } = predicate
    const witnesses = auditLog === null || canonicalJson(auditLog) === canonicalJson(log)
    return version !== known.version || !witnesses || canonicalJson({ planId, previous, knowledge, assessment, hardware, parts }) !== canonicalJson(bound)
  })
  return lies || review.plan.version !== known.version || review.plan.id !== bound.planId ? message('reviews.fault.statement') : null
}

/** Null where a bundle can still hold all decisions. */
export function crowdFault(state: ReviewState, review: Review): Message | null {
  return Object.keys(mergeReview(state, review).decisions).length > mostDecisions ? message('reviews.fault.crowd', { most: mostDecisions }) : null
}
