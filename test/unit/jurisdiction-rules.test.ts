/** The rules of the jurisdiction engine one by one: each expected value is worked out by hand from the rule quoted. */
import { describe, expect, test } from 'vitest'
import type { JurisdictionResult } from '../../shared/domain/jurisdiction.ts'
import { assess, type Hosting } from '../support/jurisdiction.ts'
import { knowledge } from '../support/knowledge.ts'

const routes = (result: JurisdictionResult) =>
  result.exposures.map(({ law, basis, obtains, confidence }) => `${law} ${basis.join('+')} ${obtains} ${confidence}`)

describe('every law, by every fact that its entry names as a trigger', () => {
  /** One fact that matches each trigger; a law of the Union is triggered through its members. */
  const facts = (area: string): Record<string, Hosting> => ({
    operator: { operatorCountry: area },
    parent: { parentCountry: area },
    data: { dataCountries: [area] },
    key_holder: { keyHolderCountry: area, keyCustody: 'hyok_external' },
    staff: { opsStaffCountries: [area] },
    vendor_remote: { vendorRemoteAccess: true, swVendorCountries: [area] },
    group_establishment: { groupEstablishments: [area] },
    offers_services: { offersServicesIn: [area] },
    hw_vendor: { hwVendorCountries: [area] },
    sw_vendor: { swVendorCountries: [area] },
  })
  const high = ['operator', 'parent', 'data', 'key_holder']
  const low = ['offers_services', 'hw_vendor']
  // EU-EEVIDENCE names operator and parent, but no company sits in "EU": its members come in as services offered there.
  const laws = knowledge.jurisdictions.laws.filter((law) => law.effect !== 'none' && law.area !== 'EU')
  const cases = laws.flatMap((law) => law.triggers.map((trigger) => ({ law, trigger })))

  test('there are 29 laws, of which 27 of single countries can be triggered', () => {
    expect(knowledge.jurisdictions.laws).toHaveLength(29)
    expect(laws).toHaveLength(27)
  })

  test.each(cases)('$law.id by $trigger', ({ law, trigger }) => {
    // A Norwegian organization: no law of the list is its own; member states of the Union are trusted, so New Zealand.
    const home = ['FR', 'DE', 'SE'].includes(law.area) ? 'NZ' : 'NO'
    const found = assess(home, facts(law.area)[trigger]!).exposures.find((one) => one.law === law.id)
    const level = high.includes(trigger) ? 'high' : low.includes(trigger) ? 'low' : 'medium'
    const obtains = law.effect === 'transit' ? 'ciphertext' : law.effect !== 'data' ? law.effect : trigger === 'key_holder' ? 'keys_only' : 'plaintext'
    expect(found).toMatchObject({ basis: expect.arrayContaining([trigger]), obtains })
    // A vendor with remote access is a vendor as well; the surest of both counts.
    expect(found?.confidence).toBe(level)
  })

  test.each([
    ['an operator in a member state', { operatorCountry: 'IE' }],
    ['services offered in the Union', { offersServicesIn: ['EU'] }],
    ['services offered in one member state', { offersServicesIn: ['DE'] }],
  ])('EU-EEVIDENCE reaches a Swiss organization through %s', (_name, hosting) => {
    expect(routes(assess('CH', hosting))).toContain('EU-EEVIDENCE offers_services plaintext low')
  })

  test('EU-EEVIDENCE is no foreign law for a member, nor for a member that trusts only itself, nor for Norway', () => {
    for (const [home, region] of [['DE', null], ['DE', ['DE']], ['NO', null]] as const)
      expect(assess(home, { operatorCountry: 'IE' }, {}, region === null ? null : [...region]).exposures.map(({ law }) => law)).not.toContain('EU-EEVIDENCE')
  })

  test('an order that compels nobody is no route', () => {
    expect(assess('DE', { dataCountries: ['US'] }).exposures.map(({ law }) => law)).not.toContain('US-EO12333')
  })
})

