import { beforeAll, describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { loadKnowledge } from '../../electron/knowledge/load.ts'
import type { Finding, Message, MessageValue } from '../../shared/domain/vocabulary.ts'
import { assessJurisdiction } from '../../shared/domain/jurisdiction.ts'
import { certificateIds } from '../../shared/domain/jurisdiction/references.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import { readHosting } from '../../shared/plan/hosting-facts.ts'
import { fieldIds, fields, type Facts } from '../../shared/plan/fields.ts'
import { certificates } from '../../shared/plan/fields/hosting.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { assessHosting, assessProvider } from '../../shared/plan/stages/hosting.ts'
import { words } from '../../shared/words/tables.ts'

let knowledge: Knowledge

beforeAll(async () => {
  const loaded = await loadKnowledge(path.join(import.meta.dirname, '../../resources'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problem))
  knowledge = loaded.value.knowledge
})

function facts(given: Partial<Facts>): Facts {
  return { ...Object.fromEntries(fieldIds.map((id) => [id, null])), ...given } as Facts
}

/** A ministry on its own machines: everything answered. */
const ministry: Partial<Facts> = {
  'organization.country': 'DE',
  'organization.name': 'State ministry',
  'data.classification': 'DE-VS-NFD',
  'data.personal': true,
  'require.noForeignAccess': true,
  'require.noForeignDisruption': true,
  'require.staffClearance': true,
  'require.dataCountries': ['DE'],
  'service.airGapped': true,
  'hosting.provider': 'arch-onprem',
  'hosting.dataCountries': ['DE'],
  'hosting.metadataCountries': ['DE'],
  'hosting.residencyExceptions': false,
  'hosting.keyCustody': 'customer_onprem',
  'hosting.inUseProtection': 'none',
  'hosting.network': 'airgap',
  'hosting.vendorRemoteAccess': false,
  'hosting.opsStaffCountries': ['DE'],
  'hosting.opsStaffCleared': true,
  'hosting.supportCountries': ['DE'],
  'hosting.supportEscalationAbroad': false,
  'hosting.hardwareVendorCountries': ['US'],
  'hosting.softwareVendorCountries': [],
  'hosting.certificates': ['C5-T2'],
  'hosting.modelOrigin': 'trusted_led',
}

/** The same data in a region of a company with a parent in the United States, little else known. */
const hyperscaler: Partial<Facts> = {
  'organization.country': 'DE',
  'data.classification': 'DE-SGBV-393',
  'data.personal': true,
  'require.noForeignAccess': true,
  'require.minimumSeal': 3,
  'hosting.provider': 'azure-region',
  'hosting.dataCountries': ['DE'],
  'hosting.keyCustody': 'hyok_external',
  'hosting.vendorRemoteAccess': false,
}

const ids = (findings: readonly Finding[], level: Finding['level']) =>
  findings.filter((finding) => finding.level === level).map((finding) => finding.id)

describe('own machines of a ministry', () => {
  test('have no blocking finding, and only the vendor of the hardware as a route', () => {
    const { findings, view } = assessHosting(facts(ministry), knowledge)
    expect(ids(findings, 'blocking')).toEqual([])
    expect(view!.exposures.map(({ law, basis, obtains, confidence }) => [law, basis, obtains, confidence])).toEqual([
      ['US-EXPORT-SANCTIONS', ['hw_vendor'], 'disruption', 'low'],
    ])
    expect(view!.origins['hosting.operatorCountry']).toBe('provider')
    expect(view!.provider!.archetype).toBe(true)
  })

  test('with remote support of a US vendor: each law is a blocking finding with its chain', () => {
    const { findings } = assessHosting(
      facts({
        ...ministry,
        'hosting.vendorRemoteAccess': true,
        'hosting.disconnectTested': false,
        'hosting.network': 'private',
        'service.airGapped': false,
      }),
      knowledge,
    )
    expect(ids(findings, 'blocking').toSorted()).toEqual([
      'hosting/disruption/US-EXPORT-SANCTIONS',
      'hosting/exposure/US-FISA702',
      'hosting/exposure/US-SCA-CLOUD',
    ])
    const finding = findings.find((one) => one.id === 'hosting/exposure/US-SCA-CLOUD')!
    expect(finding.because.map((reason) => reason.step)).toEqual(
      expect.arrayContaining(['requirement', 'fact', 'rule', 'result']),
    )
    expect(finding.sources.length).toBeGreaterThan(0)
    expect(finding.remedies).toContainEqual(
      expect.objectContaining({ field: 'hosting.vendorRemoteAccess', value: false }),
    )
  })

  test('a remedy taken clears what it promises', () => {
    const before = facts({ ...ministry, 'hosting.opsStaffCleared': false })
    const { findings } = assessHosting(before, knowledge)
    const blocked = findings.find((one) => one.id === 'hosting/staffClearance')!
    expect(blocked.level).toBe('blocking')
    const [remedy] = blocked.remedies
    const after = assessHosting({ ...before, [remedy!.field!]: remedy!.value }, knowledge)
    expect(after.findings.map((one) => one.id)).not.toContain('hosting/staffClearance')
  })

  test('an answer not given is an unknown finding, never a pass', () => {
    for (const field of ['hosting.opsStaffCountries', 'hosting.vendorRemoteAccess', 'hosting.opsStaffCleared', 'hosting.dataCountries', 'hosting.network'] as const) {
      const { findings } = assessHosting(facts({ ...ministry, [field]: null }), knowledge)
      const open = findings.filter((one) => one.level === 'unknown' && one.remedies.some((remedy) => remedy.field === field))
      expect(open.length, field).toBeGreaterThan(0)
    }
  })
})

describe('a region of a US company', () => {
  test('takes owner and seat from the pack, and own keys do not protect data in use', () => {
    const { findings, view } = assessHosting(facts(hyperscaler), knowledge)
    expect(view!.exposures.find((one) => one.law === 'US-SCA-CLOUD')).toMatchObject({
      basis: ['parent'],
      obtains: 'plaintext_in_use',
      confidence: 'high',
      chain: [{ role: 'parent', country: 'US', entity: 'Microsoft Corporation' }],
    })
    expect(ids(findings, 'blocking').toSorted()).toEqual([
      // Its group is established in Canada, and no policy on foreign requests is known.
      'hosting/exposure/CA-CC-487',
      'hosting/exposure/US-FISA702',
      'hosting/exposure/US-SCA-CLOUD',
      'hosting/seal',
    ])
    const route = findings.find((one) => one.id === 'hosting/exposure/US-SCA-CLOUD')!
    expect(route.because.map((reason) => reason.message.id)).toContain('jurisdiction.keysDoNotProtectUse')
    // A listed attestation whose type nobody checked is not held, and not refused either.
    expect(ids(findings, 'unknown')).toContain('hosting/certificate/C5-T2')
  })

  test('an answer that contradicts the entry takes no route away, and says so', () => {
    const before = assessHosting(facts(hyperscaler), knowledge)
    const plan = facts({
      ...hyperscaler,
      'hosting.parentCountry': 'DE',
      'hosting.operatorCountry': 'DE',
      'hosting.foreignControl': 'none',
      'hosting.groupEstablishments': [],
    })
    const { findings, view } = assessHosting(plan, knowledge)
    const laws = (rows: readonly { readonly law: string }[]) => rows.map(({ law }) => law)
    expect(laws(view!.exposures)).toEqual(expect.arrayContaining(laws(before.view!.exposures)))
    expect(view!.seal.overall).toBe(before.view!.seal.overall)
    expect(ids(findings, 'blocking')).toEqual(expect.arrayContaining(ids(before.findings, 'blocking')))
    const { chain } = view!.exposures.find((one) => one.law === 'US-SCA-CLOUD')!
    expect(chain.find(({ role }) => role === 'parent')).toMatchObject({ country: 'US', entity: 'Microsoft Corporation' })
    const differing = findings.filter((one) => one.id.startsWith('hosting/answer-differs/'))
    expect(differing.map((one) => [one.id, one.level, one.remedies.map(({ field, value }) => [field, value])])).toEqual([
      ['hosting/answer-differs/hosting.operatorCountry', 'unknown', [['hosting.operatorCountry', 'IE']]],
      ['hosting/answer-differs/hosting.parentCountry', 'unknown', [['hosting.parentCountry', 'US']]],
      ['hosting/answer-differs/hosting.foreignControl', 'unknown', [['hosting.foreignControl', 'full']]],
      [
        'hosting/answer-differs/hosting.groupEstablishments',
        'unknown',
        [['hosting.groupEstablishments', ['US', 'GB', 'CA', 'AU', 'IN']]],
      ],
    ])
    for (const finding of differing) expect(finding.sources.length).toBeGreaterThan(1)
    const taken = Object.fromEntries(differing.map(({ remedies: [remedy] }) => [remedy!.field!, remedy!.value]))
    const after = assessHosting({ ...plan, ...taken }, knowledge)
    expect(after.findings.filter((one) => one.id.startsWith('hosting/answer-differs/'))).toEqual([])
  })

  test('an answer that says more than the entry, or something worse, contradicts nothing', () => {
    const { findings } = assessHosting(
      facts({
        ...hyperscaler,
        'hosting.parentCountry': 'US',
        'hosting.groupEstablishments': ['US', 'GB', 'CA', 'AU', 'IN', 'BR'],
        'hosting.foreignControl': 'full',
      }),
      knowledge,
    )
    expect(findings.filter((one) => one.id.startsWith('hosting/answer-differs/'))).toEqual([])
  })
})

describe('answers left from another provider', () => {
  const example = (name: string) => {
    const file = parseAnswers(JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')), knowledge)
    if (!file.ok) throw new Error(JSON.stringify(file.problem))
    return factsOf(planOfAnswers(file.value, '00000000-0000-4000-8000-000000000001', 'A', '2026-11-23T10:00:00Z', knowledge))
  }

  test('never let the ministry pass in a region of a US company', () => {
    const own = example('ministry')
    expect(ids(assessHosting(own, knowledge).findings, 'blocking')).toEqual([])
    const { findings, view } = assessHosting({ ...own, 'hosting.provider': 'aws-region' }, knowledge)
    expect(ids(findings, 'blocking')).toEqual(
      expect.arrayContaining(['hosting/classification', 'hosting/exposure/US-SCA-CLOUD', 'hosting/seal']),
    )
    expect(ids(findings, 'unknown')).toContain('hosting/answer-differs/hosting.parentCountry')
    expect(view!.seal.overall).toBeLessThanOrEqual(1)
  })

  test('never leave an exposure, a blocked gate or a lower ceiling of the entry out, with any provider', () => {
    const own = example('ministry')
    for (const { id } of knowledge.providers.providers) {
      const plan = { ...own, 'hosting.provider': id }
      const { view, findings } = assessHosting(plan, knowledge)
      const differing = findings.filter((one) => one.id.startsWith('hosting/answer-differs/'))
      const taken = Object.fromEntries(differing.map(({ remedies: [remedy] }) => [remedy!.field!, remedy!.value]))
      for (const side of [plan, { ...plan, ...taken } as Facts]) {
        const other = assessJurisdiction(readHosting(side, knowledge).facts, knowledge)
        if (!other.ok) throw new Error(id)
        const laws = view!.exposures.map(({ law }) => law)
        expect(laws, id).toEqual(expect.arrayContaining(other.value.exposures.map(({ law }) => law)))
        expect(view!.blockingIssues, id).toEqual(expect.arrayContaining([...other.value.blockingIssues]))
        expect(view!.seal.overall, id).toBeLessThanOrEqual(other.value.ceilings.overall ?? 4)
      }
    }
  })

  test('say nothing on the customer’s own site', () => {
    for (const provider of ['arch-onprem', 'arch-gov-dc', 'arch-airgap']) {
      const { findings } = assessHosting({ ...example('ministry'), 'hosting.provider': provider }, knowledge)
      expect(findings.filter((one) => one.id.startsWith('hosting/answer-differs/')), provider).toEqual([])
    }
  })

  test('count a model or hardware chosen later, and a certificate that the entry refuses', () => {
    const plan = { ...example('ministry'), 'model.id': 'gpt-oss-120b', 'hosting.hardwareVendorCountries': ['DE'] }
    const { findings, view } = assessHosting(plan, knowledge)
    expect(ids(findings, 'unknown')).toEqual(
      expect.arrayContaining([
        'hosting/answer-differs/hosting.modelOrigin',
        'hosting/answer-differs/hosting.hardwareVendorCountries',
      ]),
    )
    expect(view!.exposures.find((one) => one.law === 'US-EXPORT-SANCTIONS')!.basis).toContain('hw_vendor')
    const refusing = knowledge.providers.providers.find((one) =>
      one.certifications.some(({ id, status }) => status === 'in-progress' && certificateIds(knowledge).has(id)),
    )!
    const refused = refusing.certifications.find(({ status }) => status === 'in-progress')!.id
    const other = assessHosting(
      { ...plan, 'hosting.provider': refusing.id, 'hosting.certificates': [refused] } as Facts,
      knowledge,
    ).findings.find((one) => one.id === 'hosting/answer-differs/hosting.certificates')
    expect(other!.remedies).toMatchObject([{ field: 'hosting.certificates', value: [] }])
  })

  test('no remedy is offered that an entry contradicts', () => {
    const plan = { ...example('ministry'), 'model.id': 'gpt-oss-120b', 'require.minimumSeal': 4 }
    for (const { remedies } of assessHosting(plan, knowledge).findings.filter((one) => one.level === 'blocking'))
      expect(remedies.map(({ field }) => field)).not.toContain('hosting.modelOrigin')
  })
})

describe('facts that are not known', () => {
  const open = (plan: Partial<Facts>) =>
    assessHosting(facts(plan), knowledge).findings.find((one) => one.id === 'hosting/facts-not-known')

  test('are one unknown finding that leads to each field', () => {
    const finding = open({ ...ministry, 'hosting.opsStaffCountries': null, 'hosting.stackOrigin': null })!
    expect(finding.level).toBe('unknown')
    expect(finding.remedies.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['hosting.opsStaffCountries', 'hosting.stackOrigin']),
    )
    expect(finding.headline.values['count']).toBe(finding.remedies.length)
  })

  test('count only where a value could open a route or lower the ceiling', () => {
    // Whether support staff stays in the country cannot lower a ceiling that the hosting already has at the bottom.
    const bottom = open({ ...hyperscaler, 'hosting.cutoffResilience': 1 })!
    expect(bottom.remedies.map(({ field }) => field)).not.toContain('hosting.supportCountries')
    expect(bottom.remedies.map(({ field }) => field)).toContain('hosting.opsStaffCountries')
    // A vendor that is known to be at home opens nothing when it enters.
    const home = { ...ministry, 'hosting.hardwareVendorCountries': ['DE'], 'hosting.vendorRemoteAccess': null } as const
    const routes = open(home)!.because.filter(({ message: { id } }) => id === 'jurisdiction.couldOpenRoute')
    expect(routes.map(({ field }) => field)).not.toContain('hosting.vendorRemoteAccess')
  })

  test('every field in the finding is not answered', () => {
    for (const plan of [ministry, hyperscaler, { 'organization.country': 'FR' }] as const) {
      const { view } = assessHosting(facts(plan), knowledge)
      for (const { field } of open(plan)!.remedies) expect(view!.origins[field!], field!).toBe('unknown')
    }
  })
})

test('without the country of the organization nothing is said', () => {
  const { findings, view } = assessHosting(facts({}), knowledge)
  expect(view).toBeNull()
  expect(findings.map((finding) => finding.id)).toEqual(['hosting/no-country'])
})

test('every provider of the pack can be compared, without an answer of the plan about another one', () => {
  const plan = facts({ ...ministry, 'hosting.provider': 'stackit' })
  for (const provider of knowledge.providers.providers) {
    const view = assessProvider(provider.id, plan, knowledge)!
    expect(view.provider!.id).toBe(provider.id)
    if (provider.id !== 'stackit') expect(Object.values(view.origins)).not.toContain('answer')
    if (provider.parent.country === 'US') expect(view.seal.overall).toBeLessThanOrEqual(1)
  }
  expect(assessProvider('no-such-provider', plan, knowledge)).toBeNull()
})

test('the picture leads from each authority to what it reaches', () => {
  const { view } = assessHosting(facts(hyperscaler), knowledge)
  const { nodes, edges, paths } = view!.picture
  const known = new Set(nodes.map((node) => node.id))
  for (const edge of edges) {
    expect(known.has(edge.from), edge.from).toBe(true)
    expect(known.has(edge.to), edge.to).toBe(true)
  }
  expect(paths).toContainEqual({
    laws: ['US-FISA702', 'US-SCA-CLOUD'],
    country: 'US',
    entity: 'parent/US',
    role: 'parent',
    asset: 'prompts',
    state: 'open',
    closedBy: null,
  })
  expect(paths).toContainEqual(expect.objectContaining({ country: 'US', role: 'parent', asset: 'stored', state: 'closed', closedBy: 'encryption' }))
  expect(paths).toContainEqual(expect.objectContaining({ country: 'IE', role: 'operator', state: 'domestic' }))
})

test('a path to the service is open exactly while nothing shows that it survives a cut-off', () => {
  const vendor = { ...ministry, 'hosting.softwareVendorCountries': ['US'], 'service.airGapped': false } as const
  const cases = [
    ['internet', false, 'open', null, 'blocking'],
    ['internet', true, 'closed', 'disconnect-tested', undefined],
    ['airgap', false, 'closed', 'air-gap', undefined],
    ['internet', null, 'open', null, 'unknown'],
  ] as const
  for (const [network, tested, state, closedBy, level] of cases) {
    const plan = facts({ ...vendor, 'hosting.network': network, 'hosting.disconnectTested': tested })
    const { view, findings } = assessHosting(plan, knowledge)
    const paths = view!.picture.paths.filter(({ asset }) => asset === 'service')
    expect(paths.length).toBeGreaterThan(0)
    for (const one of paths) expect(one).toMatchObject({ state, closedBy })
    expect(findings.find(({ rule }) => rule === 'B-DISRUPTION')?.level).toBe(level)
  }
})

test('results are plain data with whole numbers', () => {
  for (const plan of [ministry, hyperscaler]) {
    const assessment = assessHosting(facts(plan), knowledge)
    expect(JSON.parse(canonicalJson(assessment))).toEqual(assessment)
    expect(canonicalJson(assessment)).not.toMatch(/\d\.\d+[,}\]]/)
  }
})

