import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse, type Infer, type z } from '../../shared/base/schema.ts'
import { assessJurisdiction, type JurisdictionResult } from '../../shared/domain/jurisdiction.ts'
import { ClassificationsPack, OptionTypeId } from '../../shared/domain/jurisdiction/classifications-pack.ts'
import { severity, type JurisdictionPacks } from '../../shared/domain/jurisdiction/exposure.ts'
import {
  ForeignControl,
  JurisdictionFacts,
  ModelOrigin,
  StackOrigin,
  type HostingFacts,
} from '../../shared/domain/jurisdiction/facts.ts'
import { JurisdictionsPack } from '../../shared/domain/jurisdiction/jurisdictions-pack.ts'
import { scoreByProfiles } from '../../shared/domain/jurisdiction/score.ts'
import { worseOf } from '../../shared/domain/jurisdiction/worst.ts'
import { criteriaOf, sealCeilings, sealOf } from '../../shared/domain/jurisdiction/sovereignty.ts'
import { KeyCustody, SovereigntyPack } from '../../shared/domain/jurisdiction/sovereignty-pack.ts'

function read<S extends z.ZodMiniType>(schema: S, name: string): Infer<S> {
  const parsed = parse(schema, JSON.parse(readFileSync(`resources/packs/${name}.json`, 'utf8')))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
  return parsed.value
}
const packs: JurisdictionPacks = {
  jurisdictions: read(JurisdictionsPack, 'jurisdictions'),
  sovereignty: read(SovereigntyPack, 'sovereignty'),
  classifications: read(ClassificationsPack, 'classifications'),
}

const home = ['DE', 'FR', 'NO']
const abroad = ['US', 'GB', 'CN', 'CA', 'CH', 'IN', 'JP']
const country = fc.constantFrom(...home, ...abroad)
const countries = fc.uniqueArray(country, { minLength: 1, maxLength: 4 })
const maybeNone = fc.uniqueArray(country, { maxLength: 3 })
const grade = fc.integer({ min: 1, max: 5 })
const option = <T extends string>(schema: { options: readonly T[] }) => fc.constantFrom(...schema.options)

/** Everything known. */
const hosting = fc.record({
  optionType: option(OptionTypeId),
  operatorCountry: country,
  parentCountry: country,
  foreignControl: option(ForeignControl),
  separateLocalEntity: fc.boolean(),
  dataCountries: countries,
  metadataCountries: countries,
  residencyExceptions: fc.boolean(),
  groupEstablishments: maybeNone,
  foreignRequestPolicy: fc.constantFrom('reject', 'notify'),
  offersServicesIn: maybeNone,
  computeOperator: fc.constantFrom('customer', 'provider'),
  opsStaffCountries: countries,
  opsStaffCleared: fc.boolean(),
  opsCitizenship: fc.constantFrom('any', 'EU', 'DE'),
  supportCountries: countries,
  supportEscalationAbroad: fc.boolean(),
  keyCustody: option(KeyCustody),
  keyHolderCountry: fc.option(country),
  inUseProtection: fc.constantFrom('none', 'gpu_tee_customer_attested'),
  network: fc.constantFrom('airgap', 'private'),
  vendorRemoteAccess: fc.boolean(),
  disconnectTested: fc.boolean(),
  ringFenced: fc.boolean(),
  hwVendorCountries: countries,
  swVendorCountries: maybeNone,
  stackOrigin: option(StackOrigin),
  socCountries: countries,
  socEscalationAbroad: fc.boolean(),
  certs: fc.subarray(['C5-T2', 'SECNUMCLOUD-3.2', 'ISO-27001']),
  modelOrigin: option(ModelOrigin),
  cutoffResilience: grade,
  dependencyGrade: grade,
  releaseControl: grade,
  ossGrade: grade,
  dpfCertified: fc.boolean(),
  transferTool: fc.boolean(),
})

