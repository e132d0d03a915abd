/** Questions that tables answer are asked once: what counts, what an older plan said, and what leaves them open. */
import { describe, expect, it } from 'vitest'
import { assess } from '../../shared/plan/assess.ts'
import type { AssuranceTables, EvaluationEntry, RiskEntry, SignalEntry } from '../../shared/plan/assurance/entries.ts'
import { fieldsOfTable, tableAnswers, tableFields } from '../../shared/plan/assurance/table-answers.ts'
import { factsOf, givenAnswer } from '../../shared/plan/facts.ts'
import type { FieldId } from '../../shared/plan/fields.ts'
import { emptyPlan, type Answer, type Plan } from '../../shared/plan/plan.ts'
import { assessCoverage } from '../../shared/plan/record/coverage.ts'
import { knowledge } from '../support/knowledge.ts'

const letters: EvaluationEntry = {
  task: 'Letters',
  language: 'de',
  testSet: { kind: 'own', name: 'Letters 2026', size: 400, evidence: null },
  metric: 'Share right',
  kind: 'share',
  threshold: 9250,
  confidence: 9500,
  margin: 500,
  cases: null,
  subgroups: [],
  redTeam: [],
  decidedBy: 'Head of unit',
  due: null,
  suggestion: null,
}
const attacks: EvaluationEntry = { ...letters, task: 'Hidden instructions', kind: 'rare', threshold: null, margin: 100, metric: 'Followed', redTeam: ['prompt-injection'], testSet: { kind: 'benchmark', id: 'agentdojo' } }
const quality: SignalEntry = { kind: 'quality', name: 'Errors', threshold: 'More than 10 %', everyDays: 14, who: 'Team', actions: ['evaluate-again'], suggestion: null }
const latency: SignalEntry = { kind: 'latency', name: 'Waiting', threshold: 'Over 5 s', everyDays: 30, who: 'Team', actions: ['degrade'], suggestion: null }
const outage: RiskEntry = { title: null, likelihood: null, impact: null, treatment: 'reduce', measures: 'A second node.', residualLikelihood: null, residualImpact: null, owner: 'Head', acceptedUntil: null }
const full: AssuranceTables = { evaluations: { 'e-1': letters, 'e-2': attacks }, signals: { 's-1': quality, 's-2': latency }, risks: { 'answers/outage': outage, 'own-1': { ...outage, title: 'Two people', measures: 'A deputy.' } } }

const at = '2026-11-23T08:00:00Z'
const text = (value: string | null): Answer => ({ value, basis: 'self-declared', by: 'A. Planner', at })
const planWith = (answers: Partial<Record<FieldId, string | null>>, tables: Partial<Plan> = {}): Plan => ({
  ...emptyPlan('00000000-0000-4000-8000-000000000001', at, 'en', {}),
  answers: Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, text(value)])),
  ...tables,
})
const missingOf = (plan: Plan) => assess(plan, knowledge).stages.obligations.missing.filter((id) => tableFields.some((one) => one === id))

describe('what tables say', () => {
  it('answers every question of theirs', () => {
    expect(tableAnswers(full)).toEqual({
      'evaluation.tasks': 'Letters; Hidden instructions',
      'evaluation.thresholds': 'Share right ≥ 92.5 %; Followed < 1 %',
      'evaluation.testSets': 'Letters 2026; agentdojo',
      'evaluation.redTeam': 'Hidden instructions',
      'evaluation.decidedBy': 'Head of unit',
      'monitoring.owner': 'Team',
      'monitoring.signals': 'Errors: More than 10 %; Waiting: Over 5 s',
      'monitoring.triggers': 'Errors: More than 10 %',
      'monitoring.everyDays': 30,
      'risk.summary': 'A second node.; Two people: A deputy.',
    })
  })

  it('leaves a question open where one entry leaves it open, and only that question', () => {
    const open = (tables: AssuranceTables) => tableFields.filter((id) => tableAnswers({ ...full, ...tables })[id] === null)
    const evaluation = (change: Partial<EvaluationEntry>) => ({ evaluations: { 'e-1': { ...letters, ...change }, 'e-2': attacks } })
    expect(open(evaluation({ threshold: null }))).toEqual(['evaluation.thresholds'])
    expect(open(evaluation({ testSet: { kind: 'none' } }))).toEqual(['evaluation.testSets'])
    expect(open(evaluation({ decidedBy: null }))).toEqual(['evaluation.decidedBy'])
    expect(open({ evaluations: { 'e-1': letters } })).toEqual(['evaluation.redTeam'])
    expect(open({ signals: { 's-1': { ...quality, who: null } } })).toEqual(['monitoring.owner'])
    expect(open({ signals: { 's-2': latency } })).toEqual(['monitoring.triggers'])
    // A measure without a treatment, or a treatment in no words, treats nothing.
    expect(open({ risks: { 'answers/outage': { ...outage, treatment: null } } })).toEqual(['risk.summary'])
    expect(open({ risks: { 'answers/outage': { ...outage, measures: ' ' } } })).toEqual(['risk.summary'])
    expect(open({ evaluations: {}, signals: {}, risks: {} })).toEqual(tableFields)
    expect([...fieldsOfTable('evaluations'), ...fieldsOfTable('signals'), ...fieldsOfTable('risks')]).toEqual(tableFields)
  })
})

