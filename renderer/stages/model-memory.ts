/**
 * The memory column: what each model takes under this plan's load, and whether it fits the chosen hardware. Worked out
 * in slices between frames, because 148 models are more than one frame can hold.
 */
import { useDeferredValue, useEffect, useState } from 'react'
import type { MachineFacts } from '../../shared/domain/machine.ts'
import type { Facts } from '../../shared/plan/fields.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { modelMemory, type ModelMemory } from '../../shared/plan/model/memory.ts'
import { rowKey } from './model-rows.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

export type MemoryTable = ReadonlyMap<string, ModelMemory | null>

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
    const table = new Map<string, ModelMemory | null>()
    const left = lastTables.get(knowledge)?.key === key ? [] : knowledge.models.models.map((model) => model.id)
    let timer = 0
    const slice = (): void => {
      const end = performance.now() + sliceMilliseconds
      while (left.length > 0 && performance.now() < end) {
        const id = left.shift()
        if (id !== undefined) table.set(id, modelMemory(id, facts, machine, knowledge))
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
