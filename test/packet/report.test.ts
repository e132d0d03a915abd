/**
 * The report as a board gets it: the PDF that the application prints, read with tools of others (poppler, qpdf). It says
 * nothing of a conformance that only a PDF/UA checker could attest.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronEnvironment, headlessSwitches, sandbox } from '../../scripts/setup/electron.mjs'
import { presentRuntime } from '../../scripts/setup/runtime.mjs'
import { findCommand } from '../../scripts/setup/tools.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const out = mkdtempSync(path.join(tmpdir(), 'homeport-report-'))
const tools = { pdfinfo: findCommand('pdfinfo'), pdftotext: findCommand('pdftotext'), pdffonts: findCommand('pdffonts'), qpdf: findCommand('qpdf') }

function pdfOf(example: string, language: string): string {
  const folder = path.join(out, `${example}-${language}`)
  return path.join(folder, readdirSync(folder).find((name) => name.endsWith('.pdf')) ?? 'missing.pdf')
}

function run(file: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(file, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(`${path.basename(file)} ${args.join(' ')}: ${stderr || stdout}`)
  return stdout
}

function poppler(tool: 'pdfinfo' | 'pdftotext' | 'pdffonts', ...args: readonly string[]): string {
  return run(tools[tool] ?? tool, ...args)
}

type PdfValue = string | number | boolean | null | readonly PdfValue[] | { readonly [key: string]: PdfValue }
type PdfDictionary = Readonly<Record<string, PdfValue>>

/** Every dictionary of a PDF, as qpdf reads it. */
function dictionaries(file: string): readonly PdfDictionary[] {
  const { qpdf } = JSON.parse(run(tools.qpdf ?? 'qpdf', '--json', file))
  return Object.values(qpdf[1]).flatMap((object) => {
    const { value } = object as { readonly value?: unknown }
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as PdfDictionary] : []
  })
}

