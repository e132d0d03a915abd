/**
 * The key of this installation. It signs heads of the audit log when a plan leaves the machine, without asking for a
 * passphrase: it says "this installation", never who. Whoever can read the data folder can use it, which is why each
 * statement names a head under the signer's own key as well.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { pemOf, publicKeyOf, type PublicKey } from '../../shared/base/envelope.ts'
import { writeFileSafely } from '../files.ts'

export type UnlockedLogKey = {
  readonly publicKey: PublicKey
  readonly publicKeyPem: string
  readonly sign: (message: Uint8Array) => Uint8Array
}

export type LogKey = {
  /** The public key, null where none was made yet or its file is damaged. */
  readonly known: () => Promise<PublicKey | null>
  /** The key, made at the first use. */
  readonly open: () => Promise<UnlockedLogKey>
}

export function logKeyIn(folder: string): LogKey {
  const file = path.join(folder, 'log-key.pem')
  const read = async (): Promise<UnlockedLogKey | null> => {
    const pem = await readFile(file, 'utf8').catch(() => null)
    if (pem === null) return null
    try {
      return unlocked(createPrivateKey(pem))
    } catch {
      return null
    }
  }
  return {
    known: async () => (await read())?.publicKey ?? null,
    open: async () => {
      const found = await read()
      if (found !== null) return found
      const { privateKey } = generateKeyPairSync('ed25519')
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Without the file the key serves this once; heads of a lost key stay, by a key that is then unknown.
      await writeFileSafely(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600)
      const made = unlocked(privateKey)
      if (made === null) throw new Error('a new key is a good key')
      return made
    },
  }
}

function unlocked(key: KeyObject): UnlockedLogKey | null {
  const read = publicKeyOf(new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' })))
  if (!read.ok || read.value.algorithm !== 'Ed25519') return null
  const { value: publicKey } = read
  return { publicKey, publicKeyPem: pemOf(publicKey), sign: (message) => new Uint8Array(sign(null, message, key)) }
}
