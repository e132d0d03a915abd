import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { assess, makeAssessor } from '../../shared/plan/assess.ts'
import type { Change } from '../../shared/plan/command.ts'
import { decide, Document, newDocument } from '../../shared/plan/decide.ts'
import { modelsOf, ownModelId, ownModelOf, withOwnModels, type ModelDraft } from '../../shared/plan/own-model.ts'
import { emptyPlan, Plan } from '../../shared/plan/plan.ts'
import { architectureOf, parametersOf } from '../../electron/weights/geometry.ts'
import { z } from '../../shared/base/schema.ts'
import { knowledge } from '../support/knowledge.ts'
import { manifestOf, type WeightsRecord } from '../../shared/domain/weights.ts'

const at = '2026-11-23T09:00:00Z'
const by = 'A. Reiter'
const start = newDocument(emptyPlan('00000000-0000-4000-8000-000000000001', at, 'de', {}))
const perform = (document: Document, ...changes: (Change | { type: 'undo' } | { type: 'redo' })[]): Document =>
  changes.reduce((current, change, index) => {
    const decided = decide(current, { do: change, by, at: `2026-11-23T09:${String(index).padStart(2, '0')}:10Z` })
    if (!decided.ok) throw new Error(JSON.stringify(decided.problem))
    return decided.value
  }, document)

/** The configuration of Llama 3.1 8B, as its publisher writes it. */
const config = {
  model_type: 'llama', num_hidden_layers: 32, hidden_size: 4096, num_attention_heads: 32, num_key_value_heads: 8,
  intermediate_size: 14336, vocab_size: 128256, tie_word_embeddings: false, attention_bias: false, mlp_bias: false,
  max_position_embeddings: 131072,
}
const architecture = architectureOf(config)!
const draft: ModelDraft = {
  name: 'Town Model', modalities: { in: ['text'], out: ['text'] }, maxContext: 131072, nativePrecision: null,
  parameters: parametersOf(architecture)!, architecture, partialGeometry: null,
  source: { kind: 'config', file: 'config.json' },
}
const answers = {
  name: 'Town Model', maker: 'Town of Lindau', country: null, license: 'apache-2.0', languages: ['de'], maxContext: 131072,
  totalParameters: null,
}
const entry = ownModelOf('own-town-model', answers, draft, { hand: 'Entered by the planner', file: 'Configuration file' })
const record: Change = { type: 'ownModel.record', entry }
const choose: Change = { type: 'answer.set', field: 'model.id', value: 'own-town-model', basis: 'self-declared' }

describe('geometry', () => {
  test('counts the parameters that Meta publishes for Llama 3.1 8B', () => {
    expect(parametersOf(architecture)?.total).toBe(8_030_261_248)
  })

  test.each([
    ['an unknown type', { ...config, model_type: 'brand_new' }],
    ['biases that are not counted', { ...config, mlp_bias: true }],
    ['no vocabulary', { ...config, vocab_size: undefined }],
    ['a negative size', { ...config, num_hidden_layers: -1 }],
    ['a billion layers', { ...config, num_hidden_layers: 1e9 }],
    ['a name of the prototype', { ...config, model_type: 'toString' }],
  ])('stays unknown with %s', (_what, broken) => {
    expect(architectureOf(broken)).toBeNull()
  })
})

describe('own models', () => {
  test('are known to every stage and only to their plan', () => {
    const chosen = perform(start, record, choose)
    expect(withOwnModels(knowledge, start.plan)).toBe(knowledge)
    expect(modelsOf(chosen.plan, knowledge).length).toBe(knowledge.models.models.length + 1)
    const assessed = assess(chosen.plan, knowledge)
    expect(assessed.model.model).toBe('own-town-model')
    expect(assessed.findings.map(({ id }) => id)).not.toContain('model/not-in-catalog')
    expect(makeAssessor(knowledge)(chosen.plan)).toEqual(assessed)
    const without = perform(chosen, { type: 'ownModel.remove', model: 'own-town-model' })
    expect(assess(without.plan, knowledge).findings.map(({ id }) => id)).toContain('model/not-in-catalog')
  })

  test('never turn a planner’s word into a verified fact', () => {
    const assessed = assess(perform(start, record, choose).plan, knowledge)
    const about = assessed.findings.filter(({ headline }) => headline.id === 'model.licenseUnconfirmed' || /license/i.test(headline.id))
    expect(about.length).toBeGreaterThan(0)
    const lying = structuredClone(entry)
    lying.model.provenance[0]!.source.confidence = 'verified'
    expect(z.safeParse(Plan.shape.models, { x: { ...lying, by, at } }).success).toBe(false)
  })

  test('cannot stand for a model of the catalog', () => {
    const disguised = { ...entry, model: { ...entry.model, id: 'qwen3-32b' } }
    expect(z.safeParse(Plan.shape.models, { 'qwen3-32b': { ...disguised, by, at } }).success).toBe(false)
  })

  test('get a free id from any name', () => {
    expect(ownModelId('Größe 7B!', [])).toBe('own-gro-e-7b')
    expect(ownModelId('模型', [])).toBe('own-model')
    expect(ownModelId('模型', ['own-model', 'own-model-2'])).toBe('own-model-3')
  })

  test('undo leaves the bytes of a plan as they were', () => {
    const before = canonicalJson(start.plan)
    const added = perform(start, record)
    expect(canonicalJson(perform(added, { type: 'undo' }).plan)).toBe(before)
    expect(canonicalJson(perform(added, { type: 'undo' }, { type: 'redo' }).plan)).toBe(canonicalJson(added.plan))
    expect(canonicalJson(perform(added, { type: 'ownModel.remove', model: 'own-town-model' }).plan)).toBe(before)
    expect(z.parse(Plan, JSON.parse(before))).toEqual(start.plan)
    expect(z.parse(Document, JSON.parse(JSON.stringify(added)))).toEqual(added)
  })
})

