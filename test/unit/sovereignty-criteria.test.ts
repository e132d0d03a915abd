/** The 48 criteria: what the planner answers counts where facts determine nothing, and what would lift a ceiling is tried. */
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../shared/plan/fields.ts'
import { assessHosting } from '../../shared/plan/stages/hosting.ts'
import { words } from '../../shared/words/tables.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const criteria = knowledge.sovereignty.csf.objectives.flatMap((objective) => objective.criteria)

/** Everything known and inside Germany, but customer keys in the provider's key service and a foreign open model. */
const inside: Partial<Facts> = {
  'organization.country': 'DE',
  'hosting.optionType': 'OT-TR-PROVIDER',
  'hosting.operatorCountry': 'DE',
  'hosting.parentCountry': 'DE',
  'hosting.foreignControl': 'none',
  'hosting.groupEstablishments': [],
  'hosting.servicesOfferedIn': [],
  'hosting.computeOperator': 'provider',
  'hosting.dataCountries': ['DE'],
  'hosting.metadataCountries': ['DE'],
  'hosting.residencyExceptions': false,
  'hosting.opsStaffCountries': ['DE'],
  'hosting.opsStaffCleared': true,
  'hosting.supportCountries': ['DE'],
  'hosting.supportEscalationAbroad': false,
  'hosting.socCountries': ['DE'],
  'hosting.socEscalationAbroad': false,
  'hosting.keyCustody': 'cmk_provider_kms',
  'hosting.inUseProtection': 'none',
  'hosting.vendorRemoteAccess': false,
  'hosting.hardwareVendorCountries': ['US'],
  'hosting.softwareVendorCountries': [],
  'hosting.stackOrigin': 'trusted_core',
  'hosting.modelOrigin': 'open_foreign',
}
const assess = (more: Partial<Facts> = {}) => assessHosting(factsWith({ ...inside, ...more }), knowledge)

describe('each of the 48 criteria', () => {
  test.each(criteria.map((one) => [one.id, one] as const))('%s is asked in three languages with all of its answers', (id, one) => {
    for (const language of ['en', 'de', 'fr'] as const) {
      expect(words[language][`field.criterion.${id}.label`]).toBeTruthy()
      for (const { index } of one.answers) expect(words[language][`field.criterion.${id}.option.${index}`], `${language} ${index}`).toBeTruthy()
      expect(words[language][`field.criterion.${id}.option.${one.answers.length + 1}`]).toBeUndefined()
    }
  })

  test.each(criteria.map(({ id }) => id))('%s: an answer counts unless facts determine another', (id) => {
    const before = assess().view!.seal
    const derived = before.answers.find((row) => row.criterion === id)
    const { seal } = assess({ [`criterion.${id}`]: '1' }).view!
    const row = seal.answers.find((one) => one.criterion === id)!
    if (derived !== undefined) expect(row).toEqual(derived)
    else expect(row).toMatchObject({ answer: 1, declared: true, seal: criteria.find((one) => one.id === id)!.answers[0]!.seal })
    expect(seal.answers.length + seal.unanswered.length).toBe(48)
  })
})

describe('coverage', () => {
  test('facts determine 13 criteria here, and the other 35 are gaps', () => {
    // SOV-1.1, 2.1, 2.2, 2.3, 3.1, 3.4, 3.5, 4.2, 4.3, 4.4, 5.4, 6.5 and 7.3; SOV-2.4 needs an owner in the United States.
    const { seal } = assess().view!
    expect(seal.answers).toHaveLength(13)
    expect(seal.unanswered).toHaveLength(35)
    expect(seal.scores.map(({ answered, criteria: all }) => [answered, all])).toEqual([[13, 48], [13, 48]])
  })

  test('a minimum is met only once no open criterion could fall below it', () => {
    const minimum = { 'require.minimumSeal': 2 } as const
    const gate = (more: Partial<Facts>) => assess({ ...minimum, ...more }).view!.gates.find(({ code }) => code === 'B-SEAL')!
    expect(gate({}).outcome).toBe('unknown')
    const best = Object.fromEntries(criteria.map((one) => [`criterion.${one.id}`, String(one.answers.length)]))
    expect(gate(best).outcome).toBe('met')
    expect(assess({ ...minimum, ...best }).findings.map(({ id }) => id)).not.toContain('hosting/seal-not-evidenced')
    // SOV-8.2 with its second answer is SEAL-0.
    expect(gate({ ...best, 'criterion.SOV-8.2': '2' })).toMatchObject({ outcome: 'blocked', offending: ['SOV-8.2'] })
  })

  test('an answer that known facts exclude does not count', () => {
    // Staff all inside: only answers 4 and 5 of SOV-4.3 stay possible while clearance is not known.
    const staff = { 'hosting.opsStaffCleared': null } as const
    expect(assess({ ...staff, 'criterion.SOV-4.3': '1' }).view!.seal.unanswered).toContain('SOV-4.3')
    expect(assess({ ...staff, 'criterion.SOV-4.3': '4' }).view!.seal.answers.find((row) => row.criterion === 'SOV-4.3')).toMatchObject({ answer: 4, declared: true })
  })
})

describe('what lifts a ceiling', () => {
  const overall = (more: Partial<Facts> = {}) => assess(more).lifts!.find(({ objective }) => objective === null)!

  test('names one step for each of two independent causes', () => {
    // SOV-3.1 (keys, SEAL-2) and SOV-3.5 (model, SEAL-2) govern; then SOV-3.5, 5.4, 6.5 and 7.3 are SEAL-3.
    const lift = overall()
    expect(lift).toMatchObject({ from: 2, to: 3 })
    expect(lift.steps.map(({ changes, criteria: which }) => [changes, which.map((one) => one.criterion)])).toEqual([
      [[{ fact: 'keyCustody', value: 'hyok_external' }], ['SOV-3.1']],
      [[{ fact: 'modelOrigin', value: 'trusted_led' }], ['SOV-3.5']],
    ])
  })

  test('finds that a foreign owner is one cause of five', () => {
    // An owner in the United States: SOV-1.1, 2.1, 2.2, 2.3 and 2.4 are all SEAL-1 by it.
    const lift = overall({ 'hosting.parentCountry': 'US', 'hosting.foreignControl': 'full', 'hosting.separateLocalEntity': true })
    expect(lift).toMatchObject({ from: 1, to: 2 })
    expect(lift.steps).toHaveLength(1)
    expect(lift.steps[0]!.criteria.map(({ criterion }) => criterion)).toEqual(['SOV-1.1', 'SOV-2.1', 'SOV-2.2', 'SOV-2.3', 'SOV-2.4'])
    expect(lift.steps[0]!.changes.map(({ fact }) => fact)).toEqual(['parentCountry', 'foreignControl'])
  })

  test('says the least answer where no fact of the hosting does it', () => {
    // SOV-3.3 "by hand" is SEAL-1; the least answer above it is the fourth.
    const lift = overall({ 'criterion.SOV-3.3': '2' })
    expect(lift).toMatchObject({ from: 1, steps: [{ changes: [], criteria: [{ criterion: 'SOV-3.3', answer: 4 }] }] })
  })

  test('done as said gives the ceiling as said', () => {
    const then = assess({ 'hosting.keyCustody': 'hyok_external', 'hosting.modelOrigin': 'trusted_led' })
    expect(then.view!.seal.overall).toBe(overall().to)
  })
})
