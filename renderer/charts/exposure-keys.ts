/** Where an arrow key leads from a box of the exposure graph. Pure: the same graph always walks the same. */
import { exposureColumns, type ExposureEdge, type PlacedNode } from './exposure-layout.ts'

export type ArrowKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End'

/** Boxes in reading order: column by column, from the top. */
export function inReadingOrder(boxes: readonly PlacedNode[]): readonly PlacedNode[] {
  const rank = ({ node }: PlacedNode): number => exposureColumns.indexOf(node.column)
  return boxes.toSorted((left, right) => rank(left) - rank(right) || left.y - right.y)
}

/**
 * Up and down walk through a column and on into the next, so that every box is reached; left and right follow an arrow
 * where there is one, to the highest box at its other end.
 */
export function stepFrom(id: string, key: ArrowKey, boxes: readonly PlacedNode[], edges: readonly ExposureEdge[]): string {
  const order = inReadingOrder(boxes)
  const at = order.findIndex(({ node }) => node.id === id)
  if (key === 'Home') return order[0]?.node.id ?? id
  if (key === 'End') return order.at(-1)?.node.id ?? id
  if (key === 'ArrowUp') return order[at - 1]?.node.id ?? id
  if (key === 'ArrowDown') return order[at + 1]?.node.id ?? id
  const joined = edges.flatMap(({ from, to }) =>
    key === 'ArrowRight' ? (from === id ? [to] : []) : to === id ? [from] : [],
  )
  return order.find(({ node }) => joined.includes(node.id))?.node.id ?? id
}
