import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inReadingOrder, stepFrom } from '../../renderer/charts/exposure-keys.ts'
import { layExposure } from '../../renderer/charts/exposure-layout.ts'
import { textWidth } from '../../renderer/charts/text-width.ts'
import { draw } from '../../renderer/stages/hosting-picture.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { assessHosting } from '../../shared/plan/stages/hosting.ts'
import { formatCountry, formatList, localeOf, type Language } from '../../shared/words/format.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { factsWith, knowledge } from '../support/knowledge.ts'

/** What the page formats with, without the page. */
function textOf(language: Language): Parameters<typeof draw>[2] {
  const catalog = catalogOf(language)
  const locale = localeOf(language)
  const has = (id: string): boolean => Object.hasOwn(catalog.messages, id)
  return {
    language,
    word: (id, values = {}) => say(catalog, { id, values: { ...values } }),
    wordOr: (id, otherwise = id) => (has(id) ? say(catalog, { id, values: {} }) : otherwise),
    country: (code) => formatCountry(code, locale),
    list: (items, type) => formatList(items, locale, type),
  }
}

const countries = [...new Set(knowledge.jurisdictions.laws.map(({ area }) => area).filter((area) => area !== 'EU' && area !== 'DE'))]
const some = fc.uniqueArray(fc.constantFrom('DE', ...countries), { maxLength: 8 })
const hosting: fc.Arbitrary<Facts> = fc
  .record({
    'hosting.operatorCountry': fc.constantFrom('DE', 'US', 'CN', null),
    'hosting.parentCountry': fc.constantFrom('DE', 'US', 'GB', null),
    'hosting.dataCountries': some,
    'hosting.metadataCountries': some,
    'hosting.opsStaffCountries': some,
    'hosting.groupEstablishments': some,
    'hosting.softwareVendorCountries': some,
    'hosting.vendorRemoteAccess': fc.boolean(),
    'hosting.keyCustody': fc.constantFrom('none', 'customer_onprem', 'hyok_external'),
    'hosting.disconnectTested': fc.boolean(),
  } as const)
  .map((answers) => factsWith({ 'organization.country': 'DE', ...answers }))

/** Data in every country with a law: more than sixty boxes. */
const crowded = factsWith({
  'organization.country': 'DE',
  'hosting.operatorCountry': 'DE',
  'hosting.parentCountry': 'US',
  'hosting.dataCountries': ['DE', ...countries],
  'hosting.opsStaffCountries': ['GB', 'CN'],
})

describe('the list beside the exposure map', () => {
  test('has the same boxes and arrows as the picture, whatever the plan', () => {
    fc.assert(
      fc.property(hosting, (facts) => {
        const { picture } = assessHosting(facts, knowledge).view!
        const listed = draw(picture, knowledge, textOf('en')).paths
        expect([...new Set(listed.flatMap(({ nodes }) => nodes))].toSorted()).toEqual(picture.nodes.map(({ id }) => id).toSorted())
        expect([...new Set(listed.flatMap(({ arrows }) => arrows))].toSorted()).toEqual(picture.edges.map(({ from, to }) => `${from} ${to}`).toSorted())
      }),
      { numRuns: 60 },
    )
  })

  test.each(['en', 'de', 'fr'] as const)('says every box of its path in %s, worst paths first', (language) => {
    const text = textOf(language)
    const { picture } = assessHosting(crowded, knowledge).view!
    const drawn = draw(picture, knowledge, text)
    for (const path of drawn.paths) {
      const boxes = path.nodes.map((id) => picture.nodes.find((node) => node.id === id)!)
      expect(path.sentence).toContain(text.country(boxes[0]!.country!))
      const reached = boxes.flatMap(({ asset }) => (asset === null ? [] : [asset]))
      expect(reached.length).toBeGreaterThan(0)
      for (const asset of reached) expect(path.sentence).toContain(text.wordOr(`jurisdiction.asset.${asset}`))
    }
    const order = ['open', 'closed', 'domestic']
    const ranks = drawn.paths.map(({ state }) => order.indexOf(state))
    expect(ranks).toEqual(ranks.toSorted((left, right) => left - right))
  })
})

describe('the exposure map with more than sixty boxes', () => {
  const { nodes, edges } = draw(assessHosting(crowded, knowledge).view!.picture, knowledge, textOf('en'))

  test.each([600, 768, 1200])('keeps every box apart and every word at its size at %d pixels', (width) => {
    expect(nodes.length).toBeGreaterThanOrEqual(60)
    const layout = layExposure(nodes, edges, width, textWidth)
    for (const box of layout.nodes) {
      expect(box.height).toBeGreaterThanOrEqual(32)
      for (const line of box.nameLines) expect(textWidth(line, 14, true)).toBeLessThanOrEqual(box.width - 22)
      for (const other of layout.nodes)
        if (other !== box && other.node.column === box.node.column)
          expect(other.y >= box.y + box.height || other.y + other.height <= box.y).toBe(true)
    }
  })

  test('is walked by arrow keys from the first box to the last, and back', () => {
    const { nodes: boxes } = layExposure(nodes, edges, 768, textWidth)
    const order = inReadingOrder(boxes).map(({ node }) => node.id)
    const walk = (from: string, key: 'ArrowDown' | 'ArrowUp') => {
      const seen = [from]
      for (let at = from; ; ) {
        const next = stepFrom(at, key, boxes, edges)
        if (next === at) return seen
        seen.push(next)
        at = next
      }
    }
    expect(walk(order[0]!, 'ArrowDown')).toEqual(order)
    expect(walk(order.at(-1)!, 'ArrowUp')).toEqual(order.toReversed())
    expect(stepFrom(order[5]!, 'End', boxes, edges)).toBe(order.at(-1))
  })

  test('is followed along its arrows', () => {
    const { nodes: boxes } = layExposure(nodes, edges, 768, textWidth)
    const [first] = edges
    expect(edges.some(({ from, to }) => from === first!.from && to === stepFrom(first!.from, 'ArrowRight', boxes, edges))).toBe(true)
    expect(edges.some(({ from, to }) => to === first!.to && from === stepFrom(first!.to, 'ArrowLeft', boxes, edges))).toBe(true)
  })
})

test('telemetry abroad is drawn as reached, also where the content behind the same law is encrypted', () => {
  const { picture } = assessHosting(
    factsWith({
      'organization.country': 'DE',
      'hosting.optionType': 'OT-HYPER-REGION',
      'hosting.computeOperator': 'provider',
      'hosting.operatorCountry': 'DE',
      'hosting.parentCountry': 'US',
      'hosting.dataCountries': ['DE'],
      'hosting.metadataCountries': ['DE', 'US'],
      'hosting.keyCustody': 'hyok_external',
      'hosting.inUseProtection': 'gpu_tee_customer_attested',
    }),
    knowledge,
  ).view!
  const states = picture.paths.filter(({ country }) => country === 'US').map(({ role, asset, state }) => `${role} ${asset} ${state}`)
  // The parent obtains ciphertext; the place of the telemetry gives telemetry in clear, and leads to nothing else.
  expect(states).toContain('parent stored closed')
  expect(states).toContain('metadata metadata open')
  expect(states.filter((one) => one.startsWith('metadata '))).toEqual(['metadata metadata open'])
})
