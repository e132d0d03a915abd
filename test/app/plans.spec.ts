/** Plans on this computer: listed, copied, deleted and taken back; nothing that was saved is ever lost. */
import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase } from '../../electron/database/sqlite.ts'
import { launchApp, root, runtime, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { questionsOf } from '../support/page/questions.ts'
import { windowOf } from '../support/page/window.ts'
import { containing } from '../support/page/words.ts'

const title = 'Assistent für Schriftgut und Korrespondenz'

let userData: string
const database = (): string => path.join(userData, 'homeport.db')

test.beforeEach(() => {
  userData = mkdtempSync(path.join(tmpdir(), 'homeport-plans-'))
})
test.afterEach(() => rmSync(userData, { recursive: true, force: true }))

const start = async (): Promise<Launched> => launchApp({ userData })

test('plans are listed, duplicated, deleted, taken back and opened again', async () => {
  const { page, close } = await start()
  const window = windowOf(page)
  const home = homeOf(window)
  await expect(window.main.getByText(window.word('home.empty'))).toBeVisible()
  await home.openSample('ministry')
  await window.openPlace('allPlans')
  await expect(home.rows).toHaveText([title])

  await home.duplicate(title)
  await expect(home.rows).toHaveText([title, title])
  await expect(window.messages).toContainText(window.word('home.duplicated', { title }))

  await home.remove(title)
  await expect(home.rows).toHaveCount(1)
  await expect(window.messages).toContainText(window.word('home.deleted', { title }))
  await home.takeBack()
  await expect(home.rows).toHaveCount(2)
  await expect(window.messages).toContainText(window.word('home.restored', { title }))

  // The copy is a plan of its own.
  await home.openPlan(title)
  await window.openStage('requirements')
  await questionsOf(window).answer('identity.title', 'Kopie')
  await window.saved()
  await window.openPlace('allPlans')
  await expect(home.rows).toHaveText(['Kopie', title])
  await home.remove('Kopie')
  await expect(home.rows).toHaveText([title])
  await close()

  // Deleted for good at the next start.
  const again = await start()
  await expect(homeOf(windowOf(again.page)).rows).toHaveText([title])
  await again.close()
})

test('what is said to be saved survives kill -9', async () => {
  const rounds = 5
  const first = await start()
  await homeOf(windowOf(first.page)).openSample('ministry')
  let { app, page, close } = first
  for (let round = 1; round <= rounds; round++) {
    const window = windowOf(page)
    await window.openStage('requirements')
    await questionsOf(window).answer('load.users', 2000 + round)
    await expect(window.status).toHaveText(containing('Saved'))
    const ended = once(app.process(), 'exit')
    app.process().kill('SIGKILL')
    await ended
    ;({ app, page, close } = await start())
    const after = windowOf(page)
    await homeOf(after).openPlan(title)
    await after.openStage('requirements')
    await questionsOf(after).unfold()
    await expect(questionsOf(after).control('load.users')).toHaveValue(`2,00${round}`)
    // The history was saved, too.
    await expect(after.undo).toBeEnabled()
  }
  await close()
})

/** Starts on data that Homeport must not touch and returns what it says. */
async function refusedStart(): Promise<string> {
  const { page, close } = await start()
  const { main, word } = windowOf(page)
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(word('start.failed'))
  await expect(main.getByRole('alert')).toContainText(word('start.kept'))
  const said = (await main.getByRole('alert').textContent()) ?? ''
  await close()
  return said
}

async function makePlan(): Promise<void> {
  const { page, close } = await start()
  await homeOf(windowOf(page)).openSample('ministry')
  await close()
}

test('a damaged database is named and left as it is', async () => {
  await makePlan()
  const bytes = readFileSync(database())
  bytes.fill(0xa5, 0, 4096)
  writeFileSync(database(), bytes)
  expect(await refusedStart()).toContain('is damaged')
  expect(readFileSync(database()).equals(bytes)).toBe(true)
})

test('a database of a newer Homeport is named and left as it is', async () => {
  await makePlan()
  const kept = path.join(userData, 'kept.db')
  copyFileSync(database(), kept)
  const opened = await openDatabase(database())
  if (!opened.ok) throw new Error(opened.problem)
  await opened.value.script('PRAGMA user_version = 99')
  await opened.value.close()
  const bytes = readFileSync(database())
  expect(await refusedStart()).toContain('newer Homeport')
  expect(readFileSync(database()).equals(bytes)).toBe(true)
  // The version that wrote it opens it with everything in it.
  copyFileSync(kept, database())
  const { page, close } = await start()
  await expect(homeOf(windowOf(page)).rows).toHaveText([title])
  await close()
})

test('a place that cannot be written to is named at the start', async () => {
  // Also for root, who may write everywhere: a folder stands where the file would be.
  mkdirSync(database())
  const said = await refusedStart()
  expect(said).toContain('may not write')
  expect(said).toContain(userData)
})

test('a change that cannot be saved is said so, and the next one that can is saved', async () => {
  const { page, close } = await start()
  const window = windowOf(page)
  await homeOf(window).openSample('ministry')
  await window.openStage('requirements')
  const questions = questionsOf(window)
  // The database writes its journal under this name before every change.
  const journal = `${database()}-journal`
  mkdirSync(journal)
  await questions.answer('load.users', 1500)
  await expect(window.status).toContainText('may not write')
  rmSync(journal, { recursive: true })
  await questions.answer('load.users', 1600)
  await window.saved()
  await close()
  const again = await start()
  const after = windowOf(again.page)
  await homeOf(after).openPlan(title)
  await after.openStage('requirements')
  await questionsOf(after).unfold()
  await expect(questionsOf(after).control('load.users')).toHaveValue('1,600')
  await again.close()
})

test('a second start ends at once and brings the first to the front', async () => {
  const { app, close } = await start()
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) return
    window.focus = () => Object.assign(globalThis, { broughtToFront: true })
  })
  const args = ['--no-sandbox', '--ozone-platform=headless', '--disable-gpu', `--user-data-dir=${userData}`, root]
  const { status } = spawnSync(runtime().executable, args, { cwd: root, timeout: 20_000 })
  expect(status).toBe(0)
  await expect.poll(() => app.evaluate(() => 'broughtToFront' in globalThis)).toBe(true)
  expect(app.windows()).toHaveLength(1)
  await close()
})
