/** The rows of the model table: every model of the catalog with what the engines say about it for this plan. */
import { useDeferredValue, useMemo } from 'react'
import type { Openness } from '../../shared/domain/openness.ts'
import type { Model } from '../../shared/domain/model-pack.ts'
import { fieldIds, fields, type Facts } from '../../shared/plan/fields.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import { opennessFor, suitabilityOf, type ModelSuitability } from '../../shared/plan/stages/model.ts'
import { usePlanKnowledge } from './plan-knowledge.ts'

export type ModelRow = {
  readonly model: Model
  readonly licenseName: string | null
  readonly suitability: ModelSuitability
  readonly openness: Openness
}

/** Everything but the choice of the model itself: a row asks what holds if its own model were chosen. */
export function rowKey(facts: Facts): string {
  const relevant = fieldIds.filter(
    (id) => id !== 'model.id' && id !== 'model.reason' && ['requirements', 'model', 'hardware'].includes(fields[id].stage),
  )
  return JSON.stringify(relevant.map((id) => facts[id]))
}

/** The last rows of each knowledge, so that coming back to the screen costs nothing. */
const lastRows = new WeakMap<Knowledge, { readonly key: string; readonly rows: readonly ModelRow[] }>()

function rowsFor(key: string, facts: Facts, knowledge: Knowledge): readonly ModelRow[] {
  const last = lastRows.get(knowledge)
  if (last?.key === key) return last.rows
  const names = new Map(knowledge.licenses.licenses.map((license) => [license.id, license.name]))
  const rows = knowledge.models.models.map((model): ModelRow => ({
    model,
    licenseName: model.license === null ? null : (names.get(model.license) ?? model.license),
    suitability: suitabilityOf(model.id, facts, knowledge),
    openness: opennessFor(model, knowledge),
  }))
  lastRows.set(knowledge, { key, rows })
  return rows
}

/** The rows for the plan's answers. They follow an answer after it is on the screen, not before. */
export function useModelRows(facts: Facts): readonly ModelRow[] {
  const knowledge = usePlanKnowledge()
  const latest = useDeferredValue(facts)
  return useMemo(() => rowsFor(rowKey(latest), latest, knowledge), [latest, knowledge])
}
