/** Rows of `fit --cases` in the forms that measurements come in: parts left out, stages, names of formats. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fitCommand } from '../../electron/commands/fit.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'homeport-fit-forms-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Result = {
  likely?: number
  basis?: string
  memory?: { weights: number; kvCache: number }
  refused?: { code: string }
  error?: { code: string }
}

async function results(cases: object[]): Promise<Result[]> {
  const file = path.join(folder, 'cases.json')
  writeFileSync(file, JSON.stringify({ cases }))
  const { json } = await fitCommand.run({ values: { cases: file }, positionals: [], resources: 'resources', printPdf: null })
  return (json as { results: Result[] }).results
}

const card = { hardware: 'rtx-4090', n_devices: 1, model: 'llama-3.1-8b', quant: 'Q4_K_M', engine: 'llama.cpp', batch: 1, prompt_len: 0, gen_len: 128, depth: 0, metric: 'decode' }
const server = { hardware: 'h100-sxm', n_devices: 4, model: 'llama-3.1-70b', quant: 'fp8', engine: 'vllm 0.19.0', batch: 8, prompt_len: 1024, gen_len: 1024, depth: 1536, metric: 'serving_tpot', tp: 4, pp: 1, dp: 1, ep: 1 }

test('what a row leaves out or leaves null counts as nothing of it', async () => {
  const { depth: _depth, batch: _batch, n_devices: _devices, prompt_len: _prompt, ...bare } = card
  const found = await results([card, bare, { ...card, depth: null, batch: null, prompt_len: null, tp: null, pp: null }])
  expect(found[0]!.likely).toBeGreaterThan(0)
  expect(found[1]).toEqual({ ...found[0], id: 1 })
  expect(found[2]).toEqual({ ...found[0], id: 2 })
})

test("a serving row's cache is that of its prompt and answer, not of its mean depth besides", async () => {
  const [row, flat] = await results([server, { ...server, depth: 0 }])
  // 80 layers x 2048 tokens x 8 heads x 256 numbers x 1 byte x 8 sequences, each of four devices a part.
  expect(row!.memory!.kvCache).toBe(80 * 2048 * 8 * 256 * 8)
  expect(flat!.memory!.kvCache).toBe(row!.memory!.kvCache)
})

test('a server that decodes on four devices without a word about them splits every layer', async () => {
  const decode = { ...server, metric: 'decode', batch: 1, depth: 0 }
  const { tp: _tp, pp: _pp, dp: _dp, ep: _ep, ...silent } = decode
  const [said, unsaid, one] = await results([decode, silent, { ...silent, n_devices: 1 }])
  expect(unsaid!.likely).toBe(said!.likely)
  // The weights are read by four at once.
  expect(unsaid!.likely! / one!.likely!).toBeGreaterThan(2)
  expect(unsaid!.likely! / one!.likely!).toBeLessThan(4)
})

test('two stages of four devices hold half as much each, and nothing measured stands behind their speed', async () => {
  const [row, two] = await results([server, { ...server, n_devices: 8, pp: 2 }])
  // All devices together hold the same weights, but for what each repeats.
  expect(two!.memory!.weights).toBe(row!.memory!.weights)
  expect(two!.basis).toBe('vendor')
  // Time per token with half of the sequences on each stage: no more than with all.
  expect(two!.likely).toBeLessThanOrEqual(row!.likely!)
  const total = await results([{ ...server, metric: 'decode_total' }, { ...server, n_devices: 8, pp: 2, metric: 'decode_total' }])
  // Both stages work at once, on half of the sequences each: more together, but less than twice as much.
  expect(total[1]!.likely! / total[0]!.likely!).toBeGreaterThan(1)
  expect(total[1]!.likely! / total[0]!.likely!).toBeLessThan(2)
})

test('formats by the names that publishers give them', async () => {
  const gguf = await results(['fp16', 'F16', 'q4_k_m', 'Q4_K_L', 'UD-Q6_K_XL'].map((quant) => ({ ...card, quant })))
  expect(gguf.map(({ likely }) => likely !== undefined)).toEqual([true, true, true, true, true])
  expect(gguf[0]!.likely).toBe(gguf[1]!.likely)
  const names = ['fp8_e4m3', 'fp8', 'int8_wo', 'W8A8', 'gptq_int4', 'GPTQ-Int4', 'awq_int4']
  const served = await results(names.map((quant) => ({ ...server, quant })))
  expect(served.map(({ likely }) => likely !== undefined)).toEqual(names.map(() => true))
  expect(served[0]!.likely).toBe(served[1]!.likely)
})

test('a size is never made up for a mixture that only its publisher knows', async () => {
  const [row] = await results([{ model: 'llama-3.1-8b', quant: 'Q4_K_L', imatrix: true }])
  expect(row!.refused?.code).toBe('quantization-unknown')
})
