import { useText } from '../text/words.tsx'
import { DataTable } from '../ui/table.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartSvg } from './chart-svg.tsx'
import css from './chart.module.css'
import { RowName } from './row-name.tsx'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

/** One input: the total with it at its low and at its high end. Hundredths of the currency. */
export type TornadoBar = { readonly key: string; readonly label: string; readonly low: number; readonly high: number }

export type TornadoProps = {
  readonly title: string
  /** The total with everything likely. */
  readonly likely: number
  /** The widest first. */
  readonly bars: readonly TornadoBar[]
  readonly currency: string
  readonly finding: string
  readonly note?: string
}

const rowHeight = 34

/** What moves a total most: for each input a bar from the total at its low end to the total at its high end. */
export function Tornado({ title, likely, bars, currency, finding, note }: TornadoProps) {
  const text = useText()
  return (
    <ChartFrame
      title={title}
      finding={finding}
      findingShown
      note={note}
      picture={<Picture likely={likely} bars={bars} currency={currency} />}
      twin={
        <DataTable
          caption={title}
          captionHidden
          dense
          rows={bars}
          rowKey={(bar) => bar.key}
          columns={[
            { key: 'input', name: text.word('chart.part'), rowHeader: true, cell: (bar) => bar.label },
            { key: 'low', name: text.word('costsScreen.swingTotal', { end: text.word('report.low') }), align: 'end', cell: (bar) => text.money(bar.low, currency) },
            { key: 'high', name: text.word('costsScreen.swingTotal', { end: text.word('report.high') }), align: 'end', cell: (bar) => text.money(bar.high, currency) },
          ]}
        />
      }
    />
  )
}

function Picture({ likely, bars, currency }: Pick<TornadoProps, 'likely' | 'bars' | 'currency'>) {
  const text = useText()
  const [ref, width] = useWidth<HTMLDivElement>(620)
  const compact = (cents: number): string => text.moneyShort(cents, currency)
  /** How far the total moves; nothing where it does not. */
  const moved = (cents: number): string => (cents === likely ? '' : text.moneyShort(cents - likely, currency, true))
  const least = Math.min(likely, ...bars.map((bar) => bar.low))
  const most = Math.max(likely, ...bars.map((bar) => bar.high))
  const figures = Math.max(...bars.flatMap((bar) => [bar.low, bar.high]).map((cents) => textWidth(moved(cents), 12.5) + 12))
  const names = Math.min(width * 0.36, Math.max(...bars.map((bar) => textWidth(bar.label, 14) + 14)))
  const left = names + figures
  const room = Math.max(40, width - left - figures)
  const x = (cents: number): number => left + ((cents - least) / Math.max(1, most - least)) * room
  const height = bars.length * rowHeight + 26
  return (
    <div ref={ref}>
      <ChartSvg width={width} height={height}>
        {bars.map((bar, place) => {
          const y = place * rowHeight + 4
          return (
            <g key={bar.key}>
              <RowName name={bar.label} y={y + 12} room={names - 10} />
              <rect x={x(bar.low)} y={y + 3} width={Math.max(0, x(likely) - x(bar.low))} height="18" fill="var(--c4)" />
              <rect x={x(likely)} y={y + 3} width={Math.max(0, x(bar.high) - x(likely))} height="18" fill="var(--c2)" />
              <text x={x(bar.low) - 6} y={y + 17} textAnchor="end">
                {moved(bar.low)}
              </text>
              <text x={x(bar.high) + 6} y={y + 17}>
                {moved(bar.high)}
              </text>
            </g>
          )
        })}
        <path d={`M${String(x(likely))} 0V${String(bars.length * rowHeight)}`} className={css['mark']} />
        <text x={Math.max(left, Math.min(width - figures, x(likely)))} y={height - 6} textAnchor="middle" className={css['strong']}>
          {compact(likely)}
        </text>
      </ChartSvg>
    </div>
  )
}
