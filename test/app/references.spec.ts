/** Hosting: every law, criterion and certificate that a text names opens where it was read, with date and confidence. */
import { expect, test, type Locator } from '@playwright/test'
import { splitAt, type Split } from '../../shared/base/named-pieces.ts'
import { certificateIds } from '../../shared/domain/jurisdiction/references.ts'
import { referenceNames } from '../../shared/plan/hosting/names.ts'
import { frameworkIds, referenceOf } from '../../shared/plan/hosting/reference.ts'
import { formatDay, localeOf, type Language } from '../../shared/words/format.ts'
import { words } from '../../shared/words/tables.ts'
import { violations } from '../support/axe.ts'
import { knowledge } from '../support/knowledge.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { openSampleIn, type Sample } from '../support/page/home.ts'
import { hostingOf } from '../support/page/hosting.ts'
import type { HomeportWindow } from '../support/page/window.ts'

let launched: Launched
test.beforeAll(async () => {
  launched = await launchApp()
})
test.afterAll(() => launched.close())

async function openIn(sample: Sample, language: Language): Promise<HomeportWindow> {
  const window = await openSampleIn(launched.page, sample, language)
  await window.openStage('hosting')
  return window
}

/** Names by the same packs and words as the page. */
function namesIn(language: Language): Split {
  const said: Record<string, string> = words[language]
  return splitAt(referenceNames(knowledge, (id, otherwise) => said[id] ?? otherwise))
}

/** Where a name may stand as plain text, and why. */
const openings = [
  // It is a button, opens its own list or chooses.
  'button',
  '[role=button]',
  '[role=option]',
  '[role=tab]',
  'textarea',
  // A box or a choice is named by it; what is chosen opens under the question.
  'label:has(input)',
  // A row of the table of routes: it opens the same with status, date and sources.
  'tr[data-row]',
  // A source itself: its title, date and confidence stand there.
  'li:has(cite)',
  // A caption for screen readers only.
  'caption',
  // Drawn, with a table or list of the same words beside it.
  'svg',
  // What the planner wrote, in the language of the plan.
  'span[lang][class*="own"]',
].join(', ')

/** A name that opens. */
const opener = '[role=button][aria-haspopup=dialog]'

type Plain = { readonly text: string; readonly beside: readonly string[] }

/** Texts outside of all openings, and what opens beside each within the same question. */
function plainTexts(main: Locator): Promise<Plain[]> {
  return main.evaluate((root, allowed) => {
    const found: { text: string; beside: string[] }[] = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (text === '' || element === null || element.closest(allowed) !== null) continue
      if (!element.checkVisibility()) continue
      // A press on the label of a question goes to its control: what it names opens in the line under it.
      const isLabel = element.closest('label, [class*="label"]') !== null
      const question = isLabel ? element.closest('[class*="field"]') : null
      found.push({ text, beside: [...(question?.querySelectorAll('[role=button]') ?? [])].map((one) => one.textContent ?? '') })
    }
    return found
  }, openings)
}

/** Opens whatever is folded, so that it is looked at, too. */
async function unfold(main: Locator): Promise<void> {
  const folded = main.locator('button[aria-expanded="false"]:not([aria-haspopup])')
  for (let count = 0; count < 150 && (await folded.count()) > 0; count++) await folded.first().click()
  await expect(folded).toHaveCount(0)
}

/** What is named and does not open. */
async function closedNames(main: Locator, split: Split): Promise<string[]> {
  const found: string[] = []
  for (const { text, beside } of await plainTexts(main))
    for (const piece of split(text)) if (piece.id !== null && !beside.includes(piece.text)) found.push(`${piece.text} in “${text.slice(0, 160)}”`)
  return [...new Set(found)]
}

/**
 * What only a button or a switch names, with nothing beside it that opens. Left out: what leads to where it opens (tabs,
 * boxes of the map, rows), and options.
 */
