/**
 * The gallery of the page's parts, for those who change them: `npx vite build --config vite.gallery.config.ts`, then
 * serve `dist/gallery`. It is never part of the application.
 */
import react from '@vitejs/plugin-react'
import path from 'node:path'
import { defineConfig } from 'vite'

const from = (...parts: string[]): string => path.join(import.meta.dirname, ...parts)

export default defineConfig({
  root: from('renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: process.env['GALLERY_OUT'] ?? from('dist/gallery'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
    rollupOptions: { input: from('renderer/gallery.html') },
  },
})
