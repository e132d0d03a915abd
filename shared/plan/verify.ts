/**
 * Checks a signed plan: its bytes, its statements, its signatures, whose they are, and whether the assessment follows
 * from the answers. The same function runs in the application, on the command line and in the exported page.
 */
import { equalBytes, utf8Bytes } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical.ts'
import { digestOf } from '../base/digest.ts'
import { rootOf } from '../base/merkle.ts'
import { parse } from '../base/schema.ts'
import { parseStrictJson } from '../base/strict-json.ts'
import { looksConfusable } from './confusable.ts'
import { message } from '../domain/vocabulary.ts'
import { checkEvidence, type LogEvidence } from './log/proof.ts'
import { misfit, type Plan } from './plan.ts'
import type { SignedReply } from './reply.ts'
import { SignedPlan } from './signed-plan.ts'
import { boundBy, changedParts, partsOf } from './statement.ts'
import { policyFault, validityFault, type TrustedStatement } from './board-policy.ts'
import type { Trust } from './trust.ts'
import {
  checkIds,
  failed,
  notCheckable,
  pass,
  verdictOf,
  warning,
  type Check,
  type CheckId,
  type Verification,
  type Warning,
} from './verification.ts'
import { readStatements, type ReadStatement, type ReadStatements } from './verify-statements.ts'
import { provenTime, timeCheck, timeWarnings, withTime, type TimeOutcomes } from './verify-times.ts'

export { Verification } from './verification.ts'

/** What a bundle holds, as bytes. */
export type BundleContent = {
  readonly plan: Uint8Array
  /** DSSE envelopes in their order. */
  readonly envelopes: readonly Uint8Array[]
  /** Public keys in PEM. They serve to check signatures and are never trusted. */
  readonly keys: readonly Uint8Array[]
  /** What the bundle carries of the log it was signed in, if anything. */
  readonly log?: LogEvidence | null
  /** Answers of time-stamping authorities (RFC 3161) about the bytes of an envelope, by the number of its statement. */
  readonly times?: ReadonlyMap<number, Uint8Array>
  /** Signed answers to comments, whose signatures were checked when the bundle was read. They decide nothing. */
  readonly replies?: readonly SignedReply[]
  /** `public.json` of a public version; then `plan` is empty. */
  readonly public?: Uint8Array
}

export type VerifyOptions = {
  /** Null: there is nothing to say whose keys these are. */
  readonly trust: Trust | null
  /** Digests of the knowledge packs known here; null where there are none. */
  readonly knowledge: Readonly<Record<string, string>> | null
  /** Assesses a plan with those packs; null where that is not possible. */
  readonly assess: ((plan: Plan) => unknown) | null
  /** Leaf hashes of the audit log the plan was signed in; null where it is not at hand. */
  readonly log: readonly string[] | null
  /** By the digest of an envelope: the earliest moment by which it provably existed. */
  readonly attested?: ReadonlyMap<string, string>
  /** What the time tokens of the envelopes gave; missing where tokens cannot be checked. */
  readonly times?: TimeOutcomes
  /** How the file that held the content differs from what Homeport writes, if it does. */
  readonly warnings: readonly Warning[]
}

/** A file that could not even be taken apart. */
export function refusedBundle(code: string, name: string): Verification {
  const checks = checkIds.map((id) =>
    id === 'bundle' ? failed('bundle', code, { name }) : notCheckable(id, 'earlier'),
  )
  return { verdict: 'invalid', planDigest: null, checks, changed: [], statements: [], warnings: [] }
}

