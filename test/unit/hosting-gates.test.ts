/** Gates whose facts are missing: open, never silent and never passed. Each expected outcome is worked out by hand. */
import { describe, expect, test } from 'vitest'
import { assess, type Hosting } from '../support/jurisdiction.ts'

const gate = (code: string, hosting: Hosting, more: Record<string, unknown> = {}, home = 'DE') =>
  assess(home, hosting, more).gates.find((one) => one.code === code)

describe('a transfer abroad, where nobody has said whether the data are personal', () => {
  const unsaid = { data: { personal: null } }

  test('is open and names that fact, when personal data would need a tool', () => {
    // India has no decision of adequacy; no tool is on record.
    expect(gate('B-TRANSFER', { dataCountries: ['IN'] }, { data: { personal: true } })?.outcome).toBe('blocked')
    expect(gate('B-TRANSFER', { dataCountries: ['IN'] }, unsaid)).toMatchObject({ outcome: 'unknown', missing: ['personal'], offending: [] })
  })

  test('is open and names both, when the place is not known either', () => {
    expect(gate('B-TRANSFER', { dataCountries: null }, unsaid)).toMatchObject({ outcome: 'unknown', missing: ['personal', 'dataCountries'] })
  })

  test('is met when even personal data would pass: all of it at home, or a tool that covers every transfer', () => {
    expect(gate('B-TRANSFER', {}, unsaid)?.outcome).toBe('met')
    expect(gate('B-TRANSFER', { dataCountries: ['IN'], transferTool: true }, unsaid)?.outcome).toBe('met')
  })

  test('is not asked for data that are not personal, nor of an organization outside the EEA', () => {
    expect(gate('B-TRANSFER', { dataCountries: ['IN'] }, { data: { personal: false } })).toBeUndefined()
    expect(gate('B-TRANSFER', { dataCountries: ['IN'] }, unsaid, 'CH')).toBeUndefined()
  })
})

describe('a level of the proposed act', () => {
  const asks = { requirements: { cadaLevel: 2 } }
  // Everything that level 2 asks of this provider: a recognized certificate, no escalation, everybody in the region.
  const level2: Hosting = { certs: ['C5-T2'], ringFenced: true }

  test('is open for want of one fact, and names it', () => {
    expect(gate('B-CADA', level2, asks)?.outcome).toBe('met')
    expect(gate('B-CADA', { ...level2, supportCountries: null }, asks)).toMatchObject({ outcome: 'unknown', missing: ['supportCountries'] })
  })

  test('is blocked where what is known rules it out, whatever else is missing', () => {
    // Support in India caps at level 1, below what is asked; the place of metadata does not matter any more.
    expect(gate('B-CADA', { ...level2, supportCountries: ['IN'], metadataCountries: null }, asks)?.outcome).toBe('blocked')
  })

  test('is reachable at most as high as what is known allows', () => {
    const { cada } = assess('DE', { ...level2, supportCountries: ['IN'], opsStaffCountries: null })
    expect(cada).toMatchObject({ ceiling: 1, reachable: 1 })
    // Citizenship "any" caps at 2; without the place of staff only level 1 is evidenced.
    expect(assess('DE', { ...level2, opsStaffCountries: null }).cada).toMatchObject({ ceiling: 1, reachable: 2 })
  })
})

describe('facts about the data themselves', () => {
  test('a level that the reference data do not hold leaves the classification open, and says that it is the level', () => {
    expect(gate('B-CLASS', {}, { data: { classification: 'XX-NONE' } })).toMatchObject({ outcome: 'unknown', missing: ['classification'] })
  })

  test('without a stated classification it is open which kinds of hosting are permitted, and says that it is the classification', () => {
    const unstated = { data: { classification: null } }
    // Nothing permits or forbids: open for want of the classification alone, blocked by nothing.
    expect(gate('B-CLASS', { optionType: 'OT-ONPREM' }, unstated)).toEqual({
      code: 'B-CLASS', outcome: 'unknown', facts: ['optionType'], missing: ['classification'], offending: [],
    })
    expect(gate('B-CLASS', { optionType: null }, unstated)?.missing).toEqual(['classification', 'optionType'])
    // VS-NfD permits an own site; and it asks for certificates, which nothing does before it is stated.
    expect(gate('B-CLASS', { optionType: 'OT-ONPREM' }, { data: { classification: 'DE-VS-NFD' } })?.outcome).toBe('met')
    expect(assess('DE', {}, unstated).gates.some(({ code }) => code.startsWith('B-CERT'))).toBe(false)
    expect(assess('DE', {}, unstated).blockingIssues).toEqual([])
  })

  test('a house rule on personal data or classification names them', () => {
    const rule = { id: 'own', name: 'Own', applies: [['personalData', 'eq', true]], requires: [['classification', 'in', ['DE-OFFEN']]] }
    expect(gate('B-HOUSE:own', {}, { data: { personal: null }, houseRules: [rule] })).toMatchObject({
      outcome: 'unknown',
      missing: ['personal', 'classification'],
    })
  })
})

