import { describe, expect, test } from 'vitest'
import { layExposure, leastWidth, type ExposureEdge, type ExposureNode } from '../../renderer/charts/exposure-layout.ts'
import { textWidth } from '../../renderer/charts/text-width.ts'

const nodes: readonly ExposureNode[] = [
  { id: 'us', column: 'authority', name: 'United States' },
  { id: 'de', column: 'authority', name: 'Germany', detail: 'Court order' },
  { id: 'long', column: 'entity', name: 'Gesellschaft für wissenschaftliche Datenverarbeitung mit beschränkter Haftung', detail: 'Göttingen' },
  { id: 'inc', column: 'entity', name: 'Support Inc.' },
  { id: 'runs', column: 'role', name: 'Runs the servers' },
  { id: 'data', column: 'data', name: 'Live prompts' },
]
const edges: readonly ExposureEdge[] = [
  { from: 'de', to: 'long', state: 'domestic' },
  { from: 'us', to: 'inc', state: 'open' },
  { from: 'long', to: 'runs', state: 'domestic' },
  { from: 'inc', to: 'runs', state: 'open' },
  { from: 'runs', to: 'data', state: 'open' },
  { from: 'runs', to: 'nobody', state: 'open' },
]

describe.each([600, 768, 1200])('the exposure graph at %d pixels', (width) => {
  const layout = layExposure(nodes, edges, width, textWidth)

  test('keeps every box inside and apart from the others', () => {
    for (const box of layout.nodes) {
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height)
      for (const other of layout.nodes)
        if (other !== box && other.node.column === box.node.column)
          expect(other.y >= box.y + box.height || other.y + other.height <= box.y).toBe(true)
    }
  })

  test('shortens names that do not fit', () => {
    const long = layout.nodes.find((box) => box.node.id === 'long')
    expect(long?.nameLines.length).toBe(3)
    for (const line of long?.nameLines ?? []) expect(textWidth(line, 14, true)).toBeLessThanOrEqual(long!.width - 22)
  })

  test('draws only edges between boxes that are there, and marks boxes by their worst path', () => {
    expect(layout.edges).toHaveLength(5)
    const stateOf = (id: string) => layout.nodes.find((box) => box.node.id === id)?.state
    expect(stateOf('us')).toBe('open')
    expect(stateOf('runs')).toBe('open')
    expect(stateOf('de')).toBe('domestic')
  })

  test('puts a box beside what it is joined to, so that these arrows do not cross', () => {
    const top = (id: string) => layout.nodes.find((box) => box.node.id === id)!.y
    expect(top('us') < top('de')).toBe(top('inc') < top('long'))
  })
})

test('takes room from short columns for a long word, so that a window at 200 % shows the whole picture', () => {
  const german: readonly ExposureNode[] = [
    { id: 'a', column: 'authority', name: 'Vereinigte Staaten' },
    { id: 'b', column: 'entity', name: 'Landesministerium für Verwaltung' },
    { id: 'c', column: 'role', name: 'Hardwarehersteller' },
    { id: 'd', column: 'data', name: 'Gespeicherte Daten' },
  ]
  // A picture has 640 pixels in a window of 720, and 606 between navigation and rail in one of 1280.
  expect(leastWidth(german, textWidth)).toBeLessThanOrEqual(606)
  const words = layExposure(german, [], 640, textWidth).nodes.flatMap(({ nameLines }) => nameLines)
  expect(words.join(' ')).toBe(german.map(({ name }) => name).join(' '))
})

test('is wide enough for the longest word of a name, within limits', () => {
  const named = (name: string): readonly ExposureNode[] => [{ id: 'a', column: 'entity', name }]
  expect(leastWidth(named('Inc.'), textWidth)).toBe(600)
  expect(leastWidth(named('Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'), textWidth)).toBe(760)
  for (const word of ['Hardwarehersteller', 'Landesministerium']) {
    const least = leastWidth(named(word), textWidth)
    expect(least).toBeLessThan(760)
    expect(layExposure(named(word), [], least, textWidth).nodes[0]?.nameLines).toEqual([word])
  }
})
