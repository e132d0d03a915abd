import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import css from './menu.module.css'

export type MenuEntry = {
  readonly id: string
  readonly label: string
  readonly icon?: LucideIcon
  readonly shortcut?: string
  readonly isDisabled?: boolean
  readonly danger?: boolean
}

export type MenuProps = {
  readonly label: string
  /** The button that opens it: a `Button` or an `IconButton`. */
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly onAction: (id: string) => void
  /** One of the entries is the present choice. */
  readonly chosen?: string
}

export function Menu({ label, trigger, entries, onAction, chosen }: MenuProps) {
  const selection = chosen === undefined ? {} : { selectionMode: 'single' as const, selectedKeys: [chosen] }
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={css['popover'] ?? ''} placement="bottom end" offset={5}>
        <AriaMenu aria-label={label} className={css['menu'] ?? ''} onAction={(key) => onAction(String(key))} {...selection}>
          {entries.map(({ id, label: name, icon: Icon, shortcut, isDisabled = false, danger = false }) => (
            <MenuItem key={id} id={id} textValue={name} isDisabled={isDisabled} className={css['item'] ?? ''} data-danger={danger || undefined}>
              {({ isSelected }) => (
                <>
                  <span className={css['icon']} aria-hidden>
                    {isSelected ? <Check size={16} strokeWidth={2.2} /> : Icon === undefined ? null : <Icon size={16} strokeWidth={1.9} />}
                  </span>
                  <span>{name}</span>
                  {shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
                </>
              )}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
