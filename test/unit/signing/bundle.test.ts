import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { bundleLimits, readBundle, readBundlePath, readBundleTools, writeBundle, type BundleParts } from '../../../electron/export/bundle.ts'
import { readZip, writeZip, type ZipEntry } from '../../../electron/export/zip.ts'
import { safeFileName, writeFileSafely } from '../../../electron/files.ts'
import { author, signedText, testDocument } from '../../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-bundle-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const tools = await readBundleTools('resources', 'en')
const plan = canonicalJson(testDocument())
const parts: BundleParts = {
  plan,
  envelopes: [signedText(testDocument(), author)],
  keys: [author.public],
  packet: '<!doctype html>',
  language: 'en',
  reportHtml: null,
  reportPdf: null,
}
const bundle = writeBundle(parts, tools)
const code = (bytes: Uint8Array): string => {
  const read = readBundle(bytes)
  return read.ok ? ['accepted', ...read.value.warnings.map((warning) => warning.code)].join(' ') : read.problem.code
}
const python = (script: string, ...args: string[]) => execFileSync('python3', ['-c', script, ...args], { cwd: root })

describe('a bundle', () => {
  test('is the same bytes each time, and reads back what was written', () => {
    expect(writeBundle(parts, tools)).toEqual(bundle)
    const read = readBundle(bundle)
    expect(read.ok && new TextDecoder().decode(read.value.content.plan)).toBe(plan)
    expect(read.ok && read.value.content.envelopes).toHaveLength(1)
    expect(code(bundle)).toBe('accepted')
  })

  test('opens with unzip and Python, with fixed times', () => {
    writeFileSync(path.join(root, 'a.homeport'), bundle)
    expect(execFileSync('unzip', ['-t', path.join(root, 'a.homeport')]).toString()).toContain('No errors detected')
    const listed = python('import zipfile;z=zipfile.ZipFile("a.homeport");print([(i.filename,i.date_time) for i in z.infolist()])').toString()
    expect(listed).toContain("('plan.json', (1980, 1, 1, 0, 0, 0))")
    expect(z(listed)).toEqual([...z(listed)].toSorted())
  })

  test('packed again by another program is read, and said to be', () => {
    python('import zipfile;a=zipfile.ZipFile("a.homeport");b=zipfile.ZipFile("b.homeport","w",zipfile.ZIP_DEFLATED);[b.writestr(i.filename,a.read(i)) for i in a.infolist()];b.close()')
    expect(code(readFileSync(path.join(root, 'b.homeport')))).toBe('accepted W_REPACKED')
  })

  test('unpacked is read from its folder; links in it are refused', async () => {
    const folder = path.join(root, 'unpacked')
    mkdirSync(folder)
    execFileSync('unzip', ['-q', path.join(root, 'a.homeport'), '-d', folder])
    expect((await readBundlePath(folder)).ok).toBe(true)
    writeFileSync(path.join(folder, 'notes.txt'), 'of the reader')
    expect((await readBundlePath(folder)).ok).toBe(true)
    rmSync(path.join(folder, 'plan.json'))
    expect(await readBundlePath(folder)).toMatchObject({ problem: { code: 'E_MISSING', name: 'plan.json' } })
    symlinkSync('/etc/passwd', path.join(folder, 'plan.json'))
    expect(await readBundlePath(folder)).toMatchObject({ problem: { code: 'E_SYMLINK' } })
    expect(await readBundlePath(path.join(root, 'nowhere'))).toMatchObject({ problem: { code: 'E_UNREADABLE' } })
  })
})

const z = (listed: string) => [...listed.matchAll(/'([^']+)'/g)].map((match) => match[1]!)