async function buriedNames(main: Locator, split: Split): Promise<string[]> {
  const buttons = await main.evaluate((root) => {
    // The whole finding, or the row or card.
    const around = (element: Element) => element.closest('article') ?? element.closest('li, tr, section')
    return [...root.querySelectorAll('button:not([role]), label:has([role=switch])')].flatMap((element) => {
      const text = element.textContent?.trim() ?? ''
      const beside = [...(around(element)?.querySelectorAll('[role=button][aria-haspopup=dialog]') ?? [])].map((one) => one.textContent ?? '')
      return text === '' || !element.checkVisibility() ? [] : [{ text, beside }]
    })
  })
  return buttons.flatMap(({ text, beside }) => {
    const open = new Set(beside.flatMap((one) => split(one).map(({ id }) => id)))
    return split(text).flatMap(({ id, text: name }) => (id === null || open.has(id) ? [] : [`${name} in the button “${text.slice(0, 160)}”`]))
  })
}

const parts = ['where', 'ceiling', 'facts', 'criteria', 'rehearsal', 'clauses'] as const

for (const language of ['en', 'de', 'fr'] as const)
  for (const sample of language === 'fr' ? (['hospital'] as const) : (['ministry', 'hospital', 'agency'] as const))
    test(`${language}, ${sample}: whatever is named on the stage opens`, async () => {
      const window = await openIn(sample, language)
      const { main, word } = window
      const split = namesIn(language)
      const closed: string[] = []
      const look = async (): Promise<void> => {
        await unfold(main)
        closed.push(...(await closedNames(main, split)), ...(await buriedNames(main, split)))
      }
      for (const part of parts) {
        await hostingOf(window).openPart(part)
        if (part === 'where') await main.getByRole('button', { name: word('compare.four'), exact: true }).click()
        await look()
        // Every picture as its list or table, too.
        for (const twin of ['table.asList', 'table.asTable'] as const) {
          const toggles = main.getByRole('button', { name: word(twin), exact: true })
          while ((await toggles.count()) > 0) await toggles.first().click()
        }
        if (part === 'criteria') {
          const tabs = main.getByRole('tablist', { name: word('criteriaScreen.objectives') }).getByRole('tab')
          for (let place = 0; place < (await tabs.count()); place++) {
            await tabs.nth(place).click()
            await look()
          }
        }
        if (part === 'ceiling') {
          const rows = main.locator('tr[data-row]')
          for (let place = 0; place < (await rows.count()); place++) {
            await rows.nth(place).click()
            await look()
          }
        }
        await look()
      }
      expect([...new Set(closed)]).toEqual([])
      // The stage does name some.
      expect(await main.locator(opener).count()).toBeGreaterThan(0)
    })

test('findings of the review open what they name, too', async () => {
  const window = await openIn('ministry', 'en')
  const { main, word } = window
  await hostingOf(window).openPart('where')
  await main.getByRole('button', { name: word('compare.four'), exact: true }).click()
  // The last of the four kinds is the region of a foreign provider: its routes are findings that name laws.
  const use = main.getByRole('button', { name: new RegExp(`^${word('hostingScreen.use', { name: '' }).trim()} `) })
  await use.last().click()
  await window.openStage('review')
  const findings = main.getByRole('article')
  await expect(findings.first()).toBeVisible()
  await unfold(main)
  const closed: string[] = []
  for (let place = 0; place < (await findings.count()); place++)
    closed.push(...(await closedNames(findings.nth(place), namesIn('en'))), ...(await buriedNames(findings.nth(place), namesIn('en'))))
  expect(closed).toEqual([])
  expect(await findings.locator(opener).count()).toBeGreaterThan(0)
})

test('what other stages say of the routes opens, too', async () => {
  const window = await openIn('ministry', 'en')
  const { main, word } = window
  await hostingOf(window).openPart('where')
  await main.getByRole('button', { name: word('compare.four'), exact: true }).click()
  await main.getByRole('button', { name: new RegExp(`^${word('hostingScreen.use', { name: '' }).trim()} `) }).last().click()
  const found: Record<string, readonly string[]> = {}
  for (const stage of ['requirements', 'obligations', 'review', 'sign'] as const) {
    await window.openStage(stage)
    await unfold(main)
    found[stage] = await closedNames(main, namesIn('en'))
  }
  await window.openPlace('overview')
  found['overview'] = await closedNames(main, namesIn('en'))
  // Lanes of the timeline are drawn; its table opens them.
  expect(found).toEqual({ requirements: [], obligations: [], review: [], sign: [], overview: [] })
})

