import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import css from './tabs.module.css'

export type TabItem = { readonly id: string; readonly label: ReactNode; readonly content: ReactNode }

export type TabsProps = {
  readonly label: string
  readonly items: readonly TabItem[]
  readonly selected?: string
  readonly onSelect?: (id: string) => void
}

export function Tabs({ label, items, selected, onSelect }: TabsProps) {
  const control = selected === undefined ? {} : { selectedKey: selected }
  return (
    <AriaTabs className={css['tabs'] ?? ''} {...control} onSelectionChange={(key) => onSelect?.(String(key))}>
      <TabList aria-label={label} className={css['list'] ?? ''}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={css['tab'] ?? ''}>
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={css['panel'] ?? ''}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
