/**
 * `npm test`: sets up what is missing, runs every tier of checks and ends with one line of totals.
 * `npm test -- unit app` runs the named tiers only. Exit code 1 when a check failed or a tier ran none.
 */
import './setup/check-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { pack, testPackage } from './package/pack.mjs'
import { electronEnvironment, runProgram, runtimeVersions } from './setup/electron.mjs'
import { modules, root } from './setup/paths.mjs'
import { prepare } from './setup/prepare.mjs'
import { findChromium, findCommand, findPython, versionOf } from './setup/tools.mjs'
import { closingLine, countsOfPlaywright, countsOfVitest, failedRun, failureLines, sum, table } from './test/report.mjs'
import { withoutNetwork } from './test/network.mjs'

/**
 * @typedef {import('./test/report.mjs').Counts} Counts
 * @typedef {object} Tier
 * @property {string} name
 * @property {readonly import('./setup/prepare.mjs').Purpose[]} purposes what set-up must provide
 * @property {boolean} built whether it needs dist/
 * @property {() => Promise<Counts>} run
 */

const reports = path.join(modules, '.homeport-reports')
const bin = (/** @type {string[]} */ ...parts) => path.join(modules, ...parts)

/** @type {readonly Tier[]} */
const tiers = [
  { name: 'types', purposes: [], built: false, run: () => check(bin('typescript', 'bin', 'tsc'), '-b') },
  { name: 'lint', purposes: [], built: false, run: () => check(bin('oxlint', 'bin', 'oxlint'), '--type-aware') },
  { name: 'layers', purposes: [], built: false, run: () => vitest('layers', 'test/unit/layers') },
  { name: 'unit', purposes: ['bundles'], built: true, run: () => vitest('unit', 'test/unit', '--exclude', 'test/unit/layers/**', '--exclude', 'test/unit/layers*') },
  { name: 'property', purposes: [], built: false, run: () => vitest('property', 'test/property') },
  { name: 'handlers', purposes: ['bundles'], built: true, run: () => vitest('handlers', 'test/handlers') },
  { name: 'shell', purposes: [], built: false, run: () => vitest('shell', 'test/shell') },
  { name: 'app', purposes: ['electron', 'windows', 'bundles'], built: true, run: () => playwright('app') },
  { name: 'packaged', purposes: ['electron', 'windows', 'bundles'], built: true, run: packaged },
  { name: 'packet', purposes: ['electron', 'packet'], built: true, run: () => vitest('packet', 'test/packet') },
]

const named = process.argv.slice(2)
const unknown = named.filter((name) => !tiers.some((tier) => tier.name === name))
if (unknown.length > 0) {
  console.error(`No such tier: ${unknown.join(', ')}. There are: ${tiers.map((tier) => tier.name).join(', ')}`)
  process.exit(2)
}
const chosen = named.length === 0 ? tiers : tiers.filter((tier) => named.includes(tier.name))
const runtime = await prepare(chosen.flatMap((tier) => tier.purposes))
const tools = { HOMEPORT_CHROMIUM: findChromium(), HOMEPORT_PYTHON: findPython() }
const env = { ...electronEnvironment(runtime), ...Object.fromEntries(Object.entries(tools).filter(([, file]) => file !== undefined)) }

/** @type {{ name: string, seconds: number, counts: Counts }[]} */
const results = []
let buildFault = ''
if (chosen.some((tier) => tier.built)) await build().catch((error) => (buildFault = error.message))
for (const tier of chosen) {
  console.log(`\n── ${tier.name} ${'─'.repeat(Math.max(0, 70 - tier.name.length))}`)
  const begin = performance.now()
  const counts = tier.built && buildFault !== '' ? failedRun(`not run: ${buildFault}`) : await tier.run()
  results.push({ name: tier.name, seconds: (performance.now() - begin) / 1000, counts })
}

