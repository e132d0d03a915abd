import { lingui } from '@lingui/vite-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [lingui()],
  test: {
    include: ['test/{unit,property,handlers,shell,packet}/**/*.test.ts'],
    testTimeout: 30_000,
    reporters: ['default'],
  },
})
