/** The costs screen: pictures first, questions and ranges folded, figures typed as the reader's language writes them. */
import { expect, test } from '@playwright/test'
import { violations } from '../support/axe.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { questionsOf } from '../support/page/questions.ts'
import { speak, windowOf, type HomeportWindow } from '../support/page/window.ts'
import { containing, wordAt } from '../support/page/words.ts'

let launched: Launched
let window: HomeportWindow

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  launched = await launchApp()
  window = windowOf(launched.page)
  await homeOf(window).openSample('ministry')
  await window.openStage('costs')
})
test.afterAll(() => launched.close())

test('questions are folded with their progress and open on demand', async () => {
  const { main, page, word } = window
  const running = main.getByRole('button', { name: containing(wordAt('group.costs.running', 'en')) })
  const price = questionsOf(window).control('costs.electricityPrice')
  await expect(running).toHaveAttribute('aria-expanded', 'false')
  await expect(running).toContainText(word('groups.progress', { answered: 5, all: 11 }))
  await expect(price).toBeHidden()
  await running.focus()
  await page.keyboard.press('Enter')
  // The sample's contract: 205 a megawatt-hour.
  await expect(price).toHaveValue('205')
  expect(await violations(page)).toEqual([])
})

test('an end of a range is typed and shown as German writes numbers; words are refused', async () => {
  window = await speak(window, 'de')
  const { main, page, word } = window
  await main.getByRole('button', { name: containing(word('costsScreen.ranges')) }).click()
  const low = main.getByRole('textbox', {
    name: word('costsScreen.rangeOf', { end: word('report.low'), field: wordAt('field.costs.hardwarePrice.label', 'de') }),
    exact: true,
  })
  await low.fill('viel')
  await low.blur()
  await expect(main.getByText(word('costsScreen.rangeFault'))).toBeVisible()
  // Two hundred thousand, not two hundred.
  await low.fill('200.000')
  await low.blur()
  await expect(low).toHaveValue('200.000')
  const row = main.getByRole('row', { name: containing(wordAt('cost.part.hardware', 'de')) }).first()
  await expect(row).toContainText('200.000')
  expect(await violations(page)).toEqual([])
})

test('a finding leads to a folded question, opens its group and puts the focus on it', async () => {
  await window.openPlace('allPlans')
  await homeOf(window).openSample('agency')
  await window.openStage('costs')
  const { main, word } = window
  const question = main.locator('[data-target]')
  await expect(question).toHaveCount(0)
  await main.getByRole('region', { name: word('finding.list') }).getByRole('button', { name: word('finding.go') }).first().click()
  await expect(question).toBeVisible()
  await expect(question.locator(':focus')).toHaveCount(1)
})
