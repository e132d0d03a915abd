/** Clause 19.6 of SecNumCloud 3.2: who may own, control and serve a provider. Limits come from the pack. */
import { z, type Infer } from '../../base/schema.ts'
import type { SovereigntyPack } from './sovereignty-pack.ts'

const fact = z.prefault(z.nullable(z.boolean()), null)
const percent = z.prefault(z.nullable(z.number().check(z.minimum(0), z.maximum(100))), null)

/** Facts of a provider. Null is not known. */
export const SecNumCloudFacts = z.strictObject({
  seatEu: fact,
  centralAdminEu: fact,
  mainEstablishmentEu: fact,
  /** Largest share of capital or votes of one holder from outside the Union, and of all of them, in percent. */
  maxIndividualNoneuPct: percent,
  collectiveNoneuPct: percent,
  noneuVeto: fact,
  noneuAppointsMajority: fact,
  noneuThirdPartyCanTechnicallyObtainData: fact,
  continuousOperatingAutonomy: fact,
  secnumcloudQualifiedSupplier: fact,
  respectsUnionValues: fact,
  notifiesChangesWithinMonth: fact,
})
export type SecNumCloudFacts = Infer<typeof SecNumCloudFacts>

export type SecNumCloudResult = {
  /** Clauses that the facts contradict, such as `19.6.b`. */
  readonly failedClauses: readonly string[]
  /** Clauses for which a fact is missing. Not failed, and not met either. */
  readonly openClauses: readonly string[]
}

export function checkSecNumCloud(facts: SecNumCloudFacts, pack: SovereigntyPack): SecNumCloudResult {
  const limits = pack.schemes.find((scheme) => scheme.id === 'SECNUMCLOUD-3.2')?.ownershipLimits ?? null
  const autonomy =
    facts.continuousOperatingAutonomy === false
      ? facts.secnumcloudQualifiedSupplier === true
      : facts.continuousOperatingAutonomy
  const clauses: Readonly<Record<string, readonly (boolean | null)[]>> = {
    '19.6.a': [facts.seatEu, facts.centralAdminEu, facts.mainEstablishmentEu],
    '19.6.b': [
      not(above(facts.maxIndividualNoneuPct, limits?.individualBasisPoints)),
      not(above(facts.collectiveNoneuPct, limits?.collectiveBasisPoints)),
      not(facts.noneuVeto),
      not(facts.noneuAppointsMajority),
    ],
    '19.6.c': [not(facts.noneuThirdPartyCanTechnicallyObtainData)],
    '19.6.d': [autonomy],
    '19.6.e': [facts.respectsUnionValues],
    '19.6.f': [facts.notifiesChangesWithinMonth],
  }
  const named = Object.keys(clauses)
  const failedClauses = named.filter((clause) => clauses[clause]?.includes(false))
  const openClauses = named.filter((clause) => !failedClauses.includes(clause) && clauses[clause]?.includes(null))
  return { failedClauses, openClauses }
}

/** Whether a share in percent is above a limit in hundredths of a percent. */
function above(share: number | null, limit: number | undefined): boolean | null {
  return share === null || limit === undefined ? null : share * 100 > limit
}

function not(value: boolean | null): boolean | null {
  return value === null ? null : !value
}
