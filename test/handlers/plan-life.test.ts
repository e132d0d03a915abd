import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Handlers, OpenedPlan } from '../../shared/contract.ts'
import { readBundle } from '../../electron/export/bundle.ts'
import { testServices } from '../support/services.ts'

const id = '00000000-0000-4000-8000-000000000700'
const at = '2026-11-23T09:00:00Z'
const passphrase = 'correct horse battery staple'
let folder = ''
let handlers: Handlers
let close: () => Promise<void>
let saves: (string | null)[]

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'homeport-life-'))
  saves = []
  ;({ handlers, close } = testServices(path.join(folder, 'data'), saves))
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

const opened = (): Promise<OpenedPlan> => value(handlers['plan.open'](id))

describe('a plan from a sample to a signed version', () => {
  it('is made, changed, signed, verified and exported', { timeout: 60_000 }, async () => {
    const made = await value(handlers['plan.create']({ id, language: 'de', at, example: 'ministry' }))
    expect(Object.keys(made.document.plan.answers).length).toBeGreaterThan(50)
    await value(
      handlers['plan.apply']({
        id,
        revision: made.revision,
        command: {
          do: { type: 'answer.set', field: 'load.users', value: 421, basis: 'self-declared' },
          by: 'Jana Köhler',
          at: '2026-11-23T09:01:00Z',
        },
      }),
    )
    const key = await value(handlers['keys.create']({ name: 'Jana Köhler', algorithm: 'Ed25519', passphrase, at }))
    const before = await opened()

    const wrong = await handlers['plan.sign']({ id, revision: before.revision, keyId: key.keyId, passphrase: 'no', at })
    expect(wrong).toMatchObject({ ok: false, problem: { code: 'wrong-passphrase' } })
    expect((await opened()).versions).toHaveLength(0)

    const version = await value(
      handlers['plan.sign']({ id, revision: before.revision, keyId: key.keyId, passphrase, at: '2026-11-23T09:02:00Z' }),
    )
    expect(version).toMatchObject({ version: 1, signatures: [{ keyId: key.keyId, decision: 'author' }] })

    const after = await opened()
    expect(after.document.plan.previous).toBe(version.planDigest)
    expect(after.document.past).toHaveLength(0)
    const verification = await value(handlers['plan.verify']({ id, version: 1 }))
    expect(verification.checks.filter((check) => check.result === 'fail')).toEqual([])
    expect(verification.verdict).toBe('valid')
    expect(verification.checks.find((check) => check.id === 'assessment')?.result).toBe('pass')
    expect(verification.checks.find((check) => check.id === 'log')?.result).toBe('pass')

    for (const [format, ending] of [
      ['bundle', '.homeport'],
      ['packet', '.html'],
      ['report', '.html'],
      ['json', '.json'],
    ] as const) {
      const file = path.join(folder, `${format}${ending}`)
      saves.push(file)
      const saved = await value(handlers['plan.export']({ id, version: 1, format, language: 'de' }))
      expect(saved?.path).toBe(file)
      expect(readFileSync(file).length).toBe(saved?.bytes)
    }
    const bundle = readBundle(new Uint8Array(readFileSync(path.join(folder, 'bundle.homeport'))))
    expect(bundle.ok).toBe(true)
    saves.push(path.join(folder, 'bundle.homeport'))
    expect((await value(handlers['bundle.verify'](null)))?.verdict).toBe('valid')
  })

  it('signs a second version that names the first', { timeout: 60_000 }, async () => {
    const before = await opened()
    const [key] = await value(handlers['keys.list'](null))
    await value(
      handlers['plan.apply']({
        id,
        revision: before.revision,
        command: {
          do: { type: 'answer.set', field: 'load.users', value: 500, basis: 'self-declared' },
          by: 'Jana Köhler',
          at: '2026-11-23T10:00:00Z',
        },
      }),
    )
    const stale = await handlers['plan.sign']({ id, revision: before.revision, keyId: key!.keyId, passphrase, at })
    expect(stale).toMatchObject({ ok: false, problem: { code: 'stale' } })
    const second = await value(
      handlers['plan.sign']({
        id,
        revision: before.revision + 1,
        keyId: key!.keyId,
        passphrase,
        at: '2026-11-23T10:01:00Z',
      }),
    )
    expect(second.version).toBe(2)
    expect((await value(handlers['plan.verify']({ id, version: 1 }))).verdict).toBe('valid')
    expect((await value(handlers['plan.verify']({ id, version: 2 }))).verdict).toBe('valid')
  })

  it('cancels an export without a trace, and says when a folder cannot be written', async () => {
    saves.push(null)
    expect(await value(handlers['plan.export']({ id, version: 1, format: 'json', language: 'en' }))).toBeNull()
    saves.push(path.join(folder, 'no-such-folder', 'plan.json'))
    const refused = await handlers['plan.export']({ id, version: 1, format: 'json', language: 'en' })
    expect(refused).toMatchObject({ ok: false, problem: { code: 'not-writable' } })
    expect(existsSync(path.join(folder, 'no-such-folder'))).toBe(false)
  })

  it('duplicates, deletes and brings back', async () => {
    const copy = '00000000-0000-4000-8000-000000000701'
    const summary = await value(handlers['plan.duplicate']({ id, copy, at }))
    expect(summary).toMatchObject({ id: copy, signed: 0 })
    await value(handlers['plan.remove'](copy))
    expect((await value(handlers['plan.list'](null))).map((plan) => plan.id)).toEqual([id])
    await value(handlers['plan.restore'](copy))
    expect((await value(handlers['plan.list'](null))).map((plan) => plan.id).toSorted()).toEqual([id, copy])
    expect(await handlers['plan.open']('00000000-0000-4000-8000-0000000007ff')).toMatchObject({
      ok: false,
      problem: { code: 'not-found' },
    })
  })
})

describe('a database that cannot be used', () => {
  it('is named and left as it was', async () => {
    const data = path.join(folder, 'broken')
    const first = testServices(data)
    await value(first.handlers['plan.create']({ id, language: 'en', at, example: null }))
    await first.close()
    const file = path.join(data, 'homeport.db')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(file, Buffer.from('this is no database, whatever it says. '.repeat(200)))
    const before = readFileSync(file)
    const second = testServices(data)
    expect(await second.handlers['plan.list'](null)).toMatchObject({ ok: false, problem: { code: 'broken-database' } })
    await second.close()
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('from a newer Homeport is left alone', async () => {
    const data = path.join(folder, 'newer')
    const first = testServices(data)
    await value(first.handlers['plan.list'](null))
    await first.close()
    const { openDatabase } = await import('../../electron/database/sqlite.ts')
    const database = await openDatabase(path.join(data, 'homeport.db'))
    if (!database.ok) throw new Error(database.problem)
    await database.value.script('PRAGMA user_version = 999')
    await database.value.close()
    const second = testServices(data)
    expect(await second.handlers['plan.list'](null)).toMatchObject({ ok: false, problem: { code: 'newer-data' } })
    await second.close()
  })
})
