import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { exposureCommand } from '../../electron/commands/exposure.ts'
import { readCaseFacts } from '../../electron/commands/exposure-case.ts'
import type { CommandInput } from '../../electron/commands/command.ts'

const resources = path.join(import.meta.dirname, '../../resources')
const file = path.join(import.meta.dirname, '../fixtures/jurisdiction/cases.json')

type Exposure = { law: string; basis: string[]; obtains: string; confidence: string }
type Case = {
  id: string
  title: string
  expected: {
    exposures: Exposure[]
    seal_ceiling_overall: number | null
    seal_ceiling_per_objective: Record<string, number>
    seal_governing_criteria: string[]
    derived_answers: Record<string, number>
    cada_ceiling: number | null
    blocking_issues: string[]
  }
}
type Score = {
  objective_scores: Record<string, number>
  score_percent: number
  per_objective_seal: Record<string, number | null>
  overall_seal: number | null
  governing: string[]
}
const fixture = JSON.parse(readFileSync(file, 'utf8')) as {
  cases: Case[]
  secnumcloud_19_6_cases: { id: string; title: string; expected_failed_clauses: string[] }[]
  csf_score_vectors: { id: string; title: string; expected: Record<string, Score> }[]
}

const byLaw = (list: Exposure[]) =>
  list
    .map((one) => ({ ...one, basis: one.basis.toSorted() }))
    .toSorted((left, right) => (left.law < right.law ? -1 : 1))

function input(values: CommandInput['values']): CommandInput {
  return { values, positionals: [], resources, printPdf: null }
}

let results: Map<string, Record<string, unknown>>

beforeAll(async () => {
  const outcome = await exposureCommand.run(input({ cases: file }))
  expect(outcome.exitCode).toBe(0)
  const { results: list } = outcome.json as { results: ({ id: string } & Record<string, unknown>)[] }
  results = new Map(list.map((result) => [result.id, result]))
})

describe('exposure cases', () => {
  test.each(fixture.cases)('$id $title', ({ id, expected }) => {
    const result = results.get(id)!
    expect(result['error']).toBeUndefined()
    expect(byLaw(result['exposures'] as Exposure[])).toEqual(byLaw(expected.exposures))
    expect(result['derivedAnswers']).toEqual(expected.derived_answers)
    expect(result['sealCeilingPerObjective']).toEqual(expected.seal_ceiling_per_objective)
    expect(result['sealCeilingOverall']).toBe(expected.seal_ceiling_overall)
    expect((result['governingCriteria'] as string[]).toSorted()).toEqual(expected.seal_governing_criteria.toSorted())
    expect(result['cadaCeiling']).toBe(expected.cada_ceiling)
    expect((result['blockingIssues'] as string[]).toSorted()).toEqual(expected.blocking_issues.toSorted())
    expect(result['ignoredFacts']).toBeUndefined()
  })
})

describe('SecNumCloud 19.6 cases', () => {
  test.each(fixture.secnumcloud_19_6_cases)('$id $title', ({ id, expected_failed_clauses }) => {
    const result = results.get(id)!
    expect(result['failedClauses']).toEqual(expected_failed_clauses)
    expect(result['verdict']).toBe(expected_failed_clauses.length === 0 ? 'pass' : 'fail')
  })
})

describe('score vectors', () => {
  test.each(fixture.csf_score_vectors)('$id $title', ({ id, expected }) => {
    const result = results.get(id)! as Record<string, Record<string, unknown>>
    for (const [profile, score] of Object.entries(expected)) {
      const found = result[profile]!
      expect(found['scorePercent']).toBe(score.score_percent)
      expect(found['objectiveScores']).toEqual(score.objective_scores)
      expect(found['perObjectiveSeal']).toEqual(score.per_objective_seal)
      expect(found['overallSeal']).toBe(score.overall_seal)
      expect((found['governing'] as string[]).toSorted()).toEqual(score.governing.toSorted())
    }
  })
})

describe('the command', () => {
  test('goes on after a case that cannot be read, and says what is wrong with it', async () => {
    const broken = path.join(import.meta.dirname, '../fixtures/jurisdiction/broken-cases.json')
    const outcome = await exposureCommand.run(input({ cases: broken }))
    expect(outcome).toMatchObject({
      exitCode: 0,
      json: {
        results: [
          { id: 'no-facts', error: { code: 'bad-facts' } },
          { id: 'bad-option', error: { code: 'bad-facts', message: expect.stringContaining('hosting.optionType') } },
          { id: 'no-country', error: { code: 'no-organization-country' } },
          { id: 'nothing-known', exposures: [], blockingIssues: [], ignoredFacts: ['hosting.operatorCuntry'] },
        ],
      },
    })
  })

  test('takes a requirement by each of its names, and whoever runs machines for the customer as a provider', () => {
    const read = (hosting: object, requirements: object) => readCaseFacts({ org: { country: 'DE' }, hosting, requirements })
    const places = ['EEA']
    for (const staff of [{ location: places }, { location_within: places }, { countries: places }])
      expect(read({}, { staff })).toMatchObject({ ok: true, value: { facts: { requirements: { staffCountries: places } }, ignored: [] } })
    for (const name of ['allowed_metadata_countries', 'allowed_meta_countries', 'metadata_within', 'metadata_countries'])
      expect(read({}, { [name]: places })).toMatchObject({
        ok: true,
        value: { facts: { requirements: { allowedMetadataCountries: places } }, ignored: [] },
      })
    for (const compute_operator of ['provider', 'msp', 'third_party'])
      expect(read({ compute_operator }, {})).toMatchObject({ ok: true, value: { facts: { hosting: { computeOperator: 'provider' } } } })
    expect(read({ compute_operator: 'nobody' }, {})).toMatchObject({ ok: false })
  })

  test('in words says which requirements are open: what does not block is not met for that', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'homeport-exposure-'))
    const facts = path.join(folder, 'facts.json')
    // Nothing is said of the hosting, so nothing is found and nothing blocks; whether somebody abroad can reach it is open.
    writeFileSync(facts, JSON.stringify({ org: { country: 'DE' }, requirements: { no_foreign_access: true, no_foreign_disruption: true } }))
    const { text } = await exposureCommand.run(input({ facts }))
    rmSync(folder, { recursive: true })
    expect(text).toContain('Blocking: nothing')
    expect(text).toMatch(/^Open, not met: .*B-FOREIGN-ACCESS, B-DISRUPTION/m)
  })

  test('needs facts or cases', async () => {
    await expect(exposureCommand.run(input({}))).rejects.toThrow('--facts FILE')
  })
})
