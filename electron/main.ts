/** Composition root of the application: nothing else constructs anything. */
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, powerMonitor, protocol, safeStorage, screen, session, utilityProcess } from 'electron'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import path from 'node:path'
import type { Settings } from '../shared/contract.ts'
import { languageOf, type Language } from '../shared/words/format.ts'
import { menuWords, menuWordsDe, menuWordsFr } from '../shared/words/menu.ts'
import { resourcesFolder } from './resources.ts'
import { hasDisplay, headlessSwitches, readArguments } from './shell/arguments.ts'
import { answeredDialogs, systemDialogs } from './shell/dialogs.ts'
import { bindContract } from './shell/ipc.ts'
import { systemKeyring } from './shell/keyring.ts'
import { closeBeforeQuit, lockWhenAway, takeLock } from './shell/lifecycle.ts'
import { noMarks, startMarks } from './shell/marks.ts'
import { menuTemplate, type MenuWords } from './shell/menu.ts'
import { makePrinter } from './shell/print.ts'
import { listPageFiles, pageScheme, servePage } from './shell/protocol.ts'
import { runtimeOrigin } from './shell/runtime.ts'
import { denyEverything, hardenCommandLine } from './shell/security.ts'
import { utilityHost } from './shell/token-host.ts'
import { openWindow } from './shell/window.ts'
import { readWindowState, writeWindowState } from './shell/window-state.ts'

const { env, platform } = process
const menuWordsIn: Record<Language, MenuWords> = { en: menuWords, de: menuWordsDe, fr: menuWordsFr }
const log = (line: string): void => void process.stderr.write(`homeport: ${line}\n`)
const marks =
  env['HOMEPORT_PERF'] === '1'
    ? startMarks(Number(env['HOMEPORT_T0'] ?? performance.timeOrigin), Date.now, ['loaded', 'readyToShow'], (line) => {
        process.stdout.write(`${line}\n`)
      })
    : noMarks
marks.mark('main')

const launch = readArguments(process.argv, app.isPackaged)
const createWindow = (options: Electron.BrowserWindowConstructorOptions): BrowserWindow => new BrowserWindow(options)
let window: BrowserWindow | null = null

harden()
const printPdf = makePrinter({
  create: createWindow,
  openSession: () => session.fromPartition('print'),
})

const tokenHost = utilityHost((program, settings) => utilityProcess.fork(program, [], settings), path.join(app.getAppPath(), 'dist', 'main', 'token-process.js'))

if (launch.refused.length > 0) {
  log(`refused switches: ${launch.refused.map((name) => `--${name}`).join(', ')}. Start Homeport without them.`)
  app.exit(2)
} else if (launch.cli !== null) {
  if (isHeadless() || hasDisplay(platform, env))
    runCommand(launch.cli).catch((error: unknown) => {
      logBug(error)
      app.exit(3)
    })
  else runCommandHeadless()
} else if (!isHeadless() && !hasDisplay(platform, env)) {
  log('there is no display, so no window can open. "homeport cli help" lists what works without one.')
  app.exit(1)
} else if (takeLock(app, () => window)) {
  start().catch((error: unknown) => {
    logBug(error)
    app.exit(3)
  })
} else {
  app.quit()
}

/** All that must happen before Electron is ready. */
function harden(): void {
  hardenCommandLine(app.commandLine)
  // With --no-sandbox (root) this would make Chromium's helpers die and start again without end.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  protocol.registerSchemesAsPrivileged([pageScheme])
  denyEverything(app)
  Menu.setApplicationMenu(null)
  const dataFolder = app.commandLine.getSwitchValue('user-data-dir')
  if (dataFolder !== '') app.setPath('userData', path.resolve(dataFolder))
  process.on('uncaughtException', logBug)
  process.on('unhandledRejection', logBug)
}

/** A bug is named, without what it was about; a developer sees where. */
function logBug(error: unknown): void {
  const name = error instanceof Error ? error.name : 'unknown'
  log(`bug ${app.isPackaged || !(error instanceof Error) ? name : (error.stack ?? name)}`)
}

