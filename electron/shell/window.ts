/** The one window. */
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron'
import type { Settings } from '../../shared/contract.ts'
import { pageAddress } from './protocol.ts'
import { visibleBounds, type Bounds, type WindowState } from './window-state.ts'

export const firstSize = { width: 1280, height: 800 } as const
export const smallestSize = { minWidth: 880, minHeight: 560 } as const

/** `--paper` of each theme in renderer/style/tokens.css: what is seen before the page paints. */
export const papers = { light: '#F5F4F0', dark: '#11161C', contrast: '#FFFFFF' } as const

export function paperOf(theme: Settings['theme'], systemIsDark: boolean): string {
  if (theme !== 'system') return papers[theme]
  return systemIsDark ? papers.dark : papers.light
}

/**
 * What the page may be. `webSecurity`, `experimentalFeatures` and their kind are left at their safe defaults by not
 * naming them. Offscreen is for tests on machines without a display.
 */
export function pagePreferences(preload: string, packaged: boolean, offscreen: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !packaged,
    offscreen,
  }
}

export type WindowParts = {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly preload: string
  readonly packaged: boolean
  readonly offscreen: boolean
  readonly state: WindowState
  readonly systemIsDark: boolean
  readonly displays: readonly Rectangle[]
  /** The window is about to close; this is how it looked. */
  readonly remember: (bounds: Bounds, maximized: boolean) => void
  readonly mark: (phase: string) => void
}

/** Opens the window on the page and shows it once the page has painted. */
export function openWindow(parts: WindowParts): BrowserWindow {
  const window = parts.create({
    ...firstSize,
    ...visibleBounds(parts.state.bounds, parts.displays),
    ...smallestSize,
    show: false,
    title: 'Homeport',
    autoHideMenuBar: true,
    backgroundColor: paperOf(parts.state.theme, parts.systemIsDark),
    webPreferences: pagePreferences(parts.preload, parts.packaged, parts.offscreen),
  })
  window.once('ready-to-show', () => {
    parts.mark('readyToShow')
    if (parts.offscreen) return
    if (parts.state.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => parts.remember(window.getNormalBounds(), window.isMaximized()))
  window.webContents.once('did-finish-load', () => parts.mark('loaded'))
  recoverPage(window)
  void window.loadURL(pageAddress)
  return window
}

/** Loads the page again when its process died; every accepted change is in the database. Gives up after three times. */
function recoverPage(window: BrowserWindow): void {
  let attempts = 0
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || attempts >= 3) return
    attempts += 1
    void window.loadURL(pageAddress)
  })
}
