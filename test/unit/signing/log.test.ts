/** The audit log: what is found in it, what a bundle shows of it, and that forged proofs are refused. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import sqlite3 from 'sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../../../electron/cli.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { sha256Hex } from '../../../shared/base/digest.ts'
import { envelopeText, preAuthentication } from '../../../shared/base/envelope.ts'
import { consistencyProof, headOf, inclusionProof, isConsistent, isIncluded, leafHash, rootOf, rootsAt } from '../../../shared/base/merkle.ts'
import { checkLog, type LogRow, type WitnessedHead } from '../../../shared/plan/log/check.ts'
import { entryText, readEntry, type LogFact } from '../../../shared/plan/log/entry.ts'
import { logHeadBytes, logHeadType, readLogHead } from '../../../shared/plan/log/head.ts'
import { checkEvidence, logProof, type LogEvidence } from '../../../shared/plan/log/proof.ts'
import { verifyContent } from '../../../shared/plan/verify.ts'
import { testServices } from '../../support/services.ts'
import { author, bare, contentOf, reviewer, seededKey, signBytes, signedText, testDocument, type TestKey } from '../../support/signed.ts'

const facts: readonly LogFact[] = Array.from({ length: 6 }, (_, index) => ({
  event: 'exported',
  at: `2026-11-23T09:00:0${index}Z`,
  format: 'bundle',
  version: index + 1,
}))

function rowsOf(list: readonly LogFact[]): readonly LogRow[] {
  const rows: LogRow[] = []
  for (const fact of list) {
    const entry = entryText(fact, rows.at(-1)?.leaf ?? null)
    rows.push({ position: rows.length + 1, entry, leaf: leafHash(utf8Bytes(entry)) })
  }
  return rows
}

const rows = rowsOf(facts)
const leaves = rows.map(({ leaf }) => leaf)
const headAt = (size: number): WitnessedHead => ({ ...headOf(leaves.slice(0, size)), source: 'own', keyId: '', signatureValid: true })
const codes = (list: readonly LogRow[], heads: readonly WitnessedHead[] = [headAt(6)]) => checkLog(list, heads).faults.map(({ code, at }) => `${code} ${at}`)

describe('the check', () => {
  test('finds nothing in an untouched log', () => {
    expect(codes(rows, [0, 1, 2, 3, 4, 5, 6].map(headAt))).toEqual([])
    expect(checkLog([], []).head).toEqual({ size: 0, root: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' })
  })
  test('finds an edited entry by its hash, the next link and the head', () => {
    const edited = rows.map((row) => (row.position === 3 ? { ...row, entry: row.entry.replace('"version":3', '"version":9') } : row))
    expect(codes(edited)).toEqual(['E_LOG_LEAF 3', 'E_LOG_CHAIN 4', 'E_LOG_ROOT 6'])
  })
  test('finds an edit whose own hash was made to fit', () => {
    const edited = rows.map((row) => {
      if (row.position !== 3) return row
      const entry = row.entry.replace('"version":3', '"version":9')
      return { ...row, entry, leaf: leafHash(utf8Bytes(entry)) }
    })
    expect(codes(edited)).toEqual(['E_LOG_CHAIN 4', 'E_LOG_ROOT 6'])
  })
  test('finds a cut, at the end only by a head', () => {
    expect(codes(rows.slice(0, 4))).toEqual(['E_LOG_SHORT 6'])
    expect(codes(rows.slice(0, 4), [headAt(4)])).toEqual([])
    expect(codes(rows.slice(1))).toContain('E_LOG_ORDER 2')
    expect(codes(rows.filter(({ position }) => position !== 3))).toContain('E_LOG_ORDER 4')
  })
  test('finds entries in another order', () => {
    const [a, b, c, d, e, f] = rows
    const swapped = [a!, { ...c!, position: 2 }, { ...b!, position: 3 }, d!, e!, f!]
    expect(codes(swapped)).toEqual(['E_LOG_CHAIN 2', 'E_LOG_CHAIN 3', 'E_LOG_CHAIN 4', 'E_LOG_ROOT 6'])
  })
  test('finds a log of which every hash was made anew', () => {
    const other = rowsOf(facts.map((fact, index) => (index === 2 ? { ...fact, version: 9 } : fact)))
    expect(codes(other)).toEqual(['E_LOG_ROOT 6'])
    expect(codes(other, [headAt(2)])).toEqual([])
  })
  test('refuses entries that are no entries', () => {
    for (const entry of ['', '{}', '{"at":"2026-11-23T09:00:00Z","event":"hacked"}', ` ${rows[0]!.entry}`, `${rows[0]!.entry.slice(0, -1)},"event":"signed"}`])
      expect(readEntry(entry)).toBeNull()
  })
  test('accepts links from where they begin, and asks for them ever after', () => {
    const old = canonicalJson({ at: '2026-11-23T08:00:00Z', event: 'signed', keyId: 'k' })
    const first = { position: 1, entry: old, leaf: leafHash(utf8Bytes(old)) }
    const entry = entryText(facts[0]!, first.leaf)
    const second = { position: 2, entry, leaf: leafHash(utf8Bytes(entry)) }
    expect(checkLog([first, second], []).faults).toEqual([])
    expect(checkLog([first, second, { ...first, position: 3 }], []).faults).toEqual([{ code: 'E_LOG_CHAIN', at: 3 }])
  })
  test('says that a head by an unknown key is one, and refuses a false signature', () => {
    expect(checkLog(rows, [{ ...headAt(3), signatureValid: null }])).toMatchObject({ strangers: 1, faults: [] })
    expect(codes(rows, [{ ...headAt(3), signatureValid: false }])).toEqual(['E_LOG_HEAD 3'])
  })
  test('misses a version that the log names', () => {
    const signed = rowsOf([{ event: 'signed', at: '2026-11-23T09:00:00Z', keyId: 'k', plan: 'p', version: 1, planDigest: 'sha256:d' }])
    expect(checkLog(signed, [], new Set(['p 1 sha256:d'])).faults).toEqual([])
    expect(checkLog(signed, [], new Set(['p 1 sha256:e'])).faults).toEqual([{ code: 'E_LOG_VERSION', at: 1 }])
  })
})

describe('the tree', () => {
  const all = Array.from({ length: 41 }, (_, index) => leafHash(utf8Bytes(`entry ${index}`)))
  /** RFC 6962, section 2.1, written down as it stands. */
  const root = (list: readonly string[]): string => {
    if (list.length === 0) return sha256Hex('')
    if (list.length === 1) return list[0]!
    let split = 1
    while (split * 2 < list.length) split *= 2
    return sha256Hex(Buffer.concat([Buffer.of(1), Buffer.from(root(list.slice(0, split)), 'hex'), Buffer.from(root(list.slice(split)), 'hex')]))
  }
  test('has the root of the definition at every size, also in one pass', () => {
    const sizes = new Set(Array.from({ length: 42 }, (_, size) => size))
    const found = rootsAt(all, sizes)
    for (const size of sizes) {
      expect(found.get(size)).toBe(root(all.slice(0, size)))
      expect(rootOf(all.slice(0, size))).toBe(root(all.slice(0, size)))
    }
    expect(rootsAt(all, new Set([42])).size).toBe(0)
  })
  test('proves each entry and each earlier size up to 40, and nothing else', () => {
    let [proofs, refused] = [0, 0]
    for (let size = 1; size <= 40; size += 1) {
      const head = headOf(all.slice(0, size))
      for (let index = 0; index < size; index += 1) {
        const inclusion = inclusionProof(index, all.slice(0, size))
        const consistency = consistencyProof(index + 1, all.slice(0, size))
        const earlier = headOf(all.slice(0, index + 1))
        expect(isIncluded(all[index]!, index, inclusion, head)).toBe(true)
        expect(isConsistent(earlier, head, consistency)).toBe(true)
        proofs += 2
        // Another entry, another place, another root, a longer or shorter path.
        const forged = [
          isIncluded(all[(index + 1) % 41]!, index, inclusion, head),
          size > 1 && isIncluded(all[index]!, (index + 1) % size, inclusion, head),
          isIncluded(all[index]!, index, [...inclusion, all[0]!], head),
          inclusion.length > 0 && isIncluded(all[index]!, index, inclusion.slice(1), head),
          isIncluded(all[index]!, index, inclusion, { ...head, root: all[40]! }),
          isConsistent({ ...earlier, root: all[40]! }, head, consistency),
          isConsistent(earlier, { ...head, root: all[40]! }, consistency),
          isConsistent(earlier, head, [...consistency, all[0]!]),
          consistency.length > 0 && isConsistent(earlier, head, consistency.slice(0, -1)),
        ]
        expect(forged).not.toContain(true)
        refused += forged.length
      }
    }
    expect([proofs, refused]).toEqual([1640, 7380])
  })
  test('refuses a path with any hash changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), fc.nat(), (size, at, which) => {
        const list = all.slice(0, size)
        const index = at % size
        const inclusion = inclusionProof(index, list)
        const spoiled = inclusion.map((hash, place) => (place === which % inclusion.length ? all[40]! : hash))
        expect(isIncluded(list[index]!, index, spoiled, headOf(list))).toBe(false)
      }),
    )
  })
})

