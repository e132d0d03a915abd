/** Names in charts: whole where there is room, else in two lines, and never wider than their room. */
import { describe, expect, test } from 'vitest'
import { fitted, inTwoLines, textWidth } from '../../renderer/charts/text-width.ts'

describe('a name in a chart', () => {
  test('stays whole where it fits', () => {
    expect(fitted('Staff', 200, 14)).toBe('Staff')
    expect(inTwoLines('Staff', 200, 14)).toEqual(['Staff'])
  })

  test('breaks between words, and is shortened where two lines are too few', () => {
    const name = 'Maintenance des serveurs, du réseau et du stockage'
    const room = 200
    const [first = '', second = '', ...more] = inTwoLines(name, room, 14)
    expect(more).toEqual([])
    expect(`${first} ${second}`).toBe(name)
    for (const width of [60, 90, 140, 200]) for (const line of inTwoLines(name, width, 14)) expect(textWidth(line, 14)).toBeLessThanOrEqual(width)
    expect(inTwoLines(name, 90, 14).at(-1)).toMatch(/…$/)
  })

  test('one long word is shortened', () => {
    expect(inTwoLines('Informationssicherheitsbeauftragte', 80, 14)).toEqual([expect.stringMatching(/^Inform.*…$/)])
  })
})
