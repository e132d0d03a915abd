import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { cx } from './class-names.ts'
import css from './radio-cards.module.css'

export type RadioCard = {
  readonly value: string
  readonly title: string
  readonly detail?: ReactNode
  /** Stands at the end, such as the number of findings. */
  readonly aside?: ReactNode
}

export type RadioCardsProps = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly value: string | null
  readonly onChange: (value: string) => void
  readonly cards: readonly RadioCard[]
}

/** One of a few alternatives that need a line of explanation each. */
export function RadioCards({ label, labelHidden = false, value, onChange, cards }: RadioCardsProps) {
  return (
    <RadioGroup {...(labelHidden ? { 'aria-label': label } : {})} value={value} onChange={onChange} className={css['group'] ?? ''}>
      {labelHidden ? null : <Label className={css['label'] ?? ''}>{label}</Label>}
      <div className={css['cards']}>
        {cards.map((card) => (
          <Radio key={card.value} value={card.value} className={cx(css['card'])}>
            <span className={css['dot']} aria-hidden />
            <span className={css['words']}>
              <span className={css['title']}>{card.title}</span>
              <span className={css['line']}>
                <span>{card.detail}</span>
                <span>{card.aside}</span>
              </span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
