/** The one function used of `bcrypt-pbkdf`, which ships no types. */
declare module 'bcrypt-pbkdf' {
  /** Fills `key` from a passphrase, OpenBSD's way. Returns 0, or -1 where a length is not possible. */
  export function pbkdf(
    passphrase: Uint8Array,
    passphraseLength: number,
    salt: Uint8Array,
    saltLength: number,
    key: Uint8Array,
    keyLength: number,
    rounds: number,
  ): number
}
