import { Check, Contrast, Languages, Moon, Redo2, Search, Sun, SunMoon, TriangleAlert, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { languages, type Language } from '../../shared/words/format.ts'
import { themes, type Theme } from '../style/document.ts'
import { useText } from '../text/words.tsx'
import { IconButton } from './button.tsx'
import { cx } from './class-names.ts'
import { Mark } from './mark.tsx'
import { Menu } from './menu.tsx'
import { StatusChip } from './status-chip.tsx'
import css from './top-bar.module.css'

/** `saved.at` is an ISO moment in UTC; null when nothing was changed since the plan was opened. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'read-only' }

/** What a step of the history would do; null when there is none. */
export type HistoryStep = { readonly what: string; readonly run: () => void } | null

export type TopBarProps = {
  /** The open plan's title; null on screens without a plan. */
  readonly title: string | null
  /** The plan's state in a word, such as "Draft 4". */
  readonly draft?: string
  readonly save?: SaveState
  readonly undo?: HistoryStep
  readonly redo?: HistoryStep
  readonly onPalette: () => void
  readonly theme: Theme
  readonly onTheme: (theme: Theme) => void
  readonly onLanguage: (language: Language) => void
  readonly onHome: () => void
  /** Further buttons at the end. */
  readonly actions?: ReactNode
  /** Buttons of the shell in narrow windows. */
  readonly start?: ReactNode
  readonly end?: ReactNode
}

const themeIcons = { system: SunMoon, light: Sun, dark: Moon, contrast: Contrast } as const

/** Each language in its own name: who looks for it may not read the present one. */
const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch', fr: 'Français' }

export function TopBar(props: TopBarProps) {
  const { title, draft, save, undo, redo, onPalette, theme, onTheme, onLanguage, onHome, actions, start, end } = props
  const text = useText()
  return (
    <header className={css['bar']}>
      {start}
      <AriaButton className={css['brand'] ?? ''} onPress={onHome} aria-label={`${text.word('app.name')}: ${text.word('app.allPlans')}`}>
        <Mark />
        <span className={css['name']}>{text.word('app.name')}</span>
      </AriaButton>
      <div className={css['plan']}>
        {title === null ? null : <span className={css['title']}>{title}</span>}
        {draft === undefined ? null : <StatusChip tone="none">{draft}</StatusChip>}
        <SaveWord {...(save === undefined ? {} : { save })} />
      </div>
      <div className={css['tools']}>
        {undo === undefined ? null : (
          <HistoryButton step={undo} icon={Undo2} word="bar.undo" wordWith="bar.undoWhat" shortcut="Ctrl Z" />
        )}
        {redo === undefined ? null : (
          <HistoryButton step={redo} icon={Redo2} word="bar.redo" wordWith="bar.redoWhat" shortcut="Ctrl Shift Z" />
        )}
        <AriaButton className={css['palette'] ?? ''} onPress={onPalette} aria-haspopup="dialog">
          <Search size={15} strokeWidth={1.9} aria-hidden />
          <span className={css['paletteWord']}>{text.word('bar.palette')}</span>
          <kbd aria-hidden>Ctrl K</kbd>
        </AriaButton>
        <Menu
          label={text.word('bar.theme')}
          trigger={<IconButton label={text.word('bar.theme')} icon={themeIcons[theme]} />}
          entries={themes.map((id) => ({ id, label: text.word(`theme.${id}`), icon: themeIcons[id] }))}
          chosen={theme}
          onAction={(id) => {
            const chosen = themes.find((candidate) => candidate === id)
            if (chosen !== undefined) onTheme(chosen)
          }}
        />
        <Menu
          label={text.word('bar.language')}
          trigger={<IconButton label={text.word('bar.language')} icon={Languages} />}
          entries={languages.map((id) => ({ id, label: languageNames[id] }))}
          chosen={text.language}
          onAction={(id) => {
            const chosen = languages.find((candidate) => candidate === id)
            if (chosen !== undefined) onLanguage(chosen)
          }}
        />
        {actions}
        {end}
      </div>
    </header>
  )
}

function HistoryButton(props: {
  readonly step: HistoryStep
  readonly icon: typeof Undo2
  readonly word: 'bar.undo' | 'bar.redo'
  readonly wordWith: 'bar.undoWhat' | 'bar.redoWhat'
  readonly shortcut: string
}) {
  const text = useText()
  const { step, icon, word, wordWith, shortcut } = props
  const label = step === null ? text.word(word) : text.word(wordWith, { what: step.what })
  return <IconButton label={label} icon={icon} shortcut={shortcut} isDisabled={step === null} onPress={() => step?.run()} />
}

/** One polite region for all saves, so that a screen reader hears each change of state once. */
function SaveWord({ save }: { readonly save?: SaveState }) {
  const text = useText()
  return (
    <span role="status" className={cx(css['save'], save?.kind === 'failed' && css['failed'])}>
      {save?.kind === 'saved' && save.at !== null ? (
        <>
          <Check size={15} strokeWidth={2.2} aria-hidden />
          {text.word('save.saved', { time: text.instant(save.at, 'time') })}
        </>
      ) : null}
      {save?.kind === 'saving' ? text.word('save.saving') : null}
      {save?.kind === 'failed' ? (
        <>
          <TriangleAlert size={15} strokeWidth={2} aria-hidden />
          {text.word('save.failed', { reason: save.reason })}
        </>
      ) : null}
      {save?.kind === 'read-only' ? text.word('save.readOnly') : null}
    </span>
  )
}