for (const language of ['en', 'de'] as const)
  test(`${language}: some of each kind open by keyboard with source, date and confidence`, async () => {
    const window = await openIn('ministry', language)
    const { main, page, word } = window
    const split = namesIn(language)
    const hosting = hostingOf(window)
    /** The first name of one of these ids in a place, opened, read and closed again. */
    const open = async (place: Locator, ids: ReadonlySet<string>): Promise<void> => {
      const all = await place.locator(opener).allTextContents()
      const at = all.findIndex((one) => split(one).some(({ id }) => id !== null && ids.has(id)))
      expect(at, `no name in ${all.join(', ')}`).toBeGreaterThanOrEqual(0)
      const name = place.locator(opener).nth(at)
      // Its accessible name is what is seen.
      await expect(name).toHaveAccessibleName(all[at] ?? '')
      const id = split(all[at] ?? '').find((piece) => piece.id !== null)?.id ?? ''
      const reference = referenceOf(id, knowledge)
      expect(reference).not.toBeNull()
      if (reference === null) return
      await name.focus()
      // A stop of the Tab key, there and back.
      await page.keyboard.press('Tab')
      await page.keyboard.press('Shift+Tab')
      await expect(name).toBeFocused()
      await page.keyboard.press(at % 2 === 0 ? 'Enter' : 'Space')
      const dialog = page.getByRole('dialog')
      await expect(dialog).toBeVisible()
      await expect(dialog).toContainText(formatDay(reference.asOf, localeOf(language)))
      await expect(dialog).toContainText(word(`source.${reference.confidence}`))
      for (const source of reference.sources) await expect(dialog).toContainText(source.title)
      if (reference.sources.length === 0) await expect(dialog).toContainText(word('source.none'))
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
      await expect(name).toBeFocused()
    }
    const laws = new Set(knowledge.jurisdictions.laws.map(({ id }) => id))
    const criteria = new Set(knowledge.sovereignty.csf.objectives.flatMap((objective) => objective.criteria.map(({ id }) => id)))
    const certificates = certificateIds(knowledge)
    await hosting.openPart('ceiling')
    await open(hosting.card(word('hostingScreen.seal')), criteria)
    await open(hosting.card(word('criteriaScreen.lifts')), criteria)
    await main.getByRole('button', { name: word('ownHosting.reference.schemes'), exact: true }).click()
    await open(hosting.card(word('hostingScreen.scores')), certificates)
    await open(hosting.card(word('hostingScreen.scores')), new Set(frameworkIds))
    await hosting.openPart('rehearsal')
    await open(hosting.card(word('layers.title')), laws)
    await main.getByRole('button', { name: word('table.asList'), exact: true }).click()
    await open(main.getByRole('list').filter({ hasText: word('chart.domestic') }).first(), laws)
  })

test('a box of the map that is picked opens the laws of its paths', async () => {
  const window = await openIn('hospital', 'en')
  const { main, page } = window
  const box = main.locator('svg [role=button][aria-pressed]').first()
  await box.focus()
  await page.keyboard.press('Enter')
  await expect(box).toHaveAttribute('aria-pressed', 'true')
  const paths = main.getByRole('status').filter({ has: page.getByRole('listitem') }).first()
  await expect(paths).toBeVisible()
  expect(await closedNames(paths, namesIn('en'))).toEqual([])
  // Not every box has a path of a foreign law.
  const boxes = main.locator('svg [role=button][aria-pressed]')
  for (let at = 0; at < (await boxes.count()) && (await paths.locator(opener).count()) === 0; at++) {
    await boxes.nth(at).click()
    if ((await boxes.nth(at).getAttribute('aria-pressed')) === 'false') await boxes.nth(at).click()
  }
  expect(await paths.locator(opener).count()).toBeGreaterThan(0)
  expect(await closedNames(paths, namesIn('en'))).toEqual([])
})

test('a row of the routes opens with the day of the data', async () => {
  const window = await openIn('hospital', 'en')
  const { main, word } = window
  await hostingOf(window).openPart('ceiling')
  const rows = main.locator('tr[data-row]')
  await expect(rows.first()).toBeVisible()
  await rows.first().press('Enter')
  await expect(main.getByText(word('ownHosting.reference.asOf'), { exact: true })).toBeVisible()
  await expect(main.getByText(formatDay(knowledge.jurisdictions.asOf, localeOf('en')), { exact: true })).toBeVisible()
})
