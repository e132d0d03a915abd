import { arc } from 'd3-shape'
import { useText } from '../text/words.tsx'
import type { State } from './state-icon.tsx'
import css from './readiness-ring.module.css'

export type ReadinessRingProps = {
  /** One state for each stage, in their order. */
  readonly states: readonly State[]
  readonly blocking: number
  readonly advisory: number
  readonly unknown: number
}

/** Color, thickness and dash tell the same thing: done is thick and whole, open is thick and broken, none is thin. */
const looks: Record<State, { readonly color: string; readonly inner: number; readonly outer: number; readonly pieces: number }> = {
  ok: { color: 'var(--ok)', inner: 35, outer: 43, pieces: 1 },
  advisory: { color: 'var(--warn)', inner: 35, outer: 42, pieces: 3 },
  blocking: { color: 'var(--stop)', inner: 33, outer: 44, pieces: 1 },
  unknown: { color: 'var(--accent)', inner: 36.5, outer: 41, pieces: 4 },
  none: { color: 'var(--ink3)', inner: 41.4, outer: 42.8, pieces: 1 },
}

/** How many stages are ready: counted, never scored. */
export function ReadinessRing({ states, blocking, advisory, unknown }: ReadinessRingProps) {
  const text = useText()
  const ready = states.filter((state) => state === 'ok').length
  const total = states.length
  const of = text.word('readiness.of', { total })
  // The last stage is signing itself.
  const onlySigningIsLeft = states.slice(0, -1).every((state) => state === 'ok')
  return (
    <div className={css['readiness']}>
      <svg
        className={css['ring']}
        width="92"
        height="92"
        viewBox="-46 -46 92 92"
        role="img"
        aria-label={text.word('readiness.sentence', { ready, total, blocking, advisory, unknown })}
      >
        {states.flatMap((state, stage) => pieces(state, stage, total).map((path, piece) => (
          <path key={`${String(stage)} ${String(piece)}`} d={path} fill={looks[state].color} />
        )))}
        <text className={css['figure']} textAnchor="middle" y="1">
          {text.number(ready)}
        </text>
        <text className={css['of']} textAnchor="middle" y="16" style={{ fontSize: of.length > 11 ? 10 : 11.5 }}>
          {of}
        </text>
      </svg>
      <div>
        <h2 className={css['title']}>{text.word('readiness.title')}</h2>
        <p className={css['words']}>
          {blocking + advisory + unknown > 0 ? null : onlySigningIsLeft ? (
            text.word('readiness.clear')
          ) : ready === 0 ? (
            text.word('readiness.start')
          ) : null}
          {blocking === 0 ? null : <Counted sentence={text.word('readiness.blocking', { count: blocking })} tone="stop" />}
          {advisory === 0 ? null : <Counted sentence={text.word('readiness.advisory', { count: advisory })} tone="warn" />}
          {unknown === 0 ? null : <Counted sentence={text.word('readiness.unknown', { count: unknown })} tone="note" />}
        </p>
      </div>
    </div>
  )
}

/** A sentence whose counted part, between `<b>` and `</b>`, is strong and colored. */
function Counted({ sentence, tone }: { readonly sentence: string; readonly tone: 'stop' | 'warn' | 'note' }) {
  const [before = '', rest = ''] = sentence.split('<b>')
  const [counted = '', after = ''] = rest.split('</b>')
  return (
    <>
      {before}
      <b className={css[tone]}>{counted}</b>
      {after}{' '}
    </>
  )
}

/** The shapes of one stage's arc: one, or several with gaps. */
function pieces(state: State, stage: number, total: number): string[] {
  const { inner, outer, pieces: count } = looks[state]
  const length = (2 * Math.PI) / total
  const gap = 0.09
  const usable = length - gap
  const space = count === 1 ? 0 : 0.07
  const size = (usable - space * (count - 1)) / count
  return Array.from({ length: count }, (_, piece) => {
    const from = stage * length + gap / 2 + piece * (size + space)
    const shape = arc().cornerRadius(count === 1 ? 0.8 : 0.4)
    return shape({ innerRadius: inner, outerRadius: outer, startAngle: from, endAngle: from + size }) ?? ''
  })
}