const installation = seededKey(9)
const planDocument = testDocument()
const plan = canonicalJson(planDocument)
const before = rowsOf(facts.slice(0, 3))
const signedFact: LogFact = {
  event: 'signed',
  at: '2026-11-23T14:41:00Z',
  keyId: author.public.keyId,
  plan: planDocument.plan.id,
  planDigest: `sha256:${sha256Hex(plan)}`,
  version: 1,
}
const whole = rowsOf([...facts.slice(0, 3), signedFact, ...facts.slice(3)])
const auditLog = headOf(before.map(({ leaf }) => leaf))
const envelope = signedText(planDocument, author, { auditLog })

function headText(list: readonly LogRow[], key: TestKey = installation, type = logHeadType): string {
  const payload = logHeadBytes(headOf(list.map(({ leaf }) => leaf)), '2026-11-24T00:00:00Z')
  return envelopeText({ payload, signatures: [{ keyId: key.public.keyId, signature: signBytes(key, preAuthentication(payload, type)) }] }, logHeadType)
}

function evidenceOf(change: Partial<Record<keyof LogEvidence, string>> = {}): LogEvidence {
  const parts = { head: headText(whole), proof: logProof(whole, signedFact['planDigest'] as string, [auditLog]), key: installation.pem, ...change }
  return { head: utf8Bytes(parts.head), proof: utf8Bytes(parts.proof), key: utf8Bytes(parts.key) }
}

