/** The planner's signing keys: one sealed file each, in a folder of their own. Private keys are in memory only while used. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { lstat, mkdir, readdir, rename, unlink } from 'node:fs/promises'
import path from 'node:path'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { isSignedBy, pemOf, publicKeyOf, publicKeyOfPem, type MainAlgorithm, type PublicKey } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { KeyringName } from '../../shared/plan/keyring-view.ts'
import { readBounded, writeFileSafely } from '../files.ts'
import { openKey, parseKeyFile, sealKey, type KeyFile, type KeyHeader, type OpenProblem } from './container.ts'
import { noKeyring, unwrapFile, wrapFile, type Keyring, type KeyringProblem } from './keyring.ts'
import { exportOpenssh, importOpenssh, isOpenssh } from './openssh.ts'
import { exportPem, importPem, type ImportProblem } from './pkcs8.ts'
import { newSeed, partsOfBox, secondHalf, secondKeyOf, type SecondKey } from './second.ts'

export type KeyProblem =
  | OpenProblem
  | ImportProblem
  | KeyringProblem
  | 'E_WEAK_KEY'
  /** No key with this id, or a key that is already there. */
  | 'not-found'
  | 'exists'
  | 'disk-full'
  | 'not-writable'

/** What may be known about a key without its passphrase. */
export type KeySummary = Omit<KeyHeader, 'schema'> & {
  /** The keyring that wraps it; missing where none does. */
  readonly keyring?: KeyringName | undefined
}

/** A private key in use. */
export type UnlockedKey = {
  readonly summary: KeySummary
  readonly publicKey: PublicKey
  /** Ed25519 signature (64 bytes), or ECDSA in DER. */
  readonly sign: (message: Uint8Array) => Uint8Array
  /** Signs beside it, where one was made. */
  readonly second: SecondKey | null
}

export type Keys = {
  /** Keys by name, then id. Files that are no keys are left out. */
  readonly list: () => Promise<readonly KeySummary[]>
  readonly create: (request: {
    readonly name: string
    readonly passphrase: string
    /** ISO text in UTC. */
    readonly at: string
    readonly algorithm?: MainAlgorithm
    /** Makes a post-quantum key with it, which signs beside it from then on. */
    readonly second?: boolean | undefined
  }) => Promise<Result<KeySummary, KeyProblem>>
  readonly unlock: (keyId: string, passphrase: string) => Promise<Result<UnlockedKey, KeyProblem>>
  /** The private key under a passphrase of its own: PKCS#8 as openssl reads it, or in the form of OpenSSH. */
  readonly exportKey: (
    keyId: string,
    passphrase: string,
    newPassphrase: string,
    form?: PrivateKeyForm,
  ) => Promise<Result<string, KeyProblem>>
  /** Puts a key aside, from where `restore` brings it back until `purge` destroys what was put aside. */
  readonly remove: (keyId: string) => Promise<Result<null, KeyProblem>>
  readonly restore: (keyId: string) => Promise<Result<null, KeyProblem>>
  readonly purge: () => Promise<void>
  /** Puts a key's file under the keyring of the account as well, or takes it out again. */
  readonly setWrapped: (keyId: string, wrapped: boolean) => Promise<Result<null, KeyProblem>>
  /** Takes a private key in, sealed under a new passphrase: PKCS#8 or SEC 1 in PEM, or the form of OpenSSH. */
  readonly importKey: (request: {
    readonly pem: string
    readonly pemPassphrase: string | null
    readonly name: string
    readonly passphrase: string
    readonly at: string
  }) => Promise<Result<KeySummary, KeyProblem>>
}

export type PrivateKeyForm = 'pkcs8' | 'openssh'

/** A key with a second one has some twenty kilobytes. */
const longestKeyFile = 256 * 1024

const ending = '.key.json'
/** A key that was put aside. It is no key for `list` any more. */
const removedEnding = '.key.removed'

