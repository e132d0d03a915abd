import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Disclosure as AriaDisclosure, DisclosurePanel, Heading } from 'react-aria-components'
import css from './disclosure.module.css'

/** More, on demand. */
export function Disclosure(props: { readonly title: ReactNode; readonly level?: 2 | 3 | 4; readonly openAtFirst?: boolean; readonly children: ReactNode }) {
  const { title, level = 3, openAtFirst = false, children } = props
  return (
    <AriaDisclosure className={css['disclosure'] ?? ''} defaultExpanded={openAtFirst}>
      <Heading level={level} className={css['heading'] ?? ''}>
        <Button slot="trigger" className={css['trigger'] ?? ''}>
          <ChevronRight size={16} strokeWidth={2.1} aria-hidden className={css['arrow']} />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className={css['panel'] ?? ''}>{children}</DisclosurePanel>
    </AriaDisclosure>
  )
}
