/** Evidence of a duty: files by their digest, references, and one step of undo. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { evidenceHandlers, evidenceOf } from '../../electron/evidence.ts'
import type { Change } from '../../shared/plan/command.ts'
import { decide, newDocument, type Document } from '../../shared/plan/decide.ts'
import { evidenceKey } from '../../shared/plan/duty-evidence.ts'
import { emptyPlan } from '../../shared/plan/plan.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-evidence-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const fileWith = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

const reading = (file: string | null) => evidenceHandlers({ dialogs: { openFile: async () => file, openFolder: async () => null, saveFile: async () => null } })

describe('a file as evidence', () => {
  it('is known by name, size, kind and the SHA-256 of its content', async () => {
    // 3 MiB and a byte: more than the pieces in which it is read.
    const content = Buffer.alloc(3 * 1024 * 1024 + 1, 'a')
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`
    expect(await evidenceOf(fileWith('Prüfbogen.PDF', content))).toEqual({
      ok: true,
      value: { name: 'Prüfbogen.PDF', mediaType: 'application/pdf', bytes: content.length, digest },
    })
    expect(await evidenceOf(fileWith('leer', ''))).toMatchObject({ ok: true, value: { bytes: 0, mediaType: 'application/octet-stream' } })
  })

  it('is refused when it is a link, a folder, or not there', async () => {
    const target = fileWith('a.txt', 'a')
    symlinkSync(target, path.join(folder, 'link.txt'))
    mkdirSync(path.join(folder, 'sub'))
    for (const name of ['link.txt', 'sub', 'nowhere.pdf'])
      expect(await evidenceOf(path.join(folder, name)), name).toMatchObject({ ok: false, problem: { code: 'broken-file' } })
  })

  it('is nothing when the planner cancels', async () => {
    expect(await reading(null)['evidence.read'](null)).toEqual({ ok: true, value: null })
  })

  it('says how far it is while it is read, and nothing after', async () => {
    const file = fileWith('long.bin', Buffer.alloc(3 * 1024 * 1024))
    const seen: number[] = []
    await evidenceOf(file, { signal: new AbortController().signal, onProgress: ({ bytes, bytesOfAll }) => seen.push(bytes, bytesOfAll) })
    const [piece, all] = [1024 * 1024, 3 * 1024 * 1024]
    expect(seen).toEqual([piece, all, 2 * piece, all, all, all])
    const handlers = reading(file)
    await handlers['evidence.read'](null)
    expect(await handlers['evidence.progress'](null)).toEqual({ ok: true, value: null })
  })

  it('is nothing when it is stopped, and can be read again', async () => {
    const file = fileWith('stopped.bin', Buffer.alloc(3 * 1024 * 1024))
    const stop = new AbortController()
    let pieces = 0
    const stopped = await evidenceOf(file, {
      signal: stop.signal,
      onProgress: () => {
        pieces += 1
        stop.abort()
      },
    })
    expect([stopped, pieces]).toEqual([{ ok: true, value: null }, 1])
    const handlers = reading(file)
    const first = handlers['evidence.read'](null)
    await handlers['evidence.cancel'](null)
    // Stopped before or after its end, whichever came first: never a fault.
    expect((await first).ok).toBe(true)
    expect(await handlers['evidence.read'](null)).toMatchObject({ ok: true, value: { bytes: 3 * 1024 * 1024 } })
  })
})

describe('in the plan', () => {
  const at = '2026-11-23T08:00:00Z'
  const evidence = { name: 'a.pdf', mediaType: 'application/pdf', bytes: 4, digest: `sha256:${'ab'.repeat(32)}`, addedAt: at }
  const id = evidenceKey(evidence)
  const step = (document: Document, change: Change | { type: 'undo' | 'redo' }): Document => {
    const next = decide(document, { do: change, by: 'A. Nowak', at })
    if (!next.ok) throw new Error(next.problem.code)
    return next.value
  }
  const start = newDocument(emptyPlan('00000000-0000-4000-8000-000000000000', at, 'en', {}))
  const attached = step(start, { type: 'duty.attach', duty: 'EU-01', id, evidence })

  it('is attached to a duty in one step, and one undo takes it all back', () => {
    expect(attached.plan.evidence).toEqual({ [id]: evidence })
    expect(attached.plan.duties['EU-01']).toEqual({ owner: null, due: null, state: 'open', evidence: [id], note: '' })
    expect(step(attached, { type: 'undo' }).plan).toEqual(start.plan)
    expect(step(attached, { type: 'duty.attach', duty: 'EU-01', id, evidence }).plan).toEqual(attached.plan)
  })

  it('stays while another duty names it, and leaves with the last', () => {
    const both = step(attached, { type: 'duty.attach', duty: 'EU-02', id, evidence })
    const one = step(both, { type: 'duty.detach', duty: 'EU-01', id })
    expect([one.plan.duties['EU-01']?.evidence, Object.keys(one.plan.evidence)]).toEqual([[], [id]])
    const none = step(one, { type: 'duty.detach', duty: 'EU-02', id })
    expect(none.plan.evidence).toEqual({})
    expect(step(none, { type: 'undo' }).plan).toEqual(one.plan)
  })

  it('a reference is taken out alone, and what is not there is refused', () => {
    const record = { owner: null, due: null, state: 'open', evidence: ['Akte 7/2026'], note: '' } as const
    const referred = step(start, { type: 'duty.record', duty: 'EU-01', record: { ...record, evidence: [...record.evidence] } })
    const without = step(referred, { type: 'duty.detach', duty: 'EU-01', id: 'Akte 7/2026' })
    expect(without.plan.duties['EU-01']?.evidence).toEqual([])
    expect(decide(start, { do: { type: 'duty.detach', duty: 'EU-01', id }, by: 'A', at })).toMatchObject({ ok: false, problem: { code: 'nothing-there' } })
  })
})

describe('several duties at once', () => {
  const at = '2026-11-23T10:00:00Z'
  const run = (document: Document, change: Change) => {
    const outcome = decide(document, { do: change, by: 'A. Reiter', at })
    if (!outcome.ok) throw new Error(outcome.problem.code)
    return outcome.value
  }

  it('get the name and the date that they lack, and keep what they have; one undo takes it back', () => {
    const empty = newDocument(emptyPlan('00000000-0000-4000-8000-000000000001', at, 'en', {}))
    const owned = run(empty, { type: 'duty.record', duty: 'EU-01', record: { owner: 'Training', due: null, state: 'open', evidence: [], note: '' } })
    const done = run(owned, { type: 'duty.record', duty: 'EU-02', record: { owner: null, due: null, state: 'done', evidence: [], note: 'Checked' } })
    const all = run(done, { type: 'duties.assign', duties: ['EU-01', 'EU-02', 'GDPR-01', 'GDPR-01'], owner: 'Head', due: '2027-03-01' })
    expect(all.plan.duties).toEqual({
      'EU-01': { owner: 'Training', due: '2027-03-01', state: 'open', evidence: [], note: '' },
      // What is done needs no date any more.
      'EU-02': { owner: 'Head', due: null, state: 'done', evidence: [], note: 'Checked' },
      'GDPR-01': { owner: 'Head', due: '2027-03-01', state: 'open', evidence: [], note: '' },
    })
    const named = run(done, { type: 'duties.assign', duties: ['EU-01', 'GDPR-01'], owner: 'Head', due: null })
    expect(named.plan.duties['GDPR-01']).toMatchObject({ owner: 'Head', due: null })
    const back = decide(all, { do: { type: 'undo' }, by: 'A. Reiter', at })
    expect(back.ok && back.value.plan).toEqual(done.plan)
  })
})
