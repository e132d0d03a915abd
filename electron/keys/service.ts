/** The planner's keys as the contract speaks about them. */
import { readFile, stat } from 'node:fs/promises'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { publicKeyOfPem } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault, Handlers, Input, KeySummary, Output } from '../../shared/contract.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import type { WordId } from '../../shared/words/tables.ts'
import { safeFileName, writeFileSafely } from '../files.ts'
import type { PrintPdf } from '../print-pdf.ts'
import type { Dialogs, FileKind } from '../services.ts'
import type { Signer } from '../signing.ts'
import { keyCard } from './card.ts'
import { noKeyring, type Keyring } from './keyring.ts'
import { keysIn, type KeyProblem, type UnlockedKey } from './keys.ts'
import { opensshLine } from './openssh.ts'
import { unlockedKeys } from './unlocked.ts'
import type { TokenProblem } from '../tokens/ask.ts'
import { signWithToken, tokenKeysIn, type TokenEntry } from '../tokens/token-keys.ts'
import { knownModules, tokensThrough, type TokenHost } from '../tokens/tokens.ts'

export type KeyService = {
  readonly list: () => Promise<readonly KeySummary[]>
  /** A key to sign with. Without a passphrase only one that is unlocked. */
  readonly signer: (keyId: string, passphrase: string | null) => Promise<Result<Signer, Fault>>
  readonly lockAll: () => void
  /** Destroys what was removed. For the start of the application. */
  readonly purge: () => Promise<void>
  readonly handlers: Pick<Handlers, KeyChannel>
}

type KeyChannel = Extract<keyof Handlers, `${'keys' | 'tokens'}.${string}`>

export type KeyServiceParts = {
  /** Runs a vendor's module for keys on tokens. */
  readonly tokenHost: TokenHost
  /** Holds one sealed file per key. Made when the first key is. */
  readonly folder: string
  readonly dialogs: Pick<Dialogs, 'openFile' | 'saveFile'>
  readonly printPdf: PrintPdf | null
  /** Now, as ISO text in UTC. */
  readonly now: () => string
  /** The keyring of the account, where there is a window. */
  readonly keyring?: Keyring
}

/** No private key is longer; a file that is, is something else. */
const longestKeyFile = 20_000

const pemKind: FileKind = { name: 'PEM', extensions: ['pem', 'key'] }

