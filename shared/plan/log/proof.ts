/**
 * What a bundle carries of the log it was signed in: a signed head, that the head's log holds the signing (inclusion),
 * and that it only grew since each statement that names it (consistency). No other entry leaves the machine.
 */
import { utf8Bytes, utf8Text } from '../../base/bytes.ts'
import { canonicalJson } from '../../base/canonical.ts'
import { pemOf, publicKeyOfPem } from '../../base/envelope.ts'
import { consistencyProof, inclusionProof, isConsistent, isIncluded, leafHash, rootOf, type LogHead } from '../../base/merkle.ts'
import { parse, z, type Infer } from '../../base/schema.ts'
import { parseStrictJson } from '../../base/strict-json.ts'
import type { Predicate } from '../statement.ts'
import { readEntry } from './entry.ts'
import { readLogHead } from './head.ts'

const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const Path = z.array(Hash).check(z.maxLength(64))

export const LogProof = z.strictObject({
  schema: z.literal('homeport/log-proof/1'),
  /** Entries about this plan: that it was signed. */
  entries: z
    .array(z.strictObject({ index: z.int().check(z.minimum(0)), entry: z.string().check(z.maxLength(65_536)), inclusion: Path }))
    .check(z.maxLength(100)),
  /** For each head that a statement names: that the log grew from it. */
  consistency: z.array(z.strictObject({ size: z.int().check(z.minimum(0)), root: Hash, proof: Path })).check(z.maxLength(100)),
})
export type LogProof = Infer<typeof LogProof>

/** The three files of a bundle's `log/` folder, as bytes. */
export type LogEvidence = { readonly head: Uint8Array; readonly proof: Uint8Array; readonly key: Uint8Array }

/** Makes the proof for one signed version. `heads` are those its statements name; ones of other logs are left out. */
export function logProof(
  log: readonly { readonly entry: string; readonly leaf: string }[],
  planDigest: string,
  heads: readonly LogHead[],
): string {
  const leaves = log.map(({ leaf }) => leaf)
  const entries = log.flatMap(({ entry }, index) => {
    const read = readEntry(entry)
    return read?.event === 'signed' && read['planDigest'] === planDigest
      ? [{ index, entry, inclusion: [...inclusionProof(index, leaves)] }]
      : []
  })
  const consistency = heads
    .filter(({ size, root }) => size <= leaves.length && rootOf(leaves.slice(0, size)) === root)
    .map(({ size, root }) => ({ size, root, proof: size === 0 ? [] : [...consistencyProof(size, leaves)] }))
  const once = [...new Map(consistency.map((item) => [item.size, item])).values()]
  const proof: LogProof = { schema: 'homeport/log-proof/1', entries, consistency: once }
  return canonicalJson(proof)
}

export type LogEvidenceFault = { readonly code: 'E_LOG_HEAD' | 'E_LOG_PROOF'; readonly statement: number }
export type LogEvidenceOutcome =
  | { readonly ok: true; readonly size: number; readonly at: string; readonly keyId: string }
  | { readonly ok: false; readonly fault: LogEvidenceFault }

export type LoggedStatement = { readonly number: number; readonly predicate: Predicate }

/** Holds the evidence against the statements of a plan. Never throws. */
export function checkEvidence(
  evidence: LogEvidence,
  planDigest: string,
  statements: readonly LoggedStatement[],
): LogEvidenceOutcome {
  const badHead = { ok: false, fault: { code: 'E_LOG_HEAD', statement: 0 } } as const
  const badProof = (statement: number) => ({ ok: false, fault: { code: 'E_LOG_PROOF', statement } }) as const
  const signed = readLogHead(evidence.head)
  const pem = utf8Text(evidence.key)
  const key = pem.ok ? publicKeyOfPem(pem.value) : null
  if (signed === null || !pem.ok || key?.ok !== true || signed.keyIds.length !== 1 || !signed.isBy(key.value)) return badHead
  // One key has one file, as everything else in a bundle.
  if (pemOf(key.value) !== pem.value) return badHead
  const proof = readProof(evidence.proof)
  if (proof === null) return badProof(0)
  const { head } = signed
  for (const { size, root, proof: path } of proof.consistency) {
    const empty = size === 0 && path.length === 0 && root === rootOf([])
    if (!empty && !isConsistent({ size, root }, head, path)) return badProof(0)
  }
  for (const { index, entry, inclusion } of proof.entries) {
    if (!isIncluded(leafHash(utf8Bytes(entry)), index, inclusion, head)) return badProof(0)
    const read = readEntry(entry)
    const about = statements.find(
      ({ predicate }) =>
        predicate.signer.keyId === read?.['keyId'] &&
        predicate.version === read['version'] &&
        predicate.claimedTime === read.at &&
        (predicate.auditLog?.size ?? 0) <= index,
    )
    if (read?.event !== 'signed' || read['planDigest'] !== planDigest || about === undefined) return badProof(0)
  }
  // The author's own log is the one that travels: their statement must be covered. Reviewers have logs of their own.
  for (const { number, predicate } of statements) {
    const { auditLog } = predicate
    if (predicate.decision !== 'author' || auditLog === null) continue
    const grew = proof.consistency.some(({ size, root }) => size === auditLog.size && root === auditLog.root)
    const isIn = proof.entries.some(({ index, entry }) => index >= auditLog.size && readEntry(entry)?.['keyId'] === predicate.signer.keyId)
    if (!grew || !isIn) return badProof(number)
  }
  return { ok: true, size: head.size, at: head.at, keyId: key.value.keyId }
}

function readProof(bytes: Uint8Array): LogProof | null {
  const json = parseStrictJson(bytes, { maxBytes: 1024 * 1024, maxDepth: 8, maxNodes: 20_000 })
  const text = utf8Text(bytes)
  if (!json.ok || !text.ok || canonicalJson(json.value) !== text.value) return null
  const proof = parse(LogProof, json.value)
  return proof.ok ? proof.value : null
}
