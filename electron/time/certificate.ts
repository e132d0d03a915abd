/** Certificates (X.509, RFC 5280) as far as a time-stamping authority needs them: read, and followed up to imported ones. */
import { X509Certificate, type KeyObject } from 'node:crypto'
import { instantNumber, millisecondsBetween } from '../../shared/base/instant.ts'
import { element, hex, inside, onlyElement, type Element } from '../der.ts'

export type Certificate = {
  readonly der: Buffer
  /** Names as DER, to be compared byte by byte. */
  readonly issuer: Buffer
  readonly subject: Buffer
  /** Content of the serial number. */
  readonly serial: Buffer
  readonly subjectKeyId: Buffer | null
  /** Moments in UTC. */
  readonly validFrom: string
  readonly validUntil: string
  readonly key: KeyObject
  readonly extensions: ReadonlyMap<string, { readonly critical: boolean; readonly value: Element }>
  readonly parsed: X509Certificate
}

const ids = {
  subjectKeyId: '551d0e',
  keyUsage: '551d0f',
  basicConstraints: '551d13',
  policies: '551d20',
  extendedKeyUsage: '551d25',
  timeStamping: '2b06010505070308',
} as const

/** Signatures on certificates: RSA or ECDSA with SHA-2, RSA-PSS, Ed25519. Nothing with SHA-1 proves anything any more. */
const signatureKinds: ReadonlySet<string> = new Set([
  '2a864886f70d01010a', '2a864886f70d01010b', '2a864886f70d01010c', '2a864886f70d01010d',
  '2a8648ce3d040302', '2a8648ce3d040303', '2a8648ce3d040304', '2b6570',
])

/** Reads one DER certificate. Null for what is none, or is one with a key too weak to believe (RSA below 2048 bits). */
export function certificateOf(der: Buffer): Certificate | null {
  try {
    const [body] = inside(onlyElement(der))
    const members = inside(body)
    // The version stands first, in every certificate that has extensions.
    const [version, serial, , issuer, validity, subject] = members
    if (version?.tag !== 0xa0 || serial?.tag !== 0x02 || issuer === undefined || subject === undefined) return null
    const [from, until] = inside(validity).map(momentOf)
    if (from === undefined || until === undefined || from === null || until === null) return null
    const extensions = extensionsOf(members.find((member) => member.tag === 0xa3))
    const parsed = new X509Certificate(der)
    const key = parsed.publicKey
    const bits = key.asymmetricKeyDetails?.modulusLength
    if (extensions === null || (bits !== undefined && bits < 2048)) return null
    const keyId = extensions.get(ids.subjectKeyId)?.value
    return {
      der,
      issuer: issuer.raw,
      subject: subject.raw,
      serial: serial.value,
      subjectKeyId: keyId?.tag === 0x04 ? keyId.value : null,
      validFrom: from,
      validUntil: until,
      key,
      extensions,
      parsed,
    }
  } catch {
    return null
  }
}

function extensionsOf(outer: Element | undefined): Certificate['extensions'] | null {
  const found = new Map<string, { readonly critical: boolean; readonly value: Element }>()
  for (const item of inside(inside(outer)[0])) {
    const parts = inside(item)
    const [id, second] = parts
    const critical = second?.tag === 0x01 && second.value[0] === 0xff
    const value = parts.at(-1)
    if (value?.tag !== 0x04 || hex(id) === '' || found.has(hex(id))) return null
    found.set(hex(id), { critical, value: element(value.value) })
  }
  return found
}

const block = /-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----/g

/** All certificates of a PEM text, or the one of a DER file. Null where there is none or one cannot be read. */
export function certificatesOf(bytes: Uint8Array): readonly Certificate[] | null {
  if (bytes.length > 200_000) return null
  if (bytes[0] === 0x30) {
    const one = certificateOf(Buffer.from(bytes))
    return one === null ? null : [one]
  }
  const found: Certificate[] = []
  for (const [, body = ''] of Buffer.from(bytes).toString('latin1').matchAll(block)) {
    const certificate = certificateOf(Buffer.from(body, 'base64'))
    if (certificate === null) return null
    found.push(certificate)
  }
  return found.length === 0 ? null : found
}

