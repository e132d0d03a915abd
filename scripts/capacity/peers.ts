/**
 * Formulas of other planners, written from their descriptions, as yard-sticks for `npm run accuracy`. No product code.
 * They get the same catalog figures and, where they use the file's size, the same exact bytes.
 */
import type { Run } from '../../shared/domain/capacity/case.ts'
import { runWeights } from '../../shared/domain/capacity/case.ts'
import { cacheRead } from '../../shared/domain/capacity/cache.ts'
import type { Architecture, TensorType } from '../../shared/domain/capacity/inputs.ts'
import { attentionOperations } from '../../shared/domain/capacity/speed.ts'
import { parametersOf } from '../../shared/domain/capacity/weights.ts'

export type Peer = {
  readonly name: string
  /** Seconds per token of all sequences together; null where the formula does not say. */
  readonly seconds: (run: Run, types: readonly TensorType[]) => number | null
}

/** llmfit's bytes per parameter in memory, and in its speed formula for dense models. */
const llmfitBytes: Readonly<Record<string, number>> = {
  F32: 4, F16: 2, BF16: 2, Q8_0: 1.05, Q6_K: 0.8, Q5_K_M: 0.68, Q4_K_M: 0.58, Q4_0: 0.58, Q3_K_M: 0.48, Q2_K: 0.37,
}
const llmfitRead: Readonly<Record<string, number>> = {
  F16: 2, BF16: 2, Q8_0: 1, Q6_K: 0.75, Q5_K_M: 0.625, Q4_K_M: 0.5, Q4_0: 0.5, Q3_K_M: 0.375, Q2_K: 0.25,
}

function counts(architecture: Architecture) {
  const groups = parametersOf(architecture)
  if (groups === null) return null
  const { experts } = architecture
  const chosen = experts === null ? 0 : experts.perToken / experts.count
  const total = groups.embedding + groups.head + groups.experts + groups.rest
  return { ...groups, total, chosen, active: groups.rest + groups.head + groups.experts * chosen }
}

/** llmfit's speed formula for dense models: 0.55 of the bandwidth over the weights by its table. */
export function llmfitDenseSeconds(weights: number, quantization: string, bandwidth: number): number {
  return (weights * (llmfitRead[quantization] ?? 0.5)) / bandwidth / 0.55
}

/** llmfit: bandwidth over active bytes by its table, 0.55 of it for dense models; a penalty for a full device. */
function llmfitSeconds(run: Run): number | null {
  const { architecture } = run.model
  const numbers = architecture === null ? null : counts(architecture)
  const bandwidth = run.device.bandwidth
  if (architecture === null || numbers === null || bandwidth === null || run.batch !== 1 || run.parallel.devices !== 1)
    return null
  const name = run.quantization.id
  if (architecture.experts === null) return llmfitDenseSeconds(numbers.total, name, bandwidth)
  const bytes = llmfitBytes[name] ?? 0.58
  const used = (numbers.total * bytes) / run.device.memory
  const penalty = used >= 0.6 && used <= 1 ? Math.max(0.3, 1 - (used - 0.6) * (1 - numbers.chosen)) : 1
  const fixed = numbers.total - numbers.experts
  return (numbers.experts * numbers.chosen * bytes + fixed * 3.2) / bandwidth / penalty
}

function readBytes(run: Run, types: readonly TensorType[], withCache: boolean): number | null {
  const weights = runWeights(run, types)
  const { architecture } = run.model
  if (weights === null || architecture === null) return null
  const { experts } = architecture
  const active = weights.rest + weights.head + (experts === null ? 0 : (weights.experts * experts.perToken) / experts.count)
  const cache = cacheRead(architecture, run.depth, run.cache)
  return withCache ? active + run.batch * (cache ?? 0) : active
}

