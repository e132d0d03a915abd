/** `weights`: the files of a folder by digest, what their headers say, and whether they are what somebody approved. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { publicKeyOfPem, type PublicKey } from '../../shared/base/envelope.ts'
import { parse, z } from '../../shared/base/schema.ts'
import { parseStrictJson } from '../../shared/base/strict-json.ts'
import {
  checksumLines,
  compareManifests,
  isSame,
  readApproved,
  WeightsRecord,
  type Manifest,
  type ManifestDifference,
  type ManifestFile,
} from '../../shared/domain/weights.ts'
import type { HeaderFacts } from '../../shared/domain/weights/header.ts'
import { checkSignature, type SignatureCheck } from '../../shared/domain/weights/signature.ts'
import { catalogOf, say } from '../../shared/words/say.ts'
import { writeFileSafely } from '../files.ts'
import { readManifest } from '../weights/manifest.ts'
import { readFolder } from '../weights/reading.ts'
import { readSmallFile } from '../weights/source.ts'
import { UsageError, type CliCommand } from './command.ts'
import { optional } from './load.ts'

export const weightsCommand: CliCommand = {
  name: 'weights',
  usage:
    'weights DIR [--write FILE | --check FILE] [--key PEM]   digests and headers of model files; FILE is a manifest, a list of sha256sum or a plan.json',
  options: { write: { type: 'string' }, check: { type: 'string' }, key: { type: 'string' } },
  run: async (input) => {
    const [folder, ...more] = input.positionals
    if (folder === undefined || more.length > 0) throw new UsageError('name one folder with the files of a model')
    const [write, check, keyFile] = [optional(input, 'write'), optional(input, 'check'), optional(input, 'key')]
    if (write !== null && check !== null) throw new UsageError('give either --write or --check')
    // What cannot be used is said before hours are spent on hashing.
    const approved = check === null ? null : await readApprovedFile(check)
    const key = keyFile === null ? null : await readKey(keyFile)
    const read = await readFolder(folder)
    if (!read.ok) throw new UsageError(problem(read.problem))
    const manifest = await readManifest(folder)
    if (!manifest.ok) throw new UsageError(problem(manifest.problem))
    if (write !== null) await writeManifest(write, manifest.value)
    const { headers, refused, signature: file } = read.value
    const difference = approved === null ? null : compareManifests(approved, manifest.value.files)
    const signature = file === null ? null : await signatureIn(folder, file, manifest.value, key)
    // A key was given to be checked: a folder without a signature is no success then.
    const unsigned = key !== null && signature?.result !== 'valid'
    const failed = (difference !== null && !isSame(difference)) || signature?.result === 'invalid' || unsigned || refused.length > 0
    return {
      exitCode: failed ? 1 : 0,
      json: { manifest: manifest.value, headers, refused, difference, signature },
      text: describe(manifest.value, headers, refused, difference, signature, key),
    }
  },
}

const english = catalogOf('en')
const word = (id: string, values: Readonly<Record<string, string>> = {}): string => say(english, { id, values: { ...values } })

function problem({ code, path: where }: { readonly code: string; readonly path: string }): string {
  return word(`weights.problem.${code}`, { path: where })
}

async function readApprovedFile(file: string): Promise<readonly Pick<ManifestFile, 'path' | 'digest'>[]> {
  const bytes = await readSmallFile(path.resolve(file), 32 * 1024 * 1024)
  if (bytes === null) throw new UsageError(`cannot read ${file}; check the path`)
  const inPlan = recordIn(bytes)
  if (inPlan !== null) return inPlan.manifest.files
  const approved = readApproved(bytes, Buffer.from(bytes).toString('utf8'))
  if (approved.ok) return approved.value
  throw new UsageError(`${file}: ${approved.problem.path} ${approved.problem.reason}`)
}

const PlanForm = z.object({ weights: z.object({ intake: WeightsRecord }) })
const SignedForm = z.object({ plan: PlanForm })

/** The record inside a plan, signed or not. */
function recordIn(bytes: Uint8Array): WeightsRecord | null {
  const json = parseStrictJson(bytes)
  if (!json.ok) return null
  const signed = parse(SignedForm, json.value)
  if (signed.ok) return signed.value.plan.weights.intake
  const plan = parse(PlanForm, json.value)
  return plan.ok ? plan.value.weights.intake : null
}

