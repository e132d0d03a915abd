import { useId } from 'react'
import { useText } from '../text/words.tsx'
import { DataTable } from '../ui/table.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartSvg } from './chart-svg.tsx'
import { MemoryLegend, MemoryMarks, sumOf, UsableMark, type MemoryPart } from './memory-marks.tsx'
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

/** Does it fit on each device: a bar for each, to one scale, with the limit through all of them. */
export function DeviceBars({ title, rows, totalBytes, usableBytes, finding, note }: DeviceBarsProps) {
  const text = useText()
  const parts = rows[0]?.parts ?? []
  const left = (row: DeviceRow): string => {
    const free = usableBytes - sumOf(row.parts)
    return text.word(free >= 0 ? 'chart.free' : 'chart.short', { size: { bytes: Math.abs(free) } })
  }
  const hidden = rows.length - barsAtMost
  return (
    <ChartFrame
      title={title}
      finding={finding}
      legend={<MemoryLegend parts={parts} />}
      picture={<Picture rows={rows.slice(0, barsAtMost)} totalBytes={totalBytes} usableBytes={usableBytes} />}
      note={[...(note === undefined ? [] : [note]), ...(hidden > 0 ? [text.word('splits.more', { rows: hidden })] : [])].join(' ') || undefined}
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
            { key: 'total', name: text.word('chart.total'), align: 'end', cell: (row) => text.bytes(sumOf(row.parts)) },
            { key: 'usable', name: text.word('chart.usableName'), align: 'end', cell: () => text.bytes(usableBytes) },
            { key: 'left', name: text.word('splits.left'), align: 'end', cell: left },
          ]}
        />
      }
    />
  )
}

/** More bars than this say nothing that the table does not. */
const barsAtMost = 12
const rowHeight = 44
const barHeight = 28
const top = 24

function Picture({ rows, totalBytes, usableBytes }: Pick<DeviceBarsProps, 'rows' | 'totalBytes' | 'usableBytes'>) {
  const text = useText()
  const hatch = useId()
  const [ref, width] = useWidth<HTMLDivElement>(768)
  const labels = Math.min(width * 0.4, Math.max(...rows.map(({ label }) => textWidth(label, 12.5))) + 16)
  const most = Math.max(totalBytes, ...rows.map(({ parts }) => sumOf(parts)), 1)
  const x = (bytes: number): number => labels + (bytes / most) * (width - labels)
  const height = top + rows.length * rowHeight + 18
  return (
    <div ref={ref}>
      <ChartSvg width={width} height={height} hatch={hatch}>
        {rows.map((row, place) => (
          <g key={row.key}>
            <text x="0" y={top + place * rowHeight + barHeight / 2 + 5}>
              {row.label}
            </text>
            <MemoryMarks
              parts={row.parts}
              totalBytes={totalBytes}
              usableBytes={usableBytes}
              top={top + place * rowHeight}
              height={barHeight}
              x={x}
              hatch={hatch}
            />
          </g>
        ))}
        <UsableMark at={x(usableBytes)} from={16} to={height - 16} usableBytes={usableBytes} left={labels} />
        <text x={labels} y={height - 3}>
          0
        </text>
        <text x={x(totalBytes)} y={height - 3} textAnchor="end">
          {text.bytes(totalBytes)}
        </text>
      </ChartSvg>
    </div>
  )
}
