/** License texts on disk: what ships is held against its digest, and a chosen file is read once and never further. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { UsageError } from '../../electron/commands/command.ts'
import { licenseCommand } from '../../electron/commands/license.ts'
import { digestsOfFile, shippedText } from '../../electron/license-text.ts'
import { licenseTextLimit } from '../../shared/domain/license/text.ts'
import { knowledge } from '../support/knowledge.ts'
import { testServices } from '../support/services.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-license-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

const mit = readFileSync('resources/licenses/MIT.txt', 'utf8')
const write = (name: string, content: string | Uint8Array) => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}
const run = (positionals: string[], values: Record<string, string> = {}) =>
  licenseCommand.run({ values, positionals, resources: 'resources', printPdf: null })

describe('texts that ship', () => {
  test('each can be read; an id without one has none', async () => {
    for (const { spdx } of knowledge.licenses.bundledTexts)
      expect(await shippedText('resources', knowledge.licenses, spdx)).toMatchObject({ ok: true, value: expect.any(String) })
    expect(await shippedText('resources', knowledge.licenses, 'GPL-3.0')).toEqual({ ok: true, value: null })
    expect(await shippedText('resources', knowledge.licenses, '../lock')).toEqual({ ok: true, value: null })
  })

  test('one that was changed or taken away is refused', async () => {
    mkdirSync(path.join(folder, 'licenses'))
    copyFileSync('resources/licenses/MIT.txt', path.join(folder, 'licenses/MIT.txt'))
    expect(await shippedText(folder, knowledge.licenses, 'MIT')).toMatchObject({ ok: true })
    write('licenses/MIT.txt', mit.replace('free of charge', 'for a fee'))
    expect(await shippedText(folder, knowledge.licenses, 'MIT')).toEqual({ ok: false, problem: 'changed' })
    expect(await shippedText(folder, knowledge.licenses, 'Apache-2.0')).toEqual({ ok: false, problem: 'changed' })
  })
})

test('files that are no license text are refused, and a huge one is not read to its end', async () => {
  expect(await digestsOfFile(path.join(folder, 'none'))).toEqual({ ok: false, problem: 'unreadable' })
  expect(await digestsOfFile(folder)).toEqual({ ok: false, problem: 'unreadable' })
  expect(await digestsOfFile(write('empty', ''))).toEqual({ ok: false, problem: 'empty' })
  expect(await digestsOfFile(write('large', new Uint8Array(licenseTextLimit + 5).fill(97)))).toEqual({ ok: false, problem: 'too-large' })
  expect(await digestsOfFile(write('limit', new Uint8Array(licenseTextLimit).fill(97)))).toMatchObject({ ok: true })
  expect(await digestsOfFile(write('binary', new Uint8Array([0xc3, 0x28])))).toEqual({ ok: false, problem: 'not-text' })
  symlinkSync('/dev/zero', path.join(folder, 'endless'))
  expect(await digestsOfFile(path.join(folder, 'endless'))).toEqual({ ok: false, problem: 'unreadable' })
})

describe('the contract', () => {
  test('a shipped text, the digests of a chosen file, a cancel, and a file that is no text', async () => {
    const chosen = write('LICENSE', mit)
    const broken = write('broken', new Uint8Array([0xff]))
    const { handlers, close } = testServices(path.join(folder, 'data'), [chosen, null, broken] as (string | null)[])
    expect(await handlers['license.text']('MIT')).toEqual({ ok: true, value: { text: mit } })
    expect(await handlers['license.text']('none')).toMatchObject({ ok: false, problem: { code: 'not-found' } })
    const [entry] = knowledge.licenses.bundledTexts.filter(({ spdx }) => spdx === 'MIT')
    expect(await handlers['license.readText'](null)).toEqual({
      ok: true,
      value: {
        name: 'LICENSE',
        bytes: entry!.bytes,
        digest: `sha256:${entry!.sha256}`,
        normalized: `sha256:${entry!.sha256NormalizedWhitespace}`,
        withoutCopyright: `sha256:${entry!.sha256WithoutCopyright}`,
      },
    })
    expect(await handlers['license.readText'](null)).toEqual({ ok: true, value: null })
    expect(await handlers['license.readText'](null)).toEqual({ ok: false, problem: { code: 'broken-file', detail: 'not-text' } })
    await close()
  })
})

describe('license text FILE', () => {
  test('says whose text it is, and exits 1 when it is nobody’s', async () => {
    const known = await run(['text', write('MIT', mit)])
    expect(known).toMatchObject({ exitCode: 0, json: { bytes: 1078, matches: [{ license: 'mit', match: 'exact', document: 'MIT' }] } })
    const apache = await run(['text', 'resources/licenses/Apache-2.0.txt'])
    expect(apache.json).toMatchObject({ matches: ['apache-2.0', 'apertus', 'yi-apache', 'internlm-apache'].map((license) => ({ license })) })
    const other = await run(['text', write('other', `${mit} more`)])
    expect(other).toMatchObject({ exitCode: 1, json: { matches: [] } })
    const asked = await run(['text', write('MIT', mit)], { license: 'llama-4' })
    expect(asked).toMatchObject({ exitCode: 1, json: { matches: [{ license: 'llama-4', match: 'different' }] } })
  })

  test('bad usage is named', async () => {
    await expect(run(['text'])).rejects.toThrow(UsageError)
    await expect(run(['text', path.join(folder, 'none')])).rejects.toThrow(/cannot be read/)
    await expect(run(['text', write('MIT', mit)], { license: 'none' })).rejects.toThrow(/no license "none"/)
  })
})

test('license --license gives duties, terms and families', async () => {
  const facts = write('facts.json', JSON.stringify({ facts: { serves_third_parties: true, org_domicile: 'US' } }))
  const outcome = await run([], { license: 'llama-3.3', facts, model: 'llama-3.3-70b' })
  expect(outcome.json).toMatchObject({
    terms: { governingLaw: { state: 'stated', clause: 's.7' }, remoteRestriction: { state: 'no' } },
    families: [{ family: 'conduct' }, { family: 'scale', verdict: 'allowed' }, { family: 'passing-on' }, { family: 'legal' }],
    obligations: expect.arrayContaining([
      expect.objectContaining({ kind: 'attribution', state: 'applies', clause: 's.1.b.i(B)' }),
    ]),
  })
  expect(outcome.text).toContain('words: Built with Llama')
  await expect(run([], { license: 'mit', model: 'none' })).rejects.toThrow(/no model "none"/)
})
