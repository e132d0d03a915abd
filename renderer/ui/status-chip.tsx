import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import type { Tone } from './state-icon.tsx'
import css from './status-chip.module.css'

/** A state in one or two words. The words carry it; the color only helps. */
export function StatusChip({ tone, icon: Icon, children }: { readonly tone: Tone; readonly icon?: LucideIcon; readonly children: ReactNode }) {
  return (
    <span className={cx(css['chip'], css[tone])}>
      {Icon === undefined ? null : <Icon size={14} strokeWidth={2.2} aria-hidden />}
      {children}
    </span>
  )
}

/** A counted state beside a name, such as findings of a stage. `label` says what is counted. */
export function CountChip({ tone, count, label }: { readonly tone: Tone; readonly count: number; readonly label: string }) {
  return (
    <span className={cx(css['count'], css[tone])}>
      <span aria-hidden>{count}</span>
      <span className={css['hidden']}>{label}</span>
    </span>
  )
}
