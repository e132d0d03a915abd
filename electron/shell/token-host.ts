/** Runs a vendor's PKCS#11 module in a utility process: Electron's own way, which needs no Node beside it. */
import type { UtilityProcess } from 'electron'
import type { TokenHost } from '../tokens/tokens.ts'
import { tokenEnvironment, tokenPatience } from '../tokens/tokens.ts'

/** What this file needs of Electron. */
export type ForkUtility = (program: string, settings: { readonly env: Record<string, string>; readonly stdio: 'ignore'; readonly serviceName: string }) => Pick<UtilityProcess, 'kill' | 'postMessage' | 'once'>

export function utilityHost(fork: ForkUtility, program: string): TokenHost {
  return (ask) =>
    new Promise((resolve) => {
      const child = fork(program, { env: tokenEnvironment(), stdio: 'ignore', serviceName: 'Homeport token' })
      const timer = setTimeout(() => child.kill(), tokenPatience)
      const settle = (value: unknown): void => {
        clearTimeout(timer)
        resolve(value)
      }
      child.once('message', (answer: unknown) => {
        settle(answer)
        child.kill()
      })
      child.once('exit', () => settle(null))
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process of our own, no window
      child.postMessage(ask)
    })
}
