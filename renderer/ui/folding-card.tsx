import { ChevronRight } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import css from './folding-card.module.css'
import { cx } from './class-names.ts'

export type FoldingCardProps = {
  readonly title: string
  /** Words at the end of the head: how far it is. */
  readonly aside?: ReactNode
  /** Open whatever the reader chose, such as when a finding leads into it. */
  readonly heldOpen?: boolean
  readonly openAtFirst?: boolean
  readonly children: ReactNode
}

/** A card that shows its head and opens on demand. What is folded is not drawn. */
export function FoldingCard({ title, aside, heldOpen = false, openAtFirst = false, children }: FoldingCardProps) {
  const id = useId()
  const [chosen, setChosen] = useState<boolean | null>(openAtFirst ? true : null)
  const [held, setHeld] = useState(heldOpen)
  // Led into it again: open, although the reader folded it before.
  if (held !== heldOpen) {
    setHeld(heldOpen)
    if (heldOpen) setChosen(true)
  }
  const open = chosen ?? heldOpen
  return (
    <section className={css['card']} aria-labelledby={`${id}-title`}>
      <h2 className={css['heading']}>
        <button
          type="button"
          className={css['trigger']}
          aria-expanded={open}
          aria-controls={`${id}-body`}
          onClick={() => setChosen(!open)}
        >
          <ChevronRight size={17} strokeWidth={2.1} aria-hidden className={cx(css['arrow'], open && css['turned'])} />
          <span id={`${id}-title`} className={css['title']}>
            {title}
          </span>
          {aside === undefined ? null : <span className={css['aside']}>{aside}</span>}
        </button>
      </h2>
      <div id={`${id}-body`} hidden={!open} className={css['body']}>
        {open ? children : null}
      </div>
    </section>
  )
}