function overBandwidth(run: Run, types: readonly TensorType[], share: number, withCache: boolean): number | null {
  const bytes = readBytes(run, types, withCache)
  const { bandwidth } = run.device
  return bytes === null || bandwidth === null ? null : bytes / bandwidth / share
}

export const decodePeers: readonly Peer[] = [
  { name: 'llmfit speed formula', seconds: llmfitSeconds },
  {
    name: 'bandwidth upper bound',
    seconds: (run, types) => (run.batch === 1 ? overBandwidth(run, types, 1, true) : null),
  },
  {
    name: '0.7 x bandwidth / active bytes',
    seconds: (run, types) => (run.batch === 1 ? overBandwidth(run, types, 0.7, false) : null),
  },
]

/** Two operations per active parameter and those of attention, at the rate of 16-bit numbers. */
function computeSeconds(run: Run, share: number): number | null {
  const { architecture } = run.model
  const numbers = architecture === null ? null : counts(architecture)
  const rate = run.device.operations.float16
  if (architecture === null || numbers === null || rate === null) return null
  const tokens = Math.max(1, run.promptTokens)
  const attention = attentionOperations(architecture, tokens, run.depth) / tokens
  return (2 * numbers.active + attention) / (rate * 1e9) / share
}

export const prefillPeers: readonly Peer[] = [
  { name: 'compute upper bound', seconds: (run) => computeSeconds(run, 1) },
  { name: '0.5 x compute', seconds: (run) => computeSeconds(run, 0.5) },
]

/** The batch's step by bandwidth alone, devices side by side; every expert read. */
function servingBound(run: Run, types: readonly TensorType[], share: number): number | null {
  const weights = runWeights(run, types)
  const { architecture, id: _id } = run.model
  const { bandwidth } = run.device
  if (weights === null || architecture === null || bandwidth === null) return null
  const { devices, replicas } = run.parallel
  const cache = cacheRead(architecture, run.depth, run.cache) ?? 0
  const bytes = (weights.total - weights.embedding + run.batch * replicas * cache) / devices
  return bytes / bandwidth / share / run.batch / replicas
}

export const servingPeers: readonly Peer[] = [
  { name: 'bandwidth upper bound', seconds: (run, types) => servingBound(run, types, 1) },
  { name: '0.7 x bandwidth', seconds: (run, types) => servingBound(run, types, 0.7) },
]

/** The prompt's operations over those of all devices. */
function firstTokenBound(run: Run, share: number): number | null {
  const seconds = computeSeconds({ ...run, depth: 0 }, share)
  return seconds === null ? null : (seconds * run.promptTokens) / run.parallel.devices
}

export const firstTokenPeers: readonly Peer[] = [
  { name: 'compute upper bound', seconds: (run) => firstTokenBound(run, 1) },
  { name: '0.5 x compute', seconds: (run) => firstTokenBound(run, 0.5) },
]

/** llmfit's file size: parameters times its table. */
export function llmfitFileBytes(parameters: number, quantization: string): number | null {
  const bytes = llmfitBytes[quantization]
  return bytes === undefined ? null : parameters * bytes
}

/** accelerate estimate-memory knows 32, 16, 8 and 4 bits per parameter. */
export function accelerateBytes(parameters: number, quantization: string): number {
  const bits = Number(/\d+/.exec(quantization)?.[0] ?? 4)
  return parameters * (bits >= 32 ? 4 : bits >= 16 ? 2 : bits >= 7 ? 1 : 0.5)
}

/** Parameters times the bits that the format's name says. */
export function nominalBytes(parameters: number, quantization: string): number {
  return (parameters * Number(/\d+/.exec(quantization)?.[0] ?? 4)) / 8
}

/** llmfit's memory: its table, a cache of every layer at full length, and half a gibibyte. */
export function llmfitMemory(parameters: number, quantization: string, cacheBytes: number): number {
  return (llmfitFileBytes(parameters, quantization) ?? 0) + cacheBytes + 0.5 * 2 ** 30
}
