/** No barrier that a machine can find: axe on every screen, in every theme and language, and at 200 % zoom. */
import { expect, test } from '@playwright/test'
import type { Language } from '../../shared/words/format.ts'
import { violations } from '../support/axe.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { signOf } from '../support/page/sign.ts'
import { speak, stages, windowOf, type HomeportWindow, type Theme } from '../support/page/window.ts'

/** Goes over every place of a plan and calls back with its name. */
async function everyPlace(window: HomeportWindow, visit: (name: string) => Promise<void>): Promise<void> {
  for (const place of ['overview', 'sources', 'about'] as const) {
    await goByPalette(window, place)
    await visit(place)
  }
  for (const [index, stage] of stages.entries()) {
    await window.page.keyboard.press(`Alt+${index + 1}`)
    await expect(window.heading).toHaveText(window.word(`stage.${stage}`))
    await visit(stage)
  }
}

/** Works in windows of any width, where the navigation may be folded away. */
async function goByPalette(window: HomeportWindow, place: 'home' | 'overview' | 'sources' | 'about'): Promise<void> {
  const palette = await window.openPalette()
  await window.page.keyboard.type(window.word(`command.${place}`))
  await expect(palette.getByRole('menuitem')).toHaveCount(1)
  await window.page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
}

let launched: Launched
test.beforeAll(async () => {
  launched = await launchApp()
})
test.afterAll(() => launched.close())

test('the empty list of plans', async () => {
  const window = windowOf(launched.page)
  await expect(window.main.getByText(window.word('home.empty'))).toBeVisible()
  for (const theme of ['light', 'dark', 'contrast'] as const) {
    await window.chooseTheme(theme)
    expect(await violations(launched.page), theme).toEqual([])
  }
})

test('axe finds what is wrong, where something is', async () => {
  const { page } = launched
  await page.evaluate(() => {
    const picture = document.createElement('img')
    picture.id = 'wrong'
    document.querySelector('main')?.append(picture)
  })
  expect(await violations(page)).toEqual([expect.stringContaining('image-alt')])
  await page.evaluate(() => document.querySelector('#wrong')?.remove())
})

for (const language of ['en', 'de'] as const)
  for (const theme of ['light', 'dark', 'contrast'] as const)
    test(`every place, ${theme}, ${language}`, async () => {
      const window = await inLook(language, theme)
      const found: Record<string, string[]> = {}
      const look = async (name: string): Promise<void> => {
        const here = await violations(launched.page)
        if (here.length > 0) found[name] = here
      }
      await everyPlace(window, look)
      expect(found).toEqual({})
    })

test('palette, menus and dialogs', async () => {
  for (const theme of ['light', 'dark', 'contrast'] as const) {
    const window = await inLook('en', theme)
    const { page, word } = window
    await window.openPalette()
    expect(await violations(page), `palette, ${theme}`).toEqual([])
    await page.keyboard.press('Escape')
    await window.openStage('sign')
    const sign = signOf(window)
    if ((await sign.versions.count()) === 0) {
      await sign.makeKey('A. Reiter')
      await sign.sign(1)
    }
    await sign.verify(1)
    expect(await violations(page), `verification, ${theme}`).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: word('bar.theme'), exact: true }).click()
    expect(await violations(page), `menu, ${theme}`).toEqual([])
    await page.keyboard.press('Escape')
    await window.openPlace('allPlans')
    await expect(homeOf(window).rows).toHaveCount(1)
    expect(await violations(page), `list of plans, ${theme}`).toEqual([])
    await homeOf(window).rows.getByRole('button').first().click()
    await expect(window.plan).toBeVisible()
  }
})

test('at 200 % nothing is cut off, and only one thing scrolls', async () => {
  const zoom = (factor: number) =>
    launched.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to), factor)
  for (const language of ['en', 'de'] as const) {
    await zoom(1)
    const window = await inLook(language, 'light')
    await zoom(2)
    const found: Record<string, unknown> = {}
    const look = async (name: string): Promise<void> => {
      const { wide, high } = await window.page.evaluate(() => {
        const { scrollWidth, clientWidth, scrollHeight } = document.scrollingElement ?? document.documentElement
        const main = document.querySelector('main')
        return { wide: Math.max(scrollWidth - clientWidth, (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0)), high: scrollHeight - innerHeight }
      })
      if (wide > 0 || high > 0) found[name] = { wide, high }
    }
    await everyPlace(window, look)
    expect(found, language).toEqual({})
  }
  await zoom(1)
})

/** The window in a language and theme, on a plan. */
async function inLook(language: Language, theme: Theme): Promise<HomeportWindow> {
  const now = (await launched.page.locator('html').getAttribute('lang')) === 'de' ? 'de' : 'en'
  const before = windowOf(launched.page, now)
  await before.closeMessages()
  const window = now === language ? before : await speak(before, language)
  await window.chooseTheme(theme)
  if ((await window.plan.count()) === 0 && (await window.heading.textContent()) === window.word('home.title')) await homeOf(window).openSample('ministry')
  return window
}
