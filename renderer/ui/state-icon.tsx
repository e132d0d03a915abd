import { CircleCheck, CircleDashed, CircleQuestionMark, OctagonX, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import css from './state-icon.module.css'

/** How something stands. `none`: not begun. Each state has its own shape, so that color is never needed. */
export type State = 'ok' | 'advisory' | 'blocking' | 'unknown' | 'none'

export type Tone = 'ok' | 'warn' | 'stop' | 'note' | 'none'

export function toneOf(state: State): Tone {
  return ({ ok: 'ok', advisory: 'warn', blocking: 'stop', unknown: 'note', none: 'none' } as const)[state]
}

const icons: Record<State, LucideIcon> = {
  ok: CircleCheck,
  advisory: TriangleAlert,
  blocking: OctagonX,
  unknown: CircleQuestionMark,
  none: CircleDashed,
}

/** A state and its words, in a line: "Fits", "Short by 12 GB". */
export function StateWord({ state, children }: { readonly state: State; readonly children: ReactNode }) {
  return (
    <span className={cx(css['word'], css[toneOf(state)])}>
      <StateIcon state={state} />
      <span>{children}</span>
    </span>
  )
}

/** The shape of a state. Without a `label` it stands beside a word that says the same. */
export function StateIcon({ state, size = 19, label }: { readonly state: State; readonly size?: number; readonly label?: string }) {
  const Icon = icons[state]
  const name = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return <Icon className={css[toneOf(state)]} size={size} strokeWidth={1.9} {...name} />
}
