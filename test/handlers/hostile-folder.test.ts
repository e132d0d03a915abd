/**
 * A data folder that somebody or something changed: each call answers with words, nothing hangs, what can still be read is
 * read, and the passphrase of the key is nowhere in it.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sqlite3 from 'sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Handlers } from '../../shared/contract.ts'
import { testServices } from '../support/services.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-hostile-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const data = path.join(root, 'data')
const at = '2026-11-23T09:00:00Z'
const [passphrase, another] = ['zebra-QUARTZ-\u00c4pfel-9041', 'another-OPAL-\u00d6fen-5527']
const [signed, empty] = ['00000000-0000-4000-8000-000000000901', '00000000-0000-4000-8000-000000000902']
let keyId = ''

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

beforeAll(async () => {
  const answers = [path.join(root, 'key.pem'), path.join(root, 'plan.homeport'), path.join(root, 'head.json')]
  const { handlers, close } = testServices(data, answers)
  keyId = (await value(handlers['keys.create']({ name: 'Jana', algorithm: 'Ed25519', second: true, passphrase, at }))).keyId
  const { revision } = await value(handlers['plan.create']({ id: signed, language: 'en', at, example: 'ministry' }))
  await value(handlers['plan.create']({ id: empty, language: 'en', at, example: null }))
  expect(await handlers['plan.sign']({ id: signed, revision, keyId, passphrase: another, at })).toMatchObject({ problem: { code: 'wrong-passphrase' } })
  await value(handlers['plan.sign']({ id: signed, revision, keyId, passphrase, at }))
  await value(handlers['keys.export']({ keyId, passphrase, newPassphrase: another, form: 'pkcs8', language: 'en' }))
  await value(handlers['plan.export']({ id: signed, version: 1, format: 'bundle', language: 'en' }))
  await value(handlers['log.keep']({ at, language: 'en' }))
  await close()
}, 120_000)

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(path.join(folder, entry.name)) : [path.join(folder, entry.name)]))

test('the passphrase is in no file, in none of its writings', () => {
  const writings = [passphrase, another].flatMap((secret) => {
    const bytes = Buffer.from(secret)
    // The last letters of base64 depend on what follows.
    return [bytes, Buffer.from(secret, 'utf16le'), Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('base64').slice(0, -4)), Buffer.from(JSON.stringify(secret).slice(1, -1)), Buffer.from(encodeURIComponent(secret))]
  })
  const files = filesBelow(root)
  expect(files.some((file) => file.endsWith('homeport.db'))).toBe(true)
  for (const file of files) for (const writing of writings) expect(readFileSync(file).includes(writing), file).toBe(false)
})

/** The codes with which a folder answers what is asked of it. */
async function asked(folder: string, names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { handlers, close } = testServices(folder, [path.join(root, 'out.homeport')])
  const calls: readonly (readonly [string, (on: Handlers) => Promise<{ ok: boolean; problem?: { code: string } }>])[] = [
    ['list', (on) => on['plan.list'](null)],
    ['open', (on) => on['plan.open'](signed)],
    ['other', (on) => on['plan.open'](empty)],
    ['settings', (on) => on['settings.write']({ language: 'en', theme: 'system', person: '' })],
    ['log', (on) => on['log.read'](null)],
    ['board', (on) => on['board.read'](null)],
    ['copies', (on) => on['review.copies'](null)],
    ['reviews', (on) => on['review.read'](signed)],
    ['verify', (on) => on['plan.verify']({ id: signed, version: 1 })],
    ['version', (on) => on['plan.version']({ id: signed, version: 1 })],
    ['keys', (on) => on['keys.list'](null)],
    ['export', (on) => on['plan.export']({ id: signed, version: 1, format: 'bundle', language: 'en' })],
    ['sign', (on) => on['plan.sign']({ id: signed, revision: 1, keyId, passphrase, at })],
  ]
  const codes: Record<string, string> = {}
  for (const [name, call] of calls) {
    if (!names.includes(name)) continue
    const answer = await call(handlers)
    codes[name] = answer.ok ? 'ok' : (answer.problem?.code ?? '')
  }
  await close()
  return codes
}

function copyOf(name: string): string {
  const folder = path.join(root, `c-${name}`)
  cpSync(data, folder, { recursive: true })
  return folder
}
const sql = (folder: string, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const database = new sqlite3.Database(path.join(folder, 'homeport.db'))
    database.exec(text, (error) => database.close(() => (error === null ? resolve() : reject(error))))
  })

