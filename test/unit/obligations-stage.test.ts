/** The obligations stage: owners, open questions, prohibited practices, screening, and the days of law. */
import { describe, expect, it } from 'vitest'
import { byCodeUnit, Finding } from '../../shared/domain/vocabulary.ts'
import { parse } from '../../shared/base/schema.ts'
import type { FieldSpec } from '../../shared/plan/field.ts'
import { fields, isFieldId, type Facts } from '../../shared/plan/fields.ts'
import type { DutyRecord } from '../../shared/plan/plan.ts'
import { factFields, practiceFields } from '../../shared/plan/stages/obligation-facts.ts'
import { assessObligations } from '../../shared/plan/stages/obligations.ts'
import { fieldsObligationsWords } from '../../shared/words/fields-obligations.ts'
import { fieldsClassificationWords } from '../../shared/words/fields-classification.ts'
import { fieldsLoadWords } from '../../shared/words/fields-load.ts'
import { fieldsPurposeWords } from '../../shared/words/fields-purpose.ts'
import { fieldsRequirementsWords } from '../../shared/words/fields-requirements.ts'
import { fieldsScreeningWords } from '../../shared/words/fields-screening.ts'
import { obligationsScreeningWords } from '../../shared/words/obligations-screening.ts'
import { obligationsWords } from '../../shared/words/obligations.ts'
import { words } from '../../shared/words/tables.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

/** The guided questions, all answered with no, and no point of Annex III. */
const screened: Partial<Facts> = {
  ...Object.fromEntries(Object.values(practiceFields).map((field) => [field, false])),
  'screening.product': false,
  'class.annexPoints': [],
}

const body: Partial<Facts> = {
  'identity.assessedOn': '2026-11-23',
  'organization.country': 'DE',
  'organization.type': 'public_body',
  'organization.sector': 'regional_gov',
  'purpose.tags': ['internal_drafting'],
  'purpose.territories': ['DE'],
  'data.personal': false,
  'role.aiAct': ['deployer'],
  'role.putsIntoService': false,
  'role.integratesModel': false,
  'class.euRisk': 'none',
  'class.prohibitedPractice': 'none',
  'class.practices': [],
  'system.outputs': ['text'],
  'system.interactsWith': ['staff'],
  'system.decisionRole': 'none',
  'license.willFineTune': false,
  ...screened,
}
const record = (change: Partial<DutyRecord> = {}): DutyRecord => ({
  owner: 'A. Nowak',
  due: '2027-06-30',
  state: 'open',
  evidence: [],
  note: '',
  ...change,
})
const owned = { 'EU-01': record(), 'EU-02': record() }
const run = (answers: Partial<Facts> = {}, records: Record<string, DutyRecord> = owned) =>
  assessObligations(factsWith({ ...body, ...answers }), records, knowledge)
const brief = (findings: readonly Finding[]) => findings.map(({ id, level, field }) => [id, level, field])

const withRecord = (change: Partial<DutyRecord>) =>
  brief(run({}, { ...owned, 'EU-01': record(change) }).findings).map(([id]) => id)

describe('owners', () => {
  it('are missed for each binding duty in force, not for guidance and not for duties to come', () => {
    expect(brief(run({}, {}).findings)).toEqual([
      ['obligations/unowned/EU-01', 'advisory', null],
      ['obligations/unowned/EU-02', 'advisory', null],
    ])
    expect(run().findings).toEqual([])
    expect(run().counts).toMatchObject({ inForce: 2, owned: 2, later: 2, depends: 0, guidance: 11 })
    expect(run().upcoming).toEqual([
      { id: 'EU-04', from: '2027-12-02' },
      { id: 'EU-23', from: '2027-12-02' },
    ])
  })

  it('must finish in time, show evidence, and say why a duty was set aside', () => {
    expect(withRecord({ due: '2026-11-22' })).toEqual(['obligations/overdue/EU-01'])
    expect(withRecord({ due: '2026-11-23' })).toEqual([])
    expect(withRecord({ due: '2026-11-22', state: 'done', evidence: ['plan'] })).toEqual([])
    expect(withRecord({ state: 'done' })).toEqual(['obligations/no-evidence/EU-01'])
    expect(withRecord({ state: 'not-applicable' })).toEqual(['obligations/set-aside/EU-01'])
    expect(withRecord({ state: 'not-applicable', note: 'No AI is used by staff.' })).toEqual([])
  })

  it('are explained by the conditions that fired, the date and the source', () => {
    const [finding] = run({}, {}).findings
    expect(finding?.because.map(({ step, message }) => [step, message.id])).toEqual([
      ['fact', 'obligations.triple.holds'],
      ['fact', 'obligations.triple.holds'],
      ['fact', 'obligations.triple.holds'],
      ['rule', 'obligations.appliesFrom'],
      ['result', 'obligations.inForceOn'],
    ])
    expect(finding?.sources.length).toBeGreaterThan(0)
  })
})

