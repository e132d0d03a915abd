/** Brings node_modules to the state of the lock file. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { modules, root } from './paths.mjs'
import { npmCommand } from './tools.mjs'

/**
 * Whether every package of the lock file is installed in that version. npm writes what it installed to
 * `node_modules/.package-lock.json` as its last act.
 * @param {string} lock text of package-lock.json
 * @param {string} installed text of node_modules/.package-lock.json
 */
export function modulesMatch(lock, installed) {
  const has = JSON.parse(installed).packages
  return Object.entries(JSON.parse(lock).packages).every(
    ([place, entry]) =>
      place === '' || (has[place] === undefined ? entry.optional === true || entry.devOptional === true : has[place].version === entry.version),
  )
}

export function modulesReady() {
  const installed = path.join(modules, '.package-lock.json')
  return existsSync(installed) && modulesMatch(readFileSync(path.join(root, 'package-lock.json'), 'utf8'), readFileSync(installed, 'utf8'))
}

/** @param {(line: string) => void} log */
export async function installModules(log) {
  if (modulesReady()) return
  log('installing packages')
  const npm = npmCommand()
  // The lock file pins every package by its digest: the minimum age of .npmrc has done its work when it was written.
  const args = ['ci', '--ignore-scripts', '--min-release-age=0', '--no-audit', '--no-fund', '--loglevel=error']
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    const child = spawn(npm.file, [...npm.before, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: npm.file.endsWith('.cmd') })
    child.on('error', reject)
    child.on('exit', resolve)
  })
  if (code !== 0) throw new Error('npm ci failed')
}