/** Verifies what a bundle holds. Never throws, whatever the bytes are. */
export function verifyContent(content: BundleContent, options: VerifyOptions): Verification {
  const document = readDocument(content.plan)
  const planDigest = digestOf(content.plan)
  const signed = readStatements(content.envelopes, content.keys, planDigest, options.trust)
  const changed = changesNamedBy(signed.statements, document.value)
  const trusted = trustedOf(signed.statements, options)
  const found: Record<CheckId, Check> = {
    bundle: pass('bundle'),
    canonical: document.canonical,
    schema: document.schema,
    statements: signed.form,
    digests: digestsCheck(signed.statements, document, changed),
    signatures: signed.signatures,
    keys: timeCheck(signed.statements, options.times) ?? keysCheck(signed, trusted, options.trust),
    policy: policyCheck(trusted, options.trust),
    knowledge: knowledgeCheck(document.signed, options.knowledge),
    assessment: assessmentCheck(document.signed, options),
    log: logCheck(signed.statements, options.log, content.log ?? null, planDigest),
  }
  const checks = checkIds.map((id) => found[id])
  return {
    verdict: verdictOf(checks),
    planDigest,
    checks,
    changed: [...changed],
    statements: signed.statements.map((read) => withTime(read, options.times)),
    warnings: [...options.warnings, ...timeWarnings(signed.statements, content.times, options.times), ...warningsOf(signed.statements, document.value, options.trust)],
  }
}

type ReadDocument = {
  readonly canonical: Check
  readonly schema: Check
  /** The parsed JSON, undefined where there is none. */
  readonly value: unknown
  readonly signed: SignedPlan | null
}

function readDocument(bytes: Uint8Array): ReadDocument {
  const json = parseStrictJson(bytes)
  if (!json.ok) {
    const { code, at } = json.problem
    const canonical = failed('canonical', code, { where: 'plan', at })
    return { canonical, schema: notCheckable('schema', 'earlier'), value: undefined, signed: null }
  }
  const value: unknown = json.value
  const isCanonical = equalBytes(utf8Bytes(canonicalJson(value)), bytes)
  const canonical = isCanonical ? pass('canonical') : failed('canonical', 'E_NOT_CANONICAL', { where: 'plan' })
  const [schema, signed] = readSchema(value)
  return { canonical, schema, value, signed }
}

function readSchema(value: unknown): readonly [Check, SignedPlan | null] {
  const named = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : null
  const foreign = typeof value === 'object' && value !== null && '$schema' in value
  if (named !== 'homeport/signed-plan/1' || foreign) return [failed('schema', 'E_SCHEMA_ID'), null]
  const form = parse(SignedPlan, value)
  if (!form.ok) return [failed('schema', 'E_SCHEMA', { where: 'plan', path: form.problem.path }), null]
  const wrong = misfit(form.value.plan)
  if (wrong !== null) return [failed('schema', 'E_SCHEMA', { where: 'plan', path: `plan.answers.${wrong.field}` }), null]
  return [pass('schema'), form.value]
}

/** Which parts differ from what a validly signed statement says. Only such a statement can be asked. */
function changesNamedBy(statements: readonly ReadStatement[], document: unknown): readonly string[] {
  if (document === undefined) return []
  const witness = statements.find(({ summary }) => summary.signatureValid && !summary.aboutThisPlan)
  return witness === undefined ? [] : changedParts(witness.statement.predicate.parts, document)
}

function digestsCheck(
  statements: readonly ReadStatement[],
  document: ReadDocument,
  changed: readonly string[],
): Check {
  if (statements.length === 0) return notCheckable('digests', 'earlier')
  const other = statements.find(({ summary }) => !summary.aboutThisPlan)
  if (other !== undefined) {
    const { number, signatureValid } = other.summary
    const fault = failed('digests', 'E_SUBJECT_DIGEST', { statement: number })
    if (changed.length === 0 || !signatureValid || !isSamePlan(other, document.value)) return fault
    const parts = { list: changed.slice(0, 5).map(partName) }
    return { ...fault, message: message('verify.fault.changed', { statement: number, parts, count: changed.length }) }
  }
  const stray = strayVersion(statements)
  if (stray !== null) return failed('digests', 'E_STATEMENT', { statement: stray })
  if (document.signed === null) return notCheckable('digests', 'earlier')
  const bound = boundBy(document.signed)
  const liar = statements.find(({ statement: { predicate } }) => {
    const { planId, previous, knowledge, assessment, hardware, parts } = predicate
    return canonicalJson(bound) !== canonicalJson({ planId, previous, knowledge, assessment, hardware, parts })
  })
  return liar === undefined
    ? pass('digests', { count: statements.length })
    : failed('digests', 'E_STATEMENT', { statement: liar.summary.number })
}

