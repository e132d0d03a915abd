/** What a model that does not fit would do with layers left in the computer's own memory: said, and never taken for a fit. */
import { offloadedSpeed } from '../../domain/capacity/offload.ts'
import { leastOffload } from '../../domain/capacity/placement.ts'
import { layerBytes } from '../../domain/capacity/weights.ts'
import { message, toInteger, type Reason } from '../../domain/vocabulary.ts'
import type { Knowledge } from '../knowledge.ts'
import { memoryInput, runOf, type Deployment } from './deployment.ts'
import { result } from './finding.ts'

/** One step of reasoning, or none where nothing can be left behind or nothing is known of it. */
export function offloadReasons(deployment: Deployment, concurrency: number, knowledge: Knowledge): readonly Reason[] {
  const { engine, model, quantization, target } = deployment
  const { device, count } = target
  // Several cards, and devices that work in the computer's own memory, were not measured so or have no other memory.
  if (engine.family !== 'llama.cpp' || device.unified || device.processor !== null || count > 1) return []
  const { tensorTypes } = knowledge.quantizations
  const bytes = layerBytes(model, quantization, tensorTypes)
  const input = memoryInput(deployment, concurrency, knowledge)
  if (bytes === null || typeof input === 'string') return []
  const least = leastOffload(input, bytes, { tensor: 1, pipeline: 1, replicas: 1, expertParallel: false }, 'layers')
  if (least === null) return []
  const band = offloadedSpeed(runOf(deployment, 'decode', concurrency), bytes, least, knowledge['capacity-fit'], tensorTypes)
  if (typeof band === 'string') return []
  const behind = bytes.layers.slice(0, least.layers).reduce((sum, { rest, experts }) => sum + rest + experts, 0)
  const speed = (total: number) => ({ milliTokensPerSecond: toInteger(total / concurrency) })
  return [
    result(
      message('capacity.offloaded', {
        layers: least.layers,
        all: bytes.layers.length,
        bytes: { bytes: toInteger(behind) },
        likely: speed(band.likely),
        low: speed(band.low),
        high: speed(band.high),
        runs: band.rows,
      }),
    ),
  ]
}
