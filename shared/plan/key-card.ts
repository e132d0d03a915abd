/**
 * A key card: a person's public key as text that a person can read, print and hand over. The key is in PEM, so that other
 * tools read it; what stands around it is checked against the key, never believed. A bare PEM is a card without a name.
 */
import { base64Of } from '../base/bytes.ts'
import { fingerprintOf, pemOf, publicKeyOfPem, type KeyFault, type PublicKey } from '../base/envelope.ts'
import { publicKeyOfText } from '../base/carrier.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { isPlainText } from '../base/text.ts'

export type KeyCard = {
  readonly key: PublicKey
  /** What the holder calls themselves; null on a bare key. */
  readonly name: string | null
  /** The earlier key that vouches for this one. */
  readonly rotation: { readonly from: string; readonly signature: string } | null
}

export type KeyCardFault = KeyFault | 'E_FINGERPRINT' | 'E_CARD' | 'E_SIZE'

const endMark = '-----END PUBLIC KEY-----'
const heading = 'Homeport key card'
/** Far more than any card holds, also one with a picture of its code. */
const sizeLimit = 200_000

export function keyCardText({ key, name, rotation }: KeyCard): string {
  const lines = [heading, ...(name === null ? [] : [`Name: ${name}`]), `Fingerprint: ${fingerprintOf(key.keyId)}`, `Key: ${key.keyId}`]
  if (rotation !== null) lines.push(`Replaces: ${rotation.from}`, `Confirmed: ${rotation.signature}`)
  return `${lines.join('\n')}\n\n${pemOf(key)}`
}

/** Reads a key card or a bare public key. Never throws. */
export function parseKeyCard(text: string): Result<KeyCard, KeyCardFault> {
  if (text.length > sizeLimit) return fail('E_SIZE')
  const begin = text.indexOf('-----BEGIN PUBLIC KEY-----')
  // A line of OpenSSH or minisign's file is a card without a name, too.
  if (begin < 0) {
    const bare = publicKeyOfText(text)
    return bare.ok ? ok({ key: bare.value, name: null, rotation: null }) : fail('E_KEY_FORM')
  }
  const end = text.indexOf(endMark, begin)
  const key = publicKeyOfPem(text.slice(begin, end < 0 ? undefined : end + endMark.length))
  if (!key.ok) return key
  const said = new Map<string, string>()
  for (const line of text.slice(0, begin).split(/\r?\n/)) {
    const parts = /^(Name|Fingerprint|Key|Replaces|Confirmed): (.+)$/.exec(line)
    if (parts?.[1] === undefined || parts[2] === undefined) continue
    if (said.has(parts[1])) return fail('E_CARD')
    said.set(parts[1], parts[2].trim())
  }
  // A card whose words belong to another key was put together wrongly, or by somebody with a purpose.
  const { keyId } = key.value
  if ((said.get('Key') ?? keyId) !== keyId || (said.get('Fingerprint') ?? fingerprintOf(keyId)) !== fingerprintOf(keyId)) return fail('E_FINGERPRINT')
  const name = said.get('Name') ?? null
  if (name !== null && (name.length > 200 || !isPlainText(name, false))) return fail('E_CARD')
  const [from, signature] = [said.get('Replaces'), said.get('Confirmed')]
  if ((from === undefined) !== (signature === undefined)) return fail('E_CARD')
  return ok({ key: key.value, name, rotation: from === undefined || signature === undefined ? null : { from, signature } })
}

export function rotationOf(from: string, signature: Uint8Array): KeyCard['rotation'] {
  return { from, signature: base64Of(signature) }
}
