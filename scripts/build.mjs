/** Builds `dist/` when something that goes into it or is packed with it has changed since the last build. `--force` builds in any case. */
import './setup/check-node.mjs'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { runProgram } from './setup/electron.mjs'
import { modules, root } from './setup/paths.mjs'

const inputs = [
  'electron',
  'examples',
  'renderer',
  'resources',
  'shared',
  'electron.vite.config.ts',
  'package-lock.json',
  'package.json',
  'scripts/build-verifier.mjs',
  'vite.verifier.config.ts',
]
const stamp = path.join(root, 'dist', '.built')
/** Written by another build of its own: the page in each packet that verifies it. */
const verifierBuild = path.join(root, 'scripts', 'build-verifier.mjs')

/** @throws {Error} when the build fails */
export async function build({ force = false } = {}) {
  const digest = inputsDigest()
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  rmSync(path.join(root, 'dist'), { recursive: true, force: true })
  await step(path.join(modules, 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn')
  if (existsSync(verifierBuild)) await step(verifierBuild)
  writeFileSync(stamp, digest)
}

/** @param {string} script
 * @param {...string} args
 */
async function step(script, ...args) {
  const code = await runProgram(process.execPath, [script, ...args], { cwd: root })
  if (code !== 0) throw new Error(`${path.relative(root, script)} failed`)
}

function inputsDigest() {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap(filesUnder)) hash.update(`${file}\0`).update(createHash('sha256').update(readFileSync(path.join(root, file))).digest())
  return hash.digest('hex')
}

/** @param {string} name
 * @returns {string[]} paths from the root, sorted
 */
function filesUnder(name) {
  const full = path.join(root, name)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [name]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .toSorted((left, right) => (left < right ? -1 : 1))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await build({ force: process.argv.includes('--force') }).catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
