/** The audit log of this installation: held against every head that was signed, and shown to whoever receives a plan. */
import path from 'node:path'
import { utf8Bytes } from '../shared/base/bytes.ts'
import {
  envelopeText,
  isSignedBy,
  parseEnvelope,
  preAuthentication,
  publicKeyOfPem,
  type PublicKey,
} from '../shared/base/envelope.ts'
import type { LogHead } from '../shared/base/merkle.ts'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { Fault, Input, LogView, Output } from '../shared/contract.ts'
import { checkLog, type CheckedLog, type LogFault, type WitnessedHead } from '../shared/plan/log/check.ts'
import type { LogEntry } from '../shared/plan/log/entry.ts'
import { logHeadBytes, logHeadType, readLogHead } from '../shared/plan/log/head.ts'
import { logProof, type LogEvidence } from '../shared/plan/log/proof.ts'
import { parseStatement } from '../shared/plan/statement.ts'
import type { StoredHead } from './database/audit.ts'
import type { StoredStatement, StoredVersion } from './database/signed.ts'
import { writeFileSafely } from './files.ts'
import type { Services, Storage } from './services.ts'
import type { Signer } from './signing.ts'

/** Where the public keys of this installation come from. */
export type LogKeys = { readonly keys: Pick<Services['keys'], 'list'>; readonly logKey: Services['logKey'] }

/** Keys that this installation knows, by id. */
export type KnownKeys = ReadonlyMap<string, PublicKey>

async function knownKeys(services: LogKeys): Promise<KnownKeys> {
  const own = (await services.keys.list()).flatMap((summary) => {
    const key = publicKeyOfPem(summary.publicKeyPem)
    return key.ok ? [key.value] : []
  })
  const installation = await services.logKey.known()
  return new Map([...own, ...(installation === null ? [] : [installation])].map((key) => [key.keyId, key]))
}

/** The log held against everything signed here, and against heads that were kept elsewhere. */
export async function logOf(
  services: LogKeys,
  storage: Pick<Storage, 'audit' | 'signed'>,
  kept: readonly WitnessedHead[] = [],
): Promise<CheckedLog> {
  const rows = await storage.audit.rows()
  const statements = await storage.signed.all()
  const keys = await knownKeys(services)
  const first = checkLog(rows, [])
  const heads = [
    ...statements.flatMap((statement) => statementHead(statement, first.entries)),
    ...(await storage.audit.heads()).map((head) => ownHead(head, keys)),
    ...kept,
  ]
  const versions = new Set(statements.map(({ plan, version, digest }) => `${plan} ${version} ${digest}`))
  return checkLog(rows, heads, versions)
}

/** The head that a statement made here names. Statements of others speak of logs of their own. */
function statementHead(stored: StoredStatement, entries: readonly (LogEntry | null)[]): readonly WitnessedHead[] {
  const envelope = parseEnvelope(utf8Bytes(stored.envelope))
  const statement = envelope.ok ? parseStatement(envelope.value.payload) : envelope
  const key = publicKeyOfPem(stored.publicKeyPem)
  const broken: WitnessedHead = { size: 0, root: '', source: 'statement', keyId: '', signatureValid: false }
  if (!envelope.ok || !statement.ok || !key.ok) return [broken]
  const { auditLog, signer, version, planId } = statement.value.predicate
  const madeHere = entries.some(
    (entry) => entry?.event === 'signed' && entry['keyId'] === signer.keyId && entry['plan'] === planId && entry['version'] === version,
  )
  if (auditLog === null || !madeHere) return []
  const signed = preAuthentication(envelope.value.payload)
  const signatureValid = envelope.value.signatures.some(
    ({ keyId, signature }) => keyId === key.value.keyId && keyId === signer.keyId && isSignedBy(key.value, signed, signature),
  )
  return [{ ...auditLog, source: 'statement', keyId: signer.keyId, signatureValid }]
}

function ownHead({ envelope }: StoredHead, keys: KnownKeys): WitnessedHead {
  return witnessedHead(utf8Bytes(envelope), 'own', keys) ?? { size: 0, root: '', source: 'own', keyId: '', signatureValid: false }
}

/** A signed head as something to hold the log against; null where the bytes are no head. */
export function witnessedHead(bytes: Uint8Array, source: 'own' | 'kept', keys: KnownKeys): WitnessedHead | null {
  const signed = readLogHead(bytes)
  if (signed === null) return null
  const { size, root } = signed.head
  const keyId = signed.keyIds[0] ?? ''
  const key = keys.get(keyId)
  return { size, root, source, keyId, signatureValid: key === undefined ? null : signed.isBy(key) }
}

/** The envelope of a head under a signer's key, or null where the key refuses. */
export async function signHead(head: LogHead, at: string, signer: Signer): Promise<string | null> {
  const payload = logHeadBytes(head, at)
  const signature = await signer.sign(preAuthentication(payload, logHeadType))
  if (!signature.ok) return null
  return envelopeText({ payload, signatures: [{ keyId: signer.key.keyId, signature: signature.value }] }, logHeadType)
}