describe('a plan', () => {
  it('is asked for its tables, and for nothing once they are filled', () => {
    const required = ['evaluation.decidedBy', 'evaluation.tasks', 'evaluation.thresholds', 'monitoring.owner', 'monitoring.signals', 'risk.summary']
    expect(missingOf(planWith({}))).toEqual(required)
    expect(missingOf(planWith({}, { evaluations: { 'e-1': letters } }))).toEqual(['monitoring.owner', 'monitoring.signals', 'risk.summary'])
    expect(missingOf(planWith({}, full as Partial<Plan>))).toEqual([])
  })

  it('of before keeps the texts that it gave, until its tables say it', () => {
    const before = planWith({ 'evaluation.tasks': '200 letters', 'monitoring.signals': 'Errors', 'risk.summary': null })
    expect(factsOf(before)).toMatchObject({ 'evaluation.tasks': '200 letters', 'monitoring.signals': 'Errors', 'evaluation.thresholds': null })
    expect(missingOf(before)).toEqual(['evaluation.decidedBy', 'evaluation.thresholds', 'monitoring.owner'])
    expect(assess(before, knowledge).stages.obligations.notKnown).toEqual(['risk.summary'])
    const now = { ...before, ...full } as Plan
    expect(factsOf(now)).toMatchObject({ 'evaluation.tasks': 'Letters; Hidden instructions', 'monitoring.signals': 'Errors: More than 10 %; Waiting: Over 5 s' })
    expect(assess(now, knowledge).stages.obligations.notKnown).toEqual([])
    expect(givenAnswer(before, 'evaluation.tasks')).toBe('200 letters')
    expect(givenAnswer(before, 'risk.summary')).toBeNull()
    expect(givenAnswer(before, 'evaluation.thresholds')).toBeUndefined()
  })

  it('gives regimes the answers of its tables', () => {
    const covered = (plan: Plan) =>
      assessCoverage(factsOf(plan), { ...plan, duties: [] }, knowledge)
        .find(({ id }) => id === 'nist-ai-rmf')
        ?.requirements.flatMap(({ missingFields }) => missingFields)
        .filter((id) => tableFields.some((one) => one === id))
    expect(new Set(covered(planWith({})))).toEqual(
      new Set(['evaluation.tasks', 'evaluation.thresholds', 'evaluation.testSets', 'evaluation.redTeam', 'evaluation.decidedBy', 'monitoring.owner', 'monitoring.signals', 'monitoring.triggers', 'monitoring.everyDays']),
    )
    expect(covered(planWith({}, full as Partial<Plan>))).toEqual([])
  })

  it('leads a finding about an entry to the entry', () => {
    const plan = planWith({}, { evaluations: { 'e-1': { ...letters, threshold: null, testSet: { kind: 'none' } } }, signals: { 's-1': { ...quality, actions: [] } }, risks: { 'answers/outage': { ...outage, treatment: 'accept' } } })
    const entries = assess(plan, knowledge).findings.flatMap(({ entry, rule }) => (entry === undefined ? [] : [[rule, entry.table, entry.id]]))
    expect(entries).toEqual([
      ['A-ENDLESS', 'risks', 'answers/outage'],
      ['A-SET', 'evaluations', 'e-1'],
      ['A-THRESHOLD', 'evaluations', 'e-1'],
      ['A-ACTION', 'signals', 's-1'],
    ])
  })
})