const logOutcome = (log: LogEvidence, envelopes = [envelope]) => {
  const check = verifyContent({ ...contentOf(plan, envelopes), log }, bare).checks.find(({ id }) => id === 'log')
  return check?.code ?? check?.result
}
const changedProof = (change: (proof: { entries: { index: number; entry: string; inclusion: string[] }[]; consistency: { size: number; root: string; proof: string[] }[] }) => void) => {
  const proof = JSON.parse(logProof(whole, signedFact['planDigest'] as string, [auditLog]))
  change(proof)
  return logOutcome(evidenceOf({ proof: canonicalJson(proof) }))
}

describe('what a bundle shows of the log', () => {
  test('holds', () => expect(logOutcome(evidenceOf())).toBe('pass'))
  test('a reviewer from another installation changes nothing', () => {
    const other = signedText(planDocument, reviewer, { role: 'ethics', decision: 'approve', auditLog: { size: 7, root: sha256Hex('other log') } })
    expect(logOutcome(evidenceOf(), [envelope, other])).toBe('pass')
  })
  test('the head must be signed by the key beside it, as a head', () => {
    expect(logOutcome(evidenceOf({ key: author.pem }))).toBe('E_LOG_HEAD')
    // Found by mutation: the same key written in another way.
    expect(logOutcome(evidenceOf({ key: installation.pem.trimEnd() }))).toBe('E_LOG_HEAD')
    expect(logOutcome(evidenceOf({ key: installation.pem.replaceAll('\n', '\r\n') }))).toBe('E_LOG_HEAD')
    expect(logOutcome(evidenceOf({ head: headText(whole, installation, 'application/vnd.in-toto+json') }))).toBe('E_LOG_HEAD')
    expect(logOutcome(evidenceOf({ head: headText(whole).replace('"payload"', ' "payload"') }))).toBe('E_LOG_HEAD')
    expect(logOutcome(evidenceOf({ head: '{}' }))).toBe('E_LOG_HEAD')
    expect(readLogHead(utf8Bytes(envelope))).toBeNull()
  })
  test('a rewritten or cut log is found', () => {
    const rewritten = rowsOf([facts[5]!, ...facts.slice(1, 3), signedFact, ...facts.slice(3)])
    const proof = logProof(rewritten, signedFact['planDigest'] as string, [auditLog])
    expect(logOutcome(evidenceOf({ head: headText(rewritten), proof }))).toBe('E_LOG_PROOF')
    expect(logOutcome(evidenceOf({ head: headText(before), proof: logProof(before, signedFact['planDigest'] as string, [auditLog]) }))).toBe('E_LOG_PROOF')
    expect(logOutcome(evidenceOf({ head: headText(before) }))).toBe('E_LOG_PROOF')
  })
  test('proofs that were left out, moved or spoiled are refused', () => {
    expect(changedProof((proof) => (proof.entries = []))).toBe('E_LOG_PROOF')
    expect(changedProof((proof) => (proof.consistency = []))).toBe('E_LOG_PROOF')
    expect(changedProof((proof) => (proof.entries[0]!.index += 1))).toBe('E_LOG_PROOF')
    expect(changedProof((proof) => (proof.entries[0]!.inclusion[0] = 'a'.repeat(64)))).toBe('E_LOG_PROOF')
    expect(changedProof((proof) => (proof.consistency[0]!.proof[0] = 'a'.repeat(64)))).toBe('E_LOG_PROOF')
    expect(changedProof((proof) => (proof.consistency[0]!.root = 'a'.repeat(64)))).toBe('E_LOG_PROOF')
    expect(changedProof((proof) => (proof.entries[0]!.entry = proof.entries[0]!.entry.replace('"version":1', '"version":2')))).toBe('E_LOG_PROOF')
    expect(logOutcome(evidenceOf({ proof: 'null' }))).toBe('E_LOG_PROOF')
  })
  test('an entry about another plan proves nothing', () => {
    const other = rowsOf([...facts.slice(0, 3), { ...signedFact, planDigest: `sha256:${'1'.repeat(64)}` }])
    const proof = logProof(other, `sha256:${'1'.repeat(64)}`, [auditLog])
    expect(checkEvidence(evidenceOf({ head: headText(other), proof }), signedFact['planDigest'] as string, [])).toMatchObject({ ok: false })
    expect(logOutcome(evidenceOf({ head: headText(other), proof }))).toBe('E_LOG_PROOF')
  })
})

