import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useText, type Text } from '../text/words.tsx'
import type { Tone } from '../ui/state-icon.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { ChartFrame, Legend } from './chart-frame.tsx'
import css from './chart.module.css'
import own from './exposure-graph.module.css'
import { inReadingOrder, stepFrom, type ArrowKey } from './exposure-keys.ts'
import { layExposure, type ExposureEdge, type ExposureNode, type PathState, type PlacedNode } from './exposure-layout.ts'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

/** One path from an authority to data, as a sentence. */
export type ExposurePath = {
  readonly key: string
  readonly state: PathState
  readonly sentence: string
  /** Ids of its boxes, from left to right. */
  readonly nodes: readonly string[]
}

export type ExposureGraphProps = {
  readonly title: string
  readonly nodes: readonly ExposureNode[]
  readonly edges: readonly ExposureEdge[]
  /** The same as sentences, worst first. This is what the keyboard and a screen reader read. */
  readonly paths: readonly ExposurePath[]
  readonly finding: string
  /** Inside a verdict, without a card. */
  readonly bare?: boolean
  readonly note?: string
}

const looks: Record<PathState, { readonly stroke: string; readonly width: number; readonly dash?: string }> = {
  open: { stroke: 'var(--stop)', width: 3 },
  closed: { stroke: 'var(--ok)', width: 1.75, dash: '5 4' },
  domestic: { stroke: 'var(--line-strong)', width: 1.75 },
  unknown: { stroke: 'var(--accent)', width: 2, dash: '1.5 3.5' },
}

const tones: Record<PathState, Tone> = { open: 'stop', closed: 'ok', domestic: 'none', unknown: 'note' }
const words = { open: 'chart.open', closed: 'chart.closed', domestic: 'chart.domestic', unknown: 'chart.unknownPath' } as const
const heads = { authority: 'chart.authority', entity: 'chart.entity', role: 'chart.role', data: 'chart.data' } as const

/** Who can compel whom: authority, legal entity, role, data. Open foreign paths are thick and red. */
export function ExposureGraph({ title, nodes, edges, paths, finding, bare = false, note }: ExposureGraphProps) {
  const text = useText()
  const states = (['open', 'unknown', 'closed', 'domestic'] as const).filter((state) => edges.some((edge) => edge.state === state))
  const marks = { open: 'stop-line', closed: 'ok-dash', domestic: 'plain-line', unknown: 'unknown-dash' } as const
  return (
    <ChartFrame
      title={title}
      finding={finding}
      bare={bare}
      twinKind="list"
      scrolls
      interactive
      note={note}
      legend={<Legend items={states.map((state) => ({ key: state, label: text.word(words[state]), mark: marks[state] }))} />}
      picture={<Picture nodes={nodes} edges={edges} paths={paths} />}
      twin={<Paths paths={paths} />}
    />
  )
}

function Paths({ paths }: { readonly paths: readonly ExposurePath[] }) {
  const text = useText()
  return (
    <ol className={own['paths']}>
      {paths.map((path) => (
        <li key={path.key}>
          <StatusChip tone={tones[path.state]}>{text.word(words[path.state])}</StatusChip>
          <span>{path.sentence}</span>
        </li>
      ))}
    </ol>
  )
}

type PictureProps = Pick<ExposureGraphProps, 'nodes' | 'edges' | 'paths'>

/**
 * Tab reaches the picture, arrow keys every box: up and down through the columns, left and right along the arrows. Enter
 * or a click picks a box: its paths stay strong, all else fades, and their sentences stand under the picture.
 */
