/** How Electron is started from a checkout. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'

/** @typedef {import('./runtime.mjs').Runtime} Runtime */

/** Whether a window could be shown. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/** Switches that let Electron run without a display. Homeport draws its pages offscreen then. The log level hides
 * complaints about the desktop services that such a machine lacks. */
export const headlessSwitches = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3']

/**
 * Chromium's sandbox needs an ordinary user, and either user namespaces or a helper that belongs to root.
 * @param {Pick<Runtime, 'dist'>} runtime
 * @returns {{ switches: string[], because: string | null }} because: why the sandbox is off, or null
 */
export function sandbox(runtime) {
  if (process.platform !== 'linux') return { switches: [], because: null }
  if (process.getuid?.() === 0) return { switches: ['--no-sandbox'], because: 'Chromium has no sandbox for root' }
  const helper = path.join(runtime.dist, 'chrome-sandbox')
  const helperReady = existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0
  if (helperReady || spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0) {
    return { switches: [], because: null }
  }
  const cure = `sudo chown root '${helper}' && sudo chmod 4755 '${helper}'`
  return { switches: ['--no-sandbox'], because: `this system allows no user namespaces. To have it, run: ${cure}` }
}

/**
 * The environment for tools: where electron-vite finds Electron, and no remarks on the future of Vite's configuration.
 * Not ELECTRON_OVERRIDE_DIST_PATH: set-up would take it for the developer's own choice.
 * @param {Runtime} runtime
 */
export function electronEnvironment(runtime) {
  const environment = {
    ...process.env,
    ELECTRON_EXEC_PATH: runtime.executable,
    VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
  }
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'))
}

/**
 * The versions inside a runtime, such as `{ electron, chrome, node }`.
 * @param {Runtime} runtime
 * @returns {Record<string, string>}
 */
export function runtimeVersions(runtime) {
  const environment = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const { stdout, status } = spawnSync(runtime.executable, ['-p', 'JSON.stringify(process.versions)'], { env: environment, encoding: 'utf8' })
  return status === 0 ? JSON.parse(stdout) : { electron: runtime.version }
}

/**
 * Runs a program with this terminal and waits for it.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} exit code; 1 after a signal
 */
export function runProgram(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: 'inherit' })
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    process.on('SIGINT', pass).on('SIGTERM', pass)
    child.on('error', reject)
    child.on('exit', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass)
      resolve(code ?? 1)
    })
  })
}
