/** Evidence of quality: hand-picked rows, gaps as gaps, and figures compared only where they may be. */
import { describe, expect, test } from 'vitest'
import { comparisonIn, comparisonsOf, coverageOf, evidenceFor, evidenceLanguage, evidenceNeed } from '../../shared/domain/evaluation.ts'
import { setsOf } from '../../shared/domain/evaluation/rows.ts'
import { makeAssessor } from '../../shared/plan/assess.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { checkEvidence } from '../../shared/plan/model/evidence.ts'
import { modelOf } from '../../shared/plan/stages/model.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const pack = knowledge.evaluations

describe('what a plan needs', () => {
  const plan = { purposes: ['document_summarisation', 'clinical_use'], modalities: ['text'], languages: ['fr'], modelKind: 'decoder' }

  test('tasks from purposes and kinds of content, and the purposes that nothing measures', () => {
    expect(evidenceNeed(plan, pack)).toEqual({ tasks: ['summarisation', 'rag_faithfulness'], languages: ['fr'], unmeasured: ['clinical_use'] })
    expect(evidenceNeed({ ...plan, modalities: ['text', 'audio'] }, pack).tasks).toContain('speech_recognition')
  })

  test('a model that does not write text is measured by its own task', () => {
    expect(evidenceNeed({ ...plan, modelKind: 'embedding' }, pack).tasks).toEqual(['retrieval_embedding'])
    expect(evidenceNeed({ ...plan, modelKind: 'reranker' }, pack).tasks).toEqual([])
  })

  test('both forms of Norwegian stand under one code', () => {
    expect([evidenceLanguage('nb', pack), evidenceLanguage('nn', pack), evidenceLanguage('de', pack)]).toEqual(['no', 'no', 'de'])
    const groups = evidenceFor('mistral-small-3.2-24b', ['nb'], ['language_quality'], pack).groups
    expect(new Set(groups.map(({ language }) => language))).toEqual(new Set(['no']))
  })
})

describe('evidence for a model', () => {
  test('Mistral Small 3.2 in German: command of the language and summaries, nothing on instructions', () => {
    const { groups, covered, gaps } = evidenceFor('mistral-small-3.2-24b', ['de'], ['language_quality', 'summarisation', 'instruction_following'], pack)
    expect(covered).toEqual([
      { task: 'language_quality', language: 'de', results: 1 },
      { task: 'summarisation', language: 'de', results: 1 },
    ])
    expect(gaps).toEqual([{ task: 'instruction_following', language: 'de', maker: 0, otherVersion: 0, held: [] }])
    // EuroEval, ScaLA-de, version 15.16.0.dev0: 52.14 in [49.95, 54.33], read in the leaderboard's file.
    expect(groups[0]).toMatchObject({
      task: 'language_quality',
      split: 'test',
      benchmark: { id: 'euroeval-linguistic-acceptability' },
      results: [{ set: { version: 'EuroEval 15.16.0.dev0', metric: 'MCC' }, row: { value: 5214, low: 4995, high: 5433, measuredBy: 'independent' } }],
    })
  })

  test('results that are held back are named where they would have answered', () => {
    const { gaps } = coverageOf('gpt-oss-120b', ['en'], ['language_quality'], pack)
    expect(gaps).toMatchObject([{ held: [{ name: 'LiveBench', group: 'check-first' }] }])
  })

  test('results of other weights are shown, but cover nothing', () => {
    const { groups, covered, gaps } = evidenceFor('olmo-3-32b', ['de'], ['reading_comprehension'], pack)
    expect(covered).toEqual([])
    expect(gaps).toMatchObject([{ task: 'reading_comprehension', language: 'de' }])
    expect(gaps[0]!.otherVersion).toBeGreaterThan(0)
    expect(groups.flatMap(({ results }) => results).every(({ row }) => row.otherVersion)).toBe(true)
  })

  test('what the maker says alone covers nothing', () => {
    const { covered, gaps } = coverageOf('kimi-k2-instruct', ['en'], ['code'], pack)
    expect(covered).toEqual([])
    expect(gaps[0]).toMatchObject({ task: 'code', language: null })
    expect(gaps[0]!.maker).toBeGreaterThan(0)
  })

  test('a model nobody measured, a language nobody measured, and an unknown model have gaps only', () => {
    for (const [model, language] of [['kimi-k3', 'de'], ['mistral-small-3.2-24b', 'ga'], ['no-such-model', 'de']] as const) {
      const { groups, covered, gaps } = evidenceFor(model, [language], ['language_quality'], pack)
      expect([groups, covered, gaps.length]).toEqual([[], [], 1])
    }
  })
})

