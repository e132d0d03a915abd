/** Starts the page: asks main for settings and knowledge, builds the stores, and shows the application or the fault. */
import './style/style.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { fail, ok, type Result } from '../shared/base/result.ts'
import type { About, Client, Fault, Settings } from '../shared/contract.ts'
import { readKnowledge, type Knowledge } from '../shared/plan/knowledge.ts'
import { App } from './app.tsx'
import { makeClient } from './client.ts'
import { StartFault } from './screens/start-fault.tsx'
import { AppProvider, type AppParts } from './state/app-context.tsx'
import { makePlanStore } from './state/plan-store.ts'
import { makeUiStore } from './state/ui-store.ts'
import { prepareDocument } from './style/document.ts'
import { WordsProvider } from './text/words.tsx'
import { languageOf } from '../shared/words/format.ts'

/** What main knows that everything on the page is worked out from. */
async function ask(client: Client): Promise<Result<{ readonly settings: Settings; readonly about: About; readonly knowledge: Knowledge }, Fault>> {
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
  return ok({ settings: settings.value, about: about.value, knowledge: knowledge.value })
}

async function start(): Promise<void> {
  prepareDocument()
  const place = document.getElementById('root')
  if (place === null) throw new Error('index.html has no element "root"')
  const root = createRoot(place)
  const client = makeClient((channel, value) => window.homeport.invoke(channel, value))
  const now = (): string => new Date().toISOString()
  let generation = 0

  const show = (parts: AppParts): void => {
    generation += 1
    root.render(
      <StrictMode>
        {/* A new key: nothing that a screen worked out with other knowledge stays. */}
        <AppProvider key={generation} parts={parts}>
          <App />
        </AppProvider>
      </StrictMode>,
    )
  }

  const partsOf = (about: About, knowledge: Knowledge, uiStore: AppParts['uiStore']): AppParts => {
    const planStore = makePlanStore({
      client,
      knowledge,
      now,
      // Every answer names who gave it; until a name is set, it is the person at this computer.
      person: () => uiStore.getState().settings.person || 'planner',
    })
    /** The page never navigates, not even to itself: it asks again, and takes the open plan along. */
    const takeKnowledge = async (): Promise<Result<null, Fault>> => {
      await planStore.getState().settled()
      const answer = await ask(client)
      if (!answer.ok) return answer
      const next = partsOf(answer.value.about, answer.value.knowledge, uiStore)
      const { open } = planStore.getState()
      if (open !== null && open.copy !== null) next.planStore.getState().showCopy(open.copy)
      else if (open !== null) {
        const opened = await client['plan.open'](open.id)
        if (!opened.ok) return opened
        next.planStore.getState().show(opened.value)
      }
      show(next)
      return ok(null)
    }
    return { client, knowledge, about, now, newId: () => crypto.randomUUID(), planStore, uiStore, takeKnowledge }
  }

  const answer = await ask(client)
  if (answer.ok) {
    const { about, knowledge, settings } = answer.value
    return show(partsOf(about, knowledge, makeUiStore(client, settings)))
  }
  root.render(
    <StrictMode>
      <WordsProvider language={languageOf(navigator.language)}>
        <StartFault fault={answer.problem} />
      </WordsProvider>
    </StrictMode>,
  )
}

void start()
