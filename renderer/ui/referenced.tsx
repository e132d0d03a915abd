/** Sentences whose names of laws, criteria and certificates open where they were read. */
import { createContext, useContext, useMemo, useState, type ComponentType, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import type { Split } from '../../shared/base/named-pieces.ts'
import { useText } from '../text/words.tsx'
import { cx } from './class-names.ts'
import css from './referenced.module.css'

export type Names = {
  readonly split: Split
  /** The open reference of a name. */
  readonly Reference: ComponentType<{ readonly id: string; readonly onClose: () => void }>
}

const NamesContext = createContext<Names | null>(null)

/** Without it, names are plain text. */
export function NamesProvider({ names, children }: { readonly names: Names; readonly children: ReactNode }) {
  return <NamesContext value={names}>{children}</NamesContext>
}

/** A sentence as it is; each name in it is a button. */
export function Referenced({ children }: { readonly children: string }) {
  const names = useContext(NamesContext)
  const pieces = useMemo(() => names?.split(children), [names, children])
  if (pieces === undefined) return children
  return pieces.map(({ text, id, language }, place) =>
    // Pieces have no other identity than their place in the sentence.
    id === null ? text : (
      <Name key={`${id} ${String(place)}`} id={id} {...(language === undefined ? {} : { language })}>
        {text}
      </Name>
    ),
  )
}

/** What of a sentence is named and can be opened, each once: for where the sentence itself cannot hold buttons. */
export function useNamed(sentence: string): readonly Found[] {
  const names = useContext(NamesContext)
  return useMemo(() => (names === null ? [] : foundIn(sentence, names.split)), [names, sentence])
}

type Found = { readonly id: string; readonly text: string; readonly language?: string | undefined }

function foundIn(sentence: string, split: Split): readonly Found[] {
  const found = new Map<string, Found>()
  for (const { id, ...piece } of split(sentence)) if (id !== null && !found.has(id)) found.set(id, { id, ...piece })
  return [...found.values()]
}

/**
 * The names of a sentence that is itself a button or a switch, to stand beside it.
 * @param shown sentences nearby whose names open already
 */
export function NamedBeside({ sentence, shown = [] }: { readonly sentence: string; readonly shown?: readonly string[] }) {
  const names = useContext(NamesContext)
  if (names === null) return null
  const open = new Set(shown.flatMap((one) => foundIn(one, names.split).map(({ id }) => id)))
  const left = foundIn(sentence, names.split).filter(({ id }) => !open.has(id))
  return left.map(({ id, text, language }) => (
    <span key={id} className={css['beside']}>
      <Name id={id} {...(language === undefined ? {} : { language })}>
        {text}
      </Name>
    </span>
  ))
}

type NameProps = {
  readonly id: string
  /** BCP 47, where it may not be the reader's. */
  readonly language?: string
  readonly children: string
}

/** A name that opens its reference. Its accessible name is what is seen. */
export function Name({ id, language, children }: NameProps) {
  const names = useContext(NamesContext)
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  if (names === null) return children
  const { Reference } = names
  const open = (event: MouseEvent | KeyboardEvent): void => {
    // Neither the row nor the picture around it hears the press.
    event.stopPropagation()
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      {/* An element of its own kind, since a button of HTML does not break over lines. */}
      <span
        role="button"
        tabIndex={0}
        aria-haspopup="dialog"
        {...(language === undefined || language === text.language ? {} : { lang: language })}
        className={cx(css['name'], !children.includes(' ') && css['id'])}
        onClick={open}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ' ') open(event)
        }}
      >
        {children}
      </span>
      {isOpen ? <Reference id={id} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
