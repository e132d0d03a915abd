/** `npm run doctor`: which runtime, versions and libraries are in use here, and why. Changes nothing. */
import './setup/check-node.mjs'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { nativeReady } from './setup/native.mjs'
import { hasDisplay, runtimeVersions, sandbox } from './setup/electron.mjs'
import { modulesReady } from './setup/modules.mjs'
import { cacheFolder, modules, runtimeRecord } from './setup/paths.mjs'
import { presentRuntime } from './setup/runtime.mjs'
import { missingForCompiling, missingForElectron, missingForPacket, missingForWindows, missingLibraries, packagesFor, thisDistribution } from './setup/system.mjs'
import { findChromium, findCommand, findPython, npmCommand, versionOf } from './setup/tools.mjs'
import { withoutNetwork } from './test/network.mjs'

let faults = 0
const say = (/** @type {string} */ what, /** @type {string} */ text) => console.log(`${what.padEnd(18)}${text}`)
const fault = (/** @type {string} */ what, /** @type {string} */ text) => {
  faults += 1
  say(what, `✗ ${text}`)
}

const system = thisDistribution()
const npm = npmCommand()
say('machine', `${os.type()} ${os.release()} ${process.arch}, ${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 1e9)} GB${system.id ? `, ${system.id} (${system.installer})` : ''}`)
say('Node', `${process.versions.node} (${process.execPath})`)
say('npm', versionOf(npm.file, ...npm.before, '--version'))
if (modulesReady()) say('packages', 'as in package-lock.json')
else fault('packages', 'not as in package-lock.json; npm start installs them')

const runtime = presentRuntime()
if (runtime) {
  const inside = runtimeVersions(runtime)
  say('Electron', `${runtime.version}: Chromium ${inside['chrome'] ?? 'not known'}, Node ${inside['node'] ?? 'not known'}, V8 ${inside['v8'] ?? 'not known'}`)
  say('  from', `${runtime.source}: ${runtime.reason}`)
  say('  in', runtime.dist)
  const manifest = path.join(modules, 'electron', 'package.json')
  const pinned = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined
  if (pinned && pinned !== runtime.version) say('  releases use', `${pinned}; to look for its download again, remove ${runtimeRecord}`)
  const missing = missingLibraries(runtime.executable)
  if (missing.length > 0) fault('libraries', `missing: ${missing.join(', ')}`)
  else say('libraries', 'all that Electron asks for are here')
  const { because } = sandbox(runtime)
  say('sandbox', because ? `off: ${because}` : 'on')
} else fault('Electron', 'none yet; npm start fetches it')
say('display', hasDisplay() ? 'there is one' : 'none: npm start makes a plan instead of opening a window, tests draw offscreen')
if (nativeReady()) say('native modules', 'built')
else fault('native modules', 'not built yet; npm start builds it')

say('test tools', '')
say('  Chromium', versionOf(findChromium()))
say('  openssl', versionOf(findCommand('openssl'), 'version'))
say('  Python', findPython() ? `${versionOf(findPython())} with cryptography` : 'none with the package cryptography')
say('  pdfinfo', versionOf(findCommand('pdfinfo'), '-v'))
say('  Xvfb', findCommand('Xvfb') ?? 'not found')
say('  no network', withoutNetwork().because ?? 'application tests run in an empty network namespace')
say('cache', cacheFolder())

const needs = [
  ...(nativeReady() ? [] : missingForCompiling()),
  ...(runtime ? missingForElectron(runtime.executable) : []),
  ...missingForWindows(),
  ...missingForPacket(),
]
if (needs.length > 0) fault('not installed', packagesFor(needs, system).join(' ') || needs.join(', '))
console.log(faults === 0 ? '\nEverything is in place.' : `\n${faults} missing. npm test installs what it can.`)