describe('what a route obtains', () => {
  const us = { parentCountry: 'US', foreignControl: 'full' }
  const own = { computeOperator: 'customer', keyCustody: 'customer_onprem' }
  const tee = 'gpu_tee_customer_attested'
  test.each<[string, Hosting, string]>([
    ['provider compute, provider-managed keys', { ...us, keyCustody: 'provider_managed' }, 'plaintext'],
    ['provider compute, no encryption', { ...us, keyCustody: 'none' }, 'plaintext'],
    ['provider compute, customer keys in the provider key service', { ...us, keyCustody: 'cmk_provider_kms' }, 'plaintext'],
    ['provider compute, keys brought to the provider', { ...us, keyCustody: 'byok' }, 'plaintext'],
    ['provider compute, provider keys, even in attested hardware', { ...us, keyCustody: 'byok', inUseProtection: tee }, 'plaintext'],
    ['provider compute, keys held outside: prompts are in clear in memory', { ...us, keyCustody: 'hyok_external' }, 'plaintext_in_use'],
    ['provider compute, client-side encryption', { ...us, keyCustody: 'client_side' }, 'plaintext_in_use'],
    ['hardware that the provider attests protects nothing', { ...us, keyCustody: 'hyok_external', inUseProtection: 'gpu_tee_provider_attested' }, 'plaintext_in_use'],
    ['keys held outside and hardware that the customer attests', { ...us, keyCustody: 'hyok_external', inUseProtection: tee }, 'ciphertext'],
    ['the same, with the keys under the same law', { ...us, keyCustody: 'hyok_external', inUseProtection: tee, keyHolderCountry: 'US' }, 'plaintext'],
    ['only the keys', { keyCustody: 'hyok_external', keyHolderCountry: 'US' }, 'keys_only'],
    ['only the metadata', { metadataCountries: ['DE', 'US'] }, 'metadata'],
    ['own site, own operation', { ...own, ...us, optionType: 'OT-ONPREM' }, 'none'],
    ['own site with a vendor that can enter', { ...own, optionType: 'OT-ONPREM', vendorRemoteAccess: true, swVendorCountries: ['US'] }, 'plaintext'],
    ['own site run by a company owned abroad', { ...us, optionType: 'OT-ONPREM', keyCustody: 'customer_onprem' }, 'plaintext_in_use'],
    ['own machines in a building owned abroad', { ...own, ...us, optionType: 'OT-COLO' }, 'ciphertext'],
    ['the same without own keys', { ...us, computeOperator: 'customer', optionType: 'OT-COLO' }, 'plaintext'],
    ['keys: not known counts as the provider’s', { ...us, keyCustody: null }, 'plaintext'],
    ['who runs the machines: not known counts as the provider', { ...us, keyCustody: 'hyok_external', computeOperator: null }, 'plaintext_in_use'],
  ])('%s', (_name, hosting, expected) => {
    expect(assess('DE', hosting).exposures.find(({ law }) => law === 'US-SCA-CLOUD')?.obtains).toBe(expected)
  })
})