describe('weights of a plan', () => {
  const digest = (digit: string) => `sha256:${digit.repeat(64)}`
  const intake: WeightsRecord = {
    model: 'llama-3.1-8b', folder: 'llama', readAt: at,
    manifest: manifestOf([{ path: 'a.gguf', bytes: 1, digest: digest('a') }]),
    headers: [{
      format: 'gguf', files: ['a.gguf'], name: null, architecture: 'llama', languageModel: true, layers: 32, hidden: 4096,
      vocabulary: 128256, context: 131072, tensors: 1, parameters: 8_030_261_248, quantization: 'Q4_K_M', types: [],
      license: { id: 'llama3.1', name: null, link: null, origin: 'gguf' },
    }],
    refused: [], signature: null,
  }
  const model: Change = { type: 'answer.set', field: 'model.id', value: 'llama-3.1-8b', basis: 'self-declared' }
  const quantization: Change = { type: 'answer.set', field: 'model.quantization', value: 'Q4_K_M', basis: 'self-declared' }
  const findingsOf = (weights: WeightsRecord, ...more: Change[]) =>
    assess(perform(start, model, quantization, { type: 'weights.record', record: weights }, ...more).plan, knowledge)
      .findings.filter(({ id }) => id.startsWith('model/weights/'))
      .map(({ id, level }) => `${level} ${id.slice('model/weights/'.length)}`)
  const header = (change: object): WeightsRecord => ({ ...intake, headers: [{ ...intake.headers[0]!, ...change }] })

  test('have no findings when they are what the plan says', () => {
    expect(findingsOf(intake)).toEqual([])
  })

  test.each<[string, WeightsRecord, string[]]>([
    ['another model', { ...intake, model: 'qwen3-32b' }, ['unknown other-model']],
    ['other layers', header({ layers: 28 }), ['blocking layers/a.gguf']],
    ['half the parameters', header({ parameters: 4_000_000_000 }), ['advisory parameters/a.gguf']],
    ['another quantization', header({ quantization: 'Q8_0' }), ['advisory quantization/a.gguf']],
    ['a quantization nobody knows', header({ quantization: 'ZZ' }), []],
    ['another license', header({ license: { id: 'mit', name: null, link: null, origin: 'gguf' } }), ['advisory license/a.gguf']],
    ['a license that says nothing', header({ license: { id: 'other', name: null, link: null, origin: 'gguf' } }), ['unknown license/a.gguf']],
    ['a pickle', { ...intake, refused: [{ path: 'x.bin', reason: 'pickle' }] }, ['advisory refused/x.bin']],
    ['an image reader', header({ languageModel: false, layers: 3, license: null }), []],
    ['nothing said', header({ layers: null, hidden: null, parameters: null, quantization: null, license: null }), []],
  ])('say so for %s', (_what, weights, expected) => {
    expect(findingsOf(weights)).toEqual(expected)
  })

  test('block when a later look finds other files, until they are recorded anew', () => {
    const recheck: Change = {
      type: 'weights.recheck',
      recheck: { checkedAt: at, against: intake.manifest.digest, found: digest('b'), difference: { missing: [], changed: ['a.gguf'], extra: [] } },
    }
    expect(findingsOf(intake, recheck)).toEqual(['blocking changed'])
    expect(findingsOf(intake, recheck, { type: 'weights.record', record: { ...intake, folder: 'again' } })).toEqual([])
    expect(canonicalJson(perform(start, { type: 'weights.record', record: intake }, recheck, { type: 'weights.forget' }).plan)).toBe(canonicalJson(start.plan))
  })
})
