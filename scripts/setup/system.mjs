/** Which system packages are missing, what this distribution calls them, and the one command that installs them. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { findChromium, findCommand, findFirefox, findPython } from './tools.mjs'

/**
 * @typedef {'apt' | 'dnf' | 'none'} Installer
 * @typedef {{ id: string, installer: Installer, longTime: boolean }} Distribution
 *   `longTime`: library packages carry the suffix t64 (Debian 13, Ubuntu 24.04 and newer)
 * @typedef {keyof typeof packageNames} Need
 */

/** What each need is called. `apt` names get the suffix t64 where `longTimeNames` lists them. */
const packageNames = /** @type {const} */ ({
  windowLibraries: { apt: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'], dnf: ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm'] },
  compiler: { apt: ['g++'], dnf: ['gcc-c++'] },
  make: { apt: ['make'], dnf: ['make'] },
  python: { apt: ['python3'], dnf: ['python3'] },
  cryptography: { apt: ['python3-cryptography'], dnf: ['python3-cryptography'] },
  openssl: { apt: ['openssl'], dnf: ['openssl'] },
  pdfTools: { apt: ['poppler-utils', 'qpdf'], dnf: ['poppler-utils', 'qpdf'] },
  ssh: { apt: ['openssh-client'], dnf: ['openssh-clients'] },
  minisign: { apt: ['minisign'], dnf: ['minisign'] },
  cards: { apt: ['softhsm2', 'opensc'], dnf: ['softhsm', 'opensc'] },
  unzip: { apt: ['unzip'], dnf: ['unzip'] },
  spreadsheet: { apt: ['libreoffice-calc'], dnf: ['libreoffice-calc'] },
  virtualDisplay: { apt: ['xvfb'], dnf: ['xorg-x11-server-Xvfb'] },
  chromium: { apt: ['chromium'], dnf: ['chromium'] },
  firefox: { apt: ['firefox-esr'], dnf: ['firefox'] },
  fonts: { apt: ['fonts-liberation'], dnf: ['liberation-sans-fonts'] },
})
const longTimeNames = ['libgtk-3-0', 'libasound2']
/** Releases with the old names. Every release not named here is newer. */
const shortTimeReleases = ['buster', 'bullseye', 'bookworm', 'bionic', 'focal', 'jammy', 'kinetic', 'lunar', 'mantic']

/**
 * Reads /etc/os-release.
 * @param {string} text
 * @returns {Distribution}
 */
export function distribution(text) {
  const fields = new Map(
    text.split('\n').flatMap((line) => {
      const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim())
      return match ? [[match[1] ?? '', match[2] ?? match[3] ?? match[4] ?? '']] : []
    }),
  )
  const id = fields.get('ID') ?? ''
  const family = [id, ...(fields.get('ID_LIKE') ?? '').split(' ')]
  const release = fields.get('UBUNTU_CODENAME') ?? fields.get('DEBIAN_CODENAME') ?? fields.get('VERSION_CODENAME') ?? ''
  const installer = family.includes('debian') || family.includes('ubuntu') ? 'apt' : family.includes('fedora') ? 'dnf' : 'none'
  return { id: family.includes('ubuntu') ? 'ubuntu' : id, installer, longTime: installer === 'apt' && !shortTimeReleases.includes(release) }
}

/**
 * @param {readonly Need[]} needs
 * @param {Distribution} system
 * @returns {string[]} package names, each once
 */
export function packagesFor(needs, system) {
  const { installer } = system
  if (installer === 'none') return []
  const names = needs.flatMap((need) => [...packageNames[need][installer]])
  return [...new Set(names)].map((name) => (system.longTime && longTimeNames.includes(name) ? `${name}t64` : name))
}

/**
 * The command for a root shell.
 * @param {readonly string[]} packages
 * @param {Distribution} system
 */
export function installCommand(packages, system) {
  const names = packages.join(' ')
  return system.installer === 'dnf'
    ? `dnf install -y --setopt=install_weak_deps=False ${names}`
    : `apt-get update && apt-get install -y --no-install-recommends ${names}`
}

