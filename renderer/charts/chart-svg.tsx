import type { ReactNode } from 'react'
import css from './chart.module.css'

export type ChartSvgProps = {
  readonly width: number
  readonly height: number
  /** Id of the pattern for what is not usable, where the chart has one. */
  readonly hatch?: string
  readonly children: ReactNode
}

/** The picture of a chart, one unit to the pixel. Readers of the screen have the table beside it. */
export function ChartSvg({ width, height, hatch, children }: ChartSvgProps) {
  return (
    <svg className={css['svg']} width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`} aria-hidden>
      {hatch === undefined ? null : (
        <defs>
          <Hatch id={hatch} />
        </defs>
      )}
      {children}
    </svg>
  )
}

/** The pattern for "not usable". Its id must be unique in the page. */
function Hatch({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--surface)" />
      <path d="M0 0V6" stroke="var(--line-strong)" strokeWidth="1.6" />
    </pattern>
  )
}
