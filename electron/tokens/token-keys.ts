/** Keys on tokens as entries of the key folder: a public key and where its token is. Nothing secret is in them. */
import { mkdir, readdir, readFile, rename, unlink } from 'node:fs/promises'
import path from 'node:path'
import { canonicalJson } from '../../shared/base/canonical.ts'
import { KeyId, MainAlgorithm, publicKeyOfPem } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse, z, type Infer } from '../../shared/base/schema.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import { Instant } from '../../shared/plan/plan.ts'
import { writeFileSafely } from '../files.ts'
import type { TokenProblem } from './ask.ts'
import type { Tokens } from './tokens.ts'

export const TokenEntry = z.strictObject({
  schema: z.literal('homeport/token-key/1'),
  keyId: KeyId,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  algorithm: MainAlgorithm,
  createdAt: Instant,
  publicKeyPem: z.string().check(z.maxLength(2000)),
  /** File of the vendor's PKCS#11 module. */
  module: z.string().check(z.maxLength(1000)),
  /** What the token calls itself; its slot may be another one tomorrow. */
  serial: z.string().check(z.maxLength(100)),
  label: z.string().check(z.maxLength(200)),
})
export type TokenEntry = Infer<typeof TokenEntry>

export type TokenKeys = {
  readonly list: () => Promise<readonly TokenEntry[]>
  readonly add: (entry: TokenEntry) => Promise<Result<null, 'exists' | 'not-writable' | 'disk-full'>>
  readonly setRemoved: (keyId: string, removed: boolean) => Promise<boolean>
  readonly purge: () => Promise<void>
}

const ending = '.token.json'
const removedEnding = '.token.removed'

export function tokenKeysIn(folder: string): TokenKeys {
  const fileOf = (keyId: string, end: string): string => path.join(folder, keyId + end)
  const read = async (keyId: string): Promise<TokenEntry | null> => {
    const bytes = await readFile(fileOf(keyId, ending)).catch(() => null)
    const json = bytes === null ? null : parseStrictJson(new Uint8Array(bytes))
    const entry = json?.ok === true ? parse(TokenEntry, json.value) : null
    const key = entry?.ok === true ? publicKeyOfPem(entry.value.publicKeyPem) : null
    return entry?.ok === true && key?.ok === true && key.value.keyId === keyId && key.value.algorithm === entry.value.algorithm ? entry.value : null
  }
  const names = async (end: string): Promise<readonly string[]> => {
    const found = await readdir(folder).catch((): string[] => [])
    return found.filter((name) => name.endsWith(end)).map((name) => name.slice(0, -end.length))
  }
  return {
    list: async () => (await Promise.all((await names(ending)).map(read))).filter((entry) => entry !== null),
    add: async (entry) => {
      if ((await read(entry.keyId)) !== null) return fail('exists')
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined)
      const written = await writeFileSafely(fileOf(entry.keyId, ending), canonicalJson(entry), 0o600)
      return written.ok ? ok(null) : fail(written.problem.code === 'disk-full' ? 'disk-full' : 'not-writable')
    },
    setRemoved: async (keyId, removed) => {
      if (!/^[0-9a-f]{64}$/.test(keyId)) return false
      const [from, to] = removed ? [ending, removedEnding] : [removedEnding, ending]
      return rename(fileOf(keyId, from), fileOf(keyId, to)).then(
        () => true,
        () => false,
      )
    },
    purge: async () => {
      await Promise.all((await names(removedEnding)).map((keyId) => unlink(fileOf(keyId, removedEnding)).catch(() => undefined)))
    },
  }
}

/** A signature by the key of an entry, wherever its token is put in now. */
export async function signWithToken(tokens: Tokens, { module, serial, keyId }: TokenEntry, pin: string, message: Uint8Array): Promise<Result<Uint8Array, TokenProblem>> {
  const slots = await tokens.slots(module)
  if (!slots.ok) return slots
  const slot = slots.value.find((one) => one.serial === serial)
  return slot === undefined ? fail('absent') : tokens.sign({ module, slot: slot.slot, keyId }, pin, message)
}
