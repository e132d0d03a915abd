import type { ReactNode } from 'react'
import css from './page.module.css'
import { cx } from './class-names.ts'

/** Title, one sentence under it, and controls at the end. The title gets the focus when the screen is opened. */
export function PageHead({ title, lead, actions }: { readonly title: ReactNode; readonly lead?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <header className={css['head']}>
      <div className={css['words']}>
        <h1 tabIndex={-1}>{title}</h1>
        {lead === undefined ? null : <p className={css['lead']}>{lead}</p>}
      </div>
      {actions === undefined ? null : <div className={css['actions']}>{actions}</div>}
    </header>
  )
}

/** Cards beside each other where there is room; one column where there is none. */
export function Columns({ shape = 'even', children }: { readonly shape?: 'even' | 'wide-first' | 'wide-last'; readonly children: ReactNode }) {
  return (
    <div className={css['columns']}>
      <div className={cx(css['grid'], css[shape])}>{children}</div>
    </div>
  )
}

/** Things under each other with the usual distance. */
export function Stack({ gap = 'normal', children }: { readonly gap?: 'tight' | 'normal' | 'loose'; readonly children: ReactNode }) {
  return <div className={cx(css['stack'], css[gap])}>{children}</div>
}

export type RowProps = {
  readonly align?: 'start' | 'end' | 'between'
  /** `false`: stays on one line, such as the buttons of a table's row. */
  readonly wraps?: boolean
  readonly children: ReactNode
}

/** Things beside each other, wrapping. */
export function Row({ align = 'start', wraps = true, children }: RowProps) {
  return <div className={cx(css['row'], css[`align-${align}`], !wraps && css['one-line'])}>{children}</div>
}

/** A part of the rail, with its heading. */
export function RailSection({ title, aside, children }: { readonly title?: ReactNode; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={css['railSection']}>
      {title === undefined ? null : (
        <div className={css['railHead']}>
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

/** Stands at the foot of the rail: the next step. */
export function RailFoot({ children }: { readonly children: ReactNode }) {
  return <div className={css['railFoot']}>{children}</div>
}

/** Small print under a chart or table: where it comes from, how it was worked out. */
export function SmallPrint({ children }: { readonly children: ReactNode }) {
  return <p className={css['smallPrint']}>{children}</p>
}

/** A digest, a key's fingerprint, an id: in fixed width, in groups of four when it is hexadecimal. */
export function Fingerprint({ children }: { readonly children: string }) {
  return <code className={css['fingerprint']}>{/^[0-9a-f]{16,}$/i.test(children) ? children.match(/.{1,4}/g)?.join(' ') : children}</code>
}
