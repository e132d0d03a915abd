/** Attacks that never reach a verifier's signatures: files of weights, texts in outputs, SQL over imported text. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from '../../../electron/cli.ts'
import { readBundlePath } from '../../../electron/export/bundle.ts'
import { costWorkbook } from '../../../electron/export/cost-workbook.ts'
import { packetHtml } from '../../../electron/export/packet.ts'
import { reportHtml } from '../../../electron/export/report.ts'
import { speechOf } from '../../../electron/export/report/speech.ts'
import { csvCell } from '../../../electron/export/spreadsheet-text.ts'
import { utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { parseAnswers, planOfAnswers } from '../../../shared/plan/answers.ts'
import { assess } from '../../../shared/plan/assess.ts'
import { emptyPlan, type Plan } from '../../../shared/plan/plan.ts'
import { openSealed, sealPlan } from '../../../shared/plan/signed-plan.ts'
import { sourceFiles } from '../../support/imports.ts'
import { knowledge } from '../../support/knowledge.ts'
import { author, signedText, testDocument, testPlan } from '../../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-outside-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function cli(...words: string[]): Promise<{ exit: number; json: Record<string, unknown> }> {
  let out = ''
  const exit = await runCli([...words, '--json'], { printPdf: null }, { out: (text) => (out += text), error: (text) => (out += text) })
  return { exit, json: out.startsWith('{') ? JSON.parse(out) : { message: out } }
}

function readExample(name: string): Plan {
  const answers = parseAnswers(JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')), knowledge)
  if (!answers.ok) throw new Error(JSON.stringify(answers.problem))
  return planOfAnswers(answers.value, '00000000-0000-4000-8000-000000000001', 'A. Planner', '2026-11-23T10:00:00Z', knowledge)
}

/** A safetensors file of one small tensor: length of the header, header, data. */
function safetensors(): Buffer {
  const header = Buffer.from('{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}')
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header, Buffer.alloc(8, 7)])
}

describe('weights', () => {
  const folder = path.join(root, 'weights')
  const list = path.join(root, 'weights.json')
  const shard = path.join(folder, 'model.safetensors')
  test('ATK-083 an extra, changed or missing file', async () => {
    mkdirSync(folder)
    writeFileSync(shard, safetensors())
    writeFileSync(path.join(folder, 'config.json'), '{}')
    expect((await cli('weights', folder, '--write', list)).exit).toBe(0)
    expect((await cli('weights', folder, '--check', list)).exit).toBe(0)
    const flipped = safetensors()
    flipped[flipped.length - 1]! ^= 1
    writeFileSync(shard, flipped)
    writeFileSync(path.join(folder, 'evil.py'), 'import os')
    rmSync(path.join(folder, 'config.json'))
    const found = await cli('weights', folder, '--check', list)
    expect(found.exit).toBe(1)
    expect(found.json['difference']).toMatchObject({ extra: ['evil.py'], changed: ['model.safetensors'], missing: ['config.json'] })
  })
  test('ATK-085 a pickle that calls itself safetensors', async () => {
    const pickled = path.join(root, 'pickled')
    mkdirSync(pickled)
    for (const [name, bytes] of [['model.safetensors', Buffer.concat([Buffer.of(0x80, 2), safetensors()])], ['model.gguf', Buffer.from([0x80, 4, 0x95])]] as const) {
      writeFileSync(path.join(pickled, name), bytes)
      const { exit, json } = await cli('weights', pickled)
      expect(exit).toBe(1)
      // Neither its header nor a pickle's code is ever read further.
      expect(json['refused']).toEqual([{ path: name, reason: expect.stringMatching(/^(pickle|wrong-magic)$/) }])
      expect(json['headers']).toEqual([])
      rmSync(path.join(pickled, name))
    }
  })
})

const hostile = [
  '<iframe src=file:///etc/passwd>',
  '"><script>alert(1)</script>',
  "<img src=x onerror='alert(1)'>",
  '[policy](javascript:alert(1))',
  '[file](file:///etc/passwd)',
  '<meta http-equiv=refresh content=0;url=http://attacker.example>',
  '</style><style>@import url(http://attacker.example)</style>',
  '&lt;script&gt;',
]

