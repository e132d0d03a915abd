/** Assurance as a planner meets it: a suggestion taken, a test set pinned, a risk accepted, a question followed to its field. */
import { expect, test } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { violations } from '../support/axe.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-assurance-'))
const file = path.join(folder, 'letters.csv')
let launched: Launched
let window: HomeportWindow

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  writeFileSync(file, 'letter,answer\n')
  launched = await launchApp({ env: { HOMEPORT_DIALOG_ANSWER: file } })
  window = windowOf(launched.page)
  const { main, page, word } = window
  await main.getByRole('button', { name: word('home.sample'), exact: true }).click()
  await page.getByRole('menuitem', { name: word('home.sample.ministry') }).click()
  await window.openStage('obligations')
})
test.afterAll(async () => {
  await launched.close()
  rmSync(folder, { recursive: true, force: true })
})

const region = (name: string) => window.main.getByRole('region', { name, exact: true })

test('a suggestion is offered with its reason and taken only when somebody takes it', async () => {
  const { word } = window
  const card = region(word('assuranceScreen.evaluations'))
  await expect(card.getByRole('row')).toHaveCount(5)
  await card.getByRole('button', { name: word('assuranceScreen.suggested') }).click()
  const offers = card.getByRole('table', { name: word('assuranceScreen.suggested') })
  const [first] = await offers.getByRole('button').all()
  await first?.click()
  await expect(card.getByRole('table', { name: word('assuranceScreen.evaluations'), exact: true }).getByRole('row')).toHaveCount(6)
  // Nobody said how it is tested: the plan says so at once.
  await expect(window.main.getByText(/has no test set/).first()).toBeVisible()
  await window.undo.click()
  await expect(card.getByRole('table', { name: word('assuranceScreen.evaluations'), exact: true }).getByRole('row')).toHaveCount(5)
})

test('the number of cases follows the confidence that is asked', async () => {
  const { page, word } = window
  const card = region(word('assuranceScreen.evaluations'))
  await card.getByRole('button', { name: word('assuranceScreen.changeThis', { name: 'Antwortschreiben entwerfen' }) }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/385 cases are needed/)).toBeVisible()
  await dialog.getByText('99%', { exact: true }).click()
  // 2.5758² / (4 × 0.05²) = 663.5
  await expect(dialog.getByText(/664 cases are needed/)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
})

test('a test set is pinned by its digest', async () => {
  const { word } = window
  const card = region(word('assuranceScreen.evaluations'))
  await card.getByRole('button', { name: word('assuranceScreen.pin') }).first().click()
  await expect(card.getByText(word('assuranceScreen.pinned')).first()).toBeVisible()
})

test('a risk that is accepted without an end is named', async () => {
  const { page, word } = window
  const card = region(word('assuranceScreen.risks'))
  await card.getByRole('button', { name: word('assuranceScreen.changeThis', { name: word('assurance.risk.outage') }) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(word('assurance.treatment.accept'), { exact: true }).click()
  await dialog.getByRole('button', { name: word('assuranceScreen.save'), exact: true }).click()
  await expect(window.main.getByText(/The acceptance of .* has no end/).first()).toBeVisible()
  // The finding, itself a risk, names the other inside its own name.
  await expect(card.getByRole('row', { name: new RegExp(`^${word('assurance.risk.outage')}`) })).toContainText(word('assurance.state.accepted'))
  await window.undo.click()
  expect(await violations(page)).toEqual([])
})

test('a question of the board leads to the field that answers it', async () => {
  const { page, word } = window
  await window.openStage('review')
  const card = region(word('assuranceScreen.questions'))
  await expect(card.getByRole('rowheader')).toHaveCount(20)
  expect(await violations(page)).toEqual([])
  await card.getByRole('row', { name: /May we use this model/ }).getByRole('button').click()
  await expect(window.heading).toHaveText(word('stage.model'))
})
