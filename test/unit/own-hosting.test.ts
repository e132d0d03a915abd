/** Providers, sites and house rules of a plan's own: kept, undone, and read by every verdict like those of the packs. */
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { parse } from '../../shared/base/schema.ts'
import type { Condition } from '../../shared/domain/jurisdiction/rule.ts'
import { assess } from '../../shared/plan/assess.ts'
import { Change } from '../../shared/plan/command.ts'
import { decide, newDocument, type Document } from '../../shared/plan/decide.ts'
import type { FieldId } from '../../shared/plan/fields.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { withOwnEntries } from '../../shared/plan/own-entries.ts'
import { freeId, ownProviderOf, type OwnProviderAnswers } from '../../shared/plan/own-hosting.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'
import { assessProvider } from '../../shared/plan/stages/hosting.ts'
import { reportHtml } from '../../electron/export/report.ts'
import { knowledge } from '../support/knowledge.ts'

const at = '2026-11-23T10:00:00Z'
const empty = newDocument(emptyPlan('00000000-0000-4000-8000-000000000001', at, 'en', knowledge.digests))

function run(document: Document, ...changes: Change[]): Document {
  return changes.reduce((current, change) => {
    const next = decide(current, { do: change, by: 'A. Planner', at })
    if (!next.ok) throw new Error(next.problem.code)
    return next.value
  }, document)
}

const answer = (field: FieldId, value: unknown): Change =>
  ({ type: 'answer.set', field, value, basis: 'self-declared' }) as Change

const said: OwnProviderAnswers = {
  name: 'Aare Compute',
  isSite: false,
  optionType: 'OT-NATIONAL',
  operator: 'Aare Compute AG',
  operatorCountry: 'CH',
  parent: 'Parent Inc.',
  parentCountry: 'US',
  computeOperator: 'provider',
  region: 'Bern',
  establishments: [],
  certificates: ['ISO-27001'],
  notes: '',
}
const provider = ownProviderOf('own-aare-compute', said, 'stated', { 'ISO-27001': 'ISO 27001' })
const site = ownProviderOf('own-site', { ...said, name: 'Cantonal site', isSite: true, optionType: 'OT-ONPREM', computeOperator: 'customer' }, 'stated', {})

const canton = run(
  empty,
  answer('organization.country', 'CH'),
  answer('organization.name', 'A canton'),
  answer('hosting.dataCountries', ['CH']),
  answer('hosting.keyCustody', 'hyok_external'),
)

describe('an own provider', () => {
  const chosen = run(canton, { type: 'ownProvider.record', entry: { provider } }, answer('hosting.provider', 'own-aare-compute'))
  const { findings, hosting } = assess(chosen.plan, knowledge)

  test('opens the routes of its owner, through the company that was named', () => {
    const route = hosting.view!.exposures.find(({ law }) => law === 'US-SCA-CLOUD')!
    expect(route).toMatchObject({ basis: ['parent'], obtains: 'plaintext_in_use', confidence: 'high' })
    expect(route.chain[0]).toMatchObject({ role: 'parent', entity: 'Parent Inc.' })
  })

  test('stays unverified: somebody must confirm it, and what it says it holds does not count', () => {
    expect(findings.find(({ id }) => id === 'hosting/provider-unverified')).toMatchObject({ level: 'unknown', confirm: true })
    expect(hosting.view!.provider).toMatchObject({ name: 'Aare Compute', confidence: 'unverified' })
    const asked = run(chosen, answer('data.classification', 'JP-RYOUI'))
    expect(assess(asked.plan, knowledge).hosting.view!.gates.find(({ code }) => code === 'B-CERT:ISMAP')!.outcome).toBe('unknown')
  })

  test('can be compared with others, and is named in the report', () => {
    const own = withOwnEntries(knowledge, chosen.plan)
    expect(assessProvider('own-aare-compute', factsOf(canton.plan), own)!.exposures.length).toBeGreaterThan(0)
    const page = reportHtml(
      { plan: chosen.plan, assessment: assess(chosen.plan, knowledge), digest: '0'.repeat(64), version: null, signatures: [], keys: [], knowledge: own, language: 'en' },
      '',
    )
    expect(page).toContain('Aare Compute')
    expect(page).toContain('Parent Inc.')
  })

  test('is undone to the byte, and a plan without any has the bytes of before', () => {
    const back = run(run(canton, { type: 'ownProvider.record', entry: { provider } }), { type: 'ownProvider.remove', provider: 'own-aare-compute' })
    expect(canonicalJson(back.plan)).toBe(canonicalJson(canton.plan))
    const undone = decide(chosen, { do: { type: 'undo' }, by: 'A', at })
    expect(undone.ok && undone.value.plan.answers['hosting.provider']).toBeUndefined()
  })

  test('cannot stand for an entry of the reference data, nor claim a source that nobody read', () => {
    const bad = (change: object) => parse(Change, { type: 'ownProvider.record', entry: { provider: { ...provider, ...change } } }).ok
    expect(bad({})).toBe(true)
    expect(bad({ id: 'ovh' })).toBe(false)
    expect(bad({ confidence: 'verified' })).toBe(false)
    expect(bad({ certifications: [{ ...provider.certifications[0]!, confidence: 'verified' }] })).toBe(false)
    expect(decide(canton, { do: { type: 'ownProvider.remove', provider: 'own-none' }, by: 'A', at })).toMatchObject({ ok: false, problem: { code: 'nothing-there' } })
  })
})

