/** Models side by side: each cell with its state and ground, no total, and an order that the reader picks. */
import { describe, expect, test } from 'vitest'
import type { CompareLine } from '../../shared/plan/model/compare-cells.ts'
import { compareModels, orderedBy } from '../../shared/plan/model/compare.ts'
import { words } from '../../shared/words/tables.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const facts = factsWith({
  'identity.phase': 'production',
  'organization.country': 'DE',
  'organization.type': 'public_body',
  'organization.sector': 'regional_gov',
  'purpose.tags': ['internal_drafting', 'document_summarisation'],
  'purpose.territories': ['DE'],
  'purpose.humanInLoop': true,
  'purpose.servesThirdParties': false,
  'purpose.commercialUse': 'no',
  'data.personal': true,
  'data.specialCategories': false,
  'license.willFineTune': false,
  'license.redistributesWeights': false,
  'license.trainsOtherModels': false,
  'license.endUserOfProduct': false,
  'license.usersOnReleaseDay': 0,
  'license.separateAgreement': false,
  'service.languages': ['de'],
  'service.modalities': ['text'],
  'load.contextTokens': 65_536,
  'load.peakConcurrency': 4,
  'model.id': 'mistral-small-3.2-24b',
})
const models = ['mistral-small-3.2-24b', 'llama-4-scout', 'eurollm-9b', 'gpt-oss-120b']
const comparison = compareModels(models, facts, null, knowledge)
const line = (id: string): CompareLine => comparison.lines.find((one) => one.id === id)!
const states = (id: string) => line(id).cells.map(({ state }) => state)

describe('cells', () => {
  test('the model of the plan is marked, and at most four are shown, each once', () => {
    expect(comparison.models.map(({ id, chosen }) => [id, chosen])).toEqual(models.map((id, place) => [id, place === 0]))
    const five = compareModels(['qwen3-32b', 'qwen3-32b', 'no-such-model', ...models], facts, null, knowledge)
    expect(five.models.map(({ id }) => id)).toEqual(['qwen3-32b', ...models.slice(0, 3)])
  })

  test('a prohibiting license blocks, with its clauses; a free one does not', () => {
    expect(line('license/verdict').cells[1]).toMatchObject({ state: 'blocking', order: 3 })
    expect(line('license/verdict').cells[0]).toMatchObject({ state: 'ok', said: { values: { term: { term: 'license.verdict.allowed' } } }, order: 0 })
  })

  test('a context that is too short blocks, with what is needed', () => {
    const most = knowledge.models.models.find(({ id }) => id === 'eurollm-9b')!.maxContext!
    expect(most).toBeLessThan(65_536)
    expect(line('needs/context').cells[2]).toMatchObject({
      state: 'blocking',
      said: { values: { tokens: most } },
      reason: { values: { tokens: 65_536 } },
    })
  })

  test('memory without hardware is known, but not whether it fits', () => {
    expect(states('capacity/memory')).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
    const small = { ...facts, 'hardware.source': 'catalog', 'hardware.accelerator': 'l40s', 'hardware.count': 1, 'hardware.nodes': 1 } as const
    const found = compareModels(models, small, null, knowledge).lines.find(({ id }) => id === 'capacity/memory')!
    // 117 billion parameters at 4 bits take more than the 48 GB of one card.
    expect(found.cells[3]).toMatchObject({ state: 'blocking', reason: { id: 'evaluation.memoryShort' } })
  })

  test('evidence is counted for each task and language; none is unknown and never a pass', () => {
    // In the German leaderboard of EuroEval stand Mistral Small 3.2 and Llama 4 Scout, not EuroLLM 9B and gpt-oss-120b.
    expect(states('evidence/language_quality/de')).toEqual(['none', 'none', 'unknown', 'unknown'])
    expect(states('evidence/instruction_following/de')).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
    expect(comparison.incomparable).toContainEqual({ task: 'instruction_following', language: 'de' })
  })

  test('every message has words', () => {
    const ids = comparison.lines.flatMap(({ name, cells }) => [name, ...cells.flatMap(({ said, reason }) => [said, ...(reason === null ? [] : [reason])])])
    for (const { id, values } of ids) {
      expect(words.en[id], id).toBeDefined()
      for (const value of Object.values(values))
        if (typeof value === 'object' && 'term' in value) expect(words.en[value.term], value.term).toBeDefined()
    }
  })
})

describe('order and differences', () => {
  test('columns follow the one line that was picked', () => {
    const placed = orderedBy(line('needs/context')).map((place) => line('needs/context').cells[place]!.order!)
    expect(placed).toEqual(placed.toSorted((left, right) => left - right))
    expect(orderedBy(line('license/verdict')).at(-1)).toBe(1)
  })

  test('what is not known comes last, and equal ones stay as they were added', () => {
    const cell = (order: number | null) => ({ state: 'none', said: { id: 'x', values: {} }, reason: null, order }) as const
    const made = { ...line('license/verdict'), cells: [cell(null), cell(2), cell(1), cell(2)] }
    expect(orderedBy(made)).toEqual([2, 1, 3, 0])
  })

  test('a line differs when the models differ in what is said', () => {
    expect(line('license/verdict').differs).toBe(true)
    expect(line('evidence/instruction_following/de').differs).toBe(false)
    const [only] = compareModels(['qwen3-32b'], facts, null, knowledge).lines
    expect(only!.differs).toBe(false)
  })
})
