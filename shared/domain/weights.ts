/**
 * Weights on disk: which files a folder holds, by digest, and whether it still holds what somebody approved. The domain
 * reads no file; whoever does passes what was read.
 */
import { utf8Bytes } from '../base/bytes.ts'
import { digestOf } from '../base/digest.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { parse, z, type Infer } from '../base/schema.ts'
import { parseStrictJson, type JsonLimits } from '../base/strict-json.ts'
import { HeaderFacts } from './weights/header.ts'
import { SignatureCheck } from './weights/signature.ts'

const Digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))
const Instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/))

/** Below the folder, with `/` between its parts: never absolute, never upwards. */
export const WeightsPath = z
  .string()
  .check(z.minLength(1), z.maxLength(1024), z.refine(isPlainPath, 'is not a plain path below the folder'))

/** One file: its path below the folder, its length in bytes, and `sha256:` with the digest of its content. */
export const ManifestFile = z.strictObject({ path: WeightsPath, bytes: z.int().check(z.minimum(0)), digest: Digest })
export type ManifestFile = Infer<typeof ManifestFile>

/** More files than a published model has by far. */
export const maximalFiles = 20_000

/** All files of a folder in the order of their paths' UTF-8 bytes, and the digest over all of them. */
export const Manifest = z
  .strictObject({
    schema: z.literal('homeport/weights/1'),
    files: z.array(ManifestFile).check(z.minLength(1), z.maxLength(maximalFiles)),
    digest: Digest,
  })
  .check(
    z.refine((manifest) => inOrder(manifest.files), 'names a file twice or out of order'),
    z.refine((manifest) => totalDigest(manifest.files) === manifest.digest, 'has a digest that is not of its files'),
  )
export type Manifest = Infer<typeof Manifest>

/** A file that must not be used, and why. */
export const RefusedFile = z.strictObject({
  path: WeightsPath,
  /** `pickle` runs code when it is read; the others name what is wrong with a header. */
  reason: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
})
export type RefusedFile = Infer<typeof RefusedFile>

/** What a plan keeps of a folder of weights: enough to prove later that it still holds the same. */
export const WeightsRecord = z.strictObject({
  /** Model the folder was read for. */
  model: z.nullable(z.string().check(z.maxLength(120))),
  /** Name of the folder, without where it lies. */
  folder: z.string().check(z.minLength(1), z.maxLength(255)),
  readAt: Instant,
  manifest: Manifest,
  headers: z.array(HeaderFacts).check(z.maxLength(64)),
  refused: z.array(RefusedFile).check(z.maxLength(1000)),
  /** Null when the folder has no signature. */
  signature: z.nullable(SignatureCheck),
})
export type WeightsRecord = Infer<typeof WeightsRecord>

/** What differs between a manifest and an earlier one, by path, each list in the order of paths. */
export const ManifestDifference = z.strictObject({
  missing: z.array(WeightsPath),
  changed: z.array(WeightsPath),
  extra: z.array(WeightsPath),
})
export type ManifestDifference = Infer<typeof ManifestDifference>

/** A later look at the same folder. */
export const WeightsRecheck = z.strictObject({
  checkedAt: Instant,
  /** Digest of the record's manifest at that time. */
  against: Digest,
  found: Digest,
  difference: ManifestDifference,
})
export type WeightsRecheck = Infer<typeof WeightsRecheck>

