/** Places for the boxes and arrows of the exposure graph. Pure: the same graph always looks the same. */

/** Who can compel, through which entity, in which role, which data. */
export const exposureColumns = ['authority', 'entity', 'role', 'data'] as const
export type ExposureColumn = (typeof exposureColumns)[number]

/** `open`: a foreign path that no control closes. `unknown`: nobody has said; drawn apart from both. */
export type PathState = 'open' | 'closed' | 'domestic' | 'unknown'

export type ExposureNode = {
  readonly id: string
  readonly column: ExposureColumn
  readonly name: string
  readonly detail?: string
}

export type ExposureEdge = { readonly from: string; readonly to: string; readonly state: PathState }

export type PlacedNode = {
  readonly node: ExposureNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly nameLines: readonly string[]
  readonly detailLines: readonly string[]
  readonly state: PathState
}

export type PlacedEdge = {
  readonly key: string
  /** Ids of the boxes it joins, with a blank between. */
  readonly ends: string
  readonly state: PathState
  readonly path: string
  /** Where it ends, pointing to the right: the place of its arrow head. */
  readonly end: readonly [number, number]
  readonly middle: readonly [number, number]
}

export type ExposureLayout = {
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
  readonly columns: readonly { readonly column: ExposureColumn; readonly x: number }[]
  readonly height: number
}

type Measure = (text: string, size: number, bold: boolean) => number

const worst: readonly PathState[] = ['open', 'unknown', 'closed', 'domestic']

/** Of the room between the gaps: entities and roles have the longest names. */
const shares: Record<ExposureColumn, number> = { authority: 0.23, entity: 0.27, role: 0.27, data: 0.23 }
const inset = 22
const gapShare = 0.07
/** Arrow and lock still stand between two boxes. */
const leastGap = 30
/** Of its share a column keeps this much, so that its head and the lesser words stay legible. */
const leastShare = 0.8

/** The least width at which no word of a name is cut, from 600 to 760 pixels; a narrower window scrolls the picture. */
export function leastWidth(nodes: readonly ExposureNode[], measure: Measure): number {
  for (let width = 600; width < 760; width += 4) if (columnWidths(nodes, width, measure).whole) return width
  return 760
}

type ColumnWidths = { readonly of: Readonly<Record<ExposureColumn, number>>; readonly gap: number; readonly whole: boolean }

/** With the usual gaps, or with narrow ones where only these leave every word whole. */
function columnWidths(nodes: readonly ExposureNode[], width: number, measure: Measure): ColumnWidths {
  const usual = widthsBeside(nodes, width, Math.max(34, width * gapShare), measure)
  if (usual.whole) return usual
  const narrow = widthsBeside(nodes, width, leastGap, measure)
  return narrow.whole ? narrow : usual
}

/** Each column its share; one whose longest word needs more takes it from those with room to spare. `whole`: no word is cut. */
function widthsBeside(nodes: readonly ExposureNode[], width: number, gap: number, measure: Measure): ColumnWidths {
  const room = width - 2 - gap * 3
  const wanted = exposureColumns.map((column) => {
    const words = nodes.filter((node) => node.column === column).flatMap(({ name }) => name.split(' '))
    const share = room * shares[column]
    return { column, share, need: Math.max(share * leastShare, ...words.map((word) => Math.ceil(measure(word, 14, true)) + inset)) }
  })
  const lacking = wanted.reduce((sum, { share, need }) => sum + Math.max(0, need - share), 0)
  const spare = wanted.reduce((sum, { share, need }) => sum + Math.max(0, share - need), 0)
  const whole = lacking <= spare
  const widthOf = ({ share, need }: { readonly share: number; readonly need: number }): number =>
    !whole || lacking === 0 ? share : need >= share ? need : share - ((share - need) / spare) * lacking
  const [authority = 0, entity = 0, role = 0, data = 0] = wanted.map(widthOf)
  return { of: { authority, entity, role, data }, gap, whole }
}

