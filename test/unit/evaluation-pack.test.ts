/** The pack of published results: what is shipped, what is held back, and that a broken pack is refused. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { EvaluationPack } from '../../shared/domain/evaluation-pack.ts'
import { rowsOf, setsOf } from '../../shared/domain/evaluation/rows.ts'
import { fields } from '../../shared/plan/fields.ts'
import { knowledge } from '../support/knowledge.ts'

const pack = knowledge.evaluations
const sets = setsOf(pack)
const rows = sets.flatMap((set) => rowsOf(set, pack).map((row) => ({ set, row })))
const count = (matches: (entry: (typeof rows)[number]) => boolean): number => rows.filter(matches).length

describe('what is shipped', () => {
  /** Counted in the collection itself, per publisher, before the pack was made. */
  test('the rows of each source whose license permits it, and no others', () => {
    const collected = {
      'EuroEval (Dan Saattrup Smart and contributors)': 9276,
      'ETH Zurich, INSAIT, LatticeFlow AI': 294,
      'MTEB (embeddings-benchmark)': 255,
      Vectara: 68,
      'Moonshot AI': 17,
      DeepSeek: 16,
      StepFun: 3,
    }
    for (const [publisher, expected] of Object.entries(collected))
      expect(count(({ row }) => row.source.publisher === publisher), publisher).toBe(expected)
    expect(rows.length).toBe(9929)
    for (const { license, title } of pack.sources)
      expect(license, title).toMatch(/^(MIT( \(repository code license\))?|CC0-1\.0|Apache-2\.0|Modified MIT \(repository\))$/)
  })

  test('what is held back is named with its number and reason', () => {
    const held = { 'check-first': 596, restricted: 39 }
    for (const [group, expected] of Object.entries(held))
      expect(pack.held.filter((entry) => entry.group === group).reduce((sum, entry) => sum + entry.rows, 0)).toBe(expected)
    // The whole collection.
    expect(rows.length + 596 + 39).toBe(10_564)
    expect(pack.held).toHaveLength(14)
    for (const { publisher } of pack.held) expect(pack.sources.some((source) => source.publisher === publisher)).toBe(false)
  })

  test('sums of the figures', () => {
    // 447,583.82 over all values of the shipped sources, and 9,276 intervals, all of them EuroEval's.
    expect(rows.reduce((sum, { row }) => sum + row.value, 0)).toBe(44_758_382)
    expect(count(({ row }) => row.low !== null && row.high !== null)).toBe(9276)
    expect(count(({ row }) => row.measuredBy === 'maker')).toBe(188)
    expect(count(({ set }) => set.split === 'validation')).toBe(1924)
    expect(count(({ set }) => set.split === 'test')).toBe(7607)
  })

  test('single rows, read in the collection by hand', () => {
    const found = (benchmark: string, metric: string, version: string, evaluated: string, language: string) =>
      rows.find(
        ({ set, row }) =>
          set.benchmark.id === benchmark &&
          set.metric === metric &&
          set.version === version &&
          set.language === language &&
          row.evaluated === evaluated,
      )
    const invented = found('vectara-hhem', 'hallucination rate (%)', 'HHEM-2.3, leaderboard of 2026-03-10', 'qwen/qwen3-32b', 'en')
    expect(invented).toMatchObject({
      set: { task: 'rag_faithfulness', split: null, dataset: null, scale: { min: 0, max: 10_000, higherIsBetter: false } },
      row: { model: 'qwen3-32b', measuredBy: 'independent', value: 590, low: null, source: { date: '2026-03-10' } },
    })
    const names = found('euroeval-ner', 'micro-F1 without MISC', 'EuroEval 16.2.2.dev0', 'Qwen/Qwen3-32B #no-thinking', 'de')
    expect(names).toMatchObject({
      set: { task: 'information_extraction', split: 'test', dataset: 'germeval' },
      row: { value: 6488, low: 6361, high: 6615, source: { date: '2026-04-20', license: 'MIT' } },
    })
  })

  test('where other weights than the catalog names were measured, the row says so', () => {
    const olmo = rows.filter(({ row }) => row.evaluated === 'allenai/Olmo-3-1125-32B')
    expect(olmo.length).toBeGreaterThan(100)
    for (const { row } of olmo) expect(row).toMatchObject({ model: 'olmo-3-32b', otherVersion: true })
    const same = rows.filter(({ row }) => row.evaluated === 'meta-llama/Llama-3.1-70B')
    for (const { row } of same) expect(row).toMatchObject({ otherVersion: false, note: 'base model, few-shot; not the instruct model' })
  })
})

