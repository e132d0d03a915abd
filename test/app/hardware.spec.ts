/** The hardware screen: sizing, what-ifs that never alter the plan until kept, the catalog by keys, own devices, a fleet. */
import { expect, test } from '@playwright/test'
import { violations } from '../support/axe.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { containing, wordAt } from '../support/page/words.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'

let launched: Launched
let window: HomeportWindow

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  launched = await launchApp()
  window = windowOf(launched.page)
  await homeOf(window).openSample('ministry')
  await window.openStage('hardware')
})
test.afterAll(() => launched.close())

const count = () => window.main.getByRole('textbox', { name: window.word('field.hardware.count.label') })

test('says how many machines the load takes, with a table for the picture', async () => {
  const { main, word } = window
  await expect(main.getByRole('region', { name: word('sizingScreen.title') })).toContainText(word('sizingScreen.row.requests'))
  const growth = main.getByRole('region', { name: word('sizingScreen.growth') })
  await growth.getByRole('button', { name: word('table.asTable') }).click()
  // Sixty months are five years.
  await expect(growth.getByRole('row')).toHaveCount(6)
  await expect(main.getByRole('region', { name: word('energyScreen.title') })).toContainText('kWh')
  expect(await violations(window.page)).toEqual([])
})

test('pictures and what-if come first, then the target, what follows from it, and the other questions, folded', async () => {
  const { main, page, word } = window
  const order = [
    main.getByRole('region', { name: word('hardwareScreen.speed'), exact: true }),
    main.getByRole('region', { name: word('whatIf.title'), exact: true }),
    main.getByRole('region', { name: wordAt('group.hardware.target', 'en'), exact: true }),
    main.getByRole('region', { name: word('sizingScreen.title') }),
    main.getByRole('region', { name: word('fleetScreen.title') }),
    main.getByRole('region', { name: word('groups.title') }),
  ]
  const places = await Promise.all(
    order.map((one) => one.evaluate((element) => [...document.querySelectorAll('main section')].indexOf(element))),
  )
  expect(places).toEqual(places.toSorted((left, right) => left - right))
  expect(places).not.toContain(-1)
  const load = main.getByRole('button', { name: containing(wordAt('group.hardware.load', 'en')) })
  const burst = main.getByRole('textbox', { name: wordAt('field.sizing.burst.label', 'en'), exact: true })
  await expect(load).toHaveAttribute('aria-expanded', 'false')
  await expect(burst).toBeHidden()
  await load.focus()
  await page.keyboard.press('Enter')
  await expect(load).toHaveAttribute('aria-expanded', 'true')
  await expect(burst).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('ways to cut one copy stand beside one another, with what the fullest device holds', async () => {
  const { main, word } = window
  const ways = main.getByRole('region', { name: word('splits.title') })
  // A mixture of experts on four devices: every layer over all of them, stages, or whole experts.
  await expect(ways.getByRole('row')).toHaveCount(1 + 3)
  await expect(ways).toContainText(word('splits.kind.stages'))
})

test('a failing node is drawn and taken back; nothing is saved', async () => {
  const { main, word } = window
  const fails = main.getByRole('switch', { name: containing(word('whatIf.fails.node')) })
  await fails.focus()
  await window.page.keyboard.press('Space')
  const tried = word('whatIf.titled', { title: word('hardwareScreen.speed') })
  await expect(main.getByRole('region', { name: tried })).toBeVisible()
  await expect(window.undo).toBeDisabled()
  await main.getByRole('button', { name: word('whatIf.discard') }).click()
  await expect(main.getByRole('region', { name: word('hardwareScreen.speed'), exact: true })).toBeVisible()
  await expect(window.undo).toBeDisabled()
})

test('a what-if that is kept is one step of undo', async () => {
  const { main, page, word } = window
  const whatIf = main.getByRole('region', { name: word('whatIf.title'), exact: true })
  for (const slider of [word('field.hardware.count.label'), word('chart.peopleAtOnce')]) {
    await whatIf.getByRole('slider', { name: slider }).focus()
    await page.keyboard.press('ArrowRight')
  }
  await expect(count()).toHaveValue('4')
  await whatIf.getByRole('button', { name: word('whatIf.keep') }).click()
  await expect(count()).toHaveValue('5')
  await window.undo.click()
  await expect(count()).toHaveValue('4')
  await expect(window.undo).toBeDisabled()
})

test('the catalog opens, filters and chooses by keys, and shows the source of each figure', async () => {
  const { main, page, word } = window
  await main.getByRole('button', { name: word('deviceCatalog.open') }).focus()
  await page.keyboard.press('Enter')
  const catalog = window.dialog(word('deviceCatalog.title'))
  await catalog.getByRole('searchbox', { name: word('deviceCatalog.search') }).fill('rtx 3060')
  const row = catalog.locator('tr[data-row="rtx-3060"]')
  await row.focus()
  await page.keyboard.press('Enter')
  const detail = catalog.getByRole('region', { name: 'RTX 3060' })
  await expect(detail.getByRole('row', { name: containing(word('deviceCatalog.bandwidth')) }).getByRole('listitem').first()).toBeVisible()
  expect(await violations(page)).toEqual([])
  await detail.getByRole('button', { name: word('deviceCatalog.choose') }).focus()
  await page.keyboard.press('Enter')
  await expect(catalog).toBeHidden()
})

test('what would make it fit is listed, cheapest first, and one press keeps it', async () => {
  const { main, page, word } = window
  const options = main.getByRole('region', { name: word('optionsScreen.title') })
  await expect(options.getByRole('row').nth(1)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await options.getByRole('row').nth(1).getByRole('button', { name: containing(word('optionsScreen.try')) }).first().click()
  await expect(main.getByRole('region', { name: word('whatIf.title'), exact: true })).toContainText(word('whatIf.notKept'))
  await options.getByRole('row').nth(1).getByRole('button', { name: containing(word('optionsScreen.keep')) }).click()
  await expect(options).toBeHidden()
  await window.undo.click()
  await expect(options).toBeVisible()
  // Back to the device of the sample.
  while (await window.undo.isEnabled()) await window.undo.click()
  await expect(options).toBeHidden()
})

test('an own device is added with its source, marked, used and removed', async () => {
  const { main, page, word } = window
  await main.getByRole('button', { name: word('deviceCatalog.open') }).click()
  const catalog = window.dialog(word('deviceCatalog.title'))
  await catalog.getByRole('button', { name: word('deviceCatalog.addOwn') }).click()
  const own = window.dialog(word('ownDevice.title'))
  const fill = (name: string, value: string) => own.getByRole('textbox', { name }).fill(value)
  await fill(word('ownModel.name'), 'Board X')
  await fill(word('ownDevice.memory'), 'many')
  await expect(own.getByText(word('ownDevice.badNumber'))).toBeVisible()
  await fill(word('ownDevice.memory'), '128')
  await fill(word('ownDevice.bandwidth'), '3200')
  await fill(word('ownDevice.float16'), '900')
  await fill(word('ownDevice.power'), '600')
  await fill(word('ownDevice.source'), 'Data sheet of May 2026')
  expect(await violations(page)).toEqual([])
  await own.getByRole('button', { name: word('ownModel.add') }).click()
  await expect(own).toBeHidden()
  const detail = catalog.getByRole('region', { name: 'Board X' })
  await expect(detail).toContainText('Data sheet of May 2026')
  await detail.getByRole('button', { name: word('deviceCatalog.choose') }).click()
  await expect(main.getByRole('region', { name: containing('Board X') }).first()).toBeVisible()
  while (await window.undo.isEnabled()) await window.undo.click()
})

test('further machines share the people, and are taken away again', async () => {
  const { main, page, word } = window
  const fleet = main.getByRole('region', { name: word('fleetScreen.title') })
  await fleet.getByRole('button', { name: word('fleetScreen.add') }).click()
  const dialog = window.dialog(word('fleetScreen.dialog'))
  await dialog.getByRole('textbox', { name: word('fleetScreen.name') }).fill('Rack B')
  await dialog.getByRole('combobox', { name: word('fleetScreen.device') }).fill('H200 SXM')
  await page.getByRole('option').first().click()
  await dialog.getByRole('textbox', { name: word('fleetScreen.count') }).fill('4')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: word('fleetScreen.save') }).click()
  await expect(fleet.getByRole('row', { name: containing('Rack B') })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await fleet.getByRole('button', { name: word('fleetScreen.removeThis', { name: 'Rack B' }) }).click()
  await expect(fleet.getByRole('row')).toHaveCount(0)
})