/** Signs the log as it stands with the key of this installation and keeps the head. */
async function headNow(
  services: LogKeys,
  storage: Pick<Storage, 'audit' | 'signed' | 'database'>,
  reason: StoredHead['reason'],
  at: string,
): Promise<Result<{ readonly envelope: string; readonly publicKeyPem: string; readonly log: CheckedLog }, Fault>> {
  const log = await logOf(services, storage)
  const [broken] = log.faults
  // Signing a changed log again would make the change look right.
  if (broken !== undefined) return fail(brokenLog(broken))
  const key = await services.logKey.open()
  const payload = logHeadBytes(log.head, at)
  const signature = key.sign(preAuthentication(payload, logHeadType))
  const envelope = envelopeText({ payload, signatures: [{ keyId: key.publicKey.keyId, signature }] }, logHeadType)
  await storage.database.transaction(() =>
    storage.audit.addHead(log.head.size, { reason, envelope, key: key.publicKeyPem }),
  )
  return ok({ envelope, publicKeyPem: key.publicKeyPem, log })
}

export function brokenLog({ code, at }: LogFault): Fault {
  return { code: 'broken-log', detail: `${code} ${at}` }
}

/** What a bundle of a version carries of the log; null where the log is broken or does not know the version. */
export async function logEvidence(services: Services, storage: Storage, version: StoredVersion, at: string): Promise<LogEvidence | null> {
  const rows = await storage.audit.rows()
  const heads = version.envelopes.flatMap((text) => {
    const envelope = parseEnvelope(utf8Bytes(text))
    const statement = envelope.ok ? parseStatement(envelope.value.payload) : envelope
    return statement.ok && statement.value.predicate.auditLog !== null ? [statement.value.predicate.auditLog] : []
  })
  if (heads.length === 0) return null
  const head = await headNow(services, storage, 'exported', at)
  if (!head.ok) return null
  const log = rows.map(({ entry }, index) => ({ entry, leaf: head.value.log.leaves[index] ?? '' }))
  return {
    head: utf8Bytes(head.value.envelope),
    proof: utf8Bytes(logProof(log, version.digest, heads)),
    key: utf8Bytes(head.value.publicKeyPem),
  }
}

/** Entries shown at most; the check covers all of them. */
const shownEntries = 1000

/** `log.read`: the newest entries and whether the whole log is intact. */
export async function readLog(services: Services, storage: Storage): Promise<Result<LogView, Fault>> {
  const log = await logOf(services, storage)
  const key = await services.logKey.known()
  const entries = log.entries.map((entry, index) => ({ position: index + 1, leaf: log.leaves[index] ?? '', entry }))
  return ok({
    ...log.head,
    entries: entries.slice(-shownEntries).toReversed(),
    faults: [...log.faults].slice(0, 100),
    heads: log.heads,
    strangers: log.strangers,
    keyId: key?.keyId ?? null,
  })
}

/** `log.keep`: the head as a file, to be kept where nobody at this computer can change it. */
export async function keepHead(
  services: Services,
  storage: Storage,
  { at }: Input<'log.keep'>,
): Promise<Result<Output<'log.keep'>, Fault>> {
  const head = await headNow(services, storage, 'kept', at)
  if (!head.ok) return head
  return saveJson(services, 'log.headFile', `homeport-log-${head.value.log.head.size}.json`, head.value.envelope)
}

/** `log.evidence`: the log as it lies in the database, byte for byte, with what is wrong with it. */
export async function saveEvidence(services: Services, storage: Storage): Promise<Result<Output<'log.evidence'>, Fault>> {
  const { faults, head } = await logOf(services, storage)
  const evidence = {
    schema: 'homeport/log-evidence/1',
    at: services.now(),
    homeport: services.homeport,
    ...head,
    faults,
    rows: await storage.audit.rows(),
    heads: await storage.audit.heads(),
    statements: (await storage.signed.all()).map(({ plan, version, digest, envelope }) => ({ plan, version, digest, envelope })),
  }
  return saveJson(services, 'log.evidenceFile', 'homeport-log-evidence.json', `${JSON.stringify(evidence, null, 2)}\n`)
}

async function saveJson(services: Services, id: 'log.headFile' | 'log.evidenceFile', suggestedName: string, content: string): Promise<Result<Output<'log.evidence'>, Fault>> {
  const file = await services.dialogs.saveFile({ title: id, suggestedName, kinds: [{ name: id, extensions: ['json'] }] })
  if (file === null) return ok(null)
  const written = await writeFileSafely(file, content)
  if (!written.ok) return fail({ code: written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable', detail: file })
  return ok({ path: path.resolve(file) })
}
