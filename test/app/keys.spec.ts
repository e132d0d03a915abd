/**
 * Keys and time as their holders meet them, in the window: a pretended keyring is refused, a key on a token signs, a second
 * key is asked for by the board, an old key vouches for a new one, and an authority's answer comes back by file.
 */
import { expect, test, type Locator } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { launchApp, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { questionsOf } from '../support/page/questions.ts'
import { passphrase, signOf } from '../support/page/sign.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'
import { commandLine } from '../support/shipped.ts'
import { testTsa } from '../support/tsa.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-keys-'))
const stick = path.join(root, 'stick')
const pin = '493817'
const module = ['/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm2.so'].find((file) => existsSync(file))
let launched: Launched
let window: HomeportWindow

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  mkdirSync(stick)
  const env: Record<string, string> = { HOMEPORT_DIALOG_ANSWER: stick }
  if (module !== undefined) {
    mkdirSync(path.join(root, 'tokens'))
    const settings = path.join(root, 'softhsm2.conf')
    writeFileSync(settings, `directories.tokendir = ${path.join(root, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`)
    env['SOFTHSM2_CONF'] = settings
    const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe', env: { ...process.env, SOFTHSM2_CONF: settings } })
    run('softhsm2-util', '--init-token', '--free', '--label', 'homeport', '--pin', pin, '--so-pin', '87654321')
    run('pkcs11-tool', '--module', module, '--login', '--pin', pin, '--token-label', 'homeport', '--keypairgen', '--key-type', 'EC:prime256v1', '--id', '01', '--label', 'card key')
  }
  launched = await launchApp({ userData: path.join(root, 'data'), env })
  window = windowOf(launched.page)
})
test.afterAll(async () => {
  await launched.close()
  rmSync(root, { recursive: true, force: true })
})

/** What the next dialog for a file answers. */
const hand = (file: string): Promise<void> =>
  launched.app.evaluate((_electron, to) => {
    process.env['HOMEPORT_DIALOG_ANSWER'] = to
  }, file)
const press = (name: string, within: Locator = window.main): Promise<void> => within.getByRole('button', { name, exact: true }).click()
const field = (name: string, within: Locator = window.main): Locator => within.getByRole('textbox', { name, exact: true })
const fileOf = (part: string): string => {
  const found = readdirSync(stick).filter((name) => name.endsWith(part))
  expect(found, part).toHaveLength(1)
  return path.join(stick, found[0] ?? '')
}
async function openKeys(): Promise<void> {
  await window.openPlace('board')
  await press(window.word('board.toKeys'))
  await expect(window.heading).toHaveText(window.word('keys.title'))
}
async function makeKey(name: string, second = false): Promise<void> {
  await press(window.word('keys.create'))
  const dialog = window.dialog(window.word('keys.create'))
  await field(window.word('sign.keyName'), dialog).fill(name)
  if (second) await dialog.getByText(window.word('keys.second'), { exact: true }).click()
  await field(window.word('sign.newPassphrase'), dialog).fill(passphrase)
  await field(window.word('sign.passphraseAgain'), dialog).fill(passphrase)
  await press(window.word('sign.makeKey'), dialog)
  await expect(dialog).toBeHidden()
  await expect(window.main.getByRole('rowheader', { name, exact: true })).toBeVisible()
}
async function choose(name: string, entry: string): Promise<void> {
  await press(window.word('keys.actions', { name }))
  await window.page.getByRole('menuitem', { name: entry, exact: true }).click()
}
/** Saves a card and returns its file. */
async function card(name: string, entry: string, part: string): Promise<string> {
  await hand(stick)
  await choose(name, entry)
  await expect.poll(() => readdirSync(stick).filter((file) => file.endsWith(part))).toHaveLength(1)
  await window.closeMessages()
  return fileOf(part)
}

test('a keyring that only pretends is refused, with the reason, and the key stays as it is', async () => {
  await openKeys()
  await makeKey('Jana Köhler', true)
  const folder = path.join(root, 'data', 'keys')
  const [name = ''] = readdirSync(folder)
  const before = readFileSync(path.join(folder, name), 'utf8')
  await choose('Jana Köhler', window.word('keyring.wrap'))
  const dialog = window.dialog(window.word('keyring.wrap'))
  // No desktop here has a keyring: Electron would fall back to a password in its own source.
  expect(await launched.app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend())).toBe('basic_text')
  await expect(dialog).toContainText(window.word('keyring.none.basic-text'))
  await expect(dialog.getByRole('button', { name: window.word('keyring.wrap'), exact: true })).toHaveCount(0)
  await window.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(readFileSync(path.join(folder, name), 'utf8')).toBe(before)
  expect(JSON.parse(before)).not.toHaveProperty('wrap')
})

