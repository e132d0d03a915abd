/** The window: top bar, navigation, the screen where the reader is, and the plan rail. */
import { BookOpen, Files, History, Info, KeyRound, LayoutList, UsersRound } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { tinykeys } from 'tinykeys'
import { isFieldId } from '../shared/plan/fields.ts'
import { packAges } from '../shared/plan/knowledge.ts'
import { valueOf } from '../shared/plan/plan.ts'
import { languages } from '../shared/words/format.ts'
import { ReviewBanner } from './board/review-banner.tsx'
import { PlanRail } from './plan-rail.tsx'
import { ReferenceNames } from './reference/reference-names.tsx'
import { About } from './screens/about.tsx'
import { BoardScreen } from './screens/board.tsx'
import { Home } from './screens/home.tsx'
import { KnowledgeBanner } from './screens/knowledge-updates.tsx'
import { Log, ReadOnlyBanner } from './screens/log.tsx'
import { Overview } from './screens/overview.tsx'
import { Keys } from './screens/keys.tsx'
import { Sources } from './screens/sources.tsx'
import { StageScreen } from './stages/stage-screen.tsx'
import { useApp, usePlanStore, useUi } from './state/app-context.tsx'
import { here, type Location } from './state/location.ts'
import type { OpenPlan } from './state/plan-store.ts'
import { openCounts, stageNames, stageState } from './state/stage-states.ts'
import { languageFor } from './state/ui-store.ts'
import { setDocumentLanguage, showTheme, themes } from './style/document.ts'
import { useText, WordsProvider, type Text } from './text/words.tsx'
import { AppShell } from './ui/app-shell.tsx'
import { EditableProvider } from './ui/editable.tsx'
import { CommandPalette, type Command } from './ui/command-palette.tsx'
import { StageNav, type NavItem } from './ui/stage-nav.tsx'
import { Toasts } from './ui/toast.tsx'
import { TopBar, type HistoryStep } from './ui/top-bar.tsx'

export function App() {
  const settings = useUi((store) => store.settings)
  const language = languageFor(settings, navigator.language)
  useEffect(() => setDocumentLanguage(language), [language])
  useEffect(() => showTheme(settings.theme), [settings.theme])
  return (
    <WordsProvider language={language}>
      <ReferenceNames>
        <Frame />
      </ReferenceNames>
      <Toasts />
    </WordsProvider>
  )
}

