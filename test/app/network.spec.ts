/** Every test of this folder runs where there is no network, when the system allows to take it away. */
import { expect, test } from '@playwright/test'
import { launchApp } from '../support/launch.ts'

const network = process.env['HOMEPORT_NETWORK'] ?? 'not started by npm test'

test('Homeport starts where nothing but its own loopback exists', async () => {
  test.skip(network !== 'none', `no empty network namespace: ${network}`)
  const { app, page, close } = await launchApp()
  const seen = await app.evaluate(() => Object.keys(process.getBuiltinModule('node:os').networkInterfaces()))
  expect(seen.filter((name) => name !== 'lo')).toEqual([])
  await expect(page.getByRole('main')).toBeVisible()
  await close()
})
