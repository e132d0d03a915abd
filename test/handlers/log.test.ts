/** An exported bundle carries the proof of the log it was signed in. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { readBundle, readPacket } from '../../electron/export/bundle.ts'
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
  const key = await value(handlers['keys.create']({ name: 'Jana Köhler', passphrase: 'correct horse battery', at }))
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
  expect(execFileSync('unzip', ['-l', bundle], { encoding: 'utf8' })).toContain('log/proof.json')
})
