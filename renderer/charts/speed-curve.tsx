import { area, curveMonotoneX, line } from 'd3-shape'
import { scaleLinear } from 'd3-scale'
import { useId } from 'react'
import { useText } from '../text/words.tsx'
import { DataTable, TwoLines } from '../ui/table.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartSvg } from './chart-svg.tsx'
import css from './chart.module.css'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

/** Speed for one person when so many are served at once, in thousandths of a token per second. */
export type SpeedPoint = { readonly people: number; readonly low: number; readonly likely: number; readonly high: number }

export type SpeedCurveProps = {
  readonly title: string
  /** Rising by people. */
  readonly points: readonly SpeedPoint[]
  /** Speed the plan asks for, in thousandths of a token per second; null if it asks for none. */
  readonly needed: number | null
  /** More people than this find no memory; null if memory is no limit in the range. */
  readonly memoryPeople: number | null
  /** The plan's own number of people at once. */
  readonly people: number
  readonly finding: string
  readonly note?: string
}

/** How fast for how many: likely line in its band, what is needed, where memory ends, where the plan stands. */
export function SpeedCurve(props: SpeedCurveProps) {
  const { title, points, memoryPeople, finding, note } = props
  const text = useText()
  const head = (name: string) => <TwoLines first={name} second={text.speedUnit} />
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
          rows={points}
          rowKey={(point) => String(point.people)}
          columns={[
            { key: 'people', name: text.word('chart.peopleAtOnce'), rowHeader: true, cell: (point) => text.number(point.people) },
            { key: 'low', name: head(text.word('chart.low')), align: 'end', cell: (point) => text.speedFigure(point.low) },
            { key: 'likely', name: head(text.word('chart.likely')), align: 'end', cell: (point) => text.speedFigure(point.likely) },
            { key: 'high', name: head(text.word('chart.high')), align: 'end', cell: (point) => text.speedFigure(point.high) },
            {
              key: 'fits',
              name: text.word('chart.fitsMemory'),
              cell: (point) => text.word(memoryPeople === null || point.people <= memoryPeople ? 'answer.yes' : 'answer.no'),
            },
          ]}
        />
      }
    />
  )
}

