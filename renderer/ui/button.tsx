import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import css from './button.module.css'
import { cx } from './class-names.ts'
import { useEditable } from './editable.tsx'
import { Tip } from './tooltip.tsx'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  readonly children: ReactNode
  /** `primary` once per view: what the planner most likely does next. `text` looks like a link. */
  readonly variant?: 'default' | 'primary' | 'quiet' | 'danger' | 'text'
  readonly size?: 'medium' | 'small'
  readonly icon?: LucideIcon
  readonly iconAfter?: LucideIcon
  /** Takes the whole width; with `iconAfter` the icon goes to the end. */
  readonly wide?: boolean
  /** It changes the plan: not there where nothing may be changed. */
  readonly changes?: boolean
}

export function Button(props: ButtonProps) {
  const { children, variant = 'default', size = 'medium', icon: Icon, iconAfter: After, wide = false, changes = false, ...rest } = props
  const editable = useEditable()
  if (changes && !editable) return null
  const edge = size === 'small' ? 15 : 16
  return (
    <AriaButton {...rest} className={cx(css['button'], css[variant], css[size], wide && css['wide'])}>
      {Icon === undefined ? null : <Icon size={edge} strokeWidth={1.9} aria-hidden />}
      <span className={css['label']}>{children}</span>
      {After === undefined ? null : <After size={edge} strokeWidth={1.9} aria-hidden className={css['after']} />}
    </AriaButton>
  )
}

export type IconButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  /** What the button does, for everybody: spoken, and shown as a tip. */
  readonly label: string
  readonly icon: LucideIcon
  readonly size?: 'medium' | 'small'
  readonly shortcut?: string
  /** It changes the plan: not there where nothing may be changed. */
  readonly changes?: boolean
}

/** A button without a visible word. Only for undo, redo, close, menus of the top bar and removal inside a tag. */
export function IconButton({ label, icon: Icon, size = 'medium', shortcut, changes = false, ...rest }: IconButtonProps) {
  const editable = useEditable()
  if (changes && !editable) return null
  return (
    <Tip text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <AriaButton {...rest} aria-label={label} className={cx(css['button'], css['quiet'], css['icon'], css[size])}>
        <Icon size={size === 'small' ? 15 : 17} strokeWidth={1.9} aria-hidden />
      </AriaButton>
    </Tip>
  )
}
