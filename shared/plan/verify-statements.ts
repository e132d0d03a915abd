/** Reads the statements of a bundle and checks each one's form and signatures. */
import { utf8Text } from '../base/bytes.ts'
import { digestOf } from '../base/digest.ts'
import {
  parseEnvelope,
  publicKeyOfPem,
  type Envelope,
  type KeyFault,
  type PublicKey,
} from '../base/envelope.ts'
import { signatureFault as faultOfSignature } from '../base/carrier.ts'
import { parseStatement, type Statement } from './statement.ts'
import type { Trust } from './trust.ts'
import { failed, notCheckable, pass, type Check, type StatementSummary } from './verification.ts'

export type ReadStatement = {
  readonly statement: Statement
  readonly summary: StatementSummary
  readonly payloadDigest: string
  readonly envelopeDigest: string
  /** Ids of all keys in the envelope. */
  readonly signedBy: readonly string[]
}

export type ReadStatements = {
  readonly statements: readonly ReadStatement[]
  readonly form: Check
  readonly signatures: Check
}

/** Never throws, whatever the bytes are. A key of the trust store comes before one of the bundle with the same id. */
export function readStatements(
  envelopes: readonly Uint8Array[],
  keyFiles: readonly Uint8Array[],
  planDigest: string,
  trust: Trust | null,
): ReadStatements {
  const bundled = readKeys(keyFiles)
  const keyOf: KeyOf = (id) => trust?.keys.get(id)?.key ?? bundled.keys.get(id) ?? null
  const statements: ReadStatement[] = []
  let form: Check | null = null
  let signatures: Check | null = null
  for (const [index, bytes] of envelopes.entries()) {
    const number = index + 1
    const read = readOne(bytes)
    if ('code' in read) {
      form ??= failed('statements', read.code, { where: 'statement', statement: number, path: read.path })
      continue
    }
    const { envelope, statement } = read
    const { keyId } = statement.predicate.signer
    const code = signatureFault(envelope, statement, keyOf)
    if (code !== null) signatures ??= failed('signatures', bundled.fault ?? code, { statement: number })
    const name = trust?.keys.get(keyId)?.name ?? null
    statements.push({
      statement,
      payloadDigest: digestOf(envelope.payload),
      envelopeDigest: digestOf(bytes),
      signedBy: envelope.signatures.map((signature) => signature.keyId),
      summary: {
        ...claimsOf(statement),
        number,
        algorithm: keyOf(keyId)?.algorithm ?? null,
        signatureValid: code === null,
        aboutThisPlan: `sha256:${statement.subject[0].digest.sha256}` === planDigest,
        person: code === null ? name : null,
      },
    })
  }
  if (bundled.fault !== null) signatures ??= failed('signatures', bundled.fault, { statement: 0 })
  if (envelopes.length === 0)
    return {
      statements,
      form: notCheckable('statements', 'unsigned'),
      signatures: failed('signatures', 'E_SIGCOUNT', { statement: 0 }),
    }
  const count = statements.length
  // Without its author's statement a plan is cut short: an author could approve the own plan like that.
  if (!statements.some(({ statement }) => statement.predicate.decision === 'author')) form ??= failed('statements', 'E_NO_AUTHOR')
  return {
    statements,
    form: form ?? pass('statements', { count }),
    signatures: signatures ?? (count === 0 ? notCheckable('signatures', 'earlier') : pass('signatures', { count })),
  }
}

type KeyOf = (id: string) => PublicKey | null

function readOne(
  bytes: Uint8Array,
): { readonly envelope: Envelope; readonly statement: Statement } | { readonly code: string; readonly path: string } {
  const envelope = parseEnvelope(bytes)
  if (!envelope.ok) return { code: envelope.problem, path: '' }
  const statement = parseStatement(envelope.value.payload)
  return statement.ok ? { envelope: envelope.value, statement: statement.value } : statement.problem
}

/** Every signature of an envelope must hold, and the signer named inside must have made one of them. */
function signatureFault(envelope: Envelope, statement: Statement, keyOf: KeyOf): string | null {
  const { keyId, algorithm } = statement.predicate.signer
  if (!envelope.signatures.some((signature) => signature.keyId === keyId)) return 'E_KEYID'
  for (const { keyId: id, signature } of envelope.signatures) {
    const key = keyOf(id)
    if (key === null) return 'E_NO_KEY'
    if (id === keyId && key.algorithm !== algorithm) return 'E_KEYID'
    const fault = faultOfSignature(key, envelope.payload, signature)
    if (fault !== null) return fault
  }
  return null
}

function claimsOf({ predicate }: Statement) {
  return {
    keyId: predicate.signer.keyId,
    claimedName: predicate.signer.name,
    claimedTitle: predicate.signer.title,
    role: predicate.role,
    decision: predicate.decision,
    conditions: predicate.conditions,
    claimedTime: predicate.claimedTime,
    version: predicate.version,
  }
}

function readKeys(files: readonly Uint8Array[]): {
  readonly keys: ReadonlyMap<string, PublicKey>
  readonly fault: KeyFault | null
} {
  const keys = new Map<string, PublicKey>()
  let fault: KeyFault | null = null
  for (const bytes of files) {
    const text = utf8Text(bytes)
    const key = text.ok ? publicKeyOfPem(text.value) : null
    if (key?.ok === true) keys.set(key.value.keyId, key.value)
    else fault ??= key === null ? 'E_KEY_FORM' : key.problem
  }
  return { keys, fault }
}