test('the board asks for both keys of a person: the second has a card of its own', async () => {
  const first = await card('Jana Köhler', window.word('keys.publish.board'), 'Jana Köhler key.txt')
  const second = await card('Jana Köhler', window.word('keys.publish.second'), 'second key.txt')
  await window.openPlace('board')
  await field(window.word('board.organization')).fill('Staatsministerium')
  await press(window.word('board.create'))
  const dialog = window.dialog(window.word('board.addPerson'))
  await hand(first)
  await press(window.word('board.addPerson'))
  await dialog.getByText(window.word('board.compared')).click()
  await dialog.getByText(window.word('board.role.author'), { exact: true }).click()
  await press(window.word('board.add'), dialog)
  await expect(dialog).toBeHidden()
  await hand(second)
  await press(window.word('board.addPerson'))
  await dialog.getByText(window.word('board.compared')).click()
  await dialog.getByRole('combobox', { name: window.word('board.person') }).or(dialog.getByRole('button', { name: window.word('board.person') })).first().click()
  await window.page.getByRole('option', { name: 'Jana Köhler' }).first().click()
  await press(window.word('board.add'), dialog)
  await expect(dialog).toBeHidden()
  // Two keys of one person: any or all of them.
  await window.main.getByText(window.word('board.allKeys'), { exact: true }).click()
  await expect(window.main.getByRole('checkbox', { name: window.word('board.allKeys'), exact: true })).toBeChecked()
  await field(window.word('sign.passphrase')).fill(passphrase)
  await press(window.word('board.sign', { version: 1 }))
  await expect(window.messages).toContainText(window.word('board.signed', { version: 1 }))
  await window.closeMessages()
  await expect(window.main).toContainText(window.word('board.allKeys'))
  await hand(stick)
  await press(window.word('board.export'))
  await expect.poll(() => readdirSync(stick).some((name) => name.endsWith('.homeport-board'))).toBe(true)
  await window.closeMessages()
})

test('the plan is signed with both, and the board’s store counts them together', async () => {
  await window.openPlace('allPlans')
  await homeOf(window).openSample('agency')
  await window.openStage('sign')
  await signOf(window).sign(1)
  await hand(stick)
  await signOf(window).save('bundle')
  const verified = commandLine(fileOf('v1.homeport'), '--trust', fileOf('.homeport-board'))
  expect(verified.checks.find(({ id }) => id === 'keys')).toMatchObject({ result: 'pass' })
  expect(verified.code).toBe('E_THRESHOLD')
})

test('an authority is added, asked by file, and its answer stands beside the claimed time', async () => {
  const folder = path.join(root, 'tsa')
  mkdirSync(folder)
  const tsa = testTsa(folder)
  tsa.issue('root', 'root', null)
  tsa.issue('good', 'stamps', 'root')
  await window.closeMessages()
  await press(window.word('time.authorities'))
  const dialog = window.dialog(window.word('time.authorities.title'))
  await expect(dialog).toContainText(window.word('time.authorities.none'))
  await hand(path.join(folder, 'root.key'))
  await press(window.word('time.authorities.add'), dialog)
  await expect(window.messages).toContainText(window.word('time.authorities.refused'))
  await hand(path.join(folder, 'root.pem'))
  await press(window.word('time.authorities.add'), dialog)
  await expect(dialog).toContainText('Authority root')
  await window.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await window.closeMessages()
  await hand(stick)
  await press(window.word('time.request'))
  await expect(window.messages).toContainText(window.word('time.requested', { count: 1 }))
  await window.closeMessages()
  const times = window.main.getByRole('table', { name: window.word('time.title') })
  await expect(times).toContainText(window.word('time.state.requested'))
  const request = new Uint8Array(readFileSync(fileOf('.tsq')))
  tsa.answer(request, 'good')
  await hand(path.join(folder, 'in.tsq'))
  await press(window.word('time.import'))
  await expect(window.messages).toContainText(window.word('board.refused'))
  await window.closeMessages()
  await hand(path.join(folder, 'out.tsr'))
  await press(window.word('time.import'))
  await expect(times).toContainText('Authority good')
  // The board's card shows it beside the claim, and verification says both.
  await window.closeMessages()
  const verification = await signOf(window).verify(1)
  await expect(verification).toContainText('Authority good')
  await window.page.keyboard.press('Escape')
})

