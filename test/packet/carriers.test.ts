/** Signatures of ssh-keygen and minisign as carriers of a decision: made by the real tools, taken in, and every way in which one is refused. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { base64Of, bytesOfBase64, utf8Bytes } from '../../shared/base/bytes.ts'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { publicKeyOfText, readSignature, signatureFault, sshNamespace } from '../../shared/base/carrier.ts'
import { envelopeText, pemOf, type PublicKey } from '../../shared/base/envelope.ts'
import { parseKeyCard } from '../../shared/plan/key-card.ts'
import { trustOfKeys } from '../../shared/plan/trust.ts'
import { verifyContent } from '../../shared/plan/verify.ts'
import { runCli } from '../../electron/cli.ts'
import { bundleLimits, readBundle } from '../../electron/export/bundle.ts'
import { readZip, writeZip } from '../../electron/export/zip.ts'
import { findPython } from '../../scripts/setup/tools.mjs'
import { author, bare, informed, signedText, testDocument } from '../support/signed.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-carriers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => path.join(folder, name)
const text = (name: string): string => readFileSync(at(name), 'utf8')
const python = findPython() ?? 'python3'
const document = testDocument()
const plan = canonicalJson(document)
const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: folder, stdio: 'pipe' })
const key = (file: string): PublicKey => {
  const read = publicKeyOfText(text(file))
  if (!read.ok) throw new Error(`${file}: ${read.problem}`)
  return read.value
}

async function cli(...words: string[]): Promise<{ exit: number; said: string }> {
  let said = ''
  const exit = await runCli(words, { printPdf: null }, { out: (line) => (said += line), error: (line) => (said += line) })
  return { exit, said }
}

const kinds = ['ed25519', 'ecdsa256', 'ecdsa384', 'minisign'] as const
type Kind = (typeof kinds)[number]
const publicFile: Readonly<Record<Kind, string>> = { ed25519: 'ed25519.pub', ecdsa256: 'ecdsa256.pub', ecdsa384: 'ecdsa384.pub', minisign: 'mini.pub' }
const decide = (kind: Kind) => ['--public-key', at(publicFile[kind]), '--name', 'Dora Schutz', '--at', '2026-11-24T08:00:00Z', '--role', 'dpo', '--decision', 'approve']

/** What the tool makes of a file: its signature's file. */
function sign(kind: Kind, file: string, namespace: string = sshNamespace, comment = 'plan-decision/v1'): string {
  if (kind === 'minisign') {
    rmSync(at(`${file}.minisig`), { force: true })
    run('minisign', '-S', '-s', 'mini.key', '-m', file, '-t', comment)
    return `${file}.minisig`
  }
  rmSync(at(`${file}.sig`), { force: true })
  run('ssh-keygen', '-Y', 'sign', '-q', '-f', kind, '-n', namespace, file)
  return `${file}.sig`
}

beforeAll(async () => {
  run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'dora', '-f', 'ed25519')
  for (const bits of ['256', '384']) run('ssh-keygen', '-q', '-t', 'ecdsa', '-b', bits, '-N', '', '-C', 'dora', '-f', `ecdsa${bits}`)
  run('minisign', '-G', '-W', '-f', '-p', 'mini.pub', '-s', 'mini.key')
  run('openssl', 'genpkey', '-algorithm', 'ed25519', '-out', 'author.pem')
  writeFileSync(at('plan.json'), plan)
  expect((await cli('sign', at('plan.json'), '--key', at('author.pem'), '--name', 'Jana', '--at', '2026-11-23T08:00:00Z', '--as-is', '--out', at('plan.homeport'))).exit).toBe(0)
  for (const kind of kinds) expect(await cli('countersign', at('plan.homeport'), '--prepare', at(`${kind}.json`), ...decide(kind))).toMatchObject({ exit: 0 })
}, 60_000)

const takeIn = (kind: Kind, signature: string, out = `${kind}.homeport`, statement = `${kind}.json`) =>
  cli('countersign', at('plan.homeport'), '--statement', at(statement), '--signature', at(signature), '--public-key', at(publicFile[kind]), '--out', at(out))

