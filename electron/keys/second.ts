/** The second, post-quantum key of a signer: ML-DSA-65 (FIPS 204), kept as its seed beside the main key. */
import { randomBytes } from 'node:crypto'
import { isSignedBy, pemOf, postQuantumKey, type PublicKey } from '../../shared/base/envelope.ts'
import { element } from '../der.ts'

export const seedLength = 32

export type SecondKey = {
  readonly publicKey: PublicKey
  /** Signature of 3309 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array
}

export function newSeed(): Buffer {
  return randomBytes(seedLength)
}

/** The key of a seed. The same seed gives the same key; signatures differ each time, as FIPS 204 advises. */
export function secondKeyOf(seed: Uint8Array): SecondKey {
  const { publicKey, sign } = postQuantumKey(seed)
  return {
    publicKey,
    sign: (message) => {
      const signature = sign(message, randomBytes(32))
      if (!isSignedBy(publicKey, message, signature)) throw new Error('the signature just made does not verify')
      return signature
    },
  }
}

/** The public half as a key file and the contract name it. */
export function secondHalf({ publicKey }: SecondKey) {
  return { keyId: publicKey.keyId, algorithm: 'ML-DSA-65' as const, publicKeyPem: pemOf(publicKey) }
}

/** The main key (PKCS#8 DER) and the seed after it, from what was sealed. Throws where it is neither. */
export function partsOfBox(box: Buffer): { readonly main: Buffer; readonly seed: Buffer | null } {
  const { end } = element(box)
  const rest = box.subarray(end)
  if (rest.length !== 0 && rest.length !== seedLength) throw new RangeError('not a key')
  return { main: box.subarray(0, end), seed: rest.length === 0 ? null : rest }
}