describe('open questions', () => {
  it('are named once each, with the duties that depend on them and the field to answer', () => {
    const { findings, duties } = run({
      'role.integratesModel': null,
      'system.interactsWith': null,
      'role.putsIntoService': null,
    })
    expect(brief(findings)).toEqual([
      ['obligations/unanswered/integrates_model', 'unknown', 'role.integratesModel'],
      ['obligations/unanswered/interacts_with', 'unknown', 'system.interactsWith'],
      ['obligations/unanswered/puts_into_service', 'unknown', 'role.putsIntoService'],
    ])
    expect(duties.find(({ id }) => id === 'EU-31')).toMatchObject({
      status: 'depends',
      unknownFacts: ['integrates_model'],
    })
  })

  it('do not come up where another answer already excludes the duty', () => {
    const outside = {
      'organization.country': 'JP',
      'purpose.territories': ['JP'],
      'class.euRisk': null,
      'role.integratesModel': null,
    }
    expect(run(outside).findings).toEqual([])
    expect(run(outside).excluded.find(({ id }) => id === 'EU-06')?.status).toBe('not-applicable')
  })

  it('come up when nothing is answered, and nothing passes as excluded for lack of an answer', () => {
    const blank = assessObligations(factsWith({ 'identity.assessedOn': '2026-11-23' }), {}, knowledge)
    expect(blank.excluded).toEqual([])
    expect(blank.counts).toMatchObject({ inForce: 0 })
    expect(blank.findings.every(({ level, field }) => level === 'unknown' && field !== null)).toBe(true)
    const undated = assessObligations(factsWith({}), {}, knowledge)
    expect(brief(undated.findings)).toEqual([['obligations/no-day', 'unknown', 'identity.assessedOn']])
  })
})

describe('the AI Act', () => {
  it('stops a declared prohibited practice in the Union only', () => {
    expect(brief(run({ 'class.prohibitedPractice': 'yes' }).findings)).toEqual([
      ['obligations/prohibited-practice', 'blocking', 'class.prohibitedPractice'],
    ])
    expect(brief(run({ 'class.prohibitedPractice': 'unsure' }).findings)[0]?.[1]).toBe('unknown')
    const outside = { 'organization.country': 'JP', 'purpose.territories': ['JP'] }
    expect(run({ ...outside, 'class.prohibitedPractice': 'yes' }).findings).toEqual([])
    // The ban is law since 2 February 2025.
    expect(
      brief(run({ 'class.prohibitedPractice': 'yes', 'identity.assessedOn': '2025-02-01' }).findings)[0]?.[1],
    ).toBe('unknown')
  })

  it('asks for a second look where the use contradicts the answers', () => {
    expect(brief(run({ 'purpose.tags': ['social_scoring'] }).findings)).toEqual([
      ['obligations/prohibited-practice', 'advisory', 'class.prohibitedPractice'],
    ])
    expect(brief(run({ 'purpose.tags': ['benefits_eligibility', 'employment_decisions'] }).findings)).toEqual([
      ['obligations/screening/benefits_eligibility', 'advisory', 'class.euRisk'],
      ['obligations/screening/employment_decisions', 'advisory', 'class.euRisk'],
    ])
    const exempt: Partial<Facts> = {
      'class.annexPoints': ['5a'],
      'screening.profiling': false,
      'screening.exceptions': ['preparatory'],
      'screening.significantRisk': false,
    }
    const tags: Partial<Facts> = { 'purpose.tags': ['benefits_eligibility'], 'class.euRisk': 'annex-iii-exempt' }
    expect(run({ ...tags, ...exempt }).findings).toEqual([])
    expect(brief(run(tags).findings)).toEqual([['obligations/class-differs', 'advisory', 'class.euRisk']])
  })

  it('blocks logs that are kept for less than six months, once the duty is in force', () => {
    const high: Partial<Facts> = {
      'class.euRisk': 'annex-iii',
      'class.annexPoints': ['5a'],
      'security.logRetentionDays': 90,
    }
    const logs = (answers: Partial<Facts>) =>
      run({ ...high, ...answers })
        .findings.filter(({ id }) => id === 'obligations/logs-too-short')
        .map(({ level }) => level)
    expect(logs({ 'identity.assessedOn': '2027-12-02' })).toEqual(['blocking'])
    expect(logs({ 'identity.assessedOn': '2027-12-01' })).toEqual([])
    expect(logs({ 'identity.assessedOn': '2027-12-02', 'security.logRetentionDays': 190 })).toEqual([])
    expect(logs({ 'identity.assessedOn': '2027-12-02', 'class.euRisk': 'annex-iii-exempt' })).toEqual([])
  })
})

