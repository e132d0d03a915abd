import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components'
import css from './checkbox.module.css'

export type CheckboxProps = Omit<AriaCheckboxProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  readonly label: string
  readonly labelHidden?: boolean
  readonly detail?: ReactNode
}

export function Checkbox({ label, labelHidden = false, detail, ...rest }: CheckboxProps) {
  const name = labelHidden ? { 'aria-label': label } : {}
  return (
    <AriaCheckbox {...rest} {...name} className={css['checkbox'] ?? ''}>
      {({ isIndeterminate, isSelected }) => (
        <>
          <span className={css['box']} aria-hidden>
            {isIndeterminate ? <Minus size={14} strokeWidth={3} /> : isSelected ? <Check size={14} strokeWidth={3} /> : null}
          </span>
          {labelHidden ? null : (
            <span className={css['words']}>
              {label}
              {detail === undefined ? null : <span className={css['detail']}>{detail}</span>}
            </span>
          )}
        </>
      )}
    </AriaCheckbox>
  )
}