describe('how sure a route is', () => {
  test.each<[string, Hosting, string]>([
    ['staff', { opsStaffCountries: ['DE', 'GB'] }, 'UK-IPA staff plaintext medium'],
    ['services offered', { offersServicesIn: ['GB'] }, 'UK-IPA offers_services plaintext low'],
    ['an establishment of the group', { groupEstablishments: ['CA'] }, 'CA-CC-487 group_establishment plaintext medium'],
    ['the same with a policy to reject', { groupEstablishments: ['CA'], foreignRequestPolicy: 'reject' }, 'CA-CC-487 group_establishment plaintext low'],
    ['the same with a policy to notify', { groupEstablishments: ['CA'], foreignRequestPolicy: 'notify' }, 'CA-CC-487 group_establishment plaintext medium'],
    ['data in the country of the establishment: the policy weakens only the establishment', { groupEstablishments: ['CA'], dataCountries: ['CA'], foreignRequestPolicy: 'reject' }, 'CA-CC-487 data+group_establishment plaintext high'],
    ['the holder of the keys beside staff: the surest counts', { opsStaffCountries: ['GB'], keyHolderCountry: 'GB', keyCustody: 'hyok_external' }, 'UK-IPA key_holder+staff plaintext high'],
    ['metadata beside staff: the way to content is the staff', { opsStaffCountries: ['DE', 'GB'], metadataCountries: ['GB'] }, 'UK-IPA metadata+staff plaintext medium'],
    ['a maker of hardware', { hwVendorCountries: ['US'] }, 'US-EXPORT-SANCTIONS hw_vendor disruption low'],
    ['a maker of software', { swVendorCountries: ['US'] }, 'US-EXPORT-SANCTIONS sw_vendor disruption medium'],
  ])('%s', (_name, hosting, expected) => {
    expect(routes(assess('DE', hosting))).toContain(expected)
  })

  test('an establishment in the country of the parent is no route of its own', () => {
    expect(routes(assess('DE', { parentCountry: 'US', foreignControl: 'full', groupEstablishments: ['US'] }))).toContain('US-SCA-CLOUD parent plaintext high')
  })
})

