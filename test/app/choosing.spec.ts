/** Three organizations choose a model for their task by keys alone, in both themes. */
import { expect, test } from '@playwright/test'
import { entryName } from '../../shared/words/answer.ts'
import { knowledge } from '../support/knowledge.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { tabTo } from '../support/page/keyboard.ts'
import { modelOf } from '../support/page/model.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'
import type { Page } from '@playwright/test'

let launched: Launched
let window: HomeportWindow
let page: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  launched = await launchApp()
  ;({ page } = launched)
  window = windowOf(page)
  // Keys pressed before the page listens are nobody's.
  await expect(window.main.getByText(window.word('home.empty'))).toBeVisible()
  await page.evaluate(() => addEventListener('mousedown', () => Object.assign(globalThis, { mouseUsed: true }), true))
})
test.afterAll(async () => {
  expect(await page.evaluate(() => 'mouseUsed' in globalThis)).toBe(false)
  await launched.close()
})

/** What each takes instead of the sample's own choice. */
const choices = [
  { sample: 'ministry', model: 'ministral-3-8b', theme: 'light' },
  { sample: 'hospital', model: 'gpt-oss-20b', theme: 'dark' },
  { sample: 'agency', model: 'gemma-4-31b', theme: 'dark' },
] as const

/** Chooses a command by its name in the palette. */
async function command(name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type(name)
  await expect(page.getByRole('menuitem', { name }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

for (const { sample, model, theme } of choices)
  test(`${sample} chooses ${model} in the ${theme} theme`, async () => {
    const { word, main } = window
    await command(word('command.theme', { theme: word(`theme.${theme}`) }))
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    if ((await window.plan.count()) > 0) await command(word('command.home'))
    await tabTo(page, main.getByRole('button', { name: word('home.sample'), exact: true }))
    await page.keyboard.press('Enter')
    const entry = page.getByRole('menuitem', { name: word(`home.sample.${sample}`) })
    await expect(entry).toBeVisible()
    for (let step = 0; step < 3 && !(await entry.evaluate((item) => item === document.activeElement)); step++)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(window.plan).toBeVisible()

    await page.keyboard.press('Alt+2')
    await expect(window.heading).toHaveText(word('stage.model'))
    const name = entryName('models', model, knowledge)
    await tabTo(page, main.getByRole('searchbox', { name: word('modelScreen.search') }))
    await page.keyboard.type(name)
    const row = modelOf(window).row(model)
    await expect(row).toBeVisible()
    await tabTo(page, row)
    await page.keyboard.press('Enter')
    const heading = main.getByRole('heading', { name, exact: true }).first()
    await expect(heading).toBeVisible()
    await tabTo(page, main.getByRole('button', { name: word('modelScreen.choose'), exact: true }))
    await page.keyboard.press('Enter')
    await expect(row).toContainText(word('modelScreen.inPlan'))
    // The rail says it too, and the verdict speaks of the new model.
    await expect(page.getByRole('complementary')).toContainText(name)
    await expect(main.getByRole('heading', { level: 2 }).first()).toContainText(name)
  })