const broken = 'broken-database'
describe('rows that hold something else', () => {
  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['a signer', "UPDATE statement SET signer = 'x'", { list: 'ok', open: broken, other: 'ok', settings: broken, log: broken, verify: broken, export: broken, sign: broken }],
    ['an envelope', "UPDATE statement SET envelope = 'x'", { list: 'ok', open: 'ok', settings: 'broken-log', export: 'broken-log', sign: 'broken-log' }],
    ['a signed text', "UPDATE signed SET body = 'null'", { list: 'ok', other: 'ok', verify: 'ok', version: 'broken-log', export: 'broken-log', sign: 'broken-log' }],
    ['a time that is none', "UPDATE signed SET at = '9999-99-99'", { list: 'ok', open: 'ok', sign: 'ok' }],
    ['a draft', `UPDATE plan SET document = '{"__proto__":1}' WHERE id = '${signed}'`, { list: 'ok', open: broken, other: 'ok', verify: 'ok', export: 'ok', sign: broken }],
    ['a draft of the board', "INSERT INTO board_draft VALUES (1, 'x')", { board: broken, list: 'ok', sign: 'ok' }],
    ['reviews', "INSERT INTO review VALUES ((SELECT digest FROM signed), '[]')", { list: 'ok', other: 'ok', reviews: broken, verify: broken, sign: broken }],
    ['a copy to review', "INSERT INTO review_copy (plan_digest, body, draft, imported_at) VALUES ('x', 'x', 'x', 'x')", { list: 'ok', copies: broken, other: 'ok', sign: 'ok' }],
    ['settings', "INSERT INTO setting VALUES ('settings', 'x') ON CONFLICT (key) DO UPDATE SET value = 'x'", { list: 'ok', settings: 'ok', sign: 'ok' }],
    ['a version that there never was', 'PRAGMA user_version = -1', { list: broken, open: broken, keys: 'ok', sign: broken }],
  ])('%s', { timeout: 60_000 }, async (name, text, expected) => {
    const folder = copyOf(name.replaceAll(' ', '-'))
    await sql(folder, text)
    expect(await asked(folder, Object.keys(expected))).toEqual(expected)
  })
})

const isPosix = process.platform !== 'win32'
describe('files that are something else', () => {
  const everywhere = (code: string) => ({ list: code, open: code, settings: code, verify: code, keys: 'ok' })
  test.each<[string, (folder: string) => void, Readonly<Record<string, string>>]>([
    ['no database but letters', (folder) => writeFileSync(path.join(folder, 'homeport.db'), 'x'.repeat(9000)), everywhere(broken)],
    ['half of it', (folder) => writeFileSync(path.join(folder, 'homeport.db'), readFileSync(path.join(folder, 'homeport.db')).subarray(0, 20_000)), everywhere(broken)],
    ['a folder in its place', (folder) => replace(path.join(folder, 'homeport.db'), (file) => mkdirSync(file)), everywhere('not-writable')],
    ['a key file with letters', (folder) => forKeys(folder, (file) => writeFileSync(file, 'x')), { list: 'ok', keys: 'ok', verify: 'ok', sign: 'broken-file' }],
    ['a key file of twenty megabytes', (folder) => forKeys(folder, (file) => writeFileSync(file, Buffer.alloc(20_000_000, 32))), { list: 'ok', keys: 'ok', sign: 'broken-file' }],
    ['a file in the place of the keys', (folder) => replace(path.join(folder, 'keys'), (file) => writeFileSync(file, 'x')), { list: 'ok', keys: 'ok', sign: 'not-found' }],
  ])('%s', { timeout: 60_000 }, async (name, change, expected) => {
    const folder = copyOf(name.replaceAll(' ', '-'))
    change(folder)
    expect(await asked(folder, Object.keys(expected))).toEqual(expected)
  })
  test.runIf(isPosix).each<[string, (folder: string) => void, Readonly<Record<string, string>>]>([
    ['a link to nothing', (folder) => replace(path.join(folder, 'homeport.db'), (file) => symlinkSync('/nonexistent/homeport.db', file)), everywhere('not-writable')],
    ['a link to itself', (folder) => replace(path.join(folder, 'homeport.db'), (file) => symlinkSync('homeport.db', file)), everywhere('not-writable')],
    ['keys that never end', (folder) => forKeys(folder, (file) => replace(file, (place) => symlinkSync('/dev/zero', place))), { list: 'ok', keys: 'ok', verify: 'ok', sign: 'broken-file' }],
    ['keys that nobody writes', (folder) => forKeys(folder, (file) => replace(file, (place) => execFileSync('mkfifo', [place]))), { list: 'ok', keys: 'ok', sign: 'broken-file' }],
    ['a folder that is a link', (folder) => replace(folder, (place) => symlinkSync(data, place)), { list: 'ok', open: 'ok', verify: 'ok', keys: 'ok', export: 'ok' }],
  ])('%s', { timeout: 60_000 }, async (name, change, expected) => {
    const folder = copyOf(name.replaceAll(' ', '-'))
    change(folder)
    expect(await asked(folder, Object.keys(expected))).toEqual(expected)
  })
})

function replace(file: string, make: (file: string) => unknown): void {
  rmSync(file, { recursive: true, force: true })
  make(file)
}

function forKeys(folder: string, change: (file: string) => void): void {
  for (const name of readdirSync(path.join(folder, 'keys'))) change(path.join(folder, 'keys', name))
}
