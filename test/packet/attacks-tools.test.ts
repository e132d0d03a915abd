/**
 * Attacks on bundles against everybody who reads them: Homeport, the two scripts that travel along, and a verifier that
 * was written from the documentation alone. Each must refuse each, and say so without letting the file speak.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { base64Of, concatBytes, utf8Bytes } from '../../shared/base/bytes.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { sha256Hex } from '../../shared/base/digest.ts'
import { payloadType, preAuthentication } from '../../shared/base/envelope.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import { readBundle, readBundleTools, writeBundle } from '../../electron/export/bundle.ts'
import { readZip, writeZip, type ZipEntry } from '../../electron/export/zip.ts'
import { findPython } from '../../scripts/setup/tools.mjs'
import { author, bare, ecKey, signBytes, signedText, testDocument, testPlan, type TestKey } from '../support/signed.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-attacks-tools-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const python = findPython() ?? 'python3'
const document = testDocument(testPlan({ 'purpose.summary': 'Antwortentwürfe für Bürgerbriefe' }))
const plan = canonicalJson(document)
const p256 = ecKey('prime256v1')
const envelope = signedText(document, author)
const approval = signedText(document, p256, { role: 'architect', decision: 'approve' })
const bundle = writeBundle(
  { plan, envelopes: [envelope, approval], keys: [author.public, p256.public], packet: '', language: 'en', reportHtml: null, reportPdf: null },
  await readBundleTools('resources', 'en'),
)
type Entries = readonly ZipEntry[]
const limit = 2 ** 26
const unpacked = readZip(bundle, { file: limit, entry: limit, total: limit, count: 99, ratio: 99 }, () => true)
if (!unpacked.ok) throw new Error(unpacked.problem.code)
const good: Entries = unpacked.value

const changed = (name: string, change: (text: string) => string | Uint8Array): Entries =>
  good.map((entry) => (entry.name === name ? { name, bytes: new Uint8Array(Buffer.from(change(Buffer.from(entry.bytes).toString()))) } : entry))
/** What lies beside an envelope would give a change of it away at once. */
const alone = (entries: Entries): Entries => entries.filter(({ name }) => !/\.(pae\.bin|sig)$/.test(name))
const first = 'statements/1.dsse.json'
const rewritten = (change: (text: string) => string): Entries => alone(changed(first, change))
const added = (...more: readonly (readonly [string, string])[]): Entries => [...good, ...more.map(([name, text]) => ({ name, bytes: utf8Bytes(text) }))]
const keyFile = (key: TestKey): string => `keys/${key.public.keyId}.pem`
const pemOfDer = (der: Uint8Array): string => `-----BEGIN PUBLIC KEY-----\n${(base64Of(der).match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`

/** Signed by the author as it is: what somebody with a key could make, and Homeport would not. */
function signedAs(payload: string): Entries {
  const bytes = new Uint8Array(Buffer.from(payload))
  const signature = base64Of(signBytes(author, preAuthentication(bytes)))
  return rewritten(() => `{"payload":"${base64Of(bytes)}","payloadType":"${payloadType}","signatures":[{"keyid":"${author.public.keyId}","sig":"${signature}"}]}`)
}
const statement = Buffer.from(JSON.parse(envelope).payload, 'base64').toString()
type Loose = { subject: { digest: { sha256: string } }[]; predicate: Record<string, unknown> & { signer: Record<string, unknown> }; [name: string]: unknown }
const stated = (change: (value: Loose) => void): Entries => {
  const value: Loose = JSON.parse(statement)
  change(value)
  return signedAs(canonicalJson(value))
}
/** Another plan, signed by its author. */
function plansOwn(text: string | Uint8Array): Entries {
  const bytes = new Uint8Array(Buffer.from(text))
  const value: Loose = JSON.parse(statement)
  value.subject = [{ name: 'plan.json', digest: { sha256: sha256Hex(bytes) } } as Loose['subject'][0]]
  return signedAs(canonicalJson(value)).filter(({ name }) => !name.startsWith('statements/2')).map((entry) => (entry.name === 'plan.json' ? { ...entry, bytes } : entry))
}
/** The same bytes in base64 with bits that no byte needs. */
const withOddBits = (text: string): string =>
  text.replace(/([A-Za-z0-9+/])(=+)$/, (_all, last: string, padding: string) => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    return `${letters[letters.indexOf(last) + 1] ?? ''}${padding}`
  })
const der = p256.public.der
const hybrid = Uint8Array.from(der)
hybrid[26] = 6 + ((der.at(-1) ?? 0) & 1)

let count = 0
const say = (program: string, args: readonly string[], cwd: string): Promise<string> =>
  new Promise((resolve) => execFile(program, args, { cwd, encoding: 'utf8' }, (_error, stdout, stderr) => resolve(stdout + stderr)))

async function verdicts(entries: Entries) {
  count += 1
  const folder = path.join(root, String(count))
  for (const { name, bytes } of entries) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), bytes)
  }
  const packed = path.join(root, `${count}.homeport`)
  const bytes = writeZip(entries)
  writeFileSync(packed, bytes)
  const read = readBundle(bytes)
  const [shell, script, foreign] = await Promise.all([say('sh', ['verify.sh'], folder), say(python, ['verify.py'], folder), say(python, [path.resolve('test/packet/verifier.py'), packed], root)])
  const word = (text: string): string => /^[A-Z]+/.exec(text.trim().split('\n').at(-1) ?? '')?.[0] ?? text
  return {
    own: read.ok ? verifyContent(read.value.content, bare).verdict : 'invalid',
    shell: word(shell),
    script: word(script),
    foreign: JSON.parse(foreign).verdict,
    // oxlint-disable-next-line no-control-regex -- escape sequences are what is looked for
    steers: /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]/.test(shell + script),
  }
}
const refused = { own: 'invalid', shell: 'INVALID', script: 'INVALID', foreign: 'invalid', steers: false }