/** Number of the first statement that gives the plan another version than its author does, null where all agree. */
export function strayVersion(statements: readonly ReadStatement[]): number | null {
  const author = statements.find(({ statement }) => statement.predicate.decision === 'author') ?? statements[0]
  const stray = statements.find(({ statement }) => statement.predicate.version !== author?.statement.predicate.version)
  return stray?.summary.number ?? null
}

function isSamePlan(read: ReadStatement, document: unknown): boolean {
  const form = parse(SignedPlan, document)
  return !form.ok || form.value.plan.id === read.statement.predicate.planId
}

/** An answer is named by its field, everything else by its place in the document. */
export function partName(pointer: string): string {
  const prefix = '/plan/answers/'
  return pointer.startsWith(prefix) ? pointer.slice(prefix.length) : pointer.slice(1).replaceAll('/', '.')
}

/** Statements that may count: each once, by the digest of what was said and not by the form of its signature. */
export function trustedOf(statements: readonly ReadStatement[], { trust, attested, times }: VerifyOptions): readonly TrustedStatement[] {
  const seen = new Set<string>()
  const trusted: TrustedStatement[] = []
  for (const { statement, summary, payloadDigest, envelopeDigest, signedBy } of statements) {
    const by = trust?.keys.get(summary.keyId)
    const once = `${summary.keyId} ${payloadDigest}`
    if (by === undefined || !summary.signatureValid || seen.has(once)) continue
    seen.add(once)
    const provenBy = attested?.get(envelopeDigest) ?? provenTime(times?.get(envelopeDigest))
    trusted.push({ number: summary.number, predicate: statement.predicate, by, signedBy, provenBy })
  }
  return trusted
}

/** What a trust store makes of the statements of a plan that was verified before. */
export function trustedStatements(content: BundleContent, options: VerifyOptions): readonly TrustedStatement[] {
  const signed = readStatements(content.envelopes, content.keys, digestOf(content.plan), options.trust)
  return trustedOf(signed.statements.filter(({ summary }) => summary.aboutThisPlan), options)
}

export function keysCheck(signed: ReadStatements, trusted: readonly TrustedStatement[], trust: Trust | null): Check {
  if (signed.statements.length === 0) return notCheckable('keys', 'earlier')
  if (trust === null) return notCheckable('keys', 'no-trust')
  if (trusted.length === 0) {
    const stranger = signed.statements.find(({ summary }) => !trust.keys.has(summary.keyId))
    return stranger === undefined
      ? notCheckable('keys', 'earlier')
      : failed('keys', 'E_NO_TRUSTED_SIG', { statement: stranger.summary.number })
  }
  const fault = validityFault(trusted, trust)
  if (fault === null && trust.expired !== null) return notCheckable('keys', 'trust-expired', { day: { day: trust.expired } })
  return fault === null ? pass('keys', { count: trusted.length }) : failed('keys', fault.code, { statement: fault.statement })
}

export function policyCheck(trusted: readonly TrustedStatement[], trust: Trust | null): Check {
  if (trust === null) return notCheckable('policy', 'no-board')
  const fault = policyFault(trusted, trust)
  if (fault !== null) {
    const { code, statement, role, have, need } = fault
    const titled = role.split(' / ').map((name) => trust.titles?.[name] ?? name).join(' / ')
    return failed('policy', code, { statement, role: titled, have, need })
  }
  return trust.policy.approved.length === 0 ? notCheckable('policy', 'no-policy') : pass('policy')
}

