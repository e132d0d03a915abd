/** Cards and tokens: what is in them, and signatures by their keys. Each question goes to a process of its own. */
import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { base64Of, bytesOfBase64 } from '../../shared/base/bytes.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { parse } from '../../shared/base/schema.ts'
import { TokenAnswer, type TokenAsk, type TokenKey, type TokenProblem, type TokenSlot } from './ask.ts'

/** Runs one question in a process and gives its answer, or null where the process broke or took too long. */
export type TokenHost = (ask: TokenAsk) => Promise<unknown>

/** Milliseconds. A card with a pad of its own waits for a person to type. */
export const tokenPatience = 120_000

const here = path.dirname(fileURLToPath(import.meta.url))

/** What modules use to find their own settings, and nothing else of ours. */
export function tokenEnvironment(): Record<string, string> {
  const names = /^(PATH|HOME|LANG|SystemRoot|USERPROFILE|APPDATA|SOFTHSM2_CONF|OPENSC_CONF|P11_.*)$/
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (names.test(name) && value !== undefined ? [[name, value]] : [])))
}

/** A child process of plain Node, with an environment that names no secrets. `program`: the built `token-process.js`. */
export function childHost(program: string = path.join(here, 'token-process.js')): TokenHost {
  return (ask) =>
    new Promise((resolve) => {
      const child = fork(program, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: tokenEnvironment(), execArgv: [] })
      const timer = setTimeout(() => child.kill('SIGKILL'), tokenPatience)
      const settle = (value: unknown): void => {
        clearTimeout(timer)
        resolve(value)
      }
      child.once('message', settle)
      child.once('error', () => settle(null))
      child.once('exit', () => settle(null))
      child.send(ask)
    })
}

export type Tokens = {
  readonly slots: (module: string) => Promise<Result<readonly TokenSlot[], TokenProblem>>
  readonly keys: (module: string, slot: number) => Promise<Result<readonly TokenKey[], TokenProblem>>
  readonly sign: (place: { readonly module: string; readonly slot: number; readonly keyId: string }, pin: string, message: Uint8Array) => Promise<Result<Uint8Array, TokenProblem>>
}

export function tokensThrough(host: TokenHost): Tokens {
  /** A module that breaks its process is no module to work with. */
  const put = async (ask: TokenAsk): Promise<TokenAnswer> => {
    if (!path.isAbsolute(ask.module) || !existsSync(ask.module)) return { problem: 'module' }
    const answer = await host(ask)
    const read = answer === null ? null : parse(TokenAnswer, answer)
    return read?.ok === true ? read.value : { problem: 'module' }
  }
  const problemIn = (answer: TokenAnswer): TokenProblem => ('problem' in answer ? answer.problem : 'failed')
  return {
    slots: async (module) => {
      const answer = await put({ ask: 'slots', module })
      return 'slots' in answer ? ok(answer.slots) : fail(problemIn(answer))
    },
    keys: async (module, slot) => {
      const answer = await put({ ask: 'keys', module, slot })
      return 'keys' in answer ? ok(answer.keys) : fail(problemIn(answer))
    },
    sign: async ({ module, slot, keyId }, pin, message) => {
      const answer = await put({ ask: 'sign', module, slot, keyId, pin, message: base64Of(message) })
      const signature = 'signature' in answer ? bytesOfBase64(answer.signature) : null
      return signature === null ? fail(problemIn(answer)) : ok(signature)
    },
  }
}

/** Where vendors' modules usually lie; those that are here. */
export function knownModules(): readonly string[] {
  const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
    linux: ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib', '/usr/local/lib'],
    darwin: ['/Library/OpenSC/lib', '/usr/local/lib', '/opt/homebrew/lib'],
    win32: ['C:\\Program Files\\OpenSC Project\\OpenSC\\pkcs11', 'C:\\Program Files\\Yubico\\Yubico PIV Tool\\bin', 'C:\\SoftHSM2\\lib'],
  }
  const names = ['opensc-pkcs11', 'libykcs11', 'softhsm/libsofthsm2', 'libsofthsm2', 'libsofthsm2-x64', 'p11-kit-proxy']
  const ending = { win32: 'dll', darwin: 'dylib' }[process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'darwin']
  const suffix = process.platform === 'linux' ? 'so' : ending
  return (places[process.platform] ?? []).flatMap((folder) => names.map((name) => path.join(folder, `${name}.${suffix}`))).filter((file) => existsSync(file))
}
