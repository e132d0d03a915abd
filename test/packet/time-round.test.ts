/** Proof of time through the contract: authorities, requests in a folder, answers back, and what a bundle then carries. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readBundle } from '../../electron/export/bundle.ts'
import { testServices } from '../support/services.ts'
import { testTsa } from '../support/tsa.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'homeport-times-'))
const answers: (string | null)[] = []
const { handlers, close } = testServices(path.join(folder, 'data'), answers)
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
  expect(name).toMatch(/ v1 1\.tsq$/)
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