function Picture({ nodes, edges, paths }: PictureProps) {
  const text = useText()
  const [picked, setPicked] = useState<string | null>(null)
  const [stop, setStop] = useState<string | null>(null)
  const boxes = useRef(new Map<string, SVGGElement>())
  const id = useId()
  const [ref, room] = useWidth<HTMLDivElement>(768)
  // Four columns need their room; in a narrow window the picture scrolls in its own region.
  const width = Math.max(room, 600)
  const layout = useMemo(() => layExposure(nodes, edges, width, textWidth), [nodes, edges, width])
  const reading = useMemo(() => inReadingOrder(layout.nodes), [layout])
  const isThere = (box: string | null): box is string => box !== null && reading.some(({ node }) => node.id === box)
  const current = isThere(stop) ? stop : reading[0]?.node.id
  const through = isThere(picked) ? paths.filter((path) => path.nodes.includes(picked)) : []
  const strong = new Set(through.flatMap((path) => path.nodes))
  const strongEdges = new Set(through.flatMap(({ nodes: ids }) => ids.slice(1).map((to, place) => `${ids[place] ?? ''} ${to}`)))
  const fades = through.length > 0
  const onKey = (box: string, event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') setPicked(picked === box ? null : box)
    else if (event.key === 'Escape' && picked !== null) setPicked(null)
    else if (isArrow(event.key)) {
      const next = stepFrom(box, event.key, layout.nodes, edges)
      setStop(next)
      boxes.current.get(next)?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const headRoom = 24
  const height = layout.height + headRoom
  return (
    <div ref={ref}>
      <svg className={css['svg']} style={{ maxWidth: 'none' }} width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`}>
        <defs>
          {(['open', 'domestic', 'unknown'] as const).map((state) => (
            <marker
              key={state}
              id={`${id}${state}`}
              viewBox="0 0 8 8"
              refX="3"
              refY="4"
              markerWidth={state === 'open' ? 4.4 : 6}
              markerHeight={state === 'open' ? 4.4 : 6}
              orient="auto"
            >
              <path d="M0 0L8 4L0 8z" fill={looks[state].stroke} />
            </marker>
          ))}
        </defs>
        {layout.columns.map(({ column, x }) => (
          <text key={column} x={x} y="12" className={own['columnHead']} aria-hidden>
            {text.word(heads[column])}
          </text>
        ))}
        <g transform={`translate(0 ${String(headRoom)})`}>
          {layout.edges.toSorted((left, right) => order(left.state) - order(right.state)).map(({ key, ends, state, path }) => (
            <path
              key={key}
              d={path}
              aria-hidden
              className={fades && !strongEdges.has(ends) ? own['faded'] : undefined}
              fill="none"
              stroke={looks[state].stroke}
              strokeWidth={looks[state].width}
              strokeDasharray={looks[state].dash}
              markerEnd={state === 'closed' ? undefined : `url(#${id}${state})`}
            />
          ))}
          {layout.edges
            .filter(({ state }) => state === 'closed')
            .map(({ key, ends, middle: [x, y] }) => (
              <g key={key} aria-hidden className={fades && !strongEdges.has(ends) ? own['faded'] : undefined} transform={`translate(${String(x - 10)} ${String(y - 10)})`}>
                <circle cx="10" cy="10" r="10.5" fill="var(--ok-soft)" stroke="var(--ok)" strokeWidth="1.5" />
                <rect x="6" y="9.2" width="8" height="5.6" rx="1.2" fill="none" stroke="var(--ok)" strokeWidth="1.4" />
                <path d="M7.6 9.2V7.6a2.4 2.4 0 0 1 4.8 0v1.6" fill="none" stroke="var(--ok)" strokeWidth="1.4" />
              </g>
            ))}
          {layout.nodes.map((box) => {
            const open = box.state === 'open'
            const unknown = box.state === 'unknown'
            return (
              <g
                key={box.node.id}
                ref={(element) => {
                  if (element === null) boxes.current.delete(box.node.id)
                  else boxes.current.set(box.node.id, element)
                }}
                role="button"
                aria-pressed={picked === box.node.id}
                tabIndex={box.node.id === current ? 0 : -1}
                className={`${own['box'] ?? ''} ${fades && !strong.has(box.node.id) ? (own['faded'] ?? '') : ''}`}
                transform={`translate(${String(box.x)} ${String(box.y)})`}
                onKeyDown={(event) => onKey(box.node.id, event)}
                onFocus={() => setStop(box.node.id)}
                onClick={() => setPicked(picked === box.node.id ? null : box.node.id)}
              >
                {/* Names the box; what stands in it may be shortened. */}
                <title>{labelOf(box, paths, text)}</title>
                <rect
                  width={box.width}
                  height={box.height}
                  rx="5"
                  fill={open ? 'var(--stop-soft)' : 'var(--surface)'}
                  stroke={open ? 'var(--stop)' : unknown ? 'var(--accent)' : 'var(--line-strong)'}
                  strokeWidth={open ? 1.75 : 1.25}
                  strokeDasharray={unknown ? '4 3' : undefined}
                />
                {box.nameLines.map((line, place) => (
                  <text key={`name ${String(place)}`} aria-hidden x="11" y={21 + place * 17} className={open ? `${css['name'] ?? ''} ${css['stop'] ?? ''}` : css['name']}>
                    {line}
                  </text>
                ))}
                {box.detailLines.map((line, place) => (
                  <text key={`detail ${String(place)}`} aria-hidden x="11" y={20 + box.nameLines.length * 17 + place * 15 - 1}>
                    {line}
                  </text>
                ))}
              </g>
            )
          })}
        </g>
      </svg>
      {through.length === 0 ? null : (
        <div className={own['through']} role="status">
          <Paths paths={through} />
        </div>
      )}
    </div>
  )
}

const arrows: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']

function isArrow(key: string): key is ArrowKey {
  return arrows.includes(key)
}

/** What a box is, how it stands, and how many paths go through it. */
function labelOf(box: PlacedNode, paths: readonly ExposurePath[], text: Text): string {
  const { name, detail, column } = box.node
  return text.word('chart.boxLabel', {
    column: { term: heads[column] },
    name: detail === undefined ? name : `${name}, ${detail}`,
    state: { term: words[box.state] },
    count: paths.filter(({ nodes }) => nodes.includes(box.node.id)).length,
  })
}

/** Drawn last is drawn on top: open paths. */
function order(state: PathState): number {
  return ['domestic', 'closed', 'unknown', 'open'].indexOf(state)
}
