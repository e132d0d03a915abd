/** The private key that a command signs with: a PEM file that another program keeps, or a key file of Homeport. */
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { utf8Bytes } from '../../shared/base/bytes.ts'
import { instantNumber } from '../../shared/base/instant.ts'
import { unlockedKeyOf, type KeyProblem, type UnlockedKey } from '../keys/keys.ts'
import { openKey, parseKeyFile } from '../keys/container.ts'
import { importPem } from '../keys/pkcs8.ts'
import { partsOfBox } from '../keys/second.ts'
import { createPrivateKey } from 'node:crypto'
import { UsageError, type CliCommand, type CommandInput } from './command.ts'
import { optional, readTextFile, required } from './load.ts'

/** Options of every command that signs. A passphrase is never an argument: arguments are visible to others. */
export const signingOptions = {
  key: { type: 'string' },
  'passphrase-file': { type: 'string' },
  name: { type: 'string' },
  title: { type: 'string' },
  at: { type: 'string' },
} as const satisfies CliCommand['options']

/** Unlocks the key given by `--key`. `--name` is what signers call themselves. */
export async function signingKey(input: CommandInput): Promise<UnlockedKey> {
  const file = required(input, 'key')
  const text = await readTextFile(file)
  const passphraseFile = optional(input, 'passphrase-file')
  const passphrase = passphraseFile === null ? null : (await readTextFile(passphraseFile)).replace(/\r?\n$/, '')
  const name = optional(input, 'name') ?? ''
  const key = text.trimStart().startsWith('{')
    ? await openHomeportKey(text, passphrase, name)
    : await openPem(text, passphrase, name, timeOf(input))
  if (!key.ok) throw new UsageError(`${file}: ${sentences[key.problem]}`)
  return key.value
}

/** The moment to sign with: `--at`, or now. */
export function timeOf(input: CommandInput): string {
  const given = optional(input, 'at')
  if (given !== null && instantNumber(given) === null)
    throw new UsageError(`--at ${given} is no moment; write it like 2026-11-23T14:32:00Z`)
  return given ?? new Date().toISOString().replace(/\.\d{3}Z$/, 'Z')
}

async function openPem(pem: string, passphrase: string | null, name: string, at: string): Promise<Result<UnlockedKey, KeyProblem>> {
  const key = await importPem(pem, passphrase)
  if (!key.ok) return key
  if (name === '') throw new UsageError('give --name, who signs with this key')
  return unlockedKeyOf(key.value, name, at)
}

async function openHomeportKey(text: string, passphrase: string | null, name: string): Promise<Result<UnlockedKey, KeyProblem>> {
  const file = parseKeyFile(utf8Bytes(text.trim()))
  if (!file.ok) return file
  if (passphrase === null) return fail('needs-passphrase')
  const box = await openKey(file.value, passphrase)
  if (!box.ok) return box
  const { main, seed } = partsOfBox(box.value)
  const key = createPrivateKey({ key: main, format: 'der', type: 'pkcs8' })
  const unlocked = unlockedKeyOf(key, name === '' ? file.value.name : name, file.value.createdAt, seed)
  box.value.fill(0)
  if (!unlocked.ok) return unlocked
  const { keyId, second } = unlocked.value.summary
  if (keyId !== file.value.keyId || second?.keyId !== file.value.second?.keyId) return fail('broken-file')
  return ok(unlocked.value)
}

const sentences: Readonly<Record<KeyProblem, string>> = {
  'wrong-passphrase': 'the passphrase is wrong, or the file was changed',
  'needs-passphrase': 'is encrypted; give --passphrase-file',
  'broken-file': 'is no key file of Homeport, or it is damaged',
  'keyring-lost': 'is wrapped by the keyring of an account; sign in the window, or take the wrap off under Keys',
  'no-keyring': 'there is no keyring',
  'not-found': 'is not there',
  'exists': 'is there already',
  'disk-full': 'the disk is full',
  'not-writable': 'cannot be written',
  E_KEY_FORM: 'holds no private key that Homeport reads; make one with "openssl genpkey -algorithm ed25519 -out key.pem"',
  E_WEAK_KEY: 'is a weak key, with which anybody could sign; make a new one',
  E_KDF_WEAK: 'is protected so weakly that its passphrase can be guessed; encrypt it again with openssl pkcs8 -topk8 -iter 600000',
  E_KDF_DOS: 'asks for more work than Homeport does; encrypt it again with usual settings',
}
