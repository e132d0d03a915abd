import { useId } from 'react'
import { useText } from '../text/words.tsx'
import { DataTable } from '../ui/table.tsx'
import { ChartFrame, Hatch, Legend, type LegendMark } from './chart-frame.tsx'
import css from './chart.module.css'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

export type MemoryPart = { readonly key: string; readonly label: string; readonly bytes: number }

export type MemoryBarProps = {
  readonly title: string
  /** In their order: weights, conversation memory, runtime. Three to five. */
  readonly parts: readonly MemoryPart[]
  /** All memory there is. */
  readonly totalBytes: number
  /** What may be filled; the rest is kept in reserve. */
  readonly usableBytes: number
  /** Number of equal cards; their boundaries are marked. */
  readonly cards: number
  /** One sentence. */
  readonly finding: string
  readonly note?: string
}

const fills: readonly { readonly mark: LegendMark; readonly fill: string; readonly on: string }[] = [
  { mark: 'c1', fill: 'var(--c1)', on: 'var(--on-c1)' },
  { mark: 'c2', fill: 'var(--c2)', on: 'var(--on-c2)' },
  { mark: 'c3', fill: 'var(--c3)', on: 'var(--on-c3)' },
  { mark: 'c4', fill: 'var(--c4)', on: 'var(--on-c4)' },
  { mark: 'c5', fill: 'var(--c5)', on: 'var(--on-c5)' },
]

/** Does it fit: every part to scale, the limit, the reserve, and what is left or missing. */
export function MemoryBar({ title, parts, totalBytes, usableBytes, cards, finding, note }: MemoryBarProps) {
  const text = useText()
  const used = parts.reduce((sum, part) => sum + part.bytes, 0)
  const free = usableBytes - used
  const rows = [
    ...parts.map((part) => ({ key: part.key, label: part.label, bytes: part.bytes })),
    { key: 'free', label: text.word(free >= 0 ? 'chart.freeName' : 'chart.shortName'), bytes: Math.abs(free) },
    { key: 'reserve', label: text.word('chart.reserve'), bytes: totalBytes - usableBytes },
    { key: 'total', label: text.word('chart.total'), bytes: totalBytes },
  ]
  return (
    <ChartFrame
      title={title}
      finding={finding}
      legend={
        <Legend
          items={[
            ...parts.map((part, place) => ({ key: part.key, label: part.label, mark: fills[place % fills.length]?.mark ?? 'c1' })),
            { key: 'reserve', label: text.word('chart.reserve'), mark: 'hatch' as const },
          ]}
        />
      }
      picture={<Picture parts={parts} totalBytes={totalBytes} usableBytes={usableBytes} cards={cards} />}
      note={note}
      twin={
        <DataTable
          caption={title}
          captionHidden
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            { key: 'part', name: text.word('chart.part'), rowHeader: true, cell: (row) => row.label },
            { key: 'size', name: text.word('chart.size'), align: 'end', cell: (row) => text.bytes(row.bytes) },
          ]}
        />
      }
    />
  )
}

