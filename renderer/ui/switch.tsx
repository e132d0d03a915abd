import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components'
import css from './switch.module.css'

export type SwitchProps = Omit<AriaSwitchProps, 'className' | 'style' | 'children'> & {
  readonly label: string
  readonly detail?: ReactNode
}

/** On or off, at once: what-ifs and preferences. Answers of the plan are never switches: they can be unknown. */
export function Switch({ label, detail, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className={css['switch'] ?? ''}>
      <span className={css['track']} aria-hidden>
        <span className={css['thumb']} />
      </span>
      <span>
        <span className={css['label']}>{label}</span>
        {detail === undefined ? null : <span className={css['detail']}>{detail}</span>}
      </span>
    </AriaSwitch>
  )
}
