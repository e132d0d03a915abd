/**
 * The trust store of a review board: persons, roles, keys and the policy, as a document that grows by versions and is
 * signed by its root keys (k of n, as the root of TUF). Envelope: DSSE with a type of its own, so that nothing signed for
 * a board can pass for a statement about a plan.
 */
import { base64Of, bytesOfBase64, utf8Bytes } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical.ts'
import { digestOf } from '../base/digest.ts'
import {
  Algorithm,
  envelopeText,
  isSignedBy,
  KeyId,
  parseEnvelope,
  preAuthentication,
  publicKeyOf,
  type EnvelopeFault,
  type EnvelopeSignature,
  type KeyFault,
  type PublicKey,
} from '../base/envelope.ts'
import { instantNumber } from '../base/instant.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { parse, z, type Infer } from '../base/schema.ts'
import { defaultJsonLimits, parseStrictJson, type JsonFaultCode } from '../base/strict-json.ts'
import { isPlainText } from '../base/text.ts'
import { Instant, PersonName, PlanId } from './plan.ts'
import { Role } from './statement.ts'

export const boardPayloadType = 'application/vnd.homeport.board+json'
/** What an old key signs to vouch for the key that takes its place. */
export const rotationPayloadType = 'application/vnd.homeport.key-rotation+json'

const maximalRoots = 20

export const PersonId = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{0,79}$/))
const OneLine = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine<string>((text) => isPlainText(text, false), 'holds characters that cannot be signed'),
)

/** A public key as the store holds it: DER in base64, and the algorithm that it must be. */
export const BoardKey = z.strictObject({ algorithm: Algorithm, spki: z.string().check(z.maxLength(3000)) })
export type BoardKey = Infer<typeof BoardKey>

export const RevocationReason = z.enum(['lost', 'compromised', 'superseded', 'left'])
export type RevocationReason = Infer<typeof RevocationReason>

export const PersonKey = z.strictObject({
  ...BoardKey.shape,
  validFrom: Instant,
  validUntil: z.nullable(Instant),
  /** From this moment on, nothing that the key signed counts unless it provably existed before. */
  revoked: z.nullable(z.strictObject({ at: Instant, reason: RevocationReason })),
  replacedBy: z.nullable(KeyId),
  /** The person's earlier key vouches for this one. Null: the roots alone do, as for a first or a lost key. */
  rotation: z.nullable(z.strictObject({ from: KeyId, signature: z.string().check(z.maxLength(8192)) })),
})
export type PersonKey = Infer<typeof PersonKey>

export const Person = z.strictObject({
  name: PersonName,
  roles: z.array(Role).check(z.maxLength(20)),
  /** `all`: a statement counts only when every valid key of the person signed it. */
  signsWith: z.enum(['any', 'all']),
  keys: z.array(PersonKey).check(z.minLength(1), z.maxLength(20)),
})
export type Person = Infer<typeof Person>

/** So many persons out of those who hold one of these roles. */
export const Requirement = z.strictObject({
  roles: z.array(Role).check(z.minLength(1), z.maxLength(20)),
  persons: z.int().check(z.minimum(1), z.maximum(100)),
})
export type Requirement = Infer<typeof Requirement>
const Requirements = z.array(Requirement).check(z.maxLength(50))

/** What each decision of the board needs. No person counts for two requirements. */
export const Policy = z.strictObject({
  /** Approvals without conditions that make a plan approved. */
  approved: Requirements.check(z.minLength(1)),
  /** Approvals with or without conditions that make it approved with conditions. Empty: the board decides without conditions only. */
  approvedWithConditions: Requirements,
})
export type Policy = Infer<typeof Policy>

export const BoardDocument = z.strictObject({
  schema: z.literal('homeport/board/1'),
  /** Tells one board from another; it never changes. */
  board: PlanId,
  organization: OneLine,
  /** Grows with every change. */
  version: z.int().check(z.minimum(1)),
  issuedAt: Instant,
  /** After this day the store says nothing about today. */
  expiresAt: Instant,
  root: z.strictObject({
    /** So many of the root keys must sign a version. */
    threshold: z.int().check(z.minimum(1)),
    keys: z.array(z.strictObject({ ...BoardKey.shape, name: PersonName })).check(z.minLength(1), z.maxLength(maximalRoots)),
  }),
  /** What the board calls each role. */
  roles: z.record(Role, OneLine),
  persons: z.record(PersonId, Person),
  policy: Policy,
})
export type BoardDocument = Infer<typeof BoardDocument>

/** A store whose form and keys were checked. */
export type Board = {
  readonly document: BoardDocument
  /** Exact bytes that the roots sign. */
  readonly payload: Uint8Array
  readonly digest: string
  readonly roots: ReadonlyMap<string, PublicKey>
  /** Every key of every person. */
  readonly keys: ReadonlyMap<string, HeldKey>
  readonly signatures: readonly EnvelopeSignature[]
}

