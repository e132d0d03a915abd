/** Runs inside Electron: what the account's keyring is, and whether a key file goes under it and comes back. Prints it. */
import type { App, SafeStorage } from 'electron'
import { createRequire } from 'node:module'
import { noKeyring } from '../../electron/keys/keyring.ts'
import { keysIn } from '../../electron/keys/keys.ts'
import { systemKeyring } from '../../electron/shell/keyring.ts'

const { app, safeStorage }: { app: App; safeStorage: SafeStorage } = createRequire(import.meta.url)('electron')
const folder = process.env['HOMEPORT_KEYRING_CHECK'] ?? ''

async function check(): Promise<unknown> {
  const keyring = systemKeyring(safeStorage, process.platform, () => app.whenReady())
  const state = await keyring.state()
  const keys = keysIn(folder, keyring)
  const made = await keys.create({ name: 'Jana', passphrase: 'vier gruene Stuehle', at: '2026-11-23T09:00:00Z' })
  if (!made.ok) return made.problem
  const { keyId } = made.value
  const wrapped = await keys.setWrapped(keyId, true)
  const listed = (await keys.list())[0]?.keyring ?? null
  const opened = await keys.unlock(keyId, 'vier gruene Stuehle')
  const wrong = await keys.unlock(keyId, 'drei')
  const without = await keysIn(folder, noKeyring).unlock(keyId, 'vier gruene Stuehle')
  const taken = await keys.setWrapped(keyId, false)
  const after = await keysIn(folder, noKeyring).unlock(keyId, 'vier gruene Stuehle')
  const said = (result: { ok: true } | { ok: false; problem: unknown }): unknown => (result.ok ? 'ok' : result.problem)
  return { state, wrapped: said(wrapped), listed, opened: said(opened), wrong: said(wrong), without: said(without), taken: said(taken), after: said(after) }
}

void app.whenReady().then(async () => {
  process.stdout.write(`KEYRING ${JSON.stringify(await check())}\n`)
  app.exit(0)
})