/**
 * Without a display, Chromium ends the process as soon as it looks for one, which no code of ours can prevent: the
 * command runs in a second process that is told beforehand.
 */
function runCommandHeadless(): void {
  const again = spawnSync(process.execPath, [...headlessSwitches, ...process.argv.slice(1)], { stdio: 'inherit' })
  app.exit(again.status ?? 3)
}

/** `homeport cli …`: one command, no window, the exit code of the command. */
async function runCommand(words: readonly string[]): Promise<void> {
  // Otherwise Electron quits as soon as the window of the first printed document closes.
  app.on('window-all-closed', () => undefined)
  const { runCli } = await import('./cli.ts')
  const code = await runCli(words, {
    tokenHost,
    printPdf: async (html, options) => {
      await app.whenReady()
      return printPdf(html, options)
    },
  })
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()))
  app.exit(code)
}

/** Opens the window. */
async function start(): Promise<void> {
  const { createServices } = await import('./services.ts')
  const { catalogOf, say } = await import('../shared/words/say.ts')
  let spoken: Language = 'en'
  const wordOf = (id: string): string => say(catalogOf(spoken), { id, values: {} })
  const systemOnly = systemDialogs(dialog, () => window, wordOf)
  const services = createServices({
    dataFolder: app.getPath('userData'),
    resources: resourcesFolder(),
    now: () => new Date().toISOString(),
    randomUuid: randomUUID,
    wordOf,
    dialogs: app.isPackaged ? systemOnly : answeredDialogs(() => env['HOMEPORT_DIALOG_ANSWER'], isFolder, systemOnly),
    printPdf,
    tokenHost,
    keyring: systemKeyring(safeStorage, platform, () => app.whenReady()),
    homeport: app.getVersion(),
    runtime: runtimeOrigin(app.isPackaged, process.execPath, path.join(app.getAppPath(), 'node_modules')),
  })
  closeBeforeQuit(app, () => services.close())
  // Opens the database while Chromium starts.
  const reading = services.handlers['settings.read'](null)
  const files = await listPageFiles(path.join(app.getAppPath(), 'dist', 'renderer'))
  await app.whenReady()
  marks.mark('ready')
  lockWhenAway(powerMonitor, services.lockKeys)

  const stateFile = path.join(app.getPath('userData'), 'window.json')
  let state = readWindowState(stateFile)
  const applySettings = (settings: Settings): void => {
    state = { ...state, theme: settings.theme }
    nativeTheme.themeSource = settings.theme === 'contrast' ? 'light' : settings.theme
    const language = settings.language === 'system' ? app.getLocale() : settings.language
    spoken = languageOf(language)
    const words = menuWordsIn[spoken]
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, platform, app.isPackaged)))
  }
  bindContract(
    ipcMain,
    {
      ...services.handlers,
      'settings.write': async (settings) => {
        const written = await services.handlers['settings.write'](settings)
        if (written.ok) applySettings(settings)
        return written
      },
    },
    log,
  )
  servePage(protocol, files)
  window = openWindow({
    create: createWindow,
    preload: path.join(app.getAppPath(), 'dist', 'preload', 'preload.js'),
    packaged: app.isPackaged,
    offscreen: isHeadless(),
    state,
    systemIsDark: nativeTheme.shouldUseDarkColors,
    displays: screen.getAllDisplays().map((display) => display.workArea),
    remember: (bounds, maximized) => writeWindowState(stateFile, { ...state, bounds, maximized }),
    mark: marks.mark,
  })
  window.once('closed', () => {
    window = null
  })
  marks.mark('window')
  const settings = await reading
  if (settings.ok) applySettings(settings.value)
}

/** Where there is no display, Chromium crashes on an ordinary window: the page is drawn offscreen instead. */
function isHeadless(): boolean {
  if (app.commandLine.getSwitchValue('ozone-platform') === 'headless') return true
  return !app.isPackaged && env['HOMEPORT_OFFSCREEN'] === '1'
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true
}
