/** Whatever is asked: figures meet only within one set, and nothing that is not independent covers a need. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparisonsOf, coverageOf, evidenceFor } from '../../shared/domain/evaluation.ts'
import { modelResults, rowsOf, setsOf } from '../../shared/domain/evaluation/rows.ts'
import { compareModels, orderedBy } from '../../shared/plan/model/compare.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const pack = knowledge.evaluations
const models = fc.constantFrom(...knowledge.models.models.map(({ id }) => id))
const someModels = fc.uniqueArray(models, { minLength: 1, maxLength: 5 })
const languages = fc.uniqueArray(fc.constantFrom('de', 'en', 'fr', 'fi', 'nb', 'mt', 'ga', 'mul'), { minLength: 1, maxLength: 3 })
const tasks = fc.uniqueArray(fc.constantFrom(...pack.tasks.map(({ id }) => id)), { minLength: 1, maxLength: 6 })

/** What must be equal for two figures to be compared, read from the columns of the pack and not from the engine. */
const placeOfRow = (() => {
  const keys: string[] = []
  pack.sets.rows.forEach((count, set) => {
    const series = pack.sets.series[set]!
    const of = (name: Exclude<keyof typeof pack.series, 'count'>) => pack.series[name][series]
    const key = JSON.stringify([of('benchmark'), of('dataset'), of('language'), of('task'), of('metric'), of('scale'), pack.sets.version[set], pack.sets.split[set]])
    for (let row = 0; row < count!; row++) keys.push(pack.sets.version[set] === null ? `${key} ${pack.rows.source[keys.length]}` : key)
  })
  return keys
})()

test('a set holds rows of one benchmark, data set, version, language, task, metric, scale and split, and all of them', () => {
  const sets = setsOf(pack)
  const seen = new Set<string>()
  for (const set of sets) {
    const keys = new Set(placeOfRow.slice(set.first, set.first + set.count))
    expect(keys.size).toBe(1)
    const [key] = keys
    expect(seen.has(key!), 'two sets could be one').toBe(false)
    seen.add(key!)
  }
  expect(placeOfRow).toHaveLength(pack.rows.count)
})

test('a comparison shows rows of one set and of the models asked for, with the others named', () => {
  fc.assert(
    fc.property(someModels, languages, tasks, (asked, spoken, wanted) => {
      for (const { set, rows, missing } of comparisonsOf(asked, spoken, wanted, pack)) {
        const all = rowsOf(set, pack)
        expect(wanted).toContain(set.task)
        for (const row of rows) {
          expect(all).toContainEqual(row)
          expect(asked).toContain(row.model)
        }
        const present = new Set(rows.map(({ model }) => model))
        expect(present.size).toBeGreaterThanOrEqual(2)
        expect(new Set([...present, ...missing])).toEqual(new Set(asked))
        expect(present.size + missing.length).toBe(asked.length)
      }
    }),
    { numRuns: 150 },
  )
})

test('every task and language is either covered by somebody else’s result of the same weights, or a gap', () => {
  fc.assert(
    fc.property(models, languages, tasks, (model, spoken, wanted) => {
      const { covered, gaps } = coverageOf(model, spoken, wanted, pack)
      const bound = (task: string) => pack.tasks.find(({ id }) => id === task)!.languageBound
      expect(covered.length + gaps.length).toBe(wanted.reduce((sum, task) => sum + (bound(task) ? spoken.length : 1), 0))
      for (const { task, results } of covered) {
        const real = modelResults(model, pack).filter(
          ({ set, row }) => set.task === task && row.measuredBy === 'independent' && !row.otherVersion,
        )
        expect(real.length).toBeGreaterThanOrEqual(results)
      }
    }),
    { numRuns: 200 },
  )
})

test('a group never mixes splits, benchmarks, tasks or languages, and repeats nothing', () => {
  fc.assert(
    fc.property(models, languages, tasks, (model, spoken, wanted) => {
      const { groups } = evidenceFor(model, spoken, wanted, pack)
      expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
      for (const { results, split, benchmark, task, language } of groups)
        for (const { set, row } of results) {
          expect([set.split, set.benchmark.id, set.task, set.language]).toEqual([split, benchmark.id, task, language])
          expect(row.model).toBe(model)
        }
    }),
    { numRuns: 150 },
  )
})

test('the comparison has a cell with words for each model in each line, and any order keeps every model', () => {
  fc.assert(
    fc.property(someModels, languages, (asked, spoken) => {
      const facts = factsWith({ 'service.languages': spoken, 'purpose.tags': ['internal_drafting'], 'service.modalities': ['text'], 'load.contextTokens': 16_384 })
      const { models: sides, lines } = compareModels(asked, facts, null, knowledge)
      expect(sides.map(({ id }) => id)).toEqual(asked.slice(0, 4))
      for (const line of lines) {
        expect(line.cells).toHaveLength(sides.length)
        expect(new Set(orderedBy(line))).toEqual(new Set(sides.map((_, place) => place)))
        expect(orderedBy(line)).toHaveLength(sides.length)
        // A line of evidence orders nothing: more results are not better results.
        if (line.group === 'evidence') expect(line.cells.every(({ order }) => order === null)).toBe(true)
      }
    }),
    { numRuns: 25 },
  )
})
