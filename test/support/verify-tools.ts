/** Runs the scripts that travel in bundles, in the folder of an unpacked bundle. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Unpacks files by name into a folder and puts the scripts beside them. */
export function unpackTo(folder: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), bytes)
  }
  for (const script of ['verify.py', 'verify.sh']) cpSync(path.join('resources', 'bundle', script), path.join(folder, script))
  return folder
}

/** The last line of what a script says: its verdict. */
export function lastLine(folder: string, program: string, ...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' })
  return `${stdout}${stderr}`.trim().split('\n').at(-1) ?? ''
}