/** Installs what is missing when this is root, else prints the one command and ends the process. */
export function installMissing(/** @type {readonly Need[]} */ needs, /** @type {(line: string) => void} */ log) {
  if (needs.length === 0) return
  const system = thisDistribution()
  const packages = packagesFor(needs, system)
  if (packages.length === 0) {
    console.error(`Homeport needs these, and does not know what your distribution calls them: ${needs.join(', ')}.`)
    console.error(`On Debian they are: ${packagesFor(needs, { id: 'debian', installer: 'apt', longTime: true }).join(' ')}`)
    process.exit(1)
  }
  const command = installCommand(packages, system)
  if (process.getuid?.() !== 0) {
    console.error(`Homeport needs system packages that are not installed. Run this once, then try again:\n\n  sudo sh -c '${command}'\n`)
    process.exit(1)
  }
  log(command)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
  if (status !== 0) throw new Error(`The packages could not be installed. The command was: ${command}`)
}

/**
 * The second browser for exported packets. Without it the packet tests say that they saw one browser only, so a system
 * that does not offer it, or a user who may not install, is no reason to stop.
 */
export function installFirefoxIfPossible(/** @type {(line: string) => void} */ log) {
  const system = thisDistribution()
  // Ubuntu's package of that name only fetches a snap.
  if (process.platform !== 'linux' || findFirefox() || process.getuid?.() !== 0 || system.installer === 'none' || system.id === 'ubuntu') return
  const command = installCommand(packagesFor(['firefox'], system), system)
  log(command)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync('sh', ['-c', command], { stdio: 'ignore', env: environment, timeout: 180_000 })
  if (status !== 0) log('Firefox could not be installed; exported packets are seen in Chromium only')
}

/** @returns {Distribution} */
export function thisDistribution() {
  const file = ['/etc/os-release', '/usr/lib/os-release'].find((name) => existsSync(name))
  return distribution(file === undefined ? '' : readFileSync(file, 'utf8'))
}

/**
 * Libraries that an executable asks for and the system does not have.
 * @param {string} executable
 * @returns {string[]} file names such as `libgtk-3.so.0`
 */
export function missingLibraries(executable) {
  if (process.platform !== 'linux') return []
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return (stdout ?? '').split('\n').flatMap((line) => (line.includes('not found') ? [line.trim().split(' ')[0] ?? ''] : []))
}

/** @returns {Need[]} what compiling the database module lacks */
export function missingForCompiling() {
  if (process.platform !== 'linux') return []
  /** @type {Need[]} */
  const needs = []
  if (!findCommand('g++')) needs.push('compiler')
  if (!findCommand('make')) needs.push('make')
  if (!findCommand('python3')) needs.push('python')
  return needs
}

/** @returns {Need[]} what starting Electron lacks */
export function missingForElectron(/** @type {string} */ executable) {
  return missingLibraries(executable).length > 0 ? ['windowLibraries'] : []
}

/** @returns {Need[]} what the packaged application's real window lacks */
export function missingForWindows() {
  if (process.platform !== 'linux') return []
  return findCommand('Xvfb') ? [] : ['virtualDisplay']
}

/** @returns {Need[]} what opening a bundle without Homeport lacks */
export function missingForBundles() {
  if (process.platform !== 'linux') return []
  /** @type {Need[]} */
  const needs = []
  if (!findCommand('unzip')) needs.push('unzip')
  if (!findCommand('openssl')) needs.push('openssl')
  if (!findPython()) needs.push('python', 'cryptography')
  return needs
}

/** @returns {Need[]} what a reviewer's tools lack: the packet tests use nothing of Homeport */
export function missingForPacket() {
  if (process.platform !== 'linux') return []
  const needs = missingForBundles()
  // Ubuntu's package of that name only fetches a snap; set-up takes Playwright's build there.
  if (!findChromium() && thisDistribution().id !== 'ubuntu') needs.push('chromium')
  if (!findCommand('pdfinfo') || !findCommand('qpdf')) needs.push('pdfTools')
  if (!findCommand('soffice')) needs.push('spreadsheet')
  if (!hasFont('/usr/share/fonts')) needs.push('fonts')
  if (!findCommand('ssh-keygen')) needs.push('ssh')
  if (!findCommand('minisign')) needs.push('minisign')
  if (!findCommand('softhsm2-util') || !findCommand('pkcs11-tool')) needs.push('cards')
  return needs
}

/** @param {string} folder */
function hasFont(folder) {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc|pfb)$/.test(path.basename(String(name))))
}
