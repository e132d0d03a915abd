/** Every law, scheme and certificate that the hosting stage can name opens where it was read, its status and its date. */
import { describe, expect, test } from 'vitest'
import { certificateIds } from '../../shared/domain/jurisdiction/references.ts'
import { frameworkIds, referenceOf, statusWord } from '../../shared/plan/hosting/reference.ts'
import { splitAt } from '../../shared/base/named-pieces.ts'
import { referenceNames } from '../../shared/plan/hosting/names.ts'
import { languages } from '../../shared/words/format.ts'
import { words } from '../../shared/words/tables.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { knowledge } from '../support/knowledge.ts'

const laws = knowledge.jurisdictions.laws.map(({ id }) => id)
const schemes = knowledge.sovereignty.schemes.map(({ id }) => id)
const certificates = [...certificateIds(knowledge)]

describe('a reference', () => {
  test.each([...frameworkIds, ...laws, ...schemes, ...certificates])('%s has a date, and a status wherever it has a source', (id) => {
    const reference = referenceOf(id, knowledge)
    expect(reference?.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    // What nobody has located a source for is marked so, and has no status either.
    if (reference!.sources.length === 0) expect(reference!.confidence).toBe('unverified')
    else expect(reference!.legalStatus).not.toBeNull()
    expect(reference!.statusConfidence === null).toBe(reference!.legalStatus === null)
  })

  test('of a scheme says how its status was read, on which day and where, apart from its content', () => {
    expect(schemes).toHaveLength(14)
    for (const id of schemes) {
      const { statusReading, statusConfidence } = referenceOf(id, knowledge)!
      expect(statusReading?.asOf, id).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      for (const language of languages) expect(statusReading?.how[language].length, id).toBeGreaterThan(20)
      // What is called verified rests on a source that was read, with its address.
      const same = statusReading!.sources.filter(({ confidence, url }) => confidence === statusConfidence && url?.startsWith('http') === true)
      if (statusConfidence !== 'derived') expect(same.length, id).toBeGreaterThan(0)
    }
  })

  test('of the Dutch policy stays our own conclusion, of India’s empanelment the word of a provider; the others were read', () => {
    const by = Object.fromEntries(schemes.map((id) => [id, referenceOf(id, knowledge)!.statusConfidence]))
    // Whether a revision replaced the policy of 2022 was not found; for India only a provider's page was read.
    expect(Object.entries(by).filter(([, confidence]) => confidence !== 'verified')).toEqual([['NL-RIJKSCLOUD', 'derived'], ['MEITY', 'vendor']])
  })

  test('of the British principles names its source and keeps the content unverified', () => {
    const { sources, confidence } = referenceOf('UK-NCSC-14', knowledge)!
    expect(confidence).toBe('unverified')
    expect(sources.map(({ url }) => url)).toContain('https://www.ncsc.gov.uk/collection/cloud/the-cloud-security-principles')
    // The page of the center itself was not opened, and says so.
    expect(sources.find(({ url }) => url?.includes('ncsc.gov.uk'))?.confidence).toBe('unverified')
  })

  test('of a scheme in data of before is our own classification', () => {
    const old = knowledge.sovereignty.schemes.map((scheme) => ({ ...scheme, statusReading: undefined }))
    const before = { ...knowledge, sovereignty: { ...knowledge.sovereignty, schemes: old } }
    expect(referenceOf('ENS', before)).toMatchObject({ statusConfidence: 'derived', legalStatus: 'in-force' })
  })

  test('of guidance and labels calls them published rather than a law that is not in force yet', () => {
    expect(statusWord(referenceOf('BSI-C3A', knowledge)!)).toBe('hostingScreen.legal.published')
    expect(statusWord(referenceOf('CSF', knowledge)!)).toBe('hostingScreen.legal.published')
    expect(statusWord(referenceOf('C5-T2', knowledge)!)).toBe('hostingScreen.legal.in-force')
    expect(statusWord(referenceOf('CADA', knowledge)!)).toBe('hostingScreen.legal.proposal')
    expect(statusWord(referenceOf('US-FISA702', knowledge)!)).toBe('hostingScreen.legal.lapsed')
  })

  test('of the framework puts its version into the reader’s words', () => {
    const { versionSaid } = referenceOf('CSF', knowledge)!
    const said = (['en', 'de', 'fr'] as const).map((language) => say(catalogOf(language), versionSaid!))
    expect(said).toEqual([
      '1.2.1 (October 2025), with the guidance and the calculator of 1 Jun 2026',
      '1.2.1 (Oktober 2025) mit Leitfaden und Rechner vom 1. Juni 2026',
      '1.2.1 (octobre 2025), avec le guide et le calculateur du 1er juin 2026',
    ])
  })
})

const criteria = knowledge.sovereignty.csf.objectives.flatMap((objective) => objective.criteria.map((one) => ({ ...one, objective: objective.code })))

describe('a criterion of the framework', () => {
  test('there are 48', () => expect(criteria).toHaveLength(48))

  test.each(criteria)('$id has its wording, objective, version, date and sources', ({ id, description, objective, answers }) => {
    const reference = referenceOf(id, knowledge)!
    expect(reference).toMatchObject({ id, rule: description, version: expect.stringMatching(/^1\.2\.1 /), legalStatus: 'adopted', statusConfidence: 'derived', confidence: 'derived', asOf: '2026-11-23' })
    expect(reference.criterion).toEqual({ objective, answers: answers.map(({ index, seal }) => ({ index, seal })) })
    expect(objective).toBe(id.slice(0, 'SOV-1'.length))
    expect(reference.sources.length).toBeGreaterThan(0)
    for (const language of languages) {
      const said: Record<string, string> = words[language]
      expect(said[`field.criterion.${id}.label`]).toBeTruthy()
      for (const { index } of answers) expect(said[`field.criterion.${id}.option.${String(index)}`]).toBeTruthy()
    }
  })
})

const shields = knowledge.jurisdictions.areas.flatMap((area) => area.shieldLaws.map(({ id }) => id))
const regimes = knowledge.obligations.regimes.map(({ id }) => id)

describe('a rule against orders from abroad, or a regime of duties', () => {
  test.each([...shields, ...regimes])('%s has a date, and says so where its status is not known', (id) => {
    const reference = referenceOf(id, knowledge)!
    expect(reference.asOf).toBe('2026-11-23')
    expect(reference.statusConfidence === null).toBe(reference.legalStatus === null)
  })

  test('a regime has the status that all its duties have, and none where they differ', () => {
    expect(referenceOf('gdpr', knowledge)).toMatchObject({ area: 'EU', legalStatus: 'in-force', statusConfidence: 'derived' })
    expect(referenceOf('eu-cada', knowledge)).toMatchObject({ legalStatus: 'proposal' })
    const { obligations } = knowledge
    const [first, ...others] = obligations.obligations.filter((one) => one.regime === 'gdpr')
    const mixed = { ...knowledge, obligations: { ...obligations, obligations: [{ ...first!, legalStatus: 'lapsed' as const }, ...others] } }
    expect(referenceOf('gdpr', mixed)).toMatchObject({ legalStatus: null, statusConfidence: null })
  })
})

describe.each(languages)('names in sentences, %s', (language) => {
  const said: Record<string, string> = words[language]
  const names = referenceNames(knowledge, (id, otherwise) => said[id] ?? otherwise)
  const split = splitAt(names)

  test('each opens a reference', () => {
    expect(names.filter(({ id }) => referenceOf(id, knowledge) === null)).toEqual([])
  })

  test.each([...laws, ...schemes, ...certificates, ...criteria.map(({ id }) => id)])('%s is found by what it is called', (id) => {
    const called = names.filter((one) => one.id === id)
    expect(called.length).toBeGreaterThan(0)
    // Some names are those of a wider thing, too; of each at least one name is its own.
    expect(called.some(({ name }) => split(`x ${name}, y`).some((piece) => piece.id === id && piece.text === name))).toBe(true)
  })

  test('none is an ordinary word or the code of a country', () => {
    expect(split('CH, US, DE and IN; the region, the data, a certificate').every((piece) => piece.id === null)).toBe(true)
  })
})
