/** Starts the page: asks main for settings and knowledge, builds the stores, and shows the application or the fault. */
import './style/style.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { Client, Fault } from '../shared/contract.ts'
import { readKnowledge } from '../shared/plan/knowledge.ts'
import { App } from './app.tsx'
import { makeClient } from './client.ts'
import { StartFault } from './screens/start-fault.tsx'
import { AppProvider, type AppParts } from './state/app-context.tsx'
import { makePlanStore } from './state/plan-store.ts'
import { makeUiStore } from './state/ui-store.ts'
import { prepareDocument } from './style/document.ts'
import { WordsProvider } from './text/words.tsx'
import { languageOf } from '../shared/words/format.ts'

async function prepare(client: Client): Promise<Result<AppParts, Fault>> {
  const [settings, about, texts] = await Promise.all([
    client['settings.read'](null),
    client['app.about'](null),
    client['knowledge.read'](null),
  ])
  if (!settings.ok) return settings
  if (!about.ok) return about
  if (!texts.ok) return texts
  const knowledge = readKnowledge(texts.value)
  if (!knowledge.ok) {
    const { pack, path, reason } = knowledge.problem
    return fail({ code: 'broken-file', detail: `${pack}: ${path} ${reason}` })
  }
  const uiStore = makeUiStore(client, settings.value)
  const now = (): string => new Date().toISOString()
  const planStore = makePlanStore({
    client,
    knowledge: knowledge.value,
    now,
    // Every answer names who gave it; until a name is set, it is the person at this computer.
    person: () => uiStore.getState().settings.person || 'planner',
  })
  return ok({ client, knowledge: knowledge.value, about: about.value, now, newId: () => crypto.randomUUID(), planStore, uiStore })
}

async function start(): Promise<void> {
  prepareDocument()
  const place = document.getElementById('root')
  if (place === null) throw new Error('index.html has no element "root"')
  const root = createRoot(place)
  const parts = await prepare(makeClient((channel, value) => window.homeport.invoke(channel, value)))
  root.render(
    <StrictMode>
      {parts.ok ? (
        <AppProvider parts={parts.value}>
          <App />
        </AppProvider>
      ) : (
        <WordsProvider language={languageOf(navigator.language)}>
          <StartFault fault={parts.problem} />
        </WordsProvider>
      )}
    </StrictMode>,
  )
}

void start()
