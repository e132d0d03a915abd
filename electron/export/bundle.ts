/**
 * The bundle that leaves the machine: `*.homeport`, a zip of the signed plan with everything needed to verify it without
 * Homeport. The same parts give the same bytes. Reading refuses what a bundle does not hold.
 */
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { bytesOfBase64, equalBytes, utf8Bytes, utf8Text } from '../../shared/base/bytes.ts'
import { envelopeText, parseEnvelope, pemOf, publicKeyOfPem, type PublicKey } from '../../shared/base/envelope.ts'
import { plainSignature } from '../../shared/base/carrier.ts'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { LogEvidence } from '../../shared/plan/log/proof.ts'
import { parseReplies, repliesText, type SignedReply } from '../../shared/plan/reply.ts'
import type { BundleContent } from '../../shared/plan/verify.ts'
import { warning, type Warning } from '../../shared/plan/verification.ts'
import type { Language } from '../../shared/words/format.ts'
import { codeOf } from '../files.ts'
import { logEntries, logOf, timeEntries, timeName, timesOf, type BundleFault } from './bundle-parts.ts'
import { readZip, writeZip, type ZipEntry, type ZipLimits } from './zip.ts'

export type BundleParts = {
  /** Exact text of `plan.json`. */
  readonly plan: string
  /** Exact text of `public.json`: then it stands in the place of the plan. */
  readonly public?: string
  /** Exact text of each DSSE envelope. */
  readonly envelopes: readonly string[]
  /** The signers' public keys. */
  readonly keys: readonly PublicKey[]
  /** What shows that the signer's log holds the signing, where there is a log. */
  readonly log?: LogEvidence | null
  /** Time tokens by the number of the statement they are about. */
  readonly times?: ReadonlyMap<number, Uint8Array>
  /** The planner's signed answers to comments, whose keys are among `keys`. */
  readonly replies?: readonly SignedReply[]
  /** The self-verifying page. */
  readonly packet: string
  readonly language: Language
  /** Reports that travel along, where there are any. */
  readonly reportHtml: string | null
  readonly reportPdf: Uint8Array | null
}

export type ReadBundle = { readonly content: BundleContent; readonly warnings: readonly Warning[] }

const megabyte = 1024 * 1024

export const bundleLimits: ZipLimits = {
  file: 64 * megabyte,
  entry: 32 * megabyte,
  total: 64 * megabyte,
  count: 400,
  ratio: 100,
}

const fixedNames: ReadonlySet<string> = new Set([
  'plan.json',
  'public.json',
  'packet.html',
  'report.html',
  'report.pdf',
  'verify.sh',
  'verify.py',
  'README.txt',
  'replies.json',
  'log/head.dsse.json',
  'log/proof.json',
  'log/key.pem',
])
const statementName = /^statements\/([1-9]\d?)\.(dsse\.json|pae\.bin|sig)$/
const keyName = /^keys\/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.pem$/

function isBundleName(name: string): boolean {
  return fixedNames.has(name) || statementName.test(name) || keyName.test(name) || timeName.test(name)
}

/** The files that every bundle carries to be verified without Homeport, from `resources/bundle/`. */
export type BundleTools = { readonly shell: Uint8Array; readonly python: Uint8Array; readonly readme: Uint8Array }

export async function readBundleTools(resources: string, language: Language): Promise<BundleTools> {
  const read = async (name: string): Promise<Uint8Array> => new Uint8Array(await readFile(path.join(resources, 'bundle', name)))
  const [shell, python, readme] = [await read('verify.sh'), await read('verify.py'), await read(`README.${language}.txt`)]
  return { shell, python, readme }
}

/** The bytes of a bundle. The envelopes must be ones that Homeport reads. */
export function writeBundle(parts: BundleParts, tools: BundleTools): Uint8Array {
  const entries: ZipEntry[] = [
    parts.public === undefined
      ? { name: 'plan.json', bytes: utf8Bytes(parts.plan) }
      : { name: 'public.json', bytes: utf8Bytes(parts.public) },
    { name: 'packet.html', bytes: utf8Bytes(parts.packet) },
    { name: 'verify.sh', bytes: tools.shell },
    { name: 'verify.py', bytes: tools.python },
    { name: 'README.txt', bytes: tools.readme },
    ...parts.envelopes.flatMap((envelope, index) => statementEntries(envelope, index + 1)),
    ...parts.keys.map((key) => ({ name: `keys/${key.keyId}.pem`, bytes: utf8Bytes(pemOf(key)) })),
  ]
  entries.push(...logEntries(parts.log ?? null), ...timeEntries(parts.times))
  if (parts.replies !== undefined && parts.replies.length > 0) entries.push({ name: 'replies.json', bytes: utf8Bytes(repliesText(parts.replies)) })
  if (parts.reportHtml !== null) entries.push({ name: 'report.html', bytes: utf8Bytes(parts.reportHtml) })
  if (parts.reportPdf !== null) entries.push({ name: 'report.pdf', bytes: parts.reportPdf })
  return writeZip(entries)
}

