/** Hosting as a planner meets it: criteria, layers, rehearsal, what if, comparison, clauses, own entries and house rules. */
import { expect, test } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { violations } from '../support/axe.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { hostingOf, type HostingScreen } from '../support/page/hosting.ts'
import { questionsOf } from '../support/page/questions.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'
import { wordAt } from '../support/page/words.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-hosting-'))
const en = (id: string): string => wordAt(id, 'en')
let launched: Launched
let window: HomeportWindow
let hosting: HostingScreen

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  launched = await launchApp({ env: { HOMEPORT_DIALOG_ANSWER: folder } })
  window = windowOf(launched.page)
  hosting = hostingOf(window)
  await homeOf(window).openSample('ministry')
  await window.openStage('hosting')
})
test.afterAll(async () => {
  await launched.close()
  rmSync(folder, { recursive: true, force: true })
})
test.afterEach(async () => {
  await window.closeMessages()
})

/** Main answers every dialog with this path. */
async function answerDialogs(to: string): Promise<void> {
  await launched.app.evaluate((_electron, answer) => {
    process.env['HOMEPORT_DIALOG_ANSWER'] = answer
  }, to)
}

function readable(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

test('a criterion is answered behind the tab of its objective, and counts', async () => {
  const { word } = window
  await hosting.openPart('criteria')
  const card = hosting.card(word('criteriaScreen.title'))
  await expect(card).toContainText('16 of 48')
  await card.getByRole('tab', { name: /^Environment/ }).click()
  await card.getByRole('radiogroup').first().getByRole('radio').first().check({ force: true })
  await expect(card).toContainText('17 of 48')
  await expect(card.getByRole('tab', { name: 'Environment 1/4' })).toBeVisible()
  await window.undo.click()
  await expect(card).toContainText('16 of 48')
})

test('layers show the weakest, as a picture and as a table', async () => {
  const { word } = window
  await hosting.openPart('rehearsal')
  const card = hosting.card(word('layers.title'))
  // Machines, software and updates come from abroad and are in hand; the first of the three is named.
  await expect(card).toContainText(`Weakest layer: ${en('continuity.part.hardware')}.`)
  await card.getByRole('button', { name: word('table.asTable') }).click()
  // Eight layers, each with its row.
  await expect(card.getByRole('table', { name: word('layers.title') }).getByRole('rowheader')).toHaveCount(8)
})

test('an event is played, and the exercise saved', async () => {
  const { word } = window
  const card = hosting.card(word('rehearsal.title'))
  await card.getByText(en('continuity.short.hub-offline'), { exact: true }).click()
  // The weights load again from the copy; whose they are cannot be shown without digests.
  await expect(card.getByRole('status')).toContainText(en('continuity.event.hub-offline'))
  await expect(card.getByRole('status')).toContainText('The service is degraded.')
  const file = path.join(folder, 'exercise.html')
  await answerDialogs(file)
  await card.getByRole('button', { name: word('rehearsal.save'), exact: true }).click()
  await expect.poll(() => readable(file)).toContain(en('continuity.event.hub-offline'))
  await expect(window.messages.getByText(file)).toBeVisible()
})

test('a what if is tried, kept as one step and taken back', async () => {
  const { main, word } = window
  await hosting.openPart('ceiling')
  const card = hosting.card(word('toggles.title'))
  await card.getByText(en('toggles.enclave'), { exact: true }).click()
  await expect(card.getByRole('status')).toBeVisible()
  await card.getByRole('button', { name: word('toggles.keep'), exact: true }).click()
  await expect(card.getByText(word('toggles.none'))).toBeVisible()
  await expect(card.getByRole('switch', { name: en('toggles.enclave') })).toBeDisabled()
  await window.undo.click()
  await expect(card.getByRole('switch', { name: en('toggles.enclave') })).toBeEnabled()
  await expect(main).toBeVisible()
})

test('the four kinds stand beside each other', async () => {
  const { word } = window
  await hosting.openPart('where')
  const card = hosting.card(word('hostingScreen.compare'))
  await card.getByRole('button', { name: word('compare.four'), exact: true }).click()
  const table = card.getByRole('table', { name: word('hostingScreen.compare') })
  // The aspect, the plan and three others.
  await expect(table.getByRole('columnheader')).toHaveCount(5)
  await expect(table).toContainText('SEAL-2')
})

test('a clause is copied, and all are saved in the language of the tender', async () => {
  const { main, page, word } = window
  await hosting.openPart('clauses')
  await main.getByRole('button', { name: 'Deposit of source and build' }).click()
  await main.getByRole('button', { name: word('clauses.copy'), exact: true }).click()
  await expect(window.messages.getByText(word('clauses.copied'))).toBeVisible()
  await page.getByText(word('clauses.languageDe'), { exact: true }).click()
  const file = path.join(folder, 'clauses.html')
  await answerDialogs(file)
  await main.getByRole('button', { name: word('clauses.save'), exact: true }).click()
  await expect.poll(() => readable(file)).toContain('lang="de"')
})

test('a house rule is added and judged', async () => {
  const { page, word } = window
  await hosting.openPart('ceiling')
  const card = hosting.card(word('houseRule.title'))
  await card.getByRole('button', { name: word('houseRule.add'), exact: true }).click()
  const dialog = window.dialog(word('houseRule.dialog'))
  await dialog.getByLabel(word('houseRule.name')).fill('Staff only in Switzerland')
  const requires = dialog.getByRole('group', { name: word('houseRule.requires') })
  await requires.getByRole('combobox', { name: word('houseRule.addCondition') }).fill(en('field.hosting.opsStaffCountries.label'))
  await page.getByRole('option', { name: en('field.hosting.opsStaffCountries.label') }).first().click()
  await requires.getByRole('combobox', { name: en('field.hosting.opsStaffCountries.label') }).fill('Switzerland')
  await page.getByRole('option', { name: 'Switzerland', exact: true }).click()
  await dialog.getByRole('button', { name: word('ownHosting.save'), exact: true }).click()
  // The staff of the ministry work in Germany.
  await expect(card).toContainText('Staff only in Switzerland')
  await expect(card).toContainText(word('houseRule.blocked'))
  await window.undo.click()
  await expect(card).toContainText(word('houseRule.none'))
})

test('an own provider is added, chosen and taken back', async () => {
  const { main, page, word } = window
  await hosting.openPart('where')
  await main.getByRole('button', { name: word('ownHosting.add'), exact: true }).click()
  const dialog = window.dialog(word('ownHosting.addTitle'))
  await dialog.getByText(word('ownHosting.provider'), { exact: true }).first().click()
  await dialog.getByLabel(word('ownHosting.name'), { exact: true }).fill('Nordwolke')
  await dialog.getByLabel(word('ownHosting.operator'), { exact: true }).fill('Nordwolke GmbH')
  await dialog.getByLabel(word('ownHosting.parent'), { exact: true }).fill('Nordwolke Holding SE')
  await dialog.getByRole('button', { name: word('ownHosting.save'), exact: true }).click()
  await expect(main.getByRole('radio', { name: /^Nordwolke/ })).toBeChecked()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await window.undo.click()
  await window.undo.click()
  await expect(main.getByRole('radio', { name: /^Nordwolke/ })).toHaveCount(0)
})

test('what a finding names leads to its question, in the part that asks it', async () => {
  const { main, word } = window
  await hosting.openPart('ceiling')
  await hosting.card(word('hostingScreen.exposures')).getByRole('row').nth(1).click()
  await main.getByRole('button', { name: en('field.hosting.hardwareVendorCountries.label'), exact: true }).first().click()
  await expect(main.getByRole('tab', { name: word('hostingScreen.part.facts'), exact: true })).toHaveAttribute('aria-selected', 'true')
  await expect(questionsOf(window).control('hosting.hardwareVendorCountries')).toBeInViewport()
})

test('no part violates a rule of WCAG 2.2 AA, in light and dark', async () => {
  test.setTimeout(180_000)
  for (const theme of ['light', 'dark'] as const) {
    await window.chooseTheme(theme)
    for (const part of ['where', 'ceiling', 'facts', 'criteria', 'rehearsal', 'clauses'] as const) {
      await hosting.openPart(part)
      if (part === 'facts') await questionsOf(window).unfold()
      expect(await violations(window.page), `${part}, ${theme}`).toEqual([])
    }
  }
})
