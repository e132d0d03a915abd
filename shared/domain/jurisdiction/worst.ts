/**
 * One hosting that several sets of facts describe, because sources contradict each other: the worst of their results.
 * Every route that one of them opens counts, and no ceiling is higher than under any of them.
 */
import type { JurisdictionResult } from '../jurisdiction.ts'
import { byCodeUnit } from '../vocabulary.ts'
import { isAtLeast, severity, type Exposure } from './exposure.ts'
import type { CadaCeiling } from './cada.ts'
import type { Gate, GateOutcome } from './gates.ts'
import { sealCeilings, sealOf, type DerivedAnswers } from './sovereignty.ts'
import type { SovereigntyPack } from './sovereignty-pack.ts'

/** The worse of two results for the same organization and requirements. */
export function worseOf(left: JurisdictionResult, right: JurisdictionResult, pack: SovereigntyPack): JurisdictionResult {
  const derived = worseAnswers(left.derived, right.derived, pack)
  const gates = joined(left.gates, right.gates, (gate) => gate.code, worseGate)
  const blocked = gates.filter((gate) => gate.outcome === 'blocked').map((gate) => gate.code)
  return {
    region: left.region,
    exposures: joined(left.exposures, right.exposures, (exposure) => exposure.law, worseExposure).toSorted((one, other) =>
      byCodeUnit(one.law, other.law),
    ),
    unknownFacts: union(left.unknownFacts, right.unknownFacts),
    unlisted: joined(left.unlisted, right.unlisted, ({ basis, country }) => `${basis} ${country}`, (one) => one),
    derived,
    ceilings: sealCeilings(derived.answers, pack),
    cada: worseCada(left.cada, right.cada),
    gates,
    blockingIssues: [...new Set(blocked)].toSorted(byCodeUnit),
  }
}

/** All of the left, with those of the right that have the same key, then those that only the right has. */
function joined<T>(
  left: readonly T[],
  right: readonly T[],
  keyOf: (one: T) => string,
  worse: (one: T, other: T) => T,
): readonly T[] {
  const others = new Map(right.map((one) => [keyOf(one), one]))
  const keys = new Set(left.map(keyOf))
  const both = left.map((one) => {
    const other = others.get(keyOf(one))
    return other === undefined ? one : worse(one, other)
  })
  return [...both, ...right.filter((one) => !keys.has(keyOf(one)))]
}

function worseExposure(left: Exposure, right: Exposure): Exposure {
  const worse = severity(right.obtains) > severity(left.obtains) ? right : left
  return {
    ...worse,
    basis: union(left.basis, right.basis).toSorted(byCodeUnit),
    confidence: isAtLeast(left.confidence, right.confidence) ? left.confidence : right.confidence,
  }
}

/** Of each criterion the answer with the lower ceiling. */
function worseAnswers(left: DerivedAnswers, right: DerivedAnswers, pack: SovereigntyPack): DerivedAnswers {
  const answers: Record<string, number> = { ...left.answers }
  for (const [criterion, index] of Object.entries(right.answers)) {
    const known = answers[criterion]
    const lower = known === undefined || (sealOf(pack, criterion, index) ?? 0) < (sealOf(pack, criterion, known) ?? 0)
    if (lower) answers[criterion] = index
  }
  const gaps = joined(left.gaps, right.gaps, (gap) => gap.criterion, (one, other) => ({
    criterion: one.criterion,
    missing: union(one.missing, other.missing),
    possible: one.possible.length === 0 || other.possible.length === 0 ? [] : union(one.possible, other.possible),
  }))
  return {
    answers,
    declared: union(left.declared, right.declared),
    unanswered: union(left.unanswered, right.unanswered),
    gaps,
  }
}

/** Not known is worse than any level but the lowest: it may be the lowest. */
function worseCada(left: CadaCeiling, right: CadaCeiling): CadaCeiling {
  if (!left.applicable || !right.applicable) return left.applicable ? left : right
  const missing = union(left.missing, right.missing)
  const reachable = Math.min(left.reachable ?? 0, right.reachable ?? 0)
  if (left.ceiling === 0 || right.ceiling === 0) return { applicable: true, ceiling: 0, reachable, missing }
  const unknown = left.ceiling === null || right.ceiling === null
  return { applicable: true, ceiling: unknown ? null : Math.min(left.ceiling, right.ceiling), reachable, missing }
}

const outcomes: readonly GateOutcome[] = ['met', 'unknown', 'blocked']

function worseGate(left: Gate, right: Gate): Gate {
  const worse = outcomes.indexOf(right.outcome) > outcomes.indexOf(left.outcome) ? right : left
  if (left.outcome !== right.outcome) return worse
  return {
    ...worse,
    facts: union(left.facts, right.facts),
    missing: union(left.missing, right.missing),
    offending: union(left.offending, right.offending),
    ...(left.unlisted === undefined && right.unlisted === undefined ? {} : { unlisted: union(left.unlisted ?? [], right.unlisted ?? []) }),
  }
}

function union<T>(left: readonly T[], right: readonly T[]): readonly T[] {
  return [...new Set([...left, ...right])]
}
