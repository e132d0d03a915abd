/** Real Electron: `app` from the built checkout, `packaged` from the hardened package, `bench` for figures. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test',
  outputDir: 'test-results',
  // Two cores: one application at a time keeps the times honest.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 8_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'app', testDir: 'test/app', testIgnore: 'packaged/**' },
    { name: 'packaged', testDir: 'test/app/packaged' },
    { name: 'bench', testDir: 'test/bench', testMatch: '*.spec.ts' },
  ],
})