function statementEntries(text: string, number: number): readonly ZipEntry[] {
  const bytes = utf8Bytes(text)
  const derived = derivedFrom(bytes)
  if (derived === null) throw new Error('an envelope of our own cannot be read')
  return [
    { name: `statements/${number}.dsse.json`, bytes },
    { name: `statements/${number}.pae.bin`, bytes: derived.signed },
    { name: `statements/${number}.sig`, bytes: derived.signature },
  ]
}

/** The bytes that were signed and the first signature, for tools that cannot take an envelope apart. */
function derivedFrom(envelope: Uint8Array): { readonly signed: Uint8Array; readonly signature: Uint8Array } | null {
  const parsed = parseEnvelope(envelope)
  const [first] = parsed.ok ? parsed.value.signatures : []
  return parsed.ok && first !== undefined ? plainSignature(parsed.value.payload, first.signature) : null
}

/** Takes a bundle apart. Never throws, whatever the bytes are. */
export function readBundle(bytes: Uint8Array, accepts: Accepts = 'plan'): Result<ReadBundle, BundleFault> {
  const entries = readZip(bytes, bundleLimits, isBundleName)
  if (!entries.ok) return entries
  const content = contentOf(entries.value, accepts)
  if (!content.ok) return content
  // Written again the same way, a bundle of ours has the same bytes.
  const repacked = !equalBytes(writeZip(entries.value), bytes)
  return ok({ content: content.value, warnings: repacked ? [warning('W_REPACKED')] : [] })
}

/** Public versions cannot be imported or signed: only who verifies asks for them. */
export type Accepts = 'plan' | 'any'

function contentOf(entries: readonly ZipEntry[], accepts: Accepts): Result<BundleContent, BundleFault> {
  const files = new Map(entries.map(({ name, bytes }) => [name, bytes]))
  const [plan, shown] = [files.get('plan.json'), accepts === 'any' ? files.get('public.json') : undefined]
  if (plan !== undefined && files.has('public.json')) return fail({ code: 'E_NAME', name: 'public.json' })
  if (plan === undefined && shown === undefined) return fail({ code: 'E_MISSING', name: 'plan.json' })
  const numbers = [...files.keys()].flatMap((name) => statementName.exec(name)?.[1] ?? []).map(Number)
  const envelopes: Uint8Array[] = []
  for (let number = 1; number <= Math.max(0, ...numbers); number += 1) {
    const name = `statements/${number}.dsse.json`
    const envelope = files.get(name)
    if (envelope === undefined) return fail({ code: 'E_MISSING', name })
    const fault = derivedFault(files, number, envelope)
    if (fault !== null) return fail(fault)
    envelopes.push(envelope)
  }
  const keyFiles = [...files].filter(([name]) => keyName.test(name))
  const odd = keyFiles.find(([name, bytes]) => !isKeyFile(name, bytes))
  if (odd !== undefined) return fail({ code: 'E_DERIVED', name: odd[0] })
  const keys = keyFiles.map(([, bytes]) => bytes)
  const log = logOf(files)
  if (!log.ok) return log
  const times = timesOf(files, envelopes.length)
  if (!times.ok) return times
  const replies = repliesIn(files, keys)
  if (!replies.ok) return replies
  const rest = { ...replies.value, envelopes, keys, log: log.value, ...(times.value.size === 0 ? {} : { times: times.value }) }
  return ok(shown === undefined ? { plan: plan ?? new Uint8Array(), ...rest } : { plan: new Uint8Array(), public: shown, ...rest })
}

/** Answers travel with whole plans only, and every one of them is signed by a key that came along. */
function repliesIn(files: ReadonlyMap<string, Uint8Array>, pems: readonly Uint8Array[]): Result<Pick<BundleContent, 'replies'>, BundleFault> {
  const bytes = files.get('replies.json')
  if (bytes === undefined) return ok({})
  if (files.has('public.json')) return fail({ code: 'E_NAME', name: 'replies.json' })
  const keys = pems.flatMap((pem) => {
    const text = utf8Text(pem)
    const key = text.ok ? publicKeyOfPem(text.value) : null
    return key?.ok === true ? [[key.value.keyId, key.value] as const] : []
  })
  const replies = parseReplies(bytes, new Map(keys))
  return replies.ok ? ok({ replies: replies.value }) : fail({ code: 'E_REPLIES', name: 'replies.json' })
}