/* The database itself, through the command line. */

const root = mkdtempSync(path.join(tmpdir(), 'homeport-log-'))
const data = path.join(root, 'data')
const at = '2026-11-23T09:00:00Z'
const planId = '00000000-0000-4000-8000-000000000700'
const passphrase = 'correct horse battery staple'
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await answer
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

async function sign(handlers: Handlers, keyId: string, moment: string): Promise<void> {
  const { revision } = await value(handlers['plan.open'](planId))
  await value(handlers['plan.sign']({ id: planId, revision, keyId, passphrase, at: moment }))
}

beforeAll(async () => {
  const saves: (string | null)[] = []
  const { handlers, close } = testServices(data, saves)
  await value(handlers['plan.create']({ id: planId, language: 'en', at, example: 'ministry' }))
  const key = await value(handlers['keys.create']({ name: 'Jana Köhler', algorithm: 'Ed25519', passphrase, at }))
  await sign(handlers, key.keyId, '2026-11-23T09:01:00Z')
  await sign(handlers, key.keyId, '2026-11-23T09:02:00Z')
  cpSync(data, path.join(root, 'older'), { recursive: true })
  saves.push(path.join(root, 'plan.json'), path.join(root, 'head.json'))
  await value(handlers['plan.export']({ id: planId, version: 2, format: 'json', language: 'en' }))
  await value(handlers['log.keep']({ at: '2026-11-23T09:03:00Z', language: 'en' }))
  await close()
}, 120_000)

