/**
 * OpenSSF Model Signing, version 1.0: a Sigstore bundle whose signed statement lists every file of a model by digest.
 * The key is given by whoever asks. Certificates and transparency logs need roots that an offline installation does not
 * have, so such signatures are reported as not checkable, never as good.
 */
import { bytesOfBase64 } from '../../base/bytes.ts'
import { isSignedBy, payloadType, preAuthentication, type PublicKey } from '../../base/envelope.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import { parse, z, type Infer } from '../../base/schema.ts'
import { parseStrictJson, type JsonLimits } from '../../base/strict-json.ts'

const Paths = z.array(z.string().check(z.maxLength(1024)))

export const SignatureCheck = z.strictObject({
  /** `valid`: this key signed exactly these files. `not-checkable`: nothing can be said here. */
  result: z.enum(['valid', 'invalid', 'not-checkable']),
  reason: z.enum([
    'signed-by-key',
    'no-key',
    'certificate',
    'transparency-log',
    'hash-not-supported',
    'shards',
    'links-followed',
    'broken-bundle',
    'broken-statement',
    'other-statement',
    'wrong-signature',
    'files-differ',
  ]),
  /** The file with the signature, below the folder. */
  file: z.string().check(z.maxLength(1024)),
  /** SHA-256 of the key that was tried, null when none was. */
  keyId: z.nullable(z.string()),
  missing: Paths,
  changed: Paths,
  extra: Paths,
  /** Files in the folder that the signer left out on purpose. Nobody vouches for them. */
  leftOut: Paths,
})
export type SignatureCheck = Infer<typeof SignatureCheck>

type Reason = SignatureCheck['reason']
type SignedFile = { readonly path: string; readonly digest: string }

const limits: JsonLimits = { maxBytes: 32 * 1024 * 1024, maxDepth: 16, maxNodes: 400_000 }

/** The parts of a Sigstore bundle that matter here; members of other kinds of signing are left alone. */
const Bundle = z.object({
  mediaType: z.string().check(z.regex(/^application\/vnd\.dev\.sigstore\.bundle(\.v0\.3\+json|\+json;version=0\.[123])$/)),
  verificationMaterial: z.object({
    publicKey: z.optional(z.nullable(z.unknown())),
    x509CertificateChain: z.optional(z.nullable(z.unknown())),
    certificate: z.optional(z.nullable(z.unknown())),
  }),
  dsseEnvelope: z.strictObject({
    payload: z.string(),
    payloadType: z.literal(payloadType),
    // Exactly one signature: a Sigstore bundle has no more.
    signatures: z.tuple([z.strictObject({ sig: z.string().check(z.maxLength(4096)), keyid: z.optional(z.nullable(z.string())) })]),
  }),
})

const StatementHead = z.object({ predicateType: z.string() })

const predicateType = 'https://model_signing/signature/v1.0'

const Statement = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.tuple([z.object({ digest: z.object({ sha256: z.string() }) })]),
  predicateType: z.literal(predicateType),
  predicate: z.strictObject({
    resources: z
      .array(z.object({ name: z.string().check(z.minLength(1), z.maxLength(1024)), digest: z.string(), algorithm: z.string() }))
      .check(z.minLength(1)),
    serialization: z.strictObject({
      method: z.enum(['files', 'shards']),
      hash_type: z.enum(['sha256', 'blake2b', 'blake3']),
      shard_size: z.optional(z.int()),
      allow_symlinks: z.boolean(),
      ignore_paths: z.optional(z.array(z.string())),
    }),
  }),
})

/** Left out of every signature, at the top of the folder only. */
const alwaysLeftOut = ['.git', '.gitignore', '.gitattributes', '.github'] as const

/** What a signature covers, once it is known who made it. */
type Covered = { readonly files: readonly SignedFile[]; readonly leftOut: readonly string[] }

/**
 * Checks the signature in `bundle`, which lies at `file` below the folder, against the digests of all files found there.
 * Never throws.
 */
