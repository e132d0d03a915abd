/**
 * A signed head of an audit log: its size and root at a moment, in an envelope of its own type, so that it can never
 * pass for a statement about a plan. Whoever keeps one can later show that the log was cut or rewritten.
 */
import { utf8Bytes, utf8Text } from '../../base/bytes.ts'
import { canonicalJson } from '../../base/canonical.ts'
import { envelopeText, isSignedBy, parseEnvelope, preAuthentication, type PublicKey } from '../../base/envelope.ts'
import type { LogHead } from '../../base/merkle.ts'
import { parse, z, type Infer } from '../../base/schema.ts'
import { parseStrictJson } from '../../base/strict-json.ts'
import { Instant } from '../plan.ts'

export const logHeadType = 'application/vnd.homeport.log-head+json'

export const LogHeadDocument = z.strictObject({
  schema: z.literal('homeport/log-head/1'),
  size: z.int().check(z.minimum(0)),
  root: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** What the clock said. A claim. */
  at: Instant,
})
export type LogHeadDocument = Infer<typeof LogHeadDocument>

/** The bytes of a head, before they are signed as `preAuthentication(bytes, logHeadType)`. */
export function logHeadBytes({ size, root }: LogHead, at: string): Uint8Array {
  return utf8Bytes(canonicalJson({ schema: 'homeport/log-head/1', size, root, at }))
}

export type SignedHead = {
  readonly head: LogHeadDocument
  readonly keyIds: readonly string[]
  /** Whether one of its signatures is by this key, and none names the key falsely. */
  readonly isBy: (key: PublicKey) => boolean
}

/** Reads the envelope of a head; null where it is none. Its signature is not checked yet. Never throws. */
export function readLogHead(bytes: Uint8Array): SignedHead | null {
  const envelope = parseEnvelope(bytes, logHeadType)
  const text = utf8Text(bytes)
  if (!envelope.ok || !text.ok) return null
  // One head has one file: what is not written as we write it is refused.
  if (envelopeText(envelope.value, logHeadType) !== text.value) return null
  const json = parseStrictJson(envelope.value.payload)
  if (!json.ok) return null
  const head = parse(LogHeadDocument, json.value)
  const canonical = utf8Text(envelope.value.payload)
  if (!head.ok || !canonical.ok || canonicalJson(head.value) !== canonical.value) return null
  const signed = preAuthentication(envelope.value.payload, logHeadType)
  const { signatures } = envelope.value
  return {
    head: head.value,
    keyIds: signatures.map(({ keyId }) => keyId),
    isBy: (key) => signatures.some(({ keyId, signature }) => keyId === key.keyId && isSignedBy(key, signed, signature)),
  }
}
