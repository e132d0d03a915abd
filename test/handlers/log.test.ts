/** An exported bundle carries the proof of the log it was signed in. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { readBundle, readPacket } from '../../electron/export/bundle.ts'
import { verifyAny } from '../../shared/plan/verify-public.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import { bare } from '../support/signed.ts'
import { testServices } from '../support/services.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-log-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const id = '00000000-0000-4000-8000-000000000700'
const at = '2026-11-23T09:00:00Z'

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

async function audit(...more: string[]): Promise<unknown> {
  let out = ''
  await runCli(['audit', 'verify', '--json', ...more], { printPdf: null }, { out: (text) => (out += text), error: (text) => (out += text) })
  return JSON.parse(out)
}

test('a bundle and a packet show that the signing is in the log, which names nobody', { timeout: 120_000 }, async () => {
  const data = path.join(root, 'data')
  const saves: (string | null)[] = []
  const { handlers, close } = testServices(data, saves)
  await value(handlers['plan.create']({ id, language: 'en', at, example: 'ministry' }))
  const key = await value(handlers['keys.create']({ name: 'Jana Köhler', algorithm: 'Ed25519', passphrase: 'correct horse battery', at }))
  cpSync(data, path.join(root, 'older'), { recursive: true })
  const { revision } = await value(handlers['plan.open'](id))
  await value(handlers['plan.sign']({ id, revision, keyId: key.keyId, passphrase: 'correct horse battery', at }))
  const [bundle, packet] = [path.join(root, 'plan.homeport'), path.join(root, 'plan.html')]
  saves.push(bundle, packet)
  await value(handlers['plan.export']({ id, version: 1, format: 'bundle', language: 'en' }))
  await value(handlers['plan.export']({ id, version: 1, format: 'packet', language: 'en' }))
  saves.push(bundle)
  expect((await value(handlers['bundle.verify'](null)))?.checks.find((check) => check.id === 'log')).toMatchObject({ result: 'pass' })
  const log = await value(handlers['log.read'](null))
  expect(log).toMatchObject({ size: 5, faults: [], strangers: 0 })
  expect(log.entries.map(({ entry }) => entry?.event)).toEqual(['verified', 'exported', 'exported', 'signed', 'key-added'])
  expect(JSON.stringify(log.entries)).not.toMatch(/ministr|Ministerium|Köhler|assistant|homeport-log-/i)
  await close()

  // Two entries when the bundle was made: the key and the signing. The packet's head has the first export, too.
  for (const [file, read, size] of [[bundle, readBundle, 2], [packet, readPacket, 3]] as const) {
    const taken = read(new Uint8Array(readFileSync(file)))
    if (!taken.ok) throw new Error(taken.problem.code)
    expect(verifyContent(taken.value.content, bare).checks.find((check) => check.id === 'log')).toMatchObject({
      result: 'pass',
      message: { id: 'verify.log.bundle', values: { size } },
    })
  }
  expect(await audit('--data', data, '--head', bundle)).toMatchObject({ verdict: 'valid', kept: 2 })
  expect(await audit('--data', path.join(root, 'older'), '--head', bundle)).toMatchObject({ verdict: 'invalid', code: 'E_LOG_SHORT' })
  // The script beside it follows the same proofs.
  const folder = path.join(root, 'unpacked')
  execFileSync('unzip', ['-q', bundle, '-d', folder])
  const python = process.env['HOMEPORT_PYTHON'] ?? 'python3'
  const said = () => spawnSync(python, ['verify.py'], { cwd: folder, encoding: 'utf8' }).stdout
  expect(said()).toMatch(/log: 2 entries, holds the signing and only grew[^]*GENUINE/)
  const proof = path.join(folder, 'log', 'proof.json')
  const text = readFileSync(proof, 'utf8')
  // The first digit of a hash is changed, whatever it is.
  const otherDigit = (found: string): string => found.slice(0, -1) + (found.endsWith('0') ? '1' : '0')
  for (const broken of [text.replace(String.raw`\"version\":1`, String.raw`\"version\":2`), text.replace(/"inclusion":\["./, otherDigit), '{}']) {
    expect(broken).not.toBe(text)
    writeFileSync(proof, broken)
    expect(said().trim().split('\n').at(-1)).toMatch(/^INVALID/)
  }
})

test('a public version from the application and from the command line', { timeout: 120_000 }, async () => {
  const data = path.join(root, 'public')
  const saves: (string | null)[] = []
  const { handlers, close } = testServices(data, saves)
  await value(handlers['plan.create']({ id, language: 'en', at, example: 'hospital' }))
  const key = await value(handlers['keys.create']({ name: 'Jana Köhler', passphrase: 'correct horse battery', at }))
  const { revision } = await value(handlers['plan.open'](id))
  await value(handlers['plan.sign']({ id, revision, keyId: key.keyId, passphrase: 'correct horse battery', at }))
  const [whole, shown, redacted] = [path.join(root, 'whole.homeport'), path.join(root, 'shown.homeport'), path.join(root, 'redacted.homeport')]
  saves.push(whole, shown, shown)
  await value(handlers['plan.export']({ id, version: 1, format: 'bundle', language: 'en' }))
  const withhold = ['/plan/answers/load.users', '/plan/answers/organization.name']
  await value(handlers['plan.exportPublic']({ id, version: 1, withhold, language: 'en' }))
  const verification = await value(handlers['bundle.verify'](null))
  expect(verification).toMatchObject({ verdict: 'valid', changed: [] })
  expect(await handlers['plan.exportPublic']({ id, version: 1, withhold: ['/no/such'], language: 'en' })).toMatchObject({ problem: { code: 'bad-input' } })
  await close()

  let out = ''
  const streams = { out: (text: string) => (out += text), error: (text: string) => (out += text) }
  const words = ['redact', whole, '--withhold', 'load.users', '--withhold', 'organization.name', '--out', redacted, '--json']
  expect(await runCli(words, { printPdf: null }, streams)).toBe(0)
  const { withheld } = JSON.parse(out)
  expect(withheld).toEqual(expect.arrayContaining([...withhold, '/assessment/findings', '/assessment/hardware']))
  for (const file of [shown, redacted]) {
    const read = readBundle(new Uint8Array(readFileSync(file)), 'any')
    if (!read.ok) throw new Error(read.problem.code)
    const { public: text, log } = read.value.content
    expect(verifyAny(read.value.content, bare).checks.filter(({ result }) => result === 'fail')).toEqual([])
    expect(log).not.toBeNull()
    const name = JSON.parse(readFileSync('examples/hospital.json', 'utf8')).answers['organization.name']
    expect(Buffer.from(text!).toString()).not.toContain(typeof name === 'string' ? name : name.value)
    // Nothing else in the file holds it either: no report, no whole plan in the page.
    expect(Buffer.from(readFileSync(file)).toString('latin1')).not.toContain(typeof name === 'string' ? name : name.value)
    const folder = `${file}.d`
    execFileSync('unzip', ['-q', file, '-d', folder])
    const said = spawnSync(process.env['HOMEPORT_PYTHON'] ?? 'python3', ['verify.py'], { cwd: folder, encoding: 'utf8' }).stdout
    expect(said).toMatch(/public version: \d+ parts shown as signed, \d+ withheld[^]*GENUINE/)
  }
})
