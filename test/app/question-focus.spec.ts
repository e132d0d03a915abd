/** A link to a question puts the focus on what takes its answer, whatever kind of field it is, and opens nothing by itself. */
import { expect, test } from '@playwright/test'
import type { FieldId } from '../../shared/plan/fields.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { hostingOf } from '../support/page/hosting.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'
import { wordAt } from '../support/page/words.ts'

let launched: Launched
let window: HomeportWindow

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  launched = await launchApp()
  window = windowOf(launched.page)
  await homeOf(window).startPlan()
})
test.afterAll(async () => {
  await launched.close()
})

const label = (field: FieldId): string => wordAt(`field.${field}.label`, 'en')
const option = (field: FieldId, value: string): string => wordAt(`field.${field}.option.${value}`, 'en')

/** One question of every kind, with the role and the name of what has the focus, and of the group around it. */
const questions: readonly (readonly [kind: string, field: FieldId, role: 'textbox' | 'radio' | 'checkbox' | 'combobox' | 'searchbox' | 'spinbutton' | 'button', name: string | RegExp, group: 'radiogroup' | 'group' | null])[] = [
  ['a line of text', 'identity.title', 'textbox', label('identity.title'), null],
  ['a longer text', 'purpose.summary', 'textbox', label('purpose.summary'), null],
  ['a number', 'load.users', 'textbox', label('load.users'), null],
  ['yes or no', 'data.personal', 'radio', wordAt('answer.yes', 'en'), 'radiogroup'],
  ['a few options', 'organization.type', 'radio', option('organization.type', 'public_body'), 'radiogroup'],
  ['many options, folded', 'hosting.keyCustody', 'button', new RegExp(`${label('hosting.keyCustody')}$`), null],
  ['any of a few options', 'role.aiAct', 'checkbox', option('role.aiAct', 'deployer'), 'group'],
  ['any of many options', 'purpose.tags', 'searchbox', `${wordAt('answer.find', 'en')}: ${label('purpose.tags')}`, 'group'],
  ['a country', 'organization.country', 'combobox', label('organization.country'), null],
  ['countries', 'hosting.dataCountries', 'combobox', label('hosting.dataCountries'), null],
  ['languages', 'service.languages', 'combobox', label('service.languages'), null],
  ['a day', 'identity.assessedOn', 'spinbutton', /^day/, 'group'],
  ['an entry of the reference data', 'data.classification', 'combobox', label('data.classification'), null],
  ['where the model runs, above the stage', 'hardware.source', 'radio', wordAt('hardwareScreen.thisMachine', 'en'), 'radiogroup'],
]

for (const [kind, field, role, name, group] of questions)
  test(`a question for ${kind} has the focus on its own control`, async () => {
    const { page, main, word } = window
    await window.openStage('review')
    await main.getByRole('region', { name: word('review.missing'), exact: true }).getByRole('button', { name: label(field), exact: true }).click()
    const focused = page.locator(':focus')
    await expect(focused).toHaveRole(role)
    await expect(focused).toHaveAccessibleName(name)
    // Radios and boxes are drawn by what stands around them.
    await expect(main.locator('[data-target]')).toBeInViewport()
    if (group !== null) await expect(main.getByRole(group, { name: label(field), exact: true }).locator(':focus')).toHaveCount(1)
    // An open list would hide the page from a screen reader.
    await expect(page.getByRole('listbox')).toHaveCount(0)
    await expect(window.heading).toBeVisible()
    if (role === 'combobox') {
      await page.keyboard.press('ArrowDown')
      await expect(page.getByRole('listbox')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('listbox')).toHaveCount(0)
    }
  })

test('a question led to twice has the focus twice, and its list opens again by itself once it was left', async () => {
  const { page, main, word } = window
  const go = async (): Promise<void> => {
    await window.openStage('review')
    await main.getByRole('region', { name: word('review.missing'), exact: true }).getByRole('button', { name: label('organization.country'), exact: true }).click()
  }
  await go()
  await go()
  const country = main.getByRole('combobox', { name: label('organization.country'), exact: true })
  await expect(country).toBeFocused()
  await page.keyboard.press('Tab')
  await country.click()
  await expect(page.getByRole('listbox')).toHaveCount(1)
  await page.keyboard.press('Escape')
})

test('a step of a scale that is answered has the focus on its answer', async () => {
  const { page, main, word } = window
  await window.openPlace('allPlans')
  await homeOf(window).openSample('ministry')
  await window.openStage('hosting')
  const hosting = hostingOf(window)
  await hosting.openPart('ceiling')
  await main.getByRole('region', { name: word('hostingScreen.gates'), exact: true }).getByRole('button', { name: label('require.minimumSeal'), exact: true }).click()
  const focused = page.locator(':focus')
  // The ministry asks for SEAL-2.
  await expect(focused).toHaveRole('radio')
  await expect(focused).toHaveAccessibleName('2')
  await expect(focused).toBeChecked()
  await expect(main.getByRole('radiogroup', { name: label('require.minimumSeal'), exact: true }).locator(':focus')).toHaveCount(1)
})
