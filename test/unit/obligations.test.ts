import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from '../../shared/base/schema.ts'
import { ObligationPack, type Obligation } from '../../shared/domain/obligations-pack.ts'
import { dutiesOn, type ObligationFacts } from '../../shared/domain/obligations.ts'
import { factFields } from '../../shared/plan/stages/obligation-facts.ts'

const raw = () => JSON.parse(readFileSync(new URL('../../resources/packs/obligations.json', import.meta.url), 'utf8'))
const parsed = parse(ObligationPack, raw())
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
const pack = parsed.value

/** A German state ministry that drafts letters with an own assistant. */
const ministry: ObligationFacts = {
  org_country: 'DE',
  org_type: 'public_body',
  government_level: 'regional',
  territories: ['DE'],
  use_tags: ['internal_drafting'],
  roles: ['deployer', 'provider'],
  puts_into_service: true,
  data_role: 'controller',
  decision_role: 'none',
  personal_data: true,
  high_risk: 'none',
  annex_iii_points: [],
  practices: [],
  output_modalities: ['text'],
  interacts_with: ['staff'],
  public_service: false,
  fine_tunes: false,
  integrates_model: true,
  open_source_exemption: false,
  impact_level: '2',
  in_service_from: '2027-01-15',
  only_defence: false,
  us_high_impact: false,
  buys_ai: true,
}
const ids = (facts: ObligationFacts, day: string, status: string, binding = true) =>
  dutiesOn(facts, day, pack)
    .filter((duty) => duty.status === status && duty.binding === binding)
    .map((duty) => duty.id)
