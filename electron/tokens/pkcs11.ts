/**
 * Cards and tokens through a vendor's PKCS#11 module: the door to pkcs11js. Only `token-process.ts` may use it, because
 * the module is foreign native code: it runs in a process that holds nothing else.
 */
import { createHash } from 'node:crypto'
import pkcs11 from 'pkcs11js'
import { base64Of, bytesOfBase64, concatBytes } from '../../shared/base/bytes.ts'
import { bytesOfHex } from '../../shared/base/digest.ts'
import { isSignedBy, pemOf, publicKeyOf, type MainAlgorithm, type PublicKey } from '../../shared/base/envelope.ts'
import { integer, onlyElement, sequence } from '../der.ts'
import type { TokenAnswer, TokenAsk, TokenKey, TokenProblem, TokenSlot } from './ask.ts'

/** More keys than anybody has on one token. */
const mostKeys = 200

/** CKM_EDDSA of PKCS#11 3.0, which the library does not name. */
const edwardsMechanism = 0x1057

/** By the DER of `CKA_EC_PARAMS`: an object identifier, or for Ed25519 also its name. */
const curves: Readonly<Record<string, { readonly algorithm: MainAlgorithm; readonly head: string }>> = {
  '06082a8648ce3d030107': { algorithm: 'ECDSA-P256', head: '3059301306072a8648ce3d020106082a8648ce3d030107034200' },
  '06052b81040022': { algorithm: 'ECDSA-P384', head: '3076301006072a8648ce3d020106052b81040022036200' },
  '06032b6570': { algorithm: 'Ed25519', head: '302a300506032b6570032100' },
  '130c656477617264733235353139': { algorithm: 'Ed25519', head: '302a300506032b6570032100' },
}

/** Answers one question. Never throws: what the module refuses becomes a problem. */
export function answerAsk(ask: TokenAsk): TokenAnswer {
  const library = new pkcs11.PKCS11()
  try {
    library.load(ask.module)
    library.C_Initialize()
  } catch {
    return { problem: 'module' }
  }
  try {
    if (ask.ask === 'slots') return { slots: slotsOf(library) }
    const handle = slotHandle(library, ask.slot)
    if (handle === undefined) return { problem: 'absent' }
    const session = library.C_OpenSession(handle, pkcs11.CKF_SERIAL_SESSION)
    try {
      return ask.ask === 'keys' ? { keys: publicKeys(library, session).map(summaryOf) } : sign(library, session, ask)
    } finally {
      library.C_CloseSession(session)
    }
  } catch (error) {
    return { problem: problemOf(error) }
  } finally {
    finish(library)
  }
}

function finish(library: pkcs11.PKCS11): void {
  try {
    library.C_Finalize()
    library.close()
  } catch {
    // A token that was taken out can no longer be left in order; the process ends anyway.
  }
}

/** A slot's number: the module's own, which it keeps as long as the token is in. */
function slotNumber(handle: Buffer): number {
  return Number(handle.readBigUInt64LE(0))
}

function slotHandle(library: pkcs11.PKCS11, slot: number): Buffer | undefined {
  return library.C_GetSlotList(true).find((handle) => slotNumber(handle) === slot)
}

function slotsOf(library: pkcs11.PKCS11): TokenSlot[] {
  return library.C_GetSlotList(true).flatMap((handle) => {
    const { label, manufacturerID, serialNumber, flags } = library.C_GetTokenInfo(handle)
    // A token that was never set up has no keys to sign with.
    if ((flags & pkcs11.CKF_TOKEN_INITIALIZED) === 0) return []
    return [{ slot: slotNumber(handle), label: label.trim(), maker: manufacturerID.trim(), serial: serialNumber.trim() }]
  })
}

type FoundKey = { readonly key: PublicKey; readonly algorithm: MainAlgorithm; readonly label: string; readonly id: Buffer }

