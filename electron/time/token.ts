/**
 * Time-stamp tokens (RFC 3161): the request that leaves, the response that comes back, and whether an authority that the
 * organization trusts says by it that exactly these bytes existed at a moment.
 */
import { constants, createHash, verify } from 'node:crypto'
import { instantNumber, instantOfNumber } from '../../shared/base/instant.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { hex, inside, integer, oid, onlyElement, sequence, tag, type Element } from '../der.ts'
import { certificateOf, chainFault, holderOf, isForTimeStamps, isValidAt, momentOf, type Certificate, type ChainFault } from './certificate.ts'

export type TokenFault =
  | ChainFault
  /** No response to a time-stamp request, or one with kinds that are not read here. */
  | 'E_TSA_FORM'
  /** A proof of OpenTimestamps: without headers of its chain, which are not read here, it is no evidence of time. */
  | 'W_OTS_PENDING'
  /** The authority refused the request. */
  | 'E_TSA_STATUS'
  /** The token is about other bytes. */
  | 'E_TSA_IMPRINT'
  /** The token answers another request. */
  | 'E_TSA_NONCE'
  | 'E_TSA_SIGNATURE'
  /** The certificate is not one for time stamps. */
  | 'E_TSA_PURPOSE'

type FormFault = Extract<TokenFault, 'E_TSA_FORM' | 'E_TSA_STATUS' | 'W_OTS_PENDING'>

/** What a token proves: the bytes existed at `at`, says `authority`. */
export type TokenTime = {
  /** The latest moment that the token allows: its time and its accuracy, rounded up to a second. */
  readonly at: string
  readonly authority: string
}

const ids = {
  signedData: '2a864886f70d010702',
  tokenInfo: '2a864886f70d0109100104',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingCertificate: '2a864886f70d010910020c',
  signingCertificate2: '2a864886f70d010910022f',
  rsa: '2a864886f70d010101',
  rsaPss: '2a864886f70d01010a',
  ed25519: '2b6570',
} as const

const sha256Id = '608648016503040201'
const hashes: Readonly<Record<string, string>> = {
  [sha256Id]: 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
}
const signatureHashes: Readonly<Record<string, string>> = {
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
}

/** A token with a long chain has some ten kilobytes. */
export const longestToken = 100_000

/** The bytes of a request over a SHA-256 digest: with a nonce, and asking for the authority's certificate. */
export function timeRequest(digest: Uint8Array, nonce: Uint8Array): Buffer {
  const imprint = sequence(sequence(oid(sha256Id), tag(0x05, Buffer.alloc(0))), tag(0x04, digest))
  return sequence(integer(1), imprint, integer(nonce), tag(0x01, Buffer.from([0xff])))
}

/** What a request of ours asked about. Null for bytes that are none. */
export function readRequest(bytes: Uint8Array): { readonly digest: string; readonly nonce: string } | null {
  try {
    const [, imprint, nonce] = inside(onlyElement(Buffer.from(bytes)))
    const digest = inside(imprint)[1]
    return digest?.tag === 0x04 && nonce?.tag === 0x02 ? { digest: digest.value.toString('hex'), nonce: nonce.value.toString('hex') } : null
  } catch {
    return null
  }
}

type ReadToken = {
  readonly info: Element
  /** Lower hex of the digest that was stamped. */
  readonly imprint: string
  readonly nonce: string | null
  readonly moment: string
  readonly latest: string
  readonly certificates: readonly Certificate[]
  readonly signer: Element
}

/** How files of OpenTimestamps begin: a zero, the name, a zero, `Proof`, a zero, and eight fixed bytes. */
const openTimestamps = Buffer.from('004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294', 'hex')

/** Lower hex of the SHA-256 digest that a response is about. */
export function imprintOf(bytes: Uint8Array): Result<string, FormFault> {
  const token = readResponse(bytes)
  return token.ok ? ok(token.value.imprint) : token
}

/** Checks a response. `nonce` is that of the request, null where the request is no longer at hand. Never throws. */
export function checkToken(
  bytes: Uint8Array,
  asked: { readonly digest: string; readonly nonce: string | null },
  authorities: readonly Certificate[],
): Result<TokenTime, TokenFault> {
  const token = readResponse(bytes)
  if (!token.ok) return token
  try {
    return judge(token.value, asked, authorities)
  } catch {
    // A certificate that is damaged inside.
    return fail('E_TSA_FORM')
  }
}

function judge(token: ReadToken, asked: { readonly digest: string; readonly nonce: string | null }, authorities: readonly Certificate[]): Result<TokenTime, TokenFault> {
  const { imprint, nonce, moment, latest, certificates } = token
  if (imprint !== asked.digest) return fail('E_TSA_IMPRINT')
  if (asked.nonce !== null && nonce !== asked.nonce) return fail('E_TSA_NONCE')
  // An authority need not enclose a certificate that was imported.
  const signer = signerOf(token.signer, [...certificates, ...authorities])
  if (signer === null || !isSignedBy(token, signer)) return fail('E_TSA_SIGNATURE')
  if (!isForTimeStamps(signer)) return fail('E_TSA_PURPOSE')
  if (!isValidAt(signer, moment)) return fail('E_TSA_EXPIRED')
  const fault = chainFault(signer, certificates, authorities, moment)
  return fault === null ? ok({ at: latest, authority: holderOf(signer) }) : fail(fault)
}