function Frame() {
  const text = useText()
  const { knowledge, planStore, uiStore } = useApp()
  const history = useUi((store) => store.history)
  const paletteOpen = useUi((store) => store.paletteOpen)
  const settings = useUi((store) => store.settings)
  const { choose, go, setPalette } = uiStore.getState()
  const plan = usePlanStore((store) => store.open)
  const save = usePlanStore((store) => store.save)
  const location = here(history)
  const place = placeOf(location)
  const commands = useCommands(plan)
  const title = plan === null ? null : (valueOf(plan.document.plan, 'identity.title') ?? text.word('home.untitled'))
  const screenName = nameOf(location, text)

  useEffect(() => {
    document.title = title === null ? `${screenName}, ${text.word('app.name')}` : `${screenName}, ${title}`
  }, [screenName, title, text])
  useShortcuts()

  const openId = (id: string): void => {
    const stage = stageNames.find((name) => name === id)
    if (stage !== undefined) go({ screen: 'stage', stage, field: null })
    else if (id === 'home' || id === 'overview' || id === 'board' || id === 'keys' || id === 'sources' || id === 'log' || id === 'about') go({ screen: id })
  }
  const oldest = packAges(knowledge)
    .map((pack) => pack.asOf)
    .toSorted((left, right) => (left < right ? -1 : 1))[0]

  return (
    <>
      <AppShell
        place={place}
        top={({ start, end }) => (
          <TopBar
            title={title}
            {...(plan === null ? {} : { draft: draftName(plan, text) })}
            {...(plan === null
              ? {}
              : {
                  save:
                    save.kind === 'failed'
                      ? {
                          kind: 'failed' as const,
                          reason: text.word(`fault.${save.fault.code}`, { detail: save.fault.detail }),
                        }
                      : save,
                  undo: stepOf(plan.document.past.at(-1), text, () => void planStore.getState().undo()),
                  redo: stepOf(plan.document.future.at(-1), text, () => void planStore.getState().redo()),
                })}
            onPalette={() => setPalette(true)}
            theme={settings.theme}
            onTheme={(theme) => choose({ theme })}
            onLanguage={(language) => choose({ language })}
            onHome={() => go({ screen: 'home' })}
            start={start}
            end={end}
          />
        )}
        nav={
          <StageNav
            first={plan === null ? [] : [{ id: 'overview', label: text.word('app.overview'), icon: LayoutList }]}
            stages={plan === null ? [] : stageNames.map((stage) => navItem(plan, stage, text))}
            reference={[
              { id: 'home', label: text.word('app.allPlans'), icon: Files },
              { id: 'board', label: text.word('app.board'), icon: UsersRound },
              { id: 'keys', label: text.word('app.keys'), icon: KeyRound },
              { id: 'sources', label: text.word('app.sources'), icon: BookOpen },
              { id: 'log', label: text.word('app.log'), icon: History },
              { id: 'about', label: text.word('app.about'), icon: Info },
            ]}
            current={location.screen === 'stage' ? location.stage : location.screen}
            onOpen={openId}
            referenceDay={oldest ?? null}
            referenceHolds
          />
        }
        rail={plan === null || location.screen === 'home' ? null : <PlanRail plan={plan} />}
        {...(plan === null ? {} : { railCount: Object.values(openCounts(plan.assessment)).reduce(add, 0) })}
      >
        <ReadOnlyBanner atLog={location.screen === 'log'} />
        <KnowledgeBanner atSources={location.screen === 'sources'} />
        <EditableProvider editable={plan === null || plan.copy === null}>
          <Screen location={location} plan={plan} />
        </EditableProvider>
      </AppShell>
      <CommandPalette isOpen={paletteOpen} onOpenChange={setPalette} commands={commands} />
    </>
  )
}

const add = (left: number, right: number): number => left + right

function Screen({ location, plan }: { readonly location: Location; readonly plan: OpenPlan | null }) {
  if (location.screen === 'keys') return <Keys />
  if (location.screen === 'sources') return <Sources />
  if (location.screen === 'board') return <BoardScreen />
  if (location.screen === 'log') return <Log />
  if (location.screen === 'about') return <About />
  if (plan === null || location.screen === 'home') return <Home />
  if (location.screen === 'overview')
    return (
      <>
        {plan.copy === null ? null : <ReviewBanner copy={plan.copy} />}
        <Overview />
      </>
    )
  return <StageScreen stage={location.stage} field={location.field} />
}

/** Names a place for the shell: a change moves the focus to the new heading. */
function placeOf(location: Location): string {
  return location.screen === 'stage' ? `${location.stage} ${location.field ?? location.entry?.id ?? ''}` : location.screen
}

function nameOf(location: Location, text: Text): string {
  if (location.screen === 'stage') return text.word(`stage.${location.stage}`)
  const names = { home: 'app.allPlans', overview: 'app.overview', board: 'app.board', keys: 'app.keys', sources: 'app.sources', log: 'app.log', about: 'app.about' } as const
  return text.word(names[location.screen])
}

function draftName(plan: OpenPlan, text: Text): string {
  if (plan.copy !== null) return text.word('reviews.forReview', { version: plan.copy.summary.version })
  const version = plan.versions.at(-1)?.version
  if (version === undefined) return text.word('plan.draft')
  return stageState(plan, 'sign') === 'ok'
    ? text.word('plan.signedVersion', { version })
    : text.word('plan.draftAfter', { version })
}

function stepOf(entry: OpenPlan['document']['past'][number] | undefined, text: Text, run: () => void): HistoryStep {
  if (entry === undefined) return null
  const key = entry.steps[0]?.key ?? ''
  const what = isFieldId(key) ? text.wordOr(`field.${key}.label`, key) : key
  return { what: text.say({ id: `change.${entry.label}`, values: { what } }), run }
}

