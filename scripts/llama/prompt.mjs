/** Runs prompts through one GGUF file with llama.cpp on the processor and prints how fast they were read as JSON. */
import os from 'node:os'

const [file = '', threads = String(os.cpus().length), length = '512', times = '5'] = process.argv.slice(2)
/** @type {string} */
const library = 'node-llama-cpp'
const { getLlama, LlamaLogLevel } = await import(library)
const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: Number(threads) })
const model = await llama.loadModel({ modelPath: file })
const count = Number(length)
const context = await model.createContext({ contextSize: count + 64, batchSize: 512, threads: Number(threads), sequences: 1 })
const sequence = context.getSequence()
const tokens = Array.from({ length: count }, (_, i) => 300 + ((i * 7919 + 13) % 31_000))
/** @type {number[]} */
const prefills = []
for (let i = 0; i <= Number(times); i++) {
  await sequence.clearHistory()
  const begin = performance.now()
  await sequence.evaluateWithoutGeneratingNewTokens(tokens)
  // The first one warms the memory.
  if (i > 0) prefills.push((count * 1000) / (performance.now() - begin))
}
// Something else that runs can only slow a run down: the fastest is the machine's own.
console.log(JSON.stringify({ prefill: Math.max(...prefills), prefills }))
await llama.dispose()
process.exit(0)
