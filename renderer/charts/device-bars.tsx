import { useId } from 'react'
import { useText } from '../text/words.tsx'
import { DataTable } from '../ui/table.tsx'
import { ChartFrame, Hatch, Legend, type LegendMark } from './chart-frame.tsx'
import css from './chart.module.css'
import type { MemoryPart } from './memory-bar.tsx'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

/** One bar: a device, or several that hold equally much. */
export type DeviceRow = { readonly key: string; readonly label: string; readonly parts: readonly MemoryPart[] }

export type DeviceBarsProps = {
  readonly title: string
  readonly rows: readonly DeviceRow[]
  /** All memory of one device, and what of it may be filled. */
  readonly totalBytes: number
  readonly usableBytes: number
  readonly finding: string
  readonly note?: string
}

const fills: readonly { readonly mark: LegendMark; readonly fill: string; readonly on: string }[] = [
  { mark: 'c1', fill: 'var(--c1)', on: 'var(--on-c1)' },
  { mark: 'c2', fill: 'var(--c2)', on: 'var(--on-c2)' },
  { mark: 'c3', fill: 'var(--c3)', on: 'var(--on-c3)' },
]

const sum = (parts: readonly MemoryPart[]): number => parts.reduce((all, { bytes }) => all + bytes, 0)

/** Does it fit on each device: a bar for each, to one scale, with the limit through all of them. */
export function DeviceBars({ title, rows, totalBytes, usableBytes, finding, note }: DeviceBarsProps) {
  const text = useText()
  const parts = rows[0]?.parts ?? []
  const left = (row: DeviceRow): string => {
    const free = usableBytes - sum(row.parts)
    return text.word(free >= 0 ? 'chart.free' : 'chart.short', { size: { bytes: Math.abs(free) } })
  }
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
      picture={<Picture rows={rows} totalBytes={totalBytes} usableBytes={usableBytes} leftOf={left} />}
      {...(note === undefined ? {} : { note })}
      twin={
        <DataTable
          caption={title}
          captionHidden
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            { key: 'device', name: text.word('splits.device'), rowHeader: true, cell: (row) => row.label },
            ...parts.map((part, place) => ({
              key: part.key,
              name: part.label,
              align: 'end' as const,
              cell: (row: DeviceRow) => text.bytes(row.parts[place]?.bytes ?? 0),
            })),
            { key: 'total', name: text.word('chart.total'), align: 'end', cell: (row) => text.bytes(sum(row.parts)) },
            { key: 'usable', name: text.word('chart.usableName'), align: 'end', cell: () => text.bytes(usableBytes) },
            { key: 'left', name: text.word('splits.left'), align: 'end', cell: left },
          ]}
        />
      }
    />
  )
}

const rowHeight = 44
const barHeight = 28
const top = 24

function Picture({
  rows,
  totalBytes,
  usableBytes,
  leftOf,
}: Pick<DeviceBarsProps, 'rows' | 'totalBytes' | 'usableBytes'> & { readonly leftOf: (row: DeviceRow) => string }) {
  const text = useText()
  const hatch = useId()
  const [ref, width] = useWidth<HTMLDivElement>(768)
  const labels = Math.min(width * 0.32, Math.max(...rows.map(({ label }) => textWidth(label, 12.5))) + 16)
  const room = width - labels
  const most = Math.max(totalBytes, ...rows.map(({ parts }) => sum(parts)), 1)
  const x = (bytes: number): number => labels + (bytes / most) * room
  const height = top + rows.length * rowHeight + 18
  const limit = x(usableBytes)
  const usable = text.word('chart.usable', { size: { bytes: usableBytes } })
  const atEnd = limit - labels < textWidth(usable, 12.5, true) + 8
  return (
    <div ref={ref}>
      <svg className={css['svg']} width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`} aria-hidden>
        <defs>
          <Hatch id={hatch} />
        </defs>
        {rows.map((row, place) => {
          const y = top + place * rowHeight
          const used = sum(row.parts)
          const free = usableBytes - used
          return (
            <g key={row.key}>
              <text x="0" y={y + 19}>
                {row.label}
              </text>
              {totalBytes > usableBytes ? (
                <rect x={limit} y={y} width={Math.max(0, x(totalBytes) - limit)} height={barHeight} fill={`url(#${hatch})`} stroke="var(--line-strong)" />
              ) : null}
              {free > 0 ? (
                <rect x={x(used) + 1} y={y + 0.75} width={Math.max(0, limit - x(used) - 2)} height={barHeight - 1.5} fill="var(--ok-soft)" stroke="var(--ok)" strokeWidth="1.5" />
              ) : null}
              {row.parts.map((part, at) => {
                const from = x(sum(row.parts.slice(0, at)))
                const to = x(sum(row.parts.slice(0, at + 1)))
                const look = fills[at % fills.length]
                return (
                  <g key={part.key}>
                    <rect x={from} y={y} width={Math.max(1, to - from - 2)} height={barHeight} fill={look?.fill} />
                    {hasRoom(text.bytes(part.bytes), to - from) ? (
                      <text x={from + 8} y={y + 19} className={css['figure']} style={{ fill: look?.on }}>
                        {text.bytes(part.bytes)}
                      </text>
                    ) : null}
                  </g>
                )
              })}
              {free > 0 && hasRoom(leftOf(row), limit - x(used)) ? (
                <text x={x(used) + 9} y={y + 19} className={css['figure']} style={{ fill: 'var(--ok)' }}>
                  {leftOf(row)}
                </text>
              ) : null}
              {free < 0 ? (
                <rect x={limit + 0.75} y={y - 3} width={Math.max(1, x(used) - limit - 1.5)} height={barHeight + 6} fill="none" stroke="var(--stop)" strokeWidth="2" strokeDasharray="5 3" />
              ) : null}
            </g>
          )
        })}
        <path d={`M${String(limit)} 16V${String(height - 16)}`} className={css['mark']} />
        <text x={atEnd ? limit + 6 : limit - 6} y="14" textAnchor={atEnd ? 'start' : 'end'} className={css['strong']}>
          {usable}
        </text>
        <text x={labels} y={height - 3}>
          0
        </text>
        <text x={x(totalBytes)} y={height - 3} textAnchor="end">
          {text.bytes(totalBytes)}
        </text>
      </svg>
    </div>
  )
}

function hasRoom(words: string, room: number): boolean {
  return room > textWidth(words, 14, true) + 18
}
