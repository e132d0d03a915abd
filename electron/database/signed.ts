/** Signed versions: frozen plan texts with one envelope per signer, and the audit log that only grows. */
import { canonicalJson } from '../../shared/base/canonical.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { instantNumber } from '../../shared/base/instant.ts'
import { z } from '../../shared/base/schema.ts'
import { SignerSummary, type SignedVersion } from '../../shared/contract.ts'
import type { LogHead } from '../../shared/base/merkle.ts'
import type { AuditLog } from './audit.ts'
import { storedValue } from './row.ts'
import type { Database, Row } from './sqlite.ts'

/** A signer with the public key, so that a version can be exported when the key is gone. */
const StoredSigner = z.strictObject({ ...SignerSummary.shape, publicKeyPem: z.string(), secondKeyPem: z.optional(z.string()) })
export type StoredSigner = z.output<typeof StoredSigner>

/** The public keys of signers in PEM, each signer's own before a second one. */
export function keysOfSigners(signers: readonly StoredSigner[]): readonly string[] {
  return signers.flatMap(({ publicKeyPem, secondKeyPem }) => (secondKeyPem === undefined ? [publicKeyPem] : [publicKeyPem, secondKeyPem]))
}

/** What the page may know of a signer. */
export function summaryOfSigner({ publicKeyPem: _key, secondKeyPem: _second, ...signer }: StoredSigner): SignerSummary {
  return signer
}

export type StoredVersion = {
  readonly version: number
  /** Exact text of `plan.json`. */
  readonly text: string
  readonly digest: string
  /** DSSE envelopes in the order they were added, as stored. */
  readonly envelopes: readonly string[]
  readonly signers: readonly StoredSigner[]
}

export type StoredStatement = {
  readonly plan: string
  readonly version: number
  /** Digest of the stored text, worked out anew. */
  readonly digest: string
  readonly envelope: string
  readonly publicKeyPem: string
}

export type SignedVersions = {
  readonly list: (plan: string) => Promise<readonly SignedVersion[]>
  readonly read: (plan: string, version: number) => Promise<StoredVersion | null>
  readonly nextVersion: (plan: string) => Promise<number>
  /** Freezes a version with its first envelope and logs it; the head of the log is returned. Call it inside a transaction. */
  readonly add: (entry: {
    readonly plan: string
    readonly version: number
    readonly text: string
    readonly digest: string
    readonly envelope: string
    readonly signer: StoredSigner
  }) => Promise<LogHead>
  /** Every statement of every version, to hold the log against them. */
  readonly all: () => Promise<readonly StoredStatement[]>
  /** The latest claimed time of all signatures here: what the clock must not run behind. */
  readonly latestTime: () => Promise<string | null>
  /** Leaf hashes of the audit log in order, lower hex. */
  readonly auditLeaves: () => Promise<readonly string[]>
}

export function signedIn(database: Database, audit: Pick<AuditLog, 'append'>): SignedVersions {
  const nextVersion = async (plan: string): Promise<number> => {
    const [row] = await database.all('SELECT coalesce(max(version), 0) + 1 AS next FROM signed WHERE plan = ?', plan)
    return Number(row?.['next'] ?? 1)
  }
  return {
    list: async (plan) => {
      const versions = await database.all('SELECT version, digest, at FROM signed WHERE plan = ? ORDER BY version', plan)
      const statements = await database.all(
        'SELECT version, signer FROM statement WHERE plan = ? ORDER BY version, number',
        plan,
      )
      return versions.map((row) => ({
        version: Number(row['version']),
        planDigest: String(row['digest']),
        signedAt: String(row['at']),
        signatures: statements
          .filter((statement) => statement['version'] === row['version'])
          .map((statement): SignerSummary => {
            return summaryOfSigner(storedSigner(statement))
          }),
      }))
    },
    read: async (plan, version) => {
      const [row] = await database.all(
        'SELECT body, digest FROM signed WHERE plan = ? AND version = ?',
        plan,
        version,
      )
      if (row === undefined) return null
      const statements = await database.all(
        'SELECT envelope, signer FROM statement WHERE plan = ? AND version = ? ORDER BY number',
        plan,
        version,
      )
      return {
        version,
        text: String(row['body']),
        digest: String(row['digest']),
        envelopes: statements.map((statement) => String(statement['envelope'])),
        signers: statements.map(storedSigner),
      }
    },
    nextVersion,
    add: async (entry) => {
      await database.run(
        'INSERT INTO signed (plan, version, body, digest, at) VALUES (?, ?, ?, ?, ?)',
        entry.plan,
        entry.version,
        entry.text,
        entry.digest,
        entry.signer.claimedTime,
      )
      await database.run(
        'INSERT INTO statement (plan, version, number, envelope, signer) VALUES (?, ?, 1, ?, ?)',
        entry.plan,
        entry.version,
        entry.envelope,
        canonicalJson(entry.signer),
      )
      return audit.append({
        at: entry.signer.claimedTime,
        event: 'signed',
        keyId: entry.signer.keyId,
        plan: entry.plan,
        planDigest: entry.digest,
        version: entry.version,
      })
    },
    all: async () => {
      const rows = await database.all(
        `SELECT signed.plan, signed.version, signed.body, statement.envelope, statement.signer
           FROM signed JOIN statement ON statement.plan = signed.plan AND statement.version = signed.version
          ORDER BY signed.plan, signed.version, statement.number`,
      )
      return rows.map((row) => ({
        plan: String(row['plan']),
        version: Number(row['version']),
        digest: digestOf(String(row['body'])),
        envelope: String(row['envelope']),
        publicKeyPem: storedSigner(row).publicKeyPem,
      }))
    },
    latestTime: async () => {
      const [row] = await database.all('SELECT max(at) AS latest FROM signed')
      const latest = row?.['latest']
      return typeof latest === 'string' && instantNumber(latest) !== null ? latest : null
    },
    auditLeaves: async () =>
      (await database.all('SELECT leaf FROM audit ORDER BY position')).map((row) => String(row['leaf'])),
  }
}

function storedSigner(row: Row): StoredSigner {
  return storedValue(StoredSigner, row['signer'])
}
