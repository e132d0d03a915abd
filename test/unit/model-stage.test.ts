/** The model stage: license facts from answers, findings that name rule, clause and field, and care with unknowns. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { EvaluationPack } from '../../shared/domain/evaluation-pack.ts'
import { LicensePack } from '../../shared/domain/license-pack.ts'
import { ModelPack } from '../../shared/domain/model-pack.ts'
import { OpennessPack } from '../../shared/domain/openness-pack.ts'
import { ReleasePack } from '../../shared/domain/release-pack.ts'
import { Finding } from '../../shared/domain/vocabulary.ts'
import { fieldIds, fields, isFieldId, type Facts } from '../../shared/plan/fields.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { fieldOfLicenseFact, licenseFacts } from '../../shared/plan/license-facts.ts'
import { assessModel, licenseVerdictFor, opennessFor, suitabilityOf } from '../../shared/plan/stages/model.ts'
import { evaluationWords } from '../../shared/words/evaluation.ts'
import { comparisonScreenWords } from '../../shared/words/screen-comparison.ts'
import { evaluationTaskWords } from '../../shared/words/evaluation-tasks.ts'
import { fieldsModelWords } from '../../shared/words/fields-model.ts'
import { fieldsLoadWords } from '../../shared/words/fields-load.ts'
import { fieldsPurposeWords } from '../../shared/words/fields-purpose.ts'
import { fieldsRequirementsWords } from '../../shared/words/fields-requirements.ts'
import { licenseWords } from '../../shared/words/license.ts'
import { licenseDutiesWords } from '../../shared/words/license-duties.ts'
import { releaseWords } from '../../shared/words/release.ts'
import { modelWords } from '../../shared/words/model.ts'
import { opennessWords } from '../../shared/words/openness.ts'

function pack(schema: Parameters<typeof parse>[0], name: string): unknown {
  const read = parse(schema, JSON.parse(readFileSync(`resources/packs/${name}.json`, 'utf8')))
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return read.value
}

/** Only the packs that this stage reads. */
const knowledge = {
  evaluations: pack(EvaluationPack, 'evaluations'),
  licenses: pack(LicensePack, 'licenses'),
  models: pack(ModelPack, 'models'),
  openness: pack(OpennessPack, 'openness'),
  'release-watch': pack(ReleasePack, 'release-watch'),
} as Knowledge

const nothing = Object.fromEntries(fieldIds.map((id) => [id, null])) as unknown as Facts

/** A German ministry that has answered everything a license can ask. */
const ministry: Facts = {
  ...nothing,
  'identity.assessedOn': '2026-11-23',
  'identity.phase': 'production',
  'organization.country': 'DE',
  'organization.type': 'public_body',
  'organization.sector': 'regional_gov',
  'purpose.tags': ['internal_drafting', 'document_summarisation'],
  'purpose.humanInLoop': true,
  'purpose.servesThirdParties': false,
  'purpose.commercialUse': 'no',
  'purpose.territories': ['DE'],
  'data.personal': true,
  'data.specialCategories': false,
  'license.willFineTune': false,
  'license.redistributesWeights': false,
  'license.trainsOtherModels': false,
  'license.modelServiceBusiness': false,
  'license.endUserOfProduct': false,
  'license.usersOnReleaseDay': 0,
  'license.monthlyUsers': 5000,
  'license.productMonthlyRevenue': 0,
  'license.organizationMonthlyRevenue': 0,
  'license.groupYearlyRevenue': 0,
  'license.removesGuardrails': false,
  'license.competesWithLicensor': false,
  'license.registered': false,
  'license.separateAgreement': false,
  'license.patentSuit': false,
  'license.lawfulBasis': true,
  'license.canIndemnify': true,
}

const findingsOf = (facts: Partial<Facts>) => assessModel({ ...ministry, ...facts }, knowledge).findings
const idsOf = (facts: Partial<Facts>) => findingsOf(facts).map(({ id }) => id)