describe('the pack holds together', () => {
  test('every model is in the catalog, every purpose and kind of content in the plan', () => {
    const models = new Set(knowledge.models.models.map(({ id }) => id))
    for (const { model } of pack.subjects) expect(models).toContain(model)
    for (const { models: named } of pack.held) for (const model of named) expect(models).toContain(model)
    const tags: readonly string[] = fields['purpose.tags'].options
    for (const { tag } of pack.purposes) expect(tags).toContain(tag)
    for (const tag of pack.unmeasuredPurposes) {
      expect(tags).toContain(tag)
      expect(pack.purposes.map((entry) => entry.tag)).not.toContain(tag)
    }
    const kinds: readonly string[] = fields['service.modalities'].options
    for (const { kind } of pack.modalities) expect(kinds).toContain(kind)
  })

  test('every row lies in its interval and its scale; every set has one model version once per precision and maker', () => {
    for (const set of sets) {
      const own = rowsOf(set, pack)
      const keys = own.map(({ evaluated, quantization, model }) => `${model} ${evaluated} ${quantization ?? ''}`)
      expect(new Set(keys).size).toBe(keys.length)
      for (const { value, low, high } of own) {
        expect(value >= set.scale.min && value <= set.scale.max).toBe(true)
        expect((low ?? value) <= value && (high ?? value) >= value).toBe(true)
      }
    }
  })

  test('nothing of the tables is left unused', () => {
    const used = new Set(rows.map(({ row }) => row.source))
    expect(pack.sources.filter((source) => !used.has(source))).toEqual([])
    const notes = new Set(rows.map(({ row }) => row.note))
    expect(pack.notes.filter(({ text }) => !notes.has(text))).toEqual([])
  })

  test('it stays small', () => {
    expect(readFileSync('resources/packs/evaluations.json').byteLength).toBeLessThan(700_000)
  })
})

describe('a broken pack is refused with the place and the reason', () => {
  type Loose = ReturnType<typeof JSON.parse>
  const broken = (change: (pack: Loose) => unknown) => {
    const data: Loose = JSON.parse(readFileSync('resources/packs/evaluations.json', 'utf8'))
    change(data)
    return parse(EvaluationPack, data)
  }
  const cases: readonly (readonly [string, (data: Loose) => unknown, string, string])[] = [
    ['a value outside of its scale', (data: Loose) => (data['rows'].value[0] = 10_001), 'rows.value.0', 'is outside of its scale'],
    ['a row of no source', (data: Loose) => (data['rows'].source[7] = 9999), 'rows.source.7', 'names an entry that is not in the pack'],
    ['a set of no series', (data: Loose) => (data['sets'].series[2] = null), 'sets.series.2', 'names an entry that is not in the pack'],
    ['a column that is cut', (data: Loose) => data['rows'].note.pop(), 'rows.note', 'does not have a place for each entry'],
    ['a fraction', (data: Loose) => (data['rows'].value[3] = 1.5), 'rows.value', 'is not a column of whole numbers'],
    ['an unknown task', (data: Loose) => data['purposes'][0].tasks.push('juggling'), 'purposes.0.tasks', 'names a task that is not in the pack'],
    ['sets that claim a row too many', (data: Loose) => (data['sets'].rows[data['sets'].count - 1] += 1), 'rows.value', 'is outside of its scale'],
    ['a member nobody knows', (data: Loose) => (data['score'] = 1), '(whole)', 'has unknown members: score'],
  ]
  test.each(cases)('%s', (_name, change, path, reason) => {
    const read = broken(change)
    expect(read).toMatchObject({ ok: false, problem: { path: expect.stringMatching(new RegExp(`^${path.replace(/[.()]/g, '\\$&')}`)), reason } })
  })
})
