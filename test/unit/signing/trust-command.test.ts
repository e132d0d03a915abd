/** `homeport trust`: a board is written, filled in, signed, shown, handed over and given a new key. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../../../electron/cli.ts'
import { keyCard } from '../../../electron/keys/card.ts'
import { fingerprintOf, publicKeyOfPem } from '../../../shared/base/envelope.ts'
import { z } from '../../../shared/base/schema.ts'
import { personKey } from '../../../shared/plan/board-draft.ts'
import { BoardDocument } from '../../../shared/plan/board.ts'
import { parseKeyCard, type KeyCard } from '../../../shared/plan/key-card.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-trust-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const file = (name: string): string => path.join(root, name)
const moment = '2026-11-23T09:00:00Z'

type Answer = { readonly exit: number; readonly json: Record<string, unknown>; readonly said: string }
async function trust(...words: readonly string[]): Promise<Answer> {
  let out = ''
  let error = ''
  const exit = await runCli(['trust', ...words, '--json'], { printPdf: null }, { out: (text) => (out += text), error: (text) => (error += text) })
  return { exit, json: out === '' ? {} : z.parse(z.record(z.string(), z.unknown()), JSON.parse(out)), said: error }
}
const signing = (name: string): readonly string[] => ['--key', file(`${name}.pem`), '--name', name, '--at', moment]
const pem = (name: string): string => readFileSync(file(`${name}.pub.pem`), 'utf8')
const keyId = (name: string): string => {
  const key = publicKeyOfPem(pem(name))
  if (!key.ok) throw new Error(key.problem)
  return key.value.keyId
}
async function card(name: string, ...more: readonly string[]): Promise<KeyCard> {
  expect(await trust('card', ...signing(name), '--out', file(`${name}.txt`), ...more)).toMatchObject({ exit: 0, json: { keyId: keyId(name) } })
  const read = parseKeyCard(readFileSync(file(`${name}.txt`), 'utf8'))
  if (!read.ok) throw new Error(read.problem)
  return read.value
}
const draftIn = (name: string): BoardDocument => z.parse(BoardDocument, JSON.parse(readFileSync(file(name), 'utf8')))
const write = (name: string, document: unknown): void => writeFileSync(file(name), JSON.stringify(document, null, 2))

/** The draft as an editor leaves it: an author and a data protection officer, who decides. */
let filled: BoardDocument
beforeAll(async () => {
  for (const name of ['registry', 'jana', 'dora', 'later', 'thief']) {
    execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', file(`${name}.pem`)])
    execFileSync('openssl', ['pkey', '-in', file(`${name}.pem`), '-pubout', '-out', file(`${name}.pub.pem`)])
  }
  expect(await trust('create', '--organization', 'Ministry', ...signing('registry'), '--out', file('draft.json'))).toMatchObject({ exit: 0, json: { root: keyId('registry') } })
  const draft = draftIn('draft.json')
  expect(draft).toMatchObject({ organization: 'Ministry', version: 1, persons: {}, root: { threshold: 1, keys: [{ name: 'registry' }] } })
  const person = async (name: string, role: string) => ({ name, roles: [role], signsWith: 'any' as const, keys: [personKey(await card(name), moment)] })
  filled = {
    ...draft,
    persons: { jana: await person('jana', 'author'), dora: await person('dora', 'data-protection-officer') },
    policy: { approved: [{ roles: ['data-protection-officer'], persons: 1 }], approvedWithConditions: [] },
  }
  write('filled.json', filled)
  expect(await trust('sign', file('filled.json'), ...signing('registry'), '--out', file('one.homeport-board'))).toMatchObject({ exit: 0, json: { have: 1, need: 1 } })
})

