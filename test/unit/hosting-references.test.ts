/** Every law, scheme and certificate that the hosting stage can name opens where it was read, its status and its date. */
import { describe, expect, test } from 'vitest'
import { certificateIds } from '../../shared/domain/jurisdiction/references.ts'
import { frameworkIds, referenceOf } from '../../shared/plan/hosting/reference.ts'
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
