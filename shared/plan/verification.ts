/** What a verification says: checks in a fixed order, what each signature covers, and what changed. */
import { Algorithm } from '../base/envelope.ts'
import { z, type Infer } from '../base/schema.ts'
import { Message, message, type MessageValue } from '../domain/vocabulary.ts'
import { Instant, Sha256 } from './plan.ts'
import { Decision } from './statement.ts'

/** All checks in the order in which they are made and shown. */
export const checkIds = [
  /** The file holds what a bundle holds, and nothing else. */
  'bundle',
  /** `plan.json` is strict JSON in its one canonical form. */
  'canonical',
  /** The document has a form that this version knows. */
  'schema',
  /** Every statement has the form of a statement. */
  'statements',
  /** Every statement is about exactly this plan and repeats it truthfully. */
  'digests',
  /** Every signature is by the key it names. */
  'signatures',
  /** The keys belong to known persons and were valid. */
  'keys',
  /** Roles are granted, thresholds met, nothing rejected. */
  'policy',
  /** The knowledge packs are the ones known here. */
  'knowledge',
  /** The assessment, derived again from the plan, is the one that was signed. */
  'assessment',
  /** The audit log still holds what it held when the plan was signed. */
  'log',
] as const
export const CheckId = z.enum(checkIds)
export type CheckId = Infer<typeof CheckId>

/** Without these a plan that shows no fault is still not shown to be valid. */
export const neededChecks: ReadonlySet<CheckId> = new Set(
  checkIds.filter((id) => id !== 'bundle' && id !== 'policy' && id !== 'log'),
)

export const Check = z.strictObject({
  id: CheckId,
  result: z.enum(['pass', 'fail', 'not-checkable']),
  /** Stable code of a fault, such as `E_SIG_INVALID`; null otherwise. */
  code: z.nullable(z.string()),
  message: Message,
})
export type Check = Infer<typeof Check>

export const Warning = z.strictObject({ code: z.string(), message: Message })
export type Warning = Infer<typeof Warning>

/** What one statement says and how far it can be believed. */
export const StatementSummary = z.strictObject({
  number: z.int(),
  keyId: z.string(),
  algorithm: z.nullable(Algorithm),
  /** The signature is by the key with this id. */
  signatureValid: z.boolean(),
  /** The statement is about exactly this plan. */
  aboutThisPlan: z.boolean(),
  /** The person's name in the trust store; null where none vouches for the key. */
  person: z.nullable(z.string()),
  /** What the signer calls themselves. */
  claimedName: z.string(),
  claimedTitle: z.nullable(z.string()),
  role: z.string(),
  decision: Decision,
  conditions: z.array(z.string()),
  claimedTime: Instant,
  version: z.int(),
  /** Where a token shows it: the statement existed at this moment, says an authority that is trusted here. */
  attested: z.optional(z.strictObject({ at: Instant, authority: z.string() })),
})
export type StatementSummary = Infer<typeof StatementSummary>

export const Verification = z.strictObject({
  /** `incomplete`: nothing is wrong, but something that matters could not be checked here. */
  verdict: z.enum(['valid', 'invalid', 'incomplete']),
  planDigest: z.nullable(Sha256),
  checks: z.array(Check),
  /** Parts of the document that are not what was signed (JSON Pointers), answers first. */
  changed: z.array(z.string()),
  statements: z.array(StatementSummary),
  warnings: z.array(Warning),
})
export type Verification = Infer<typeof Verification>

export function pass(id: CheckId, values: Record<string, MessageValue> = {}): Check {
  return { id, result: 'pass', code: null, message: message(`verify.${id}.pass`, values) }
}

export function notCheckable(id: CheckId, why: string, values: Record<string, MessageValue> = {}): Check {
  return { id, result: 'not-checkable', code: null, message: message(`verify.open.${why}`, values) }
}

export function failed(id: CheckId, code: string, values: Record<string, MessageValue> = {}): Check {
  return { id, result: 'fail', code, message: message(wordOf(code), values) }
}

export function warning(code: string, values: Record<string, MessageValue> = {}): Warning {
  return { code, message: message(wordOf(code), values) }
}

/** `E_SIG_INVALID` is said with the words `verify.fault.sig-invalid`, `W_REPACKED` with `verify.warning.repacked`. */
function wordOf(code: string): string {
  const name = code.slice(2).toLowerCase().replaceAll('_', '-')
  return `verify.${code.startsWith('W_') ? 'warning' : 'fault'}.${name}`
}

export function verdictOf(checks: readonly Check[]): Verification['verdict'] {
  if (checks.some((check) => check.result === 'fail')) return 'invalid'
  return checks.some((check) => check.result === 'not-checkable' && neededChecks.has(check.id)) ? 'incomplete' : 'valid'
}