export function pemOfCertificate({ der }: Certificate): string {
  return `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
}

/** How a certificate calls its holder: the common name, else the organization, else everything. */
export function holderOf({ parsed }: Certificate): string {
  const lines = parsed.subject?.split('\n') ?? []
  const named = (kind: string): string | undefined => lines.find((line) => line.startsWith(`${kind}=`))?.slice(kind.length + 1)
  return (named('CN') ?? named('O') ?? lines.join(', ')).slice(0, 200)
}

/** Whether a certificate is for time stamps and nothing else, and says so in a way that nobody may overlook (RFC 3161, 2.3). */
export function isForTimeStamps({ extensions }: Certificate): boolean {
  const usage = extensions.get(ids.extendedKeyUsage)
  const purposes = inside(usage?.value)
  return usage?.critical === true && purposes.length === 1 && hex(purposes[0]) === ids.timeStamping
}

export function isValidAt({ validFrom, validUntil }: Certificate, at: string): boolean {
  const [before, after] = [millisecondsBetween(validFrom, at), millisecondsBetween(at, validUntil)]
  return before !== null && after !== null && before >= 0 && after >= 0
}

export type ChainFault = 'E_TSA_UNTRUSTED' | 'E_TSA_EXPIRED'

/** No authority has longer chains; a hostile token must not keep the machine busy. */
const longestChain = 6
const mostCertificates = 20
/** Certificates that issue one another could otherwise be followed in circles. */
const mostLooks = 40

/**
 * Whether a certificate leads to an imported one: each issued by the next, each issuer allowed to, all valid at a moment.
 * A certificate that was itself imported is trusted as it is. Null where it does.
 */
export function chainFault(leaf: Certificate, given: readonly Certificate[], imported: readonly Certificate[], at: string): ChainFault | null {
  const anchors = new Set(imported.map(({ der }) => der.toString('hex')))
  const pool = [...imported, ...given.slice(0, mostCertificates)]
  let [expired, looks] = [false, 0]
  const leads = (certificate: Certificate, below: number): boolean => {
    const anchored = anchors.has(certificate.der.toString('hex'))
    if (!hasKnownExtensions(certificate)) return false
    if (!isValidAt(certificate, at)) {
      expired = true
      return false
    }
    if (anchored) return true
    looks += 1
    if (below >= longestChain || looks > mostLooks) return false
    return pool.some((issuer) => mayIssue(issuer, below) && isIssuedBy(certificate, issuer) && leads(issuer, below + 1))
  }
  if (leads(leaf, 0)) return null
  return expired ? 'E_TSA_EXPIRED' : 'E_TSA_UNTRUSTED'
}

/** A critical extension that is not understood forbids to rely on the certificate (RFC 5280, 4.2). */
function hasKnownExtensions({ extensions }: Certificate): boolean {
  const known: ReadonlySet<string> = new Set([ids.keyUsage, ids.basicConstraints, ids.extendedKeyUsage, ids.policies])
  return [...extensions].every(([id, { critical }]) => !critical || known.has(id))
}

/** `below`: how many authorities stand between this one and the holder of the key. */
function mayIssue({ extensions }: Certificate, below: number): boolean {
  const [authority, length] = inside(extensions.get(ids.basicConstraints)?.value)
  if (authority?.tag !== 0x01 || authority.value[0] !== 0xff) return false
  if (length?.tag === 0x02 && below > length.value.readUIntBE(0, Math.min(length.value.length, 6))) return false
  const usage = extensions.get(ids.keyUsage)?.value
  // Bit 5 of the key usage: signs certificates.
  return usage === undefined || (usage.tag === 0x03 && ((usage.value[1] ?? 0) & 0x04) !== 0)
}

function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  const [, kind] = inside(element(certificate.der))
  if (!certificate.issuer.equals(issuer.subject) || !signatureKinds.has(hex(inside(kind)[0]))) return false
  try {
    return certificate.parsed.verify(issuer.key)
  } catch {
    return false
  }
}

/** A time of ASN.1 as a moment: `YYMMDDhhmmssZ`, or `YYYYMMDDhhmmss` with parts of a second. Null for anything else. */
export function momentOf({ tag, value }: Element): string | null {
  const text = value.toString('latin1')
  const short = tag === 0x17 ? /^(\d\d)(\d{10})Z$/.exec(text) : null
  const full = short === null ? text : `${Number(short[1]) < 50 ? '20' : '19'}${short[1] ?? ''}${short[2] ?? ''}Z`
  const parts = tag === 0x17 || tag === 0x18 ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(full) : null
  if (parts === null || (short === null && tag === 0x17)) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction] = parts
  const milliseconds = fraction === undefined ? '' : `.${fraction.slice(0, 3).padEnd(3, '0')}`
  const moment = `${year}-${month}-${day}T${hour}:${minute}:${second}${milliseconds}Z`
  return instantNumber(moment) === null ? null : moment
}