async function audit(folder: string, ...more: string[]): Promise<{ code: string | null; verdict: string; size: number; heads: number; faults: { code: string; at: number }[] }> {
  let out = ''
  const exit = await runCli(['audit', 'verify', '--data', folder, '--json', ...more], { printPdf: null }, { out: (text) => (out += text), error: (text) => (out += text) })
  const result = JSON.parse(out)
  expect(exit).toBe(result.verdict === 'valid' ? 0 : 1)
  return result
}

/** A copy of the data folder in which somebody ran SQL with another program. */
async function tampered(name: string, sql: string): Promise<string> {
  const folder = path.join(root, name)
  cpSync(data, folder, { recursive: true })
  await new Promise<void>((resolve, reject) => {
    const database = new sqlite3.Database(path.join(folder, 'homeport.db'))
    database.exec(sql, (error) => database.close(() => (error === null ? resolve() : reject(error))))
  })
  return folder
}
const trigger = 'CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, \'the audit log only grows\'); END;'
const noDelete = 'CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, \'the audit log only grows\'); END;'
const unlocked = (sql: string) => `DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; ${sql}; ${trigger} ${noDelete}`

describe('audit verify', () => {
  test('finds an untouched log intact', async () => {
    // key, two signings, export: four entries; two heads of statements, two of signings, one kept.
    expect(await audit(data)).toMatchObject({ verdict: 'valid', size: 4, heads: 5, faults: [] })
    expect(await audit(data, '--head', path.join(root, 'head.json'))).toMatchObject({ verdict: 'valid', heads: 6, kept: 1 })
  })
  test('the table refuses changes', async () => {
    await expect(tampered('guard1', "UPDATE audit SET entry = 'x'")).rejects.toThrow('the audit log only grows')
    await expect(tampered('guard2', 'DELETE FROM audit')).rejects.toThrow('the audit log only grows')
    await expect(tampered('guard3', 'DELETE FROM log_head')).rejects.toThrow('heads of the audit log stay')
    await expect(tampered('guard4', "UPDATE log_head SET size = 1")).rejects.toThrow('heads of the audit log stay')
    await expect(tampered('guard5', "INSERT INTO audit VALUES ('one', 'x', 'y')")).rejects.toThrow('datatype mismatch')
  })
  test('ATK-063 an edited entry, after dropping the triggers', async () => {
    const folder = await tampered('edit', unlocked(`UPDATE audit SET entry = replace(entry, '"version":1', '"version":7') WHERE position = 2`))
    expect(await audit(folder)).toMatchObject({ code: 'E_LOG_LEAF', faults: expect.arrayContaining([{ code: 'E_LOG_ROOT', at: 2, message: expect.any(String) }]) })
  })
  test('ATK-063 the application opens a changed database for reading only, and saves the evidence', async () => {
    const folder = await tampered('open', unlocked(`UPDATE audit SET entry = replace(entry, '"version":1', '"version":7') WHERE position = 2`))
    const untouched = readFileSync(path.join(folder, 'homeport.db'))
    const [bundle, evidence] = [path.join(root, 'open.homeport'), path.join(root, 'evidence.json')]
    const { handlers, close } = testServices(folder, [bundle, evidence])
    expect(await handlers['log.broken'](null)).toEqual({ ok: true, value: { code: 'E_LOG_LEAF', at: 2 } })
    const [listed] = await value(handlers['plan.list'](null))
    const opened = await value(handlers['plan.open'](listed!.id))
    const title = { type: 'answer.set', field: 'identity.title', value: 'x', basis: 'self-declared' } as const
    const refused = [
      handlers['plan.create']({ id: '00000000-0000-4000-8000-00000000ffff', language: 'en', at, example: null }),
      handlers['plan.apply']({ id: listed!.id, revision: opened.revision, command: { do: title, by: 'x', at } }),
      handlers['plan.remove'](listed!.id),
      handlers['keys.create']({ name: 'x', passphrase: 'correct horse battery', at }),
      handlers['board.leave']({ at }),
      handlers['log.keep']({ at, language: 'en' }),
    ]
    for (const answer of refused) expect(await answer).toEqual({ ok: false, problem: { code: 'broken-log', detail: 'E_LOG_LEAF 2' } })
    // Reading, verifying, exporting and the evidence work, and write nothing into the database.
    expect(await value(handlers['plan.export']({ id: listed!.id, version: 1, format: 'bundle', language: 'en' }))).toMatchObject({ path: bundle })
    await value(handlers['log.evidence']({ language: 'en' }))
    await close()
    expect(readFileSync(path.join(folder, 'homeport.db')).equals(untouched)).toBe(true)
    const saved = JSON.parse(readFileSync(evidence, 'utf8'))
    expect(saved.faults[0]).toEqual({ code: 'E_LOG_LEAF', at: 2 })
    expect(saved.rows[1].entry).toContain('"version":7')
  })
  test('ATK-065 the whole chain rewritten without the key', async () => {
    const { rows: stored } = await rowsIn(data)
    let previous = '0'.repeat(64)
    const sql = stored.map(({ position, entry }) => {
      const text = canonicalJson({ ...JSON.parse(entry), previous, ...(position === 1 ? { at: '2020-01-01T00:00:00Z' } : {}) })
      previous = leafHash(utf8Bytes(text))
      return `UPDATE audit SET entry = '${text.replaceAll("'", "''")}', leaf = '${previous}' WHERE position = ${position}`
    })
    const result = await audit(await tampered('rewrite', unlocked(sql.join('; '))))
    expect(result.code).toBe('E_LOG_ROOT')
  })
  test('ATK-067 one flipped bit that PRAGMA integrity_check does not see', async () => {
    const folder = path.join(root, 'bit')
    cpSync(data, folder, { recursive: true })
    const file = path.join(folder, 'homeport.db')
    const bytes = readFileSync(file)
    const place = bytes.indexOf('"event":"key-added"')
    expect(place).toBeGreaterThan(0)
    bytes[place + 10]! ^= 1
    writeFileSync(file, bytes)
    const { check } = await rowsIn(folder)
    expect(check).toBe('ok')
    expect((await audit(folder)).code).toBe('E_LOG_LEAF')
  })
  test('ATK-068 a page of zeros', async () => {
    const folder = path.join(root, 'zeros')
    cpSync(data, folder, { recursive: true })
    const file = path.join(folder, 'homeport.db')
    const bytes = readFileSync(file)
    bytes.fill(0, 4096, 4096 * 12)
    writeFileSync(file, bytes)
    expect((await audit(folder)).code).toBe('E_DB_CORRUPT')
    const { handlers, close } = testServices(folder)
    expect(await handlers['plan.list'](null)).toMatchObject({ ok: false, problem: { code: 'broken-database' } })
    await close()
    expect(readFileSync(file)).toEqual(bytes)
  })
  test('ATK-069 a database with a trigger or view of somebody else', async () => {
    for (const [name, sql] of [
      ['view', "CREATE VIEW v AS SELECT load_extension('evil')"],
      ['trigger', "CREATE TRIGGER t AFTER INSERT ON setting BEGIN SELECT load_extension('evil'); END"],
      ['table', 'CREATE TABLE extra (a INTEGER, b INTEGER GENERATED ALWAYS AS (a + 1))'],
    ] as const) {
      const folder = await tampered(`foreign-${name}`, sql)
      expect((await audit(folder)).code).toBe('E_DB_FOREIGN')
      const { handlers, close } = testServices(folder)
      expect(await handlers['plan.list'](null)).toMatchObject({ ok: false, problem: { code: 'broken-database' } })
      await close()
    }
  })
  test('a cut end, a removed entry and a removed version', async () => {
    expect((await audit(await tampered('cut', unlocked('DELETE FROM audit WHERE position > 2')))).code).toBe('E_LOG_SHORT')
    expect((await audit(await tampered('gap', unlocked('DELETE FROM audit WHERE position = 2')))).code).toBe('E_LOG_ORDER')
    expect((await audit(await tampered('version', 'DELETE FROM statement WHERE version = 2; DELETE FROM signed WHERE version = 2'))).code).toBe('E_LOG_VERSION')
  })
  test('a whole older copy shows only against a head that was kept', async () => {
    const older = path.join(root, 'older')
    expect(await audit(older)).toMatchObject({ verdict: 'valid', size: 3 })
    expect(await audit(older, '--head', path.join(root, 'head.json'))).toMatchObject({ verdict: 'invalid', code: 'E_LOG_SHORT' })
  })
  test('names what it cannot use', async () => {
    let error = ''
    const streams = { out: () => undefined, error: (text: string) => (error += text) }
    expect(await runCli(['audit', 'verify', '--data', root], { printPdf: null }, streams)).toBe(2)
    expect(error).toContain('--data')
    expect(await runCli(['audit', 'verify', '--data', data, '--head', path.join(root, 'plan.json')], { printPdf: null }, streams)).toBe(2)
    expect(existsSync(path.join(root, 'homeport.db'))).toBe(false)
  })
  test('nothing is signed on top of a changed log', async () => {
    const folder = await tampered('stop', unlocked(`UPDATE audit SET entry = replace(entry, '"version":1', '"version":7') WHERE position = 2`))
    const { handlers, close } = testServices(folder)
    const [key] = await value(handlers['keys.list'](null))
    const { revision } = await value(handlers['plan.open'](planId))
    expect(await handlers['plan.sign']({ id: planId, revision, keyId: key!.keyId, passphrase, at: '2026-11-23T10:00:00Z' })).toMatchObject({
      ok: false,
      problem: { code: 'broken-log', detail: 'E_LOG_LEAF 2' },
    })
    expect((await value(handlers['log.read'](null))).faults[0]).toEqual({ code: 'E_LOG_LEAF', at: 2 })
    await close()
  })
})

async function rowsIn(folder: string): Promise<{ rows: { position: number; entry: string }[]; check: string }> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(path.join(folder, 'homeport.db'), sqlite3.OPEN_READONLY)
    database.all<{ position: number; entry: string }>('SELECT position, entry FROM audit ORDER BY position', (error, found) => {
      database.get<{ integrity_check: string }>('PRAGMA integrity_check', (_, row) =>
        database.close(() => (error === null ? resolve({ rows: found, check: row?.integrity_check ?? '' }) : reject(error))),
      )
    })
  })
}