describe('derived answers, rule by rule', () => {
  const answer = (criterion: string, hosting: Hosting, home = 'DE') => assess(home, hosting).derived.answers[criterion]
  const parent = { parentCountry: 'US', foreignControl: 'full' }
  test.each<[string, string, Hosting, number | undefined]>([
    ['SOV-1.1', 'no foreign control', {}, 4],
    ['SOV-1.1', 'minor', { foreignControl: 'minor' }, 3],
    ['SOV-1.1', 'blocking', { foreignControl: 'blocking' }, 2],
    ['SOV-1.1', 'full', parent, 1],
    ['SOV-1.1', 'operator and parent outside, whatever was said of control', { operatorCountry: 'US', parentCountry: 'US' }, 1],
    ['SOV-1.1', 'not known', { foreignControl: null }, undefined],
    ['SOV-2.1', 'both inside', {}, 3],
    ['SOV-2.1', 'one inside', { parentCountry: 'CH' }, 2],
    ['SOV-2.1', 'none inside', { operatorCountry: 'GB', parentCountry: 'US' }, 1],
    ['SOV-2.1', 'parent not known', { parentCountry: null }, undefined],
    ['SOV-2.2', 'both outside', { operatorCountry: 'GB', parentCountry: 'US' }, 1],
    ['SOV-2.2', 'parent outside, separate company', parent, 3],
    ['SOV-2.2', 'parent outside, no separate company', { ...parent, separateLocalEntity: false }, 2],
    ['SOV-2.2', 'partner on foreign technology', { optionType: 'OT-PARTNER-SOV', swVendorCountries: ['US'] }, 4],
    ['SOV-2.2', 'establishment abroad under a law', { groupEstablishments: ['CA'] }, 4],
    ['SOV-2.2', 'establishment abroad without a law in the list', { groupEstablishments: ['NZ'] }, 5],
    // The establishment may be the operator itself, and an operator abroad is a harder exposure (answer 2).
    ['SOV-2.2', 'establishment abroad under a law, operator not known', { groupEstablishments: ['CA'], operatorCountry: null }, undefined],
    ['SOV-2.2', 'staff abroad', { opsStaffCountries: ['DE', 'GB'] }, 2],
    ['SOV-2.2', 'partner first, as the rule reads', { optionType: 'OT-PARTNER-SOV', swVendorCountries: ['US'], vendorRemoteAccess: true }, 4],
    ['SOV-2.2', 'nothing foreign', {}, 5],
    ['SOV-2.3', 'a law that can forbid telling', parent, 1],
    ['SOV-2.3', 'a law that cannot', { dataCountries: ['CH'] }, 4],
    ['SOV-2.3', 'establishment abroad, rejects', { groupEstablishments: ['CA'], foreignRequestPolicy: 'reject' }, 5],
    ['SOV-2.3', 'establishment abroad, other policy', { groupEstablishments: ['CA'], foreignRequestPolicy: 'challenge' }, 4],
    ['SOV-2.3', 'establishment abroad, no policy', { groupEstablishments: ['CA'] }, undefined],
    ['SOV-2.3', 'nothing foreign', {}, 5],
    ['SOV-2.3', 'only keys abroad: no way to the data', { keyHolderCountry: 'US', keyCustody: 'hyok_external' }, 5],
    ['SOV-2.4', 'parent in the United States', parent, 2],
    ['SOV-2.4', 'operator in the United States', { operatorCountry: 'US' }, 2],
    ['SOV-2.4', 'parent in China', { parentCountry: 'CN', foreignControl: 'full' }, undefined],
    ['SOV-3.1', 'own machines, own keys', { computeOperator: 'customer', keyCustody: 'customer_onprem' }, 5],
    ['SOV-3.1', 'keys outside, attested hardware', { keyCustody: 'hyok_external', inUseProtection: 'gpu_tee_customer_attested' }, 5],
    ['SOV-3.1', 'keys outside', { keyCustody: 'hyok_external' }, 4],
    ['SOV-3.1', 'client side', { keyCustody: 'client_side' }, 4],
    ['SOV-3.1', 'byok', { keyCustody: 'byok' }, 3],
    ['SOV-3.1', 'cmk', {}, 3],
    ['SOV-3.1', 'provider-managed', { keyCustody: 'provider_managed' }, 1],
    ['SOV-3.1', 'none', { keyCustody: 'none' }, 1],
    ['SOV-3.4', 'no data inside', { dataCountries: ['US'] }, 1],
    ['SOV-3.4', 'some outside', { dataCountries: ['DE', 'US'] }, 2],
    ['SOV-3.4', 'metadata outside', { metadataCountries: ['DE', 'US'] }, 3],
    ['SOV-3.4', 'by default with exceptions', { residencyExceptions: true }, 4],
    ['SOV-3.4', 'all inside', {}, 5],
    ['SOV-3.5', 'closed foreign model', { modelOrigin: 'closed_foreign' }, 1],
    ['SOV-3.5', 'licensed foreign model', { modelOrigin: 'licensed_foreign' }, 2],
    ['SOV-3.5', 'open foreign model', {}, 3],
    ['SOV-3.5', 'led inside, foreign chips', { modelOrigin: 'trusted_led', hwVendorCountries: ['US'] }, 4],
    ['SOV-3.5', 'led inside, own chips', { modelOrigin: 'trusted_led' }, 5],
    ['SOV-4.2', 'three of four', { opsStaffCountries: ['DE', 'FR', 'NL', 'IN'] }, 4],
    ['SOV-4.2', 'half', { opsStaffCountries: ['DE', 'IN'] }, 3],
    ['SOV-4.2', 'a quarter', { opsStaffCountries: ['DE', 'IN', 'JP', 'NZ'] }, 2],
    ['SOV-4.2', 'none', { opsStaffCountries: ['IN'] }, 1],
    ['SOV-4.3', 'all, cleared', { opsStaffCleared: true }, 5],
    ['SOV-4.3', 'all', {}, 4],
    ['SOV-4.3', 'two of three', { opsStaffCountries: ['DE', 'FR', 'IN'] }, 3],
    ['SOV-4.3', 'half is no majority', { opsStaffCountries: ['DE', 'IN'] }, 2],
    ['SOV-4.3', 'none', { opsStaffCountries: ['IN'] }, 1],
    ['SOV-4.4', 'all inside, cleared', { opsStaffCleared: true }, 5],
    ['SOV-4.4', 'all inside but escalates abroad', { supportEscalationAbroad: true }, 3],
    ['SOV-4.4', 'half is no majority', { supportCountries: ['DE', 'IN'] }, 2],
    ['SOV-4.4', 'none', { supportCountries: ['IN'] }, 1],
    ['SOV-5.4', 'foreign closed', { stackOrigin: 'foreign_closed' }, 1],
    ['SOV-5.4', 'foreign partial', { stackOrigin: 'foreign_partial' }, 2],
    ['SOV-5.4', 'foreign open', { stackOrigin: 'foreign_open' }, 2],
    ['SOV-5.4', 'core inside', {}, 3],
    ['SOV-5.4', 'majority inside', { stackOrigin: 'trusted_majority' }, 4],
    ['SOV-5.4', 'all inside', { stackOrigin: 'trusted_all' }, 5],
    ['SOV-1.8', 'explicit', { cutoffResilience: 3 }, 3],
    ['SOV-5.5', 'explicit', { releaseControl: 2 }, 2],
    ['SOV-5.6', 'explicit', { dependencyGrade: 3 }, 3],
    ['SOV-6.3', 'explicit', { ossGrade: 4 }, 4],
    ['SOV-6.5', 'no foreign hardware', {}, 5],
    ['SOV-6.5', 'foreign hardware, data inside', { hwVendorCountries: ['US'] }, 2],
    ['SOV-6.5', 'foreign hardware, data outside', { hwVendorCountries: ['US'], dataCountries: ['US'] }, 1],
    ['SOV-7.3', 'inside', {}, 4],
    ['SOV-7.3', 'escalates abroad', { socEscalationAbroad: true }, 3],
    ['SOV-7.3', 'mixed', { socCountries: ['DE', 'US'] }, 2],
    ['SOV-7.3', 'outside', { socCountries: ['US'] }, 1],
  ])('%s: %s', (criterion, _name, hosting, expected) => {
    expect(answer(criterion, hosting)).toBe(expected)
  })

  // The owner of a building is no operator of the service; the provider of a cloud is, whoever administers the machines.
  const rented = { ...parent, computeOperator: 'customer', keyCustody: 'customer_onprem' }
  const room = { ...rented, optionType: 'OT-COLO' }
  const cloud = { ...rented, optionType: 'OT-HYPER-REGION' }
  test.each<[string, Hosting, readonly (number | undefined)[]]>([
    ['room of a US owner, keys of the customer: it can hand over ciphertext only', room, [4, 3, 5, 5, undefined]],
    // Nothing is encrypted by the customer: the owner can hand over what can be read, and US law can forbid telling.
    ['the same without keys of the customer', { ...room, keyCustody: 'none' }, [4, 3, 2, 1, undefined]],
    ['cloud of a US parent, machines administered by the customer', cloud, [1, 2, 3, 1, 2]],
    ['the same with keys in the provider\'s key service', { ...cloud, keyCustody: 'cmk_provider_kms' }, [1, 2, 3, 1, 2]],
    ['machines of the customer in a place that is not known', { ...cloud, optionType: null }, [1, 2, 3, 1, 2]],
  ])('%s', (_name, hosting, expected) => {
    const { answers } = assess('DE', hosting).derived
    expect(['SOV-1.1', 'SOV-2.1', 'SOV-2.2', 'SOV-2.3', 'SOV-2.4'].map((criterion) => answers[criterion])).toEqual(expected)
  })

  test('an adequate and allied parent is control from outside all the same', () => {
    for (const parentCountry of ['CH', 'GB']) {
      const result = assess('DE', { parentCountry, foreignControl: 'full', ringFenced: true, certs: ['SECNUMCLOUD-3.2'], opsCitizenship: 'EU' })
      expect(result.ceilings.overall).toBe(1)
      expect(result.cada.ceiling).toBe(2)
    }
  })
})

