/** Attacks through archives, exported pages, answer files and the terminal. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { base64Of, concatBytes, utf8Bytes } from '../../../shared/base/bytes.ts'
import { canonicalJson } from '../../../shared/base/canonical.ts'
import { runCli } from '../../../electron/cli.ts'
import { readBundle, readPacket } from '../../../electron/export/bundle.ts'
import { packetHtml } from '../../../electron/export/packet.ts'
import { writeZip } from '../../../electron/export/zip.ts'
import { author, signedText, testDocument } from '../../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-attacks-files-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const document = testDocument()
const plan = canonicalJson(document)
const envelope = signedText(document, author)
const entries = [
  { name: `keys/${author.public.keyId}.pem`, bytes: utf8Bytes(author.pem) },
  { name: 'plan.json', bytes: utf8Bytes(plan) },
  { name: 'statements/1.dsse.json', bytes: utf8Bytes(envelope) },
]
const code = (bytes: Uint8Array): string => {
  const read = readBundle(bytes)
  return read.ok ? 'accepted' : read.problem.code
}

describe('archives', () => {
  type Odd = { readonly extra?: Buffer; readonly localExtra?: Buffer; readonly comment?: string; readonly behind?: Buffer; readonly flags?: number; readonly mode?: number; readonly method?: number }
  /** A bundle whose last entry, the statement, is packed in a way of its own. */
  function packed({ extra = Buffer.alloc(0), localExtra = extra, comment = '', behind = Buffer.alloc(0), flags = 0, mode = 0, method = 8 }: Odd = {}): Uint8Array {
    const zip = Buffer.from(writeZip(entries))
    const name = 'statements/1.dsse.json'
    const central = zip.length - 22 - 46 - name.length
    const local = zip.readUInt32LE(central + 42)
    const data = Buffer.concat([method === 8 ? deflateRawSync(utf8Bytes(envelope)) : Buffer.from(envelope), behind])
    const head = Buffer.from(zip.subarray(local, local + 30 + name.length))
    const entry = Buffer.from(zip.subarray(central, zip.length - 22))
    for (const [bytes, at] of [[head, 6], [entry, 8]] as const) {
      bytes.writeUInt16LE(flags, at)
      bytes.writeUInt16LE(method, at + 2)
      bytes.writeUInt32LE(data.length, at + 12)
    }
    head.writeUInt16LE(localExtra.length, 28)
    entry.writeUInt16LE(extra.length, 30)
    entry.writeUInt16LE(comment.length, 32)
    if (mode !== 0) {
      entry.writeUInt16LE(0x0314, 4)
      entry.writeUInt32LE(mode * 0x10000, 38)
    }
    const directory = Buffer.concat([zip.subarray(zip.readUInt32LE(zip.length - 6), central), entry, extra, Buffer.from(comment)])
    const before = zip.subarray(0, local)
    const end = Buffer.from(zip.subarray(zip.length - 22))
    end.writeUInt32LE(directory.length, 12)
    end.writeUInt32LE(before.length + head.length + localExtra.length + data.length, 16)
    return new Uint8Array(Buffer.concat([before, head, localExtra, data, directory, end]))
  }
  const field = (id: number, body: string): Buffer => {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(id, 0)
    head.writeUInt16LE(body.length, 2)
    return Buffer.concat([head, Buffer.from(body, 'latin1')])
  }
  test('packed by another program: accepted', () => {
    expect(code(packed())).toBe('accepted')
    expect(code(packed({ method: 0 }))).toBe('accepted')
    expect(code(packed({ extra: field(0x5455, '\u0001abcd'), localExtra: field(0x5455, '\u0007abcdefghijkl') }))).toBe('accepted')
    expect(code(packed({ mode: 0o100644 }))).toBe('accepted')
  })
  test.each<[string, Odd, string]>([
    ['a second name in Unicode, which other readers would take', { extra: field(0x7075, '\u0001abcdplan.json') }, 'E_ZIP_FORM'],
    ['the same in the local header only', { localExtra: field(0x7075, '\u0001abcdplan.json') }, 'E_ZIP_FORM'],
    ['sizes of 64 bits beside the real ones', { extra: field(0x0001, 'abcdefghabcdefgh') }, 'E_ZIP_FORM'],
    ['a field of nobody', { extra: field(0xcafe, '') }, 'E_ZIP_FORM'],
    ['a field that is cut short', { extra: field(0x5455, 'abcde').subarray(0, 6) }, 'E_ZIP_FORM'],
    ['a comment', { comment: 'plan.json' }, 'E_ZIP_FORM'],
    ['something behind the end of the compressed data', { behind: Buffer.from('PK hidden') }, 'E_BOMB'],
    ['sizes behind the data', { flags: 0x0008 }, 'E_ZIP_FORM'],
    ['encryption', { flags: 0x0001 }, 'E_ENCRYPTED'],
    ['strong encryption', { flags: 0x0041 }, 'E_ENCRYPTED'],
    ['another compression', { method: 12 }, 'E_ZIP_FORM'],
    ['a link', { mode: 0o120777 }, 'E_SYMLINK'],
    ['a device', { mode: 0o020666 }, 'E_SYMLINK'],
    ['a pipe', { mode: 0o010666 }, 'E_SYMLINK'],
  ])('%s', (_what, odd, expected) => expect(code(packed(odd))).toBe(expected))

  test('names that only look alike, and a directory that lies', () => {
    for (const name of ['pl\u0430n.json', 'plan.j\u017fon', 'PLAN.JSON', 'keys/\u212a.pem', 'ke\u0301ys/a.pem', 'statements/\u0661.dsse.json', 'statements/1.dsse.json ', 'keys/a.pem\u202e'])
      expect(['E_NAME', 'E_DUP_NAME'], name).toContain(code(writeZip([...entries, { name, bytes: new Uint8Array() }])))
    const zip = Buffer.from(writeZip(entries))
    for (const [at, value] of [[-12, 2], [-12, 9], [-14, 1], [-18, 1], [-10, 1], [-6, 7]] as const) {
      const lie = Buffer.from(zip)
      lie.writeUInt16LE(value, lie.length + at)
      expect(code(new Uint8Array(lie)), `${at}`).toMatch(/^E_ZIP_/)
    }
  })
})

