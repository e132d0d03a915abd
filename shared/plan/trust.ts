/**
 * Whose keys a board trusts, for which roles, and what an approval needs. It comes from the board, by another way than
 * the plan: a key inside a bundle is never trusted, and a plan cannot carry a policy.
 */
import { fail, ok, type Result } from '../base/result.ts'
import { longestPem, publicKeyOfPem, type KeyFault, type PublicKey } from '../base/envelope.ts'
import { parse, z, type Infer } from '../base/schema.ts'
import { parseStrictJson, type JsonFaultCode } from '../base/strict-json.ts'
import { hasExpired, parseBoard, rootFault, type Board, type BoardFault, type Policy } from './board.ts'
import { Instant, PersonName } from './plan.ts'
import { Role } from './statement.ts'

const PersonId = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/))

/** The file form of a trust store. */
export const TrustDocument = z.strictObject({
  schema: z.literal('homeport/trust/1'),
  /** Grows with every change. */
  version: z.int().check(z.minimum(1)),
  organization: PersonName,
  keys: z
    .array(
      z.strictObject({
        /** A person may have several keys and still counts once. */
        person: PersonId,
        name: PersonName,
        roles: z.array(Role).check(z.maxLength(20)),
        /** PEM, as `openssl pkey -pubout` writes it. */
        publicKey: z.string().check(z.maxLength(longestPem)),
        validFrom: z.nullable(Instant),
        validUntil: z.nullable(Instant),
        revokedAt: z.nullable(Instant),
      }),
    )
    .check(z.maxLength(500)),
  /** An approval needs this many persons in each of these roles. */
  required: z.array(z.strictObject({ role: Role, persons: z.int().check(z.minimum(1)) })).check(z.maxLength(50)),
})
export type TrustDocument = Infer<typeof TrustDocument>

export type TrustedKey = {
  readonly key: PublicKey
  readonly person: string
  readonly name: string
  /** Null: only whose key it is was said, not what the person may decide. */
  readonly roles: readonly string[] | null
  readonly validFrom: string | null
  readonly validUntil: string | null
  readonly revokedAt: string | null
  /** `all`: a statement counts only when every valid key of the person signed it. */
  readonly signsWith: 'any' | 'all'
  /** Ids of earlier keys of the person in whose place this one came. */
  readonly replaces?: readonly string[]
}

export type Trust = {
  readonly keys: ReadonlyMap<string, TrustedKey>
  /** What an approval needs. Empty: nobody said. */
  readonly policy: Policy
  /** `granted`: who signs as author must hold that role. */
  readonly authors: 'anyone' | 'granted'
  /** Day on which the store stopped saying anything about today; null while it holds. */
  readonly expired: string | null
  /** The moment at which the store is asked; missing where nobody said. */
  readonly askedAt?: string
  /** What the board calls each role. */
  readonly titles?: Readonly<Record<string, string>>
}

export type TrustFault = { readonly code: JsonFaultCode | KeyFault | 'E_SCHEMA' | 'E_DUP_KEY'; readonly path: string }

/** Reads a trust store. Weak keys and keys listed twice are refused. Never throws. */
export function parseTrust(bytes: Uint8Array): Result<Trust, TrustFault> {
  const json = parseStrictJson(bytes)
  if (!json.ok) return fail({ code: json.problem.code, path: '' })
  const form = parse(TrustDocument, json.value)
  if (!form.ok) return fail({ code: 'E_SCHEMA', path: form.problem.path })
  const keys = new Map<string, TrustedKey>()
  for (const [at, entry] of form.value.keys.entries()) {
    const key = publicKeyOfPem(entry.publicKey)
    if (!key.ok) return fail({ code: key.problem, path: `keys.${at}.publicKey` })
    if (keys.has(key.value.keyId)) return fail({ code: 'E_DUP_KEY', path: `keys.${at}.publicKey` })
    keys.set(key.value.keyId, { ...entry, key: key.value, signsWith: 'any' })
  }
  const required = form.value.required.map(({ role, persons }) => ({ roles: [role], persons }))
  return ok({ keys, policy: { approved: required, approvedWithConditions: required }, authors: 'anyone', expired: null })
}

/** The trust that a board's store gives. Whether its roots signed it was asked before. */
export function trustOfBoard({ document, keys }: Board, at: string): Trust {
  const trusted = new Map<string, TrustedKey>()
  for (const [keyId, { key, person: id, entry }] of keys) {
    const person = document.persons[id]
    if (person === undefined) continue
    const { name, roles, signsWith } = person
    const { validFrom, validUntil, revoked, rotation } = entry
    const earlier = [...keys].filter(([, held]) => held.person === id && held.entry.replacedBy === keyId).map(([old]) => old)
    const replaces = [...new Set([...earlier, ...(rotation === null ? [] : [rotation.from])])]
    trusted.set(keyId, { key, person: id, name, roles, signsWith, validFrom, validUntil, revokedAt: revoked?.at ?? null, replaces })
  }
  const expired = hasExpired(document, at) ? document.expiresAt.slice(0, 10) : null
  return { keys: trusted, policy: document.policy, authors: 'granted', expired, askedAt: at, titles: document.roles }
}

/** Trust in whose keys these are, without roles: the planner's own keys, or keys somebody checked by hand. */
export function trustOfKeys(keys: readonly { readonly key: PublicKey; readonly name: string }[]): Trust {
  const unlimited = { roles: null, validFrom: null, validUntil: null, revokedAt: null, signsWith: 'any' as const }
  return {
    keys: new Map(keys.map(({ key, name }) => [key.keyId, { key, person: key.keyId, name, ...unlimited }])),
    policy: { approved: [], approvedWithConditions: [] },
    authors: 'anyone',
    expired: null,
  }
}

/** A trust store in either form: a board's signed document, or a plain list that the reader vouches for by naming it. */
export function parseAnyTrust(bytes: Uint8Array, at: string): Result<Trust, TrustFault | BoardFault> {
  const board = parseBoard(bytes)
  if (board.ok) {
    const unsigned = rootFault(board.value)
    return unsigned === null ? ok(trustOfBoard(board.value, at)) : fail(unsigned)
  }
  const list = parseTrust(bytes)
  // Whichever form the file nearly has is the one whose fault helps.
  return list.ok || board.problem.code === 'E_ENV_FIELD' ? list : board
}
