/** The exported page in a browser, opened from a file as a reviewer opens it. */
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { envelopeText, preAuthentication } from '../../shared/base/envelope.ts'
import { statementBytes } from '../../shared/plan/statement.ts'
import { readPacket } from '../../electron/export/bundle.ts'
import { packetHtml, readPacketParts } from '../../electron/export/packet.ts'
import { fontStyles } from '../../electron/export/report.ts'
import { publicText } from '../../shared/plan/redaction.ts'
import type { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { findChromium } from '../../scripts/setup/tools.mjs'
import { secondKeyOf } from '../../electron/keys/second.ts'
import { minisignSignature, sshSignature } from '../support/carriers.ts'
import { textOnPaper } from '../support/paper.ts'
import { author, ecKey, reviewer, seededKey, signBytes, signedText, testAct, testDocument, testPlan, type TestKey } from '../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-page-'))
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

const finding = {
  id: 'hardware/spare',
  rule: 'hardware.spare',
  stage: 'hardware',
  level: 'advisory',
  headline: { id: 'requirements.packAsOf', values: { pack: 'Models', day: { day: '2026-11-23' } } },
  because: [{ step: 'fact', message: { id: 'requirements.contextIs', values: { context: 8192 } }, field: null }],
  sources: [{ title: 'Data sheet', url: 'https://example.com/sheet', date: '2026-10-01', confidence: 'vendor' }],
  remedies: [],
  field: null,
  confirm: true,
}

function documentWith(answers: Record<string, string>): SignedPlan {
  const document = testDocument(testPlan(answers))
  return { ...document, assessment: { ...document.assessment, findings: [finding] } }
}

type Signer = readonly [TestKey, string, 'author' | 'approve' | 'approve-with-conditions']
function pageOf(document: SignedPlan, signers: readonly Signer[] = [[author, 'author', 'author']], language: 'en' | 'de' = 'en'): string {
  const envelopes = signers.map(([key, role, decision]) =>
    signedText(document, key, { role, decision, conditions: decision === 'approve-with-conditions' ? ['Review after six months'] : [] }),
  )
  return packetHtml({ plan: canonicalJson(document), envelopes, keys: signers.map(([key]) => key.public), language }, parts)
}

let count = 0
type Opened = { readonly page: Page; readonly verdict: string | undefined; readonly requests: readonly string[]; readonly violations: readonly string[] }

/** Opens a page from a file and waits for its verdict, or for the time a blocked script would have needed. */
async function open(html: string, options: { readonly url?: string; readonly colorScheme?: 'dark' } = {}): Promise<Opened> {
  count += 1
  const file = path.join(root, `${count}.html`)
  writeFileSync(file, html)
  const context = await browser.newContext({ viewport: { width: 1320, height: 1000 }, colorScheme: options.colorScheme ?? 'light' })
  const page = await context.newPage()
  const requests: string[] = []
  const violations: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text())
  })
  await page.goto(options.url ?? pathToFileURL(file).href)
  await page.waitForFunction(() => document.documentElement.dataset['verdict'] !== undefined, null, { timeout: 4000 }).catch(() => null)
  const verdict = await page.evaluate(() => document.documentElement.dataset['verdict'])
  return { page, verdict, requests: requests.filter((url) => !url.startsWith('data:')), violations }
}

const blockOf = (html: string, name: string) => {
  const found = new RegExp(`data-name="${name.replaceAll('.', '\\.')}">([^<]*)<`).exec(html)?.[1]
  if (found === undefined) throw new Error(`no block ${name}`)
  return found
}
const withBlock = (html: string, name: string, bytes: Buffer) => html.replace(blockOf(html, name), bytes.toString('base64'))
const text = (opened: Opened) => opened.page.locator('body').innerText()

const good = documentWith({ 'purpose.summary': 'Antwortentwürfe für Briefe' })