console.log(`\n${table(results)}\n`)
for (const line of testedOn()) console.log(line)
const failures = failureLines(results, root)
if (failures.length > 0) console.log(`\nWhat failed:\n${failures.join('\n')}`)
const totals = sum(results.map((result) => result.counts))
console.log(`\n${closingLine(totals)}`)
process.exit(totals.failed > 0 ? 1 : 0)

/** A tool that passes or fails as a whole. @param {string} script @param {...string} args @returns {Promise<Counts>} */
async function check(script, ...args) {
  const code = await runProgram(process.execPath, [script, ...args], { cwd: root, env })
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : failedRun(`exit code ${code}`)
}

/** @param {string} name @param {...string} args @returns {Promise<Counts>} */
async function vitest(name, ...args) {
  const report = freshReport(name)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runProgram(process.execPath, [bin('vitest', 'vitest.mjs'), 'run', ...args, ...reporters], { cwd: root, env })
  return counted(report, code, countsOfVitest)
}

/** @param {string} project @returns {Promise<Counts>} */
async function playwright(project) {
  const report = freshReport(project)
  const network = withoutNetwork()
  if (network.because) console.log(`The machine's network is there: ${network.because}`)
  else console.log('In an empty network namespace.')
  const command = [process.execPath, bin('@playwright', 'test', 'cli.js'), 'test', `--project=${project}`, '--reporter=list,json']
  const [file = '', ...args] = [...network.command, ...command]
  const environment = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, HOMEPORT_NETWORK: network.because ?? 'none' }
  return counted(report, await runProgram(file, args, { cwd: root, env: environment }), countsOfPlaywright)
}

/** @returns {Promise<Counts>} */
async function packaged() {
  try {
    await pack(runtime, testPackage)
  } catch (error) {
    return failedRun(error instanceof Error ? error.message : 'packing failed')
  }
  return playwright('packaged')
}

/** @param {string} name */
function freshReport(name) {
  mkdirSync(reports, { recursive: true })
  const report = path.join(reports, `${name}.json`)
  rmSync(report, { force: true })
  return report
}

/**
 * A runner that ends badly without a failed test has failed all the same, and so has one that ran no test.
 * @param {string} report
 * @param {number} code
 * @param {(report: unknown) => Counts} count
 * @returns {Counts}
 */
function counted(report, code, count) {
  if (!existsSync(report)) return failedRun(`no report, exit code ${code}`)
  const counts = count(JSON.parse(readFileSync(report, 'utf8')))
  if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, note: 'ran no test' }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1, note: `exit code ${code}` } : counts
}

/** What was tested on which versions. */
function testedOn() {
  const inside = runtimeVersions(runtime)
  const pinned = JSON.parse(readFileSync(bin('electron', 'package.json'), 'utf8')).version
  const lines = [`Tests run by Node ${process.versions.node}, SQLite module ${JSON.parse(readFileSync(bin('sqlite3', 'package.json'), 'utf8')).version} with SQLite ${sqliteVersion()}.`]
  if (chosen.some((tier) => ['app', 'packaged', 'packet'].includes(tier.name))) {
    const note = runtime.version === pinned ? '' : `; releases are made with ${pinned}, which was not tested here`
    lines.push(`Application run by Electron ${inside['electron']} (${runtime.source}): Chromium ${inside['chrome']}, Node ${inside['node']}${note}.`)
  }
  if (chosen.some((tier) => tier.name === 'packet')) {
    const [browser, openssl, python] = [versionOf(tools.HOMEPORT_CHROMIUM), versionOf(findCommand('openssl'), 'version'), versionOf(tools.HOMEPORT_PYTHON)]
    lines.push(`Packet checked by ${browser}, ${openssl}, ${python}.`)
  }
  return lines
}

function sqliteVersion() {
  const query = "new (require('sqlite3').Database)(':memory:').get('SELECT sqlite_version() AS v', (e, row) => console.log(row.v))"
  return spawnSync(process.execPath, ['-e', query], { cwd: root, encoding: 'utf8' }).stdout.trim()
}
