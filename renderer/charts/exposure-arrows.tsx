import { memo } from 'react'
import own from './exposure-graph.module.css'
import type { PathState, PlacedEdge } from './exposure-layout.ts'

const looks: Record<PathState, { readonly stroke: string; readonly width: number; readonly dash?: string; readonly head: number }> = {
  domestic: { stroke: 'var(--line-strong)', width: 1.75, head: 10.5 },
  closed: { stroke: 'var(--ok)', width: 1.75, dash: '5 4', head: 0 },
  unknown: { stroke: 'var(--accent)', width: 2, dash: '1.5 3.5', head: 12 },
  open: { stroke: 'var(--stop)', width: 3, head: 13.2 },
}

/** Drawn last is drawn on top: open paths. */
const order = ['domestic', 'closed', 'unknown', 'open'] as const

type ExposureArrowsProps = {
  readonly edges: readonly PlacedEdge[]
  /** Ends of the arrows that stay strong while all others fade; null where none fades. */
  readonly strong: ReadonlySet<string> | null
}

/** Arrows of one look are one line and one shape for all their heads: a crowded picture is drawn as fast as a small one. */
export const ExposureArrows = memo(function ExposureArrows({ edges, strong }: ExposureArrowsProps) {
  const isFaded = ({ ends }: PlacedEdge): boolean => strong !== null && !strong.has(ends)
  return (
    <g aria-hidden fill="none">
      {order.flatMap((state) =>
        [true, false].map((faded) => {
          const some = edges.filter((edge) => edge.state === state && isFaded(edge) === faded)
          if (some.length === 0) return null
          const { stroke, width, dash, head } = looks[state]
          return (
            <g key={`${state} ${String(faded)}`} className={faded ? own['faded'] : undefined}>
              <path d={some.map(({ path }) => path).join('')} stroke={stroke} strokeWidth={width} strokeDasharray={dash} />
              {head === 0 ? null : <path d={some.map(({ end }) => headAt(end, head)).join('')} fill={stroke} />}
            </g>
          )
        }),
      )}
      {edges
        .filter(({ state }) => state === 'closed')
        .map((edge) => (
          <Lock key={edge.key} at={edge.middle} faded={isFaded(edge)} />
        ))}
    </g>
  )
})

/** A triangle around the end of an arrow: three eighths of it are before the end, as wide as it is high. */
function headAt([x, y]: readonly [number, number], size: number): string {
  const part = (value: number): string => String(Math.round(value * 100) / 100)
  return `M${part(x - (size * 3) / 8)} ${part(y - size / 2)}l${part(size)} ${part(size / 2)}l${part(-size)} ${part(size / 2)}z`
}

function Lock({ at: [x, y], faded }: { readonly at: readonly [number, number]; readonly faded: boolean }) {
  return (
    <g className={faded ? own['faded'] : undefined} transform={`translate(${String(x - 10)} ${String(y - 10)})`}>
      <circle cx="10" cy="10" r="10.5" fill="var(--ok-soft)" stroke="var(--ok)" strokeWidth="1.5" />
      <path d="M7.2 9.2h5.6q1.2 0 1.2 1.2v3.2q0 1.2-1.2 1.2H7.2q-1.2 0-1.2-1.2v-3.2q0-1.2 1.2-1.2zM7.6 9.2V7.6a2.4 2.4 0 0 1 4.8 0v1.6" stroke="var(--ok)" strokeWidth="1.4" />
    </g>
  )
}