export type HeldKey = { readonly key: PublicKey; readonly person: string; readonly entry: PersonKey }

export type BoardFault = {
  readonly code:
    | JsonFaultCode
    | EnvelopeFault
    | KeyFault
    | 'E_NOT_CANONICAL'
    | 'E_SCHEMA'
    | 'E_DUP_KEY'
    | 'E_ROTATION'
    | 'E_ROOT'
    | 'E_ROOT_SIGNATURE'
    | 'E_ROLLBACK'
    | 'E_FORK'
    | 'E_OTHER_BOARD'
    | 'E_EXPIRED'
  readonly path: string
}

const fault = (code: BoardFault['code'], path = ''): { readonly ok: false; readonly problem: BoardFault } => fail({ code, path })

/** The bytes that roots sign: the canonical document. */
export function boardPayload(document: BoardDocument): Uint8Array {
  return utf8Bytes(canonicalJson(document))
}

/** Reads a trust store. Whether enough roots signed it is asked of `rootFault` and `acceptBoard`. Never throws. */
export function parseBoard(bytes: Uint8Array): Result<Board, BoardFault> {
  const envelope = parseEnvelope(bytes, boardPayloadType, maximalRoots)
  if (!envelope.ok) return fault(envelope.problem)
  return readBoard(envelope.value.payload, envelope.value.signatures)
}

/** Checks a document and its keys, such as a draft before it is signed. Never throws. */
export function readBoard(payload: Uint8Array, signatures: readonly EnvelopeSignature[] = []): Result<Board, BoardFault> {
  const json = parseStrictJson(payload, { ...defaultJsonLimits, maxBytes: 4 * 1024 * 1024 })
  if (!json.ok) return fault(json.problem.code)
  const value: unknown = json.value
  const canonical = utf8Bytes(canonicalJson(value))
  if (canonical.length !== payload.length || canonical.some((byte, at) => byte !== payload[at])) return fault('E_NOT_CANONICAL')
  const form = parse(BoardDocument, value)
  if (!form.ok) return fault('E_SCHEMA', form.problem.path)
  const misfit = inconsistency(form.value)
  if (misfit !== null) return fault('E_SCHEMA', misfit)
  const roots = rootsOf(form.value)
  if (!roots.ok) return roots
  const keys = keysOf(form.value)
  if (!keys.ok) return keys
  return ok({ document: form.value, payload, digest: digestOf(payload), roots: roots.value, keys: keys.value, signatures })
}

/** Rules between members that a form cannot say. */
function inconsistency(document: BoardDocument): string | null {
  const { root, roles, persons, policy, issuedAt, expiresAt } = document
  if (root.threshold > root.keys.length) return 'root.threshold'
  const [issued, expires] = [instantNumber(issuedAt), instantNumber(expiresAt)]
  if (issued === null || expires === null || expires <= issued) return 'expiresAt'
  const known = (role: string): boolean => Object.hasOwn(roles, role)
  if (!known('author')) return 'roles.author'
  for (const [id, person] of Object.entries(persons)) {
    if (!person.roles.every(known) || new Set(person.roles).size < person.roles.length) return `persons.${id}.roles`
    for (const [at, { validFrom, validUntil, revoked }] of person.keys.entries())
      if ([validFrom, validUntil, revoked?.at ?? null].some((moment) => moment !== null && instantNumber(moment) === null))
        return `persons.${id}.keys.${at}`
  }
  for (const name of ['approved', 'approvedWithConditions'] as const)
    for (const [at, requirement] of policy[name].entries()) {
      const place = `policy.${name}.${at}`
      // Authors never decide on their own plan, so no decision can need one.
      if (!requirement.roles.every((role) => known(role) && role !== 'author')) return place
      if (new Set(requirement.roles).size < requirement.roles.length) return place
    }
  return null
}

function keyOf(entry: BoardKey, path: string): Result<PublicKey, BoardFault> {
  const der = bytesOfBase64(entry.spki)
  const key = der === null ? null : publicKeyOf(der)
  if (key === null) return fault('E_KEY_FORM', path)
  if (!key.ok) return fault(key.problem, path)
  return key.value.algorithm === entry.algorithm ? key : fault('E_KEY_FORM', path)
}

function rootsOf({ root }: BoardDocument): Result<ReadonlyMap<string, PublicKey>, BoardFault> {
  const roots = new Map<string, PublicKey>()
  for (const [at, entry] of root.keys.entries()) {
    const key = keyOf(entry, `root.keys.${at}`)
    if (!key.ok) return key
    if (roots.has(key.value.keyId)) return fault('E_DUP_KEY', `root.keys.${at}`)
    roots.set(key.value.keyId, key.value)
  }
  return ok(roots)
}