export function checkSignature(
  bundle: Uint8Array,
  file: string,
  found: readonly SignedFile[],
  key: PublicKey | null,
): SignatureCheck {
  const nothing = { file, keyId: key?.keyId ?? null, missing: [], changed: [], extra: [], leftOut: [] }
  const read = coveredBy(bundle, key)
  if (!read.ok) return { result: resultOf(read.problem), reason: read.problem, ...nothing }
  const { files, leftOut } = read.value
  const ignored = [...alwaysLeftOut, ...leftOut]
  const isIgnored = (path: string): boolean =>
    path === file || ignored.some((one) => path === one || path.startsWith(`${one}/`))
  const signed = new Map(files.map(({ path, digest }) => [path, digest]))
  const present = new Map(found.map(({ path, digest }) => [path, digest]))
  const missing = files.filter(({ path }) => !present.has(path)).map(({ path }) => path)
  const changed = files.filter(({ path, digest }) => present.has(path) && present.get(path) !== digest).map(({ path }) => path)
  const unsigned = found.filter(({ path }) => !signed.has(path)).map(({ path }) => path)
  const extra = unsigned.filter((path) => !isIgnored(path))
  const same = missing.length + changed.length + extra.length === 0
  return {
    ...nothing,
    result: same ? 'valid' : 'invalid',
    reason: same ? 'signed-by-key' : 'files-differ',
    missing,
    changed,
    extra,
    leftOut: unsigned.filter((path) => isIgnored(path) && path !== file),
  }
}

function resultOf(reason: Reason): SignatureCheck['result'] {
  return reason === 'broken-bundle' || reason === 'broken-statement' || reason === 'wrong-signature' ? 'invalid' : 'not-checkable'
}

function coveredBy(bytes: Uint8Array, key: PublicKey | null): Result<Covered, Reason> {
  const json = parseStrictJson(bytes, limits)
  if (!json.ok) return fail('broken-bundle')
  const bundle = parse(Bundle, json.value)
  if (!bundle.ok) return fail('broken-bundle')
  const { verificationMaterial: material, dsseEnvelope: envelope } = bundle.value
  const payload = bytesOfBase64(envelope.payload)
  const signature = bytesOfBase64(envelope.signatures[0].sig)
  if (payload === null || signature === null) return fail('broken-bundle')
  // Which method it is decides what must be trusted. A key from the bundle itself would prove nothing.
  if (isThere(material.certificate)) return fail('transparency-log')
  if (isThere(material.x509CertificateChain)) return fail('certificate')
  if (!isThere(material.publicKey)) return fail('broken-bundle')
  if (key === null) return fail('no-key')
  if (!isSignedBy(key, preAuthentication(payload), signature)) return fail('wrong-signature')
  return readStatement(payload)
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null
}

function readStatement(payload: Uint8Array): Result<Covered, Reason> {
  const json = parseStrictJson(payload, limits)
  if (!json.ok) return fail('broken-statement')
  const head = parse(StatementHead, json.value)
  if (!head.ok) return fail('broken-statement')
  if (head.value.predicateType !== predicateType) return fail('other-statement')
  const statement = parse(Statement, json.value)
  if (!statement.ok) return fail('broken-statement')
  const { resources, serialization } = statement.value.predicate
  if (serialization.hash_type !== 'sha256') return fail('hash-not-supported')
  if (serialization.method !== 'files') return fail('shards')
  // Homeport follows no links, so it cannot list what such a signer listed.
  if (serialization.allow_symlinks) return fail('links-followed')
  const leftOut = serialization.ignore_paths ?? []
  const files = resources.map(({ name, digest }) => ({ path: name, digest: `sha256:${digest}` }))
  const proper =
    new Set(files.map(({ path }) => path)).size === files.length &&
    files.every(({ path }) => isRelative(path)) &&
    leftOut.every(isRelative) &&
    resources.every(({ digest, algorithm }) => algorithm === 'sha256' && /^[0-9a-f]{64}$/.test(digest))
  return proper ? ok({ files, leftOut }) : fail('broken-statement')
}

/** As the specification writes paths: relative, normalized, without anything that goes upwards. */
function isRelative(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}
