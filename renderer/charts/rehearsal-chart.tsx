import { useText } from '../text/words.tsx'
import css from './rehearsal-chart.module.css'

/** How a part stands in one column. `open` marks what missing facts decide. */
export type RehearsalCell = { readonly standing: 'stands' | 'degraded' | 'fallen'; readonly possible: 'stands' | 'degraded' | 'fallen' }
export type RehearsalRow = { readonly key: string; readonly name: string; readonly whole: boolean; readonly cells: readonly RehearsalCell[] }

/**
 * Parts of the plan over the moments after an event. Standing is a solid lane, degraded a hatched one, fallen a cross on
 * an empty one, and what is not known a dashed frame with a question mark: shapes tell them apart without color.
 */
export function RehearsalChart({ columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly RehearsalRow[] }) {
  return (
    <div className={css['chart']} style={{ gridTemplateColumns: `minmax(9rem, 15rem) repeat(${String(columns.length)}, minmax(4.6rem, 1fr))` }}>
      <span />
      {columns.map((name) => (
        <span key={name} className={css['head']}>
          {name}
        </span>
      ))}
      {rows.map((row) => (
        <Lane key={row.key} row={row} />
      ))}
    </div>
  )
}

function Lane({ row }: { readonly row: RehearsalRow }) {
  return (
    <>
      <span className={row.whole ? css['whole'] : css['name']}>{row.name}</span>
      {row.cells.map((cell, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- columns never move
        <span key={place} className={row.whole ? css['wholeCell'] : css['cell']}>
          <Mark {...cell} />
        </span>
      ))}
    </>
  )
}

/** One mark. Also the legend's. */
export function Mark({ standing, possible }: RehearsalCell) {
  const open = standing !== possible
  if (open)
    return (
      <span className={`${css['mark'] ?? ''} ${css['open'] ?? ''}`}>
        <span>?</span>
        {standing === 'degraded' ? <span className={css['half']} /> : null}
      </span>
    )
  return (
    <span className={`${css['mark'] ?? ''} ${css[standing] ?? ''}`}>
      {standing === 'fallen' ? (
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
          <path d="M1.5 1.5l9 9M10.5 1.5l-9 9" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
        </svg>
      ) : null}
    </span>
  )
}

const legend = [
  { standing: 'stands', possible: 'stands', word: 'continuity.standing.stands' },
  { standing: 'degraded', possible: 'degraded', word: 'continuity.standing.degraded' },
  { standing: 'fallen', possible: 'fallen', word: 'continuity.standing.fallen' },
  { standing: 'stands', possible: 'fallen', word: 'continuity.standing.unknown' },
] as const

export function RehearsalLegend() {
  const text = useText()
  return (
    <ul className={css['legend']}>
      {legend.map(({ word, ...cell }) => (
        <li key={word}>
          <Mark {...cell} />
          {text.word(word)}
        </li>
      ))}
    </ul>
  )
}
