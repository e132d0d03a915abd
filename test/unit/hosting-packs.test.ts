import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse, type Schema } from '../../shared/base/schema.ts'
import { ClassificationsPack } from '../../shared/domain/jurisdiction/classifications-pack.ts'
import { JurisdictionsPack } from '../../shared/domain/jurisdiction/jurisdictions-pack.ts'
import { ProvidersPack } from '../../shared/domain/jurisdiction/providers-pack.ts'
import { brokenHostingReference, type HostingPacks } from '../../shared/domain/jurisdiction/references.ts'
import { SovereigntyPack } from '../../shared/domain/jurisdiction/sovereignty-pack.ts'
import { knowledge } from '../support/knowledge.ts'

const schemas = {
  jurisdictions: JurisdictionsPack,
  providers: ProvidersPack,
  classifications: ClassificationsPack,
  sovereignty: SovereigntyPack,
}
type Name = keyof typeof schemas

// oxlint-disable-next-line typescript/no-explicit-any -- packs are bent out of shape on purpose
const raw = (name: Name): any => JSON.parse(readFileSync(`resources/packs/${name}.json`, 'utf8'))

function packs(bend: Partial<Record<Name, unknown>> = {}): HostingPacks {
  const read = (name: Name) => {
    const parsed = parse(schemas[name] as Schema, bend[name] ?? raw(name))
    if (!parsed.ok) throw new Error(`${name} ${parsed.problem.path} ${parsed.problem.reason}`)
    return parsed.value
  }
  return {
    jurisdictions: read('jurisdictions'),
    providers: read('providers'),
    classifications: read('classifications'),
    sovereignty: read('sovereignty'),
  } as HostingPacks
}

test('hold everything that was collected', () => {
  const { jurisdictions, providers, classifications, sovereignty } = packs()
  expect(jurisdictions.areas).toHaveLength(72)
  expect(jurisdictions.laws).toHaveLength(29)
  expect(providers.providers).toHaveLength(87)
  expect(providers.certifications).toHaveLength(47)
  expect(classifications.classifications).toHaveLength(90)
  expect(classifications.optionTypes).toHaveLength(13)
  expect(sovereignty.schemes).toHaveLength(14)
  expect(sovereignty.csf.objectives.map((objective) => objective.criteria.length)).toEqual([8, 6, 5, 6, 7, 5, 7, 4])
  expect(sovereignty.csf.derivations).toHaveLength(18)
  expect(brokenHostingReference(packs())).toBeNull()
})

test('keep the laws that nobody could verify apart from those that somebody read', () => {
  const { laws } = packs().jurisdictions
  // Eight laws came with a source that was read; sources of two more were found and read later.
  expect(laws.filter((law) => law.confidence === 'verified')).toHaveLength(10)
  for (const law of laws) if (law.confidence === 'verified') expect(law.sources.length, law.id).toBeGreaterThan(0)
  expect(laws.find((law) => law.id === 'US-FISA702')).toMatchObject({ status: 'lapsed', active: true })
  expect(packs().sovereignty.cada.legalStatus).toBe('proposal')
})

/** Scores that a third party published from its own percentages, to a tenth: only the profile of 2026 gives them. */
describe('weights agree with published scores', () => {
  const { csf } = packs().sovereignty
  test.each(csf.thirdPartyChecks)('$provider', (check) => {
    const weights = csf.weightProfiles.find((profile) => profile.id === check.profile)!.weights
    const sum = Object.entries(check.objectiveBasisPoints).reduce(
      (total, [code, share]) => total + share * weights[code as keyof typeof weights],
      0,
    )
    expect(Math.abs(sum / 100 - check.expectedScoreBasisPoints)).toBeLessThanOrEqual(check.toleranceBasisPoints)
  })
})

describe('a broken pack is refused with the place and the reason', () => {
  test.each<[Name, (pack: ReturnType<typeof raw>) => void, string]>([
    ['jurisdictions', (pack) => (pack.laws[0].triggers[0] = 'rumor'), 'jurisdictions laws.0.triggers.0 must be one of'],
    ['jurisdictions', (pack) => (pack.areas[3].population = 5), 'jurisdictions areas.3 has unknown members: population'],
    ['providers', (pack) => delete pack.providers[2].operator, 'providers providers.2.operator must be object'],
    ['classifications', (pack) => (pack.classifications[5].permittedOptionTypes = ['OT-CELLAR']), 'classifications classifications.5.permittedOptionTypes.0 must be one of'],
    ['sovereignty', (pack) => (pack.csf.sealLevels[0].level = 5), 'sovereignty csf.sealLevels.0.level must be at most 4'],
  ])('%s %#', (name, bend, message) => {
    const pack = raw(name)
    bend(pack)
    expect(() => packs({ [name]: pack })).toThrow(message)
  })

  test.each<[Name, (pack: ReturnType<typeof raw>) => void, string, string]>([
    ['jurisdictions', (pack) => pack.areas[0].laws.push('NO-SUCH-LAW'), 'areas.AT.laws', 'names NO-SUCH-LAW, which nothing defines'],
    ['jurisdictions', (pack) => pack.laws.push(pack.laws[0]), 'laws', 'holds US-SCA-CLOUD twice'],
    ['providers', (pack) => (pack.providers[0].parent.country = 'ZZ'), 'providers.aws-region', 'names ZZ, which nothing defines'],
    ['classifications', (pack) => (pack.classifications[0].requiredCertificates = [['MADE-UP']]), 'classifications.NATO-R', 'names MADE-UP, which nothing defines'],
    ['sovereignty', (pack) => (pack.csf.derivations[0].cases[0].answer = 9), 'csf.derivations.SOV-1.1', 'gives answer 9, which the criterion does not have'],
    ['sovereignty', (pack) => (pack.csf.weightProfiles[0].weights['SOV-1'] = 16), 'csf.weightProfiles.csf-v1.2.1', 'not the stated maximum'],
  ])('%s: broken reference %#', (name, bend, path, reason) => {
    const pack = raw(name)
    bend(pack)
    const problem = brokenHostingReference(packs({ [name]: pack }))
    expect(problem).toMatchObject({ pack: name, path })
    expect(problem!.reason).toContain(reason)
  })
})

test('no provider is called verified without a source that was read', () => {
  const { providers } = knowledge.providers
  expect(providers.filter(({ confidence, sources }) => confidence === 'verified' && sources.length === 0).map(({ id }) => id)).toEqual([])
  // What six kinds of own and state operation are is our description, not something that a source says.
  const described = providers.filter(({ archetype, sources }) => archetype && sources.length === 0)
  expect(described.map(({ confidence }) => confidence)).toEqual(Array.from({ length: described.length }, () => 'derived'))
  expect(described.length).toBeGreaterThanOrEqual(6)
})
