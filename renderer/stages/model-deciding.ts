/** The verdict of a row: the worst thing that the engines found against a model, in a few words. */
import type { MessageValue } from '../../shared/domain/vocabulary.ts'
import type { WordId } from '../../shared/words/tables.ts'
import type { State } from '../ui/state-icon.tsx'
import type { RowMemory } from './model-memory.ts'
import type { ModelRow } from './model-rows.ts'

export type Deciding = {
  readonly state: Exclude<State, 'none'>
  readonly word: WordId
  readonly values: Readonly<Record<string, MessageValue>>
}

const deciding = (state: Deciding['state'], word: WordId, values: Deciding['values'] = {}): Deciding => ({ state, word, values })

/** `memory` is null where no hardware is chosen, undefined while it is being worked out. */
export function decidingFor({ suitability: found }: ModelRow, memory: RowMemory | null | undefined): Deciding {
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
  if (memory !== null && memory?.total === null) return deciding('unknown', 'modelScreen.deciding.memoryUnknown')
  if (found.language === 'advisory') return deciding('advisory', 'modelScreen.deciding.language')
  if (found.release === 'advisory') return deciding('advisory', 'modelScreen.deciding.release')
  if (memory?.tight === true) return deciding('advisory', 'modelScreen.deciding.tight')
  if (memory?.fits === true)
    return deciding('ok', found.verdict === 'allowed' ? 'modelScreen.deciding.fits' : 'modelScreen.deciding.fitsConditions')
  return deciding('ok', found.verdict === 'allowed' ? 'modelScreen.deciding.suits' : 'modelScreen.deciding.suitsConditions')
}

const ranks = { ok: 0, advisory: 1, unknown: 2, blocking: 3 } as const

/** Order of what decides: what can be used first. */
export function decidingRank({ state }: Deciding): number {
  return ranks[state]
}
