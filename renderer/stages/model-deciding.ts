/** The verdict of a row: the worst thing that the engines found against a model, in a few words. */
import type { MessageValue } from '../../shared/domain/vocabulary.ts'
import type { FieldId, Facts } from '../../shared/plan/fields.ts'
import type { WordId } from '../../shared/words/tables.ts'
import type { State } from '../ui/state-icon.tsx'
import type { MemoryTable } from './model-memory.ts'
import type { ModelRow } from './model-rows.ts'

export type Deciding = {
  readonly state: Exclude<State, 'none'>
  /** What can be used first. */
  readonly rank: number
  readonly word: WordId
  readonly values: Readonly<Record<string, MessageValue>>
}

/** What every model is checked against. While one of them is open, no model can pass. */
const needs = ['service.languages', 'service.modalities', 'load.contextTokens'] as const satisfies readonly FieldId[]

export function openNeeds(facts: Facts): readonly FieldId[] {
  return needs.filter((id) => facts[id] === null)
}

export type DecidingContext = {
  readonly hasHardware: boolean
  readonly memory: MemoryTable
  /** True when a need of the plan is not answered. */
  readonly isOpen: boolean
}

const ranks = { ok: 0, advisory: 2, unknown: 3, blocking: 4 } as const

const deciding = (state: Deciding['state'], word: WordId, values: Deciding['values'] = {}): Deciding => ({
  state,
  rank: ranks[state],
  word,
  values,
})

export function decidingFor(row: ModelRow, { hasHardware, memory: table, isOpen }: DecidingContext): Deciding {
  const found = row.suitability
  const memory = hasHardware ? table.get(row.model.id) : null
  if (found.verdict === 'prohibited') return deciding('blocking', 'modelScreen.deciding.prohibited')
  if (found.modality === 'blocking') return deciding('blocking', 'modelScreen.deciding.content')
  if (found.context === 'blocking') return deciding('blocking', 'modelScreen.deciding.context')
  if (memory?.fits === false)
    return deciding('blocking', 'modelScreen.deciding.short', { bytes: { bytes: -(memory.margin ?? 0) } })
  if (found.verdict === 'needs legal review')
    return found.unknownFacts.length > 0
      ? deciding('unknown', 'modelScreen.deciding.answers', { count: found.unknownFacts.length })
      : deciding('advisory', 'modelScreen.deciding.review')
  if (found.language === 'unknown') return deciding('unknown', 'modelScreen.deciding.languageUnknown')
  if (found.context === 'unknown') return deciding('unknown', 'modelScreen.deciding.contextUnknown')
  if (found.modality === 'unknown') return deciding('unknown', 'modelScreen.deciding.contentUnknown')
  if (found.release === 'unknown') return deciding('unknown', 'modelScreen.deciding.version')
  if (found.confirm) return deciding('unknown', 'modelScreen.deciding.confirm')
  if (isOpen) return deciding('unknown', 'modelScreen.deciding.needs')
  if (memory?.total === null) return deciding('unknown', 'modelScreen.deciding.memoryUnknown')
  if (memory === undefined) return deciding('unknown', 'modelScreen.deciding.waiting')
  if (found.language === 'advisory') return deciding('advisory', 'modelScreen.deciding.language')
  if (found.release === 'advisory') return deciding('advisory', 'modelScreen.deciding.release')
  if (memory?.tight === true) return deciding('advisory', 'modelScreen.deciding.tight')
  // Without a figure for the plan's hardware nothing is known to fit.
  if (memory?.fits !== true) return { ...deciding('unknown', 'modelScreen.deciding.suits'), rank: 1 }
  return deciding('ok', found.verdict === 'allowed' ? 'modelScreen.deciding.fits' : 'modelScreen.deciding.fitsConditions')
}