describe('an exported page', () => {
  const page = packetHtml({ plan, envelopes: [envelope], keys: [author.public], language: 'en' }, { script: 'SCRIPT', style: 'STYLE', fonts: '' })
  const read = (html: string): string => {
    const found = readPacket(utf8Bytes(html))
    return found.ok ? found.value.warnings.map(({ code: warned }) => warned).join() : found.problem.code
  }
  const block = (name: string, text: string): string => `<script type="application/octet-stream" data-name="${name}">${base64Of(utf8Bytes(text))}</script>`
  test('is read, and it is said that its looks were not checked', () => expect(read(page)).toBe('W_PAGE'))
  // A browser and Homeport must not find two plans in one page.
  test.each<[string, string]>([
    ['a block that is a comment for a browser', page.replace(block('plan.json', plan), `<!-- ${block('plan.json', plan)} -->`)],
    ['a block in another writing', page.replace('<body>', `<body><SCRIPT data-name='plan.json' type=x>${base64Of(utf8Bytes('{}'))}</SCRIPT>`)],
    ['another script', page.replace('<body>', '<body><script>1</script>')],
    ['base64 that one of both would repair', page.replace(base64Of(utf8Bytes(plan)), (data) => `${data.replace(/=*$/, '')}=A==`)],
    ['base64 with unused bits', page.replace(/(data-name="plan.json">[^<]*)<\/script>/, (_all, text: string) => `${text.replace(/=*$/, '')}</script>`).replace(base64Of(utf8Bytes(envelope)), (data) => `${data}====`)],
    ['two plans', page.replace('<body>', `<body>${block('plan.json', plan)}`)],
    ['a name that a bundle does not have', page.replace('<body>', `<body>${block('evil.json', '{}')}`)],
  ])('%s', (_what, html) => expect(read(html)).toMatch(/^E_/))
})

describe('on the terminal', () => {
  async function cli(...words: readonly string[]): Promise<{ readonly exit: number; readonly said: string }> {
    let said = ''
    const exit = await runCli(words, { printPdf: null }, { out: (text) => (said += text), error: (text) => (said += text) })
    return { exit, said }
  }
  const escape = '\u001b[2K\u001b]0;title\u0007\u009b31m\u202e'
  // oxlint-disable-next-line no-control-regex -- escape sequences are what is looked for
  const steering = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/
  // Windows has no such names.
  test.runIf(process.platform !== 'win32')('names of files, commands and models cannot steer it', async () => {
    const bundle = path.join(root, `a${escape}\nb: valid.homeport`)
    writeFileSync(bundle, writeZip(entries))
    for (const words of [['verify', bundle], ['verify', bundle, '--json'], [`verify${escape}\nhomeport: valid`], ['verify', `--x${escape}`], ['openness', '--model', `x${escape}`], ['fit', '--model', `x${escape}`]]) {
      const { exit, said } = await cli(...words)
      expect(exit, words[0]).not.toBe(3)
      expect(said, words[0]).not.toMatch(steering)
      expect(said, words[0]).not.toMatch(/^(b|homeport): valid/m)
    }
    expect(JSON.parse((await cli('verify', bundle, '--json')).said).results[0].path).toBe(bundle)
  })
  test('a trust store cannot give a person two lines', async () => {
    const bundle = path.join(root, 'b.homeport')
    writeFileSync(bundle, writeZip(entries))
    const trust = path.join(root, 'trust.json')
    const key = { person: 'j', name: 'Jana\n  ok   all is well', roles: [], publicKey: author.pem, validFrom: null, validUntil: null, revokedAt: null }
    writeFileSync(trust, JSON.stringify({ schema: 'homeport/trust/1', version: 1, organization: 'B', required: [], keys: [key] }))
    const { exit, said } = await cli('verify', bundle, '--trust', trust)
    expect([exit, said.split('\n').length]).toEqual([2, 2])
  })
  test('answers that two programs would read in two ways are refused, with the place', async () => {
    const cases: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
      ['dup', '{"format":1,"format":2}', /E_DUP at character 12/],
      ['escaped', String.raw`{"format":1,"f\u006frmat":2}`, /E_DUP/],
      ['proto', '{"__proto__":{"a":1}}', /E_PROTO/],
      ['deep', '['.repeat(200_000), /E_DEPTH/],
      ['large', '{"format":9007199254740993}', /E_NUM/],
      ['bytes', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), /not UTF-8/],
      ['mark', '\uFEFF{}', /E_BOM/],
      ['cut', '{"format":', /is not JSON/],
      ['more', '{} {}', /E_TRAILING/],
    ]
    for (const [name, text, expected] of cases) {
      const file = path.join(root, `${name}.json`)
      writeFileSync(file, text)
      for (const command of ['assess', 'size', 'export'])
        expect(await cli(command, file, ...(command === 'export' ? ['--format', 'json', '--out', path.join(root, 'out.json')] : []))).toMatchObject({ exit: 2, said: expect.stringMatching(expected) })
    }
  })
})

test('a bundle stays what it is when something is put between its entries', () => {
  const zip = writeZip(entries)
  for (let at = 1; at < 40; at += 7) expect(code(concatBytes(zip.subarray(0, at), Uint8Array.of(0), zip.subarray(at)))).toMatch(/^E_/)
})
