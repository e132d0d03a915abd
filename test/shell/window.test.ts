import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openWindow, pagePreferences, paperOf, type WindowParts } from '../../electron/shell/window.ts'
import { firstState, readWindowState, visibleBounds, writeWindowState } from '../../electron/shell/window-state.ts'
import { fake } from '../support/fake-electron.ts'

describe('preferences', () => {
  test('are exactly these', () => {
    expect(pagePreferences('/app/preload.js', true, false)).toEqual({
      preload: '/app/preload.js',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
      offscreen: false,
    })
  })
  test('differ in a checkout by developer tools only, and for tests by offscreen drawing', () => {
    const packaged = pagePreferences('p', true, false)
    expect(pagePreferences('p', false, false)).toEqual({ ...packaged, devTools: true })
    expect(pagePreferences('p', true, true)).toEqual({ ...packaged, offscreen: true })
  })
  test('leave safe defaults alone', () => {
    const names = Object.keys(pagePreferences('p', false, true))
    for (const name of ['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'plugins', 'partition', 'session'])
      expect(names).not.toContain(name)
  })
})

function opened(parts: Partial<WindowParts> = {}) {
  const contents = fake<Electron.WebContents>()
  const window = fake<Electron.BrowserWindow>({
    webContents: contents.it,
    loadURL: () => Promise.resolve(),
    getNormalBounds: () => ({ x: 1, y: 2, width: 900, height: 600 }),
    isMaximized: () => true,
  })
  const made: Electron.BrowserWindowConstructorOptions[] = []
  const marks: string[] = []
  const remembered: unknown[] = []
  openWindow({
    create: (options) => {
      made.push(options)
      return window.it
    },
    preload: '/app/preload.js',
    packaged: true,
    offscreen: false,
    state: firstState,
    systemIsDark: false,
    displays: [{ x: 0, y: 0, width: 1920, height: 1080 }],
    remember: (...args) => remembered.push(args),
    mark: (phase) => marks.push(phase),
    ...parts,
  })
  return { window, contents, options: made[0]!, made, marks, remembered }
}

describe('the window', () => {
  test('is one, and loads the page and nothing else', () => {
    const { made, window } = opened()
    expect(made).toHaveLength(1)
    expect(window.calls('loadURL')).toEqual([['app://homeport/index.html']])
    expect(window.calls('loadFile')).toEqual([])
  })

  test('is shown when the page has painted, not before', () => {
    const { options, window, marks } = opened()
    expect(options.show).toBe(false)
    expect(window.calls('show')).toHaveLength(0)
    window.emit('ready-to-show')
    expect(window.calls('show')).toHaveLength(1)
    expect(window.calls('maximize')).toHaveLength(0)
    expect(marks).toEqual(['readyToShow'])
  })

  test('is never shown when it is drawn offscreen', () => {
    const { window } = opened({ offscreen: true })
    window.emit('ready-to-show')
    expect(window.calls('show')).toHaveLength(0)
  })

  test('comes back where it was, at least at its smallest size, in the color of its theme', () => {
    const bounds = { x: 40, y: 30, width: 1000, height: 700 }
    const { options, window } = opened({ state: { bounds, maximized: true, theme: 'dark' } })
    expect(options).toMatchObject({ ...bounds, minWidth: 880, minHeight: 560, backgroundColor: '#11161C' })
    window.emit('ready-to-show')
    expect(window.calls('maximize')).toHaveLength(1)
  })

  test('is remembered when it closes', () => {
    const { window, remembered } = opened()
    window.emit('close')
    expect(remembered).toEqual([[{ x: 1, y: 2, width: 900, height: 600 }, true]])
  })

  test('loads the page again when its process dies, three times at most', () => {
    const { window, contents } = opened()
    contents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(window.calls('loadURL')).toHaveLength(1)
    for (let count = 0; count < 5; count++) contents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(window.calls('loadURL')).toHaveLength(4)
  })

  test.each([
    ['light', true, '#F5F4F0'],
    ['dark', false, '#11161C'],
    ['contrast', true, '#FFFFFF'],
    ['system', false, '#F5F4F0'],
    ['system', true, '#11161C'],
  ] as const)('paper of theme %s when the system is dark: %s', (theme, systemIsDark, color) => {
    expect(paperOf(theme, systemIsDark)).toBe(color)
  })
})

describe('remembered state', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 }
  const bounds = { x: 100, y: 100, width: 1000, height: 700 }

  test('survives writing and reading, and leaves no other file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'homeport-state-'))
    const file = path.join(folder, 'window.json')
    const state = { bounds, maximized: true, theme: 'contrast' } as const
    writeWindowState(file, state)
    expect(readWindowState(file)).toEqual(state)
    expect(readdirSync(folder)).toEqual(['window.json'])
    rmSync(folder, { recursive: true })
  })

  test.each(['', '{', 'null', '[]', '{"bounds":null}', '{"bounds":{"x":"1"},"maximized":false,"theme":"system"}', '{"bounds":null,"maximized":false,"theme":"pink"}'])(
    'a broken file %j is as none',
    (text) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'homeport-state-'))
      writeFileSync(path.join(folder, 'window.json'), text)
      expect(readWindowState(path.join(folder, 'window.json'))).toEqual(firstState)
      rmSync(folder, { recursive: true })
    },
  )

  test('a folder that cannot be written costs nothing but the memory', () => {
    expect(() => writeWindowState('/nonexistent/window.json', firstState)).not.toThrow()
    expect(readWindowState('/nonexistent/window.json')).toEqual(firstState)
  })

  test.each([
    ['inside', bounds, [screen], true],
    ['mostly outside on the right', { ...bounds, x: 1850 }, [screen], true],
    ['with no grip left', { ...bounds, x: 1900 }, [screen], false],
    ['above the top', { ...bounds, y: -20 }, [screen], false],
    ['below the bottom', { ...bounds, y: 1060 }, [screen], false],
    ['on a display that is gone', { ...bounds, x: 2500 }, [screen], false],
    ['on a second display', { ...bounds, x: 2500 }, [screen, { ...screen, x: 1920 }], true],
    ['without any display', bounds, [], false],
  ])('bounds %s', (_name, given, displays, visible) => {
    expect(visibleBounds(given, displays)).toEqual(visible ? given : null)
  })
})
