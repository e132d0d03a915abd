/** The hosting stage: its parts behind tabs, and its cards. */
import { expect, type Locator } from '@playwright/test'
import type { HomeportWindow } from './window.ts'

export type HostingPartName = 'where' | 'ceiling' | 'facts' | 'criteria' | 'rehearsal' | 'clauses'

export type HostingScreen = {
  /** Opens a part by its tab. */
  readonly openPart: (part: HostingPartName) => Promise<void>
  /** A card by its title. */
  readonly card: (title: string) => Locator
}

export function hostingOf({ main, word }: HomeportWindow): HostingScreen {
  const parts = main.getByRole('tablist', { name: word('hostingScreen.parts') })
  return {
    openPart: async (part) => {
      const tab = parts.getByRole('tab', { name: word(`hostingScreen.part.${part}`), exact: true })
      await tab.click()
      await expect(tab).toHaveAttribute('aria-selected', 'true')
    },
    card: (title) => main.getByRole('region', { name: title, exact: true }),
  }
}