export function keyService({ folder, dialogs, printPdf, now, tokenHost, keyring = noKeyring }: KeyServiceParts): KeyService {
  const files = keysIn(folder, keyring)
  const tokens = tokensThrough(tokenHost)
  const tokenKeys = tokenKeysIn(folder)
  const listAll = async (): Promise<readonly KeySummary[]> => {
    const onTokens = (await tokenKeys.list()).map(summaryOfToken)
    return [...(await files.list()), ...onTokens].toSorted((left, right) => (`${left.name} ${left.keyId}` < `${right.name} ${right.keyId}` ? -1 : 1))
  }
  const keys = { ...files, list: listAll }
  const unlocked = unlockedKeys()
  const faultOf = (problem: KeyProblem): { readonly ok: false; readonly problem: Fault } =>
    fail({ code: faultCode(problem), detail: folder })

  /** The PIN lives in the signer alone, which locks itself like every unlocked key. */
  const tokenSigner = (entry: TokenEntry, pin: string): Signer => ({
    key: summaryOfToken(entry),
    sign: async (message) => {
      const signed = await signWithToken(tokens, entry, pin, message)
      return signed.ok ? signed : fail({ code: tokenFault[signed.problem], detail: entry.label })
    },
  })

  const unlock = async (keyId: string, passphrase: string): Promise<Result<Signer, Fault>> => {
    const entry = (await tokenKeys.list()).find((one) => one.keyId === keyId)
    if (entry !== undefined) {
      const signer = tokenSigner(entry, passphrase)
      // Whether the PIN is right, only a signature tells; this one is about nothing.
      const tried = await signer.sign(utf8Bytes(`homeport/unlock/1 ${keyId}`))
      return tried.ok ? ok(signer) : tried
    }
    const opened = await keys.unlock(keyId, passphrase)
    return opened.ok ? ok(signerOf(opened.value)) : faultOf(opened.problem)
  }

  /** Asks where, and writes. */
  const save = async (title: WordId, name: string, kind: FileKind, content: string | Uint8Array, mode: number): Promise<Result<Output<'keys.publish'>, Fault>> => {
    const file = await dialogs.saveFile({ title, suggestedName: `${safeFileName(name)}.${kind.extensions[0] ?? 'pem'}`, kinds: [kind] })
    if (file === null) return ok(null)
    const written = await writeFileSafely(file, content, mode)
    if (written.ok) return ok({ path: file, bytes: typeof content === 'string' ? utf8Bytes(content).length : content.length })
    return fail({ code: written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable', detail: file })
  }

  const publish = async ({ keyId, form, language }: Input<'keys.publish'>): Promise<Result<Output<'keys.publish'>, Fault>> => {
    const summary = (await keys.list()).find((key) => key.keyId === keyId)
    const key = summary === undefined ? null : publicKeyOfPem(summary.publicKeyPem)
    if (summary === undefined || key === null || !key.ok) return fail({ code: 'not-found', detail: keyId })
    const title = `keys.publish.${form}` as const
    if (form === 'pem') return save(title, summary.name, pemKind, summary.publicKeyPem, 0o644)
    if (form === 'openssh') {
      const line = opensshLine(key.value, summary.name)
      if (line === null) return fail({ code: 'bad-input', detail: summary.algorithm })
      return save(title, summary.name, { name: 'OpenSSH', extensions: ['pub'] }, line, 0o644)
    }
    const card = keyCard(summary, language)
    const fileName = `${summary.name} ${say(catalogOf(language), { id: title, values: {} })}`
    if (printPdf === null) return save(title, fileName, { name: 'HTML', extensions: ['html'] }, card, 0o644)
    const pdf = await printPdf(card, { footer: '', at: now() })
    return save(title, fileName, { name: 'PDF', extensions: ['pdf'] }, pdf, 0o644)
  }

  return {
    list: keys.list,
    purge: async () => {
      await keys.purge()
      await tokenKeys.purge()
    },
    lockAll: unlocked.lockAll,
    signer: async (keyId, passphrase) => {
      if (passphrase !== null) return unlock(keyId, passphrase)
      const held = unlocked.use(keyId)
      return held === null ? fail({ code: 'locked', detail: keyId }) : ok(held)
    },
    handlers: {
      'keys.list': async () => ok([...(await keys.list())]),
      'keys.unlocked': async () => ok([...unlocked.ids()]),
      'keys.create': async (request) => {
        const created = await keys.create({ ...request, algorithm: request.algorithm ?? 'Ed25519' })
        return created.ok ? created : faultOf(created.problem)
      },
      'keys.unlock': async ({ keyId, passphrase }) => {
        const opened = await unlock(keyId, passphrase)
        if (!opened.ok) return opened
        unlocked.hold(opened.value)
        return ok(null)
      },
      'keys.keyring': async () => ok(await keyring.state()),
      'keys.setWrapped': async ({ keyId, wrapped }) => {
        unlocked.lock(keyId)
        const done = await keys.setWrapped(keyId, wrapped)
        return done.ok ? done : faultOf(done.problem)
      },
      'keys.lock': async () => {
        unlocked.lockAll()
        return ok(null)
      },
      'keys.import': async ({ filePassphrase, name, passphrase, at }) => {
        const title = 'keys.import'
        const file = await dialogs.openFile({ title, kinds: [{ name: title, extensions: ['*'] }] })
        if (file === null) return ok(null)
        const pem = await readSmallText(file)
        if (pem === null) return faultOf('E_KEY_FORM')
        const taken = await keys.importKey({ pem, pemPassphrase: filePassphrase, name, passphrase, at })
        return taken.ok ? taken : faultOf(taken.problem)
      },
      'keys.export': async ({ keyId, passphrase, newPassphrase, form }) => {
        const summary = (await keys.list()).find((key) => key.keyId === keyId)
        if (summary === undefined) return fail({ code: 'not-found', detail: keyId })
        const text = await keys.exportKey(keyId, passphrase, newPassphrase, form)
        if (!text.ok) return faultOf(text.problem)
        const title = `keys.export.${form}` as const
        const kind: FileKind = form === 'pkcs8' ? pemKind : { name: 'OpenSSH', extensions: ['openssh'] }
        return save(title, `${summary.name} private`, kind, text.value, 0o600)
      },
      'keys.publish': publish,
      'tokens.modules': async () => ok([...knownModules()]),
      'tokens.look': async ({ module }) => {
        const title = 'tokens.module'
        const file = module ?? (await dialogs.openFile({ title, kinds: [{ name: title, extensions: ['so', 'dll', 'dylib'] }] }))
        if (file === null) return ok(null)
        const slots = await tokens.slots(file)
        if (!slots.ok) return fail({ code: tokenFault[slots.problem], detail: file })
        const found: Output<'tokens.look'> = { module: file, keys: [] }
        for (const { slot, label, serial } of slots.value) {
          const held = await tokens.keys(file, slot)
          if (!held.ok) return fail({ code: tokenFault[held.problem], detail: label })
          found.keys.push(...held.value.map((key) => ({ ...key, token: label, serial })))
        }
        return ok(found)
      },
      'tokens.add': async ({ module, keyId, serial, name, at }) => {
        const slots = await tokens.slots(module)
        const slot = slots.ok ? slots.value.find((one) => one.serial === serial) : undefined
        const held = slot === undefined ? null : await tokens.keys(module, slot.slot)
        const key = held?.ok === true ? held.value.find((one) => one.keyId === keyId) : undefined
        if (slot === undefined || key === undefined) return fail({ code: 'token-absent', detail: module })
        const { algorithm, publicKeyPem } = key
        const entry: TokenEntry = { schema: 'homeport/token-key/1', keyId, name, algorithm, createdAt: at, publicKeyPem, module, serial, label: slot.label }
        const added = await tokenKeys.add(entry)
        if (added.ok) return ok(summaryOfToken(entry))
        return fail({ code: added.problem === 'exists' ? 'key-exists' : added.problem, detail: folder })
      },
      'keys.remove': async (keyId) => {
        unlocked.lock(keyId)
        if (await tokenKeys.setRemoved(keyId, true)) return ok(null)
        const removed = await keys.remove(keyId)
        return removed.ok ? removed : faultOf(removed.problem)
      },
      'keys.restore': async (keyId) => {
        if (await tokenKeys.setRemoved(keyId, false)) return ok(null)
        const restored = await keys.restore(keyId)
        return restored.ok ? restored : faultOf(restored.problem)
      },
    },
  }
}

function summaryOfToken({ keyId, name, algorithm, createdAt, publicKeyPem, label }: TokenEntry): KeySummary {
  return { keyId, name, algorithm, createdAt, publicKeyPem, token: label }
}

const tokenFault: Readonly<Record<TokenProblem, Fault['code']>> = {
  'module': 'token-module',
  'absent': 'token-absent',
  'wrong-pin': 'wrong-pin',
  'pin-locked': 'pin-locked',
  'no-key': 'not-found',
  'failed': 'token-failed',
}

export function signerOf(key: UnlockedKey): Signer {
  const sign: Signer['sign'] = (message) => Promise.resolve(ok(key.sign(message)))
  const { second } = key
  if (second === null) return { key: key.summary, sign }
  return { key: key.summary, sign, second: (message) => Promise.resolve(ok(second.sign(message))) }
}

/** Null for what cannot be read or is too long for a key. */
async function readSmallText(file: string): Promise<string | null> {
  try {
    const { size } = await stat(file)
    return size > longestKeyFile ? null : await readFile(file, 'utf8')
  } catch {
    return null
  }
}

function faultCode(problem: KeyProblem): Fault['code'] {
  switch (problem) {
    case 'wrong-passphrase':
    case 'needs-passphrase':
    case 'not-found':
    case 'disk-full':
    case 'not-writable':
    case 'no-keyring':
    case 'keyring-lost':
      return problem
    case 'exists':
      return 'key-exists'
    case 'E_KEY_FORM':
      return 'no-key'
    case 'E_WEAK_KEY':
      return 'weak-key'
    case 'E_KDF_WEAK':
      return 'weak-protection'
    default:
      return 'broken-file'
  }
}
