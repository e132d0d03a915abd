/** Proof of time through the contract: authorities, requests in a folder, answers back, and what a bundle then carries. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { publicKeyOfPem } from '../../shared/base/envelope.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { readBundle, readBundleTools, writeBundle } from '../../electron/export/bundle.ts'
import { timeRequest } from '../../electron/time/token.ts'
import { testServices } from '../support/services.ts'
import { testTsa } from '../support/tsa.ts'

const tools = await readBundleTools('resources', 'en')
const folder = mkdtempSync(path.join(os.tmpdir(), 'homeport-times-'))
const answers: (string | null)[] = []
const { handlers, close } = testServices(path.join(folder, 'data'), answers, { wordOf: (id) => say(catalogOf('de'), { id, values: {} }) })
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})
async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}
const file = (name: string): string => path.join(folder, name)

test('requests go out, an answer comes in, and both times stand apart', { timeout: 120_000 }, async () => {
  const plan = '00000000-0000-4000-8000-000000000811'
  const at = '2026-11-23T09:00:00Z'
  const passphrase = 'correct horse battery staple'
  mkdirSync(file('tsa'))
  mkdirSync(file('stick'))
  const tsa = testTsa(file('tsa'))
  tsa.issue('root', 'root', null)
  tsa.issue('good', 'stamps', 'root')

  const key = await value(handlers['keys.create']({ name: 'Jana Köhler', algorithm: 'Ed25519', passphrase, at }))
  await value(handlers['plan.create']({ id: plan, language: 'en', at, example: null }))
  await value(handlers['plan.sign']({ id: plan, revision: 0, keyId: key.keyId, passphrase, at }))
  expect(await value(handlers['time.read'](plan))).toMatchObject([{ version: 1, number: 1, claimedTime: at, state: 'none', attested: null }])

  answers.push(null)
  expect(await value(handlers['time.request'](plan))).toBeNull()
  answers.push(file('stick'))
  expect(await value(handlers['time.request'](plan))).toEqual({ folder: file('stick'), count: 1 })
  const [name = ''] = readdirSync(file('stick'))
  // The plan has no title; its file is named in the interface's language.
  expect(name).toBe('Plan ohne Titel v1 1.tsq')
  const request = readFileSync(path.join(file('stick'), name))
  // Asked again, it is the same question: the answer on its way stays good.
  answers.push(file('stick'))
  await value(handlers['time.request'](plan))
  expect(readFileSync(path.join(file('stick'), name))).toEqual(request)
  expect(await value(handlers['time.read'](plan))).toMatchObject([{ state: 'requested' }])

  tsa.answer(request, 'good')
  answers.push(file('tsa/out.tsr'))
  expect(await value(handlers['time.import'](plan))).toMatchObject({ refused: { id: 'time.fault.tsa-untrusted' } })
  answers.push(file('tsa/root.key'))
  expect(await value(handlers['time.addAuthority'](null))).toMatchObject({ refused: { id: 'time.authorities.refused' } })
  answers.push(file('tsa/root.pem'))
  const added = await value(handlers['time.addAuthority'](null))
  expect(added).toMatchObject({ added: 1, authorities: [{ name: 'Authority root' }] })
  answers.push(file('tsa/in.tsq'))
  expect(await value(handlers['time.import'](plan))).toMatchObject({ refused: { id: expect.stringMatching(/^time\.fault\.tsa-/) } })
  answers.push(file('tsa/out.tsr'))
  expect(await value(handlers['time.import'](plan))).toMatchObject({ authority: 'Authority good' })
  expect(await value(handlers['time.read'](plan))).toMatchObject([{ state: 'attested', attested: { authority: 'Authority good' }, claimedTime: at }])
  expect(await value(handlers['time.request'](plan))).toMatchObject({ count: 0 })

  const verification = await value(handlers['plan.verify']({ id: plan, version: 1 }))
  expect(verification.statements).toMatchObject([{ claimedTime: at, attested: { authority: 'Authority good' } }])
  answers.push(file('public.homeport'))
  await value(handlers['plan.exportPublic']({ id: plan, version: 1, withhold: [], language: 'en' }))
  const bundle = readBundle(new Uint8Array(readFileSync(file('public.homeport'))), 'any')
  expect(bundle.ok && bundle.value.content.times?.get(1)).toEqual(new Uint8Array(readFileSync(file('tsa/out.tsr'))))
  answers.push(file('public.homeport'))
  expect((await value(handlers['bundle.verify'](null)))?.statements).toMatchObject([{ attested: { authority: 'Authority good' } }])

  // An authority that is no longer trusted attests nothing any more; brought back, it does again.
  const [authority] = await value(handlers['time.authorities'](null))
  expect(await value(handlers['time.setRemoved']({ id: authority?.id ?? '', removed: true }))).toEqual([])
  expect(await value(handlers['time.read'](plan))).toMatchObject([{ state: 'unchecked', attested: null }])
  await value(handlers['time.setRemoved']({ id: authority?.id ?? '', removed: false }))
  expect(await value(handlers['time.read'](plan))).toMatchObject([{ state: 'attested' }])
  expect(await handlers['time.setRemoved']({ id: '../x', removed: true })).toMatchObject({ problem: { code: 'not-found' } })
})

test('a reviewer gets the tokens with the bundle, keeps them, and the log says what came in', { timeout: 120_000 }, async () => {
  const plan = '00000000-0000-4000-8000-000000000811'
  const [version] = (await value(handlers['plan.open'](plan))).versions
  answers.push(file('plan.homeport'))
  await value(handlers['plan.export']({ id: plan, version: 1, format: 'bundle', language: 'en' }))
  // The same answer once more leaves no trace.
  answers.push(file('tsa/out.tsr'))
  await value(handlers['time.import'](plan))
  const { entries, faults } = await value(handlers['log.read'](null))
  expect(faults).toEqual([])
  const said = entries.map(({ entry }) => entry).toReversed()
  expect(said.map((entry) => entry?.event)).toEqual(['key-added', 'signed', 'authority-added', 'time-attested', 'exported', 'verified', 'authority-removed', 'authority-added', 'exported'])
  expect(said[3]).toMatchObject({ plan, version: 1, planDigest: version?.planDigest, statement: 1, token: expect.stringMatching(/^sha256:/) })

  const theirs: (string | null)[] = []
  const reviewer = testServices(path.join(folder, 'reviewer'), theirs)
  const open = async (name: string) => {
    theirs.push(file(name))
    return value(reviewer.handlers['review.openBundle']({ at: '2026-11-23T10:00:00Z' }))
  }
  const attested = async () => (await value(reviewer.handlers['review.open'](version?.planDigest ?? ''))).standing.statements.map((line) => line.attested)
  expect(await open('plan.homeport')).toHaveProperty('copy')
  expect(await attested()).toEqual([null])
  theirs.push(file('tsa/root.pem'))
  await value(reviewer.handlers['time.addAuthority'](null))
  expect(await attested()).toMatchObject([{ authority: 'Authority good' }])
  // A bundle of the same version without tokens takes none away.
  const read = readBundle(new Uint8Array(readFileSync(file('plan.homeport'))))
  if (!read.ok) throw new Error(read.problem.code)
  const { content } = read.value
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  const keys = content.keys.flatMap((pem) => {
    const key = publicKeyOfPem(text(pem))
    return key.ok ? [key.value] : []
  })
  const again = (times: ReadonlyMap<number, Uint8Array>) =>
    writeBundle({ plan: text(content.plan), envelopes: content.envelopes.map(text), keys, times, packet: '', language: 'en', reportHtml: null, reportPdf: null }, tools)
  writeFileSync(file('bare.homeport'), again(new Map()))
  expect(await open('bare.homeport')).toHaveProperty('copy')
  expect(await attested()).toMatchObject([{ authority: 'Authority good' }])
  // One whose token is about something else is not opened at all.
  const other = createHash('sha256').update('something else').digest()
  const tsa = testTsa(file('tsa'))
  writeFileSync(file('false.homeport'), again(new Map([[1, tsa.answer(timeRequest(other, randomBytes(16)), 'good')]])))
  expect(await open('false.homeport')).toMatchObject({ verification: { verdict: 'invalid' } })
  await reviewer.close()
})