function keysOf(document: BoardDocument): Result<ReadonlyMap<string, HeldKey>, BoardFault> {
  const keys = new Map<string, HeldKey>()
  for (const [person, { keys: entries }] of Object.entries(document.persons))
    for (const [at, entry] of entries.entries()) {
      const path = `persons.${person}.keys.${at}`
      const key = keyOf(entry, path)
      if (!key.ok) return key
      if (keys.has(key.value.keyId)) return fault('E_DUP_KEY', path)
      keys.set(key.value.keyId, { key: key.value, person, entry })
    }
  for (const [keyId, { person, entry }] of keys) {
    const path = `persons.${person}.keys`
    if (entry.replacedBy !== null && (entry.replacedBy === keyId || keys.get(entry.replacedBy)?.person !== person)) return fault('E_ROTATION', path)
    if (entry.rotation === null) continue
    const old = keys.get(entry.rotation.from)
    const signature = bytesOfBase64(entry.rotation.signature)
    const holds =
      old?.person === person &&
      signature !== null &&
      isSignedBy(old.key, rotationBytes(document.board, person, entry.rotation.from, keyId), signature)
    if (!holds) return fault('E_ROTATION', path)
  }
  return ok(keys)
}

/** What the old key signs when a person changes keys. Bound to the board, so that it is of no use elsewhere. */
export function rotationBytes(board: string, person: string, from: string, to: string): Uint8Array {
  return preAuthentication(utf8Bytes(canonicalJson({ board, from, person, to })), rotationPayloadType)
}

/** How many of a store's roots signed a payload. Every signature of a root must hold; others do not count. */
function signedBy(roots: ReadonlyMap<string, PublicKey>, { payload, signatures }: Pick<Board, 'payload' | 'signatures'>): number | null {
  const message = preAuthentication(payload, boardPayloadType)
  let count = 0
  for (const { keyId, signature } of signatures) {
    const key = roots.get(keyId)
    if (key === undefined) continue
    if (!isSignedBy(key, message, signature)) return null
    count += 1
  }
  return count
}

/** Signatures of own roots that a version has and needs; null where one is false. */
export function rootSignatures(board: Board): { readonly have: number; readonly need: number } | null {
  const have = signedBy(board.roots, board)
  return have === null ? null : { have, need: board.document.root.threshold }
}

/** Null when enough of its own roots signed a store. */
export function rootFault(board: Board): BoardFault | null {
  const signed = rootSignatures(board)
  if (signed === null) return { code: 'E_ROOT_SIGNATURE', path: 'signatures' }
  return signed.have < signed.need ? { code: 'E_ROOT', path: 'signatures' } : null
}

/**
 * A later version of the same board that some of the roots in use have signed and others still have to. What only
 * strangers signed is never offered for signing: it would be asking the board to let them in.
 */
export function awaitsRoots(next: Board, current: Board): boolean {
  const later = next.document.board === current.document.board && next.document.version > current.document.version
  return later && (signedBy(current.roots, next) ?? 0) > 0 && rootSignatures(next) !== null
}

/**
 * Whether a store may take the place of the one in use: the same board, a higher version, enough of the old roots and
 * enough of the new. `same`: it is the one in use. For the first store `current` is null; whose roots they are is then
 * for a person to say, by the fingerprint.
 */
export function acceptBoard(next: Board, current: Board | null, at: string): Result<'newer' | 'same', BoardFault> {
  const unsigned = rootFault(next)
  if (unsigned !== null) return fail(unsigned)
  if (current !== null) {
    if (next.document.board !== current.document.board) return fault('E_OTHER_BOARD')
    if (next.digest === current.digest) return ok('same')
    if (next.document.version === current.document.version) return fault('E_FORK')
    if (next.document.version < current.document.version) return fault('E_ROLLBACK')
    const trusted = signedBy(current.roots, next)
    if (trusted === null) return fault('E_ROOT_SIGNATURE', 'signatures')
    if (trusted < current.document.root.threshold) return fault('E_ROOT', 'signatures')
  }
  return hasExpired(next.document, at) ? fault('E_EXPIRED', 'expiresAt') : ok('newer')
}

export function hasExpired({ expiresAt }: Pick<BoardDocument, 'expiresAt'>, at: string): boolean {
  const [now, end] = [instantNumber(at), instantNumber(expiresAt)]
  return now === null || end === null || now > end
}

/** The text of a store with its signatures, one per root, in the order of their keys. */
export function boardText(payload: Uint8Array, signatures: readonly EnvelopeSignature[]): string {
  const one = new Map(signatures.map((signature) => [signature.keyId, signature]))
  const sorted = [...one.values()].toSorted((left, right) => (left.keyId < right.keyId ? -1 : 1))
  return envelopeText({ payload, signatures: sorted }, boardPayloadType)
}

/** A public key in the form of the store. */
export function boardKeyOf(key: PublicKey): BoardKey {
  return { algorithm: key.algorithm, spki: base64Of(key.der) }
}
