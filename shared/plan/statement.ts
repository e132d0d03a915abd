/**
 * What one signer says about a plan: an in-toto Statement v1 over exactly one subject, the bytes of `plan.json`. Role,
 * decision and conditions are inside the signed bytes, so each signer has a statement of their own.
 */
import { canonicalJson } from '../base/canonical.ts'
import { utf8Bytes } from '../base/bytes.ts'
import { sha256Hex } from '../base/digest.ts'
import { KeyId, MainAlgorithm } from '../base/envelope.ts'
import { fail, type Result } from '../base/result.ts'
import { parse, z, type Infer } from '../base/schema.ts'
import { parseStrictJson, type JsonFaultCode } from '../base/strict-json.ts'
import { isPlainText } from '../base/text.ts'
import { Instant, PersonName, PlanId, Sha256 } from './plan.ts'
import { commitment, partValues, seedOf } from './redaction.ts'
import type { SignedPlan } from './signed-plan.ts'

const statementType = 'https://in-toto.io/Statement/v1'

/** Names the form of the predicate below. The host is reserved (RFC 2606): it is a name, never an address to open. */
export const predicateType = 'https://homeport.example/plan-decision/v1'

const subjectName = 'plan.json'

export const Decision = z.enum(['author', 'approve', 'approve-with-conditions', 'reject', 'withdraw'])
export type Decision = Infer<typeof Decision>

/** Roles are names in the board's trust store; `author` is everybody's. */
export const Role = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/))

const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** As names, on one line: a second line in a list of signers would read as a line of the verifier. */
const PersonTitle = z.string().check(
  z.maxLength(200),
  z.refine<string>((text) => isPlainText(text, false), 'holds characters that cannot be signed'),
)

export const Predicate = z.strictObject({
  planId: PlanId,
  /** Number of the signed version, from 1. */
  version: z.int().check(z.minimum(1)),
  /** Digest of the signed version this one grew from. */
  previous: z.nullable(Sha256),
  role: Role,
  decision: Decision,
  conditions: z.array(z.string().check(z.minLength(1), z.maxLength(4000))).check(z.maxLength(100)),
  /** What the signer's clock said. A claim, not evidence. */
  claimedTime: Instant,
  /** The latest moment that this installation had seen before, and whether its clock then ran behind it. */
  clock: z.strictObject({ highWater: z.nullable(Instant), behind: z.boolean() }),
  signer: z.strictObject({
    keyId: KeyId,
    algorithm: MainAlgorithm,
    /** What signers call themselves. Only a trust store says who a key belongs to. */
    name: PersonName,
    title: z.nullable(PersonTitle),
  }),
  /** Digest of each knowledge pack that the assessment rests on. */
  knowledge: z.record(z.string(), Sha256),
  /** Digest of the canonical assessment, after the salt of `/assessment` where the document has a seed. */
  assessment: Sha256,
  /** Digest of the canonical `machines` table of the plan (salted likewise), null when the plan has no probed machine. */
  hardware: z.nullable(Sha256),
  /** Digests of model files that the signer had at hand, by file name. */
  modelFiles: z.record(z.string().check(z.maxLength(255)), Sha256),
  /** Head of the author's audit log: before the author's statement, and as reviewers found it stated there. */
  auditLog: z.nullable(z.strictObject({ size: z.int().check(z.minimum(0)), root: Hash })),
  /** SHA-256 of each part of the document by JSON Pointer, so that a verifier can name the answer that was changed. */
  parts: z.record(z.string(), Hash),
})
export type Predicate = Infer<typeof Predicate>

export const Statement = z.strictObject({
  _type: z.literal(statementType),
  subject: z.tuple([z.strictObject({ name: z.literal(subjectName), digest: z.strictObject({ sha256: Hash }) })]),
  predicateType: z.literal(predicateType),
  predicate: Predicate,
})
export type Statement = Infer<typeof Statement>

/** Enough to say why a statement is not one of ours. */
const StatementHead = z.object({
  _type: z.literal(statementType),
  predicateType: z.literal(predicateType),
  subject: z.array(z.unknown()),
})

export type StatementFault = {
  readonly code: JsonFaultCode | 'E_NOT_CANONICAL' | 'E_TYPE' | 'E_SUBJECT_COUNT' | 'E_DIGEST_ALG' | 'E_SCHEMA'
  /** Member that does not fit, empty where the code says it all. */
  readonly path: string
}

