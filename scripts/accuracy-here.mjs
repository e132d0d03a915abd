/**
 * `npm run accuracy:here`: measures as `probe --measure` does how fast this machine reads its memory and computes, predicts
 * decode speeds from that alone, then runs real llama.cpp on synthetic models of five sizes in three number formats and states the error; three times over,
 * or `--repeat N`, with one thread for each processor but one, or `--threads N`. `--without MACHINE` predicts by constants that were
 * fitted without the rows of that machine, so that a machine of the fit can be asked as a strange one.
 * llama.cpp is an optional development dependency of 85 MB: `npm install --prefix scripts/llama` installs it.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { capacitySources, readResource } from './capacity/load.mjs'
import { root } from './setup/paths.mjs'

const folder = path.join(root, 'scripts', 'llama')
if (!existsSync(path.join(folder, 'node_modules', 'node-llama-cpp'))) {
  console.log('llama.cpp is not installed. It is optional and takes 85 MB: npm install --prefix scripts/llama')
  process.exit(0)
}
const { writeSynthetic } = await import('./llama/synthetic.mjs')
const { packs, source } = await capacitySources()
const { measuredProcessor, resolveRun } = await source('shared/plan/capacity-run.ts')
const { speedOf } = await source('shared/domain/capacity.ts')
const { measureMachine } = await source('electron/measure/measure.ts')
const { blankMachine } = await source('shared/domain/machine/blank.ts')

/** @param {string} name @param {number} layers @param {number} hidden @param {number} intermediate @param {number} heads @param {number} keyValueHeads */
const shape = (name, layers, hidden, intermediate, heads, keyValueHeads) => ({ name, layers, hidden, intermediate, heads, keyValueHeads, vocabulary: 32_000 })
const shapes = [
  shape('0.1B', 12, 768, 2048, 12, 12),
  shape('0.3B', 16, 1024, 2816, 16, 8),
  shape('0.6B', 20, 1536, 4096, 12, 4),
  shape('1.1B', 22, 2048, 5632, 32, 4),
  shape('1.8B', 24, 2560, 6912, 20, 4),
]
const formats = /** @type {const} */ (['Q8_0', 'Q4_0', 'Q4_K'])
const { values } = parseArgs({ options: { repeat: { type: 'string' }, threads: { type: 'string' }, without: { type: 'string' } } })
// llama.cpp's threads wait for one another at every layer: with none to spare, whatever else runs holds all of them up.
const cores = Number(values.threads ?? Math.max(1, os.availableParallelism() - 1))
const repeats = Number(values.repeat ?? 3)

const started = promisify(execFile)
/** @param {string} script @param {string[]} given */
const run = async (script, ...given) =>
  (await started(process.execPath, [path.join(folder, script), ...given], { cwd: folder, timeout: 600_000 })).stdout

/** The shape in the form of the models pack, so that the engine counts its bytes like any other's. */
const modelOf = (/** @type {typeof shapes[number]} */ { name, vocabulary, ...sizes }) => {
  const like = packs.models.models.find((/** @type {any} */ model) => model.id === 'llama-2-7b')
  const architecture = { ...like.architecture, ...sizes, vocabulary, headDimension: sizes.hidden / sizes.heads, layerPattern: 'A'.repeat(sizes.layers) }
  return { ...like, id: `synthetic-${name}`, files: [], architecture }
}
const withModels = { ...packs, models: { ...packs.models, models: [...packs.models.models, ...shapes.map(modelOf)] } }
const named = { Q8_0: 'Q8_0', Q4_0: 'Q4_0', Q4_K: 'Q4_K_S' }

const fit = await constantsWithout(values.without)

/** The fitted constants, those of processors without one machine's rows. @param {string | undefined} without */
async function constantsWithout(without) {
  const pack = packs['capacity-fit']
  if (without === undefined) return pack
  const { rows } = readResource('measurements/processor.json')
  const left = rows.filter((/** @type {{ machine: string }} */ row) => row.machine !== without)
  if (left.length === rows.length) throw new Error(`no row of processor.json is of a machine ${without}`)
  const { processorOf } = await source('scripts/capacity/processors.ts')
  return { ...pack, processor: { ...pack.processor, ...processorOf(left, packs.quantizations.tensorTypes, pack.spreads) } }
}

