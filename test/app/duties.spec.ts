/** Obligations as a planner meets them: screening, the law on another day by keys, evidence by digest, what records lack. */
import { expect, test } from '@playwright/test'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { formatDay, keepTogether, localeOf } from '../../shared/words/format.ts'
import { launchApp, type Launched } from '../support/launch.ts'
import { obligationsOf } from '../support/page/obligations.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-duties-'))
let launched: Launched
let window: HomeportWindow

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  launched = await launchApp({ env: { HOMEPORT_DIALOG_ANSWER: folder } })
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

/** Main answers every dialog with this path. */
async function answerDialogs(to: string): Promise<void> {
  await launched.app.evaluate((_electron, answer) => {
    process.env['HOMEPORT_DIALOG_ANSWER'] = answer
  }, to)
}

/** As the page writes it: no line ends inside a date. */
const day = (on: string) => keepTogether(formatDay(on, localeOf('en'), 'long'))

test('the law on another day is reached by keys, and what changes is listed', async () => {
  const { main, page, word } = window
  const slider = main.getByRole('slider', { name: word('lawScreen.slider') })
  await expect(slider).toHaveAttribute('aria-valuetext', day('2026-11-23'))
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await expect(slider).toHaveAttribute('aria-valuetext', day('2026-11-24'))
  await main.getByRole('button', { name: word('lawScreen.next'), exact: true }).press('Enter')
  await expect(slider).toHaveAttribute('aria-valuetext', day('2027-12-02'))
  const changes = main.getByRole('table', { name: /What changes between/ })
  // The classification (Art. 6) and the change of roles (Art. 25) start with Annex III.
  await expect(changes.getByRole('rowheader')).toHaveText([/^EU-04/, /^EU-23/])
  await main.getByRole('button', { name: word('lawScreen.toPlan'), exact: true }).press('Enter')
  await expect(changes).toHaveCount(0)
})

test('an admitted practice stops the plan at once, and undo clears it', async () => {
  const { main, word } = window
  await main.getByRole('button', { name: word('screeningScreen.questions.practices') }).click()
  const question = main.getByRole('radiogroup', { name: word('field.screening.socialScoring.label'), exact: true })
  await question.getByText(word('answer.yes'), { exact: true }).click()
  await expect(main.getByText(/An answer admits a practice that is prohibited/).first()).toBeVisible()
  await expect(window.plan.getByText(word('readiness.clear'))).toHaveCount(0)
  await window.undo.click()
  await expect(main.getByText(/An answer admits a practice that is prohibited/)).toHaveCount(0)
})

test('a file becomes evidence by its digest, and a changed one is told apart', async () => {
  const { main, word } = window
  const duties = obligationsOf(window)
  const duty = (await duties.rows.first().textContent()) ?? ''
  await duties.row(duty).getByRole('button', { name: duty, exact: true }).click()
  const file = path.join(folder, 'Schulungsplan.pdf')
  writeFileSync(file, 'Schulungsplan 2027')
  await answerDialogs(file)
  const evidence = main.getByRole('region', { name: word('dutiesScreen.evidenceOf') })
  await evidence.getByRole('button', { name: word('dutiesScreen.attach'), exact: true }).click()
  await expect(evidence.getByText('Schulungsplan.pdf', { exact: true })).toBeVisible()
  const digest = createHash('sha256').update('Schulungsplan 2027').digest('hex')
  await expect(evidence).toContainText(digest.match(/.{1,4}/g)?.join(' ') ?? digest)
  await window.saved()
  const check = evidence.getByRole('button', { name: word('dutiesScreen.checkAgain'), exact: true })
  await check.click()
  await expect(evidence.getByText(word('dutiesScreen.same'))).toBeVisible()
  writeFileSync(file, 'Schulungsplan 2028')
  await check.click()
  await expect(evidence.getByText(word('dutiesScreen.different'))).toBeVisible()
})

test('a record names what is missing and leads to the question', async () => {
  const { main, word } = window
  await main.getByRole('button', { name: 'EU CSF', exact: true }).click()
  const missing = main.getByRole('table', { name: word('regimes.whatMissing') })
  await expect(missing.getByRole('rowheader')).toHaveText([/SOV-2/, /SOV-5/])
  await missing.getByRole('button', { name: word('field.hosting.requestPolicy.label') }).click()
  await expect(window.heading).toHaveText(word('stage.hosting'))
  await window.openStage('obligations')
})

test('all requirements and answers are saved as a table', async () => {
  const { main, word } = window
  const file = path.join(folder, 'coverage.csv')
  await answerDialogs(file)
  await main.getByRole('button', { name: word('regimes.save'), exact: true }).click()
  await expect.poll(() => readable(file)).toContain('Asked by,Why,Requirement')
})

function readable(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
