/** Updates of the knowledge from a stick: what is adopted, what is refused, and what stays verifiable. */
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../../electron/cli.ts'
import { loadKnowledge } from '../../electron/knowledge/load.ts'
import { openRoot } from '../../electron/knowledge/tuf.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import type { Handlers } from '../../shared/contract.ts'
import { publisher, publisherKey } from '../support/publisher.ts'
import { testServices } from '../support/services.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-update-'))
const house = publisher()
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
  rmSync(house.folder, { recursive: true, force: true })
})

const loaded = await loadKnowledge('resources')
if (!loaded.ok) throw new Error(loaded.problem.reason)
const { texts, knowledge } = loaded.value

/** A pack as it ships, of another day and changed. */
type Loose = Record<string, unknown> & { asOf: string }
function newer(name: string, day: string, change: (pack: Loose) => void = () => undefined): string {
  const pack: Loose = JSON.parse(texts[name]!)
  pack.asOf = day
  change(pack)
  return JSON.stringify(pack)
}

let folders = 0
const freshData = (): string => path.join(root, `data-${(folders += 1)}`)

async function cli(...words: string[]): Promise<{ exit: number; json: Record<string, unknown> }> {
  let [out, error] = ['', '']
  const exit = await runCli([...words, '--json'], { printPdf: null }, { out: (text) => (out += text), error: (text) => (error += text) })
  return { exit, json: out === '' ? { error } : JSON.parse(out) }
}
const now = ['--at', '2026-11-28T12:00:00Z']
const importing = (data: string, stick: string, ...more: string[]) => cli('knowledge', 'import', stick, '--data', data, ...now, ...more)
const code = async (data: string, stick: string) => (await importing(data, stick)).json['code'] ?? (await importing(data, stick)).json['verdict']

/** A data folder that trusts the publisher and has release 5. */
async function trusting(from = house): Promise<string> {
  const data = freshData()
  const stick = from.stick({ version: 5, packs: { licenses: newer('licenses', '2026-11-24') } })
  expect((await cli('knowledge', 'trust', stick, '--data', data, '--fingerprint', from.fingerprint, '--name', 'House', ...now)).json['verdict']).toBe('trusted')
  expect((await importing(data, stick)).json).toMatchObject({ verdict: 'adopted', version: 5, isExpired: false })
  return data
}

let base = ''
beforeAll(async () => {
  base = await trusting()
})
const start = (): string => {
  const data = freshData()
  cpSync(base, data, { recursive: true })
  return data
}

describe('trust', () => {
  test('a publisher is unknown until its fingerprint is given as received', async () => {
    const stick = house.stick({ version: 1, packs: { licenses: newer('licenses', '2026-11-24') } })
    const data = freshData()
    expect((await importing(data, stick)).json).toEqual({ verdict: 'unknown-publisher', fingerprint: house.fingerprint, threshold: 2, keys: 3 })
    const trust = (fingerprint: string) => cli('knowledge', 'trust', stick, '--data', data, '--fingerprint', fingerprint, '--name', 'House', ...now)
    // Too short, another one, and 39 of 40 digits.
    for (const wrong of [house.fingerprint.slice(0, 32), '0'.repeat(64), house.fingerprint.slice(0, 39)])
      expect((await trust(wrong)).json['code']).toBe('E_FINGERPRINT')
    expect(existsSync(path.join(data, 'knowledge'))).toBe(false)
    expect((await trust(house.fingerprint.slice(0, 40).toUpperCase().replaceAll(/(.{4})/g, '$1 '))).json['verdict']).toBe('trusted')
  })
  test('a root that one key can change is not trusted', () => {
    expect(openRoot(readFileSync(house.root(1, house.keys, house.keys, 1)))).toMatchObject({ problem: { code: 'E_ROOT' } })
    expect(openRoot(readFileSync(house.root(1, house.keys, house.keys.slice(0, 1))))).toMatchObject({ problem: { code: 'E_ROOT' } })
    expect(openRoot(readFileSync(house.first))).toEqual({ ok: true, value: { version: 1, threshold: 2, keys: 3 } })
  })
  test('a key of small order, and one key under two names', () => {
    const metadata = JSON.parse(readFileSync(house.first, 'utf8'))
    const [id] = metadata.signed.roles.root.keyids
    const weak = structuredClone(metadata)
    weak.signed.keys[weak.signed.roles.targets.keyids[0]].keyval.public = `01${'00'.repeat(31)}`
    const twice = structuredClone(metadata)
    twice.signed.keys['f'.repeat(64)] = twice.signed.keys[id]
    for (const bad of [weak, twice]) expect(openRoot(Buffer.from(JSON.stringify(bad))).ok).toBe(false)
  })
})

