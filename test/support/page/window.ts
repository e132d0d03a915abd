/** What every screen has around it: top bar, navigation, plan so far, palette, messages, dialogs. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Language } from '../../../shared/words/format.ts'
import { containing, wordAt, wordIn, type Word } from './words.ts'

export const stages = ['requirements', 'model', 'hardware', 'hosting', 'obligations', 'costs', 'review', 'sign'] as const
export type StageName = (typeof stages)[number]

export type Theme = 'light' | 'dark' | 'contrast'

export type HomeportWindow = {
  readonly page: Page
  readonly language: Language
  readonly word: Word
  readonly main: Locator
  readonly heading: Locator
  readonly status: Locator
  readonly undo: Locator
  readonly redo: Locator
  readonly plan: Locator
  readonly messages: Locator
  /** Opens a stage by its link in the navigation and waits for its heading. */
  readonly openStage: (stage: StageName) => Promise<void>
  readonly openPlace: (place: 'overview' | 'allPlans' | 'board' | 'sources' | 'about') => Promise<void>
  /** Waits until everything that was changed is on disk. */
  readonly saved: () => Promise<void>
  readonly dialog: (title: string) => Locator
  readonly openPalette: () => Promise<Locator>
  readonly chooseTheme: (theme: Theme) => Promise<void>
  readonly closeMessages: () => Promise<void>
}

export function windowOf(page: Page, language: Language = 'en'): HomeportWindow {
  const word = wordIn(language)
  const main = page.getByRole('main')
  const heading = main.getByRole('heading', { level: 1 })
  const bar = page.getByRole('banner')
  const status = bar.getByRole('status')
  const navigation = page.getByRole('navigation', { name: word('app.nav') })
  const messages = page.getByRole('region', { name: containing(word('toast.region')) })
  return {
    page,
    language,
    word,
    main,
    heading,
    status,
    undo: bar.getByRole('button', { name: new RegExp(`^${word('bar.undo')}`) }),
    redo: bar.getByRole('button', { name: new RegExp(`^${word('bar.redo')}`) }),
    plan: page.getByRole('complementary', { name: word('app.rail') }),
    messages,
    openStage: async (stage) => {
      await navigation.getByRole('link', { name: new RegExp(`^${wordAt(`stage.${stage}`, language)}`) }).click()
      await expect(heading).toHaveText(wordAt(`stage.${stage}`, language))
    },
    openPlace: async (place) => {
      await navigation.getByRole('link', { name: word(`app.${place}`), exact: true }).click()
    },
    saved: async () => {
      await expect(status).toHaveText(containing(word('save.saved', { time: '' }).trim()))
    },
    dialog: (title) => page.getByRole('dialog', { name: title }),
    openPalette: async () => {
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: word('palette.title') })
      await expect(palette).toBeVisible()
      return palette
    },
    chooseTheme: async (theme) => {
      await bar.getByRole('button', { name: word('bar.theme'), exact: true }).click()
      await page.getByRole('menuitemradio', { name: word(`theme.${theme}`), exact: true }).click()
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    },
    closeMessages: async () => {
      const close = messages.getByRole('button', { name: word('app.close'), exact: true })
      while ((await close.count()) > 0) await close.first().click()
    },
  }
}

/** How a language calls itself in the menu. */
const ownNames: Record<Language, string> = { en: 'English', de: 'Deutsch', fr: 'Français' }

/** Switches the language of the interface as a reader would and returns the window in it. */
export async function speak(window: HomeportWindow, language: Language): Promise<HomeportWindow> {
  const { page, word } = window
  await page.getByRole('banner').getByRole('button', { name: word('bar.language'), exact: true }).click()
  await page.getByRole('menuitemradio', { name: ownNames[language], exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  return windowOf(page, language)
}
