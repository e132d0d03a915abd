/** What the package is made of: the fuses in the program and the files in the archive. */
import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { asarPaths } from '../../../scripts/setup/asar.mjs'
import { readFuses } from '../../../scripts/setup/fuses.mjs'
import { packagedFolder, packagedProgram } from '../../support/launch.ts'

const resources = (): string =>
  process.platform === 'darwin' ? path.join(packagedFolder(), 'Homeport.app/Contents/Resources') : path.join(packagedFolder(), 'resources')

/** On macOS the fuses stand in the framework, not in the program. */
const fuseFile = (): string =>
  process.platform === 'darwin'
    ? path.join(packagedFolder(), 'Homeport.app/Contents/Frameworks/Electron Framework.framework/Electron Framework')
    : packagedProgram()

test('every fuse of the program is set as hardened', () => {
  expect(readFuses(readFileSync(fuseFile()))).toMatchObject({
    runAsNode: 'off',
    enableCookieEncryption: 'on',
    enableNodeOptionsEnvironmentVariable: 'off',
    enableNodeCliInspectArguments: 'off',
    enableEmbeddedAsarIntegrityValidation: 'on',
    onlyLoadAppFromAsar: 'on',
    loadBrowserProcessSpecificV8Snapshot: 'off',
    grantFileProtocolExtraPrivileges: 'off',
  })
})

test('the archive holds the build, the knowledge and the database module, and nothing else', () => {
  const paths = asarPaths(readFileSync(path.join(resources(), 'app.asar')))
  const allowed = [
    /^package\.json$/,
    /^dist\/(main|preload|renderer|verifier)\//,
    /^resources\/(lock\.json$|(packs|bundle|fonts|licenses|courier)\/)/,
    /^examples\/[a-z-]+\.json$/,
    /^node_modules\/(bindings|file-uri-to-path)\/(package\.json|LICENSE(\.md)?|bindings\.js|index\.js)$/,
    /^node_modules\/pkcs11js\/(package\.json|LICENSE|index\.js|build\/Release\/pkcs11\.node)$/,
    /^node_modules\/sqlite3\/(package\.json|LICENSE|lib\/[a-z0-9-]+\.js|build\/Release\/node_sqlite3\.node)$/,
  ]
  expect(paths.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([])
  expect(paths).toContain('dist/main/main.js')
  expect(paths).toContain('resources/lock.json')
  expect(paths.filter((name) => name.endsWith('.map'))).toEqual([])
})

test('no loader of other applications lies beside the archive', () => {
  expect(existsSync(path.join(resources(), 'app.asar'))).toBe(true)
  expect(existsSync(path.join(resources(), 'default_app.asar'))).toBe(false)
  expect(existsSync(path.join(resources(), 'app'))).toBe(false)
})

test('the program does not become Node for whoever sets a variable', () => {
  const { stdout } = spawnSync(packagedProgram(), ['-p', '"became " + "node"'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: 15_000,
  })
  expect(stdout).not.toContain('became node')
})
