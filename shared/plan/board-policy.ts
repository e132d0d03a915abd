/**
 * What the statements about one plan amount to under a board's policy. Roles are granted by the trust store only, authors
 * do not decide on their own plan, one rejection blocks, thresholds count persons.
 *
 * Of one person in one role, a withdrawal lifts what they said before it by their own clock; everything else stands.
 * So an approval after a rejection lifts nothing: who rejected must withdraw first. At the very same moment, what is
 * stricter holds. Nothing depends on the order in which statements arrive.
 */
import { instantNumber } from '../base/instant.ts'
import type { Requirement } from './board.ts'
import type { Predicate } from './statement.ts'
import type { Trust, TrustedKey } from './trust.ts'

/** A statement whose signatures are good, one of them by a key of the trust store. */
export type TrustedStatement = {
  readonly number: number
  readonly predicate: Predicate
  readonly by: TrustedKey
  /** Ids of all keys that signed it. */
  readonly signedBy: readonly string[]
  /** The earliest moment by which it provably existed: a time stamp, or a log that others witnessed. Null: none. */
  readonly provenBy: string | null
}

export type PolicyFault = {
  readonly code: 'E_KEY_EXPIRED' | 'E_REVOKED' | 'E_ALL_OF' | 'E_ROLE' | 'E_SOD' | 'E_REJECTED' | 'E_THRESHOLD'
  readonly statement: number
  readonly role: string
  readonly have: number
  readonly need: number
}

/** One requirement, and the persons who meet it. Nobody is counted for two. */
export type MetRequirement = Requirement & { readonly by: readonly string[] }

export type Standing = {
  readonly outcome: 'approved' | 'approved-with-conditions' | 'rejected' | 'open' | 'broken'
  /** What makes it `broken` or `rejected`, or the first thing that is missing. */
  readonly fault: PolicyFault | null
  /** The requirements by which the outcome was judged. */
  readonly requirements: readonly MetRequirement[]
  /** Numbers of the statements that stand; withdrawn ones and withdrawals do not. */
  readonly standing: ReadonlySet<number>
}

/** The first key that was not valid when it signed. A revoked key counts only with proof that it signed before. */
export function validityFault(statements: readonly TrustedStatement[], trust: Trust): PolicyFault | null {
  for (const statement of statements) {
    const code = keyFault(statement, trust)
    if (code !== null) return faultAt(code, statement)
  }
  return null
}

function keyFault(statement: TrustedStatement, trust: Trust): PolicyFault['code'] | null {
  const { predicate, by, signedBy, provenBy } = statement
  const claimed = instantNumber(predicate.claimedTime) ?? 0
  if (by.revokedAt !== null && !isBefore(provenBy, by.revokedAt)) return 'E_REVOKED'
  if (!isValidAt(by, claimed)) return 'E_KEY_EXPIRED'
  if (by.signsWith === 'any') return null
  const own = [...trust.keys].filter(([, key]) => key.person === by.person && key.revokedAt === null)
  const missing = own.some(([keyId, key]) => !signedBy.includes(keyId) && !isExcused(key, statement, trust))
  return missing ? 'E_ALL_OF' : null
}

/**
 * Whether a statement can do without one of the keys that must all sign. The claimed time does not excuse it by itself:
 * whoever has one key only could write a date at which the other was not valid yet, or is not valid any more.
 */
function isExcused(key: TrustedKey, { predicate, signedBy, provenBy }: TrustedStatement, { askedAt }: Trust): boolean {
  const claimed = instantNumber(predicate.claimedTime) ?? 0
  const { validFrom, validUntil } = key
  if (isValidAt(key, claimed)) return false
  if (validUntil !== null && claimed > (instantNumber(validUntil) ?? 0)) return askedAt === undefined || isBefore(validUntil, askedAt)
  const isLater = (moment: string | null): boolean => validFrom !== null && isBefore(moment, validFrom)
  return isLater(provenBy) || isLater(askedAt ?? null) || (key.replaces ?? []).some((old) => signedBy.includes(old))
}

function isBefore(earlier: string | null, later: string): boolean {
  const [from, to] = [earlier === null ? null : instantNumber(earlier), instantNumber(later)]
  return from !== null && to !== null && from < to
}

function isValidAt(key: TrustedKey, at: number): boolean {
  const from = key.validFrom === null ? null : instantNumber(key.validFrom)
  const until = key.validUntil === null ? null : instantNumber(key.validUntil)
  return (from === null || at >= from) && (until === null || at <= until)
}

