/**
 * Makes the native part of the package `sqlite3`. Its install script is not run: on Linux the source is compiled, once
 * per version and machine, and kept in Homeport's cache; elsewhere the package's own way is taken.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, modules, root } from './paths.mjs'
import { npmCommand } from './tools.mjs'

const folder = path.join(modules, 'sqlite3')
const built = path.join(folder, 'build', 'Release', 'node_sqlite3.node')

/** Whether the native part is in place. */
export const databaseReady = () => existsSync(built)

/** Whether {@link prepareDatabase} will have to compile. Needs node_modules. */
export const databaseNeedsCompiler = () => process.platform === 'linux' && !databaseReady() && !loads(cachedFile())

/** @param {(line: string) => void} log */
export function prepareDatabase(log) {
  if (databaseReady()) return
  const cached = cachedFile()
  if (loads(cached)) return place(cached, built)
  log('compiling the SQLite module, about a minute')
  const npm = npmCommand()
  const headers = nodeHeaders()
  const compiler = nodeGyp(npm.before[0])
  const [file, args] =
    process.platform === 'linux' && compiler
      ? [process.execPath, [compiler, 'rebuild', '--jobs=max', '--silent', ...(headers ? [`--nodedir=${headers}`] : [])]]
      : [npm.file, [...npm.before, 'rebuild', 'sqlite3', '--loglevel=error', `--prefix=${root}`]]
  const result = spawnSync(file, args, { cwd: folder, encoding: 'utf8', shell: file.endsWith('.cmd') })
  if (result.status !== 0 || !loads(built)) {
    const hint = headers ? '' : '\nNode\'s headers were not found beside this Node. An installation from nodejs.org has them.'
    throw new Error(`The SQLite module could not be built:\n${result.stdout}${result.stderr}${hint}`)
  }
  place(built, cached)
}

/** One file per package version and platform: the module speaks Node-API, so Node's version does not matter. */
function cachedFile() {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(cacheFolder(), `sqlite3-${version}-${process.platform}-${process.arch}.node`)
}

/** Whether Node can load the file; tried in a process of its own, since a bad one may end it.
 * @param {string} file
 */
function loads(file) {
  if (!existsSync(file)) return false
  return spawnSync(process.execPath, ['-e', `process.dlopen({ exports: {} }, ${JSON.stringify(file)})`]).status === 0
}

/** Copies so that the target is whole or not there.
 * @param {string} from
 * @param {string} to
 */
function place(from, to) {
  mkdirSync(path.dirname(to), { recursive: true })
  const partial = `${to}.${process.pid}`
  copyFileSync(from, partial)
  renameSync(partial, to)
}

/** @returns {string | undefined} the prefix whose include/node has this Node's headers */
function nodeHeaders() {
  const prefixes = [path.dirname(path.dirname(realpathSync(process.execPath))), '/usr', '/usr/local']
  return prefixes.find((prefix) => existsSync(path.join(prefix, 'include', 'node', 'node.h')))
}

/** @param {string | undefined} npmScript
 * @returns {string | undefined} the compiler driver that npm brings along
 */
function nodeGyp(npmScript) {
  const beside = path.join(path.dirname(realpathSync(process.execPath)), '..', 'lib', 'node_modules', 'npm')
  const homes = [npmScript ? path.resolve(path.dirname(realpathSync(npmScript)), '..') : undefined, beside]
  return homes
    .flatMap((home) => (home ? [path.join(home, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')] : []))
    .find((file) => existsSync(file))
}
