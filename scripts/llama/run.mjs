/** Runs one GGUF file through llama.cpp on the processor and prints decode speeds as JSON. */
import os from 'node:os'

const [file = '', threads = String(os.cpus().length)] = process.argv.slice(2)
/** @type {string} */
const library = 'node-llama-cpp'
const { getLlama, LlamaLogLevel } = await import(library)
const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: Number(threads) })
const model = await llama.loadModel({ modelPath: file })
const context = await model.createContext({ contextSize: 1024, batchSize: 512, threads: Number(threads), sequences: 1 })
const sequence = context.getSequence()
const tokens = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => 300 + ((i * 7919 + 13) % 31_000))

await sequence.evaluateWithoutGeneratingNewTokens(tokens(64))
/** Tokens per second of `count` tokens after a short prompt, the first four not counted. @param {number} count */
async function decode(count) {
  await sequence.clearHistory()
  let made = 0
  let begin = 0
  let end = 0
  const stream = sequence.evaluate(tokens(8), { temperature: 0 })
  while (made < count + 4) {
    await stream.next()
    made += 1
    if (made === 4) begin = performance.now()
    end = performance.now()
  }
  return ((made - 4) * 1000) / (end - begin)
}
const decodes = []
for (let i = 0; i < 5; i++) decodes.push(await decode(32))
// Something else that runs can only slow a run down: the fastest of five is the machine's own.
console.log(JSON.stringify({ decode: Math.max(...decodes), decodes }))
await llama.dispose()
process.exit(0)