function* messagesOf(findings: readonly Finding[]): Generator<Message> {
  for (const finding of findings) {
    yield finding.headline
    for (const reason of finding.because) yield reason.message
    for (const remedy of finding.remedies) yield remedy.message
  }
}
function termsOf(value: MessageValue): readonly string[] {
  if (typeof value !== 'object') return []
  if ('term' in value) return [value.term]
  return 'terms' in value ? value.terms : []
}

describe('words', () => {
  test('exist for every message of plans that block, pass and lack answers', () => {
    const strict: Partial<Facts> = {
      'require.metadataCountries': ['DE'],
      'require.supportCountries': ['DE'],
      'require.staffCountries': ['DE'],
      'require.staffCitizenship': 'national',
      'require.minimumKeyCustody': 'customer_onprem',
      'require.assuranceLevel': 4,
      'require.minimumSeal': 3,
      'require.staffClearance': true,
      'require.noForeignDisruption': true,
      'require.dataCountries': ['FR'],
      'service.airGapped': true,
      'data.classification': 'DE-GEHEIM',
    }
    const bad: Partial<Facts> = {
      'hosting.supportCountries': ['IN', 'DE'],
      'hosting.supportEscalationAbroad': true,
      'hosting.opsStaffCountries': ['IN'],
      'hosting.opsCitizenship': 'any',
      'hosting.opsStaffCleared': false,
      'hosting.metadataCountries': ['US'],
      'hosting.network': 'internet',
      'hosting.certificates': [],
      'hosting.disconnectTested': false,
    }
    const left: Partial<Facts> = { ...ministry, 'hosting.provider': 'aws-region', 'hosting.parentCountry': 'DE' }
    const plans = [ministry, hyperscaler, left, { ...hyperscaler, ...strict }, { ...hyperscaler, ...strict, ...bad }, { ...ministry, ...strict }]
    const seen = new Set<string>()
    for (const plan of plans)
      for (const { id, values } of messagesOf(assessHosting(facts(plan), knowledge).findings)) {
        seen.add(id)
        for (const name of [id, ...Object.values(values).flatMap(termsOf)]) {
          expect(words.en[name], name).toBeDefined()
          expect(words.de[name], name).toBeDefined()
        }
      }
    expect(seen.size).toBeGreaterThan(40)
  })

  test('never promise conformity', () => {
    for (const [id, text] of Object.entries(words.en))
      if (id.startsWith('jurisdiction.')) expect(text, id).not.toMatch(/compliant|complies|immune|certified/i)
  })
})

test('the lists of the form are those of the packs', () => {
  expect(certificates.toSorted()).toEqual([...certificateIds(knowledge)].toSorted())
  expect(fields['hosting.optionType'].options).toEqual(knowledge.classifications.optionTypes.map((type) => type.id))
  expect(fields['hosting.keyCustody'].options).toEqual(knowledge.sovereignty.decisionModel.keyRank)
})
