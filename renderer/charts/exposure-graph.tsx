import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useText, type Text } from '../text/words.tsx'
import type { Tone } from '../ui/state-icon.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { ChartFrame, Legend } from './chart-frame.tsx'
import css from './chart.module.css'
import { ExposureArrows } from './exposure-arrows.tsx'
import { ExposureBox } from './exposure-box.tsx'
import own from './exposure-graph.module.css'
import { inReadingOrder, stepFrom, type ArrowKey } from './exposure-keys.ts'
import { layExposure, leastWidth, worstStates, type ExposureEdge, type ExposureNode, type PathState } from './exposure-layout.ts'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

/** One path from an authority to data, as a sentence. */
export type ExposurePath = {
  readonly key: string
  readonly state: PathState
  readonly sentence: string
  /** Ids of its boxes, from left to right. */
  readonly nodes: readonly string[]
  /** Its arrows, as `from to`. */
  readonly arrows: readonly string[]
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

const tones: Record<PathState, Tone> = { open: 'stop', closed: 'ok', domestic: 'none', unknown: 'note' }
const stateWords = { open: 'chart.open', closed: 'chart.closed', domestic: 'chart.domestic', unknown: 'chart.unknownPath' } as const
const columnWords = { authority: 'chart.authority', entity: 'chart.entity', role: 'chart.role', data: 'chart.data' } as const

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
      legend={<Legend items={states.map((state) => ({ key: state, label: text.word(stateWords[state]), mark: marks[state] }))} />}
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
          <StatusChip tone={tones[path.state]}>{text.word(stateWords[path.state])}</StatusChip>
          <span>
            <Referenced>{path.sentence}</Referenced>
          </span>
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
  const drawing = useRef<SVGSVGElement>(null)
  const [ref, room] = useWidth<HTMLDivElement>(768)
  // Four columns need their room; in a narrow window the picture scrolls in its own region.
  const least = useMemo(() => leastWidth(nodes, textWidth), [nodes])
  const width = Math.max(room, least)
  const layout = useMemo(() => layExposure(nodes, edges, width, textWidth), [nodes, edges, width])
  const labels = useMemo(() => labelsOf(nodes, edges, paths, text), [nodes, edges, paths, text])
  const first = useMemo(() => inReadingOrder(layout.nodes)[0]?.node.id, [layout])
  const isThere = (box: string | null): box is string => box !== null && labels.has(box)
  const current = isThere(stop) ? stop : first
  const through = useMemo(() => (picked === null ? [] : paths.filter((path) => path.nodes.includes(picked))), [paths, picked])
  const strong = useMemo(() => (through.length === 0 ? null : strongOf(through)), [through])
  const toggle = (box: string): void => setPicked(picked === box ? null : box)
  const onKey = (event: KeyboardEvent): void => {
    const box = boxAt(event.target)
    if (box === null) return
    if (event.key === 'Enter' || event.key === ' ') toggle(box)
    else if (event.key === 'Escape' && picked !== null) setPicked(null)
    else if (isArrow(event.key)) {
      const next = stepFrom(box, event.key, layout.nodes, edges)
      setStop(next)
      const found = [...(drawing.current?.querySelectorAll<SVGGElement>('[data-box]') ?? [])].find(({ dataset }) => dataset['box'] === next)
      found?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const headRoom = 24
  const height = layout.height + headRoom
  return (
    <div ref={ref}>
      <svg
        ref={drawing}
        className={`${css['svg'] ?? ''} ${own['drawing'] ?? ''}`}
        width={width}
        height={height}
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        onKeyDown={onKey}
        onFocus={({ target }) => setStop(boxAt(target))}
        onClick={({ target }) => {
          const box = boxAt(target)
          if (box !== null) toggle(box)
        }}
      >
        {layout.columns.map(({ column, x }) => (
          <text key={column} x={x} y="12" className={own['columnHead']} aria-hidden>
            {text.word(columnWords[column])}
          </text>
        ))}
        <g transform={`translate(0 ${String(headRoom)})`}>
          <ExposureArrows edges={layout.edges} strong={strong?.edges ?? null} />
          {layout.nodes.map((box) => (
            <ExposureBox
              key={box.node.id}
              box={box}
              label={labels.get(box.node.id) ?? ''}
              picked={picked === box.node.id}
              stop={box.node.id === current}
              faded={strong !== null && !strong.nodes.has(box.node.id)}
            />
          ))}
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

/** The id of the box that an event comes from. */
function boxAt(target: EventTarget): string | null {
  return target instanceof Element ? (target.closest('[data-box]')?.getAttribute('data-box') ?? null) : null
}

/** The boxes and arrows of some paths. */
function strongOf(paths: readonly ExposurePath[]): { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string> } {
  return {
    nodes: new Set(paths.flatMap((path) => path.nodes)),
    edges: new Set(paths.flatMap((path) => path.arrows)),
  }
}

const arrows: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']

function isArrow(key: string): key is ArrowKey {
  return arrows.includes(key)
}

/** What each box is, how it stands, and how many paths go through it. The width of the picture does not matter. */
function labelsOf(nodes: readonly ExposureNode[], edges: readonly ExposureEdge[], paths: readonly ExposurePath[], text: Text): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  for (const path of paths) for (const id of new Set(path.nodes)) counts.set(id, (counts.get(id) ?? 0) + 1)
  const states = worstStates(nodes, edges)
  return new Map(
    nodes.map(({ id, name, detail, column }) => {
      const values = {
        column: { term: columnWords[column] },
        name: detail === undefined ? name : `${name}, ${detail}`,
        state: { term: stateWords[states.get(id) ?? 'domestic'] },
        count: counts.get(id) ?? 0,
      }
      return [id, text.word('chart.boxLabel', values)]
    }),
  )
}
