/**
 * Makes the native parts of packages. Their install scripts are not run: on Linux the source is compiled, once per
 * version and machine, and kept in Homeport's cache; elsewhere the package's own way is taken.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, modules, root } from './paths.mjs'
import { npmCommand } from './tools.mjs'

/**
 * @typedef {{ name: string, file: string, what: string }} NativePackage
 *   `file`: the compiled module below build/Release, `what`: what to call it
 */

/** Every package with a native part. All speak Node-API, so that Node's version does not matter. */
const packages = /** @type {const} */ ([
  { name: 'sqlite3', file: 'node_sqlite3.node', what: 'SQLite module' },
  { name: 'pkcs11js', file: 'pkcs11.node', what: 'module for cards and tokens' },
])

const folderOf = (/** @type {NativePackage} */ { name }) => path.join(modules, name)
const builtOf = (/** @type {NativePackage} */ one) => path.join(folderOf(one), 'build', 'Release', one.file)

/** Whether the native parts are in place. */
export const nativeReady = () => packages.every((one) => existsSync(builtOf(one)))

/** Whether {@link prepareNative} will have to compile. Needs node_modules. */
export const nativeNeedsCompiler = () => process.platform === 'linux' && packages.some((one) => !existsSync(builtOf(one)) && !loads(cachedFile(one)))

/** @param {(line: string) => void} log */
export function prepareNative(log) {
  for (const one of packages) prepareOne(one, log)
}

/**
 * @param {NativePackage} one
 * @param {(line: string) => void} log
 */
function prepareOne(one, log) {
  const built = builtOf(one)
  if (existsSync(built)) return
  const cached = cachedFile(one)
  if (loads(cached)) return place(cached, built)
  log(`compiling the ${one.what}, up to a minute`)
  const npm = npmCommand()
  const headers = nodeHeaders()
  const compiler = nodeGyp(npm.before[0])
  const [file, args] =
    process.platform === 'linux' && compiler
      ? [process.execPath, [compiler, 'rebuild', '--jobs=max', '--silent', ...(headers ? [`--nodedir=${headers}`] : [])]]
      : [npm.file, [...npm.before, 'rebuild', one.name, '--loglevel=error', `--prefix=${root}`]]
  const result = spawnSync(file, args, { cwd: folderOf(one), encoding: 'utf8', shell: file.endsWith('.cmd') })
  if (result.status !== 0 || !loads(built)) {
    const hint = headers ? '' : '\nNode\'s headers were not found beside this Node. An installation from nodejs.org has them.'
    throw new Error(`The ${one.what} could not be built:\n${result.stdout}${result.stderr}${hint}`)
  }
  place(built, cached)
}

/** One file per package version and platform. @param {NativePackage} one */
function cachedFile(one) {
  const { version } = JSON.parse(readFileSync(path.join(folderOf(one), 'package.json'), 'utf8'))
  return path.join(cacheFolder(), `${one.name}-${version}-${process.platform}-${process.arch}.node`)
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
