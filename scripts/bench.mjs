/** `npm run bench`: how fast Homeport is on this machine. Figures, not assertions. */
import './setup/check-node.mjs'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from './build.mjs'
import { electronEnvironment, runProgram } from './setup/electron.mjs'
import { modules, root } from './setup/paths.mjs'
import { prepare } from './setup/prepare.mjs'

const runtime = await prepare(['electron'])
await build()
const figures = path.join(modules, '.homeport-reports', 'figures.jsonl')
mkdirSync(path.dirname(figures), { recursive: true })
rmSync(figures, { force: true })
writeFileSync(figures, '')
const env = { ...electronEnvironment(runtime), HOMEPORT_FIGURES: figures }
const vitest = [path.join(modules, 'vitest', 'vitest.mjs'), 'run', '--config', 'test/bench/vitest.config.ts']
const playwright = [path.join(modules, '@playwright', 'test', 'cli.js'), 'test', '--project=bench', '--reporter=line']
let failed = 0
for (const args of [vitest, playwright]) if ((await runProgram(process.execPath, args, { cwd: root, env })) !== 0) failed += 1

const rows = readFileSync(figures, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))
const number = (/** @type {number} */ value) => (value < 10 ? value.toFixed(2) : value.toFixed(0)).padStart(10)
console.log(`\n${''.padEnd(44)}${'median'.padStart(10)}${'p95'.padStart(10)}   samples`)
for (const { name, unit, median, p95, samples } of rows) {
  console.log(`${name.padEnd(44)}${number(median)}${number(p95)} ${unit} ${String(samples).padStart(6)}`)
}
const [processor] = os.cpus()
console.log(`\nElectron ${runtime.version} (${runtime.source}), Node ${process.versions.node}, ${os.cpus().length} × ${processor?.model ?? 'unknown processor'}`)
process.exit(failed > 0 ? 1 : 0)
