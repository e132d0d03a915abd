/**
 * Continuity: the layers of the stack, the rehearsal of each event, and the contract clauses that the plan's facts call
 * for. It judges nothing new: it plays through what the hosting stage found.
 */
import { clausesFor, rehearse, type CalledClause, type Rehearsal } from '../../domain/continuity.ts'
import type { ContinuityFacts } from '../../domain/continuity-pack.ts'
import { assessJurisdiction } from '../../domain/jurisdiction.ts'
import { findExposures } from '../../domain/jurisdiction/exposure.ts'
import type { JurisdictionFacts } from '../../domain/jurisdiction/facts.ts'
import { placeOf, trustedRegion, type Region } from '../../domain/jurisdiction/region.ts'
import { byCodeUnit } from '../../domain/vocabulary.ts'
import { asTheEntrySays, contradictionsOf } from '../hosting/contradictions.ts'
import { continuityFacts, type KeptWeights } from '../hosting/continuity-facts.ts'
import { layersOf, type Layers } from '../hosting/layers.ts'
import type { Facts } from '../fields.ts'
import { readEntry, readHosting } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'

/** Days and dates of the plan that say when a moment comes. Null where the plan does not say. */
export type Clock = {
  readonly noticeDays: number | null
  readonly contractUntil: string | null
  /** Devices that may fail before anything is missing: spares, and one if the plan survives one failure. */
  readonly devicesCarried: number | null
}

export type Continuity = {
  readonly facts: ContinuityFacts
  readonly layers: Layers
  readonly rehearsals: readonly Rehearsal[]
  readonly clauses: readonly CalledClause[]
  readonly clock: Clock
  /** What a buyer from abroad would change; null where nobody can be bought, or that is not known. */
  readonly purchase: Purchase | null
}

/** The same plan with a parent in the country whose laws reach furthest, by the same engine. */
export type Purchase = {
  readonly country: string
  /** Ids of laws that reach the plan only then. */
  readonly newLaws: readonly string[]
  readonly ceiling: number | null
  readonly thenCeiling: number | null
}

export function assessContinuity(facts: Facts, weights: KeptWeights | null, knowledge: Knowledge): Continuity {
  const answered = readHosting(facts, knowledge)
  // Where an answer and an entry contradict each other, the entry's side is played: it is the worse one.
  const contradictions = contradictionsOf(answered, readEntry(facts, knowledge))
  const reading = { ...answered, facts: asTheEntrySays(answered.facts, contradictions) }
  const region = trustedRegion(reading.facts.organization, knowledge.jurisdictions)
  const exposures = region === null ? [] : findExposures(reading.facts, region, knowledge).exposures
  const known = continuityFacts(facts, reading, exposures, weights, knowledge)
  const pack = knowledge.continuity
  const spares = facts['continuity.spareDevices']
  const survives = facts['hardware.survivesOneFailure']
  return {
    facts: known,
    layers: layersOf(facts, reading, exposures, known, knowledge),
    rehearsals: pack.events.map((event) => rehearse(event, known, pack)),
    clauses: clausesFor(pack.clauses, known),
    purchase: region === null || known.acquirable !== true ? null : purchaseOf(reading.facts, region, knowledge),
    clock: {
      noticeDays: facts['continuity.noticeDays'],
      contractUntil: facts['continuity.contractUntil'],
      devicesCarried: spares === null || survives === null ? null : spares + (survives ? 1 : 0),
    },
  }
}

function purchaseOf(facts: JurisdictionFacts, region: Region, knowledge: Knowledge): Purchase | null {
  const country = buyerCountry(region, knowledge)
  if (country === null) return null
  const now = assessJurisdiction(facts, knowledge)
  const then = assessJurisdiction(
    { ...facts, hosting: { ...facts.hosting, parentCountry: country, foreignControl: 'full' } },
    knowledge,
  )
  if (!now.ok || !then.ok) return null
  const before = new Set(now.value.exposures.map(({ law }) => law))
  return {
    country,
    newLaws: then.value.exposures.map(({ law }) => law).filter((law) => !before.has(law)),
    ceiling: now.value.ceilings.overall,
    thenCeiling: then.value.ceilings.overall,
  }
}

/** Outside the region, the area with the most laws in the pack that reach through a parent; the first code of equals. */
function buyerCountry(region: Region, { jurisdictions }: Knowledge): string | null {
  const counted = new Map<string, number>()
  for (const law of jurisdictions.laws)
    if (law.active && law.triggers.includes('parent') && placeOf(region, law.area) === 'outside')
      counted.set(law.area, (counted.get(law.area) ?? 0) + 1)
  const [first] = [...counted].toSorted(([left, many], [right, more]) => more - many || byCodeUnit(left, right))
  return first?.[0] ?? null
}
