import { useText } from '../text/words.tsx'
import { DataTable } from '../ui/table.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartSvg } from './chart-svg.tsx'
import css from './chart.module.css'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

/** Nodes that a year needs: likely, and the ends of the range; null where no number is enough. */
export type GrowthYear = {
  readonly year: number
  readonly low: number | null
  readonly likely: number | null
  readonly high: number | null
  readonly requestsPerHour: number | null
  readonly carried: boolean
}

export type GrowthBarsProps = {
  readonly title: string
  readonly years: readonly GrowthYear[]
  /** Nodes in the plan: the line that the bars should stay under. */
  readonly planned: number
  readonly finding: string
  readonly note?: string
}

/** Do the machines of the plan last: a bar for the nodes of each year, its range, and the plan as a line. */
export function GrowthBars(props: GrowthBarsProps) {
  const { title, years, finding, note } = props
  const text = useText()
  const nodes = (count: number | null): string => (count === null ? text.word('sizingScreen.none') : text.number(count))
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
          rows={years}
          rowKey={({ year }) => String(year)}
          columns={[
            { key: 'year', name: text.word('sizingScreen.year'), rowHeader: true, cell: ({ year }) => text.number(year) },
            {
              key: 'requests',
              name: text.word('sizingScreen.requests'),
              align: 'end',
              cell: ({ requestsPerHour }) => (requestsPerHour === null ? '–' : text.number(requestsPerHour)),
            },
            { key: 'low', name: text.word('chart.low'), align: 'end', cell: ({ low }) => nodes(low) },
            { key: 'likely', name: text.word('sizingScreen.nodes'), align: 'end', cell: ({ likely }) => nodes(likely) },
            { key: 'high', name: text.word('chart.high'), align: 'end', cell: ({ high }) => nodes(high) },
            {
              key: 'carried',
              name: text.word('sizingScreen.carried'),
              cell: ({ carried }) => text.word(carried ? 'answer.yes' : 'answer.no'),
            },
          ]}
        />
      }
    />
  )
}

function Picture({ years, planned }: GrowthBarsProps) {
  const text = useText()
  const [ref, width] = useWidth<HTMLDivElement>(470)
  const height = 236
  const bottom = height - 30
  const top = 28
  const most = Math.max(planned, ...years.map(({ likely, high }) => Math.max(likely ?? 0, high ?? 0)), 1)
  const y = (nodes: number): number => bottom - (nodes / most) * (bottom - top)
  const words = text.word('sizingScreen.plannedLine', { nodes: planned })
  // The words of the line have a place of their own, so that no bar runs into them.
  const left = Math.min(width * 0.3, textWidth(words, 12.5, true) + 10)
  const right = width
  const step = (right - left) / Math.max(1, years.length)
  const bar = Math.min(56, step * 0.5)
  const line = y(planned)
  // The words stand over the line where there is room above it, else under the top edge.
  const wordsY = line - 7 < 12 ? line + 16 : line - 7
  return (
    <div ref={ref}>
      <ChartSvg width={width} height={height}>
        <path d={`M0 ${String(bottom)}H${String(right)}`} className={css['axis']} />
        {years.map(({ year, low, likely, high, carried }, place) => {
          const x = left + step * (place + 0.5)
          const name = text.word('sizingScreen.yearN', { year })
          return (
            <g key={year}>
              <text x={x} y={bottom + 18} textAnchor="middle">
                {step > textWidth(name, 12.5) + 6 ? name : text.number(year)}
              </text>
              {likely === null ? (
                <text x={x} y={bottom - 8} textAnchor="middle" className={css['stop']}>
                  {text.word('sizingScreen.none')}
                </text>
              ) : (
                <>
                  <rect
                    x={x - bar / 2}
                    y={y(likely)}
                    width={bar}
                    height={Math.max(1, bottom - y(likely))}
                    rx="2"
                    fill={carried ? 'var(--c1)' : 'var(--c5)'}
                  />
                  {low === null || high === null || low === high ? null : (
                    <path
                      d={`M${String(x + bar / 2 + 7)} ${String(y(low))}V${String(y(high))}m-4 0h8M${String(x + bar / 2 + 3)} ${String(y(low))}h8`}
                      stroke="var(--ink2)"
                      strokeWidth="1.5"
                      fill="none"
                    />
                  )}
                  <text x={x} y={y(likely) - 6} textAnchor="middle" className={`${css['figure'] ?? ''} ${css['halo'] ?? ''}`} style={{ fill: 'var(--ink)' }}>
                    {text.number(likely)}
                  </text>
                </>
              )}
            </g>
          )
        })}
        <path d={`M0 ${String(line)}H${String(right)}`} stroke="var(--ink)" strokeWidth="1.5" strokeDasharray="5 3" />
        <text x="0" y={wordsY} className={`${css['strong'] ?? ''} ${css['halo'] ?? ''}`}>
          {words}
        </text>
      </ChartSvg>
    </div>
  )
}
