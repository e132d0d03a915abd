/**
 * May this organization use this version of this model for this purpose? A license is a list of rules; a rule fires
 * when all its conditions hold; the verdict is the strongest effect of the rules that fired. A rule that could still fire,
 * given what is known, is pending: a prohibiting or review rule that is pending means "needs legal review" and names
 * the missing facts, and a pending condition means at least "allowed with conditions". So an unknown fact never gives
 * a better verdict than an answer would, short of the prohibition that only the answer can establish.
 */
import { candidates, holds, type LicenseFacts, type LicenseFactValue, type PartialList } from './license/fact.ts'
import type { License, LicenseCondition, LicenseFactSpec, LicenseRule } from './license-pack.ts'
import { byCodeUnit } from './vocabulary.ts'

/** From best to worst. */
export const licenseVerdicts = ['allowed', 'allowed with conditions', 'needs legal review', 'prohibited'] as const
export type LicenseVerdict = (typeof licenseVerdicts)[number]

/** One condition of a rule and the fact that it met. */
export type MetCondition = {
  readonly condition: LicenseCondition
  readonly fact: LicenseFactValue | PartialList
}

export type FiredRule = {
  readonly rule: LicenseRule
  /** The facts that fired it; empty for a rule that always applies. */
  readonly because: readonly MetCondition[]
}

export type PendingRule = {
  readonly rule: LicenseRule
  readonly because: readonly MetCondition[]
  /** Facts that must be known before the rule can be decided. */
  readonly needs: readonly string[]
}

export type LicenseOutcome = {
  readonly verdict: LicenseVerdict
  readonly fired: readonly FiredRule[]
  readonly pending: readonly PendingRule[]
  /** Clauses of the rules that fired; where none fired, of the pending rules that the verdict rests on. */
  readonly clauses: readonly string[]
  /** Unknown facts that a prohibiting or review rule waits for, or that alone keep the verdict from "allowed". */
  readonly unknownFacts: readonly string[]
}

/** The severity of a verdict: a larger number is worse. */
export function licenseRank(verdict: LicenseVerdict): number {
  return licenseVerdicts.indexOf(verdict)
}

const verdictOf = {
  prohibited: 'prohibited',
  review: 'needs legal review',
  condition: 'allowed with conditions',
} as const satisfies Record<LicenseRule['effect'], LicenseVerdict>

/** What a pending rule makes of the verdict at least: nobody can say "prohibited" before the fact is known. */
const pendingVerdictOf = {
  prohibited: 'needs legal review',
  review: 'needs legal review',
  condition: 'allowed with conditions',
} as const satisfies Record<LicenseRule['effect'], LicenseVerdict>

/**
 * Evaluates one license. `specs` is the pack's list of facts. Facts that are absent or null are unknown. A license that
 * is not known (null) needs legal review: no text, no permission.
 */
export function evaluateLicense(
  license: Pick<License, 'rules'> | null,
  facts: LicenseFacts,
  specs: readonly LicenseFactSpec[],
): LicenseOutcome {
  if (license === null)
    return { verdict: 'needs legal review', fired: [], pending: [], clauses: [], unknownFacts: ['license'] }
  const fired: FiredRule[] = []
  const pending: PendingRule[] = []
  for (const rule of license.rules) {
    const needs = missingFor(rule, facts, specs)
    if (needs === null) continue
    const because = metConditions(rule, facts)
    if (needs.length === 0) fired.push({ rule, because })
    else pending.push({ rule, because, needs })
  }
  const settled = worst(fired.map(({ rule }) => verdictOf[rule.effect]))
  const verdict = worst([settled, ...pending.map(({ rule }) => pendingVerdictOf[rule.effect])])
  const deciding = pending.filter(({ rule }) => pendingVerdictOf[rule.effect] === verdict)
  const cited = fired.length > 0 ? fired : deciding
  const naming = pending.filter(
    (entry) => entry.rule.effect !== 'condition' || (settled !== verdict && deciding.includes(entry)),
  )
  return {
    verdict,
    fired,
    pending,
    clauses: distinct(cited.map(({ rule }) => rule.clause)),
    unknownFacts: distinct(naming.flatMap(({ needs }) => needs)),
  }
}

/** Facts a rule still needs: none when it fires, null when it cannot fire whatever the unknown facts turn out to be. */
function missingFor(
  rule: LicenseRule,
  facts: LicenseFacts,
  specs: readonly LicenseFactSpec[],
): readonly string[] | null {
  const open = new Map<string, LicenseCondition[]>()
  for (const condition of rule.when) {
    const truth = holds(condition, facts[condition[0]])
    if (truth === false) return null
    if (truth === null) open.set(condition[0], [...(open.get(condition[0]) ?? []), condition])
  }
  for (const [fact, conditions] of open) {
    const spec = specs.find(({ id }) => id === fact)
    const possible =
      spec === undefined ||
      candidates(spec, conditions, facts[fact]).some((value) => conditions.every((one) => holds(one, value) === true))
    if (!possible) return null
  }
  return [...open.keys()]
}

function metConditions(rule: LicenseRule, facts: LicenseFacts): MetCondition[] {
  return rule.when.flatMap((condition) => {
    const fact = facts[condition[0]]
    return fact !== null && fact !== undefined && holds(condition, fact) === true ? [{ condition, fact }] : []
  })
}

function worst(verdicts: readonly LicenseVerdict[]): LicenseVerdict {
  return verdicts.reduce((left, right) => (licenseRank(right) > licenseRank(left) ? right : left), 'allowed')
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)].toSorted(byCodeUnit)
}

/** Facts with which a rule fires, or null for a dead rule that no facts can fire. */
export function factsThatFire(rule: LicenseRule, specs: readonly LicenseFactSpec[]): LicenseFacts | null {
  const facts: Record<string, LicenseFactValue> = {}
  for (const fact of new Set(rule.when.map(([id]) => id))) {
    const spec = specs.find(({ id }) => id === fact)
    const conditions = rule.when.filter(([id]) => id === fact)
    const value =
      spec === undefined
        ? undefined
        : candidates(spec, conditions, null).find((one) => conditions.every((each) => holds(each, one) === true))
    if (value === undefined) return null
    facts[fact] = value
  }
  return facts
}

/** Facts that any rule of these licenses asks for: what a form has to ask, and nothing more. */
export function factsAskedBy(licenses: readonly Pick<License, 'rules'>[]): readonly string[] {
  return distinct(licenses.flatMap(({ rules }) => rules.flatMap((rule) => rule.when.map(([fact]) => fact))))
}