async function readKey(file: string): Promise<PublicKey> {
  const pem = await readFile(file, 'latin1').catch(() => null)
  if (pem === null) throw new UsageError(`cannot read ${file}; check the path`)
  const key = publicKeyOfPem(pem)
  if (!key.ok) throw new UsageError(`${file} is no Ed25519, P-256 or P-384 public key in PEM (${key.problem})`)
  return key.value
}

async function writeManifest(file: string, manifest: Manifest): Promise<void> {
  const text = /\.(txt|sha256|sums)$|SHA256SUMS$/i.test(file) ? checksumLines(manifest.files) : `${JSON.stringify(manifest, null, 1)}\n`
  const written = await writeFileSafely(path.resolve(file), text)
  if (!written.ok) throw new UsageError(`cannot write ${file} (${written.problem.code})`)
}

async function signatureIn(
  folder: string,
  file: string,
  manifest: Manifest,
  key: PublicKey | null,
): Promise<SignatureCheck | null> {
  const bytes = await readSmallFile(path.join(path.resolve(folder), file), 32 * 1024 * 1024)
  return checkSignature(bytes ?? new Uint8Array(), file, manifest.files, key)
}

function describe(
  manifest: Manifest,
  headers: readonly HeaderFacts[],
  refused: readonly { readonly path: string; readonly reason: string }[],
  difference: ManifestDifference | null,
  signature: SignatureCheck | null,
  key: PublicKey | null,
): string {
  const lines = manifest.files.map(({ path: name, digest, bytes }) => `${digest.slice(7)}  ${name}  (${bytes} bytes)`)
  lines.push(`all ${manifest.files.length} files: ${manifest.digest}`)
  for (const header of headers) lines.push(...headerLines(header))
  for (const { path: name, reason } of refused) lines.push(`REFUSED ${name}: ${word(`weights.refused.${reason}`)}`)
  if (signature !== null) {
    lines.push(`signature ${signature.file}: ${signature.result}, ${word(`weights.signature.${signature.reason}`)}`)
    lines.push(...listed('  not covered', signature.leftOut), ...differenceLines(signature))
  } else if (key !== null) lines.push(`FAIL ${word('weights.signature.none')}`)
  if (difference !== null) {
    lines.push(isSame(difference) ? 'the same files as approved' : 'NOT the files that were approved')
    lines.push(...differenceLines(difference))
  }
  return lines.join('\n')
}

function headerLines(header: HeaderFacts): readonly string[] {
  const facts: readonly (readonly [string, string | number | null])[] = [
    ['format', header.format],
    ['name', header.name],
    ['architecture', header.architecture],
    ['layers', header.layers],
    ['hidden size', header.hidden],
    ['context', header.context],
    ['parameters', header.parameters],
    ['quantization', header.quantization],
    ['license in the files', header.license?.name ?? header.license?.id ?? null],
  ]
  const [first, ...rest] = header.files
  return [
    `${first ?? ''}${rest.length === 0 ? '' : ` and ${rest.length} more`}:`,
    ...facts.map(([name, value]) => `  ${name}: ${value ?? 'not said'}`),
  ]
}

function differenceLines({ missing, changed, extra }: ManifestDifference): readonly string[] {
  return [...listed('  MISSING', missing), ...listed('  CHANGED', changed), ...listed('  EXTRA', extra)]
}

function listed(mark: string, paths: readonly string[]): readonly string[] {
  return paths.map((name) => `${mark} ${name}`)
}
