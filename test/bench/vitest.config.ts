import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: '.',
  test: { include: ['test/bench/**/*.test.ts'], testTimeout: 120_000, reporters: ['dot'] },
})
