/** A reviewer without Homeport: the packet's page prepares a decision, openssl signs it, and Homeport accepts the file. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { digestOf } from '../../shared/base/digest.ts'
import { packetHtml, readPacketParts } from '../../electron/export/packet.ts'
import { fontStyles } from '../../electron/export/report.ts'
import { parseReview } from '../../shared/plan/review-file.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { findChromium } from '../../scripts/setup/tools.mjs'
import { author, signedText, testDocument } from '../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-review-page-'))
let browser: Browser
beforeAll(async () => {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('no Chromium: npm run setup')
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
})
afterAll(async () => {
  await browser.close()
  rmSync(root, { recursive: true, force: true })
})
if (!existsSync('dist/verifier/verifier.js')) execFileSync(process.execPath, ['scripts/build-verifier.mjs'])
const parts = await readPacketParts(await fontStyles('resources'))

const word = (id: string): string => say(catalogOf('en'), { id, values: {} })
const document = testDocument()
const plan = canonicalJson(document)
const head = { size: 3, root: 'ab'.repeat(32) }

async function openPage(): Promise<{ readonly page: Page; readonly requests: string[]; readonly errors: string[] }> {
  const file = path.join(root, 'packet.html')
  writeFileSync(file, packetHtml({ plan, envelopes: [signedText(document, author, { auditLog: head })], keys: [author.public], language: 'en' }, parts))
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage()
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(pathToFileURL(file).href)
  await page.waitForFunction(() => globalThis.document.documentElement.dataset['verdict'] === 'unchanged')
  await page.getByText(word('reviews.page.title')).click()
  return { page, requests, errors }
}

/** Saves what a button offers. */
async function save(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
  return readFileSync(await download.path())
}

/** Fills in the desk up to the bytes to sign. */
async function prepare(page: Page, publicKey: string): Promise<void> {
  await label(page, 'reviews.page.name').fill('Dora Schutz')
  await label(page, 'reviews.decision').selectOption('reject')
  await label(page, 'reviews.role').fill('dpo')
  await label(page, 'reviews.page.key').fill(publicKey)
  await page.getByRole('button', { name: word('reviews.page.prepare') }).click()
}

const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: root, stdio: 'pipe' }).toString()
const label = (page: Page, id: string) => page.getByLabel(word(id), { exact: false }).first()

test.each([
  ['Ed25519', ['-algorithm', 'ed25519']],
  ['ECDSA-P256', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
] as const)('a decision prepared in the page and signed by openssl (%s)', { timeout: 60_000 }, async (_kind, how) => {
  openssl('genpkey', ...how, '-out', 'key.pem')
  openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'pub.pem')
  const { page, requests, errors } = await openPage()
  await label(page, 'reviews.page.name').fill('Dora Schutz')
  await label(page, 'reviews.section').selectOption('P5')
  await label(page, 'reviews.write').fill('Who deletes the letters?')
  await page.getByRole('button', { name: word('reviews.add') }).click()
  // Comments alone go without a signature, and say so.
  const alone = parseReview(new Uint8Array(await save(page, word('reviews.page.saveComments'))))
  expect(alone).toMatchObject({ ok: true, value: { comments: [{ comment: { place: 'P5', by: 'Dora Schutz' }, confirmedBy: null }], decisions: [] } })

  await label(page, 'reviews.decision').selectOption('reject')
  await label(page, 'reviews.role').fill('dpo')
  await label(page, 'reviews.page.key').fill('no key')
  await page.getByRole('button', { name: word('reviews.page.prepare') }).click()
  await expect.poll(() => page.locator('.told').textContent()).toBe(word('reviews.page.badKey'))
  await label(page, 'reviews.page.key').fill(readFileSync(path.join(root, 'pub.pem'), 'utf8'))
  await page.getByRole('button', { name: word('reviews.page.prepare') }).click()
  writeFileSync(path.join(root, 'review.pae.bin'), await save(page, word('reviews.page.saveBytes')))
  // The commands are the ones that the page shows.
  const [sign, encode] = ((await page.locator('pre.commands').textContent()) ?? '').split('\n').map((line) => line.split(' ').slice(1))
  openssl(...(sign ?? []))
  const signature = openssl(...(encode ?? []))
  await page.locator('.steps textarea').fill(signature.replace(/^.../, 'AAA'))
  await page.getByRole('button', { name: word('reviews.page.finish') }).click()
  await expect.poll(() => page.locator('.told').textContent()).toBe(word('reviews.page.badSignature'))
  await page.locator('.steps textarea').fill(signature)
  const review = parseReview(new Uint8Array(await save(page, word('reviews.page.finish'))))
  if (!review.ok) throw new Error(review.problem.code)
  expect(review.value.plan).toEqual({ id: document.plan.id, version: 1, digest: digestOf(plan) })
  // The reviewer witnesses the author's log.
  expect(review.value.decisions[0]?.statement.predicate).toMatchObject({ decision: 'reject', role: 'dpo', auditLog: head, signer: { name: 'Dora Schutz' } })
  expect(requests.filter((url) => !url.startsWith('data:') && !url.startsWith('file:'))).toEqual([])
  expect(errors).toEqual([])
  await page.context().close()
})