function knowledgeCheck(signed: SignedPlan | null, known: VerifyOptions['knowledge']): Check {
  if (signed === null) return notCheckable('knowledge', 'earlier')
  if (known === null) return notCheckable('knowledge', 'no-knowledge')
  const other = Object.entries(signed.knowledge)
    .filter(([name, digest]) => known[name] !== digest)
    .map(([name]) => name)
  const count = Object.keys(signed.knowledge).length
  return other.length === 0
    ? pass('knowledge', { count })
    : notCheckable('knowledge', 'other-knowledge', { packs: { list: other.toSorted() } })
}

function assessmentCheck(signed: SignedPlan | null, options: VerifyOptions): Check {
  if (signed === null) return notCheckable('assessment', 'earlier')
  if (options.assess === null) return notCheckable('assessment', 'no-knowledge')
  if (knowledgeCheck(signed, options.knowledge).result !== 'pass') return notCheckable('assessment', 'other-knowledge-before')
  if (canonicalJson(signed.knowledge) !== canonicalJson(signed.plan.knowledge))
    return failed('assessment', 'E_ASSESSMENT', { parts: { list: ['knowledge'] } })
  let derived: unknown = null
  try {
    derived = options.assess(signed.plan)
  } catch {
    // A plan that fits its schema and still breaks an engine is a bug of ours, never a pass.
    return failed('assessment', 'E_ASSESS_CRASH')
  }
  if (canonicalJson(derived) === canonicalJson(signed.assessment)) return pass('assessment')
  const parts = changedParts(partsOf({ assessment: signed.assessment }), { assessment: derived })
  return failed('assessment', 'E_ASSESSMENT', { parts: { list: parts.slice(0, 5).map(partName) } })
}

/** By the log itself where it is at hand, and by what the bundle carries of it. */
function logCheck(
  statements: readonly ReadStatement[],
  leaves: readonly string[] | null,
  evidence: LogEvidence | null,
  planDigest: string,
): Check {
  if (statements.length === 0 && evidence === null) return notCheckable('log', leaves === null ? 'no-log' : 'earlier')
  for (const { statement, summary } of leaves === null ? [] : statements) {
    const { auditLog: head, decision } = statement.predicate
    // Reviewers repeat what the author stated; what a stranger names of another log says nothing about this one.
    if (head === null || decision !== 'author') continue
    if (head.size > (leaves ?? []).length || rootOf((leaves ?? []).slice(0, head.size)) !== head.root)
      return failed('log', 'E_LOG_ROOT', { statement: summary.number })
  }
  if (evidence === null) return leaves === null ? notCheckable('log', 'no-log') : pass('log')
  const signed = statements.map(({ statement, summary }) => ({ number: summary.number, predicate: statement.predicate }))
  const found = checkEvidence(evidence, planDigest, signed)
  if (!found.ok) return failed('log', found.fault.code, { statement: found.fault.statement })
  return leaves === null ? { ...pass('log'), message: message('verify.log.bundle', { size: found.size }) } : pass('log')
}

function warningsOf(statements: readonly ReadStatement[], document: unknown, trust: Trust | null): readonly Warning[] {
  const warnings: Warning[] = []
  const pairs = statements.map(({ summary, payloadDigest }) => `${summary.keyId} ${payloadDigest}`)
  if (new Set(pairs).size < pairs.length) warnings.push(warning('W_SAME_STATEMENT'))
  const stranger = statements.find(({ summary }) => trust !== null && !trust.keys.has(summary.keyId))
  if (stranger !== undefined) warnings.push(warning('W_UNKNOWN_SIGNER', { statement: stranger.summary.number }))
  if (trust === null && statements.length > 0) warnings.push(warning('W_FPR_COMPARE'))
  const confusable = looksConfusable(document)
  if (confusable !== null) warnings.push(warning('W_CONFUSABLE', { path: confusable }))
  const behind = statements.find(({ statement }) => statement.predicate.clock.behind)
  if (behind !== undefined) warnings.push(warning('W_CLOCK_BEHIND', { statement: behind.summary.number }))
  return warnings
}
