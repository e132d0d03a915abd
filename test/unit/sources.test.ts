import { describe, expect, it } from 'vitest'
import { knowledge } from '../support/knowledge.ts'

type Found = { readonly where: string; readonly source: Record<string, unknown> }

/** Every citation of a pack, wherever it stands. */
function citations(value: unknown, where = ''): readonly Found[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => citations(item, `${where}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  const members = Object.entries(value)
  const below = members.flatMap(([name, member]) => citations(member, `${where}.${name}`))
  // A model's artifacts have a title and a grade too; they are things published, not sources.
  const isCitation = 'title' in value && 'confidence' in value && !('type' in value)
  return isCitation ? [{ where, source: Object.fromEntries(members) }, ...below] : below
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

const hosting = ['jurisdictions', 'providers', 'classifications', 'sovereignty'] as const

describe.each(['models', 'licenses', 'openness', 'release-watch', ...hosting] as const)('sources of the pack %s', (name) => {
  const found = citations(knowledge[name])

  it('have a title each', () => {
    expect(found.length).toBeGreaterThan(50)
    expect(found.filter(({ source }) => !isText(source['title']))).toEqual([])
  })

  // A source without a date or a place cannot be looked up as it was read. Its day is not invented: it stays unknown,
  // and what rests on it is marked as not verified.
  it('have a place and a date each, or are graded as not verified', () => {
    const incomplete = found.filter(
      ({ source }) => !((isText(source['url']) || isText(source['locator'])) && isText(source['date'])),
    )
    expect(incomplete.filter(({ source }) => source['confidence'] !== 'unverified')).toEqual([])
  })
})
