/** Who has decided about a signed version, who is missing, and what each statement counts for: made for a screen. */
import { z, type Infer } from '../base/schema.ts'
import { Message } from '../domain/vocabulary.ts'
import { policyFault, standingOf, validityFault, type PolicyFault, type TrustedStatement } from './board-policy.ts'
import type { BoardDocument, Requirement } from './board.ts'
import { Instant, Sha256 } from './plan.ts'
import { Decision } from './statement.ts'
import { trustOfKeys, type Trust } from './trust.ts'
import { failed, type StatementSummary } from './verification.ts'
import type { TimeOutcomes } from './verify-times.ts'
import { trustedStatements, verifyContent, type BundleContent, type VerifyOptions } from './verify.ts'

const PersonLine = z.strictObject({ id: z.string(), name: z.string() })

export const StandingLine = z.strictObject({
  /** Titles of the roles, any of which will do. */
  roles: z.array(z.string()),
  persons: z.int(),
  /** Who meets it. */
  by: z.array(PersonLine),
  /** Who could, and has said nothing that stands. */
  missing: z.array(PersonLine),
  /** Who could, and decided otherwise: a rejection, or conditions that this way does not allow. */
  otherwise: z.array(PersonLine),
})

export const StatementLine = z.strictObject({
  number: z.int(),
  keyId: z.string(),
  /** The person in the trust store; null where none vouches for the key. */
  person: z.nullable(z.string()),
  claimedName: z.string(),
  role: z.string(),
  decision: Decision,
  conditions: z.array(z.string()),
  claimedTime: Instant,
  /** The moment that an authority vouches for; null where there is no token that can be checked here. */
  attested: z.nullable(z.strictObject({ at: Instant, authority: z.string() })),
  /** Whether it counts, and if not, why. */
  state: z.enum(['counts', 'withdrawn', 'withdrawal', 'unknown-key', 'not-valid']),
  /** Why it is not valid, in words. */
  why: z.nullable(Message),
})

export const BoardStanding = z.strictObject({
  /** `no-board`: there is no trust store to judge by. */
  outcome: z.enum(['approved', 'approved-with-conditions', 'rejected', 'open', 'broken', 'no-board']),
  /** What stands in the way, in words. */
  reason: z.nullable(Message),
  lines: z.array(StandingLine),
  statements: z.array(StatementLine),
  /** What every statement here is about. */
  version: z.int(),
  planDigest: Sha256,
})
export type BoardStanding = Infer<typeof BoardStanding>

/** Judges the statements about one version. `document`: the store's words; null where there is no board. */
export function boardStanding(
  content: BundleContent,
  version: number,
  planDigest: string,
  trust: Trust | null,
  document: BoardDocument | null,
  times?: TimeOutcomes,
): BoardStanding {
  const options: VerifyOptions = { trust: trust ?? trustOfKeys([]), knowledge: null, assess: null, log: null, warnings: [], ...(times === undefined ? {} : { times }) }
  const { statements } = verifyContent(content, options)
  const trusted = trustedStatements(content, options)
  const valid = trust === null ? [] : trusted.filter((statement) => validityFault([statement], trust) === null)
  const judged = trust === null ? null : standingOf(valid, trust)
  const invalid = trust === null ? null : validityFault(trusted, trust)
  const fault = judged?.fault ?? null
  const outcome = trust === null ? 'no-board' : invalid === null ? (judged?.outcome ?? 'open') : 'broken'
  const reason = invalid ?? fault
  return {
    outcome,
    reason: reason === null || outcome === 'approved' || outcome === 'approved-with-conditions' ? null : failed('policy', reason.code, valuesOf(reason, document)).message,
    lines: document === null ? [] : linesOf(judged?.requirements ?? [], document, new Set(valid.filter(({ number }) => judged?.standing.has(number) === true).map(({ by }) => by.person))),
    statements: statements.map((summary) => statementLine(summary, trusted, judged?.standing ?? new Set(), trust, document)),
    version,
    planDigest,
  }
}

function valuesOf({ statement, role, have, need }: PolicyFault, document: BoardDocument | null) {
  const titles = role.split(' / ').map((name) => document?.roles[name] ?? name)
  return { statement, role: titles.join(' / '), have, need }
}

function linesOf(requirements: readonly (Requirement & { readonly by: readonly string[] })[], document: BoardDocument, decided: ReadonlySet<string>): BoardStanding['lines'] {
  const used = new Set(requirements.flatMap(({ by }) => by))
  const person = (id: string) => ({ id, name: document.persons[id]?.name ?? id })
  return requirements.map(({ roles, persons, by }) => {
    const able = Object.entries(document.persons)
      .filter(([id, { roles: held, keys }]) => !used.has(id) && held.some((role) => roles.includes(role)) && keys.some((key) => key.revoked === null))
      .map(([id]) => id)
    const open = by.length < persons
    return {
      roles: roles.map((role) => document.roles[role] ?? role),
      persons,
      by: by.map(person),
      missing: open ? able.filter((id) => !decided.has(id)).map(person) : [],
      otherwise: open ? able.filter((id) => decided.has(id)).map(person) : [],
    }
  })
}

function statementLine(
  summary: StatementSummary,
  trusted: readonly TrustedStatement[],
  standing: ReadonlySet<number>,
  trust: Trust | null,
  document: BoardDocument | null,
): BoardStanding['statements'][number] {
  const { number, keyId, person, claimedName, role, decision, conditions, claimedTime, attested = null } = summary
  const mine = trusted.find((statement) => statement.number === number)
  const invalid = mine === undefined || trust === null ? null : validityFault([mine], trust)
  const broken = mine === undefined || trust === null || invalid !== null ? null : policyFault([mine], trust)
  const refused = invalid ?? (broken?.code === 'E_ROLE' ? broken : null)
  const state =
    !summary.signatureValid || !summary.aboutThisPlan || refused !== null
      ? 'not-valid'
      : mine === undefined
        ? 'unknown-key'
        : decision === 'withdraw'
          ? 'withdrawal'
          : standing.has(number)
            ? 'counts'
            : 'withdrawn'
  const why = refused === null ? null : failed('policy', refused.code, valuesOf(refused, document)).message
  return { number, keyId, person, claimedName, role: document?.roles[role] ?? role, decision, conditions, claimedTime, attested, state, why }
}
