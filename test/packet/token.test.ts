/** Keys on a token, here SoftHSM2: listed, signing in a process of its own, and every way in which it does not. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { parseEnvelope, preAuthentication } from '../../shared/base/envelope.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import { keyService } from '../../electron/keys/service.ts'
import { signText } from '../../electron/signing.ts'
import { tokenSigner } from '../../electron/commands/token.ts'
import { childHost, knownModules, tokensThrough, type Tokens } from '../../electron/tokens/tokens.ts'
import { buildEntry } from '../support/build-entry.ts'
import { author, bare, testAct, testDocument } from '../support/signed.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-token-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const module = knownModules().find((file) => file.includes('softhsm')) ?? ''
const pin = '493817'
const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
const tool = (...args: string[]) => run('pkcs11-tool', '--module', module, '--login', '--pin', pin, '--token-label', 'homeport', ...args)
let tokens: Tokens
let program = ''

beforeAll(async () => {
  mkdirSync(path.join(folder, 'tokens'))
  writeFileSync(path.join(folder, 'softhsm2.conf'), `directories.tokendir = ${path.join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`)
  process.env['SOFTHSM2_CONF'] = path.join(folder, 'softhsm2.conf')
  run('softhsm2-util', '--init-token', '--free', '--label', 'homeport', '--pin', pin, '--so-pin', '87654321')
  tool('--keypairgen', '--key-type', 'EC:prime256v1', '--id', '01', '--label', 'first')
  tool('--keypairgen', '--key-type', 'EC:secp384r1', '--id', '02', '--label', 'second')
  tool('--keypairgen', '--key-type', 'EC:edwards25519', '--id', '03', '--label', 'third')
  // A kind that no plan is signed with: it is left out.
  tool('--keypairgen', '--key-type', 'rsa:2048', '--id', '04', '--label', 'fourth')
  program = await buildEntry('electron/tokens/token-process.ts')
  tokens = tokensThrough(childHost(program))
}, 120_000)

const slotOf = async (): Promise<number> => {
  const slots = await tokens.slots(module)
  if (!slots.ok) throw new Error(slots.problem)
  return slots.value.find(({ label }) => label === 'homeport')?.slot ?? -1
}
const keysOf = async () => {
  const keys = await tokens.keys(module, await slotOf())
  if (!keys.ok) throw new Error(keys.problem)
  return keys.value
}

test('the token and its keys are listed without a PIN', async () => {
  expect(Object.fromEntries((await keysOf()).map(({ label, algorithm }) => [label, algorithm]))).toEqual({
    first: 'ECDSA-P256',
    second: 'ECDSA-P384',
    third: 'Ed25519',
  })
})

test.each(['first', 'second', 'third'])('the key called %s signs a statement that Homeport and openssl accept', async (label) => {
  writeFileSync(path.join(folder, 'pin'), `${pin}\n`)
  const values = { 'token-module': module, 'token-key': label, 'pin-file': path.join(folder, 'pin'), 'name': 'Jana Köhler' }
  const signer = await tokenSigner({ positionals: [], resources: 'resources', printPdf: null, values }, tokens)
  if (signer === null) throw new Error('a token was named')
  const document = testDocument()
  const plan = canonicalJson(document)
  const { signer: _signer, ...act } = testAct(author)
  const envelope = await signText(plan, signer, act)
  if (!envelope.ok) throw new Error(envelope.problem.detail)
  const content = { plan: utf8Bytes(plan), envelopes: [utf8Bytes(envelope.value)], keys: [utf8Bytes(signer.key.publicKeyPem)] }
  expect(verifyContent(content, bare).checks.filter(({ result }) => result === 'fail')).toEqual([])

  const read = parseEnvelope(utf8Bytes(envelope.value))
  if (!read.ok) throw new Error(read.problem)
  writeFileSync(path.join(folder, 'pae'), preAuthentication(read.value.payload))
  writeFileSync(path.join(folder, 'sig'), read.value.signatures[0]?.signature ?? '')
  writeFileSync(path.join(folder, 'key.pem'), signer.key.publicKeyPem)
  const digest = { 'ECDSA-P256': ['-digest', 'sha256'], 'ECDSA-P384': ['-digest', 'sha384'], 'Ed25519': [] }[signer.key.algorithm]
  expect(run('openssl', 'pkeyutl', '-verify', '-pubin', '-inkey', 'key.pem', '-rawin', ...digest, '-in', 'pae', '-sigfile', 'sig')).toContain('Successfully')
})

test('in the application: chosen once, then signing under its PIN like any key, without a secret on the disk', async () => {
  const home = path.join(folder, 'keys')
  const at = '2026-11-23T09:00:00Z'
  const dialogs = { openFile: () => Promise.resolve(module), saveFile: () => Promise.resolve(null) }
  const service = keyService({ folder: home, dialogs, printPdf: null, now: () => at, tokenHost: childHost(program) })
  const { handlers } = service
  const looked = await handlers['tokens.look']({ module: null })
  const key = looked.ok ? looked.value?.keys.find(({ label }) => label === 'first') : undefined
  if (key === undefined) throw new Error('no key')
  const wanted = { module, keyId: key.keyId, serial: key.serial, name: 'Jana Köhler', at }
  expect(await handlers['tokens.add']({ ...wanted, keyId: 'ab'.repeat(32) })).toMatchObject({ problem: { code: 'token-absent' } })
  expect(await handlers['tokens.add'](wanted)).toMatchObject({ value: { token: 'homeport', algorithm: 'ECDSA-P256', name: 'Jana Köhler' } })
  expect(await handlers['tokens.add'](wanted)).toMatchObject({ problem: { code: 'key-exists' } })
  expect(await service.list()).toMatchObject([{ keyId: key.keyId, token: 'homeport' }])

  expect(await service.signer(key.keyId, null)).toMatchObject({ problem: { code: 'locked' } })
  expect(await handlers['keys.unlock']({ keyId: key.keyId, passphrase: '000000' })).toMatchObject({ problem: { code: 'wrong-pin' } })
  expect(await handlers['keys.unlock']({ keyId: key.keyId, passphrase: pin })).toMatchObject({ ok: true })
  const signer = await service.signer(key.keyId, null)
  const signed = signer.ok ? await signer.value.sign(utf8Bytes('x')) : null
  expect(signed?.ok).toBe(true)
  service.lockAll()
  expect(await service.signer(key.keyId, null)).toMatchObject({ problem: { code: 'locked' } })
  for (const name of readdirSync(home)) expect(readFileSync(path.join(home, name), 'utf8')).not.toContain(pin)

  await handlers['keys.remove'](key.keyId)
  expect(await service.list()).toEqual([])
  await handlers['keys.restore'](key.keyId)
  expect(await service.list()).toHaveLength(1)
  expect(await handlers['tokens.look']({ module: path.join(folder, 'pin') })).toMatchObject({ problem: { code: 'token-module' } })
})

describe('refused', () => {
  const message = utf8Bytes('x')
  const problem = async (change: { module?: string; slot?: number; keyId?: string; pin?: string }) => {
    const [key] = await keysOf()
    const signed = await tokens.sign({ module: change.module ?? module, slot: change.slot ?? (await slotOf()), keyId: change.keyId ?? key?.keyId ?? '' }, change.pin ?? pin, message)
    return signed.ok ? null : signed.problem
  }
  test('a wrong PIN, a key that is not there, a slot without a token', async () => {
    expect(await problem({})).toBeNull()
    expect(await problem({ pin: '000000' })).toBe('wrong-pin')
    expect(await problem({ pin: '' })).toBe('wrong-pin')
    expect(await problem({ keyId: 'ab'.repeat(32) })).toBe('no-key')
    expect(await problem({ slot: 12_345 })).toBe('absent')
  })

  test('a file that is no module, is missing, or is another kind of library', async () => {
    writeFileSync(path.join(folder, 'text.so'), 'not a library')
    const library = ['/lib/x86_64-linux-gnu/libz.so.1', '/usr/lib64/libz.so.1', '/lib/aarch64-linux-gnu/libz.so.1'].find(existsSync)
    for (const file of [path.join(folder, 'text.so'), path.join(folder, 'none.so'), 'relative.so', ...(library === undefined ? [] : [library])])
      expect(await tokens.slots(file)).toEqual({ ok: false, problem: 'module' })
  })

  test('a module that breaks its process takes nothing else with it', async () => {
    const broken = path.join(folder, 'broken.mjs')
    writeFileSync(broken, "process.once('message', () => process.abort())")
    expect(await tokensThrough(childHost(broken)).slots(module)).toEqual({ ok: false, problem: 'module' })
    writeFileSync(broken, "process.once('message', () => process.send({ signature: 5 }, () => process.exit(0)))")
    expect(await tokensThrough(childHost(broken)).slots(module)).toEqual({ ok: false, problem: 'module' })
  })

  test('a token that was taken out', async () => {
    const [key] = await keysOf()
    const slot = await slotOf()
    rmSync(path.join(folder, 'tokens'), { recursive: true })
    mkdirSync(path.join(folder, 'tokens'))
    const signed = await tokens.sign({ module, slot, keyId: key?.keyId ?? '' }, pin, message)
    expect(signed).toEqual({ ok: false, problem: 'absent' })
  })
})
