import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{unit,property,handlers,shell,packet,fuzz}/**/*.test.ts'],
    testTimeout: 30_000,
    reporters: ['default'],
  },
})
