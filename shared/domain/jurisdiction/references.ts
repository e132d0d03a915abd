/** Names in the hosting packs that another table must know, and figures that must agree with one another. */
import type { ClassificationsPack } from './classifications-pack.ts'
import type { JurisdictionsPack } from './jurisdictions-pack.ts'
import type { ProvidersPack } from './providers-pack.ts'
import type { SovereigntyPack } from './sovereignty-pack.ts'

export type HostingPacks = {
  readonly jurisdictions: JurisdictionsPack
  readonly providers: ProvidersPack
  readonly classifications: ClassificationsPack
  readonly sovereignty: SovereigntyPack
}

export type ReferenceProblem = { readonly pack: keyof HostingPacks; readonly path: string; readonly reason: string }

/** The first broken reference, or null. */
export function brokenHostingReference(packs: HostingPacks): ReferenceProblem | null {
  return [...inJurisdictions(packs), ...inProviders(packs), ...inClassifications(packs), ...inSovereignty(packs)][0] ?? null
}

function unknownNames(
  pack: keyof HostingPacks,
  path: string,
  names: readonly string[],
  known: ReadonlySet<string>,
): readonly ReferenceProblem[] {
  return names.filter((name) => !known.has(name)).map((name) => ({ pack, path, reason: `names ${name}, which nothing defines` }))
}

function repeated(pack: keyof HostingPacks, path: string, ids: readonly string[]): readonly ReferenceProblem[] {
  return ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => ({ pack, path, reason: `holds ${id} twice` }))
}

function inJurisdictions({ jurisdictions: pack }: HostingPacks): readonly ReferenceProblem[] {
  const areas = areaCodes(pack)
  const laws = new Set(pack.laws.map((law) => law.id))
  return [
    ...repeated('jurisdictions', 'areas', pack.areas.map((area) => area.code)),
    ...repeated('jurisdictions', 'laws', pack.laws.map((law) => law.id)),
    ...pack.laws.flatMap((law) => unknownNames('jurisdictions', `laws.${law.id}.area`, [law.area], areas)),
    ...pack.areas.flatMap((area) => unknownNames('jurisdictions', `areas.${area.code}.laws`, area.laws, laws)),
  ]
}

function inProviders({ providers: pack, jurisdictions, sovereignty }: HostingPacks): readonly ReferenceProblem[] {
  const areas = areaCodes(jurisdictions)
  const schemes = new Set(sovereignty.schemes.map((scheme) => scheme.id))
  const certificates = certificateIds({ providers: pack, sovereignty })
  return [
    ...repeated('providers', 'providers', pack.providers.map((provider) => provider.id)),
    ...repeated('providers', 'certifications', pack.certifications.map((one) => one.id)),
    ...pack.certifications.flatMap((one) =>
      unknownNames('providers', `certifications.${one.id}.framework`, one.framework === null ? [] : [one.framework], schemes),
    ),
    ...pack.providers.flatMap((provider) => {
      const path = `providers.${provider.id}`
      const countries = [provider.operator.country, provider.parent.country, ...provider.groupEstablishments]
      return [
        ...unknownNames('providers', path, countries.filter((code) => code !== null), areas),
        ...unknownNames('providers', path, provider.certifications.map((one) => one.id), certificates),
      ]
    }),
  ]
}

function inClassifications(packs: HostingPacks): readonly ReferenceProblem[] {
  const { classifications: pack, jurisdictions } = packs
  const areas = new Set([...areaCodes(jurisdictions), ...jurisdictions.specialCodes.map((one) => one.code)])
  const certificates = certificateIds(packs)
  const types = new Set<string>(pack.optionTypes.map((type) => type.id))
  return [
    ...repeated('classifications', 'classifications', pack.classifications.map((one) => one.id)),
    ...pack.classifications.flatMap((one) => {
      const path = `classifications.${one.id}`
      return [
        ...unknownNames('classifications', path, [one.area], areas),
        ...unknownNames('classifications', path, one.permittedOptionTypes, types),
        ...unknownNames('classifications', path, one.requiredCertificates.flat(), certificates),
      ]
    }),
  ]
}

function inSovereignty(packs: HostingPacks): readonly ReferenceProblem[] {
  const { sovereignty: pack } = packs
  const { csf, decisionModel, cada } = pack
  const criteria = csf.objectives.flatMap((objective) => objective.criteria)
  const answers = new Map(criteria.map((one) => [one.id, new Set(one.answers.map((answer) => answer.index))]))
  const profiles = new Set(csf.weightProfiles.map((profile) => profile.id))
  const found: ReferenceProblem[] = [
    ...repeated('sovereignty', 'csf.objectives', criteria.map((one) => one.id)),
    ...unknownNames('sovereignty', 'csf.defaultWeightProfile', [csf.defaultWeightProfile], profiles),
    ...unknownNames(
      'sovereignty',
      'cada.recognizedCertificates',
      [...cada.recognizedCertificates.substantial, ...cada.recognizedCertificates.high],
      certificateIds(packs),
    ),
  ]
  for (const derivation of csf.derivations)
    for (const row of derivation.cases)
      if (answers.get(derivation.criterion)?.has(row.answer) !== true)
        found.push(inSovereigntyPack(`csf.derivations.${derivation.criterion}`, `gives answer ${row.answer}, which the criterion does not have`))
  for (const one of criteria)
    if (one.sealInert !== one.answers.every((answer) => answer.seal === 4))
      found.push(inSovereigntyPack(`csf.objectives.${one.id}`, 'is marked inert although an answer changes the SEAL, or not marked'))
  for (const profile of csf.weightProfiles) {
    const best = csf.objectives.reduce(
      (sum, objective) => sum + profile.weights[objective.code] * bestOf(objective.criteria),
      0,
    )
    if (best !== profile.maximumHundredThousandths)
      found.push(inSovereigntyPack(`csf.weightProfiles.${profile.id}`, `the best answers give ${best}, not the stated maximum`))
  }
  if (decisionModel.obtains.at(-1)?.when.length !== 0)
    found.push(inSovereigntyPack('decisionModel.obtains', 'the last row must have no condition'))
  return found
}

function inSovereigntyPack(path: string, reason: string): ReferenceProblem {
  return { pack: 'sovereignty', path, reason }
}

function bestOf(criteria: readonly { readonly answers: readonly { readonly valueHundredths: number }[] }[]): number {
  return criteria.reduce((sum, one) => sum + Math.max(...one.answers.map((answer) => answer.valueHundredths)), 0)
}

function areaCodes(pack: JurisdictionsPack): ReadonlySet<string> {
  return new Set(pack.areas.map((area) => area.code))
}

/** Certificates of their own and schemes that are certified as a whole. */
export function certificateIds(packs: Pick<HostingPacks, 'providers' | 'sovereignty'>): ReadonlySet<string> {
  return new Set([
    ...packs.providers.certifications.map((one) => one.id),
    ...packs.sovereignty.schemes.map((scheme) => scheme.id),
  ])
}