describe('the page of a public version', () => {
  const document = { ...documentWith({ 'purpose.summary': 'Antwortentwürfe für Briefe', 'organization.name': 'Geheimes Amt' }), seed: '5e'.repeat(32) }
  const whole = canonicalJson(document)
  const shown = publicText(whole, new Set(['/plan/answers/organization.name'])) ?? ''
  const page = (publicPart: string, language: 'en' | 'de' = 'en') =>
    packetHtml({ plan: '', public: publicPart, envelopes: [signedText(document, author)], keys: [author.public], language }, parts)

  test('shows what is shown, names what is withheld and holds nothing of it', async () => {
    const html = page(shown)
    const opened = await open(html)
    expect(opened.verdict).toBe('unchanged')
    const said = await text(opened)
    expect(said).toContain('Public version. ')
    expect(said).toContain('Antwortentwürfe für Briefe')
    // By its question, not by its place in the file.
    const withheld = await opened.page.locator('ul.withheld li').allInnerTexts()
    expect(withheld).toContain('Organization')
    expect(said).not.toContain('organization.name')
    expect(said).toContain('Number of the plan')
    for (const content of [said, html, ...[...html.matchAll(/data-name="[^"]*">([^<]*)</g)].map((block) => Buffer.from(block[1] ?? '', 'base64').toString())])
      expect(content).not.toContain('Geheimes Amt')
    expect(opened.requests).toHaveLength(1)
    expect(opened.violations).toEqual([])
  })
  test('speaks German', async () => {
    const said = await text(await open(page(shown, 'de')))
    expect(said).toContain('Zurückgehalten')
    expect(said).toContain('Nummer des Plans')
  })
  test('shows nothing of a plan in which a part was changed, added or left out', async () => {
    const value = JSON.parse(shown)
    const [pointer] = Object.keys(value.shown).filter((name) => name.endsWith('purpose.summary'))
    const { [pointer!]: gone, ...rest } = value.shown
    for (const other of [
      { ...value, shown: { ...value.shown, [pointer!]: { ...gone, value: { ...gone.value, value: 'Anderes' } } } },
      { ...value, shown: rest },
      { ...value, withheld: value.withheld.slice(1) },
      { ...value, shown: { ...value.shown, '/plan/answers/x.y': gone } },
    ]) {
      const opened = await open(page(canonicalJson(other)))
      expect(opened.verdict).toBe('broken')
      expect(await opened.page.locator('#sheet').isVisible()).toBe(false)
    }
  })
})

describe('a good packet', () => {
  test('shows the plan, says what matched, asks to compare fingerprints, names nobody as verified', async () => {
    const opened = await open(pageOf(good, [[author, 'author', 'author'], [ecKey('prime256v1'), 'architect', 'approve-with-conditions'], [ecKey('secp384r1'), 'data-protection', 'approve']]))
    expect(opened.verdict).toBe('unchanged')
    const shown = await text(opened)
    expect(shown).toContain('All 3 signatures match this plan')
    expect(shown).toContain('This page cannot know who holds the keys')
    expect(shown).toContain('Jana Köhler, by their own account')
    expect(shown).toContain(author.public.keyId.slice(0, 40).match(/.{4}/g)!.join(' '))
    expect(shown).toContain('Staatsministerium für Prüfungen')
    expect(shown).toContain('Review after six months')
    expect(shown).toContain('Models was collected up to 23 Nov 2026.')
    expect(shown).toContain('https://example.com/sheet')
    expect(shown.match(/Checked twice/g)).toHaveLength(3)
    expect(shown.toLowerCase()).not.toContain('verified by')
    expect(await opened.page.locator('a').count()).toBe(0)
    expect(await opened.page.title()).toBe('Correspondence assistant')
    expect(opened.requests).toHaveLength(1)
    expect(opened.violations).toEqual([])
  })

  test('speaks German', async () => {
    const shown = await text(await open(pageOf(good, [[author, 'author', 'author']], 'de')))
    expect(shown).toContain('Die Signatur passt zu diesem Plan')
    expect(shown).toContain('nach eigener Angabe')
    expect(shown).toContain('Einsatzplan')
  })

  test('is the same bytes each time, and its parts verify without the page', () => {
    const html = pageOf(good)
    expect(pageOf(good)).toBe(html)
    const read = readPacket(new TextEncoder().encode(html))
    expect(read.ok && new TextDecoder().decode(read.value.content.plan)).toBe(canonicalJson(good))
  })

  test('prints the plan dark on white, whatever the screen, without the desk of the reviewer', async () => {
    const opened = await open(pageOf(good), { colorScheme: 'dark' })
    const desk = await opened.page.locator('.review > summary').first().innerText()
    await opened.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await opened.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
    const printed = textOnPaper(await opened.page.pdf({ printBackground: true }))
    expect(printed).toContain('The signature matches this plan')
    expect(printed).toContain('Staatsministerium für Prüfungen')
    expect(desk).not.toBe('')
    expect(printed).not.toContain(desk)
  })

  test('has no accessibility faults in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const opened = await open(pageOf(good, [[author, 'author', 'author'], [reviewer, 'architect', 'approve']]), colorScheme === 'dark' ? { colorScheme } : {})
      await opened.page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
      const faults = await opened.page.evaluate(async () => {
        const axe = Reflect.get(globalThis, 'axe') as { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
      })
      expect(faults).toEqual([])
    }
  })
})

describe('a tampered packet', () => {
  const html = pageOf(good)
  const plan = Buffer.from(blockOf(html, 'plan.json'), 'base64')

  test('a changed answer is named, and the plan is not shown', async () => {
    const changed = Buffer.from(plan.toString().replace('"value":"DE"', '"value":"US"'))
    const opened = await open(withBlock(html, 'plan.json', changed))
    expect(opened.verdict).toBe('broken')
    const shown = await text(opened)
    expect(shown).toContain('Do not rely on this plan')
    expect(shown).toContain('Changed after signature 1: organization.country.')
    expect(shown).not.toContain('Staatsministerium')
  })

  test('a changed statement', async () => {
    const envelope = JSON.parse(Buffer.from(blockOf(html, 'statements/1.dsse.json'), 'base64').toString())
    const payload = Buffer.from(envelope.payload, 'base64').toString().replace('Jana Köhler', 'Jana Kohler')
    const changed = canonicalJson({ ...envelope, payload: Buffer.from(payload).toString('base64') })
    const opened = await open(withBlock(html, 'statements/1.dsse.json', Buffer.from(changed)))
    expect(opened.verdict).toBe('broken')
    expect(await text(opened)).toContain('the signature does not match')
  })

  test('no statements, or more in the page than a packet has', async () => {
    const stripped = html.replace(/<script type="application\/octet-stream" data-name="statements[^<]*<\/script>\n/, '')
    expect((await open(stripped)).verdict).toBe('broken')
    const added = html.replace('<script type="application/octet-stream"', '<script type="application/octet-stream" data-name="other">AAAA</script><script type="application/octet-stream"')
    expect((await open(added)).verdict).toBe('broken')
  })

  test('ATK-087 an edited script does not run: the page stays at checking', async () => {
    const script = html.lastIndexOf('<script>')
    const edited = `${html.slice(0, script + 8)}0;${html.slice(script + 8)}`
    const blocked = await open(edited)
    expect(blocked.verdict).toBeUndefined()
    expect(await text(blocked)).toContain('Checking the signatures')
    expect(await text(blocked)).not.toContain('Staatsministerium')
    expect(blocked.violations.join()).toContain('Content Security Policy')
  })

  test('ATK-088 signed again by somebody else: matches, and identity is left to the reader', async () => {
    const attacker = seededKey(66)
    const opened = await open(pageOf(documentWith({ 'organization.country': 'US' }), [[attacker, 'author', 'author']]))
    expect(opened.verdict).toBe('unchanged')
    const shown = await text(opened)
    expect(shown).toContain('compare each fingerprint with one you received by another way')
    expect(shown).toContain(attacker.public.keyId.slice(0, 4))
    expect(shown).toMatch(/The keys belong to known persons\s+not checkable here/)
  })
})

describe('hostile text, correctly signed', () => {
  const hostile = '</script><img src=x onerror=alert(1)><meta http-equiv=refresh content=0;url=http://127.0.0.1:9/>@import url(http://127.0.0.1:9/)'

  test('is shown as text: no element, no request, no violation', async () => {
    const opened = await open(pageOf(documentWith({ 'identity.title': hostile, 'organization.name': '<b>bold</b>' })))
    expect(opened.verdict).toBe('unchanged')
    expect(await opened.page.locator('h1').innerText()).toBe(hostile)
    expect(await opened.page.locator('#sheet img, #sheet b, #sheet meta, #sheet script').count()).toBe(0)
    expect(opened.requests).toHaveLength(1)
    expect(opened.violations).toEqual([])
  })
})

test('without a secure context the page still verifies, by itself alone', async () => {
  const html = pageOf(good)
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html))
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const remote = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--host-resolver-rules=MAP reviewer.test 127.0.0.1'] })
  try {
    const page = await remote.newPage()
    await page.goto(`http://reviewer.test:${port}/`)
    await page.waitForFunction(() => document.documentElement.dataset['verdict'] !== undefined)
    expect(await page.evaluate(() => [globalThis.isSecureContext, document.documentElement.dataset['verdict']])).toEqual([false, 'unchanged'])
    expect(await page.locator('body').innerText()).toContain('Checked by this page.')
  } finally {
    await remote.close()
    server.close()
  }
})

test('a browser that differs from the page is an alarm', async () => {
  const html = pageOf(good)
  const context = await browser.newContext()
  await context.addInitScript(() => {
    Object.defineProperty(crypto.subtle, 'verify', { value: () => Promise.resolve(false) })
  })
  const file = path.join(root, 'disagree.html')
  writeFileSync(file, html)
  const page = await context.newPage()
  await page.goto(pathToFileURL(file).href)
  await page.waitForFunction(() => document.documentElement.dataset['verdict'] !== undefined)
  expect(await page.evaluate(() => document.documentElement.dataset['verdict'])).toBe('broken')
  expect(await page.locator('body').innerText()).toContain('come to different results')
})

test('decisions signed through SSH and minisign are verified by page and browser alike', async () => {
  const payload = statementBytes(canonicalJson(good), good, testAct(author))
  const pageWith = (signature: Uint8Array): string => {
    const envelope = envelopeText({ payload, signatures: [{ keyId: author.public.keyId, signature }] })
    return packetHtml({ plan: canonicalJson(good), envelopes: [envelope], keys: [author.public], language: 'en' }, parts)
  }
  for (const signature of [sshSignature(author, payload), minisignSignature(author, payload)]) {
    const opened = await open(pageWith(signature))
    expect([opened.verdict, opened.violations]).toEqual(['unchanged', []])
    expect((await text(opened)).match(/Checked twice/g)).toHaveLength(1)
    const changed = Uint8Array.from(signature)
    changed[signature.length - 20] = (changed.at(-20) ?? 0) ^ 1
    expect((await open(pageWith(changed))).verdict).toBe('broken')
  }
  const elsewhere = await open(pageWith(sshSignature(author, payload, 'git')))
  expect(elsewhere.verdict).toBe('broken')
  expect(await text(elsewhere)).toContain('was made for something else')
})

test('a second signature by ML-DSA-65 is verified by the page itself; changed, it makes the page say no', async () => {
  const second = secondKeyOf(Buffer.alloc(32, 6))
  const payload = statementBytes(canonicalJson(good), good, testAct(author))
  const message = preAuthentication(payload)
  const first = { keyId: author.public.keyId, signature: signBytes(author, message) }
  const pageWith = (signature: Uint8Array): string => {
    const envelope = envelopeText({ payload, signatures: [first, { keyId: second.publicKey.keyId, signature }] })
    return packetHtml({ plan: canonicalJson(good), envelopes: [envelope], keys: [author.public, second.publicKey], language: 'en' }, parts)
  }
  const signature = second.sign(message)
  const opened = await open(pageWith(signature))
  // The one request is for the page itself.
  expect([opened.verdict, opened.requests.length, opened.violations]).toEqual(['unchanged', 1, []])
  const changed = Uint8Array.from(signature)
  changed[1000] = (changed[1000] ?? 0) ^ 1
  expect((await open(pageWith(changed))).verdict).toBe('broken')
})
