import { X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../text/words.tsx'
import { IconButton } from './button.tsx'
import { cx } from './class-names.ts'
import css from './dialog.module.css'
import { useKeptFocus } from './use-kept-focus.ts'
import { useScrolls } from './use-scrolls.ts'

export type DialogProps = {
  readonly title: string
  readonly isOpen: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly children: ReactNode
  /** Buttons, the primary one last. */
  readonly actions?: ReactNode
  readonly width?: 'narrow' | 'wide' | 'full'
  /** `alertdialog` for a question that must be answered. */
  readonly role?: 'dialog' | 'alertdialog'
}

/** A window over the page. Escape and a press outside close it; the focus goes back to where it was. */
export function Dialog({ title, isOpen, onOpenChange, children, actions, width = 'narrow', role = 'dialog' }: DialogProps) {
  const text = useText()
  return (
    <ModalOverlay className={css['veil'] ?? ''} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable={role === 'dialog'}>
      <Modal className={cx(css['modal'], css[width])}>
        <Window role={role}>
          <header className={css['head']}>
            <Heading slot="title" className={css['title'] ?? ''}>
              {title}
            </Heading>
            <IconButton label={text.word('app.close')} icon={X} size="small" onPress={() => onOpenChange(false)} />
          </header>
          <Body title={title}>{children}</Body>
          {actions === undefined ? null : <footer className={css['actions']}>{actions}</footer>}
        </Window>
      </Modal>
    </ModalOverlay>
  )
}

function Window({ role, children }: { readonly role: 'dialog' | 'alertdialog'; readonly children: ReactNode }) {
  const dialog = useRef<HTMLElement>(null)
  useKeptFocus(dialog)
  return (
    <AriaDialog ref={dialog} role={role} className={css['dialog'] ?? ''}>
      {children}
    </AriaDialog>
  )
}

/** What scrolls must be reachable without a mouse, and have a name. */
function Body({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [body, scrolls] = useScrolls<HTMLDivElement>()
  return (
    <div ref={body} className={css['body']} {...(scrolls ? { role: 'group', tabIndex: 0, 'aria-label': title } : {})}>
      {children}
    </div>
  )
}
