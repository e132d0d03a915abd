/** A window in which an entry of a table of the plan is written: its parts, and two ways out. */
import type { ReactNode } from 'react'
import { useText } from '../text/words.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Stack } from './page.tsx'

export type EntryDialogProps = {
  readonly title: string
  /** What taking it does, in words. */
  readonly save: string
  readonly ready: boolean
  readonly width?: 'normal' | 'wide'
  readonly onSave: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

export function EntryDialog({ title, save, ready, width = 'wide', onSave, onClose, children }: EntryDialogProps) {
  const text = useText()
  return (
    <Dialog
      title={title}
      isOpen
      {...(width === 'wide' ? { width } : {})}
      onOpenChange={(isOpen) => isOpen || onClose()}
      actions={
        <>
          <Button onPress={onClose}>{text.word('app.cancel')}</Button>
          <Button variant="primary" isDisabled={!ready} onPress={onSave}>
            {save}
          </Button>
        </>
      }
    >
      <Stack>{children}</Stack>
    </Dialog>
  )
}
