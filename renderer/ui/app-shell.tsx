import { Menu as MenuIcon, PanelRight } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useLandmark } from 'react-aria/useLandmark'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../text/words.tsx'
import css from './app-shell.module.css'
import { Button, IconButton } from './button.tsx'
import { cx } from './class-names.ts'
import { useMedia } from './use-media.ts'

export type AppShellProps = {
  /** The `TopBar`. It gets the buttons that open menu and rail when the window is narrow. */
  readonly top: (handles: { readonly start: ReactNode; readonly end: ReactNode }) => ReactNode
  /** The `StageNav`; null on screens without a plan. */
  readonly nav: ReactNode
  readonly children: ReactNode
  /** Content of the rail; null for none. */
  readonly rail: ReactNode
  /** Counted on the rail's handle in narrow windows. */
  readonly railCount?: number
  /**
   * Changes with the screen: closes menu and drawer, scrolls up, and puts the focus on the screen's `h1`, or leaves it on
   * the question that was led to.
   */
  readonly place: string
}

/**
 * The three regions of the window. F6 walks over them. Below 1180 px the rail becomes a drawer, below 900 px the
 * navigation becomes a menu; down to 320 px nothing is lost.
 */
export function AppShell({ top, nav, children, rail, railCount = 0, place }: AppShellProps) {
  const text = useText()
  const railFits = useMedia('(min-width: 1180px)')
  const navFits = useMedia('(min-width: 900px)')
  // Open for one place only: going elsewhere closes menu and drawer.
  const [navAt, setNavAt] = useState<string | null>(null)
  const [railAt, setRailAt] = useState<string | null>(null)
  const setNavOpen = (open: boolean): void => setNavAt(open ? place : null)
  const setRailOpen = (open: boolean): void => setRailAt(open ? place : null)
  const navOpen = navAt === place
  const railOpen = railAt === place
  const main = useRef<HTMLElement>(null)
  // At the very start the focus stays with the window.
  const shown = useRef(place)

  useEffect(() => {
    if (shown.current === place) return
    shown.current = place
    // A question that was led to has come into view with the focus on its control.
    if (main.current?.querySelector('[data-target]')) return
    main.current?.scrollTo({ top: 0 })
    main.current?.querySelector('h1')?.focus()
  }, [place])

  const { landmarkProps } = useLandmark({ role: 'main' }, main)
  const start =
    nav === null || navFits ? null : (
      <IconButton label={text.word('app.openNav')} icon={MenuIcon} aria-haspopup="dialog" onPress={() => setNavOpen(true)} />
    )
  const end =
    rail === null || railFits ? null : (
      <Button icon={PanelRight} aria-haspopup="dialog" onPress={() => setRailOpen(true)} aria-label={text.word('app.findingsToShow', { count: railCount })}>
        {/* What is seen is part of what is spoken. */}
        {railCount === 0 ? text.word('app.rail') : text.number(railCount)}
      </Button>
    )

  return (
    <div className={cx(css['shell'], (nav === null || !navFits) && css['noNav'], (rail === null || !railFits) && css['noRail'])}>
      <a className={css['skip']} href="#main">
        {text.word('app.skip')}
      </a>
      <div className={css['top']}>{top({ start, end })}</div>
      {nav === null || !navFits ? null : <NavRegion>{nav}</NavRegion>}
      <main {...landmarkProps} ref={main} id="main" tabIndex={-1} className={css['main']}>
        <div className={css['content']}>{children}</div>
      </main>
      {rail === null || !railFits ? null : <RailRegion>{rail}</RailRegion>}

      <ModalOverlay className={css['veil'] ?? ''} isOpen={navOpen && !navFits} onOpenChange={setNavOpen} isDismissable>
        <Modal className={cx(css['drawer'], css['fromStart'])}>
          <Dialog aria-label={text.word('app.nav')} className={css['drawerNav'] ?? ''}>
            {nav}
          </Dialog>
        </Modal>
      </ModalOverlay>
      <ModalOverlay className={css['veil'] ?? ''} isOpen={railOpen && !railFits} onOpenChange={setRailOpen} isDismissable>
        <Modal className={cx(css['drawer'], css['fromEnd'])}>
          <Dialog aria-label={text.word('app.rail')} className={css['drawerRail'] ?? ''}>
            {rail}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </div>
  )
}

function NavRegion({ children }: { readonly children: ReactNode }) {
  const text = useText()
  const ref = useRef<HTMLElement>(null)
  const label = text.word('app.nav')
  const { landmarkProps } = useLandmark({ role: 'navigation', 'aria-label': label }, ref)
  return (
    <nav {...landmarkProps} ref={ref} aria-label={label} tabIndex={-1} className={css['nav']}>
      {children}
    </nav>
  )
}

function RailRegion({ children }: { readonly children: ReactNode }) {
  const text = useText()
  const ref = useRef<HTMLElement>(null)
  const label = text.word('app.rail')
  const { landmarkProps } = useLandmark({ role: 'complementary', 'aria-label': label }, ref)
  return (
    <aside {...landmarkProps} ref={ref} aria-label={label} tabIndex={-1} className={css['rail']}>
      {children}
    </aside>
  )
}
