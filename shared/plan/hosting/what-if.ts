/** Single answers that would clear a blocked gate: each is tried with the same engine, none is guessed. */
import { assessJurisdiction, type JurisdictionResult } from '../../domain/jurisdiction.ts'
import { HostingFacts, type HostingFactId, type JurisdictionFacts } from '../../domain/jurisdiction/facts.ts'
import { expand } from '../../domain/jurisdiction/region.ts'
import type { HostingReading } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'
import { asTheEntrySays, assessWorst, contradictionsOf } from './contradictions.ts'

/** One fact with the value that would have to be true, and on paper before it is answered. */
export type Change = { readonly fact: HostingFactId; readonly value: HostingFacts[HostingFactId] }

export type Cleared = {
  readonly change: Change
  /** Codes of the gates that are blocked now and would not be. */
  readonly clears: readonly string[]
  /** The overall ceiling after the change. */
  readonly ceiling: number | null
}

/** Every single change that clears at least one gate. Ordered from what is easiest to arrange to what is hardest. */
export function clearingChanges(
  reading: HostingReading,
  entry: HostingReading,
  now: JurisdictionResult,
  knowledge: Knowledge,
): readonly Cleared[] {
  if (now.blockingIssues.length === 0) return []
  const { facts } = reading
  return changesOf(facts, now, knowledge).flatMap((change): readonly Cleared[] => {
    const changed = { ...facts, hosting: { ...facts.hosting, [change.fact]: change.value } }
    // Taken as an answer, a change can contradict an entry, and then it clears nothing.
    const answered = { ...reading, facts: changed, origins: { ...reading.origins, [change.fact]: 'answer' as const } }
    const found = contradictionsOf(answered, entry)
    // The worst clears nothing that the entry's side alone leaves standing, which is found with far less work.
    if (found.length > 0 && clearedOf(now, assessJurisdiction(asTheEntrySays(changed, found), knowledge)).length === 0) return []
    const then = assessWorst(changed, found, knowledge)
    const clears = clearedOf(now, then)
    return !then.ok || clears.length === 0 ? [] : [{ change, clears, ceiling: then.value.ceilings.overall }]
  })
}

/** A gate that is only undecided then is not cleared. A ceiling always is: criteria without an answer remain. */
function clearedOf(now: JurisdictionResult, then: ReturnType<typeof assessJurisdiction>): readonly string[] {
  if (!then.ok) return []
  const standing = then.value.gates
    .filter((gate) => gate.outcome === 'blocked' || (gate.outcome === 'unknown' && gate.code !== 'B-SEAL'))
    .map((gate) => gate.code)
  return now.blockingIssues.filter((code) => !standing.includes(code))
}

function changesOf(facts: JurisdictionFacts, now: JurisdictionResult, knowledge: Knowledge): readonly Change[] {
  const { hosting, requirements } = facts
  const region = new Set(now.region)
  const changes: Change[] = [
    { fact: 'vendorRemoteAccess', value: false },
    { fact: 'supportEscalationAbroad', value: false },
    { fact: 'socEscalationAbroad', value: false },
    { fact: 'residencyExceptions', value: false },
    { fact: 'opsStaffCleared', value: true },
    { fact: 'transferTool', value: true },
    { fact: 'dpfCertified', value: true },
    { fact: 'disconnectTested', value: true },
    { fact: 'ringFenced', value: true },
    { fact: 'network', value: 'airgap' },
    { fact: 'keyCustody', value: 'hyok_external' },
    { fact: 'keyCustody', value: 'customer_onprem' },
    { fact: 'inUseProtection', value: 'gpu_tee_customer_attested' },
    { fact: 'modelOrigin', value: 'trusted_led' },
  ]
  const places: readonly (readonly ['opsStaffCountries' | 'supportCountries' | 'socCountries' | 'metadataCountries' | 'dataCountries', readonly string[] | null])[] = [
    ['supportCountries', requirements.supportWithin],
    ['opsStaffCountries', requirements.staffCountries],
    ['socCountries', null],
    ['metadataCountries', requirements.allowedMetadataCountries],
    ['dataCountries', requirements.allowedDataCountries],
  ]
  changes.push(...houseChanges(facts))
  for (const [fact, allowed] of places) {
    const inside = allowed === null ? region : expand(allowed, knowledge.jurisdictions)
    const kept = (hosting[fact] ?? []).filter((country) => inside.has(country))
    if (kept.length > 0) changes.push({ fact, value: kept })
  }
  return changes.filter((change) => JSON.stringify(hosting[change.fact]) !== JSON.stringify(change.value))
}

/** What the organization's own rules ask for, as answers to try. */
function houseChanges({ hosting, houseRules }: JurisdictionFacts): readonly Change[] {
  const asked = houseRules.flatMap(({ requires }) => requires)
  return asked.flatMap(([fact, operator, value]): readonly Change[] => {
    const current: unknown = isHostingFact(fact) ? hosting[fact] : undefined
    if (!isHostingFact(fact) || current === undefined) return []
    if (typeof value === 'number') return [{ fact, value: operator === 'above' ? value + 1 : value }]
    if (!Array.isArray(value)) return [{ fact, value }]
    if (operator === 'in') return value.slice(0, 1).map((one) => ({ fact, value: one }))
    const listed = Array.isArray(current) ? current.filter((one): one is string => typeof one === 'string') : []
    const kept = operator === 'only' ? listed.filter((one) => value.includes(one)) : [...listed, ...value.slice(0, 1)]
    return kept.length === 0 ? [] : [{ fact, value: kept }]
  })
}

function isHostingFact(id: string): id is HostingFactId {
  return Object.hasOwn(HostingFacts.shape, id)
}
