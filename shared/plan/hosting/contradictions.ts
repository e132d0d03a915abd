/**
 * Answers that the entry of the chosen provider, model or hardware contradicts. They may be left from an earlier choice
 * or correct a stale entry; which of the two nobody can tell, so the worse of both counts until they agree.
 */
import { assessJurisdiction, type JurisdictionProblem, type JurisdictionResult } from '../../domain/jurisdiction.ts'
import { ForeignControl, ModelOrigin, type HostingFactId, type JurisdictionFacts } from '../../domain/jurisdiction/facts.ts'
import type { Provider } from '../../domain/jurisdiction/providers-pack.ts'
import { worseOf } from '../../domain/jurisdiction/worst.ts'
import { ok, type Result } from '../../base/result.ts'
import { certificateFacts, hostingFields, type FactOrigin, type HostingReading } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'

type Value = JurisdictionFacts['hosting'][HostingFactId]

export type Contradiction = {
  readonly fact: keyof typeof hostingFields
  readonly answer: Value
  /** What agrees with the entry: its value, or the answer with what the entry adds or refuses. */
  readonly entry: Value
  /** Whose entry. */
  readonly origin: Exclude<FactOrigin, 'answer' | 'unknown'>
}

/** Of these either value can be the worse one, so both are tried; of all others the entry's side is. */
const either: readonly HostingFactId[] = [
  'optionType',
  'operatorCountry',
  'parentCountry',
  'separateLocalEntity',
  'computeOperator',
]

/** Whether either side of a contradiction may be the worse one: then nothing that is tried on one side is sure. */
export function isUnsettled(found: readonly Contradiction[]): boolean {
  return found.some(({ fact }) => either.includes(fact))
}

/** Contradictions between a reading and what the entries alone say (`readEntry`). */
export function contradictionsOf(reading: HostingReading, entry: HostingReading): readonly Contradiction[] {
  return factIds.flatMap((fact): readonly Contradiction[] => {
    if (reading.origins[fact] !== 'answer') return []
    const answer = reading.facts.hosting[fact]
    const origin = fact === 'certs' ? 'provider' : entry.origins[fact]
    if (origin === undefined || origin === 'answer' || origin === 'unknown') return []
    // The customer's own site has no other operator that could be spoken of.
    if (origin === 'provider' && (entry.provider === null || isOwnSite(entry.provider))) return []
    const agreed = fact === 'certs' ? withoutRefused(answer, entry.provider) : agreedValue(fact, answer, entry.facts.hosting[fact])
    return agreed === answer ? [] : [{ fact, answer, entry: agreed, origin }]
  })
}

const isFactId = (id: string): id is keyof typeof hostingFields => Object.hasOwn(hostingFields, id)
const factIds = Object.keys(hostingFields).filter(isFactId)

function isOwnSite(provider: Provider): boolean {
  return provider.archetype && provider.operator.isCustomer
}

/** The answer itself where the entry does not contradict it. */
function agreedValue(fact: HostingFactId, answer: Value, stated: Value): Value {
  if (stated === null || answer === null) return answer
  // A list of the entry is a beginning: an answer may say more, never less.
  if (Array.isArray(stated) && Array.isArray(answer)) {
    const added = stated.filter((one) => !answer.includes(one))
    return added.length === 0 ? answer : [...answer, ...added]
  }
  // An answer that is worse than the entry widens nothing.
  if (fact === 'foreignControl') return rank(ForeignControl.options, answer) >= rank(ForeignControl.options, stated) ? answer : stated
  if (fact === 'modelOrigin') return rank(ModelOrigin.options, answer) <= rank(ModelOrigin.options, stated) ? answer : stated
  return stated
}

function rank(order: readonly Value[], value: Value): number {
  return order.indexOf(value)
}

/** Certificates answered as held that the entry says are in progress or not possible. */
function withoutRefused(answer: Value, provider: Provider | null): Value {
  if (!Array.isArray(answer)) return answer
  const refused = certificateFacts(provider).certsNotHeld
  return answer.some((one) => refused.includes(one)) ? answer.filter((one) => !refused.includes(one)) : answer
}

/** The facts with the entry's side of every contradiction. */
export function asTheEntrySays(facts: JurisdictionFacts, found: readonly Contradiction[]): JurisdictionFacts {
  const said = Object.fromEntries(found.map(({ fact, entry }) => [fact, entry]))
  return { ...facts, hosting: { ...facts.hosting, ...said } }
}

/** The facts with the entry's side of every contradiction, and with both sides where either can be worse. */
function versions(facts: JurisdictionFacts, found: readonly Contradiction[]): readonly JurisdictionFacts[] {
  return found.reduce<readonly JurisdictionFacts[]>(
    (all, { fact, entry }) => {
      const changed = all.map((one) => ({ ...one, hosting: { ...one.hosting, [fact]: entry } }))
      return either.includes(fact) ? [...all, ...changed] : changed
    },
    [facts],
  )
}

/** The engine's result in the facts given; where an entry contradicts them, the worst of all that may be true. */
export function assessWorst(
  facts: JurisdictionFacts,
  found: readonly Contradiction[],
  knowledge: Knowledge,
): Result<JurisdictionResult, JurisdictionProblem> {
  const [first = facts, ...others] = versions(facts, found)
  const start = assessJurisdiction(first, knowledge)
  if (!start.ok) return start
  return others.reduce<Result<JurisdictionResult, JurisdictionProblem>>((worst, one) => {
    const next = assessJurisdiction(one, knowledge)
    return worst.ok && next.ok ? ok(worseOf(worst.value, next.value, knowledge.sovereignty)) : next
  }, start)
}
