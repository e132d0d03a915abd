/** What every screen can reach: the stores, the client, the knowledge and the reader's language. */
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { catalogOf, say } from '../../shared/words/say.ts'
import { localeOf, type Language } from '../../shared/words/format.ts'
import type { About, Client } from '../../shared/contract.ts'
import type { Message } from '../../shared/domain/vocabulary.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import type { makePlanStore, OpenPlan, PlanStore } from './plan-store.ts'
import { languageFor, type makeUiStore, type UiStore } from './ui-store.ts'

export type AppParts = {
  readonly client: Client
  readonly knowledge: Knowledge
  readonly about: About
  readonly planStore: ReturnType<typeof makePlanStore>
  readonly uiStore: ReturnType<typeof makeUiStore>
}

const AppContext = createContext<AppParts | null>(null)

export function AppProvider({ parts, children }: { readonly parts: AppParts; readonly children: ReactNode }) {
  return <AppContext.Provider value={parts}>{children}</AppContext.Provider>
}

export function useApp(): AppParts {
  const parts = useContext(AppContext)
  if (parts === null) throw new Error('useApp needs AppProvider')
  return parts
}

export function useUi<T>(select: (store: UiStore) => T): T {
  return useStore(useApp().uiStore, select)
}

export function usePlanStore<T>(select: (store: PlanStore) => T): T {
  return useStore(useApp().planStore, select)
}

/** The open plan. Only screens inside a plan may ask. */
export function useOpenPlan(): OpenPlan {
  const open = usePlanStore((store) => store.open)
  if (open === null) throw new Error('no plan is open')
  return open
}

export type Speech = {
  readonly language: Language
  readonly locale: string
  /** The sentence of a message from an engine. */
  readonly say: (message: Message) => string
  /** The text of an id from the word tables. */
  readonly word: (id: string, values?: Message['values']) => string
}

export function useSpeech(): Speech {
  const settings = useUi((store) => store.settings)
  const language = languageFor(settings, navigator.language)
  return useMemo(() => {
    const catalog = catalogOf(language)
    return {
      language,
      locale: localeOf(language),
      say: (message) => say(catalog, message),
      word: (id, values = {}) => say(catalog, { id, values }),
    }
  }, [language])
}
