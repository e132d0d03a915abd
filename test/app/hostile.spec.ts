/** What stays behind in real Electron after a passphrase was used, and what hostile text, files and words cannot do to it. */
import { expect, test } from '@playwright/test'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchApp, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { questionsOf } from '../support/page/questions.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-hostile-app-'))
const userData = path.join(root, 'data')
const passphrase = 'Quarz-Zebra-9041-am-Wehr'
let launched: Launched
let shown: HomeportWindow
const heard: string[] = []

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  launched = await launchApp({ userData, env: { HOMEPORT_DIALOG_ANSWER: root } })
  shown = windowOf(launched.page)
  launched.app.process().stdout?.on('data', (chunk: Buffer) => void heard.push(chunk.toString()))
  launched.app.process().stderr?.on('data', (chunk: Buffer) => void heard.push(chunk.toString()))
  launched.page.on('console', (message) => void heard.push(message.text()))
})
test.afterAll(async () => {
  await launched.close()
  rmSync(root, { recursive: true, force: true })
})

/** Typed key by key, as a person does: the whole is in the page only where the page put it. */
async function type(label: string): Promise<void> {
  await shown.main.getByRole('textbox', { name: label, exact: true }).focus()
  await launched.page.keyboard.type(passphrase)
}

/** Everything that the page's process holds as text. */
async function heapText(): Promise<string> {
  const session = await launched.page.context().newCDPSession(launched.page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(path.join(folder, entry.name)) : entry.isFile() ? [path.join(folder, entry.name)] : []))

test('a key is made and a plan signed with it', async () => {
  await homeOf(shown).openSample('ministry')
  await shown.openStage('sign')
  await shown.main.getByRole('textbox', { name: shown.word('sign.keyName'), exact: true }).fill('Jana')
  await type(shown.word('sign.newPassphrase'))
  await type(shown.word('sign.passphraseAgain'))
  await shown.main.getByRole('button', { name: shown.word('sign.makeKey'), exact: true }).click()
  await expect(shown.main.getByRole('textbox', { name: shown.word('sign.passphrase'), exact: true })).toBeVisible()
  await type(shown.word('sign.passphrase'))
  await shown.main.getByRole('button', { name: shown.word('sign.signAsAuthor'), exact: true }).click()
  await expect(shown.main.getByRole('heading', { name: shown.word('sign.signed', { version: 1 }) })).toBeVisible()
})

test('afterwards the passphrase is in no field, no state of the page, no line that was logged', async () => {
  for (const value of await launched.page.evaluate(() => [...document.querySelectorAll('input')].map((input) => input.value))) expect(value).not.toContain(passphrase)
  // Leaving the screen takes its forms with it.
  await shown.openPlace('allPlans')
  await expect(shown.main.getByRole('table')).toBeVisible()
  await expect.poll(async () => (await heapText()).includes(passphrase), { timeout: 60_000 }).toBe(false)
  expect(heard.join('')).not.toContain(passphrase)
})

test('and in no file of the profile, while the application runs and after it quit', async () => {
  const bytes = Buffer.from(passphrase)
  const writings = [bytes, Buffer.from(passphrase, 'utf16le'), Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('base64').slice(0, -4))]
  const search = (): void => {
    const files = filesBelow(userData)
    expect(files.some((file) => file.endsWith('homeport.db'))).toBe(true)
    for (const file of files) for (const writing of writings) expect(readFileSync(file).includes(writing), file).toBe(false)
  }
  search()
  await launched.close()
  search()
  launched = await launchApp({ userData, env: { HOMEPORT_DIALOG_ANSWER: root } })
  shown = windowOf(launched.page)
})

test('a title of two million letters neither stops the page nor reaches the plan', async () => {
  await homeOf(shown).startPlan()
  const questions = questionsOf(shown)
  await questions.answer('identity.title', 'x')
  await questions.control('identity.title').focus()
  await launched.page.keyboard.insertText('x'.repeat(2_000_000))
  await launched.page.keyboard.press('Tab')
  await shown.openPlace('allPlans')
  await expect(shown.main.getByRole('table')).toBeVisible()
  expect(await launched.page.evaluate(() => window.homeport.invoke('plan.list', null)).then((answer) => JSON.stringify(answer).length)).toBeLessThan(10_000)
})

test('a file dropped on the window does not take its place', async () => {
  const file = path.join(root, 'evil.html')
  writeFileSync(file, '<script>document.title = "taken"</script>')
  const session = await launched.page.context().newCDPSession(launched.page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const kind of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type: kind, x: 400, y: 300, data })
  await session.detach()
  await expect(shown.main.getByRole('table')).toBeVisible()
  expect(launched.page.url()).toMatch(/^app:\/\/homeport\/index\.html/)
  expect(launched.app.windows()).toHaveLength(1)
})