describe('license facts', () => {
  test('every fact of the pack is given, and every field it names exists', () => {
    const known = licenseFacts(ministry, { modalities: { in: ['text'], out: ['text'] } })
    expect(Object.keys(known).toSorted()).toEqual(knowledge.licenses.facts.map(({ id }) => id).toSorted())
    expect(Object.values(known)).not.toContain(null)
    for (const field of Object.values(fieldOfLicenseFact)) expect(isFieldId(field)).toBe(true)
  })

  test('nothing answered is nothing known, but for what Homeport itself settles', () => {
    const known = Object.entries(licenseFacts(nothing, null)).filter(([, value]) => value !== null)
    expect(known).toEqual([['requires_local_weights', true]])
  })

  test('a use that nobody answered for keeps the list open', () => {
    expect(licenseFacts({ ...ministry, 'data.specialCategories': null }, null)['use_tags']).toEqual({
      has: ['internal_drafting', 'document_summarisation'],
      may: ['sensitive_personal_data'],
    })
    expect(licenseFacts({ ...ministry, 'purpose.tags': [] }, null)['use_tags']).toBeNull()
    expect(licenseFacts({ ...ministry, 'purpose.tags': ['benefits_eligibility'] }, null)['use_tags']).toEqual([
      'benefits_eligibility',
      'high_stakes_decision',
    ])
  })

  test('cents become dollars without losing a threshold', () => {
    for (const [cents, dollars] of [
      [2_000_000_001, 20_000_001],
      [2_000_000_000, 20_000_000],
    ] as const)
      expect(licenseFacts({ ...ministry, 'license.groupYearlyRevenue': cents }, null)).toMatchObject({
        annual_group_revenue_usd: dollars,
      })
  })
})

describe('license of the chosen model', () => {
  test('Llama 4 in a German ministry is prohibited, with clause, facts and the way out', () => {
    const blocking = findingsOf({ 'model.id': 'llama-4-scout' }).filter(({ level }) => level === 'blocking')
    const [finding] = blocking.filter(({ rule }) => rule === 'llama-4/LL-EU')
    expect(finding!.headline.values['clause']).toBe('AUP final paragraph; s.1.a not granted')
    expect(finding!.because.map(({ step }) => step)).toEqual([
      'fact', 'requirement', 'requirement', 'requirement', 'requirement', 'rule', 'result',
    ])
    expect(finding!.because[1]).toEqual({
      step: 'requirement',
      message: { id: 'license.factIs', values: { fact: { term: 'license.fact.org_domicile' }, value: { country: 'DE' } } },
      field: 'organization.country',
    })
    expect(finding!.remedies).toContainEqual(
      expect.objectContaining({ field: 'license.separateAgreement', value: true }),
    )
    expect(finding!.sources.length).toBeGreaterThan(0)
  })

  test('the same model for a body outside the EU is not prohibited', () => {
    const verdict = licenseVerdictFor('llama-4-scout', { ...ministry, 'organization.country': 'US' }, knowledge)
    expect(verdict).toMatchObject({ verdict: 'allowed with conditions', license: 'llama-4', clauses: ['s.1.b.iv'] })
  })

  test('an unanswered question that a prohibition waits for is an open finding at its field', () => {
    const facts = { 'model.id': 'llama-4-scout', 'organization.country': 'US', 'license.usersOnReleaseDay': null } as const
    const [finding] = findingsOf(facts).filter(({ id }) => id === 'model/license/llama-4/unknown/mau_on_release_date')
    expect(finding).toMatchObject({ level: 'unknown', field: 'license.usersOnReleaseDay', rule: 'llama-4/LL-MAU' })
    expect(licenseVerdictFor('llama-4-scout', { ...ministry, ...facts }, knowledge)).toMatchObject({
      verdict: 'needs legal review',
      unknownFacts: ['mau_on_release_date'],
    })
  })

  test('only the questions that its rules need are asked', () => {
    const { asks } = assessModel({ ...ministry, 'model.id': 'gemma-3-27b' }, knowledge)
    expect(asks).toEqual([
      'license.distributesFineTuned',
      'license.redistributesWeights',
      'license.trainsOtherModels',
      'purpose.servesThirdParties',
      'purpose.tags',
    ])
  })

  test('a model without license in the catalog needs legal review', () => {
    const id = knowledge.models.models.find(({ license }) => license === null)!.id
    expect(idsOf({ 'model.id': id })).toContain('model/license/unknown')
    expect(licenseVerdictFor(id, ministry, knowledge)).toMatchObject({ verdict: 'needs legal review', license: null })
    expect(licenseVerdictFor('no-such-model', ministry, knowledge).verdict).toBe('needs legal review')
  })

  test('a permission from a text that nobody read in full must be confirmed', () => {
    const id = knowledge.models.models.find(({ license }) => license === 'glm-5.3')!.id
    const [finding] = findingsOf({ 'model.id': id }).filter((one) => one.id === 'model/license/glm-5.3/unread')
    expect(finding).toMatchObject({ level: 'unknown', confirm: true })
  })

  test('a license that only an unverified source gives to the model must be confirmed', () => {
    const weak = knowledge.models.models.find(
      ({ license, provenance }) =>
        license !== null &&
        provenance
          .filter((entry) => entry.fields.includes('license'))
          .every(({ source }) => source.confidence === 'unverified'),
    )!
    expect(idsOf({ 'model.id': weak.id })).toContain('model/license/assignment')
    expect(licenseVerdictFor(weak.id, ministry, knowledge).confirm).toBe(true)
  })
})

