import { useText } from '../text/words.tsx'
import { DataTable } from '../ui/table.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartSvg } from './chart-svg.tsx'
import css from './chart.module.css'
import { RowName } from './row-name.tsx'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

/** Hundredths of the currency. */
export type CostRange = { readonly low: number; readonly likely: number; readonly high: number }
export type CostItem = { readonly key: string; readonly label: string; readonly cost: CostRange }

export type CostBarsProps = {
  readonly title: string
  /** What the total is made of, in any order; the largest is drawn first. */
  readonly items: readonly CostItem[]
  /** ISO 4217. */
  readonly currency: string
  readonly finding: string
  readonly note?: string
}

/** What drives the cost: a bar for the likely sum of each part, a whisker for its range. */
export function CostBars({ title, items, currency, finding, note }: CostBarsProps) {
  const text = useText()
  const [ref, width] = useWidth<HTMLDivElement>(620)
  const rows = items.toSorted((left, right) => right.cost.likely - left.cost.likely)
  const most = Math.max(1, ...rows.map((item) => item.cost.high))
  const label = Math.min(width * 0.38, Math.max(90, ...rows.map((item) => textWidth(item.label, 14) + 14)))
  const figures = Math.max(70, ...rows.map((item) => textWidth(text.money(item.cost.likely, currency), 14, true) + 12))
  const x = (cents: number): number => label + (cents / most) * Math.max(30, width - label - figures)
  const height = rows.length * 34 + 6
  return (
    <ChartFrame
      title={title}
      finding={finding}
      note={note}
      picture={
        <div ref={ref}>
          <ChartSvg width={width} height={height}>
            {rows.map((item, place) => {
              const y = place * 34 + 6
              const { low, likely, high } = item.cost
              return (
                <g key={item.key}>
                  <RowName name={item.label} y={y + 12} room={label - 10} />
                  <rect x={label} y={y + 3} width={Math.max(1.5, x(likely) - label)} height="18" rx="1.5" fill="var(--c1)" />
                  {high > low ? (
                    <path
                      d={`M${String(x(low))} ${String(y + 12)}H${String(x(high))}M${String(x(low))} ${String(y + 7)}v10M${String(x(high))} ${String(y + 7)}v10`}
                      stroke="var(--ink)"
                      strokeWidth="1.5"
                    />
                  ) : null}
                  <text x={x(high) + 8} y={y + 17} className={css['figure']} style={{ fill: 'var(--ink)' }}>
                    {text.money(likely, currency)}
                  </text>
                </g>
              )
            })}
            <path d={`M${String(label)} 2V${String(height)}`} className={css['axis']} />
          </ChartSvg>
        </div>
      }
      twin={
        <DataTable
          caption={title}
          captionHidden
          rows={rows}
          rowKey={(item) => item.key}
          columns={[
            { key: 'part', name: text.word('chart.part'), rowHeader: true, cell: (item) => item.label },
            { key: 'low', name: text.word('chart.low'), align: 'end', cell: (item) => text.money(item.cost.low, currency) },
            { key: 'likely', name: text.word('chart.likely'), align: 'end', cell: (item) => text.money(item.cost.likely, currency) },
            { key: 'high', name: text.word('chart.high'), align: 'end', cell: (item) => text.money(item.cost.high, currency) },
          ]}
        />
      }
    />
  )
}
