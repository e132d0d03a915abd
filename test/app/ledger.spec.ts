/** The log, an update of the reference data from a stick, and a public version, as a planner meets them. */
import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sqlite3 from 'sqlite3'
import { launchApp, root, type Launched } from '../support/launch.ts'
import { homeOf } from '../support/page/home.ts'
import { questionsOf } from '../support/page/questions.ts'
import { signOf } from '../support/page/sign.ts'
import { windowOf, type HomeportWindow } from '../support/page/window.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-ledger-'))
let launched: Launched
let window: HomeportWindow

const answer = (to: string): Promise<void> =>
  launched.app.evaluate((_electron, value) => {
    process.env['HOMEPORT_DIALOG_ANSWER'] = value
  }, to)

/** A stick with the licenses of a later day, and the fingerprint of its root. */
function stick(): { readonly place: string; readonly fingerprint: string } {
  const at = (name: string): string => path.join(folder, name)
  for (const name of ['a', 'b', 'c', 'r']) {
    execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', at(`${name}.pem`)])
    execFileSync('openssl', ['pkey', '-in', at(`${name}.pem`), '-pubout', '-out', at(`${name}.pub.pem`)])
  }
  const script = path.join(root, 'scripts', 'publish-knowledge.mjs')
  const publish = (...words: readonly string[]) => execFileSync('node', [script, ...words])
  const keys = ['a', 'b', 'c'].flatMap((name) => ['--key', at(`${name}.pub.pem`)])
  const rootFile = at('1.root.json')
  const dated = ['--version', '1', '--expires', '2099-12-31']
  publish('root', ...dated, ...keys, '--release', at('r.pub.pem'), '--out', rootFile)
  for (const name of ['a', 'b']) publish('sign', rootFile, '--key', at(`${name}.pem`))
  mkdirSync(at('packs'))
  const licenses = JSON.parse(readFileSync(path.join(root, 'resources', 'packs', 'licenses.json'), 'utf8'))
  writeFileSync(path.join(at('packs'), 'licenses.json'), JSON.stringify({ ...licenses, asOf: '2030-01-02' }))
  publish('release', ...dated, '--packs', at('packs'), '--key', at('r.pem'), '--root', rootFile, '--out', at('stick'))
  return { place: at('stick'), fingerprint: createHash('sha256').update(readFileSync(rootFile)).digest('hex') }
}

async function start(): Promise<void> {
  launched = await launchApp({ userData: path.join(folder, 'data'), env: { HOMEPORT_DIALOG_ANSWER: folder } })
  window = windowOf(launched.page)
}

/** Somebody changes the database with another program while Homeport is closed. */
function tamper(sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(path.join(folder, 'data', 'homeport.db'))
    database.exec(sql, (error) => database.close(() => (error === null ? resolve() : reject(error))))
  })
}

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  await start()
})
test.afterAll(async () => {
  await launched.close()
  rmSync(folder, { recursive: true, force: true })
})

const go = (name: string) => launched.page.getByRole('link', { name, exact: true }).click()
const picture = async (name: string) => {
  const place = process.env['HOMEPORT_PICTURES']
  if (place !== undefined) await launched.page.screenshot({ path: path.join(place, `${name}.png`), animations: 'disabled' })
}

test('an empty log says so', async () => {
  await go('Log')
  await expect(window.main.getByText('The log is intact.')).toBeVisible()
  await picture('log-empty')
})

test('signing is in the log, and a public version is made of what was signed', async () => {
  await go('All plans')
  await launched.page.getByRole('button', { name: 'Open a sample' }).click()
  await launched.page.getByRole('menuitem').first().click()
  await window.openStage('sign')
  const sign = signOf(window)
  await sign.makeKey('Jana Köhler')
  await sign.sign(1)
  await window.main.getByRole('button', { name: 'Choose', exact: true }).click()
  const dialog = launched.page.getByRole('dialog')
  await dialog.getByRole('checkbox').nth(1).click({ force: true })
  await expect(dialog.getByRole('status')).toHaveText('1 part is withheld.')
  await picture('public')
  await dialog.getByRole('button', { name: window.word('public.save') }).click()
  await expect(dialog).toBeHidden()
  await go('Log')
  await expect(window.main.getByText('Plan signed')).toBeVisible()
  await expect(window.main.getByText('Plan exported')).toBeVisible()
  await expect(window.main.getByText('The log is intact.')).toBeVisible()
  await picture('log')
})

test('an update is looked at, trusted by its fingerprint and taken in', async () => {
  const { place, fingerprint } = stick()
  await answer(place)
  await go('Sources and methods')
  await window.main.getByRole('button', { name: window.word('knowledge.import') }).click()
  await window.main.getByLabel(window.word('knowledge.name')).fill('Knowledge office')
  await window.main.getByLabel(window.word('knowledge.typed')).fill('0'.repeat(64))
  await window.main.getByRole('button', { name: window.word('knowledge.trust') }).click()
  await expect(window.main.getByRole('alert')).toBeVisible()
  await picture('update-unknown')
  await window.main.getByLabel(window.word('knowledge.typed')).fill(fingerprint)
  await window.main.getByRole('button', { name: window.word('knowledge.trust') }).click()
  await expect(window.main.getByText(/of your plans change|No verdict of your plans changes/)).toBeVisible()
  await picture('update-preview')
  await window.main.getByRole('button', { name: window.word('knowledge.adopt') }).click()
  // The page takes the new data where it is: it never navigates, and the open plan stays open.
  await expect(window.messages.getByText(window.word('knowledge.adopted'))).toBeVisible()
  await expect(window.main.getByText('Knowledge office').first()).toBeVisible()
  await expect(window.main.getByRole('row').filter({ hasText: 'Licenses' }).filter({ hasText: '2030' })).toBeVisible()
  await expect(window.plan).toBeVisible()
  await picture('update-adopted')
  await window.openStage('requirements')
  await window.openStage('model')
  await go('Log')
  await expect(window.main.getByText('Reference data adopted')).toBeVisible()
})

test('ATK-063 a log that was changed from outside: everything can be read, nothing changed, and the log is evidence', async () => {
  await launched.close()
  const guard = "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;"
  await tamper(`DROP TRIGGER audit_no_update; UPDATE audit SET entry = replace(entry, 'key-added', 'key-moved') WHERE position = 1; ${guard}`)
  await start()
  await expect(window.main.getByText(window.word('log.readOnly'))).toBeVisible()
  await picture('broken-home')
  await window.main.getByRole('button', { name: window.word('log.toLog'), exact: true }).click()
  await expect(window.main.getByText(window.word('log.broken'))).toBeVisible()
  await picture('broken-log')
  await window.main.getByRole('button', { name: window.word('log.evidence'), exact: true }).click()
  await expect(window.messages).toContainText('homeport-log-evidence.json')
  expect(JSON.parse(readFileSync(path.join(folder, 'homeport-log-evidence.json'), 'utf8')).faults[0]).toEqual({ code: 'E_LOG_LEAF', at: 1 })
  // What was signed can still be looked at; what would be changed is refused in words.
  await go('All plans')
  await homeOf(window).rows.first().getByRole('button').first().click()
  await window.openStage('requirements')
  await questionsOf(window).answer('load.users', 900)
  await expect(window.status).toContainText('only reads here')
})
