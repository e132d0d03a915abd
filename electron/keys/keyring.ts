/**
 * The keyring of the computer's account (macOS Keychain, Windows DPAPI, GNOME Keyring, KWallet) as an added wrap around a
 * sealed key: a copied file then opens only for this account on this computer, and still only with its passphrase.
 */
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { KeyringName, KeyringState } from '../../shared/plan/keyring-view.ts'
import type { KeyFile } from './container.ts'

/** What the system offers. Neither function throws. */
export type Keyring = {
  readonly state: () => Promise<KeyringState>
  /** The text under the keyring, in base64; null where the keyring refuses. */
  readonly wrap: (text: string) => Promise<string | null>
  /** Null where the keyring does not open it: another account or computer, or its entry is gone. */
  readonly unwrap: (wrapped: string) => Promise<string | null>
}

/** Those that Electron names on Linux. */
export const linuxKeyrings = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'] as const satisfies readonly KeyringName[]

/** Where no window runs, as on the command line. */
export const noKeyring: Keyring = {
  state: () => Promise.resolve({ usable: false, why: 'none' }),
  wrap: () => Promise.resolve(null),
  unwrap: () => Promise.resolve(null),
}

export type KeyringProblem =
  /** No keyring that keeps secrets. */
  | 'no-keyring'
  /** A wrapped key, and no keyring that opens it. */
  | 'keyring-lost'

/** The key file under the keyring. What went in is taken out again before anything is believed. */
export async function wrapFile(file: KeyFile, keyring: Keyring): Promise<Result<KeyFile, KeyringProblem>> {
  if (file.wrap !== undefined) return ok(file)
  const state = await keyring.state()
  if (!state.usable) return fail('no-keyring')
  const { box } = file.seal
  const wrapped = await keyring.wrap(box)
  if (wrapped === null || (await keyring.unwrap(wrapped)) !== box) return fail('no-keyring')
  return ok({ ...file, seal: { ...file.seal, box: '' }, wrap: { keyring: state.name, box: wrapped } })
}

/** The key file as it was before it was wrapped. */
export async function unwrapFile(file: KeyFile, keyring: Keyring): Promise<Result<KeyFile, KeyringProblem>> {
  const { wrap, ...rest } = file
  if (wrap === undefined) return ok(file)
  const box = await keyring.unwrap(wrap.box)
  return box === null ? fail('keyring-lost') : ok({ ...rest, seal: { ...file.seal, box } })
}
