import { useText } from '../text/words.tsx'
import css from './openness-squares.module.css'

export type OpennessPart = {
  readonly key: string
  readonly label: string
  /** `unknown` is drawn with a dashed frame and never counted as open. */
  readonly state: 'full' | 'partial' | 'none' | 'unknown'
  readonly detail?: string
}

/** How open, in one glance: five squares in a fixed order. Spoken as a sentence. */
export function OpennessSquares({ parts }: { readonly parts: readonly OpennessPart[] }) {
  const text = useText()
  const sentence = text.list(parts.map((part) => `${part.label} ${text.word(`chart.openness.${part.state}`)}`))
  return (
    <span className={css['squares']} role="img" aria-label={sentence}>
      {parts.map((part) => (
        <OpennessSquare key={part.key} state={part.state} />
      ))}
    </span>
  )
}

/** The same, one part to a line, for the detail. */
export function OpennessList({ parts }: { readonly parts: readonly OpennessPart[] }) {
  const text = useText()
  return (
    <ul className={css['list']}>
      {parts.map((part) => (
        <li key={part.key}>
          <OpennessSquare state={part.state} />
          <span>
            <b>{part.label}</b>, {part.detail ?? text.word(`chart.openness.${part.state}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function OpennessLegend() {
  const text = useText()
  return (
    <ul className={css['legend']}>
      {(['full', 'partial', 'none', 'unknown'] as const).map((state) => (
        <li key={state}>
          <OpennessSquare state={state} />
          {text.word(`chart.openness.${state}`)}
        </li>
      ))}
    </ul>
  )
}

function OpennessSquare({ state }: { readonly state: OpennessPart['state'] }) {
  const stroke = state === 'full' || state === 'partial' ? 'var(--c1)' : 'var(--line-strong)'
  return (
    <svg className={css['square']} width="14" height="14" viewBox="0 0 14 14" aria-hidden>
      <rect
        x="0.75"
        y="0.75"
        width="12.5"
        height="12.5"
        rx="2.2"
        fill={state === 'full' ? 'var(--c1)' : 'none'}
        stroke={stroke}
        strokeWidth="1.4"
        strokeDasharray={state === 'unknown' ? '2.4 2' : undefined}
      />
      {state === 'partial' ? <path d="M1 1.6V11.4C1 12.3 1.7 13 2.6 13H12.4Z" fill="var(--c1)" /> : null}
    </svg>
  )
}
