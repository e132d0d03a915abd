/** What is said to the process that holds a vendor's PKCS#11 module, and what it answers. */
import { MainAlgorithm } from '../../shared/base/envelope.ts'
import { z, type Infer } from '../../shared/base/schema.ts'

const Place = { module: z.string(), slot: z.int() }

export const TokenAsk = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('slots'), module: z.string() }),
  z.strictObject({ ask: z.literal('keys'), ...Place }),
  /** `message` in base64. The PIN is in no log and no answer, and goes with the process. */
  z.strictObject({ ask: z.literal('sign'), ...Place, keyId: z.string(), pin: z.string(), message: z.string() }),
])
export type TokenAsk = Infer<typeof TokenAsk>

export const TokenSlot = z.strictObject({ slot: z.int(), label: z.string(), maker: z.string(), serial: z.string() })
export type TokenSlot = Infer<typeof TokenSlot>

export const TokenKey = z.strictObject({ keyId: z.string(), algorithm: MainAlgorithm, label: z.string(), publicKeyPem: z.string() })
export type TokenKey = Infer<typeof TokenKey>

export const TokenProblem = z.enum([
  /** The file is no PKCS#11 module, or it broke its process. */
  'module',
  /** No token is in the slot, or it was taken out. */
  'absent',
  'wrong-pin',
  /** Too many wrong PINs: the token's own tools unlock it. */
  'pin-locked',
  /** The token has no such key, or does not let it sign. */
  'no-key',
  'failed',
])
export type TokenProblem = Infer<typeof TokenProblem>

export const TokenAnswer = z.union([
  z.strictObject({ slots: z.array(TokenSlot) }),
  z.strictObject({ keys: z.array(TokenKey) }),
  z.strictObject({ signature: z.string() }),
  z.strictObject({ problem: TokenProblem }),
])
export type TokenAnswer = Infer<typeof TokenAnswer>