const requirements = {
  allowedDataCountries: ['EEA'],
  allowedMetadataCountries: ['EEA'],
  noForeignAccess: true,
  noForeignDisruption: true,
  minKeyCustody: 'byok',
  requiredCerts: ['C5-T2|SECNUMCLOUD-3.2'],
  staffCitizenship: 'EU',
  staffClearance: true,
  staffCountries: ['EEA'],
  supportWithin: ['EEA'],
  airgap: true,
  minSeal: 2,
  cadaLevel: 2,
}

function factsOf(given: unknown): JurisdictionFacts {
  const parsed = parse(JurisdictionFacts, {
    organization: { country: 'DE' },
    data: { classification: 'DE-VS-NFD', personal: true },
    hosting: given,
    requirements,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
  return parsed.value
}

function assess(given: unknown): JurisdictionResult {
  const result = assessJurisdiction(factsOf(given), packs)
  if (!result.ok) throw new Error(result.problem.code)
  return result.value
}

const factIds = Object.keys(factsOf({}).hosting).filter((id) => !id.startsWith('certs')) as (keyof HostingFacts)[]

/** Facts where nothing on record is a protection by itself, so that forgetting them can only hide. */
const saysNothing: readonly string[] = ['keyHolderCountry', 'transferTool']

describe('what is not known', () => {
  test('never makes a gate pass that did not pass before', () => {
    fc.assert(
      fc.property(hosting, fc.subarray(factIds, { minLength: 1 }), (known, forgotten) => {
        const lost = forgotten.filter((id) => !saysNothing.includes(id))
        const before = assess(known)
        const after = assess({ ...known, ...Object.fromEntries(lost.map((id) => [id, null])) })
        for (const gate of after.gates) {
          if (gate.outcome !== 'met') continue
          const was = before.gates.find((one) => one.code === gate.code)
          expect(was === undefined || was.outcome === 'met', `${gate.code} without ${lost.join(', ')}`).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('never gives an answer with a higher SEAL than the fact does', () => {
    fc.assert(
      fc.property(hosting, fc.constantFrom(...factIds), (known, forgotten) => {
        if (saysNothing.includes(forgotten)) return
        const before = assess(known)
        const after = assess({ ...known, [forgotten]: null })
        for (const [criterion, answer] of Object.entries(after.derived.answers)) {
          const was = before.derived.answers[criterion]
          if (was === undefined) continue
          const seal = sealOf(packs.sovereignty, criterion, answer)
          expect(seal, `${criterion} without ${forgotten}`).toBeLessThanOrEqual(sealOf(packs.sovereignty, criterion, was) ?? 0)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('never removes a route that the other facts open, nor makes it weaker', () => {
    fc.assert(
      fc.property(hosting, fc.constantFrom('keyCustody', 'inUseProtection', 'computeOperator', 'optionType', 'foreignRequestPolicy'), (known, forgotten) => {
        const after = assess({ ...known, [forgotten]: null })
        for (const route of assess(known).exposures) {
          const still = after.exposures.find((one) => one.law === route.law)
          expect(still, route.law).toBeDefined()
          expect(severity(still!.obtains)).toBeGreaterThanOrEqual(severity(route.obtains))
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('rules of the organization and declared answers', () => {
  const rule = fc.record({
    requires: fc.subarray<unknown>(
      [
        ['opsStaffCountries', 'only', ['EU', 'NO']],
        ['certs', 'any', ['C5-T2']],
        ['keyCustody', 'in', ['hyok_external', 'client_side', 'customer_onprem']],
        ['vendorRemoteAccess', 'eq', false],
        ['sealCeiling', 'at-least', 2],
        ['cutoffResilience', 'at-least', 3],
      ],
      { minLength: 1 },
    ),
    applies: fc.subarray<unknown>([['computeOperator', 'in', ['provider']], ['network', 'in', ['private']]]),
  })
  const judge = (given: unknown, { requires, applies }: { readonly requires: readonly unknown[]; readonly applies: readonly unknown[] }) => {
    const base = factsOf(given)
    const parsed = parse(JurisdictionFacts, { ...base, houseRules: [{ id: 'own', name: 'Own', applies, requires }] })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
    const result = assessJurisdiction(parsed.value, packs)
    if (!result.ok) throw new Error(result.problem.code)
    return result.value.gates.find(({ code }) => code === 'B-HOUSE:own')?.outcome ?? 'idle'
  }

  test('a fact that is forgotten never makes a rule met that was not', () => {
    fc.assert(
      fc.property(hosting, rule, fc.constantFrom(...factIds), (known, own, forgotten) => {
        const after = judge({ ...known, [forgotten]: null }, own)
        if (after === 'met') expect(['met', 'idle']).toContain(judge(known, own))
        if (after === 'idle') expect(judge(known, own)).toBe('idle')
      }),
      { numRuns: 300 },
    )
  })

  test('an answer declared for a criterion never changes one that facts determine, and only lowers a ceiling', () => {
    fc.assert(
      fc.property(hosting, fc.constantFrom(...criteriaOf(packs.sovereignty)), fc.integer({ min: 1, max: 5 }), (known, { id }, index) => {
        const before = assess(known)
        const parsed = parse(JurisdictionFacts, { ...factsOf(known), criteria: { [id]: index } })
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
        const after = assessJurisdiction(parsed.value, packs)
        if (!after.ok) throw new Error(after.problem.code)
        expect(after.value.derived.answers).toMatchObject(before.derived.answers)
        expect(after.value.ceilings.overall).toBeLessThanOrEqual(before.ceilings.overall ?? 4)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the worse of two results', () => {
  const rank = (outcome: string) => ['met', 'unknown', 'blocked'].indexOf(outcome)
  const confidences = ['low', 'medium', 'high']

  test('has every route of both, no higher ceiling, and no gate that either does not pass', () => {
    fc.assert(
      fc.property(hosting, hosting, (one, other) => {
        const sides = [assess(one), assess(other)] as const
        const worse = worseOf(...sides, packs.sovereignty)
        for (const side of sides) {
          for (const route of side.exposures) {
            const found = worse.exposures.find(({ law }) => law === route.law)!
            expect(severity(found.obtains)).toBeGreaterThanOrEqual(severity(route.obtains))
            expect(confidences.indexOf(found.confidence)).toBeGreaterThanOrEqual(confidences.indexOf(route.confidence))
            expect(found.basis).toEqual(expect.arrayContaining([...route.basis]))
          }
          for (const gate of side.gates) {
            const found = worse.gates.find(({ code }) => code === gate.code)!
            expect(rank(found.outcome), gate.code).toBeGreaterThanOrEqual(rank(gate.outcome))
          }
          expect(worse.ceilings.overall).toBeLessThanOrEqual(side.ceilings.overall ?? 4)
          for (const [objective, ceiling] of Object.entries(side.ceilings.objectives))
            expect(worse.ceilings.objectives[objective as 'SOV-1']).toBeLessThanOrEqual(ceiling)
          if (side.cada.ceiling !== null) expect(worse.cada.ceiling ?? 0).toBeLessThanOrEqual(side.cada.ceiling)
          expect(worse.blockingIssues).toEqual(expect.arrayContaining([...side.blockingIssues]))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('is the result itself where both are the same', () => {
    fc.assert(
      fc.property(hosting, (one) => {
        expect(worseOf(assess(one), assess(one), packs.sovereignty)).toEqual(assess(one))
      }),
      { numRuns: 100 },
    )
  })
})

describe('a foreign link', () => {
  const lists = ['dataCountries', 'metadataCountries', 'opsStaffCountries', 'supportCountries', 'socCountries', 'hwVendorCountries', 'swVendorCountries', 'groupEstablishments', 'offersServicesIn'] as const
  const single = ['operatorCountry', 'parentCountry', 'keyHolderCountry'] as const

  test('never raises a ceiling and never removes a law', () => {
    fc.assert(
      fc.property(
        hosting,
        fc.constantFrom(...abroad),
        fc.oneof(fc.constantFrom(...lists), fc.constantFrom(...single)),
        (known, foreign, where) => {
          const now = known[where]
          // Replacing one foreign link by another adds none.
          if (typeof now === 'string' && !home.includes(now)) return
          const before = assess(known)
          const after = assess({ ...known, [where]: Array.isArray(now) ? [...new Set([...now, foreign])] : foreign })
          expect(after.ceilings.overall).toBeLessThanOrEqual(before.ceilings.overall ?? 4)
          for (const [code, ceiling] of Object.entries(after.ceilings.objectives))
            expect(ceiling, code).toBeLessThanOrEqual(before.ceilings.objectives[code as 'SOV-1'] ?? 4)
          const laws = after.exposures.map((one) => one.law)
          for (const route of before.exposures) expect(laws).toContain(route.law)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('is behind every foreign law: without one there is no route', () => {
    const inside = fc.constantFrom(...home)
    const places = fc.uniqueArray(inside, { minLength: 1 })
    const domestic = fc.record({
      operatorCountry: inside,
      parentCountry: inside,
      keyHolderCountry: inside,
      dataCountries: places,
      metadataCountries: places,
      opsStaffCountries: places,
      groupEstablishments: places,
      offersServicesIn: places,
      hwVendorCountries: places,
      swVendorCountries: places,
    })
    fc.assert(
      fc.property(hosting, domestic, (any, own) => {
        expect(assess({ ...any, ...own }).exposures).toEqual([])
      }),
    )
  })
})

/** Without the lists of what is missing or offends, which keep the order in which facts were given. */
function strip(result: JurisdictionResult) {
  return { ...result, gates: result.gates.map(({ code, outcome }) => [code, outcome]) }
}

test('the order of facts and of countries never matters', () => {
  fc.assert(
    fc.property(hosting, (known) => {
      const turned = Object.fromEntries(
        Object.entries(known)
          .toReversed()
          .map(([id, value]) => [id, Array.isArray(value) ? value.toReversed() : value]),
      )
      expect(strip(assess(turned))).toEqual(strip(assess(known)))
    }),
    { numRuns: 200 },
  )
})

describe('score', () => {
  const criteria = criteriaOf(packs.sovereignty)
  const answers: fc.Arbitrary<Record<string, number>> = fc
    .record(
      Object.fromEntries(criteria.map((one) => [one.id, fc.constantFrom(...one.answers.map((answer) => answer.index))])),
      { requiredKeys: [] },
    )
    .map((given) => Object.fromEntries(Object.entries(given).flatMap(([id, index]) => (index === undefined ? [] : [[id, index]]))))

  test('is the weighted sum of the answers by both profiles, counted in one go', () => {
    fc.assert(
      fc.property(answers, (given) => {
        for (const score of scoreByProfiles(given, packs.sovereignty)) {
          const weights = packs.sovereignty.csf.weightProfiles.find((one) => one.id === score.profile)!.weights
          let sum = 0n
          for (const one of criteria) {
            const answer = one.answers.find(({ index }) => index === given[one.id])
            if (answer === undefined) continue
            sum += BigInt(answer.valueHundredths) * BigInt(weights[one.id.slice(0, 5) as keyof typeof weights])
          }
          expect(BigInt(score.hundredThousandths)).toBe(sum)
          expect(score.answered).toBe(Object.keys(given).length)
        }
      }),
    )
  })

  test('a further answer never lowers the score and never raises the ceiling', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(...criteria), (given, one) => {
        if (given[one.id] !== undefined) return
        const more = { ...given, [one.id]: 1 }
        scoreByProfiles(given, packs.sovereignty).forEach((score, place) =>
          expect(scoreByProfiles(more, packs.sovereignty)[place]!.hundredThousandths).toBeGreaterThanOrEqual(score.hundredThousandths),
        )
        expect(sealCeilings(more, packs.sovereignty).overall).toBeLessThanOrEqual(sealCeilings(given, packs.sovereignty).overall ?? 4)
      }),
    )
  })
})
