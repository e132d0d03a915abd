/** The application as a process: one window, one instance, a clean end, commands and printing without a display. */
import { expect, test } from '@playwright/test'
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { startVirtualDisplay } from '../support/display.ts'
import { launchApp, root, runtime } from '../support/launch.ts'

const headless = ['--no-sandbox', '--ozone-platform=headless', '--disable-gpu']

/** Without a display and without the switch that says so: as on a server. */
const bare = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !['DISPLAY', 'WAYLAND_DISPLAY', 'ELECTRON_RUN_AS_NODE'].includes(name)),
)

const start = (...args: string[]) =>
  spawnSync(runtime().executable, args, { cwd: root, env: bare, encoding: 'utf8', timeout: 20_000 })

test('remembers the window, and ends with nothing left open', async () => {
  const userData = mkdtempSync(path.join(tmpdir(), 'homeport-shell-'))
  const first = await launchApp({ userData })
  expect(await first.app.evaluate(({ app }) => [app.getPath('userData'), app.isPackaged])).toEqual([userData, false])
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width: 1000, height: 700 }))
  const child = first.app.process()
  await first.close()
  expect(child.exitCode).toBe(0)
  expect(JSON.parse(readFileSync(path.join(userData, 'window.json'), 'utf8'))).toMatchObject({ bounds: { width: 1000, height: 700 } })
  rmSync(userData, { recursive: true })
})

test('a real window opens where it was closed', async () => {
  const display = await startVirtualDisplay().catch(() => null)
  test.skip(display === null, 'Xvfb is not installed')
  if (display === null) return
  const userData = mkdtempSync(path.join(tmpdir(), 'homeport-shell-'))
  const bounds = { x: 120, y: 80, width: 1000, height: 700 }
  const first = await launchApp({ userData, display: display.name })
  await expect.poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true)
  await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds)
  await first.close()
  const second = await launchApp({ userData, display: display.name })
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.getBounds()))).toEqual([bounds])
  expect(await second.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.length)).toBe(3)
  await second.close()
  display.stop()
  rmSync(userData, { recursive: true })
})

test('a second start on the same data hands over and ends', async () => {
  const { userData, app, close } = await launchApp()
  const args = [...headless, `--user-data-dir=${userData}`, root, '--evil', '/etc/passwd']
  await promisify(execFile)(runtime().executable, args, { cwd: root, env: bare, timeout: 15_000 })
  expect(app.windows()).toHaveLength(1)
  expect(app.process().exitCode).toBeNull()
  await close()
})

test('the theme chosen in the settings is the theme of the whole window', async () => {
  const { app, page, close } = await launchApp()
  for (const theme of ['dark', 'light', 'system'] as const) {
    const written = await page.evaluate((chosen) => window.homeport.invoke('settings.write', { language: 'en', theme: chosen, person: 'Test' }), theme)
    expect(written).toEqual({ ok: true, value: null })
    expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe(theme)
  }
  await close()
})

test('a switch that takes a wall down stops the start and is named', () => {
  for (const name of ['--disable-web-security', '--remote-debugging-address=0.0.0.0', '--proxy-server=localhost:1']) {
    const { status, stderr } = start(...headless, name, root)
    expect(status).toBe(2)
    expect(stderr).toContain(`refused switches: ${name.split('=')[0]}`)
  }
})

test('commands run without a display; the window says that it cannot', () => {
  test.skip(process.platform !== 'linux', 'only Linux can be without a display')
  const help = start('--no-sandbox', root, 'cli', 'help')
  expect([help.status, help.stdout]).toEqual([0, expect.stringContaining('knowledge')])
  const wrong = start('--no-sandbox', root, 'cli', 'nonsense')
  expect([wrong.status, wrong.stdout]).toEqual([2, ''])
  const window = start('--no-sandbox', root)
  expect([window.status, window.stderr]).toEqual([1, expect.stringContaining('there is no display')])
})

test('the phases of the start are one line, when asked for', async () => {
  const { app, page, close } = await launchApp({ env: { HOMEPORT_PERF: '1', HOMEPORT_T0: String(Date.now()) } })
  let output = ''
  app.process().stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  await page.locator('#root > *').first().waitFor()
  await expect.poll(() => output).toMatch(/^perf \{"main":\d+,"ready":\d+,"window":\d+,.*"loaded":\d+/m)
  await close()
})

test('leaves no dictionary, cookie or crash report behind', async () => {
  const userData = mkdtempSync(path.join(tmpdir(), 'homeport-shell-'))
  const { page, close } = await launchApp({ userData })
  await page.locator('#root > *').first().waitFor()
  await close()
  for (const name of ['Dictionaries/en-US-10-1.bdic', 'Crashpad/pending', 'component_crx_cache'])
    expect(`${name} ${existsSync(path.join(userData, name))}`).toBe(`${name} false`)
  rmSync(userData, { recursive: true })
})