describe('refusals', () => {
  test('ATK-098 rollback', async () => {
    const data = start()
    const six = house.stick({ version: 6, packs: { licenses: newer('licenses', '2026-11-25') } })
    expect((await importing(data, six)).json).toMatchObject({ verdict: 'adopted', version: 6 })
    const five = house.stick({ version: 5, packs: { licenses: newer('licenses', '2026-11-24') } })
    const refused = await importing(data, five)
    expect(refused).toMatchObject({ exit: 1, json: { code: 'E_ROLLBACK' } })
    expect(String(refused.json['detail'])).toMatch(/5.*6/)
    // The same release again changes nothing.
    expect((await importing(data, six)).json).toMatchObject({ verdict: 'adopted', entries: 0 })
  })
  test('ATK-099 freeze: expired metadata, and the override for history', async () => {
    const data = start()
    const late = house.stick({ version: 7, expires: '2026-11-01', packs: { licenses: newer('licenses', '2026-10-30') } })
    expect(await code(data, late)).toBe('E_EXPIRED')
    expect((await importing(data, late, '--accept-expired')).json).toMatchObject({ verdict: 'adopted', isExpired: true })
    // A release that runs out at this very moment has run out.
    expect(await code(data, house.stick({ version: 8, expires: '2026-11-28', packs: {} }))).toBe('E_EXPIRED')
  })
  test('ATK-100 mix and match: a snapshot, list or pack of another release', async () => {
    const six = house.stick({ version: 6, packs: { licenses: newer('licenses', '2026-11-25') } })
    const seven = house.stick({ version: 7, packs: { licenses: newer('licenses', '2026-11-26') } })
    for (const [file, expected] of [['snapshot.json', 'E_MIX'], ['targets.json', 'E_MIX'], ['targets/packs/licenses.json', 'E_TARGET']] as const) {
      const mixed = house.copy(seven)
      copyFileSync(path.join(six, file), path.join(mixed, file))
      expect(await code(start(), mixed)).toBe(expected)
    }
    const dropped = house.copy(seven)
    rmSync(path.join(dropped, 'snapshot.json'))
    expect(await code(start(), dropped)).toBe('E_MISSING')
  })
  test('ATK-101 a root that the old threshold did not sign', async () => {
    const strangers = [publisherKey(), publisherKey(), publisherKey()]
    const evil = house.root(2, strangers, strangers)
    expect(await code(start(), house.stick({ version: 9, packs: {}, roots: [house.first, evil] }))).toBe('E_ROOT')
    const oneOld = house.root(2, [house.keys[0]!, ...strangers.slice(0, 2)], [house.keys[0]!, ...strangers])
    expect(await code(start(), house.stick({ version: 9, packs: {}, roots: [house.first, oneOld] }))).toBe('E_ROOT')
    const skipped = house.root(3, house.keys, house.keys)
    // Version 3 without 2: never looked at, the release stands on version 1.
    expect(await code(start(), house.stick({ version: 9, packs: { licenses: newer('licenses', '2026-11-26') }, roots: [house.first, skipped] }))).toBe('adopted')
  })
  test('a rotated root is followed, and the replaced release key is refused from then on', async () => {
    const data = start()
    const next = [house.keys[0]!, publisherKey(), publisherKey()]
    const releaser = publisherKey()
    const second = house.root(2, next, [house.keys[0]!, house.keys[1]!, next[1]!], 2, releaser)
    const stick = house.stick({ version: 9, packs: { licenses: newer('licenses', '2026-11-26') }, roots: [house.first, second] }, releaser)
    expect(await code(data, stick)).toBe('adopted')
    expect(await code(data, house.stick({ version: 10, packs: {} }))).toBe('E_SIG_INVALID')
  })
  test('ATK-102 endless data', async () => {
    const stick = house.stick({ version: 9, packs: { licenses: newer('licenses', '2026-11-26') } })
    for (const file of ['targets.json', 'timestamp.json', 'snapshot.json', 'targets/packs/licenses.json', '1.root.json']) {
      const endless = house.copy(stick)
      truncateSync(path.join(endless, file), 5 * 1024 ** 3)
      expect(await code(start(), endless)).toBe('E_SIZE')
    }
    const device = house.copy(stick)
    rmSync(path.join(device, 'targets.json'))
    symlinkSync('/dev/zero', path.join(device, 'targets.json'))
    expect(await code(start(), device)).toBe('E_FORM')
  })
  test('unsigned, doubly read and foreign files', async () => {
    const stick = house.stick({ version: 9, packs: { licenses: newer('licenses', '2026-11-26') } })
    const change = async (file: string, edit: (text: string) => string) => {
      const changed = house.copy(stick)
      writeFileSync(path.join(changed, file), edit(readFileSync(path.join(changed, file), 'utf8')))
      return code(start(), changed)
    }
    expect(await change('timestamp.json', (text) => text.replace(/"sig":"[^"]+"/, `"sig":"${'0'.repeat(128)}"`))).toBe('E_SIG_INVALID')
    expect(await change('timestamp.json', (text) => text.replace(/"signatures":\[.*?\]/, '"signatures":[]'))).toBe('E_SIG_INVALID')
    expect(await change('timestamp.json', (text) => text.replace('{', '{"signed":{},'))).toBe('E_FORM')
    expect(await change('timestamp.json', () => '[]')).toBe('E_FORM')
    expect(await change('targets/packs/licenses.json', (text) => text.replace('2026-11-26', '2026-11-27'))).toBe('E_TARGET')
    expect(await code(start(), house.stick({ version: 9, packs: { evil: '{}' } }))).toBe('E_TARGET')
    expect(await code(start(), house.stick({ version: 9, packs: { licenses: '{"pack":"licenses"}' } }))).toBe('E_TARGET')
  })
  test('a refusal leaves everything as it was', async () => {
    const data = start()
    const before = readFileSync(path.join(data, 'knowledge', 'adopted.json'), 'utf8')
    const other = publisherKey()
    expect(await code(data, house.stick({ version: 9, packs: {} }, other))).toBe('E_SIG_INVALID')
    expect(readFileSync(path.join(data, 'knowledge', 'adopted.json'), 'utf8')).toBe(before)
    expect((await cli('knowledge', 'list', '--data', data)).json['packs']).toContainEqual(expect.objectContaining({ name: 'licenses', asOf: '2026-11-24' }))
  })
})

const planId = '00000000-0000-4000-8000-000000000701'
const at = '2026-11-28T12:00:00Z'
async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}
const look = (handlers: Handlers, again = false, acceptExpired = false) => value(handlers['knowledge.look']({ again, acceptExpired }))

describe('in the application', () => {
  test('preview, adoption, and a version that was signed before', { timeout: 120_000 }, async () => {
    const data = freshData()
    const own = publisher()
    const changed = newer('providers', '2026-11-27')
    const answers: (string | null)[] = []
    const { handlers, close } = testServices(data, answers, { now: () => at })
    await value(handlers['plan.create']({ id: planId, language: 'en', at, example: 'agency' }))
    const key = await value(handlers['keys.create']({ name: 'J', passphrase: 'correct horse', at }))
    const { revision } = await value(handlers['plan.open'](planId))
    await value(handlers['plan.sign']({ id: planId, revision, keyId: key.keyId, passphrase: 'correct horse', at }))

    const stick = own.stick({ version: 1, packs: { licenses: newer('licenses', '2026-11-27'), providers: changed } })
    answers.push(stick)
    expect(await look(handlers)).toMatchObject({ kind: 'unknown', fingerprint: own.fingerprint, threshold: 2, keys: 3 })
    const answer = { name: 'House', at }
    expect(await value(handlers['knowledge.trust']({ ...answer, fingerprint: 'f'.repeat(64) }))).toBe(false)
    expect(await value(handlers['knowledge.trust']({ ...answer, fingerprint: own.fingerprint }))).toBe(true)
    const preview = await look(handlers, true)
    if (preview?.kind !== 'preview') throw new Error(JSON.stringify(preview))
    expect(preview).toMatchObject({ publisher: 'House', version: 1, isExpired: false, assessed: 1 })
    expect(preview.changes.map(({ pack }) => pack)).toEqual(['licenses', 'providers'])
    expect(preview.changes[0]).toEqual({ pack: 'licenses', from: knowledge.licenses.asOf, to: '2026-11-27', added: 0, changed: 0, removed: 0 })

    // Nothing is in use yet.
    expect(JSON.parse((await value(handlers['knowledge.read'](null)))['licenses']!).asOf).toBe(knowledge.licenses.asOf)
    expect(await handlers['knowledge.adopt']({ token: 'another', at })).toMatchObject({ ok: false, problem: { code: 'not-found' } })
    await value(handlers['knowledge.adopt']({ token: preview.token, at }))
    expect(JSON.parse((await value(handlers['knowledge.read'](null)))['licenses']!).asOf).toBe('2026-11-27')
    expect((await value(handlers['knowledge.status'](null))).publishers).toMatchObject([{ name: 'House', version: 1, packs: ['licenses', 'providers'] }])

    const verification = await value(handlers['plan.verify']({ id: planId, version: 1 }))
    expect(verification.checks.filter(({ id }) => id === 'knowledge' || id === 'assessment').map(({ result }) => result)).toEqual(['pass', 'pass'])
    expect(verification.verdict).toBe('valid')
    const log = await value(handlers['log.read'](null))
    expect(log.faults).toEqual([])
    expect(log.entries.map(({ entry }) => entry?.event)).toEqual(['knowledge-adopted', 'trust-changed', 'signed', 'key-added'])
    expect(log.entries[0]?.entry?.['packs']).toHaveProperty('licenses')
    await close()

    // The old packs are gone from the installation: what was kept is enough.
    const second = testServices(data, [], { now: () => '2028-01-01T00:00:00Z' })
    expect((await value(second.handlers['plan.verify']({ id: planId, version: 1 }))).verdict).toBe('valid')
    // Two years later nobody vouches for the data; nothing is locked.
    const [late] = (await value(second.handlers['knowledge.status'](null))).publishers
    expect(late!.expires! < '2028-01-01').toBe(true)
    const again = await value(second.handlers['plan.open'](planId))
    await value(second.handlers['plan.sign']({ id: planId, revision: again.revision, keyId: key.keyId, passphrase: 'correct horse', at: '2028-01-01T00:00:00Z' }))
    await second.close()
    rmSync(own.folder, { recursive: true, force: true })
  })

  test('names the plans whose verdict changes', { timeout: 60_000 }, async () => {
    const data = start()
    const answers: (string | null)[] = []
    const { handlers, close } = testServices(data, answers, { now: () => at })
    await value(handlers['plan.create']({ id: planId, language: 'en', at, example: 'agency' }))
    const opened = await value(handlers['plan.open'](planId))
    const model = opened.document.plan.answers['model.id']?.value
    const license = knowledge.models.models.find(({ id }) => id === model)?.license
    expect(typeof license).toBe('string')
    // The license of the chosen model is taken out of the pack: its terms are then not known.
    const without = newer('licenses', '2026-11-27', (pack) => {
      pack['licenses'] = (pack['licenses'] as { id: string }[]).filter(({ id }) => id !== license)
    })
    answers.push(house.stick({ version: 11, packs: { licenses: without } }))
    const preview = await look(handlers)
    if (preview?.kind !== 'preview') throw new Error(JSON.stringify(preview))
    expect(preview.changes).toEqual([{ pack: 'licenses', from: '2026-11-24', to: '2026-11-27', added: 0, changed: 0, removed: 1 }])
    expect(preview.plans).toHaveLength(1)
    expect(preview.plans[0]!.id).toBe(planId)
    expect(preview.plans[0]!.appeared.length).toBeGreaterThan(0)
    await close()
  })

  test('damaged adopted data gives way to what ships, and says so', async () => {
    const data = start()
    const adopted = JSON.parse(readFileSync(path.join(data, 'knowledge', 'adopted.json'), 'utf8'))
    const file = path.join(data, 'knowledge', 'packs', `${adopted.packs.licenses.digest.slice(7)}.json`)
    writeFileSync(file, readFileSync(file, 'utf8').replace('2026-11-24', '2026-11-25'))
    const { handlers, close } = testServices(data)
    expect(JSON.parse((await value(handlers['knowledge.read'](null)))['licenses']!).asOf).toBe(knowledge.licenses.asOf)
    expect((await value(handlers['knowledge.status'](null))).broken).toContain('licenses')
    writeFileSync(path.join(data, 'knowledge', 'adopted.json'), canonicalJson({ schema: 'other' }))
    await close()
    const second = testServices(data)
    expect((await value(second.handlers['knowledge.status'](null))).publishers).toEqual([])
    await second.close()
  })
})
