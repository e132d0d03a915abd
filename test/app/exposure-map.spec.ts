/** The exposure map of a plan with sixty legal entities: legible, whole by keyboard, and the same as its list. */
import { expect, test } from '@playwright/test'
import { formatCountry, localeOf } from '../../shared/words/format.ts'
import { violations } from '../support/axe.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { countries, createCrowdedPlan, crowdedTitle, entities } from '../support/page/crowded.ts'
import { homeOf } from '../support/page/home.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'

let launched: Launched
let window: HomeportWindow

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  launched = await launchApp()
  await createCrowdedPlan(launched.page)
  window = windowOf(launched.page)
  await homeOf(window).openPlan(crowdedTitle)
  await window.openStage('hosting')
})
test.afterAll(async () => {
  await launched.close()
})

const boxes = () => launched.page.locator('svg [role=button][aria-pressed]')
/** What each box is called, in no order. */
const names = () => boxes().evaluateAll((all) => all.map((one) => one.querySelector('title')?.textContent ?? ''))

test('has a box for each of sixty entities, none over another and none cut off', async () => {
  const { page, word } = window
  await expect(boxes().first()).toBeVisible()
  const found = await names()
  expect(found.filter((name) => name.startsWith(word('chart.entity')))).toHaveLength(entities)
  expect(found.filter((name) => name.startsWith(word('chart.authority')))).toHaveLength(entities)
  const places = await boxes().evaluateAll((all) => all.map((one) => one.querySelector('rect')?.getBoundingClientRect().toJSON() as DOMRect))
  const over = places.flatMap((one, at) =>
    places.slice(at + 1).filter((other) => one.right > other.left && other.right > one.left && one.bottom > other.top && other.bottom > one.top),
  )
  expect(over).toEqual([])
  // Letters keep their size and stay inside their box.
  const texts = await page.locator('svg [role=button][aria-pressed] text').evaluateAll((all) =>
    all.map((one) => ({
      size: Number.parseFloat(getComputedStyle(one).fontSize),
      past: one.getBoundingClientRect().right - (one.parentElement?.querySelector('rect')?.getBoundingClientRect().right ?? 0),
    })),
  )
  expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(12)
  expect(Math.max(...texts.map(({ past }) => past))).toBeLessThanOrEqual(0)
})

test('is walked whole by the arrow keys', async () => {
  const { page } = window
  const all = await names()
  await boxes().first().focus()
  await page.keyboard.press('Home')
  const walked = new Set<string>()
  for (const _ of all) {
    walked.add(await page.evaluate(() => document.activeElement?.querySelector('title')?.textContent ?? ''))
    await page.keyboard.press('ArrowDown')
  }
  expect([...walked].toSorted()).toEqual([...new Set(all)].toSorted())
})

test('says as a list what it shows: every country, every way, and what is not known', async () => {
  const { main, word, page } = window
  const map = main.getByRole('region', { name: word('hostingScreen.picture') }).or(main).first()
  await map.getByRole('button', { name: word('table.asList') }).first().click()
  const items = map.getByRole('list').filter({ hasText: word('chart.open') }).first().getByRole('listitem')
  const said = await items.allInnerTexts()
  expect(countries.filter((code) => !said.some((text) => text.includes(formatCountry(code, localeOf('en')))))).toEqual([])
  expect(said.some((text) => text.startsWith(word('chart.unknownPath')))).toBe(true)
  expect(await violations(page)).toEqual([])
})
