/** One word, one number: what the headline counts is what the list shows, what the sidebar says and what the report says. */
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draw } from '../../renderer/stages/hosting-picture.ts'
import { parseAnswers, planOfAnswers } from '../../shared/plan/answers.ts'
import { assess } from '../../shared/plan/assess.ts'
import { briefOf } from '../../shared/plan/brief.ts'
import { arrowsOfRoute, cutOffBy, nodesOfRoute, openRoutes, routeCounts, routesOf } from '../../shared/plan/hosting/routes.ts'
import type { HostingView } from '../../shared/plan/stages/hosting.ts'
import { assessHosting } from '../../shared/plan/stages/hosting.ts'
import { formatCountry, formatList, localeOf } from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

const english = {
  language: 'en' as const,
  word: (id: string, values = {}) => say(catalogOf('en'), { id, values: { ...values } }),
  wordOr: (id: string, otherwise = id) => (Object.hasOwn(catalogOf('en').messages, id) ? say(catalogOf('en'), { id, values: {} }) : otherwise),
  country: (code: string) => formatCountry(code, localeOf('en')),
  list: (items: readonly string[]) => formatList(items, localeOf('en')),
}

const files = [
  ...['ministry', 'hospital', 'agency'].map((name) => `examples/${name}.json`),
  ...['german-ministry', 'french-hospital', 'canadian-protected-b', 'swiss-canton'].map((name) => `test/fixtures/organizations/${name}.json`),
]

function planOf(file: string) {
  const answers = parseAnswers(JSON.parse(readFileSync(file, 'utf8')), knowledge)
  if (!answers.ok) throw new Error(JSON.stringify(answers.problem))
  return planOfAnswers(answers.value, '00000000-0000-4000-8000-000000000001', 'A. Planner', '2026-11-23T10:00:00Z', knowledge)
}

/** The lines of the list that are open and end in one of these. */
function listed(view: HostingView, assets: readonly string[]): number {
  return draw(view.picture, knowledge, english).paths.filter(({ state, nodes }) => state === 'open' && nodes.some((id) => assets.some((asset) => id === `asset/${asset}`))).length
}

describe.each(files)('the routes of %s', (file) => {
  const plan = planOf(file)
  const assessment = assess(plan, knowledge)
  const view = assessment.hosting.view!
  const counts = routeCounts(view.picture)

  test('are as many in the list as the headline says', () => {
    expect(listed(view, ['prompts', 'stored'])).toBe(counts.clear)
    expect(listed(view, ['service'])).toBe(counts.service)
    expect(listed(view, ['metadata', 'keys', 'vulnerabilities'])).toBe(counts.other)
  })

  test('are as many in the sidebar and in the report', () => {
    const row = briefOf(plan, assessment, knowledge).find(({ label }) => label === 'brief.exposure')!
    const total = counts.clear + counts.service + counts.other + counts.closed
    for (const said of [row.short, row.message])
      if (total > 0) expect(said.values).toMatchObject(counts)
      else expect(said.id).toMatch(/^brief\.exposureNone/)
  })

  test('rest on laws that stand once each in the table of laws', () => {
    const laws = view.exposures.map(({ law }) => law)
    expect(new Set(laws).size).toBe(laws.length)
    expect([...new Set(routesOf(view.picture).flatMap((route) => route.laws))].toSorted()).toEqual(laws.toSorted())
  })
})

test('two laws of one country through one owner are one route, and one law through two roles is two', () => {
  // The parent in the United States is reached by four laws: the Stored Communications Act and FISA 702 to data, letters to
  // metadata, sanctions to the service. Support in Canada is not a role of a law; data in Canada are, by the Criminal Code.
  const { picture, exposures } = assessHosting(
    factsWith({
      'organization.country': 'DE',
      'hosting.optionType': 'OT-HYPER-REGION',
      'hosting.computeOperator': 'provider',
      'hosting.operatorCountry': 'DE',
      'hosting.parentCountry': 'US',
      'hosting.dataCountries': ['DE'],
      'hosting.keyCustody': 'provider_managed',
      'hosting.inUseProtection': 'none',
    }),
    knowledge,
  ).view!
  const laws = exposures.filter(({ country, basis }) => country === 'US' && basis.includes('parent')).map(({ law }) => law).toSorted()
  expect(laws).toEqual(['US-EXPORT-SANCTIONS', 'US-FISA702', 'US-NSL', 'US-SCA-CLOUD'])
  const [clear, ...more] = openRoutes(picture, 'clear')
  expect(more).toEqual([])
  expect(clear).toMatchObject({ country: 'US', role: 'parent', assets: ['prompts', 'stored'], laws: ['US-FISA702', 'US-SCA-CLOUD'] })
  expect(openRoutes(picture, 'service').map(({ role, laws: by }) => [role, by])).toEqual([['parent', ['US-EXPORT-SANCTIONS']]])
  expect(openRoutes(picture, 'other').map(({ role, laws: by }) => [role, by])).toEqual([['parent', ['US-NSL']]])
  expect(routeCounts(picture)).toEqual({ clear: 1, service: 1, other: 1, closed: 0 })
})

