/** The exposure map of a plan with sixty entities: places for its boxes and arrows. */
import { expect, it } from 'vitest'
import { exposureColumns, layExposure, type ExposureEdge, type ExposureNode } from '../../renderer/charts/exposure-layout.ts'
import { textWidth } from '../../renderer/charts/text-width.ts'
import { report } from './figures.ts'

const counts = { authority: 20, entity: 60, role: 12, data: 6 }
const nodes = exposureColumns.flatMap((column): readonly ExposureNode[] =>
  Array.from({ length: counts[column] }, (_, place) => ({
    id: `${column} ${String(place)}`,
    column,
    name: `Gesellschaft für Datenverarbeitung ${String(place)}`,
    detail: 'Export controls and sanctions, courts at home',
  })),
)
/** Every entity under an authority and in two roles, every role at two kinds of data. */
const edges: readonly ExposureEdge[] = [
  ...Array.from({ length: counts.entity }, (_, place): readonly ExposureEdge[] => [
    { from: `authority ${String(place % counts.authority)}`, to: `entity ${String(place)}`, state: place % 3 === 0 ? 'open' : 'domestic' },
    { from: `entity ${String(place)}`, to: `role ${String(place % counts.role)}`, state: 'open' },
    { from: `entity ${String(place)}`, to: `role ${String((place * 7) % counts.role)}`, state: 'closed' },
  ]).flat(),
  ...Array.from({ length: counts.role }, (_, place): readonly ExposureEdge[] => [
    { from: `role ${String(place)}`, to: `data ${String(place % counts.data)}`, state: 'open' },
    { from: `role ${String(place)}`, to: `data ${String((place + 1) % counts.data)}`, state: 'unknown' },
  ]).flat(),
]

it('lays out sixty entities', () => {
  const samples = Array.from({ length: 60 }, (_, index) => {
    const begin = performance.now()
    const layout = layExposure(nodes, edges, 768 + index, textWidth)
    const took = performance.now() - begin
    expect(layout.nodes).toHaveLength(98)
    return took
  })
  report('lay out an exposure map, 60 entities', 'ms', samples.slice(10))
})
