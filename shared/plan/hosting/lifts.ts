/**
 * What would lift a ceiling by at least one level with the fewest changes. Each change is tried with the same engine;
 * criteria that no change of facts reaches are named with the least answer that would do.
 */
import type { JurisdictionResult } from '../../domain/jurisdiction.ts'
import type { HostingFacts, JurisdictionFacts } from '../../domain/jurisdiction/facts.ts'
import { criteriaOf, sealOf } from '../../domain/jurisdiction/sovereignty.ts'
import type { ObjectiveCode, SovereigntyPack } from '../../domain/jurisdiction/sovereignty-pack.ts'
import type { HostingReading } from '../hosting-facts.ts'
import type { Knowledge } from '../knowledge.ts'
import { assessWorst, contradictionsOf, isUnsettled } from './contradictions.ts'
import type { Change } from './what-if.ts'

export type LiftStep = {
  /** Facts that would have to be true together; empty where no change of facts is known that does it. */
  readonly changes: readonly Change[]
  /** Criteria that the step lifts, each with the least answer that suffices. */
  readonly criteria: readonly { readonly criterion: string; readonly answer: number }[]
}

export type Lift = {
  /** Null for the overall ceiling. */
  readonly objective: ObjectiveCode | null
  readonly from: number
  /** The ceiling once all steps are done, by what is known now. */
  readonly to: number
  readonly steps: readonly LiftStep[]
}

type Tried = { readonly changes: readonly Change[]; readonly answers: JurisdictionResult['derived']['answers'] }

export function ceilingLifts(
  reading: HostingReading,
  entry: HostingReading,
  now: JurisdictionResult,
  knowledge: Knowledge,
): readonly Lift[] {
  const pack = knowledge.sovereignty
  const contradictions = contradictionsOf(reading, entry)
  if (isUnsettled(contradictions)) return []
  const tried = attempts(reading.facts, now).flatMap((changes): readonly Tried[] => {
    const table = Object.fromEntries(changes.map(({ fact, value }) => [fact, value]))
    const facts = { ...reading.facts, hosting: { ...reading.facts.hosting, ...table } }
    // A changed owner or operator means another offer: the entry of this one no longer speaks of it.
    const standing = contradictions.filter(({ fact }) => !Object.hasOwn(table, fact))
    const then = assessWorst(facts, standing, knowledge)
    return then.ok ? [{ changes, answers: then.value.derived.answers }] : []
  })
  const scopes = [null, ...pack.csf.objectives.map(({ code }) => code)]
  return scopes.flatMap((objective) => liftOf(objective, now, tried, pack))
}

function liftOf(
  objective: ObjectiveCode | null,
  now: JurisdictionResult,
  tried: readonly Tried[],
  pack: SovereigntyPack,
): readonly Lift[] {
  const own = criteriaOf(pack).filter(({ id }) => objective === null || id.startsWith(`${objective}.`))
  const seals = new Map(
    own.flatMap(({ id }) => {
      const answer = now.derived.answers[id]
      const seal = answer === undefined ? null : sealOf(pack, id, answer)
      return seal === null ? [] : [[id, seal] as const]
    }),
  )
  if (seals.size === 0) return []
  const from = Math.min(...seals.values())
  if (from >= 4) return []
  const { steps, left } = cover([...seals].filter(([, seal]) => seal === from).map(([id]) => id), from, seals, tried, pack)
  const least = (id: string): number =>
    own.find((one) => one.id === id)?.answers.find((answer) => answer.seal > from)?.index ?? 0
  const done = [
    ...steps.map(({ changes, lifts }) => ({ changes, criteria: lifts.map((id) => ({ criterion: id, answer: least(id) })) })),
    ...left.map((id) => ({ changes: [], criteria: [{ criterion: id, answer: least(id) }] })),
  ]
  const after = (id: string, seal: number): number => {
    if (seal > from) return seal
    const step = steps.find(({ lifts }) => lifts.includes(id))
    return sealOf(pack, id, step === undefined ? least(id) : (step.answers[id] ?? 0)) ?? 4
  }
  const to = Math.min(...[...seals].map(([id, seal]) => after(id, seal)))
  return [{ objective, from, to, steps: done }]
}

type Step = Tried & { readonly lifts: readonly string[] }