describe('a country of which the reference data hold no law', () => {
  const asks = { requirements: { noForeignAccess: true } }

  test('leaves it open that nobody abroad reaches the data, and is named', () => {
    // Everything is known and at home, but the owner sits in Mexico, for which there is no law among the 29.
    expect(gate('B-FOREIGN-ACCESS', {}, asks)?.outcome).toBe('met')
    expect(gate('B-FOREIGN-ACCESS', { parentCountry: 'MX' }, asks)).toMatchObject({ outcome: 'unknown', unlisted: ['MX'], offending: [] })
    // For a Swiss organization Austria is abroad; the law of the Union on evidence is not the law of Austria.
    expect(gate('B-FOREIGN-ACCESS', { dataCountries: ['CH', 'AT'] }, asks, 'CH')).toMatchObject({ outcome: 'unknown', unlisted: ['AT'] })
  })

  test('counts for staff, establishments and vendors that can enter, too', () => {
    // Vietnam and Taiwan have no law among the 29; each is a way to data in clear where nothing seals them.
    expect(gate('B-FOREIGN-ACCESS', { opsStaffCountries: ['DE', 'VN'] }, asks)).toMatchObject({ outcome: 'unknown', unlisted: ['VN'], offending: [] })
    expect(gate('B-FOREIGN-ACCESS', { groupEstablishments: ['VN'] }, asks)).toMatchObject({ outcome: 'unknown', unlisted: ['VN'] })
    const vendors: Hosting = { hwVendorCountries: ['TW'], swVendorCountries: ['VN'] }
    expect(gate('B-FOREIGN-ACCESS', { ...vendors, vendorRemoteAccess: true }, asks)).toMatchObject({ outcome: 'unknown', unlisted: ['TW', 'VN'] })
    expect(gate('B-FOREIGN-ACCESS', { ...vendors, vendorRemoteAccess: false }, asks)?.outcome).toBe('met')
  })

  test('does not hide a law that blocks, and does not matter where nothing could be read in clear', () => {
    expect(gate('B-FOREIGN-ACCESS', { parentCountry: 'MX', dataCountries: ['DE', 'US'] }, asks)?.outcome).toBe('blocked')
    const sealed: Hosting = { parentCountry: 'MX', keyCustody: 'hyok_external', inUseProtection: 'gpu_tee_customer_attested' }
    expect(gate('B-FOREIGN-ACCESS', sealed, asks)?.outcome).toBe('met')
  })
})

describe('a country of which the reference data hold no law on stopping a service', () => {
  const asks = { requirements: { noForeignDisruption: true } }
  const open: Hosting = { network: 'private', disconnectTested: false }

  test.each(['CN', 'RU', 'VN'])('leaves it open that nobody in %s can interrupt an operator, its owner or software from there', (country) => {
    // Of the 29 laws only the export control and sanctions of the United States are about stopping a service.
    expect(gate('B-DISRUPTION', open, asks)?.outcome).toBe('met')
    for (const link of [{ operatorCountry: country }, { parentCountry: country }, { swVendorCountries: [country] }])
      expect(gate('B-DISRUPTION', { ...open, ...link }, asks)).toMatchObject({ outcome: 'unknown', unlisted: [country], offending: [] })
  })

  test('does not hide a law that blocks, and does not matter where the service runs cut off', () => {
    expect(gate('B-DISRUPTION', { ...open, operatorCountry: 'CN', parentCountry: 'US' }, asks)?.outcome).toBe('blocked')
    expect(gate('B-DISRUPTION', { parentCountry: 'CN', network: 'private', disconnectTested: true }, asks)?.outcome).toBe('met')
  })
})

describe('an own site', () => {
  const own: Hosting = { optionType: 'OT-ONPREM', computeOperator: 'customer', keyCustody: 'customer_onprem' }
  const obtains = (hosting: Hosting) => assess('DE', { ...own, ...hosting }).exposures.find(({ law }) => law === 'UK-IPA')?.obtains

  test('hides no telemetry and no keys abroad behind an operator abroad', () => {
    // The machines stand at home and nobody abroad enters them: an operator alone obtains nothing.
    expect(obtains({ operatorCountry: 'GB' })).toBe('none')
    expect(obtains({ metadataCountries: ['GB'] })).toBe('metadata')
    expect(obtains({ metadataCountries: ['GB'], operatorCountry: 'GB' })).toBe('metadata')
    expect(obtains({ keyHolderCountry: 'GB' })).toBe('keys_only')
    expect(obtains({ keyHolderCountry: 'GB', operatorCountry: 'GB' })).toBe('keys_only')
    expect(obtains({ keyHolderCountry: 'GB', metadataCountries: ['GB'], operatorCountry: 'GB' })).toBe('metadata')
  })
})

describe('an establishment of the group abroad', () => {
  const establishment: Hosting = { groupEstablishments: ['CA'], foreignRequestPolicy: 'reject' }

  test('settles nothing while the operator may itself be there', () => {
    // SOV-2.2: an establishment in Canada is answer 4; an operator in Canada, whose law keeps silence, is answer 2.
    expect(assess('DE', establishment).derived.answers['SOV-2.2']).toBe(4)
    expect(assess('DE', { ...establishment, operatorCountry: 'CA' }).derived.answers['SOV-2.2']).toBe(2)
    expect(assess('DE', { ...establishment, operatorCountry: null }).derived.answers['SOV-2.2']).toBeUndefined()
  })

  test('settles it where one unknown company cannot be in two countries', () => {
    expect(assess('DE', { groupEstablishments: ['CA', 'US'], operatorCountry: null }).derived.answers['SOV-2.2']).toBe(4)
  })
})