/** The keys in a folder, which is made when the first key is. */
export function keysIn(folder: string, keyring: Keyring = noKeyring): Keys {
  const fileOf = (keyId: string): string => path.join(folder, `${keyId}${ending}`)

  const read = async (keyId: string): Promise<Result<KeyFile, 'not-found' | 'broken-file'>> => {
    if (!/^[0-9a-f]{64}$/.test(keyId)) return fail('not-found')
    const bytes = await readBounded(fileOf(keyId), longestKeyFile)
    if (bytes === null) return fail((await lstat(fileOf(keyId)).catch(() => null)) === null ? 'not-found' : 'broken-file')
    const file = parseKeyFile(bytes)
    if (!file.ok) return file
    const key = publicKeyOfPem(file.value.publicKeyPem)
    const fits = key.ok && key.value.keyId === keyId && file.value.keyId === keyId && key.value.algorithm === file.value.algorithm
    return fits ? file : fail('broken-file')
  }

  const open = async (keyId: string, passphrase: string): Promise<Result<{ file: KeyFile; box: Buffer; main: Buffer; seed: Buffer | null }, KeyProblem>> => {
    const file = await read(keyId)
    if (!file.ok) return file
    const bare = await unwrapFile(file.value, keyring)
    if (!bare.ok) return bare
    const box = await openKey(bare.value, passphrase)
    return box.ok ? ok({ file: file.value, box: box.value, ...partsOfBox(box.value) }) : box
  }

  const move = async (keyId: string, from: string, to: string): Promise<Result<null, KeyProblem>> => {
    if (!/^[0-9a-f]{64}$/.test(keyId)) return fail('not-found')
    try {
      await rename(path.join(folder, keyId + from), path.join(folder, keyId + to))
      return ok(null)
    } catch (error) {
      return fail(error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'not-found' : 'not-writable')
    }
  }

  const save = async (key: KeyObject, name: string, passphrase: string, at: string, seed: Buffer | null = null): Promise<Result<KeySummary, KeyProblem>> => {
    const publicKey = publicKeyOf(new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' })))
    if (!publicKey.ok) return fail(publicKey.problem)
    const { keyId, algorithm } = publicKey.value
    if (algorithm === 'ML-DSA-65') return fail('E_KEY_FORM')
    if ((await lstat(fileOf(keyId)).catch(() => null)) !== null) return fail('exists')
    const header: KeyHeader = {
      schema: 'homeport/key/1',
      keyId,
      name,
      algorithm,
      createdAt: at,
      publicKeyPem: pemOf(publicKey.value),
      ...(seed === null ? {} : { second: secondHalf(secondKeyOf(seed)) }),
    }
    const der = key.export({ type: 'pkcs8', format: 'der' })
    const box = Buffer.concat([der, seed ?? Buffer.alloc(0)])
    const sealed = await sealKey(header, box, passphrase)
    for (const secret of [der, box, seed]) secret?.fill(0)
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
    } catch {
      return fail('not-writable')
    }
    const written = await writeFileSafely(fileOf(keyId), canonicalJson(sealed), 0o600)
    return written.ok ? ok(summaryOf({ ...header, wrap: undefined })) : fail(written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable')
  }

  return {
    list: async () => {
      const names = await readdir(folder).catch((): string[] => [])
      const files = await Promise.all(
        names.filter((name) => name.endsWith(ending)).map((name) => read(name.slice(0, -ending.length))),
      )
      return files
        .flatMap((file) => (file.ok ? [summaryOf(file.value)] : []))
        .toSorted((left, right) => (`${left.name} ${left.keyId}` < `${right.name} ${right.keyId}` ? -1 : 1))
    },
    create: ({ name, passphrase, at, algorithm = 'Ed25519', second = false }) =>
      save(generate(algorithm), name, passphrase, at, second ? newSeed() : null),
    unlock: async (keyId, passphrase) => {
      const opened = await open(keyId, passphrase)
      if (!opened.ok) return opened
      const { file, box, main, seed } = opened.value
      const unlocked = unlockedKey(createPrivateKey({ key: main, format: 'der', type: 'pkcs8' }), summaryOf(file), seed)
      box.fill(0)
      return unlocked
    },
    exportKey: async (keyId, passphrase, newPassphrase, form = 'pkcs8') => {
      const opened = await open(keyId, passphrase)
      if (!opened.ok) return opened
      const { box, main, file } = opened.value
      const text =
        form === 'pkcs8'
          ? await exportPem(main, newPassphrase)
          : exportOpenssh(createPrivateKey({ key: main, format: 'der', type: 'pkcs8' }), newPassphrase, file.name)
      box.fill(0)
      return ok(text)
    },
    setWrapped: async (keyId, wrapped) => {
      const file = await read(keyId)
      if (!file.ok) return file
      const next = wrapped ? await wrapFile(file.value, keyring) : await unwrapFile(file.value, keyring)
      if (!next.ok) return next
      const written = await writeFileSafely(fileOf(keyId), canonicalJson(next.value), 0o600)
      return written.ok ? ok(null) : fail(written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable')
    },
    remove: (keyId) => move(keyId, ending, removedEnding),
    restore: (keyId) => move(keyId, removedEnding, ending),
    purge: async () => {
      const names = await readdir(folder).catch((): string[] => [])
      const removed = names.filter((name) => name.endsWith(removedEnding))
      await Promise.all(removed.map((name) => unlink(path.join(folder, name)).catch(() => undefined)))
    },
    importKey: async ({ pem, pemPassphrase, name, passphrase, at }) => {
      const key = isOpenssh(pem) ? importOpenssh(pem, pemPassphrase) : await importPem(pem, pemPassphrase)
      return key.ok ? save(key.value, name, passphrase, at) : key
    },
  }
}

/** A private key that is not kept: from a PEM file that another program keeps. */
export function unlockedKeyOf(key: KeyObject, name: string, at: string, seed: Buffer | null = null): Result<UnlockedKey, KeyProblem> {
  const publicKey = publicKeyOf(new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' })))
  if (!publicKey.ok) return fail(publicKey.problem)
  const { keyId, algorithm } = publicKey.value
  if (algorithm === 'ML-DSA-65') return fail('E_KEY_FORM')
  const second = seed === null ? {} : { second: secondHalf(secondKeyOf(seed)) }
  return unlockedKey(key, { keyId, algorithm, name, createdAt: at, publicKeyPem: pemOf(publicKey.value), ...second }, seed)
}

function unlockedKey(key: KeyObject, summary: KeySummary, seed: Buffer | null): Result<UnlockedKey, KeyProblem> {
  const publicKey = publicKeyOfPem(summary.publicKeyPem)
  if (!publicKey.ok) return fail(publicKey.problem)
  const second = seed === null ? null : secondKeyOf(seed)
  // The header says which second key belongs to it; the seal has bound it already.
  if (second?.publicKey.keyId !== summary.second?.keyId) return fail('broken-file')
  const hash = { 'Ed25519': null, 'ECDSA-P256': 'sha256', 'ECDSA-P384': 'sha384' }[summary.algorithm]
  return ok({
    summary,
    publicKey: publicKey.value,
    second,
    sign: (message) => {
      const signature = new Uint8Array(sign(hash, message, key))
      // Two libraries must agree before a signature leaves: the one that made it and the one that verifies.
      if (!isSignedBy(publicKey.value, message, signature)) throw new Error('the signature just made does not verify')
      return signature
    },
  })
}

function generate(algorithm: MainAlgorithm): KeyObject {
  if (algorithm === 'Ed25519') return generateKeyPairSync('ed25519').privateKey
  return generateKeyPairSync('ec', { namedCurve: algorithm === 'ECDSA-P256' ? 'prime256v1' : 'secp384r1' }).privateKey
}

function summaryOf({ keyId, name, algorithm, createdAt, publicKeyPem, second, wrap }: KeyHeader & Pick<KeyFile, 'wrap'>): KeySummary {
  return { keyId, name, algorithm, createdAt, publicKeyPem, ...(second === undefined ? {} : { second }), ...(wrap === undefined ? {} : { keyring: wrap.keyring }) }
}
