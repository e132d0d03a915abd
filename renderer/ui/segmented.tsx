import type { LucideIcon } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import css from './segmented.module.css'
import { cx } from './class-names.ts'

export type Segment<Value extends string> = { readonly value: Value; readonly label: string; readonly icon?: LucideIcon }

export type SegmentedControlProps<Value extends string> = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly segments: readonly Segment<Value>[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly wide?: boolean
  readonly isDisabled?: boolean
}

/** One of a few, all visible. Arrow keys change it. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, labelHidden = false, segments, value, onChange, wide = false, isDisabled = false } = props
  return (
    <RadioGroup
      {...(labelHidden ? { 'aria-label': label } : {})}
      value={value}
      onChange={(chosen) => {
        const segment = segments.find((candidate) => candidate.value === chosen)
        if (segment !== undefined) onChange(segment.value)
      }}
      isDisabled={isDisabled}
      orientation="horizontal"
      className={cx(css['group'], wide && css['wide'])}
    >
      {labelHidden ? null : <Label className={css['label'] ?? ''}>{label}</Label>}
      <div className={css['segments']}>
        {segments.map(({ value: segment, label: name, icon: Icon }) => (
          <Radio key={segment} value={segment} className={css['segment'] ?? ''}>
            {Icon === undefined ? null : <Icon size={15} strokeWidth={1.9} aria-hidden />}
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
