/** Time tokens of this computer in a folder of their own: requests that wait for an answer, answers, and trusted authorities. */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { bytesOfHex, digestOf, sha256Hex } from '../../shared/base/digest.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { BundleContent } from '../../shared/plan/verify.ts'
import type { TimeOutcome, TimeOutcomes } from '../../shared/plan/verify-times.ts'
import { writeFileSafely } from '../files.ts'
import { certificatesOf, pemOfCertificate, type Certificate } from './certificate.ts'
import { checkToken, imprintOf, readRequest, timeRequest, type TokenFault, type TokenTime } from './token.ts'

export type ImportFault =
  | TokenFault
  /** No statement that is known here has these bytes. */
  | 'unknown'
  /** Nothing was asked for this statement, so the answer's nonce cannot be held against the request's. */
  | 'not-asked'
  | 'disk'

export type TimeStore = {
  readonly authorities: () => Promise<readonly Certificate[]>
  readonly addAuthorities: (certificates: readonly Certificate[]) => Promise<boolean>
  /** Takes an authority out of use, or brings it back. */
  readonly setRemoved: (id: string, removed: boolean) => Promise<boolean>
  /** The request for an envelope: the one that waits, else a new one. Null where it cannot be written. */
  readonly request: (envelope: Uint8Array) => Promise<Uint8Array | null>
  /** Keeps an answer that was checked against its request. */
  readonly keep: (response: Uint8Array, envelopes: readonly Uint8Array[]) => Promise<Result<TokenTime & { readonly digest: string }, ImportFault>>
  /** Keeps a token that came along with its statement, where nothing else is kept for it and an authority trusted here made it. */
  readonly take: (token: Uint8Array, envelope: Uint8Array) => Promise<void>
  readonly isRequested: (envelope: Uint8Array) => Promise<boolean>
  /** The answers kept for envelopes, by the number of the statement. */
  readonly tokens: (envelopes: readonly Uint8Array[]) => Promise<ReadonlyMap<number, Uint8Array>>
}

/** The name of a certificate: SHA-256 of its DER form, in hex. */
export function certificateId({ der }: Certificate): string {
  return sha256Hex(new Uint8Array(der))
}

export function timeStoreIn(folder: string): TimeStore {
  const trusted = path.join(folder, 'authorities')
  const fileOf = (envelope: Uint8Array, ending: 'tsq' | 'tsr'): string => path.join(folder, `${digestHex(envelope)}.${ending}`)
  const read = async (file: string): Promise<Uint8Array | null> => {
    const bytes = await readFile(file).catch(() => null)
    return bytes === null ? null : new Uint8Array(bytes)
  }
  const write = async (file: string, bytes: Uint8Array | string): Promise<boolean> => {
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    } catch {
      return false
    }
    return (await writeFileSafely(file, bytes)).ok
  }
  const authorities = async (): Promise<readonly Certificate[]> => {
    const names = (await readdir(trusted).catch((): string[] => [])).filter((name) => name.endsWith('.pem')).toSorted()
    const files = await Promise.all(names.map((name) => read(path.join(trusted, name))))
    return files.flatMap((bytes) => (bytes === null ? [] : (certificatesOf(bytes) ?? [])))
  }
  return {
    authorities,
    addAuthorities: async (certificates) => {
      const done = await Promise.all(certificates.map((one) => write(path.join(trusted, `${certificateId(one)}.pem`), pemOfCertificate(one))))
      return done.every(Boolean)
    },
    setRemoved: async (id, removed) => {
      if (!/^[0-9a-f]{64}$/.test(id)) return false
      const names = [path.join(trusted, `${id}.pem`), path.join(trusted, `${id}.removed`)] as const
      return rename(names[removed ? 0 : 1], names[removed ? 1 : 0]).then(
        () => true,
        () => false,
      )
    },
    request: async (envelope) => {
      const file = fileOf(envelope, 'tsq')
      const waiting = await read(file)
      // Asking twice would make the answer to the first question worthless.
      if (waiting !== null && readRequest(waiting)?.digest === digestHex(envelope)) return waiting
      const request = new Uint8Array(requestFor(envelope))
      return (await write(file, request)) ? request : null
    },
    keep: async (response, envelopes) => {
      const found = envelopeOf(response, envelopes)
      if (!found.ok) return found
      const envelope = found.value
      const request = await read(fileOf(envelope, 'tsq'))
      const checked = checkAnswer(response, envelope, request, await authorities())
      if (!checked.ok) return checked
      return (await write(fileOf(envelope, 'tsr'), response)) ? ok({ ...checked.value, digest: digestOf(envelope) }) : fail('disk')
    },
    take: async (token, envelope) => {
      const checked = checkToken(token, { digest: digestHex(envelope), nonce: null }, await authorities())
      const file = fileOf(envelope, 'tsr')
      if (checked.ok && (await read(file)) === null) await write(file, token)
    },
    isRequested: async (envelope) => (await read(fileOf(envelope, 'tsq'))) !== null,
    tokens: async (envelopes) => {
      const tokens = await Promise.all(envelopes.map((envelope) => read(fileOf(envelope, 'tsr'))))
      return new Map(tokens.flatMap((token, index) => (token === null ? [] : [[index + 1, token] as const])))
    },
  }
}

function digestHex(envelope: Uint8Array): string {
  return sha256Hex(envelope)
}

/** A new request about the bytes of an envelope. */
export function requestFor(envelope: Uint8Array): Buffer {
  return timeRequest(bytesOfHex(digestHex(envelope)) ?? new Uint8Array(), randomBytes(16))
}

/** The envelope that an answer is about. */
export function envelopeOf(response: Uint8Array, envelopes: readonly Uint8Array[]): Result<Uint8Array, 'unknown' | 'E_TSA_FORM' | 'E_TSA_STATUS' | 'W_OTS_PENDING'> {
  const imprint = imprintOf(response)
  if (!imprint.ok) return imprint
  const envelope = envelopes.find((bytes) => digestHex(bytes) === imprint.value)
  return envelope === undefined ? fail('unknown') : ok(envelope)
}

/** An answer that comes in is held against its request. */
export function checkAnswer(
  response: Uint8Array,
  envelope: Uint8Array,
  request: Uint8Array | null,
  authorities: readonly Certificate[],
): Result<TokenTime, TokenFault | 'not-asked'> {
  const asked = request === null ? null : readRequest(request)
  return asked === null ? fail('not-asked') : checkToken(response, { digest: digestHex(envelope), nonce: asked.nonce }, authorities)
}

/** What the tokens of a bundle give, with the authorities that are trusted here. */
export function timeOutcomes({ envelopes, times }: Pick<BundleContent, 'envelopes' | 'times'>, authorities: readonly Certificate[]): TimeOutcomes {
  return new Map(
    envelopes.flatMap((envelope, index): [string, TimeOutcome][] => {
      const token = times?.get(index + 1)
      if (token === undefined) return []
      const checked = checkToken(token, { digest: digestHex(envelope), nonce: null }, authorities)
      return [[digestOf(envelope), checked.ok ? checked.value : { fault: checked.problem }]]
    }),
  )
}
