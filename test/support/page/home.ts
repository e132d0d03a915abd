/** The list of plans. */
import { expect, type Locator, type Page } from '@playwright/test'
import { languageOf, type Language } from '../../../shared/words/format.ts'
import { speak, windowOf, type HomeportWindow } from './window.ts'
import { containing } from './words.ts'

export type Sample = 'ministry' | 'hospital' | 'agency'

export type HomeScreen = {
  readonly rows: Locator
  readonly row: (title: string) => Locator
  readonly startPlan: () => Promise<void>
  readonly openSample: (sample: Sample) => Promise<void>
  readonly openPlan: (title: string) => Promise<void>
  readonly duplicate: (title: string) => Promise<void>
  readonly remove: (title: string) => Promise<void>
  /** Takes the deletion back by the button in its message. */
  readonly takeBack: () => Promise<void>
  readonly verifyBundle: () => Promise<Locator>
}

export function homeOf(window: HomeportWindow): HomeScreen {
  const { page, word, main, heading, messages } = window
  const table = main.getByRole('table', { name: word('home.table') })
  const row = (title: string): Locator => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: title, exact: true }) })
  const press = (title: string, action: 'home.duplicate' | 'home.delete') =>
    row(title).first().getByRole('button', { name: `${word(action)}: ${title}` }).click()
  return {
    rows: table.getByRole('rowheader'),
    row,
    startPlan: async () => {
      await main.getByRole('button', { name: word('home.new'), exact: true }).click()
      await expect(heading).toHaveText(word('stage.requirements'))
    },
    openSample: async (sample) => {
      await main.getByRole('button', { name: word('home.sample'), exact: true }).click()
      await page.getByRole('menuitem', { name: word(`home.sample.${sample}`) }).click()
      await expect(window.plan).toBeVisible()
    },
    openPlan: async (title) => {
      await row(title).first().getByRole('button', { name: title, exact: true }).click()
      await expect(window.plan).toBeVisible()
    },
    duplicate: (title) => press(title, 'home.duplicate'),
    remove: (title) => press(title, 'home.delete'),
    takeBack: async () => {
      await messages.getByRole('button', { name: word('home.restore'), exact: true }).click()
    },
    verifyBundle: async () => {
      await main.getByRole('button', { name: word('home.verify'), exact: true }).click()
      const dialog = window.dialog(word('home.verify'))
      await expect(dialog.getByRole('table', { name: containing(word('verification.checks')) })).toBeVisible()
      return dialog
    },
  }
}

/** A new copy of a sample, in a language, whatever the window spoke before. */
export async function openSampleIn(page: Page, sample: Sample, language: Language): Promise<HomeportWindow> {
  const now = languageOf((await page.locator('html').getAttribute('lang')) ?? '')
  const before = windowOf(page, now)
  const window = now === language ? before : await speak(before, language)
  await window.openPlace('allPlans')
  await homeOf(window).openSample(sample)
  return window
}
