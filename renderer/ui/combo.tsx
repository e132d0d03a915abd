import { ChevronDown } from 'lucide-react'
import { useContext, useMemo, type ReactNode } from 'react'
import { ComboBox, Button as AriaButton, Group, Input, Label, ListBox, ListBoxItem, Popover, Text, useFilter, type Key } from 'react-aria-components'
import { useText } from '../text/words.tsx'
import css from './combo.module.css'
import { QuietArrival } from './quiet-arrival.ts'

export type ComboItem = { readonly id: string; readonly name: string; readonly detail?: string }

export type ComboProps = {
  /** What stands above the box: a `Label` and hints. A plain `label` is enough outside of plan fields. */
  readonly face?: ReactNode
  readonly label?: string
  readonly labelHidden?: boolean
  readonly items: readonly ComboItem[]
  /** null: nothing is chosen. */
  readonly value: string | null
  readonly onChange: (id: string | null) => void
  readonly placeholder?: string
  readonly isDisabled?: boolean
  readonly isInvalid?: boolean
  /** After a choice the box is empty again, to add another. */
  readonly adds?: boolean
  readonly id?: string
  readonly children?: ReactNode
}

/** A choice out of many, found by typing. Accents and case do not matter. */
export function Combo(props: ComboProps) {
  const { face, label, labelHidden = false, items, value, onChange, placeholder, isDisabled = false } = props
  const { isInvalid = false, adds = false, id, children } = props
  const text = useText()
  const { contains } = useFilter({ sensitivity: 'base' })
  const list = useMemo(() => [...items], [items])
  // Led to by a link: the list opens by typing, arrow down or its button, not by itself.
  const isQuiet = useContext(QuietArrival)
  return (
    <ComboBox<ComboItem>
      {...(label !== undefined && labelHidden ? { 'aria-label': label } : {})}
      {...(id === undefined ? {} : { id })}
      className={css['combo'] ?? ''}
      defaultItems={list}
      defaultFilter={contains}
      menuTrigger={isQuiet ? 'input' : 'focus'}
      isDisabled={isDisabled}
      isInvalid={isInvalid}
      allowsEmptyCollection
      {...(adds ? { selectedKey: null } : { selectedKey: value })}
      onSelectionChange={(key: Key | null) => {
        if (key === null ? !adds && value !== null : String(key) !== value) onChange(key === null ? null : String(key))
      }}
    >
      {face}
      {label !== undefined && !labelHidden ? <Label className={css['label'] ?? ''}>{label}</Label> : null}
      <Group className={css['box'] ?? ''}>
        <Input className={css['input'] ?? ''} placeholder={placeholder ?? text.word('answer.choose')} />
        <AriaButton className={css['open'] ?? ''}>
          <ChevronDown size={16} strokeWidth={2} aria-hidden />
        </AriaButton>
      </Group>
      {children}
      <Popover className={css['popover'] ?? ''} offset={4}>
        <ListBox<ComboItem>
          className={css['list'] ?? ''}
          renderEmptyState={() => <p className={css['none']}>{text.word('answer.nothingFound')}</p>}
        >
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.name} className={css['item'] ?? ''}>
              <Text slot="label">{item.name}</Text>
              {item.detail === undefined ? null : (
                <Text slot="description" className={css['detail'] ?? ''}>
                  {item.detail}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
