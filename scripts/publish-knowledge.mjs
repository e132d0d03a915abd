/**
 * For publishers of reference data: makes and signs an update that Homeport takes in from a stick (TUF 1.0 metadata).
 * Keys are Ed25519 in PEM (`openssl genpkey -algorithm ed25519 -out key.pem`) and stay on the offline machines that
 * hold them: each `sign` needs one key and the file, nothing else.
 *
 *   root --version N --expires DAY --threshold 2 --key PUBLIC.pem... --release PUBLIC.pem --out N.root.json
 *   sign FILE --key PRIVATE.pem            adds one signature; a new root is signed by the old threshold and its own
 *   release --version N --expires DAY --packs FOLDER --key PRIVATE.pem --root FILE... --out FOLDER
 *
 * DAY is YYYY-MM-DD. The folder of `release` is what goes onto the stick: every root from the first, the packs, and
 * lists signed by the release key. Its first root's SHA-256 is the fingerprint to tell planners by another way.
 */
import { Key, MetaFile, Metadata, MetadataKind, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models'
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const specification = '1.0.31'

/** @param {string} pem public or private @returns {Key} */
function keyOf(pem) {
  const key = createPublicKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('keys must be Ed25519')
  const raw = key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  const keyID = createHash('sha256').update(raw).digest('hex')
  return new Key({ keyID, keyType: 'ed25519', scheme: 'ed25519', keyVal: { public: raw } })
}

/** Adds a signature, or makes the one by the same key new. @param {Metadata<any>} metadata @param {string} pem */
function addSignature(metadata, pem) {
  const { keyID } = keyOf(pem)
  metadata.sign((data) => new Signature({ keyID, sig: sign(null, data, createPrivateKey(pem)).toString('hex') }), true)
}

/** @param {string} file @param {Metadata<any>} metadata */
function write(file, metadata) {
  writeFileSync(file, JSON.stringify(metadata.toJSON()))
}

/** @param {string} text */
const digest = (text) => createHash('sha256').update(text).digest('hex')

/** @param {string} day */
const endOf = (day) => `${day}T00:00:00Z`

/** @param {{ version: number, expires: string, threshold: number, keys: readonly string[], release: string, out: string }} root */
export function makeRoot({ version, expires, threshold, keys, release, out }) {
  const root = new Root({ version, specVersion: specification, expires: endOf(expires), consistentSnapshot: false })
  for (const pem of keys) root.addKey(keyOf(pem), 'root')
  for (const role of ['targets', 'snapshot', 'timestamp']) root.addKey(keyOf(release), role)
  for (const [name, role] of Object.entries(root.roles)) Object.assign(role, { threshold: name === 'root' ? threshold : 1 })
  write(out, new Metadata(root))
}

/** @param {string} file @param {string} pem private key */
export function signFile(file, pem) {
  const metadata = Metadata.fromJSON(MetadataKind.Root, JSON.parse(readFileSync(file, 'utf8')))
  addSignature(metadata, pem)
  write(file, metadata)
}

/** @param {{ version: number, expires: string, packs: string, key: string, roots: readonly string[], out: string }} release */
export function makeRelease({ version, expires, packs, key, roots, out }) {
  mkdirSync(path.join(out, 'targets', 'packs'), { recursive: true })
  for (const file of roots) {
    const number = JSON.parse(readFileSync(file, 'utf8')).signed.version
    copyFileSync(file, path.join(out, `${number}.root.json`))
  }
  const common = { version, specVersion: specification, expires: endOf(expires) }
  const targets = new Targets(common)
  for (const name of readdirSync(packs).filter((file) => file.endsWith('.json')).toSorted()) {
    const bytes = readFileSync(path.join(packs, name))
    writeFileSync(path.join(out, 'targets', 'packs', name), bytes)
    const hashes = { sha256: createHash('sha256').update(bytes).digest('hex') }
    targets.addTarget(new TargetFile({ path: `packs/${name}`, length: bytes.length, hashes }))
  }
  /** @param {string} name @param {any} signed */
  const signedFile = (name, signed) => {
    const metadata = new Metadata(signed)
    addSignature(metadata, key)
    const text = JSON.stringify(metadata.toJSON())
    writeFileSync(path.join(out, name), text)
    return new MetaFile({ version, length: Buffer.byteLength(text), hashes: { sha256: digest(text) } })
  }
  const list = signedFile('targets.json', targets)
  const snapshot = signedFile('snapshot.json', new Snapshot({ ...common, meta: { 'targets.json': list } }))
  signedFile('timestamp.json', new Timestamp({ ...common, snapshotMeta: snapshot }))
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      version: { type: 'string' },
      expires: { type: 'string' },
      threshold: { type: 'string', default: '2' },
      key: { type: 'string', multiple: true, default: [] },
      release: { type: 'string' },
      root: { type: 'string', multiple: true, default: [] },
      packs: { type: 'string' },
      out: { type: 'string' },
    },
  })
  const [what, file] = positionals
  const read = (/** @type {string | undefined} */ name) => readFileSync(name ?? '', 'utf8')
  const { version, expires = '', out = '', key } = values
  if (what === 'root')
    makeRoot({ version: Number(version), expires, threshold: Number(values.threshold), keys: key.map(read), release: read(values.release), out })
  else if (what === 'sign' && file !== undefined) signFile(file, read(key[0]))
  else if (what === 'release')
    makeRelease({ version: Number(version), expires, packs: values.packs ?? '', key: read(key[0]), roots: values.root, out })
  else throw new Error('say "root", "sign FILE" or "release"; the head of this script explains each')
  const shown = what === 'sign' ? file : out
  console.log(`${what}: ${shown}`)
  if (what === 'release') console.log(`fingerprint of the first root: ${createHash('sha256').update(readFileSync(path.join(out, '1.root.json'))).digest('hex')}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(2)
  }
}
