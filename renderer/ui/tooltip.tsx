import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'
import css from './tooltip.module.css'

/** A short name for something that shows none. Never the only place of a fact: touch screens do not show it. */
export function Tip({ text, shortcut, children }: { readonly text: string; readonly shortcut?: string; readonly children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <Tooltip offset={6} className={css['tip'] ?? ''}>
        {text}
        {shortcut === undefined ? null : <kbd className={css['key']}>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
