/** Builds the script of the exported page: one file without imports, which `electron/export/packet.ts` puts into it. */
import path from 'node:path'
import { defineConfig } from 'vite'

const from = (...parts: string[]): string => path.join(import.meta.dirname, ...parts)

export default defineConfig({
  root: from('renderer/verifier'),
  // Libraries ask for this; the page has no `process`.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: from('dist/verifier'),
    emptyOutDir: true,
    // Boards open packets with what they have: browsers of the last two and a half years.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    minify: true,
    lib: { entry: from('renderer/verifier/main.ts'), formats: ['iife'], name: 'homeport', fileName: () => 'verifier.js' },
  },
})