export function layExposure(nodes: readonly ExposureNode[], edges: readonly ExposureEdge[], width: number, measure: Measure): ExposureLayout {
  const known = new Set(nodes.map((node) => node.id))
  const drawn = edges.filter((edge) => known.has(edge.from) && known.has(edge.to))
  const { of: widths, gap } = columnWidths(nodes, width, measure)
  const widthOf = (column: ExposureColumn): number => widths[column]
  const xOf = (column: ExposureColumn): number =>
    exposureColumns.slice(0, exposureColumns.indexOf(column)).reduce((sum, before) => sum + widthOf(before) + gap, 1)

  // Many boxes stand closer, with one line for each of their texts; the size of the letters stays.
  const most = Math.max(0, ...exposureColumns.map((column) => nodes.filter((node) => node.column === column).length))
  const crowded = most > 12
  const lines = crowded ? 1 : 3
  const worded = nodes.map((node) => ({
    node,
    nameLines: wrap(node.name, widthOf(node.column) - inset, 14, true, lines, measure),
    detailLines: node.detail === undefined ? [] : wrap(node.detail, widthOf(node.column) - inset, 12.5, false, lines, measure),
  }))
  const heights = new Map(worded.map(({ node, nameLines, detailLines }) => [node.id, 15 + nameLines.length * 17 + detailLines.length * 15]))
  const columns = ordered(nodes, drawn)
  const space = crowded ? 8 : 20
  const heightOf = (ids: readonly string[]): number => ids.reduce((sum, id) => sum + (heights.get(id) ?? 0) + space, 0) - space
  const height = Math.max(0, ...columns.map(heightOf)) + 4

  const tops = new Map<string, number>()
  for (const ids of columns) {
    const free = height - 4 - heightOf(ids)
    const between = ids.length === 0 ? 0 : free / ids.length
    let y = 2 + between / 2
    for (const id of ids) {
      tops.set(id, y)
      y += (heights.get(id) ?? 0) + space + between
    }
  }

  const states = worstStates(nodes, drawn)
  const placed = worded.map(({ node, nameLines, detailLines }): PlacedNode => ({
    node,
    nameLines,
    detailLines,
    x: xOf(node.column),
    y: tops.get(node.id) ?? 0,
    width: widthOf(node.column),
    height: heights.get(node.id) ?? 0,
    state: states.get(node.id) ?? 'domestic',
  }))
  const leaving = groupedBy(drawn, (edge) => edge.from)
  const arriving = groupedBy(drawn, (edge) => edge.to)
  const byId = new Map(placed.map((box) => [box.node.id, box]))
  const starts = new Map<ExposureEdge, number>()
  const stops = new Map<ExposureEdge, number>()
  const topOf = (id: string): number => byId.get(id)?.y ?? 0
  for (const box of placed) {
    spread(box, leaving.get(box.node.id) ?? [], (edge) => topOf(edge.to), starts)
    spread(box, arriving.get(box.node.id) ?? [], (edge) => topOf(edge.from), stops)
  }
  return {
    nodes: placed,
    edges: drawn.flatMap((edge) => {
      const from = byId.get(edge.from)
      const to = byId.get(edge.to)
      return from === undefined || to === undefined ? [] : [arrow(edge, from, to, starts.get(edge) ?? 0, stops.get(edge) ?? 0)]
    }),
    columns: exposureColumns.map((column) => ({ column, x: xOf(column) })),
    height,
  }
}

/** How each box stands: as the worst of its arrows. */
export function worstStates(nodes: readonly ExposureNode[], edges: readonly ExposureEdge[]): ReadonlyMap<string, PathState> {
  const known = new Set(nodes.map((node) => node.id))
  const states = new Map<string, PathState>()
  for (const { from, to, state } of edges.filter((edge) => known.has(edge.from) && known.has(edge.to)))
    for (const id of [from, to]) {
      const before = states.get(id)
      if (before === undefined || worst.indexOf(state) < worst.indexOf(before)) states.set(id, state)
    }
  return states
}

