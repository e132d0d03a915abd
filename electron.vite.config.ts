/**
 * Builds main, command line, preload and page into `dist/`. Main and preload are CommonJS: a sandboxed preload can be
 * nothing else, and the command line starts faster.
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import path from 'node:path'
import type { Plugin } from 'vite'

const from = (...parts: string[]): string => path.join(import.meta.dirname, ...parts)

/** The oldest runtime that Homeport is tested on is Electron 33: Chromium 130 and Node 20.18. */
const nodeTarget = 'node20.18'
const chromiumTarget = 'chrome130'

/**
 * React Aria empties its announcement region through `innerHTML`, which the page's Trusted Types rule refuses. The same
 * without markup; the build fails when an update of the library makes this pointless.
 */
const announceWithoutMarkup: Plugin = {
  name: 'homeport:trusted-types',
  transform(code, id) {
    if (!/dist[\\/]private[\\/]live-announcer[\\/]LiveAnnouncer\.m?js(\?|$)/.test(id)) return undefined
    const safe = code.replaceAll(".innerHTML = ''", ".textContent = ''")
    if (safe === code) this.error('LiveAnnouncer no longer uses innerHTML: remove this plugin')
    return { code: safe, map: null }
  },
}

/** React Aria brings its few words in thirty languages. Homeport speaks these; a word of another is never asked for. */
const spoken = ['en-US', 'de-DE', 'fr-FR']
const fewerLanguages: Plugin = {
  name: 'homeport:fewer-languages',
  enforce: 'pre',
  load(id) {
    const language = /[\\/]react-(?:aria|stately)[^?]*[\\/]intl[\\/][^?]*[\\/]([a-z]{2}-[A-Z]{2})\.m?js/.exec(id)?.[1]
    return language === undefined || spoken.includes(language) ? undefined : 'export default {}'
  },
}

/** One file per entry, with what it needs inside: a sandboxed preload cannot load a second file. */
const commonJs = { format: 'cjs', entryFileNames: '[name].js' } as const

export default defineConfig({
  main: {
    build: {
      outDir: 'dist/main',
      target: nodeTarget,
      externalizeDeps: true,
      rollupOptions: {
        input: {
          'main': from('electron/main.ts'),
          'cli': from('electron/cli.ts'),
          // A vendor's module runs in a process of its own.
          'token-process': from('electron/tokens/token-process.ts'),
        },
        output: { ...commonJs, chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'dist/preload',
      target: nodeTarget,
      rollupOptions: { input: from('electron/preload.ts'), output: commonJs },
    },
  },
  renderer: {
    root: from('renderer'),
    base: './',
    plugins: [fewerLanguages, announceWithoutMarkup, react()],
    build: {
      outDir: from('dist/renderer'),
      emptyOutDir: true,
      target: chromiumTarget,
      minify: true,
      // The page's security policy allows no inline script, and Chromium 130 needs no polyfill.
      modulePreload: { polyfill: false },
      // Fonts and pictures stay files: the policy allows no data: address for them.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 3000,
      rollupOptions: { input: from('renderer/index.html') },
    },
  },
})