/** Order by code point, which is the order of UTF-8 bytes: what `LC_ALL=C sort` gives. */
export function byCodePoint(left: string, right: string): number {
  const others = right[Symbol.iterator]()
  for (const letter of left) {
    const other = others.next()
    if (other.done === true) return 1
    const difference = (letter.codePointAt(0) ?? 0) - (other.value.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return others.next().done === true ? 0 : -1
}

/** The manifest of files in any order. Two files of one path are a bug. */
export function manifestOf(files: readonly ManifestFile[]): Manifest {
  const sorted = files.toSorted((left, right) => byCodePoint(left.path, right.path))
  return { schema: 'homeport/weights/1', files: sorted, digest: totalDigest(sorted) }
}

/**
 * SHA-256 of the lines that `sha256sum` prints for the files in order, so that anybody can make it again without
 * Homeport. Paths hold no line ends and no backslashes, which is where `sha256sum` would write them differently.
 */
export function totalDigest(files: readonly ManifestFile[]): string {
  return digestOf(utf8Bytes(checksumLines(files)))
}

/** What `sha256sum` prints for the files. */
export function checksumLines(files: readonly ManifestFile[]): string {
  return files.map(({ path, digest }) => `${digest.slice('sha256:'.length)}  ${path}\n`).join('')
}

/** The digest of one file's content tells whether it changed; its length only explains how. */
export function compareManifests(
  approved: readonly Pick<ManifestFile, 'path' | 'digest'>[],
  found: readonly Pick<ManifestFile, 'path' | 'digest'>[],
): ManifestDifference {
  const before = new Map(approved.map(({ path, digest }) => [path, digest]))
  const now = new Map(found.map(({ path, digest }) => [path, digest]))
  return {
    missing: [...before.keys()].filter((path) => !now.has(path)).toSorted(byCodePoint),
    changed: [...before].filter(([path, digest]) => now.has(path) && now.get(path) !== digest).map(([path]) => path).toSorted(byCodePoint),
    extra: [...now.keys()].filter((path) => !before.has(path)).toSorted(byCodePoint),
  }
}

export function isSame(difference: ManifestDifference): boolean {
  return difference.missing.length + difference.changed.length + difference.extra.length === 0
}

const manifestLimits: JsonLimits = { maxBytes: 32 * 1024 * 1024, maxDepth: 8, maxNodes: 200_000 }

export type ManifestFault = { readonly path: string; readonly reason: string }

/**
 * What somebody approved: a manifest that Homeport wrote, or the list that `sha256sum` wrote. A list has no lengths;
 * only digests are compared.
 */
export function readApproved(
  bytes: Uint8Array,
  text: string,
): Result<readonly Pick<ManifestFile, 'path' | 'digest'>[], ManifestFault> {
  if (!text.trimStart().startsWith('{')) return readChecksums(text)
  const json = parseStrictJson(bytes, manifestLimits)
  if (!json.ok) return fail({ path: '(whole)', reason: `is not a manifest (${json.problem.code})` })
  const manifest = parse(Manifest, json.value)
  return manifest.ok ? ok(manifest.value.files) : manifest
}

function readChecksums(text: string): Result<readonly Pick<ManifestFile, 'path' | 'digest'>[], ManifestFault> {
  const files = new Map<string, string>()
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const [, digest, name] = /^([0-9a-f]{64}) [ *](?:\.\/)?(.+?)\r?$/.exec(line) ?? []
    const at = `line ${index + 1}`
    if (digest === undefined || name === undefined || !isPlainPath(name))
      return fail({ path: at, reason: 'is neither a manifest nor a line of sha256sum' })
    if (files.has(name)) return fail({ path: at, reason: 'names a file twice' })
    files.set(name, `sha256:${digest}`)
  }
  if (files.size === 0) return fail({ path: '(whole)', reason: 'names no file' })
  return ok([...files].map(([path, digest]) => ({ path, digest })))
}

// oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused here
const unsafe = /[\u0000-\u001F\u007F-\u009F\\\u2028\u2029]|\p{Default_Ignorable_Code_Point}|\p{Surrogate}|\p{Noncharacter_Code_Point}/u

/** What Linux allows for a whole path. */
const longestPath = 4096

/** No empty part, no `.` or `..`, nothing that reads differently from what it is or that a strict reader refuses. */
export function isPlainPath(path: string): boolean {
  return path.length <= longestPath && !unsafe.test(path) && path.normalize('NFC') === path && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

function inOrder(files: readonly ManifestFile[]): boolean {
  return files.every((file, at) => at === 0 || byCodePoint(files[at - 1]?.path ?? '', file.path) < 0)
}