test('what encryption shuts is closed, and counts as such only where nothing of the same way is open', () => {
  const sealed = (inUse: 'none' | 'gpu_tee_customer_attested') =>
    assessHosting(
      factsWith({
        'organization.country': 'DE',
        'hosting.optionType': 'OT-HYPER-REGION',
        'hosting.computeOperator': 'provider',
        'hosting.operatorCountry': 'GB',
        'hosting.parentCountry': 'DE',
        'hosting.dataCountries': ['DE'],
        'hosting.keyCustody': 'hyok_external',
        'hosting.inUseProtection': inUse,
      }),
      knowledge,
    ).view!.picture
  // Keys outside do not protect use: prompts are open, stored data closed, on the same way through the operator.
  expect(routeCounts(sealed('none'))).toMatchObject({ clear: 1, closed: 0 })
  expect(routesOf(sealed('none')).filter(({ country }) => country === 'GB').map(({ state, assets }) => [state, assets])).toEqual([['open', ['prompts']], ['closed', ['stored']]])
  // An attested enclave shuts use as well.
  expect(routeCounts(sealed('gpu_tee_customer_attested'))).toMatchObject({ clear: 0, closed: 1 })
})

test('every box and arrow of the picture belongs to a route, whatever the plan', () => {
  const country = fc.constantFrom('DE', 'US', 'GB', 'CN', 'MX', null)
  fc.assert(
    fc.property(country, country, fc.uniqueArray(fc.constantFrom('DE', 'US', 'CA', 'CH')), fc.constantFrom('none', 'hyok_external', 'customer_onprem'), (operator, parent, data, keys) => {
      const { picture } = assessHosting(
        factsWith({ 'organization.country': 'DE', 'hosting.operatorCountry': operator, 'hosting.parentCountry': parent, 'hosting.dataCountries': data, 'hosting.keyCustody': keys }),
        knowledge,
      ).view!
      const routes = routesOf(picture)
      expect([...new Set(routes.flatMap(nodesOfRoute))].toSorted()).toEqual(picture.nodes.map(({ id }) => id).toSorted())
      expect([...new Set(routes.flatMap(arrowsOfRoute))].toSorted()).toEqual(picture.edges.map(({ from, to }) => `${from} ${to}`).toSorted())
      expect(routes.reduce((sum, { assets }) => sum + assets.length, 0)).toBe(picture.paths.length)
    }),
    { numRuns: 60 },
  )
})

test('a law that can only interrupt is named as shut where the service runs on, and as open elsewhere', () => {
  // Hardware and software from the United States: its export controls are the only law, and reach the service alone.
  const own = {
    'organization.country': 'DE', 'hosting.optionType': 'OT-ONPREM', 'hosting.operatorCountry': 'DE', 'hosting.parentCountry': 'DE',
    'hosting.dataCountries': ['DE'], 'hosting.computeOperator': 'customer', 'hosting.keyCustody': 'customer_onprem',
    'hosting.hardwareVendorCountries': ['US'], 'hosting.softwareVendorCountries': ['US'],
  } as const
  const shut = (more: Parameters<typeof factsWith>[0]): (string | null)[] => {
    const { picture, exposures } = assessHosting(factsWith({ ...own, ...more }), knowledge).view!
    return exposures.map((row) => (row.law === 'US-EXPORT-SANCTIONS' ? cutOffBy(picture, row) : row.law))
  }
  expect(shut({ 'hosting.network': 'airgap' })).toEqual(['air-gap'])
  expect(shut({ 'hosting.network': 'private', 'hosting.disconnectTested': true })).toEqual(['disconnect-tested'])
  expect(shut({ 'hosting.network': 'private', 'hosting.disconnectTested': false })).toEqual([null])
})