describe('what is refused', () => {
  const entries: readonly ZipEntry[] = [
    { name: 'plan.json', bytes: utf8Bytes('{}') },
    { name: 'verify.sh', bytes: utf8Bytes('x') },
  ]
  const allowed = (name: string) => entries.some((entry) => entry.name === name)
  const read = (bytes: Uint8Array) => {
    const result = readZip(bytes, bundleLimits, allowed)
    return result.ok ? 'accepted' : result.problem.code
  }
  const good = writeZip(entries)

  test('every single flipped bit, and every cut', () => {
    expect(read(good)).toBe('accepted')
    let accepted = 0
    for (let at = 0; at < good.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Uint8Array.from(good)
        changed[at]! ^= 1 << bit
        const result = readZip(changed, bundleLimits, allowed)
        // What only describes the packing may differ; then the bytes are not those that Homeport writes.
        if (result.ok && canonicalJson(result.value.map((entry) => [entry.name, [...entry.bytes]])) !== canonicalJson(entries.map((entry) => [entry.name, [...entry.bytes]]))) accepted += 1
      }
      if (readZip(good.subarray(0, at), bundleLimits, allowed).ok) accepted += 1
    }
    expect(accepted).toBe(0)
  })

  test('names outside the list, traversal, absolute names, other separators', () => {
    for (const name of ['../plan.json', '/plan.json', 'statements\\1.dsse.json', 'statements/01.dsse.json', 'plan.json\u0000', 'x', 'keys/../plan.json', 'statements/100.dsse.json']) {
      expect(code(writeZip([...entries, { name, bytes: utf8Bytes('x') }]))).toBe('E_NAME')
    }
  })

  test('statements must be numbered without gaps, and what lies beside them must fit', () => {
    const envelope = utf8Bytes(parts.envelopes[0]!)
    const base = { name: 'plan.json', bytes: utf8Bytes(plan) }
    expect(code(writeZip([base, { name: 'statements/2.dsse.json', bytes: envelope }]))).toBe('E_MISSING')
    const beside = { name: 'statements/1.pae.bin', bytes: utf8Bytes('DSSEv1') }
    expect(code(writeZip([base, { name: 'statements/1.dsse.json', bytes: envelope }, beside]))).toBe('E_DERIVED')
    const spaced = utf8Bytes(JSON.stringify(JSON.parse(parts.envelopes[0]!), null, 1))
    expect(code(writeZip([base, { name: 'statements/1.dsse.json', bytes: spaced }]))).toBe('E_DERIVED')
  })

  test('files that are no bundle', () => {
    expect(code(new Uint8Array())).toBe('E_ZIP_FORM')
    expect(code(utf8Bytes('%PDF-1.7 and then some more text'))).toBe('E_ZIP_PREFIX')
    expect(code(new Uint8Array(30))).toBe('E_ZIP_PREFIX')
  })
})

describe('files', () => {
  test('are written whole, replaced, and never through a link', async () => {
    const file = path.join(root, 'out.bin')
    expect(await writeFileSafely(file, 'one')).toEqual({ ok: true, value: null })
    expect(await writeFileSafely(file, 'two')).toEqual({ ok: true, value: null })
    expect(readFileSync(file, 'utf8')).toBe('two')
    const victim = path.join(root, 'victim')
    writeFileSync(victim, 'mine')
    symlinkSync(victim, path.join(root, 'link'))
    expect(await writeFileSafely(path.join(root, 'link'), 'x')).toEqual({ ok: false, problem: { code: 'destination-is-link' } })
    expect(readFileSync(victim, 'utf8')).toBe('mine')
    expect(await writeFileSafely(path.join(root, 'no', 'such', 'folder'), 'x')).toEqual({ ok: false, problem: { code: 'not-writable' } })
  })

  test.each([
    ['a\u202Efdp.exe', 'a_fdp.exe'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['Bürgerbüro: Plan 1', 'Bürgerbüro_ Plan 1'],
    ['CON', '_CON'],
    ['com1.txt', '_com1.txt'],
    ['', 'plan'],
    ['...', 'plan'],
    ['x'.repeat(300), 'x'.repeat(100)],
    ['name. ', 'name'],
  ])('%j becomes %j', (name, expected) => {
    expect(safeFileName(name)).toBe(expected)
  })
})
