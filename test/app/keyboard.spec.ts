/** Everything without a mouse: a sample is opened, changed, taken back, signed and exported by keys alone. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchApp, type Launched } from '../support/launch.ts'
import { tabTo as walkTo } from '../support/page/keyboard.ts'
import { questionsOf } from '../support/page/questions.ts'
import { passphrase, signOf } from '../support/page/sign.ts'
import { stages, windowOf, type HomeportWindow } from '../support/page/window.ts'
import { containing } from '../support/page/words.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-keyboard-'))

let launched: Launched
let window: HomeportWindow
let page: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  launched = await launchApp({ env: { HOMEPORT_DIALOG_ANSWER: folder } })
  ;({ page } = launched)
  window = windowOf(page)
  // A click of the mouse anywhere in these tests is a mistake.
  await page.evaluate(() => addEventListener('mousedown', () => Object.assign(globalThis, { mouseUsed: true }), true))
})
test.afterAll(async () => {
  await launched.close()
  rmSync(folder, { recursive: true, force: true })
})

const tabTo = (target: Locator): Promise<void> => walkTo(page, target)

test('a sample is opened', async () => {
  await expect(window.main.getByText(window.word('home.empty'))).toBeVisible()
  await tabTo(window.main.getByRole('button', { name: window.word('home.sample') }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(window.plan).toBeVisible()
  await expect(window.heading).toBeFocused()
})

test('Alt and a digit open each stage, with the focus on its heading', async () => {
  for (const [index, stage] of stages.entries()) {
    await page.keyboard.press(`Alt+${index + 1}`)
    await expect(window.heading).toHaveText(window.word(`stage.${stage}`))
    await expect(window.heading).toBeFocused()
  }
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(window.heading).toHaveText(window.word('stage.review'))
  await page.keyboard.press('Alt+ArrowRight')
  await expect(window.heading).toHaveText(window.word('stage.sign'))
})

test('the first Tab offers to skip to the content', async () => {
  await page.keyboard.press('Alt+1')
  await expect(window.heading).toBeFocused()
  await page.reload()
  await expect(window.main).toBeVisible()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: window.word('app.skip') })
  await expect(skip).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(window.main).toBeFocused()
  // The plan is opened again from the list.
  await page.evaluate(() => addEventListener('mousedown', () => Object.assign(globalThis, { mouseUsed: true }), true))
  await tabTo(window.main.getByRole('rowheader').getByRole('button').first())
  await page.keyboard.press('Enter')
  await expect(window.plan).toBeVisible()
})

test('an answer is changed, undone and redone', async () => {
  await page.keyboard.press('Alt+1')
  await expect(window.heading).toBeFocused()
  const users = questionsOf(window).control('load.users')
  // The topics are folded; the keyboard opens one.
  await tabTo(window.main.getByRole('button', { name: containing(window.word('group.requirements.load')) }))
  await page.keyboard.press('Enter')
  await tabTo(users)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('1500')
  await page.keyboard.press('Tab')
  await window.saved()
  await expect(users).toHaveValue('1,500')
  await page.keyboard.press('Alt+1')
  // In a text field the browser's own undo is meant, so the focus goes elsewhere first.
  await page.keyboard.press('F6')
  await page.keyboard.press('Control+z')
  await expect(users).toHaveValue('1,200')
  await page.keyboard.press('Control+Shift+z')
  await expect(users).toHaveValue('1,500')
  await page.keyboard.press('Control+z')
  await expect(users).toHaveValue('1,200')
  await page.keyboard.press('Control+y')
  await expect(users).toHaveValue('1,500')
  await window.saved()
})

test('F6 walks over the regions', async () => {
  await page.keyboard.press('Alt+2')
  await expect(window.heading).toBeFocused()
  const region = () =>
    page.evaluate(() => document.activeElement?.closest('main, nav, aside, [role="region"]')?.tagName.toLowerCase() ?? 'none')
  const walked = [await region()]
  for (let step = 0; step < 3; step++) {
    await page.keyboard.press('F6')
    walked.push(await region())
  }
  expect(walked).toEqual(['main', 'aside', 'nav', 'main'])
  await page.keyboard.press('Shift+F6')
  expect(await region()).toBe('nav')
})

test('the palette goes anywhere by name, and Escape gives the focus back', async () => {
  await page.keyboard.press('Alt+6')
  const button = window.main.getByRole('button').first()
  await tabTo(button)
  const palette = await window.openPalette()
  await expect(palette.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(button).toBeFocused()
  await window.openPalette()
  await page.keyboard.type('hosting')
  await page.keyboard.press('Enter')
  await expect(window.heading).toHaveText(window.word('stage.hosting'))
  await expect(window.heading).toBeFocused()
})

test('the plan is signed and verified; Escape closes the dialog and gives the focus back', async () => {
  await page.keyboard.press('Alt+8')
  await expect(window.heading).toBeFocused()
  const { main, word } = window
  for (const [label, text] of [['sign.keyName', 'A. Reiter'], ['sign.newPassphrase', passphrase], ['sign.passphraseAgain', passphrase]] as const) {
    await tabTo(main.getByRole('textbox', { name: word(label), exact: true }))
    await page.keyboard.press('Control+a')
    await page.keyboard.type(text)
  }
  await tabTo(main.getByRole('button', { name: word('sign.makeKey'), exact: true }))
  await page.keyboard.press('Enter')
  const pass = main.getByRole('textbox', { name: word('sign.passphrase'), exact: true })
  await expect(pass).toBeVisible()
  await tabTo(pass)
  await page.keyboard.type(passphrase)
  await tabTo(main.getByRole('button', { name: word('sign.signAsAuthor'), exact: true }))
  await page.keyboard.press('Enter')
  await expect(main.getByRole('heading', { name: word('sign.signed', { version: 1 }) })).toBeVisible()

  const verify = main.getByRole('button', { name: word('sign.verifyVersion', { version: 1 }) })
  await tabTo(verify)
  await page.keyboard.press('Enter')
  const dialog = window.dialog(word('sign.verification'))
  await expect(dialog).toBeVisible()
  // The focus cannot leave the dialog.
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press('Tab')
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(verify).toBeFocused()
})

test('the bundle is exported', async () => {
  await tabTo(signOf(window).saveButton('bundle'))
  await page.keyboard.press('Enter')
  await expect.poll(() => readdirSync(folder).filter((name) => name.endsWith('.homeport')), { timeout: 20_000 }).toHaveLength(1)
  await expect(signOf(window).saveButton('bundle')).toBeEnabled()
  expect(await page.evaluate(() => 'mouseUsed' in globalThis)).toBe(false)
})

test('a refusal in a dialog gives the focus back to its button, and Escape still closes the dialog', async () => {
  const { main, word } = window
  const nothing = path.join(folder, 'no key.txt')
  writeFileSync(nothing, 'no key')
  await launched.app.evaluate((_electron, to) => {
    process.env['HOMEPORT_DIALOG_ANSWER'] = to
  }, nothing)
  await tabTo(page.getByRole('navigation', { name: word('app.nav') }).getByRole('link', { name: word('app.keys'), exact: true }))
  await page.keyboard.press('Enter')
  const opener = main.getByRole('button', { name: word('keys.import'), exact: true })
  await tabTo(opener)
  await page.keyboard.press('Enter')
  const dialog = window.dialog(word('keys.import'))
  for (const [label, text] of [['sign.keyName', 'B. Reiter'], ['sign.newPassphrase', passphrase], ['sign.passphraseAgain', passphrase]] as const) {
    await tabTo(dialog.getByRole('textbox', { name: word(label), exact: true }))
    await page.keyboard.press('Control+a')
    await page.keyboard.type(text)
  }
  const choose = dialog.getByRole('button', { name: word('keys.chooseFile'), exact: true })
  await tabTo(choose)
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText(word('fault.no-key'))
  await expect(choose).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
})
