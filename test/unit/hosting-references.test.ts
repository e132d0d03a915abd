/** Every law, scheme and certificate that the hosting stage can name opens where it was read, its status and its date. */
import { describe, expect, test } from 'vitest'
import { certificateIds } from '../../shared/domain/jurisdiction/references.ts'
import { frameworkIds, referenceOf } from '../../shared/plan/hosting/reference.ts'
import { splitAt } from '../../shared/base/named-pieces.ts'
import { referenceNames } from '../../shared/plan/hosting/names.ts'
import { languages } from '../../shared/words/format.ts'
import { words } from '../../shared/words/tables.ts'
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

  test('of a scheme says that its status is our own classification, whatever was read of its content', () => {
    expect(schemes.map((id) => referenceOf(id, knowledge)!.statusConfidence)).toEqual(schemes.map(() => 'derived'))
    expect(schemes).toHaveLength(14)
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
