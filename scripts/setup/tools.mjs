/** Finds the programs of this machine that set-up and tests use. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { root } from './paths.mjs'

/**
 * @param {string} name
 * @returns {string | undefined} full path of a program in PATH
 */
export function findCommand(name) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  // sbin is not in an ordinary user's PATH, yet a program there may run.
  return [...folders, '/usr/sbin', '/sbin']
    .filter((folder) => folder !== '')
    .flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)))
    .find(isExecutable)
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const browserFiles = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** @returns {string | undefined} a browser for exported packets: the system's, or the one Playwright has downloaded */
export function findChromium() {
  const chosen = process.env['HOMEPORT_CHROMIUM']
  if (chosen) return chosen
  for (const name of browsers) {
    const found = findCommand(name)
    if (found) return found
  }
  return browserFiles.find((file) => existsSync(file)) ?? playwrightChromium()
}

/** @returns {string | undefined} Firefox, the second browser for exported packets: the system's own */
export function findFirefox() {
  return process.env['HOMEPORT_FIREFOX'] ?? findCommand('firefox-esr') ?? findCommand('firefox')
}

/** @returns {string | undefined} */
function playwrightChromium() {
  try {
    const { chromium } = createRequire(path.join(root, 'package.json'))('@playwright/test')
    const file = chromium.executablePath()
    return existsSync(file) ? file : undefined
  } catch {
    return undefined
  }
}

/** @returns {string | undefined} a Python that has the package `cryptography` */
export function findPython() {
  const candidates = [process.env['HOMEPORT_PYTHON'], findCommand('python3'), '/usr/bin/python3', findCommand('python')]
  return candidates.find((file) => file && spawnSync(file, ['-c', 'import cryptography'], { stdio: 'ignore' }).status === 0)
}

/**
 * The first line a program prints about its version.
 * @param {string | undefined} file
 * @param {...string} args
 */
export function versionOf(file, ...args) {
  if (!file) return 'not found'
  const { stdout, stderr } = spawnSync(file, args.length > 0 ? args : ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return (stdout || stderr || '').trim().split('\n')[0] || 'not known'
}

/** How to start npm: the same one that runs this script, else the one in PATH. */
export function npmCommand() {
  const script = process.env['npm_execpath']
  if (script && /npm-cli\.c?js$/.test(script)) return { file: process.execPath, before: [script] }
  return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [] }
}
