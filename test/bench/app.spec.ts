/** The built application in real Electron: from start to a usable page, and from click to paint. */
import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sandbox } from '../../scripts/setup/electron.mjs'
import { launchApp, root, runtime } from '../support/launch.ts'
import { report } from './figures.ts'

test.setTimeout(240_000)

const starts = 8
const clicks = 180
/** The overview and the eight stages; after them the reference places. */
const placesInPlan = 9

test('from start to a usable page', async () => {
  const samples: number[] = []
  for (let index = 0; index < starts; index++) samples.push(await timeOfStart())
  report('cold start to a usable page', 'ms', samples.slice(1))
})

/** Starts with fresh user data and ends once the application says that its page is loaded. */
async function timeOfStart(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'homeport-bench-'))
  const switches = ['--ozone-platform=headless', '--disable-gpu', '--disable-dev-shm-usage', `--user-data-dir=${folder}`]
  const begin = Date.now()
  const child = spawn(runtime().executable, [...switches, ...sandbox(runtime()).switches, root], {
    env: { ...process.env, HOMEPORT_PERF: '1', HOMEPORT_T0: String(begin) },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const loaded = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const line = /^perf (\{.*\})$/m.exec(chunk.toString('utf8'))?.[1]
      if (line !== undefined) resolve(JSON.parse(line).loaded)
    })
    child.once('exit', () => reject(new Error('Homeport ended before its page was loaded')))
  })
  child.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
  return loaded
}

test('from click to paint', async () => {
  const { page, close } = await launchApp()
  await page.getByRole('button', { name: 'Open a sample' }).first().click()
  await page.getByRole('menuitem').first().click()
  const places = page.getByRole('navigation').first().getByRole('link')
  await expect(places.nth(placesInPlan)).toBeVisible()
  // From the input event's own time to the first task after the frame that it caused.
  await page.evaluate(() => {
    const samples: number[] = []
    Object.assign(window, { clickSamples: samples })
    addEventListener(
      'click',
      (event) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.addEventListener('message', () => samples.push(performance.now() - event.timeStamp), { once: true })
          channel.port1.start()
          channel.port2.postMessage(null)
        })
      },
      true,
    )
  })
  for (let index = 0; index < clicks; index++) {
    // The links after the eight stages leave the plan.
    await places.nth(index % placesInPlan).click()
    await page.waitForFunction((wanted) => Reflect.get(window, 'clickSamples').length >= wanted, index + 1)
  }
  const samples: number[] = await page.evaluate(() => Reflect.get(window, 'clickSamples'))
  report('click to paint, any place of a plan', 'ms', samples)
  for (let place = 0; place < placesInPlan; place++) {
    const name = (await places.nth(place).innerText()).split('\n')[0] ?? ''
    report(`  ${name}`, 'ms', samples.filter((_, index) => index % placesInPlan === place))
  }
  await close()
})
