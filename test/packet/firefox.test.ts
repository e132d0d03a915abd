/**
 * The exported page in Firefox, opened from a file: the same verdicts as in Chromium, no request, light and dark. Where no
 * Firefox is installed this says so and checks nothing.
 */
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { envelopeText } from '../../shared/base/envelope.ts'
import type { SignedPlan } from '../../shared/plan/signed-plan.ts'
import { statementBytes } from '../../shared/plan/statement.ts'
import { packetHtml, readPacketParts } from '../../electron/export/packet.ts'
import { fontStyles } from '../../electron/export/report.ts'
import { findFirefox } from '../../scripts/setup/tools.mjs'
import { minisignSignature, sshSignature } from '../support/carriers.ts'
import { openFirefox, type Firefox } from '../support/firefox.ts'
import { textOnPaper } from '../support/paper.ts'
import { author, ecKey, signedText, testAct, testDocument, testPlan, type TestKey } from '../support/signed.ts'

const executable = findFirefox()
if (executable === undefined) console.warn('SKIPPED: no Firefox here, so the exported page was seen in Chromium only (apt-get install firefox-esr, or HOMEPORT_FIREFOX)')
const root = mkdtempSync(path.join(tmpdir(), 'homeport-firefox-page-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
if (!existsSync('dist/verifier/verifier.js')) execFileSync(process.execPath, ['scripts/build-verifier.mjs'])
const parts = await readPacketParts(await fontStyles('resources'))

type Signer = readonly [TestKey, string, 'author' | 'approve']
const documentWith = (answers: Record<string, string>): SignedPlan => testDocument(testPlan({ 'purpose.summary': 'Antwortentwürfe für Briefe', ...answers }))
const pageOf = (document: SignedPlan, signers: readonly Signer[] = [[author, 'author', 'author']]): string =>
  packetHtml({ plan: canonicalJson(document), envelopes: signers.map(([key, role, decision]) => signedText(document, key, { role, decision })), keys: signers.map(([key]) => key.public), language: 'en' }, parts)
const good = documentWith({})
const block = (html: string, name: string): string => new RegExp(`data-name="${name.replaceAll('.', '\\.')}">([^<]*)<`).exec(html)?.[1] ?? ''
const withBlock = (html: string, name: string, change: (text: string) => string): string =>
  html.replace(block(html, name), Buffer.from(change(Buffer.from(block(html, name), 'base64').toString())).toString('base64'))

/** Everything that a page could ask of the network ends here. */
let asked: string[] = []
let port = 0
const trap = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.end('')
})
beforeAll(async () => {
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  const address = trap.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterEach(() => {
  asked = []
})
afterAll(() => void trap.close())

let count = 0
/** Opens a page from a file. Undefined: no verdict within the time that a blocked script would have needed. */
async function open(firefox: Firefox, html: string): Promise<{ readonly verdict: unknown; readonly said: string; readonly resources: unknown }> {
  count += 1
  const file = path.join(root, `${count}.html`)
  writeFileSync(file, html)
  await firefox.open(pathToFileURL(file).href)
  let verdict: unknown = null
  for (let tries = 0; tries < 40 && verdict === null; tries += 1) {
    verdict = await firefox.run('return document.documentElement.dataset.verdict ?? null')
    if (verdict === null) await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const said = String(await firefox.run('return document.body.innerText'))
  const resources = await firefox.run("return performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => !name.startsWith('data:'))")
  return { verdict, said, resources }
}

describe.runIf(executable !== undefined)('in Firefox, from a file', () => {
  let firefox: Firefox
  beforeAll(async () => {
    firefox = await openFirefox(executable ?? '')
  }, 90_000)
  afterAll(() => firefox.close())

  test('a good packet with three kinds of keys: signatures checked twice, fingerprints to compare, no request', { timeout: 60_000 }, async () => {
    const { verdict, said, resources } = await open(firefox, pageOf(good, [[author, 'author', 'author'], [ecKey('prime256v1'), 'architect', 'approve'], [ecKey('secp384r1'), 'data-protection', 'approve']]))
    expect(verdict).toBe('unchanged')
    expect(said).toContain('All 3 signatures match this plan')
    expect(said).toContain('This page cannot know who holds the keys')
    expect(said).toContain(author.public.keyId.slice(0, 40).match(/.{4}/g)!.join(' '))
    // The browser's own cryptography agrees.
    expect(said.match(/Checked twice/g)).toHaveLength(3)
    expect(resources).toEqual([])
    expect(asked).toEqual([])
  })

  test('decisions signed through SSH and minisign', { timeout: 60_000 }, async () => {
    const payload = statementBytes(canonicalJson(good), good, testAct(author))
    for (const signature of [sshSignature(author, payload), minisignSignature(author, payload)]) {
      const envelope = envelopeText({ payload, signatures: [{ keyId: author.public.keyId, signature }] })
      const { verdict, said } = await open(firefox, packetHtml({ plan: canonicalJson(good), envelopes: [envelope], keys: [author.public], language: 'en' }, parts))
      expect(verdict).toBe('unchanged')
      expect(said.match(/Checked twice/g)).toHaveLength(1)
    }
  })

  test('a changed answer is named and the plan hidden; a changed statement is refused', { timeout: 60_000 }, async () => {
    const answer = await open(firefox, withBlock(pageOf(good), 'plan.json', (text) => text.replace('"value":"DE"', '"value":"US"')))
    expect(answer.verdict).toBe('broken')
    expect(answer.said).toContain('Do not rely on this plan')
    expect(answer.said).toContain('Changed after signature 1: organization.country.')
    expect(answer.said).not.toContain('Staatsministerium')
    const statement = await open(
      firefox,
      withBlock(pageOf(good), 'statements/1.dsse.json', (text) => {
        const envelope = JSON.parse(text)
        const payload = Buffer.from(envelope.payload, 'base64').toString().replace('Jana Köhler', 'Jana Kohler')
        return canonicalJson({ ...envelope, payload: Buffer.from(payload).toString('base64') })
      }),
    )
    expect(statement.verdict).toBe('broken')
    expect(statement.said).toContain('the signature does not match')
  })

  test('ATK-087 an edited script does not run: the page stays at checking', { timeout: 60_000 }, async () => {
    const html = pageOf(good)
    const script = html.lastIndexOf('<script>')
    const { verdict, said } = await open(firefox, `${html.slice(0, script + 8)}0;${html.slice(script + 8)}`)
    expect(verdict).toBeNull()
    expect(said).toContain('Checking the signatures')
    expect(said).not.toContain('Staatsministerium')
  })

  test('hostile text, correctly signed, is text: no element and no request, where a page that asks is seen to ask', { timeout: 60_000 }, async () => {
    const address = `http://127.0.0.1:${port}`
    const hostile = `</script><img src=${address}/a onerror=alert(1)><meta http-equiv=refresh content=0;url=${address}/b>`
    const { verdict, resources } = await open(firefox, pageOf(documentWith({ 'identity.title': hostile, 'organization.name': '<b>bold</b>' })))
    expect(verdict).toBe('unchanged')
    expect(await firefox.run("return document.querySelector('h1').innerText")).toBe(hostile)
    expect(await firefox.run("return document.querySelectorAll('#sheet img, #sheet b, #sheet meta, #sheet script').length")).toBe(0)
    expect(resources).toEqual([])
    expect(asked).toEqual([])
    await open(firefox, `<!doctype html><body><img src="${address}/control">`)
    expect(asked).toEqual(['/control'])
  })

  test('on paper the plan stands without the desk of the reviewer; a changed one says so on paper, too', { timeout: 60_000 }, async () => {
    await open(firefox, pageOf(good))
    expect((await firefox.picture()).length).toBeGreaterThan(20_000)
    const printed = textOnPaper(await firefox.print())
    expect(printed).toContain('The signature matches this plan')
    expect(printed).toContain('Staatsministerium für Prüfungen')
    expect(printed).toContain(author.public.keyId.slice(0, 4))
    const desk = String(await firefox.run('return document.querySelector(".review > summary").innerText'))
    expect(desk).not.toBe('')
    expect(printed).not.toContain(desk)
    await open(firefox, withBlock(pageOf(good), 'plan.json', (text) => text.replace('"value":"DE"', '"value":"US"')))
    const broken = textOnPaper(await firefox.print())
    expect(broken).toContain('Do not rely on this plan')
    expect(broken).not.toContain('Staatsministerium')
  })

  test('light and dark: ink stands out from paper in both', { timeout: 90_000 }, async () => {
    const dark = await openFirefox(executable ?? '', 'dark')
    try {
      const [day, night] = [await shadesOf(firefox), await shadesOf(dark)]
      expect([day.paper > 200, night.paper < 80]).toEqual([true, true])
      // Far more than the contrast that WCAG asks of text, on a scale of 255.
      for (const { paper, ink } of [day, night]) expect(Math.abs(paper - ink)).toBeGreaterThan(125)
    } finally {
      await dark.close()
    }
  })
})

/** How light paper and ink of a good packet are, from 0 to 255. */
async function shadesOf(firefox: Firefox): Promise<{ readonly paper: number; readonly ink: number }> {
  const { verdict } = await open(firefox, pageOf(good))
  expect(verdict).toBe('unchanged')
  const shades = await firefox.run(`
    const light = (color) => { const [r, g, b] = color.match(/[0-9.]+/g).map(Number); return (r * 299 + g * 587 + b * 114) / 1000 }
    const body = getComputedStyle(document.body)
    const paper = body.backgroundColor === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.documentElement).backgroundColor : body.backgroundColor
    return [light(paper), light(body.color)]`)
  const [paper = 0, ink = 0] = Array.isArray(shades) ? shades.map(Number) : []
  return { paper, ink }
}
