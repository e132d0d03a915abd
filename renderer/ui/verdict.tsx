import { ListTree } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { useText } from '../text/words.tsx'
import { Button } from './button.tsx'
import { cx } from './class-names.ts'
import { Hidden } from './hidden.tsx'
import { StateIcon, toneOf, type State } from './state-icon.tsx'
import css from './verdict.module.css'

export type VerdictProps = {
  readonly state: Exclude<State, 'none'>
  /** One sentence. It is what a person would sign. */
  readonly headline: ReactNode
  /** One or two sentences that carry the figures. */
  readonly detail?: ReactNode
  /** What else a reader must know, one sentence each: a list under the detail. */
  readonly points?: readonly ReactNode[]
  /** A button: what to do about it. */
  readonly action?: ReactNode
  /** The working: inputs, formula, result, sources. Shown on demand under the verdict. */
  readonly working?: ReactNode
  readonly workingLabel?: string
  /** What stands under the verdict in the same frame, such as a chart. */
  readonly children?: ReactNode
  /** In the rail: less room, colored ground. */
  readonly compact?: boolean
}

/** The answer of a screen, at its top, in words. */
export function Verdict(props: VerdictProps) {
  const { state, headline, detail, points = [], action, working, workingLabel, children, compact = false } = props
  const text = useText()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <section className={cx(css['verdict'], css[toneOf(state)], compact && css['compact'])} aria-labelledby={id}>
      <div className={css['top']}>
        <span className={css['icon']}>
          <StateIcon state={state} size={compact ? 19 : 26} />
        </span>
        <div className={css['words']}>
          <h2 id={id} className={css['headline']}>
            <Hidden>
              {text.word(`state.${state}`)}
              {text.colon}{' '}
            </Hidden>
            {headline}
          </h2>
          {detail === undefined ? null : <p className={css['detail']}>{detail}</p>}
          {points.length === 0 ? null : (
            <ul className={css['points']}>
              {points.map((point, place) => (
                <li key={place}>{point}</li>
              ))}
            </ul>
          )}
        </div>
        {action === undefined && working === undefined ? null : (
          <div className={css['side']}>
            {action}
            {working === undefined ? null : (
              <Button variant="text" icon={ListTree} aria-expanded={open} onPress={() => setOpen(!open)}>
                {open ? text.word('verdict.hideWorking') : (workingLabel ?? text.word('verdict.working'))}
              </Button>
            )}
          </div>
        )}
      </div>
      {open ? <div className={css['working']}>{working}</div> : null}
      {children === undefined ? null : <div className={css['attached']}>{children}</div>}
    </section>
  )
}