function navItem(plan: OpenPlan, stage: (typeof stageNames)[number], text: Text): NavItem {
  const state = stageState(plan, stage)
  const item = { id: stage, label: text.word(`stage.${stage}`), state }
  if (stage === 'review' || stage === 'sign') return item
  const { blocking, advisory, unknown } = plan.assessment.stages[stage]
  if (blocking > 0)
    return { ...item, count: { tone: 'stop', count: blocking, label: text.word('level.blockingCount', { count: blocking }) } }
  if (advisory > 0)
    return { ...item, count: { tone: 'warn', count: advisory, label: text.word('level.advisoryCount', { count: advisory }) } }
  return { ...item, count: { tone: 'note', count: unknown, label: text.word('level.unknownCount', { count: unknown }) } }
}

/** Every action by its name: places, questions, history, looks. */
function useCommands(plan: OpenPlan | null): readonly Command[] {
  const text = useText()
  const { planStore, uiStore } = useApp()
  const hasPlan = plan !== null
  return useMemo(() => {
    const { choose, go, goToStage } = uiStore.getState()
    const places = text.word('command.group.go')
    const looks = text.word('command.group.look')
    const to = (screen: 'home' | 'overview' | 'board' | 'keys' | 'sources' | 'log' | 'about'): Command => ({
      id: `go ${screen}`,
      group: places,
      label: text.word(`command.${screen}`),
      run: () => go({ screen }),
    })
    const planCommands: readonly Command[] =
      !hasPlan
        ? []
        : [
            to('overview'),
            ...stageNames.map(
              (stage, index): Command => ({
                id: `stage ${stage}`,
                group: places,
                label: text.word(`stage.${stage}`),
                shortcut: `Alt ${String(index + 1)}`,
                run: () => goToStage(stage),
              }),
            ),
            {
              id: 'undo',
              group: text.word('command.group.edit'),
              label: text.word('command.undo'),
              shortcut: 'Ctrl Z',
              run: () => void planStore.getState().undo(),
            },
            {
              id: 'redo',
              group: text.word('command.group.edit'),
              label: text.word('command.redo'),
              shortcut: 'Ctrl Shift Z',
              run: () => void planStore.getState().redo(),
            },
          ]
    return [
      ...planCommands,
      to('home'),
      to('board'),
      to('keys'),
      to('sources'),
      to('log'),
      to('about'),
      ...themes.map(
        (theme): Command => ({
          id: `theme ${theme}`,
          group: looks,
          label: text.word('command.theme', { theme: text.word(`theme.${theme}`) }),
          run: () => choose({ theme }),
        }),
      ),
      ...languages.map(
        (language): Command => ({
          id: `language ${language}`,
          group: looks,
          label: text.word('command.language', { name: text.languageName(language) }),
          run: () => choose({ language }),
        }),
      ),
    ]
  }, [hasPlan, planStore, uiStore, text])
}

/** Keys that work everywhere. Single letters are never taken: they belong to whoever is typing. */
function useShortcuts(): void {
  const { planStore, uiStore } = useApp()
  useEffect(() => {
    const { goToStage, setPalette, walk } = uiStore.getState()
    /** In a text field the browser's own undo is meant. */
    const whenNotTyping = (run: () => void) => (event: KeyboardEvent) => {
      const { target } = event
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      run()
    }
    const always = (run: () => void) => (event: KeyboardEvent) => {
      event.preventDefault()
      run()
    }
    const stages = Object.fromEntries(
      stageNames.map((stage, index) => [
        `Alt+Digit${String(index + 1)}`,
        always(() => planStore.getState().open !== null && goToStage(stage)),
      ]),
    )
    return tinykeys(window, {
      '$mod+k': always(() => setPalette(true)),
      '$mod+z': whenNotTyping(() => void planStore.getState().undo()),
      '$mod+Shift+z': whenNotTyping(() => void planStore.getState().redo()),
      '$mod+y': whenNotTyping(() => void planStore.getState().redo()),
      'Alt+ArrowLeft': always(() => walk(-1)),
      'Alt+ArrowRight': always(() => walk(1)),
      ...stages,
    })
  }, [planStore, uiStore])
}
