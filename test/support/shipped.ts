/** What a reviewer without Homeport does with an exported bundle, and what the command line says about it. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readZip, writeZip, type ZipEntry } from '../../electron/export/zip.ts'
import { root } from './launch.ts'

/** `npm test` names the one that it found. */
const python = process.env['HOMEPORT_PYTHON'] ?? 'python3'

export type Outcome = { readonly status: number | null; readonly output: string }

function run(program: string, args: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', timeout: 60_000 })
  return { status, output: `${stdout}${stderr}`.trim() }
}

function entriesOf(bundle: string): readonly ZipEntry[] {
  const limit = 2 ** 26
  const read = readZip(new Uint8Array(readFileSync(bundle)), { file: limit, entry: limit, total: limit, count: 99, ratio: 99 }, () => true)
  if (!read.ok) throw new Error(read.problem.code)
  return read.value
}

/** Unpacks a bundle into a new folder below another. */
export function unpack(bundle: string, below: string): string {
  const folder = mkdtempSync(path.join(below, 'unpacked-'))
  for (const { name, bytes } of entriesOf(bundle)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), bytes)
  }
  return folder
}

/** Writes a copy of a bundle in which one of its files is another. */
export function forge(bundle: string, name: string, change: (bytes: Buffer) => Buffer, copy: string): string {
  writeFileSync(copy, writeZip(entriesOf(bundle).map((entry) => (entry.name === name ? { name, bytes: change(Buffer.from(entry.bytes)) } : entry))))
  return copy
}

/** The one public key of a bundle with one signer. */
export function keyFile(folder: string): string {
  return path.join('keys', readdirSync(path.join(folder, 'keys'))[0] ?? '')
}

/** The raw command: nothing but openssl, the signed bytes, the signature and the key. */
export function openssl(folder: string): Outcome {
  const args = ['-rawin', '-in', 'statements/1.pae.bin', '-sigfile', 'statements/1.sig']
  return run('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', keyFile(folder), ...args], folder)
}

/** The script that every bundle carries. */
export const shellScript = (folder: string): Outcome => run('sh', ['verify.sh'], folder)

export const pythonScript = (folder: string): Outcome => run(python, ['verify.py'], folder)

/** A verifier that shares no code with Homeport; it reads packed bundles. */
export function foreignVerifier(bundle: string): { readonly verdict: string; readonly changed?: readonly string[] } {
  return JSON.parse(run(python, [path.join(root, 'test/packet/verifier.py'), bundle], root).output)
}

export type Verified = {
  readonly status: number | null
  readonly verdict: string
  readonly code: string | null
  readonly checks: readonly { readonly id: string; readonly result: string; readonly message: string }[]
  readonly changed: readonly string[]
}

/** `homeport verify`, of a bundle, an unpacked one or a packet. */
export function commandLine(place: string, ...args: readonly string[]): Verified {
  const { status, output } = run(process.execPath, [path.join(root, 'dist/main/cli.js'), 'verify', place, '--json', ...args], root)
  return { status, ...JSON.parse(output).results[0] }
}
