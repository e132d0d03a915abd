/**
 * The memory column: what each model takes under this plan's load, and whether it fits the chosen hardware. Worked out
 * in slices between frames, because 148 models are more than one frame can hold.
 */
import { useDeferredValue, useEffect, useState } from 'react'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import { memoryNeedFor, type MemoryNeed } from '../../shared/plan/hardware/need.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { assessHardware } from '../../shared/plan/stages/hardware.ts'
import { rowKey } from './model-rows.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

export type RowMemory = {
  readonly need: MemoryNeed
  /** Bytes in all; null where they are not known. */
  readonly total: number | null
  /** Bytes that the chosen hardware can give, what is left of them, and whether it fits; null without hardware. */
  readonly usable: number | null
  readonly margin: number | null
  readonly fits: boolean | null
  readonly tight: boolean
}

/** A row's figures: on the plan's hardware where it is chosen, else on a device that is large enough. */
export function memoryFor(model: string, facts: Facts, machine: MachineFacts | null, knowledge: Knowledge): RowMemory | null {
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
      // Only speed depends on these two; it is not shown in the table.
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

export type MemoryTable = ReadonlyMap<string, RowMemory | null>

const lastTables = new WeakMap<Knowledge, { readonly key: string; readonly table: MemoryTable }>()

/** Long enough to get on, short enough that a key press is not felt. */
const sliceMilliseconds = 12

/** The table, filling up; `done` when every row is there. */
export function useModelMemory(given: Facts, machine: MachineFacts | null): { readonly table: MemoryTable; readonly done: boolean } {
  const knowledge = usePlanKnowledge()
  const facts = useDeferredValue(given)
  const key = `${rowKey(facts)} ${JSON.stringify(machine)}`
  const known = lastTables.get(knowledge)
  const [filled, setFilled] = useState<{ readonly key: string; readonly table: MemoryTable }>({ key: '', table: new Map() })

  useEffect(() => {
    const table = new Map<string, RowMemory | null>()
    const left = lastTables.get(knowledge)?.key === key ? [] : knowledge.models.models.map((model) => model.id)
    let timer = 0
    const slice = (): void => {
      const end = performance.now() + sliceMilliseconds
      while (left.length > 0 && performance.now() < end) {
        const id = left.shift()
        if (id !== undefined) table.set(id, memoryFor(id, facts, machine, knowledge))
      }
      if (left.length > 0) {
        timer = window.setTimeout(slice, 0)
        return
      }
      lastTables.set(knowledge, { key, table })
      setFilled({ key, table })
    }
    if (left.length > 0) timer = window.setTimeout(slice, 0)
    return () => window.clearTimeout(timer)
    // The key stands for facts and machine: an answer that changes neither need nor limit works out nothing again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps, react/exhaustive-effect-dependencies -- see above
  }, [key, knowledge])

  if (known?.key === key) return { table: known.table, done: true }
  return { table: filled.table, done: filled.key === key }
}