describe('requirements', () => {
  test('no model, and one that is not in the catalog', () => {
    expect(assessModel(nothing, knowledge).findings.map(({ id }) => id)).toEqual(['model/none'])
    expect(idsOf({ 'model.id': 'nothing-of-the-kind' })).toEqual(['model/not-in-catalog'])
  })

  test('languages: a listed one from a read source passes, an unverified one must be confirmed', () => {
    expect(idsOf({ 'model.id': 'llama-4-scout', 'service.languages': ['de'] })).not.toContain('model/language/de')
    expect(findingsOf({ 'model.id': 'qwen3-0.6b', 'service.languages': ['de'] })).toContainEqual(
      expect.objectContaining({ id: 'model/language/de', level: 'unknown', confirm: true }),
    )
  })

  test('a language that a complete list leaves out is advisory; with no list it is unknown', () => {
    const unlisted = knowledge.models.models.find(({ languagesBasis }) => languagesBasis === 'unknown')!
    for (const [id, level] of [
      ['llama-4-scout', 'advisory'],
      [unlisted.id, 'unknown'],
    ] as const)
      expect(findingsOf({ 'model.id': id, 'service.languages': ['mt'] })).toContainEqual(
        expect.objectContaining({ rule: 'M-LANGUAGE', level }),
      )
  })

  test('content and context', () => {
    const facts = { 'model.id': 'qwen3-0.6b', 'service.modalities': ['text', 'audio'], 'load.contextTokens': 40961 } as const
    const found = findingsOf(facts)
    expect(found.find(({ id }) => id === 'model/modality/audio')?.level).toBe('blocking')
    expect(found.find(({ id }) => id === 'model/modality/text')).toBeUndefined()
    expect(found.find(({ id }) => id === 'model/context')?.level).toBe('blocking')
    expect(idsOf({ ...facts, 'load.contextTokens': 40960 })).not.toContain('model/context')
    expect(suitabilityOf('qwen3-0.6b', { ...ministry, ...facts }, knowledge)).toMatchObject({
      modality: 'blocking',
      context: 'blocking',
      language: null,
      release: null,
    })
  })

  test('a need that the plan does not name is an unknown finding that leads to it, never a pass', () => {
    const needs = { 'service.languages': ['de'], 'service.modalities': ['text'], 'load.contextTokens': 4096 } as const
    const missing = (facts: Partial<Facts>) =>
      findingsOf({ 'model.id': 'mistral-small-4-119b', ...facts }).filter(({ id }) => id.startsWith('model/not-said/'))
    expect(missing(needs)).toEqual([])
    for (const field of ['service.languages', 'service.modalities', 'load.contextTokens'] as const) {
      const found = missing({ ...needs, [field]: null })
      expect(found).toMatchObject([{ id: `model/not-said/${field}`, level: 'unknown', field }])
      expect(found[0]!.remedies).toMatchObject([{ field }])
    }
    expect(missing({ ...needs, 'service.languages': [] })).toHaveLength(1)
  })

  test('an unknown context is not enough context', () => {
    const model = knowledge.models.models.find(({ maxContext }) => maxContext === null)!
    const [finding] = findingsOf({ 'model.id': model.id, 'load.contextTokens': 1000 }).filter(({ id }) => id === 'model/context')
    expect(finding?.level).toBe('unknown')
  })

  test('a family record and an embedding model cannot be deployed as they are', () => {
    expect(idsOf({ 'model.id': 'sea-lion' })).toContain('model/family-record')
    const embedding = knowledge.models.models.find(({ kind }) => kind === 'embedding')!
    expect(idsOf({ 'model.id': embedding.id })).toContain('model/no-text')
  })
})

describe('contingency', () => {
  test('a promise without license text satisfies no gate, and a switch needs a fallback and a day', () => {
    const found = idsOf({ 'model.id': 'qwen3-0.6b', 'model.contingencyRelease': 'rw-05' })
    expect(found.filter((id) => id.startsWith('model/contingency/'))).toEqual([
      'model/contingency/no-license',
      'model/contingency/no-fallback',
      'model/contingency/no-day',
    ])
  })

  test('past the latest acceptable day the plan is late', () => {
    const found = idsOf({
      'model.id': 'qwen3-0.6b',
      'model.contingencyRelease': 'rw-05',
      'model.contingencyFallback': 'qwen3-0.6b',
      'model.contingencyLatestDay': '2026-10-31',
    })
    expect(found.filter((id) => id.startsWith('model/contingency/'))).toEqual([
      'model/contingency/no-license',
      'model/contingency/late',
    ])
  })
})

