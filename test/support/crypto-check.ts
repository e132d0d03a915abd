/** Runs in plain Node and inside Electron, whose cryptographic library is another one. Prints what came out. */
import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isSignedBy } from '../../shared/base/envelope.ts'
import { keysIn } from '../../electron/keys/keys.ts'
import { importPem } from '../../electron/keys/pkcs8.ts'
import { author, signBytes } from './signed.ts'

const [, , ...pemFiles] = process.argv
const message = new TextEncoder().encode('message')
const root = mkdtempSync(path.join(tmpdir(), 'homeport-crypto-'))
const at = '2026-11-23T10:00:00Z'

async function check(): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = { 'a fixed key signs': Buffer.from(signBytes(author, message)).toString('hex') }
  for (const algorithm of ['Ed25519', 'ECDSA-P256', 'ECDSA-P384'] as const) {
    const keys = keysIn(path.join(root, algorithm))
    const created = await keys.create({ name: 'J', passphrase: 'zwölf', at, algorithm })
    if (!created.ok) return { ...results, [algorithm]: created.problem }
    const unlocked = await keys.unlock(created.value.keyId, 'zwölf')
    const refused = await keys.unlock(created.value.keyId, 'elf')
    const pem = await keys.exportKey(created.value.keyId, 'zwölf', 'export')
    if (!unlocked.ok || !pem.ok) return { ...results, [algorithm]: 'not opened' }
    const again = await importPem(pem.value, 'export')
    const signature = unlocked.value.sign(message)
    const hash = { 'Ed25519': null, 'ECDSA-P256': 'sha256', 'ECDSA-P384': 'sha384' }[algorithm]
    results[algorithm] = {
      ours: isSignedBy(unlocked.value.publicKey, message, signature),
      theirs: verify(hash, message, createPublicKey(created.value.publicKeyPem), signature),
      wrongPassphrase: refused.ok ? 'opened' : refused.problem,
      exported: again.ok ? again.value.asymmetricKeyType : again.problem,
    }
  }
  for (const file of pemFiles) {
    const key = await importPem(readFileSync(file, 'utf8'), 'x')
    results[path.basename(file)] = key.ok ? key.value.asymmetricKeyType : key.problem
  }
  return results
}

void check()
  .then((results) => process.stdout.write(JSON.stringify(results)))
  .finally(() => rmSync(root, { recursive: true, force: true }))
