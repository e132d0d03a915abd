/**
 * Writes the pictures of the README to docs/pictures/: every stage of the ministry's sample in light, some in dark.
 * `node scripts/screenshots.mjs` after a build. Each picture is 1440 × 900.
 */
import './setup/check-node.mjs'
import { _electron } from '@playwright/test'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { modules, root } from './setup/paths.mjs'
import { smallPng } from './small-png.mjs'

const folder = path.join(root, 'docs', 'pictures')
const size = { width: 1440, height: 900 }
const stages = ['requirements', 'model', 'hardware', 'hosting', 'obligations', 'costs', 'review', 'sign']
const inDark = ['overview', 'hosting']

const runtime = JSON.parse(readFileSync(path.join(modules, '.homeport-runtime.json'), 'utf8'))
const userData = mkdtempSync(path.join(tmpdir(), 'homeport-pictures-'))
const app = await _electron.launch({
  executablePath: runtime.executable,
  args: ['--ozone-platform=headless', '--disable-gpu', '--disable-dev-shm-usage', `--user-data-dir=${userData}`, root],
  cwd: root,
})
const page = await app.firstWindow()
await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height), size)
await page.waitForFunction(`innerWidth === ${size.width}`)
await page.getByRole('button', { name: 'Open a sample' }).click()
await page.getByRole('menuitem').first().click()
mkdirSync(folder, { recursive: true })
let total = 0

await show('light')
await take('overview')
for (const [index, stage] of stages.entries()) {
  await page.keyboard.press(`Alt+${index + 1}`)
  await take(stage)
}
await show('dark')
for (const place of inDark) {
  if (place === 'overview') await page.getByRole('link', { name: 'Overview' }).click()
  else await page.keyboard.press(`Alt+${stages.indexOf(place) + 1}`)
  await take(place, '-dark')
}
await app.close()
rmSync(userData, { recursive: true, force: true })
console.log(`${Math.round(total / 1000)} kB in ${path.relative(root, folder)}`)

/** @param {'light' | 'dark'} theme */
async function show(theme) {
  await page.getByRole('button', { name: 'Appearance', exact: true }).click()
  await page.getByRole('menuitemradio', { name: theme === 'dark' ? 'Dark' : 'Light', exact: true }).click()
}

/** @param {string} name */
async function take(name, suffix = '') {
  // The memory of models is worked out row by row; focus rings and what lies under the mouse are no part of the picture.
  await page.mouse.move(1, 899)
  await page.waitForTimeout(900)
  await page.evaluate('document.activeElement?.blur()')
  const picture = smallPng(await page.screenshot({ animations: 'disabled' }))
  writeFileSync(path.join(folder, `${name}${suffix}.png`), picture)
  total += picture.length
}