/** What the statements amount to. Keys must have been found valid before. */
export function standingOf(statements: readonly TrustedStatement[], trust: Trust): Standing {
  const { policy } = trust
  const authors = statements.filter(isAuthor)
  const others = statements.filter((statement) => !isAuthor(statement))
  const standing = others.filter((statement) => stands(statement, others))
  const numbers = new Set([...authors, ...standing].map(({ number }) => number))
  const broken = (fault: PolicyFault): Standing => ({ outcome: 'broken', fault, requirements: [], standing: numbers })
  if (trust.authors === 'granted') {
    const pretender = authors.find(({ by }) => by.roles?.includes('author') === false)
    if (pretender !== undefined) return broken(faultAt('E_ROLE', pretender))
  }
  const authoring = new Set(authors.map(({ by }) => by.person))
  for (const statement of others) {
    const { roles, person } = statement.by
    if (roles !== null && !roles.includes(statement.predicate.role)) return broken(faultAt('E_ROLE', statement))
    if (authoring.has(person)) return broken(faultAt('E_SOD', statement))
  }
  const plain = standing.filter(({ predicate }) => predicate.decision === 'approve')
  const approvals = standing.filter(({ predicate }) => predicate.decision !== 'reject')
  const full = meet(policy.approved, plain, authors)
  const conditional = meet(policy.approvedWithConditions, approvals, authors)
  // The way that is nearer to its end is the one to show.
  const conditioned = approvals.length > plain.length && policy.approvedWithConditions.length > 0
  const shown = firstUnmet(full) === null || !conditioned ? full : conditional
  const rejection = standing.find(({ predicate }) => predicate.decision === 'reject')
  const of = (outcome: Standing['outcome'], fault: PolicyFault | null, requirements = shown): Standing =>
    ({ outcome, fault, requirements, standing: numbers })
  if (rejection !== undefined) return of('rejected', faultAt('E_REJECTED', rejection))
  if (trust.authors === 'granted' && authors.length === 0)
    return of('open', { code: 'E_THRESHOLD', statement: 0, role: 'author', have: 0, need: 1 })
  const missing = firstUnmet(shown)
  if (missing !== null) return of('open', missing)
  if (shown.length === 0) return of('open', null)
  return of(shown === full ? 'approved' : 'approved-with-conditions', null)
}

/** Null where the rules of the board are met, or where it has none. */
export function policyFault(statements: readonly TrustedStatement[], trust: Trust): PolicyFault | null {
  return standingOf(statements, trust).fault
}

function faultAt(code: PolicyFault['code'], { number, predicate }: TrustedStatement): PolicyFault {
  return { code, statement: number, role: predicate.role, have: 0, need: 0 }
}

function isAuthor({ predicate }: TrustedStatement): boolean {
  return predicate.decision === 'author'
}

function stands(statement: TrustedStatement, all: readonly TrustedStatement[]): boolean {
  const { decision, role } = statement.predicate
  if (decision === 'withdraw') return false
  const said = timeOf(statement)
  return !all.some(
    (other) =>
      other.predicate.decision === 'withdraw' &&
      other.predicate.role === role &&
      other.by.person === statement.by.person &&
      (decision === 'reject' ? timeOf(other) > said : timeOf(other) >= said),
  )
}

function timeOf({ predicate }: TrustedStatement): number {
  return instantNumber(predicate.claimedTime) ?? 0
}

/** Assigns persons to requirements so that as many as possible are met (augmenting paths), each person to one only. */
function meet(
  requirements: readonly Requirement[],
  approvals: readonly TrustedStatement[],
  authors: readonly TrustedStatement[],
): readonly MetRequirement[] {
  const able = requirements.map(({ roles }) => {
    const from = roles.includes('author') ? [...approvals, ...authors] : approvals
    return [...new Set(from.filter(({ predicate }) => roles.includes(predicate.role)).map(({ by }) => by.person))].toSorted()
  })
  const taken = new Map<string, number>()
  const places = requirements.map(({ persons }) => persons)
  const count = (at: number): number => [...taken.values()].filter((requirement) => requirement === at).length
  const seat = (person: string, tried: Set<number>): boolean => {
    for (const [at, persons] of able.entries()) {
      if (!persons.includes(person) || tried.has(at)) continue
      tried.add(at)
      if (count(at) < (places[at] ?? 0)) {
        taken.set(person, at)
        return true
      }
      const seated = [...taken].filter(([, where]) => where === at).map(([other]) => other)
      for (const other of seated) {
        taken.delete(other)
        if (seat(other, tried)) {
          taken.set(person, at)
          return true
        }
        taken.set(other, at)
      }
    }
    return false
  }
  for (const person of new Set(able.flat())) seat(person, new Set())
  return requirements.map((requirement, at) => ({
    ...requirement,
    by: [...taken].filter(([, where]) => where === at).map(([person]) => person).toSorted(),
  }))
}

function firstUnmet(requirements: readonly MetRequirement[]): PolicyFault | null {
  const unmet = requirements.find(({ by, persons }) => by.length < persons)
  return unmet === undefined
    ? null
    : { code: 'E_THRESHOLD', statement: 0, role: unmet.roles.join(' / '), have: unmet.by.length, need: unmet.persons }
}