beforeAll(() => {
  const runtime = presentRuntime()
  if (runtime === undefined) throw new Error('no Electron is set up: run "npm test"')
  for (const [example, language] of [['ministry', 'de'], ['hospital', 'en'], ['agency', 'en']] as const) {
    const folder = path.join(out, `${example}-${language}`)
    mkdirSync(folder)
    const job = ['cli', 'plan', '--answers', `examples/${example}.json`, '--out', folder, '--demo-key', '--language', language]
    const args = [...sandbox(runtime).switches, ...headlessSwitches, root, ...job]
    const made = spawnSync(runtime.executable, args, { cwd: root, env: electronEnvironment(runtime), encoding: 'utf8', timeout: 60_000 })
    // 1 says that the plan has blocking findings.
    if (made.status !== 0 && made.status !== 1) throw new Error(made.stderr)
  }
}, 180_000)
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe.skipIf(tools.pdfinfo === undefined)('a reader of PDF files finds', () => {
  test.each([
    ['ministry', 'de', 'Assistent für Schriftgut und Korrespondenz', '(A4)'],
    ['hospital', 'en', 'Assistant de rédaction des comptes rendus', '(A4)'],
    ['agency', 'en', 'Policy search and drafting assistant for caseworkers', '(letter)'],
  ])('a tagged file with title, paper and a sensible length: %s', (example, language, title, paper) => {
    const info = poppler('pdfinfo', pdfOf(example, language))
    const fact = (name: string): string => new RegExp(`^${name}: +(.*?) *$`, 'm').exec(info)?.[1] ?? ''
    expect(fact('Title')).toBe(title)
    expect(fact('Creator')).toBe('Homeport')
    expect([fact('Tagged'), fact('Form'), fact('JavaScript'), fact('Encrypted')]).toEqual(['yes', 'none', 'no', 'no'])
    expect(fact('Page size')).toContain(paper)
    // A board reads it in one sitting: hardly more than two pages a chapter, cover and contents among them.
    const chapters = poppler('pdfinfo', '-struct-text', pdfOf(example, language)).match(/^ *H2 /gm)?.length ?? 0
    expect(chapters).toBeGreaterThanOrEqual(10)
    expect(Number(fact('Pages'))).toBeGreaterThanOrEqual(chapters * 0.7)
    expect(Number(fact('Pages'))).toBeLessThanOrEqual(chapters * 2.2)
  })

  test('headings without a gap in their levels, and chapters in order', () => {
    const structure = poppler('pdfinfo', '-struct-text', pdfOf('ministry', 'de'))
    const levels = [...structure.matchAll(/^ *H([1-6]) /gm)].map(([, level]) => Number(level))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.length).toBeGreaterThan(40)
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1))
  })

  test('heads with a scope in every table', () => {
    const structure = poppler('pdfinfo', '-struct', pdfOf('hospital', 'en'))
    const tables = structure.split(/^ *Table/m).slice(1)
    expect(tables.length).toBeGreaterThan(30)
    for (const table of tables) expect(table).toMatch(/TH[^\n]*:\n *\/Scope \/(Row|Column)/)
  })

  test('embedded fonts only, with text that can be read back', () => {
    for (const line of poppler('pdffonts', pdfOf('ministry', 'de')).split('\n').slice(2).filter((one) => one !== '')) {
      const [embedded, , unicode] = line.trim().split(/ +/).slice(-5)
      expect([embedded, unicode], line).toEqual(['yes', 'yes'])
    }
    const text = poppler('pdftotext', pdfOf('ministry', 'de'), '-').replaceAll(/\s+/g, ' ')
    for (const part of ['Erbetene Entscheidung', 'Pflichten', 'Geprüfte Anforderungen', 'openssl dgst -sha256 plan.json']) expect(text).toContain(part)
  })

  test('plan, version, fingerprint and number on every page', () => {
    const file = pdfOf('ministry', 'de')
    const pages = poppler('pdftotext', '-layout', file, '-').split('\f').slice(0, -1)
    const digest = run('openssl', 'dgst', '-sha256', '-r', path.join(path.dirname(file), 'plan.json')).slice(0, 32)
    const grouped = digest.match(/.{4}/g)?.join(' ') ?? ''
    pages.forEach((page, index) => {
      expect(page).toContain('Plan DIG-2-0815/2026-7, Version 1')
      expect(page).toContain(grouped)
      expect(page.trimEnd()).toMatch(new RegExp(`${index + 1} / ${pages.length}$`))
    })
  })

  test('no heading alone at the foot of a page', () => {
    for (const [example, language] of [['ministry', 'de'], ['hospital', 'en'], ['agency', 'en']] as const) {
      const html = readFileSync(pdfOf(example, language).replace(/\.pdf$/, '.html'), 'utf8')
      const headings = new Set([...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => (heading ?? '').replaceAll('&amp;', '&')))
      const pages = poppler('pdftotext', '-layout', pdfOf(example, language), '-').split('\f').slice(0, -1)
      for (const page of pages) expect(headings).not.toContain(page.trimEnd().split('\n').slice(0, -1).filter((line) => line.trim() !== '').at(-1)?.trim())
    }
  })
})

describe.skipIf(tools.qpdf === undefined)('a checker of PDF files finds', () => {
  test('no fault, and language, marks and alternative texts', () => {
    for (const [example, language] of [['ministry', 'de'], ['agency', 'en']] as const) {
      const file = pdfOf(example, language)
      expect(run(tools.qpdf ?? 'qpdf', '--check', file)).toContain('No syntax or stream encoding errors')
      const all = dictionaries(file)
      const catalog = all.find((one) => one['/Type'] === '/Catalog')
      expect(catalog).toMatchObject({ '/Lang': `u:${language}`, '/MarkInfo': { '/Marked': true }, '/ViewerPreferences': { '/DisplayDocTitle': true } })
      expect(catalog).toHaveProperty('/Outlines')
      expect(catalog).not.toHaveProperty('/AcroForm')
      const figures = all.filter((one) => one['/S'] === '/Figure')
      expect(figures).toHaveLength(2)
      for (const figure of figures) expect(figure['/Alt']).toMatch(/^u:.{30,}/)
      expect(all.filter((one) => one['/Subtype'] === '/Link' || one['/Subtype'] === '/Widget')).toEqual([])
    }
  })
})

test('the tools that check the PDF are there', () => {
  const missing = Object.entries(tools).flatMap(([name, file]) => (file === undefined ? [name] : []))
  if (missing.length > 0) console.warn(`The PDF was not checked by: ${missing.join(', ')}. Install poppler-utils and qpdf.`)
})