function readResponse(bytes: Uint8Array): Result<ReadToken, FormFault> {
  if (bytes.length > longestToken) return fail('E_TSA_FORM')
  if (openTimestamps.every((byte, at) => bytes[at] === byte)) return fail('W_OTS_PENDING')
  try {
    const [status, token] = inside(onlyElement(Buffer.from(bytes)))
    const granted = inside(status)[0]
    if (granted?.tag !== 0x02) return fail('E_TSA_FORM')
    // 0 granted, 1 granted with changes; everything else is a refusal.
    if (granted.value.length !== 1 || (granted.value[0] ?? 9) > 1) return fail('E_TSA_STATUS')
    const read = token === undefined ? null : readSignedData(token)
    return read === null ? fail('E_TSA_FORM') : ok(read)
  } catch {
    return fail('E_TSA_FORM')
  }
}

function readSignedData(token: Element): ReadToken | null {
  const [kind, wrapped] = inside(token)
  if (hex(kind) !== ids.signedData) return null
  const members = inside(inside(wrapped)[0])
  const [contentKind, wrappedContent] = inside(members[2])
  const content = inside(wrappedContent)[0]
  const signers = inside(members.at(-1))
  const [signer] = signers
  if (hex(contentKind) !== ids.tokenInfo || content?.tag !== 0x04 || members.at(-1)?.tag !== 0x31 || signers.length !== 1 || signer === undefined) return null
  const certificates = inside(members.find((member) => member.tag === 0xa0)).map(({ raw }) => certificateOf(raw))
  const info = onlyElement(content.value)
  const [version, , imprint, serial, time, ...rest] = inside(info)
  const [algorithm, digest] = inside(imprint)
  if (version?.value.toString('hex') !== '01' || serial?.tag !== 0x02 || digest?.tag !== 0x04) return null
  if (hex(inside(algorithm)[0]) !== sha256Id || time?.tag !== 0x18) return null
  const moment = momentOf(time)
  const latest = moment === null ? null : latestOf(moment, rest.find((member) => member.tag === 0x30))
  if (moment === null || latest === null) return null
  return {
    info: content,
    imprint: digest.value.toString('hex'),
    nonce: rest.find((member) => member.tag === 0x02)?.value.toString('hex') ?? null,
    moment,
    latest,
    certificates: certificates.filter((certificate) => certificate !== null),
    signer,
  }
}

/** The token's time and its accuracy (seconds, thousandths, millionths), up to the next full second. */
function latestOf(moment: string, accuracy: Element | undefined): string | null {
  const parts = inside(accuracy)
  const amount = (kind: number): number => {
    const found = parts.find((part) => part.tag === kind)
    return found === undefined || found.value.length > 4 || found.value.length === 0 ? 0 : found.value.readUIntBE(0, found.value.length)
  }
  const number = instantNumber(moment)
  if (number === null || parts.some(({ value }) => value.length > 4)) return null
  const milliseconds = number + amount(0x02) * 1000 + amount(0x80) + Math.ceil(amount(0x81) / 1000)
  return instantOfNumber(Math.ceil(milliseconds / 1000) * 1000)
}

/** The certificate that the signature names, by issuer and number or by the id of its key. */
function signerOf(signer: Element, certificates: readonly Certificate[]): Certificate | null {
  const name = inside(signer)[1]
  if (name?.tag === 0x80) return certificates.find(({ subjectKeyId }) => subjectKeyId?.equals(name.value) === true) ?? null
  const [issuer, serial] = inside(name)
  if (issuer === undefined || serial === undefined) return null
  return certificates.find((found) => found.issuer.equals(issuer.raw) && found.serial.equals(serial.value)) ?? null
}

function isSignedBy({ info, signer }: ReadToken, certificate: Certificate): boolean {
  try {
    const [, , digestKind, attributes, signatureKind, signature] = inside(signer)
    const hash = hashes[hex(inside(digestKind)[0])]
    if (hash === undefined || attributes?.tag !== 0xa0 || signature?.tag !== 0x04) return false
    const attribute = (id: string): Element | undefined => attributeOf(attributes, id)
    const digest = attribute(ids.messageDigest)
    if (hex(attribute(ids.contentType)) !== ids.tokenInfo) return false
    if (digest?.tag !== 0x04 || !createHash(hash).update(info.value).digest().equals(digest.value)) return false
    if (!namesCertificate(attribute(ids.signingCertificate), attribute(ids.signingCertificate2), certificate)) return false
    // What is signed is the set of attributes under its own tag, not the tag that it has inside.
    const signed = Buffer.concat([Buffer.from([0x31]), attributes.raw.subarray(1)])
    const kind = hex(inside(signatureKind)[0])
    if (kind === ids.ed25519) return verify(null, signed, certificate.key, signature.value)
    if (kind === ids.rsaPss) {
      const key = { key: certificate.key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
      return verify(hash, signed, key, signature.value)
    }
    const signedHash = kind === ids.rsa ? hash : signatureHashes[kind]
    return signedHash !== undefined && verify(signedHash, signed, certificate.key, signature.value)
  } catch {
    return false
  }
}

/** The one value of an attribute; undefined where it is missing, double or has several. */
function attributeOf(attributes: Element, id: string): Element | undefined {
  const found = inside(attributes).filter((item) => hex(inside(item)[0]) === id)
  const [only] = found
  const values = inside(inside(only)[1])
  return found.length === 1 && values.length === 1 ? values[0] : undefined
}

/** The signed attributes bind the certificate, so that no other one with the same key can be put in its place (RFC 5035). */
function namesCertificate(first: Element | undefined, second: Element | undefined, { der }: Certificate): boolean {
  const named = inside(inside(inside(second ?? first)[0])[0])
  const [kind] = named
  const explicit = second !== undefined && kind?.tag === 0x30
  const hash = second === undefined ? 'sha1' : explicit ? hashes[hex(inside(kind)[0])] : 'sha256'
  const digest = explicit ? named[1] : kind
  return hash !== undefined && digest?.tag === 0x04 && createHash(hash).update(der).digest().equals(digest.value)
}
