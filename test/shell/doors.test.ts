/** What the source must not contain, whatever it does. */
import { build } from 'vite'
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { imports, sourceFiles } from '../support/imports.ts'

const mainSources = sourceFiles().filter((file) => file.startsWith('electron/'))
const text = (file: string): string => readFileSync(file, 'utf8')

test('Electron is imported by the shell, the preload script and the composition root only', () => {
  const importers = imports().filter(({ to }) => to === 'electron').map(({ from }) => from)
  expect(importers.filter((file) => !/^electron\/(shell\/[^/]+|preload|main)\.ts$/.test(file))).toEqual([])
  expect(importers).toContain('electron/main.ts')
})

test.each(['shell.openExternal', 'openExternal', 'openPath', 'crashReporter', 'autoUpdater', 'setAsDefaultProtocolClient', 'enableRemoteModule', 'executeJavaScript', 'loadFile', 'bypassCSP', 'supportFetchAPI:', 'corsEnabled:'])(
  'main never says %s',
  (word) => {
    const said = mainSources.filter((file) => text(file).replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '').includes(word))
    expect(said).toEqual([])
  },
)

describe('the preload script', async () => {
  const outcome = await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, external: ['electron'] },
    build: { ssr: 'electron/preload.ts', write: false, minify: false, rollupOptions: { external: ['electron'], output: { format: 'cjs' } } },
  })
  const bundle = Array.isArray(outcome) ? outcome[0] : outcome
  const code = bundle !== undefined && 'output' in bundle ? bundle.output[0].code : ''

  test('is one small file', () => {
    expect(Buffer.byteLength(code)).toBeGreaterThan(50)
    expect(Buffer.byteLength(code)).toBeLessThan(1024)
    expect(bundle !== undefined && 'output' in bundle ? bundle.output : []).toHaveLength(1)
  })

  test('gives the page one function, which can call nothing but our channels', () => {
    const exposed: Record<string, Record<string, unknown>> = {}
    const invoked: unknown[][] = []
    const required: string[] = []
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, value: Record<string, unknown>) => (exposed[name] = value) },
      ipcRenderer: { invoke: (...args: unknown[]) => (invoked.push(args), Promise.resolve('answer')) },
    }
    runInNewContext(code, { exports: {}, module: { exports: {} }, require: (name: string) => (required.push(name), electron) })
    expect(required).toEqual(['electron'])
    expect(Object.keys(exposed)).toEqual(['homeport'])
    expect(Object.keys(exposed['homeport']!)).toEqual(['invoke'])
    const invoke = exposed['homeport']!['invoke'] as (...args: unknown[]) => unknown
    void invoke('plan.list', null, 'more', 'still more')
    void invoke('ELECTRON_BROWSER_REQUIRE', 'fs')
    expect(invoked).toEqual([['homeport:plan.list', null], ['homeport:ELECTRON_BROWSER_REQUIRE', 'fs']])
  })
})
