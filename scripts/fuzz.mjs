/**
 * `npm run fuzz`: 200 000 random mutations of a valid bundle on all cores; none may be accepted, none may crash.
 * `npm run fuzz -- 1000000 7` runs as many from another seed.
 */
import './setup/check-node.mjs'
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { modules, root } from './setup/paths.mjs'

const runs = Number(process.argv[2] ?? 200_000)
const seed = Number(process.argv[3] ?? 20_261_128)
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error('say how many mutations, and from which seed: npm run fuzz -- 200000 1')
  process.exit(2)
}
const workers = Math.min(availableParallelism(), 8, runs)
const begin = performance.now()
const codes = await Promise.all(Array.from({ length: workers }, (_, worker) => run(worker)))
console.log(`${runs} mutations by ${workers} processes in ${Math.round((performance.now() - begin) / 1000)} s`)
process.exit(codes.every((code) => code === 0) ? 0 : 1)

/** @param {number} worker @returns {Promise<number>} */
function run(worker) {
  const share = Math.floor(runs / workers) + (worker < runs % workers ? 1 : 0)
  const env = { ...process.env, HOMEPORT_FUZZ_RUNS: String(share), HOMEPORT_FUZZ_SEED: String(seed + worker) }
  const vitest = path.join(modules, 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', 'test/fuzz', '--reporter=default'], { cwd: root, env, stdio: 'inherit' })
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}