test('without an attack all accept it', async () => {
  expect(await verdicts(good)).toEqual({ own: 'incomplete', shell: 'GENUINE', script: 'GENUINE', foreign: 'genuine', steers: false })
  expect(await verdicts(alone(good))).toMatchObject({ shell: 'GENUINE', script: 'GENUINE', foreign: 'genuine' })
})

/** Nobody's key is needed for these. */
const changes: Readonly<Record<string, Entries>> = {
  'a signature in base64 with unused bits': rewritten((text) => text.replace(/"sig":"([^"]*)"/, (_all, sig: string) => `"sig":"${withOddBits(sig)}"`)),
  'a signature in base64 with padding too much': rewritten((text) => text.replace('=="}', '===="}')),
  'the same signature twice': rewritten((text) => text.replace(/"signatures":\[(.*)\]/, '"signatures":[$1,$1]')),
  'spaces in an envelope': rewritten((text) => text.replace(',', ', ')),
  'a line end behind an envelope': rewritten((text) => `${text}\n`),
  'the type with an escaped letter': rewritten((text) => text.replace('vnd.in-toto', String.raw`vnd.in\u002dtoto`)),
  'members of a signature in another order': rewritten((text) => text.replace(/\{"keyid":("[^"]*"),"sig":("[^"]*")\}/, '{"sig":$2,"keyid":$1}')),
  'a key with other line ends': changed(keyFile(author), (text) => text.replaceAll('\n', '\r\n')),
  'a key with words around it': changed(keyFile(author), (text) => `for the board\n${text}`),
  'a key in a point form of its own': changed(keyFile(p256), () => pemOfDer(hybrid)),
  'a signature beside an envelope that is another': changed('statements/1.sig', () => 'x'),
  'signed bytes beside an envelope that are others': changed('statements/2.pae.bin', () => 'x'),
  'a statement behind a gap': added(['statements/4.dsse.json', envelope]),
  'a statement under a number with a zero before it': added(['statements/01.dsse.json', envelope]),
  'a statement whose name would clear the screen': added(['statements/3\u001b[2K.dsse.json', envelope]),
  'a time token for nobody': added(['times/9.tsr', 'x']),
  'a public version beside the plan': added(['public.json', '{}']),
  'a log without its head': added(['log/proof.json', '{}']),
  'the author taken away': alone(good).flatMap((entry) => (entry.name === first ? [] : entry.name === 'statements/2.dsse.json' ? [{ ...entry, name: first }] : [entry])),
}
describe('changed by anybody', () => {
  test.each(Object.entries(changes))('%s', async (_name, entries) => expect(await verdicts(entries)).toEqual(refused))
})

/** An author's own key signs what Homeport never would. */
const forgeries: Readonly<Record<string, Entries>> = {
  'another version than the approval': stated((value) => (value.predicate['version'] = 2)),
  'a version that is no number of one': stated((value) => (value.predicate['version'] = 0)),
  'a policy inside': stated((value) => (value.predicate['policy'] = { threshold: 0 })),
  'another type': stated((value) => (value['predicateType'] = 'https://slsa.dev/provenance/v1')),
  'nobody as its signer': stated((value) => delete value.predicate.signer['keyId']),
  'another algorithm than its key': stated((value) => (value.predicate.signer['algorithm'] = 'ECDSA-P256')),
  'conditions without an approval': stated((value) => (value.predicate['conditions'] = ['x'])),
  'a time with an offset': stated((value) => (value.predicate['claimedTime'] = '2026-11-23T14:41:00+01:00')),
  'a name that starts a line of its own': stated((value) => (value.predicate.signer['name'] = 'Jana\nstatement 2: approve')),
  'a role that clears the screen': stated((value) => (value.predicate['role'] = 'x\u001b[2K')),
  'escape sequences as they are': signedAs(statement.replace('"decision":"author"', '"decision":"author\u001b[2K"')),
  'a member twice': signedAs(statement.replace('"subject":', '"subject":[],"subject":')),
  'words before the subject': signedAs(`"keyId":"${author.public.keyId}" ${statement.slice(statement.indexOf('"subject"'))}`),
  'a byte order mark': signedAs(`\uFEFF${statement}`),
  'a plan with spaces': plansOwn(plan.replace('{', '{ ')),
  'a plan with a zero behind it': plansOwn(`${plan}\u0000`),
  'a plan with a direction override': plansOwn(plan.replace('Antwort', 'Antwort\u202E')),
  'a plan nested 100 000 deep': plansOwn('['.repeat(100_000)),
  'a plan in UTF-16': plansOwn(new Uint8Array(Buffer.from(plan, 'utf16le'))),
  'a plan with overlong bytes': plansOwn(concatBytes(utf8Bytes(plan.slice(0, -1)), Uint8Array.of(0xc0, 0xaf), utf8Bytes('}'))),
}
describe('signed by an author who means ill', () => {
  test.each(Object.entries(forgeries))('%s', async (_name, entries) => expect(await verdicts(entries)).toEqual(refused))
})
