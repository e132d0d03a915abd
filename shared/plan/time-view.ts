/** Proof of time as the page sees it: the authorities that are trusted, and how far each statement of a plan is attested. */
import { z, type Infer } from '../base/schema.ts'
import { Instant, Sha256 } from './plan.ts'

export const TimeAuthority = z.strictObject({
  /** SHA-256 of the certificate's DER form, lower hex. */
  id: z.string(),
  name: z.string(),
  validFrom: Instant,
  validUntil: Instant,
})
export type TimeAuthority = Infer<typeof TimeAuthority>

export const StatementTime = z.strictObject({
  version: z.int(),
  planDigest: Sha256,
  number: z.int(),
  name: z.string(),
  claimedTime: Instant,
  /** `unchecked`: an answer is there, and its authority is not, or no longer, trusted here. */
  state: z.enum(['none', 'requested', 'unchecked', 'attested']),
  attested: z.nullable(z.strictObject({ at: Instant, authority: z.string() })),
})
export type StatementTime = Infer<typeof StatementTime>
