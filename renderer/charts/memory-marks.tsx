/** What bars of memory have in common: their parts in color, the reserve, and what is free or missing. */
import { useText } from '../text/words.tsx'
import { Legend, type LegendMark } from './chart-frame.tsx'
import css from './chart.module.css'
import { textWidth } from './text-width.ts'

export type MemoryPart = { readonly key: string; readonly label: string; readonly bytes: number }

const fills: readonly { readonly mark: LegendMark; readonly fill: string; readonly on: string }[] = [
  { mark: 'c1', fill: 'var(--c1)', on: 'var(--on-c1)' },
  { mark: 'c2', fill: 'var(--c2)', on: 'var(--on-c2)' },
  { mark: 'c3', fill: 'var(--c3)', on: 'var(--on-c3)' },
  { mark: 'c4', fill: 'var(--c4)', on: 'var(--on-c4)' },
  { mark: 'c5', fill: 'var(--c5)', on: 'var(--on-c5)' },
]

export function sumOf(parts: readonly MemoryPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0)
}

export function MemoryLegend({ parts }: { readonly parts: readonly MemoryPart[] }) {
  const text = useText()
  return (
    <Legend
      items={[
        ...parts.map((part, place) => ({ key: part.key, label: part.label, mark: fills[place % fills.length]?.mark ?? 'c1' })),
        { key: 'reserve', label: text.word('chart.reserve'), mark: 'hatch' as const },
      ]}
    />
  )
}

export type MemoryMarksProps = {
  readonly parts: readonly MemoryPart[]
  readonly totalBytes: number
  readonly usableBytes: number
  /** Where the bar stands, how high it is, and where a number of bytes ends. */
  readonly top: number
  readonly height: number
  readonly x: (bytes: number) => number
  /** Id of the pattern for the reserve. */
  readonly hatch: string
}

/** One bar within a picture. */
export function MemoryMarks({ parts, totalBytes, usableBytes, top, height, x, hatch }: MemoryMarksProps) {
  const text = useText()
  const used = sumOf(parts)
  const free = usableBytes - used
  const limit = x(usableBytes)
  const words = text.word('chart.free', { size: { bytes: free } })
  const baseline = top + height / 2 + 5
  return (
    <>
      {totalBytes > usableBytes ? (
        <rect x={limit} y={top} width={Math.max(0, x(totalBytes) - limit)} height={height} fill={`url(#${hatch})`} stroke="var(--line-strong)" />
      ) : null}
      {free > 0 ? (
        <rect x={x(used) + 1} y={top + 0.75} width={Math.max(0, limit - x(used) - 2)} height={height - 1.5} fill="var(--ok-soft)" stroke="var(--ok)" strokeWidth="1.5" />
      ) : null}
      {parts.map((part, place) => {
        const from = x(sumOf(parts.slice(0, place)))
        const to = x(sumOf(parts.slice(0, place + 1)))
        const look = fills[place % fills.length]
        return (
          <g key={part.key}>
            <rect x={from} y={top} width={Math.max(1, to - from - 2)} height={height} fill={look?.fill} />
            {hasRoom(text.bytes(part.bytes), to - from) ? (
              <text x={from + 10} y={baseline} className={css['figure']} style={{ fill: look?.on }}>
                {text.bytes(part.bytes)}
              </text>
            ) : null}
          </g>
        )
      })}
      {free > 0 && hasRoom(words, limit - x(used)) ? (
        <text x={x(used) + 11} y={baseline} className={css['figure']} style={{ fill: 'var(--ok)' }}>
          {words}
        </text>
      ) : null}
      {free < 0 ? (
        <rect x={limit + 0.75} y={top - 3} width={Math.max(1, x(used) - limit - 1.5)} height={height + 6} fill="none" stroke="var(--stop)" strokeWidth="2" strokeDasharray="5 3" />
      ) : null}
    </>
  )
}

/** The limit through one bar or several, with its words above. */
export function UsableMark({ at, from, to, usableBytes, left }: { readonly at: number; readonly from: number; readonly to: number; readonly usableBytes: number; readonly left: number }) {
  const text = useText()
  const words = text.word('chart.usable', { size: { bytes: usableBytes } })
  const isAtStart = at - left < textWidth(words, 12.5, true) + 8
  return (
    <>
      <path d={`M${String(at)} ${String(from)}V${String(to)}`} className={css['mark']} />
      <text x={isAtStart ? at + 6 : at - 6} y="14" textAnchor={isAtStart ? 'start' : 'end'} className={css['strong']}>
        {words}
      </text>
    </>
  )
}

function hasRoom(words: string, room: number): boolean {
  return room > textWidth(words, 14, true) + 20
}
