/** What every screen can reach: the stores, the client, the knowledge and the reader's language. */
import { createContext, useContext, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Result } from '../../shared/base/result.ts'
import type { About, Client, Fault } from '../../shared/contract.ts'
import type { Knowledge } from '../../shared/plan/knowledge.ts'
import type { makePlanStore, OpenPlan, PlanStore } from './plan-store.ts'
import type { makeUiStore, UiStore } from './ui-store.ts'

export type AppParts = {
  readonly client: Client
  readonly knowledge: Knowledge
  readonly about: About
  /** Now, as ISO text in UTC. */
  readonly now: () => string
  /** A fresh plan id. */
  readonly newId: () => string
  readonly planStore: ReturnType<typeof makePlanStore>
  readonly uiStore: ReturnType<typeof makeUiStore>
  /** Works everything out again with the knowledge that main has now. The reader stays where they are. */
  readonly takeKnowledge: () => Promise<Result<null, Fault>>
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
