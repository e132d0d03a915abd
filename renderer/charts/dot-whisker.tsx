import { scaleLinear } from 'd3-scale'
import { ChartSvg } from './chart-svg.tsx'
import css from './chart.module.css'
import { fitted, textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

export type DotRow = {
  readonly key: string
  readonly label: string
  readonly value: number
  /** Ends of the interval; null where there is none. */
  readonly low: number | null
  readonly high: number | null
  /** The rows the reader asked for: filled, with a bold name. The others are rings. */
  readonly own: boolean
}

export type DotWhiskerProps = {
  readonly rows: readonly DotRow[]
  /** Words of a value, beside its dot and on the axis. */
  readonly said: (value: number) => string
  readonly onAxis: (value: number) => string
}

const line = 24
const head = 22

/** Figures of one set on one axis: a dot each, and its interval as a whisker. */
export function DotWhisker({ rows, said, onAxis }: DotWhiskerProps) {
  const [ref, width] = useWidth<HTMLDivElement>(640)
  const ends = rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])
  const labels = Math.max(0, ...rows.map(({ label, own }) => textWidth(label, 12.5, own)))
  const figures = Math.max(0, ...rows.map(({ value }) => textWidth(said(value), 12.5, true))) + 14
  const left = Math.min(labels + 14, width * 0.46)
  const scale = scaleLinear()
    .domain([Math.min(...ends), Math.max(...ends)])
    .nice(5)
    .range([left + 8, width - figures - 10])
  const ticks = scale.ticks(Math.max(2, Math.min(6, Math.floor((width - left) / 90))))
  const height = head + rows.length * line + 4
  return (
    <div ref={ref}>
      <ChartSvg width={width} height={height}>
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${String(scale(tick))} ${String(head - 4)}V${String(height - 4)}`} className={css['grid']} />
            <text x={scale(tick)} y="12" textAnchor="middle">
              {onAxis(tick)}
            </text>
          </g>
        ))}
        {rows.map((row, place) => (
          <g key={row.key} transform={`translate(0 ${String(head + place * line + line / 2)})`}>
            <text x="0" y="4.5" className={row.own ? css['strong'] : undefined}>
              {fitted(row.label, left - 10, 12.5, row.own)}
            </text>
            {row.low === null || row.high === null ? null : (
              <path
                d={`M${String(scale(row.low))} -4v8m0-4H${String(scale(row.high))}m0-4v8`}
                stroke={row.own ? 'var(--c1)' : 'var(--line-strong)'}
                strokeWidth={row.own ? 2 : 1.4}
                fill="none"
              />
            )}
            <circle
              cx={scale(row.value)}
              r={row.own ? 5 : 4}
              fill={row.own ? 'var(--c1)' : 'var(--surface)'}
              stroke={row.own ? 'var(--c1)' : 'var(--ink2)'}
              strokeWidth="1.6"
            />
            <text x={width} y="4.5" textAnchor="end" className={row.own ? css['strong'] : undefined}>
              {said(row.value)}
            </text>
          </g>
        ))}
      </ChartSvg>
    </div>
  )
}