describe.each(kinds)('a decision signed with %s', (kind) => {
  test('is taken in, and every verifier accepts the bundle', { timeout: 60_000 }, async () => {
    expect(await takeIn(kind, sign(kind, `${kind}.json`))).toMatchObject({ exit: 0 })
    const read = readBundle(new Uint8Array(readFileSync(at(`${kind}.homeport`))))
    if (!read.ok) throw new Error(read.problem.code)
    const trust = trustOfKeys([{ key: key(publicFile[kind]), name: 'Dora' }])
    const verification = verifyContent(read.value.content, { ...informed, trust })
    expect(verification.checks.filter(({ id, result }) => result === 'fail' && id !== 'policy')).toEqual([])
    expect(verification.statements[1]).toMatchObject({ signatureValid: true, person: 'Dora', decision: 'approve', role: 'dpo' })

    const unpacked = at(`${kind}-unpacked`)
    const entries = readZip(new Uint8Array(readFileSync(at(`${kind}.homeport`))), bundleLimits, () => true)
    if (!entries.ok) throw new Error(entries.problem.code)
    for (const below of ['statements', 'keys']) mkdirSync(path.join(unpacked, below), { recursive: true })
    for (const { name, bytes } of entries.value) writeFileSync(path.join(unpacked, name), bytes)
    const verdict = (program: string, script: string) => spawnSync(program, [script, key(publicFile[kind]).keyId], { cwd: unpacked, encoding: 'utf8' })
    expect(verdict(python, 'verify.py')).toMatchObject({ status: 0, stdout: expect.stringContaining('VALID') })
    const shell = verdict('sh', 'verify.sh')
    if (kind.startsWith('ecdsa')) expect(shell).toMatchObject({ status: 1, stdout: expect.stringContaining('verify it with verify.py') })
    else expect(shell).toMatchObject({ status: 0, stdout: expect.stringContaining('VALID') })
    expect(JSON.parse(spawnSync(python, ['test/packet/verifier.py', at(`${kind}.homeport`)], { encoding: 'utf8' }).stdout)).toMatchObject({ verdict: 'genuine' })
    // openssl alone, as the README says: the bytes under the signature and the bare signature lie beside the statement.
    const pem = `keys/${key(publicFile[kind]).keyId}.pem`
    const hash = { ed25519: [], minisign: [], ecdsa256: ['-digest', 'sha256'], ecdsa384: ['-digest', 'sha384'] }[kind]
    execFileSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', pem, '-rawin', ...hash, '-in', 'statements/2.pae.bin', '-sigfile', 'statements/2.sig'], { cwd: unpacked, stdio: 'pipe' })

    // One bit of the carried signature, anywhere: nobody accepts it.
    const statement = entries.value.find(({ name }) => name === 'statements/2.dsse.json')
    const envelope = JSON.parse(Buffer.from(statement!.bytes).toString())
    const raw = bytesOfBase64(envelope.signatures[0].sig)!
    // Every byte here; a few in a whole bundle and by the scripts, which are slow.
    const signer = key(publicFile[kind])
    const payload = bytesOfBase64(envelope.payload)!
    expect(signatureFault(signer, payload, raw)).toBeNull()
    for (let place = 0; place < raw.length; place += 1) {
      const changed = raw.map((byte, index) => (index === place ? byte ^ 1 : byte))
      expect(signatureFault(signer, payload, changed), `byte ${place}`).not.toBeNull()
      if (place % 61 !== 5) continue
      const spoiled = canonicalJson({ ...envelope, signatures: [{ ...envelope.signatures[0], sig: base64Of(changed) }] })
      const { content } = read.value
      const result = verifyContent({ ...content, envelopes: [content.envelopes[0]!, utf8Bytes(spoiled)] }, bare)
      expect(result.verdict, `byte ${place}`).toBe('invalid')
      writeFileSync(path.join(unpacked, 'statements/2.dsse.json'), spoiled)
      expect(verdict(python, 'verify.py').status).toBe(1)
      expect(verdict('sh', 'verify.sh').status).toBe(1)
      const others = entries.value.filter(({ name }) => !name.startsWith('statements/2.'))
      writeFileSync(at('spoiled.homeport'), writeZip([...others, { name: 'statements/2.dsse.json', bytes: utf8Bytes(spoiled) }]))
      expect(JSON.parse(spawnSync(python, ['test/packet/verifier.py', at('spoiled.homeport')], { encoding: 'utf8' }).stdout)).toMatchObject({ verdict: 'invalid' })
    }
  })

  test('is refused for another statement, with another key, and when it was changed', async () => {
    const signature = sign(kind, `${kind}.json`)
    writeFileSync(at('other.json'), text(`${kind}.json`).replace('"approve"', '"reject"'))
    expect(await takeIn(kind, signature, 'x.homeport', 'other.json')).toMatchObject({ exit: 2, said: expect.stringContaining('E_SIG_INVALID') })
    const other = kind === 'ed25519' ? 'minisign' : 'ed25519'
    expect(await cli('countersign', at('plan.homeport'), '--statement', at(`${kind}.json`), '--signature', at(signature), '--public-key', at(publicFile[other]), '--out', at('x.homeport'))).toMatchObject({ exit: 2, said: expect.stringContaining('another key') })
    const broken = text(signature).replace(/^([A-Za-z0-9+/]{30})(.)/m, (_all, head: string, letter: string) => `${head}${letter === 'A' ? 'B' : 'A'}`)
    expect(broken).not.toBe(text(signature))
    writeFileSync(at('broken.sig'), broken)
    expect((await takeIn(kind, 'broken.sig', 'x.homeport')).exit).toBe(2)
  })
})

