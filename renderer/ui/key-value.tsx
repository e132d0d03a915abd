import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import css from './key-value.module.css'
import { cx } from './class-names.ts'

export type KeyValueItem = {
  readonly key: string
  readonly label: ReactNode
  /** null: not known yet; a dash is shown and `empty` is spoken. */
  readonly value: ReactNode
  /** Goes to where it is decided. */
  readonly onOpen?: () => void
  /** What a screen reader hears with `onOpen`, such as "Change the model". */
  readonly openLabel?: string
}

/**
 * Names and values. `rail`: values at the end, for the plan so far; `figures`: the same, and each value stays beside its name;
 * `wide`: two columns, for details.
 */
export function KeyValue({ items, shape = 'rail' }: { readonly items: readonly KeyValueItem[]; readonly shape?: 'rail' | 'figures' | 'wide' }) {
  return (
    <dl className={cx(css['list'], css[shape])}>
      {items.map((item) => (
        <div key={item.key} className={css['pair']}>
          <dt>{item.label}</dt>
          <dd>
            {item.onOpen === undefined ? (
              (item.value ?? '–')
            ) : (
              <Button variant="text" onPress={item.onOpen} {...(item.openLabel === undefined ? {} : { 'aria-label': item.openLabel })}>
                {item.value ?? '–'}
              </Button>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
