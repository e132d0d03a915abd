import type { LucideIcon } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../text/words.tsx'
import { Hidden } from './hidden.tsx'
import { StateIcon } from './state-icon.tsx'
import css from './states.module.css'

/** Nothing here yet: says what would stand here and offers the next step. */
export function EmptyState(props: { readonly icon?: LucideIcon; readonly title: string; readonly children?: ReactNode; readonly actions?: ReactNode }) {
  const { icon: Icon, title, children, actions } = props
  return (
    <div className={css['empty']}>
      {Icon === undefined ? null : <Icon size={26} strokeWidth={1.6} aria-hidden className={css['icon']} />}
      <p className={css['title']}>{title}</p>
      {children === undefined ? null : <div className={css['detail']}>{children}</div>}
      {actions === undefined ? null : <div className={css['actions']}>{actions}</div>}
    </div>
  )
}

/** Something failed: what happened, what was kept, what to do. */
export function ErrorState(props: { readonly what: string; readonly kept?: string; readonly todo?: string; readonly actions?: ReactNode }) {
  const { what, kept, todo, actions } = props
  return (
    <div className={css['error']} role="alert">
      <StateIcon state="blocking" size={22} />
      <div>
        <p className={css['title']}>{what}</p>
        {kept === undefined ? null : <p className={css['detail']}>{kept}</p>}
        {todo === undefined ? null : <p className={css['detail']}>{todo}</p>}
        {actions === undefined ? null : <div className={css['actions']}>{actions}</div>}
      </div>
    </div>
  )
}

/** A block of the size of what is coming. Shown only if it takes longer than 300 ms; it does not shimmer. */
export function Skeleton({ lines = 3, height }: { readonly lines?: number; readonly height?: string }) {
  const text = useText()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={css['skeleton']} role="status" style={height === undefined ? {} : { minHeight: height }}>
      {shown ? (
        <>
          <Hidden>{text.word('loading')}</Hidden>
          {Array.from({ length: lines }, (_, line) => (
            <span key={line} className={css['line']} style={{ width: `${String(92 - ((line * 17) % 40))}%` }} />
          ))}
        </>
      ) : null}
    </div>
  )
}
