/** Where a finding led: an entry of a table, or a question that a table answers. */
import { useEffect, type RefObject } from 'react'
import type { TableEntry } from '../../shared/domain/vocabulary.ts'
import { answeringTables, isTableField, type AnsweringTable } from '../../shared/plan/assurance/table-answers.ts'
import { useUi } from '../state/app-context.tsx'
import { here } from '../state/location.ts'

/** The entry of this table that was led to. `visit` changes each time somebody is led there. */
export type TargetEntry = { readonly id: string | null; readonly visit: number }

export function useTargetEntry(table: TableEntry['table']): TargetEntry {
  const visit = useUi((store) => store.history.index)
  const id = useUi((store) => {
    const location = here(store.history)
    return location.screen === 'stage' && location.entry?.table === table ? location.entry.id : null
  })
  return { id, visit }
}

/** Whether a question that this table answers was led to. */
export function useTargetTable(table: AnsweringTable): boolean {
  return useUi((store) => {
    const location = here(store.history)
    const field = location.screen === 'stage' ? location.field : null
    return field !== null && isTableField(field) && answeringTables[field] === table
  })
}

/** Brings a part of the page into view and puts the focus on its first control, each time somebody is led there. */
export function useArrival(place: RefObject<HTMLElement | null>, led: boolean, visit: number): void {
  useEffect(() => {
    if (!led) return
    place.current?.scrollIntoView({ block: 'center' })
    place.current?.querySelector<HTMLElement>('input, textarea, button, [tabindex="0"]')?.focus()
  }, [place, led, visit])
}