test('every model of the catalog can be assessed, with findings in their form and the same bytes twice', () => {
  for (const { id } of knowledge.models.models) {
    const facts: Facts = { ...ministry, 'model.id': id, 'service.languages': ['de', 'fr'], 'load.contextTokens': 8192 }
    const assessed = assessModel(facts, knowledge)
    for (const finding of assessed.findings) expect(parse(Finding, finding)).toMatchObject({ ok: true })
    expect(new Set(assessed.findings.map((finding) => finding.id)).size).toBe(assessed.findings.length)
    expect(JSON.stringify(assessModel(facts, knowledge))).toBe(JSON.stringify(assessed))
  }
})

test('a use policy that binds everyone leaves the rights under conditions', () => {
  const apertus = knowledge.models.models.find(({ license }) => license === 'apertus')!
  const openness = opennessFor(apertus, knowledge)
  expect(openness.label).toBe('open-weights-conditional')
  expect(openness.rights.find(({ right }) => right === 'run')).toMatchObject({
    holder: 'under-conditions',
    limits: [{ clause: 'AUP para 3' }],
  })
  expect(openness.mof.mofClass).toBeNull()
})

test('every model, license and release that a pack names exists', () => {
  const licenses = knowledge.licenses.licenses.map(({ id }) => id)
  const families = knowledge.openness.records.map(({ family }) => family)
  const cases = knowledge['release-watch'].cases
  for (const model of knowledge.models.models) {
    if (model.license !== null) expect(licenses).toContain(model.license)
    if (model.opennessFamily !== null) expect(families).toContain(model.opennessFamily)
    for (const id of model.releaseWatch) expect(cases.map((entry) => entry.id)).toContain(id)
    expect(opennessFor(model, knowledge).rights).toHaveLength(7)
  }
  for (const { openLicenseId } of cases) if (openLicenseId !== null) expect(licenses).toContain(openLicenseId)
  for (const { licenseId } of knowledge.openness.records) if (licenseId !== null) expect(licenses).toContain(licenseId)
})

test('every message of the stage has words, and every fact, component and license category a name', () => {
  const table: Readonly<Record<string, string>> = {
    ...licenseWords,
    ...evaluationWords,
    ...evaluationTaskWords,
    ...comparisonScreenWords,
    ...licenseDutiesWords,
    ...releaseWords,
    ...modelWords,
    ...opennessWords,
    ...fieldsModelWords,
    ...fieldsRequirementsWords, ...fieldsLoadWords, ...fieldsPurposeWords,
  }
  const ids = new Set<string>()
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('id' in value && 'values' in value) ids.add(String(value.id))
    if ('term' in value) ids.add(String(value.term))
    if ('terms' in value) for (const term of value.terms as string[]) ids.add(term)
    Object.values(value).forEach(collect)
  }
  const everyUse = fields['purpose.tags'].options
  for (const { id } of knowledge.models.models)
    for (const facts of [
      { ...nothing },
      { ...ministry },
      { ...ministry, 'purpose.tags': everyUse, 'purpose.humanInLoop': false, 'purpose.commercialUse': 'yes', 'organization.type': 'commercial', 'license.groupYearlyRevenue': 1e15, 'license.monthlyUsers': 1e9, 'license.usersOnReleaseDay': 1e9, 'license.trainsOtherModels': true, 'license.canIndemnify': false, 'purpose.territories': ['DE', 'US'] },
    ] as const)
      collect(
        assessModel(
          { ...facts, 'model.id': id, 'service.languages': ['mt'], 'service.modalities': ['text', 'image', 'audio', 'video'], 'load.contextTokens': 300_000, 'model.contingencyRelease': 'rw-05' },
          knowledge,
        ).findings,
      )
  expect(ids.size).toBeGreaterThan(60)
  expect([...ids].filter((id) => table[id] === undefined)).toEqual([])
  const named = [
    ...knowledge.licenses.facts.map(({ id }) => `license.fact.${id}`),
    ...knowledge.licenses.licenses.flatMap(({ category, grade }) => [`license.category.${category}`, `license.grade.${grade}`]),
    ...knowledge.openness.definitions.mof.components.map(({ id }) => `openness.component.${id}`),
    ...knowledge.openness.labels.map(({ id }) => `openness.label.${id}`),
  ]
  expect(named.filter((id) => table[id] === undefined)).toEqual([])
})