describe('the ceiling of the proposed assurance levels', () => {
  const best: Hosting = { certs: ['SECNUMCLOUD-3.2'], opsCitizenship: 'EU', stackOrigin: 'trusted_all' }
  test.each<[string, Hosting, number | null]>([
    ['everything inside', best, 4],
    ['software of a foreign maker', { ...best, swVendorCountries: ['US'] }, 3],
    ['a certificate of a lower level', { ...best, certs: ['C5-T2'] }, 3],
    ['staff of any citizenship', { ...best, opsCitizenship: 'any' }, 2],
    ['foreign parent, ring-fenced', { ...best, parentCountry: 'US', foreignControl: 'full', ringFenced: true }, 2],
    ['foreign parent, not ring-fenced', { ...best, parentCountry: 'US', foreignControl: 'full' }, 1],
    ['no certificate', { ...best, certs: [] }, 1],
    ['staff abroad', { ...best, opsStaffCountries: ['DE', 'IN'] }, 1],
    ['support abroad', { ...best, supportCountries: ['DE', 'IN'] }, 1],
    ['metadata abroad', { ...best, metadataCountries: ['US'] }, 0],
    ['exceptions from the place', { ...best, residencyExceptions: true }, 0],
    ['a Chinese parent, which reports vulnerabilities', { ...best, parentCountry: 'CN', foreignControl: 'full', ringFenced: true }, 0],
    ['operator abroad', { ...best, operatorCountry: 'GB' }, 0],
    ['a government data center', { ...best, optionType: 'OT-GOVDC' }, null],
    ['own machines in a building of others', { ...best, optionType: 'OT-COLO' }, null],
    ['machines that the customer runs', { ...best, computeOperator: 'customer' }, null],
  ])('%s', (_name, hosting, expected) => {
    expect(assess('DE', hosting).cada.ceiling).toBe(expected)
  })

  test('is none for an organization outside the Union', () => {
    expect(assess('GB', best).cada).toMatchObject({ applicable: false, ceiling: null })
  })

  test('speaks of the Union, not of the region that an organization trusts', () => {
    expect(assess('DE', { ...best, dataCountries: ['CH'] }, {}, ['EEA', 'CH']).cada.ceiling).toBe(0)
    expect(assess('DE', { ...best, operatorCountry: 'FR', parentCountry: 'FR' }, {}, ['DE']).cada.ceiling).toBe(4)
  })
})