function Picture({ parts, totalBytes, usableBytes, cards }: Pick<MemoryBarProps, 'parts' | 'totalBytes' | 'usableBytes' | 'cards'>) {
  const text = useText()
  const hatch = useId()
  const [ref, width] = useWidth<HTMLDivElement>(768)
  const used = parts.reduce((sum, part) => sum + part.bytes, 0)
  const free = usableBytes - used
  const most = Math.max(totalBytes, used, 1)
  const x = (bytes: number): number => (bytes / most) * width
  const top = 22
  const height = 40
  const limit = x(usableBytes)
  const usable = text.word('chart.usable', { size: { bytes: usableBytes } })
  const limitAtEnd = limit < textWidth(usable, 12.5, true) + 8

  const placed = parts.map((part, place) => {
    const before = parts.slice(0, place).reduce((sum, earlier) => sum + earlier.bytes, 0)
    return { part, from: x(before), to: x(before + part.bytes), look: fills[place % fills.length] ?? fills[0] }
  })
  const boundaries = Array.from({ length: Math.max(0, cards - 1) }, (_, card) => card + 1)
  const boundaryRoom = width / Math.max(cards, 1)

  return (
    <div ref={ref}>
      <svg className={css['svg']} width={width} height={94} viewBox={`0 0 ${String(width)} 94`} aria-hidden>
        <defs>
          <Hatch id={hatch} />
        </defs>
        {totalBytes > usableBytes ? (
          <rect x={limit} y={top} width={Math.max(0, x(totalBytes) - limit)} height={height} fill={`url(#${hatch})`} stroke="var(--line-strong)" />
        ) : null}
        {free > 0 ? (
          <rect x={x(used) + 1} y={top + 0.75} width={Math.max(0, limit - x(used) - 2)} height={height - 1.5} fill="var(--ok-soft)" stroke="var(--ok)" strokeWidth="1.5" />
        ) : null}
        {placed.map(({ part, from, to, look }) => (
          <g key={part.key}>
            <rect x={from} y={top} width={Math.max(1, to - from - 2)} height={height} fill={look?.fill} />
            {fits(text.bytes(part.bytes), to - from) ? (
              <text x={from + 10} y={top + 25} className={css['figure']} style={{ fill: look?.on }}>
                {text.bytes(part.bytes)}
              </text>
            ) : null}
          </g>
        ))}
        {free > 0 && fits(text.word('chart.free', { size: { bytes: free } }), limit - x(used)) ? (
          <text x={x(used) + 11} y={top + 25} className={css['figure']} style={{ fill: 'var(--ok)' }}>
            {text.word('chart.free', { size: { bytes: free } })}
          </text>
        ) : null}
        {free < 0 ? (
          <g>
            <rect x={limit + 0.75} y={top - 3} width={Math.max(1, x(used) - limit - 1.5)} height={height + 6} fill="none" stroke="var(--stop)" strokeWidth="2" strokeDasharray="5 3" />
            <text x={width} y={84} textAnchor="end" className={css['stop']}>
              {text.word('chart.short', { size: { bytes: -free } })}
            </text>
          </g>
        ) : null}
        <path d={`M0.5 ${String(top + height)}v8`} className={css['axis']} />
        <text x="0" y="84">
          0
        </text>
        {boundaries.map((card) => {
          const at = x((totalBytes / cards) * card)
          const words = text.word('chart.cardEnds', { card, size: { bytes: Math.round((totalBytes / cards) * card) } })
          return (
            <g key={card}>
              <path d={`M${String(at)} ${String(top + height)}v10`} className={css['axis']} />
              {boundaryRoom > textWidth(words, 12.5) + 30 && free >= 0 ? (
                <text x={at} y="86" textAnchor="middle">
                  {words}
                </text>
              ) : null}
            </g>
          )
        })}
        <path d={`M${String(x(totalBytes) - 0.5)} ${String(top + height)}v8`} className={css['axis']} />
        {free >= 0 ? (
          <text x={x(totalBytes)} y="84" textAnchor="end">
            {text.bytes(totalBytes)}
          </text>
        ) : null}
        <path d={`M${String(limit)} 14v56`} className={css['mark']} />
        <text x={limitAtEnd ? limit + 6 : limit - 6} y="14" textAnchor={limitAtEnd ? 'start' : 'end'} className={css['strong']}>
          {usable}
        </text>
      </svg>
    </div>
  )
}

function fits(words: string, room: number): boolean {
  return room > textWidth(words, 14, true) + 20
}

/** Memory need in a table's row: a small bar with the limit's mark. */
export function MemoryCell({ bytes, limitBytes, mostBytes }: { readonly bytes: number; readonly limitBytes: number | null; readonly mostBytes: number }) {
  const text = useText()
  const width = 112
  const x = (value: number): number => Math.min(1, value / Math.max(mostBytes, 1)) * (width - 2)
  const over = limitBytes !== null && bytes > limitBytes
  return (
    <span>
      <svg className={css['svg']} width={width} height="18" aria-hidden>
        <rect x="0" y="5" width={Math.max(2, x(bytes))} height="8" fill={over ? 'var(--c5)' : 'var(--c1)'} />
        {limitBytes === null ? null : <path d={`M${String(x(limitBytes) + 1)} 0v18`} stroke="var(--ink)" strokeWidth="2" />}
      </svg>
      <span>{text.bytes(bytes)}</span>
    </span>
  )
}