describe('ATK-036 a signature by the same SSH key that was made for something else', () => {
  test.each(['git', 'file', 'ai-deployment-plan@v2', 'ai-deployment-plan', ''].filter((name) => name !== ''))('for %s', async (namespace) => {
    const signature = sign('ed25519', 'ed25519.json', namespace)
    expect(await takeIn('ed25519', signature, 'x.homeport')).toMatchObject({ exit: 2, said: expect.stringContaining('E_NAMESPACE') })
  })
  test('a signed commit of git, put into a bundle as an approval', () => {
    // git signs its commits as SSHSIG in the namespace "git"; here over the very statement, which is the worst case.
    const payload = readFileSync(at('ed25519.json'))
    const armored = text(sign('ed25519', 'ed25519.json', 'git'))
    const blob = bytesOfBase64(armored.replaceAll(/-----[^-]+-----|\s/g, ''))!
    const envelope = envelopeText({ payload: new Uint8Array(payload), signatures: [{ keyId: key('ed25519.pub').keyId, signature: blob }] })
    const content = { plan: utf8Bytes(plan), envelopes: [signedText(document, author), envelope].map(utf8Bytes), keys: [author.pem, pemOf(key('ed25519.pub'))].map(utf8Bytes) }
    const { verdict, checks, statements } = verifyContent(content, bare)
    expect([verdict, checks.find(({ id }) => id === 'signatures')?.code, statements[1]?.signatureValid]).toEqual(['invalid', 'E_NAMESPACE', false])
  })
})

describe('ATK-037 the trusted comment of minisign', () => {
  test('edited, the file is refused; what it says counts for nothing', async () => {
    const file = sign('minisign', 'minisign.json', sshNamespace, 'decision=reject')
    expect(text(file)).toContain('trusted comment: decision=reject')
    // The statement says approve; a comment that says otherwise, genuinely signed, changes nothing.
    expect(await takeIn('minisign', file, 'commented.homeport')).toMatchObject({ exit: 0 })
    const read = readBundle(new Uint8Array(readFileSync(at('commented.homeport'))))
    if (!read.ok) throw new Error(read.problem.code)
    expect(verifyContent(read.value.content, bare).statements[1]).toMatchObject({ decision: 'approve', signatureValid: true })
    expect(readFileSync(at('commented.homeport')).includes('decision=reject')).toBe(false)
    writeFileSync(at('edited.minisig'), text(file).replace('decision=reject', 'decision=approve'))
    expect(await takeIn('minisign', 'edited.minisig', 'x.homeport')).toMatchObject({ exit: 2, said: expect.stringContaining('E_SIG_INVALID') })
    // minisign says the same.
    expect(spawnSync('minisign', ['-V', '-q', '-p', 'mini.pub', '-m', 'minisign.json', '-x', 'edited.minisig'], { cwd: folder }).status).toBe(1)
  })
  test('the older form, in which nothing says what was signed, is not read', () => {
    run('minisign', '-S', '-l', '-s', 'mini.key', '-m', 'minisign.json', '-x', 'legacy.minisig')
    const read = readSignature(text('legacy.minisig'), new Uint8Array(readFileSync(at('minisign.json'))), key('mini.pub'))
    expect(read).toEqual({ ok: false, problem: 'E_SIG_FORM' })
  })
})

test('what is no signature of either is refused with words', () => {
  const payload = new Uint8Array(readFileSync(at('ed25519.json')))
  const mine = key('ed25519.pub')
  const good = text(sign('ed25519', 'ed25519.json'))
  for (const bad of ['', 'x', '{}', 'AAAA', good.replace('SSH SIGNATURE', 'SSH SIGNATURES'), `${good}${good}`, 'x'.repeat(30_000), `untrusted comment: x\n${'A'.repeat(100)}\ntrusted comment: \uD800\nAAAA\n`])
    expect(readSignature(bad, payload, mine).ok).toBe(false)
  expect(readSignature(good.replaceAll('\n', '\r\n'), payload, mine).ok).toBe(true)
})

test('a key of either tool is a card for the board: its id is that of the same key in PEM', () => {
  for (const kind of kinds) {
    const read = key(publicFile[kind])
    expect(parseKeyCard(text(publicFile[kind]))).toMatchObject({ ok: true, value: { key: { keyId: read.keyId }, name: null } })
    // ssh-keygen writes no PEM of Ed25519 keys.
    if (kind.startsWith('ecdsa')) {
      const pem = run('ssh-keygen', '-e', '-m', 'PKCS8', '-f', publicFile[kind]).toString()
      expect(publicKeyOfText(pem)).toMatchObject({ ok: true, value: { keyId: read.keyId } })
    }
  }
  for (const bad of ['ssh-rsa AAAAB3NzaC1yc2E=', 'ssh-ed25519 AAAA', `${text('ed25519.pub').trim()}\n${text('ecdsa256.pub')}`, text('mini.pub').replace('RW', 'RX'), text('ed25519.pub').replace('ssh-ed25519', 'ecdsa-sha2-nistp256')])
    expect(publicKeyOfText(bad).ok).toBe(false)
})
