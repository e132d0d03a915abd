/** Bundles a TypeScript entry for a child process: the tests' Node runs JavaScript only. */
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'

/** Returns the path of the bundle. It lies below node_modules so that it finds the native driver. */
export async function buildEntry(entry: string): Promise<string> {
  const name = path.basename(entry, '.ts')
  const outDir = path.resolve('node_modules/.homeport-tests', name)
  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { external: ['sqlite3', 'pkcs11js'], noExternal: true },
    build: { ssr: path.resolve(entry), outDir, rollupOptions: { output: { entryFileNames: 'main.mjs' } } },
  })
  return path.join(outDir, 'main.mjs')
}