/** A key that can be read is written as we write it and, where it is named by an id, is the key of that id. */
function isKeyFile(name: string, bytes: Uint8Array): boolean {
  const text = utf8Text(bytes)
  const key = text.ok ? publicKeyOfPem(text.value) : null
  // What is no key is the verifier's to refuse.
  if (!text.ok || key?.ok !== true) return true
  const stem = name.slice('keys/'.length, -'.pem'.length)
  return pemOf(key.value) === text.value && (!/^[0-9a-f]{64}$/.test(stem) || stem === key.value.keyId)
}

/** What lies beside an envelope must follow from it; an envelope that cannot be read is the verifier's to refuse. */
function derivedFault(files: ReadonlyMap<string, Uint8Array>, number: number, envelope: Uint8Array): BundleFault | null {
  const parsed = parseEnvelope(envelope)
  const derived = derivedFrom(envelope)
  if (!parsed.ok || derived === null) return null
  if (!equalBytes(utf8Bytes(envelopeText(parsed.value)), envelope))
    return { code: 'E_DERIVED', name: `statements/${number}.dsse.json` }
  const beside = [
    [`statements/${number}.pae.bin`, derived.signed],
    [`statements/${number}.sig`, derived.signature],
  ] as const
  for (const [name, expected] of beside) {
    const bytes = files.get(name)
    if (bytes !== undefined && !equalBytes(bytes, expected)) return { code: 'E_DERIVED', name }
  }
  return null
}

/** Reads a bundle file, an unpacked bundle or an exported page. */
export async function readBundlePath(place: string, accepts: Accepts = 'plan'): Promise<Result<ReadBundle, BundleFault>> {
  const unreadable = fail({ code: 'E_UNREADABLE' as const, name: path.basename(place) })
  try {
    const found = await stat(place)
    if (found.isDirectory()) return await readFolder(place, accepts)
    if (!found.isFile()) return unreadable
    if (found.size > bundleLimits.file) return fail({ code: 'E_SIZE', name: path.basename(place) })
    const bytes = new Uint8Array(await readFile(place))
    return /\.html?$/i.test(place) ? readPacket(bytes, accepts) : readBundle(bytes, accepts)
  } catch (error) {
    if (codeOf(error) === '') throw error
    return unreadable
  }
}

async function readFolder(folder: string, accepts: Accepts): Promise<Result<ReadBundle, BundleFault>> {
  const entries: ZipEntry[] = []
  let total = 0
  for (const below of ['', 'statements', 'keys', 'log', 'times']) {
    const found = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => [])
    for (const item of found) {
      const name = below === '' ? item.name : `${below}/${item.name}`
      // Other files of a folder are nobody's business; a link in the place of a part is.
      if (!isBundleName(name)) continue
      if (!item.isFile()) return fail({ code: 'E_SYMLINK', name })
      const { size } = await lstat(path.join(folder, name))
      total += size
      if (entries.length >= bundleLimits.count) return fail({ code: 'E_COUNT', name: '' })
      if (size > bundleLimits.entry || total > bundleLimits.total) return fail({ code: 'E_SIZE', name })
      entries.push({ name, bytes: new Uint8Array(await readFile(path.join(folder, name))) })
    }
  }
  const content = contentOf(entries, accepts)
  return content.ok ? ok({ content: content.value, warnings: [] }) : content
}

/** The blocks of data in an exported page, as `packet.ts` writes them. */
const packetBlock = /<script type="application\/octet-stream" data-name="([^"<>]{1,120})">([A-Za-z0-9+/=]*)<\/script>/g

/** Each block, and the one script that reads them. What a browser would read as a block and we would not is refused. */
const anyScript = /<script/gi

/** Takes the signed parts out of an exported page. What the page would show or say is not looked at. */
export function readPacket(bytes: Uint8Array, accepts: Accepts = 'plan'): Result<ReadBundle, BundleFault> {
  const text = utf8Text(bytes)
  if (!text.ok) return fail({ code: 'E_ZIP_FORM', name: 'packet.html' })
  const entries: ZipEntry[] = []
  const names = new Set<string>()
  for (const [, name = '', data = ''] of text.value.matchAll(packetBlock)) {
    if (!isBundleName(name)) return fail({ code: 'E_NAME', name: '' })
    if (names.has(name)) return fail({ code: 'E_DUP_NAME', name })
    if (names.size >= bundleLimits.count) return fail({ code: 'E_COUNT', name: '' })
    names.add(name)
    const block = bytesOfBase64(data)
    if (block === null) return fail({ code: 'E_ZIP_FORM', name })
    entries.push({ name, bytes: block })
  }
  const scripts = text.value.match(anyScript)?.length ?? 0
  if (scripts > entries.length + 1 || text.value.includes('<!--')) return fail({ code: 'E_ZIP_MISMATCH', name: 'packet.html' })
  const content = contentOf(entries, accepts)
  return content.ok ? ok({ content: content.value, warnings: [warning('W_PAGE')] }) : content
}