describe('the same offer seen from elsewhere', () => {
  test.each([
    ['GB', 'FR', 'FR-CSI'],
    ['DE', 'GB', 'UK-IPA'],
    ['CH', 'DE', 'DE-STPO-BNDG'],
    ['FR', 'CH', 'CH-SPTA-NDG'],
    ['CA', 'US', 'US-SCA-CLOUD'],
    ['US', 'CA', 'CA-CC-487'],
    ['AU', 'JP', 'JP-WIRETAP'],
    ['JP', 'AU', 'AU-TOLA'],
    ['BR', 'IN', 'IN-ITA69'],
    ['IN', 'BR', 'BR-MARCO-CIVIL'],
  ])('an organization in %s with an operator in %s', (home, abroad, law) => {
    expect(assess(home, { operatorCountry: abroad, parentCountry: abroad }).exposures.map((one) => one.law)).toContain(law)
    expect(assess(home, {}).exposures.map((one) => one.law)).not.toContain(law)
  })
})

describe('certificates that a classification asks of those who host for others', () => {
  // Section 393 SGB V speaks of cloud computing, French health data hosting of hosting for others.
  const certificate = (classification: string, hosting: Hosting) =>
    assess('DE', hosting, { data: { classification } }).gates.find(({ code }) => code.startsWith('B-CERT'))?.outcome
  test.each(['DE-SGBV-393', 'FR-HDS'])('%s: not on an own site that the customer runs', (classification) => {
    const own = { optionType: 'OT-ONPREM', computeOperator: 'customer' }
    expect(certificate(classification, own)).toBeUndefined()
    expect(certificate(classification, { ...own, computeOperator: 'provider' })).toBe('blocked')
    expect(certificate(classification, { ...own, computeOperator: null })).toBe('blocked')
    expect(certificate(classification, { ...own, optionType: 'OT-GOVDC' })).toBe('blocked')
    expect(certificate(classification, {})).toBe('blocked')
  })
  test('a level that asks it of everybody asks it of an own site too', () => {
    expect(certificate('DE-VS-NFD', { optionType: 'OT-ONPREM', computeOperator: 'customer' })).toBe('blocked')
  })
})
