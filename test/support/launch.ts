/**
 * Starts Homeport in real Electron: `launchApp` the built checkout through Playwright, `launchPackaged` the hardened
 * package through the DevTools protocol. Both run without a display unless one is asked for, each on user data of its own.
 */
import { _electron, chromium, type Browser, type ElectronApplication, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sandbox } from '../../scripts/setup/electron.mjs'

export const root = path.resolve(__dirname, '../..')

/** A fault of the sandbox or a fuse shows as a start that never ends: do not wait long for it. */
const startWithin = 20_000
const quitWithin = 10_000
/** Homeport draws offscreen when the platform is headless. */
const headless = ['--ozone-platform=headless', '--disable-gpu']
/** A shared-memory folder as small as some containers have makes pages crash. */
const always = ['--disable-dev-shm-usage']

export type LaunchOptions = {
  /** Folder for the database, keys and settings. Without it a temporary one, removed by `close`. */
  readonly userData?: string
  /** After the application's path: for Homeport, not for Chromium. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Such as `:99` from `startVirtualDisplay`: a real window there instead of offscreen drawing. */
  readonly display?: string
}

export type Launched = {
  readonly app: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** Quits as a user would and waits for the end. */
  readonly close: () => Promise<void>
}

/** The runtime that set-up chose. */
export function runtime(): { readonly dist: string; readonly executable: string; readonly version: string; readonly source: string } {
  return JSON.parse(readFileSync(path.join(root, 'node_modules', '.homeport-runtime.json'), 'utf8'))
}

/** Starts the built application. `dist/` must be there: `npm test` and `npm run build` make it. */
export async function launchApp(options: LaunchOptions = {}): Promise<Launched> {
  const { folder, remove } = userDataFolder(options.userData)
  const switches = [...always, ...(options.display === undefined ? headless : []), `--user-data-dir=${folder}`]
  const app = await _electron.launch({
    executablePath: runtime().executable,
    args: [...switches, root, ...(options.args ?? [])],
    cwd: root,
    env: environment(options),
    timeout: startWithin,
  })
  repeatCollectedEvaluations(app)
  const page = await app.firstWindow({ timeout: startWithin })
  const close = async (): Promise<void> => {
    await app.close()
    remove()
  }
  return { app, page, userData: folder, close }
}

/**
 * V8 may collect the promise that the inspector waits for before it settles. Nothing is wrong with the application then,
 * and what tests evaluate in main may run twice: it reads, or sets to a given value.
 */
function repeatCollectedEvaluations(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app)
  const repeat = async (...given: Parameters<typeof evaluate>): Promise<unknown> => {
    for (let left = 10; ; left--) {
      try {
        return await evaluate(...given)
      } catch (error) {
        if (left === 0 || !String(error).includes('promise was garbage collected')) throw error
        // A collection under way takes the next promise, too.
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }
  Object.assign(app, { evaluate: repeat })
}

export type LaunchedPackage = {
  readonly browser: Browser
  readonly page: Page
  readonly userData: string
  readonly pid: number
  readonly close: () => Promise<void>
}

/** The packaged application's folder; `npm test -- packaged` makes it. */
export function packagedFolder(): string {
  const names = ['linux-unpacked', 'linux-arm64-unpacked', 'mac-arm64', 'mac', 'win-unpacked']
  const found = names.map((name) => path.join(root, 'release', 'test', name)).find((folder) => existsSync(folder))
  if (found === undefined) throw new Error('No package to test: run npm test -- packaged')
  return found
}

/** The packaged application's program. */
export function packagedProgram(): string {
  const inside = { darwin: 'Homeport.app/Contents/MacOS/Homeport', win32: 'Homeport.exe' } as const
  const { platform } = process
  return path.join(packagedFolder(), platform === 'darwin' || platform === 'win32' ? inside[platform] : 'homeport')
}

/** Starts the package as it ships: no inspector, no loader, only the page's own debugging port on the loopback. */
export async function launchPackaged(options: LaunchOptions = {}): Promise<LaunchedPackage> {
  const { folder, remove } = userDataFolder(options.userData)
  const switches = [
    ...always,
    ...(options.display === undefined ? headless : []),
    ...sandbox({ dist: packagedFolder() }).switches,
    `--user-data-dir=${folder}`,
    '--remote-debugging-port=0',
  ]
  const child = spawn(packagedProgram(), [...switches, ...(options.args ?? [])], {
    env: environment(options),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const browser = await chromium.connectOverCDP(await debuggingAddress(child), { timeout: startWithin })
  const context = browser.contexts()[0]
  if (context === undefined) throw new Error('The package has no browser context')
  const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: startWithin }))
  const close = async (): Promise<void> => {
    const ended = exit(child)
    if (!page.isClosed()) await page.close({ runBeforeUnload: false }).catch(() => undefined)
    await browser.close()
    child.kill('SIGTERM')
    await ended
    remove()
  }
  return { browser, page, userData: folder, pid: child.pid ?? 0, close }
}

/** Chromium names the address on standard error. */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The package did not open its debugging port in time:\n${output}`))
    }, startWithin)
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const address = /DevTools listening on (ws:\S+)/.exec(output)?.[1]
      if (address === undefined) return
      clearTimeout(timer)
      resolve(address)
    })
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      reject(new Error(`The package ended while it started (${code ?? signal}):\n${output}`))
    })
  })
}

/** Waits for the end; ends the process by force when it does not come. */
function exit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), quitWithin)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function userDataFolder(given: string | undefined): { folder: string; remove: () => void } {
  if (given !== undefined) return { folder: given, remove: () => undefined }
  const folder = mkdtempSync(path.join(tmpdir(), 'homeport-app-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** No display of the tester's own, so that no test depends on it. */
function environment(options: LaunchOptions): Record<string, string> {
  const hidden = ['DISPLAY', 'WAYLAND_DISPLAY', 'ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || hidden.includes(name) ? [] : [[name, value] as const],
  )
  return { ...Object.fromEntries(own), ...(options.display === undefined ? {} : { DISPLAY: options.display }), ...options.env }
}