describe('texts in outputs', () => {
  const plan = emptyPlan('0b3f6c1e-7d52-4a7e-9b0a-2f6f3f1f0a11', '2026-11-23T08:00:00Z', 'en', knowledge.digests)
  for (const [at, id] of ['identity.title', 'identity.reference', 'organization.name', 'purpose.summary'].entries())
    plan.answers[id] = { value: hostile[at * 2]! + hostile[at * 2 + 1]!, basis: 'self-declared', by: hostile[0]!, at: '2026-11-23T08:00:00Z' }
  const { text } = sealPlan(plan, assess(plan, knowledge))
  const report = reportHtml(
    { ...openSealed(text), digest: 'd'.repeat(64), version: 1, signatures: [{ keyId: author.public.keyId, name: hostile[1]!, role: 'author', decision: 'author', claimedTime: '2026-11-23T08:00:00Z' }], keys: [author.public], knowledge, language: 'en' },
    '',
  )
  test('ATK-090 links in Markdown stay text: there is no Markdown, and no link leaves the report', () => {
    expect(report).toContain('[policy](javascript:alert(1))')
    expect(report).not.toMatch(/href\s*=\s*["']?\s*(javascript|file|data|http)/i)
  })
  test('ATK-093 markup in a title that is printed', () => {
    expect(report).toContain('&lt;iframe src=file:///etc/passwd&gt;')
    expect(report).not.toMatch(/<(iframe|script|img|meta http-equiv=refresh|object|embed)/i)
    expect(report.match(/<\/style>/g)).toHaveLength(report.match(/<style/g)?.length ?? 0)
  })
  test('a packet holds what was signed as base64 only', () => {
    const document = testDocument(testPlan({ 'identity.title': hostile.join('') }))
    const page = packetHtml({ plan: canonicalJson(document), envelopes: [signedText(document, author)], keys: [author.public], language: 'en' }, { script: 'SCRIPT', style: 'STYLE', fonts: '' })
    for (const piece of hostile) expect(page).not.toContain(piece)
    expect(page.match(/<script/g)).toHaveLength(4)
  })
})

describe('cells that a spreadsheet could take for formulas', () => {
  const formulas = ['=HYPERLINK("http://attacker.example","x")', '+1+cmd|\' /C calc\'!A0', '-2+3+cmd', '@SUM(1+1)', '\t=1', '\r=1', '\n=1', '\uFF1D1+1', '\uFF0B1', '\uFF0D1', '\uFF20SUM(1)', ' =1+1', '\u00A0=1+1', '\u200B=1+1', '\uFEFF@SUM(1)', ' \u2060 -2+3']
  test('ATK-091 in a table of comma-separated values: an apostrophe before them, in quotes', () => {
    for (const text of formulas) expect(csvCell(text)).toBe(`"'${text.replaceAll('"', '""')}"`)
    // True numbers and words stay as they are.
    for (const text of ['12', '0.5', 'a=b', 'x-1', ' a', 'a\u200B=1']) expect(csvCell(text)).toBe(text)
  })
  test('ATK-092 in a workbook: a text, with a mark before it that outlives another program', async () => {
    const costs = assess(readExample('ministry'), knowledge).costs
    for (const [at, title] of formulas.entries()) {
      const bytes = await costWorkbook({ title, costs, users: null }, speechOf('en'))
      const file = path.join(root, `${at}.xlsx`)
      writeFileSync(file, bytes ?? new Uint8Array())
      const inside = (name: string) => execFileSync('unzip', ['-p', file, name], { encoding: 'utf8' })
      // The first cell is text, held as text and never as <f>.
      expect(inside('xl/worksheets/sheet1.xml')).toMatch(/<c r="A1"[^>]*t="(s|inlineStr)"/)
      expect(inside('xl/sharedStrings.xml')).toMatch(/^[^]*?<t[^>]*>’/)
      for (const [written] of inside('xl/worksheets/sheet1.xml').matchAll(/<f>[^<]*<\/f>/g)) expect(written).not.toMatch(/HYPERLINK|cmd|attacker/)
    }
  })
})

test('ATK-094 a signed PDF, changed or not, is never taken for a bundle: what counts is plan.json', async () => {
  const file = path.join(root, 'plan.pdf')
  for (const bytes of ['%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n', '%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n2 0 obj<<>>endobj\n%%EOF\n']) {
    writeFileSync(file, utf8Bytes(bytes))
    expect(await readBundlePath(file)).toMatchObject({ ok: false, problem: { code: 'E_ZIP_PREFIX' } })
    expect((await cli('verify', file)).exit).toBe(1)
  }
})

describe('imported text and SQL', () => {
  // SQLite takes the first of two members with one name, JSON.parse the last: the same row would say two things.
  const functions = /\bjson(b)?(_[a-z]+)?\s*\(|->>|\bjson_each\b|\bjson_tree\b/i
  test('no statement asks SQLite to look into JSON', () => {
    const files = sourceFiles().filter((file) => file.startsWith('electron/database/'))
    expect(files.length).toBeGreaterThan(4)
    const said = files.filter((file) => functions.test(readFileSync(file, 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '')))
    expect(said).toEqual([])
  })
  test('statements of SQL stand in the database folder and the command for the log only', () => {
    const sql = /['"`]\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|CREATE TABLE)\s/
    const said = sourceFiles().filter((file) => sql.test(readFileSync(file, 'utf8')))
    const elsewhere = said.filter((file) => !file.startsWith('electron/database/'))
    for (const file of elsewhere) expect(readFileSync(file, 'utf8').match(functions), file).toBeNull()
  })
  test('the check finds what it is for', () => {
    for (const bad of ["SELECT json_extract(body, '$.decision') FROM signed", "SELECT body ->> '$.a'", 'SELECT json(body)', 'SELECT * FROM json_each(?)']) expect(functions.test(bad)).toBe(true)
  })
})
