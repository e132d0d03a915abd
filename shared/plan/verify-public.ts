/** Checks a public version of a signed plan: what it shows is what was signed, and it hides nothing that it does not name. */
import { canonicalJson } from '../base/canonical.ts'
import { checkEvidence } from './log/proof.ts'
import { publicChanges, readPublic, type PublicPlan } from './redaction.ts'
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
} from './verification.ts'
import { keysCheck, partName, policyCheck, strayVersion, trustedOf, verifyContent, type BundleContent, type VerifyOptions } from './verify.ts'
import { readStatements, type ReadStatement } from './verify-statements.ts'
import { timeCheck, timeWarnings, withTime } from './verify-times.ts'

/** Checks that a public version can never pass, because what they need is withheld. They do not keep it from being valid. */
const beyondPublic: ReadonlySet<CheckId> = new Set(['knowledge', 'assessment'])

/** A public version as a bundle holds it. */
export type PublicContent = Omit<BundleContent, 'plan'> & { readonly public: Uint8Array }

/** Verifies whatever a bundle holds: a whole signed plan or a public version of one. Never throws. */
export function verifyAny(content: BundleContent, options: VerifyOptions): Verification {
  return content.public === undefined ? verifyContent(content, options) : verifyPublic({ ...content, public: content.public }, options)
}

/** Verifies a public version. Never throws, whatever the bytes are. */
export function verifyPublic(content: PublicContent, options: VerifyOptions): Verification {
  const read = readPublic(content.public)
  const document = read.ok ? read.value : null
  const planDigest = document?.plan ?? ''
  const signed = readStatements(content.envelopes, content.keys, planDigest, options.trust)
  const trusted = trustedOf(signed.statements, options)
  const isForm = !read.ok && (read.problem.code === 'E_SCHEMA' || read.problem.code === 'E_SCHEMA_ID')
  const changed = document === null ? [] : changesOf(document, signed.statements)
  const found: Record<CheckId, Check> = {
    bundle: pass('bundle'),
    canonical: read.ok || isForm ? pass('canonical') : failed('canonical', read.problem.code, { where: 'plan', at: read.problem.at }),
    schema: read.ok
      ? { ...pass('schema'), message: { id: 'verify.public.schema', values: {} } }
      : isForm
        ? failed('schema', read.problem.code, { where: 'plan', path: read.problem.path })
        : notCheckable('schema', 'earlier'),
    statements: signed.form,
    digests: digestsCheck(document, signed.statements, changed),
    signatures: signed.signatures,
    keys: timeCheck(signed.statements, options.times) ?? keysCheck(signed, trusted, options.trust),
    policy: policyCheck(trusted, options.trust),
    knowledge: knowledgeCheck(document, options.knowledge),
    assessment: document === null ? notCheckable('assessment', 'earlier') : notCheckable('assessment', 'withheld'),
    log: logCheck(content, planDigest, signed.statements),
  }
  const checks = checkIds.map((id) => found[id])
  const withheld = document?.withheld.length ?? 0
  const strangers = options.trust === null && signed.statements.length > 0
  return {
    verdict: verdictOf(checks.filter(({ id, result }) => !(beyondPublic.has(id) && result === 'not-checkable'))),
    planDigest: document?.plan ?? null,
    checks,
    changed: [...changed],
    statements: signed.statements.map((statement) => withTime(statement, options.times)),
    warnings: [
      ...options.warnings,
      ...timeWarnings(signed.statements, content.times, options.times),
      ...(withheld === 0 ? [] : [warning('W_WITHHELD', { count: withheld })]),
      ...(strangers ? [warning('W_FPR_COMPARE')] : []),
    ],
  }
}

function changesOf(document: PublicPlan, statements: readonly ReadStatement[]): readonly string[] {
  const witness = statements.find(({ statement, summary }) => {
    const { parts } = statement.predicate
    return summary.signatureValid && publicChanges(document, parts).length > 0
  })
  return witness === undefined ? [] : publicChanges(document, witness.statement.predicate.parts)
}

/** Every statement must be about this plan and bind exactly these parts; what it repeats of them must be so. */
function digestsCheck(document: PublicPlan | null, statements: readonly ReadStatement[], changed: readonly string[]): Check {
  if (document === null || statements.length === 0) return notCheckable('digests', 'earlier')
  for (const { statement, summary } of statements) {
    const { number: at } = summary
    if (!summary.aboutThisPlan) return failed('digests', 'E_SUBJECT_DIGEST', { statement: at })
    const { parts, planId, previous, knowledge } = statement.predicate
    const wrong = publicChanges(document, parts)
    if (wrong.length > 0) {
      const list = (changed.length > 0 ? changed : wrong).slice(0, 5).map(partName)
      return { ...failed('digests', 'E_REDACTION'), message: { id: 'verify.fault.redaction', values: { statement: at, parts: { list }, count: wrong.length } } }
    }
    const named: readonly (readonly [string, unknown])[] = [
      ['/plan/id', planId],
      ['/plan/previous', previous],
      ...Object.entries(knowledge).map(([pack, digest]) => [`/knowledge/${pack}`, digest] as const),
    ]
    const lies = named.some(([pointer, value]) => {
      const part = Object.hasOwn(document.shown, pointer) ? document.shown[pointer] : undefined
      return part !== undefined && canonicalJson(part.value) !== canonicalJson(value)
    })
    if (lies) return failed('digests', 'E_STATEMENT', { statement: at })
  }
  const stray = strayVersion(statements)
  if (stray !== null) return failed('digests', 'E_STATEMENT', { statement: stray })
  return { ...pass('digests', { count: statements.length }), message: { id: 'verify.public.digests', values: { shown: Object.keys(document.shown).length, withheld: document.withheld.length } } }
}

function knowledgeCheck(document: PublicPlan | null, known: VerifyOptions['knowledge']): Check {
  if (document === null) return notCheckable('knowledge', 'earlier')
  if (known === null) return notCheckable('knowledge', 'no-knowledge')
  const named = Object.entries(document.shown).filter(([pointer]) => pointer.startsWith('/knowledge/'))
  const other = named.map(([pointer, { value }]) => [pointer.slice('/knowledge/'.length), value] as const).filter(([pack, digest]) => known[pack] !== digest)
  if (named.length === 0) return notCheckable('knowledge', 'withheld')
  return other.length === 0 ? pass('knowledge', { count: named.length }) : notCheckable('knowledge', 'other-knowledge', { packs: { list: other.map(([pack]) => pack) } })
}

function logCheck(content: PublicContent, planDigest: string, statements: readonly ReadStatement[]): Check {
  if (content.log === null || content.log === undefined) return notCheckable('log', 'no-log')
  const signed = statements.map(({ statement, summary }) => ({ number: summary.number, predicate: statement.predicate }))
  const found = checkEvidence(content.log, planDigest, signed)
  return found.ok
    ? { ...pass('log'), message: { id: 'verify.log.bundle', values: { size: found.size } } }
    : failed('log', found.fault.code, { statement: found.fault.statement })
}
