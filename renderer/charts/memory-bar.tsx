import { useId } from 'react'
import { useText } from '../text/words.tsx'
import { DataTable } from '../ui/table.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartSvg } from './chart-svg.tsx'
import css from './chart.module.css'
import { MemoryLegend, MemoryMarks, sumOf, UsableMark, type MemoryPart } from './memory-marks.tsx'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

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

/** Does it fit: every part to scale, the limit, the reserve, and what is left or missing. */
export function MemoryBar({ title, parts, totalBytes, usableBytes, cards, finding, note }: MemoryBarProps) {
  const text = useText()
  const free = usableBytes - sumOf(parts)
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
      legend={<MemoryLegend parts={parts} />}
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
  const used = sumOf(parts)
  const free = usableBytes - used
  const most = Math.max(totalBytes, used, 1)
  const x = (bytes: number): number => (bytes / most) * width
  const top = 22
  const height = 40
  const limit = x(usableBytes)
  const boundaries = Array.from({ length: Math.max(0, cards - 1) }, (_, card) => card + 1)
  const boundaryRoom = width / Math.max(cards, 1)

  return (
    <div ref={ref}>
      <ChartSvg width={width} height={94} hatch={hatch}>
        <MemoryMarks parts={parts} totalBytes={totalBytes} usableBytes={usableBytes} top={top} height={height} x={x} hatch={hatch} />
        {free < 0 ? (
          <text x={width} y={84} textAnchor="end" className={css['stop']}>
            {text.word('chart.short', { size: { bytes: -free } })}
          </text>
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
        <UsableMark at={limit} from={14} to={70} usableBytes={usableBytes} left={0} />
      </ChartSvg>
    </div>
  )
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
