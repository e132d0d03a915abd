/** What a model takes under the plan's load: on the plan's hardware where it is chosen, else on a device large enough. */
import type { MachineFacts } from '../../domain/machine.ts'
import type { Facts } from '../fields.ts'
import { memoryNeedFor, type MemoryNeed } from '../hardware/need.ts'
import type { Knowledge } from '../knowledge.ts'
import { assessHardware } from '../stages/hardware.ts'

export type ModelMemory = {
  readonly need: MemoryNeed
  /** Bytes in all; null where they are not known. */
  readonly total: number | null
  /** Bytes that the chosen hardware can give, and what is left of them; null without hardware. */
  readonly usable: number | null
  readonly margin: number | null
  readonly fits: boolean | null
  readonly tight: boolean
}

/** Null for a model that the catalog does not have. */
export function modelMemory(
  model: string,
  facts: Facts,
  machine: MachineFacts | null,
  knowledge: Knowledge,
): ModelMemory | null {
  const need = memoryNeedFor(model, facts, knowledge)
  if (need === null) return null
  const { memory } = assessHardware(
    {
      ...facts,
      'model.id': model,
      'model.engine': need.engine,
      'model.quantization': need.quantization,
      'load.contextTokens': need.contextTokens,
      'load.peakConcurrency': need.concurrency,
      // Only speed depends on these two.
      'load.promptTokens': facts['load.promptTokens'] ?? 1,
      'load.answerTokens': facts['load.answerTokens'] ?? 1,
    },
    machine,
    knowledge,
  )
  const chosen = memory !== null && need.total !== null ? memory : null
  return {
    need,
    total: chosen?.total ?? need.total,
    usable: chosen?.usable ?? null,
    margin: chosen?.margin ?? null,
    fits: chosen?.fits ?? null,
    tight: chosen?.tight ?? false,
  }
}