/** @param {typeof shapes[number]} of @param {typeof formats[number]} format @param {number} bytes @param {{ bandwidth: number, operations: number | null }} measured */
function predicted(of, format, bytes, { bandwidth, operations }) {
  const request = {
    metric: 'decode', model: `synthetic-${of.name}`, quantization: named[format], expertQuantization: null, fileBytes: bytes,
    engine: 'llama.cpp', accelerator: measuredProcessor(os.totalmem(), bandwidth, cores, operations, packs.engines), memory: null,
    parallel: { devices: 1, tensor: 1, replicas: 1 }, batch: 1, promptTokens: 8, answerTokens: 32, depth: 24, cacheType: 'f16',
  }
  const resolved = resolveRun(request, withModels)
  if (typeof resolved === 'string') throw new Error(resolved)
  return speedOf(resolved, fit, packs.quantizations.tensorTypes)
}

/** What `probe --measure` finds: the best of three short runs of all cores together. */
async function measuredHere() {
  const blank = blankMachine('this', 'linux')
  const machine = { ...blank, processor: { ...blank.processor, cores: { ...blank.processor.cores, value: cores } }, memory: { ...blank.memory, total: { ...blank.memory.total, value: os.totalmem() } } }
  const found = await measureMachine({ machine, power: 'mains', takenAt: new Date().toISOString(), signal: new AbortController().signal, onProgress: () => undefined, milliseconds: 300 })
  if (!found.ok) throw new Error(`nothing was measured: ${found.problem}`)
  const { bandwidth, float32 } = found.value
  return { bandwidth: bandwidth.best, operations: float32 === null ? null : float32.best }
}

const temporary = mkdtempSync(path.join(os.tmpdir(), 'homeport-llama-'))
/** @type {{ error: number, inside: boolean, steady: boolean, format: string }[]} */
const results = []
try {
  const [processor] = os.cpus()
  console.log(`${cores} × ${processor?.model ?? 'unknown processor'}, ${(os.totalmem() / 1e9).toFixed(1)} GB`)
  for (let round = 1; round <= repeats; round++) {
    console.log(`\nround ${round}`)
    console.log(`${'model'.padEnd(14)}${'predicted tokens/s'.padStart(28)}${'measured'.padStart(10)}${'error'.padStart(9)}`)
    for (const of of shapes) {
      // Anew for each size: what else runs may change.
      const measured = await measuredHere()
      console.log(`reading memory reaches ${(measured.bandwidth / 1e9).toFixed(1)} GB/s, computing ${((measured.operations ?? 0) / 1e9).toFixed(1)} GFLOP/s`)
      for (const format of formats) {
        const file = path.join(temporary, `${of.name}-${format}.gguf`)
        const bytes = writeSynthetic(file, of, format)
        const band = predicted(of, format, bytes, measured)
        const { decode, decodes } = JSON.parse(await run('run.mjs', file, String(cores)))
        rmSync(file)
        const error = band.likely / 1000 / decode - 1
        const inside = decode * 1000 >= band.low && decode * 1000 <= band.high
        const steady = Math.max(...decodes) / Math.min(...decodes) <= 1.15
        results.push({ error: Math.abs(error), inside, steady, format })
        const unsteady = steady ? '' : '  unsteady: something else runs here'
        const range = `${(band.low / 1000).toFixed(1)} - ${(band.likely / 1000).toFixed(1)} - ${(band.high / 1000).toFixed(1)}`
        console.log(`${`${of.name} ${format}`.padEnd(14)}${range.padStart(28)}${decode.toFixed(1).padStart(10)}${`${(error * 100).toFixed(0)} %`.padStart(9)}${unsteady}`)
      }
    }
  }
} finally {
  rmSync(temporary, { recursive: true, force: true })
}
/** @param {string} name @param {typeof results} of */
function report(name, of) {
  if (of.length === 0) return
  const sorted = of.map(({ error }) => error).toSorted((left, right) => left - right)
  const at = (/** @type {number} */ share) => ((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 100).toFixed(1)
  const inside = of.filter((one) => one.inside).length
  console.log(
    `${name.padEnd(14)}${String(of.length).padStart(4)} runs: median error ${at(0.5)} %, 90th percentile ${at(0.9)} %, worst ${at(1)} %, ${Math.round((inside / of.length) * 100)} % inside the 80 % interval`,
  )
}
console.log('')
report('all', results)
report('steady ones', results.filter(({ steady }) => steady))
for (const format of formats) report(format, results.filter((one) => one.format === format))