test.each([
  ['ssh-keygen', ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', 'id_ed25519'], 'id_ed25519.pub', '.sig'],
  ['minisign', ['minisign', '-G', '-W', '-f', '-p', 'mini.pub', '-s', 'mini.key'], 'mini.pub', '.minisig'],
] as const)('a decision prepared in the page and signed by %s', { timeout: 60_000 }, async (tool, [make, ...how], publicFile, ending) => {
  execFileSync(make, how, { cwd: root, stdio: 'pipe' })
  const { page, requests, errors } = await openPage()
  await prepare(page, readFileSync(path.join(root, publicFile), 'utf8'))
  await label(page, 'reviews.page.tool').selectOption(tool)
  writeFileSync(path.join(root, 'statement.json'), await save(page, word('reviews.page.saveStatement')))
  // The command is the one that the page shows, with the key of this test.
  const [shown = ''] = ((await page.locator('pre.commands').textContent()) ?? '').split('\n')
  const [program = '', ...args] = shown.split(' ').map((part) => (part.startsWith('~') ? 'id_ed25519' : part))
  rmSync(path.join(root, `statement.json${ending}`), { force: true })
  execFileSync(program, [...args, ...(tool === 'minisign' ? ['-s', 'mini.key'] : [])], { cwd: root, stdio: 'pipe' })
  const signature = readFileSync(path.join(root, `statement.json${ending}`), 'utf8')
  if (tool === 'ssh-keygen') {
    // The same key's signature for something else is named for what it is.
    execFileSync('ssh-keygen', ['-Y', 'sign', '-q', '-f', 'id_ed25519', '-n', 'git', 'statement.json'], { cwd: root, stdio: 'pipe', input: 'y' })
    await page.locator('.steps textarea').fill(readFileSync(path.join(root, 'statement.json.sig'), 'utf8'))
    await page.getByRole('button', { name: word('reviews.page.finish') }).click()
    await expect.poll(() => page.locator('.told').textContent()).toBe(word('reviews.fault.namespace'))
  }
  await page.locator('.steps textarea').fill(signature)
  const review = parseReview(new Uint8Array(await save(page, word('reviews.page.finish'))))
  if (!review.ok) throw new Error(review.problem.code)
  expect(review.value.decisions[0]?.statement.predicate).toMatchObject({ decision: 'reject', role: 'dpo', auditLog: head, signer: { name: 'Dora Schutz' } })
  expect(requests.filter((url) => !url.startsWith('data:') && !url.startsWith('file:'))).toEqual([])
  expect(errors).toEqual([])
  await page.context().close()
})
