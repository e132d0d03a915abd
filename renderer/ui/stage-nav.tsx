import { WifiOff, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../text/words.tsx'
import { Hidden } from './hidden.tsx'
import { StateIcon, type State, type Tone } from './state-icon.tsx'
import { CountChip } from './status-chip.tsx'
import css from './stage-nav.module.css'

export type NavItem = {
  readonly id: string
  readonly label: string
  /** A place. Stages have a `state` instead. */
  readonly icon?: LucideIcon
  readonly state?: State
  /** Open findings; `label` says them, such as "3 advisory". */
  readonly count?: { readonly tone: Tone; readonly count: number; readonly label: string }
}

export type StageNavProps = {
  /** Above the stages, such as the overview. */
  readonly first: readonly NavItem[]
  readonly stages: readonly NavItem[]
  /** Under the stages: all plans, sources. */
  readonly reference: readonly NavItem[]
  readonly current: string
  readonly onOpen: (id: string) => void
  /** Day of the reference data (YYYY-MM-DD), and whether its checksums hold. */
  readonly referenceDay: string | null
  readonly referenceHolds: boolean
}

/** Where one is and what is open, in the order of the work. Free order: signing is the only gate. */
export function StageNav({ first, stages, reference, current, onOpen, referenceDay, referenceHolds }: StageNavProps) {
  const text = useText()
  return (
    <div className={css['nav']}>
      <ItemList items={first} current={current} onOpen={onOpen} currentIs="page" />
      {stages.length === 0 ? null : (
        <>
          <Group>{text.word('app.steps')}</Group>
          <ItemList ordered items={stages} current={current} onOpen={onOpen} currentIs="step" />
        </>
      )}
      <Group>{text.word('app.reference')}</Group>
      <ItemList items={reference} current={current} onOpen={onOpen} currentIs="page" />
      <div className={css['foot']}>
        <p className={css['footTitle']}>
          <WifiOff size={15} strokeWidth={1.9} aria-hidden />
          {text.word('app.offline')}
        </p>
        {!referenceHolds ? (
          <p>{text.word('app.offlineBroken')}</p>
        ) : referenceDay === null ? null : (
          <p>{text.word('app.offlineDetail', { day: { day: referenceDay } })}</p>
        )}
      </div>
    </div>
  )
}

function Group({ children }: { readonly children: ReactNode }) {
  return <p className={css['group']}>{children}</p>
}

function ItemList(props: {
  readonly items: readonly NavItem[]
  readonly ordered?: boolean
  readonly current: string
  readonly onOpen: (id: string) => void
  readonly currentIs: 'page' | 'step'
}) {
  const { items, ordered = false, current, onOpen, currentIs } = props
  const text = useText()
  const List = ordered ? 'ol' : 'ul'
  return (
    <List className={css['items']}>
      {items.map(({ id, label, icon: Icon, state, count }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className={css['item']}
            aria-current={id === current ? currentIs : undefined}
            onClick={(event) => {
              event.preventDefault()
              onOpen(id)
            }}
          >
            <span className={css['glyph']}>
              {state === undefined ? null : <StateIcon state={state} />}
              {Icon === undefined ? null : <Icon size={18} strokeWidth={1.9} aria-hidden />}
            </span>
            <span>
              {label}
              {state === undefined ? null : <Hidden>, {text.word(`state.${state}`)}</Hidden>}
            </span>
            {count === undefined || count.count === 0 ? null : <CountChip {...count} />}
          </a>
        </li>
      ))}
    </List>
  )
}