const range = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${prefix}-${String(from + index).padStart(2, '0')}`)

const oversight = (high_risk: string, day: string) =>
  dutiesOn({ ...ministry, high_risk }, day, pack).find((duty) => duty.id === 'EU-06')
const fria = (facts: ObligationFacts) =>
  dutiesOn({ ...ministry, high_risk: 'annex-iii', ...facts }, '2028-01-01', pack).find((duty) => duty.id === 'EU-19')
    ?.status
const marking = (in_service_from: string | null, day: string) =>
  dutiesOn({ ...ministry, in_service_from }, day, pack).find((duty) => duty.id === 'EU-25')
const withRule = (change: Partial<Obligation>) => ({
  ...pack,
  obligations: pack.obligations.map((duty) => (duty.id === 'EU-01' ? { ...duty, ...change } : duty)),
})
const literacy = (change: Partial<Obligation>, day: string) =>
  dutiesOn(ministry, day, withRule(change)).find((duty) => duty.id === 'EU-01')

const broken = (when: unknown) => {
  const changed = raw()
  changed.obligations[4].when = when
  return parse(ObligationPack, changed)
}

describe('the obligations pack', () => {
  it('holds all 108 duties of nine regimes, and three that are only proposed', () => {
    expect(pack.obligations).toHaveLength(108 + 3)
    const law = pack.obligations.filter((duty) => duty.legalStatus !== 'proposal')
    expect(law).toHaveLength(108)
    const count = (jurisdiction: string) => law.filter((duty) => duty.jurisdiction === jurisdiction).length
    expect(['EU', 'US', 'CA', 'INT', 'UK'].map(count)).toEqual([49, 32, 12, 11, 4])
  })

  it('declares no fact that no duty reads, and reads each through a question of the plan', () => {
    const conditions = [
      ...pack.regimes.map(({ scope }) => scope),
      ...pack.obligations.flatMap(({ when, dates }) => [when, ...dates.map((date) => date.when ?? [])]),
    ]
    const read = new Set(conditions.flat(2).map(([fact]) => fact))
    expect(pack.facts.map(({ id }) => id).filter((id) => !read.has(id))).toEqual([])
    expect(pack.facts.map(({ id }) => id).toSorted()).toEqual(Object.keys(factFields).toSorted())
  })

  it('holds every duty complete: who, what shows it, where it stands, when it starts or that nobody recorded it', () => {
    for (const { id, title, appliesTo, evidence, reference, sources, dates, datesText, reading, when } of pack.obligations) {
      for (const text of [title, appliesTo, evidence, reference]) expect(text.trim(), id).not.toBe('')
      expect(sources.length, id).toBeGreaterThan(0)
      expect(dates.length > 0 || datesText === null || id.startsWith('CADA'), id).toBe(true)
      // What the wording leaves open and the condition decides is written down.
      if (when.flat().some(([fact]) => fact === 'impact_level')) expect(reading, id).not.toBeNull()
    }
  })

  it('refuses a condition on an undeclared fact, a wrong operator and a value the fact cannot have', () => {
    expect(broken([[['moon_phase', 'eq', 'full']]])).toMatchObject({
      ok: false,
      problem: { path: 'obligations.4.when.0.0' },
    })
    expect(broken([[['roles', 'eq', 'deployer']]])).toMatchObject({
      ok: false,
      problem: { path: 'obligations.4.when.0.0' },
    })
    expect(broken([[['roles', 'contains', 'king']]])).toMatchObject({
      ok: false,
      problem: { path: 'obligations.4.when.0.0' },
    })
    expect(broken([[['org_country', 'in-group', 'NATO']]])).toMatchObject({ ok: false })
    expect(broken([])).toMatchObject({ ok: false, problem: { path: 'obligations.4.when' } })
  })
})

describe('dutiesOn', () => {
  it('gives a German ministry with an assistant that is not high-risk its duties of late 2026', () => {
    // AI Act: literacy, prohibited practices, notice to those who converse, marking, the check of the upstream
    // exemption. EU-25 is unconditional only from 2026-12-02, but a system of 2027 falls under it since 2026-08-02.
    expect(ids(ministry, '2026-11-23', 'in-force')).toEqual([
      'EU-01', 'EU-02', 'EU-24', 'EU-25', 'EU-31', ...range('GDPR', 1, 15),
    ])
    expect(ids(ministry, '2026-11-23', 'later')).toEqual(['EU-04', 'EU-23'])
    expect(ids(ministry, '2027-12-02', 'in-force')).toContain('EU-04')
    expect(ids(ministry, '2027-12-01', 'in-force')).not.toContain('EU-04')
    expect(ids(ministry, '2026-11-23', 'in-force', false)).toEqual(['GDPR-16', ...range('ISO', 1, 11)])
  })

  it('starts deployer duties with the class of the system: Annex III in 2027, Annex I products in 2028', () => {
    expect(oversight('annex-iii', '2027-12-02')).toMatchObject({ status: 'in-force', appliesFrom: '2027-12-02' })
    expect(oversight('annex-i', '2027-12-02')).toMatchObject({ status: 'later', appliesFrom: '2028-08-02' })
    expect(oversight('annex-iii-exempt', '2029-01-01')).toMatchObject({ status: 'not-applicable', appliesFrom: null })
  })

  it('asks for a rights assessment of public bodies except for critical infrastructure, and of credit scoring', () => {
    expect(fria({ annex_iii_points: ['5a'] })).toBe('in-force')
    expect(fria({ annex_iii_points: ['2'] })).toBe('not-applicable')
    expect(fria({ annex_iii_points: ['5b'], org_type: 'commercial' })).toBe('in-force')
    expect(fria({ annex_iii_points: ['4'], org_type: 'commercial', public_service: true })).toBe('in-force')
    expect(fria({ annex_iii_points: ['4'], org_type: 'commercial', public_service: false })).toBe('not-applicable')
  })

  it('gives systems already on the market until 2 December 2026 to mark their output', () => {
    expect(marking('2026-01-01', '2026-11-23')).toMatchObject({ status: 'later', appliesFrom: '2026-12-02' })
    expect(marking('2026-01-01', '2026-12-02')).toMatchObject({ status: 'in-force' })
    expect(marking(null, '2026-11-23')).toMatchObject({ status: 'depends', unknownFacts: ['in_service_from'] })
    expect(marking(null, '2026-12-02')).toMatchObject({ status: 'in-force' })
  })

  // Article 111(2): legacy is what was there before the day of its own kind, 2 December 2027 for Annex III and
  // 2 August 2028 for Annex I products; public authorities have until 2 August 2030 with it.
  it.each([
    ['annex-iii', '2027-12-01', 'later'],
    ['annex-iii', '2027-12-02', 'not-applicable'],
    ['annex-i', '2027-12-02', 'later'],
    ['annex-i', '2028-08-01', 'later'],
    ['annex-i', '2028-08-02', 'not-applicable'],
    ['none', '2027-12-01', 'not-applicable'],
  ])('takes a system of %s in service from %s for legacy of a public authority: %s', (high_risk, in_service_from, status) => {
    const legacy = dutiesOn({ ...ministry, high_risk, in_service_from }, '2028-12-01', pack).find(({ id }) => id === 'EU-33')
    expect(legacy?.status).toBe(status)
    expect(legacy?.appliesFrom).toBe(status === 'later' ? '2030-08-02' : null)
  })

  it('names the unanswered question a duty depends on, and only then', () => {
    const screened = dutiesOn({ ...ministry, high_risk: null, annex_iii_points: null }, '2028-01-01', pack)
    const named = screened.find((duty) => duty.id === 'EU-06')
    expect(named).toMatchObject({ status: 'depends', unknownFacts: ['high_risk'] })
    expect(screened.find((duty) => duty.id === 'EU-19')?.unknownFacts).toEqual(['annex_iii_points', 'high_risk'])
    expect(screened.find((duty) => duty.id === 'EU-01')).toMatchObject({ status: 'in-force', unknownFacts: [] })
    // Being outside the Union decides; the class is then no question.
    expect(dutiesOn({ ...ministry, org_country: 'US', territories: ['US'], high_risk: null }, '2028-01-01', pack)
      .find((duty) => duty.id === 'EU-06')?.status).toBe('not-applicable')
  })

  it('binds a US state by no federal memorandum, and a federal agency with high-impact AI by all', () => {
    const state: ObligationFacts = { ...ministry, org_country: 'US', territories: ['US'], government_level: 'regional' }
    expect(ids(state, '2026-11-23', 'in-force')).toEqual([])
    expect(ids(state, '2026-11-23', 'in-force', false)).toEqual([...range('NIST', 1, 16), ...range('ISO', 1, 11)])
    const federal: ObligationFacts = { ...state, government_level: 'national', us_high_impact: true }
    expect(ids(federal, '2026-11-23', 'in-force')).toEqual(range('US', 1, 16))
    expect(ids({ ...federal, us_high_impact: false }, '2026-11-23', 'in-force')).toEqual([
      ...range('US', 1, 4),
      ...range('US', 13, 16),
    ])
    expect(ids(federal, '2025-05-01', 'in-force')).toEqual(['US-03', 'US-13'])
  })

  it('asks a Canadian department for a peer review from impact level II, and while the level is not known', () => {
    const department: ObligationFacts = { ...ministry, org_country: 'CA', territories: ['CA'], government_level: 'national', decision_role: 'assists' }
    const review = (impact_level: string | null) =>
      dutiesOn({ ...department, impact_level }, '2026-11-23', pack).find(({ id }) => id === 'CA-08')
    expect(['1', '2', '3', '4'].map((level) => review(level)?.status)).toEqual(['not-applicable', 'in-force', 'in-force', 'in-force'])
    expect(review(null)).toMatchObject({ status: 'depends', unknownFacts: ['impact_level'] })
    // The other eleven are asked at every level.
    expect(ids({ ...department, impact_level: '1' }, '2026-11-23', 'in-force')).toEqual([...range('CA', 1, 7), ...range('CA', 9, 12)])
  })

  it('does not claim that a rule without a recorded start was law before the day of the pack', () => {
    const department: ObligationFacts = {
      ...ministry,
      org_country: 'GB',
      territories: ['GB'],
      government_level: 'national',
      interacts_with: ['public'],
    }
    expect(ids(department, '2026-11-23', 'in-force')).toEqual(range('UK', 1, 4))
    expect(ids(department, '2024-01-01', 'undated')).toEqual(range('UK', 1, 4))
  })

  it('excludes systems used exclusively for defence from the AI Act, not from data protection', () => {
    const defence = dutiesOn({ ...ministry, only_defence: true }, '2028-01-01', pack)
    expect(
      defence.filter((duty) => duty.regime === 'eu-ai-act').every((duty) => duty.status === 'not-applicable'),
    ).toBe(true)
    expect(defence.find((duty) => duty.id === 'GDPR-04')?.status).toBe('in-force')
  })

  it('never binds by a proposal, and ends a lapsed rule on its day', () => {
    expect(literacy({ legalStatus: 'proposal' }, '2040-01-01')).toMatchObject({ status: 'proposal', appliesFrom: null })
    expect(literacy({ lapsesOn: '2029-01-01' }, '2028-12-31')?.status).toBe('in-force')
    expect(literacy({ lapsesOn: '2029-01-01' }, '2029-01-01')?.status).toBe('ended')
    expect(literacy({ legalStatus: 'superseded' }, '2026-01-01')?.status).toBe('ended')
  })

  it('says which triples decided', () => {
    const literate = dutiesOn(ministry, '2026-11-23', pack).find((duty) => duty.id === 'EU-01')
    expect(literate?.fired).toContainEqual({ fact: 'org_country', operator: 'in-group', value: 'EU', outcome: 'holds' })
    expect(literate?.fired).toContainEqual({
      fact: 'roles',
      operator: 'intersects',
      value: ['provider', 'deployer'],
      outcome: 'holds',
    })
    const excluded = dutiesOn(ministry, '2026-11-23', pack).find((duty) => duty.id === 'EU-28')
    expect(excluded?.fired).toEqual([{ fact: 'fine_tunes', operator: 'eq', value: true, outcome: 'fails' }])
  })
})
