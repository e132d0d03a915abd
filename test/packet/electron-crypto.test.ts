/** Electron's cryptographic library is BoringSSL, Node's is OpenSSL: the same code must give the same results in both. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runtimeRecord } from '../../scripts/setup/paths.mjs'
import { buildEntry } from '../support/build-entry.ts'

const root = mkdtempSync(path.join(tmpdir(), 'homeport-boring-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('keys and signatures behave the same in Electron as in Node', { timeout: 120_000 }, async () => {
  const { executable }: { executable: string } = JSON.parse(readFileSync(runtimeRecord, 'utf8'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: root, stdio: 'pipe' })
  openssl('genpkey', '-algorithm', 'ed25519', '-out', 'plain.pem')
  openssl('pkcs8', '-topk8', '-in', 'plain.pem', '-out', 'scrypt.pem', '-passout', 'pass:x', '-scrypt', '-scrypt_N', '16384', '-scrypt_r', '8', '-scrypt_p', '1', '-v2', 'aes-256-cbc')
  openssl('pkcs8', '-topk8', '-in', 'plain.pem', '-out', 'pbkdf2.pem', '-passout', 'pass:x', '-v2', 'aes-256-cbc')
  openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'sec1.pem')
  const files = ['plain.pem', 'scrypt.pem', 'pbkdf2.pem', 'sec1.pem'].map((name) => path.join(root, name))
  const entry = await buildEntry('test/support/crypto-check.ts')
  const run = (program: string) => {
    const { stdout, stderr } = spawnSync(program, [entry, ...files], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
    expect(stderr).toBe('')
    return JSON.parse(stdout)
  }
  const library = spawnSync(executable, ['-p', 'process.versions.openssl'], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  expect(library.stdout.trim()).not.toBe(process.versions.openssl)
  const inElectron = run(executable)
  expect(inElectron).toEqual(run(process.execPath))
  expect(inElectron).toMatchObject({
    'Ed25519': { ours: true, theirs: true, wrongPassphrase: 'wrong-passphrase', exported: 'ed25519' },
    'ECDSA-P256': { ours: true, theirs: true, wrongPassphrase: 'wrong-passphrase', exported: 'ec' },
    'ECDSA-P384': { ours: true, theirs: true, wrongPassphrase: 'wrong-passphrase', exported: 'ec' },
    'plain.pem': 'ed25519',
    'scrypt.pem': 'ed25519',
    'pbkdf2.pem': 'ed25519',
    'sec1.pem': 'ec',
  })
})
