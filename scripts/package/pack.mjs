/** Packs the built application with hardened fuses. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runProgram } from '../setup/electron.mjs'
import { modules, root } from '../setup/paths.mjs'

/** Where the package for tests goes. It may hold a runtime that must not be released, so never where releases go. */
export const testPackage = path.join(root, 'release', 'test')

/**
 * Packs `dist/` unless the folder already holds this very build on this very runtime.
 * @param {import('../setup/runtime.mjs').Runtime} runtime
 * @param {string} output folder
 * @returns {Promise<string>} folder of the unpacked application
 */
export async function pack(runtime, output) {
  const inputs = ['dist/.built', 'electron-builder.yml', 'scripts/package/after-pack.mjs', 'node_modules/.package-lock.json']
  const hash = createHash('sha256').update(JSON.stringify(runtime))
  for (const file of inputs) hash.update(readFileSync(path.join(root, file)))
  const digest = hash.digest('hex')
  const stamp = path.join(output, '.packed')
  const folder = path.join(output, unpackedFolder())
  if (existsSync(folder) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return folder
  rmSync(output, { recursive: true, force: true })
  const settings = { electronDist: runtime.dist, electronVersion: runtime.version, 'directories.output': output }
  const args = ['--dir', '--publish=never', ...Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`)]
  const code = await runProgram(process.execPath, [path.join(modules, 'electron-builder', 'cli.js'), ...args], { cwd: root })
  if (code !== 0) throw new Error('electron-builder failed')
  writeFileSync(stamp, digest)
  return folder
}

/** electron-builder's name for the folder. */
function unpackedFolder() {
  const architecture = process.arch === 'x64' ? '' : `-${process.arch}`
  if (process.platform === 'darwin') return `mac${architecture}`
  return process.platform === 'win32' ? `win${architecture}-unpacked` : `linux${architecture}-unpacked`
}
