/** `token`: what is in the cards and tokens of this computer, through their vendor's PKCS#11 module. */
import { fingerprintOf } from '../../shared/base/envelope.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { Fault } from '../../shared/contract.ts'
import type { Signer } from '../signing.ts'
import type { TokenProblem } from '../tokens/ask.ts'
import { childHost, knownModules, tokensThrough, type Tokens } from '../tokens/tokens.ts'
import { UsageError, type CliCommand, type CommandInput } from './command.ts'
import { optional, readTextFile, required } from './load.ts'

/** Options of a signing command that name a key on a token instead of a file. A PIN is never an argument. */
export const tokenOptions = {
  'token-module': { type: 'string' },
  'token-slot': { type: 'string' },
  'token-key': { type: 'string' },
  'pin-file': { type: 'string' },
} as const satisfies CliCommand['options']

export const tokenCommand: CliCommand = {
  name: 'token',
  usage: 'token list [--token-module FILE]   keys on cards and tokens; FILE is the PKCS#11 module of the vendor. Sign with: --token-module FILE --token-key ID --pin-file FILE',
  options: { 'token-module': { type: 'string' } },
  run: async (input) => {
    if (input.positionals.length !== 1 || input.positionals[0] !== 'list') throw new UsageError('write: token list --token-module FILE')
    const module = optional(input, 'token-module')
    if (module === null) {
      const found = knownModules()
      const text = found.length === 0 ? 'No module was found at a usual place; name one with --token-module.' : `Modules at usual places:\n${found.map((file) => `  ${file}`).join('\n')}`
      return { exitCode: 0, json: { modules: found }, text }
    }
    const tokens = tokensThrough(input.tokenHost ?? childHost())
    const slots = must(await tokens.slots(module), module)
    const listed = []
    for (const slot of slots) listed.push({ ...slot, keys: must(await tokens.keys(module, slot.slot), module) })
    const lines = listed.flatMap(({ slot, label, serial, keys }) => [
      `${label} (slot ${slot}, serial ${serial})`,
      ...keys.map((key) => `  ${key.algorithm} ${key.label}: ${key.keyId}`),
    ])
    return { exitCode: 0, json: { slots: listed }, text: lines.length === 0 ? 'No token with an initialized slot.' : lines.join('\n') }
  },
}

function must<T>(result: Result<T, TokenProblem>, module: string): T {
  if (!result.ok) throw new UsageError(`${module}: ${tokenSentences[result.problem]}`)
  return result.value
}

/** The signer that `--token-module` names; null where a command signs with a file. */
export async function tokenSigner(input: CommandInput, tokens: Tokens = tokensThrough(input.tokenHost ?? childHost())): Promise<Signer | null> {
  const module = optional(input, 'token-module')
  if (module === null) return null
  const wanted = required(input, 'token-key')
  const pin = (await readTextFile(required(input, 'pin-file'))).replace(/\r?\n$/, '')
  const given = optional(input, 'token-slot')
  const slots = given === null ? must(await tokens.slots(module), module).map(({ slot }) => slot) : [Number(given)]
  for (const slot of slots) {
    const key = must(await tokens.keys(module, slot), module).find(({ keyId, label }) => keyId === wanted || label === wanted)
    if (key === undefined) continue
    const name = optional(input, 'name') ?? key.label
    return {
      key: { ...key, name },
      sign: async (message) => {
        const signed = await tokens.sign({ module, slot, keyId: key.keyId }, pin, message)
        return signed.ok ? ok(signed.value) : failed(signed.problem)
      },
    }
  }
  throw new UsageError(`no token holds the key ${wanted}; "homeport token list" shows those that are there, such as ${fingerprintOf('0'.repeat(64)).slice(0, 9)}…`)
}

function failed(problem: TokenProblem): { readonly ok: false; readonly problem: Fault } {
  return fail({ code: problem === 'wrong-pin' ? 'wrong-passphrase' : problem === 'no-key' ? 'not-found' : 'locked', detail: tokenSentences[problem] })
}

export const tokenSentences: Readonly<Record<TokenProblem, string>> = {
  'module': 'is no PKCS#11 module, or it stopped working',
  'absent': 'there is no token in the slot; put it in and try again',
  'wrong-pin': 'the PIN is wrong; a token locks itself after a few wrong ones',
  'pin-locked': 'the PIN is locked after too many wrong ones; the token’s own tools unlock it',
  'no-key': 'the token has no such key, or does not let it sign',
  'failed': 'the token did not sign',
}