/** The attempt that lifts most of what is left, again and again; of equals the one that is easier to arrange. */
function cover(
  governing: readonly string[],
  from: number,
  seals: ReadonlyMap<string, number>,
  tried: readonly Tried[],
  pack: SovereigntyPack,
): { readonly steps: readonly Step[]; readonly left: readonly string[] } {
  const sealIn = ({ answers }: Tried, id: string): number => {
    const answer = answers[id]
    // A criterion that facts no longer determine holds nothing down: it is open then, like every gap.
    return answer === undefined ? 4 : (sealOf(pack, id, answer) ?? 4)
  }
  // A change that pulls another criterion of the scope down to this level lifts nothing.
  const useful = tried.filter((one) => [...seals].every(([id, seal]) => seal === from || sealIn(one, id) > from))
  let left = governing
  const steps: Step[] = []
  while (left.length > 0) {
    const open = left
    const best = useful
      .map((one) => ({ ...one, lifts: open.filter((id) => sealIn(one, id) > from) }))
      .reduce<Step | null>((most, one) => (one.lifts.length > (most?.lifts.length ?? 0) ? one : most), null)
    if (best === null) break
    steps.push(best)
    left = left.filter((id) => !best.lifts.includes(id))
  }
  return { steps, left }
}

/** From what is easiest to arrange to what means another provider, another model or other machines. */
function attempts({ organization, hosting }: JurisdictionFacts, now: JurisdictionResult): readonly (readonly Change[])[] {
  const inside = new Set(now.region)
  const home = organization.country ?? now.region[0] ?? ''
  const kept = (fact: 'supportCountries' | 'opsStaffCountries' | 'socCountries' | 'metadataCountries' | 'dataCountries'): Change => {
    const left = (hosting[fact] ?? []).filter((country) => inside.has(country))
    return { fact, value: left.length > 0 ? left : [home] }
  }
  const owned: readonly Change[] = [
    { fact: 'parentCountry', value: home },
    { fact: 'foreignControl', value: 'none' },
  ]
  const all: readonly (readonly Change[])[] = [
    [{ fact: 'residencyExceptions', value: false }],
    [{ fact: 'vendorRemoteAccess', value: false }],
    [{ fact: 'foreignRequestPolicy', value: 'reject' }],
    [{ fact: 'supportEscalationAbroad', value: false }],
    [{ fact: 'socEscalationAbroad', value: false }],
    [kept('metadataCountries')],
    [kept('dataCountries')],
    [kept('metadataCountries'), { fact: 'residencyExceptions', value: false }],
    [kept('dataCountries'), kept('metadataCountries'), { fact: 'residencyExceptions', value: false }],
    [kept('supportCountries')],
    [kept('supportCountries'), { fact: 'supportEscalationAbroad', value: false }],
    [kept('socCountries')],
    [kept('socCountries'), { fact: 'socEscalationAbroad', value: false }],
    [kept('opsStaffCountries')],
    [{ fact: 'opsStaffCleared', value: true }],
    [{ fact: 'keyCustody', value: 'byok' }],
    [{ fact: 'keyCustody', value: 'hyok_external' }],
    [{ fact: 'keyCustody', value: 'hyok_external' }, { fact: 'inUseProtection', value: 'gpu_tee_customer_attested' }],
    [{ fact: 'keyCustody', value: 'customer_onprem' }],
    [{ fact: 'modelOrigin', value: 'open_foreign' }],
    [{ fact: 'modelOrigin', value: 'trusted_led' }],
    [{ fact: 'stackOrigin', value: 'foreign_open' }],
    [{ fact: 'stackOrigin', value: 'trusted_core' }],
    [{ fact: 'groupEstablishments', value: [] }],
    [{ fact: 'foreignControl', value: 'minor' }],
    owned,
    [...owned, { fact: 'operatorCountry', value: home }],
    [...owned, { fact: 'operatorCountry', value: home }, { fact: 'groupEstablishments', value: [] }],
    [{ fact: 'stackOrigin', value: 'trusted_all' }],
  ]
  return all.filter((changes) => changes.some(({ fact, value }) => isOther(hosting[fact], value)))
}

function isOther(now: HostingFacts[keyof HostingFacts], then: HostingFacts[keyof HostingFacts]): boolean {
  return JSON.stringify(now) !== JSON.stringify(then)
}
