/** Starting once and quitting cleanly. */
import type { App, BrowserWindow, PowerMonitor } from 'electron'

/** True for the first process of a data folder. A second one hands over and must quit; its words are ignored. */
export function takeLock(app: App, windowOf: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', () => {
    const window = windowOf()
    if (window === null) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  return true
}

/**
 * Quits only after `close` is done. The database works on threads of its own, and ending the process under a call of
 * it aborts.
 */
export function closeBeforeQuit(app: App, close: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    // In a later turn: Electron ignores a quit that comes while it still hears of this one.
    const quit = (): void => {
      state = 'closed'
      setImmediate(() => app.quit())
    }
    close().then(quit, quit)
  })
}

/** Locks what is unlocked when nobody is at the computer: its screen is locked, it sleeps, or another person uses it. */
export function lockWhenAway(monitor: Pick<PowerMonitor, 'on'>, lock: () => void): void {
  monitor.on('lock-screen', lock)
  monitor.on('suspend', lock)
  monitor.on('user-did-resign-active', lock)
}
