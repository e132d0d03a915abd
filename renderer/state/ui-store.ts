/** What only this window knows: where the reader is, what is open, and the choices of the person at this computer. */
import { create } from 'zustand'
import type { Client, Settings } from '../../shared/contract.ts'
import type { TableEntry } from '../../shared/domain/vocabulary.ts'
import type { FieldId } from '../../shared/plan/fields.ts'
import { languageOf, type Language } from '../../shared/words/format.ts'
import { goTo, start, step, type Location, type LocationHistory, type StageName } from './location.ts'

export type UiStore = {
  readonly history: LocationHistory
  readonly settings: Settings
  readonly paletteOpen: boolean
  readonly go: (location: Location) => void
  readonly goToStage: (stage: StageName, field?: FieldId | null, entry?: TableEntry) => void
  readonly walk: (by: -1 | 1) => void
  readonly choose: (settings: Partial<Settings>) => void
  readonly setPalette: (open: boolean) => void
}

export function makeUiStore(client: Client, settings: Settings) {
  return create<UiStore>((set, get) => ({
    history: start,
    settings,
    paletteOpen: false,
    go: (location) => set({ history: goTo(get().history, location), paletteOpen: false }),
    goToStage: (stage, field = null, entry) => get().go({ screen: 'stage', stage, field, ...(entry === undefined ? {} : { entry }) }),
    walk: (by) => set({ history: step(get().history, by) }),
    choose: (changes) => {
      const chosen = { ...get().settings, ...changes }
      set({ settings: chosen })
      void client['settings.write'](chosen)
    },
    setPalette: (open) => set({ paletteOpen: open }),
  }))
}

/** The language to speak: the one chosen, or the system's where Homeport speaks it. */
export function languageFor(settings: Settings, system: string): Language {
  return settings.language === 'system' ? languageOf(system) : settings.language
}