/** The ids of each column, moved so that few arrows cross: each box near the middle of what it is joined to. */
function ordered(nodes: readonly ExposureNode[], edges: readonly ExposureEdge[]): readonly (readonly string[])[] {
  let columns: readonly (readonly string[])[] = exposureColumns.map((column) => nodes.filter((node) => node.column === column).map((node) => node.id))
  const before = groupedBy(edges, (edge) => edge.to)
  const after = groupedBy(edges, (edge) => edge.from)
  const place = (): Map<string, number> =>
    new Map(columns.flatMap((ids) => ids.map((id, row): [string, number] => [id, (row + 0.5) / ids.length])))
  for (let sweep = 0; sweep < 4; sweep += 1) {
    const at = place()
    const forward = sweep % 2 === 0
    columns = columns.map((ids) => {
      const middle = new Map(
        ids.map((id) => {
          const joined = (forward ? before : after).get(id)?.map((edge) => at.get(forward ? edge.from : edge.to) ?? 0) ?? []
          const own = at.get(id) ?? 0
          return [id, joined.length === 0 ? own : joined.reduce((sum, value) => sum + value, 0) / joined.length]
        }),
      )
      return ids.toSorted((left, right) => (middle.get(left) ?? 0) - (middle.get(right) ?? 0))
    })
  }
  return columns
}

function arrow(edge: ExposureEdge, from: PlacedNode, to: PlacedNode, startY: number, endY: number): PlacedEdge {
  const startX = from.x + from.width
  const endX = to.x - (edge.state === 'open' ? 7 : 6)
  const bend = (endX - startX) * 0.5
  const path = `M${round(startX)} ${round(startY)}C${round(startX + bend)} ${round(startY)} ${round(endX - bend)} ${round(endY)} ${round(endX)} ${round(endY)}`
  const ends = `${edge.from} ${edge.to}`
  const key = `${ends} ${edge.state}`
  return { key, ends, state: edge.state, path, end: [endX, endY], middle: [(startX + endX) / 2, (startY + endY) / 2] }
}

/** Where arrows leave or meet a box: spread over its side in the order of the boxes at the other ends. */
function spread(box: PlacedNode, edges: readonly ExposureEdge[], otherEnd: (edge: ExposureEdge) => number, into: Map<ExposureEdge, number>): void {
  const step = Math.min(14, (box.height - 14) / Math.max(1, edges.length))
  const sorted = edges.toSorted((left, right) => otherEnd(left) - otherEnd(right))
  for (const [place, edge] of sorted.entries()) into.set(edge, box.y + box.height / 2 + (place - (sorted.length - 1) / 2) * step)
}

/** The edges at each box. */
function groupedBy(edges: readonly ExposureEdge[], endOf: (edge: ExposureEdge) => string): ReadonlyMap<string, readonly ExposureEdge[]> {
  const groups = new Map<string, ExposureEdge[]>()
  for (const edge of edges) {
    const group = groups.get(endOf(edge))
    if (group === undefined) groups.set(endOf(edge), [edge])
    else group.push(edge)
  }
  return groups
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** Breaks a text into at most `most` lines; what does not fit ends in an ellipsis. */
function wrap(text: string, room: number, size: number, bold: boolean, most: number, measure: Measure): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (measure(longer, size, bold) <= room || line === '') line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  lines.push(line)
  const kept = lines.slice(0, most)
  const cut = lines.length > most
  return kept.map((words, place) => {
    const last = place === kept.length - 1
    return (cut && last) || measure(words, size, bold) > room ? shorten(words, room, size, bold, measure) : words
  })
}

function shorten(text: string, room: number, size: number, bold: boolean, measure: Measure): string {
  let kept = text
  while (kept.length > 1 && measure(`${kept}…`, size, bold) > room) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}
