import { Search, type LucideIcon } from 'lucide-react'
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField, useFilter } from 'react-aria-components'
import { useText } from '../text/words.tsx'
import css from './command-palette.module.css'

export type Command = {
  readonly id: string
  readonly label: string
  /** Heading under which it stands, such as "Go to" or "Findings". */
  readonly group: string
  /** Quiet words at the end, such as where it leads. */
  readonly detail?: string
  readonly shortcut?: string
  readonly icon?: LucideIcon
  readonly run: () => void
}

export type CommandPaletteProps = {
  readonly isOpen: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly commands: readonly Command[]
}

/** Every action by its name. Accents and case do not matter. */
export function CommandPalette({ isOpen, onOpenChange, commands }: CommandPaletteProps) {
  const text = useText()
  const { contains } = useFilter({ sensitivity: 'base' })
  const groups = [...new Set(commands.map((command) => command.group))]
  return (
    <ModalOverlay className={css['veil'] ?? ''} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={css['modal'] ?? ''}>
        <Dialog aria-label={text.word('palette.title')} className={css['dialog'] ?? ''}>
          <Autocomplete filter={contains}>
            <SearchField autoFocus aria-label={text.word('palette.search')} className={css['search'] ?? ''}>
              <Search size={17} strokeWidth={1.9} aria-hidden />
              <Input className={css['input'] ?? ''} placeholder={text.word('palette.search')} />
              <kbd>Esc</kbd>
            </SearchField>
            {/* What scrolls must be reachable by keys, too; the entries only look focused while one types. */}
            <div className={css['menu']} role="group" tabIndex={0} aria-label={text.word('palette.title')}>
              <Menu
                aria-label={text.word('palette.title')}
                className={css['entries'] ?? ''}
                renderEmptyState={() => <p className={css['none']}>{text.word('palette.empty')}</p>}
              >
                {groups.map((group) => (
                  <MenuSection key={group} className={css['section'] ?? ''}>
                    <Header className={css['group'] ?? ''}>{group}</Header>
                    {commands
                      .filter((command) => command.group === group)
                      .map(({ id, label, detail, shortcut, icon: Icon, run }) => (
                        <MenuItem
                          key={id}
                          id={id}
                          textValue={detail === undefined ? label : `${label} ${detail}`}
                          className={css['item'] ?? ''}
                          onAction={() => {
                            onOpenChange(false)
                            run()
                          }}
                        >
                          <span className={css['icon']} aria-hidden>
                            {Icon === undefined ? null : <Icon size={16} strokeWidth={1.9} />}
                          </span>
                          <span className={css['name']}>{label}</span>
                          {detail === undefined ? null : <span className={css['detail']}>{detail}</span>}
                          {shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
                        </MenuItem>
                      ))}
                  </MenuSection>
                ))}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
