/** The limits of wording over every word of the hosting stage, and that everything it names opens a source, status and date. */
import { describe, expect, test } from 'vitest'
import { certificates } from '../../shared/plan/fields/hosting.ts'
import { frameworkIds, referenceOf } from '../../shared/plan/hosting/reference.ts'
import { words } from '../../shared/words/tables.ts'
import { knowledge } from '../support/knowledge.ts'

const stage = /^(field\.(hosting|criterion|require)\.|group\.hosting\.|hostingScreen\.|criteriaScreen\.|jurisdiction\.|ownHosting\.|houseRule\.|report\.(routes|gate|law|ceiling)|brief\.(exposure|seal|cada))/
/** Official names of programs and levels. */
const otherNames = /DTA Hosting Certification Framework, Certified (Assured|Strategic)/
const claims = {
  en: /\b(compliant|complies|compliance|immune|immunity|certified|guaranteed?)\b/i,
  de: /\b(\w*konform\w*|immun\w*|zertifiziert\w*|Konformität)\b/i,
  fr: /(^|\P{L})(conformes?|conformité|immunisée?s?|immunité|certifiée?s?)(\P{L}|$)/iu,
} as const

describe.each(['en', 'de', 'fr'] as const)('words of the hosting stage in %s', (language) => {
  const own = Object.entries(words[language]).filter(([id]) => stage.test(id))

  test('claim neither conformity nor immunity nor certification', () => {
    expect(own.length).toBeGreaterThan(700)
    expect(own.filter(([, text]) => !otherNames.test(text) && claims[language].test(text))).toEqual([])
  })
})

test('speak of ceilings, exposure routes and what is not evidenced', () => {
  const all = Object.entries(words.en).filter(([id]) => stage.test(id)).map(([, text]) => text).join(' ')
  for (const word of ['ceiling', 'exposure route', 'not evidenced']) expect(all.toLowerCase()).toContain(word)
})

describe('what the stage names opens its source, status and date', () => {
  test.each(knowledge.jurisdictions.laws.map(({ id }) => id))('law %s', (id) => {
    const law = knowledge.jurisdictions.laws.find((one) => one.id === id)!
    expect(referenceOf(id, knowledge)).toMatchObject({ name: law.name, version: law.citation, legalStatus: law.status, asOf: '2026-11-23', confidence: law.confidence })
    // A law that nobody located a source for is marked as such, never as read.
    if (law.sources.length === 0) expect(law.confidence).toBe('unverified')
  })

  test.each([...frameworkIds, ...knowledge.sovereignty.schemes.map(({ id }) => id)])('framework or scheme %s', (id) => {
    const found = referenceOf(id, knowledge)!
    expect(found.legalStatus).not.toBeNull()
    expect(found.asOf).toBe('2026-11-23')
    if (found.confidence === 'verified') expect(found.sources.length).toBeGreaterThan(0)
    for (const language of ['en', 'de', 'fr'] as const)
      expect(found.name ?? words[language][`field.hosting.certificates.option.${id}`]).toBeTruthy()
  })

  test.each([...certificates])('certificate %s', (id) => {
    const found = referenceOf(id, knowledge)!
    expect(found.asOf).toBe('2026-11-23')
    expect(found.legalStatus !== null || found.confidence === 'unverified').toBe(true)
  })

  test('a proposal is shown as one', () => {
    expect(referenceOf('CADA', knowledge)).toMatchObject({ legalStatus: 'proposal' })
    expect(referenceOf('EUCS', knowledge)).toMatchObject({ legalStatus: 'proposal' })
    expect(referenceOf('US-FISA702', knowledge)).toMatchObject({ legalStatus: 'lapsed' })
  })
})