/** What a signer adds to the document. */
export type Act = Pick<
  Predicate,
  'version' | 'role' | 'decision' | 'conditions' | 'claimedTime' | 'clock' | 'signer' | 'auditLog' | 'modelFiles'
>

/**
 * The bytes to sign: the canonical statement of one signer about the exact text of `plan.json`. Nobody must ever sign
 * what no verifier will accept, so a text or an act that could not be read back is a bug of the caller.
 */
export function statementBytes(text: string, document: SignedPlan, act: Act): Uint8Array {
  const statement: Statement = {
    _type: statementType,
    subject: [{ name: subjectName, digest: { sha256: sha256Hex(text) } }],
    predicateType,
    predicate: { ...boundBy(document), ...act },
  }
  const payload = utf8Bytes(canonicalJson(statement))
  if (!parseStrictJson(text).ok || !parseStatement(payload).ok) throw new Error('this plan could not be verified once signed')
  return payload
}

/** What follows from the document alone; a verifier derives it again. */
export function boundBy(
  document: SignedPlan,
): Pick<Predicate, 'planId' | 'previous' | 'knowledge' | 'assessment' | 'hardware' | 'parts'> {
  const { plan } = document
  const seed = seedOf(document)
  return {
    planId: plan.id,
    previous: plan.previous,
    knowledge: document.knowledge,
    // Salted too: whoever guessed a withheld answer could assess again and compare.
    assessment: `sha256:${commitment(seed, '/assessment', document.assessment)}`,
    hardware: Object.keys(plan.machines).length === 0 ? null : `sha256:${commitment(seed, '/plan/machines', plan.machines)}`,
    parts: partsOf(document),
  }
}

/** Reads the payload of an envelope. Never throws. */
export function parseStatement(payload: Uint8Array): Result<Statement, StatementFault> {
  const json = parseStrictJson(payload)
  if (!json.ok) return fail({ code: json.problem.code, path: '' })
  const value: unknown = json.value
  const canonical = utf8Bytes(canonicalJson(value))
  if (canonical.length !== payload.length || canonical.some((byte, at) => byte !== payload[at]))
    return fail({ code: 'E_NOT_CANONICAL', path: '' })
  const head = z.safeParse(StatementHead, value)
  if (!head.success) return fail({ code: 'E_TYPE', path: '' })
  if (head.data.subject.length !== 1) return fail({ code: 'E_SUBJECT_COUNT', path: '' })
  const statement = parse(Statement, value)
  if (!statement.ok)
    return fail({
      code: statement.problem.path.startsWith('subject.0.digest') ? 'E_DIGEST_ALG' : 'E_SCHEMA',
      path: statement.problem.path,
    })
  const misfit = inconsistency(statement.value.predicate)
  return misfit === null ? statement : fail({ code: 'E_SCHEMA', path: misfit })
}

/** Rules between members that a form cannot say. */
function inconsistency(predicate: Predicate): string | null {
  if ((predicate.decision === 'author') !== (predicate.role === 'author')) return 'predicate.role'
  if ((predicate.decision === 'approve-with-conditions') !== predicate.conditions.length > 0)
    return 'predicate.conditions'
  return null
}

/**
 * Commitment to each part of a document, by JSON Pointer: each entry of the plan's tables, each other member of the
 * plan, and each member of the assessment and the knowledge. Salted where the document has a seed.
 */
export function partsOf(document: unknown): Record<string, string> {
  const seed = seedOf(document)
  return Object.fromEntries([...partValues(document)].map(([pointer, value]) => [pointer, commitment(seed, pointer, value)]))
}

/** The parts that differ between a statement and a document, answers first. */
export function changedParts(signed: Readonly<Record<string, string>>, document: unknown): readonly string[] {
  const present = partsOf(document)
  return [...new Set([...Object.keys(signed), ...Object.keys(present)])]
    .filter((pointer) => signed[pointer] !== present[pointer])
    .toSorted((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1))
}

function rank(pointer: string): number {
  return pointer.startsWith('/plan/answers/') ? 0 : pointer.startsWith('/plan/') ? 1 : 2
}
