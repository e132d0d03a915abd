/**
 * Whose keys a board trusts, for which roles, and what an approval needs. It comes from the board, by another way than
 * the plan: a key inside a bundle is never trusted, and a plan cannot carry a policy.
 */
import { fail, ok, type Result } from '../base/result.ts'
import { publicKeyOfPem, type KeyFault, type PublicKey } from '../base/envelope.ts'
import { instantNumber } from '../base/instant.ts'
import { parse, z, type Infer } from '../base/schema.ts'
import { parseStrictJson, type JsonFaultCode } from '../base/strict-json.ts'
import { Instant } from './plan.ts'
import { Role, type Predicate } from './statement.ts'

const PersonId = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/))

/** The file form of a trust store. */
export const TrustDocument = z.strictObject({
  schema: z.literal('homeport/trust/1'),
  /** Grows with every change. */
  version: z.int().check(z.minimum(1)),
  organization: z.string().check(z.minLength(1), z.maxLength(200)),
  keys: z
    .array(
      z.strictObject({
        /** A person may have several keys and still counts once. */
        person: PersonId,
        name: z.string().check(z.minLength(1), z.maxLength(200)),
        roles: z.array(Role).check(z.maxLength(20)),
        /** PEM, as `openssl pkey -pubout` writes it. */
        publicKey: z.string().check(z.maxLength(2000)),
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
}

export type Trust = {
  readonly keys: ReadonlyMap<string, TrustedKey>
  readonly required: TrustDocument['required']
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
    keys.set(key.value.keyId, { ...entry, key: key.value })
  }
  return ok({ keys, required: form.value.required })
}

/** Trust in whose keys these are, without roles: the planner's own keys, or keys somebody checked by hand. */
export function trustOfKeys(keys: readonly { readonly key: PublicKey; readonly name: string }[]): Trust {
  const unlimited = { roles: null, validFrom: null, validUntil: null, revokedAt: null }
  return {
    keys: new Map(keys.map(({ key, name }) => [key.keyId, { key, person: key.keyId, name, ...unlimited }])),
    required: [],
  }
}

/** A statement whose signature is good, by a key of the trust store. */
export type TrustedStatement = { readonly number: number; readonly predicate: Predicate; readonly by: TrustedKey }

export type PolicyFault = {
  readonly code: 'E_KEY_EXPIRED' | 'E_REVOKED' | 'E_ROLE' | 'E_SOD' | 'E_REJECTED' | 'E_THRESHOLD'
  readonly statement: number
  readonly role: string
  readonly have: number
  readonly need: number
}

/** The first key that was not valid when its signer says to have signed. A revoked key proves nothing without a time stamp. */
export function validityFault(statements: readonly TrustedStatement[]): PolicyFault | null {
  for (const { number, predicate, by } of statements) {
    const fault = (code: PolicyFault['code']): PolicyFault =>
      ({ code, statement: number, role: predicate.role, have: 0, need: 0 })
    if (by.revokedAt !== null) return fault('E_REVOKED')
    const at = instantNumber(predicate.claimedTime) ?? 0
    const from = by.validFrom === null ? null : instantNumber(by.validFrom)
    const until = by.validUntil === null ? null : instantNumber(by.validUntil)
    if ((from !== null && at < from) || (until !== null && at > until)) return fault('E_KEY_EXPIRED')
  }
  return null
}

/**
 * The first rule of the board that is broken or not met: roles are granted by the trust store only, authors do not
 * approve, one rejection blocks, thresholds count persons.
 */
export function policyFault(statements: readonly TrustedStatement[], required: Trust['required']): PolicyFault | null {
  const none = { have: 0, need: 0 }
  const authors = new Set(statements.filter(isAuthor).map(({ by }) => by.person))
  const others = statements.filter((statement) => !isAuthor(statement))
  for (const { number, predicate, by } of others) {
    const at = { statement: number, role: predicate.role, ...none }
    if (by.roles !== null && !by.roles.includes(predicate.role)) return { code: 'E_ROLE', ...at }
    if (authors.has(by.person)) return { code: 'E_SOD', ...at }
    if (predicate.decision === 'reject') return { code: 'E_REJECTED', ...at }
  }
  for (const { role, persons } of required) {
    const inRole = role === 'author' ? statements.filter(isAuthor) : others.filter(({ predicate }) => predicate.role === role)
    const withdrawn = new Set(inRole.filter(({ predicate }) => predicate.decision === 'withdraw').map(({ by }) => by.person))
    const have = new Set(inRole.map(({ by }) => by.person).filter((person) => !withdrawn.has(person))).size
    if (have < persons) return { code: 'E_THRESHOLD', statement: 0, role, have, need: persons }
  }
  return null
}

function isAuthor({ predicate }: TrustedStatement): boolean {
  return predicate.decision === 'author'
}
