/** Where the reader is: a typed place instead of addresses, with a history to walk back and forth. */
import type { TableEntry } from '../../shared/domain/vocabulary.ts'
import type { FieldId } from '../../shared/plan/fields.ts'

export type StageName =
  | 'requirements'
  | 'model'
  | 'hardware'
  | 'hosting'
  | 'obligations'
  | 'costs'
  | 'review'
  | 'sign'

export type Location =
  | { readonly screen: 'home' }
  | { readonly screen: 'overview' }
  /** `entry`: an entry of a table that was led to. */
  | { readonly screen: 'stage'; readonly stage: StageName; readonly field: FieldId | null; readonly entry?: TableEntry }
  | { readonly screen: 'keys' }
  | { readonly screen: 'sources' }
  | { readonly screen: 'board' }
  | { readonly screen: 'log' }
  | { readonly screen: 'about' }

export type LocationHistory = { readonly entries: readonly Location[]; readonly index: number }

export const start: LocationHistory = { entries: [{ screen: 'home' }], index: 0 }

/** Enough to walk back through a day's work. */
const limit = 100

export function here(history: LocationHistory): Location {
  return history.entries[history.index] ?? { screen: 'home' }
}

/** Goes to a place; what lay ahead is forgotten, as in every browser. */
export function goTo(history: LocationHistory, location: Location): LocationHistory {
  const entries = [...history.entries.slice(0, history.index + 1), location].slice(-limit)
  return { entries, index: entries.length - 1 }
}

export function step(history: LocationHistory, by: -1 | 1): LocationHistory {
  const index = history.index + by
  return index < 0 || index >= history.entries.length ? history : { ...history, index }
}