test('an own site is the organization itself: no operator or owner abroad', () => {
  const document = run(canton, { type: 'ownProvider.record', entry: { provider: site } }, answer('hosting.provider', 'own-site'))
  const { view } = assess(document.plan, knowledge).hosting
  expect(view!.exposures.filter(({ basis }) => basis.includes('operator') || basis.includes('parent'))).toEqual([])
  expect(view!.optionType).toBe('OT-ONPREM')
})

test('ids are made of the name, and never taken twice', () => {
  expect(freeId('own-', 'Rechenzentrum Süd!', 'provider', [])).toBe('own-rechenzentrum-su-d')
  expect(freeId('own-', '東京', 'provider', ['own-provider'])).toBe('own-provider-2')
})

describe('a house rule', () => {
  const ruled = (requires: Condition[], applies: Condition[] = [], ...answers: Change[]) => {
    const rule = { id: 'staff', name: 'Operating staff only in Switzerland', applies, requires }
    const document = run(canton, { type: 'houseRule.record', rule, source: 'Policy 4.2' }, ...answers)
    const { hosting, findings } = assess(document.plan, knowledge)
    return { gate: hosting.view!.gates.find(({ code }) => code === 'B-HOUSE:staff'), findings, hosting, document }
  }
  const onlySwiss: Condition[] = [['opsStaffCountries', 'only', ['CH']]]

  test('blocks, says what it asks and which fact breaks it, and what would clear it', () => {
    const { gate, findings } = ruled(onlySwiss, [], answer('hosting.opsStaffCountries', ['CH', 'IN']))
    expect(gate).toMatchObject({ outcome: 'blocked', offending: ['opsStaffCountries'] })
    const finding = findings.find(({ id }) => id === 'hosting/houseRule/staff')!
    expect(finding.level).toBe('blocking')
    expect(finding.headline.values['name']).toBe('Operating staff only in Switzerland')
    expect(finding.because.map(({ step }) => step)).toEqual(expect.arrayContaining(['requirement', 'rule', 'fact', 'result']))
    expect(finding.remedies).toContainEqual(expect.objectContaining({ field: 'hosting.opsStaffCountries', value: ['CH'] }))
  })

  test('is met by facts that meet it, and never by facts that are missing', () => {
    expect(ruled(onlySwiss, [], answer('hosting.opsStaffCountries', ['CH'])).gate!.outcome).toBe('met')
    const { gate, findings } = ruled(onlySwiss)
    expect(gate).toMatchObject({ outcome: 'unknown', missing: ['opsStaffCountries'] })
    expect(findings.find(({ id }) => id === 'hosting/houseRule/staff')!.level).toBe('unknown')
  })

  test('applies only where its conditions hold; where that is not known, it stays open', () => {
    const applies: Condition[] = [['personalData', 'eq', true]]
    const staff = answer('hosting.opsStaffCountries', ['IN'])
    expect(ruled(onlySwiss, applies, staff, answer('data.personal', false)).gate).toBeUndefined()
    expect(ruled(onlySwiss, applies, staff, answer('data.personal', true)).gate!.outcome).toBe('blocked')
    expect(ruled(onlySwiss, applies, staff).gate!.outcome).toBe('unknown')
  })

  test('knows the members of the Union, levels, and lists of which one is enough', () => {
    const within: Condition[] = [['opsStaffCountries', 'only', ['EU', 'CH']]]
    expect(ruled(within, [], answer('hosting.opsStaffCountries', ['CH', 'AT'])).gate!.outcome).toBe('met')
    expect(ruled(within, [], answer('hosting.opsStaffCountries', ['NO'])).gate!.outcome).toBe('blocked')
    const holds: Condition[] = [['certs', 'any', ['ISO-27001', 'C5-T2']]]
    expect(ruled(holds, [], answer('hosting.certificates', ['C5-T2'])).gate!.outcome).toBe('met')
    expect(ruled(holds, [], answer('hosting.certificates', [])).gate!.outcome).toBe('blocked')
    // Data abroad: SOV-3.4 with its first answer is SEAL-0. A ceiling that is high enough so far is no evidence.
    const level: Condition[] = [['sealCeiling', 'at-least', 2]]
    expect(ruled(level, [], answer('hosting.dataCountries', ['IN'])).gate!.outcome).toBe('blocked')
    expect(ruled([['sealCeiling', 'at-least', 1]], [], answer('hosting.modelOrigin', 'open_foreign')).gate!.outcome).toBe('unknown')
  })

  test('stands in the comparison with every other provider and in the report', () => {
    const { document, hosting } = ruled(onlySwiss, [], answer('hosting.opsStaffCountries', ['IN']))
    const own = withOwnEntries(knowledge, document.plan)
    expect(assessProvider('ovh', factsOf(document.plan), own)!.gates.find(({ code }) => code === 'B-HOUSE:staff')!.outcome).toBe('unknown')
    expect(hosting.view!.blockingIssues).toContain('B-HOUSE:staff')
    const page = reportHtml(
      { plan: document.plan, assessment: assess(document.plan, knowledge), digest: '0'.repeat(64), version: null, signatures: [], keys: [], knowledge: own, language: 'de' },
      '',
    )
    expect(page).toContain('Hausregel „Operating staff only in Switzerland“')
  })

  test('is refused without anything to require, and with a condition that is none', () => {
    const record = (requires: unknown[]) =>
      parse(Change, { type: 'houseRule.record', rule: { id: 'r', name: 'R', applies: [], requires }, source: '' }).ok
    expect(record([])).toBe(false)
    expect(record([['opsStaffCountries', 'most', ['CH']]])).toBe(false)
    expect(record([['opsStaffCountries', 'only', []]])).toBe(false)
    expect(record([['opsStaffCountries', 'only', ['CH']]])).toBe(true)
  })
})
