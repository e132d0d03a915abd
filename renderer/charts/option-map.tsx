import { scaleLinear } from 'd3-scale'
import { useText } from '../text/words.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartSvg } from './chart-svg.tsx'
import css from './chart.module.css'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'
import type { ReactNode } from 'react'

/** An option with a place: what it costs, in hundredths of the currency, and its ceiling from 0 to 4. */
export type MapPoint = {
  readonly key: string
  readonly label: string
  readonly low: number
  readonly likely: number
  readonly high: number
  readonly level: number
  /** No other option beats it. */
  readonly best: boolean
  /** The plan itself. */
  readonly chosen: boolean
}

export type OptionMapProps = {
  readonly title: string
  readonly points: readonly MapPoint[]
  readonly currency: string
  /** Names the levels, such as "SEAL ceiling". */
  readonly levelName: string
  readonly finding: string
  readonly note: string
  readonly twin: ReactNode
}

/** Each option has a row of its own: its name over its mark, so that equal prices do not cover one another. */
const optionRow = 42
const lanePadding = 8

/** Options in lanes by their level, by cost from left to right; the whisker is the range. Filled: beaten by none. */
export function OptionMap({ title, points, currency, levelName, finding, note, twin }: OptionMapProps) {
  return (
    <ChartFrame
      title={title}
      finding={finding}
      findingShown
      note={note}
      picture={<Picture points={points} currency={currency} levelName={levelName} />}
      twin={twin}
    />
  )
}

function Picture({ points, currency, levelName }: Pick<OptionMapProps, 'points' | 'currency' | 'levelName'>) {
  const text = useText()
  const [ref, width] = useWidth<HTMLDivElement>(640)
  const compact = (cents: number): string => text.moneyShort(cents, currency)
  const levels = [4, 3, 2, 1, 0].filter((level) => points.some((point) => point.level === level))
  const left = textWidth('SEAL-4', 13, true) + 22
  const most = Math.max(100, ...points.map((point) => point.high))
  const x = scaleLinear([0, most], [left, width - 16]).nice(5)
  const lanes = levels.map((level) => {
    const inside = points.filter((point) => point.level === level).toSorted((one, other) => one.likely - other.likely)
    return { level, inside, height: inside.length * optionRow + lanePadding * 2 }
  })
  const tops = lanes.map((_, place) => lanes.slice(0, place).reduce((sum, one) => sum + one.height, 8))
  const bottom = lanes.reduce((sum, one) => sum + one.height, 8)
  return (
    <div ref={ref}>
      <ChartSvg width={width} height={bottom + 38}>
        {x.ticks(5).map((tick) => (
          <g key={tick}>
            <path d={`M${String(x(tick))} 8V${String(bottom)}`} className={css['grid']} />
            <text x={Math.min(x(tick), width - textWidth(compact(tick), 12.5) / 2)} y={bottom + 18} textAnchor="middle">
              {compact(tick)}
            </text>
          </g>
        ))}
        {lanes.map(({ level, inside }, place) => {
          const top = tops[place] ?? 0
          return (
            <g key={level}>
              <path d={`M0 ${String(top)}H${String(width)}`} className={css['grid']} />
              <text x="0" y={top + 22} className={css['strong']} style={{ fontSize: 13 }}>
                {`SEAL-${String(level)}`}
              </text>
              {inside.map((point, row) => (
                <Mark key={point.key} point={point} y={top + lanePadding + row * optionRow} x={x} left={left} right={width} />
              ))}
            </g>
          )
        })}
        <path d={`M0 ${String(bottom)}H${String(width)}`} className={css['axis']} />
        <text x="0" y={bottom + 18}>
          {levelName}
        </text>
      </ChartSvg>
    </div>
  )
}

type MarkProps = {
  readonly point: MapPoint
  readonly x: (cents: number) => number
  /** Top of the option's row. */
  readonly y: number
  readonly left: number
  readonly right: number
}

function Mark({ point, x, y, left, right }: MarkProps) {
  const at = x(point.likely)
  const line = y + 29
  const start = Math.max(left, Math.min(x(point.low) - 6, right - textWidth(point.label, 13, point.chosen) - 6))
  const look = point.best ? { fill: 'var(--c1)', stroke: 'var(--c1)' } : { fill: 'var(--surface)', stroke: 'var(--c3)' }
  return (
    <g>
      <text x={start} y={y + 15} className={css['halo']} style={{ fontSize: 13, fontWeight: point.chosen ? 600 : 400, fill: 'var(--ink)' }}>
        {point.label}
      </text>
      <path d={`M${String(x(point.low))} ${String(line)}H${String(x(point.high))}`} stroke="var(--c3)" strokeWidth="1.5" />
      {point.chosen ? (
        <rect x={at - 6} y={line - 6} width="12" height="12" {...look} strokeWidth="2" />
      ) : (
        <circle cx={at} cy={line} r="6" {...look} strokeWidth="2" />
      )}
    </g>
  )
}
