/** How wrong the engine is on file sizes and on memory that llama.cpp printed. Nothing here is fitted. */
import { memoryOf } from '../../shared/domain/capacity/memory.ts'
import { ggufFileBytes, tensorBytes } from '../../shared/domain/capacity/weights.ts'
import { engineByName } from '../../shared/domain/engine-pack.ts'
import { quantizationByName } from '../../shared/domain/quantization-pack.ts'
import type { CapacityPacks } from '../../shared/plan/capacity-run.ts'
import { errorsOf, type Line } from './accuracy.ts'
import { accelerateBytes, llmfitFileBytes, llmfitMemory, nominalBytes } from './peers.ts'

export type SizeRow = {
  readonly model: string
  readonly quant: string
  readonly imatrix: boolean | null
  readonly expected: number
  readonly scheme: string
}

export type MemoryLog = {
  readonly model: string
  readonly quantization: string
  readonly context: number
  readonly devices: number
  readonly flashAttention: boolean
  readonly weightsMebibytes: number
  readonly cacheMebibytes: number
  readonly buffersMebibytes: readonly number[]
}

type Pair = { readonly group: string; readonly ours: number; readonly peers: Readonly<Record<string, number | null>> }

function lineOf(section: string, name: string, pairs: readonly Pair[]): Line {
  const names = Object.keys(pairs[0]?.peers ?? {})
  return {
    section,
    name,
    ours: errorsOf(pairs.map(({ ours }) => ours)),
    coverage: null, chance: null, devices: null,
    peers: names.flatMap((peer) => {
      const both = pairs.flatMap(({ ours, peers }) => {
        const theirs = peers[peer] ?? null
        return theirs === null ? [] : [{ ours, theirs }]
      })
      if (both.length === 0) return []
      const errors = errorsOf(both.map(({ theirs }) => theirs))
      const ours = errorsOf(both.map((entry) => entry.ours))
      return [{ name: peer, errors, ours, ratio: ours.median / errors.median }]
    }),
  }
}

const off = (value: number | null, expected: number): number | null =>
  value === null ? null : Math.abs(value / expected - 1)

/** Computed sizes of files made by the standard rules; the catalog's published sizes are not looked at. */
export function sizeLines(rows: readonly SizeRow[], packs: CapacityPacks): readonly Line[] {
  const pairs = rows
    .filter(({ scheme }) => scheme === 'std')
    .flatMap((row): Pair[] => {
      const model = packs.models.models.find(({ id }) => id === row.model)
      const quantization = quantizationByName(packs.quantizations, row.quant, 'gguf')
      const parameters = model?.parameters.total ?? null
      if (model === undefined || quantization === null || parameters === null) return []
      const weights = tensorBytes(model, quantization, packs.quantizations.tensorTypes, row.imatrix ?? true)
      if (weights === null) return []
      return [
        {
          group: (model.architecture?.experts ?? null) === null ? 'dense models' : 'mixtures of experts',
          ours: off(ggufFileBytes(model, weights), row.expected) ?? 0,
          peers: {
            'llmfit table': off(llmfitFileBytes(parameters, row.quant), row.expected),
            'accelerate estimate': off(accelerateBytes(parameters, row.quant), row.expected),
            'parameters x nominal bits': off(nominalBytes(parameters, row.quant), row.expected),
          },
        },
      ]
    })
  return groupLines('size of GGUF files', pairs)
}

/** Weights, cache and buffers of all devices together against what llama.cpp printed. */
export function memoryLines(rows: readonly MemoryLog[], packs: CapacityPacks): readonly Line[] {
  const engine = engineByName(packs.engines, 'llama.cpp')
  const cache = packs.quantizations.cacheTypes.find(({ id }) => id === 'f16')
  const pairs = rows.flatMap((row): Pair[] => {
    const model = packs.models.models.find(({ id }) => id === row.model)
    const quantization = quantizationByName(packs.quantizations, row.quantization, 'gguf')
    if (model === undefined || model.architecture === null || quantization === null || engine === null || cache === undefined) return []
    const weights = tensorBytes(model, quantization, packs.quantizations.tensorTypes)
    const parameters = model.parameters.total
    if (weights === null || parameters === null) return []
    const memory = memoryOf({
      architecture: model.architecture,
      weights,
      engine,
      cache,
      contextTokens: row.context,
      concurrency: 1,
      count: row.devices,
      device: { memory: 80_000_000_000 },
      reserve: 0,
      flashAttention: row.flashAttention,
    })
    if (memory === null) return []
    const printed = row.weightsMebibytes + row.cacheMebibytes + row.buffersMebibytes.reduce((sum, value) => sum + value, 0)
    const expected = printed * 2 ** 20
    return [
      {
        group: row.devices === 1 ? 'one device' : 'several devices',
        ours: off(memory.weights + memory.keyValueCache + memory.buffers, expected) ?? 0,
        peers: {
          'llmfit memory': off(llmfitMemory(parameters, row.quantization, row.cacheMebibytes * 2 ** 20), expected),
          'accelerate estimate': off(accelerateBytes(parameters, row.quantization), expected),
        },
      },
    ]
  })
  return groupLines('memory that llama.cpp printed', pairs)
}

function groupLines(section: string, pairs: readonly Pair[]): readonly Line[] {
  const groups = [...new Set(pairs.map(({ group }) => group))].toSorted()
  return [
    lineOf(section, 'all', pairs),
    ...groups.map((group) => lineOf(section, group, pairs.filter((pair) => pair.group === group))),
  ]
}
