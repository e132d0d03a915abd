/** Answer once: coverage is complete on a reference plan, names exactly what is taken from it, and says why not. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { coverageOf, namedFields } from '../../shared/domain/regimes.ts'
import { parse } from '../../shared/base/schema.ts'
import { PlanPart, RegimePack } from '../../shared/domain/regime-pack.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { sections } from '../../shared/plan/field.ts'
import { regimeIds } from '../../shared/plan/fields/record.ts'
import { fieldIds, fields, isFieldId, type Facts, type FieldId } from '../../shared/plan/fields.ts'
import { answererOf, assessCoverage, coverageInput, isCounted, type CoverageParts } from '../../shared/plan/record/coverage.ts'
import { words } from '../../shared/words/tables.ts'
import { knowledge } from '../support/knowledge.ts'

const pack = knowledge.regimes
const ministry = () => {
  const parsed = parseAnswers(JSON.parse(readFileSync('examples/ministry.json', 'utf8')), knowledge)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
  return planOfAnswers(parsed.value, '00000000-0000-4000-8000-000000000000', 'A. Nowak', '2026-11-23T08:00:00Z', knowledge)
}

/** The ministry's plan, with every question asked: high-risk, high-impact, fine-tuned, code, for the public. */
const reference: Facts = {
  ...factsOf(ministry()),
  'class.euRisk': 'annex-iii',
  'class.annexPoints': ['5a'],
  'class.impactLevel': '2',
  'class.usHighImpact': true,
  'hosting.requestPolicy': 'challenge',
  'license.willFineTune': true,
  'purpose.tags': ['software_development'],
  'role.buysAi': true,
  'system.decisionRole': 'assists',
  'system.interactsWith': ['public'],
}
const parts: CoverageParts = { evidence: { e1: { name: 'DSFA.pdf', mediaType: 'application/pdf', bytes: 1, digest: `sha256:${'0'.repeat(64)}`, addedAt: '2026-11-23T08:00:00Z' } }, weights: { intake: {} as never }, duties: [], evaluations: ministry().evaluations, signals: ministry().signals, risks: ministry().risks }
const cover = (facts: Facts, given: CoverageParts = parts) => assessCoverage(facts, given, knowledge)
const one = (id: string, facts: Facts, given: CoverageParts = parts) => {
  const found = cover(facts, given).find((regime) => regime.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const missingOf = (id: string, facts: Facts, given?: CoverageParts) => [
  ...new Set(one(id, facts, given).requirements.flatMap((requirement) => requirement.missingFields)),
]

describe('the pack', () => {
  it('holds fourteen regimes, which the plan can choose, and names only questions that plans have', () => {
    expect(pack.regimes.map(({ id }) => id).toSorted()).toEqual([...regimeIds].toSorted())
    for (const regime of pack.regimes) expect(namedFields(regime).filter((field) => !isFieldId(field)), regime.id).toEqual([])
  })

  it('asks only for values that an answer can have', () => {
    for (const regime of pack.regimes) {
      const conditions = [...regime.required.flat(), ...regime.applies.flat(), ...regime.requirements.flatMap(({ when }) => when)]
      for (const { field, oneOf } of conditions) {
        const spec = fields[field as FieldId]
        if ('options' in spec) for (const value of oneOf) expect(spec.options, field).toContain(value)
        if (spec.kind === 'yes-no') for (const value of oneOf) expect(typeof value).toBe('boolean')
      }
    }
  })

  it('knows all 35 recommendations of ANSSI, the parts of Article 27 and the eight objectives of the framework', () => {
    const ids = (regime: string) => pack.regimes.find(({ id }) => id === regime)?.requirements.map(({ id }) => id)
    expect(ids('fr-anssi')).toEqual(Array.from({ length: 35 }, (_, index) => `R${index + 1}`))
    expect(ids('eu-fria')?.filter((id) => id.startsWith('27.1'))).toEqual(['27.1.a', '27.1.b', '27.1.c', '27.1.d', '27.1.e', '27.1.f'])
    expect(ids('eu-csf')).toEqual(Array.from({ length: 8 }, (_, index) => `SOV-${index + 1}`))
  })

  it('refuses a requirement that nothing answers, and an id used twice', () => {
    const [first] = pack.regimes
    const [requirement] = first?.requirements ?? []
    if (first === undefined || requirement === undefined) throw new Error('the pack is empty')
    const broken = (requirements: unknown) => parse(RegimePack, { ...pack, regimes: [{ ...first, requirements }] }).ok
    expect(broken([requirement])).toBe(true)
    expect(broken([{ ...requirement, fields: [], tables: [] }])).toBe(false)
    expect(broken([requirement, requirement])).toBe(false)
    expect(broken([])).toBe(false)
  })

  it('asks something in each section of the master plan that a record knows', () => {
    const asked = new Set(pack.regimes.flatMap(namedFields).map((field) => fields[field as FieldId].section))
    expect(sections.filter((section) => !asked.has(section))).toEqual(['P7'])
    // Openness is worked out from the model, never asked.
    expect(fieldIds.filter((id) => fields[id].section === 'P7')).toEqual([])
  })
})

describe('coverage', () => {
  it('is complete for every regime on the reference plan', () => {
    expect(cover(reference).map(({ id, share, missing }) => [id, share, missing])).toEqual(
      pack.regimes.map(({ id }) => [id, 10_000, 0]),
    )
  })

  it.each(pack.regimes.map(({ id }) => id))('of %s names exactly the answer taken away, whichever it is', (id) => {
    const regime = pack.regimes.find((entry) => entry.id === id)
    const asked = new Set(regime?.requirements.flatMap((requirement) => requirement.fields))
    expect(asked.size).toBeGreaterThan(4)
    for (const field of asked) {
      const without: Facts = { ...reference, [field]: null }
      // The level of government and the class are worked out from other answers where they can be.
      expect(missingOf(id, without), `${id} ${field}`).toEqual([field])
      expect(one(id, without).share).toBeLessThan(10_000)
      expect(answererOf(field as FieldId)).toBeTruthy()
    }
  })

  it('names the part of the plan that is missing', () => {
    const without = (change: Partial<CoverageParts>) => one('fr-anssi', reference, { ...parts, ...change }).requirements.filter(({ state }) => state === 'missing').map(({ id, missingParts }) => [id, missingParts])
    expect(without({ weights: undefined })).toEqual([['R6', ['weights']], ['R20', ['weights']]])
    const lacks = (id: string, change: Partial<CoverageParts>) =>
      one(id, reference, { ...parts, ...change }).requirements.filter(({ missingParts }) => missingParts.length > 0).map((requirement) => [requirement.id, requirement.missingParts])
    expect(lacks('iso-42001', { evaluations: {} })).toEqual([['A.6.2.4', ['evaluations']]])
    expect(lacks('eu-fria', { signals: {} })).toEqual([['26.5', ['signals']]])
    // A register that is only derived treats nothing.
    expect(lacks('es-ens', { risks: { 'own-1': { ...ministry().risks!['own-1']!, treatment: null } } })).toEqual([['art.14', ['risks']]])
    expect(one('iso-42001', reference, { ...parts, evidence: {} }).requirements.find(({ id }) => id === 'A.4.2')?.missingParts).toEqual(['evidence'])
  })

  it.each(pack.regimes.map(({ id }) => id))('of %s names exactly the part taken away, whichever it is', (id) => {
    const gone: { readonly [Part in PlanPart]: Partial<CoverageParts> } = { duties: { duties: null }, evidence: { evidence: {} }, weights: { weights: undefined }, evaluations: { evaluations: {} }, signals: { signals: {} }, risks: { risks: {} } }
    const requirements = pack.regimes.find((entry) => entry.id === id)?.requirements ?? []
    for (const part of PlanPart.options) {
      const asking = requirements.filter(({ tables }) => tables.includes(part)).map((requirement) => requirement.id)
      const open = one(id, reference, { ...parts, ...gone[part] }).requirements.filter(({ state }) => state === 'missing')
      expect(open.map((requirement) => [requirement.id, requirement.missingFields, requirement.missingParts]), `${id} ${part}`).toEqual(asking.map((requirement) => [requirement, [], [part]]))
    }
  })

  it('says why a requirement is not asked, and asks it while that is not known', () => {
    const training = (answer: boolean | null) => one('fr-anssi', { ...reference, 'license.willFineTune': answer }).requirements.find(({ id }) => id === 'R18')
    expect(training(false)).toMatchObject({ state: 'not-applicable', because: { field: 'license.willFineTune', oneOf: [true] } })
    expect(training(true)?.state).toBe('complete')
    expect(training(null)?.state).toBe('complete')
    const withoutData = one('fr-anssi', { ...reference, 'license.willFineTune': null, 'data.sources': null })
    expect(withoutData.requirements.find(({ id }) => id === 'R18')).toMatchObject({ state: 'missing', missingFields: ['data.sources'] })
  })

  it('takes "none of them" for an answer and "not known" for none', () => {
    const input = (value: readonly string[] | null) => coverageOf({ ...coverageInput(reference, parts), answers: { ...coverageInput(reference, parts).answers, 'hosting.certificates': value } }, pack)
    const r14 = (value: readonly string[] | null) => input(value).find(({ id }) => id === 'fr-anssi')?.requirements.find(({ id }) => id === 'R14')?.state
    expect(r14([])).toBe('complete')
    expect(r14(null)).toBe('missing')
  })
})

describe('which regimes count', () => {
  const counted = (change: Partial<Facts>) => cover({ ...factsOf(ministry()), ...change }).filter(isCounted).map(({ id, standing }) => [id, standing])

  it('are those that the country asks of the organization, and those that it wants', () => {
    const none: Partial<Facts> = { 'publication.templates': [] }
    expect(counted(none)).toEqual([])
    expect(counted({})).toEqual([['eu-csf', 'wanted'], ['iso-42001', 'wanted']])
    expect(counted({ ...none, 'organization.country': 'NL' })).toEqual([['nl-register', 'required'], ['nl-iama', 'required']])
    expect(counted({ ...none, 'organization.country': 'FR' })).toEqual([['fr-anssi', 'required']])
    expect(counted({ ...none, 'organization.country': 'GB', 'organization.type': 'commercial' })).toEqual([])
    expect(counted({ ...none, 'class.euRisk': 'annex-iii' })).toEqual([['eu-fria', 'required']])
    // Part in decisions decides whether the Canadian directive asks.
    expect(counted({ ...none, 'organization.country': 'CA', 'purpose.territories': ['CA'], 'system.decisionRole': null })).toEqual([['ca-aia', 'open']])
  })

  it('have no subject where the law of another place or class is meant', () => {
    const fria = (change: Partial<Facts>) => one('eu-fria', { ...factsOf(ministry()), ...change })
    expect(fria({})).toMatchObject({ standing: 'not-applicable', because: { field: 'class.euRisk' } })
    expect(fria({ 'class.euRisk': 'annex-iii', 'organization.country': 'US', 'purpose.territories': ['US'] })).toMatchObject({
      standing: 'not-applicable',
      because: { field: 'purpose.territories' },
    })
    expect(fria({ 'class.euRisk': null, 'screening.product': null }).standing).toBe('open')
  })
})

it('every regime and requirement has a title in each language', () => {
  for (const regime of pack.regimes)
    for (const title of [regime.title, ...regime.requirements.map((requirement) => requirement.title)])
      for (const text of [title.en, title.de, title.fr]) expect(text.trim()).not.toBe('')
  for (const id of regimeIds) expect(words.en[`field.publication.templates.option.${id}`]).toBeDefined()
})
