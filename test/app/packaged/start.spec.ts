/** The package as it ships, with its hardened fuses: it starts, works without a display, and refuses what it must. */
import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sandbox } from '../../../scripts/setup/electron.mjs'
import { startVirtualDisplay } from '../../support/display.ts'
import { launchPackaged, packagedFolder, packagedProgram } from '../../support/launch.ts'

/** Runs the package's program to its end, without a display. */
function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'homeport-run-'))
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }
  const switches = [...sandbox({ dist: packagedFolder() }).switches, `--user-data-dir=${folder}`]
  const result = spawnSync(packagedProgram(), [...switches, ...args], { encoding: 'utf8', timeout: 30_000, env })
  rmSync(folder, { recursive: true, force: true })
  return result
}

test('it shows its page, drawn offscreen', async () => {
  const { page, close } = await launchPackaged()
  await expect(page.getByRole('main')).toBeVisible()
  expect(page.url()).toMatch(/^app:\/\/homeport\//)
  await close()
})

test('it shows its page in a real window', async () => {
  const display = await startVirtualDisplay()
  const { page, close } = await launchPackaged({ display: display.name })
  await expect(page.getByRole('main')).toBeVisible()
  await close()
  display.stop()
})

test('it carries the command line and the knowledge', () => {
  const { status, stdout } = run('cli', 'knowledge', 'verify', '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toBeTruthy()
})

test('without a display it says so and names what works', () => {
  test.skip(process.platform !== 'linux', 'only Linux can lack a display')
  const { status, stderr } = run()
  expect(status).toBe(1)
  expect(stderr).toContain('no display')
})

test('it refuses switches that would open it', () => {
  for (const given of ['--disable-web-security', '--proxy-server=127.0.0.1:9', '--js-flags=--expose-gc']) {
    const { status, stderr } = run(given, 'cli', 'knowledge', 'list')
    expect(status, given).toBe(2)
    expect(stderr).toContain('refused switches')
  }
})

test('it opens no inspector, whoever asks', () => {
  const { stderr } = run('--inspect=0', 'cli', 'knowledge', 'list')
  expect(stderr).not.toContain('Debugger listening')
})
