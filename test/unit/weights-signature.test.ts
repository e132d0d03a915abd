import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { publicKeyOf } from '../../shared/base/envelope.ts'
import { checkSignature } from '../../shared/domain/weights/signature.ts'

const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const found = [
  { path: '.gitattributes', digest: `sha256:${sha('git')}` },
  { path: 'config.json', digest: `sha256:${sha('config')}` },
  { path: 'model.safetensors', digest: `sha256:${sha('weights')}` },
  { path: 'model.sig', digest: `sha256:${sha('signature')}` },
]
const payloadType = 'application/vnd.in-toto+json'

type Options = {
  statement?: object
  predicate?: object
  serialization?: object
  bundle?: object
  material?: object
  hash?: string | null
}

/** Signs with the crypto of Node, by the text of the specification. */
function bundleOf(
  key: KeyObject,
  { statement = {}, predicate = {}, serialization = {}, bundle = {}, material = { publicKey: { hint: 'x' } }, hash = 'sha256' }: Options = {},
) {
  const resources = ['config.json', 'model.safetensors'].map((name) => ({
    name, algorithm: 'sha256', digest: sha(name === 'config.json' ? 'config' : 'weights'),
  }))
  const root = createHash('sha256').update(Buffer.concat(resources.map(({ digest }) => Buffer.from(digest, 'hex')))).digest('hex')
  const body = Buffer.from(JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'model', digest: { sha256: root } }],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: {
      resources,
      serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false, ignore_paths: ['.git'], ...serialization },
      ...predicate,
    },
    ...statement,
  }))
  const pae = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body])
  return Buffer.from(JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { ...material, tlogEntries: [] },
    dsseEnvelope: {
      payload: body.toString('base64'), payloadType, signatures: [{ sig: sign(hash, pae, key).toString('base64'), keyid: '' }],
    },
    ...bundle,
  }))
}

const ed = generateKeyPairSync('ed25519')
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' })
const keyOf = (key: KeyObject) => {
  const read = publicKeyOf(new Uint8Array(key.export({ type: 'spki', format: 'der' })))
  if (!read.ok) throw new Error(read.problem)
  return read.value
}
const check = (bundle: Buffer, files = found, key: KeyObject | null = p256.publicKey) =>
  checkSignature(bundle, 'model.sig', files, key === null ? null : keyOf(key))

describe('OpenSSF Model Signing', () => {
  test.each([
    ['Ed25519', ed, null],
    ['ECDSA P-256', p256, 'sha256'],
    ['ECDSA P-384', p384, 'sha384'],
  ] as const)('%s over exactly these files is valid', (_name, pair, hash) => {
    const result = check(bundleOf(pair.privateKey, { hash }), found, pair.publicKey)
    expect(result).toMatchObject({ result: 'valid', reason: 'signed-by-key', missing: [], changed: [], extra: [] })
    // Left out of every signature by the specification: said, because nobody vouches for it.
    expect(result.leftOut).toEqual(['.gitattributes'])
  })

  test('says which files are missing, changed and more', () => {
    const files = [{ path: 'config.json', digest: `sha256:${sha('other')}` }, { path: 'evil.py', digest: `sha256:${sha('x')}` }]
    expect(check(bundleOf(p256.privateKey), files)).toMatchObject({
      result: 'invalid', reason: 'files-differ', missing: ['model.safetensors'], changed: ['config.json'], extra: ['evil.py'],
    })
  })

  test('a signer may leave out a folder, but not what only looks like it', () => {
    const bundle = bundleOf(p256.privateKey, { serialization: { ignore_paths: ['cache'] } })
    const more = (path: string) => [...found, { path, digest: `sha256:${sha('x')}` }]
    expect(check(bundle, more('cache/a')).result).toBe('valid')
    expect(check(bundle, more('cached')).result).toBe('invalid')
    expect(check(bundle, more('sub/.git/a')).result).toBe('invalid')
  })

  test.each<[string, string, string, () => ReturnType<typeof check>]>([
    ['another key', 'invalid', 'wrong-signature', () => check(bundleOf(ed.privateKey, { hash: null }))],
    ['no key', 'not-checkable', 'no-key', () => check(bundleOf(p256.privateKey), found, null)],
    ['a certificate', 'not-checkable', 'certificate', () => check(bundleOf(p256.privateKey, { material: { x509CertificateChain: {} } }))],
    ['a log entry', 'not-checkable', 'transparency-log', () => check(bundleOf(p256.privateKey, { material: { certificate: {} } }))],
    ['a key beside a certificate', 'not-checkable', 'certificate', () => check(bundleOf(p256.privateKey, { material: { publicKey: {}, x509CertificateChain: {} } }))],
    ['no material', 'invalid', 'broken-bundle', () => check(bundleOf(p256.privateKey, { material: {} }))],
    ['another hash', 'not-checkable', 'hash-not-supported', () => check(bundleOf(p256.privateKey, { serialization: { hash_type: 'blake3' } }))],
    ['shards', 'not-checkable', 'shards', () => check(bundleOf(p256.privateKey, { serialization: { method: 'shards', shard_size: 10 } }))],
    ['followed links', 'not-checkable', 'links-followed', () => check(bundleOf(p256.privateKey, { serialization: { allow_symlinks: true } }))],
    ['another statement', 'not-checkable', 'other-statement', () => check(bundleOf(p256.privateKey, { statement: { predicateType: 'https://model_signing/Digests/v0.1' } }))],
    ['an empty list', 'invalid', 'broken-statement', () => check(bundleOf(p256.privateKey, { predicate: { resources: [] } }))],
    ['a path upwards', 'invalid', 'broken-statement', () => check(bundleOf(p256.privateKey, { predicate: { resources: [{ name: '../a', digest: sha('a'), algorithm: 'sha256' }] } }))],
    ['everything left out', 'invalid', 'broken-statement', () => check(bundleOf(p256.privateKey, { serialization: { ignore_paths: ['.'] } }))],
    ['a file twice', 'invalid', 'broken-statement', () => check(bundleOf(p256.privateKey, { predicate: { resources: [1, 2].map(() => ({ name: 'a', digest: sha('a'), algorithm: 'sha256' })) } }))],
    ['another container', 'invalid', 'broken-bundle', () => check(bundleOf(p256.privateKey, { bundle: { mediaType: 'application/json' } }))],
    ['no JSON', 'invalid', 'broken-bundle', () => check(Buffer.from('x'))],
    ['nothing', 'invalid', 'broken-bundle', () => check(Buffer.alloc(0))],
  ])('%s is %s: %s', (_what, result, reason, run) => {
    expect(run()).toMatchObject({ result, reason })
  })

  test('a changed list no longer has its signature', () => {
    const bundle = JSON.parse(bundleOf(p256.privateKey).toString())
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString().replace('config.json', 'confog.json')
    bundle.dsseEnvelope.payload = Buffer.from(payload).toString('base64')
    expect(check(Buffer.from(JSON.stringify(bundle)))).toMatchObject({ result: 'invalid', reason: 'wrong-signature' })
  })
})
