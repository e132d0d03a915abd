import { useId, type ReactNode } from 'react'
import css from './card.module.css'
import { cx } from './class-names.ts'

export type CardProps = {
  readonly title?: ReactNode
  readonly level?: 2 | 3
  /** Words or controls at the end of the head. */
  readonly aside?: ReactNode
  /** `flush`: the content brings its own distances, such as a table. */
  readonly flush?: boolean
  /** A quiet strip under the content. */
  readonly foot?: ReactNode
  readonly tone?: 'stop' | 'warn' | 'ok'
  readonly children?: ReactNode
}

/** A white sheet with a hairline. With a title it is a region that assistive technology can jump to. */
export function Card({ title, level = 2, aside, flush = false, foot, tone, children }: CardProps) {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  const name = title === undefined ? {} : { 'aria-labelledby': id }
  return (
    <section className={cx(css['card'], tone !== undefined && css[tone])} {...name}>
      {title === undefined && aside === undefined ? null : (
        <header className={css['head']}>
          {title === undefined ? null : (
            <Heading id={id} className={css['title']}>
              {title}
            </Heading>
          )}
          {aside === undefined ? null : <div className={css['aside']}>{aside}</div>}
        </header>
      )}
      {children === undefined ? null : <div className={flush ? css['flush'] : css['body']}>{children}</div>}
      {foot === undefined ? null : <footer className={css['foot']}>{foot}</footer>}
    </section>
  )
}

/** A quiet block inside a card: the effect of a what-if, a note. */
export function Note({ tone = 'none', children }: { readonly tone?: 'ok' | 'warn' | 'stop' | 'note' | 'none'; readonly children: ReactNode }) {
  return <div className={cx(css['note'], css[`note-${tone}`])}>{children}</div>
}
