import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { assess } from '../../../shared/plan/assess.ts'
import { sealPlan } from '../../../shared/plan/signed-plan.ts'
import type { CliCommand, CommandOutcome } from '../../../electron/commands/command.ts'
import { redactCommand } from '../../../electron/commands/redact.ts'
import { countersignCommand, signCommand } from '../../../electron/commands/sign.ts'
import { verifyCommand } from '../../../electron/commands/verify.ts'
import { loadKnowledge } from '../../../electron/knowledge/load.ts'
import { testPlan } from '../../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-commands-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const at = (name: string) => path.join(root, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: root, stdio: 'pipe' })
if (!existsSync('dist/verifier/verifier.js')) execFileSync(process.execPath, ['scripts/build-verifier.mjs'])

const loaded = await loadKnowledge('resources')
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problem))
const { knowledge } = loaded.value
const plan = { ...testPlan(), knowledge: { ...knowledge.digests } }
writeFileSync(at('plan.json'), sealPlan(plan, assess(plan, knowledge)).text)
for (const name of ['author', 'reviewer']) {
  openssl('genpkey', '-algorithm', 'ed25519', '-out', `${name}.pem`)
  openssl('pkey', '-in', `${name}.pem`, '-pubout', '-out', `${name}.pub.pem`)
}

const run = (command: CliCommand, positionals: string[], values: Record<string, string | boolean | string[]> = {}): Promise<CommandOutcome> =>
  command.run({ positionals, values, resources: 'resources', printPdf: null })
type Report = { results: { verdict: string; code: string | null; checks: { id: string; result: string; message: string }[]; changed: string[]; statements: { person: string | null }[] }[] }
const verifyOne = async (place: string, trust?: string) => {
  const outcome = await run(verifyCommand, [place], trust === undefined ? {} : { trust })
  return { exitCode: outcome.exitCode, ...(outcome.json as Report).results[0]!, text: outcome.text }
}

test('sign, verify with and without trust, change, verify again', async () => {
  const signed = await run(signCommand, [at('plan.json')], { key: at('author.pem'), name: 'Jana Köhler', at: '2026-11-23T14:41:00Z', out: at('a.homeport') })
  expect(signed.exitCode).toBe(0)
  const trusted = await verifyOne(at('a.homeport'), at('author.pub.pem'))
  expect(trusted).toMatchObject({ exitCode: 0, verdict: 'valid', code: null })
  expect(trusted.checks.find(({ id }) => id === 'assessment')).toMatchObject({ result: 'pass' })
  expect(await verifyOne(at('a.homeport'))).toMatchObject({ exitCode: 1, verdict: 'incomplete', code: null })
  expect(await verifyOne(at('a.homeport'), at('reviewer.pub.pem'))).toMatchObject({ exitCode: 1, verdict: 'invalid', code: 'E_NO_TRUSTED_SIG' })

  execFileSync('unzip', ['-q', at('a.homeport'), '-d', at('a')])
  expect(await verifyOne(at('a'), at('author.pub.pem'))).toMatchObject({ verdict: 'valid' })
  expect(await verifyOne(at('a/packet.html'), at('author.pub.pem'))).toMatchObject({ verdict: 'valid' })
  const text = readFileSync(at('a/plan.json'), 'utf8')
  writeFileSync(at('a/plan.json'), text.replace('"value":"DE"', '"value":"US"'))
  const changed = await verifyOne(at('a'), at('author.pub.pem'))
  expect(changed).toMatchObject({ exitCode: 1, verdict: 'invalid', code: 'E_SUBJECT_DIGEST', changed: ['/plan/answers/organization.country'] })
  expect(changed.text).toContain('Changed after signature 1: organization.country.')
})

test('the same plan, key and time give the same bundle', async () => {
  const options = { key: at('author.pem'), name: 'Jana Köhler', at: '2026-11-23T14:41:00Z' }
  await run(signCommand, [at('plan.json')], { ...options, out: at('one.homeport') })
  await run(signCommand, [at('plan.json')], { ...options, out: at('two.homeport') })
  expect(readFileSync(at('one.homeport')).equals(readFileSync(at('two.homeport')))).toBe(true)
})

