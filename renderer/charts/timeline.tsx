import { useText } from '../text/words.tsx'
import { Referenced } from '../ui/referenced.tsx'
import { DataTable } from '../ui/table.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { ChartSvg } from './chart-svg.tsx'
import css from './chart.module.css'
import { textWidth } from './text-width.ts'
import { useWidth } from './use-width.ts'

export type TimelineItem = {
  /** YYYY-MM-DD. */
  readonly from: string
  /** YYYY-MM-DD for a span; null for a single day. */
  readonly to: string | null
  readonly label: string
  readonly tone?: 'plain' | 'ok' | 'warn' | 'stop'
}

export type TimelineLane = { readonly name: string; readonly items: readonly TimelineItem[] }

export type TimelineProps = {
  readonly title: string
  readonly lanes: readonly TimelineLane[]
  /** YYYY-MM-DD. The plan's own day, not the clock's. */
  readonly today: string
  /** A day that the reader looks at, drawn beside today. */
  readonly chosen?: string
  /** What today's line is called. Default: today. */
  readonly todayLabel?: string
  /** Without a card of its own. */
  readonly bare?: boolean
  /** Default: what lies next, in words. */
  readonly finding?: string
}

/** What happens when: a lane for each kind of thing, spans and single days, and today. */
export function Timeline({ title, lanes, today, chosen, todayLabel, bare = false, finding }: TimelineProps) {
  const text = useText()
  const rows = lanes
    .flatMap((lane) => lane.items.map((item) => ({ lane: lane.name, item })))
    .toSorted((left, right) => days(left.item.from) - days(right.item.from))
  const next = rows.filter(({ item }) => days(item.from) >= days(today))
  const said = next.map(({ item }) => `${item.label}, ${text.day(item.from)}`)
  return (
    <ChartFrame
      title={title}
      bare={bare}
      finding={finding ?? (said.length === 0 ? `${text.word('chart.today')}${text.colon} ${text.day(today)}` : text.list(said))}
      picture={<Picture lanes={lanes} today={today} chosen={chosen ?? null} todayLabel={todayLabel ?? text.word('chart.today')} />}
      twin={
        <DataTable
          caption={title}
          captionHidden
          dense
          rows={rows}
          rowKey={({ lane, item }) => `${lane} ${item.from} ${item.label}`}
          columns={[
            { key: 'what', name: text.word('chart.what'), rowHeader: true, cell: ({ item }) => <Referenced>{item.label}</Referenced> },
            { key: 'lane', name: text.word('chart.lane'), cell: ({ lane }) => <Referenced>{lane}</Referenced> },
            { key: 'from', name: text.word('chart.from'), cell: ({ item }) => text.day(item.from) },
            { key: 'to', name: text.word('chart.to'), cell: ({ item }) => (item.to === null ? '–' : text.day(item.to)) },
          ]}
        />
      }
    />
  )
}

/** Days since a fixed one; only differences count. */
function days(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}

const colors = { plain: 'var(--c3)', ok: 'var(--ok)', warn: 'var(--warn)', stop: 'var(--stop)' } as const

type PictureProps = {
  readonly lanes: readonly TimelineLane[]
  readonly today: string
  readonly chosen: string | null
  readonly todayLabel: string
}