test('a new key takes the place of the old one: the old one vouches, the board takes the card in', async () => {
  await openKeys()
  await makeKey('Jana Köhler 2027')
  await hand(stick)
  await choose('Jana Köhler', window.word('keys.replace'))
  const dialog = window.dialog(window.word('keys.replace'))
  await expect(dialog).toContainText(window.word('keys.replaceDetail'))
  const secret = field(window.word('keys.replace.passphrase', { name: 'Jana Köhler' }), dialog)
  await secret.fill('wrong')
  await press(window.word('board.saveCard'), dialog)
  await expect(dialog).toContainText(window.word('fault.wrong-passphrase'))
  await secret.fill(passphrase)
  await press(window.word('board.saveCard'), dialog)
  await expect(dialog).toBeHidden()
  await window.closeMessages()
  await window.openPlace('board')
  await press(window.word('board.change'))
  await hand(fileOf('new key.txt'))
  await press(window.word('board.addPerson'))
  const adding = window.dialog(window.word('board.addPerson'))
  await expect(adding).toContainText(window.word('board.rotationShown'))
  await adding.getByText(window.word('board.compared')).click()
  await press(window.word('board.add'), adding)
  await expect(adding).toBeHidden()
  await field(window.word('sign.passphrase')).fill(passphrase)
  await press(window.word('board.sign', { version: 2 }))
  await expect(window.messages).toContainText(window.word('board.signed', { version: 2 }))
  await expect(window.main).toContainText(`${window.word('board.keyEnded', { day: '' }).trim()} `)
  await window.closeMessages()
})

test('a key on a token is found, checked by its PIN, and signs a version', async () => {
  test.skip(module === undefined, 'SoftHSM2 is not installed')
  await openKeys()
  await press(window.word('tokens.use'))
  const dialog = window.dialog(window.word('tokens.use'))
  await hand(path.join(root, 'softhsm2.conf'))
  await press(window.word('tokens.choose'), dialog)
  await expect(dialog).toContainText(/no PKCS#11 module/)
  await hand(module ?? '')
  await press(window.word('tokens.choose'), dialog)
  await expect(dialog.getByRole('combobox', { name: window.word('tokens.key') })).toHaveValue(/card key/)
  await field(window.word('sign.keyName'), dialog).fill('Carl Winter')
  await press(window.word('tokens.add'), dialog)
  await expect(dialog).toBeHidden()
  const row = window.main.getByRole('row').filter({ has: window.page.getByRole('rowheader', { name: 'Carl Winter', exact: true }) })
  await expect(row).toContainText('homeport')
  await window.closeMessages()
  // Its private key cannot be exported and no keyring can wrap it.
  await press(window.word('keys.actions', { name: 'Carl Winter' }))
  await expect(window.page.getByRole('menuitem', { name: window.word('keys.export'), exact: true })).toHaveCount(0)
  await expect(window.page.getByRole('menuitem', { name: window.word('keyring.wrap'), exact: true })).toHaveCount(0)
  await window.page.keyboard.press('Escape')

  await window.openPlace('allPlans')
  await homeOf(window).rows.first().getByRole('button').click()
  // Only what was changed is signed again.
  await window.openStage('requirements')
  await questionsOf(window).answer('load.users', 900)
  await window.saved()
  await window.openStage('sign')
  await window.main.getByRole('combobox', { name: window.word('sign.key') }).or(window.main.getByRole('button', { name: window.word('sign.key') })).first().click()
  await window.page.getByRole('option', { name: 'Carl Winter' }).first().click()
  const secret = field(window.word('tokens.pinName'))
  await secret.fill('000000')
  await press(window.word('sign.signAsAuthor'))
  await expect(window.page.locator('body')).toContainText(window.word('fault.wrong-pin'))
  await window.closeMessages()
  await secret.fill(pin)
  await press(window.word('sign.signAsAuthor'))
  await expect(signOf(window).versions.first()).toContainText('Carl Winter')
  const verification = await signOf(window).verify(2)
  await expect(verification).toContainText('Carl Winter')
  await window.page.keyboard.press('Escape')
  await hand(stick)
  await signOf(window).save('bundle')
  // Outside the application: the signature is genuine, by a key that this board does not know.
  const verified = commandLine(fileOf('v2.homeport'))
  expect(verified.checks.find(({ id }) => id === 'signatures')).toMatchObject({ result: 'pass' })
})