describe('create, sign and show', () => {
  test('a draft is shown as unsigned, a signed store as sound until it runs out', async () => {
    expect(await trust('show', file('filled.json'), '--at', moment)).toMatchObject({ exit: 1, json: { signatures: { have: 0, need: 1 }, expired: false } })
    expect(await trust('show', file('one.homeport-board'), '--at', moment)).toMatchObject({ exit: 0, json: { signatures: { have: 1, need: 1 }, expired: false } })
    expect(await trust('show', file('one.homeport-board'), '--at', '2040-01-01T00:00:00Z')).toMatchObject({ exit: 1, json: { expired: true } })
  })
  test('only a root signs, and nobody signs what was changed after a signature', async () => {
    expect(await trust('sign', file('filled.json'), ...signing('thief'), '--out', file('x'))).toMatchObject({ exit: 2, said: expect.stringContaining('no root of the store') })
    writeFileSync(file('changed.homeport-board'), readFileSync(file('one.homeport-board'), 'utf8').replace(/"payload":"./, '"payload":"A'))
    expect((await trust('show', file('changed.homeport-board'))).exit).toBe(2)
  })
  test('says what to write where words are missing', async () => {
    expect(await trust('open', file('draft.json'))).toMatchObject({ exit: 2, said: expect.stringContaining('trust create, trust show FILE') })
    expect(await trust('show', file('nowhere.json'))).toMatchObject({ exit: 2, said: expect.stringContaining('check the path') })
    expect((await trust('create', ...signing('registry'), '--out', file('y'))).exit).toBe(2)
  })
})

describe('import', () => {
  test('the first store needs a root fingerprint that came another way', async () => {
    const store = file('one.homeport-board')
    expect(await trust('import', store, '--at', moment)).toMatchObject({ exit: 1, json: { known: false, code: 'E_FINGERPRINT' } })
    expect(await trust('import', store, '--at', moment, '--fingerprint', fingerprintOf(keyId('thief')))).toMatchObject({ exit: 1, json: { code: 'E_FINGERPRINT' } })
    expect(await trust('import', store, '--at', moment, '--fingerprint', fingerprintOf(keyId('registry')))).toMatchObject({ exit: 0, json: { accepted: 'newer', known: true } })
  })
  test('a newer version says what it changes; an older one, a fork and a stranger’s are refused', async () => {
    const joined = { name: 'Carl', roles: ['chief-information-security-officer'], signsWith: 'any', keys: [personKey(await card('later'), moment)] }
    write('two.json', { ...filled, version: 2, persons: { ...filled.persons, carl: joined } })
    expect((await trust('sign', file('two.json'), ...signing('registry'), '--out', file('two.homeport-board'))).exit).toBe(0)
    const newer = await trust('import', file('two.homeport-board'), '--current', file('one.homeport-board'), '--at', moment)
    expect(newer).toMatchObject({ exit: 0, json: { accepted: 'newer', known: true } })
    expect(JSON.stringify(newer.json['changes'])).toContain('Carl')
    expect(await trust('import', file('one.homeport-board'), '--current', file('one.homeport-board'), '--at', moment)).toMatchObject({ exit: 0, json: { accepted: 'same', changes: [] } })
    expect(await trust('import', file('one.homeport-board'), '--current', file('two.homeport-board'), '--at', moment)).toMatchObject({ exit: 1, json: { code: 'E_ROLLBACK' } })
    const thief = z.parse(BoardDocument, { ...filled, version: 2, root: { threshold: 1, keys: [{ ...filled.root.keys[0], ...boardKey('thief'), name: 'thief' }] } })
    write('thief.json', thief)
    await trust('sign', file('thief.json'), ...signing('thief'), '--out', file('thief.homeport-board'))
    expect(await trust('import', file('thief.homeport-board'), '--current', file('one.homeport-board'), '--at', moment)).toMatchObject({ exit: 1, json: { code: 'E_ROOT' } })
    writeFileSync(file('noise.homeport-board'), '{}')
    expect((await trust('import', file('noise.homeport-board'))).exit).toBe(1)
  })
})

function boardKey(name: string): { algorithm: string; spki: string } {
  return { algorithm: 'Ed25519', spki: pem(name).replaceAll(/-----[^-]*-----|\s/g, '') }
}

describe('card', () => {
  test('the earlier key vouches for the new one, before this board and for this person only', async () => {
    const board = ['--replaces', file('dora.pem'), '--board', file('one.homeport-board')]
    const rotated = await card('later', ...board, '--person', 'dora')
    expect(rotated.rotation?.from).toBe(keyId('dora'))
    expect(await trust('card', ...signing('later'), '--out', file('z'), ...board, '--person', 'jana')).toMatchObject({ exit: 2, said: expect.stringContaining('no key of jana') })

    const [first] = filled.persons['dora']?.keys ?? []
    const keys = [{ ...first!, validUntil: moment, replacedBy: keyId('later') }, personKey(rotated, moment)]
    const withNew = (person: string): BoardDocument => ({ ...filled, version: 2, persons: { ...filled.persons, [person]: { ...filled.persons[person]!, keys: person === 'dora' ? keys : [...filled.persons[person]!.keys, personKey(rotated, moment)] } } })
    write('rotated.json', withNew('dora'))
    expect((await trust('sign', file('rotated.json'), ...signing('registry'), '--out', file('rotated.homeport-board'))).exit).toBe(0)
    const found = await trust('import', file('rotated.homeport-board'), '--current', file('one.homeport-board'), '--at', moment)
    expect(found).toMatchObject({ exit: 0, json: { accepted: 'newer' } })
    // The same card under another person's name: the earlier key never said that.
    write('stolen.json', withNew('jana'))
    expect(await trust('sign', file('stolen.json'), ...signing('registry'), '--out', file('q'))).toMatchObject({ exit: 2, said: expect.stringContaining('E_ROTATION') })
  })
  test('the board’s reader takes the printed card with its code, too', () => {
    const summary = { keyId: keyId('dora'), name: 'Dora <Schutz>', algorithm: 'Ed25519' as const, createdAt: moment, publicKeyPem: pem('dora') }
    for (const language of ['en', 'de', 'fr'] as const) {
      const read = parseKeyCard(keyCard(summary, language))
      expect(read).toMatchObject({ ok: true, value: { key: { keyId: keyId('dora') }, rotation: null } })
    }
  })
})