/** Public keys that signatures of a plan may have. Others on the token are left out. */
function publicKeys(library: pkcs11.PKCS11, session: Buffer): readonly FoundKey[] {
  const handles = objects(library, session, [{ type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PUBLIC_KEY }])
  return handles.flatMap((handle) => {
    try {
      const wanted = [pkcs11.CKA_ID, pkcs11.CKA_LABEL, pkcs11.CKA_EC_PARAMS, pkcs11.CKA_EC_POINT]
      const [id, label, parameters, point] = library.C_GetAttributeValue(session, handle, wanted.map((type) => ({ type }))).map(({ value }) => Buffer.from(value))
      const curve = curves[parameters?.toString('hex') ?? '']
      if (id === undefined || point === undefined || curve === undefined) return []
      const key = publicKeyOf(concatBytes(bytesOfHex(curve.head) ?? new Uint8Array(), onlyElement(point).value))
      return key.ok ? [{ key: key.value, algorithm: curve.algorithm, label: label?.toString('utf8') ?? '', id }] : []
    } catch {
      // RSA keys have no point.
      return []
    }
  })
}

function objects(library: pkcs11.PKCS11, session: Buffer, template: pkcs11.Template): readonly Buffer[] {
  library.C_FindObjectsInit(session, template)
  const found = library.C_FindObjects(session, mostKeys)
  library.C_FindObjectsFinal(session)
  return found
}

function summaryOf({ key, algorithm, label }: FoundKey): TokenKey {
  return { keyId: key.keyId, algorithm, label: label.slice(0, 200), publicKeyPem: pemOf(key) }
}

function sign(library: pkcs11.PKCS11, session: Buffer, ask: Extract<TokenAsk, { ask: 'sign' }>): TokenAnswer {
  const found = publicKeys(library, session).find(({ key }) => key.keyId === ask.keyId)
  const message = bytesOfBase64(ask.message)
  if (found === undefined || message === null) return { problem: 'no-key' }
  library.C_Login(session, pkcs11.CKU_USER, ask.pin)
  const [handle] = objects(library, session, [
    { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
    { type: pkcs11.CKA_ID, value: found.id },
    { type: pkcs11.CKA_SIGN, value: true },
  ])
  if (handle === undefined) return { problem: 'no-key' }
  const { algorithm, key } = found
  const ecdsa = algorithm !== 'Ed25519'
  library.C_SignInit(session, { mechanism: ecdsa ? pkcs11.CKM_ECDSA : edwardsMechanism }, handle)
  const input = ecdsa ? createHash(algorithm === 'ECDSA-P256' ? 'sha256' : 'sha384').update(message).digest() : Buffer.from(message)
  const raw = library.C_Sign(session, input, Buffer.alloc(256))
  const signature = new Uint8Array(ecdsa ? derOfRaw(raw) : raw)
  return isSignedBy(key, message, signature) ? { signature: base64Of(signature) } : { problem: 'failed' }
}

/** Tokens give the two numbers of an ECDSA signature side by side; everybody else wants them as DER. */
function derOfRaw(raw: Buffer): Buffer {
  const half = raw.length / 2
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)))
}

function problemOf(error: unknown): TokenProblem {
  const code = error instanceof pkcs11.Pkcs11Error ? error.code : 0
  switch (code) {
    case pkcs11.CKR_PIN_INCORRECT:
    case pkcs11.CKR_PIN_INVALID:
    case pkcs11.CKR_PIN_LEN_RANGE:
      return 'wrong-pin'
    case pkcs11.CKR_PIN_LOCKED:
      return 'pin-locked'
    case pkcs11.CKR_TOKEN_NOT_PRESENT:
    case pkcs11.CKR_DEVICE_REMOVED:
    case pkcs11.CKR_SLOT_ID_INVALID:
    case pkcs11.CKR_TOKEN_NOT_RECOGNIZED:
      return 'absent'
    case pkcs11.CKR_KEY_FUNCTION_NOT_PERMITTED:
    case pkcs11.CKR_KEY_TYPE_INCONSISTENT:
    case pkcs11.CKR_MECHANISM_INVALID:
      return 'no-key'
    default:
      return 'failed'
  }
}