function Picture({ points, needed, memoryPeople, people }: SpeedCurveProps) {
  const text = useText()
  const hatch = useId()
  const [ref, width] = useWidth<HTMLDivElement>(470)
  const height = 258
  const box = { left: 38, right: 12, top: 26, bottom: 40 }
  const last = points.at(-1)?.people ?? 1
  const most = Math.max(...points.map((point) => point.high), needed ?? 0, 1000) / 1000
  const x = scaleLinear([0, Math.max(last, people)], [box.left, width - box.right])
  const y = scaleLinear([0, most], [height - box.bottom, box.top]).nice(5)
  const bottom = height - box.bottom
  const fitting = memoryPeople === null ? points : points.filter((point) => point.people <= memoryPeople)
  const beyond = memoryPeople === null ? [] : points.filter((point) => point.people >= (fitting.at(-1)?.people ?? 0))
  const curve = line<SpeedPoint>((point) => x(point.people), (point) => y(point.likely / 1000)).curve(curveMonotoneX)
  const band = area<SpeedPoint>()
    .x((point) => x(point.people))
    .y0((point) => y(point.low / 1000))
    .y1((point) => y(point.high / 1000))
    .curve(curveMonotoneX)
  const here = speedAt(points, people)
  const full = memoryPeople === null || memoryPeople >= Math.max(last, people) ? null : x(memoryPeople)
  const label = here === null ? '' : text.word('chart.atPeople', { speed: { milliTokensPerSecond: Math.round(here.likely) }, people })
  const range = here === null ? '' : text.word('chart.likelyRange', { low: text.speedFigure(here.low), high: text.speedFigure(here.high) })
  const labelWidth = Math.max(textWidth(label, 14, true), textWidth(range, 12.5))
  const beside = x(people) + 9
  const fitsBeside = beside + labelWidth <= width
  // Without room after the mark the words stand at the end of the picture, above the band, where a falling curve leaves room.
  const labelX = fitsBeside ? beside : Math.max(box.left + 4, width - labelWidth - 4)
  const highest = Math.max(0, ...points.filter((point) => x(point.people) >= labelX - 6).map((point) => point.high), (speedAt(points, x.invert(labelX))?.high ?? 0))
  const labelY = here === null ? 0 : fitsBeside ? Math.max(box.top + 40, y(here.likely / 1000) - 22) : Math.max(box.top + 12, y(highest / 1000) - 24)
  const fullWords = text.word('chart.memoryFullFrom', { people: (memoryPeople ?? 0) + 1 })

  return (
    <div ref={ref}>
      <ChartSvg width={width} height={height} hatch={hatch}>
        <text x="0" y="12">
          {text.word('chart.tokensPerSecond')}
        </text>
        {full === null ? null : (
          <rect x={full} y={box.top} width={width - box.right - full} height={bottom - box.top} fill={`url(#${hatch})`} opacity="0.55" />
        )}
        {y.ticks(5).map((tick) => (
          <g key={tick}>
            <path d={`M${String(box.left)} ${String(y(tick))}H${String(width - box.right)}`} className={css['grid']} />
            <text x={box.left - 9} y={y(tick) + 4} textAnchor="end">
              {text.number(tick)}
            </text>
          </g>
        ))}
        {x.ticks(Math.max(2, Math.min(6, Math.floor(width / 90)))).map((tick) => (
          <text key={tick} x={x(tick)} y={bottom + 18} textAnchor="middle">
            {text.number(tick)}
          </text>
        ))}
        <text x={(box.left + width - box.right) / 2} y={height - 4} textAnchor="middle">
          {text.word('chart.peopleAtOnce')}
        </text>
        <path d={band(fitting) ?? ''} fill="var(--c1)" opacity="0.17" />
        <path d={curve(fitting) ?? ''} fill="none" stroke="var(--c1)" strokeWidth="2.4" />
        <path d={curve(beyond) ?? ''} fill="none" stroke="var(--c1)" strokeWidth="1.8" strokeDasharray="2.5 3" />
        {needed === null ? null : (
          <g>
            <path d={`M${String(box.left)} ${String(y(needed / 1000))}H${String(width - box.right)}`} stroke="var(--stop)" strokeWidth="1.6" strokeDasharray="5 3" />
            <text x={box.left + 6} y={y(needed / 1000) + (bottom - y(needed / 1000) < 22 ? -6 : 15)} className={css['stop']}>
              <tspan className={css['halo']}>{text.word('chart.needed', { speed: { milliTokensPerSecond: needed } })}</tspan>
            </text>
          </g>
        )}
        {full === null ? null : (
          <g transform={`translate(${String(full + 6)} ${String(box.top + 15)})`}>
            {width - box.right - full > textWidth(fullWords, 12.5) ? (
              <>
                <text className={`${css['strong'] ?? ''} ${css['halo'] ?? ''}`}>{text.word('chart.memoryFull')}</text>
                <text y="15" className={css['halo']}>
                  {fullWords}
                </text>
              </>
            ) : (
              <text x="-12" textAnchor="end" className={`${css['strong'] ?? ''} ${css['halo'] ?? ''}`}>
                {text.word('chart.memoryFull')}
              </text>
            )}
          </g>
        )}
        {here === null ? null : (
          <g>
            <path d={`M${String(x(people))} ${String(bottom)}V${String(y(here.likely / 1000))}`} className={css['mark']} />
            <circle cx={x(people)} cy={y(here.likely / 1000)} r="5" fill="var(--surface)" stroke="var(--ink)" strokeWidth="2.2" />
            <text x={labelX} y={labelY} className={`${css['name'] ?? ''} ${css['halo'] ?? ''}`}>
              {label}
            </text>
            <text x={labelX} y={labelY + 15} className={css['halo']}>
              {range}
            </text>
          </g>
        )}
      </ChartSvg>
    </div>
  )
}


/** The speed for a number of people, straight between the two points beside it. */
function speedAt(points: readonly SpeedPoint[], people: number): SpeedPoint | null {
  const above = points.find((point) => point.people >= people)
  const below = points.findLast((point) => point.people <= people)
  if (above === undefined || below === undefined) return null
  if (above.people === below.people) return above
  const part = (people - below.people) / (above.people - below.people)
  const between = (from: number, to: number): number => from + (to - from) * part
  return { people, low: between(below.low, above.low), likely: between(below.likely, above.likely), high: between(below.high, above.high) }
}
