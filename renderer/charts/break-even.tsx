import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { useText } from '../text/words.tsx'
import { DataTable } from '../ui/table.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartSvg } from './chart-svg.tsx'
import css from './chart.module.css'
import type { CostRange } from './cost-bars.tsx'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

export type CostCurve = {
  readonly key: string
  readonly label: string
  /** All that was spent up to a month, in hundredths of the currency. Rising by month, from month 0. */
  readonly points: readonly (CostRange & { readonly month: number })[]
}

export type BreakEvenProps = {
  readonly title: string
  /** The plan first, then what it is compared with. At most three. */
  readonly curves: readonly CostCurve[]
  readonly currency: string
  /** The month in which the first two curves meet; null if they do not. */
  readonly breakEven: { readonly low: number | null; readonly likely: number; readonly high: number | null } | null
  readonly horizonMonths: number
  readonly finding: string
  readonly note?: string
}

const looks = [
  { color: 'var(--c1)', width: 3, dash: undefined },
  { color: 'var(--c2)', width: 2.6, dash: '8 4' },
  { color: 'var(--c3)', width: 2.4, dash: '2 3' },
] as const

/** When owning pays: everything spent up to a month, with bands, the planning period, and the point where lines meet. */
export function BreakEven(props: BreakEvenProps) {
  const { title, curves, currency, finding, note } = props
  const text = useText()
  const months = [...new Set(curves.flatMap((curve) => curve.points.map((point) => point.month)))].toSorted((left, right) => left - right)
  return (
    <ChartFrame
      title={title}
      finding={finding}
      note={note}
      picture={<Picture {...props} />}
      twin={
        <DataTable
          caption={title}
          captionHidden
          dense
          rows={months.filter((month) => month % 6 === 0)}
          rowKey={String}
          columns={[
            { key: 'month', name: text.word('chart.month'), rowHeader: true, cell: (month) => text.number(month) },
            ...curves.map((curve) => ({
              key: curve.key,
              name: curve.label,
              align: 'end' as const,
              cell: (month: number) => {
                const point = curve.points.find((candidate) => candidate.month === month)
                if (point === undefined) return '–'
                const range = text.word('chart.likelyRange', { low: { cents: point.low, currency }, high: { cents: point.high, currency } })
                return point.low === point.high ? text.money(point.likely, currency) : `${text.money(point.likely, currency)}, ${range}`
              },
            })),
          ]}
        />
      }
    />
  )
}

function Picture({ curves, currency, breakEven, horizonMonths }: BreakEvenProps) {
  const text = useText()
  const [ref, width] = useWidth<HTMLDivElement>(640)
  const height = 252
  const compact = (cents: number): string => text.moneyShort(cents, currency)
  const labels = Math.min(width * 0.26, Math.max(60, ...curves.map((curve) => textWidth(curve.label, 13, true) + 14)))
  const most = Math.max(100, ...curves.flatMap((curve) => curve.points.map((point) => point.high)))
  const last = Math.max(1, horizonMonths, ...curves.flatMap((curve) => curve.points.map((point) => point.month)))
  const left = textWidth(compact(most), 12.5) + 16
  const y = scaleLinear([0, most], [height - 42, 16]).nice(5)
  const x = scaleLinear([0, last], [left, width - labels])
  const bottom = height - 42
  const right = width - labels
  const months = Array.from({ length: Math.floor(last / 12) + 1 }, (_, year) => year * 12)
  const own = curves[0]
  const meet = breakEven === null || own === undefined ? null : own.points.find((point) => point.month >= breakEven.likely)
  const ends = spread(curves.map((curve) => y(curve.points.at(-1)?.likely ?? 0)))
  const meetWords = breakEven === null ? '' : text.word('chart.breakEven', { months: breakEven.likely })
  const afterFits = x(horizonMonths) + 10 + textWidth(text.word('chart.afterPeriod'), 12.5, true) < right
  const meetAt = breakEven === null ? 0 : x(breakEven.likely)
  const meetRoom = textWidth(meetWords, 14, true) + 14
  const meetPlace = meetAt - left > meetRoom ? 'before' : right - meetAt > meetRoom ? 'after' : 'corner'
  return (
    <div ref={ref}>
      <ChartSvg width={width} height={height}>
        {horizonMonths < last ? <rect x={x(horizonMonths)} y="12" width={right - x(horizonMonths)} height={bottom - 12} fill="var(--sunken)" opacity="0.7" /> : null}
        {y.ticks(5).map((tick) => (
          <g key={tick}>
            <path d={`M${String(left)} ${String(y(tick))}H${String(right)}`} className={css['grid']} />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {compact(tick)}
            </text>
          </g>
        ))}
        {months.map((month) => (
          <text key={month} x={x(month)} y={bottom + 18} textAnchor="middle">
            {text.number(month)}
          </text>
        ))}
        <text x={(left + right) / 2} y={height - 4} textAnchor="middle">
          {text.word('chart.monthsInService')}
        </text>
        {curves.map((curve, place) => {
          const look = looks[place % looks.length] ?? looks[0]
          const band = area<CostCurve['points'][number]>((point) => x(point.month), (point) => y(point.low), (point) => y(point.high))
          const path = line<CostCurve['points'][number]>((point) => x(point.month), (point) => y(point.likely))
          const [end = 0] = [ends[place]]
          return (
            <g key={curve.key}>
              <path d={band(curve.points) ?? ''} fill={look.color} opacity="0.13" />
              <path d={path(curve.points) ?? ''} fill="none" stroke={look.color} strokeWidth={look.width} strokeDasharray={look.dash} />
              <text x={right + 8} y={end + 4} className={css['strong']} style={{ fontSize: 13 }}>
                {curve.label}
              </text>
            </g>
          )
        })}
        {horizonMonths < last ? (
          <g>
            <path d={`M${String(x(horizonMonths))} 12V${String(bottom)}`} className={css['mark']} strokeDasharray="5 3" />
            {afterFits ? (
              <text x={x(horizonMonths) + 7} y={bottom - 9} className={`${css['strong'] ?? ''} ${css['halo'] ?? ''}`}>
                {text.word('chart.afterPeriod')}
              </text>
            ) : null}
          </g>
        ) : null}
        {breakEven === null || meet === undefined || meet === null ? null : (
          <g>
            <circle cx={x(breakEven.likely)} cy={y(meet.likely)} r="5" fill="var(--surface)" stroke="var(--ink)" strokeWidth="2.2" />
            <g
              transform={
                meetPlace === 'corner'
                  ? `translate(${String(left + 6)} 26)`
                  : `translate(${String(meetAt + (meetPlace === 'before' ? -9 : 9))} ${String(Math.max(28, y(meet.likely) - 26))})`
              }
              textAnchor={meetPlace === 'before' ? 'end' : 'start'}
            >
              <text className={`${css['name'] ?? ''} ${css['halo'] ?? ''}`}>{meetWords}</text>
              {breakEven.low === null || breakEven.high === null ? null : (
                <text y="15" className={css['halo']}>
                  {text.word('chart.likelyRange', { low: breakEven.low, high: breakEven.high })}
                </text>
              )}
            </g>
          </g>
        )}
      </ChartSvg>
    </div>
  )
}

/** Labels at the ends of lines, moved apart so that each can be read. */
function spread(places: readonly number[]): number[] {
  const order = places.map((place, index) => ({ place, index })).toSorted((left, right) => left.place - right.place)
  let before = Number.NEGATIVE_INFINITY
  const moved = [...places]
  for (const { place, index } of order) {
    before = Math.max(place, before + 16)
    moved[index] = before
  }
  return moved
}
