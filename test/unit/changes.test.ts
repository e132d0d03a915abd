/** What changed between a signed version and a draft: every entry is named, and nothing that stayed. */
import { describe, expect, test } from 'vitest'
import { message, type Finding } from '../../shared/domain/vocabulary.ts'
import { changesBetween, stateOfSigned } from '../../shared/plan/changes.ts'
import { emptyPlan, type Answer, type Plan } from '../../shared/plan/plan.ts'

const planId = '00000000-0000-4000-8000-000000000001'
const digest = `sha256:${'0'.repeat(64)}`

function answer(value: Answer['value'], changed: Partial<Answer> = {}): Answer {
  return { value, basis: 'self-declared', by: 'A. Planner', at: '2026-11-01T08:00:00Z', ...changed }
}

function planWith(changed: Partial<Plan>): Plan {
  return { ...emptyPlan(planId, '2026-11-01T08:00:00Z', 'en', { licenses: digest }), ...changed }
}

function finding(id: string, level: Finding['level']): Finding {
  return {
    id,
    stage: 'model',
    rule: 'M-1',
    level,
    headline: message('finding.none'),
    because: [],
    sources: [],
    remedies: [],
    field: null,
    confirm: false,
  }
}

/** As it stands in a signed document: plain JSON. */
const signedFinding = { id: 'M-1', stage: 'model', level: 'advisory', headline: { id: 'finding.none', values: {} } } as const

const unchanged = { answers: [], entries: [], findings: [], count: 0 }

describe('answers', () => {
  const before = planWith({
    answers: {
      'organization.name': answer('Ministry'),
      'load.users': answer(400),
      'service.airGapped': answer(true),
      'data.personal': answer(null),
    },
  })

  test('one that is new, one that differs, one that was taken back; the same answer by somebody else is none', () => {
    const after = planWith({
      answers: {
        'organization.name': answer('Ministry', { by: 'B. Planner', at: '2026-11-20T08:00:00Z' }),
        'load.users': answer(900, { by: 'B. Planner', at: '2026-11-20T08:00:00Z' }),
        'data.personal': answer(true),
        'data.specialCategories': answer(null),
      },
    })
    const { answers, count } = changesBetween({ plan: before, findings: [] }, { plan: after, findings: [] })
    expect(answers.map(({ field, kind, before: was, after: is }) => [field, kind, was, is])).toEqual([
      ['data.personal', 'changed', null, true],
      ['data.specialCategories', 'added', undefined, null],
      ['load.users', 'changed', 400, 900],
      ['service.airGapped', 'removed', true, undefined],
    ])
    expect(answers.map(({ by }) => by)).toEqual(['A. Planner', 'A. Planner', 'B. Planner', null])
    expect(count).toBe(4)
  })

  test('the same value that is known in another way is said to be just that', () => {
    const after = planWith({ answers: { ...before.answers, 'load.users': answer(400, { basis: 'measured' }) } })
    const { answers } = changesBetween({ plan: before, findings: [] }, { plan: after, findings: [] })
    expect(answers).toMatchObject([{ field: 'load.users', kind: 'changed', basisOnly: true }])
  })
})

describe('everything else', () => {
  test('entries of every table are named by table and key, also of a table that only one of the two has', () => {
    const decision = { kind: 'accept', reason: 'A long enough reason', until: null, by: 'A', at: '2026-11-01T08:00:00Z' } as const
    const before = planWith({ decisions: { 'M-1': decision } })
    const after = planWith({
      knowledge: { licenses: `sha256:${'1'.repeat(64)}` },
      alternatives: { 'qwen3-32b': { model: 'qwen3-32b', reason: '' } },
      models: {},
    })
    const { entries } = changesBetween({ plan: before, findings: [] }, { plan: after, findings: [] })
    expect(entries).toEqual([
      { table: 'alternatives', key: 'qwen3-32b', kind: 'added' },
      { table: 'decisions', key: 'M-1', kind: 'removed' },
      { table: 'knowledge', key: 'licenses', kind: 'changed' },
    ])
  })

  test('a finding came, went, or weighs otherwise; one that only says other figures is none', () => {
    const plan = planWith({})
    const figures = { ...finding('M-4', 'advisory'), headline: message('finding.none', { count: 3 }) }
    const { findings } = changesBetween(
      { plan, findings: [finding('M-1', 'advisory'), finding('M-2', 'unknown'), finding('M-4', 'advisory')] },
      { plan, findings: [finding('M-2', 'blocking'), finding('M-3', 'advisory'), figures] },
    )
    expect(findings?.map((one) => [one.finding.id, one.kind, one.finding.level])).toEqual([
      ['M-2', 'level', 'blocking'],
      ['M-3', 'came', 'advisory'],
      ['M-1', 'went', 'advisory'],
    ])
  })

  test('a plan beside itself has no change', () => {
    const state = { plan: planWith({ answers: { 'load.users': answer(1) } }), findings: [finding('M-1', 'advisory')] }
    expect(changesBetween(state, state)).toEqual(unchanged)
  })
})

test('an assessment in a form that this Homeport does not know leaves its findings uncompared', () => {
  const plan = planWith({})
  const document = { schema: 'homeport/signed-plan/1', plan, knowledge: plan.knowledge } as const
  const known = stateOfSigned({ ...document, assessment: { findings: [{ ...signedFinding, newer: 1 }] } })
  expect(known.findings).toMatchObject([{ id: 'M-1', level: 'advisory' }])
  const strange = stateOfSigned({ ...document, assessment: { findings: [{ id: 'M-1', level: 'grave' }] } })
  expect(strange.findings).toBeNull()
  expect(changesBetween(strange, { plan, findings: [] })).toEqual({ ...unchanged, findings: null })
})