test('a plan signed here can be published in parts, and --as-is signs the bytes that were given', async () => {
  const options = { key: at('author.pem'), name: 'Jana Köhler', at: '2026-11-23T14:41:00Z' }
  const given = readFileSync(at('plan.json'), 'utf8')
  const signedPlan = async (name: string, more: Record<string, string | boolean>) => {
    await run(signCommand, [at('plan.json')], { ...options, ...more, out: at(`${name}.homeport`) })
    execFileSync('unzip', ['-q', at(`${name}.homeport`), '-d', at(name)])
    return readFileSync(at(`${name}/plan.json`), 'utf8')
  }
  const seeded = await signedPlan('seeded', {})
  const { seed, ...rest } = JSON.parse(seeded)
  expect(seed).toMatch(/^[0-9a-f]{64}$/)
  expect(canonicalJson(rest)).toBe(given)
  // Another key draws another seed: who has the plan and not the key cannot work it out.
  expect(JSON.parse(await signedPlan('others', { key: at('reviewer.pem') })).seed).not.toBe(seed)
  expect(await signedPlan('asis', { 'as-is': true })).toBe(given)
  const redact = (name: string) => run(redactCommand, [at(`${name}.homeport`)], { withhold: ['organization.country'], out: at(`${name}-public.homeport`) })
  await expect(redact('asis')).rejects.toThrow('without a seed')
  expect((await redact('seeded')).exitCode).toBe(0)
  expect(await verifyOne(at('seeded-public.homeport'), at('author.pub.pem'))).toMatchObject({ verdict: 'valid', code: null })
})

test('countersign adds a statement; a board with rules decides', async () => {
  const options = { key: at('reviewer.pem'), name: 'M. Sørensen', role: 'data-protection-officer', decision: 'approve-with-conditions', condition: ['Review after six months'], at: '2026-11-24T09:00:00Z' }
  await run(countersignCommand, [at('a.homeport')], { ...options, out: at('b.homeport') })
  const key = (name: string, person: string, roles: string[]) => ({ person, name: person, roles, publicKey: readFileSync(at(`${name}.pub.pem`), 'utf8'), validFrom: null, validUntil: null, revokedAt: null })
  const board = (persons: number) => {
    writeFileSync(at('trust.json'), JSON.stringify({ schema: 'homeport/trust/1', version: 1, organization: 'Board', keys: [key('author', 'jana', ['author']), key('reviewer', 'martin', ['data-protection-officer'])], required: [{ role: 'data-protection-officer', persons }] }))
    return at('trust.json')
  }
  expect(await verifyOne(at('b.homeport'), board(1))).toMatchObject({ exitCode: 0, verdict: 'valid', statements: [{ person: 'jana' }, { person: 'martin' }] })
  expect(await verifyOne(at('b.homeport'), board(2))).toMatchObject({ exitCode: 1, code: 'E_THRESHOLD' })
  await run(countersignCommand, [at('b.homeport')], { ...options, decision: 'reject', condition: [], out: at('c.homeport') })
  expect(await verifyOne(at('c.homeport'), board(1))).toMatchObject({ exitCode: 1, code: 'E_REJECTED' })
})

describe('what cannot be signed is refused with one line', () => {
  const sign = (values: Record<string, string>, file = at('plan.json')) => run(signCommand, [file], { name: 'J', out: at('x.homeport'), ...values })
  test.each<[string, () => Promise<CommandOutcome>, RegExp]>([
    ['no key', () => sign({}), /give --key/],
    ['no name', () => run(signCommand, [at('plan.json')], { key: at('author.pem'), out: at('x') }), /give --name/],
    ['not a key', () => sign({ key: at('plan.json') }), /no key file|no private key/],
    ['a time that is none', () => sign({ key: at('author.pem'), at: 'yesterday' }), /is no moment/],
    ['no plan', () => sign({ key: at('author.pem') }, at('author.pem')), /no plan.json/],
  ])('%s', async (_what, attempt, message) => {
    await expect(attempt()).rejects.toThrow(message)
  })

  test('a bundle that was changed', async () => {
    writeFileSync(at('spaced.json'), canonicalJson({ a: 1 }))
    await expect(run(countersignCommand, [at('a')], { key: at('reviewer.pem'), name: 'M', role: 'x', decision: 'approve', out: at('y') })).rejects.toThrow(/E_SUBJECT_DIGEST/)
    await expect(run(countersignCommand, [at('spaced.json')], {})).rejects.toThrow(/E_ZIP_PREFIX|E_ZIP_FORM/)
  })
})
