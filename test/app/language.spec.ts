/** Every screen in each language: no English word of the interface, no raw word id, numbers and dates as its readers write them. */
import { expect, test, type Page } from '@playwright/test'
import { fieldIds } from '../../shared/plan/fields.ts'
import { words } from '../../shared/words/tables.ts'
import { languages, type Language } from '../../shared/words/format.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { openSampleIn, type Sample } from '../support/page/home.ts'
import { knowledge } from '../support/knowledge.ts'
import { questionsOf } from '../support/page/questions.ts'
import { containing } from '../support/page/words.ts'
import { stages, type HomeportWindow } from '../support/page/window.ts'

let launched: Launched
test.beforeAll(async () => {
  launched = await launchApp()
})
test.afterAll(() => launched.close())

/** `drawn`: in a picture, where a long name is broken into lines. */
type Shown = { readonly text: string; readonly drawn: boolean }

/** Every text that is shown or spoken, each piece of its own. */
function texts(page: Page): Promise<Shown[]> {
  return page.evaluate(() => {
    const found: Shown[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      // Code is quoted: paths, fingerprints, names of files.
      if (text !== '' && node.parentElement?.closest('code, script, style, [lang]:not(html)') === null)
        found.push({ text, drawn: node.parentElement?.closest('svg') !== null })
    }
    for (const element of document.querySelectorAll('*'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-description']) {
        const value = element.getAttribute(name)?.trim()
        if (value !== undefined && value !== '') found.push({ text: value, drawn: false })
      }
    return found
  })
}

/** Opens whatever is folded in the content, so that it is looked at, too. */
async function unfold({ main }: HomeportWindow): Promise<void> {
  const folded = main.locator('button[aria-expanded="false"]:not([aria-haspopup])')
  for (let count = 0; count < 25 && (await folded.count()) > 0; count++) await folded.first().click()
}

async function everyScreen(window: HomeportWindow, look: (name: string) => Promise<void>): Promise<void> {
  for (const place of ['overview', 'sources', 'about'] as const) {
    await window.openPlace(place)
    await look(place)
  }
  for (const stage of stages) {
    await window.openStage(stage)
    // One duty in full; what is folded; what stands behind tabs.
    if (stage === 'obligations') {
      await window.main.getByRole('button', { name: window.word('dutiesScreen.guidance'), exact: true }).click()
      await window.main.getByRole('rowheader').getByRole('button').first().click()
    }
    await unfold(window)
    await look(stage)
    const tabs = window.main.getByRole('tab', { selected: false })
    const behind = await tabs.allTextContents()
    for (const name of behind) {
      await window.main.getByRole('tab', { name, exact: true }).click()
      await unfold(window)
      await look(`${stage}, ${name}`)
    }
  }
}

/** Every text of the reference data: facts are quoted in the language of their source. */
function quoted(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(quoted) : []
}

const quotes = quoted(knowledge)
const quoting = new Set(quotes)

// The ids of words and fields begin with these; a file name such as plan.json is none of them.
const beginnings = [...new Set([...Object.keys(words.en), ...fieldIds].map((id) => id.split('.')[0]))].join('|')
const rawId = new RegExp(String.raw`(?<![\w./@-])(?:${beginnings})\.[a-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*`, 'g')
const files = /^(plan|report|statement|packet)\.(json|html|pdf|bin|sig)$/

/** Facts of rules, such as `org_country`. */
const rawFact = /(?<![\w./@-])[a-z]+(?:_[a-z]+)+(?![\w./@-])/g

const idsIn = (text: string): string[] => [...(text.match(rawId) ?? []).filter((id) => !files.test(id)), ...(quoting.has(text) ? [] : (text.match(rawFact) ?? []))]

const lines = new Set(quotes.flatMap((text) => (text.length < 100 ? text.split(' ') : [])))

/** Finds English words of the interface that are no words of the language at the same time, and not quoted. */
function foreignTo(language: Language): (shown: Shown) => boolean {
  const fine = new Set([...Object.values(words[language]), ...quoting])
  const english = new Set(Object.values(words.en).filter((text) => !text.includes('{') && !fine.has(text)))
  return ({ text, drawn }) => english.has(text) && !(drawn && lines.has(text))
}

for (const sample of ['ministry', 'hospital', 'agency'] as const satisfies readonly Sample[])
  for (const language of languages)
    test(`${sample}, ${language}`, async () => {
      const window = await openSampleIn(launched.page, sample, language)
      const raw: Record<string, string[]> = {}
      const foreign: Record<string, string[]> = {}
      const isForeign = foreignTo(language)
      await everyScreen(window, async (name) => {
        const shown = await texts(launched.page)
        const ids = [...new Set(shown.flatMap(({ text }) => idsIn(text)))]
        if (ids.length > 0) raw[name] = ids
        const leaks = [...new Set(shown.filter(isForeign).map(({ text }) => text))]
        if (leaks.length > 0) foreign[name] = leaks
      })
      expect.soft(raw, 'raw ids').toEqual({})
      expect.soft(foreign, 'English words').toEqual({})
    })

test('what stands on every screen is German', async () => {
  const window = await openSampleIn(launched.page, 'ministry', 'de')
  for (const stage of ['Organisation und Anforderungen', 'Modell', 'Hardware', 'Betrieb und Rechtsraum', 'Pflichten', 'Kosten', 'Prüfung', 'Signatur und Ausgabe'])
    await expect(window.page.getByRole('link', { name: containing(stage) })).toBeVisible()
  for (const name of ['Stand des Plans', 'Befunde']) await expect(window.plan.getByText(name, { exact: true })).toBeVisible()
  await expect(window.page).toHaveTitle(/^Übersicht, /)
  await expect(window.undo).toHaveAccessibleName('Rückgängig')
  await window.openStage('requirements')
  await questionsOf(window).unfold()
  for (const label of ['Titel des Plans', 'Land der Organisation', 'Personenbezogene Daten'])
    await expect(window.main.getByText(label, { exact: true }).first()).toBeVisible()
})

test('numbers and dates are written as in German', async () => {
  const window = await openSampleIn(launched.page, 'ministry', 'de')
  const { page } = window
  await window.openPlace('sources')
  await expect(window.main.getByRole('cell', { name: /^\d{1,2}\. [A-ZÄ][a-zä]{2,}\.? \d{4}$/ }).first()).toBeVisible()
  await window.openStage('requirements')
  await questionsOf(window).unfold()
  const box = (field: 'load.users' | 'service.budget'): ReturnType<Page['getByRole']> =>
    window.main.getByRole('textbox', { name: words.de[`field.${field}.label`] ?? '', exact: true })
  await expect(box('load.users')).toHaveValue('1.200')
  await expect(box('service.budget')).toHaveValue('1.900.000')
  // A German number is understood, and an English one is not taken for another.
  await box('load.users').fill('1.250')
  await box('load.users').blur()
  await expect(window.undo).toHaveAccessibleName(/^Rückgängig: Angabe/)
  await expect(window.status).toContainText('Gespeichert')
  await window.openStage('costs')
  await expect(window.main.getByText(/\d{1,3}(\.\d{3})+(,\d{2})?\s€/).first()).toBeVisible()
  for (const { text } of await texts(page)) {
    expect(text).not.toMatch(/\b\d{1,3}(,\d{3})+\b/)
    expect(text).not.toMatch(/\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}\b/)
  }
})

test('numbers and dates are written as in French', async () => {
  const window = await openSampleIn(launched.page, 'hospital', 'fr')
  await window.openPlace('sources')
  await expect(window.main.getByRole('cell', { name: /^\d{1,2}(er)? [a-zéû]{3,}\.? \d{4}$/ }).first()).toBeVisible()
  await window.openStage('requirements')
  await questionsOf(window).unfold()
  const users = window.main.getByRole('textbox', { name: words.fr['field.load.users.label'] ?? '', exact: true })
  await users.fill('1 250')
  await users.blur()
  await expect(users).toHaveValue('1\u202F250')
  await expect(window.undo).toHaveAccessibleName(/^Annuler\s: réponse/)
  await window.openStage('costs')
  await expect(window.main.getByText(/\d{1,3}(\s\d{3})+(,\d{2})?\s€/).first()).toBeVisible()
})
