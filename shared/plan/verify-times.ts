/**
 * Time tokens of statements. What a token proves is checked outside, where certificates can be read; here it takes its
 * place in the verification: beside the claimed time, never instead of it.
 */
import { instantNumber } from '../base/instant.ts'
import { failed, warning, type Check, type StatementSummary, type Warning } from './verification.ts'
import type { ReadStatement } from './verify-statements.ts'

/** What checking the token of one statement gave: a moment that an authority vouches for, or what is wrong with it. */
export type TimeOutcome =
  | { readonly at: string; readonly authority: string }
  /** `E_TSA_UNTRUSTED` says only that the authority is not known here; every other code is a false token. */
  | { readonly fault: string }

/** By the digest of an envelope. */
export type TimeOutcomes = ReadonlyMap<string, TimeOutcome>

export function provenTime(outcome: TimeOutcome | undefined): string | null {
  return outcome !== undefined && 'at' in outcome ? outcome.at : null
}

/** The summary with the attested time, where there is one. */
export function withTime({ summary, envelopeDigest }: ReadStatement, times: TimeOutcomes | undefined): StatementSummary {
  const outcome = times?.get(envelopeDigest)
  return outcome !== undefined && 'at' in outcome ? { ...summary, attested: outcome } : summary
}

/** What proves no time and claims nothing falsely either. */
const provesNothing: ReadonlySet<string> = new Set(['E_TSA_UNTRUSTED', 'W_OTS_PENDING'])

/** A token that is not what it claims to be makes the whole invalid: somebody put it there to be believed. */
export function timeCheck(statements: readonly ReadStatement[], times: TimeOutcomes | undefined): Check | null {
  for (const { summary, envelopeDigest } of statements) {
    const outcome = times?.get(envelopeDigest)
    if (outcome !== undefined && 'fault' in outcome && !provesNothing.has(outcome.fault))
      return failed('keys', outcome.fault, { statement: summary.number })
  }
  return null
}

/** Tokens that came along and could not be checked here, and those that say another order than the claimed times. */
export function timeWarnings(
  statements: readonly ReadStatement[],
  tokens: ReadonlyMap<number, Uint8Array> | undefined,
  times: TimeOutcomes | undefined,
): readonly Warning[] {
  const open = statements.find(({ summary, envelopeDigest }) => {
    const outcome = times?.get(envelopeDigest)
    return tokens?.has(summary.number) === true && (outcome === undefined || ('fault' in outcome && outcome.fault === 'E_TSA_UNTRUSTED'))
  })
  const pending = statements.find(({ envelopeDigest }) => {
    const outcome = times?.get(envelopeDigest)
    return outcome !== undefined && 'fault' in outcome && outcome.fault === 'W_OTS_PENDING'
  })
  const late = statements.find(({ summary, envelopeDigest }) => {
    const proven = provenTime(times?.get(envelopeDigest))
    return proven !== null && (instantNumber(summary.claimedTime) ?? 0) > (instantNumber(proven) ?? 0)
  })
  return [
    ...(late === undefined ? [] : [warning('W_TIME_ORDER', { statement: late.summary.number })]),
    ...(open === undefined ? [] : [warning('W_TIME_UNCHECKED', { statement: open.summary.number })]),
    ...(pending === undefined ? [] : [warning('W_OTS_PENDING', { statement: pending.summary.number })]),
  ]
}