it('every condition of the pack can be shown in words', () => {
  // A planner who answered nothing sees each condition that could matter; one who answered sees those that decided.
  const shown = [
    factsWith({ 'identity.assessedOn': '2030-08-02' }),
    factsWith({ ...body, 'identity.assessedOn': '2030-08-02' }),
  ]
    .map((facts) => assessObligations(facts, {}, knowledge))
    .flatMap(({ duties }) => duties.flatMap(({ fired }) => fired))
  for (const { fact, operator, value } of shown) {
    expect(words.en[`obligations.fact.${fact}`]).toBeDefined()
    expect(words.en[`obligations.operator.${operator}`]).toBeDefined()
    const field = factFields[fact as keyof typeof factFields][0]
    const spec: FieldSpec = fields[field]
    if (spec.kind === 'choice' || spec.kind === 'choices')
      for (const item of typeof value === 'object' ? value : [String(value)])
        expect(words.en[`field.${field}.option.${item}`], `${field} ${item}`).toBeDefined()
  }
})

it('the pack and the form know the same options', () => {
  for (const { id, options } of knowledge.obligations.facts) {
    const spec: FieldSpec = fields[factFields[id as keyof typeof factFields][0]]
    if (spec.kind === 'choice' || spec.kind === 'choices')
      expect([...(options ?? [])].toSorted(byCodeUnit), id).toEqual([...spec.options].toSorted(byCodeUnit))
  }
})

describe('findings', () => {
  const many = [
    ...run(
      {
        'identity.assessedOn': '2029-01-01',
        'class.euRisk': 'annex-iii',
        'class.annexPoints': ['5a'],
        'security.logRetentionDays': 1,
      },
      {},
    ).findings,
    ...run({ 'class.prohibitedPractice': 'yes', 'purpose.tags': ['social_scoring', 'justice'] }, {}).findings,
    ...assessObligations(factsWith({ 'identity.assessedOn': '2026-11-23' }), {}, knowledge).findings,
    ...assessObligations(factsWith({}), {}, knowledge).findings,
  ]
  const table: Record<string, string> = {
    ...obligationsWords,
    ...obligationsScreeningWords,
    ...fieldsObligationsWords, ...fieldsClassificationWords,
    ...fieldsRequirementsWords, ...fieldsLoadWords, ...fieldsPurposeWords,
    ...fieldsScreeningWords,
  }

  it('have the form that everything else relies on, and words for every id', () => {
    for (const finding of many) {
      expect(parse(Finding, finding)).toMatchObject({ ok: true })
      if (finding.field !== null) expect(isFieldId(finding.field)).toBe(true)
      const messages = [
        finding.headline,
        ...finding.because.map(({ message }) => message),
        ...finding.remedies.map(({ message }) => message),
      ]
      for (const message of messages) {
        expect(table[message.id], message.id).toBeDefined()
        for (const value of Object.values(message.values))
          if (typeof value === 'object')
            for (const term of 'term' in value ? [value.term] : 'terms' in value ? value.terms : [])
              expect(table[term], term).toBeDefined()
      }
    }
  })

  it('can name every fact that the pack declares, and the answer behind it', () => {
    expect(Object.keys(factFields)).toEqual(knowledge.obligations.facts.map(({ id }) => id))
    for (const { id } of knowledge.obligations.facts) expect(table[`obligations.fact.${id}`]).toBeDefined()
  })
})
