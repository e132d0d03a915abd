import type { ReactNode } from 'react'
import css from './hidden.module.css'

/** Words for those who do not see the shape that stands beside them. */
export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={css['hidden']}>{children}</span>
}
