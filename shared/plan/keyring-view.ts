/** The keyring of this account as the page sees it. */
import { z, type Infer } from '../base/schema.ts'

/** Keyrings that keep a secret from other accounts. */
export const KeyringName = z.enum(['keychain', 'dpapi', 'gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])
export type KeyringName = Infer<typeof KeyringName>

export const KeyringState = z.union([
  z.strictObject({ usable: z.literal(true), name: KeyringName }),
  /**
   * `basic-text`: the system would only pretend, with a password that everybody knows. `closed`: there is one, and it
   * does not answer. `none`: nothing is known here.
   */
  z.strictObject({ usable: z.literal(false), why: z.enum(['basic-text', 'closed', 'none']) }),
])
export type KeyringState = Infer<typeof KeyringState>
