/** The legal position that a license leaves one in, clause by clause, and its rules by family. */
import { evaluateLicense, type FiredRule, type LicenseVerdict, type PendingRule } from '../license.ts'
import type { License, LicenseFactSpec, LicenseRule, LicenseTerm } from '../license-pack.ts'
import { termFamilies, type TermFamily } from './duty.ts'
import type { LicenseFacts } from './fact.ts'
import { clauseOf } from './obligations.ts'

export const termNames = [
  'indemnity',
  'termination',
  'revocable',
  'remoteRestriction',
  'unilateralUpdate',
  'governingLaw',
  'patentRetaliation',
  'outputsOwnership',
  'outputsTraining',
] as const
export type TermName = (typeof termNames)[number]

export type LegalTerm = {
  readonly term: TermName
  /**
   * `stated`: in the words given. `no`: the text was read and does not do this. `not-stated`: it was read and says
   * nothing of it. `not-known`: nobody read enough of it to say.
   */
  readonly state: 'yes' | 'no' | 'stated' | 'not-stated' | 'not-known'
  /** From the pack, in its language. Only where `stated`. */
  readonly words: string | null
  readonly clause: string | null
  /** True where an unverified fact must be confirmed. */
  readonly confirm: boolean
}

export function licenseTerms(license: License): readonly LegalTerm[] {
  const all: Readonly<Record<TermName, LicenseTerm>> = {
    indemnity: license.indemnity,
    termination: license.termination,
    governingLaw: license.governingLaw,
    patentRetaliation: license.patentRetaliation,
    outputsOwnership: license.outputsOwnership,
    outputsTraining: license.outputsTraining,
    ...license.revocability,
  }
  return termNames.map((term) => legalTerm(term, all[term], license))
}

const silent = new Set(['not stated', 'none stated', 'not addressed', 'no rule', 'no output clause'])
const notRead = new Set(['-', 'unknown', 'not read', 'none reported'])

function legalTerm(term: TermName, { value, clause, confidence }: LicenseTerm, license: License): LegalTerm {
  // Only of a text that was read can one say that it lacks a clause.
  const read = license.grade === 'text-read'
  const cited = clauseOf(clause)
  const state = ((): LegalTerm['state'] => {
    if (value === true) return 'yes'
    if (value === false || value === 'none') return read ? 'no' : 'not-known'
    if (value === null) return read && cited !== null ? 'not-stated' : 'not-known'
    if (notRead.has(value)) return 'not-known'
    return silent.has(value) ? (read ? 'not-stated' : 'not-known') : 'stated'
  })()
  return {
    term,
    state,
    words: state === 'stated' && typeof value === 'string' ? value : null,
    clause: cited,
    confirm: license.confidence === 'unverified' || confidence === 'unverified',
  }
}

export type FamilyOutcome = {
  readonly family: TermFamily
  /** What the rules of this family alone make of the use. */
  readonly verdict: LicenseVerdict
  readonly fired: readonly FiredRule[]
  readonly pending: readonly PendingRule[]
  /** Rules of the license that do not touch this use. */
  readonly resting: readonly LicenseRule[]
}

/** The rules of a license by family: conduct and scale stand apart, since other people answer for them. */
export function familiesOf(
  license: Pick<License, 'rules'>,
  facts: LicenseFacts,
  specs: readonly LicenseFactSpec[],
): readonly FamilyOutcome[] {
  return termFamilies.map((family) => {
    const rules = license.rules.filter((rule) => rule.family === family)
    const { verdict, fired, pending } = evaluateLicense({ rules }, facts, specs)
    const touched = new Set([...fired, ...pending].map(({ rule }) => rule))
    return { family, verdict, fired, pending, resting: rules.filter((rule) => !touched.has(rule)) }
  })
}