describe('comparisons', () => {
  test('only sets in which two of the models stand, those with more of them first', () => {
    const models = ['mistral-small-3.2-24b', 'apertus-70b', 'gpt-oss-120b']
    const found = comparisonsOf(models, ['de'], ['language_quality', 'rag_faithfulness'], pack)
    expect(found.map(({ set, rows, missing }) => [set.benchmark.id, set.version, rows.map((row) => [row.model, row.value]), missing])).toEqual([
      [
        'euroeval-linguistic-acceptability',
        'EuroEval 15.16.0.dev0',
        // 52.14 and 35.14, both in the German leaderboard of EuroEval.
        [['mistral-small-3.2-24b', 5214], ['apertus-70b', 3514]],
        ['gpt-oss-120b'],
      ],
    ])
  })

  test('better first, whichever way the scale runs', () => {
    for (const set of setsOf(pack).filter(({ count }) => count > 5)) {
      const values = comparisonIn(set.id, pack)!.rows.map(({ value }) => value)
      expect(values).toEqual(values.toSorted((left, right) => (set.scale.higherIsBetter ? right - left : left - right)))
    }
    const invented = setsOf(pack).find(({ metric }) => metric === 'hallucination rate (%)')!
    expect(invented.scale.higherIsBetter).toBe(false)
  })

  test('two models that never stand in one set are not compared', () => {
    expect(comparisonsOf(['mistral-small-3.2-24b', 'gpt-oss-120b'], ['de'], ['language_quality'], pack)).toEqual([])
    expect(comparisonIn(1_000_000, pack)).toBeNull()
  })
})

describe('findings of the model stage', () => {
  const model = (id: string) => modelOf(id, knowledge)!
  const asked: Partial<Facts> = { 'purpose.tags': ['internal_drafting', 'document_summarisation'], 'service.languages': ['de'] }
  const levelsOf = (id: string, answers: Partial<Facts>) =>
    checkEvidence(model(id), factsWith({ ...asked, ...answers }), pack).map((finding) => [finding.id, finding.level])

  test('nothing published is unknown, a part of it advisory, and with an evaluation of the plan one step better', () => {
    const tasks = { 'evaluation.tasks': '200 letters' }
    expect(levelsOf('kimi-k3', {})).toEqual([['model/evidence/de', 'unknown']])
    expect(levelsOf('kimi-k3', tasks)).toEqual([['model/evidence/de', 'advisory']])
    expect(levelsOf('mistral-small-3.2-24b', {})).toEqual([['model/evidence/de', 'advisory']])
    expect(levelsOf('mistral-small-3.2-24b', tasks)).toEqual([])
  })

  test('a plan that says neither purpose nor language is not accused of lacking evidence', () => {
    expect(levelsOf('kimi-k3', { 'purpose.tags': null })).toEqual([])
    expect(levelsOf('kimi-k3', { 'service.languages': null })).toEqual([])
  })

  test('a use that nothing measures is named, and the remedy leads to the plan’s evaluation', () => {
    const [finding] = checkEvidence(model('mistral-small-3.2-24b'), factsWith({ 'purpose.tags': ['clinical_use'], 'service.languages': ['de'] }), pack)
    expect(finding).toMatchObject({ id: 'model/evidence/unmeasured', level: 'advisory', rule: 'M-EVIDENCE' })
    expect(finding!.remedies[0]).toMatchObject({ field: 'evaluation.tasks' })
    expect(finding!.because.map(({ step }) => step)).toEqual(['requirement', 'fact', 'rule', 'result'])
  })

  test('a remembered assessment follows the plan’s own evaluation', () => {
    const answer = (value: string | string[]) => ({ value, basis: 'self-declared', by: 'A. Planner', at: '2026-11-23T10:00:00Z' }) as const
    const before = emptyPlan('00000000-0000-4000-8000-000000000001', '2026-11-23T10:00:00Z', 'en', {})
    const answers = {
      'model.id': answer('kimi-k3'),
      'purpose.tags': answer(['internal_drafting']),
      'service.languages': answer(['de']),
    }
    const assess = makeAssessor(knowledge)
    const levelOf = (plan: typeof before) => assess(plan).findings.find(({ id }) => id === 'model/evidence/de')?.level
    expect(levelOf({ ...before, answers })).toBe('unknown')
    expect(levelOf({ ...before, answers: { ...answers, 'evaluation.tasks': answer('200 letters') } })).toBe('advisory')
  })
})