function Picture({ lanes, today, chosen, todayLabel }: PictureProps) {
  const [ref, width] = useWidth<HTMLDivElement>(740)
  const items = lanes.flatMap((lane) => lane.items)
  const all = [days(today), ...(chosen === null ? [] : [days(chosen)]), ...items.flatMap((item) => [days(item.from), ...(item.to === null ? [] : [days(item.to)])])].filter((day) => !Number.isNaN(day))
  const firstYear = Number(dayText(Math.min(...all)).slice(0, 4))
  const lastYear = Number(dayText(Math.max(...all)).slice(0, 4)) + 1
  const start = days(`${String(firstYear)}-01-01`)
  const end = days(`${String(lastYear)}-01-01`)
  const left = Math.min(170, Math.max(64, ...lanes.map((lane) => textWidth(lane.name, 13, true) + 22)))
  const x = (day: number): number => left + ((day - start) / Math.max(1, end - start)) * (width - left - 8)
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, year) => firstYear + year)
  const every = Math.ceil(years.length / Math.max(1, Math.floor((width - left) / 46)))
  const now = x(days(today))
  const then = chosen === null || chosen === today ? null : x(days(chosen))

  // Single days whose words would run into each other get lines of their own.
  const laid = lanes.map((lane) => ({ lane, ...lineUp(lane.items, x, { start: left, width, now }) }))
  const tops = laid.map((_, place) => 30 + laid.slice(0, place).reduce((sum, { lines }) => sum + lines * 24 + 6, 0))
  const height = 34 + laid.reduce((sum, { lines }) => sum + lines * 24 + 6, 0)

  return (
    <div ref={ref}>
      <ChartSvg width={width} height={height}>
        {years.map((year, place) => {
          const at = x(days(`${String(year)}-01-01`))
          const last = place === years.length - 1
          return (
            <g key={year}>
              <path d={`M${String(at)} 18V${String(height - 4)}`} className={css['grid']} />
              {place % every === 0 && !meets(last ? at - 30 : at + 5, last ? at : at + 35, now, todayLabel) ? (
                <text x={last ? at : at + 5} y="14" textAnchor={last ? 'end' : 'start'}>
                  {year}
                </text>
              ) : null}
            </g>
          )
        })}
        {/* Behind the words, which keep clear of it by their halo. */}
        <path d={`M${String(now)} 18V${String(height - 4)}`} stroke="var(--stop)" strokeWidth="1.6" />
        {laid.map(({ lane, placed }, place) => (
          <g key={lane.name} transform={`translate(0 ${String(tops[place] ?? 0)})`}>
            <text x="0" y="15" className={css['strong']} style={{ fill: 'var(--ink2)', fontSize: 13 }}>
              {lane.name}
            </text>
            {placed.map(({ item, line, flip }) => {
              const at = x(days(item.from))
              const y = line * 24
              if (item.to === null)
                return (
                  <g key={`${item.from} ${item.label}`}>
                    <path d={`M${String(at)} ${String(y + 4.5)}l6 6.5l-6 6.5l-6-6.5z`} fill={colors[item.tone ?? 'plain']} />
                    <text x={flip ? at - 11 : at + 11} y={y + 15.5} textAnchor={flip ? 'end' : 'start'} className={css['halo']} style={{ fill: 'var(--ink)' }}>
                      {shorten(item.label, flip ? at - left : width - at - 14)}
                    </text>
                  </g>
                )
              const wide = Math.max(4, x(days(item.to)) - at)
              return (
                <g key={`${item.from} ${item.label}`}>
                  <rect x={at + 0.5} y={y + 0.5} width={wide - 1} height="20" rx="3" fill="var(--accent-soft)" stroke="var(--c1)" strokeWidth="1.25" />
                  <text x={at + 9} y={y + 15} style={{ fill: 'var(--ink)' }}>
                    {shorten(item.label, Math.max(wide - 14, width - at - 14 < wide ? 0 : wide - 14))}
                  </text>
                </g>
              )
            })}
          </g>
        ))}
        <text x={now} y="14" textAnchor="middle" className={css['stop']}>
          {todayLabel}
        </text>
        {then === null ? null : (
          <path d={`M${String(then)} 8V${String(height - 4)}`} stroke="var(--accent)" strokeWidth="2" strokeDasharray="5 3" />
        )}
      </ChartSvg>
    </div>
  )
}

/** Whether words from `from` to `to` run into the name of today's line. */
function meets(from: number, to: number, now: number, name: string): boolean {
  const half = textWidth(name, 12.5, true) / 2 + 5
  return from < now + half && to > now - half
}

type Placed = { readonly item: TimelineItem; readonly line: number; readonly flip: boolean }

/** Which line of its lane each item stands on, so that no words run into others, nor over today's line where there is room before it. */
function lineUp(items: readonly TimelineItem[], x: (day: number) => number, { start, width, now }: { readonly start: number; readonly width: number; readonly now: number }): { readonly lines: number; readonly placed: readonly Placed[] } {
  const ends: number[] = []
  const placed = items
    .toSorted((left, right) => days(left.from) - days(right.from))
    .map((item): Placed => {
      const at = x(days(item.from))
      const words = textWidth(item.label, 12.5) + 16
      const meetsToday = at < now && at + words > now && at - words > start
      const flip = item.to === null && (meetsToday || (at + words > width && at - words > 0))
      const from = flip ? at - words : at - 7
      const to = item.to === null ? (flip ? at + 8 : at + words) : x(days(item.to))
      const free = ends.findIndex((taken) => taken + 6 <= from)
      const line = free < 0 ? ends.length : free
      ends[line] = to
      return { item, line, flip }
    })
  return { lines: Math.max(1, ends.length), placed }
}

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

function shorten(label: string, room: number): string {
  if (textWidth(label, 12.5) <= room) return label
  const letters = Math.floor(room / (12.5 * 0.505)) - 1
  return letters < 3 ? '' : `${label.slice(0, letters).trimEnd()}…`
}
